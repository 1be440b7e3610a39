"""``communique commitments`` and ``communique decide`` over a register of three reports."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli import app

FIRST = (
    "PRAGUE, March 4, 2023 -- Czech Prime Minister Petr Fiala met Vietnamese Prime Minister Pham Minh Chinh on "
    "Saturday. Fiala said the Czech Republic would build a tram line in Hai Phong."
)
LATER = (
    "HANOI, April 21, 2024 -- Vietnamese Prime Minister Pham Minh Chinh received Czech Prime Minister Petr Fiala on "
    "Sunday. Fiala reaffirmed that the Czech Republic would build the tram line in Hai Phong. Chinh promised to open a "
    "consulate in Brno."
)
LAST = (
    "HAI PHONG, May 2, 2025 -- Czech Prime Minister Petr Fiala said on Friday that the Czech Republic was proud of its "
    "engineers. Construction of the tram line in Hai Phong began in April."
)
run = CliRunner().invoke


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name, text in (("a.txt", FIRST), ("b.txt", LATER), ("c.txt", LAST)):
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "register.db"
    added = run(app, ["add", str(folder), "--db", str(path)])
    assert added.exit_code == 0, added.output
    return path


def listed(db: Path, *options: str) -> list[dict[str, object]]:
    answer = run(app, ["commitments", "--format", "json", "--db", str(db), *options])
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout) if answer.stdout.strip() else []


def test_what_is_said_twice_is_one_commitment(db: Path) -> None:
    (tram,) = [c for c in listed(db) if "tram" in str(c["what"])]
    assert (tram["parties"], tram["towards"], tram["times"]) == (["CZE"], ["VNM"], 2)
    assert (tram["first_said"], tram["last_said"]) == ("2023-03-04", "2024-04-21")
    assert tram["status"] == "under_way"


def test_each_condition_narrows_the_list(db: Path) -> None:
    assert {tuple(c["parties"]) for c in listed(db, "--country", "vnm")} == {("VNM",)}
    assert len(listed(db, "--dyad", "CZE", "VNM")) == len(listed(db))
    assert listed(db, "--dyad", "CZE", "KAZ") == []
    assert listed(db, "--country", "Vietnam") == listed(db, "--country", "VNM")
    unknown = run(app, ["commitments", "--country", "Ruritania", "--db", str(db)])
    assert (unknown.exit_code, "there is no such country" in unknown.stderr) == (2, True)
    assert all(c["status"] == "pledged" for c in listed(db, "--status", "pledged"))
    assert all("consulate" in c["what"] for c in listed(db, "--area", "consular"))


def test_the_history_of_one_shows_the_words_of_each_move(db: Path) -> None:
    (tram,) = [c for c in listed(db) if "tram" in str(c["what"])]
    answer = run(app, ["commitments", str(tram["id"]), "--db", str(db)])
    assert "under_way" in answer.stdout
    assert "began" in answer.stdout


def test_csv_has_a_row_for_each(db: Path) -> None:
    answer = run(app, ["commitments", "--format", "csv", "--db", str(db)])
    rows = list(csv.DictReader(io.StringIO(answer.stdout)))
    assert len(rows) == len(listed(db))
    assert {"id", "what", "status"} <= set(rows[0])


@pytest.mark.parametrize(
    ("options", "hint"), [(["--area", "enrgy"], "energy"), (["--status", "complete"], "completed")]
)
def test_an_unknown_name_is_bad_usage_with_the_nearest(db: Path, options: list[str], hint: str) -> None:
    answer = run(app, ["commitments", *options, "--db", str(db)])
    assert answer.exit_code == 2
    assert hint in answer.stderr


def test_what_is_no_day_is_bad_usage(db: Path) -> None:
    answer = run(app, ["commitments", "--since", "2024-13", "--db", str(db)])
    assert answer.exit_code == 2
    assert "--since: '2024-13' is no day" in answer.stderr


def test_a_decision_holds_and_is_told_whose_it_is(db: Path) -> None:
    (consulate,) = [c for c in listed(db) if "consulate" in str(c["what"])]
    answer = run(
        app,
        [
            "decide",
            str(consulate["id"]),
            "--status",
            "completed",
            "--who",
            "A. Meyer",
            "--why",
            "seen",
            "--db",
            str(db),
        ],
    )
    assert answer.exit_code == 0, answer.output
    (after,) = [c for c in listed(db) if c["id"] == consulate["id"]]
    assert after["status"] == "completed"
    assert after["trail"][-1]["by"] == "A. Meyer"


def test_a_decision_takes_how_an_id_begins_where_one_does(db: Path) -> None:
    (consulate,) = [c for c in listed(db) if "consulate" in str(c["what"])]
    given = ["--note", "ask the embassy", "--who", "A. Meyer", "--db", str(db)]
    assert run(app, ["decide", str(consulate["id"])[:8], *given]).exit_code == 0
    (after,) = [c for c in listed(db) if c["id"] == consulate["id"]]
    assert after["notes"][-1]["text"] == "ask the embassy"
    several = run(app, ["decide", "c", *given])
    assert (several.exit_code, "several commitments" in several.stderr) == (2, True)


def test_a_decision_on_nothing_is_bad_usage(db: Path) -> None:
    answer = run(app, ["decide", "c0", "--status", "signed", "--who", "A. Meyer", "--db", str(db)])
    assert answer.exit_code == 2
    assert "c0" in answer.stderr
    assert run(app, ["decide", "c0", "--who", "A. Meyer", "--db", str(db)]).exit_code == 2


def test_a_large_register_says_how_far_behind_its_entries_are(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from communique.register import following

    before = listed(db)
    monkeypatch.setattr(following, "SMALL", 1)
    monkeypatch.setattr(following, "MEDIUM", 1)
    monkeypatch.setattr(following, "GROWTH", 0.1)  # all entries are to be made anew
    one = str(before[0]["id"])
    decided = run(app, ["decide", one, "--note", "ask again", "--who", "Ana", "--db", str(db)])
    assert "decisions not yet followed" in decided.stderr
    assert listed(db) == before
    answer = run(app, ["commitments", "--follow", "--format", "json", "--db", str(db)])
    assert "not yet followed" not in answer.stderr
    (noted,) = [each for each in json.loads(answer.stdout) if each["id"] == one]
    assert [note["text"] for note in noted["notes"]] == ["ask again"]
