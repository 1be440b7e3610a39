"""``communique recode``: documents read anew by this version, what changed told, what analysts decided kept."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique import wording
from communique.cli import printing
from communique.cli.conditions import NARROWING, Given, asked, conditioned
from communique.cli.keeping import Database, Workers
from communique.cli.leaving import FAILED, complain, leaving, refuse
from communique.cli.querying import document_of
from communique.cli.reading import BAR_FROM, Actors, Agents, Ontology, Verbs
from communique.errors import InputRefused

if TYPE_CHECKING:
    from communique.record import Record
    from communique.register.matching import Fate
    from communique.register.rehoming import Homing
    from communique.register.store import Register
    from communique.sources.page import Page
    from communique.workers import Outcome

EXAMPLES = """\b
Examples:
  communique recode --dry-run
  communique recode --workers 4
  communique recode --dyad CHN TKM --since 2024-01-01
  communique recode 4c6036 --format json
  communique recode --all --summary

\b
Each document is one transaction: interrupted, the same command goes on where it was.

\b
Exit codes:
  0  all documents were read anew, or there was nothing to do
  1  some could not be read anew; they stay as they were
  2  bad usage, or there is no register
"""
_VERSION = re.compile(r"communique (\d+(?:\.\d+)*)")
#: sources that give a report's text and nothing else: what is known of it is read from the text again
_BARE = re.compile(r".*\.(?:txt|text|md|pdf|docx)(?:\.gz)?", re.IGNORECASE | re.DOTALL)
_MARKS = {"added": ("+", "green"), "gone": ("-", "red"), "changed": ("~", "yellow")}


class Told(StrEnum):
    """How the changes are told."""

    table = "table"
    json = "json"
    jsonl = "jsonl"


@dataclass(slots=True)
class Tally:
    """What a run has come to so far; ``claims`` counts by kind and outcome, ``decisions`` by outcome."""

    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    claims: Counter[str] = field(default_factory=Counter)
    decisions: Counter[str] = field(default_factory=Counter)

    def count(self, fates: Iterable[Fate], homings: Iterable[Homing]) -> None:
        """Count what became of the claims and decisions of one document."""
        self.claims.update(f"{fate.kind}s {fate.outcome}" for fate in fates)
        self.decisions.update(homing.outcome for homing in homings)

    def told(self, *, dry: bool) -> str:
        """Return the summary of the run on a few lines."""
        done = "would change" if dry else "changed"
        total = wording.counted(self.changed + self.unchanged, "document")
        lines = [f"{total} read anew: {self.changed:,} {done}, {self.unchanged:,} as before, {self.failed:,} failed"]
        for kind in ("actors", "meetings", "statements", "events"):
            counts = [(self.claims[f"{kind} {outcome}"], outcome) for outcome in ("added", "gone", "changed")]
            if any(count for count, _ in counts):
                lines.append(f"{kind}: " + ", ".join(f"{count:,} {outcome}" for count, outcome in counts))
        if self.decisions:
            counts = [(self.decisions[outcome], outcome) for outcome in ("kept", "moved", "stray")]
            lines.append("decisions: " + ", ".join(f"{count:,} {outcome}" for count, outcome in counts))
        return "\n".join(lines)

    def as_dict(self) -> dict[str, Any]:
        """Return the summary for JSON."""
        counts = {"changed": self.changed, "unchanged": self.unchanged, "failed": self.failed}
        claims: dict[str, dict[str, int]] = {}
        for kind in ("actors", "meetings", "statements", "events"):
            claims[kind] = {outcome: self.claims[f"{kind} {outcome}"] for outcome in ("added", "gone", "changed")}
        return {**counts, **claims, "decisions": {name: self.decisions[name] for name in ("kept", "moved", "stray")}}


@conditioned(*NARROWING)
def recode(  # noqa: PLR0913 - the parameters of a command are its options
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID", hidden=True)] = None,
    all_: Annotated[bool, typer.Option("--all", help="Also what this version read already.")] = False,
    older: Annotated[bool, typer.Option("--older", help="What an older version read; so too without it.")] = False,
    *,
    given: Given,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
    summary: Annotated[bool, typer.Option("--summary", help="Tell the counts alone.")] = False,
    form: Annotated[Told, typer.Option("--format", help="How to tell what changed.")] = Told.table,
    workers: Workers = 1,
    actors: Actors = None,
    agents: Agents = None,
    verbs: Verbs = None,
    ontology: Ontology = None,
    db: Database = None,
) -> None:
    """Read documents of the register anew with this version, and show what changed.

    Without an ID or a condition: all that an older version read. What analysts decided is kept at its claim, by the
    claim's words; a decision whose claim is gone is kept beside and told. Near duplicates are read anew too.
    """
    if all_ and older:
        raise refuse("--all and --older exclude each other: choose one")
    with leaving():
        from communique.register.following import keep_up
        from communique.register.store import Register
        from communique.workers import Settings, read_pages

        ask = asked({**given, "every": True})
        settings = Settings(
            actors=tuple(actors or ()),
            agents=tuple(agents or ()),
            verbs=tuple(verbs or ()),
            ontology=tuple(ontology or ()),
        )
        with Register.open(db, must_exist=True) as register:
            chosen = _chosen(register, ids or [], ask, everything=all_)
            pages = _pages(register, chosen)
            processes = max(1, min(workers or os.cpu_count() or 1, len(chosen)))
            tally = Tally()
            teller = _Teller(form, summary=summary)
            watched = len(chosen) >= BAR_FROM and sys.stderr.isatty() and (summary or not sys.stdout.isatty())
            outcomes = read_pages(pages, settings=settings, workers=processes)
            try:
                with printing.watching(outcomes, len(chosen)) if watched else nullcontext(outcomes) as stream:
                    for outcome in stream:
                        _settle(register, outcome, tally, teller, dry=dry_run)
            finally:
                teller.end(tally, dry=dry_run)
            if not dry_run:
                keep_up(register)
    if tally.failed:
        raise typer.Exit(FAILED)


def is_older(coder: str, than: str) -> bool:
    """Return whether a record's coder is an older version than ``than``; one that cannot be told is older."""
    one, other = (_VERSION.fullmatch(name) for name in (coder, than))
    if one is None or other is None:
        return coder != than
    return tuple(map(int, one[1].split("."))) < tuple(map(int, other[1].split(".")))


