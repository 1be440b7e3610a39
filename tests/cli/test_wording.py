"""The words for dates, places, actors and numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique import wording
from communique.record import Actor, Event, Place, Record, Span


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2025-06-17", "17 June 2025"),
        ("2025-06-17T18:00:00", "17 June 2025, 18:00"),
        ("2025-06-17T18:00:00+05:00", "17 June 2025, 18:00"),
        ("2025-06-17T00:00:00", "17 June 2025"),
        ("2025-06", "June 2025"),
        ("2025", "2025"),
        ("2025-13-01", "2025-13-01"),
        ("last May", "last May"),
        (None, None),
    ],
)
def test_a_day_in_words(iso: str | None, words: str | None) -> None:
    assert wording.day(iso) == words


@pytest.mark.parametrize(
    ("parts", "words"), [((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C")]
)
def test_a_series(parts: tuple[str, ...], words: str) -> None:
    assert wording.in_series(parts) == words


def test_a_place_with_and_without_its_country() -> None:
    assert wording.place(Place(name="Astana", country="KAZ")) == "Astana, KAZ"
    assert wording.place(Place(name="Astana")) == "Astana"
    assert wording.place(None) is None


def test_a_long_quotation_is_cut_at_a_word(record: Record) -> None:
    whole = Span(0, len(record.document.text))
    assert wording.quote(record, whole, limit=20) == "Norland to buy …"
    assert wording.quote(record, Span(0, 14), limit=20) == "Norland to buy"


def test_an_actor_is_told_by_its_country_else_its_code_else_its_name() -> None:
    person = Actor(id="a1", name="Ada Quill", kind="person", country="NLD", code="X")
    assert wording.code(person) == "NLD"
    assert wording.code(replace(person, country=None)) == "X"
    assert wording.code(replace(person, country=None, code=None)) == "Ada Quill"


def test_parties_are_told_once_each(record: Record) -> None:
    event = Event(id="e1", event_type="AGREE", quad_code=1, actor=("a1", "a1"), recipient=())
    assert wording.parties(record, event) == "NLD → —"


def test_the_name_of_a_code_is_that_of_the_nearest_broader_one() -> None:
    assert wording.cameo_name("0311") != wording.cameo_name("03")
    assert wording.cameo_name("03119") == wording.cameo_name("0311")
    assert wording.cameo_name(None) == ""
    assert wording.cameo_name("99") == ""


def test_numbers_agree_with_their_noun() -> None:
    assert [wording.counted(n, "event") for n in (0, 1, 2, 1200)] == ["0 events", "1 event", "2 events", "1,200 events"]
