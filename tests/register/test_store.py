"""The register keeps what it is given: once, whole, with its carriers, failures and decisions; on both databases."""

from __future__ import annotations

from dataclasses import replace

import borduria
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import exc, select, text

from communique.errors import InputRefused, RecordInvalid
from communique.record import Byline, Dateline, Document, Place, Record, Silence, Span, document_id
from communique.register import tables
from communique.register.database import reading, writing
from communique.register.rows import restored, rows_of, storable, stored
from communique.register.store import Decision, Ended, Register


def test_a_record_read_back_is_the_record_written(register: Register) -> None:
    for number in range(5):
        record = borduria.record(number)
        register.keep(record, source=f"{number}.txt")
        back = register.record(record.document.id)
        assert back == record
        assert back.to_json() == record.to_json()


WORDS = st.text(min_size=1, max_size=60)


@st.composite
def records(draw: st.DrawFn) -> Record:
    body = draw(WORDS)
    made = borduria.record(1)
    document = Document(
        id=document_id(body),
        text=body,
        title=draw(st.none() | WORDS),
        publisher=draw(st.none() | WORDS),
        published=draw(st.none() | WORDS),
        dateline=Dateline(place=draw(st.none() | WORDS), date=draw(st.none() | WORDS)),
        byline=Byline(authors=tuple(draw(st.lists(WORDS, max_size=2)))),
        url=draw(st.none() | WORDS),
    )
    everywhere = Span(0, len(body))
    place = Place(name=draw(WORDS), lat=draw(st.none() | st.floats(allow_nan=False, allow_infinity=False)))
    return replace(
        made,
        document=document,
        actors=tuple(replace(actor, name=draw(WORDS), mentions=(everywhere,)) for actor in made.actors),
        meetings=tuple(replace(m, place=place, occasion=draw(WORDS), evidence=(everywhere,)) for m in made.meetings),
        statements=tuple(replace(s, content=everywhere, amount=draw(WORDS), evidence=()) for s in made.statements),
        events=tuple(replace(e, evidence=(everywhere,), confidence=draw(st.floats(0, 1))) for e in made.events),
        silences=(Silence(span=everywhere, reason=draw(WORDS)),),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=records())
def test_any_record_read_back_is_the_record_written(register: Register, record: Record) -> None:
    register.keep(record, source="any")
    if register.record(record.document.id) != record:  # the same text was drawn before, with other values
        register.recode(record)
    assert register.record(record.document.id) == record
    assert register.record(record.document.id).to_json() == record.to_json()


@pytest.mark.parametrize("words", ["a\ud800b", "nul \0 inside", "back\\ud800slash \ud83d", "😀 \ufffd", "\udcff"])
def test_what_no_database_holds_comes_back_all_the_same(register: Register, words: str) -> None:
    record = Record(document=Document(id=document_id(words), text=words, title=words))
    register.keep(record, source=words)
    assert register.record(record.document.id) == record
    assert restored(stored(record)) == record
    assert len(storable(words)) == len(words)


def test_every_value_has_its_row(register: Register) -> None:
    record = borduria.record(3)
    register.keep(record, source="3.txt", url="https://news.example/3")
    rows = rows_of(record)
    with reading(register.engine) as connection:
        for name, expected in rows.items():
            table = tables.metadata.tables[name]
            columns = [table.c[column] for column in expected[0]]
            got = [dict(row._mapping) for row in connection.execute(select(*columns))]
            assert sorted(got, key=repr) == sorted(expected, key=repr)
    assert {row["role"] for row in rows["parties"]} == {
        *("participant", "speaker", "addressee", "on_behalf_of", "actor", "recipient")
    }
    assert {row["country"] for row in rows["parties"]} == {"BRD", "SYL"}


def test_a_record_kept_twice_is_one_with_both_carriers(register: Register) -> None:
    record = borduria.record(1)
    first = register.keep(record, source="a.txt")
    again = register.keep(record, source="a.txt")
    other = register.keep(record, source="b.txt", url="https://news.example/b")
    assert [kept.outcome for kept in (first, again, other)] == ["added", "known", "known"]
    assert [(c.source, c.url) for c in register.carriers(record.document.id)] == [
        ("a.txt", None),
        ("b.txt", "https://news.example/b"),
    ]
    dumped = borduria.dump(register)
    assert len(dumped["documents"]) == 1
    assert len(dumped["parties"]) == len(rows_of(record)["parties"])


def test_numbers_are_in_the_order_of_adding(register: Register) -> None:
    for number in (4, 2, 9):
        register.keep(borduria.record(number), source=f"{number}")
    with reading(register.engine) as connection:
        query = select(tables.documents.c.number, tables.documents.c.id).order_by(tables.documents.c.number)
        got = [tuple(row) for row in connection.execute(query)]
    assert got == [(place, borduria.record(number).document.id) for place, number in enumerate((4, 2, 9), start=1)]


