"""``communique compare`` over a register: by id, and the other side's account found."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parents[1] / "comparing"))
from accounts import Line, told

from communique.cli import comparing
from communique.comparing import compare
from communique.record import Record
from communique.register import reviewing
from communique.register.accounts import other_accounts, pairs
from communique.register.reviewing import Target
from communique.register.store import Register

app = typer.Typer()
app.command()(comparing.compare)
COUNTRIES = {"NLD": "NLD", "ZAF": "ZAF", "PER": "PER"}


def made(publisher: str, word: str, *, day: str = "2024-03-05", sides: tuple[str, ...] = ("NLD", "ZAF")) -> Record:
    lines: tuple[Line, ...] = (("agree", ("NLD", "ZAF"), f"to build the {word} bridge of {publisher} by summer"),)
    record = told(*lines, title=f"{publisher} on {word}", day=day, sides=sides, publisher=publisher)
    document = replace(record.document, published=day)
    return replace(record, document=document)


OURS, THEIRS = made("Norland Office", "long"), made("Southmark Office", "wide")
WIRE = made("Wire", "narrow", day="2024-03-06")
LATER = (made("Norland Office", "green", day="2024-09-01"), made("Southmark Office", "grey", day="2024-09-02"))
THIRD = made("Peru Office", "high", sides=("NLD", "PER"))


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register.open(tmp_path / "r.db") as opened:
        for number, record in enumerate((OURS, THEIRS, *LATER, THIRD)):
            opened.keep(record, source=str(number))
        yield opened


def run(register: Register, *words: str) -> Result:
    return CliRunner(env={"COLUMNS": "120"}).invoke(app, [*words, "--db", str(register.engine.url.database)])


def test_two_ids_are_two_accounts(register: Register) -> None:
    done = run(register, OURS.document.id[:10], THEIRS.document.id[:10], "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == json.loads(compare(OURS, THEIRS).to_json())


def test_a_file_goes_before_an_id_and_stands_beside_one(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.json").write_text(OURS.to_json(), encoding="utf-8")
    done = run(register, str(tmp_path / "a.json"), THEIRS.document.id, "--json")
    assert json.loads(done.stdout)["b"] == THEIRS.document.id


def test_the_account_is_that_which_reviewers_left(register: Register) -> None:
    reviewing.reject(register, Target(THEIRS.document.id, "statement", "s1"), who="ana")
    found = json.loads(run(register, OURS.document.id, THEIRS.document.id, "--json").stdout)
    assert (found["matches"], len(found["only_a"])) == ([], 1)


def test_the_other_account_is_found(register: Register) -> None:
    assert other_accounts(register.engine, OURS) == (THEIRS,)
    done = run(register, OURS.document.id[:8], "--json")
    assert (json.loads(done.stdout)["a"], json.loads(done.stdout)["b"]) == (OURS.document.id, THEIRS.document.id)
    assert run(register, THIRD.document.id).exit_code == 1


def test_several_are_listed(register: Register) -> None:
    register.keep(WIRE, source="w")
    done = run(register, OURS.document.id)
    assert done.exit_code == 0
    assert THEIRS.document.id[:12] in done.stdout
    assert WIRE.document.id[:12] in done.stdout
    assert f"communique compare {OURS.document.id[:12]} {THEIRS.document.id[:12]}" in done.stderr
    rows = json.loads(run(register, "--dyad", "ZAF", "NLD", "--json").stdout)
    assert [(row["date"], row["a"], row["b"]) for row in rows] == [
        ("2024-03-05", OURS.document.id, THEIRS.document.id),
        ("2024-09-01", LATER[0].document.id, LATER[1].document.id),
        ("2024-03-05", OURS.document.id, WIRE.document.id),
        ("2024-03-05", THEIRS.document.id, WIRE.document.id),
    ]


def test_a_dyad_with_one_pair_is_compared(register: Register) -> None:
    done = run(register, "--dyad", "NLD", "ZAF", "--since", "2024-06-01", "--json")
    assert json.loads(done.stdout)["a"] == LATER[0].document.id
    assert list(pairs(register.engine, ("NLD", "PER"))) == []
    assert run(register, "--dyad", "NLD", "PER").exit_code == 1


@pytest.mark.parametrize(
    "words", [(), ("--dyad", "NLD", "XXX"), ("ffffffff", "eeeeeeee"), ("aaaaaa", "--dyad", "NLD", "ZAF")]
)
def test_bad_usage_is_told(register: Register, words: tuple[str, ...]) -> None:
    assert run(register, *words).exit_code == 2
