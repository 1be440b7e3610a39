"""``communique read``: from sources to briefs, records and pages."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from communique import wording
from communique.cli import printing
from communique.cli.leaving import FAILED, complain, leaving, refuse
from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.record import Record
    from communique.workers import Outcome, Settings

EXAMPLES = """\b
Examples:
  communique read report.txt
  communique read reports/ --jsonl > records.jsonl
  communique read report.html --explain
  communique read report.txt --html report-page.html
  communique read report.txt --actors lake.toml --ontology mine.txt
  communique read archive/ --workers 4 --jsonl > records.jsonl
  communique read export.csv --gate --jsonl > records.jsonl
  communique read export.csv:12 --explain
  pbpaste | communique read --published 2025-06-17

\b
Exit codes:
  0  all documents were read
  1  some failed; each is one line on standard error
  2  bad usage; nothing was read
"""

#: with fewer documents than this a progress bar is over before it is seen
BAR_FROM = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to come out: the printed form, a page or pages; ``several`` is true where more than one may be read."""

    form: Literal["brief", "json", "jsonl", "nothing"]
    explain: bool
    pages: Path | None
    several: bool


@dataclass(slots=True)
class Tally:
    """What a run has come to so far."""

    read: int = 0
    failed: int = 0


Actors = Annotated[
    list[str] | None, typer.Option(metavar="FILE", help="Dictionary of actors (ours or PETRARCH); repeatable.")
]
Agents = Annotated[
    list[str] | None, typer.Option(metavar="FILE", help="Dictionary of agents (ours or PETRARCH); repeatable.")
]
Verbs = Annotated[
    list[str] | None, typer.Option(metavar="FILE", help="Dictionary of verbs (ours or PETRARCH); repeatable.")
]
Ontology = Annotated[
    list[str] | None, typer.Option(metavar="FILE", help="Event codes of your own (docs/ontology.md); repeatable.")
]
Gate = Annotated[
    bool, typer.Option("--gate", help="Parse only sentences that may tell of something: fast on mixed news.")
]
Html = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Write a web page of the marked text; for several documents name a folder."),
]


def read(  # noqa: PLR0913 - the parameters of a command are its options; they are bundled at once
    sources: Annotated[list[str] | None, typer.Argument(metavar="SOURCE", hidden=True)] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the record as JSON; an array for a folder or several sources.")
    ] = False,
    as_lines: Annotated[bool, typer.Option("--jsonl", help="Print one record per line.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why each value was coded, and why a sentence gave nothing.")
    ] = False,
    html: Html = None,
    workers: Annotated[
        int, typer.Option("--workers", "-w", metavar="N", min=0, help="Read with N processes; 0 means one per core.")
    ] = 1,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Title, if you know it better.")] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of publication (YYYY-MM-DD), if you know it better.")
    ] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where the document came from.")] = None,
    actors: Actors = None,
    agents: Agents = None,
    verbs: Verbs = None,
    ontology: Ontology = None,
    gate: Gate = False,
) -> None:
    """Read reports: print who met, who said what, and the events.

    A SOURCE is a file (text, HTML, PDF, DOCX, JSONL, JSON, CSV, Parquet, a feed; also packed as .gz), a folder of
    such files, one report of a table (reports.jsonl:12), or - for the standard input, which is also read where no
    SOURCE is given. What is printed is a brief for people, unless a form is asked for.
    """
    from communique.sources.open import holds_many

    given = sources or _standard_input()
    several = len(given) > 1 or any(holds_many(source) for source in given)
    if as_json and as_lines:
        raise refuse("--json and --jsonl exclude each other: choose one")
    if several and (title or published or url):
        raise refuse("--title, --published and --url speak of one document: give one file")
    form: Literal["brief", "json", "jsonl", "nothing"] = "nothing" if html else "brief"
    wish = Wish(
        form="json" if as_json else "jsonl" if as_lines else form,
        explain=explain,
        pages=_pages(html, several=several),
        several=several,
    )
    with leaving():
        from communique.workers import Settings

        settings = Settings(
            title=title,
            published=_day(published),
            url=url,
            actors=tuple(actors or ()),
            agents=tuple(agents or ()),
            verbs=tuple(verbs or ()),
            ontology=tuple(ontology or ()),
            gate=gate,
        )
        _run(given, settings, wish, workers or os.cpu_count() or 1)


def _standard_input() -> list[str]:
    if sys.stdin is None or sys.stdin.isatty():
        raise refuse("no SOURCE was given and nothing is piped in: name a file or a folder (communique read -h)")
    return ["-"]


def _day(published: str | None) -> str | None:
    """Return the date as it was given; a date that is none, as "last May", is bad usage."""
    if published is not None:
        try:
            datetime.fromisoformat(published)
        except ValueError:
            raise refuse(f"--published {published}: not a date; write it as 2025-06-17 or 2025-06-17T18:00") from None
    return published


def _pages(html: str | None, *, several: bool) -> Path | None:
    """Return where pages go; what cannot be written to is bad usage, found before anything is read."""
    if html is None:
        return None
    target = Path(html)
    if several and (target.is_file() or target.suffix in (".html", ".htm")):
        raise refuse(f"--html {html}: several documents make several pages; name a folder for them")
    folder = target if several or target.is_dir() else target.parent
    if not folder.is_dir() and not several:
        raise refuse(f"--html {html}: there is no folder {folder}; make it first")
    return target


def _run(sources: list[str], settings: Settings, wish: Wish, workers: int) -> None:
    from communique.workers import read_sources, spread

    found = spread(sources)
    tally = Tally()
    watched = len(found) >= BAR_FROM and sys.stderr.isatty() and not (wish.form != "nothing" and sys.stdout.isatty())
    outcomes = read_sources(found, settings=settings, workers=min(workers, len(found)))
    with printing.watching(outcomes, len(found)) if watched else nullcontext(outcomes) as stream:
        records = _records(stream, tally)
        if wish.pages is not None:
            records = printing.with_pages(records, wish.pages, several=wish.several)
        printing.print_records(records, form=wish.form, explain=wish.explain, several=wish.several)
    if wish.several:
        typer.echo(f"{wording.counted(tally.read, 'document')} read, {tally.failed:,} failed", err=True)
    if tally.failed:
        raise typer.Exit(FAILED)


def _records(outcomes: Iterable[Outcome], tally: Tally) -> Iterator[tuple[str, Record]]:
    """Yield each record with its source; tell each failure on standard error and count it."""
    for outcome in outcomes:
        if isinstance(outcome.result, CommuniqueError):
            tally.failed += 1
            complain(str(outcome.result))
        else:
            tally.read += 1
            yield outcome.source, outcome.result
