"""Lines that say when a report came out: "18:00, June 17, 2025", "10/16/2024 06:42 AM EDT", "Updated: 3.7.2024"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from communique.dates import DAY, MONTH, SHORT_WEEKDAY, WEEKDAY, YEAR, iso_day, resolve
from communique.sources.cities import is_known_place, is_state, place_name
from communique.sources.furniture import words
from communique.sources.labels import is_label
from communique.sources.publishers import find_publisher, institution

#: no line that only says when is longer
LONGEST_STAMP = 180

_WEEK = rf"(?:(?:{WEEKDAY}|{SHORT_WEEKDAY})(?![A-Za-z]),?\s*)?"
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:\s?Z|\s?[+-]\d\d:?\d\d)?(?![\d:])")
_DATE = re.compile(
    rf"(?<![\w./-]){_WEEK}(?:the\s+)?(?:{MONTH}\s+(?:{DAY}\s*[-–]\s*)?{DAY}\s*(?:,|/|\s)\s*{YEAR}"
    rf"|(?:{DAY}\s*[-–]\s*)?{DAY}[\s-]+(?:of\s+)?{MONTH}[\s,/-]*{YEAR}"
    rf"|{YEAR}[-/.]\d\d?[-/.]\d\d?|\d\d?[./-]\d\d?[./-]{YEAR}|\d\d?\.\s\d\d?\.\s{YEAR}|{YEAR}\s+{MONTH}\s+{DAY}|\d\d?[./]\d\d?[./]\d\d)(?![\w-])(?:,?\s+{WEEKDAY})?",
    re.IGNORECASE,
)
_YEARLESS = re.compile(rf"{_WEEK}(?:{MONTH}\s+{DAY}|{DAY}\s+{MONTH})(?!\w)", re.IGNORECASE)
_TIME = re.compile(
    r"(?<![\d.:])(?:at\s+)?([01]?\d|2[0-4])(?:[:.h](\d\d))(?::(\d\d))?\s*([ap]\.?\s?m\.?)?(?![\d%]|\.\d)"
    r"|(?<![\d.:])(?:at\s+)?(1?\d)\s*([ap]\.?m\.?)(?!\w)"
    r"|(?<!\d)([01]\d|2[0-3])([0-5]\d)(?=\s*(?:GMT|UTC|hrs|hours|IST))",
    re.IGNORECASE,
)
_ZONE = (
    r"\(?\b(?:GMT|UTC|E[DS]T|ET|C[DS]T|P[DS]T|CES?T|EES?T|BST|WES?T|MSK|IST|PKT|JST|KST|SGT|HKT|PHT|WIB|AEST|AEDT"
    r"|NZ[DS]T|SAST|EAT|WAT|TRT|NPT|hrs?\b\.?|hours)\b\s*(?:[+-]\s*\d{1,2}(?::?\d\d)?)?\)?"
    r"|\(?\b(?:[A-Z][a-z]+|local|universal)\s+time\b\)?|[+-]\d\d:?\d\d"
)
_LABELS = (
    r"(?:(?:first|last|originally)\s+)?(?:published|updated|posted|modified|released|issued|created|added|uploaded|edited"
    r"|revised)(?:\s+(?:on|at|in|by))?|update|last\s+update|publication\s+date|date\s+of\s+(?:issue|publication|release)"
    r"|release\s+(?:date|time)|issue\s+date|dated?|time|on|at|source|via|from|by|as\s+of"
)
_NOISE = re.compile(
    rf"\b(?:{_LABELS})\b(?:\s*:)?|{_ZONE}|(?:\d+|an?)\s*(?:min(?:ute)?|hour|day)s?\s*(?:read|ago)|\d+\s*min\b|\d+\s+(?:views?|comments?|shares?)",
    re.IGNORECASE,
)
#: the first of two days ("11-12 July 2023", "July 11-12, 2023"): what lasts longer is told when it is over
_FIRST_DAY = re.compile(r"(?<!\d)\d\d?\s*[-–]\s*(?=\d\d?(?:\s+[A-Z]|,?\s+\d{4}))")
_EDITED = re.compile(r"\b(?:updated?|modified|edited|revised)\b", re.IGNORECASE)
#: how a sentence starts that was cut off after its date
_LEADS_ON = re.compile(r"(?:on|at|in|by|from|since)\b", re.IGNORECASE)
_REGION_NAME = re.compile(r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,2}")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_AMERICAN = re.compile(r"\b(?:E[DS]T|C[DS]T|P[DS]T|ET)\b")
_EDITOR = re.compile(r"(?:web\s+)?editors?\s*:\s*(.{2,60})", re.IGNORECASE)
_PERSON = re.compile(r"[^\W\d_a-z][\w'’.-]*(?:\s+(?:(?:de|da|del|van|von|al|bin)\s+)?[^\W\d_a-z][\w'’.-]*){1,3}")
_SECTIONS = re.compile(r"[A-Z][\w&' -]{1,30}(?:\s*[,/]\s*[A-Z][\w&' -]{1,30}){1,5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """When, and by whom, a report was published; ``edited`` says that the line gives the day of its last change.

    ``published`` is an ISO date, or date and time; None where the line names a day without its year, which ``yearless``
    keeps. ``swapped`` is the day where day and month of 05/08/2024 are read the other way round.
    """

    published: str | None
    yearless: str | None = None
    swapped: str | None = None
    publisher: str | None = None
    place: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    edited: bool = False


def read_stamp(line: str) -> Stamp | None:
    """Return what a line that says nothing but when (and by whom) it was published says, or None for any other line."""
    if len(line) > LONGEST_STAMP or not any(character.isdigit() for character in line):
        return None
    first = _first_dated(line)
    when = moment(first) or moment(line)
    yearless = None if when else _YEARLESS.search(line)
    if when is None and (yearless is None or _LEADS_ON.match(line)):
        return None
    beside = _beside(line)
    if beside is None:
        return None
    return replace(
        beside,
        published=when,
        yearless=yearless.group() if yearless else None,
        swapped=_swapped(first),
        edited=bool(_EDITED.search(first)),
    )


def read_clock(line: str) -> str | None:
    """Return the time of day of a line that holds nothing else ("16:45", "11:30 AM"), or None for any other line."""
    if len(line) > 30 or _NOISE.sub("", _TIME.sub("", line)).strip(" ,;:/()[]|–—-"):
        return None
    return _clock(line)


def read_row(line: str) -> Stamp | None:
    """Return what a row without a date names, its publisher first ("The New Times | Ed Kagabo"), or None."""
    pieces = re.split(r"\s*[|•·]\s*", line)
    if len(pieces) < 2 or len(line) > LONGEST_STAMP or find_publisher(pieces[0], marked=True) is None:
        return None
    return _beside(line)


def _first_dated(line: str) -> str:
    """Return the piece of "Published 1 May 2025 | Updated 2 May 2025" that gives the day of publication."""
    pieces = re.split(r"\s*[|•·]\s+|;\s+|(?<=\d)\s+[-–—]?\s*(?=(?:Updated?|Last|Modified)\b)", line)
    dated = [piece for piece in pieces if _DATE.search(piece) or _ISO.search(piece)]
    return (
        dated[0] + (" " + " ".join(p for p in pieces if p is not dated[0] and _only_clock(p)) if dated else "")
        if dated
        else line
    )


def _only_clock(piece: str) -> bool:
    return bool(_TIME.search(piece)) and not re.search(r"\w", _NOISE.sub("", _TIME.sub("", piece)))


def _beside(line: str) -> Stamp | None:
    """Return who and where a stamp names beside the date; None where it says anything else."""
    rest = line
    for pattern in (_ISO, _DATE, _YEARLESS, _TIME):
        rest = pattern.sub(" | ", rest)
    barred = bool(re.search(r"[|•·]|\s{2,}|\s[-–—]\s|\bpublished (?:in|by)\b", line, re.IGNORECASE))
    found = Stamp(published=None)
    behind = rest.lstrip().startswith("|")
    for piece in filter(None, (_tidy(piece) for piece in re.split(r"[|•·]|\s[-–—]\s|\s{2,}", rest))):
        more = _piece(piece, found, barred=barred, behind=behind)
        if more is None:
            return None
        found = more
    return found


def _piece(piece: str, found: Stamp, *, barred: bool, behind: bool) -> Stamp | None:
    """Return ``found`` with what a piece of a stamp adds (publisher, place, editor, author); None where it is prose."""
    known = find_publisher(piece, marked=barred)
    if known is not None or (not is_label(piece) and institution(piece)):
        return replace(found, publisher=found.publisher or (known.name if known else institution(piece)))
    editor = _EDITOR.fullmatch(piece)
    if editor:
        names = tuple(name.strip() for name in re.split(r",|\band\b", editor.group(1)) if name.strip()[:1].isupper())
        return replace(found, editors=(*found.editors, *names))
    if is_label(piece):
        return found
    named = [part.strip() for part in piece.split(",")]
    if barred or behind or len(named) > 1:
        places = [part for part in named if is_known_place(part)]
        if not places and len(named) == 2 and is_state(named[1]) and _REGION_NAME.fullmatch(named[0]):
            return replace(found, place=place_name(named[0]))
        if places and all(part in places or find_publisher(part) or _REGION_NAME.fullmatch(part) for part in named):
            return replace(found, place=place_name(places[0]))
    if barred and found.publisher and _SECTIONS.fullmatch(piece):
        return found
    if len(words("label words") & set(piece.lower().split())) > 1:
        return None  # "Department Press Briefing – May 6, 2025": a title
    if barred and not found.authors and _PERSON.fullmatch(piece):
        return replace(found, authors=(piece,))
    return None


def _tidy(piece: str) -> str:
    return re.sub(r"\s+", " ", _NOISE.sub(" ", piece)).strip(" ,;:/()[].–—-_*")


def _swapped(words: str) -> str | None:
    """Return the day of 05/08/2024 with day and month the other way round, or None where only one way makes a date."""
    slashed = _SLASHED.search(words)
    if slashed is None:
        return None
    first, second, year = (int(group) for group in slashed.groups())
    american = bool(_AMERICAN.search(words))
    return iso_day(year, second, first) if american else iso_day(year, first, second)


def moment(words: str) -> str | None:
    """Return the first full date of ``words`` as ISO date, with the time of day beside it; None for no date."""
    iso = _ISO.search(words)
    if iso:
        year, month, day, hour, minute, second = (int(group or 0) for group in iso.groups())
        found = iso_day(year, month, day)
        valid = hour < 24 and minute < 60 and second < 60
        return f"{found}T{hour:02}:{minute:02}:{second:02}" if found and valid else found
    match = _DATE.search(words)
    if match is None:
        return None
    found = _full_date(match.group(), american=bool(_AMERICAN.search(words)))
    if found is None:
        return None
    beside = f"{words[: match.start()]} | {words[match.end() :]}"
    clock = _clock(beside)
    return f"{found}T{clock}" if clock else found


def _full_date(words: str, *, american: bool) -> str | None:
    words = re.sub(r"(?<=\d\.)\s(?=\d)", "", words)  # "11. 4. 2025"
    words = _FIRST_DAY.sub("", words)
    short = re.fullmatch(r"(\d\d?)[./](\d\d?)[./](\d\d)", words.strip())
    if short:
        return iso_day(2000 + int(short.group(3)), int(short.group(2)), int(short.group(1)))
    slashed = _SLASHED.search(words)
    if slashed:  # 03/04/2025 is in April outside the United States
        first, second, year = (int(group) for group in slashed.groups())
        month, day = (first, second) if american else (second, first)
        return iso_day(year, month, day) or iso_day(year, day, month)
    plain = re.sub(rf"^{_WEEK}(?:the\s+)?|,?\s+{WEEKDAY}$", "", words, flags=re.IGNORECASE)
    if re.search("[A-Za-z]", plain):
        plain = re.sub(r"\s*[/]\s*|\s+,\s*|(?<=[A-Za-z.])-|-(?=[A-Za-z])", " ", plain)
    resolved = resolve(plain, None)
    return resolved.date if resolved and resolved.precision == "day" else None


def _clock(words: str) -> str | None:
    match = _TIME.search(words)
    if match is None:
        return None
    hour, minute, second, half, bare_hour, bare_half, joined_hour, joined_minute = match.groups()
    number = int(hour or bare_hour or joined_hour)
    half = (half or bare_half or "").lower()
    if half.startswith("p") and number < 12:
        number += 12
    elif half.startswith("a") and number == 12:
        number = 0
    return f"{number % 24:02}:{minute or joined_minute or '00'}:{second or '00'}"


@cache
def _named_day() -> re.Pattern[str]:
    return re.compile(rf"(.{{2,60}}?)\s*[,.:–—-]?\s+(?:on\s+)?(?:{_DATE.pattern})", re.IGNORECASE)


def read_place_and_day(line: str) -> tuple[str, str] | None:
    """Return the name and ISO date of a line of the form "Brussels, 22 October 2025", or None."""
    if len(line) > LONGEST_STAMP:
        return None
    match = _named_day().fullmatch(line.strip(" .:()[]*_"))
    when = moment(line) if match else None
    return (match.group(1).strip(" ,."), when) if match and when else None
