"""How far an undertaking has come: each move with the words that tell of it.

A statement of an undertaking gives it the status of its act. After that any sentence of any report moves the status,
if it tells of an outcome and is about the same thing between the same countries. A repeat never lowers a status.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from communique.commitments.cues import Cue, cue, tells
from communique.commitments.linking import Group, known_words
from communique.commitments.model import RANK, Source, Status, StatusMove
from communique.commitments.vocabulary import broad, generic, parts, undertaken
from communique.commitments.wording import Weights, Wording, conflict, wording
from communique.record import Record, Span

_BY_ACT: Mapping[str, Status] = {"propose": "proposed", "pledge": "pledged", "agree": "agreed"}
_SENTENCE = re.compile(r"(?<=[^A-Z\s][.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n+")
_CLAUSE = re.compile(
    r";\s+|,?\s+(?:while|whereas|although)\s+|,\s+(?:but|and)\s+(?=[^,]*\b(?:was|were|has|have|is|are)\b)"
    r"|\s+and\s+(?=(?:agreed|pledged|promised|offered|proposed|vowed|decided|discussed)\b)"
)
#: a sentence that begins so speaks on about what the one before named
_GOES_ON = re.compile(
    r"^[\"“‘(]*(?:It|They|The|This|That|These|Those|Both|Work|Works|Construction|Building|Deliveries|Training|Its|"
    r"Their|Drilling|A year|Last|In|On|Since|Yesterday|Shipments|Implementation)\b"
)
#: what was signed, where nothing but the sentence before says what it is
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_THE_PAPER = re.compile(
    r"\s+(?:it|them|(?:the|this|that|both|these)\s+(?:(?:new|joint|bilateral|final|long-awaited|resulting)\s+)?"
    r"(?:agreement|accord|deal|contract|treaty|pact|memorandum|protocol|document|paper|convention|charter)s?)\b"
    rf"(?!\s+(?:on(?!\s+{_WEEKDAY})|of|for|about|to)\b)"
    rf"|\s*(?:(?:in|on|at|by|between|last|this|yesterday|today|earlier)\b|{_WEEKDAY})",
    re.I,
)
_ANOTHER = re.compile(r"\b(?:agree|pledg|promis|propos|vow|offer|undert|intend|will|would|discuss|announc)\w*", re.I)
#: the share of what an undertaking tells that a sentence must repeat to be about it
ABOUT = 0.5
#: the weight that they must have in common at least, and where only one of the countries is named
COMMON = 0.7
COMMON_ALONE = 0.9
#: how much better the best match must be than the next
MARGIN = 1.1
#: what a shared amount or ordinal adds
SHARED_NUMBER = 0.4
#: the likeness of a clause that says that the very words of a statement were signed
CERTAIN = 9.0
#: a shared name beside a shared thing says as much as a longer repeat
NAMED = 1.3
#: what is left of a likeness where one says "the second" and the other does not, or where amounts differ
UNNUMBERED = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A clause that tells of an outcome, with what it is about and which countries its sentence and report name.

    ``quote`` are its words, ``statement`` is one that it holds, ``signs`` are the ids of the statements of the report
    whose content the clause says was signed.
    """

    document: str
    date: str | None
    span: Span
    quote: str
    cue: Cue
    wording: Wording
    named: frozenset[str]
    countries: frozenset[str]
    signs: frozenset[str] = frozenset()
    statement: str | None = None

    @property
    def order(self) -> tuple[str, str, int]:
        """Where it stands in time."""
        return (self.date or "9999", self.document, self.span.start)


def evidence(record: Record) -> tuple[Evidence, ...]:
    """Return the clauses of a report that tell of an outcome, in their order."""
    text = record.document.text
    if not tells(text):
        return ()
    known, places = known_words(record), _mentioned(record)
    everywhere = frozenset(country for _, country in places)
    found, before = [], ""
    for sentence in _parts(_SENTENCE, text, Span(0, len(text))):
        words = sentence.of(text)
        if tells(words):
            for clause in _parts(_CLAUSE, text, sentence):
                told = cue(clause.of(text))
                if told is None:
                    continue
                about = _about(clause.of(text), told, before, known, record.document.date)
                named = frozenset(country for at, country in places if sentence.start <= at < sentence.end)
                found.append(
                    Evidence(
                        document=record.document.id,
                        date=record.document.date,
                        span=clause,
                        quote=clause.of(text),
                        cue=told,
                        wording=about,
                        named=named,
                        countries=everywhere,
                        signs=_signs(record, clause, told),
                        statement=next(
                            (s.id for s in record.statements if clause.start <= s.content.start < clause.end), None
                        ),
                    )
                )
        before = words
    return tuple(found)


def _signs(record: Record, clause: Span, told: Cue) -> frozenset[str]:
    """Return the statements whose content a clause says was signed: what follows, up to another verb of agreement."""
    if told.status != "signed":
        return frozenset()
    start = clause.start + told.end
    other = _ANOTHER.search(record.document.text, start, clause.end)
    end = other.start() if other else clause.end
    return frozenset(s.id for s in record.statements if start <= s.content.start and s.content.end <= end)


