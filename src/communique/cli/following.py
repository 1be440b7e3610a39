"""``communique commitments`` and ``communique decide``: what was promised, how far it has come, what analysts say."""

from __future__ import annotations

import csv
import dataclasses
import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique import wording
from communique.cli import printing
from communique.cli.keeping import Database
from communique.cli.leaving import FAILED, complain, leaving, one_of, refuse

if TYPE_CHECKING:
    from rich.console import RenderableType

    from communique.commitments.model import Commitment

COMMITMENTS_EXAMPLES = """\b
Examples:
  communique commitments
  communique commitments --dyad CHN TKM --area energy
  communique commitments --status under_way --since 2024-01-01 --format csv > open.csv
  communique commitments c0123456789abcdef
"""
DECIDE_EXAMPLES = """\b
Examples:
  communique decide c0123456789abcdef --status completed --who "A. Meyer" --why "opened on 3 May, Reuters"
  communique decide c0123456789abcdef --merge cfedcba9876543210 --who "A. Meyer" --why "one pipeline"
  communique decide c0123456789abcdef --note "ask the embassy" --who "A. Meyer"

\b
A decision is never changed or overwritten, neither by a later reading nor by a later decision.
"""
#: the columns of the table forms, in their order
COLUMNS = ("id", "parties", "towards", "act", "areas", "what", "status", "times", "first_said", "last_said")


class Form(StrEnum):
    """How answers are printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which commitments are asked for; all conditions that are given must hold."""

    id: str | None = None
    country: str | None = None
    dyad: tuple[str, str] | None = None
    area: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None

    def holds(self, found: Commitment) -> bool:
        """Return whether a commitment is one that is asked for."""
        sides = {*found.parties, *found.towards}
        return (
            (self.id is None or found.id.startswith(self.id))
            and (self.country is None or self.country in found.parties)
            and (self.dyad is None or set(self.dyad) <= sides)
            and (self.area is None or self.area in found.areas)
            and (self.status is None or self.status == found.status)
            and (self.since is None or (found.last_said or "") >= self.since)
            and (self.until is None or (found.first_said or "9") <= self.until)
        )