def _chosen(register: Register, ids: list[str], ask: Any, *, everything: bool) -> tuple[str, ...]:
    """Return the ids of the documents to be read anew, in the order of adding."""
    from communique.register.queries import documents
    from communique.version import __version__

    named = {document_of(register, each) for each in ids}
    present = f"communique {__version__}"
    rows = [
        (row.number, row.id)
        for row in documents(register.engine, ask)
        if (not ids or row.id in named) and (everything or is_older(row.coder, present))
    ]
    return tuple(id for _, id in sorted(rows))


def _pages(register: Register, chosen: Iterable[str]) -> Iterator[Page]:
    for id in chosen:
        yield page_of(register.record(id), bare=_is_bare(register, id))


def _is_bare(register: Register, id: str) -> bool:
    """Return whether every place that a document was found at gave its text alone, and so nothing known of it."""
    carriers = [each for each in register.carriers(id) if each.document == id]
    return bool(carriers) and all(each.url is None and _BARE.fullmatch(each.source) for each in carriers)


def page_of(record: Record, *, bare: bool) -> Page:
    """Return the page of a record's document, to be read anew: the very same text.

    What is known of the document stays as it was, unless its source was ``bare`` text, which is asked again; what the
    text does not tell any more stays all the same.
    """
    from communique.record import Byline
    from communique.sources.text import read_text

    old = record.document
    known = {} if bare and old.url is None else {"title": old.title, "published": old.published, "url": old.url}
    page = read_text(old.text, **known)
    fresh = page.document
    first, second = (fresh, old) if not known else (old, fresh)
    document = dataclasses.replace(
        fresh,
        title=first.title or second.title,
        published=first.published or second.published,
        publisher=first.publisher or second.publisher,
        byline=first.byline if first.byline != Byline() else second.byline,
    )
    return dataclasses.replace(page, document=document, source=old.id)


