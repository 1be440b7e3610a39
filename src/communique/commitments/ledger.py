"""From records to commitments: a pure function of the records and of what analysts decided, in whatever order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.commitments.decisions import Decided, decide
from communique.commitments.linking import UNDERTAKING, Group, Undertaking, link, undertakings, weigh
from communique.commitments.model import Commitment, Decision, Ledger, Note, StatusMove, commitment_id
from communique.commitments.status import Evidence, Finder, evidence, trail
from communique.commitments.wording import Weights
from communique.record import AREAS, Act, Record

#: how long the phrase that stands for a commitment may be
PHRASE = 160


def commitments(records: Iterable[Record], decisions: Sequence[Decision] = ()) -> tuple[Commitment, ...]:
    """Return the commitments that records give, as analysts left them, in the order in which they were first made."""
    return follow(records, decisions).commitments


def follow(records: Iterable[Record], decisions: Sequence[Decision] = (), *, weights: Weights | None = None) -> Ledger:
    """Return the commitments that records give, and the decisions that found nothing to decide about.

    A record that comes twice counts once. The order of records does not matter, that of decisions does. ``weights``
    say how much each term tells, where that is not to be taken from these records.
    """
    brought = bring_together(records, decisions, weights=weights)
    groups, told = brought.decided.groups, brought.told
    entries = (entry(group, told.get(at, ()), brought.decided, brought.weights) for at, group in enumerate(groups))
    return Ledger(commitments=tuple(entries), unapplied=tuple(brought.decided.unapplied))


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Statements brought together: as they were ``linked`` and as analysts ``decided``, and what is told of them.

    ``told`` holds the clauses about a decided group by its place, in the order of time; ``clauses`` are all there are.
    """

    linked: Sequence[Group]
    decided: Decided
    clauses: Sequence[Evidence]
    told: Mapping[int, Sequence[Evidence]]
    weights: Weights


def bring_together(
    records: Iterable[Record], decisions: Sequence[Decision] = (), *, weights: Weights | None = None
) -> Brought:
    """Return what the statements of all records make together; see ``follow``."""
    found: list[Undertaking] = []
    clauses: list[Evidence] = []
    seen: set[str] = set()
    for record in records:
        if record.document.id not in seen:
            seen.add(record.document.id)
            found.extend(undertakings(record))
            clauses.extend(evidence(record))
    found.sort(key=lambda one: one.order)
    clauses.sort(key=lambda clause: clause.order)
    weights = weights or weigh(found)
    linked = link(found, weights)
    decided = decide(linked, decisions)
    finder = Finder(decided.groups, weights)
    told: dict[int, list[Evidence]] = defaultdict(list)
    for clause in clauses:
        for at in finder.about(clause):
            told[at].append(clause)
    return Brought(linked=linked, decided=decided, clauses=clauses, told=told, weights=weights)


def entry(group: Group, told: Sequence[Evidence], decided: Decided, weights: Weights) -> Commitment:
    """Return the commitment of a group, with the clauses that tell of its outcomes in the order of time."""
    members = group.members
    parties, towards = _sides(members)
    dates = [date for member in members if (date := member.date)]
    phrase = _phrase(members, weights)
    moves, notes = _by_analysts(members, decided)
    steps = (*trail(group, told), *moves)
    areas = {area for member in members for area in member.areas}
    speakers = dict.fromkeys(country for member in members for country in member.speakers)
    return Commitment(
        id=commitment_id(members[0].source),
        parties=parties,
        towards=towards,
        act=_act(members),
        areas=tuple(area for area in AREAS if area in areas),
        what=_trimmed(phrase.text),
        what_document=phrase.source.document,
        what_span=phrase.content,
        first_said=min(dates, default=None),
        last_said=max(dates, default=None),
        times=len(members),
        speakers=tuple(speakers),
        status=steps[-1].status,
        trail=steps,
        statements=tuple(member.source for member in members),
        notes=notes,
    )


def _act(members: Sequence[Undertaking]) -> Act:
    """Return the act that binds most among the members'."""
    acts = [member.act for member in members]
    return min(acts, key=UNDERTAKING.index)


def _sides(members: Sequence[Undertaking]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who undertakes and towards whom: as said in the act that binds most."""
    act = _act(members)
    binding = [member for member in members if member.act == act]
    parties = frozenset().union(*(member.parties for member in binding))
    everyone = frozenset().union(*(member.dyad for member in members))
    return tuple(sorted(parties)), tuple(sorted(everyone - parties))


def _phrase(members: Sequence[Undertaking], weights: Weights) -> Undertaking:
    """Return the member whose words stand for all: those that hold most of what recurs, in the fewest words."""
    counts: dict[str, int] = defaultdict(int)
    for member in members:
        for term in member.wording.terms:
            counts[term] += 1

    def standing(member: Undertaking) -> float:
        recurring = sum(weights.of(term) * counts[term] for term in sorted(member.wording.terms))
        return recurring / len(members) - 0.005 * len(member.text)

    return max(members, key=standing)


def _trimmed(text: str) -> str:
    """Return a phrase on one line, cut at a word where it is long."""
    words = " ".join(text.split())
    if len(words) <= PHRASE:
        return words
    return words[: PHRASE - 1].rsplit(" ", 1)[0] + "…"


def _by_analysts(members: Sequence[Undertaking], decided: Decided) -> tuple[tuple[StatusMove, ...], tuple[Note, ...]]:
    """Return the moves and notes that analysts made on the ids of these members, in the order of the decisions."""
    ids = [commitment_id(member.source) for member in members]
    moves = [move for name in ids for move in decided.moves.get(name, ())]
    notes = [note for name in ids for note in decided.notes.get(name, ())]
    return (
        tuple(sorted(moves, key=lambda move: move.date or "")),
        tuple(sorted(notes, key=lambda note: note.when)),
    )
