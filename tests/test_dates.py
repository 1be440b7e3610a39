from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.dates import find_dates, iso_day, resolve

MONDAY = "2025-02-03"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("today", "2025-02-03"),
        ("this morning", "2025-02-03"),
        ("yesterday", "2025-02-02"),
        ("the day before", "2025-02-02"),
        ("the day before yesterday", "2025-02-01"),
        ("tomorrow", "2025-02-04"),
        ("Monday", "2025-02-03"),
        ("on Tuesday", "2025-01-28"),
        ("Sunday", "2025-02-02"),
        ("late Thursday", "2025-01-30"),
        ("Friday morning", "2025-01-31"),
        ("last Friday", "2025-01-31"),
        ("last Friday's", "2025-01-31"),
        ("last Monday", "2025-01-27"),
        ("next Monday", "2025-02-10"),
        ("next Wednesday", "2025-02-05"),
        ("two days later", "2025-02-05"),
        ("three days ago", "2025-01-31"),
        ("a week ago", "2025-01-27"),
        ("September 17", "2024-09-17"),
        ("17 September", "2024-09-17"),
        ("April 1", "2025-04-01"),
        ("Dec. 30", "2024-12-30"),
        ("the 10th of February", "2025-02-10"),
    ],
)
def test_a_day_is_found_from_the_day_of_the_report(expression: str, expected: str) -> None:
    found = resolve(expression, MONDAY)
    assert found is not None
    assert (found.date, found.precision) == (expected, "day")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("Feb. 3, 2025", "2025-02-03"),
        ("3 February 2025", "2025-02-03"),
        ("Monday, February 3, 2025", "2025-02-03"),
        ("3rd of February, 2025", "2025-02-03"),
        ("2025-02-03", "2025-02-03"),
        ("3.2.2025", "2025-02-03"),
        ("10/16/2024", "2024-10-16"),
        ("16/10/2024", "2024-10-16"),
        ("Sept. 4, 2025", "2025-09-04"),
    ],
)
def test_a_full_date_needs_no_anchor(expression: str, expected: str) -> None:
    found = resolve(expression, None)
    assert found is not None
    assert found.date == expected


@pytest.mark.parametrize(
    ("expression", "start", "end"),
    [
        ("17 to 19 July 2025", "2025-07-17", "2025-07-19"),
        ("from 17 to 19 July 2025", "2025-07-17", "2025-07-19"),
        ("August 09-11, 2024", "2024-08-09", "2024-08-11"),
        ("09-11 August 2024", "2024-08-09", "2024-08-11"),
        ("30 June to 2 July 2025", "2025-06-30", "2025-07-02"),
        ("June 30 - July 2, 2025", "2025-06-30", "2025-07-02"),
        ("January 28-30", "2025-01-28", "2025-01-30"),
    ],
)
def test_a_range_keeps_its_last_day(expression: str, start: str, end: str) -> None:
    found = resolve(expression, MONDAY)
    assert found is not None
    assert (found.date, found.end) == (start, end)


@pytest.mark.parametrize(
    ("expression", "expected", "precision"),
    [
        ("May 2024", "2024-05", "month"),
        ("last month", "2025-01", "month"),
        ("next month", "2025-03", "month"),
        ("December", "2024-12", "month"),
        ("next May", "2025-05", "month"),
        ("last May", "2024-05", "month"),
        ("2030", "2030", "year"),
        ("last year", "2024", "year"),
        ("next year", "2026", "year"),
    ],
)
def test_precision_is_kept(expression: str, expected: str, precision: str) -> None:
    found = resolve(expression, MONDAY)
    assert found is not None
    assert (found.date, found.precision) == (expected, precision)


def test_looking_ahead_turns_a_weekday_and_a_day_forward() -> None:
    assert resolve("Tuesday", MONDAY, ahead=True).date == "2025-02-04"  # type: ignore[union-attr]
    assert resolve("September 17", MONDAY, ahead=True).date == "2025-09-17"  # type: ignore[union-attr]
    assert resolve("May", MONDAY, ahead=True).date == "2025-05"  # type: ignore[union-attr]


@pytest.mark.parametrize("expression", ["", "soon", "February 30, 2025", "31 June", "in due course", "Tuesday"])
def test_what_cannot_be_told_is_none(expression: str) -> None:
    assert resolve(expression, None) is None


def test_a_month_is_found_alone_or_with_its_year() -> None:
    found = find_dates("In May and by Sept. 2026 they will meet, as last June.")
    assert [date.expression for date in found] == ["May", "Sept. 2026", "last June"]


def test_dates_are_found_in_a_sentence_with_their_offsets() -> None:
    sentence = "On Thursday the envoy, who may leave on 12 March, said talks from 3 to 5 June 2025 would end by 2027."
    found = find_dates(sentence)
    assert [date.expression for date in found] == ["Thursday", "12 March", "3 to 5 June 2025", "2027"]
    assert all(sentence[date.start : date.end] == date.expression for date in found)


@pytest.mark.parametrize(
    "sentence",
    ["May I add a word?", "March with us!", "They may march at dawn.", "He sat by the sun.", "Jan Roe met Liang Jun."],
)
def test_verbs_and_people_are_no_months(sentence: str) -> None:
    assert find_dates(sentence) == ()


@given(st.text(max_size=80), st.sampled_from([None, MONDAY, "2025-02-03T10:00:00", "nonsense"]))
def test_any_words_resolve_or_are_none(words: str, anchor: str | None) -> None:
    found = resolve(words, anchor)
    assert found is None or len(found.date) in (4, 7, 10)


@given(st.text(max_size=200))
def test_found_expressions_lie_in_the_text_and_in_order(text: str) -> None:
    end = 0
    for date in find_dates(text):
        assert end <= date.start < date.end <= len(text)
        assert text[date.start : date.end] == date.expression
        end = date.end


@pytest.mark.parametrize("year", [1, 999, 3000, 9999, 10_000])
def test_no_report_speaks_of_a_day_at_the_ends_of_the_calendar(year: int) -> None:
    assert iso_day(year, 12, 31) is None
    assert resolve(f"31 December {year:04}", MONDAY) is None
