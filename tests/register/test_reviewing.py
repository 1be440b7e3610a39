"""Reviewing: decisions laid over what was read, seen by every answer; on both databases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import borduria
import pytest

from communique.record import Record, Span
from communique.register import following, queries, reviewing
from communique.register.queries import Ask
from communique.register.review_queue import progress, queue
from communique.register.reviewing import Target
from communique.register.rows import CLAIMS
from communique.register.store import Register


@pytest.fixture
def full(register: Register) -> Register:
    for number in range(3):
        register.keep(borduria.record(number), source=f"r{number}")
    return register


RECORD = borduria.record(0)
ID = RECORD.document.id
SAID = Target(ID, "statement", "s1")
AGREED = Target(ID, "event", "e2")


def statements(register: Register, document: str = ID) -> list[queries.StatementRow]:
    return list(queries.statements(register.engine, Ask(document=document)))


def events(register: Register) -> list[queries.EventRow]:
    return list(queries.events(register.engine, Ask(document=ID)))


def test_a_confirmed_claim_stays_as_it_is_and_says_so(full: Register) -> None:
    before = statements(full)
    made = reviewing.confirm(full, SAID, who="Ana", why="read it twice")
    assert (made.number, made.who, made.why, made.verb) == (1, "Ana", "read it twice", "confirm")
    assert made.decided
    assert statements(full) == [replace(before[0], verdict="confirm")]
    assert full.record(ID) == RECORD


def test_corrected_values_are_in_every_answer(full: Register) -> None:
    values = {"act": "propose", "areas": ["health", "trade"], "speaker": ["Syldavia"], "addressees": [], "amount": "2"}
    reviewing.correct(full, SAID, values, who="Ana")
    (row,) = statements(full)
    assert (row.act, row.areas, row.speaker, row.speaker_country) == (
        *("propose", ("trade", "health"), ("Syldavia",), ("SYL",)),
    )
    assert (row.addressee, row.amount, row.verdict) == ((), "2", "correct")
    assert [found.document for found in queries.statements(full.engine, Ask(act="propose"))] == [ID]
    assert [found.id for found in queries.documents(full.engine, Ask(area="health"))] == [ID]
    reviewed = reviewing.reviewed(full, ID)
    assert reviewed.machine == RECORD == full.record(ID)
    assert reviewed.record.statements[0].act == "propose"
    assert reviewed.claim("statement", "s1").machine == RECORD.statements[0]
    (_, first), *_ = following.originals(full)
    assert first == reviewed.record


def test_a_span_is_taken_without_the_space_around_it(full: Register) -> None:
    text = RECORD.document.text
    start = text.index(" met Syldavia's envoy")
    reviewing.correct(full, SAID, {"content": [start, start + 22]}, who="Ana")
    (row,) = statements(full)
    assert row.content == "met Syldavia's envoy."
    assert (row.start, row.end) == (start + 1, start + 22)
    (changed,) = reviewing.reviewed(full, ID).record.statements
    assert changed.evidence == (*RECORD.statements[0].evidence, Span(start + 1, start + 22))


def test_only_what_differs_is_kept_and_something_must(full: Register) -> None:
    made = reviewing.correct(full, SAID, {"act": "pledge", "areas": ["trade"], "speaker": ["a1"]}, who="Ana")
    assert made.value == {"areas": ["trade"]}
    with pytest.raises(ValueError, match="has these values already; confirm it instead"):
        reviewing.correct(full, SAID, {"act": "pledge", "areas": ["trade"]}, who="Ana")


def test_a_rejected_statement_is_gone_and_its_events_with_it(full: Register) -> None:
    reviewing.reject(full, SAID, who="Ana", why="a headline")
    assert statements(full) == []
    assert [event.id for event in events(full)] == ["e1"]
    reviewed = reviewing.reviewed(full, ID)
    assert [(each.subject, each.id, each.verdict) for each in reviewed.claims] == [
        ("meeting", "m1", None),
        ("statement", "s1", "reject"),
        ("event", "e1", None),
        ("event", "e2", "reject"),
    ]
    assert reviewed.claim("event", "e2").decisions[0].why == "a headline"
    assert following.ledger(full).commitments != ()
    assert all(ID not in {s.document for s in c.statements} for c in following.ledger(full).commitments)


def test_an_event_that_was_confirmed_outlives_its_statement(full: Register) -> None:
    reviewing.confirm(full, AGREED, who="Ana")
    reviewing.reject(full, SAID, who="Ivo")
    kept = [event for event in events(full) if event.id == "e2"]
    assert [(event.statement, event.verdict) for event in kept] == [(None, "confirm")]


def test_a_later_decision_takes_a_rejection_back(full: Register) -> None:
    reviewing.correct(full, SAID, {"act": "assess"}, who="Ana")
    reviewing.reject(full, SAID, who="Ivo")
    reviewing.confirm(full, SAID, who="Ana")
    assert [(row.act, row.verdict) for row in statements(full)] == [("assess", "correct")]


def test_undoing_brings_back_what_was_before(full: Register) -> None:
    before = borduria.dump(full)
    made = reviewing.correct(full, SAID, {"act": "assess"}, who="Ana")
    gone = reviewing.reject(full, SAID, who="Ivo")
    reviewing.undo(full, gone.number, who="Ivo", why="too fast")
    assert [(row.act, row.verdict) for row in statements(full)] == [("assess", "correct")]
    reviewing.undo(full, made.number, who="Ivo")
    after = borduria.dump(full)
    assert {name: after[name] for name in ("documents", *CLAIMS)} == {
        name: before[name] for name in ("documents", *CLAIMS)
    }
    assert [(each.verb, each.undoes) for each in reviewing.history(full, ID)] == [
        *(("correct", None), ("reject", None), ("reject", 2), ("correct", 1)),
    ]
    for number in (made.number, 3, 99):
        with pytest.raises(ValueError, match=f"decision {number}"):
            reviewing.undo(full, number, who="Ana")


def test_what_was_missed_is_added_with_people_whom_nobody_had_read(full: Register) -> None:
    text = RECORD.document.text
    start = text.index("met Syldavia's envoy")
    envoy = {"name": "Envoy Dax", "country": "SYL", "span": [start + 4, start + 20]}
    values = {"act": "invite", "speaker": ["Ana Birk"], "addressees": [envoy], "content": [start, start + 20]}
    made = reviewing.add(full, ID, "statement", values, who="Ana")
    assert made.id == "sr1"
    rows = {row.id: row for row in statements(full)}
    assert (rows["sr1"].verdict, rows["sr1"].act, rows["sr1"].addressee) == ("add", "invite", ("Envoy Dax",))
    reviewed = reviewing.reviewed(full, ID)
    assert [each.id for each in reviewed.record.statements] == ["sr1", "s1"]  # in the order of the text
    assert reviewed.record.actor("ar1").mentions == (Span(start + 4, start + 20),)
    with pytest.raises(ValueError, match="statement sr1 says this already"):
        reviewing.add(full, ID, "statement", values, who="Ivo")
    reviewing.correct(full, Target(ID, "statement", "sr1"), {"addressees": ["ar1", "a2"]}, who="Ivo")
    assert next(row for row in statements(full) if row.id == "sr1").addressee == ("Syldavia", "Envoy Dax")
    reviewing.undo(full, made.number, who="Ana")
    assert [row.id for row in statements(full)] == ["s1"]
    assert [each.decision.verb for each in reviewing.reviewed(full, ID).unapplied] == ["correct"]
    assert reviewing.add(full, ID, "statement", values, who="Ivo").id == "sr2"


def test_an_added_event_is_coded_by_its_type_alone(full: Register) -> None:
    start = RECORD.document.text.index("met")
    values = {"event_type": "REJECT", "actor": ["a1"], "recipient": ["a2"], "span": [start, start + 3]}
    reviewing.add(full, ID, "event", values, who="Ana")
    row = next(row for row in events(full) if row.id == "er1")
    assert (row.quad_code, row.cameo, row.goldstein, row.start) == (3, "12", -4.0, start)


def test_a_corrected_type_changes_what_it_entails(full: Register) -> None:
    reviewing.correct(full, AGREED, {"event_type": "ASSAULT"}, who="Ana")
    row = next(row for row in events(full) if row.id == "e2")
    assert (row.event_type, row.quad_code, row.cameo, row.goldstein) == ("ASSAULT", 4, "18", -9.0)
    reviewing.correct(full, AGREED, {"cameo": "042", "contexts": ["economic"]}, who="Ana")
    row = next(row for row in events(full) if row.id == "e2")
    assert (row.event_type, row.quad_code, row.cameo, row.event_mode) == ("CONSULT", 1, "042", "visit")
    assert row.contexts == ("economic",)


def test_a_meeting_is_corrected(full: Register) -> None:
    target = Target(ID, "meeting", "m1")
    reviewing.correct(full, target, {"form": "call", "place": None, "date": "2012-03-04"}, who="Ana")
    (row,) = queries.meetings(full.engine, Ask(document=ID))
    assert (row.form, row.placename, row.date, row.verdict) == ("call", None, "2012-03-04", "correct")


@pytest.mark.parametrize(
    ("target", "values", "said"),
    [
        (SAID, {"act": "promise"}, "act 'promise' is none of agree, pledge"),
        (SAID, {"areas": ["trade", "sports"]}, "areas 'sports' is none of relations"),
        (SAID, {"areas": "trade"}, "areas is 'trade', which is no list"),
        (SAID, {"speaker": []}, "speaker names nobody"),
        (SAID, {"speaker": ["a9"]}, r"'a9' is no actor of the document, which has a1 \(Ana Birk\), a2 \(Syldavia\)"),
        (SAID, {"speaker": [{"name": "X", "country": "Norland"}]}, "country 'Norland' is no code of three capitals"),
        (SAID, {"speaker": [{"name": "X", "kind": "god"}]}, "kind 'god' is none of person"),
        (SAID, {"speaker": [{"name": "X", "age": 3}]}, "an actor has no field 'age'"),
        (SAID, {"content": [5, 5]}, "content 5-5 is empty or outside the text"),
        (SAID, {"content": [0, 10**6]}, "outside the text"),
        (SAID, {"content": "x"}, "which is no pair of offsets"),
        (SAID, {"tone": "warm"}, "a statement has no field 'tone'; it has act, areas"),
        (AGREED, {"event_type": "HUG"}, "event_type 'HUG' is none of AGREE"),
        (AGREED, {"event_type": "AID", "cameo": "042"}, "CAMEO 042 is CONSULT, not AID"),
        (AGREED, {"cameo": "999"}, "cameo '999' is no CAMEO code"),
        (AGREED, {"contexts": ["fun"]}, "contexts 'fun' is none of"),
        (AGREED, {"statement": "s7"}, "statement 's7' is no statement of the document, which has s1"),
        (AGREED, {"date": "2024-02-31"}, "date '2024-02-31' is no ISO date"),
        (AGREED, {"reciprocal": "yes"}, "neither true nor false"),
        (AGREED, {"place": {"name": "Here", "lat": "north"}}, "lat of the place is 'north'"),
        (Target(ID, "statement", "s9"), {"act": "pledge"}, "the document has no statement s9; it has s1"),
        (Target(ID, "commitment", "s1"), {"act": "pledge"}, "'commitment' is none of meeting, statement, event"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_kept(
    register: Register, target: Target, values: dict[str, Any], said: str
) -> None:
    register.keep(RECORD, source="r0")
    before = borduria.dump(register)
    with pytest.raises(ValueError, match=said):
        reviewing.correct(register, target, values, who="Ana")
    assert borduria.dump(register) == before


def test_a_decision_is_signed_and_about_a_known_document(full: Register) -> None:
    for who in ("", "  ", "a\nb", "x" * 201):
        with pytest.raises(ValueError, match="needs the name"):
            reviewing.confirm(full, SAID, who=who)
    with pytest.raises(ValueError, match="reason is longer"):
        reviewing.confirm(full, SAID, who="Ana", why="x" * 2001)
    with pytest.raises(KeyError):
        reviewing.confirm(full, Target("f" * 64, "statement", "s1"), who="Ana")
    with pytest.raises(ValueError, match="a statement that is added needs speaker, content"):
        reviewing.add(full, ID, "statement", {"act": "warn"}, who="Ana")
    assert full.decisions() == ()


def test_decisions_hold_when_the_document_is_read_anew(full: Register) -> None:
    reviewing.correct(full, SAID, {"speaker": ["a2"], "act": "agree"}, who="Ana")
    first, second = RECORD.actors
    anew: Record = replace(
        RECORD,
        actors=(replace(second, id="a1"), replace(first, id="a2")),
        statements=(replace(RECORD.statements[0], speaker=("a2",), addressees=("a1",), on_behalf_of=None),),
        meetings=(),
        events=(),
    )
    full.recode(anew)
    assert full.record(ID) == anew
    assert [(row.act, row.speaker, row.verdict) for row in statements(full)] == [("agree", ("Syldavia",), "correct")]


def test_the_queue_is_least_certain_first_and_spread_over_documents(register: Register) -> None:
    made = []
    for number in range(3):
        record = borduria.record(number)
        one = record.statements[0]
        more = tuple(replace(one, id=f"s{n}", confidence=0.5 if (number, n) == (1, 3) else 0.8) for n in (1, 2, 3))
        made.append(replace(record, statements=more))
        register.keep(made[-1], source=str(number))
    ids = sorted(record.document.id for record in made)
    doubtful = made[1].document.id
    found = queue(register.engine)
    order = [(doubtful, "s3"), *((d, s) for s in ("s1", "s2", "s3") for d in ids if (d, s) != (doubtful, "s3"))]
    assert [(row.document, row.id) for row in found] == order
    pages = [queue(register.engine, limit=4)]
    while pages[-1]:
        pages.append(queue(register.engine, Ask(doubt=pages[-1][-1].doubt), limit=4))
    assert [row for page in pages for row in page] == found
    reviewing.confirm(register, Target(doubtful, "statement", "s3"), who="Ana")
    assert [(row.document, row.id) for row in queue(register.engine, limit=2)] == order[1:3]
    assert queue(register.engine, Ask(act="warn")) == []
    assert queue(register.engine, Ask(area="health")) == []
    assert len(queue(register.engine, Ask(event_type="AGREE"), limit=2)) == 2
    assert queue(register.engine, Ask(event_type="ASSAULT")) == []
    assert len(queue(register.engine, Ask(dyad=("BRD", "SYL"), area="trade", document=doubtful))) == 2
    assert [row.id for row in queue(register.engine, Ask(document=ids[0]), subject="event")] == ["e1", "e2"]
    assert [row.id for row in queries.documents(register.engine, Ask(waiting=True))] == [
        record.document.id for record in made if record.document.id != doubtful
    ]


def test_progress_counts_every_verdict(full: Register) -> None:
    others = [borduria.record(number).document.id for number in (1, 2)]
    reviewing.confirm(full, Target(others[0], "statement", "s1"), who="Ana")
    reviewing.correct(full, SAID, {"act": "warn"}, who="Ana")
    gone = reviewing.reject(full, Target(others[1], "statement", "s1"), who="Ana")
    said, done, met = progress(full.engine)
    assert (said.waiting, said.confirmed, said.corrected, said.rejected, said.decided) == (0, 1, 1, 1, 3)
    assert (done.waiting, done.rejected) == (5, 0)  # the event of the rejected statement fell with it
    assert (met.waiting, met.decided) == (3, 0)
    reviewing.confirm(full, Target(others[1], "statement", "s1"), who="Ivo")
    assert (progress(full.engine)[0].rejected, progress(full.engine)[0].confirmed) == (0, 2)
    reviewing.undo(full, gone.number, who="Ivo")
    assert (progress(full.engine)[0].rejected, progress(full.engine)[0].confirmed) == (0, 2)
