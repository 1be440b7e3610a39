"""The command line starts with only the command that is asked for, and nobody can tell."""

from __future__ import annotations

import pytest
from typer.main import get_command

from communique.cli import app, narrowed


def test_only_the_command_that_is_asked_for_is_made() -> None:
    alone = narrowed(["read", "report.txt"])
    assert list(get_command(alone).commands) == ["read"]  # type: ignore[attr-defined]
    assert len(get_command(app).commands) > 20  # type: ignore[attr-defined]


@pytest.mark.parametrize("arguments", [[], ["-h"], ["--version"], ["review", "sample"], ["raed"]])
def test_all_are_made_where_none_comes_first(arguments: list[str]) -> None:
    assert narrowed(arguments) is app


def test_its_help_is_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    texts = []
    for line in (app, narrowed(["read"])):
        line(["read", "-h"], prog_name="communique", standalone_mode=False)
        texts.append(capsys.readouterr().out)
    assert texts[0] == texts[1]
    assert "communique read" in texts[0]
