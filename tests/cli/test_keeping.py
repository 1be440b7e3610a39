"""``communique add`` and ``communique failures``: what they say, what they keep, and how they end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import norland
import pytest
import typer
from sqlalchemy import func, select
from typer.testing import CliRunner

from communique import workers
from communique.cli import keeping
from communique.errors import InputRefused
from communique.record import Record, Silence, Span
from communique.register import tables
from communique.register.database import reading
from communique.register.store import Register
from communique.sources.page import Page

app = typer.Typer()
app.command(epilog=keeping.ADD_EXAMPLES)(keeping.add)
app.command(epilog=keeping.FAILURES_EXAMPLES)(keeping.failures)


class FakeCoder:
    """Reads our one text by heart, and counts; refuses or breaks on the texts that ask for it."""

    def __init__(self) -> None:
        self.read = 0

    def read_page(self, page: Page, **_: object) -> Record:
        self.read += 1
        text = page.document.text
        if "refuse" in text:
            raise InputRefused("text", "it is not in English (found: fr)", "Give an English text")
        if "broken" in text:
            return Record(document=page.document, silences=(Silence(span=Span(9, 9), reason="none"),))
        if "Ctrl-C" in text:
            raise KeyboardInterrupt
        if text == norland.TEXT:
            return replace(norland.made(), document=page.document)
        return Record(document=page.document)


@pytest.fixture
def coder(monkeypatch: pytest.MonkeyPatch) -> FakeCoder:
    made = FakeCoder()
    monkeypatch.setattr(workers, "coder", lambda settings: made)
    return made


@pytest.fixture
def folder(tmp_path: Path, coder: FakeCoder, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMMUNIQUE_DB", raising=False)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.txt").write_text(norland.TEXT, encoding="utf-8")
    (folder / "two.txt").write_text("Rain fell on the port.\n", encoding="utf-8")
    return folder


@pytest.fixture
def register(folder: Path) -> Iterator[Register]:
    """The register that the commands make where they are told nothing."""
    with Register.open(folder.parent / "communique.db") as opened:
        yield opened


def run(command: str, *arguments: str | Path, stdin: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [command, *map(str, arguments)], input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_a_folder_is_added_once(folder: Path, coder: FakeCoder) -> None:
    first = run("add", folder)
    again = run("add", folder)
    assert first == (0, "", "2 documents added, 0 known, 0 near duplicates linked, 0 failed\n")
    assert again == (0, "", "0 documents added, 0 known, 0 near duplicates linked, 0 failed; 2 sources done before\n")
    assert coder.read == 2


def test_what_is_added_is_what_is_read(folder: Path, register: Register) -> None:
    run("add", folder / "one.txt")
    record = register.record(norland.made().document.id)
    assert record.statements == norland.made().statements
    assert [carrier.source for carrier in register.carriers(record.document.id)] == [str(folder / "one.txt")]


def test_a_file_is_the_same_from_wherever_it_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", folder, "--db", folder.parent / "r.db")
    monkeypatch.chdir(folder)
    assert "2 sources done before" in run("add", "one.txt", "./two.txt", "--db", "../r.db")[2]


def test_a_changed_file_is_read_again(folder: Path, register: Register) -> None:
    run("add", folder)
    (folder / "two.txt").write_text("Snow fell on the pass.\n", encoding="utf-8")
    assert "1 document added, 0 known" in run("add", folder)[2]
    assert "0 documents added" in run("add", folder)[2]


def test_a_copy_is_known_and_a_near_copy_is_linked(folder: Path) -> None:
    (folder / "three.txt").write_text(norland.TEXT, encoding="utf-8")
    (folder / "four.txt").write_text(norland.TEXT + "By our own staff.\n", encoding="utf-8")
    code, _, err = run("add", folder)
    assert code == 0
    assert err == "2 documents added, 1 known, 1 near duplicate linked, 0 failed\n"


def test_a_failure_is_told_listed_and_overcome(folder: Path) -> None:
    bad = folder / "bad.txt"
    bad.write_text("Please refuse this.\n", encoding="utf-8")
    code, out, err = run("add", folder)
    assert (code, out) == (1, "")
    assert f"communique: {bad}: it is not in English (found: fr). Give an English text\n" in err
    assert err.endswith("2 documents added, 0 known, 0 near duplicates linked, 1 failed\n")
    code, out, _ = run("failures")
    assert (code, out) == (1, f"{bad}: it is not in English (found: fr). Give an English text\n")
    (listed,) = json.loads(run("failures", "--json")[1])
    assert (listed["source"], listed["origin"], listed["remedy"]) == (str(bad), str(bad), "Give an English text")
    assert run("failures", "--retry")[0] == 1
    bad.write_text("The fog lifted.\n", encoding="utf-8")
    code, out, err = run("failures", "--retry")
    assert (code, out) == (0, "no failures\n")
    assert err == "1 document added, 0 known, 0 near duplicates linked, 0 failed\n"


def test_a_failed_file_is_tried_again_by_the_next_add(folder: Path, coder: FakeCoder) -> None:
    (folder / "bad.txt").write_text("Please refuse this.\n", encoding="utf-8")
    run("add", folder)
    code, _, err = run("add", folder)
    assert (code, coder.read) == (1, 4)
    assert err.endswith("1 failed; 2 sources done before\n")


def test_a_file_of_many_is_done_as_one_and_a_bad_row_is_retried_alone(
    folder: Path, coder: FakeCoder, register: Register
) -> None:
    texts = ["The bridge opened.", "", "The dam was filled.", "Please refuse this."]
    file = folder / "all.jsonl"
    file.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    assert run("add", file)[2].endswith("2 documents added, 0 known, 0 near duplicates linked, 2 failed\n")
    assert [f.source for f in register.failures()] == [f"{file}:2", f"{file}:4"]
    assert {f.origin for f in register.failures()} == {str(file)}
    assert run("add", file)[2].endswith("; 1 source done before\n")
    before = coder.read
    assert run("failures", "--retry")[0] == 1
    assert coder.read == before + 1  # the row that was refused; the other is empty, and no row that was read
    file.write_text(json.dumps({"text": "The bridge opened."}) + "\n", encoding="utf-8")
    assert "1 known" in run("add", file)[2]
    assert register.failures() == ()


def test_a_failure_can_be_forgotten(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("add", "no-such-file.txt")[0] == 1
    assert run("failures", "--forget", "another.txt")[0] == 2
    assert run("failures", "--forget", "no-such-file.txt")[:2] == (0, "no failures\n")


def test_a_record_that_breaks_its_law_is_a_failure(folder: Path, register: Register) -> None:
    (folder / "bad.txt").write_text("This is broken.\n", encoding="utf-8")
    code, _, err = run("add", folder)
    assert code == 1
    assert "empty or outside the text" in err
    assert "2 documents added" in err
    assert [f.source for f in register.failures()] == [str(folder / "bad.txt")]


def test_the_standard_input_is_read(folder: Path) -> None:
    assert "1 document added" in run("add", stdin="The ice broke.\n")[2]
    assert "1 known" in run("add", "-", stdin="The ice broke.\n")[2]


def test_interrupted_it_keeps_what_it_has_and_says_so(folder: Path) -> None:
    (folder / "three.txt").write_text("Press Ctrl-C.\n", encoding="utf-8")
    (folder / "two.txt").rename(folder / "zzz.txt")
    code, _, err = run("add", folder)
    assert code == 130
    assert err.endswith("1 document added, 0 known, 0 near duplicates linked, 0 failed\ncommunique: interrupted\n")
    (folder / "three.txt").write_text("It was let go.\n", encoding="utf-8")
    assert run("add", folder)[2] == (
        "2 documents added, 0 known, 0 near duplicates linked, 0 failed; 1 source done before\n"
    )


def test_bad_usage_is_told_before_anything_is_read(folder: Path, coder: FakeCoder) -> None:
    code, _, err = run("add", folder, "--db", "mysql://host/name")
    assert (code, coder.read) == (2, 0)
    assert "mysql is not supported" in err
    code, _, err = run("failures", "--db", folder / "none.db")
    assert code == 2
    assert "there is no register" in err


def test_the_environment_names_the_register(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_DB", str(folder.parent / "mine.db"))
    run("add", folder)
    assert (folder.parent / "mine.db").is_file()
    assert not (folder.parent / "communique.db").exists()


def test_a_full_disk_ends_the_run_and_keeps_the_rest(
    folder: Path, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Register, record: Record, **_: object) -> None:
        raise InputRefused("communique.db", "the register cannot be written to (disk is full)", "Make room")

    run("add", folder / "one.txt")
    monkeypatch.setattr(Register, "keep", full)
    code, _, err = run("add", folder)
    assert code == 2
    assert "disk is full" in err
    assert register.failures() == ()


@pytest.mark.parametrize("workers_asked", ["1", "2"])
def test_a_real_interruption_of_the_process_is_no_traceback(tmp_path: Path, workers_asked: str) -> None:
    for number in range(60):
        text = f"Norland will build {number + 2} dams, its president said on Monday after talks in Port Elma."
        (tmp_path / f"{number:02}.txt").write_text(text, encoding="utf-8")
    script = "import typer; from communique.cli import keeping; typer.run(keeping.add)"
    command = [sys.executable, "-c", script, str(tmp_path), "--db", "r.db", "--workers", workers_asked]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path, start_new_session=True
    )
    until = time.monotonic() + 60
    while time.monotonic() < until and not _count(tmp_path / "r.db"):
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert err.endswith("interrupted\n")
    assert _count(tmp_path / "r.db")


def _count(path: Path) -> int:
    if not path.exists():
        return 0
    with Register.open(path) as register, reading(register.engine) as connection:
        return int(connection.execute(select(func.count()).select_from(tables.documents)).scalar_one())
