"""Documents read anew: decisions stay at their claims, by the words; what changed is told claim by claim."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from dataclasses import replace
from pathlib import Path

import borduria
import pytest
import typer
from adding import child
from sqlalchemy import func, select
from typer.testing import CliRunner, Result

from communique import workers
from communique.cli import recoding
from communique.commitments.model import Source, commitment_id
from communique.record import Record, Span
from communique.register import rehoming, reviewing, tables
from communique.register.database import reading
from communique.register.matching import fates, homes, shared
from communique.register.reviewing import Target
from communique.register.store import Decision, Register
from communique.sources.page import Page
from communique.version import __version__

NOW = f"communique {__version__}"


def old(number: int = 1) -> Record:
    """Return a record whose events have the words that they were read from."""
    made = borduria.record(number)
    said = made.statements[0].content
    events = tuple(replace(event, evidence=(said,)) for event in made.events)
    return replace(made, events=events, coder="communique 0.0.1")


def shifted(record: Record) -> Record:
    """Return the record as a later version reads it: a statement before the old one, every id another."""
    text = record.document.text
    (said,) = record.statements
    met = Span(text.index("met Syldavia"), text.index("met Syldavia") + len("met Syldavia"))
    first = replace(said, act="report", content=met, evidence=(met,), areas=())
    return replace(
        record,
        meetings=(replace(record.meetings[0], id="m4"),),
        statements=(first, replace(said, id="s2")),
        events=(
            replace(record.events[0], id="e2", meeting="m4"),
            replace(record.events[1], id="e1", statement="s2"),
        ),
        coder=NOW,
    )


def without(record: Record) -> Record:
    """Return a reading that has a statement on other words under the old id, and no event of the old types."""
    text = record.document.text
    met = Span(text.index("met Syldavia"), text.index("met Syldavia") + len("met Syldavia"))
    other = replace(record.statements[0], act="report", content=met, evidence=(met,))
    event = replace(record.events[0], id="e2", event_type="MOBILIZE", quad_code=4, evidence=(met,))
    return replace(record, statements=(other,), events=(event,), coder=NOW)


def verdicts(register: Register, document: str) -> dict[tuple[str, str], str]:
    found = reviewing.reviewed(register, document)
    return {(each.subject, each.id): each.verdict for each in found.claims if each.verdict}


def test_spans_share_what_both_cover() -> None:
    assert shared([Span(0, 10)], [Span(5, 15)]) == 5 / 15
    assert shared([Span(0, 4), Span(2, 10)], [Span(0, 10)]) == 1.0
    assert shared([], [Span(0, 1)]) == 0.0


def test_claims_are_found_by_their_words_and_kind() -> None:
    before = old()
    found = homes(before, shifted(before))
    assert {
        key: found.of(*key) for key in (("statement", "s1"), ("event", "e1"), ("event", "e2"), ("meeting", "m1"))
    } == {
        ("statement", "s1"): "s2",
        ("event", "e1"): "e2",
        ("event", "e2"): "e1",
        ("meeting", "m1"): "m4",
    }
    assert homes(before, without(before)).of("statement", "s1") is None
    assert homes(before, before).found == {
        (k, c.id): c.id
        for k, c in [
            *(("actor", actor) for actor in before.actors),
            *(("meeting", meeting) for meeting in before.meetings),
            *(("statement", statement) for statement in before.statements),
            *(("event", event) for event in before.events),
        ]
    }


def test_the_same_words_done_otherwise_are_a_change_and_no_home() -> None:
    before = old()
    after = replace(before, statements=(replace(before.statements[0], id="s9", act="agree", amount="5 tons"),))
    after = replace(after, events=())
    assert homes(before, after).of("statement", "s1") is None
    (statement,) = [fate for fate in fates(before, after) if fate.kind == "statement"]
    assert (statement.outcome, statement.old, statement.new) == ("changed", "s1", "s9")
    assert [(c.field, c.old, c.new) for c in statement.changes] == [
        ("act", "pledge", "agree"),
        ("amount", None, "5 tons"),
    ]
    assert [fate.outcome for fate in fates(before, after) if fate.kind == "event"] == ["gone", "gone"]


def test_a_reading_that_differs_in_ids_alone_has_no_change() -> None:
    before = old()
    added = fates(before, shifted(before))
    assert [(fate.kind, fate.outcome) for fate in added] == [("statement", "added")]
    assert fates(before, replace(before, coder=NOW)) == ()


def test_decisions_follow_their_claims(register: Register) -> None:
    before = old()
    document = before.document.id
    register.keep(before, source="a.txt")
    reviewing.confirm(register, Target(document, "statement", "s1"), who="ana", why="heard it")
    reviewing.reject(register, Target(document, "event", "e2"), who="ivo")
    made = register.decisions()
    done = register.recode(shifted(before))
    assert [(h.outcome, h.id, h.changed) for h in done.homings] == [("moved", "s2", ()), ("moved", "e1", ())]
    assert verdicts(register, document) == {("statement", "s2"): "confirm", ("event", "e1"): "reject"}
    assert register.decisions()[:2] == made
    again = [each for each in register.decisions() if each.who in ("ana", "ivo")][2:]
    assert [(d.id, d.verb, d.who, d.why, d.decided) for d in again] == [
        ("s2", "confirm", "ana", "heard it", made[0].decided),
        ("e1", "reject", "ivo", "", made[1].decided),
    ]
    assert {d.undoes for d in register.decisions() if d.who == rehoming.WHO} == {1, 2}
    number = len(register.decisions())
    assert register.recode(shifted(before)).homings == ()
    assert len(register.decisions()) == number


def test_a_decision_whose_claim_is_gone_is_kept_and_comes_back(register: Register) -> None:
    before = old()
    document = before.document.id
    register.keep(before, source="a.txt")
    reviewing.correct(register, Target(document, "statement", "s1"), {"amount": "5 tons"}, who="ana")
    reviewing.confirm(register, Target(document, "event", "e2"), who="ana")
    done = register.recode(without(before))
    assert [(h.outcome, h.id) for h in done.homings] == [("stray", None), ("stray", None)]
    assert verdicts(register, document) == {}  # s1 and e2 are there, but are not what was decided on
    assert [(d.id, d.verb) for d in rehoming.strays(register.decisions())] == [("s1@1", "correct"), ("e2@1", "confirm")]
    assert {each.decision.id for each in reviewing.reviewed(register, document).unapplied} == {"s1@1", "e2@1"}
    still = replace(without(before), silences=())
    assert [h.outcome for h in register.recode(replace(still, coder="communique 9")).homings] == ["stray", "stray"]
    number = len(register.decisions())
    back = register.recode(shifted(before))
    assert [(h.outcome, h.id) for h in back.homings] == [("moved", "s2"), ("moved", "e1")]
    assert verdicts(register, document) == {("statement", "s2"): "correct", ("event", "e1"): "confirm"}
    assert len(register.decisions()) == number + 4
    assert reviewing.reviewed(register, document).claim("statement", "s2").claim.amount == "5 tons"  # type: ignore[union-attr]


def test_the_latest_decision_on_a_claim_stays_the_latest(register: Register) -> None:
    before = old()
    document = before.document.id
    (said,) = before.statements
    twin = replace(said, id="s0", content=Span(said.content.start, said.content.end - 1))
    both = replace(before, statements=(twin, said))
    register.keep(both, source="a.txt")
    reviewing.reject(register, Target(document, "statement", "s1"), who="ana")
    reviewing.confirm(register, Target(document, "statement", "s0"), who="ana")
    reviewing.confirm(register, Target(document, "statement", "s1"), who="ivo")
    swapped = (replace(said, id="s0"), replace(twin, id="s1"))
    register.recode(replace(both, statements=swapped, coder=NOW, events=()))
    assert verdicts(register, document) == {("statement", "s0"): "confirm", ("statement", "s1"): "confirm"}


def test_what_reviewers_added_stays_where_it_is(register: Register) -> None:
    before = old()
    document = before.document.id
    register.keep(before, source="a.txt")
    values = {"event_type": "AGREE", "actor": ["Borduria"], "span": [0, 8], "statement": "s1"}
    values["actor"] = [before.actors[0].name]
    added = reviewing.add(register, document, "event", values, who="ana")
    register.recode(shifted(before))
    claim = reviewing.reviewed(register, document).claim("event", added.id)
    assert claim.verdict == "add"
    assert claim.claim.statement == "s2"  # type: ignore[union-attr]


def test_decisions_on_commitments_follow_the_statement_that_names_them(register: Register) -> None:
    before = old()
    document = before.document.id
    register.keep(before, source="a.txt")
    first, other = (commitment_id(Source(document, id)) for id in ("s1", "s2"))
    register.decide(Decision(subject="commitment", id=first, verb="set_status", value=["signed"], who="ana", why=""))
    register.decide(Decision(subject="commitment", id="c0", verb="merge", value=[first, "c9"], who="ana", why=""))
    register.decide(Decision(subject="commitment", id="c1", verb="annotate", value=["a note"], who="ana", why=""))
    register.recode(shifted(before))
    stands = {d.number: d for d in register.decisions()}
    undone = {d.undoes for d in stands.values()}
    left = [(d.id, d.value) for d in stands.values() if d.undoes is None and d.number not in undone]
    assert sorted(left) == sorted([(other, ["signed"]), ("c0", [other, "c9"]), ("c1", ["a note"])])
    register.recode(without(before))
    assert [d.id for d in rehoming.strays(register.decisions("commitment"))] == [f"{other}@1"]


class LaterCoder:
    """Reads our made reports as a later version would; refuses the one that is not in English any more."""

    refused = 99
    pause = 0.0

    def read_page(self, page: Page, **_: object) -> Record:
        number = int(page.document.text.split("round ")[1].split()[0])
        if number == self.refused:
            from communique.errors import InputRefused

            raise InputRefused("text", "it is not in English (found: fr)", "Give an English text")
        assert page.document.id == old(number).document.id
        time.sleep(self.pause)
        return shifted(old(number))


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> LaterCoder:
    made = LaterCoder()
    monkeypatch.setattr(workers, "coder", lambda settings: made)
    return made


app = typer.Typer()
app.command()(recoding.recode)


def run(where: str, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--db", where])


@pytest.fixture
def filled(register: Register, later: LaterCoder) -> Register:
    for number in range(3):
        register.keep(old(number), source=f"r{number}.jsonl:1")
    return register


def test_the_command_reads_what_is_older_anew_and_tells_what_changed(filled: Register, where: str) -> None:
    foreseen = run(where, "--dry-run", "--format", "json")
    assert {filled.record(old(n).document.id).coder for n in range(3)} == {"communique 0.0.1"}
    done = run(where, "--format", "json")
    assert (done.exit_code, done.stdout) == (0, foreseen.stdout)
    told = json.loads(done.stdout)
    assert [row["document"] for row in told["documents"]] == [old(n).document.id for n in range(3)]
    assert [[c["outcome"] for c in row["changes"]] for row in told["documents"]] == [["added"]] * 3
    assert told["summary"]["statements"] == {"added": 3, "gone": 0, "changed": 0}
    assert filled.record(old(1).document.id) == shifted(old(1))
    nothing = json.loads(run(where, "--format", "json").stdout)
    assert nothing["documents"] == []
    assert nothing["summary"]["changed"] == nothing["summary"]["unchanged"] == 0
    assert json.loads(run(where, "--all", "--format", "json").stdout)["summary"]["unchanged"] == 3


def test_a_person_reads_the_changes_line_by_line(filled: Register, where: str) -> None:
    document = old(0).document.id
    reviewing.reject(filled, Target(document, "event", "e2"), who="ivo")
    done = run(where, document[:8])
    assert done.exit_code == 0
    assert document[:12] in done.stdout
    assert "  + statement s1  report: " in done.stdout
    assert "! decision 1, reject of event e2 by ivo: moved to e1" in done.stdout
    assert "1 document read anew: 1 changed" in done.stderr
    assert "decisions: 0 kept, 1 moved, 0 stray" in done.stderr
    assert run(where, "--summary").stdout == ""


def test_what_cannot_be_read_anew_stays_as_it_was(filled: Register, where: str, later: LaterCoder) -> None:
    later.refused = 1
    done = run(where, "--summary")
    assert done.exit_code == 1
    assert "not in English" in done.stderr
    assert filled.record(old(1).document.id) == old(1)
    assert filled.record(old(2).document.id).coder == NOW


@pytest.mark.parametrize("workers_", ["1", "2"])
def test_interrupted_it_goes_on_where_it_was(filled: Register, where: str, workers_: str) -> None:
    run(where, old(1).document.id)
    told = json.loads(run(where, "--format", "json", "--workers", workers_).stdout)
    assert [row["document"] for row in told["documents"]] == [old(0).document.id, old(2).document.id]


def test_bad_usage_is_told(filled: Register, where: str) -> None:
    assert run(where, "--all", "--older").exit_code == 2
    assert run(where, "ffffffffff").exit_code == 2
    assert run(where + ".none" if ":" not in where else "none.db").exit_code == 2


@pytest.mark.parametrize(
    ("coder", "older"),
    [("communique 0.0.9", True), (NOW, False), ("communique 99.1", False), ("", True), ("my coder", True)],
)
def test_older_is_told_by_the_version(coder: str, older: bool) -> None:
    assert recoding.is_older(coder, NOW) is older


def test_what_a_source_gave_of_a_document_stays(register: Register) -> None:
    given = replace(old().document, title="As it was given", published="2020-02-03", url="https://n.example/1")
    record = replace(old(), document=given)
    page = recoding.page_of(record, bare=False)
    assert (page.document.title, page.document.published, page.document.url) == (
        "As it was given",
        "2020-02-03",
        "https://n.example/1",
    )
    assert page.document.id == given.id
    again = recoding.page_of(replace(record, document=replace(given, url=None)), bare=True)
    assert again.document.title == old().document.title
    assert again.document.published == "2020-02-03"  # the text tells no day
    register.keep(record, source="a.txt")
    assert recoding._is_bare(register, given.id) is False
    plain = replace(old(2))
    register.keep(plain, source="b.txt")
    assert recoding._is_bare(register, plain.document.id) is True


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_instant_and_begun_again_it_ends_as_an_unbroken_run(
    later: LaterCoder, tmp_path: Path, seed: int
) -> None:
    def fill(name: str) -> str:
        path = str(tmp_path / name)
        with Register.open(path) as register:
            for number in range(12):
                register.keep(old(number), source=f"r{number}.jsonl:1")
                document = old(number).document.id
                reviewing.reject(register, Target(document, "event", "e2"), who="ivo")
                reviewing.confirm(register, Target(document, "statement", "s1"), who="ana")
        return path

    unbroken, killed = fill("unbroken.db"), fill("killed.db")
    assert run(unbroken).exit_code == 0
    later.pause = 0.05  # so that this process is at the child's heels on a slow machine too
    chance, kills = random.Random(seed), 0
    for reached in (1, 4, 7, 10):
        started = child(lambda: run(killed))
        until = time.monotonic() + 30
        while recoded(killed) < reached and time.monotonic() < until:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.06))
        os.kill(started, signal.SIGKILL)
        kills += os.WIFSIGNALED(os.waitpid(started, 0)[1])
    later.pause = 0.0
    assert run(killed).exit_code == 0
    assert kills >= 2
    with Register.open(unbroken) as one, Register.open(killed) as other:
        assert borduria.dump(other) == borduria.dump(one)
        assert {row[-1] for row in verdict_rows(other)} == {"confirm"}


def recoded(where: str) -> int:
    with Register.open(where) as register, reading(register.engine) as connection:
        query = select(func.count()).where(tables.documents.c.coder == NOW)
        return connection.execute(query).scalar_one()


def verdict_rows(register: Register) -> list[tuple[object, ...]]:
    table = tables.statements
    with reading(register.engine) as connection:
        query = select(table.c.id, table.c.verdict).where(table.c.id == "s2")
        return [tuple(row) for row in connection.execute(query)]
