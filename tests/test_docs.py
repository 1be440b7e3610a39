"""The docs say what the code does: generated parts are fresh, and every command, option, error and field is there."""

from __future__ import annotations

import ast
import dataclasses
import importlib.util
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer.main

from communique import record
from communique.cli import app

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted((*DOCS.glob("*.md"), *ROOT.glob("*.md")))


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_what_is_generated_is_fresh() -> None:
    stale = [path.name for path, content in generator().written() if not path.exists() or read(path) != content]
    assert not stale, f"run `make docs`: {stale} lag behind the code"


def test_a_page_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="no marks"):
        generator().between("some page", "help", "x")


def commands(group: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in getattr(group, "commands", {}).items():
        yield (name,), command
        yield from (((name, *words), inner) for words, inner in commands(command))


def test_every_command_and_option_is_on_the_page_of_the_command_line() -> None:
    page = read(DOCS / "cli.md")
    for words, command in commands(typer.main.get_command(app)):
        assert re.search(rf"^##+ {' '.join(words)}$", page, flags=re.MULTILINE)
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("-"):
                    assert option in page, f"{' '.join(words)} {option}"


def complaints() -> list[str]:
    """Return the constant parts of every message with which a command refuses its usage."""
    found = []
    for path in sorted((ROOT / "src/communique/cli").glob("*.py")):
        for node in ast.walk(ast.parse(read(path))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "refuse":
                [message] = node.args
                parts = message.values if isinstance(message, ast.JoinedStr) else [message]
                constants = [part.value for part in parts if isinstance(part, ast.Constant)]
                found += [str(max(constants, key=len))] if constants else []
    return found


def test_every_usage_error_is_on_the_page_of_the_command_line() -> None:
    page = read(DOCS / "cli.md")
    assert len(complaints()) >= 7
    for message in complaints():
        words = re.split(r"[:;(]", message.strip(" :"))[0].strip()
        assert words in page, f"docs/cli.md does not explain {message!r}"


TYPES = (record.Record, record.Document, record.Actor, record.Meeting, record.Statement, record.Event)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_every_field_of_the_record_is_explained(kind: type) -> None:
    page = read(DOCS / "record.md")
    section = page.split(f"\n## {kind.__name__}\n", 1)[1].split("\n## ", 1)[0]
    for field in dataclasses.fields(kind):
        assert f"`{field.name}`" in section, f"docs/record.md does not explain {kind.__name__}.{field.name}"


def test_every_act_and_area_is_named() -> None:
    section = read(DOCS / "record.md").split("\n## Statement\n", 1)[1]
    for word in (*record.ACTS, *record.AREAS):
        assert re.search(rf"\b{word}\b", section), word


def test_every_dependency_is_accounted_for() -> None:
    page = read(DOCS / "dependencies.md")
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    for requirement in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        name = re.split(r"[<>=\[;~! ]", requirement)[0]
        assert re.search(rf"\b{re.escape(name)}\b", page), f"docs/dependencies.md does not account for {name}"


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_pins_every_package_by_hash_and_names_no_host(lock: str) -> None:
    text = read(ROOT / lock)
    assert "://" not in text
    assert not re.search(r"^-", text, flags=re.MULTILINE), "no option of an index may stand in a lock"
    blocks = re.findall(r"^([a-z0-9][\w.-]*)==[^\s]+( \\\n    --hash=sha256:[0-9a-f]{64})+", text, flags=re.MULTILINE)
    pinned = re.findall(r"^([a-z0-9][\w.-]*)==", text, flags=re.MULTILINE)
    assert [name for name, _ in blocks] == pinned
    assert len(pinned) > 40


def test_the_dev_lock_holds_the_runtime_lock() -> None:
    pins = [
        set(re.findall(r"^[a-z0-9][\w.-]*==\S+", read(ROOT / lock), flags=re.MULTILINE))
        for lock in ("requirements.txt", "requirements-dev.txt")
    ]
    assert pins[0] <= pins[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", read(page)):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_example_is_described() -> None:
    page = read(DOCS / "examples.md")
    reports = sorted((*(ROOT / "examples").glob("*.txt"), *(ROOT / "examples").glob("*.html")))
    assert len(reports) >= 7
    for report in reports:
        assert f"| {report.name} |" in page


def test_the_changelog_knows_the_version() -> None:
    from communique.version import __version__

    assert f"\n## {__version__} " in read(ROOT / "CHANGELOG.md")
