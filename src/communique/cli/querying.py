"""The commands that ask a register: search, documents, meetings, statements, events, timeline, show and export."""

from __future__ import annotations

import dataclasses
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique import wording
from communique.cli import printing
from communique.cli.conditions import LISTING, NARROWING, Every, Given, Limit, Since, Until, asked, conditioned
from communique.cli.following import Form
from communique.cli.keeping import Database
from communique.cli.leaving import complain, leaving, one_of, refuse

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from communique.register.queries import Ask
    from communique.register.store import Register

EXAMPLES = """\b
Examples:
  communique {0} --country CHN --since 2024-01-01
  communique {0} --dyad CHN TKM --area energy
  communique {0} --act pledge --format csv > {0}.csv
"""
SEARCH_EXAMPLES = """\b
Examples:
  communique search "gas pipeline" --country TKM
  communique search '"free trade zone" tariffs' --since 2024-01-01
  communique search tariffs --newest
"""
TIMELINE_EXAMPLES = """\b
Examples:
  communique timeline CHN TKM
  communique timeline CHN TKM --since 2023-01-01 --format csv
"""
EVENTS_EXAMPLES = """\b
Examples:
  communique events --country CHN --since 2024-01-01
  communique events --dyad CHN TKM --type CONSULT
  communique events --mentions --format csv > mentions.csv
"""
SHOW_EXAMPLES = """\b
Examples:
  communique show 4c6036
  communique show 4c6036:s3
  communique show oc5f2d8a90b1c3e7
"""
EXPORT_EXAMPLES = """\b
Examples:
  communique export events.parquet
  communique export --as gdelt --dyad CHN TKM > events.tsv
  communique export --as polecat --mentions > mentions.tsv
  communique export statements.csv --kind statements --area energy
"""
_ENDINGS = {".jsonl": "jsonl", ".csv": "csv", ".parquet": "parquet", ".json": "plover"}
#: rows whose first words are looked up at once
_BATCH = 500
#: what the table shows of each kind; the other forms hold every column
_SHOWN = {
    "documents": ("date", "id", "title", "publisher"),
    "meetings": ("date", "document", "id", "participants", "form", "placename", "articles"),
    "statements": ("date", "document", "id", "speaker", "act", "areas", "content"),
    "events": ("date", "occurrence", "event_type", "actor", "recipient", "sources", "last_report"),
    "mentions": ("date", "document", "id", "event_type", "actor", "recipient", "occurrence"),
    "occurrence": ("reported", "document", "event", "date", "publisher", "title"),
    "search": ("date", "id", "title", "snippet"),
    "timeline": ("month", "cooperation", "conflict"),
    "accounts": ("date", "a", "a_publisher", "b", "b_publisher"),
    "statements waiting": ("claim", "confidence", "speaker", "act", "areas", "content"),
    "events waiting": ("claim", "confidence", "event_type", "actor", "recipient", "date"),
    "meetings waiting": ("claim", "confidence", "form", "participants", "date", "placename"),
    "decisions": ("number", "claim", "verb", "value", "who", "why", "decided", "stands"),
    "agreement": ("field", "items", "alike", "alpha"),
    "differences": ("place", "claim", "field", "first", "second", "content"),
    "samples": ("number", "subject", "items", "first", "first_done", "second", "second_done", "settled"),
    "assigned": ("place", "claim", "answered", "content"),
}
#: headings of what a table never breaks
_WHOLE = ("date", "document", "occurrence", "last_report")
Mentions = Annotated[
    bool, typer.Option("--mentions", help="Every mention of an event, not one row for all that tell of it.")
]
Formed = Annotated[Form, typer.Option("--format", help="How to print them.")]


def _asking(kind: str) -> Callable[..., None]:
    """Return the command that lists a kind of rows."""

    @conditioned(*LISTING)
    def command(given: Given, form: Formed = Form.table, db: Database = None) -> None:
        with leaving():
            from communique.register import queries

            ask = asked(given)
            with _opened(db) as engine:
                rows = map(dataclasses.asdict, getattr(queries, kind)(engine, ask))
                print_rows(_called(engine, rows) if kind == "documents" and form is Form.table else rows, form, kind)

    command.__name__ = kind
    command.__doc__ = f"List the {kind} of the register that fulfil all conditions, by date."
    return command


documents, statements = map(_asking, ("documents", "statements"))


@conditioned(*LISTING)
def meetings(
    given: Given,
    mentions: Annotated[bool, typer.Option("--mentions", help="Every account of a meeting.")] = False,
    form: Formed = Form.table,
    db: Database = None,
) -> None:
    """List the meetings of the register that fulfil all conditions, by date: each once, with its number of articles.

    With --mentions, with --all, and where more than countries and days is asked for, every account of it is a row.
    """
    with leaving():
        from communique.register import queries

        ask = asked(given | {"mentions": mentions})
        with _opened(db) as engine:
            print_rows(map(dataclasses.asdict, queries.meetings(engine, ask)), form, "meetings")