def commitments(  # noqa: PLR0913 - the parameters of a command are its options
    id: Annotated[str | None, typer.Argument(metavar="ID", hidden=True)] = None,
    country: Annotated[str | None, typer.Option(metavar="ISO", help="Undertaken by this country.")] = None,
    dyad: Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="Between these two countries.")] = None,
    area: Annotated[str | None, typer.Option(metavar="AREA", help="In this area of cooperation.")] = None,
    status: Annotated[str | None, typer.Option(metavar="STATUS", help="Of this status.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Said on or after this day.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="First said on or before this day.")] = None,
    form: Annotated[Form, typer.Option("--format", help="How to print them.")] = Form.table,
    db: Database = None,
) -> None:
    """List what parties undertook, over all documents of the register, with its status.

    With the ID of one commitment, or how it begins, its whole history is shown with the words that it was read from.
    """
    from communique.commitments.model import STATUSES
    from communique.record import AREAS

    wanted = Wanted(
        id=id,
        country=country.upper() if country else None,
        dyad=(dyad[0].upper(), dyad[1].upper()) if dyad else None,
        area=one_of("--area", area, AREAS),
        status=one_of("--status", status, STATUSES),
        since=since,
        until=until,
    )
    with leaving():
        from communique.register.following import ledger
        from communique.register.store import Register

        with Register.open(db, must_exist=True) as register:
            found = ledger(register)
        for left in found.unapplied:
            complain(f"a decision by {left.decision.who} on {left.decision.commitment} waits: {left.reason}")
        chosen = tuple(each for each in found.commitments if wanted.holds(each))
        if not chosen:
            complain("no commitment is like that" if found.commitments else "the register holds no commitment")
            raise typer.Exit(FAILED if id else 0)
        _print(chosen, form, whole=id is not None)


def decide(  # noqa: PLR0913 - the parameters of a command are its options
    id: Annotated[str, typer.Argument(metavar="ID", hidden=True)],
    who: Annotated[str, typer.Option(metavar="NAME", help="Who decides.")],
    status: Annotated[str | None, typer.Option(metavar="STATUS", help="Set the status.")] = None,
    merge: Annotated[list[str] | None, typer.Option(metavar="ID", help="It is the same as this; repeatable.")] = None,
    split: Annotated[
        list[str] | None,
        typer.Option(metavar="DOC/STATEMENT", help="This statement is another commitment; repeatable."),
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Write this beside it.")] = None,
    why: Annotated[str, typer.Option(metavar="TEXT", help="The reason.")] = "",
    db: Database = None,
) -> None:
    """Decide about a commitment: set its status, merge it, split it, or annotate it.

    ID is the whole id that communique commitments shows.
    """
    from communique.commitments.model import STATUSES

    given: dict[str, tuple[str, ...]] = {}
    if status is not None:
        given["set_status"] = (one_of("--status", status, STATUSES) or "",)
    if merge:
        given["merge"] = tuple(merge)
    if split:
        given["split"] = tuple(split)
    if note is not None:
        given["annotate"] = (note,)
    if len(given) != 1:
        raise refuse("say one thing: --status, --merge, --split or --note")
    ((verb, value),) = given.items()
    with leaving():
        from communique.commitments.model import Decision
        from communique.register.following import decide as kept
        from communique.register.following import ledger
        from communique.register.store import Register

        with Register.open(db, must_exist=True) as register:
            if not any(each.id == id for each in ledger(register).commitments):
                raise refuse(f"{id}: the register has no commitment of this id; communique commitments lists them")
            decision = Decision(commitment=id, verb=verb, value=value, who=who, when="", why=why)  # type: ignore[arg-type]
            made = kept(register, decision)
            waiting = [left for left in ledger(register).unapplied if left.decision.when == made.decided]
        typer.echo(f"decision {made.number} kept: {verb} {' '.join(value)}")
        for left in waiting:
            complain(f"it waits: {left.reason}")


def _print(chosen: tuple[Commitment, ...], form: Form, *, whole: bool) -> None:
    if form is Form.json:
        printing.write(json.dumps([dataclasses.asdict(each) for each in chosen], ensure_ascii=False, indent=2))
    elif form is Form.jsonl:
        for each in chosen:
            printing.write(json.dumps(dataclasses.asdict(each), ensure_ascii=False))
    elif form is Form.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([_flat(getattr(each, column)) for column in COLUMNS] for each in chosen)
    else:
        printing.show(_histories(chosen) if whole else _table(chosen))


def _flat(value: Any) -> str:
    return ";".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def _table(chosen: tuple[Commitment, ...]) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("id", "who", "what", "status", "said", "last"):
        table.add_column(heading, overflow="fold", no_wrap=heading in ("id", "status", "last"))
    for each in chosen:
        who = f"{'+'.join(each.parties)} → {'+'.join(each.towards)}" if each.towards else "+".join(each.parties)
        cells = (each.id, who, wording.clean(each.what), each.status, f"{each.times}×", each.last_said or "")
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _histories(chosen: tuple[Commitment, ...]) -> RenderableType:
    from rich.console import Group
    from rich.text import Text

    lines: list[RenderableType] = []
    for each in chosen:
        lines += [Text(wording.clean(each.what), style="bold"), Text(f"{each.id} · {wording.listed(_facts(each))}")]
        for move in each.trail:
            said = f"“{wording.clean(move.quote)}”" if move.quote else wording.clean(move.reason)
            by = "" if move.by == "text" else f" by {wording.clean(move.by)}"
            lines.append(Text(f"  {move.date or 'undated'}  {move.status}{by}  {said}"))
            if move.document:
                lines.append(Text(f"              {move.document[:12]}", style="dim"))
        lines += [Text(f"  note by {wording.clean(note.who)}: {wording.clean(note.text)}") for note in each.notes]
        lines.append(Text(""))
    return Group(*lines)


def _facts(each: Commitment) -> tuple[str, ...]:
    towards = f" towards {', '.join(each.towards)}" if each.towards else ""
    said = (
        f"said {wording.counted(each.times, 'time')}, {each.first_said or 'undated'} to {each.last_said or 'undated'}"
    )
    return (f"{', '.join(each.parties)}{towards}", each.act, ", ".join(each.areas), each.status, said)
