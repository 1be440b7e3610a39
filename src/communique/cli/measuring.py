"""``communique eval``: how well it reads, measured against gold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from communique import wording
from communique.cli import printing
from communique.cli.leaving import FAILED, complain, leaving, refuse

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from communique.evaluation.commitments import Report as Followed
    from communique.evaluation.floors import Floor
    from communique.evaluation.gold import Gold
    from communique.evaluation.scores import Report
    from communique.evaluation.sheet import Sheet
    from communique.record import Record

EXAMPLES = """\b
Examples:
  communique eval readouts tests/gold/open
  communique eval commitments tests/gold_commitments/stories
  communique eval floors tests/floors.json
"""
READOUTS_EXAMPLES = """\b
Examples:
  communique eval readouts tests/gold/open
  communique eval readouts tests/gold/open --errors 20
  communique eval readouts tests/gold/open --errors 50 --only "act: propose"
  communique eval readouts mine.mark other.json --json

\b
Exit codes:
  0  every text was read and scored
  1  some texts were refused; they count as texts in which nothing was found
  2  bad usage, or gold that is wrong: file, line and reason are told
"""
COMMITMENTS_EXAMPLES = """\b
Examples:
  communique eval commitments tests/gold_commitments/stories
  communique eval commitments tests/gold_commitments/open --errors 20
  communique eval commitments mine.mark --errors 50 --only "no statement"

\b
Exit codes:
  0  every report was read and scored
  1  some reports were refused; they count as reports in which nothing was found
  2  bad usage, or gold that is wrong: file, line and reason are told
"""
FLOORS_EXAMPLES = """\b
Examples:
  communique eval floors tests/floors.json
  communique eval floors tests/floors.json --raise
  communique eval floors tests/floors.json --reset
  communique eval floors tests/floors.json --reset --add gold/letters

\b
Exit codes:
  0  every figure stands on or above its floor, or the floors were written
  1  some figure is under its floor, or the gold is not that of the floors
  2  bad usage
