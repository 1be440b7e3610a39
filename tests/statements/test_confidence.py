"""The confidence of a statement is the chance that all of it is right, by its construction and its areas."""

from __future__ import annotations

import pytest

import communique
from communique.statements.confidence import confidence, weights

TEXT = (
    "Norway's foreign minister met her Peruvian counterpart in Lima on Monday. Norway thanked Peru for its support. "
    "She said that the two countries should do more against illegal fishing, that ports matter, and that trade is "
    "growing. She rejected the charge."
)


def test_it_is_a_chance_to_two_digits_and_not_always_the_same() -> None:
    found = [statement.confidence for statement in communique.load().read(TEXT).statements]
    assert len(found) > 1
    assert all(0 < value < 1 and value == round(value, 2) for value in found)
    assert len(set(found)) > 1


def test_unsure_areas_make_it_less() -> None:
    assert confidence({"areas": -0.1}) > confidence({"areas": -3.0})


def test_a_sign_that_was_too_rare_to_be_weighed_counts_nothing() -> None:
    assert confidence({"act unheard of": 1.0}) == confidence({})


@pytest.mark.parametrize("sign", ["lean", "areas", "content", "by clause", "act request"])
def test_the_shipped_weights_know_the_signs(sign: str) -> None:
    assert sign in weights()
