"""Krippendorff's alpha against the worked examples of his 2011 paper, and the distance of sets against Passonneau's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.register.agreement import alike, alpha, masi, nominal


def coded(*rows: str) -> list[tuple[str | None, ...]]:
    """Return the units of rows of values, one row a reviewer; a dot is a missing value."""
    return list(zip(*([None if value == "." else value for value in row.split()] for row in rows), strict=True))


BINARY = coded("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
NAMES = coded("a a b b d c c c e d d a", "b a b b b c c c e d d d")
FOUR = coded(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def test_the_worked_examples() -> None:
    assert alpha(BINARY) == pytest.approx(0.095, abs=0.0005)
    assert alpha(NAMES) == pytest.approx(0.692, abs=0.0005)
    assert alpha(FOUR) == pytest.approx(0.743, abs=0.0005)
    interval = alpha(FOUR, lambda a, b: (int(a) - int(b)) ** 2)
    assert interval == pytest.approx(0.849, abs=0.0005)


def test_the_share_that_is_alike() -> None:
    assert alike(BINARY) == (6, 10)
    assert alike(FOUR) == (8, 11)


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [
        ("ab", "ab", 0),
        ("", "", 0),
        ("ab", "abcd", 1 - 1 / 2 * 2 / 3),
        ("abc", "bcd", 1 - 1 / 2 * 1 / 3),
        ("a", "b", 1),
        ("", "a", 1),
    ],
)
def test_sets_are_the_further_apart_the_less_they_share(a: str, b: str, distance: float) -> None:
    assert masi(frozenset(a), frozenset(b)) == pytest.approx(distance)
    assert masi(frozenset(b), frozenset(a)) == pytest.approx(distance)


def test_what_chance_could_not_have_disagreed_on_has_no_alpha() -> None:
    assert alpha([("a", "a"), ("a", "a")]) is None
    assert alpha([("a", None), (None, "b")]) is None
    assert alpha([]) is None
    assert alpha([("a", "a"), ("b", "b")]) == 1
    assert alpha([("a", "b"), ("b", "a")]) == pytest.approx(-0.5)


UNITS = st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=3), min_size=1, max_size=8)


@given(units=UNITS)
def test_reviewers_have_no_order(units: list[list[str]]) -> None:
    assert alpha(units) == pytest.approx(alpha([unit[::-1] for unit in units]))
    found = alpha(units, nominal)
    assert found is None or found <= 1
