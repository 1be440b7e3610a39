"""Dates as texts give them: "September 17", "last Friday", "17 to 19 July 2025" become ISO dates with their precision.

Wire convention: a bare weekday is the most recent such day up to the day the report speaks from (the anchor); a day and
month without a year is the nearest such day to the anchor. A caller that knows the sentence looks ahead says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

Precision = Literal["day", "month", "year"]
#: years of days that reports speak of; what is counted from such a day is within the calendar
FIRST_YEAR, LAST_YEAR = 1000, 2999


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedDate:
    """An ISO date as precise as the words (2025-07-17, 2025-07 or 2025); ``end`` is the last day of a range."""

    date: str
    precision: Precision
    end: str | None = None


class DateExpression(NamedTuple):
    """Where a text names a date, as half-open offsets, and in which words."""

    start: int
    end: int
    expression: str


MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

#: month names as regular expressions; abbreviations need a capital letter in texts, which ``_finder`` sees to
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|Jun\.|July?|Jul\.|Aug(?:ust|\.)?"
    r"|Sept(?:ember|\.)?|Sep\.?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![A-Za-z])"
)
#: without a day or year beside it only a whole name is a month: Jan and Jun are people
_FULL_MONTH = "|".join(month.capitalize() for month in MONTHS)
WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
SHORT_WEEKDAY = r"(?:Mon|Tue|Tues|Wed|Weds|Thu|Thur|Thurs|Fri|Sat|Sun)\.?"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:%])"
YEAR = r"(?:19|20)\d\d(?!\d)"

_NUMBERS = {
    word: value
    for value, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
} | {"a": 1, "an": 1, "a couple of": 2}
_COUNT = r"(?:\d{1,3}|an?|a couple of|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_DASH = r"\s*(?:-|–|—|to|and|until|till|through)\s*"
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"

#: words that stand for a day at a fixed distance from the anchor
_NEAR_DAYS = {
    "today": 0,
    "earlier today": 0,
    "later today": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tonight": 0,
    "the same day": 0,
    "that day": 0,
    "yesterday": -1,
    "last night": -1,
    "overnight": 0,
    "the day before": -1,
    "the previous day": -1,
    "a day earlier": -1,
    "the day before yesterday": -2,
    "tomorrow": 1,
    "the next day": 1,
    "the following day": 1,
    "a day later": 1,
    "the day after": 1,
    "the day after tomorrow": 2,
}
_YEARS_AWAY = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}


def month_number(name: str) -> int | None:
    """Return the number of the month that ``name`` names or abbreviates ("Sept."), or None."""
    key = name.strip().rstrip(".").lower()
    if len(key) < 3:
        return None
    return next((n for n, month in enumerate(MONTHS, start=1) if month.startswith(key)), None)


def weekday_number(name: str) -> int | None:
    """Return 0 for Monday to 6 for Sunday, or None where ``name`` is no weekday nor its abbreviation."""
    key = name.strip().rstrip(".").lower()
    if len(key) < 3:
        return None
    return next((n for n, day in enumerate(WEEKDAYS) if day.startswith(key)), None)


def iso_day(year: int, month: int, day: int) -> str | None:
    """Return the ISO date, or None where the calendar has no such day, or one of no year that a report speaks of."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def around(day: date, days: int) -> tuple[str, str]:
    """Return the ISO dates so many days before a day and after it, no further than the calendar goes."""
    first, last = max(day.toordinal() - days, date.min.toordinal()), min(day.toordinal() + days, date.max.toordinal())
    return date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()


def day_of(anchor: str | None) -> date | None:
    """Return the calendar day of an ISO date or date and time, or None where it is not one."""
    try:
        return date.fromisoformat((anchor or "")[:10])
    except ValueError:
        return None


