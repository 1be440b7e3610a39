"""``communique unknown``: who acts in some reports and is in no gazetteer, so that a user sees what to add."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from communique import wording
from communique.cli import printing
from communique.cli.keeping import Database
from communique.cli.leaving import FAILED, complain, leaving, refuse

if TYPE_CHECKING:
    from communique.record import Record, Span

EXAMPLES = """\b
Examples:
  communique unknown reports/
  communique unknown reports/ --limit 20 --json
  communique unknown archive.jsonl --format actors > mine.actors
  communique unknown --db archive.db
"""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name of no gazetteer: how often it acts, meets or speaks, over how many documents, and a sentence."""

    name: str
    deeds: int
    documents: int
    example: str


def unknown(
    sources: Annotated[list[str] | None, typer.Argument(metavar="SOURCE", hidden=True)] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="List at most so many.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON: the same as --format json.")] = False,
    form: Annotated[
        str, typer.Option("--format", metavar="FORM", help="table, json, or actors: a dictionary to fill in.")
    ] = "table",
    db: Database = None,
) -> None:
    """List who acts, meets or speaks in reports but is in no gazetteer, the most frequent first.

    A SOURCE is what communique read takes. Without a SOURCE the documents of the register are asked. Exits with 1 where
    a document could not be read.
    """
    if form not in ("table", "json", "actors"):
        raise refuse(f"--format {form}: one of table, json, actors")
    with leaving():
        failed: list[str] = []
        records = _read(sources, failed) if sources else _kept(db)
        _print(unknown_actors(records)[:limit], "json" if as_json else form)
        if failed:
            raise typer.Exit(FAILED)


def _read(sources: Iterable[str], failed: list[str]) -> Iterator[Record]:
    """Yield the record of each document as it is read; what fails is told, and put among the failed."""
    from communique.errors import CommuniqueError
    from communique.workers import Settings, read_sources, spread

    for outcome in read_sources(spread(sources), settings=Settings()):
        if isinstance(outcome.result, CommuniqueError):
            failed.append(outcome.source)
            complain(str(outcome.result))
        else:
            yield outcome.result


def _kept(db: str | None) -> Iterator[Record]:
    from communique.register.following import originals
    from communique.register.store import Register

    with Register.open(db, must_exist=True) as register:
        yield from (record for _, record in originals(register))


def unknown_actors(records: Iterable[Record]) -> tuple[Unknown, ...]:
    """Return the unresolved actors of events, meetings and statements, the most frequent first, then by name.

    Of the records, which are taken one after the other, none is kept.
    """
    deeds: dict[str, int] = {}
    documents: dict[str, int] = {}
    examples: dict[str, str] = {}
    for record in records:
        counts = _deeds(record)
        seen = set()
        for actor in record.actors:
            count = counts.get(actor.id, 0)
            if actor.resolved or not count:
                continue
            name = wording.clean(actor.name)
            deeds[name] = deeds.get(name, 0) + count
            documents[name] = documents.get(name, 0) + (name not in seen)
            seen.add(name)
            if name not in examples or not examples[name]:
                examples[name] = _sentence(record.document.text, actor.mentions)
    ordered = sorted(deeds, key=lambda name: (-deeds[name], name))
    return tuple(Unknown(name, deeds[name], documents[name], examples[name]) for name in ordered)


def _deeds(record: Record) -> dict[str, int]:
    """Return how often each actor acts or is acted upon, meets and speaks, by id; an event of its own words is one."""
    found: dict[str, int] = {}
    spoken = {statement.id: statement.speaker for statement in record.statements}
    groups = [*spoken.values(), *(meeting.participants for meeting in record.meetings)]
    for event in record.events:
        words = spoken.get(event.statement or "", ())
        groups.append(tuple(one for one in (*event.actor, *event.recipient) if one not in words))
    for group in groups:
        for actor in dict.fromkeys(group):
            found[actor] = found.get(actor, 0) + 1
    return found


def _sentence(text: str, mentions: tuple[Span, ...]) -> str:
    """Return the sentence around the first mention, as far as full stops and line ends tell it."""
    if not mentions:
        return ""
    first = mentions[0]
    start = max(text.rfind(". ", 0, first.start) + 1, text.rfind("\n", 0, first.start) + 1)
    ends = [end for mark in (". ", "\n") if (end := text.find(mark, first.end)) >= 0]
    return wording.clean(text[start : min(ends) + 1 if ends else len(text)])


def _print(found: tuple[Unknown, ...], form: str) -> None:
    if form == "json":
        printing.write(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
        return
    for one in found:
        if form == "actors":
            printing.write(f"# {one.deeds} in {one.documents}: {one.example}\n# {one.name}")
        else:
            printing.write(f"{one.deeds:6}  {one.name}\n        {one.example}")
