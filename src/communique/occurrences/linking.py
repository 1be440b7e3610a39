"""Whether two mentions tell of one occurrence, and where a mention belongs among those that are near it.

Firm mentions that tell of the same are linked, and what is linked, directly or through others, is one occurrence:
the order in which they come makes no difference. A mention that says too little to be sure of ("last March's attack",
"the presidents met") never links two others: it joins the one occurrence that it fits best, or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from communique.dates import day_of
from communique.occurrences.model import Told
from communique.occurrences.words import namesakes, weight

#: days by which reports of one occurrence may date it apart: one that names no day gets the day of its report
NEAR = 2
#: what share of the shorter sentence both must have and how much that must tell, on the same day and on another
ALIKE = ((0.3, 1.6), (0.5, 1.2))
LATER = ((0.45, 1.6),)
#: share, and how much it must tell, from which sentences are the same but for their wording
SAME_WORDS, FEW = 0.85, 4.0
#: sides of a meeting
BOTH = 2
#: by how much the best fitting occurrence must stand out before the next for a mention that says little
MARGIN = 0.15
#: kinds of occurrence that come in series, of which one day's is not the next day's
SERIAL = frozenset({"assault", "protest", "mobilize"})
LOCAL = frozenset({"assault", "protest", "mobilize", "pressure"})


def same(a: Told, b: Told) -> bool:
    """Return whether two firm mentions tell of one occurrence."""
    return fit(a, b) > 0


def fit(a: Told, b: Told) -> float:
    """Return how well two mentions fit one occurrence: 0 where too little speaks for it, -1 where something against it.

    It is the same for (b, a).
    """
    if a.document == b.document or a.family != b.family or a.anchor != b.anchor:
        return 0.0
    apart = days_apart(a, b)
    if apart is None or apart > NEAR:
        return 0.0
    # what is said on the telephone at one moment may be said on two days
    if not _same_sides(a, b) or (apart and _later(a, b).stated and not (apart == 1 and a.remote and b.remote)):
        return -1.0
    return _met(a, b, apart) if a.family == "consult" else _done(a, b, apart)


def days_apart(a: Told, b: Told) -> int | None:
    """Return the days between the dates, 0 where one is within the other's month or year, None where unknown."""
    one, other = sorted((a.date or "", b.date or ""), key=len)
    if not one:
        return None
    if len(one) < 10:
        return 0 if other.startswith(one) else None
    first, second = day_of(one), day_of(other)
    return abs((first - second).days) if isinstance(first, date) and isinstance(second, date) else None


def _same_sides(a: Told, b: Told) -> bool:
    """Return whether both tell of the same sides in the same roles; who acts, or is acted on, may be left out.

    Whom nothing gives a country or a code may be anybody.
    """
    if a.mutual or b.mutual:
        return a.sides == b.sides
    ours = [_known(one.actors) - _known(one.recipients) for one in (a, b)]
    theirs = [_known(one.recipients) for one in (a, b)]
    return all(not (one and other) or bool(one & other) for one, other in (ours, theirs))


def _known(sides: frozenset[str]) -> frozenset[str]:
    return frozenset(side for side in sides if side.isupper())


def _met(a: Told, b: Told, apart: int) -> float:
    common = _people(a, b)
    if common is None or _elsewhere(a, b) or (a.remote is not None and b.remote is not None and a.remote != b.remote):
        return -1.0
    words, _ = alike(a, b)
    there = a.place is not None and a.place == b.place
    if apart and common < BOTH and not there and not (common and words >= LATER[0][0]):
        return 0.0
    return 0.5 + 0.2 * common + 0.2 * there + 0.3 * words - 0.2 * apart


def _people(a: Told, b: Told) -> int | None:
    """Return of how many sides both name the same person, None where they name others of a side."""
    count = 0
    for side in sorted(a.sides & b.sides):
        mine = sorted(name for own, name in a.people if own == side)
        theirs = sorted(name for own, name in b.people if own == side)
        if mine and theirs:
            if not any(namesakes(one, other) for one in mine for other in theirs):
                return None
            count += 1
    return count


def _elsewhere(a: Told, b: Told) -> bool:
    """Return whether both name a place, and not the same."""
    if a.place is None or b.place is None or a.place == b.place:
        return False
    return a.place_country != b.place_country or a.family != "consult"


def _done(a: Told, b: Told, apart: int) -> float:
    share, shared = alike(a, b)
    where = bool(a.spots & b.spots) or (a.place is not None and a.place == b.place)
    if _elsewhere(a, b) or (a.family in LOCAL and a.spots and b.spots and not where):
        return -1.0
    if a.numbers == b.numbers and _share(a, b) >= SAME_WORDS and shared > FEW:
        return 1.0 + share
    if apart and a.family in SERIAL and not _later(a, b).back:
        return -1.0
    if not any(share >= least and shared >= weight for least, weight in (LATER if apart else ALIKE)):
        return 0.0
    return share + 0.2 * where - 0.1 * apart


def alike(a: Told, b: Told) -> tuple[float, float]:
    """Return what share of the shorter sentence the other has too, and how much that tells; words and numbers."""
    ours, theirs = a.terms | a.numbers, b.terms | b.numbers
    shared = sum(weight(word) for word in sorted(ours & theirs))
    least = min(sum(weight(word) for word in sorted(each)) for each in (ours, theirs))
    return (shared / least if least else 0.0), shared


def _share(a: Told, b: Told) -> float:
    """Return the share of the words that the two have together that both have."""
    every = sum(weight(word) for word in sorted(a.terms | b.terms))
    return sum(weight(word) for word in sorted(a.terms & b.terms)) / every if every else 0.0


def _later(a: Told, b: Told) -> Told:
    return max(a, b, key=lambda one: (one.date or "", one.rank))


def best(mention: Told, near: Iterable[tuple[Told, str]]) -> str | None:
    """Return the occurrence that a mention that says little belongs to, None where none or several fit it."""
    fits: dict[str, float] = {}
    for other, occurrence in near:
        if other.firm:
            value, before = fit(mention, other), fits.get(occurrence, 0.0)
            fits[occurrence] = min(value, before) if value < 0 or before < 0 else max(value, before)
    ordered = sorted(((value, name) for name, value in fits.items() if value > 0), reverse=True)
    if not ordered or (len(ordered) > 1 and ordered[0][0] - ordered[1][0] < MARGIN):
        return None
    return ordered[0][1]


def components(mentions: Sequence[Told]) -> list[list[Told]]:
    """Return mentions grouped so that those that fit are together, directly or through others, in their order."""
    group = list(range(len(mentions)))

    def root(n: int) -> int:
        while group[n] != n:
            n = group[n]
        return n

    for n, one in enumerate(mentions):
        for m in range(n):
            if root(m) != root(n) and one.firm == mentions[m].firm and fit(one, mentions[m]) > 0:
                group[max(root(m), root(n))] = min(root(m), root(n))
    found: dict[int, list[Told]] = {}
    for n, one in enumerate(mentions):
        found.setdefault(root(n), []).append(one)
    return list(found.values())