def resolve(expression: str, anchor: str | None, *, ahead: bool = False) -> ResolvedDate | None:
    """Return the date that ``expression`` names in a report of the day ``anchor``, or None where that cannot be told.

    ``ahead`` says that the sentence speaks of the future, so that "Tuesday" is the next one and "May" the coming one.
    """
    words = re.sub(r"\s+", " ", expression.strip().strip(",.;:()")).removesuffix("'s").removesuffix("’s")
    absolute = _absolute(words)
    if absolute is not None:
        return absolute
    day = day_of(anchor)
    if day is None:
        return None
    lowered = re.sub(r"^(?:on|in|by|from|since|until|at|late|early|earlier|later) (?=\w)", "", words.lower())
    return (
        _near_day(lowered, day)
        or _weekday(lowered, day, ahead=ahead)
        or _distance(lowered, day)
        or _yearless(lowered, day, ahead=ahead)
        or _named_period(lowered, day)
        or _month_alone(lowered, day, ahead=ahead)
    )


def find_dates(text: str) -> tuple[DateExpression, ...]:
    """Return every date expression of ``text`` in order, longest first where they overlap."""
    return tuple(
        DateExpression(match.start(), match.end(), match.group())
        for match in _finder().finditer(text)
        if not _is_verb(text, match)
    )


def _is_verb(text: str, match: re.Match[str]) -> bool:
    """Tell the modal "May" and the verb "March" at the start of a sentence from months that stand alone."""
    return match.group() in ("May", "March") and not re.search(
        r"\b(?:in|of|by|since|until|till|from|for|to|and|before|after|during|around|mid|late|early)[ -]$",
        text[max(0, match.start() - 8) : match.start()],
        re.IGNORECASE,
    )