@conditioned(*LISTING)
def events(
    given: Given,
    mentions: Mentions = False,
    form: Formed = Form.table,
    db: Database = None,
) -> None:
    """List the events of the register that fulfil all conditions, by date: each once, however many reports tell of it.

    With --mentions, and with --all, every report's own event is a row.
    """
    with leaving():
        from communique.register import queries

        ask = asked(given | {"mentions": mentions})
        with _opened(db) as engine:
            _tell_waiting(engine)
            kind = "mentions" if mentions or given["every"] else "events"
            print_rows(map(dataclasses.asdict, queries.events(engine, ask)), form, kind)


@conditioned(*NARROWING)
def search(  # noqa: PLR0913 - the parameters of a command are its options
    text: Annotated[str, typer.Argument(metavar="WORDS", hidden=True)],
    given: Given,
    newest: Annotated[bool, typer.Option("--newest", help="The newest first, not the best.")] = False,
    limit: Limit = 50,
    every: Every = False,
    form: Formed = Form.table,
    db: Database = None,
) -> None:
    """List the documents that hold all of the WORDS, the best first; words in double quotes stand side by side."""
    with leaving():
        given |= {"text": text, "newest": newest, "limit": limit, "every": every}
        ask = dataclasses.replace(asked(given), ranked=not newest)
        with _opened(db) as engine:
            rows = _found(engine, ask)
            print_rows(_called(engine, rows) if form is Form.table else rows, form, "search")


def timeline(
    a: Annotated[str, typer.Argument(metavar="A", hidden=True)],
    b: Annotated[str, typer.Argument(metavar="B", hidden=True)],
    since: Since = None,
    until: Until = None,
    form: Formed = Form.table,
    db: Database = None,
) -> None:
    """Plot the events between the countries A and B, month by month: cooperation and conflict."""
    with leaving():
        from communique.analysis.timeline import months, plot
        from communique.register import queries

        ask = asked({"dyad": (a, b), "since": since, "until": until})
        with _opened(db) as engine:
            found = months(queries.events(engine, ask))
        if form is not Form.table or not found:
            print_rows(map(dataclasses.asdict, found), form, "timeline")
            return
        width = min(shutil.get_terminal_size().columns, 110)
        title = " and ".join(ask.dyad or ())
        printing.write(plot(found, title=title, width=width, colour=sys.stdout.isatty()))


def show(
    id: Annotated[str, typer.Argument(metavar="ID", hidden=True)],
    explain: Annotated[bool, typer.Option("--explain", help="Why each value was coded.")] = False,
    as_read: Annotated[bool, typer.Option("--as-read", help="As it was read, before reviewers decided on it.")] = False,
    form: Formed = Form.table,
    db: Database = None,
) -> None:
    """Show the document whose id begins with ID (six characters or more), or one statement of it: DOCUMENT:STATEMENT.

    With the ID of an occurrence, as communique events lists it, the reports that tell of it are shown.
    The document is shown as communique read shows it, from what is kept and as reviewers left it.
    """
    from communique.register.store import Register

    with leaving(), Register.open(db, must_exist=True) as register:
        from communique.register.reviewing import reviewed

        if id.startswith("oc"):
            _show_occurrence(register, id, form)
            return
        prefix, _, statement = id.partition(":")
        found = reviewed(register, document_of(register, id))
        record = found.machine if as_read else found.record
        if statement:
            kept = tuple(each for each in record.statements if each.id == statement)
            if not kept:
                raise refuse(f"{id}: the document has no such statement; communique show {prefix} --explain lists them")
            record = dataclasses.replace(record, statements=kept, meetings=(), events=(), silences=())
        shape: Any = "brief" if form in (Form.table, Form.csv) else form.value
        printing.print_records(iter([(id, record)]), form=shape, explain=explain, several=False)


def _show_occurrence(register: Register, id: str, form: Form) -> None:
    from communique.register.occurrences import sources

    found = sources(register.engine, id)
    if not found:
        raise refuse(f"{id}: no event tells of such an occurrence; communique events lists their ids")
    print_rows(map(dataclasses.asdict, found), form, "occurrence")


def _tell_waiting(engine: Engine) -> None:
    """Say that some events are not brought together yet: those of a register that an earlier version made."""
    from communique.register.database import reading
    from communique.register.occurrences import waiting

    with reading(engine) as connection:
        left = waiting(connection)
    if left:
        complain(
            f"{wording.counted(left, 'document')} of an earlier version: their events are not yet brought together by "
            "occurrence; the next communique add does it"
        )


