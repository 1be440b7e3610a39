"""Which claim of a new reading is which of an older one, and what became of each: by their words, as ids shift."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from communique.record import Actor, Event, Meeting, Record, Span, Statement

Kind = Literal["actor", "meeting", "statement", "event"]
Claim = Actor | Meeting | Statement | Event
KINDS: tuple[Kind, ...] = ("actor", "meeting", "statement", "event")
#: the share of the characters of two claims that they have in common at least to be one claim
SHARED = 0.5
#: fields that hold ids of actors
_PEOPLE = ("participants", "speaker", "addressees", "on_behalf_of", "actor", "recipient")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A value that is another in the new reading; people are told by name, the content by its words."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of one claim; ``old`` and ``new`` are its ids, ``words`` says which claim it is.

    ``changes`` is empty for a claim that was added or is gone. ``kind`` is "document" for what is known of it.
    """

    kind: Literal["document", "actor", "meeting", "statement", "event"]
    outcome: Literal["added", "gone", "changed"]
    words: str
    old: str | None = None
    new: str | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Homes:
    """The id that each claim of an older reading has in a new one, by its kind; one that is gone has none."""

    found: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, kind: str, old: str) -> str | None:
        """Return the new id of a claim, or None where it is gone."""
        return self.found.get((kind, old))


def claims(record: Record, kind: str) -> tuple[Claim, ...]:
    """Return the claims of a kind."""
    every: dict[str, tuple[Claim, ...]] = {
        "actor": record.actors,
        "meeting": record.meetings,
        "statement": record.statements,
        "event": record.events,
    }
    return every[kind]


def homes(old: Record, new: Record) -> Homes:
    """Return where the claims of ``old`` are in ``new``: same words, and the same act, type or form."""
    found = Homes()
    for kind in KINDS:
        pairs = _paired(old, new, kind, claims(old, kind), claims(new, kind), same=_alike)
        found.found.update({(kind, one.id): other.id for one, other in pairs})
    return found


def fates(old: Record, new: Record) -> tuple[Fate, ...]:
    """Return what is not as it was, in the order of the kinds and then of the new reading; what is gone comes last.

    A claim on the same words is one that changed, whatever else is another in it.
    """
    known = homes(old, new)
    found = [*_of_document(old, new)]
    for kind in KINDS:
        before, after = claims(old, kind), claims(new, kind)
        pairs = {known.of(kind, one.id): one for one in before if known.of(kind, one.id)}
        left = [one for one in before if known.of(kind, one.id) is None]
        fresh = [one for one in after if one.id not in pairs]
        for one, other in _paired(old, new, kind, left, fresh, same=lambda *_: True):
            pairs[other.id] = one
            known.found[(kind, one.id)] = other.id
            left.remove(one)
        found += _of_claims(old, new, kind, (pairs, left, known))
    return tuple(found)


def _of_document(old: Record, new: Record) -> Iterator[Fate]:
    one, other = (_told(record, record.document) for record in (old, new))
    changes = _changes(one, other)
    if changes:
        yield Fate(kind="document", outcome="changed", words=new.document.title or "", changes=changes)


def _of_claims(
    old: Record, new: Record, kind: Kind, found: tuple[dict[str | None, Any], list[Any], Homes]
) -> Iterator[Fate]:
    pairs, gone, known = found
    for claim in claims(new, kind):
        words = named(new, claim)
        if claim.id not in pairs:
            yield Fate(kind=kind, outcome="added", words=words, new=claim.id)
            continue
        before = pairs[claim.id]
        changes = _changes(_told(old, before, known), _told(new, claim))
        if changes:
            yield Fate(kind=kind, outcome="changed", words=words, old=before.id, new=claim.id, changes=changes)
    for claim in gone:
        yield Fate(kind=kind, outcome="gone", words=named(old, claim), old=claim.id)


def changed_since(old: Record, new: Record, subject: str, ids: tuple[str, str]) -> tuple[str, ...]:
    """Return the fields, but evidence, confidence and method, in which two claims differ; people go by their names."""
    one, other = (_by_id(record, subject, id) for record, id in zip((old, new), ids, strict=True))
    if one is None or other is None:
        return ()
    skipped = ("evidence", "confidence", "method", "statement", "meeting")
    return tuple(c.field for c in _changes(_told(old, one), _told(new, other)) if c.field not in skipped)


def _by_id(record: Record, kind: str, id: str) -> Claim | None:
    return next((claim for claim in claims(record, kind) if claim.id == id), None)


