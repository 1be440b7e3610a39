"""Who acts and is in no gazetteer: counted, the most frequent first, with a sentence."""

from __future__ import annotations

import json
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

import typer
from typer.testing import CliRunner

from communique.cli import unknown
from communique.cli.unknown import Unknown, unknown_actors
from communique.record import Actor, Document, Event, Record, Span, Statement, document_id
from communique.register.store import Register


@dataclass(frozen=True, kw_only=True)
class Taken(Record):
    """A record that can be watched."""


TEXT = "Denmark met. The Brindle League condemned Denmark. Nobody else spoke."


def made(text: str = TEXT) -> Record:
    start = text.index("The Brindle")
    league = Actor(
        id="a1", name="Brindle League", kind="organisation", resolved=False, mentions=(Span(start, start + 18),)
    )
    idle = Actor(id="a2", name="Idle Society", kind="organisation", resolved=False)
    state = Actor(id="a3", name="Denmark", kind="state", country="DNK")
    event = Event(id="ev1", event_type="ACCUSE", quad_code=3, actor=("a1",), recipient=("a3",))
    document = Document(id=document_id(text), text=text)
    return Record(document=document, actors=(league, idle, state), events=(event,))


def test_only_those_who_act_and_are_unknown_are_listed() -> None:
    found = unknown_actors([made(), made()])
    assert found == (Unknown("Brindle League", 2, 2, "The Brindle League condemned Denmark."),)


def test_the_command_reads_files_and_refuses_other_forms(tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(unknown.unknown)
    report = tmp_path / "report.txt"
    report.write_text("The Brindle League condemned the government of Denmark on Monday.", encoding="utf-8")
    done = CliRunner().invoke(app, [str(report), "--json"])
    assert done.exit_code == 0
    assert all(set(one) == {"name", "deeds", "documents", "example"} for one in json.loads(done.stdout))
    assert CliRunner().invoke(app, [str(report), "--format", "xml"]).exit_code == 2


def test_who_speaks_counts_and_an_event_of_the_same_words_does_not_count_again() -> None:
    record = made()
    start = TEXT.index("condemned")
    said = Statement(
        id="s1", speaker=("a1",), speaker_country=(), act="criticize", content=Span(start, start + 17), areas=()
    )
    other = replace(said, id="s2", speaker=("a2",))
    (event,) = record.events
    told = replace(record, statements=(said, other), events=(replace(event, statement="s1"),))
    assert [(one.name, one.deeds) for one in unknown_actors([told])] == [("Brindle League", 1), ("Idle Society", 1)]


def test_records_are_taken_one_at_a_time_and_none_is_kept() -> None:
    alive: list[weakref.ref[Taken]] = []

    def stream() -> Iterator[Taken]:
        for _ in range(5):
            taken = Taken(**{field.name: getattr(made(), field.name) for field in fields(Record)})
            alive.append(weakref.ref(taken))
            yield taken
            del taken
            # of all before, at most the one in hand is left
            assert sum(one() is not None for one in alive) <= 1

    assert unknown_actors(stream())[0].documents == 5


def test_a_register_is_asked_where_no_source_is_given(tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(unknown.unknown)
    path = str(tmp_path / "register.db")
    assert CliRunner().invoke(app, ["--db", path]).exit_code == 2
    with Register.open(path) as register:
        register.keep(made(), source="a.txt")
        register.keep(made("Norway met. The Brindle League thanked Denmark. All went home."), source="b.txt")
    done = CliRunner().invoke(app, ["--db", path, "--json"])
    assert done.exit_code == 0
    assert [(one["name"], one["documents"]) for one in json.loads(done.stdout)] == [("Brindle League", 2)]
