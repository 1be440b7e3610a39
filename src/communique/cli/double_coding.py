"""``communique review sample``, ``code``, ``agreement``, ``adjudicate`` and ``export``: two reviewers on one sample."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from communique import wording
from communique.cli.conditions import Given, conditioned
from communique.cli.following import Form
from communique.cli.keeping import Database
from communique.cli.leaving import complain, leaving, one_of, refuse
from communique.cli.querying import Formed, print_rows
from communique.cli.reviewing import ABOUT, Set, Why, deciding, values_of

SAMPLE_EXAMPLES = """\b
Examples:
  communique review sample
  communique review sample --claims 50 --first Ana --second Ivo --seed 1
  communique review sample --documents 10 --first Ana --second Ivo --dyad CHN TKM
"""
CODE_EXAMPLES = """\b
Examples:
  communique review code 1 --as Ana
  communique review code 1 3 --as Ana --set act=pledge --set areas=trade,energy --set "speaker=Xi Jinping"
  communique review code 1 4 --as Ana --none
"""
AGREEMENT_EXAMPLES = """\b
Examples:
  communique review agreement 1
  communique review agreement 1 --format json
"""
ADJUDICATE_EXAMPLES = """\b
Examples:
  communique review adjudicate 1
  communique review adjudicate 1 --agreed --who Lea
  communique review adjudicate 1 3 --take second --who Lea --why "no promise"
  communique review adjudicate 1 4 --set act=assess --set speaker=a1 --who Lea
"""
EXPORT_EXAMPLES = """\b
Examples:
  communique review export corrected/
  communique review export --format label-studio tasks.json
  communique review export --format label-config labels.xml
"""
EXPORTS = ("gold", "label-studio", "label-config")
Number = Annotated[int, typer.Argument(metavar="SAMPLE", hidden=True)]
Place = Annotated[int | None, typer.Argument(metavar="[PLACE]", hidden=True)]
NoClaim = Annotated[bool, typer.Option("--none", help="There is no such claim.")]


@conditioned(*ABOUT, "since", "until")
def sample(  # noqa: PLR0913 - the parameters of a command are its options
    claims: Annotated[int | None, typer.Option(metavar="N", min=1, help="Draw so many claims.")] = None,
    documents: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Draw so many documents, with all their claims.")
    ] = None,
    first: Annotated[str, typer.Option(metavar="NAME", help="The one reviewer.")] = "",
    second: Annotated[str, typer.Option(metavar="NAME", help="The other reviewer.")] = "",
    kind: Annotated[str, typer.Option(metavar="KIND", help="statements or events.")] = "statements",
    seed: Annotated[int, typer.Option(metavar="N", help="Another number draws another sample.")] = 0,
    *,
    given: Given,
    form: Formed = Form.table,
    db: Database = None,
) -> None:
    """Draw a sample that two reviewers code without seeing each other's answers, and list all samples."""
    subjects = {"statements": "statement", "events": "event"}
    one_of("--kind", kind, subjects)
    with deciding(db) as register:
        from communique.analysis.conditions import conditions
        from communique.register import double_coding

        if claims or documents:
            ask = conditions(given)
            plan = double_coding.Plan(
                first=first,
                second=second,
                claims=claims,
                documents=documents,
                subject=subjects[kind],  # type: ignore[arg-type]
                seed=seed,
                ask=ask,
            )
            made = double_coding.draw(register, plan)
            typer.echo(f"sample {made.number} drawn: {wording.counted(made.items, 'claim')}", err=True)
        print_rows(map(dataclasses.asdict, double_coding.samples(register)), form, "samples")


def code(  # noqa: PLR0913 - the parameters of a command are its options
    number: Number,
    reviewer: Annotated[str, typer.Option("--as", metavar="NAME", envvar="COMMUNIQUE_WHO", help="Who codes.")],
    place: Place = None,
    values: Set = None,
    none: NoClaim = False,
    form: Formed = Form.table,
    db: Database = None,
) -> None:
    """Code a claim of a sample; without a PLACE, list the claims with your own answers.

    A statement has act, speaker, areas and modality; an event event_type, actor and recipient. An answer may be
    changed until both reviewers have done.
    """
    with deciding(db) as register:
        from communique.register import double_coding

        items = {item.place: item for item in double_coding.assigned(register, number, reviewer)}
        if place is None:
            print_rows((_assigned(item) for item in items.values()), form, "assigned")
            return
        if place not in items:
            raise refuse(f"{place}: sample {number} has the places 1 to {len(items)}")
        subject = double_coding.sample(register, number).subject
        given = None if none else values_of(register, items[place].document, subject, values)
        double_coding.answer(register, number, place, reviewer, given)
        left = sum(item.answer is None for item in double_coding.assigned(register, number, reviewer))
        typer.echo(f"coded; {wording.counted(left, 'claim')} to go")