def test_a_source_is_done_with_its_last_document_and_its_failures_go(register: Register) -> None:
    register.refuse(InputRefused("all.jsonl:2", "it is empty", "Leave it out"), origin="all.jsonl")
    register.refuse(InputRefused("other.txt", "it is empty", "Leave it out"))
    register.keep(borduria.record(1), source="all.jsonl")
    assert register.done("all.jsonl") is None
    assert len(register.failures()) == 2
    register.keep(borduria.record(2), source="all.jsonl", ended=Ended(source="all.jsonl", fingerprint="f1"))
    assert register.done("all.jsonl") == "f1"
    assert [failure.source for failure in register.failures()] == ["other.txt"]


def test_a_failure_is_told_once_and_as_it_was_last(register: Register) -> None:
    for reason in ("it is empty", "it is in French"):
        register.refuse(InputRefused("a.txt", reason, "Give another"))
    register.refuse(InputRefused("b.csv:4", "no text", "Fill it"), origin="b.csv")
    register.refuse(InputRefused("b.csv:7", "no text", "Fill it"), origin="b.csv")
    ended = Ended(source="b.csv", fingerprint="f", failed=("b.csv:7", "b.csv:9"))
    register.refuse(InputRefused("b.csv:9", "no text", "Fill it"), origin="b.csv", ended=ended)
    register.keep(borduria.record(1), source="b.csv:9")
    assert register.done("b.csv") == "f"
    assert [(f.source, f.origin, f.reason, f.remedy) for f in register.failures()] == [
        ("a.txt", "a.txt", "it is in French", "Give another"),
        ("b.csv:7", "b.csv", "no text", "Fill it"),
    ]


def test_an_unknown_document_is_a_key_error(register: Register) -> None:
    with pytest.raises(KeyError):
        register.record("none")
    with pytest.raises(KeyError):
        register.recode(borduria.record(1))
    assert register.carriers("none") == ()


@pytest.mark.parametrize("fault", ["id", "span", "twice"])
def test_an_invalid_record_leaves_no_trace(register: Register, fault: str) -> None:
    record = borduria.record(1)
    bad = {
        "id": replace(record, document=replace(record.document, id="f" * 64)),
        "span": replace(record, silences=(Silence(span=Span(5, 5), reason="none"),)),
        "twice": replace(record, events=record.events * 2),
    }[fault]
    with pytest.raises(RecordInvalid):
        register.keep(bad, source="a.txt", ended=Ended(source="a.txt", fingerprint="f"))
    assert not any(borduria.dump(register).values())


def test_recoding_replaces_what_was_read_and_keeps_the_rest(register: Register) -> None:
    old = borduria.record(1)
    register.keep(old, source="a.txt")
    register.decide(Decision(subject="event", document=old.document.id, id="e1", verb="reject", who="ana", why="no"))
    new = replace(old, events=(*old.events[:1], replace(old.events[0], id="e3")), coder="communique 9")
    register.recode(new)
    assert register.record(old.document.id) == new
    dumped = borduria.dump(register)  # in which the event that was rejected is none
    assert (len(dumped["events"]), len(dumped["decisions"]), len(dumped["carriers"])) == (1, 1, 1)
    assert register.keep(old, source="a.txt").outcome == "known"


def test_decisions_stay_as_they_were_made(register: Register) -> None:
    first = register.decide(
        Decision(subject="commitment", id="c1", verb="set_status", value={"status": "kept"}, who="ana", why="seen")
    )
    second = register.decide(
        Decision(subject="commitment", id="c1", verb="set_status", value=None, who="ivo", why="wrong", undoes=1)
    )
    register.decide(Decision(subject="event", id="e1", document="d", verb="confirm", who="ivo", why="read it"))
    assert register.decisions("commitment", "c1") == (first, second)
    assert [(d.number, d.undoes) for d in register.decisions()] == [(1, None), (2, 1), (3, None)]
    with pytest.raises(KeyError):
        register.decide(Decision(subject="event", id="e1", verb="confirm", who="ivo", why="", undoes=99))


@pytest.mark.parametrize("sql", ["UPDATE decisions SET why = 'x'", "DELETE FROM decisions"])
def test_the_database_itself_refuses_to_change_a_decision(register: Register, sql: str) -> None:
    register.decide(Decision(subject="event", id="e1", verb="confirm", who="ivo", why="read it"))
    with pytest.raises(exc.DBAPIError, match="decisions are never"), register.engine.begin() as connection:
        connection.execute(text(sql))
    assert register.decisions()[0].why == "read it"


def test_the_full_text_index_follows_the_documents(register: Register) -> None:
    record = borduria.record(0)
    register.keep(record, source="a.txt")
    register.recode(replace(record, document=replace(record.document, title="Ministers confer")))
    sqlite = "SELECT rowid FROM documents_text WHERE documents_text MATCH :word"
    postgresql = "SELECT number FROM documents WHERE words @@ plainto_tsquery('english', :word)"
    query = text(sqlite if register.engine.dialect.name == "sqlite" else postgresql)
    with writing(register.engine) as connection:
        found = {w: connection.execute(query, {"word": w}).all() for w in ("minister", "selling", "envoy", "zebra")}
    assert found == {"minister": [(1,)], "selling": [(1,)], "envoy": [(1,)], "zebra": []}
