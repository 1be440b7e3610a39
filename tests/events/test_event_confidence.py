"""The confidence of an event is a chance that falls with what is missing from it."""

from __future__ import annotations

import pytest

from communique.events.confidence import confidence, signs_of, weights
from communique.events.draft import Draft
from communique.record import Actor, Span

EVERYONE = {
    "a1": Actor(id="a1", name="Norway", kind="state", country="NOR"),
    "a2": Actor(id="a2", name="Peru", kind="state", country="PER"),
    "a3": Actor(id="a3", name="gunmen", kind="group", resolved=False),
}


def chance(recipient: tuple[str, ...], *, method: str = "text: attack", certainty: float = 0.85) -> float:
    draft = Draft(
        cameo="190", actor=("a1",), recipient=recipient, evidence=(Span(0, 5),), confidence=certainty, method=method
    )
    return confidence(signs_of(draft, "ASSAULT", EVERYONE, whole=False))


def test_it_is_a_chance_to_two_digits() -> None:
    assert 0 < chance(("a2",)) < 1
    assert chance(("a2",)) == round(chance(("a2",)), 2)


def test_a_party_that_is_missing_or_unknown_makes_it_less() -> None:
    assert chance(("a2",)) > chance(())
    assert chance(("a2",)) > chance(("a3",))


def test_what_was_read_more_surely_is_not_less_sure() -> None:
    assert chance(("a2",), certainty=0.85) >= chance(("a2",), certainty=0.3)


def test_a_meeting_is_surer_than_a_claim() -> None:
    assert chance(("a2",), method="meeting: in_person") > chance(("a2",), method="statement: urge")


@pytest.mark.parametrize("sign", ["lean", "certainty", "from text", "no recipient"])
def test_the_shipped_weights_know_the_signs(sign: str) -> None:
    assert sign in weights()
