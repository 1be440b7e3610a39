"""``communique demo``: a register of invented reports to look around in."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from communique import wording
from communique.cli import printing
from communique.cli.leaving import FAILED, complain, leaving

if TYPE_CHECKING:
    from communique.demo.texts import Report
    from communique.register.store import Register
    from communique.workers import Outcome

EXAMPLES = """\b
Examples:
  communique demo
  communique demo --db tour.db
  communique commitments --db demo.db --dyad CHN TKM

\b
The countries are real; the people, the reports and what happens in them are invented.

\b
Exit codes:
  0  all reports are in the register
  1  some failed
  2  bad usage, or the register cannot be written
"""
#: what the register is called where no name is given; not the one that ``add`` fills
DEFAULT = "demo.db"
#: two accounts of one meeting, for the reader to compare
PAIR = ("2024-08-08-jpn-uzb-tashkent-a.txt", "2024-08-08-jpn-uzb-tashkent-b.txt")

Database = Annotated[
    str,
    typer.Option("--db", metavar="PATH|URL", help="The register to make, or to fill up: a file or an address."),
]


def demo(db: Database = DEFAULT) -> None:
    """Make a register of invented reports, to look around in.

    They tell of eight relationships from 2022 to 2026, in the styles of many ministries and agencies. Each is read now,
    as communique add would read it. What is in the register already is left as it is. COMMUNIQUE_DB is not looked at,
    so that nothing invented gets into an archive by mistake.
    """
    with leaving():
        from communique.demo.texts import reports
        from communique.register.store import Register

        found = reports()
        with Register.open(db) as register:
            pending = tuple(report for report in found if register.done(report.url) is None)
            failed = _fill(register, pending)
            counts = _counts(register)
        _tell(db, counts, new=len(pending) - failed)
    if failed:
        raise typer.Exit(FAILED)


def _fill(register: Register, pending: tuple[Report, ...]) -> int:
    """Read reports into the register, with a bar on a terminal, and return how many failed; each is complained of."""
    from communique.errors import InputRefused
    from communique.register.store import Ended

    failed = 0
    watched = bool(pending) and sys.stderr.isatty()
    outcomes = _read(pending)
    with printing.watching(outcomes, len(pending)) if watched else nullcontext(outcomes) as stream:
        for report, outcome in zip(pending, stream, strict=True):
            if isinstance(outcome.result, InputRefused):
                complain(str(outcome.result))
                failed += 1
            else:
                ended = Ended(source=report.url, fingerprint=_fingerprint(report))
                register.keep(outcome.result, source=report.url, url=report.url, ended=ended)
    return failed


def _read(pending: tuple[Report, ...]) -> Iterator[Outcome]:
    """Yield what comes of each report, which is a file of one document."""
    from communique.workers import Settings, read_source

    for report in pending:
        yield from read_source(str(report.path), Settings(published=report.published, url=report.url))


def _fingerprint(report: Report) -> str:
    import hashlib

    return hashlib.sha256(report.path.read_bytes()).hexdigest()


def _counts(register: Register) -> dict[str, int]:
    """Return how many of each kind the register holds, by the noun for one of them."""
    from sqlalchemy import func, select

    from communique.register import tables
    from communique.register.database import reading
    from communique.register.following import catch_up

    kept = {
        "document": select(func.count()).select_from(tables.documents),
        "near duplicate": select(func.count()).where(tables.documents.c.original.is_not(None)),
        "meeting": select(func.count()).select_from(tables.meetings),
        "statement": select(func.count()).select_from(tables.statements),
        "event": select(func.count()).select_from(tables.events),
        "commitment": select(func.count()).select_from(tables.commitments),
    }
    catch_up(register)
    with reading(register.engine) as connection:
        return {noun: int(connection.execute(query).scalar_one()) for noun, query in kept.items()}


def _tell(db: str, counts: dict[str, int], *, new: int) -> None:
    from communique.demo.texts import FOLDER

    held = wording.in_series(wording.counted(number, noun) for noun, number in counts.items())
    typer.echo(f"{db}: {wording.counted(new, 'report')} read just now; it holds {held}.")
    typer.echo("The countries are real; the people, the reports and what happens in them are invented.")
    typer.echo("\nTry next:")
    pair = " ".join(shlex.quote(str(FOLDER / "reports" / name)) for name in PAIR)
    where = shlex.quote(db)
    for line in (f"commitments --db {where}", f"compare {pair}", f"serve --db {where}"):
        typer.echo(f"  communique {line}")
