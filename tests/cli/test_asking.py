"""The small questions, doctor, and the door of the command line."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import typer.main
from typer.testing import CliRunner

from communique.cli import app, doctor
from communique.record import json_schema
from communique.version import __version__

COMMANDS = tuple(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments), prog_name="communique")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_the_version_is_told() -> None:
    assert run("--version") == (0, f"communique {__version__}\n", "")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_the_same_by_either_name_and_shows_real_examples(command: str) -> None:
    words = [command] if command else []
    code, short, _ = run(*words, "-h")
    assert (code, short) == run(*words, "--help")[:2]
    assert "Example" in short
    assert f"communique {command or 'read'}" in short.split("Example", 1)[1]


def paths(group: object = None, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the words that call each command, those of a group's commands too."""
    found = []
    for name, command in (group or typer.main.get_command(app)).commands.items():  # type: ignore[attr-defined]
        found.append((*before, name))
        if hasattr(command, "commands"):
            found += paths(command, (*before, name))
    return found


def test_every_example_of_a_help_names_options_that_exist() -> None:
    helps = {path: run(*path, "-h")[1] for path in paths()}
    options = {path: text.split("Options:", 1)[1].split("Example", 1)[0] for path, text in helps.items()}
    seen = 0
    for text in helps.values():
        for line in text.partition("Example")[2].splitlines():
            words = line.partition("communique ")[2].split()
            called = max((path for path in helps if tuple(words[: len(path)]) == path), key=len, default=None)
            for word in words if called else ():
                seen += word.startswith("--")
                assert not word.startswith("--") or word in options[called], line
    assert seen > 40


def test_help_and_version_load_nothing_heavy() -> None:
    code = (
        "import sys; from communique.cli import app\n"
        "for words in (['-h'], ['--version'], ['read', '-h']): app(words, standalone_mode=False)\n"
        "heavy = ('spacy', 'numpy', 'communique.record', 'trafilatura', 'lxml')\n"
        "print(*(m for m in heavy if m in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stderr.strip() == ""


def test_an_unknown_option_is_bad_usage() -> None:
    code, _, err = run("read", "--no-such-thing")
    assert code == 2
    assert "--no-such-thing" in err


def test_no_command_shows_the_help() -> None:
    code, out, err = run()
    assert code == 2
    assert "Usage: communique" in out + err


def test_schema_is_the_schema() -> None:
    code, out, _ = run("schema")
    assert code == 0
    assert json.loads(out) == json_schema()


def codes_in(out: str) -> list[str]:
    return [line.split()[0] for line in out.splitlines() if not line.startswith(" ")]


def test_codes_explains_a_code_with_its_narrower_ones() -> None:
    code, out, _ = run("codes", "031")
    assert code == 0
    assert codes_in(out) == ["031", "0311", "0312", "0313", "0314"]
    assert out.count("\n  As: ") == 5


def test_codes_tells_a_type_with_its_modes_and_codes_in_any_case() -> None:
    code, out, _ = run("codes", "consult")
    assert code == 0
    assert out.startswith("CONSULT                 PLOVER type, verbal cooperation\n")
    assert "CONSULT phone           PLOVER mode\n" in out
    assert {"040", "043"} <= set(codes_in(out))
    assert not {"020", "REQUEST"} & set(codes_in(out))


def test_codes_without_a_name_lists_all_without_explaining() -> None:
    code, out, _ = run("codes")
    assert code == 0
    assert {"AGREE", "ASSAULT", "010", "0311", "204"} <= set(codes_in(out))
    assert "As:" not in out


def test_an_unknown_code_is_bad_usage_and_names_the_choices() -> None:
    code, out, err = run("codes", "cheese")
    assert (code, out) == (2, "")
    assert err.startswith("communique: cheese: neither a CAMEO code nor one of AGREE,")


def test_actor_tells_who() -> None:
    code, out, _ = run("actor", "Chinese President Xi Jinping", "--date", "2025-06-17")
    assert code == 0
    assert "CHN" in out
    assert "Xi Jinping" in out


def test_actor_as_json() -> None:
    code, out, _ = run("actor", "Chinese President Xi Jinping", "--date", "2025-06-17", "--json")
    assert code == 0
    assert json.loads(out)["country"] == "CHN"


def test_an_actor_nobody_knows_is_told_and_fails() -> None:
    code, _, err = run("actor", "Zorblax Quimby")
    assert code == 1
    assert err.startswith("communique: Zorblax Quimby: in no gazetteer")
    assert err.count("\n") == 1


def test_place_tells_where() -> None:
    code, out, _ = run("place", "Astana")
    assert code == 0
    assert out.startswith("Astana, KAZ\n")
    code, out, _ = run("place", "Astana", "--json")
    assert 51 < json.loads(out)["lat"] < 51.5


def test_a_place_nobody_knows_is_told_and_fails() -> None:
    code, out, err = run("place", "Zorblaxgrad")
    assert (code, out) == (1, "")
    assert err.startswith("communique: Zorblaxgrad: in no gazetteer")


def test_doctor_finds_this_installation_sound() -> None:
    code, out, _ = run("doctor")
    assert [line.split()[:2] for line in out.splitlines()] == [["ok", name] for name in doctor.CHECKS]
    assert code == 0


def test_doctor_tells_what_is_wrong_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> tuple[str, str | None]:
        raise OSError("the disk is gone")

    monkeypatch.setattr(doctor, "CHECKS", {"disk": broken, "feet": lambda: ("two", None)})
    code, out, _ = run("doctor")
    assert code == 1
    assert out.splitlines()[0].split() == ["not", "ok", "disk", "OSError:", "the", "disk", "is", "gone"]
    assert "→ install communique again" in out.splitlines()[1]
    assert out.splitlines()[2].split() == ["ok", "feet", "two"]
    code, out, _ = run("doctor", "--json")
    assert code == 1
    assert [row["ok"] for row in json.loads(out)] == [False, True]
