"""Writes what in the docs is made from the code: schema, help texts, what `read` prints, the picture of the terminal.

    make docs

A test compares the files with what this script would write, so they cannot lag behind.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main
from rich.console import Console
from typer.testing import CliRunner

import communique
from communique.cli import app
from communique.cli.brief import show
from communique.record import Record, json_schema
from communique.sources.open import open_source

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
SHOWN = EXAMPLES / "astana.txt"
WIDTH = 96


def written() -> Iterator[tuple[Path, str]]:
    """Yield each generated file with its content."""
    yield ROOT / "src/communique/schema.json", json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    yield ROOT / "docs/cli.md", with_help((ROOT / "docs/cli.md").read_text(encoding="utf-8"))
    records = dict(example_records())
    examples = (ROOT / "docs/examples.md").read_text(encoding="utf-8")
    yield ROOT / "docs/examples.md", between(examples, "briefs", briefs(records))
    yield ROOT / "docs/terminal.svg", picture(records[SHOWN])
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    readme = between(readme, "said", said(records[SHOWN]))
    yield ROOT / "README.md", between(readme, "json", excerpt(records[SHOWN]))


def with_help(page: str) -> str:
    """Return the page with the help text of each command between its marks."""
    for words in ((), *commands(typer.main.get_command(app))):
        run = CliRunner().invoke(app, [*words, "-h"], prog_name="communique", terminal_width=80)
        shown = f"```text\n$ {' '.join(('communique', *words, '-h'))}\n{run.stdout}```"
        page = between(page, " ".join(("help", *words)), shown)
    return page


def commands(group: Any) -> Iterator[tuple[str, ...]]:
    """Yield the words of each command and, after it, of the commands in it."""
    for name, command in getattr(group, "commands", {}).items():
        yield (name,)
        yield from ((name, *words) for words in commands(command))


def between(page: str, mark: str, content: str) -> str:
    """Return the page with the content between the marks ``<!-- mark -->`` and ``<!-- /mark -->``."""
    pattern = re.compile(rf"(<!-- {re.escape(mark)} -->\n).*?(<!-- /{re.escape(mark)} -->)", re.DOTALL)
    if not pattern.search(page):
        raise ValueError(f"the page has no marks <!-- {mark} --> and <!-- /{mark} -->")
    return pattern.sub(lambda found: f"{found[1]}{content}\n{found[2]}", page)


def example_records() -> Iterator[tuple[Path, Record]]:
    """Yield the record of each example."""
    coder = communique.load()
    for path in sorted((*EXAMPLES.glob("*.txt"), *EXAMPLES.glob("*.html"))):
        for page in open_source(str(path)):
            if isinstance(page, Exception):
                raise page
            yield path, coder.read_page(page)


def briefs(records: dict[Path, Record]) -> str:
    """Return the brief of each example under its name."""
    parts = [
        f"## {path.name}\n\n```text\n$ communique read examples/{path.name}\n{brief(record)}```"
        for path, record in records.items()
    ]
    return "\n\n".join(parts)


def brief(record: Record) -> str:
    """Return the brief as it is printed into a file."""
    console = Console(width=WIDTH, file=io.StringIO(), highlight=False, color_system=None)
    with console.capture() as captured:
        show(console, record)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def picture(record: Record) -> str:
    """Return the brief as an SVG of a terminal."""
    console = Console(width=WIDTH, file=io.StringIO(), highlight=False, record=True, force_terminal=True)
    show(console, record)
    svg = console.export_svg(title=f"communique read examples/{SHOWN.name}", unique_id="communique")
    # the fonts named there would be loaded from the network by whoever looks at the picture
    svg = re.sub(r"\s*@font-face \{.*?\}|<!--.*?-->", "", svg, flags=re.DOTALL)
    return "".join(f"{line.rstrip()}\n" for line in svg.splitlines())


def excerpt(record: Record) -> str:
    """Return the first statement that became an event, and that event, as JSON."""
    data = record.to_dict()
    event = next(event for event in data["events"] if event["statement"])
    statement = next(found for found in data["statements"] if found["id"] == event["statement"])
    return f"```json\n{compact({'statements': [statement], 'events': [event]})}\n```"


def said(record: Record) -> str:
    """Return the words of that statement's evidence as a quotation."""
    claim = next(event.statement for event in record.events if event.statement)
    statement = next(found for found in record.statements if found.id == claim)
    return f"> … {statement.evidence[0].of(record.document.text)} …"


def compact(data: object) -> str:
    """Return indented JSON in which a list of numbers or of short words stands on one line."""

    def on_one_line(found: re.Match[str]) -> str:
        return "[" + re.sub(r"\s*\n\s*", " ", found[1]) + "]"

    indented = json.dumps(data, ensure_ascii=False, indent=2)
    flat = re.sub(r"\[\s+([^\[\]{}]*?)\s+\]", on_one_line, indented)
    return re.sub(r"\[\s+((?:\[[^\[\]]*\](?:,\s+)?)+)\s+\]", on_one_line, flat)  # and lists of such lists


def main() -> int:
    for path, content in written():
        path.write_text(content, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
