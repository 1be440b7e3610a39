"""``communique review``: what waits for a reviewer, and what reviewers decide."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique import wording
from communique.cli.conditions import Every, Given, Limit, conditioned
from communique.cli.following import Form
from communique.cli.keeping import Database
from communique.cli.leaving import leaving, one_of, refuse
from communique.cli.querying import Formed, document_of, print_rows

if TYPE_CHECKING:
    from communique.register.reviewing import Target
    from communique.register.store import Decision, Register

EXAMPLES = """\b
Examples:
  communique review list --dyad CHN TKM
  communique review confirm 4c6036:s3 --who "A. Meyer"
  communique review history 4c6036
"""
LIST_EXAMPLES = """\b
Examples:
  communique review list
  communique review list --dyad CHN TKM --area energy --limit 50
  communique review list --kind events --document 4c6036
"""
CONFIRM_EXAMPLES = """\b
Examples:
  communique review confirm 4c6036:s3 --who "A. Meyer"
  communique review confirm 4c6036:s3 4c6036:s4 4c6036:e1 --who "A. Meyer"
"""
REJECT_EXAMPLES = """\b
Example:
  communique review reject 4c6036:s3 --who "A. Meyer" --why "the reporter's words"
"""
CORRECT_EXAMPLES = """\b
Examples:
  communique review correct 4c6036:s3 --set act=pledge --set areas=trade,energy --who "A. Meyer"
  communique review correct 4c6036:s3 --set "speaker=Xi Jinping" --set "content=build a second line" --who "A. Meyer"
  communique review correct 4c6036:e1 --set event_type=COOPERATE --set "recipient=Turkmenistan" --who "A. Meyer"
"""
ADD_EXAMPLES = """\b
Examples:
  communique review add 4c6036 statement --set act=pledge --set speaker=a2 --set content=120-164 --who "A. Meyer"
  communique review add 4c6036 event --set event_type=AID --set actor=a1 --set "recipient=+Ana Birk|TKM" \\
    --set span=120-164 --who "A. Meyer"
"""
UNDO_EXAMPLES = """\b
Example:
  communique review undo 17 --who "A. Meyer" --why "that was another Meyer"
"""
HISTORY_EXAMPLES = """\b
Examples:
  communique review history 4c6036
  communique review history 4c6036 --format json
