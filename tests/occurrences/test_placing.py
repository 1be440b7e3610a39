"""Which pairs of mentions are one occurrence, construction by construction; and that no order of adding matters."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from communique.occurrences.linking import best, fit, same
from communique.occurrences.model import Told
from communique.occurrences.placing import Memory, place, settle
from communique.occurrences.words import looks_back, names, namesakes, numbers, terms

BLAST = Told(
    document="a",
    event="ev1",
    type="ASSAULT",
    recipients=frozenset({"PER"}),
    date="2024-03-05",
    reported="2024-03-05",
    terms=terms("a bomb at a bakery in Arequipa killed nine"),
    spots=frozenset({"arequipa"}),
    numbers=frozenset({"9"}),
)
TALKS = Told(
    document="a",
    event="ev1",
    type="CONSULT",
    actors=frozenset({"NOR"}),
    recipients=frozenset({"PER"}),
    mutual=True,
    date="2024-03-05",
    reported="2024-03-05",
    remote=False,
    place="lima",
    place_country="PER",
    people=frozenset({("NOR", "lars holm"), ("PER", "ana rojas")}),
    terms=terms("they spoke about anchovies"),
)


@pytest.mark.parametrize(
    ("changes", "together"),
    [
        ({"numbers": frozenset({"11"})}, True),
        ({"actors": frozenset({"KEN"})}, True),
        ({"type": "PROTEST"}, False),
        ({"recipients": frozenset({"CHL"})}, False),
        ({"spots": frozenset({"cusco"})}, False),
        ({"terms": terms("soldiers fired at a lorry in Arequipa"), "numbers": frozenset()}, False),
        ({"date": "2024-03-06", "reported": "2024-03-06"}, False),
        ({"date": "2024-03-06", "reported": "2024-03-06", "back": True}, True),
        ({"date": "2024-03-06", "reported": "2024-03-06", "back": True, "stated": True}, False),
        ({"reported": "2024-03-09", "stated": True}, True),
        ({"date": "2024-03-09", "reported": "2024-03-09", "back": True}, False),
    ],
)
def test_attacks(changes: dict[str, object], together: bool) -> None:
    other = replace(BLAST, document="b", **changes)  # type: ignore[arg-type]
    assert same(BLAST, other) is same(other, BLAST) is together


@pytest.mark.parametrize(
    ("changes", "together"),
    [
        ({"actors": frozenset({"PER"}), "recipients": frozenset({"NOR"}), "place": None}, True),
        ({"people": frozenset({("NOR", "holm lars"), ("PER", "rojas")})}, True),
        ({"people": frozenset({("NOR", "eva lind"), ("PER", "ana rojas")})}, False),
        ({"remote": True, "place": None}, False),
        ({"place": "oslo", "place_country": "NOR"}, False),
        ({"place": "callao", "place_country": "PER"}, True),
        ({"date": "2024-03-06", "reported": "2024-03-06"}, True),
        ({"date": "2024-03-06", "reported": "2024-03-07", "stated": True}, False),
        ({"date": "2024-03-19", "reported": "2024-03-19"}, False),
    ],
)
def test_meetings(changes: dict[str, object], together: bool) -> None:
    other = replace(TALKS, document="b", **changes)  # type: ignore[arg-type]
    assert same(TALKS, other) is same(other, TALKS) is together


def test_one_document_tells_no_occurrence_twice() -> None:
    assert fit(BLAST, replace(BLAST, event="ev2")) == 0


def test_what_says_little_joins_the_one_it_fits_or_none() -> None:
    vague = replace(TALKS, document="c", people=frozenset(), date="2024-03", reported="2024-09-01", place=None)
    later = replace(TALKS, document="b", date="2024-03-20", reported="2024-03-20")
    assert not vague.firm
    assert best(vague, [(TALKS, "one")]) == "one"
    assert best(vague, [(TALKS, "one"), (later, "two")]) is None
    assert best(vague, [(replace(TALKS, date="2024-04-05"), "one")]) is None


def test_a_mention_comes_back_from_its_json() -> None:
    for mention in (BLAST, TALKS, Told(document="d", event="e", type="AID")):
        assert Told.from_json(mention.to_json()) == mention


def invented(seed: int) -> list[Told]:
    """Return mentions of few occurrences, some so vague that they fit several of them."""
    chance = random.Random(seed)
    found = []
    for number in range(24):
        day = chance.randint(1, 6)
        date = chance.choice([f"2024-03-{day:02}", f"2024-03-{day:02}", "2024-03", "2024"])
        shared = {"document": f"d{number:02}", "date": date, "stated": chance.random() < 0.5}
        shared |= {"reported": f"2024-03-{min(day + chance.randint(0, 2), 28):02}"}
        if chance.random() < 0.5:
            words = terms(" ".join(chance.sample("bakery lorry bridge Arequipa Cusco guard depot".split(), 3)))
            found.append(replace(BLAST, terms=words, spots=frozenset(), back=chance.random() < 0.5, **shared))  # type: ignore[arg-type]
        else:
            people = chance.sample(sorted(TALKS.people), chance.randint(0, 2))
            place_named = chance.choice([None, "lima"])
            found.append(replace(TALKS, people=frozenset(people), place=place_named, **shared))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("seed", range(20))
def test_no_order_of_adding_matters(seed: int) -> None:
    outcomes = []
    for order in range(4):
        mentions = invented(seed)
        random.Random(order).shuffle(mentions)
        shelf = Memory()
        for mention in mentions:
            place(shelf, [mention])
        outcomes.append(shelf.clusters())
    assert all(outcome == outcomes[0] for outcome in outcomes)


@pytest.mark.parametrize("seed", range(20))
def test_what_is_taken_away_leaves_no_trace(seed: int) -> None:
    mentions = invented(seed)
    whole, without = Memory(), Memory()
    place(whole, mentions)
    place(without, mentions[1:])
    gone, held = whole.drop(mentions[0].document)
    settle(whole, held, gone)
    assert whole.clusters() == without.clusters()


def test_the_words_that_tell() -> None:
    assert names("Shells fell on Cusco, near Lake Titicaca.") == terms("Cusco Lake Titicaca")
    assert numbers("On 14 March 2023 forty-one of 1,200 people left; two returned.") == {"41", "1200", "2"}
    assert looks_back("The death toll has risen.")
    assert looks_back("after Tuesday's attack")
    assert not looks_back("A bomb exploded on Tuesday.")
    assert namesakes("lula", "luiz inacio lula da silva")
    assert not namesakes("john smith", "john doe")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_mention_on_a_last_day_of_the_calendar_is_placed(day: str) -> None:
    shelf = Memory()
    place(shelf, [replace(BLAST, date=day)])
    assert len(shelf.clusters()) == 1
