"""``communique unknown``: who acts in some reports and is in no gazetteer, so that a user sees what to add."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from communique import wording
from communique.cli import printing
from communique.cli.leaving import FAILED, complain, leaving, refuse

if TYPE_CHECKING:
    from communique.record import Record, Span

EXAMPLES = """\b
Examples:
  communique unknown reports/
  communique unknown reports/ --limit 20 --json
  communique unknown archive.jsonl --format actors > mine.actors
"""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name of no gazetteer: in how many events and meetings it stands, over how many documents, and a sentence."""

    name: str
    deeds: int
    documents: int
    example: str


def unknown(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", hidden=True)],
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="List at most so many.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON: the same as --format json.")] = False,
    form: Annotated[
        str, typer.Option("--format", metavar="FORM", help="table, json, or actors: a dictionary to fill in.")
    ] = "table",
) -> None:
    """List who acts in the reports but is in no gazetteer, the most frequent first.

    A SOURCE is what communique read takes. Exits with 1 where a document could not be read.
    """
    if form not in ("table", "json", "actors"):
        raise refuse(f"--format {form}: one of table, json, actors")
    with leaving():
        from communique.errors import CommuniqueError
        from communique.workers import Settings, read_sources, spread

        records, failed = [], 0
        for outcome in read_sources(spread(sources), settings=Settings()):
            if isinstance(outcome.result, CommuniqueError):
                failed += 1
                complain(str(outcome.result))
            else:
                records.append(outcome.result)
        _print(unknown_actors(records)[:limit], "json" if as_json else form)
        if failed:
            raise typer.Exit(FAILED)


def unknown_actors(records: Iterable[Record]) -> tuple[Unknown, ...]:
    """Return the unresolved actors of events and meetings, the most frequent first, then by name."""
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
    """Return in how many events and meetings each actor stands, by id."""
    found: dict[str, int] = {}
    groups = [(*e.actor, *e.recipient) for e in record.events] + [m.participants for m in record.meetings]
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
