"""What a user typed as conditions: days, months and years, and what is none."""

from __future__ import annotations

import pytest

from communique.analysis.conditions import conditions


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-02", "2026-02-01", "2026-02-31"),  # compared as text: no day of February comes after it
        ("2026-03-31", "2026-03-31", "2026-03-31"),
    ],
)
def test_a_year_or_a_month_begins_and_ends_a_period(typed: str, since: str, until: str) -> None:
    ask = conditions({"since": typed, "until": typed})
    assert (ask.since, ask.until) == (since, until)


@pytest.mark.parametrize("field", ["since", "until"])
@pytest.mark.parametrize("typed", ["2026-13", "abcdefg", "2026-02-30", "soon", "202"])
def test_what_is_no_day_is_told(field: str, typed: str) -> None:
    with pytest.raises(ValueError, match=f"^{field}: {typed!r} is no day"):
        conditions({field: typed})