def named(record: Record, claim: Claim) -> str:
    """Return on one line which claim it is: its act, type or form, who, and the words."""
    if isinstance(claim, Actor):
        return claim.name
    if isinstance(claim, Meeting):
        return f"{claim.form}: {_people(record, claim.participants)}"
    if isinstance(claim, Statement):
        words = " ".join(claim.content.of(record.document.text).split())
        return f"{claim.act}: {_people(record, claim.speaker)}: {words}"
    return f"{claim.event_type}: {_people(record, claim.actor)} → {_people(record, claim.recipient)}"


def _people(record: Record, ids: Iterable[str]) -> str:
    return ", ".join(_name(record, each) for each in ids) or "—"


def _name(record: Record, actor_id: str) -> str:
    actor = record.actor(actor_id)
    return f"{actor.name} ({actor.country or actor.code})" if actor.country or actor.code else actor.name


def _told(record: Record, value: Any, known: Homes | None = None) -> dict[str, Any]:
    """Return the fields of a value as they are compared: people by name, other claims by their new ids."""
    told: dict[str, Any] = {}
    for each in dataclasses.fields(value):
        held = getattr(value, each.name)
        if each.name in ("id", "text"):
            continue
        if each.name == "content":
            held = held.of(record.document.text)
        elif each.name in _PEOPLE and held is not None:
            held = _name(record, held) if isinstance(held, str) else tuple(_name(record, one) for one in held)
        elif each.name in ("statement", "meeting") and held is not None and known is not None:
            held = known.of(each.name, held)
        elif dataclasses.is_dataclass(held) and not isinstance(held, type):
            told.update({f"{each.name}.{name}": one for name, one in dataclasses.asdict(held).items()})
            continue
        told[each.name] = held
    return told


def _changes(old: dict[str, Any], new: dict[str, Any]) -> tuple[Change, ...]:
    names = dict.fromkeys((*old, *new))
    return tuple(
        Change(field=name, old=old.get(name), new=new.get(name)) for name in names if old.get(name) != new.get(name)
    )


def _paired(
    old: Record,
    new: Record,
    kind: Kind,
    before: Sequence[Any],
    after: Sequence[Any],
    *,
    same: Callable[[Any, Any], bool],
) -> list[tuple[Any, Any]]:
    """Return each old claim with the new one that it is, the likeliest pairs first; none stands in two pairs."""
    people = ({one.id: _who(old, one) for one in before}, {one.id: _who(new, one) for one in after})
    spans = ({one.id: spans_of(one) for one in before}, {one.id: spans_of(one) for one in after})
    weighed = []
    for at, one in enumerate(before):
        for place, other in enumerate(after):
            if not same(one, other):
                continue
            likeness = shared(spans[0][one.id], spans[1][other.id])
            known = people[0][one.id] == people[1][other.id]
            # a claim without words, and an actor whom the text names elsewhere too, are told by who they are
            if likeness >= SHARED or (known and (kind == "actor" or not (spans[0][one.id] or spans[1][other.id]))):
                weighed.append((-(likeness + (0.5 if known else 0.0)), abs(at - place), at, place))
    taken: tuple[set[int], set[int]] = set(), set()
    pairs = []
    for *_, at, place in sorted(weighed):
        if at not in taken[0] and place not in taken[1]:
            taken[0].add(at)
            taken[1].add(place)
            pairs.append((before[at], after[place]))
    return pairs


def _alike(one: Any, other: Any) -> bool:
    """Return whether two claims say the same kind of thing."""
    names = ("kind", "form", "act", "event_type")
    return all(getattr(one, name, None) == getattr(other, name, None) for name in names)


def _who(record: Record, claim: Claim) -> tuple[Any, ...]:
    if isinstance(claim, Actor):
        return (claim.name, claim.kind, claim.country)
    held = (getattr(claim, name, ()) or () for name in _PEOPLE)
    return tuple((ids,) if isinstance(ids, str) else tuple(_name(record, one) for one in ids) for ids in held)


def spans_of(claim: Claim) -> tuple[Span, ...]:
    """Return the words of a claim: of a statement its content, of an actor the mentions, else the evidence."""
    if isinstance(claim, Actor):
        return claim.mentions
    return (claim.content,) if isinstance(claim, Statement) else claim.evidence


def shared(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Return the share of the characters of two sets of spans that are in both, 0 to 1."""
    first, second = _merged(one), _merged(other)
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second)
    size = sum(span.end - span.start for span in (*first, *second)) - both
    return both / size if size else 0.0


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged
