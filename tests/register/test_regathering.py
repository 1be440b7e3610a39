"""Entries taken further by what changed are those that a reading of the whole register gives, in whatever order."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from communique.commitments.model import Commitment, Decision
from communique.record import Actor, Document, Record, Span, Statement, document_id
from communique.register import following
from communique.register.following import State, Wanted
from communique.register.store import Decision as Kept
from communique.register.store import Register

THINGS = ("solar plant", "railway", "cancer hospital", "wheat terminal", "metro line")
PLACES = ("at Bako", "at Rimuta", "at Nelo", "")
VERBS = ("build", "finance", "modernise", "pay for")
MORE = ("", "for 30 million euros", "with students", "in 2019", "with a second track")
TOLD = ("went into operation", "was suspended", "is under construction", "was cancelled", "were praised")
COUNTRIES = ("BRD", "SYL", "KHM", "POT")


def report(draw: random.Random) -> Record:
    """Return a report of some countries in which two things are undertaken and one is told of; words recur much."""
    countries = draw.sample(COUNTRIES, draw.choice((1, 2, 2, 2, 3)))
    text, statements = "", []
    for number in (1, 2):
        thing = " ".join((draw.choice(VERBS), "a", draw.choice(THINGS), draw.choice(PLACES), draw.choice(MORE)))
        content = " ".join(thing.split())
        text += f"{' and '.join(countries)} {draw.choice(('signed an accord to', 'would', 'would soon'))} "
        act = draw.choice(("pledge", "agree", "propose"))
        speakers = tuple(countries) if act == "agree" else (countries[0],)
        statements.append(
            Statement(
                id=f"s{number}",
                speaker=speakers,
                speaker_country=speakers,
                act=act,
                content=Span(len(text), len(text) + len(content)),
                addressees=() if act == "agree" else tuple(countries[1:]),
                areas=draw.choice((("energy",), ("trade",), ())),
            )
        )
        text += f"{content}. "
    text += f"The {draw.choice(THINGS)} {draw.choice(PLACES)} in {countries[0]} {draw.choice(TOLD)}. "
    text += " ".join(draw.choices("klmnopqrstuvw", k=40)) + "."  # no near duplicates
    actors = tuple(
        Actor(id=name, name=name, kind="state", country=name, mentions=(Span(text.index(name), text.index(name) + 3),))
        for name in countries
    )
    day = f"20{draw.randint(10, 20)}-0{draw.randint(1, 9)}-01" if draw.random() < 0.95 else None
    document = Document(id=document_id(text), text=text, published=day)
    return Record(document=document, actors=actors, statements=tuple(statements))


@pytest.fixture(autouse=True)
def _never_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "SMALL", 0)
    monkeypatch.setattr(following, "SHARE", 1)
    monkeypatch.setattr(following, "GROWTH", 100)
    monkeypatch.setattr(following, "STEP", 5)


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often all entries were made anew."""
    times: list[int] = []
    made = following._anew
    monkeypatch.setattr(following, "_anew", lambda register: (times.append(1), made(register)))
    return times


def kept(register: Register) -> tuple[Commitment, ...]:
    return tuple(each.commitment for each in following.entries(register.engine, Wanted()))


def checked(register: Register) -> tuple[Commitment, ...]:
    """Follow what changed, and see that it is what a reading of the whole gives, in that order and with its counts."""
    following.catch_up(register)
    ledger = following.ledger(register)
    assert kept(register) == ledger.commitments
    state = following.state(register.engine)
    assert state == State(behind=0, decided=False, unapplied=ledger.unapplied)
    for country in COUNTRIES:
        involved = [each for each in ledger.commitments if country in each.parties]
        assert following.total(register.engine, Wanted(party=country)) == len(involved)
    return ledger.commitments


def decide(register: Register, draw: random.Random, entries: tuple[Commitment, ...]) -> None:
    """Decide something on an entry, or undo the first decision that stands."""
    one, other = draw.choice(entries), draw.choice(entries)
    values = {
        "set_status": ("suspended",),
        "annotate": ("ask",),
        "merge": (other.id,),
        "split": (one.statements[-1].key,),
    }
    verb = draw.choice(sorted(values))
    if draw.random() < 0.3 and (made := register.decisions("commitment")):
        standing = [each for each in made if each.undoes is None]
        register.decide(
            Kept(subject="commitment", id=standing[0].id, verb="undo", who="A", why="", undoes=standing[0].number)
        )
        return
    decision = Decision(commitment=one.id, verb=verb, value=values[verb], who="A", when="", why="b")  # type: ignore[arg-type]
    following.decide(register, decision)


@pytest.mark.parametrize("seed", range(6))
def test_in_whatever_order_documents_come_change_and_are_decided_on(
    register: Register, seed: int, anew: list[int]
) -> None:
    draw = random.Random(seed)
    reports = [report(draw) for _ in range(40)]
    for each in reports[:3]:
        register.keep(each, source=each.document.id)
    entries, added = checked(register), reports[:3]
    for each in reports[3:]:
        register.keep(each, source=each.document.id)
        added.append(each)
        if draw.random() < 0.2:
            old = draw.choice(added)
            other = replace(old, statements=draw.choice(((), old.statements[:1], old.statements)))
            register.recode(other)
        if draw.random() < 0.2:
            document = draw.choice(added).document.id
            register.decide(Kept(subject="statement", document=document, id="s1", verb="reject", who="A", why="b"))
        if draw.random() < 0.2 and entries:
            decide(register, draw, entries)
        if draw.random() < 0.4:
            entries = checked(register)
    assert len(checked(register)) < 60
    assert len(anew) == 1


def test_a_register_that_has_grown_is_weighed_anew(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "GROWTH", 1.5)
    draw = random.Random(9)
    weighed = []
    for number in range(12):
        each = report(draw)
        register.keep(each, source=str(number))
        checked(register)
        with register.engine.connect() as connection:
            weighed.append(
                connection.execute(following.select(following.tables.following_weights.c.documents)).scalar()
            )
    assert weighed == [1, 2, 2, 4, 4, 4, 7, 7, 7, 7, 11, 11]


def test_a_change_that_reaches_too_much_is_followed_by_a_reading_of_all(
    register: Register, monkeypatch: pytest.MonkeyPatch, anew: list[int]
) -> None:
    draw = random.Random(4)
    for number in range(30):
        register.keep(report(draw), source=str(number))
        if number == 20:
            checked(register)
    monkeypatch.setattr(following, "REACHED", 0)
    checked(register)
    assert len(anew) == 2


def test_where_following_breaks_off_nothing_of_the_part_is_kept(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(2)
    for number in range(3):
        register.keep(report(draw), source=str(number))
    before = checked(register)
    for number in range(3, 15):
        register.keep(report(draw), source=str(number))
    real, parts = following._note, []

    def breaking(*arguments: object, **named: object) -> None:
        parts.append(1)
        if len(parts) == 2:
            raise KeyboardInterrupt
        real(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(following, "_note", breaking)
    with pytest.raises(KeyboardInterrupt):
        following.catch_up(register)
    assert following.state(register.engine).behind == 7
    assert len(kept(register)) > len(before)
    monkeypatch.setattr(following, "_note", real)
    checked(register)
