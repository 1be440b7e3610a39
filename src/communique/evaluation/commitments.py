"""Commitments from end to end: what the coder reads in the reports of gold, followed, against the marked undertakings.

A statement that the coder read stands for a marked one where it covers half of the shorter one's characters. What is
not found counts as wrong everywhere: in the links as an item without any company, in the statuses as none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Protocol

from communique.commitments.gold import Relationship
from communique.commitments.ledger import commitments
from communique.commitments.linking import UNDERTAKING, Undertaking, undertakings
from communique.commitments.model import Commitment, Source
from communique.commitments.scoring import Agreement, b_cubed
from communique.errors import InputRefused
from communique.evaluation.matching import pair_up
from communique.evaluation.sheet import Found, Share, Wrong
from communique.record import Record, Span, Statement

#: the share of the shorter of two contents from which on they are the same statement
SAME_FROM = 0.5
#: of two that cover alike, the one that undertakes the same is preferred
PREFERENCE = 0.01


class Read(Protocol):
    """How a text is read, with the day on which it was published."""

    def __call__(self, text: str, *, published: str | None) -> Record:
        """Return the record of a text; raises InputRefused where it cannot be read."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What reading and following came to.

    ``undertakings`` counts statements that undertake something; ``act``, ``parties`` and ``towards`` are right of those
    found. ``links`` are over all marked and read undertakings, ``links_found`` over those found. ``status`` is asked
    after each report, ``status_found`` of clusters of which any statement was found, ``changes`` where it just changed.
    """

    documents: int
    refused: tuple[str, ...]
    undertakings: Found
    act: Share
    parties: Share
    towards: Share
    links: Agreement
    links_found: Agreement
    status: Share
    status_found: Share
    changes: Share
    wrong: tuple[Wrong, ...]

    def figures(self) -> dict[str, float]:
        """Return every figure by name, 0 to 1."""
        return {
            "undertaking_p": self.undertakings.precision,
            "undertaking_r": self.undertakings.recall,
            "undertaking_f1": self.undertakings.f1,
            "act": self.act.accuracy,
            "parties": self.parties.accuracy,
            "towards": self.towards.accuracy,
            "links_p": self.links.precision,
            "links_r": self.links.recall,
            "links_f1": self.links.f1,
            "links_found_p": self.links_found.precision,
            "links_found_r": self.links_found.recall,
            "links_found_f1": self.links_found.f1,
            "status": self.status.accuracy,
            "status_found": self.status_found.accuracy,
            "status_changes": self.changes.accuracy,
        }


def measure(relationships: Sequence[Relationship], read: Read) -> Report:
    """Return how well reading all these reports and following what was read agrees with their gold.

    A report that is refused counts as one in which nothing was found. Raises ValueError where a reading is of another
    text, for then its spans mean nothing here.
    """
    records: dict[str, Record] = {}
    refused = []
    for wanted in (record for one in relationships for record in one.records):
        try:
            records[wanted.document.id] = read(wanted.document.text, published=wanted.document.published)
        except InputRefused as refusal:
            refused.append(f"{wanted.document.id[:12]}: {refusal}")
    entries = commitments(records.values())
    kept = [pair for one in relationships for pair in _pairs(one, records)]
    found = {ours.source: theirs.source for theirs, ours in kept}
    given = [source for entry in entries for source in entry.statements]
    marked = {source: f"{one.name}/{name}" for one in relationships for source, name in one.clusters.items()}
    invented = tuple(source for source in given if source not in found)
    linked = {found.get(source, _apart(source)): entry.id for entry in entries for source in entry.statements}
    points = [point for one in relationships for point in _points(one, entries, found)]
    return Report(
        documents=len(records) + len(refused),
        refused=tuple(refused),
        undertakings=Found(hits=len(kept), given=len(given), wanted=len(marked)),
        act=_share(theirs.act == ours.act for theirs, ours in kept),
        parties=_share(theirs.parties == ours.parties for theirs, ours in kept),
        towards=_share(theirs.towards == ours.towards for theirs, ours in kept),
        links=_strict(linked, marked),
        links_found=b_cubed(
            {source: linked[source] for source in found.values()}, {source: marked[source] for source in found.values()}
        ),
        status=_share(point.right for point in points),
        status_found=_share(point.right for point in points if point.known),
        changes=_share(point.right for point in points if point.changed),
        wrong=(
            *(wrong for pair in kept if (wrong := _unlike(*pair))),
            *(_missed(source, one, records) for one in relationships for source in _lacking(one, found)),
            *(_invented(source, records) for source in invented),
            *(point.wrong for point in points if not point.right),
        ),
    )


def _share(answers: Iterable[bool]) -> Share:
    every = tuple(answers)
    return Share(sum(every), len(every))


def _pairs(one: Relationship, records: Mapping[str, Record]) -> Iterator[tuple[Undertaking, Undertaking]]:
    """Yield each marked undertaking with that which was read for it, where there is one."""
    for wanted in one.records:
        read = records.get(wanted.document.id)
        if read is None:
            continue
        if read.document.text != wanted.document.text:
            raise ValueError(f"the reading of {wanted.document.id} is of another text")
        theirs, ours = undertakings(wanted), undertakings(read)
        candidates = [
            (covered + PREFERENCE * (a.act == b.act) + PREFERENCE * (a.parties == b.parties), i, j)
            for i, a in enumerate(theirs)
            for j, b in enumerate(ours)
            if (covered := _covered(a.content, b.content)) >= SAME_FROM
        ]
        yield from ((theirs[i], ours[j]) for i, j in sorted(pair_up(candidates).items()))


def _covered(a: Span, b: Span) -> float:
    """Return how much of the shorter of two spans both cover."""
    return max(0, min(a.end, b.end) - max(a.start, b.start)) / min(a.end - a.start, b.end - b.start)


def _apart(source: Source) -> Source:
    """Return a source that no statement of gold has: its ids and those of a reading are alike."""
    return source._replace(statement=f"read {source.statement}")


def _strict(linked: Mapping[Source, str], marked: Mapping[Source, str]) -> Agreement:
    """Return B-cubed over all undertakings, where one that was missed or made up agrees with nothing."""
    both = [source for source in linked if source in marked]
    alike = {
        source: sum(linked[other] == linked[source] and marked[other] == marked[source] for other in both)
        for source in both
    }
    ours, theirs = Counter(linked.values()), Counter(marked.values())
    precision = fsum(alike[source] / ours[linked[source]] for source in both) / max(1, len(linked))
    recall = fsum(alike[source] / theirs[marked[source]] for source in both) / max(1, len(marked))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Agreement(precision=precision, recall=recall, f1=f1, items=len({*linked, *marked}))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """What the status of a cluster is after a report, and what it was followed to; "" where it has no entry yet."""

    where: str
    cluster: str
    wanted: str
    told: str
    known: bool
    changed: bool

    @property
    def right(self) -> bool:
        return self.told == self.wanted

    @property
    def wrong(self) -> Wrong:
        fault = f"{self.wanted} read as {self.told or 'none'}"
        return Wrong(self.where, "status", (fault,), self.cluster)


def _points(one: Relationship, entries: Sequence[Commitment], found: Mapping[Source, Source]) -> Iterator[_Point]:
    """Yield the statuses that are asked, of the entry that holds the first statement of the cluster that was found."""
    holding = {found[source]: entry for entry in entries for source in entry.statements if source in found}
    dates = {record.document.id: record.document.date or "" for record in one.records}
    before: dict[str, str] = {}
    for document, name, status in one.statuses:
        entry = next((holding[s] for s, cluster in one.clusters.items() if cluster == name and s in holding), None)
        moves = [move for move in entry.trail if (move.date or "") <= dates[document]] if entry else []
        yield _Point(
            where=f"{one.name} {dates[document]}",
            cluster=name,
            wanted=status,
            told=moves[-1].status if moves else "",
            known=entry is not None,
            changed=before.get(name, status) != status,
        )
        before[name] = status


def _unlike(theirs: Undertaking, ours: Undertaking) -> Wrong | None:
    """Return what is wrong about an undertaking that was found."""
    acts = (theirs.act, ours.act)
    faults = [f"act: {acts[0]} read as {acts[1]}"] if acts[0] != acts[1] else []
    for name, right, read in (
        ("parties", theirs.parties, ours.parties),
        ("towards", theirs.towards, ours.towards),
    ):
        if right != read:
            faults.append(f"{name}: {_listed(right)} read as {_listed(read)}")
    if not faults:
        return None
    return Wrong(
        _where(theirs.source.document, theirs.date), "undertaking", tuple(faults), f"{theirs.text} | {ours.text}"
    )


def _listed(countries: Iterable[str]) -> str:
    return "+".join(sorted(countries)) or "none"


def _lacking(one: Relationship, found: Mapping[Source, Source]) -> Iterator[Source]:
    hit = set(found.values())
    yield from (source for source in one.clusters if source not in hit)


def _missed(source: Source, one: Relationship, records: Mapping[str, Record]) -> Wrong:
    """Return a marked undertaking that was not found, and why not."""
    wanted = next(record for record in one.records if record.document.id == source.document)
    statement = next(each for each in wanted.statements if each.id == source.statement)
    read = records.get(source.document)
    content = statement.content
    near = [] if read is None else [s for s in read.statements if _covered(content, s.content) >= SAME_FROM]
    return Wrong(
        _where(source.document, wanted.document.date), "missed", (_why(near),), content.of(wanted.document.text)
    )


def _why(near: Sequence[Statement]) -> str:
    """Return why no undertaking came of the statements that cover the same words."""
    if not near:
        return "no statement"
    for statement in near:
        if statement.act in UNDERTAKING and statement.modality != "asserted":
            return f"read as {statement.modality}"
        if statement.act in UNDERTAKING:
            return "without a party or a thing"
    return f"read as {near[0].act}"


def _invented(source: Source, records: Mapping[str, Record]) -> Wrong:
    """Return an undertaking that is not in gold."""
    read = next(record for record in records.values() if record.document.id == source.document)
    statement = next(each for each in read.statements if each.id == source.statement)
    return Wrong(
        _where(source.document, read.document.date),
        "not in gold",
        (statement.act,),
        statement.content.of(read.document.text),
    )


def _where(document: str, date: str | None) -> str:
    return f"{document[:12]} {date or ''}".strip()
