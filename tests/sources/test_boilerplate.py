from __future__ import annotations

import pytest

from communique.sources.boilerplate import is_boilerplate, is_initials, tail_mark, what_follows
from communique.sources.labels import is_holder_line, is_label, is_office_line
from communique.sources.lines import split_lines
from communique.sources.publishers import find_publisher, institution, names_state, publisher_of_url


@pytest.mark.parametrize(
    "line",
    [
        "###",
        "* * *",
        "-0-",
        "ENDS",
        "(END)",
        "Share this page: Facebook | X",
        "Facebook Twitter WhatsApp",
        "Read more: Ministers to meet in May",
        "Follow us on Telegram for more news.",
        "© 2024 The Example Times. All rights reserved.",
        "Copyright 2024 Example Media",
        "The below is attributable to Spokesperson Lee Brandt:",
        "The spokesperson of the ministry has issued the following statement:",
        "We use cookies to improve your visit.",
        "Media contact: press office, +1 555 0100",
        "press@example.org",
        "https://example.org/a/b",
        "Tags: trade, energy",
        "Unofficial translation",
        "For more information, please contact the press desk.",
        "Advertisement",
        "An earlier version of this story misspelled a name.",
    ],
)
def test_the_furniture_of_pages_is_known(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "The two sides will share the costs of the bridge.",
        "The minister read more of the letter to the press.",
        "Contact between the two armies was resumed in May.",
        "The following day the envoys met again.",
        "Following the talks a joint statement was issued.",
        "The copyright treaty was signed by both ministers.",
        "The report was released on Monday: it blames both sides.",
        "Both sides underlined the need to follow up on the accord.",
    ],
)
def test_sentences_are_no_furniture(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("The talks went on. (Xinhua)", "The talks went on."),
        ("The talks went on. Enditem", "The talks went on."),
        ('"We agree." ###', '"We agree."'),
        ("The bridge is long (EU)", "The bridge is long (EU)"),
        ("The talks went on.", "The talks went on."),
    ],
)
def test_an_end_mark_is_told_from_the_last_sentence(line: str, kept: str) -> None:
    assert line[: tail_mark(line)].rstrip() == kept


def test_headings_below_a_report_say_what_follows() -> None:
    assert what_follows("Related stories") == "links"
    assert what_follows("Notes to editors:") == "notes"
    assert what_follows("Trade and energy") is None


def test_initials_are_known() -> None:
    assert all(is_initials(line) for line in ("HDJ/OTA", "ahm.mb", "APP/asr/kmz", "jrr/mem/kmg", "==Kyodo"))
    assert not is_initials("Trade and energy")


def test_labels_are_words_of_labels_alone() -> None:
    assert all(
        is_label(line) for line in ("Press release No. 131", "MEDIA STATEMENT", "For Immediate Release", "SC/16104")
    )
    assert not any(is_label(line) for line in ("Prime Minister's Office", "Press release on the visit of the king", ""))


def test_offices_and_their_holders_are_told_from_headlines() -> None:
    assert is_office_line("MINISTER FOR FOREIGN AFFAIRS")
    assert is_holder_line("The Rt Hon Jane Doe MP")
    assert not is_office_line("Minister of Foreign Affairs of Norland Visits Sudland")
    assert not is_office_line("Minister says talks will go on")


def test_letterheads_are_told_from_headlines() -> None:
    assert institution("MINISTRY OF FOREIGN AFFAIRS OF NORLAND") == "Ministry of Foreign Affairs of Norland"
    assert institution("Ministry of Foreign Affairs Statement on Sudland") is None
    assert institution("The ministry of trade opens a fair") is None
    assert names_state("REPUBLIC OF NORLAND")
    assert not names_state("Republic of Norland meets Sudland")


def test_initials_of_publishers_need_their_capitals() -> None:
    assert find_publisher("AP") is not None
    assert find_publisher("ap") is None
    assert find_publisher("Trend") is None
    assert find_publisher("Trend", marked=True) is not None


def test_the_longest_known_domain_names_the_publisher() -> None:
    assert publisher_of_url("https://www.news.un.org/en/story/1").name == "UN News"  # type: ignore[union-attr]
    assert publisher_of_url("https://press.un.org/en/2025/sc1.htm").name == "United Nations"  # type: ignore[union-attr]
    assert publisher_of_url("https://example.org/") is None
    assert publisher_of_url(None) is None


def test_a_wrapped_paragraph_is_one_line_and_offsets_stay() -> None:
    text = (
        "The foreign ministers of the two countries met on Monday in the old\n"
        "town hall of the capital and agreed to open a bridge over the river\n"
        "that divides their countries before the end of the coming year.\n\n"
        "Second paragraph.\n- first item\n- second item"
    )
    lines = split_lines(text)
    assert [len(line.text) for line in lines] == [line.end - line.start for line in lines]
    assert [line.text.split()[0] for line in lines] == ["The", "Second", "-", "-"]
    assert all(text[line.start : line.end].split() == line.text.split() for line in lines)
