"""When a value counts as right: one case a line."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.evaluation import comparing
from communique.evaluation.matching import overlap, pair_up
from communique.record import Actor, Span


@pytest.mark.parametrize(
    ("gold", "got", "same"),
    [
        ("Kaja Kallas", "Prime Minister Kallas", True),
        ("Kaja Kallas", "Kaja Kallas", True),
        ("José Ramos-Horta", "Jose Ramos Horta", True),
        ("Ha Duc Lam", "Lam Ha", True),
        ("Tanja Fajon", "Kaja Kallas", False),
        ("Ana Novak", "Ana Kos", False),
        ("President", "Vice President", True),
        ("President", "Ana Novak", False),
        ("Ministry of Health", "Ministry of Defence", False),
        ("Kaja Kallas", "", False),
        ("", "Kaja Kallas", False),
    ],
)
def test_names(gold: str, got: str, same: bool) -> None:
    assert comparing.same_name(gold, got) is same


@pytest.mark.parametrize(
    ("gold", "got", "same"),
    [
        (("Kaja Kallas", "Tanja Fajon"), ("Fajon", "Kallas"), True),
        (("Kaja Kallas", "Tanja Fajon"), ("Kallas",), False),
        (("Kaja Kallas", "Tanja Fajon"), ("Kallas", "Kaja"), False),
        ((), (), True),
    ],
)
def test_lists_of_names(gold: tuple[str, ...], got: tuple[str, ...], same: bool) -> None:
    assert comparing.same_names(gold, got) is same


@pytest.mark.parametrize(
    ("gold", "got", "same"),
    [
        ("Bled Strategic Forum", "sidelines of the Bled Strategic Forum", True),
        ("Bled Strategic Forum", "the Forum", True),
        ("19th Bled Strategic Forum", "Bled Strategic Summit", False),
        ("Bled Strategic Forum of 2024", "Bled Strategic Forum in 2025", True),
        ("the", "Bled", False),
        (None, None, True),
        (None, "Bled", False),
        ("Bled", None, False),
    ],
)
def test_phrases(gold: str | None, got: str | None, same: bool) -> None:
    assert comparing.same_phrase(gold, got) is same


@pytest.mark.parametrize(
    ("gold", "got", "same"),
    [
        ("2024-05-14", "2024-05-14T11:30:00", True),
        ("2024-05-14T11:30:00", "2024-05-14T11:30", True),
        ("2024-05-14T11:30:00", "2024-05-14", False),
        ("2024-05-14", "2024-05-15", False),
        ("2024-05-14", None, False),
        (None, None, True),
        (None, "2024-05-14", False),
    ],
)
def test_times(gold: str | None, got: str | None, same: bool) -> None:
    assert comparing.same_time(gold, got) is same


@pytest.mark.parametrize(
    ("gold", "got", "same"),
    [
        ("Talks on trams", "Talks, on trams!", True),
        ("Talks on trams", "On trams", False),
        (None, None, True),
        (None, "A", False),
    ],
)
def test_titles(gold: str | None, got: str | None, same: bool) -> None:
    assert comparing.same_text(gold, got) is same


@pytest.mark.parametrize(
    ("code", "level"),
    [("USAGOV", "USA"), ("EU", "EEC"), ("ROM", "ROU"), ("---MIL", ""), ("est", "EST"), (None, ""), ("", "")],
)
def test_countries_of_codes(code: str | None, level: str) -> None:
    assert comparing.country_level(code) == level


@pytest.mark.parametrize(
    ("gold", "got", "fit"),
    [("EST", "EST", 2), ("EST", "LVA", 0), ("EST|LVA", "LVA", 2), ("IGO", "NAT", 1), ("IGO", "EST", 0),
     ("IGO", "NGO", 0), ("SCO", "IGO", 1), ("UNO", "WHO", 1),
     ("WHO", "UNO", 0), ("", "", 2), ("EST", "", 0), ("IGO", "", 0)],
)  # fmt: skip
def test_codes_fit(gold: str, got: str, fit: int) -> None:
    assert comparing.code_fit(gold, got) == fit


@pytest.mark.parametrize(
    ("actor", "level"),
    [
        (Actor(id="a", name="A", kind="person", country="EST", code="NAT"), "EST"),
        (Actor(id="a", name="A", kind="organisation", code="NAT"), "NAT"),
        (Actor(id="a", name="A", kind="person", code="GOV"), ""),
        (Actor(id="a", name="A", kind="organisation", sector="NGO"), "NGO"),
        (Actor(id="a", name="A", kind="person", sector="GOV"), ""),
    ],
)
def test_countries_of_actors(actor: Actor, level: str) -> None:
    assert comparing.actor_level(actor) == level


def test_sectors_are_read_from_sector_and_code() -> None:
    assert comparing.sector_codes(Actor(id="a", name="A", kind="person", sector="GOVMIL", code="ESTCIV")) == (
        "GOV",
        "MIL",
        "CVL",
    )


def test_overlap_is_what_is_shared_of_all() -> None:
    assert overlap(Span(0, 10), Span(5, 15)) == pytest.approx(1 / 3)
    assert overlap(Span(0, 10), Span(10, 20)) == 0
    assert overlap(Span(3, 9), Span(3, 9)) == 1


def test_the_best_fits_are_paired_first() -> None:
    assert pair_up([(0.6, 0, 0), (0.9, 0, 1), (0.8, 1, 1)]) == {0: 0, 1: 1}
    assert pair_up([(0.6, 0, 0), (0.9, 0, 1)]) == {0: 1}


@given(st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12))
def test_no_pairing_makes_more_pairs(edges: set[tuple[int, int]]) -> None:
    pairs = pair_up((1.0 / (1 + g + p), g, p) for g, p in edges)
    assert set(pairs.items()) <= edges
    assert len(set(pairs.values())) == len(pairs)
    most = max(sum((g, p) in edges for g, p in enumerate(order)) for order in permutations(range(5)))
    assert len(pairs) == most
