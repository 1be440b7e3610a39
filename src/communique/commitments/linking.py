"""Which statements undertake the same thing: precision first, for two undertakings in one are worse than one in two.

Statements are taken in the order of their dates. Each joins the group that it shares most with, if the same countries
are involved, if what they share is distinctive, and if it contradicts no member in names, amounts, ordinals or years.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.commitments.model import Source
from communique.commitments.vocabulary import broad, generic
from communique.commitments.wording import Weights, Wording, conflict, wording
from communique.record import Act, Record, Span, Statement

#: how long the code is of a body of many states, which may act as one does ("EEC"), and of no ministry ("KENGOV")
BODY = 3
#: acts by which a party undertakes something
UNDERTAKING = ("agree", "pledge", "propose")
#: a paper of which nothing is said but where, when and by whom: signing it undertakes nothing that could be followed
_PAPER = re.compile(
    r"(?:(?:an?|the|this|that|these|its|their|two|three|four|five|six|\d+|several|many|some|other|various|new|joint|bilateral"
    r"|relevant|final|a (?:number|series|set|package|raft) of)\s+)*"
    r"(?:cooperation\s+)?(?:agreements?|accords?|documents?|papers?|declarations?|statements?|communiqu[eé]s?|protocols?|texts?"
    r"|memorand(?:a|ums?)(?:\s+of\s+understanding)?|MoUs?|letters?\s+of\s+intent|contracts?|deals?|treat(?:y|ies)|pacts?)"
    r"(?:,?\s+(?:in|at|during|after|before|following|within|between|with|today|yesterday|here|there|thereafter|thereupon)\b"
    r"(?:\s+(?!(?:on|for|about|to|regarding|concerning|covering)\b)[^\s,;]+){0,9})?"
    r"(?:\s+on\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*|\d{1,2})\b"
    r"[^,;]*)?[.\s]*",
    re.I,
)
#: the share of their weight that two phrases must have in common
ALIKE = 0.5
#: the same where one of them does not say towards whom
ALIKE_UNSAID = 0.65
#: the weight that must be common at least: one rare word, or several kinds of things
COMMON = 0.7
#: what a shared amount adds to what is common
AMOUNT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking:
    """A statement that undertakes something, with what linking and the ledger need to know of it.

    ``order`` is its place in time, ``text`` the words of its ``content``, ``speakers`` are countries. The record is not
    held: a register has many.
    """

    source: Source
    order: tuple[str, str, int]
    date: str | None
    act: Act
    parties: frozenset[str]
    towards: frozenset[str]
    areas: tuple[str, ...]
    speakers: tuple[str, ...]
    content: Span
    text: str
    wording: Wording

    @property
    def dyad(self) -> frozenset[str]:
        """All countries involved."""
        return self.parties | self.towards


class Group:
    """Statements that undertake the same thing, in the order of their dates."""

    def __init__(self, members: Iterable[Undertaking] = ()) -> None:
        self.members: list[Undertaking] = []
        self.wordings: dict[Wording, None] = {}  # the different wordings of the members, in order
        self.dyad: frozenset[str] = frozenset()  # all countries involved
        for member in sorted(members, key=lambda one: one.order):
            self.add(member)

    def add(self, member: Undertaking) -> None:
        """Take in a statement that is no earlier than those held."""
        self.members.append(member)
        self.wordings[member.wording] = None
        self.dyad |= member.dyad


def known_words(record: Record) -> frozenset[str]:
    """Return the lower-cased words by which a record names states, people and unions that act: no names of things."""
    words: set[str] = set()
    acting = {one for meeting in record.meetings for one in meeting.participants}
    acting |= {one for statement in record.statements for one in statement.speaker}
    for actor in record.actors:
        union = actor.kind == "organisation" and len(actor.code or "") == BODY and actor.id in acting
        if not union and (actor.country is None or actor.kind not in ("state", "person")):
            continue
        for mention in (actor.name, *(span.of(record.document.text) for span in actor.mentions)):
            words.update(word.strip(".,'’\"").lower().removesuffix("'s").removesuffix("’s") for word in mention.split())
    return frozenset(words)


def undertakings(record: Record) -> tuple[Undertaking, ...]:
    """Return the statements of a record that undertake something, in their order."""
    found = []
    known = known_words(record)
    date, text = record.document.date, record.document.text
    for place, statement in enumerate(record.statements):
        if statement.act not in UNDERTAKING or statement.modality != "asserted":
            continue
        parties, towards = _sides(record, statement)
        if not parties or _PAPER.fullmatch(statement.content.of(text)):
            continue
        start = statement.content.start
        initial = any(span.start == start for span in statement.evidence)
        words = statement.content.of(text)
        found.append(
            Undertaking(
                source=Source(record.document.id, statement.id),
                order=(date or "9999", record.document.id, place),
                date=date,
                act=statement.act,
                parties=parties,
                towards=towards,
                areas=statement.areas,
                speakers=statement.speaker_country,
                content=statement.content,
                text=words,
                wording=wording(words, known=known, initial=initial, date=date),
            )
        )
    return tuple(found)


def _sides(record: Record, statement: Statement) -> tuple[frozenset[str], frozenset[str]]:
    """Return who undertakes what a statement says, and towards whom; an agreement binds all its sides."""
    country = {actor.id: actor.country for actor in record.actors}
    speakers = frozenset(statement.speaker_country)
    behalf = country.get(statement.on_behalf_of or "")
    if behalf:
        speakers = frozenset({behalf})
    others = frozenset(c for a in statement.addressees if (c := country.get(a))) - speakers
    if not others and len(speakers) == 1:
        others = _met(record, speakers, country) or _beside(record, statement, speakers)
    return (speakers | others, frozenset()) if statement.act == "agree" else (speakers, others)


def _met(record: Record, speakers: frozenset[str], country: dict[str, str | None]) -> frozenset[str]:
    """Return the countries that the speakers met in the document, where it is clear which: one other at most."""
    met: set[str] = set()
    for meeting in record.meetings:
        present = {c for a in meeting.participants if (c := country.get(a))}
        if present & speakers:
            met |= present - speakers
    return frozenset(met) if len(met) == 1 else frozenset()


def _beside(record: Record, statement: Statement, speakers: frozenset[str]) -> frozenset[str]:
    """Return the one other country that the sentence of a statement names; else the one other that the report names.

    Nothing where they are several. Who agrees does so with those of the sentence alone.
    """
    spans = (*statement.evidence, statement.content)
    named: tuple[set[str], set[str]] = (set(), set())
    for actor in record.actors:
        if actor.country is None or actor.country in speakers:
            continue
        if any(at.start <= mention.start < at.end for mention in actor.mentions for at in spans):
            named[0].add(actor.country)
        if actor.mentions and statement.act != "agree":
            named[1].add(actor.country)
    return next((frozenset(found) for found in named if len(found) == 1), frozenset())


def weigh(found: Sequence[Undertaking]) -> Weights:
    """Return how much each term tells among these statements."""
    counts = Counter(term for one in found for term in one.wording.terms)
    return Weights(counts, len(found))


def link(found: Iterable[Undertaking], weights: Weights) -> list[Group]:
    """Return the groups of statements that undertake the same thing, in the order of their first statements."""
    groups: list[Group] = []
    index: dict[tuple[str, ...], dict[int, None]] = defaultdict(dict)
    for one in sorted(found, key=lambda u: u.order):
        near = sorted({at for key in sought(one) for at in index.get(key, ())})
        chosen = best(one, [groups[at] for at in near], weights)
        at = len(groups) if chosen is None else near[chosen]
        if chosen is None:
            groups.append(Group())
        groups[at].add(one)
        for key in kept(one):
            index[key][at] = None
    return groups


def best(one: Undertaking, near: Sequence[Group], weights: Weights) -> int | None:
    """Return which of some groups a statement joins: the one that it shares most with, of equals the first."""
    most, chosen = 0.0, None
    for at, group in enumerate(near):
        likeness = _belongs(one, group, weights)
        if likeness > most:
            most, chosen = likeness, at
    return chosen


def content_keys(about: Wording) -> tuple[str, ...]:
    """Return keys of which two phrases share one at least, if they share as much as linking asks for.

    That is all terms, a word that is neither generic nor a kind of thing, an amount, or two kinds of things.
    """
    kinds = sorted(about.terms & broad())
    return (
        "=" + " ".join(sorted(about.terms)),
        *sorted(about.distinct - broad()),
        *(f"{value:g} {unit}" for unit, value in about.amounts),
        *(f"{a} {b}" for a, b in combinations(kinds, 2)),
    )


def kept(one: Undertaking) -> Iterator[tuple[str, ...]]:
    """Yield the keys under which a statement's group is found: by each country, and by each two.

    Phrases with other names never meet, so that one with names is kept apart from those without.
    """
    content, names = content_keys(one.wording), sorted(one.wording.names)
    keys = [*(("any", key) for key in content)]
    keys += [("named", name) for name in names] if names else [("unnamed", key) for key in content]
    countries = sorted(one.dyad)
    for key in keys:
        yield from ((a, *key) for a in countries)
        yield from ((a, b, *key) for a, b in combinations(countries, 2))
        if len(countries) == 1:
            yield (countries[0], "alone", *key)


def sought(one: Undertaking) -> Iterator[tuple[str, ...]]:
    """Yield the keys of groups that a statement may join: of two same countries, or where one is not said."""
    content, names = content_keys(one.wording), sorted(one.wording.names)
    if names:
        keys = [("unnamed", key) for key in content] + [("any", name) for name in names]
        keys += [("named", term) for term in sorted(one.wording.terms)]
    else:
        keys = [("any", key) for key in content]
    countries = sorted(one.dyad)
    for key in keys:
        if len(countries) == 1:
            yield (countries[0], *key)
        yield from ((a, b, *key) for a, b in combinations(countries, 2))
        yield from ((a, "alone", *key) for a in countries)


def _belongs(one: Undertaking, group: Group, weights: Weights) -> float:
    """Return how alike a statement is to the member it is most like; 0 where it does not belong to the group."""
    wordings = group.wordings
    best = max(alike(one.wording, other, weights) for other in wordings)
    if best < ALIKE or any(not _compatible(one, member) for member in group.members):
        return 0.0
    if any(conflict(one.wording, other) for other in wordings):
        return 0.0
    unsaid = len(one.dyad) < 2 or all(len(member.dyad) < 2 for member in group.members)
    areas = set(one.areas)
    if areas and all(m.areas and not areas & set(m.areas) for m in group.members):
        best *= 0.8
    return best if best >= (ALIKE_UNSAID if unsaid else ALIKE) else 0.0


def _compatible(a: Undertaking, b: Undertaking) -> bool:
    """Whether two statements may be the same countries' undertaking: the same who, and the same towards whom.

    An agreement is of all its sides, and a proposal asks all to act: either may be what the other side undertakes.
    """
    if not a.parties & b.parties:
        joint = {a.act, b.act} & {"agree", "propose"}
        return bool(joint) and len(a.dyad & b.dyad) >= 2
    if len(a.dyad) < 2 or len(b.dyad) < 2:
        return True
    return a.dyad <= b.dyad or b.dyad <= a.dyad


def alike(a: Wording, b: Wording, weights: Weights) -> float:
    """Return how much of what two phrases tell is common to them, from 0 to 1; 0 where too little is distinctive."""
    if a.terms == b.terms and a.ordinals == b.ordinals and len(a.terms) >= 2:
        return 1.0
    shared = a.terms & b.terms
    amounts = AMOUNT * len({value for _, value in set(a.amounts) & set(b.amounts)})
    if weights.total(shared - generic()) + amounts < COMMON:
        return 0.0
    common = weights.total(shared) + amounts
    wholes = sorted((weights.total(a.terms) + amounts, weights.total(b.terms) + amounts))
    return common / (0.7 * wholes[0] + 0.3 * wholes[1])
