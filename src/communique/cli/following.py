"""``communique commitments`` and ``communique decide``: what was promised, how far it has come, what analysts say."""

from __future__ import annotations

import dataclasses
import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from communique import wording
from communique.cli import printing
from communique.cli.keeping import Database
from communique.cli.leaving import FAILED, complain, leaving, one_of, refuse

if TYPE_CHECKING:
    from rich.console import RenderableType

    from communique.commitments.model import Commitment
    from communique.register.following import State
    from communique.register.store import Register

COMMITMENTS_EXAMPLES = """\b
Examples:
  communique commitments
  communique commitments --dyad CHN TKM --area energy
  communique commitments --status under_way --since 2024-01-01 --format csv > open.csv
  communique commitments c0123456789abcdef
  communique commitments --follow
"""
DECIDE_EXAMPLES = """\b
Examples:
  communique decide c0123456789abcdef --status completed --who "A. Meyer" --why "opened on 3 May, Reuters"
  communique decide c0123456789abcdef --merge cfedcba9876543210 --who "A. Meyer" --why "one pipeline"
  communique decide c0123456789abcdef --note "ask the embassy" --who "A. Meyer"

\b
A decision is never changed or overwritten, neither by a later reading nor by a later decision.
"""


class Form(StrEnum):
    """How answers are printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


def commitments(  # noqa: PLR0913 - the parameters of a command are its options
    id: Annotated[str | None, typer.Argument(metavar="ID", hidden=True)] = None,
    country: Annotated[str | None, typer.Option(metavar="COUNTRY", help="Undertaken by this country.")] = None,
    dyad: Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="Between these two countries.")] = None,
    area: Annotated[str | None, typer.Option(metavar="AREA", help="In this area of cooperation.")] = None,
    status: Annotated[str | None, typer.Option(metavar="STATUS", help="Of this status.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Said on or after this day.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="First said on or before this day.")] = None,
    follow: Annotated[bool, typer.Option("--follow", help="Bring a large register's up to date first.")] = False,
    form: Annotated[Form, typer.Option("--format", help="How to print them.")] = Form.table,
    db: Database = None,
) -> None:
    """List what parties undertook, over all documents of the register, with its status.

    With the ID of one commitment, or how it begins, its whole history is shown with the words that it was read from.
    """
    from communique.cli.conditions import country as named
    from communique.cli.conditions import day
    from communique.commitments.model import STATUSES
    from communique.record import AREAS

    area, status = one_of("--area", area, AREAS), one_of("--status", status, STATUSES)
    with leaving():
        from communique.register.following import Wanted, catch_up, entries, state, total
        from communique.register.store import Register

        wanted = Wanted(
            id=id,
            party=named("--country", country) if country else None,
            dyad=(named("--dyad", dyad[0]), named("--dyad", dyad[1])) if dyad else None,
            area=area,
            status=status,
            since=day("since", since),
            until=day("until", until),
        )
        with Register.open(db, must_exist=True) as register:
            if follow:
                catch_up(register)
            chosen = tuple(each.commitment for each in entries(register.engine, wanted))
            now, any_at_all = state(register.engine), bool(chosen or total(register.engine, Wanted()))
        _tell_behind(now)
        for left in now.unapplied:
            complain(f"a decision by {left.decision.who} on {left.decision.commitment} waits: {left.reason}")
        if not chosen:
            complain("no commitment is like that" if any_at_all else "the register holds no commitment")
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

    ID is the id that communique commitments shows, or how it begins.
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
        from communique.register.following import keep_up, state
        from communique.register.store import Register

        with Register.open(db, must_exist=True) as register:
            id = _whole_id(register, id)
            decision = Decision(commitment=id, verb=verb, value=value, who=who, when="", why=why)  # type: ignore[arg-type]
            made = kept(register, decision)
            keep_up(register)
            now = state(register.engine)
        waiting = [left for left in now.unapplied if left.decision.when == made.decided]
        typer.echo(f"decision {made.number} kept: {verb} {' '.join(value)}")
        for left in waiting:
            complain(f"it waits: {left.reason}")
        _tell_behind(now)


def _whole_id(register: Register, begun: str) -> str:
    """Return the id of the one commitment whose id begins so; raises the exit of bad usage for none or several."""
    from communique.register.following import Wanted, entries

    found = [each.commitment.id for each in entries(register.engine, Wanted(id=begun, limit=2))]
    if begun in found:
        return begun
    if len(found) != 1:
        told = "several commitments have" if found else "no commitment has"
        raise refuse(f"{begun}: {told} an id that begins so; communique commitments lists them")
    return found[0]


def _tell_behind(now: State) -> None:
    """Say how far the entries are behind the register."""
    if not now.current:
        changed = wording.counted(now.behind, "document") if now.behind else "decisions"
        complain(f"{changed} not yet followed; communique commitments --follow does it, some 1 ms for each document")


def _print(chosen: tuple[Commitment, ...], form: Form, *, whole: bool) -> None:
    if form is Form.json:
        printing.write(json.dumps([dataclasses.asdict(each) for each in chosen], ensure_ascii=False, indent=2))
    elif form is Form.jsonl:
        for each in chosen:
            printing.write(json.dumps(dataclasses.asdict(each), ensure_ascii=False))
    elif form is Form.csv:
        from communique.export.commitments import as_csv

        for line in as_csv(chosen):
            printing.write(line, end="")
    else:
        printing.show(_histories(chosen) if whole else _table(chosen))


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