"""

app = typer.Typer(
    help="Review what was read: confirm, correct, reject, add; code a sample twice; export corrections.",
    epilog=EXAMPLES,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Who = Annotated[str, typer.Option("--who", metavar="NAME", envvar="COMMUNIQUE_WHO", help="Who decides.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason.")]
Claims = Annotated[list[str], typer.Argument(metavar="DOCUMENT:CLAIM...", hidden=True)]
OneClaim = Annotated[str, typer.Argument(metavar="DOCUMENT:CLAIM", hidden=True)]
Kind = Annotated[str, typer.Option("--kind", metavar="KIND", help="statements, events or meetings.")]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="FIELD=VALUE", help="Give this field this value; repeatable."),
]
#: the conditions by which claims to review are chosen
ABOUT = ("country", "dyad", "act", "area", "event_type")
SUBJECTS = {"statements": "statement", "events": "event", "meetings": "meeting"}
_LETTERS = {"s": "statement", "e": "event", "m": "meeting"}
#: fields that hold people, parted by semicolons, and fields that hold names, parted by commas
_PEOPLE = ("speaker", "addressees", "actor", "recipient", "participants")
_NAMES = ("areas", "contexts")


@app.command("list", epilog=LIST_EXAMPLES)
@conditioned(*ABOUT)
def list_(  # noqa: PLR0913 - the parameters of a command are its options
    kind: Kind = "statements",
    *,
    given: Given,
    document: Annotated[str | None, typer.Option(metavar="ID", help="Of this document.")] = None,
    limit: Limit = 20,
    every: Every = False,
    form: Formed = Form.table,
    db: Database = None,
) -> None:
    """List the claims on which nobody decided, least certain first, and say how far reviewing has come."""
    one_of("--kind", kind, SUBJECTS)
    with deciding(db) as register:
        from communique.analysis.conditions import conditions
        from communique.register.review_queue import progress, queue

        ask = conditions({**given, "every": every, "document": document and document_of(register, document)})
        found = queue(register.engine, ask, subject=SUBJECTS[kind], limit=limit or 20)
        rows = ({"claim": f"{row.document[:12]}:{row.id}", **dataclasses.asdict(row)} for row in found)
        print_rows(rows, form, f"{kind} waiting")
        (now,) = (each for each in progress(register.engine) if each.subject == SUBJECTS[kind])
        typer.echo(f"{now.waiting:,} {kind} wait, {now.decided:,} are decided", err=True)


@app.command(epilog=CONFIRM_EXAMPLES)
def confirm(claims: Claims, who: Who, why: Why = "", db: Database = None) -> None:
    """Say that claims are right as they stand.

    DOCUMENT:CLAIM is how a document's id begins and the claim's id, as communique review list shows it.
    """
    with deciding(db) as register:
        from communique.register import reviewing

        for target in [_target(register, each) for each in claims]:
            _told(reviewing.confirm(register, target, who=who, why=why))


@app.command(epilog=REJECT_EXAMPLES)
def reject(claims: Claims, who: Who, why: Why = "", db: Database = None) -> None:
    """Say that claims are none: they are in no answer any more, nor the events that were read from them."""
    with deciding(db) as register:
        from communique.register import reviewing

        for target in [_target(register, each) for each in claims]:
            _told(reviewing.reject(register, target, who=who, why=why))


@app.command(epilog=CORRECT_EXAMPLES)
def correct(claim: OneClaim, who: Who, values: Set = None, why: Why = "", db: Database = None) -> None:
    """Put other values in place of a claim's.

    \b
    Fields of a statement: act, areas, speaker, addressees, on_behalf_of, content, modality, amount, deadline
    Of an event: event_type, cameo, event_mode, contexts, actor, recipient, reciprocal, date, place, span
    Of a meeting: form, participants, date, place, occasion, span

    People are named as the document's record does, or by their id in it, and parted by semicolons; +NAME or
    +NAME|ISO brings in somebody whom the record lacks. Areas and contexts are parted by commas. A span is START-END,
    or the words themselves where the text has them once. An empty VALUE takes a value away.
    """
    with deciding(db) as register:
        from communique.register import reviewing

        target = _target(register, claim)
        given = values_of(register, target.document, target.subject, values)
        _told(reviewing.correct(register, target, given, who=who, why=why))


@app.command(epilog=ADD_EXAMPLES)
def add(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", hidden=True)],
    subject: Annotated[str, typer.Argument(metavar="KIND", hidden=True)],
    who: Who,
    values: Set = None,
    why: Why = "",
    db: Database = None,
) -> None:
    """Add a statement, event or meeting that was missed; fields as communique review correct -h tells.

    A statement needs act, speaker and content; an event event_type or cameo, actor and span; a meeting form,
    participants and span.
    """
    kind: Any = one_of("KIND", subject, SUBJECTS.values())
    with deciding(db) as register:
        from communique.register import reviewing

        whole = document_of(register, document)
        _told(reviewing.add(register, whole, kind, values_of(register, whole, kind, values), who=who, why=why))


@app.command(epilog=UNDO_EXAMPLES)
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", hidden=True)], who: Who, why: Why = "", db: Database = None
) -> None:
    """Take back the decision of this NUMBER; communique review history lists them."""
    with deciding(db) as register:
        from communique.register import reviewing

        made = reviewing.undo(register, number, who=who, why=why)
        typer.echo(f"decision {made.number} kept: decision {number} is undone")


@app.command(epilog=HISTORY_EXAMPLES)
def history(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", hidden=True)],
    form: Formed = Form.table,
    db: Database = None,
) -> None:
    """List every decision on the claims of a document, also those undone: who, when and why."""
    with deciding(db) as register:
        from communique.register import decided, reviewing

        whole = document_of(register, document)
        found = reviewing.history(register, whole)
        stand = {each.number for each in decided.standing(found)}
        waits = {each.decision.number for each in reviewing.reviewed(register, whole).unapplied}

        def row(each: Decision) -> dict[str, Any]:
            verb = f"undoes {each.undoes}" if each.undoes else each.verb
            state = "waits" if each.number in waits else "yes" if each.number in stand else ""
            value = "" if each.value is None else json.dumps(each.value, ensure_ascii=False)
            claim = f"{(each.document or '')[:12]}:{each.id}"
            return {"claim": claim, **dataclasses.asdict(each), "verb": verb, "value": value, "stands": state}

        print_rows(map(row, found), form, "decisions")


@contextmanager
def deciding(db: str | None) -> Iterator[Register]:
    """Give the register; what cannot be decided on ends the command as bad usage, with one line."""
    with leaving():
        from communique.register.store import Register

        with Register.open(db, must_exist=True) as register:
            try:
                yield register
            except ValueError as error:
                raise refuse(str(error)) from error


def _told(made: Decision) -> None:
    typer.echo(f"decision {made.number} kept: {made.verb} {(made.document or '')[:12]}:{made.id}")


def _target(register: Register, claim: str) -> Target:
    from communique.register.reviewing import Target

    prefix, colon, id = claim.partition(":")
    subject: Any = _LETTERS.get(id[:1])
    if not colon or subject is None:
        raise refuse(f"{claim}: not a claim; write it as communique review list does, such as 4c6036:s3")
    return Target(document_of(register, prefix), subject, id)


def values_of(register: Register, document: str, subject: str, given: list[str] | None) -> dict[str, Any]:
    """Return what ``--set`` says, as the register takes it; raises the exit of bad usage where it says nothing."""
    from communique.register.corrections import FIELDS

    text = register.record(document).document.text
    found: dict[str, Any] = {}
    for each in given or ():
        name, equals, value = each.partition("=")
        name = one_of("--set", name.strip(), FIELDS[subject]) or ""
        if not equals:
            raise refuse(f"--set {each}: write it as FIELD=VALUE")
        found[name] = _value(name, value.strip(), text)
    if not found:
        raise refuse("say what it is: --set FIELD=VALUE; communique review correct -h lists the fields")
    return found


def _value(name: str, value: str, text: str) -> Any:
    if name in _PEOPLE:
        return [_person(each.strip()) for each in value.split(";") if each.strip()]
    if name in _NAMES:
        return [each.strip() for each in value.split(",") if each.strip()]
    if name in ("content", "span"):
        return _span(name, value, text)
    if name == "on_behalf_of" and value:
        return _person(value)
    if name == "reciprocal":
        return {"yes": True, "no": False}.get(value, value)
    return value or None


def _person(said: str) -> Any:
    if not said.startswith("+"):
        return said
    name, _, country = said[1:].partition("|")
    return {"name": name.strip(), "country": country.strip().upper() or None}


def _span(name: str, value: str, text: str) -> Any:
    start, dash, end = value.partition("-")
    if dash and start.isdecimal() and end.isdecimal():
        return [int(start), int(end)]
    times = text.count(value) if value else 0
    if times != 1:
        raise refuse(f"--set {name}: the text has these words {wording.counted(times, 'time')}; give START-END")
    return [text.index(value), text.index(value) + len(value)]
