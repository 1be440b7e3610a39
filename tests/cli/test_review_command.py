"""``communique review`` over a register that holds one report made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from norland import TEXT, made
from typer.testing import CliRunner

from communique.cli import app
from communique.register.store import Register

DOCUMENT = made().document.id
SHORT = DOCUMENT[:8]
ANA = ("--who", "Ana")
run = CliRunner().invoke


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = tmp_path / "register.db"
    with Register.open(path) as register:
        register.keep(made(), source="a.txt")
    return str(path)


def say(db: str, *words: str) -> str:
    answer = run(app, [*words, "--db", db])
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def rows(db: str, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(say(db, *words, "--format", "json"))
    return found


def refused(db: str, *words: str) -> str:
    answer = run(app, [*words, "--db", db])
    assert answer.exit_code == 2, answer.output
    assert answer.stderr.startswith("communique: ")
    assert answer.stderr.count("\n") == 1
    return answer.stderr


def test_what_waits_is_listed_least_certain_first(db: str) -> None:
    assert [row["claim"] for row in rows(db, "review", "list")] == [f"{DOCUMENT[:12]}:s2", f"{DOCUMENT[:12]}:s1"]
    answer = run(app, ["review", "list", "--kind", "events", "--document", SHORT, "--db", db])
    assert f"{DOCUMENT[:12]}:e3" in answer.stdout
    assert "3 events wait, 0 are decided" in answer.stderr


def test_confirmed_claims_wait_no_more(db: str) -> None:
    said = say(db, "review", "confirm", f"{SHORT}:s1", f"{SHORT}:e2", *ANA)
    assert said == f"decision 1 kept: confirm {DOCUMENT[:12]}:s1\ndecision 2 kept: confirm {DOCUMENT[:12]}:e2\n"
    assert [row["id"] for row in rows(db, "review", "list")] == ["s2"]
    assert [row["verdict"] for row in rows(db, "statements")] == ["confirm", None]


def test_a_correction_changes_the_commitment(db: str) -> None:
    (before,) = rows(db, "commitments")
    assert (before["act"], before["parties"]) == ("pledge", ["NLD"])
    values = ("act=propose", "areas=energy", "speaker=ben oyo; Ada Quill", "addressees=", "amount=")
    sets = [word for value in values for word in ("--set", value)]
    say(db, "review", "correct", f"{SHORT}:s1", *sets, *ANA, "--why", "only a proposal")
    (after,) = rows(db, "commitments")
    assert (after["act"], after["areas"]) == ("propose", ["energy"])
    row = next(row for row in rows(db, "statements") if row["id"] == "s1")
    assert (row["speaker"], row["addressee"], row["amount"]) == (["Ada Quill", "Ben Oyo"], [], None)
    shown = json.loads(say(db, "show", f"{SHORT}:s1", "--format", "json"))
    as_read = json.loads(say(db, "show", f"{SHORT}:s1", "--as-read", "--format", "json"))
    assert [each["statements"][0]["act"] for each in (shown, as_read)] == ["propose", "pledge"]
    say(db, "review", "undo", "1", *ANA)
    assert rows(db, "commitments") == [before]


def test_what_is_rejected_is_in_no_answer(db: str) -> None:
    say(db, "review", "reject", f"{SHORT}:s1", *ANA, "--why", "a headline")
    assert [row["id"] for row in rows(db, "statements")] == ["s2"]
    assert [row["id"] for row in rows(db, "events")] == ["e2", "e3"]
    exported = say(db, "export", "--as", "jsonl")
    assert [each["id"] for each in json.loads(exported)["statements"]] == ["s2"]


def test_what_was_missed_is_added(db: str) -> None:
    words = "The sea was calm"
    sets = (
        "--set",
        "act=assess",
        "--set",
        "speaker=a2",
        "--set",
        "addressees=+Ulf Rand|swe",
        "--set",
        f"content={words}",
    )
    assert "add" in say(db, "review", "add", SHORT, "statement", *sets, *ANA)
    row = next(row for row in rows(db, "statements") if row["id"] == "sr1")
    assert (row["content"], row["start"], row["addressee_country"], row["verdict"]) == (
        *(words, TEXT.index(words), ["SWE"], "add"),
    )


def test_every_decision_is_told_with_its_fate(db: str) -> None:
    say(db, "review", "correct", f"{SHORT}:e3", "--set", "reciprocal=yes", "--set", "span=0-7", *ANA)
    say(db, "review", "undo", "1", "--who", "Ivo", "--why", "no")
    say(db, "review", "reject", f"{SHORT}:m1", *ANA)
    told = rows(db, "review", "history", SHORT)
    assert [(row["number"], row["verb"], row["who"], row["stands"]) for row in told] == [
        *((1, "correct", "Ana", ""), (2, "undoes 1", "Ivo", ""), (3, "reject", "Ana", "yes")),
    ]
    assert json.loads(str(told[0]["value"])) == {"reciprocal": True, "span": [0, 7]}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("confirm", "s1"), "s1: not a claim; write it as communique review list does"),
        (("confirm", "ffffff:s1"), "no document has an id that begins so"),
        (("confirm", f"{SHORT}:s9"), "the document has no statement s9; it has s1, s2"),
        (("correct", f"{SHORT}:s1"), "say what it is: --set FIELD=VALUE"),
        (("correct", f"{SHORT}:s1", "--set", "act"), "--set act: write it as FIELD=VALUE"),
        (("correct", f"{SHORT}:s1", "--set", "acts=warn"), "did you mean act?"),
        (("correct", f"{SHORT}:s1", "--set", "act=promise"), "act 'promise' is none of"),
        (("correct", f"{SHORT}:s1", "--set", "act=pledge"), "has these values already"),
        (("correct", f"{SHORT}:s1", "--set", "content=the"), "the text has these words 2 times"),
        (("correct", f"{SHORT}:s1", "--set", "speaker=Nemo"), "is no actor of the document"),
        (("add", SHORT, "remark", "--set", "act=warn"), "there is none of that name"),
        (("add", SHORT, "statement", "--set", "act=warn"), "needs speaker, content"),
        (("undo", "7"), "there is no decision 7 about a claim"),
    ],
)
def test_what_cannot_be_is_one_line(db: str, words: tuple[str, ...], said: str) -> None:
    assert said in refused(db, "review", *words, *ANA)


def test_a_decision_is_signed(db: str) -> None:
    assert run(app, ["review", "confirm", f"{SHORT}:s1", "--db", db], env={"COMMUNIQUE_WHO": ""}).exit_code == 2
    assert run(app, ["review", "confirm", f"{SHORT}:s1", "--db", db], env={"COMMUNIQUE_WHO": "Ivo"}).exit_code == 0
