"""Linking taken up again where statements came or went: only those are looked at whose group may be another now.

What comes out is what linking of all statements gives. A statement joins one of the groups that those before it make,
so that a change can only reach later statements, and of these only such as share a key with a group that changed. They
are decided anew in the order of time, and where one moves, those behind it that share a key with either group follow.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Protocol

from communique.commitments.linking import Group, Undertaking, best, content_keys
from communique.commitments.model import item_number
from communique.commitments.wording import Weights

#: two countries, or one alone, a kind of key, and what a phrase tells
Key = tuple[str, str, str, str]
#: stands for the second country where a statement involves one alone
ALONE = "-"


class Shelf(Protocol):
    """Where the groups of statements lie; a group is known by the number of its first statement."""

    def near(self, keys: Iterable[Key]) -> Iterable[int]:
        """Return the groups that hold a statement under any of these keys; others may be among them."""
        ...

    def members(self, groups: Iterable[int]) -> Mapping[int, Sequence[Undertaking]]:
        """Return the statements of groups in the order of time; a group that there is not may be left out."""
        ...

    def countries(self) -> Iterable[str]:
        """Return every country that any statement involves."""
        ...


class TooManyReached(Exception):
    """A change reaches so many statements that all are better linked anew."""


def filed(one: Undertaking) -> frozenset[Key]:
    """Return the keys under which a statement's group is found: each two of its countries, and what it tells.

    As in linking, phrases with other names never meet.
    """
    content, names = content_keys(one.wording), one.wording.names
    kinds = [("any", key) for key in content]
    kinds += [("named", name) for name in names] if names else [("unnamed", key) for key in content]
    return frozenset((*pair, *kind) for pair in _pairs(one) for kind in kinds)


def _pairs(one: Undertaking) -> tuple[tuple[str, str], ...]:
    countries = sorted(one.dyad)
    return tuple(combinations(countries, 2)) if len(countries) > 1 else ((countries[0], ALONE),)


class Relinking:
    """One change of the statements of a shelf; the shelf itself is left as it is.

    ``before`` holds the groups that changed, or may have, as the shelf has them; ``after`` gives them as they are now.
    """

    def __init__(self, shelf: Shelf, weights: Weights, *, limit: int) -> None:
        self.before: dict[int, tuple[Undertaking, ...]] = {}
        self._shelf = shelf
        self._weights = weights
        self._limit = limit
        self._groups: dict[int, list[Undertaking]] = {}
        self._of: dict[int, int] = {}
        self._filed: dict[Key, set[int]] = defaultdict(set)  # what the shelf does not have yet
        self._keys: dict[int, frozenset[Key]] = {}
        self._countries = set(shelf.countries())
        self._waiting: list[tuple[tuple[str, str, int], int, Undertaking]] = []
        self._queued: set[int] = set()

    def remove(self, one: Undertaking, group: int) -> None:
        """Take a statement out of the group that holds it."""
        self._reach(self._members(group), one.order)
        self._touch(group)
        self._groups[group] = [member for member in self._members(group) if member.source != one.source]
        item = item_number(one.source)
        self._of.pop(item, None)
        self._keys.pop(item, None)
        if item in self._queued:  # another that was removed reached it
            self._queued.discard(item)
            self._waiting = [each for each in self._waiting if each[1] != item]
            heapq.heapify(self._waiting)

    def add(self, one: Undertaking) -> None:
        """Give a statement that is in no group."""
        self._countries |= one.dyad
        self._queue(one)

    def settle(self) -> None:
        """Decide anew about all that was added and all that the changes reach; raises TooManyReached."""
        done = 0
        while self._waiting:
            _, item, one = heapq.heappop(self._waiting)
            self._queued.discard(item)
            done += 1
            if done > self._limit:
                raise TooManyReached
            self._decide(item, one)

    def after(self, group: int) -> tuple[Undertaking, ...]:
        """Return the statements of a group as they are now, in the order of time; none where it is no more."""
        return tuple(self._members(group))

    def _decide(self, item: int, one: Undertaking) -> None:
        candidates = []
        keys = self._sought(one)
        for group in self._near(keys):
            held = self._members(group)
            earlier = held[: bisect_left(held, one.order, key=lambda member: member.order)]
            if any(not keys.isdisjoint(self._under(member)) for member in earlier):
                candidates.append((earlier[0].order, group, earlier))
        candidates.sort(key=lambda each: each[0])
        chosen = best(one, [Group(earlier) for _, _, earlier in candidates], self._weights)
        new, old = item if chosen is None else candidates[chosen][1], self._of.get(item)
        if new == old:
            return
        if old is not None:
            self._reach(self._members(old), one.order)
            self._touch(old)
            self._groups[old] = [member for member in self._members(old) if member.source != one.source]
        self._touch(new)
        insort(self._members(new), one, key=lambda member: member.order)
        self._of[item] = new
        for key in self._under(one):
            self._filed[key].add(new)
        self._reach(self._members(new), one.order)

    def _reach(self, members: Sequence[Undertaking], order: tuple[str, str, int]) -> None:
        """Queue the statements after a place in time that share a key with any of these."""
        alike = {(member.dyad, member.wording): member for member in members}
        keys = {key for member in alike.values() for key in self._sought(member)}
        for group in self._near(keys):
            held = self._members(group)
            for member in held[bisect_right(held, order, key=lambda one: one.order) :]:
                if not keys.isdisjoint(self._under(member)):
                    self._queue(member)

    def _under(self, one: Undertaking) -> frozenset[Key]:
        item = item_number(one.source)
        if item not in self._keys:
            self._keys[item] = filed(one)
        return self._keys[item]

    def _queue(self, one: Undertaking) -> None:
        item = item_number(one.source)
        if item not in self._queued:
            self._queued.add(item)
            heapq.heappush(self._waiting, (one.order, item, one))

    def _sought(self, one: Undertaking) -> frozenset[Key]:
        """Return the keys of statements that may be alike: of two same countries, or where one is not said."""
        content, names = content_keys(one.wording), one.wording.names
        kinds = [("unnamed" if names else "any", key) for key in content]
        if names:
            kinds += [("any", name) for name in names] + [("named", term) for term in one.wording.terms]
        return frozenset((*pair, *kind) for pair in self._open_pairs(one) for kind in kinds)

    def _open_pairs(self, one: Undertaking) -> Iterator[tuple[str, str]]:
        yield from _pairs(one)
        if len(one.dyad) > 1:
            yield from ((country, ALONE) for country in sorted(one.dyad))
        else:
            (alone,) = one.dyad
            yield from ((min(alone, other), max(alone, other)) for other in self._countries if other != alone)

    def _near(self, keys: Iterable[Key]) -> list[int]:
        wanted = sorted(keys)
        found = {group for key in wanted for group in self._filed.get(key, ())}
        near = sorted(found.union(self._shelf.near(wanted)))
        self._load(near)
        return near

    def _members(self, group: int) -> list[Undertaking]:
        self._load((group,))
        return self._groups[group]

    def _load(self, groups: Iterable[int]) -> None:
        lacking = [group for group in groups if group not in self._groups]
        held = self._shelf.members(lacking) if lacking else {}
        for group in lacking:
            self._groups[group] = list(held.get(group, ()))
            for member in self._groups[group]:
                self._of.setdefault(item_number(member.source), group)

    def _touch(self, group: int) -> None:
        if group not in self.before:
            self.before[group] = tuple(self._members(group))