def document_of(register: Register, id: str) -> str:
    """Return the whole id of the document that an id, of it or of one of its claims, begins with.

    Raises the exit of bad usage where none does, or several do.
    """
    from communique.register.queries import named

    found = named(register.engine, id.partition(":")[0].lower())
    if len(found) != 1:
        several = "several documents have" if found else "no document has"
        raise refuse(f"{id}: {several} an id that begins so; give six characters of it or more")
    return found[0]


@conditioned(*LISTING)
def export(
    target: Annotated[Path | None, typer.Argument(metavar="[FILE]", hidden=True)] = None,
    as_form: Annotated[str | None, typer.Option("--as", metavar="FORM", help="The form, if FILE's end is not.")] = None,
    kind: Annotated[str, typer.Option(metavar="KIND", help="meetings, statements or events.")] = "events",
    *,
    given: Given,
    mentions: Mentions = False,
    db: Database = None,
) -> None:
    """Write what fulfils all conditions to FILE, or to standard output.

    Forms: jsonl (whole records), csv and parquet (rows of a KIND), plover, polecat and gdelt (events). An event that
    many reports tell of is one row, with their number.
    """
    with leaving():
        from communique.export.columns import KINDS
        from communique.export.files import FORMS
        from communique.export.files import export as write

        form: Any = one_of("--as", as_form or _form_of(target), FORMS)
        one_of("--kind", kind, KINDS)
        if target and not target.absolute().parent.is_dir():
            raise refuse(f"{target}: there is no folder {target.parent}; make it first")
        ask = asked(given | {"mentions": mentions})
        with _opened(db) as engine:
            if kind == "events" and form != "jsonl":
                _tell_waiting(engine)
            total = write(engine, ask, form=form, kind=kind, target=target)
        if not total:
            complain("the register holds nothing like that")
        elif target:
            typer.echo(f"wrote {wording.counted(total, 'row')} to {target}", err=True)


def _form_of(target: Path | None) -> str:
    """Return the form that a file's end asks for, CSV for standard output; raises the exit of bad usage."""
    if target is None:
        return "csv"
    if target.suffix not in _ENDINGS:
        raise refuse(f"{target}: its end names no form; end it in {', '.join(_ENDINGS)}, or give --as FORM")
    return _ENDINGS[target.suffix]


@contextmanager
def _opened(db: str | None) -> Iterator[Engine]:
    from communique.analysis.frames import open as opened

    with opened(db) as asking:
        yield asking.engine


def _called(engine: Engine, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield rows of documents, one without a title called by its first words."""
    from communique.desk.openings import first_words

    rows = iter(rows)
    while batch := tuple(islice(rows, _BATCH)):
        words = first_words(engine, [row["id"] for row in batch if not row["title"]])
        yield from (row if row["title"] else row | {"title": words.get(row["id"], "")} for row in batch)


def _found(engine: Engine, ask: Ask) -> Iterator[dict[str, Any]]:
    from communique.register.database import reading
    from communique.register.queries import documents as asked
    from communique.register.text_search import snippets

    rows = tuple(asked(engine, ask))
    with reading(engine) as connection:
        pieces = snippets(connection, ask.text or "", [row.number for row in rows])
    for row in rows:
        yield {**dataclasses.asdict(row), "snippet": pieces.get(row.number, "")}


def print_rows(rows: Iterable[dict[str, Any]], form: Form, kind: str) -> None:
    """Print rows in a form; ``kind`` says which of their columns the table shows."""
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        complain("the register holds nothing like that")
        if form is Form.json:
            printing.write("[]")
        return
    rows = chain((first,), rows)
    if form is Form.json:
        for number, row in enumerate(rows):
            printing.write(f"{',' if number else '['}\n{json.dumps(row, ensure_ascii=False)}", end="")
        printing.write("\n]")
    elif form is Form.jsonl:
        for row in rows:
            printing.write(json.dumps(row, ensure_ascii=False))
    elif form is Form.csv:
        from communique.export import spreadsheets

        printing.write(spreadsheets.line(first), end="")
        for row in rows:
            printing.write(spreadsheets.line(row.values()), end="")
    else:
        _table(rows, _SHOWN[kind])


def _table(rows: Iterable[dict[str, Any]], shown: tuple[str, ...]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from communique.export.columns import cell

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in shown:
        table.add_column(heading.replace("_", " "), overflow="fold", no_wrap=heading in _WHOLE)
    for row in rows:
        short = {**row, **{name: row[name][:12] for name in ("document",) if name in row}}
        if "document" not in row and "id" in row:
            short["id"] = row["id"][:12]
        table.add_row(*(Text(wording.clean(cell(short[name]).replace(";", ", "))) for name in shown))
    printing.show(table)