def _parts(divider: re.Pattern[str], text: str, within: Span) -> Iterator[Span]:
    """Yield the parts of a span between dividers, without the blanks around them."""
    start = within.start
    ends = [(m.start(), m.end()) for m in divider.finditer(text, within.start, within.end)]
    for end, after in (*ends, (within.end, within.end)):
        part = text[start:end]
        left = start + len(part) - len(part.lstrip())
        right = start + len(part.rstrip())
        if right > left:
            yield Span(left, right)
        start = after


def _mentioned(record: Record) -> tuple[tuple[int, str], ...]:
    """Return where the report names which countries, also by their people."""
    return tuple(
        sorted((span.start, actor.country) for actor in record.actors if actor.country for span in actor.mentions)
    )


def _about(clause: str, told: Cue, before: str, known: frozenset[str], date: str | None) -> Wording:
    """Return what a clause is about: its own words, and those of the sentence before where it only goes on.

    Who hands over, builds or signs a thing names it: only "the agreement", of which nothing more is said, may be that
    of the sentence before.
    """
    own = wording(clause, known=known, initial=True, date=date)
    signed = clause[told.end :] if told.status == "signed" else ""
    if told.deed or (signed.strip(" .,") and not _THE_PAPER.match(signed)):
        return own
    if own.names or own.amounts or not _GOES_ON.match(clause):
        return own
    if len(own.distinct) > 3 or not before:
        return own
    earlier = wording(before, known=known, initial=True, date=date)
    if conflict(own, earlier) == "ordinal":
        return own
    return replace(
        own,
        terms=own.terms | earlier.terms,
        distinct=own.distinct | earlier.distinct,
        names=earlier.names,
        amounts=earlier.amounts,
        ordinals=own.ordinals or earlier.ordinals,
        years=own.years or earlier.years,
    )


class Finder:
    """Finds the undertaking that a clause is about among many, by the countries and terms that they share."""

    def __init__(self, groups: Sequence[Group], weights: Weights) -> None:
        self._groups = groups
        self._judge = Judge(weights)
        self._index: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        self._holding = {member.source: at for at, group in enumerate(groups) for member in group.members}
        for at, group in enumerate(groups):
            for key in said_keys(group):
                self._index[key].append(at)

    def about(self, clause: Evidence) -> tuple[int, ...]:
        """Return which groups a clause is about, in order: none where what they share with it makes them rivals."""
        near = {at for key in told_keys(clause) for at in self._index.get(key, ())}
        near |= {self._holding[source] for source in signed(clause) if source in self._holding}
        return self._judge.about(clause, {at: self._groups[at] for at in sorted(near)})


def signed(clause: Evidence) -> frozenset[Source]:
    """Return the statements whose very words a clause says were signed."""
    return frozenset(Source(clause.document, statement) for statement in clause.signs)


def told_keys(clause: Evidence) -> frozenset[tuple[str, str, str]]:
    """Return keys of which a clause shares one at least with any undertaking it is about: a country, a kind, a term.

    That is but for one whose very words were ``signed``.
    """
    terms, names = clause.wording.distinct, clause.wording.names
    keys = [("any", term) for term in names or terms]
    if names:
        keys += [(kind, term) for kind in ("named", "unnamed") for term in terms]
    return frozenset((country, *key) for country in clause.countries for key in keys)


def said_keys(group: Group) -> frozenset[tuple[str, str, str]]:
    """Return keys of an undertaking of which clauses that are about it share one at least."""
    keys = {("any", term) for said in group.wordings for term in _telling(said)}
    if all(said.names for said in group.wordings):
        keys |= {("named", name) for said in group.wordings for name in said.names}
    else:
        keys |= {("unnamed", term) for _, term in keys}
    return frozenset((country, *key) for country in group.dyad for key in keys)


