"""Records on their way out: briefs, JSON, JSON lines and pages, one at a time as they are read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

if TYPE_CHECKING:
    from rich.console import RenderableType

    from communique.record import Record
    from communique.workers import Outcome

Records = Iterator[tuple[str, "Record"]]


def print_records(
    records: Records, *, form: Literal["brief", "json", "jsonl", "nothing"], explain: bool, several: bool
) -> None:
    """Print each record in the form wished for; JSON of several is one array."""
    if form == "brief":
        _print_briefs(records, explain=explain)
    elif form == "json" and several:
        _print_array(records)
    else:
        for _, record in records:
            if form != "nothing":
                write(record.to_json(indent=2 if form == "json" else None))


def write(line: str, *, end: str = "\n") -> None:
    """Print a line of JSON as UTF-8, whatever the terminal's encoding; a lone surrogate becomes its JSON escape."""
    typer.echo((line + end).encode("utf-8", "backslashreplace"), nl=False)


def show(view: RenderableType) -> None:
    """Print what rich renders to standard output, as ``write`` does."""
    from rich.console import Console

    console = Console(highlight=False)
    with console.capture() as captured:
        console.print(view)
    write(captured.get(), end="")


def _print_array(records: Records) -> None:
    write("[", end="")
    for number, (_, record) in enumerate(records):
        write(f"{',' if number else ''}\n{record.to_json(indent=2)}", end="")
    write("\n]")


def _print_briefs(records: Records, *, explain: bool) -> None:
    from rich.console import Console

    from communique.cli.brief import show

    console = Console(highlight=False)
    for number, (_, record) in enumerate(records):
        with console.capture() as captured:
            if number:
                console.print()
            show(console, record, explain=explain)
        printed = captured.get()
        if not console.is_terminal:  # nobody wants the padding in a file
            printed = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
        sys.stdout.write(_encodable(printed))
        sys.stdout.flush()


def _encodable(text: str) -> str:
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def with_pages(records: Records, target: Path, *, several: bool) -> Records:
    """Yield the records on after a page of each is written: to ``target``, or into it where it is a folder."""
    from communique.cli.page import page

    folder = several or target.is_dir()
    if folder:
        target.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for source, record in records:
        file = target / _page_name(source, taken) if folder else target
        file.write_text(page(record), encoding="utf-8", errors="backslashreplace", newline="")
        typer.echo(f"wrote {file}", err=True)
        yield source, record


def _page_name(source: str, taken: set[str]) -> str:
    """Return the name of a page after its source, and put it among the taken ones, none of which it equals."""
    stem = "standard-input" if source == "-" else Path(source).stem
    name, number = f"{stem}.html", 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}.html"
    taken.add(name.casefold())
    return name


@contextmanager
def watching(outcomes: Iterable[Outcome], total: int | None) -> Iterator[Iterator[Outcome]]:
    """Show a progress bar with rate and time left on standard error while the outcomes are taken.

    ``total`` is None where nobody can tell how many there will be.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=total, rate="")

        def watched() -> Iterator[Outcome]:
            for outcome in outcomes:
                yield outcome
                speed = progress.tasks[0].speed
                progress.update(task, advance=1, rate=f"{speed:.1f} a second" if speed else "")

        yield watched()
