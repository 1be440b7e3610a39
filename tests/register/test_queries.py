"""Questions to a register, on both databases."""

from __future__ import annotations

from dataclasses import replace

import borduria
import pytest

from communique.record import Record
from communique.register import queries
from communique.register.queries import Ask
from communique.register.store import Decision, Register


@pytest.fixture
def full(register: Register) -> Register:
    for number in range(6):
        register.keep(borduria.record(number), source=f"r{number}")
    return register


def near_copy() -> Record:
    """Return a record whose text is that of report 0 with three words more."""
    from communique.record import document_id

    record = borduria.record(0)
    text = record.document.text + "Carried by us.\n"
    return replace(record, document=replace(record.document, text=text, id=document_id(text)))


@pytest.mark.parametrize(
    ("ask", "count"),
    [
        (Ask(), 6),
        (Ask(country="BRD"), 6),
        (Ask(country="SYL"), 6),
        (Ask(country="KAZ"), 0),
        (Ask(dyad=("SYL", "BRD")), 6),
        (Ask(dyad=("BRD", "KAZ")), 0),
        (Ask(actor="ana b"), 2),
        (Ask(act="pledge"), 6),
        (Ask(act="warn"), 0),
        (Ask(area="trade"), 6),
        (Ask(area="health"), 0),
        (Ask(event_type="AGREE"), 6),
        (Ask(event_type="ASSAULT"), 0),
        (Ask(since="2012-01-01", until="2013-12-31"), 2),
        (Ask(text="copper"), 1),
        (Ask(text='"timber sell"'), 0),
        (Ask(text='") OR 1=1 --'), 0),
        (Ask(limit=2), 2),
    ],
)
def test_each_condition_narrows_documents_and_statements(full: Register, ask: Ask, count: int) -> None:
    assert len(list(queries.documents(full.engine, ask))) == count
    assert len(list(queries.statements(full.engine, ask))) == count


def test_a_statement_comes_with_both_sides_and_where_it_stands(full: Register) -> None:
    (row,) = queries.statements(full.engine, Ask(text="copper"))
    record = borduria.record(0)
    assert (row.speaker, row.speaker_country) == (("Ana Birk",), ("BRD",))
    assert (row.addressee, row.addressee_country) == (("Syldavia",), ("SYL",))
    assert row.areas == ("economy", "trade")
    assert record.document.text[row.start : row.end] == row.content == "sell copper"
    assert (row.document, row.coder, row.verdict) == (record.document.id, "communique 0.1.0", None)


def test_areas_stand_in_the_order_of_their_list(register: Register) -> None:
    made = borduria.record(0)
    areas = ("relations", "development", "trade", "energy")  # neither the order of the alphabet nor its reverse
    statement = replace(made.statements[0], areas=tuple(reversed(areas)))
    register.keep(replace(made, statements=(statement, *made.statements[1:])), source="r")
    first = next(row for row in queries.statements(register.engine, Ask()) if row.id == statement.id)
    assert first.areas == areas


def test_meetings_and_events_come_with_their_parties(full: Register) -> None:
    meeting = next(queries.meetings(full.engine, Ask(dyad=("BRD", "SYL"))))
    assert (meeting.participants, meeting.placename) == (("Ana Birk", "Syldavia"), "Szohôd")
    pledged = list(queries.events(full.engine, Ask(act="pledge", event_type="AGREE")))
    assert {(row.id, row.actor_country, row.recipient_country) for row in pledged} == {("e2", ("BRD",), ("SYL",))}


def test_an_answer_is_taken_up_where_it_ended(full: Register) -> None:
    whole = list(queries.statements(full.engine, Ask()))
    assert [row.date for row in whole] == sorted(row.date or "" for row in whole)
    paged, after = [], None
    while page := list(queries.statements(full.engine, Ask(limit=4, after=after))):
        paged += page
        after = page[-1].place
    assert paged == whole


def told(number: int, *, title: str, text: str) -> Record:
    """Return a record with another title and text, and nothing read from it."""
    from communique.record import document_id

    record = borduria.record(number)
    document = replace(
        record.document, id=document_id(text), text=text, title=title, published=f"2010-05-{number + 11}"
    )
    return replace(record, document=document, actors=(), meetings=(), statements=(), events=(), silences=())


def test_documents_that_hold_words_come_the_best_first(register: Register) -> None:
    filler = " ".join(f"word{number}" for number in range(80))
    texts = (
        ("A bridge over the Sava", f"The bridge is open. {filler} end."),
        ("News in brief", f"A bridge was mentioned once. {filler} close."),
        ("More news", f"The bridge, the bridge and the bridge again: {filler} done."),
        ("Nothing of the kind", f"No such thing. {filler} over."),
    )
    for number, (title, text) in enumerate(texts):
        register.keep(told(number, title=title, text=text), source=title)
    asked = Ask(text="bridges", ranked=True)
    whole = list(queries.documents(register.engine, asked))
    assert [row.title for row in whole] == ["A bridge over the Sava", "More news", "News in brief"]
    paged, after = [], None
    while page := list(queries.documents(register.engine, replace(asked, limit=1, after=after))):
        paged += page
        after = page[-1].place
    assert paged == whole
    later = list(queries.documents(register.engine, replace(asked, since="2010-05-12")))
    assert [row.title for row in later] == ["More news", "News in brief"]
    newest = list(queries.documents(register.engine, Ask(text="bridges", newest=True)))
    assert [row.title for row in newest] == ["More news", "News in brief", "A bridge over the Sava"]
    assert {row.score for row in newest} == {None}


def test_documents_of_the_same_fit_and_copies(full: Register) -> None:
    full.keep(near_copy(), source="copy")
    asked = Ask(text="sell", ranked=True)
    whole = list(queries.documents(full.engine, asked))
    assert len(whole) == 6
    first = list(queries.documents(full.engine, replace(asked, limit=4)))
    assert first + list(queries.documents(full.engine, replace(asked, after=first[-1].place))) == whole
    assert len(list(queries.documents(full.engine, replace(asked, every=True)))) == 7


def test_undated_rows_are_taken_up_too(full: Register) -> None:
    whole = list(queries.meetings(full.engine, Ask()))
    assert {row.date for row in whole} == {None}
    first = list(queries.meetings(full.engine, Ask(limit=4)))
    assert first + list(queries.meetings(full.engine, Ask(after=first[-1].place))) == whole


def test_near_duplicates_are_left_out_unless_asked_for(full: Register) -> None:
    full.keep(near_copy(), source="copy")
    assert len(list(queries.documents(full.engine, Ask()))) == 6
    assert len(list(queries.statements(full.engine, Ask(every=True)))) == 7


def test_the_verdict_is_the_latest_decision_that_stands(full: Register) -> None:
    (row,) = queries.statements(full.engine, Ask(text="copper"))

    def decide(**more: object) -> Decision:
        made = Decision(subject="statement", document=row.document, id=row.id, who="A", why="b", **more)  # type: ignore[arg-type]
        return full.decide(made)

    def verdicts() -> list[str | None]:
        return [found.verdict for found in queries.statements(full.engine, Ask(text="copper"))]

    decide(verb="confirm")
    later = decide(verb="reject")
    assert verdicts() == []
    decide(verb="reject", undoes=later.number)
    assert verdicts() == ["confirm"]


def test_a_document_is_named_by_how_its_id_begins(full: Register) -> None:
    whole = borduria.record(3).document.id
    assert queries.named(full.engine, whole[:12]) == (whole,)
    assert queries.named(full.engine, whole[:5]) == ()
    assert queries.named(full.engine, "%%%%%%") == ()
