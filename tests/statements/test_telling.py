"""Who goes on telling, and whose words a paper, a list or a ministry carries."""

from __future__ import annotations

import communique

OPENING = (
    "QUITO, May 5, 2024 -- Ecuadorian Foreign Minister Gabriela Sommerfeld met with Peruvian Foreign Minister Elmer "
    "Schialer on Sunday.\n\n"
)
HOST, GUEST = "Gabriela Sommerfeld", "Elmer Schialer"


def told(text: str) -> list[tuple[str, str, str]]:
    record = communique.load().read(OPENING + text)
    whole = record.document.text
    return [("; ".join(record.actor(a).name for a in s.speaker), s.act, s.content.of(whole)) for s in record.statements]


def test_the_teller_goes_on_behind_what_others_must_not_do() -> None:
    text = "Sommerfeld stressed that smugglers must not be allowed to use the river and urged Peru to repair its tower."
    assert (HOST, "request", "repair its tower") in told(text)
