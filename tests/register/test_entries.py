"""Commitments as the register keeps them: what a reading of all records gives, whatever came in whatever order."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from communique.commitments.model import Decision
from communique.record import Actor, Document, Record, Span, Statement, document_id
from communique.register import following
from communique.register.following import State, Wanted
from communique.register.store import Decision as Kept
from communique.register.store import Register

THINGS = ("solar plant at Kalva", "railway to Port Ume", "cancer hospital in Tirel", "fish market at Dvor")
SIDES = (("BRD", "SYL"), ("BRD", "KHM"), ("SYL", "KHM"))
#: what each report says: which thing, between which two, how, and when
SAID = tuple(
    (THINGS[number % 4], SIDES[number % 3], ("agree", "pledge", "propose")[number % 3], f"20{10 + number}-02-03")
    for number in range(12)
)


def record(number: int) -> Record:
    """Return a report in which one country undertakes something towards another; each fourth tells of an end."""
    thing, (one, other), act, date = SAID[number]
    content = f"build a {thing}"
    text = f"{one} told {other} that it would {content}. " + " ".join(random.Random(number).choices("klmnop", k=60))
    text += f". The {thing} went into operation." if number % 4 == 3 else "."
    start = text.index(content)
    sides = (Span(0, len(one)), Span(text.index(other), text.index(other) + len(other)))
    said = Span(start, start + len(content))
    return Record(
        document=Document(id=document_id(text), text=text, published=date),
        actors=tuple(
            Actor(id=f"a{place}", name=name, kind="state", country=name, mentions=(span,))
            for place, (name, span) in enumerate(zip((one, other), sides, strict=True), start=1)
        ),
        statements=(
            Statement(
                id="s1",
                speaker=("a1",),
                speaker_country=(one,),
                act=act,  # type: ignore[arg-type]
                content=said,
                areas=("energy",) if number % 2 else ("trade", "health"),
                addressees=("a2",),
                evidence=(said,),
            ),
        ),
    )


@pytest.fixture(autouse=True)
def _without_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "LONG", float("inf"))  # a busy machine takes long over little


@pytest.fixture
def full(register: Register) -> Register:
    for number in range(12):
        register.keep(record(number), source=f"r{number}")
    return register


def rebuilt(register: Register) -> tuple[object, ...]:
    return following.ledger(register).commitments


def kept(register: Register, **wanted: object) -> tuple[object, ...]:
    return tuple(each.commitment for each in following.entries(register.engine, Wanted(**wanted)))  # type: ignore[arg-type]


def test_the_entries_are_what_a_rebuild_gives(full: Register) -> None:
    assert len(rebuilt(full)) > 4
    assert kept(full) == rebuilt(full)
    assert following.state(full.engine) == State(behind=0, decided=False)
    assert not following.catch_up(full)


def test_each_condition_narrows_as_a_scan_does(full: Register) -> None:
    every = following.ledger(full).commitments
    scans = {
        "party": ("BRD", lambda each: "BRD" in each.parties),
        "dyad": (("KHM", "SYL"), lambda each: {"KHM", "SYL"} <= {*each.parties, *each.towards}),
        "area": ("health", lambda each: "health" in each.areas),
        "status": ("completed", lambda each: each.status == "completed"),
        "since": ("2018-01-01", lambda each: each.last_said >= "2018-01-01"),
        "until": ("2012-02-03", lambda each: each.first_said <= "2012-02-03"),
        "text": ("Railway ume", lambda each: "railway" in each.what and "Ume" in each.what),
    }
    for name, (value, holds) in scans.items():
        expected = tuple(each for each in every if holds(each))
        assert 0 < len(expected) < len(every), name
        assert kept(full, **{name: value}) == expected, name
        assert following.total(full.engine, Wanted(**{name: value})) == len(expected), name  # type: ignore[arg-type]


@pytest.mark.parametrize("newest", [False, True])
def test_an_answer_is_taken_up_where_it_ended(full: Register, newest: bool) -> None:
    whole = following.entries(full.engine, Wanted(newest=newest))
    paged: list[following.Entry] = []
    while page := following.entries(
        full.engine, Wanted(newest=newest, limit=2, after=paged[-1].place if paged else None)
    ):
        paged += page
    assert tuple(paged) == whole
    assert [each.place for each in whole] == sorted((each.place for each in whole), reverse=newest)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_added_reviewed_and_decided_the_entries_follow(register: Register, seed: int) -> None:
    draw = random.Random(seed)
    numbers = draw.sample(range(12), 12)
    for number in numbers:
        register.keep(record(number), source=f"r{number}")
        if draw.random() < 0.5:
            assert kept(register) == rebuilt(register)
            one, other = draw.choice(rebuilt(register)), draw.choice(rebuilt(register))
            verb, value = draw.choice(
                (("set_status", ("suspended",)), ("annotate", ("ask",)), ("merge", (other.id,)))  # type: ignore[attr-defined]
            )
            following.decide(
                register,
                Decision(commitment=one.id, verb=verb, value=value, who="A", when="", why="b"),  # type: ignore[attr-defined,arg-type]
            )
        if draw.random() < 0.3:
            document = record(number).document.id
            register.decide(Kept(subject="statement", document=document, id="s1", verb="reject", who="A", why="b"))
        if draw.random() < 0.3:
            again = record(number)
            register.recode(replace(again, statements=()))
    assert kept(register) == rebuilt(register)


@pytest.mark.parametrize("wanted", [Wanted(), Wanted(dyad=("BRD", "SYL")), Wanted(area="energy", since="2012")])
def test_areas_and_statuses_are_counted_as_a_scan_does(full: Register, wanted: Wanted) -> None:
    scanned: dict[tuple[str, str], int] = {}
    for entry in following.entries(full.engine, wanted):
        for area in entry.commitment.areas or ("none",):
            key = (area, entry.commitment.status)
            scanned[key] = scanned.get(key, 0) + 1
    assert scanned
    assert {(area, status): count for area, status, count in following.by_area(full.engine, wanted)} == scanned


def test_one_entry_by_its_id(full: Register) -> None:
    first = following.entries(full.engine, Wanted(limit=1))[0]
    assert following.entry(full.engine, first.commitment.id) == first
    with pytest.raises(KeyError):
        following.entry(full.engine, "c0")


def test_a_large_register_answers_from_what_is_kept_and_says_how_far(
    full: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept(full)
    monkeypatch.setattr(following, "SMALL", 3)
    full.recode(replace(record(0), statements=()))
    following.decide(
        full, Decision(commitment=before[1].id, verb="annotate", value=("x",), who="A", when="")  # type: ignore[attr-defined]
    )  # fmt: skip
    assert kept(full) == before
    assert following.state(full.engine) == State(behind=1, decided=True)
    assert following.catch_up(full)
    assert kept(full) == rebuilt(full) != before
    assert following.state(full.engine).current


def test_keeping_up_costs_in_proportion_to_what_changed(full: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    assert following.keep_up(full)
    assert not following.keep_up(full)
    monkeypatch.setattr(following, "SMALL", 3)
    monkeypatch.setattr(following, "PART", 6)
    monkeypatch.setattr(following, "SHARE", 1)
    full.recode(replace(record(0), statements=()))
    assert following.keep_up(full)  # one of twelve, by itself
    assert kept(full) == rebuilt(full)
    monkeypatch.setattr(following, "GROWTH", 0.5)  # all is to be made anew
    full.recode(record(0))
    assert not following.keep_up(full)
    assert following.state(full.engine).behind == 1
    following.decide(full, Decision(commitment="c0", verb="annotate", value=("x",), who="A", when=""))
    monkeypatch.setattr(following, "MEDIUM", 11)
    assert not following.keep_up(full)
    monkeypatch.setattr(following, "MEDIUM", 12)
    assert following.keep_up(full)
    full.recode(replace(record(1), statements=()))
    full.recode(replace(record(2), statements=()))
    assert following.keep_up(full)
    assert kept(full) == rebuilt(full)
    monkeypatch.setattr(following, "GROWTH", 2)
    monkeypatch.setattr(following, "MEDIUM", 11)
    monkeypatch.setattr(following, "FEW", 0)
    full.recode(record(2))
    assert not following.keep_up(full)
    monkeypatch.setattr(following, "FEW", 1)
    assert following.keep_up(full)
    assert kept(full) == rebuilt(full)


def test_entries_are_found_by_how_their_ids_begin(full: Register) -> None:
    first, *others = kept(full)
    found = following.entries(full.engine, Wanted(id=first.id[:10]))  # type: ignore[attr-defined]
    assert [each.commitment for each in found] == [first]
    assert following.entries(full.engine, Wanted(id="%")) == ()
    assert others


def test_decisions_that_found_nothing_are_told(full: Register) -> None:
    following.decide(full, Decision(commitment="c0", verb="annotate", value=("x",), who="A", when=""))
    following.catch_up(full)
    (left,) = following.state(full.engine).unapplied
    assert (left.decision.commitment, left.reason) == ("c0", "no statement gives a commitment the id c0")


def test_an_empty_register_has_no_entry(register: Register) -> None:
    assert following.entries(register.engine, Wanted()) == ()
    assert following.state(register.engine).current
