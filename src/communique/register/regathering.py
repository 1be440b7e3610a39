"""Entries taken further where documents came or changed: only what these touch is brought together again.

What comes out is what a reading of the whole register gives, with the same weights of terms; the cost is that of the
statements and clauses that share a country and a term with what changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from communique.commitments.decisions import Decided, decide
from communique.commitments.ledger import entry
from communique.commitments.lines import evidence_line, read_undertaking, undertaking_line
from communique.commitments.linking import Group, Undertaking, undertakings
from communique.commitments.model import Decision, Unapplied, id_of, item_number, number_of
from communique.commitments.relinking import Relinking
from communique.commitments.status import Evidence, Judge, evidence
from communique.commitments.wording import Weights
from communique.record import Record
from communique.register import gathered, tables

_undertakings, _outcomes, _told = tables.undertakings, tables.outcomes, tables.outcome_entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What holds while a register is taken further: weights of terms, decisions, and the countries that occur.

    ``named`` are the ids of all commitments that a decision ever named, undone ones too.
    """

    weights: Weights
    decisions: Sequence[Decision]
    countries: frozenset[str]
    named: frozenset[str]


@dataclass(slots=True)
class _Change:
    """What a change does to entries: their members before and after it, by the number of the first of them."""

    decided: Decided
    entered: dict[int, int] = field(default_factory=dict)
    before: dict[int, tuple[Undertaking, ...]] = field(default_factory=dict)
    after: dict[int, tuple[Undertaking, ...]] = field(default_factory=dict)
    always: frozenset[int] = frozenset()

    @property
    def groups(self) -> list[Group]:
        """The groups that there were and that there are."""
        return [Group(members) for side in (self.before, self.after) for members in side.values() if members]


