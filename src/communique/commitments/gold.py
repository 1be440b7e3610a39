"""Gold of commitments: short reports whose statements are marked, with their clusters and how far each has come.

A file holds one relationship. ``# NOR Norway Norwegian`` names a country's words, ``@ 2018-02-12 Nordic Courier``
starts a report, ``[sol NOR>GHA pledge energy: build a plant]`` marks a statement of the cluster ``sol`` (``NOR+GHA``
where both undertake it), ``= sol pledged`` says how far clusters have come after the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from communique.commitments.ledger import commitments
from communique.commitments.model import STATUSES, Commitment, Source
from communique.commitments.scoring import Agreement, accuracy, b_cubed
from communique.errors import GoldRefused
from communique.record import Act, Actor, Document, Record, Span, Statement, document_id

_MARK = re.compile(r"\[(\w+) ([A-Z]{3}(?:[+>][A-Z]{3})*) (\w+) ([\w,]+): ([^\]]+)\]")
_ACTS: dict[str, Act] = {act: act for act in get_args(Act)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """Reports of one relationship in time: their records, the cluster of each statement, the status after a report.

    ``statuses`` holds (document id, cluster, status) in time.
    """

    name: str
    records: tuple[Record, ...]
    clusters: dict[Source, str]
    statuses: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Agreement of the links, accuracy of the statuses after each report, and of those that just changed."""

    links: Agreement
    status: float
    changes: float
    points: int
    changed: int


def gold_files(path: Path) -> tuple[Path, ...]:
    """Return the files of gold that a path stands for, by name; raises GoldRefused where there are none."""
    if not path.is_dir():
        return (path,)
    found = tuple(sorted(path.glob("*.mark")))
    if not found:
        raise GoldRefused(str(path), 1, "the folder holds no NAME.mark")
    return found


def read_gold(path: Path) -> Relationship:
    """Return the relationship of a file; raises GoldRefused where it cannot be read, or a line is not of the form."""
    words: dict[str, tuple[str, ...]] = {}
    records: list[Record] = []
    clusters: dict[Source, str] = {}
    statuses: list[tuple[str, str, str]] = []
    head = ("", "")
    for number, line in enumerate(_lines(path), start=1):
        kind, _, rest = line.partition(" ")
        if kind == "#":
            country, *names = rest.split()
            words[country] = tuple(names)
        elif kind == "@":
            date, _, publisher = rest.partition(" ")
            head = (date, publisher)
        elif kind == "=":
            statuses.extend(_statuses(records, rest, path, number))
        elif line:
            try:
                record, marked = _record(line, head, words)
            except KeyError as error:
                raise GoldRefused(str(path), number, f"unknown country or act {error}") from None
            records.append(record)
            clusters.update(marked)
    return Relationship(name=path.stem, records=tuple(records), clusters=clusters, statuses=tuple(statuses))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else f"not UTF-8 at byte {error.start}"
        raise GoldRefused(str(path), 1, reason or "cannot be read") from None


def _statuses(records: Sequence[Record], rest: str, path: Path, number: int) -> list[tuple[str, str, str]]:
    """Return what a line of statuses says of the last report."""
    parts = rest.split()
    if not records or len(parts) % 2 or not set(parts[1::2]) <= set(STATUSES):
        raise GoldRefused(str(path), number, "not of the form = CLUSTER STATUS …, after a report")
    return [(records[-1].document.id, name, status) for name, status in zip(parts[::2], parts[1::2], strict=True)]


def _record(line: str, head: tuple[str, str], words: dict[str, tuple[str, ...]]) -> tuple[Record, dict[Source, str]]:
    """Return the record that a marked report describes, and the clusters of its statements."""
    text, marks, at = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        marks.append((mark, Span(len(text), len(text) + len(mark[5]))))
        text, at = text + mark[5], mark.end()
    text += line[at:]
    identity = document_id(text)
    actors = tuple(_state(country, names, text) for country, names in words.items())
    statements = tuple(_statement(n, mark, span, text) for n, (mark, span) in enumerate(marks, start=1))
    document = Document(id=identity, text=text, published=head[0], publisher=head[1])
    record = Record(document=document, actors=actors, statements=statements)
    for mark, _ in marks:
        _ = [words[country] for country in re.split("[+>]", mark[2])]
    return record, {Source(identity, f"s{n}"): mark[1] for n, (mark, _) in enumerate(marks, start=1)}


def _state(country: str, names: Iterable[str], text: str) -> Actor:
    found = sorted(Span(m.start(), m.end()) for name in names for m in re.finditer(rf"\b{name}\b", text))
    return Actor(id=country, name=next(iter(names), country), kind="state", country=country, mentions=tuple(found))


def _statement(number: int, mark: re.Match[str], span: Span, text: str) -> Statement:
    first, *others = re.split("[+>]", mark[2])
    joint = "+" in mark[2]
    start = text.rfind(". ", 0, span.start) + 2 if ". " in text[: span.start] else 0
    end = text.find(". ", span.end)
    speakers = (first, *others) if joint else (first,)
    return Statement(
        id=f"s{number}",
        speaker=speakers,
        speaker_country=speakers,
        act=_ACTS[mark[3]],
        content=span,
        areas=tuple(mark[4].split(",")),
        addressees=() if joint else tuple(others),
        evidence=(Span(start, end + 1 if end >= 0 else len(text)),),
    )


def measure(relationships: Sequence[Relationship]) -> Figures:
    """Return how well the commitments of all these records together agree with their gold."""
    entries = commitments(record for one in relationships for record in one.records)
    found = {source: entry.id for entry in entries for source in entry.statements}
    gold = {source: f"{one.name}/{name}" for one in relationships for source, name in one.clusters.items()}
    expected, told, changed = {}, {}, {}
    for one in relationships:
        before: dict[str, str] = {}
        for document, name, status in one.statuses:
            point = (one.name, document, name)
            expected[point] = status
            told[point] = _status_after(one, document, name, entries)
            if before.get(name, status) != status:
                changed[point] = status
            before[name] = status
    return Figures(
        links=b_cubed(found, gold),
        status=accuracy(told, expected),
        changes=accuracy(told, changed),
        points=len(expected),
        changed=len(changed),
    )


def _status_after(one: Relationship, document: str, name: str, entries: Sequence[Commitment]) -> str:
    """Return the status after a report of the commitment that holds the cluster's first statement."""
    dates = {record.document.id: record.document.date or "" for record in one.records}
    first = next((source for source, cluster in one.clusters.items() if cluster == name), None)
    for entry in entries:
        if first in entry.statements:
            moves = [move for move in entry.trail if (move.date or "") <= dates[document]]
            return moves[-1].status if moves else ""
    return ""
