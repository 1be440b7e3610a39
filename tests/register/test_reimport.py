"""Out as JSONL and into another register: every record to the byte, every carrier, every decision, once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import borduria
import pytest
from sqlalchemy import select

from communique import workers
from communique.cli import keeping
from communique.commitments.model import Source, commitment_id
from communique.errors import InputRefused
from communique.export.files import export
from communique.record import Document, Record, Silence, Span, document_id
from communique.register import reviewing, tables
from communique.register.database import reading
from communique.register.queries import Ask
from communique.register.reviewing import Target
from communique.register.rows import stored
from communique.register.store import Decision, Register
from communique.register.whole import Brought, Carrier, Whole
from communique.sources.ours import held_of
from communique.sources.page import Page


class NoCoder:
    """Stands where nothing may be read anew."""

    def read_page(self, page: object, **_: object) -> Record:
        raise AssertionError("a record of communique was read anew")


class Reader:
    """Reads our made report number 1 by heart."""

    def read_page(self, page: Page, **_: object) -> Record:
        return replace(borduria.record(1), document=page.document)


@pytest.fixture
def other(where: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The path or address of a second database of the same kind."""
    fresh: str = request.getfixturevalue("server").fresh() if ":" in where else str(tmp_path / "other.db")
    return fresh


@pytest.fixture
def no_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "coder", lambda settings: NoCoder())


@pytest.fixture
def full(register: Register) -> Register:
    """A register with a near duplicate before and after in time, odd characters, and decisions of every kind."""
    for number in (3, 1, 2):
        register.keep(borduria.record(number), source=f"r{number}.txt", url=f"https://news.example/{number}")
    text = borduria.report(1) + "Carried by us.\n"
    near = borduria.record(1)
    early = replace(near.document, id=document_id(text), text=text)
    register.keep(
        replace(near, document=replace(early, dateline=replace(early.dateline, date="2011-02-28"))), source="n"
    )
    register.keep(borduria.record(2), source="copy.txt")
    words = "nul \0, lone \ud800 and back\\ud800slash 😀 \u2028 end"
    odd = Record(
        document=Document(id=document_id(words), text=words, title=words),
        silences=(Silence(span=Span(0, 3), reason=words),),
        coder="communique 0.0.1",
    )
    register.keep(odd, source="odd\ud800")
    one, two = borduria.record(1).document.id, borduria.record(2).document.id
    reviewing.confirm(register, Target(two, "event", "e2"), who="ana", why="heard it")
    reviewing.correct(register, Target(one, "statement", "s1"), {"amount": "5 tons"}, who="ivo")
    reviewing.reject(register, Target(one, "event", "e1"), who="ivo")
    reviewing.undo(register, 3, who="ivo", why="no")
    values = {"act": "agree", "speaker": ["a1"], "content": [0, 8]}
    reviewing.add(register, two, "statement", values, who="ana")
    for id in (commitment_id(Source(two, "s1")), "cffffffffffffffff"):
        made = Decision(subject="commitment", id=id, verb="annotate", value=["note"], who="ana", why="")
        register.decide(made)
    gone = borduria.record(3)
    reviewing.confirm(register, Target(gone.document.id, "meeting", "m1"), who="eva")
    register.recode(replace(gone, meetings=(), events=gone.events[1:], coder="communique 9"))
    return register


def written(register: Register, target: Path, **conditions: Any) -> Path:
    export(register.engine, Ask(every=True, **conditions), form="jsonl", target=target)
    return target


def add(source: Path, where: str, number: int = 1) -> keeping.Tally:
    with Register.open(where) as opened:
        settings = workers.Settings(network=True, held=True)
        return keeping._run({str(source): str(source)}, opened, settings, number)


def everything(register: Register) -> dict[str, list[tuple[object, ...]]]:
    dumped = borduria.dump(register)
    for name in ("finished", "followed", "unfollowed"):  # how the register came to be as it is
        dumped.pop(name)
    return dumped


