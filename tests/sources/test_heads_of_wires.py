"""Heads of reports: accounts in datelines, numbered titles, agencies beside cities, hours between day and place."""

from __future__ import annotations

import pytest

from communique.sources.text import read_text

BODY = "The ministers of Ecuador and Ghana met and spoke of cocoa for an hour."


def test_the_account_that_a_release_was_posted_from_stands_in_its_dateline() -> None:
    document = read_text(f"Cocoa talks in Quito\n\nQuito, May 3, 2025 (@CancilleriaEc). {BODY}").document
    assert (document.dateline.place, document.dateline.date) == ("Quito", "2025-05-03")
    assert document.published == "2025-05-03"


@pytest.mark.parametrize("number", ["No: 87", "QA-12", "Nr. 7"])
def test_number_and_day_before_a_title_are_no_part_of_it(number: str) -> None:
    document = read_text(f"{number}, 3 May 2025, Press Release Regarding Cocoa\n\n{BODY}").document
    assert document.title == "Press Release Regarding Cocoa"
    assert document.published == "2025-05-03"


def test_an_agency_beside_its_city_publishes_there() -> None:
    document = read_text(f"Cocoa talks\nPublished on 03/05/2025 - 10:15\nAgência Brasil - Brasília\n\n{BODY}").document
    assert (document.publisher, document.dateline.place) == ("Agência Brasil", "Brasília")


def test_a_dateline_gives_its_agency_to_the_place_above_it() -> None:
    text = f"Cocoa talks\n\nROME\n03 May 2025 10:15\n\n(ANSA) - ROME, MAY 3 - {BODY}"
    document = read_text(text).document
    assert (document.publisher, document.dateline.place) == ("ANSA", "Rome")


def test_an_hour_may_stand_between_the_day_and_the_residence() -> None:
    document = read_text(f"May 3, 2025\n10:15\nThe Kremlin, Moscow\n\n{BODY}").document
    assert (document.dateline.place, document.dateline.date) == ("Moscow", "2025-05-03")


def test_a_dash_on_an_agency_closes_its_dateline() -> None:
    page = read_text(f"Damascus, SANA- President Ahmad al-Sharaa received a guest. {BODY}")
    assert page.document.publisher == "SANA"
    (body,) = (z.span.of(page.document.text) for z in page.zones if z.kind == "body")
    assert body.startswith("President Ahmad al-Sharaa")


def test_a_release_that_says_who_issued_it_at_its_end_is_theirs() -> None:
    text = f"Cocoa talks\n\n3 May 2025\n\n{BODY}\n\nIssued by the Department of International Relations and Cooperation"
    page = read_text(text)
    assert page.document.publisher == "Department of International Relations and Cooperation"
    assert [z.span.of(text) for z in page.zones if z.kind == "body"] == [BODY]
