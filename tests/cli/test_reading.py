"""``communique read``: sources in, brief or record or page out; each failure one line, never a traceback."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from norland import TEXT, made
from typer.testing import CliRunner

from communique import workers
from communique.cli import app, printing
from communique.errors import InputRefused
from communique.record import Record
from communique.sources.page import Page

COMMAND = [sys.executable, "-m", "communique.cli", "read"]


class FakeCoder:
    """Reads our one text by heart; refuses or breaks on the texts that ask for it."""

    def read_page(self, page: Page, *, gate: bool = False) -> Record:
        text = page.document.text
        if gate:
            return Record(document=page.document, coder="gated")
        if "refuse" in text:
            raise InputRefused("text", "it is not in English (found: fr)", "Give an English text")
        if "break" in text:
            raise ValueError("no such luck")
        if text == TEXT:
            return replace(made(), document=page.document)
        return Record(document=page.document)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(workers, "coder", lambda settings: FakeCoder())
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(*arguments: str | Path, stdin: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["read", *map(str, arguments)], input=stdin, prog_name="communique")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_a_file_gives_a_brief(folder: Path) -> None:
    code, out, err = run(folder / "one.txt")
    assert (code, err) == (0, "")
    assert "pledge    buy 2 billion cubic meters of gas a year by 2030" in out
    assert "\x1b" not in out
    assert not [line for line in out.splitlines() if line != line.rstrip()]


def test_explain_gives_the_reasons(folder: Path) -> None:
    code, out, _ = run(folder / "one.txt", "--explain")
    assert code == 0
    assert "why: readiness · 95%" in out
    assert "nobody conveys anything" in out


def test_gate_is_passed_on(folder: Path) -> None:
    code, out, _ = run(folder / "one.txt", "--gate", "--json")
    assert code == 0
    assert Record.from_json(out).coder == "gated"


def test_json_of_a_file_is_one_record(folder: Path) -> None:
    code, out, _ = run(folder / "one.txt", "--json")
    assert code == 0
    assert Record.from_json(out).statements == made().statements


def test_json_of_a_folder_is_an_array_even_of_one(folder: Path) -> None:
    code, out, err = run(folder, "--json")
    assert code == 0
    assert [row["document"]["text"] for row in json.loads(out)] == [TEXT]
    assert err == "1 document read, 0 failed\n"


def test_json_of_nothing_read_is_an_empty_array(folder: Path) -> None:
    code, out, _ = run(folder / "gone.txt", folder / "lost.txt", "--json")
    assert code == 1
    assert json.loads(out) == []


def test_jsonl_is_one_record_a_line_in_the_order_of_the_sources(folder: Path) -> None:
    (folder / "two.txt").write_text("Two.\n")
    code, out, _ = run(folder / "two.txt", folder / "one.txt", "--jsonl")
    assert code == 0
    assert [json.loads(line)["document"]["text"] for line in out.splitlines()] == ["Two.\n", TEXT]


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_the_standard_input_is_read(folder: Path, arguments: tuple[str, ...]) -> None:
    code, out, _ = run(*arguments, "--json", stdin=TEXT)
    assert code == 0
    assert json.loads(out)["document"]["text"] == TEXT


def test_what_the_caller_knows_goes_before_what_the_text_says(folder: Path) -> None:
    options = ("--title", "My title", "--published", "2025-05-06", "--url", "https://example.org/1")
    code, out, _ = run(folder / "one.txt", "--json", *options)
    document = json.loads(out)["document"]
    assert code == 0
    assert document["title"] == "My title"
    assert document["published"] == "2025-05-06"
    assert document["url"] == "https://example.org/1"
    assert document["text"] == TEXT


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("Please refuse this.", "it is not in English (found: fr). Give an English text"),
        ("Please break this.", "reading it failed (ValueError: no such luck)"),
    ],
)
@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_failure_is_one_line_and_does_not_stop_the_others(
    folder: Path, content: str, reason: str, processes: str
) -> None:
    (folder / "bad.txt").write_text(content)
    code, out, err = run(folder, "--jsonl", "--workers", processes)
    assert code == 1
    assert len(out.splitlines()) == 1
    [line, summary] = err.splitlines()
    assert line.startswith(f"communique: {folder / 'bad.txt'}: {reason}")
    assert summary == "1 document read, 1 failed"


def test_a_source_that_breaks_while_it_is_opened_does_not_stop_the_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "bad.txt").write_text("Bad.\n")
    opened = workers.open_source

    def fragile(source: str) -> Iterator[Page | InputRefused]:
        if source.endswith("bad.txt"):
            raise RecursionError("too deep")
        yield from opened(source)

    monkeypatch.setattr(workers, "open_source", fragile)
    code, out, err = run(folder, "--jsonl")
    assert code == 1
    assert len(out.splitlines()) == 1
    assert "bad.txt: reading it failed (RecursionError: too deep)" in err


def test_a_missing_model_is_told_with_its_remedy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(settings: object) -> FakeCoder:
        raise OSError("no English model is installed")

    monkeypatch.setattr(workers, "coder", missing)
    code, out, err = run(folder / "one.txt")
    assert (code, out) == (1, "")
    assert err == f"communique: {folder / 'one.txt'}: no English model is installed. Run `communique doctor`\n"


def test_a_missing_file_fails_with_its_name(folder: Path) -> None:
    code, out, err = run(folder / "gone.txt")
    assert (code, out) == (1, "")
    assert str(folder / "gone.txt") in err
    assert err.count("\n") == 1


def test_a_failure_cannot_write_control_characters(folder: Path) -> None:
    code, _, err = run(folder / "evil\x1b[2J.txt")
    assert code == 1
    assert "\x1b" not in err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("one.txt", "--json", "--jsonl"), "--json and --jsonl exclude each other"),
        ((".", "--title", "A"), "--title, --published and --url speak of one document"),
        (("one.txt", "one.txt", "--url", "x"), "--title, --published and --url speak of one document"),
        (("one.txt", "--published", "last May"), "--published last May: not a date"),
        ((".", "--html", "pages.html"), "--html pages.html: several documents make several pages"),
        (("one.txt", "--html", "no/where.html"), "--html no/where.html: there is no folder no"),
    ],
)
def test_bad_usage_is_refused_before_anything_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], complaint: str
) -> None:
    monkeypatch.chdir(folder)
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"communique: {complaint}")
    assert err.count("\n") == 1


def test_no_source_on_a_terminal_is_bad_usage() -> None:
    parent, child = pty.openpty()
    try:
        done = subprocess.run(COMMAND, stdin=child, capture_output=True, text=True, timeout=60)
    finally:
        os.close(parent)
        os.close(child)
    assert done.returncode == 2
    assert done.stderr.startswith("communique: no SOURCE was given")


def test_a_user_dictionary_that_is_not_there_is_bad_usage(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT)
    code, out, err = run(tmp_path / "one.txt", "--actors", tmp_path / "gone.actors")
    assert (code, out) == (2, "")
    assert "gone.actors" in err
    assert err.count("\n") == 1


def test_html_of_a_file_goes_to_the_file(folder: Path) -> None:
    code, out, err = run(folder / "one.txt", "--html", folder / "page.html")
    assert (code, out) == (0, "")
    assert err == f"wrote {folder / 'page.html'}\n"
    assert "<h1>Norland to buy Southmark gas" in (folder / "page.html").read_text(encoding="utf-8")


def test_html_beside_json_gives_both(folder: Path) -> None:
    code, out, _ = run(folder / "one.txt", "--html", folder / "page.html", "--json")
    assert code == 0
    assert json.loads(out)["document"]["text"] == TEXT
    assert (folder / "page.html").exists()


def test_html_of_several_is_a_page_each(folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "one.txt").write_text("One more.\n")
    code, _, _ = run(folder, "--html", folder / "pages")
    assert code == 0
    assert sorted(path.name for path in (folder / "pages").iterdir()) == ["one-2.html", "one.html"]


def test_a_page_that_cannot_be_written_is_told(folder: Path) -> None:
    (folder / "page.html").mkdir()
    (folder / "page.html" / "one.html").mkdir()
    code, _, err = run(folder / "one.txt", "--html", folder / "page.html")
    assert code == 1
    assert err.startswith("communique: ")
    assert err.count("\n") == 1


def test_the_bar_passes_everything_on(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [workers.Outcome(source=str(n), result=made()) for n in range(5)]
    with printing.watching(outcomes, 5) as stream:
        assert list(stream) == outcomes
    assert capsys.readouterr().out == ""


def reports(folder: Path, number: int) -> None:
    for serial in range(number):
        (folder / f"{serial}.txt").write_text(
            f"Kenya pledged {serial + 2} million dollars in aid to Norway on Monday.\n"
        )


def test_two_processes_print_the_same_bytes_as_one(tmp_path: Path) -> None:
    reports(tmp_path, 7)
    one, two = (
        subprocess.run([*COMMAND, str(tmp_path), "--jsonl", "-w", number], check=True, capture_output=True).stdout
        for number in ("1", "2")
    )
    assert one == two
    assert len(one.splitlines()) == 7


def test_a_reader_who_goes_away_is_no_failure(tmp_path: Path) -> None:
    reports(tmp_path, 60)
    run = subprocess.Popen([*COMMAND, str(tmp_path), "--jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout is not None
    assert run.stderr is not None
    run.stdout.readline()
    run.stdout.close()
    said = run.stderr.read()
    run.stderr.close()
    assert (run.wait(), said) == (0, b"")


@pytest.mark.parametrize("processes", ["1", "2"])
def test_an_interruption_ends_the_run_with_one_line(tmp_path: Path, processes: str) -> None:
    reports(tmp_path, 600)
    run = subprocess.Popen(
        [*COMMAND, str(tmp_path), "--jsonl", "-w", processes],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert run.stdout is not None
    run.stdout.readline()
    os.killpg(run.pid, signal.SIGINT)  # as Ctrl-C does: the whole group gets it
    start = time.monotonic()
    _, said = run.communicate(timeout=60)
    assert time.monotonic() - start < 20
    assert run.returncode == 130
    assert said == b"communique: interrupted\n"


def test_actors_and_codes_of_the_user_reach_the_record(tmp_path: Path) -> None:
    (tmp_path / "own.actors").write_text("GLORIAN_ARMY [GLOMIL]\n", encoding="utf-8")
    (tmp_path / "own.txt").write_text("[renamed]\nASSAULT | VIOLENCE\n", encoding="utf-8")
    (tmp_path / "one.txt").write_text("The Glorian army attacked a village in Peru.", encoding="utf-8")
    options = ("--actors", tmp_path / "own.actors", "--ontology", tmp_path / "own.txt", "--json")
    code, out, err = run(tmp_path / "one.txt", *options)
    assert (code, err) == (0, "")
    record = json.loads(out)
    assert [event["event_type"] for event in record["events"]] == ["VIOLENCE"]
    assert "GLO" in {actor["country"] for actor in record["actors"]}


def test_codes_of_the_user_that_cannot_stand_are_bad_usage(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("[cameo]\n045 | CHAT | 5.0 | | | Mediate\n", encoding="utf-8")
    (tmp_path / "one.txt").write_text("Any text.", encoding="utf-8")
    code, out, err = run(tmp_path / "one.txt", "--ontology", tmp_path / "own.txt")
    assert (code, out) == (2, "")
    assert "own.txt:2: type 'CHAT' of CAMEO 045" in err
