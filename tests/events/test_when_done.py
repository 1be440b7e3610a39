"""When a deed was done: the day, else the past month or year that its clause names, else the day of the report."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import World


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Norway signed an agreement with Kenya on Monday.", "2024-05-13"),
        ("Norway signed an agreement with Kenya in February.", "2024-02"),
        ("Norway expelled two diplomats of Peru last month.", "2024-04"),
        ("Mexican gunmen attacked a Kenyan convoy last March.", "2024-03"),
        ("Norway sent tents to Kenya in 2022.", "2022"),
        ("Mexico attacked Peru a year ago.", "2023"),
        # of something else, of what is to come, of now
        ("Norway accused Peru of sinking a boat in November.", "2024-05-14"),
        ("Norway condemned Peru, which seized a boat in March.", "2024-05-14"),
        ("Norway will send experts to Kenya in July.", "2024-05-14"),
        ("Norway pledged tents to Kenya by 2026.", "2024-05-14"),
        ("Norway sent tents to Kenya in 2024.", "2024-05-14"),
        ("Norway sent tents to Kenya.", "2024-05-14"),
    ],
)
def test_the_date_of_a_deed_is_as_precise_as_its_clause(world: Callable[..., World], text: str, date: str) -> None:
    events, _ = world(text).events()
    assert [event.date for event in events] == [date]