class Regathering:
    """One change of some documents, in a transaction of the caller's; raises TooManyReached where that is no gain."""

    def __init__(self, connection: Connection, known: Known, *, limit: int) -> None:
        self._connection = connection
        self._known = known
        self._relinking = Relinking(gathered.Shelf(connection, known.countries), known.weights, limit=limit)
        self._number: dict[int, int] = {}  # the document of each undertaking that is new in any word
        self._new: dict[int, Undertaking] = {}
        self._gone: set[int] = set()

    def follow(self, changed: Mapping[int, Record | None]) -> tuple[Unapplied, ...]:
        """Take in documents by their numbers, None for one that counts no more; return what decisions found nothing."""
        self._relink(changed)
        linked = self._linked()
        change = self._compare(linked)
        self._put_undertakings(linked, change)
        retold = self._retell(changed, change)
        self._put_entries(change, retold)
        return tuple(change.decided.unapplied)

    def _relink(self, changed: Mapping[int, Record | None]) -> None:
        """Link the statements of the documents anew, but for those that are the same in every word."""
        query = select(_undertakings.c.item, _undertakings.c.linked, _undertakings.c.line)
        held = {
            item: (linked, line)
            for part in gathered.batches(sorted(changed))
            for item, linked, line in self._connection.execute(query.where(_undertakings.c.document.in_(part)))
        }
        for number, record in changed.items():
            for one in undertakings(record) if record is not None else ():
                item = item_number(one.source)
                if item in held and held[item][1] == undertaking_line(one):
                    del held[item]
                else:
                    self._new[item], self._number[item] = one, number
        self._gone = set(held)
        for _, (linked, line) in sorted(held.items()):
            self._relinking.remove(read_undertaking(line), linked)
        for _, one in sorted(self._new.items()):
            self._relinking.add(one)
        self._relinking.settle()

    def _linked(self) -> dict[int, int]:
        """Return the group of every undertaking in a group that changed."""
        touched = self._relinking.before
        return {item_number(one.source): group for group in touched for one in self._relinking.after(group)}

    def _compare(self, linked: Mapping[int, int]) -> _Change:
        """Return what the change of groups, and the decisions, do to entries."""
        groups = {group for group in self._relinking.before if self._relinking.after(group)}
        named = self._named(linked)
        groups |= named | self._apart()
        while True:
            change = self._entries(groups, named)
            more = self._groups_of((*change.before, *change.after), linked) - groups
            if not more:
                return change
            groups |= more

    def _entries(self, groups: Iterable[int], named: frozenset[int]) -> _Change:
        """Return the entries that some groups make, and those that held their statements so far."""
        deciding = [Group(members) for group in sorted(named) if (members := self._relinking.after(group))]
        decided = decide(deciding, self._known.decisions)
        made = {gathered.first(group): tuple(group.members) for group in decided.groups}
        for group in sorted(set(groups) - named):
            if members := self._relinking.after(group):
                made[group] = members
        entered = {item_number(one.source): group for group, members in made.items() for one in members}
        before = self._held((*entered, *self._gone))
        moved = {item for item, group in entered.items() if before.get(item) != group or item in self._new}
        touched = {entered[item] for item in moved}
        touched |= {before[item] for item in (*moved, *self._gone) if item in before}
        return _Change(
            decided=decided,
            entered={item: entered[item] for item in moved},
            before=gathered.members(self._connection, _undertakings.c.entered, sorted(touched)),
            after={group: made.get(group, ()) for group in sorted(touched)},
            always=frozenset(map(gathered.first, decided.groups)),
        )

    def _named(self, linked: Mapping[int, int]) -> frozenset[int]:
        """Return the groups of the statements that decisions name."""
        items = {number for id in self._known.named if (number := number_of(id)) is not None}
        found = {linked[item] for item in items if item in linked}
        query = select(_undertakings.c.item, _undertakings.c.linked)
        for part in gathered.batches(sorted(items - set(linked) - self._gone)):
            found |= {group for _, group in self._connection.execute(query.where(_undertakings.c.item.in_(part)))}
        return frozenset(found)

    def _apart(self) -> frozenset[int]:
        """Return the groups of which an analyst merged or split some statements."""
        if not self._known.named:
            return frozenset()
        query = select(_undertakings.c.linked).distinct().where(_undertakings.c.linked != _undertakings.c.entered)
        return frozenset(self._connection.execute(query).scalars())

    def _groups_of(self, entries: Sequence[int], linked: Mapping[int, int]) -> set[int]:
        """Return the groups, as they are now, of the statements that entries held."""
        query = select(_undertakings.c.item, _undertakings.c.linked)
        held = {
            item: group
            for part in gathered.batches(sorted(set(entries)))
            for item, group in self._connection.execute(query.where(_undertakings.c.entered.in_(part)))
        }
        now = {linked.get(item, group) for item, group in held.items() if item not in self._gone}
        return {group for group in now if self._relinking.after(group)}

    def _held(self, items: Iterable[int]) -> dict[int, int]:
        """Return the entries that held undertakings so far."""
        query = select(_undertakings.c.item, _undertakings.c.entered)
        return {
            item: entered
            for part in gathered.batches(sorted(set(items)))
            for item, entered in self._connection.execute(query.where(_undertakings.c.item.in_(part)))
        }

    def _put_undertakings(self, linked: Mapping[int, int], change: _Change) -> None:
        """Put down which undertakings there are, in which groups and entries, and what these are found by."""
        connection = self._connection
        gathered.remove(connection, _undertakings.c.item, sorted(self._gone))
        rows = [
            gathered.undertaking_row(
                one, document=self._number[item], linked=linked[item], entered=change.entered[item]
            )
            for item, one in sorted(self._new.items())
        ]
        gathered.put(connection, _undertakings, rows)
        for group, members in sorted(self._relinking.before.items()):
            digests = (gathered.group_digests(each) for each in (members, self._relinking.after(group)))
            gathered.rekey(connection, group, *digests)
        gathered.move(connection, "linked", {item: to for item, to in linked.items() if item not in self._new})
        gathered.move(connection, "entered", {i: to for i, to in change.entered.items() if i not in self._new})
        for group, members in sorted(change.after.items()):
            digests = (gathered.entry_digests(each) for each in (change.before.get(group, ()), members))
            gathered.rekey(connection, group, *digests)

    def _retell(self, changed: Mapping[int, Record | None], change: _Change) -> set[int]:
        """Judge anew the clauses that the change may touch; return the entries that are told of otherwise now."""
        connection = self._connection
        clauses, retold = self._put_clauses(changed)
        digests = {digest for group in change.groups for digest in gathered.telling_digests(group)}
        clauses |= gathered.clauses(connection, gathered.found(connection, digests))
        documents = {one.source.document for group in change.groups for one in group.members}
        clauses |= self._signing(documents)
        before: dict[int, set[int]] = defaultdict(set)
        for part in gathered.batches(sorted(clauses)):
            query = select(_told.c.outcome, _told.c.entered).where(_told.c.outcome.in_(part))
            for outcome, entered in connection.execute(query):
                before[outcome].add(entered)
        groups: dict[int, Group] = {g: Group(members) for g, members in change.after.items() if members}
        judge, rows = Judge(self._known.weights), []
        for item, (document, clause) in sorted(clauses.items()):
            near = self._near(clause, document, groups)
            now = set(judge.about(clause, {group: groups[group] for group in near}))
            for entered in sorted(before[item] - now):
                at = (_told.c.outcome == item) & (_told.c.entered == entered)
                connection.execute(_told.delete().where(at))
            rows += [{"entered": entered, "outcome": item} for entered in sorted(now - before[item])]
            retold |= before[item] ^ now
        gathered.put(connection, _told, rows)
        return retold

    def _put_clauses(self, changed: Mapping[int, Record | None]) -> tuple[dict[int, tuple[int, Evidence]], set[int]]:
        """Put down the clauses of the documents; return the new ones, and the entries that others were about."""
        connection = self._connection
        items = [
            item
            for part in gathered.batches(sorted(changed))
            for item in connection.execute(select(_outcomes.c.item).where(_outcomes.c.document.in_(part))).scalars()
        ]
        old = gathered.clauses(connection, items)
        new = {
            gathered.clause_number(clause): (number, clause)
            for number, record in changed.items()
            for clause in (evidence(record) if record is not None else ())
        }
        same = {i for i in old if i in new and evidence_line(old[i][1]) == evidence_line(new[i][1])}
        gone = sorted(set(old) - same)
        retold: set[int] = set()
        for part in gathered.batches(gone):
            retold |= set(connection.execute(select(_told.c.entered).where(_told.c.outcome.in_(part))).scalars())
        for item in gone:
            gathered.rekey(connection, item, gathered.told_digests(old[item][1]), frozenset())
        gathered.remove(connection, _told.c.outcome, gone)
        gathered.remove(connection, _outcomes.c.item, gone)
        fresh = {item: each for item, each in new.items() if item not in same}
        rows = [gathered.outcome_row(clause, document=number) for _, (number, clause) in sorted(fresh.items())]
        gathered.put(connection, _outcomes, rows)
        for item, (_, clause) in sorted(fresh.items()):
            gathered.rekey(connection, item, frozenset(), gathered.told_digests(clause))
        return fresh, retold

    def _signing(self, documents: Iterable[str]) -> dict[int, tuple[int, Evidence]]:
        """Return the clauses of documents that say that statements of theirs were signed."""
        table = tables.documents
        found: dict[int, tuple[int, Evidence]] = {}
        for part in gathered.batches(sorted(documents)):
            numbers = select(table.c.number).where(table.c.id.in_(part)).scalar_subquery()
            items = self._connection.execute(
                select(_outcomes.c.item).where(_outcomes.c.document.in_(numbers))
            ).scalars()
            each = gathered.clauses(self._connection, list(items))
            found |= {item: (number, clause) for item, (number, clause) in each.items() if clause.signs}
        return found

    def _near(self, clause: Evidence, document: int, groups: dict[int, Group]) -> list[int]:
        """Return the entries that a clause may be about, the earliest first, and hold them in ``groups``."""
        near = set(gathered.found(self._connection, gathered.sought_digests(clause)))
        if clause.signs:
            query = select(_undertakings.c.entered).where(_undertakings.c.document == document)
            near |= set(self._connection.execute(query).scalars())
        lacking = sorted(near - set(groups))
        for group, members in gathered.members(self._connection, _undertakings.c.entered, lacking).items():
            groups[group] = Group(members)
        return sorted((group for group in near if group in groups), key=lambda group: groups[group].members[0].order)

    def _put_entries(self, change: _Change, retold: Iterable[int]) -> None:
        """Put down anew the entries that changed, that are told of otherwise, or that an analyst decided on."""
        connection = self._connection
        stale = sorted({*change.after, *retold, *change.always})
        gathered.take_out_entries(connection, [id_of(item) for item in stale])
        members = gathered.members(connection, _undertakings.c.entered, stale)
        told: dict[int, list[int]] = defaultdict(list)
        for part in gathered.batches(stale):
            query = select(_told.c.entered, _told.c.outcome).where(_told.c.entered.in_(part))
            for entered, outcome in connection.execute(query):
                told[entered].append(outcome)
        clauses = gathered.clauses(connection, sorted({each for outcomes in told.values() for each in outcomes}))
        made = []
        for item, held in sorted(members.items()):
            about = sorted((clauses[each][1] for each in told[item]), key=lambda clause: clause.order)
            commitment = entry(Group(held), about, change.decided, self._known.weights)
            made.append((gathered.place(held[0]), commitment))
        gathered.put_entries(connection, made)