class Judge:
    """Judges which of some undertakings a clause is about."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def about(self, clause: Evidence, near: Mapping[int, Group]) -> tuple[int, ...]:
        """Return the keys of the groups that a clause is about, in the order given: none where they are rivals."""
        words = signed(clause)
        likely = {}
        for at, group in near.items():
            certain = bool(words) and any(member.source in words for member in group.members)
            likeness = CERTAIN if certain else self._likeness(clause, group)
            if likeness >= ABOUT:
                likely[at] = likeness
        shared = {at: _shared(near[at], clause) for at in likely}
        return tuple(at for at in likely if not _rivalled(at, likely, shared))

    def _likeness(self, clause: Evidence, group: Group) -> float:
        """Return how much of an undertaking a clause repeats; 0 where it is before it, of others or contradicts it."""
        if group.members[0].order[0] > clause.order[0]:
            return 0.0
        dyad = group.dyad
        here = dyad & clause.countries
        alone = len(here) < min(2, len(dyad)) or len(dyad) < 2
        if not here or (clause.named and not clause.named & dyad):
            return 0.0
        said = [each for each in group.wordings if clause.cue.verb is None or clause.cue.verb in each.terms]
        likeness = max((self._repeats(clause.wording, other, alone=alone) for other in said), default=0.0)
        if likeness and any(_contradicts(clause.wording, other) for other in group.wordings):
            return 0.0
        return likeness

    def _repeats(self, clause: Wording, said: Wording, *, alone: bool) -> float:
        shared = clause.terms & said.terms
        if shared <= clause.names and _speaks_of_others(clause, said):
            return 0.0
        if not shared - generic() - broad() and not said.distinct <= shared:
            return 0.0
        numbers = SHARED_NUMBER * len({value for _, value in set(clause.amounts) & set(said.amounts)})
        numbers += SHARED_NUMBER * len(clause.ordinals & said.ordinals)
        distinct = self._weights.total(shared - generic()) + numbers
        if distinct < (COMMON_ALONE if alone else COMMON):
            return 0.0
        repeated = (self._weights.total(shared) + numbers) / (self._weights.total(said.terms) + numbers)
        if clause.names & said.names and len(shared - generic()) >= 2:
            repeated *= NAMED
        if (clause.ordinals ^ said.ordinals) - {"1"} or conflict(clause, said) == "amount":
            repeated *= UNNUMBERED
        return repeated


def _rivalled(at: int, likely: Mapping[int, float], shared: Mapping[int, frozenset[str]]) -> bool:
    """Whether another group is as likely by the same words."""
    return likely[at] < CERTAIN and any(
        likely[at] < MARGIN * likeness and shared[at] & shared[other]
        for other, likeness in likely.items()
        if other != at
    )


def _shared(group: Group, clause: Evidence) -> frozenset[str]:
    """Return the words that a clause and a group share and that are more than generic."""
    said = frozenset[str]().union(*(wording.distinct for wording in group.wordings))
    return said & clause.wording.distinct


def _telling(said: Wording) -> frozenset[str]:
    """Return terms of which a clause about an undertaking repeats one at least."""
    return (said.distinct - broad()) or said.distinct


def _speaks_of_others(clause: Wording, said: Wording) -> bool:
    """Whether a clause that shares but names with an undertaking tells of other things at the same place."""
    things = clause.distinct - clause.names
    return bool(things and said.distinct - said.names) and not clause.terms & undertaken()


def _contradicts(clause: Wording, said: Wording) -> bool:
    """Whether a clause is about something else: of an outcome, numbers may be given that the undertaking had not."""
    return conflict(clause, said) in ("names", "ordinal")


def said_moves(group: Group) -> list[tuple[tuple[str, str, int], StatusMove, Cue | None]]:
    """Return the moves that the statements themselves make, with their places in time."""
    moves: list[tuple[tuple[str, str, int], StatusMove, Cue | None]] = []
    for member in group.members:
        move = StatusMove(
            status=_BY_ACT[member.act],
            date=member.date,
            document=member.source.document,
            span=member.content,
            statement=member.source.statement,
            quote=member.text,
            reason=f"said: {member.act}",
        )
        moves.append(((member.order[0], member.order[1], member.content.start), move, None))
    return moves


def told_move(clause: Evidence, group: Group) -> StatusMove:
    """Return the move that a clause makes of a group's status."""
    status = clause.cue.status
    whole = any(
        member.wording.ordinals & clause.wording.ordinals or parts() & member.wording.terms & clause.wording.terms
        for member in group.members
    )
    if status == "completed" and clause.cue.part and not whole:
        status = "under_way"
    return StatusMove(
        status=status,
        date=clause.date,
        document=clause.document,
        span=clause.span,
        statement=clause.statement,
        quote=clause.quote,
        reason="told of a part" if clause.cue.part and not whole else "told",
    )


def trail(group: Group, clauses: Sequence[Evidence]) -> tuple[StatusMove, ...]:
    """Return the moves of a group's status that count, in time: those that bring it further, stop it or take it up."""
    moves = said_moves(group)
    moves.extend((clause.order, told_move(clause, group), clause.cue) for clause in clauses)
    moves.sort(key=lambda entry: entry[0])
    start = next(at for at, (_, _, told) in enumerate(moves) if told is None)
    moves.insert(0, moves.pop(start))  # it was undertaken before anything came of it, whatever its report tells first
    kept: list[StatusMove] = []
    for _, move, told in moves:
        if not kept or _moves(kept, move.status, told):
            kept.append(move)
    return tuple(kept)


def _moves(kept: Sequence[StatusMove], status: Status, told: Cue | None) -> bool:
    """Whether a status follows on those before: forward, to a stop, or out of it where work is told of."""
    now = kept[-1].status
    if now == status or now == "completed":
        return False
    if now in RANK:
        return status not in RANK or RANK[status] > RANK[now]
    if told is None:
        return False
    return status == "withdrawn" or status in ("under_way", "completed")
