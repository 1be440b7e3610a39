"""``communique eval``: tables, JSON, floors and exit codes, with readings made by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from carniolan import MARKED, made, perfect_record
from typer.testing import CliRunner

from communique.cli import app, measuring
from communique.errors import InputRefused
from communique.record import Document, Record, document_id


def read_well(text: str) -> Record:
    if text != made().text:
        raise InputRefused("text", "it is not known here", "Give the known text")
    return perfect_record(made())


def read_badly(text: str) -> Record:
    record = read_well(text)
    first = replace(record.statements[0], act="assess", areas=())
    return replace(record, statements=(first, *record.statements[2:]))


def read_nothing(text: str) -> Record:
    return Record(document=Document(id=document_id(text), text=text))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(measuring, "_reader", lambda: read_well)
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold/carniolan.mark").write_text(MARKED, encoding="utf-8")
    blank = {"gold": {"digest": "", "documents": 0, "least": {}}}
    (tmp_path / "floors.json").write_text(json.dumps(blank), encoding="utf-8")
    return tmp_path


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["eval", *map(str, arguments)], prog_name="communique")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def row(out: str, title: str) -> list[str]:
    """Return the cells of the table row of this title."""
    for line in out.splitlines():
        cells = [cell.strip() for cell in line.strip()[1:-1].split("│")]
        if cells[0] == title:
            return cells[1:]
    raise AssertionError(f"no row {title!r} in:\n{out}")


def test_the_table_has_every_part(folder: Path) -> None:
    code, out, err = run("readouts", folder / "gold")
    assert (code, err) == (0, "")
    assert row(out, "statements, all right (strict)") == ["7", "1.000", "1.000", "1.000", ""]
    assert row(out, "meetings, field by field") == ["12", "", "", "", "1.000"]
    assert row(out, "events: type, actor, recipient")[0] == "4"
    assert row(out, "actors, office") == ["3", "", "", "", "1.000"]
    assert row(out, "document photographers") == ["1", "", "", "", "1.000"]
    assert "commonest faults" not in out


def test_the_acts_are_laid_out_against_each_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "_reader", lambda: read_badly)
    code, out, _ = run("readouts", folder / "gold")
    assert code == 0
    header = row(out.replace("┃", "│"), "act in gold")
    pledge = dict(zip(header, row(out, "pledge"), strict=True))
    assert {name: n for name, n in pledge.items() if n != "·"} == {"assess": "1", "missed": "1"}
    assert row(out, "statement act: pledge read as assess") == ["1"]
    assert row(out, "statement missed: pledge") == ["1"]


def test_wrong_cases_are_listed_when_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "_reader", lambda: read_badly)
    _, out, _ = run("readouts", folder / "gold", "--errors", 5)
    assert "wrong cases (2 of 2):" in out
    assert "act is pledge, read assess; areas is energy, trade, read none | sell surplus power to Tallinn" in out
    _, out, _ = run("readouts", folder / "gold", "--errors", 5, "--only", "missed")
    assert "wrong cases (1 of 2):" in out
    assert "sell surplus" not in out.split("wrong cases")[1]
    assert "wrong cases" not in run("readouts", folder / "gold")[1]


def test_json_is_one_object_of_rounded_figures(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "_reader", lambda: read_badly)
    code, out, _ = run("readouts", folder / "gold/carniolan.mark", "--json", "-e", 1)
    told = json.loads(out)
    assert code == 0
    assert (told["task"], told["n"], told["refused"]) == ("readouts", 1, [])
    assert told["statement_f1"] == 0.9231
    assert len(told["wrong"]) == 1


def test_refused_texts_are_told_and_counted(folder: Path) -> None:
    (folder / "gold/other.mark").write_text("title: A\n---\nUne lettre.", encoding="utf-8")
    code, out, err = run("readouts", folder / "gold")
    assert code == 1
    assert err == "communique: other: text: it is not known here. Give the known text\n"
    assert row(out, "document title") == ["2", "", "", "", "0.500"]


@pytest.mark.parametrize("command", ["readouts", "floors"])
def test_bad_gold_is_bad_usage_with_file_line_and_reason(folder: Path, command: str) -> None:
    wrong = folder / "gold/wrong.mark"
    wrong.write_text("title: A\n---\nHe <<X pledge trade>>sells<</>>.", encoding="utf-8")
    code, out, err = run(command, folder / ("gold" if command == "readouts" else "floors.json"))
    assert (code, out) == (2, "")
    assert err == f"communique: {wrong}:3: no speaker is called 'X' in the header\n"


def test_floors_are_set_held_raised_and_reset(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / "floors.json"
    monkeypatch.setattr(measuring, "_reader", lambda: read_badly)
    code, _, err = run("floors", file)
    assert (code, "set them anew" in err) == (1, True)
    assert run("floors", file, "--reset")[0] == 0
    low = json.loads(file.read_text(encoding="utf-8"))["gold"]
    assert (low["documents"], low["least"]["statement_f1"]) == (1, 0.918)
    assert run("floors", file)[0] == 0

    monkeypatch.setattr(measuring, "_reader", lambda: read_well)
    assert run("floors", file)[0] == 0
    assert json.loads(file.read_text(encoding="utf-8"))["gold"] == low
    assert run("floors", file, "--raise")[0] == 0
    assert json.loads(file.read_text(encoding="utf-8"))["gold"]["least"]["statement_f1"] == 0.995

    monkeypatch.setattr(measuring, "_reader", lambda: read_badly)
    code, out, err = run("floors", file)
    assert code == 1
    assert "communique: gold: statement_f1 is 0.9231, under its floor of 0.995\n" in err
    assert row(out, "statement_f1") == ["0.995", "0.9231"]
    before = file.read_bytes()
    assert run("floors", file, "--raise")[0] == 1
    assert file.read_bytes() == before
    assert run("floors", file, "--reset")[0] == 0
    assert run("floors", file)[0] == 0


def test_a_further_folder_is_pinned_on_demand(folder: Path) -> None:
    file = folder / "floors.json"
    (folder / "nothing").mkdir()
    (folder / "nothing/rain.txt").write_text("Es regnet.", encoding="utf-8")
    assert run("floors", file, "--add", "nothing")[0] == 2
    assert list(json.loads(file.read_text(encoding="utf-8"))) == ["gold"]
    assert run("floors", file, "--reset", "--add", "nothing")[0] == 0
    pinned = json.loads(file.read_text(encoding="utf-8"))
    assert list(pinned) == ["gold", "nothing"]
    assert (pinned["nothing"]["documents"], pinned["nothing"]["least"]) == (1, {})
    assert run("floors", file)[0] == 0


def test_an_empty_reading_stays_on_no_floor(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("floors", folder / "floors.json", "--reset")
    monkeypatch.setattr(measuring, "_reader", lambda: read_nothing)
    code, _, err = run("floors", folder / "floors.json")
    assert code == 1
    assert len(err.splitlines()) > 15


def test_raise_and_reset_exclude_each_other(folder: Path) -> None:
    assert run("floors", folder / "floors.json", "--raise", "--reset")[0] == 2
    assert run("floors", folder / "none.json")[0] == 2


@pytest.mark.parametrize("command", [(), ("readouts",), ("floors",)])
def test_help_has_examples(command: tuple[str, ...]) -> None:
    code, out, _ = run(*command, "-h")
    assert code == 0
    assert "communique eval" in out.split("Examples:")[1]
