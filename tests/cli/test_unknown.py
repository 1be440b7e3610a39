"""Who acts and is in no gazetteer: counted, the most frequent first, with a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import typer
from typer.testing import CliRunner

from communique.cli import unknown
from communique.cli.unknown import Unknown, unknown_actors
from communique.record import Actor, Document, Event, Record, Span, document_id

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
