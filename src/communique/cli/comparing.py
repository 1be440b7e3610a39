"""``communique compare``: two accounts of one meeting side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli import printing
from communique.cli.leaving import FAILED, complain, leaving, refuse
from communique.errors import InputRefused

if TYPE_CHECKING:
    from communique.comparing import Comparison
    from communique.record import Record

EXAMPLES = """\b
Examples:
  communique compare our-readout.txt their-readout.txt
  communique compare ours.html theirs.html --json
  communique compare ours.txt theirs.txt --html side-by-side.html

\b
Exit codes:
  0  the accounts were compared; one line on standard error says so if they tell of different meetings
  1  an account could not be read
  2  bad usage
"""


def compare(
    a: Annotated[str, typer.Argument(metavar="A", hidden=True)],
    b: Annotated[str, typer.Argument(metavar="B", hidden=True)],
    as_json: Annotated[bool, typer.Option("--json", help="Print the comparison as JSON.")] = False,
    html: Annotated[str | None, typer.Option(metavar="FILE", help="Write the comparison as a web page.")] = None,
) -> None:
    """Lay two accounts of one meeting side by side.

    A and B are text or HTML files, or records that communique read --json wrote. Shown are what both say and where
    one goes further than the other, what only A says, and what only B says.
    """
    target = _page(html)
    with leaving():
        from communique.comparing import compare as laid

        try:
            records = account(a), account(b)
        except InputRefused as refusal:
            complain(str(refusal))
            raise typer.Exit(FAILED) from refusal
        found = laid(*records)
        if not found.verdict.same:
            complain(f"these may be different meetings: {found.verdict.reason}")
        if target is not None:
            _write(target, found, records)
        if as_json:
            printing.write(found.to_json(indent=2))
        elif target is None:
            _show(found, records)


def account(name: str) -> Record:
    """Return the record of one account, which is what A and B are turned into: here, a file of that name.

    Raises InputRefused where it cannot be read or holds several documents.
    """
    from communique.workers import Settings, read_source

    if name.endswith(".json"):
        return _stored(name)
    outcomes = tuple(outcome.result for outcome in read_source(name, Settings()))
    if len(outcomes) != 1:
        raise InputRefused(name, f"it holds {len(outcomes)} documents", "Give a file that holds one")
    if isinstance(outcomes[0], InputRefused):
        raise outcomes[0]
    return outcomes[0]


def _stored(name: str) -> Record:
    from pydantic import ValidationError

    from communique.errors import RecordInvalid
    from communique.record import Record

    try:
        record = Record.from_json(Path(name).read_bytes())
        record.check()
    except OSError as error:
        raise InputRefused(name, error.strerror or "it cannot be opened", "Check the path") from error
    except (ValidationError, RecordInvalid) as error:
        raise InputRefused(name, "it is not a record", "Give a text, or what communique read --json wrote") from error
    return record


def _page(html: str | None) -> Path | None:
    if html is None:
        return None
    target = Path(html)
    if target.is_dir() or not target.parent.is_dir():
        raise refuse(f"--html {html}: not a file in a folder that exists; name one")
    return target


def _write(target: Path, found: Comparison, records: tuple[Record, Record]) -> None:
    from communique.cli.comparing_page import page

    target.write_text(page(found, *records), encoding="utf-8", errors="backslashreplace", newline="")
    typer.echo(f"wrote {target}", err=True)


def _show(found: Comparison, records: tuple[Record, Record]) -> None:
    import sys

    from rich.console import Console

    from communique.cli.comparing_view import show

    console = Console(highlight=False)
    with console.capture() as captured:
        show(console, found, *records)
    printed = captured.get()
    if not console.is_terminal:  # nobody wants the padding in a file
        printed = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(printed.encode(encoding, "replace").decode(encoding))