@cache
def _absolute_forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return patterns of dates that need no anchor, and the order of their groups: y m d, e last day, n last month."""
    week = rf"(?:{WEEKDAY}|{SHORT_WEEKDAY})?,? ?(?:the )?"
    day, tail = r"(\d{1,2})(?:st|nd|rd|th)?", r"(\d{4})"
    month = f"({MONTH})"
    forms = (
        (rf"{week}{month} {day}{_DASH}{month} {day},? {tail}", "mdney"),
        (rf"{week}(?:from )?{day} {month}{_DASH}{day} {month},? {tail}", "dmeny"),
        (rf"{week}{month} {day}{_DASH}{day},? {tail}", "mdey"),
        (rf"{week}(?:from )?{day}{_DASH}{day} (?:of )?{month},? {tail}", "demy"),
        (rf"{week}{month} {day}(?:,| ,)? ?{tail}", "mdy"),
        (rf"{week}{day}[ -](?:of )?{month}[,-]? ?{tail}", "dmy"),
        (rf"{tail} {month} {day}", "ymd"),
        (rf"{tail}[-/.年](\d{{1,2}})[-/.月](\d{{1,2}})日?", "ymd"),
        (rf"(\d{{1,2}})\.(\d{{1,2}})\.{tail}", "dmy"),
        (rf"(\d{{1,2}})[-](\d{{1,2}})-{tail}", "dmy"),
        (rf"(?:early |mid-?|late |the end of |end of )?{month},? (?:of )?{tail}", "my"),
        (rf"(?:the )?(?:early |mid-?|late |year |end of |the end of )?{tail}", "y"),
    )
    return tuple((re.compile(form, re.IGNORECASE), order) for form, order in forms)


def _absolute(words: str) -> ResolvedDate | None:
    if not re.search(r"\d{4}", words):
        return None  # no form is without a year
    for pattern, order in _absolute_forms():
        match = pattern.fullmatch(words)
        if match:
            return _from_parts(dict(zip(order, match.groups(), strict=True)))
    return _slashed(words)


def _from_parts(parts: dict[str, str]) -> ResolvedDate | None:
    year = int(parts["y"])
    if "m" not in parts:
        return ResolvedDate(date=f"{year:04}", precision="year") if 1800 <= year <= 2200 else None
    month = int(parts["m"]) if parts["m"].isdigit() else month_number(parts["m"])
    if month is None or not 1 <= month <= 12:
        return None
    if "d" not in parts:
        return ResolvedDate(date=f"{year:04}-{month:02}", precision="month")
    start = iso_day(year, month, int(parts["d"]))
    last = month_number(parts["n"]) if "n" in parts else month
    end = iso_day(year, last or month, int(parts["e"])) if "e" in parts else None
    return ResolvedDate(date=start, precision="day", end=end) if start else None


def _slashed(words: str) -> ResolvedDate | None:
    """Read 10/16/2024 and 16/10/2024; where both orders make a date the month stands first, as in the United States."""
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", words)
    if not match:
        return None
    first, second, year = (int(group) for group in match.groups())
    found = iso_day(year, first, second) or iso_day(year, second, first)
    return ResolvedDate(date=found, precision="day") if found else None


def _near_day(words: str, day: date) -> ResolvedDate | None:
    distance = _NEAR_DAYS.get(words)
    return None if distance is None else _on(day + timedelta(days=distance))


def _weekday(words: str, day: date, *, ahead: bool) -> ResolvedDate | None:
    match = re.fullmatch(
        r"(?:(late|early|earlier|later) )?(?:on )?"
        r"(?:(last|this|next|past|previous|coming|the coming|the previous|the following) )?"
        rf"({WEEKDAY.lower()}){_PART}( last| next)?",
        words,
    )
    if not match:
        return None
    wanted = weekday_number(match.group(3))
    assert wanted is not None  # the pattern holds weekdays only
    modifier = (match.group(2) or match.group(4) or "").strip().removeprefix("the ")
    back = (day.weekday() - wanted) % 7
    if modifier in ("last", "past", "previous"):
        return _on(day - timedelta(days=back or 7))
    if modifier in ("next", "coming", "following") or (ahead and back):
        return _on(day + timedelta(days=(7 - back) if back else 7))
    return _on(day - timedelta(days=back))


def _distance(words: str, day: date) -> ResolvedDate | None:
    match = re.fullmatch(rf"({_COUNT}) (day|week|month|year)s? (ago|earlier|before|later|after|from now|hence)", words)
    if not match:
        match = re.fullmatch(rf"in ({_COUNT}) (day|week|month|year)s?()", f"in {words}")
    if not match:
        return None
    count = int(match.group(1)) if match.group(1).isdigit() else _NUMBERS[match.group(1)]
    sign = -1 if match.group(3) in ("ago", "earlier", "before") else 1
    unit = match.group(2)
    if unit in ("day", "week"):
        return _on(day + timedelta(days=sign * count * (7 if unit == "week" else 1)))
    if unit == "year":
        return ResolvedDate(date=f"{day.year + sign * count:04}", precision="year")
    return _month_at(day.year * 12 + day.month - 1 + sign * count)


def _yearless(words: str, day: date, *, ahead: bool) -> ResolvedDate | None:
    month = f"({MONTH})"
    number = r"(\d{1,2})(?:st|nd|rd|th)?"
    week = rf"(?:{WEEKDAY}|{SHORT_WEEKDAY})?,? ?(?:the )?"
    for form, order in (
        (rf"{week}{month} {number}(?:{_DASH}{number})?", "mde"),
        (rf"{week}(?:from )?{number}(?:{_DASH}{number})? (?:of )?{month}", "dem"),
    ):
        match = re.fullmatch(form, words, re.IGNORECASE)
        if match:
            parts = dict(zip(order, match.groups(), strict=True))
            return _nearest(parts, day, ahead=ahead)
    match = re.fullmatch(r"the (\d{1,2})(?:st|nd|rd|th)(?: of (?:this|the) month)?", words)
    found = iso_day(day.year, day.month, int(match.group(1))) if match else None
    return ResolvedDate(date=found, precision="day") if found else None


def _nearest(parts: dict[str, str | None], day: date, *, ahead: bool) -> ResolvedDate | None:
    """Return the day and month in the year that brings them nearest to the anchor, not before it when looking ahead."""
    month, number = month_number(parts["m"] or ""), int(parts["d"] or 0)
    if month is None:
        return None
    years = (day.year, day.year - 1, day.year + 1)
    days = [date.fromisoformat(iso) for year in years if (iso := iso_day(year, month, number))]
    if ahead:
        days = [found for found in days if found >= day] or days
    if not days:
        return None
    best = min(days, key=lambda found: abs((found - day).days))
    last = parts.get("e")
    end = iso_day(best.year, month, int(last)) if last else None
    return ResolvedDate(date=best.isoformat(), precision="day", end=end)


def _named_period(words: str, day: date) -> ResolvedDate | None:
    match = re.fullmatch(
        r"(?:(?:the )?(?:earlier|later|end of|middle of|beginning of|start of) )?(?:the )?"
        r"(last|this|next|previous|past|coming|current|following) (month|year)",
        words,
    )
    if match:
        shift = _YEARS_AWAY[match.group(1)]
        if match.group(2) == "year":
            return ResolvedDate(date=f"{day.year + shift:04}", precision="year")
        return _month_at(day.year * 12 + day.month - 1 + shift)
    return None


def _month_alone(words: str, day: date, *, ahead: bool) -> ResolvedDate | None:
    match = re.fullmatch(
        r"(?:(?:early|late|mid-?|the end of|end of|the beginning of) ?)?(?:(last|this|next) )?"
        rf"({MONTH})(?: (this|last|next) year)?",
        words,
        re.IGNORECASE,
    )
    month = month_number(match.group(2)) if match else None
    if match is None or month is None:
        return None
    if match.group(3):
        return ResolvedDate(date=f"{day.year + _YEARS_AWAY[match.group(3).lower()]:04}-{month:02}", precision="month")
    modifier = (match.group(1) or "").lower()
    this_year = day.year * 12 + month - 1
    now = day.year * 12 + day.month - 1
    if modifier == "next" or (ahead and modifier != "last"):
        return _month_at(this_year if this_year > now or (ahead and this_year == now) else this_year + 12)
    if modifier == "last":
        return _month_at(this_year if this_year < now else this_year - 12)
    return _month_at(this_year if this_year <= now or this_year - now <= 3 else this_year - 12)


def _month_at(months: int) -> ResolvedDate:
    return ResolvedDate(date=f"{months // 12:04}-{months % 12 + 1:02}", precision="month")


def _on(day: date) -> ResolvedDate:
    return ResolvedDate(date=day.isoformat(), precision="day")


@cache
def _finder() -> re.Pattern[str]:
    week = rf"(?:{WEEKDAY},? (?:the )?)?"
    near = "|".join(sorted((re.escape(words) for words in _NEAR_DAYS), key=len, reverse=True))
    forms = (
        rf"{week}{MONTH} {DAY}{_DASH}{MONTH} {DAY}(?:,? {YEAR})?",
        rf"{week}{DAY} {MONTH}{_DASH}{DAY} {MONTH}(?:,? {YEAR})?",
        rf"{week}{MONTH} {DAY}{_DASH}{DAY}(?:,? {YEAR})?",
        rf"{week}{DAY}{_DASH}{DAY} (?:of )?{MONTH}(?:,? {YEAR})?",
        rf"{week}{MONTH} {DAY}(?:,? {YEAR})?",
        rf"{week}{DAY} (?:of )?{MONTH}(?:,? {YEAR})?",
        rf"{YEAR}-\d\d-\d\d",
        rf"\d{{1,2}}[./]\d{{1,2}}[./]{YEAR}",
        rf"{MONTH},? {YEAR}",
        rf"(?:(?i:last|this|next|mid-?|early|late) ?)?(?:{_FULL_MONTH})(?: (?:this|last|next) year)?",
        rf"(?:(?i:late|early|earlier on|later on|earlier|later) )?"
        r"(?:(?i:last|this|next|past|previous|the coming|the previous|the following) )?"
        rf"{WEEKDAY}{_PART}(?: last| next)?",
        rf"(?i:{near})",
        rf"(?i:{_COUNT} (?:day|week|month|year)s? (?:ago|earlier|later|from now))",
        r"(?i:(?:last|this|next|previous|coming|current) (?:month|year))",
        YEAR,
    )
    return re.compile(rf"(?<![\w./-])(?:{'|'.join(forms)})(?![\w/])")
