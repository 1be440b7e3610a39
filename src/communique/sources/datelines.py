"""Datelines: the place, day and agency that open a report: "ASTANA, June 17 (Xinhua) --", "MOSCOW, May 3. /TASS/."."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from communique.dates import DAY, MONTH, SHORT_WEEKDAY, WEEKDAY, YEAR, iso_day, weekday_number
from communique.sources.cities import is_known_place, is_state, place_name
from communique.sources.furniture import words
from communique.sources.labels import is_label, is_office_line
from communique.sources.publishers import find_publisher
from communique.sources.stamps import moment

#: no dateline is longer
LONGEST_DATELINE = 160

_WORD = r"(?:[^\W\d_][\w.'’ʻ‘`-]*)"
_SMALL = r"(?:de|del|da|do|la|le|el|al|au|of|the|es|ez|sur|am|der)"
_NAME = rf"{_WORD}(?:\s+(?:{_SMALL}\s+)?{_WORD}){{0,3}}"
_PLACE = re.compile(rf"(?P<place>{_NAME}(?:\s*(?:/|\sand\s|&)\s*{_NAME}){{0,2}})")
_REGION = re.compile(
    rf"\s*(?:,\s*(?P<name>{_NAME})|[\[(](?P<bracketed>[A-Z][\w .’'-]{{2,30}})[\])])(?=\s*[,.:(/\[–—-])"
)
_WEEK = rf"(?:(?:{WEEKDAY}|{SHORT_WEEKDAY}),?\s+)?"
_DAY = re.compile(
    rf"{_WEEK}(?:{MONTH}\s+(?:{DAY}\s*[-–]\s*)?{DAY}(?:\s*[,/]?\s*{YEAR})?"
    rf"|(?:{DAY}\s*[-–]\s*)?{DAY}\s+{MONTH}\.?(?:\s*[,/]?\s*{YEAR})?"
    rf"|{YEAR}[-/.]\d\d?[-/.]\d\d?|\d\d?[./-]\d\d?[./-](?:{YEAR}|\d\d(?!\d)))(?!\w)",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\((?P<round>[^()\n]{2,40})\)|/(?P<slashed>[^/\n]{2,40})/|\[(?P<square>[^\]\n]{2,40})\]")
_BARE = re.compile(
    r"(?P<bare>(?:24\.kg|[A-ZČ][\w&+']*(?:-[\w&+']+)*)(?:\s[A-Za-z“\"][\w”\"-]*){0,3}?)(?=\s*(?:[-–—:,]|\.\s|$))"
)
_IN_BRACKETS = re.compile(r"\(([A-Z][^()]{5,60})\)\s*[-–—:]?\s*(?=[A-Z])")
#: the day of the Islamic calendar that agencies of the Gulf put before the other
_HIJRI = re.compile(
    r"\s*,\s*(?:Muharram|Safar|Rabi|Jumada|Rajab|Sha['’]?ban|Ramadan|Shawwal|Dhu|Thul)[\w'’ -]{0,16}?\d{1,2},?\s*14\d\d"
    r"(?:\s*A?H)?(?=\s*,)"
)
#: the account that a report was posted from, in the place of an agency
_ACCOUNT = re.compile(r"\s*\(@\w{2,30}\)")
_CLOSE = re.compile(r"[*_]{0,2}\s*(?:[-–—]{1,3}|\.\s?[-–—]{1,2}|:\s?[-–—]{0,2}|\.(?=\s)|,?\s?/-+/)\s*")
_BETWEEN = re.compile(r"\s*(?:[,.;|•·]\s*|[-–—]\s*(?=[A-Z(/\[\d]))?")
_AGENCY_AT_START = re.compile(
    r"(?:[(\[](?P<round>[^()\[\]\n]{2,30})[)\]]\s*[-–—:.]*|(?P<bare>[A-Z][\w&.-]{1,14})\s+[-–—]{1,2}(?=\s))\s*"
)
_AGENCY_BEFORE_PLACE = re.compile(r"([A-Z][\w-]{1,11})\s+(?=[A-Z])")
#: who stands in the place of an agency without being one
_DESK = re.compile(
    r"\s*\((?:(?:news )?agenc(?:y|ies)|(?:staff|our|special|web|news|monitoring)[ \w]{0,20}"
    r"|.{0,12}\b(?:desk|report))\)",
    re.IGNORECASE,
)
#: up to five words with capitals, and the nouns that make them the name of an agency or paper we do not know
_NAMED = re.compile(r"[A-Z][\w&.'’-]*(?:\s(?:of\s)?[A-Z][\w&.'’-]*){0,4}")
_OUTLET = re.compile(
    r"\b(?:News|Agency|Press|Online|Wire|Newswire|Service|Courier|Times|Post|Herald|Gazette|Tribune|Chronicle|Observer|Journal"
    r"|Daily|Today|Mail|Telegraph|Standard|Monitor|Mirror|Express|Radio|TV|Television|Media|Bureau)$"
)
#: what stands for the report behind a dateline that is a line of its own
_STAND_IN = "Here"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatelinePrefix:
    """A dateline as written.

    ``date`` is ISO where it has a year, ``yearless`` its words where not. ``end`` is where the report starts;
    ``prefix`` is false for a place that is a line of its own.
    """

    place: str | None
    date: str | None
    yearless: str | None
    publisher: str | None
    end: int
    prefix: bool = True


def read_dateline(line: str) -> DatelinePrefix | None:
    """Return the dateline that starts ``line``, or None where the line starts with the report itself."""
    head = line[:LONGEST_DATELINE]
    return _agency_first(head) or _place_first(head) or _bracketed(head)


def _bracketed(head: str) -> DatelinePrefix | None:
    """Read "(Beijing, 23 June 2025) The minister …"."""
    match = _IN_BRACKETS.match(head)
    filed = read_filing_line(match.group(1)) if match else None
    return replace(filed, end=match.end(), prefix=True) if match and filed and filed.date else None


def read_filing_line(line: str) -> DatelinePrefix | None:
    """Return the dateline that is a whole line ("Brussels, 22 October 2025", "ANKARA"), or None for any other line."""
    bare = line.strip()
    if bare[:1] in ("(", "["):
        bare = bare.strip("()[]")
    bare = bare.rstrip(" .,:–—-")
    if not bare or len(bare) > 80 or not bare[0].isalpha():
        return None
    found = _agency_first(f"{bare} — {_STAND_IN}") or _place_first(f"{bare} — {_STAND_IN}")
    if found is None or found.end < len(bare) or found.place is None:
        return _town_and_day(bare, len(line))
    first, _, behind = (piece.strip() for piece in bare.partition(","))
    if behind.casefold().startswith(found.place.casefold()) and not is_known_place(first):
        return None  # "UN HEADQUARTERS, NEW YORK": a hall, from which nothing is filed
    if not is_known_place(found.place) and not (first.isupper() and (found.date or found.publisher)):
        return _town_and_day(bare, len(line))
    return replace(found, end=len(line), prefix=found.publisher is not None)


def _town_and_day(line: str, end: int) -> DatelinePrefix | None:
    """Read "Sirte, 4 September 2023", told from a name or label before a date: one word, or with its state behind."""
    town, comma, rest = (piece.strip() for piece in line.partition(","))
    state, _, day = (piece.strip() for piece in rest.rpartition(","))
    if not comma or is_label(town) or find_publisher(town) or not town[:1].isupper():
        return None
    words = day if is_state(state) else rest if town.isalpha() else ""
    when = moment(words) if _DAY.fullmatch(words) else None
    if when is None:
        return None
    return DatelinePrefix(place=place_name(town), date=when, yearless=None, publisher=None, end=end, prefix=False)


def _agency_first(head: str) -> DatelinePrefix | None:
    """Read "(ANSA) - ROME, JUN 17 -" and "(Reuters) - …", which may name no place."""
    led = _AGENCY_BEFORE_PLACE.match(head)
    lead = find_publisher(led.group(1)) if led else None
    if led and lead is not None and lead.kind == "agency":
        filed = _place_first(head[led.end() :])
        return replace(filed, publisher=lead.name, end=led.end() + filed.end) if filed else None
    match = _AGENCY_AT_START.match(head)
    known = find_publisher(match.group("round") or match.group("bare"), marked=True) if match else None
    if match is None or known is None or (match.group("bare") and known.kind != "agency"):
        return None
    publisher = known.name
    rest = _place_first(head[match.end() :], marked=True)
    if rest is not None:
        return DatelinePrefix(
            place=rest.place, date=rest.date, yearless=rest.yearless, publisher=publisher, end=match.end() + rest.end
        )
    return DatelinePrefix(place=None, date=None, yearless=None, publisher=publisher, end=match.end())


def _place_first(head: str, *, marked: bool = False) -> DatelinePrefix | None:
    for match in _place_readings(head):
        found = _after_place(head, match, marked=marked)
        if found is not None:
            return found
    return None


def _place_readings(head: str) -> list[re.Match[str]]:
    """Return the ways to read a place at the start, longest first: "NEW DELHI" before "NEW"."""
    match = _PLACE.match(head)
    if match is None:
        return []
    ends = [match.end(), *(m.start() for m in re.finditer(r"\s+", match.group()))]
    readings = [found for end in sorted(ends, reverse=True) if (found := _PLACE.fullmatch(head, 0, end))]
    return [reading for reading in readings if _may_be_place(reading.group("place"))]


def _may_be_place(name: str) -> bool:
    written = re.split(r"[\s/-]+", name)
    if not name[0].isupper():
        return False
    if written[0].strip(".’'").lower() in words("no place") and not is_known_place(name):
        return False
    return all(word[:1].isupper() or re.fullmatch(_SMALL, word) or word in ("and", "&") for word in written if word)


@dataclass(slots=True)
class _Parts:
    """What has been read after the place so far."""

    at: int
    date: str | None = None
    yearless: str | None = None
    publisher: str | None = None
    region: bool = False
    desk: bool = False

    @property
    def dated(self) -> bool:
        return self.date is not None or self.yearless is not None


def _after_place(head: str, place: re.Match[str], *, marked: bool) -> DatelinePrefix | None:
    parts = _Parts(at=place.end())
    name = place.group("place")
    hijri = _HIJRI.match(head, parts.at)
    parts.at = hijri.end() if hijri else parts.at
    region = _skip_region(head, parts)
    if region is not None and is_known_place(region) and not is_known_place(name):
        name = region  # "STATE HOUSE, NAIROBI, 8th May"
    while _take_day(head, parts) or _take_agency(head, parts):
        pass
    close = _CLOSE.match(head, parts.at)
    if not _convinces(name, parts, close.group().strip() if close else "", marked=marked):
        return None
    end = close.end() if close else parts.at
    if not head[end:].strip() or (close is None and not head[end : end + 1].isspace()):
        return None
    end += len(head[end:]) - len(head[end:].lstrip())
    return DatelinePrefix(
        place=place_name(name), date=parts.date, yearless=parts.yearless, publisher=parts.publisher, end=end
    )


def _skip_region(head: str, parts: _Parts) -> str | None:
    """Pass over the country behind a place, and return it: "KYIV, Ukraine (AP)", "New Delhi [India], June 17 (ANI)"."""
    region = _REGION.match(head, parts.at)
    if region is None:
        return None
    named, bracketed = region.group("name"), region.group("bracketed")
    if named and re.match(MONTH, named, re.IGNORECASE):
        return None
    if named and any(find_publisher(n, marked=True) for n in (named, named.split()[0].rstrip("-"))):
        return None
    if bracketed and _agency(bracketed) is not None:
        return None
    parts.at, parts.region = region.end(), True
    return named or bracketed


def _take_day(head: str, parts: _Parts) -> bool:
    """Read the day after the place, bare or in brackets; return whether there was one that is new."""
    if parts.date is not None or parts.yearless is not None:
        return False
    gap = _BETWEEN.match(head, parts.at)
    start = gap.end() if gap else parts.at
    bracket = head[start : start + 1] == "("
    day = _DAY.match(head, start + bracket)
    if day is None or (bracket and head[day.end() : day.end() + 1] != ")"):
        return False
    parts.date = moment(day.group()) or _short_year(day.group())
    parts.yearless = None if parts.date else day.group()
    parts.at = day.end() + bracket
    return True


def _short_year(words: str) -> str | None:
    """Return the ISO date of 05.06.25; the day stands first."""
    match = re.fullmatch(r"(\d\d?)[./-](\d\d?)[./-](\d\d)", words)
    return iso_day(2000 + int(match.group(3)), int(match.group(2)), int(match.group(1))) if match else None


def _take_agency(head: str, parts: _Parts) -> bool:
    """Read the agency after the place; return whether there was one that is new."""
    if parts.publisher is not None:
        return False
    desk = _DESK.match(head, parts.at) or (_ACCOUNT.match(head, parts.at) if parts.dated else None)
    if desk:
        parts.at, parts.desk = desk.end(), True
        return True
    gap = _BETWEEN.match(head, parts.at)
    start = gap.end() if gap else parts.at
    marked = _MARKED.match(head, start)
    bare = None if marked else _BARE.match(head, start)
    if marked:
        named = marked.group("round") or marked.group("slashed") or marked.group("square")
        parts.publisher = _agency(named) or (named.strip() if parts.dated and _NAMED.fullmatch(named.strip()) else None)
    elif bare and (known := find_publisher(bare.group("bare").strip('"“”'), marked=True)) and known.kind == "agency":
        parts.publisher = known.name
    if parts.publisher is None:
        return False
    parts.at = marked.end() if marked else bare.end() if bare else parts.at
    return True


def _agency(named: str) -> str | None:
    """Return the agency between brackets or slashes: known, or a short name in capitals; None for anything else."""
    first = re.split(r"\s*(?:/|,|\s[-–—]\s|\sand\s|\|)\s*", named.strip())[0]
    known = find_publisher(named, marked=True) or find_publisher(first, marked=True)
    if known is not None:
        return known.name
    if re.fullmatch(r"[A-Z][A-Z&.-]{1,9}(?:\s[A-Z][A-Za-z]+){0,2}", first) and first not in ("R", "D", "L", "C"):
        return first
    return first if _NAMED.fullmatch(first) and _OUTLET.search(first) else None


def _convinces(name: str, parts: _Parts, close: str, *, marked: bool) -> bool:
    """Tell a dateline from a sentence that merely starts with a name."""
    known = is_known_place(name)
    capitals = name.isupper() and len(name) > 2
    dashed = close[:1] in ("-", "–", "—") or close[-1:] in ("-", "–", "—", "/")
    if parts.publisher is not None and not marked:
        if find_publisher(parts.publisher, marked=True) is None and not (known or capitals):
            return False  # "Japan (JPN): …": initials in brackets are not always an agency
        return bool(close) or parts.dated or capitals or known
    if parts.dated:
        return (capitals or known) and (dashed or close in (".", ":") or marked)
    if dashed or close == ":":
        return known or (capitals and (parts.desk or (dashed and (parts.region or _lone_capitals(name)))))
    return marked and known and bool(close)


def _lone_capitals(name: str) -> bool:
    """Tell "WHITIANGA - " from a label in capitals: one to three words of letters, none of them a word of labels."""
    written = name.split()
    return (
        len(written) <= 3
        and all(len(word) > 3 and word.isalpha() and weekday_number(word) is None for word in written)
        and not is_label(name)
        and not is_office_line(name)
    )
