"""Events against gold: directed triples of type, actor and recipient; types alone; pairs of actors alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.evaluation.comparing import actor_level, code_fit, country_level
from communique.evaluation.gold import Gold, GoldEvent
from communique.evaluation.matching import pair_up
from communique.evaluation.sheet import Found, Share, Sheet, Wrong
from communique.record import Record

#: roots that are counted together, and older names of roots
CLASSES = {
    "CONCEDE": "YIELD", "RETREAT": "YIELD", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
}  # fmt: skip
#: types whose several actors without a recipient act on each other
MUTUAL = ("CONSULT", "AGREE", "COOPERATE", "SUPPORT")


@dataclass(frozen=True, slots=True)
class Triple:
    """One direction of an event that was read; the ends are countries or organisations, empty where there is none."""

    kind: str
    actor: str
    recipient: str
    cameo: str = ""

    @property
    def ends(self) -> tuple[str, str]:
        """Actor and recipient."""
        return self.actor, self.recipient


@dataclass(frozen=True, slots=True)
class Unit:
    """One direction of an event in gold; ``either`` is true where the other direction is right too."""

    kinds: frozenset[str]
    actor: str
    recipient: str
    either: bool
    cameo: str = ""

    @property
    def ends(self) -> tuple[str, ...]:
        """Actor and recipient, in a fixed order where either direction is right."""
        ends = (self.actor, self.recipient)
        return tuple(sorted(ends)) if self.either else ends


def compare_events(gold: Gold, record: Record) -> Sheet:
    """Return the counts of one document's events."""
    units, triples = gold_units(gold.events), read_triples(record)
    pairs, mirrors = match(units, triples, typed=True)
    depths = {"exact": 9, "three_digits": 3, "root": 2}
    coded = [(units[i].cameo, triples[j].cameo) for i, j in pairs.items() if units[i].cameo]
    return Sheet(
        found={
            "event_triple": Found(len(pairs), len(triples) - len(mirrors), len(units)),
            "event_type": _types(units, triples),
            "event_pair": _ends(units, triples),
        },
        shares={
            f"cameo_{depth}": Share(sum(wanted[:n] == given[:n] for wanted, given in coded), len(coded))
            for depth, n in depths.items()
        },
        wrong=_wrong(gold, units, triples, pairs, mirrors),
    )


def read_triples(record: Record) -> tuple[Triple, ...]:
    """Return the events of a record as triples without repeats; a mutual one gives both directions (CONSULT one)."""
    levels = {actor.id: actor_level(actor) for actor in record.actors}
    triples: dict[tuple[str, ...], Triple] = {}
    for event in record.events:
        kind = CLASSES.get(event.event_type, event.event_type)
        actors = tuple(dict.fromkeys(levels[who] for who in event.actor))
        recipients = tuple(dict.fromkeys(levels[who] for who in event.recipient))
        mutual = len(actors) >= 2 and not recipients and (event.reciprocal or kind in MUTUAL)
        for a, r in _pairs(actors, recipients, mutual=mutual):
            both = (mutual or event.reciprocal) and a != r and kind != "CONSULT"
            for x, y in ((a, r), (r, a)) if both else ((a, r),):
                key = (kind, *sorted((x, y))) if kind == "CONSULT" else (kind, x, y)
                triples.setdefault(key, Triple(kind, x, y, event.cameo or ""))
    return tuple(triples.values())


def gold_units(events: Sequence[GoldEvent]) -> tuple[Unit, ...]:
    """Return the events of gold one direction at a time, without repeats."""
    units: dict[tuple[object, ...], Unit] = {}
    for event in events:
        kinds = frozenset(CLASSES.get(kind, kind) for kind in event.types)
        either = event.reciprocal or "CONSULT" in kinds
        mutual = len(event.actor) > 1 and not event.recipient and either
        for a, r in _pairs(event.actor, event.recipient, mutual=mutual):
            unit = Unit(kinds, a, r, either, event.cameo or "")
            ends = (_level(a), _level(r))
            units.setdefault((kinds, *(sorted(ends) if either else ends)), unit)
    return tuple(units.values())


def match(units: Sequence[Unit], triples: Sequence[Triple], *, typed: bool) -> tuple[dict[int, int], frozenset[int]]:
    """Return which unit is which triple, and the mirrors of mutual ones that were hit: neither right nor wrong."""
    candidates = []
    for i, unit in enumerate(units):
        for j, triple in enumerate(triples):
            if not typed or triple.kind in unit.kinds:
                fit = code_fit(unit.actor, triple.actor) * code_fit(unit.recipient, triple.recipient)
                if unit.either:
                    fit = max(fit, code_fit(unit.actor, triple.recipient) * code_fit(unit.recipient, triple.actor))
                if fit:
                    candidates.append((float(fit), i, j))
    pairs = pair_up(candidates)
    mirrors: set[int] = set()
    for i, j in pairs.items():
        if units[i].either:
            hit = triples[j]
            mirrors.update(
                k
                for k, other in enumerate(triples)
                if k not in pairs.values() and other.ends == hit.ends[::-1] and (other.kind == hit.kind or not typed)
            )
    return pairs, frozenset(mirrors)


def _pairs(actors: Sequence[str], recipients: Sequence[str], *, mutual: bool) -> list[tuple[str, str]]:
    if mutual:
        return [(a, b) for i, a in enumerate(actors) for b in actors[i + 1 :]]
    return [(a, r) for a in actors or ("",) for r in recipients or ("",)]


def _level(code: str) -> str:
    return "|".join(sorted({country_level(part) for part in code.split("|")}))


def _types(units: Sequence[Unit], triples: Sequence[Triple]) -> Found:
    wanted = tuple(dict.fromkeys(unit.kinds for unit in units))
    given = sorted({triple.kind for triple in triples})
    hits = pair_up((1.0, i, j) for i, kinds in enumerate(wanted) for j, kind in enumerate(given) if kind in kinds)
    return Found(len(hits), len(given), len(wanted))


def _ends(units: Sequence[Unit], triples: Sequence[Triple]) -> Found:
    wanted: dict[tuple[str, ...], Unit] = {}
    for unit in units:
        wanted.setdefault(unit.ends, unit)
    given = tuple({triple.ends: triple for triple in triples}.values())
    pairs, mirrors = match(tuple(wanted.values()), given, typed=False)
    return Found(len(pairs), len(given) - len(mirrors), len(wanted))


def _wrong(
    gold: Gold, units: Sequence[Unit], triples: Sequence[Triple], pairs: dict[int, int], mirrors: frozenset[int]
) -> tuple[Wrong, ...]:
    wrong = []
    for i, unit in enumerate(units):
        if i not in pairs:
            kind = "/".join(sorted(unit.kinds))
            detail = f"{unit.actor or '---'} → {unit.recipient or '---'} {unit.cameo}"
            wrong.append(Wrong(gold.name, "event", (f"missed: {kind}",), detail))
        elif unit.cameo and unit.cameo != triples[pairs[i]].cameo:
            hit = triples[pairs[i]]
            detail = f"{unit.cameo}, read {hit.cameo or 'none'}: {hit.kind} {hit.actor} → {hit.recipient}"
            wrong.append(Wrong(gold.name, "event", ("CAMEO code",), detail))
    for j, triple in enumerate(triples):
        if j not in pairs.values() and j not in mirrors:
            detail = f"{triple.actor or '---'} → {triple.recipient or '---'} {triple.cameo}"
            wrong.append(Wrong(gold.name, "event", (f"not in gold: {triple.kind}",), detail))
    return tuple(wrong)