@pytest.mark.parametrize("number", [1, 2])
def test_another_register_comes_to_hold_the_same(
    full: Register, other: str, tmp_path: Path, no_coder: None, number: int
) -> None:
    tally = add(written(full, tmp_path / "all.jsonl"), other, number)
    assert (tally.added, tally.near_duplicate, tally.failed) == (4, 1, 0)
    with Register.open(other) as second:
        assert everything(second) == everything(full)
        texts = []
        for each in (full, second):
            with reading(each.engine) as connection:
                query = select(tables.documents.c.record, tables.documents.c.reviewed)
                texts.append([tuple(row) for row in connection.execute(query.order_by(tables.documents.c.number))])
            for row in texts[-1]:
                assert row[0].startswith('{"document"')
        assert texts[0] == texts[1]
        assert second.decisions() == full.decisions()
        carriers = [each.carriers(borduria.record(2).document.id) for each in (full, second)]
        assert carriers[0] == carriers[1]
        again = written(second, tmp_path / "again.jsonl")
        assert again.read_bytes() == (tmp_path / "all.jsonl").read_bytes()
        again.write_bytes(again.read_bytes() + b"\n")  # so that it is not done already
    tally = add(again, other)
    assert (tally.added, tally.known) == (0, 5)
    with Register.open(other) as second:
        assert everything(second) == everything(full)


def test_a_line_is_still_a_record(full: Register, tmp_path: Path) -> None:
    lines = written(full, tmp_path / "all.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    records = [Record.from_json(line) for line in lines if "\\ud800 and" not in line]
    one = borduria.record(1).document.id
    left = next(record for record in records if record.document.id == one)
    assert left == reviewing.reviewed(full, one).record
    assert left.statements[0].amount == "5 tons"
    values = json.loads(lines[1])["register"]
    assert set(values) == {"carriers", "decisions", "as_read"}
    assert values["as_read"]["statements"][0]["amount"] is None


def test_an_export_with_conditions_has_its_own_decisions_alone(full: Register, tmp_path: Path) -> None:
    (line,) = written(full, tmp_path / "some.jsonl", document=borduria.record(2).document.id).read_text().splitlines()
    assert [each["number"] for each in json.loads(line)["register"]["decisions"]] == [1, 5, 6]


def test_decisions_go_to_their_claims_where_the_document_is_read_otherwise(
    full: Register, other: str, tmp_path: Path, no_coder: None
) -> None:
    two = borduria.record(2)
    here = replace(two, statements=(replace(two.statements[0], id="s7"),), events=(), coder="communique 9")
    with Register.open(other) as second:
        second.keep(here, source="mine.txt")
        second.decide(Decision(subject="commitment", id="c1", verb="annotate", value=["mine"], who="me", why=""))
    add(written(full, tmp_path / "all.jsonl"), other)
    with Register.open(other) as second:
        assert second.record(two.document.id) == here
        found = [(d.number, d.id, d.verb) for d in second.decisions() if d.document == two.document.id]
        assert [each[1:] for each in found] == [("e2@1", "confirm"), ("sr1", "add")]
        assert found[0][0] > 1
        assert len(second.carriers(two.document.id)) == 3
        number = len(second.decisions())
    source = tmp_path / "all.jsonl"
    source.write_bytes(source.read_bytes() + b"\n")
    add(source, other)
    with Register.open(other) as second:
        assert len(second.decisions()) == number


def test_records_that_no_register_held_are_taken_too(where: str, tmp_path: Path, no_coder: None) -> None:
    record = borduria.record(1)
    (tmp_path / "read.jsonl").write_text(record.to_json() + "\n", encoding="utf-8")
    (tmp_path / "read.json").write_text(borduria.record(2).to_json(indent=2), encoding="utf-8")
    assert add(tmp_path / "read.jsonl", where).added == 1
    assert add(tmp_path / "read.json", where).added == 1
    with Register.open(where) as register:
        assert register.record(record.document.id) == record
        assert [each.source for each in register.carriers(record.document.id)] == [f"{tmp_path}/read.jsonl:1"]


def _set(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(line: dict[str, Any]) -> None:
        *way, last = path.split(".")
        at: Any = line
        for name in way:
            at = at[int(name)] if isinstance(at, list) else at[name]
        at[int(last) if isinstance(at, list) else last] = value

    return change


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ("schema", "communique/2", "its schema is 'communique/2'"),
        ("surprise", 1, "there is no field surprise"),
        ("actors.0.surprise", 1, "there is no field actors.0.surprise"),
        ("register.surprise", 1, "there is no field register.surprise"),
        ("document.id", "0" * 64, "not the SHA-256"),
        ("statements.0.content", [5, 100_000], "outside the text"),
        ("statements.0.content", [9, 9], "empty or outside"),
        ("statements.0.content", [-4, 9], "outside the text"),
        ("statements.0.content", ["1", 9], "statements.0.content.0 is '1'"),
        ("statements.0.speaker", ["a9"], "no actor has the id 'a9'"),
        ("statements.0.act", "shout", "statements.0.act"),
        ("statements.0.areas", ["gardening"], "unknown areas"),
        ("events.0.id", "e2", "several of its events have the id 'e2'"),
        ("events.0.confidence", 1.5, "not within 0 and 1"),
        ("events.0.confidence", float("nan"), "events.0.confidence"),
        ("events.0.quad_code", 10**30, "events.0.quad_code"),
        ("meetings.0.place.geonameid", 2**40, "not within 0"),
        ("meetings.0.place.lat", float("inf"), "meetings.0.place.lat"),
        ("actors.0.name", "x" * 30_000, "longer than 20,000"),
        ("actors.0.resolved", 1, "actors.0.resolved"),
        ("events", [{}] * 6000, "events"),
        ("document.text", "", "of at most 200,000"),
        ("register.carriers", [{"source": "a", "url": None}], "register.carriers.0"),
        ("register.decisions.0.verb", "obey", "register.decisions.0.verb"),
        ("register.decisions.0.undoes", 99, "undoes decision 99, which is not there"),
        ("register.decisions.0.number", 0, "not within 1"),
        ("register.decisions.0.value", "x" * 30_000, "20,000 characters"),
        ("register.as_read.document.text", "Another text.", "not the SHA-256"),
        ("register.as_read", {"document": {"id": document_id("b"), "text": "b"}}, "another document"),
    ],
)
def test_what_is_no_record_is_refused_by_its_first_fault(path: str, value: object, reason: str) -> None:
    values = json.loads(line())
    assert held_of(values, "a").record == borduria.record(1)
    _set(path, value)(values)
    with pytest.raises(InputRefused) as refused:
        held_of(json.loads(json.dumps(values)), "all.jsonl:1")
    assert refused.value.source == "all.jsonl:1"
    assert reason in refused.value.reason


def line() -> str:
    """Return a line of an export with a carrier and decisions."""
    record = borduria.record(1)
    carrier = Carrier(document=record.document.id, source="a.txt", url=None, added="2026-01-01T00:00:00+00:00")
    decision = Decision(subject="event", id="e1", verb="confirm", who="ana", why="", document=record.document.id)
    brought = Brought(carriers=(carrier,), decisions=(replace(decision, number=4, decided="2026-01-02T00:00:00"),))
    return Whole(record=stored(record), reviewed=stored(replace(record, silences=())), brought=brought).line()


def test_a_bad_line_is_a_failure_and_the_next_is_read(tmp_path: Path, no_coder: None) -> None:
    values = json.loads(line())
    values["events"] = [{"id": "e1"}]
    deep = line()[:-2] + ', "deep": ' + "[" * 100_000 + "]" * 100_000 + "}}"
    source = tmp_path / "bad.jsonl"
    source.write_text("\n".join((json.dumps(values), deep, borduria.record(5).to_json(), line())), encoding="utf-8")
    with Register.open(tmp_path / "bad.db") as register:
        tally = keeping._run({str(source): str(source)}, register, workers.Settings(held=True), 1)
        assert (tally.added, tally.failed) == (2, 2)
        assert [each.source for each in register.failures()] == [f"{source}:1", f"{source}:2"]
        assert "events.0.event_type" in register.failures()[0].reason
        assert [d.number for d in register.decisions()] == [4]


def test_a_text_file_and_the_same_text_in_jsonl_are_one_document(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "coder", lambda settings: Reader())
    (tmp_path / "r.txt").write_text(borduria.report(1), encoding="utf-8")
    (tmp_path / "r.jsonl").write_text(json.dumps({"text": borduria.report(1)}), encoding="utf-8")
    assert add(tmp_path / "r.txt", where).added == 1
    assert add(tmp_path / "r.jsonl", where).known == 1
