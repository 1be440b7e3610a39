"""Every filter alone and in pairs, on both databases: the answers are those of a scan over all records."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from communique.record import Event, Meeting, Record, Statement
from communique.register import counting, narrowing, queries, ranking, tables, walking
from communique.register.database import reading
from communique.register.queries import Ask
from communique.register.review_queue import queue
from communique.register.store import Decision, Register, Subject

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import generated

DOCUMENTS = 90
PAGE = 15
CONDITIONS: tuple[dict[str, Any], ...] = (
    {"country": "USA"},
    {"country": "IND"},
    {"dyad": ("RUS", "CHN")},
    {"dyad": ("USA", "DEU")},
    {"actor": "KO"},
    {"actor": generated.LEADERS["CHN"][1]},
    {"act": "agree"},
    {"act": "invite"},
    {"area": "trade"},
    {"event_type": "CONSULT"},
    {"event_type": "SANCTION"},
    {"since": "2016-05"},
    {"until": "2019-02-28"},
    {"text": "railway"},
    {"text": "number"},
)
ASKS = (
    Ask(),
    *(Ask(**one) for one in CONDITIONS),
    *(Ask(**one, **other) for one, other in combinations(CONDITIONS, 2) if not set(one) & set(other)),
)
MADE: tuple[tuple[Subject, str], ...] = (("statement", "s1"), ("event", "e1"))
Claim = Meeting | Statement | Event


@dataclass(frozen=True, slots=True)
class Told:
    """A record with what the register alone knows of it: its number, and whether it is a near duplicate."""

    record: Record
    number: int
    copy: bool

    @property
    def id(self) -> str:
        return self.record.document.id

    def claims(self, kind: str) -> tuple[Claim, ...]:
        return getattr(self.record, f"{kind}s")  # type: ignore[no-any-return]

    def parties(self, claim: Claim) -> tuple[str, ...]:
        if isinstance(claim, Meeting):
            return claim.participants
        if isinstance(claim, Event):
            return (*claim.actor, *claim.recipient)
        return (*claim.speaker, *claim.addressees, *((claim.on_behalf_of,) if claim.on_behalf_of else ()))

    def countries(self, actors: tuple[str, ...]) -> set[str]:
        return {each.country for each in self.record.actors if each.id in actors and each.country}

    def pairs(self, claim: Claim) -> set[tuple[str, str]]:
        found = set(combinations(sorted(self.countries(self.parties(claim))), 2))
        if isinstance(claim, Statement):
            for meeting in self.record.meetings:
                met = self.countries(meeting.participants)
                speak = self.countries(claim.speaker) & met
                found |= {(min(a, b), max(a, b)) for a in speak for b in met - {a}}
        return found

    def named(self, actors: tuple[str, ...], part: str) -> bool:
        return any(part.lower() in each.name.lower() for each in self.record.actors if each.id in actors)

    def holds(self, text: str | None) -> bool:
        return text is None or text in f"{self.record.document.title} {self.record.document.text}".lower()

    def says(self, ask: Ask, statements: tuple[Statement, ...]) -> bool:
        return ask.act is ask.area is None or any(
            ask.act in (None, each.act) and (ask.area is None or ask.area in each.areas) for each in statements
        )


class Scan:
    """All records of a register, and where their events are placed."""

    def __init__(self, register: Register) -> None:
        documents, placed = tables.documents, tables.occurrence_events
        with reading(register.engine) as connection:
            rows = connection.execute(select(documents.c.id, documents.c.number, documents.c.original)).all()
            at = {(row.document, row.event): row for row in connection.execute(select(placed))}
            self.decided = set(connection.execute(select(tables.decisions.c.document, tables.decisions.c.id)).all())
        self.all = {row.id: Told(register.record(row.id), row.number, row.original is not None) for row in rows}
        self.lead = {key: row.lead for key, row in at.items()}
        told: dict[str, list[tuple[str, str]]] = {}
        for key, row in at.items():
            told.setdefault(row.occurrence, []).append(key)
        self.beside = {key: told[row.occurrence] for key, row in at.items()}

    def documents(self, ask: Ask) -> list[tuple[str, str]]:
        found = [each for each in self.all.values() if self._document(ask, each)]
        dated = [((each.record.document.date or ""), each.number, (each.id, each.id)) for each in found]
        return [key for _, _, key in sorted(dated, reverse=ask.newest)]

    def _document(self, ask: Ask, each: Told) -> bool:
        everyone = tuple(actor.id for actor in each.record.actors)
        countries, day = each.countries(everyone), each.record.document.date or ""
        return (
            not each.copy
            and {*(ask.dyad or ()), *filter(None, [ask.country])} <= countries
            and (ask.actor is None or each.named(everyone, ask.actor))
            and each.says(ask, each.record.statements)
            and ask.event_type in (None, *(event.event_type for event in each.record.events))
            and (ask.since or "") <= day <= (ask.until or "~")
            and each.holds(ask.text)
        )

    def claims(self, ask: Ask, kind: str) -> list[tuple[str, str]]:
        once = kind == "event" and not (ask.mentions or ask.waiting)
        found = []
        for each in self.all.values():
            for claim in each.claims(kind):
                day = each.record.document.date if isinstance(claim, Statement) else claim.date
                tellers = [key for key in self.beside.get((each.id, claim.id), []) if once] or [(each.id, claim.id)]
                if (
                    self._claim(ask, each, claim)
                    and (self.lead[each.id, claim.id] if once else not each.copy)
                    and (kind != "meeting" or self._first(ask, each, claim))
                    and (ask.since or "") <= (day or "") <= (ask.until or "~")
                    and any(self.all[document].holds(ask.text) for document, _ in tellers)
                    and (ask.actor is None or any(self._named(ask.actor, *key, kind) for key in tellers))
                    and not (ask.waiting and (each.id, claim.id) in self.decided)
                ):
                    order = (claim.confidence, claim.id, each.id) if ask.waiting else (day or "", each.number, claim.id)
                    found.append((order, (each.id, claim.id)))
        return [key for _, key in sorted(found, reverse=ask.newest and not ask.waiting)]

    def _named(self, part: str, document: str, id: str, kind: str) -> bool:
        told = self.all[document]
        (claim,) = [each for each in told.claims(kind) if each.id == id]
        return told.named(told.parties(claim), part)

    def _claim(self, ask: Ask, each: Told, claim: Claim) -> bool:
        made = [claim] if isinstance(claim, Event) else [
            event for event in each.record.events if claim.id in (event.statement, event.meeting)
        ]  # fmt: skip
        said = each.record.statements
        if not isinstance(claim, Meeting):
            own = claim.statement if isinstance(claim, Event) else claim.id
            said = tuple(statement for statement in said if statement.id == own)
        return (
            (ask.country is None or ask.country in each.countries(each.parties(claim)))
            and (ask.dyad is None or (min(ask.dyad), max(ask.dyad)) in each.pairs(claim))
            and each.says(ask, said)
            and (ask.event_type is None or any(event.event_type == ask.event_type for event in made))
        )

    def _first(self, ask: Ask, each: Told, claim: Claim) -> bool:
        more = (ask.text, ask.actor, ask.act, ask.area, ask.event_type)
        if ask.mentions or ask.waiting or any(value is not None for value in more):
            return True
        leads = [self.lead[each.id, event.id] for event in each.record.events if event.meeting == claim.id]
        return not leads or any(leads)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    if request.param == "sqlite":
        where = str(tmp_path_factory.mktemp("pairs") / "register.db")
    else:
        where = request.getfixturevalue("server").fresh()
    with Register.open(where) as register:
        for number in range(DOCUMENTS):
            register.keep(generated.record(number), source=f"r{number}")
        for number in range(0, DOCUMENTS, 9):
            document = generated.record(number).document.id
            for subject, id in MADE:
                made = Decision(subject=subject, document=document, id=id, verb="confirm", who="Ana", why="read")
                register.decide(made)
        yield register


def unsure(connection: Connection, ask: Ask, kind: str, words: int | None) -> int:
    """Return what ``possible`` does, with numbers that no document has: so many cannot be looked at one by one."""
    return narrowing.possible(connection, ask, kind, words) | ((1 << 100) - 1 << 1000)


@pytest.fixture(params=["gathered", "walked", "walked, then gathered"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a small register answer as a large one does."""
    if request.param != "gathered":
        for module in (narrowing, ranking, walking):
            monkeypatch.setattr(module, "FEW", 0)
        monkeypatch.setattr(ranking, "MANY", 0)
        monkeypatch.setattr(walking, "possible", unsure)
        monkeypatch.setattr(walking, "FIRST", 5)
        monkeypatch.setattr(walking, "MOST", 20)
        monkeypatch.setattr(walking, "EACH", 0.1 if "then" in request.param else 10**6)
    return str(request.param)


