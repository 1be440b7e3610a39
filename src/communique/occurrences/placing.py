"""The way of a mention into its occurrence, over any shelf of those placed before: in memory or in a register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from communique.dates import around, day_of
from communique.occurrences.linking import NEAR, best, components, fit, same
from communique.occurrences.model import Told

#: a mention with the id of the occurrence that it is placed in
Placed = tuple[Told, str]


class Shelf(Protocol):
    """Mentions by what they are looked up by, each in one occurrence."""

    def near(self, family: str, anchor: str, days: tuple[str, str], exact: Sequence[str]) -> list[Placed]:
        """Return the mentions of a family and anchor with a date from one day to another, or one that is given."""

    def members(self, occurrences: Iterable[str]) -> list[Placed]:
        """Return all mentions of some occurrences."""

    def put(self, mentions: Sequence[Told], occurrence: str) -> None:
        """Put mentions, new ones or such that stand elsewhere, into an occurrence; one that is left empty goes."""


def place(shelf: Shelf, mentions: Iterable[Told]) -> None:
    """Put the mentions of a document where they belong, and what they bring together with them."""
    for mention in mentions:
        if mention.firm:
            _place_firm(shelf, mention)
        else:
            _place_loose(shelf, mention)


def settle(shelf: Shelf, occurrences: Iterable[str], gone: Sequence[Told]) -> None:
    """Divide anew the occurrences that held mentions that are ``gone`` from the shelf, as if these had never come."""
    left = [told for told, _ in shelf.members(sorted(set(occurrences)))]
    firm = sorted((told for told in left if told.firm), key=lambda told: told.rank)
    for group in components(firm):
        shelf.put(group, _name(group))
    loose = {told.key: told for told in left if not told.firm}
    for told in sorted(loose.values(), key=lambda told: told.rank):
        shelf.put((told,), told.key)
    for one in (*gone, *firm):
        if one.firm:
            loose |= {told.key: told for told, _ in _near(shelf, one) if not told.firm}
    _replace_loose(shelf, loose.values())


def _near(shelf: Shelf, mention: Told) -> list[Placed]:
    day = day_of(mention.date)
    if day is None:
        period = mention.date or ""
        return shelf.near(mention.family, mention.anchor, (f"{period}-", f"{period}-~"), (period,)) if period else []
    days = around(day, NEAR)
    return shelf.near(mention.family, mention.anchor, days, (days[0][:4], (mention.date or "")[:7], days[1][:4]))


def _place_firm(shelf: Shelf, mention: Told) -> None:
    near = [(told, at) for told, at in _near(shelf, mention) if told.key != mention.key]
    linked = sorted({at for told, at in near if told.firm and same(mention, told)})
    group = [mention, *(told for told, _ in shelf.members(linked))]
    home = _name(group)
    shelf.put(group, home)
    touched = {told.key: told for told, _ in near if not told.firm and fit(mention, told) != 0}
    if len(linked) > 1:  # what could not choose between them now can
        beside = (told for one in group if one.firm for told, _ in _near(shelf, one))
        touched |= {told.key: told for told in beside if not told.firm}
    _replace_loose(shelf, touched.values())


def _place_loose(shelf: Shelf, mention: Told) -> None:
    near = [(told, at) for told, at in _near(shelf, mention) if told.key != mention.key]
    found = best(mention, near)
    if found is not None:
        _join(shelf, [mention], found)
        return
    free = _free(shelf, near, mention)
    fitting = sorted({at for told, at in free if fit(mention, told) > 0})
    group = [mention, *(told for told, at in free if at in fitting)]
    shelf.put(group, _name(group))


def _free(shelf: Shelf, near: Iterable[Placed], mention: Told) -> list[Placed]:
    """Return the mentions of the same date that say little and have found no firm one."""
    loose = [(told, at) for told, at in near if not told.firm and told.date == mention.date]
    firm = {at for told, at in shelf.members(sorted({at for _, at in loose})) if told.firm}
    return [(told, at) for told, at in loose if at not in firm]


def _replace_loose(shelf: Shelf, mentions: Iterable[Told]) -> None:
    """Place anew mentions that say little, now that there is more for them to fit, and those they stood with."""
    for mention in sorted(mentions, key=lambda told: told.rank):
        standing = [(told, at) for told, at in _near(shelf, mention) if told.key == mention.key]
        old = {at for _, at in standing}
        stood = [told for told, _ in shelf.members(sorted(old)) if told.key != mention.key]
        shelf.put((mention,), mention.key)
        if stood and not any(told.firm for told in stood):
            for group in components(sorted(stood, key=lambda told: told.rank)):
                shelf.put(group, _name(group))
        elif stood:
            shelf.put(stood, _name(stood))
        _place_loose(shelf, mention)


def _join(shelf: Shelf, mentions: Sequence[Told], occurrence: str) -> None:
    group = [*mentions, *(told for told, _ in shelf.members((occurrence,)))]
    shelf.put(group, _name(group))


def _name(group: Iterable[Told]) -> str:
    """Return the id of an occurrence: that which the mention that leads it gives it."""
    return min(group, key=lambda told: told.rank).key


class Memory:
    """A shelf in memory."""

    def __init__(self) -> None:
        self._at: dict[str, tuple[Told, str]] = {}
        self._by: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self._in: dict[str, dict[str, None]] = defaultdict(dict)

    def near(self, family: str, anchor: str, days: tuple[str, str], exact: Sequence[str]) -> list[Placed]:
        """Return the mentions of a family and anchor with a date from one day to another, or one that is given."""
        found = (self._at[key] for key in self._by.get((family, anchor), ()))
        return [(told, at) for told, at in found if days[0] <= (told.date or "") <= days[1] or told.date in exact]

    def members(self, occurrences: Iterable[str]) -> list[Placed]:
        """Return all mentions of some occurrences."""
        return [self._at[key] for occurrence in occurrences for key in self._in.get(occurrence, ())]

    def put(self, mentions: Sequence[Told], occurrence: str) -> None:
        """Put mentions, new ones or such that stand elsewhere, into an occurrence."""
        for told in mentions:
            if told.key in self._at:
                self._in[self._at[told.key][1]].pop(told.key)
            self._at[told.key] = (told, occurrence)
            self._by[told.family, told.anchor][told.key] = None
            self._in[occurrence][told.key] = None

    def drop(self, document: str) -> tuple[list[Told], list[str]]:
        """Take the mentions of a document off the shelf; return them and the occurrences that held them."""
        gone = [held for held in self._at.values() if held[0].document == document]
        for told, occurrence in gone:
            del self._at[told.key], self._by[told.family, told.anchor][told.key], self._in[occurrence][told.key]
        return [told for told, _ in gone], [occurrence for _, occurrence in gone]

    def clusters(self) -> dict[tuple[str, str], str]:
        """Return the occurrence of every mention, by its document and event."""
        return {(told.document, told.event): at for told, at in self._at.values()}
