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