"""

app = typer.Typer(
    help="Measure how well communique reads, against texts with gold.",
    epilog=EXAMPLES,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

#: the rows of the table: what is counted in the sheet, and what it is called
STATEMENT_ROWS = (
    ("statement_speaker", "of those, speaker"),
    ("statement_speaker_country", "of those, speaker country"),
    ("statement_addressees", "of those, addressees"),
    ("statement_act", "of those, act"),
    ("statement_areas_all", "of those, areas (all)"),
    ("statement_modality", "of those, modality"),
)
EVENT_ROWS = (
    ("event_triple", "events: type, actor, recipient"),
    ("event_type", "events: type alone"),
    ("event_pair", "events: actor and recipient alone"),
)


@app.command(epilog=READOUTS_EXAMPLES)
def readouts(
    gold: Annotated[
        list[Path], typer.Argument(metavar="GOLD...", help="A folder of gold, NAME.mark, or NAME.json beside NAME.txt.")
    ],
    errors: Annotated[
        int, typer.Option("--errors", "-e", metavar="N", min=0, help="List the first N wrong cases too.")
    ] = 0,
    only: Annotated[str | None, typer.Option(metavar="WORDS", help="List only wrong cases with these words.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = False,
) -> None:
    """Read gold texts and say what was found, what is right about it, and what is not.

    A statement is found where its content overlaps that of gold by half or more; all else is compared on those found.
    """
    with leaving():
        from communique.evaluation.loading import load_gold

        golds = load_gold(gold)
        report = _measured(golds)
        wrong = _listed(report.sheet.wrong, only, errors)
        if as_json:
            _write(report, "readouts", wrong if errors else None)
        else:
            _print_report(report, wrong)
        _complain_of(report)


@app.command(epilog=COMMITMENTS_EXAMPLES)
def commitments(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD...", help="A folder of relationships, or NAME.mark.")],
    errors: Annotated[
        int, typer.Option("--errors", "-e", metavar="N", min=0, help="List the first N wrong cases too.")
    ] = 0,
    only: Annotated[str | None, typer.Option(metavar="WORDS", help="List only wrong cases with these words.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = False,
) -> None:
    """Read reports of years, follow what was undertaken in them, and say how well that agrees with gold.

    A statement is found where it and that of gold share half of the shorter one's words; docs/commitments.md says more.
    """
    with leaving():
        from communique.commitments.gold import gold_files, read_gold
        from communique.evaluation.commitments import measure

        relationships = tuple(read_gold(file) for path in gold for file in gold_files(path))
        with _watching(_reader(), sum(len(one.records) for one in relationships)) as read:
            report = measure(relationships, read)
        wrong = _listed(report.wrong, only, errors)
        if as_json:
            _write(report, "commitments", wrong if errors else None)
        else:
            _print_followed(report, wrong)
        _complain_of(report)


@app.command(epilog=FLOORS_EXAMPLES)
def floors(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file of floors, as tests/floors.json.")],
    lift: Annotated[bool, typer.Option("--raise", help="Raise floors to the figures that are higher now.")] = False,
    reset: Annotated[
        bool,
        typer.Option("--reset", help="Set all floors to the figures of now, also the lower ones, on the gold of now."),
    ] = False,
    add: Annotated[
        list[str] | None,
        typer.Option(metavar="FOLDER", help="A further folder of gold, seen from FILE, to be pinned by --reset."),
    ] = None,
) -> None:
    """Check that no figure has fallen under its floor, or move the floors.

    Floors rise with --raise; they fall, or go over to changed gold, only with --reset.
    """
    if lift and reset:
        raise refuse("--raise and --reset exclude each other: choose one")
    if add and not reset:
        raise refuse("--add needs --reset: a new folder has no floors to be held to")
    with leaving():
        from communique.evaluation.floors import Floor, read_floors, write_floors

        pinned = {floor.folder: floor for floor in read_floors(file)}
        for folder in add or ():
            pinned.setdefault(folder, Floor(folder=folder, digest="", documents=0, least={}))
        mode: Literal["check", "raise", "reset"] = "raise" if lift else "reset" if reset else "check"
        checked = [_check_floor(file, floor, mode) for floor in pinned.values()]
        failures = [line for _, lines in checked for line in lines]
        if mode != "check" and not failures:
            write_floors(file, tuple(floor for floor, _ in checked))
            typer.echo(f"wrote {file}")
        for line in failures:
            complain(line)
        if failures:
            raise typer.Exit(FAILED)


def _check_floor(file: Path, floor: Floor, mode: Literal["check", "raise", "reset"]) -> tuple[Floor, tuple[str, ...]]:
    """Measure a folder, print its figures beside its floors, and return the floor of then and what is short of it."""
    from communique.evaluation import floors as ratchet
    from communique.evaluation.loading import load_gold

    folder = file.parent / floor.folder
    report, found = _measured(load_gold([folder])), ratchet.digest(folder)
    figures = report.figures()
    _console().print(_floor_table(replace(floor, documents=report.documents), figures))
    if mode == "reset":
        return ratchet.anew(floor, figures, found, report.documents), ()
    short = ratchet.breaches(floor, figures, found)
    return ratchet.raised(floor, figures), short


def _floor_table(floor: Floor, figures: dict[str, float]) -> Table:
    from rich.table import Table

    from communique.evaluation.floors import FIGURES

    table = Table(
        "figure", title=f"{floor.folder}: {wording.counted(floor.documents, 'document')}", title_justify="left"
    )
    table.add_column("floor", justify="right")
    table.add_column("now", justify="right")
    for name in dict.fromkeys((*floor.least, *(name for name in FIGURES if name in figures))):
        least, now = floor.least.get(name), figures.get(name, 0.0)
        fallen = least is not None and now < least
        table.add_row(name, "none" if least is None else f"{least:.3f}", f"{now:.4f}", style="red" if fallen else "")
    for name, most in floor.most.items():
        now = figures.get(name, 0.0)
        table.add_row(f"{name} (at most)", f"{most:g}", f"{now:g}", style="red" if now > most else "")
    return table


def _listed(cases: Iterable[object], only: str | None, errors: int) -> list[str]:
    """Return the first wrong cases, told in words, that hold certain words."""
    told = map(str, cases)
    return list(islice((case for case in told if only is None or only in case), errors))


def _write(report: Report | Followed, task: str, wrong: list[str] | None) -> None:
    """Write a report as one JSON object, with the wrong cases where they were asked for."""
    figures = {name: round(value, 4) for name, value in report.figures().items()}
    listed = {} if wrong is None else {"wrong": wrong}
    told = {"task": task, "n": report.documents, "refused": report.refused, **figures, **listed}
    printing.write(json.dumps(told, ensure_ascii=False))


def _complain_of(report: Report | Followed) -> None:
    """Say which texts were refused; raises Exit where some were."""
    for refusal in report.refused:
        complain(refusal)
    if report.refused:
        raise typer.Exit(FAILED)


def _measured(golds: Sequence[Gold]) -> Report:
    from communique.evaluation.scores import measure

    with _watching(_reader(), len(golds)) as read:
        return measure(golds, read)


def _reader() -> Callable[..., Record]:
    from communique.coder import load

    return load().read


@contextmanager
def _watching(read: Callable[..., Record], total: int) -> Iterator[Callable[..., Record]]:
    """Show how far the reading is, on standard error of a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("reading", total=total)

        def watched(text: str, **known: str | None) -> Record:
            record = read(text, **known)
            progress.advance(task)
            return record

        yield watched


def _console() -> Console:
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:  # a table in a file keeps its width
        console.width = max(console.width, 120)
    return console


def _print_report(report: Report, wrong: Sequence[str]) -> None:
    console = _console()
    console.print(_figure_table(report))
    if report.sheet.acts:
        console.print(_act_table(report.sheet))
    if faults := report.sheet.faults():
        console.print(_fault_table(faults[:20]))
    _print_wrong(console, wrong, of=len(report.sheet.wrong))