def _settle(register: Register, outcome: Outcome, tally: Tally, teller: _Teller, *, dry: bool) -> None:
    """Put the new reading in place, or only compare it, and tell what changed."""
    from communique.register.matching import fates

    record = outcome.result
    if isinstance(record, InputRefused):
        tally.failed += 1
        complain(f"{outcome.source[:12]}: {record.reason}. {record.remedy}")
        return
    done = register.recode(record, dry=dry)
    found = fates(done.old, record)
    tally.changed += bool(found)
    tally.unchanged += not found
    tally.count(found, done.homings)
    if found or any(homing.outcome != "kept" for homing in done.homings):
        teller.tell(record, found, done.homings)


@dataclass(slots=True)
class _Teller:
    """Tells the changes of one document after the other."""

    form: Told
    summary: bool
    told: int = 0

    def tell(self, record: Record, fates: tuple[Fate, ...], homings: tuple[Homing, ...]) -> None:
        """Print what changed in one document."""
        if self.summary:
            return
        if self.form is Told.table:
            _print_lines(record, fates, homings)
        else:
            row = json.dumps(_as_dict(record, fates, homings), ensure_ascii=False)
            opening = ("," if self.told else '{"documents": [') + "\n"
            printing.write((opening if self.form is Told.json else "") + row, end="" if self._whole else "\n")
        self.told += 1

    @property
    def _whole(self) -> bool:
        return self.form is Told.json

    def end(self, tally: Tally, *, dry: bool) -> None:
        """Print the summary: in JSON as its last value, else on standard error."""
        if self._whole:
            opening = "" if self.told else '{"documents": ['
            printing.write(f'{opening}\n], "summary": {json.dumps(tally.as_dict(), ensure_ascii=False)}}}')
        else:
            typer.echo(tally.told(dry=dry), err=True)


def _as_dict(record: Record, fates: tuple[Fate, ...], homings: tuple[Homing, ...]) -> dict[str, Any]:
    decisions = [
        {
            "number": homing.decision.number,
            "subject": homing.decision.subject,
            "verb": homing.decision.verb,
            "who": homing.decision.who,
            "old": homing.decision.id,
            "new": homing.id,
            "outcome": homing.outcome,
            "changed": list(homing.changed),
        }
        for homing in homings
    ]
    document = {"document": record.document.id, "date": record.document.date, "title": record.document.title}
    return {**document, "changes": [dataclasses.asdict(fate) for fate in fates], "decisions": decisions}


def _print_lines(record: Record, fates: tuple[Fate, ...], homings: tuple[Homing, ...]) -> None:
    document = record.document
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    title = wording.clean(document.title or "Untitled report")
    lines = [wording.listed((document.id[:12], document.date, title), "  ")]
    for fate in fates:
        mark, colour = _MARKS[fate.outcome]
        head = f"  {mark} {fate.kind} {fate.new or fate.old or ''}".rstrip()
        head = typer.style(head, fg=colour) if coloured else head
        lines.append(head + (f"  {_short(fate.words)}" if fate.kind != "document" else ""))
        lines += [f"      {change.field}: {_short(change.old)} → {_short(change.new)}" for change in fate.changes]
    lines += [line for homing in homings if (line := _line(homing))]
    printing.write("\n".join(lines))


def _line(homing: Homing) -> str:
    """Return what became of a decision in words; nothing of one that is where it was, on a claim that is as it was."""
    decision = homing.decision
    what = f"! decision {decision.number}, {decision.verb} of {decision.subject} {decision.id} by {decision.who}: "
    changed = f"look again, other values now: {', '.join(homing.changed)}" if homing.changed else ""
    if homing.outcome == "stray":
        return "  " + wording.clean(what + "its claim is gone; the decision is kept beside")
    if homing.outcome == "kept" and not changed:
        return ""
    moved = f"moved to {homing.id}" if homing.outcome == "moved" else ""
    return "  " + wording.clean(what + wording.listed((moved, changed), "; "))


def _short(value: Any) -> str:
    """Return a value on one line of readable length."""
    if isinstance(value, tuple | list):
        value = ", ".join(str(list(each)) if isinstance(each, tuple) else str(each) for each in value)
    words = wording.clean(str(value)) if value not in (None, "") else "—"
    return words if len(words) <= 100 else words[:99] + "…"
