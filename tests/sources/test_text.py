from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import InputRefused
from communique.settings import KNOWN_UNTIL, MAX_CHARACTERS
from communique.sources.page import Page
from communique.sources.text import read_text

REPORT = """ date 2024-09-10 Norland and Sudland open a bridge

Xinhua) 18:00, September 10, 2024

The two ministers cut a ribbon in Oslo, Norway, Sept. 10, 2024. (Xinhua/Li Wei)

OSLO, Sept. 10 (Xinhua) -- The ministers of the two countries opened a bridge on Tuesday.

They promised a second bridge by 2030. (Xinhua)

Trade and energy

The two sides also agreed to trade more.

(Web editor: Chen Lu, Zhao Wei)

Related stories
Old bridge closed
"""


def kinds(page: Page) -> list[tuple[str, str]]:
    return [(zone.kind, zone.span.of(page.document.text)) for zone in page.zones]


def test_each_stretch_of_a_report_is_what_it_is() -> None:
    assert kinds(read_text(REPORT)) == [
        ("header", "date 2024-09-10"),
        ("title", "Norland and Sudland open a bridge"),
        ("header", "Xinhua) 18:00, September 10, 2024"),
        ("caption", "The two ministers cut a ribbon in Oslo, Norway, Sept. 10, 2024. (Xinhua/Li Wei)"),
        ("dateline", "OSLO, Sept. 10 (Xinhua) --"),
        ("body", "The ministers of the two countries opened a bridge on Tuesday."),
        ("body", "They promised a second bridge by 2030."),
        ("boilerplate", "(Xinhua)"),
        ("header", "Trade and energy"),
        ("body", "The two sides also agreed to trade more."),
        ("byline", "(Web editor: Chen Lu, Zhao Wei)"),
        ("boilerplate", "Related stories"),
        ("boilerplate", "Old bridge closed"),
    ]


def test_the_document_keeps_the_text_as_it_was_given() -> None:
    document = read_text(REPORT).document
    assert document.text == REPORT
    assert document.captions[0].of(REPORT).startswith("The two ministers cut")
    assert document.byline.photographers == ("Li Wei",)
    assert document.byline.editors == ("Chen Lu", "Zhao Wei")


def test_what_the_caller_knows_goes_before_what_the_text_says() -> None:
    document = read_text(REPORT, title="Bridge", published="2024-09-11", url="https://example.org/1").document
    assert (document.title, document.published, document.url) == ("Bridge", "2024-09-11", "https://example.org/1")


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met on Monday.",
        "The ministers met on Monday",
        "Norland urges Sudland to reopen the border",
        "LONDON (Reuters) - The ministers met on Monday.",
        'Norland\'s envoy said: "We reject this."',
    ],
)
def test_a_single_sentence_is_body(text: str) -> None:
    page = read_text(text)
    assert page.zones[-1].kind == "body"
    assert page.document.title is None


def test_links_within_a_report_do_not_end_it() -> None:
    text = "Title of it\n\nThe ministers met on Monday.\n\nRead more\n\nOld bridge closed\n\n"
    text += "The two sides also agreed on Monday to trade more than before.\n\nThey will meet again."
    assert [words for kind, words in kinds(read_text(text)) if kind == "body"] == [
        "The ministers met on Monday.",
        "The two sides also agreed on Monday to trade more than before.",
        "They will meet again.",
    ]


def test_the_year_of_a_dateline_is_that_of_publication() -> None:
    text = "Bridge opened\n\nUpdated: January 2, 2024\n\nOSLO, Dec. 31 (Xinhua) -- The ministers opened a bridge."
    assert read_text(text).document.dateline.date == "2023-12-31"


def test_the_year_is_that_of_the_same_day_written_out() -> None:
    text = "OSLO, May 6 (Xinhua) -- The ministers met on May 6, 2019 to open a bridge."
    assert read_text(text).document.dateline.date == "2019-05-06"


def test_the_year_is_that_in_which_the_day_falls_on_the_weekday() -> None:
    text = "OSLO, May 6. /TASS/. The ministers opened a bridge on Monday."
    assert read_text(text).document.dateline.date == "2024-05-06"


def test_without_any_sign_the_year_is_the_last_that_our_data_covers() -> None:
    text = "OSLO, May 6. /TASS/. The ministers opened a bridge."
    assert read_text(text).document.dateline.date == f"{str(KNOWN_UNTIL.value)[:4]}-05-06"


def test_a_text_without_any_date_has_none() -> None:
    document = read_text("The ministers met. They agreed on nothing.").document
    assert (document.published, document.dateline.date, document.date) == (None, None, None)


def test_an_office_gives_itself_away_by_its_house_style() -> None:
    text = "The below is attributable to Spokesperson Lee Brandt:\n\nThe Secretary met the envoy today."
    assert read_text(text).document.publisher == "U.S. Department of State"


def test_a_text_that_is_too_long_for_one_report_is_refused() -> None:
    with pytest.raises(InputRefused, match="one report") as refusal:
        read_text("word " * (int(MAX_CHARACTERS.value) // 5 + 1))
    assert "Split" in refusal.value.remedy


def test_a_long_line_of_prose_is_body_as_a_whole() -> None:
    text = "The ministers met again and agreed. " * 5000
    assert [zone.kind for zone in read_text(text).zones] == ["body"]


LINES = st.sampled_from(
    (
        *REPORT.splitlines(),
        "By Ann Roe",
        "Brussels, 22 October 2025",
        "ANKARA",
        "###",
        "- an item",
        "1. A point.",
        "MINISTRY OF TRADE",
        "Photo: Ann Roe",
        "\t",
        "\r",
        "\u2028",
        "\ufeff",
        "…",
        "(Reuters) - The envoys met.",
    )
)


@given(st.one_of(st.text(max_size=300), st.lists(LINES, max_size=14).map("\n".join)))
def test_zones_are_in_order_do_not_overlap_and_leave_no_word_out(text: str) -> None:
    page = read_text(text)
    covered = [False] * len(text)
    end = 0
    for zone in page.zones:
        assert end <= zone.span.start < zone.span.end <= len(text)
        words = zone.span.of(text)
        assert words == words.strip()
        assert "\n\n" not in words
        covered[zone.span.start : zone.span.end] = [True] * len(words)
        end = zone.span.end
    assert not any(character.isalnum() and not seen for character, seen in zip(text, covered, strict=True))
    assert read_text(text) == page
