"""The commands that ask a register, over one of three reports made by hand."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import polars
import pytest
import typer
from norland import made
from typer.testing import CliRunner, Result

from communique.analysis.timeline import months, plot
from communique.cli import querying
from communique.record import document_id
from communique.register.store import Register

app = typer.Typer()
for command in (
    querying.search,
    querying.documents,
    querying.meetings,
    querying.statements,
    querying.events,
    querying.timeline,
    querying.show,
    querying.export,
):
    app.command()(command)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("register") / "register.db"
    record = made()
    countries = dict(zip((actor.id for actor in record.actors), ("CHN", "TKM") * 9, strict=False))
    actors = tuple(replace(actor, country=countries[actor.id]) for actor in record.actors)
    text = record.document.text
    document = replace(record.document, id=document_id(text))
    with Register.open(path) as register:
        register.keep(replace(record, document=document, actors=actors), source="a")
    return str(path)


def ask(db: str, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--db", db])


@pytest.mark.parametrize("kind", ["documents", "meetings", "statements", "events"])
def test_each_form_holds_the_same_rows(db: str, kind: str) -> None:
    whole = json.loads(ask(db, kind, "--format", "json").stdout)
    lines = [json.loads(line) for line in ask(db, kind, "--format", "jsonl").stdout.splitlines()]
    cells = list(csv.DictReader(io.StringIO(ask(db, kind, "--format", "csv").stdout)))
    assert whole == lines
    assert len(whole) == len(cells) > 0
    assert list(whole[0]) == list(cells[0])
    assert whole[0]["occurrence" if kind == "events" else "id"][:12] in ask(db, kind).stdout


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (("--act", "pledg"), "did you mean pledge"),
        (("--area", "enregy"), "did you mean energy"),
        (("--type", "agre"), "did you mean AGREE"),
        (("--country", "Chyna"), "there is no such country; give its name"),
        (("--dyad", "CHN", "XXX"), "ISO 3166-1"),
        (("--since", "2024-13"), "--since: '2024-13' is no day; write it as 2026-03-31"),
        (("--until", "yesterday"), "--until: 'yesterday' is no day"),
    ],
)
def test_an_unknown_name_is_bad_usage_told_with_the_nearest(db: str, options: tuple[str, ...], hint: str) -> None:
    answer = ask(db, "statements", *options)
    assert answer.exit_code == 2
    assert hint in answer.stderr


def test_an_empty_answer_is_said_and_no_failure(db: str) -> None:
    answer = ask(db, "statements", "--country", "FRA")
    assert (answer.exit_code, answer.stdout) == (0, "")
    assert "nothing like that" in answer.stderr
    assert json.loads(ask(db, "statements", "--country", "FRA", "--format", "json").stdout) == []


def test_search_shows_the_place(db: str) -> None:
    word = next(word for word in made().document.text.split() if len(word) > 6 and word.isalpha())
    (row,) = json.loads(ask(db, "search", word, "--format", "json").stdout)
    assert f"[{word}]" in row["snippet"]


def test_show_takes_how_an_id_begins(db: str) -> None:
    (row,) = json.loads(ask(db, "documents", "--format", "json").stdout)
    assert made().document.title in ask(db, "show", row["id"][:8]).stdout
    statement = made().statements[0].id
    kept = json.loads(ask(db, "show", f"{row['id'][:8]}:{statement}", "--format", "json").stdout)
    assert [each["id"] for each in kept["statements"]] == [statement]
    assert ask(db, "show", row["id"][:4]).exit_code == 2
    assert ask(db, "show", f"{row['id'][:8]}:s99").exit_code == 2


def test_an_occurrence_is_shown_with_the_reports_that_tell_of_it(db: str) -> None:
    row = json.loads(ask(db, "events", "--format", "json").stdout)[0]
    (report,) = json.loads(ask(db, "show", row["occurrence"], "--format", "json").stdout)
    assert (report["document"], report["event"]) == (row["document"], row["id"])
    assert report["document"][:12] in ask(db, "show", row["occurrence"]).stdout
    assert row["document"][:12] in ask(db, "events", "--mentions").stdout
    unknown = ask(db, "show", "oc00000000000000")
    assert unknown.exit_code == 2
    assert "communique events" in unknown.stderr


def test_timeline_plots_and_counts(db: str) -> None:
    rows = json.loads(ask(db, "timeline", "CHN", "TKM", "--format", "json").stdout)
    assert sum(row["cooperation"] + row["conflict"] for row in rows) > 0
    assert "cooperation" in ask(db, "timeline", "CHN", "TKM").stdout


def test_a_long_time_without_events_is_one_line_of_the_plot() -> None:
    found = months(
        SimpleNamespace(date=f"{month}-03", quad_code=code)  # type: ignore[misc]
        for month, code in (("2020-01", 1), ("2020-03", 3), ("2024-06", 2))
    )
    assert len(found) == 54
    lines = plot(found, title="CHN and TKM", width=80, colour=False).splitlines()[1:]
    assert [line.split()[0] for line in lines] == ["2020-01", "2020-02", "2020-03", "…", "2024-06"]
    assert lines[3].endswith("50 months without events")


def test_a_country_is_asked_for_by_name_or_code(db: str) -> None:
    by_code = ask(db, "statements", "--dyad", "CHN", "TKM", "--format", "json").stdout
    assert json.loads(by_code)
    assert ask(db, "statements", "--dyad", "China", "turkmenistan", "--format", "json").stdout == by_code


def test_a_document_without_a_title_is_called_by_its_first_words_in_a_table(tmp_path: Path) -> None:
    record = made()
    path = tmp_path / "register.db"
    with Register.open(path) as register:
        register.keep(replace(record, document=replace(record.document, title=None)), source="a")
    word = record.document.text.split()[0]
    rows = ask(str(path), "documents").stdout
    assert word in rows
    assert word in ask(str(path), "search", record.document.text.split()[-1].strip(".")).stdout
    assert json.loads(ask(str(path), "documents", "--format", "json").stdout)[0]["title"] is None


def test_export_goes_by_the_end_of_the_name(db: str, tmp_path: Path) -> None:
    target = tmp_path / "events.parquet"
    assert ask(db, "export", str(target)).exit_code == 0
    assert polars.read_parquet(target).height == len(made().events)
    assert ask(db, "export", "--as", "gdelt").stdout.startswith("GLOBALEVENTID\t")
    assert "did you mean gdelt" in ask(db, "export", "--as", "gdlt").stderr


def test_export_refuses_an_end_that_names_no_form_and_a_folder_that_is_not(db: str, tmp_path: Path) -> None:
    sheet = tmp_path / "events.xlsx"
    answer = ask(db, "export", str(sheet))
    assert answer.exit_code == 2
    assert "--as FORM" in answer.stderr
    assert not sheet.exists()
    assert ask(db, "export", str(tmp_path / "events.tsv"), "--as", "gdelt").exit_code == 0
    nowhere = ask(db, "export", str(tmp_path / "none" / "events.csv"))
    assert nowhere.exit_code == 2
    assert "there is no folder" in nowhere.stderr


def test_a_year_is_a_whole_period(db: str) -> None:
    day = json.loads(ask(db, "documents", "--format", "json").stdout)[0]["date"]
    assert json.loads(ask(db, "documents", "--until", day[:4], "--since", day[:7], "--format", "json").stdout)
