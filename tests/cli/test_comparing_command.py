"""``communique compare``, on records made by hand."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from norland import made
from typer.testing import CliRunner, Result

from communique.cli import comparing
from communique.cli.comparing_page import page
from communique.comparing import compare
from communique.record import Record

app = typer.Typer(rich_markup_mode=None)
app.command(epilog=comparing.EXAMPLES)(comparing.compare)


@pytest.fixture
def files(tmp_path: Path, quiet_record: Record) -> tuple[str, str]:
    names = ("a.json", "b.json")
    for name, record in zip(names, (made(), made()), strict=True):
        (tmp_path / name).write_text(record.to_json(), encoding="utf-8")
    (tmp_path / "quiet.json").write_text(quiet_record.to_json(), encoding="utf-8")
    return str(tmp_path / "a.json"), str(tmp_path / "b.json")


def run(*words: str, columns: str = "100") -> Result:
    return CliRunner(env={"COLUMNS": columns}).invoke(app, list(words))


@pytest.mark.parametrize("columns", ["100", "60"])
def test_two_accounts_are_shown_side_by_side(files: tuple[str, str], columns: str) -> None:
    done = run(*files, columns=columns)
    assert done.exit_code == 0
    assert "Both say" in done.stdout
    assert "any toll on the strait" in done.stdout
    assert "Only A says" not in done.stdout
    assert all(len(line) <= int(columns) and line == line.rstrip() for line in done.stdout.splitlines())


def test_what_only_one_says_is_under_its_own_heading(files: tuple[str, str]) -> None:
    quiet = str(Path(files[0]).parent / "quiet.json")
    done = run(files[0], quiet)
    assert "Only A says  2" in done.stdout
    assert "Only B says" not in done.stdout
    assert "these may be different meetings" in done.stderr
    assert "Only B says  2" in run(quiet, files[0]).stdout
    assert "Neither account conveys a statement." in run(quiet, quiet).stdout


def test_json_is_that_of_the_python_call(files: tuple[str, str]) -> None:
    done = run(*files, "--json")
    assert json.loads(done.stdout) == json.loads(compare(made(), made()).to_json())


def test_the_page_is_written_and_stands_alone(files: tuple[str, str], tmp_path: Path) -> None:
    target = tmp_path / "side.html"
    done = run(*files, "--html", str(target))
    assert (done.exit_code, done.stdout) == (0, "")
    html = target.read_text(encoding="utf-8")
    assert "Both say" in html
    assert "<script" not in html
    assert not re.search(r"(?:src|href)=|url\(|@import", html)
    assert "prefers-color-scheme: dark" in html


def test_whatever_a_text_holds_is_escaped_on_the_page() -> None:
    record = made()
    nasty = replace(
        record,
        document=replace(
            record.document, title="<script>alert(1)</script>", publisher='"><img src=x>', url="javascript:1"
        ),
        coder='"><b>',
    )
    html = page(compare(nasty, nasty), nasty, nasty)
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "javascript:" not in html
    assert '"><b>' not in html
    assert "&lt;islands&gt;" in html


@pytest.mark.parametrize("content", ["{}", "no json", None])
def test_what_is_no_record_is_told_in_one_line(files: tuple[str, str], tmp_path: Path, content: str | None) -> None:
    bad = tmp_path / "bad.json"
    if content is not None:
        bad.write_text(content, encoding="utf-8")
    done = run(files[0], str(bad))
    assert done.exit_code == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "bad.json" in done.stderr


def test_a_missing_text_is_told_in_one_line(files: tuple[str, str], tmp_path: Path) -> None:
    done = run(files[0], str(tmp_path / "gone.txt"))
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1


def test_a_page_with_no_folder_is_bad_usage(files: tuple[str, str], tmp_path: Path) -> None:
    assert run(*files, "--html", str(tmp_path / "no" / "side.html")).exit_code == 2
    assert run(*files, "--html", str(tmp_path)).exit_code == 2
