"""Texts that are not about public affairs hold no events, however many pledges and refusals they tell."""

from __future__ import annotations

import communique

BAKERY = (
    "The Brazilian baker on Mill Lane promised her neighbours a second oven before winter. "
    "She refused an offer from a Danish chain, which had asked her to sell the shop and the recipe for her rye loaf. "
    "The chain praised the loaf all the same. Her brother, who keeps the books, accused it of stealing the idea of "
    "the poppy crust. Customers from Portugal and Ireland meet there on Sundays, and agree that nothing beats the "
    "cinnamon knots. The oven will come from Italy. It weighs as much as a small car, and the builders have warned "
    "that the floor may need new beams. She has pledged to give the first hundred loaves to the school, where the "
    "children have asked for more raisins and less salt."
)


def test_a_long_text_without_public_affairs_has_no_events() -> None:
    assert communique.load().read(BAKERY).events == ()


def test_a_long_text_with_public_affairs_keeps_its_events() -> None:
    news = "Police in Kenya arrested two opposition leaders after riots in the capital. " + BAKERY
    assert communique.load().read(news).events


def test_a_short_text_is_given_the_benefit_of_the_doubt() -> None:
    assert communique.load().read("Denmark promised Malawi a second bridge.").events