def asked(full: Register, ask: Ask, kind: str) -> list[Any]:
    return list(getattr(queries, f"{kind}s")(full.engine, ask))


def keys(rows: list[Any]) -> list[tuple[str, str]]:
    return [(getattr(row, "document", row.id), row.id) for row in rows]


def pages(full: Register, ask: Ask, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the keys of an answer, page after page."""
    place = None
    while rows := asked(full, replace(ask, limit=PAGE, after=place), kind):
        yield from keys(rows)
        place = rows[-1].place


def test_answers_are_those_of_a_scan(full: Register, way: str) -> None:
    scan = Scan(full)
    for place, one in enumerate(ASKS if way == "gathered" else ASKS[::3]):
        ask = replace(one, newest=place % 2 == 0)
        assert list(pages(full, ask, "document")) == scan.documents(ask), ask
        for kind in ("meeting", "statement", "event"):
            assert list(pages(full, ask, kind)) == scan.claims(ask, kind), (kind, ask)


def test_answers_without_a_limit_and_in_every_mention_are_those_of_a_scan(full: Register, way: str) -> None:
    scan = Scan(full)
    for ask in ASKS[::7]:
        for kind in ("meeting", "statement", "event"):
            assert keys(asked(full, ask, kind)) == scan.claims(ask, kind), (kind, ask)
            every = replace(ask, mentions=True, limit=12)
            assert keys(asked(full, every, kind)) == scan.claims(every, kind)[:12], (kind, every)
            assert sorted(queries.places(full.engine, ask, kind)) == sorted(
                scan.claims(replace(ask, mentions=True), kind)
            )


def test_what_waits_is_that_of_a_scan(full: Register, way: str) -> None:
    scan = Scan(full)
    for ask in ASKS[::5]:
        for subject in ("meeting", "statement", "event"):
            found: list[Any] = []
            while len(more := queue(full.engine, replace(ask, doubt=found[-1].doubt if found else None),
                                    subject=subject, limit=PAGE)) == PAGE:  # fmt: skip
                found += more
            assert keys(found + more) == scan.claims(replace(ask, waiting=True), subject), (subject, ask)


def test_the_best_documents_are_those_of_a_scan(full: Register, way: str) -> None:
    scan = Scan(full)
    for ask in ASKS:
        if ask.text is None:
            continue
        whole = asked(full, replace(ask, ranked=True), "document")
        assert sorted(keys(whole)) == sorted(scan.documents(ask)), ask
        assert [row.score for row in whole] == sorted((row.score for row in whole), reverse=True)
        assert list(pages(full, replace(ask, ranked=True), "document")) == keys(whole), ask


def test_facets_count_the_documents_of_a_scan(full: Register, way: str) -> None:
    scan = Scan(full)
    for ask in ASKS:
        found = counting.facets(full.engine, ask)
        fit = [scan.all[document] for document, _ in scan.documents(ask)]
        assert found.documents == len(fit), ask
        acts = {each.value: each.documents for each in found.act}
        assert acts.get("agree", 0) == sum("agree" in {one.act for one in each.record.statements} for each in fit)