def _print_wrong(console: Console, wrong: Sequence[str], *, of: int) -> None:
    if wrong:
        console.print(f"\nwrong cases ({len(wrong)} of {of:,}):")
        for case in wrong:
            console.print(f"  {wording.clean(case)}", soft_wrap=True)


def _print_followed(report: Followed, wrong: Sequence[str]) -> None:
    from rich.table import Table

    table = Table("", title=wording.counted(report.documents, "report"), title_justify="left")
    for column in ("n", "P", "R", "F1", "accuracy"):
        table.add_column(column, justify="right")
    counts = (
        ("undertakings found", report.undertakings.wanted, report.undertakings),
        ("links, B-cubed over all", report.links.items, report.links),
        ("links, B-cubed over those found", report.links_found.items, report.links_found),
    )
    for title, size, found in counts:
        values = (found.precision, found.recall, found.f1)
        table.add_row(title, f"{size:,}", *(f"{value:.3f}" for value in values), "")
    shares = {
        "of those found, act": report.act,
        "of those found, who undertakes": report.parties,
        "of those found, towards whom": report.towards,
        "status after each report": report.status,
        "status, of what was found": report.status_found,
        "status, where it just changed": report.changes,
    }
    for title, share in shares.items():
        table.add_row(title, f"{share.of:,}", "", "", "", f"{share.accuracy:.3f}")
    console = _console()
    console.print(table)
    _print_wrong(console, wrong, of=len(report.wrong))


def _figure_table(report: Report) -> Table:
    from rich.table import Table

    sheet = report.sheet
    table = Table("", title=wording.counted(report.documents, "document"), title_justify="left")
    for column in ("n", "P", "R", "F1", "accuracy"):
        table.add_column(column, justify="right")
    _add_found(table, sheet, "statement", "statements found")
    _add_shares(table, sheet, STATEMENT_ROWS)
    _add_found(table, sheet, "areas", "of those, areas (one by one)")
    _add_found(table, sheet, "core", "statements, speaker and act right")
    _add_found(table, sheet, "strict", "statements, all right (strict)")
    _add_shares(table, sheet, (("quiet_documents", "texts with nothing to code, left empty"),))
    table.add_section()
    _add_found(table, sheet, "meeting", "meetings found")
    fields = ("participants", "form", "date", "place", "country", "occasion")
    _add_shares(
        table, sheet, (("meeting", "meetings, field by field"), *((f"meeting_{f}", f"meeting {f}") for f in fields))
    )
    table.add_section()
    for name, title in EVENT_ROWS:
        _add_found(table, sheet, name, title)
    depths = (("exact", "exact"), ("three_digits", "first three digits"), ("root", "root"))
    _add_shares(table, sheet, tuple((f"cameo_{d}", f"CAMEO of matched events, {words}") for d, words in depths))
    table.add_section()
    _add_shares(table, sheet, tuple((f"actor_{f}", f"actors, {f}") for f in ("found", "country", "sector", "office")))
    metadata = tuple((name, name.replace("_", " ", 1)) for name in sheet.shares if name.startswith("document_"))
    _add_shares(table, sheet, (("document", "document metadata"), *metadata))
    return table


def _add_found(table: Table, sheet: Sheet, name: str, title: str) -> None:
    found = sheet.found.get(name)
    if found is not None:
        table.add_row(
            title, f"{found.wanted:,}", f"{found.precision:.3f}", f"{found.recall:.3f}", f"{found.f1:.3f}", ""
        )


def _add_shares(table: Table, sheet: Sheet, rows: Sequence[tuple[str, str]]) -> None:
    for name, title in rows:
        share = sheet.shares.get(name)
        if share is not None and share.of:
            table.add_row(title, f"{share.of:,}", "", "", "", f"{share.accuracy:.3f}")


def _act_table(sheet: Sheet) -> Table:
    """Return the acts of gold (rows) against the acts that were read (columns); what is right is bold."""
    from rich.table import Table
    from rich.text import Text

    from communique.evaluation.statements import INVENTED, MISSED
    from communique.record import ACTS

    columns = [act for act in (*ACTS, MISSED) if any(read == act for _, read in sheet.acts)]
    rows = [act for act in (*ACTS, INVENTED) if any(wanted == act for wanted, _ in sheet.acts)]
    table = Table("act in gold", title="acts in gold, and as they were read", title_justify="left", padding=(0, 0))
    for column in columns:
        table.add_column(column.strip("()")[:7], justify="right", no_wrap=True)
    for row in rows:
        counts = (sheet.acts.get((row, column), 0) for column in columns)
        cells = (Text(str(n or "·"), "bold" if c == row else "") for c, n in zip(columns, counts, strict=True))
        table.add_row(row, *cells)
    return table


def _fault_table(faults: Sequence[tuple[str, int]]) -> Table:
    from rich.table import Table

    table = Table("commonest faults", title_justify="left")
    table.add_column("n", justify="right")
    for fault, times in faults:
        table.add_row(fault, f"{times:,}")
    return table
