"""The options that commands share stand in the signature from which Typer reads them, in their place."""

from __future__ import annotations

import inspect
from typing import Annotated, Any

import pytest
import typer
from typer.testing import CliRunner

from communique.cli import app
from communique.cli.conditions import LISTING, NARROWING, Given, conditioned


def test_conditions_stand_where_given_stood_and_come_as_one() -> None:
    got: list[Any] = []

    @conditioned("country", "every")
    def command(
        words: Annotated[str, typer.Argument()], *, given: Given, own: Annotated[int, typer.Option()] = 3
    ) -> None:
        got.append((words, given, own))

    assert list(inspect.signature(command).parameters) == ["words", "country", "every", "own"]
    small = typer.Typer()
    small.command()(command)
    for given in (["a", "--country", "CHN"], ["b", "--all", "--own", "4"]):
        assert CliRunner().invoke(small, given).exit_code == 0
    assert got == [("a", {"country": "CHN", "every": False}, 3), ("b", {"country": None, "every": True}, 4)]


@pytest.mark.parametrize("command", ["documents", "meetings", "statements", "events", "search", "export", "recode"])
def test_every_command_that_narrows_down_takes_every_condition(command: str) -> None:
    known = typer.main.get_command(app).commands[command].params  # type: ignore[attr-defined]
    names = {each.name for each in known}
    assert set(NARROWING) <= names
    if command != "recode":
        assert set(LISTING) <= names


@pytest.mark.parametrize(
    ("option", "begun", "offered"),
    [("--act", "pl", "pledge"), ("--area", "en", "energy"), ("--type", "CO", "CONSULT"), ("--type", "co", "consult")],
)
def test_a_shell_completes_the_names_that_there_are(option: str, begun: str, offered: str) -> None:
    words = f"communique statements {option} {begun}"
    asked = {"_COMMUNIQUE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": "3"}
    answer = CliRunner().invoke(app, [], env=asked, prog_name="communique")
    assert offered in answer.stdout.split()