def agreement(number: Number, form: Formed = Form.table, db: Database = None) -> None:
    """Say how far the two reviewers of a SAMPLE agree, field by field: Krippendorff's alpha, and how many are alike.

    Areas are compared as sets (MASI), all else as names. Alpha is empty where all values are the same.
    """
    with deciding(db) as register:
        from communique.register import double_coding

        print_rows(map(dataclasses.asdict, double_coding.agreed(register, number)), form, "agreement")


def adjudicate(  # noqa: PLR0913 - the parameters of a command are its options
    number: Number,
    place: Place = None,
    who: Annotated[str, typer.Option(metavar="NAME", envvar="COMMUNIQUE_WHO", help="Who decides.")] = "",
    take: Annotated[str | None, typer.Option(metavar="WHICH", help="The first or the second is right.")] = None,
    values: Set = None,
    none: NoClaim = False,
    agreed: Annotated[bool, typer.Option("--agreed", help="Decide as both coded, where they did alike.")] = False,
    why: Why = "",
    form: Formed = Form.table,
    db: Database = None,
) -> None:
    """List the claims that the reviewers of a SAMPLE coded differently; with a PLACE, settle one by a decision."""
    with deciding(db) as register:
        from communique.register import double_coding

        if agreed:
            made = double_coding.settle_agreed(register, number, who=who)
            typer.echo(f"{wording.counted(len(made), 'decision')} kept")
            return
        if place is None:
            rows = (_difference(each) for each in double_coding.differences(register, number))
            print_rows(rows, form, "differences")
            return
        if sum((take is not None, bool(values), none)) != 1:
            raise refuse("say one thing: --take, --set or --none")
        found = double_coding.sample(register, number)
        right: Any = one_of("--take", take, ("first", "second"))
        if values:
            items = {item.place: item for item in double_coding.assigned(register, number, found.first)}
            if place not in items:
                raise refuse(f"{place}: sample {number} has the places 1 to {len(items)}")
            right = values_of(register, items[place].document, found.subject, values)
        decision = double_coding.settle(register, number, place, right, who=who, why=why)
        typer.echo(f"decision {decision.number} kept: {decision.verb} {(decision.document or '')[:12]}:{decision.id}")


def export(
    target: Annotated[Path, typer.Argument(metavar="TARGET", hidden=True)],
    form: Annotated[str, typer.Option("--format", metavar="FORM", help="gold, label-studio or label-config.")] = "gold",
    partly: Annotated[bool, typer.Option("--partly", help="Also documents of which only a part is reviewed.")] = False,
    db: Database = None,
) -> None:
    """Write the documents that are reviewed, as reviewers left them, to train and to measure with.

    gold makes a folder TARGET that communique eval readouts takes; label-studio a file of tasks, label-config the
    labelling configuration that they need. A document is reviewed when every statement and event of it is decided.
    """
    one_of("--format", form, EXPORTS)
    with leaving():
        from communique.export import training
        from communique.register.store import Register

        if form == "label-config":
            target.write_text(training.label_config(), encoding="utf-8")
            return
        with Register.open(db, must_exist=True) as register:
            found = list(training.reviewed_documents(register, partly=partly))
            if not found:
                less = "; --partly takes those of which a part is"
                complain(f"no document is {'reviewed yet' if partly else f'wholly reviewed{less}'}")
                return
            write = training.write_gold if form == "gold" else training.write_tasks
            total = write(found, target)
        typer.echo(f"wrote {wording.counted(total, 'document')} to {target}", err=True)


def _assigned(item: Any) -> dict[str, Any]:
    row = dataclasses.asdict(item)
    return {**row, "claim": f"{item.document[:12]}:{item.id}", "answered": _said(item.answer) if item.answer else ""}


def _difference(each: Any) -> dict[str, Any]:
    row = {**dataclasses.asdict(each), "claim": f"{each.document[:12]}:{each.id}", "field": ", ".join(each.fields)}
    return {**row, **{side: _said(getattr(each, side), each.fields) for side in ("first", "second")}}


def _said(answer: Mapping[str, Any], fields: tuple[str, ...] = ()) -> str:
    """Return an answer, or some fields of it, on one line."""
    if not answer["claim"]:
        return "no claim"
    return "; ".join(f"{name}: {_shown(answer[name])}" for name in fields or answer if name != "claim") or "a claim"


def _shown(value: Any) -> str:
    if not isinstance(value, list):
        return str(value)
    return ", ".join(each["name"] if isinstance(each, dict) else each for each in value) or "none"
