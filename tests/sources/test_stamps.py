from __future__ import annotations

import pytest

from communique.sources.stamps import moment, read_place_and_day, read_stamp


@pytest.mark.parametrize(
    ("line", "published", "publisher"),
    [
        ("Xinhua) 18:00, June 17, 2025", "2025-06-17T18:00:00", "Xinhua"),
        ("(Xinhua) 20:15, September 04, 2025", "2025-09-04T20:15:00", "Xinhua"),
        ("10/16/2024 06:42 AM EDT", "2024-10-16T06:42:00", None),
        ("03/04/2025 06:42 PM EST", "2025-03-04T18:42:00", None),
        ("03/04/2025 18:42", "2025-04-03T18:42:00", None),
        ("16 September 2024 17:52", "2024-09-16T17:52:00", None),
        ("August 25, 2025, 16:30", "2025-08-25T16:30:00", None),
        ("Updated: August 12, 2025", "2025-08-12", None),
        ("AFP, 03 December 2024 02:41", "2024-12-03T02:41:00", "AFP"),
        ("3.7.2024 21:14", "2024-07-03T21:14:00", None),
        ("12.11.2025 [17:55]", "2025-11-12T17:55:00", None),
        ("21/01/25 11:12", "2025-01-21T11:12:00", None),
        ("AUGUST 14, 2025", "2025-08-14", None),
        ("Wed, 5 Mar 2025 14:05:00 GMT", "2025-03-05T14:05:00", None),
        ("2025-06-17T18:00:00Z", "2025-06-17T18:00:00", None),
        ("Last updated 5 May 2025 at 3:15 p.m.", "2025-05-05T15:15:00", None),
        ("Wednesday 19 July 2023, 4.10pm", "2023-07-19T16:10:00", None),
        ("Posted On: 04 DEC 2025 10:30PM by PIB Delhi", "2025-12-04T22:30:00", "Press Information Bureau"),
        ("KYODO NEWS - Sep 5, 2025 - 21:48 | All, Japan, World", "2025-09-05T21:48:00", "Kyodo News"),
        ("No: QA-24, 21 July 2025", "2025-07-21", None),
        ("Coastal Gazette, Wednesday 19 July 2023", "2023-07-19", "Coastal Gazette"),
    ],
)
def test_a_stamp_gives_the_moment_and_who(line: str, published: str, publisher: str | None) -> None:
    stamp = read_stamp(line)
    assert stamp is not None
    assert stamp.published == published
    assert (stamp.publisher or "").startswith(publisher or "")


def test_of_two_days_the_one_of_publication_counts() -> None:
    stamp = read_stamp("Published: 10:00 am, May 5, 2025 | Updated: 12:00, May 6, 2025")
    assert stamp is not None
    assert (stamp.published, stamp.edited) == ("2025-05-05T10:00:00", False)


def test_a_stamp_may_name_author_and_editor() -> None:
    stamp = read_stamp("Selin Kara | 13.08.2024 - Update : 13.08.2024")
    assert stamp is not None
    assert stamp.authors == ("Selin Kara",)
    edited = read_stamp("Source: Xinhua| 2019-04-24 22:18:36|Editor: Wu Qin")
    assert edited is not None
    assert (edited.publisher, edited.editors) == ("Xinhua", ("Wu Qin",))


def test_a_stamp_without_year_keeps_its_words() -> None:
    stamp = read_stamp("TASS, 3 FEB, 10:15")
    assert stamp is not None
    assert (stamp.published, stamp.yearless) == (None, "3 FEB")


def test_an_ambiguous_day_keeps_its_other_reading() -> None:
    stamp = read_stamp("05/08/2024 07:45 PM")
    assert stamp is not None
    assert (stamp.published, stamp.swapped) == ("2024-08-05T19:45:00", "2024-05-08")


@pytest.mark.parametrize(
    "line",
    [
        "In 2025 the talks will go on",
        "The ministers met on 5 March 2025",
        "Brussels, 22 October 2025",
        "On August 11,",
        "Summit of 5 March 2025 ends in discord",
        "No. 214/2025",
        "Kick-off is at 7.45 pm.",
        "",
    ],
)
def test_other_lines_are_no_stamps(line: str) -> None:
    assert read_stamp(line) is None


def test_a_day_that_the_calendar_lacks_is_no_moment() -> None:
    assert moment("31 June 2025") is None


def test_a_place_with_its_day_is_read() -> None:
    assert read_place_and_day("Islamabad, 18 July 2025") == ("Islamabad", "2025-07-18")
    assert read_place_and_day("The talks went on") is None
