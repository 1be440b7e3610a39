"""``communique compare``: two accounts of one meeting side by side."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli import printing
from communique.cli.conditions import Dyad, Since, Until, asked
from communique.cli.following import Form
from communique.cli.keeping import Database
from communique.cli.leaving import FAILED, complain, leaving, refuse
from communique.cli.querying import document_of, print_rows
from communique.errors import InputRefused

if TYPE_CHECKING:
    from communique.comparing import Comparison
    from communique.record import Record

    Pair = tuple[Record, Record]

#: what may be the id of a document of the register, or its beginning
_ID = re.compile("[0-9a-f]{6,64}")
EXAMPLES = """\b
Examples:
  communique compare our-readout.txt their-readout.txt
  communique compare ours.html theirs.html --json
  communique compare ours.txt theirs.txt --html side-by-side.html
  communique compare 4c6036 91ab07
  communique compare 4c6036
  communique compare --dyad CHN TKM --since 2025-01-01

\b
Exit codes:
  0  the accounts were compared; one line on standard error says so if they tell of different meetings
  1  an account could not be read, or the register has no other
  2  bad usage
"""


def compare(  # noqa: PLR0913 - the parameters of a command are its options
    a: Annotated[str | None, typer.Argument(metavar="A", hidden=True)] = None,
    b: Annotated[str | None, typer.Argument(metavar="B", hidden=True)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the comparison as JSON.")] = False,
    html: Annotated[str | None, typer.Option(metavar="FILE", help="Write the comparison as a web page.")] = None,
    dyad: Dyad = None,
    since: Since = None,
    until: Until = None,
    db: Database = None,
) -> None:
    """Lay two accounts of one meeting side by side.

    A and B are text or HTML files, records that communique read --json wrote, or ids of documents of the register (six
    characters or more). Without B the other side's account of the same meeting is looked for in the register; with
    --dyad alone all accounts of meetings between two countries are. Several that are found are listed. Shown are what
    both say and where one goes further than the other, what only A says, and what only B says.
    """
    target = _page(html)
    if (a is None) == (dyad is None):
        raise refuse("give A, or A and B, or else --dyad: what is to be compared")
    with leaving():
        from communique.comparing import compare as laid

        try:
            if dyad is not None:
                records = _chosen(_of_dyad(dyad, since, until, db), as_json=as_json)
            elif b is None:
                records = _chosen(_with_others(account(a or "", db), db), as_json=as_json)
            else:
                records = account(a or "", db), account(b, db)
        except InputRefused as refusal:
            complain(str(refusal))
            raise typer.Exit(FAILED) from refusal
        if records is None:
            return
        found = laid(*records)
        if not found.verdict.same:
            complain(f"these may be different meetings: {found.verdict.reason}")
        if target is not None:
            _write(target, found, records)
        if as_json:
            printing.write(found.to_json(indent=2))
        elif target is None:
            _show(found, records)


def account(name: str, db: str | None = None) -> Record:
    """Return the record of one account: of a file of that name, else of the document of the register with that id.

    Raises InputRefused where it cannot be read or holds several documents, and the exit of bad usage where several
    documents have an id that begins so, or none.
    """
    from communique.workers import Settings, read_source

    if _ID.fullmatch(name) and not Path(name).exists():
        return _kept(name, db)
    if name.endswith(".json"):
        return _stored(name)
    outcomes = tuple(outcome.result for outcome in read_source(name, Settings()))
    if len(outcomes) != 1:
        raise InputRefused(name, f"it holds {len(outcomes)} documents", "Give a file that holds one")
    if isinstance(outcomes[0], InputRefused):
        raise outcomes[0]
    return outcomes[0]


def _kept(id: str, db: str | None) -> Record:
    from communique.register.reviewing import reviewed
    from communique.register.store import Register

    with Register.open(db, must_exist=True) as register:
        return reviewed(register, document_of(register, id)).record


def _of_dyad(dyad: tuple[str, str], since: str | None, until: str | None, db: str | None) -> list[Pair]:
    from communique.register.accounts import pairs
    from communique.register.store import Register

    ask = asked({"dyad": dyad, "since": since, "until": until})
    with Register.open(db, must_exist=True) as register:
        found = pairs(register.engine, ask.dyad or dyad, since=ask.since, until=ask.until)
        return list(found)


def _with_others(record: Record, db: str | None) -> list[Pair]:
    from communique.register.accounts import other_accounts
    from communique.register.store import Register

    with Register.open(db, must_exist=True) as register:
        return [(record, other) for other in other_accounts(register.engine, record)]


def _chosen(found: list[Pair], *, as_json: bool) -> Pair | None:
    """Return the one pair that was found; several are listed, and with none the command fails."""
    if not found:
        complain("the register holds no two accounts of such a meeting by different publishers")
        raise typer.Exit(FAILED)
    if len(found) == 1:
        return found[0]
    rows = [_row(pair) for pair in found]
    if as_json:
        printing.write(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        short = ({**row, "a": row["a"][:12], "b": row["b"][:12]} for row in rows)
        print_rows(short, Form.table, "accounts")
    first = f"{rows[0]['a'][:12]} {rows[0]['b'][:12]}"
    complain(f"{len(found)} pairs of accounts; compare two of them: communique compare {first}")
    return None


def _row(pair: Pair) -> dict[str, Any]:
    from communique.comparing import same_meeting

    a, b = pair
    verdict = same_meeting(a, b)
    day = next((meeting.date for meeting in a.meetings if meeting.id == verdict.a), None)
    return {
        "date": day or a.document.date,
        "a": a.document.id,
        "a_publisher": a.document.publisher,
        "a_title": a.document.title,
        "b": b.document.id,
        "b_publisher": b.document.publisher,
        "b_title": b.document.title,
        "reason": verdict.reason,
    }


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
