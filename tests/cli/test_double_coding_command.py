"""``communique review sample``, ``code``, ``agreement``, ``adjudicate`` and ``export`` over one report made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from norland import made
from typer.testing import CliRunner

from communique.cli import app
from communique.evaluation.loading import load_gold
from communique.register.store import Register

DOCUMENT = made().document.id
SHORT = DOCUMENT[:12]
PLEDGE = ("--set", "act=pledge", "--set", "areas=trade,energy", "--set", "speaker=a1")
run = CliRunner().invoke


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = tmp_path / "register.db"
    with Register.open(path) as register:
        register.keep(made(), source="a.txt")
    return str(path)


def say(db: str, *words: str) -> str:
    answer = run(app, ["review", *words, "--db", db])
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def rows(db: str, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(say(db, *words, "--format", "json"))
    return found


def refused(db: str, *words: str) -> str:
    answer = run(app, ["review", *words, "--db", db])
    assert answer.exit_code == 2, answer.output
    assert answer.stderr.count("\n") == 1
    return answer.stderr


def test_a_sample_is_coded_twice_compared_and_settled(db: str) -> None:
    (drawn,) = rows(db, "sample", "--claims", "5", "--first", "Ana", "--second", "Ivo")
    assert (drawn["number"], drawn["items"], drawn["first_done"], drawn["settled"]) == (1, 2, 0, 0)
    places = {str(row["id"]): str(row["place"]) for row in rows(db, "code", "1", "--as", "Ana")}
    assert set(places) == {"s1", "s2"}
    assert say(db, "code", "1", places["s1"], "--as", "Ana", *PLEDGE) == "coded; 1 claim to go\n"
    say(db, "code", "1", places["s2"], "--as", "Ana", "--none")
    assert [row["answered"] for row in rows(db, "code", "1", "--as", "Ivo")] == ["", ""]
    assert "Ivo has not coded 2 of the 2 claims yet" in refused(db, "agreement", "1")
    for place in places.values():
        say(db, "code", "1", place, "--as", "Ivo", *PLEDGE)
    found = {row["field"]: (row["items"], row["alike"]) for row in rows(db, "agreement", "1")}
    assert found == {"claim": (2, 1), "act": (1, 1), "speaker": (1, 1), "areas": (1, 1), "modality": (1, 1)}
    (apart,) = rows(db, "adjudicate", "1")
    assert (apart["claim"], apart["field"], apart["first"], apart["second"]) == (
        *(f"{SHORT}:s2", "claim", "no claim", "a claim"),
    )
    assert say(db, "adjudicate", "1", "--agreed", "--who", "Lea") == "1 decision kept\n"
    settled = say(db, "adjudicate", "1", places["s2"], "--take", "first", "--who", "Lea", "--why", "hearsay")
    assert settled == f"decision 2 kept: reject {SHORT}:s2\n"
    told = [(row["verb"], row["claim"], row["why"]) for row in rows(db, "history", SHORT)]
    assert told == [
        ("confirm", f"{SHORT}:s1", "Ana and Ivo agree (sample 1)"),
        ("reject", f"{SHORT}:s2", "hearsay"),
    ]


def test_what_cannot_be_is_one_line(db: str) -> None:
    say(db, "sample", "--claims", "1", "--first", "Ana", "--second", "Ivo")
    for words, said in (
        (("sample", "--claims", "1", "--first", "Ana"), "two different reviewers"),
        (
            ("sample", "--claims", "1", "--documents", "1", "--first", "A", "--second", "B"),
            "how many claims or how many",
        ),
        (("code", "1", "--as", "Lea"), "is for Ana and Ivo, not for Lea"),
        (("code", "1", "7", "--as", "Ana", "--none"), "7: sample 1 has the places 1 to 1"),
        (("code", "1", "1", "--as", "Ana"), "say what it is: --set FIELD=VALUE"),
        (("agreement", "4"), "there is no sample 4"),
        (("adjudicate", "1", "1", "--who", "Lea"), "say one thing: --take, --set or --none"),
        (("adjudicate", "1", "1", "--take", "third"), "there is none of that name"),
    ):
        assert said in refused(db, *words)


def test_reviewed_documents_are_exported_as_gold_and_tasks(db: str, tmp_path: Path) -> None:
    answer = run(app, ["review", "export", str(tmp_path / "gold"), "--db", db])
    assert (answer.exit_code, "no document is wholly reviewed" in answer.stderr) == (0, True)
    answer = run(app, ["review", "export", str(tmp_path / "gold"), "--partly", "--db", db])
    assert (answer.exit_code, "no document is reviewed yet" in answer.stderr) == (0, True)
    assert not (tmp_path / "gold").exists()
    claims = [f"{SHORT}:{id}" for id in ("s1", "e2", "e3", "e1")]
    say(db, "confirm", *claims, "--who", "Ana")
    say(db, "correct", f"{SHORT}:s2", "--set", "act=criticize", "--who", "Ana")
    say(db, "export", str(tmp_path / "gold"))
    (gold,) = load_gold([tmp_path / "gold"])
    assert [each.acts for each in gold.statements] == [("pledge",), ("criticize",)]
    say(db, "export", str(tmp_path / "tasks.json"), "--format", "label-studio")
    (task,) = json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    labels = [each["value"].get("labels") for each in task["annotations"][0]["result"] if each["type"] == "labels"]
    assert labels == [["pledge"], ["criticize"], ["AGREE"], ["CONSULT"], ["REJECT"]]
    say(db, "export", str(tmp_path / "labels.xml"), "--format", "label-config")
    assert (tmp_path / "labels.xml").read_text(encoding="utf-8").startswith("<View>")


def test_the_gold_is_what_eval_takes(db: str, tmp_path: Path) -> None:
    say(db, "confirm", *(f"{SHORT}:{id}" for id in ("s1", "s2", "e1", "e2", "e3")), "--who", "Ana")
    say(db, "export", str(tmp_path / "gold"))
    answer = run(app, ["eval", "readouts", str(tmp_path / "gold"), "--json"])
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout)
