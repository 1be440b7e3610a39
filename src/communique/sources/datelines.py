"""Datelines: the place, day and agency that open a report: "ASTANA, June 17 (Xinhua) --", "MOSCOW, May 3. /TASS/."."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from communique.dates import DAY, MONTH, SHORT_WEEKDAY, WEEKDAY, YEAR
from communique.sources.furniture import words
from communique.sources.labels import is_label, is_office_line
from communique.sources.publishers import capitalised, find_publisher
from communique.sources.stamps import moment

#: no dateline is longer
LONGEST_DATELINE = 160

_WORD = r"(?:[^\W\d_][\w.'’ʻ‘`-]*)"
_SMALL = r"(?:de|del|da|do|la|le|el|al|au|of|the|es|ez|sur|am|der)"
_NAME = rf"{_WORD}(?:\s+(?:{_SMALL}\s+)?{_WORD}){{0,3}}"
_PLACE = re.compile(rf"(?P<place>{_NAME}(?:\s*(?:/|\sand\s|&)\s*{_NAME}){{0,2}})")
_REGION = re.compile(rf"\s*(?:,\s*(?P<name>{_NAME})|[\[(](?P<bracketed>[A-Z][\w .’'-]{{2,30}})[\])])(?=\s*[,.(/\[–—-])")
_WEEK = rf"(?:(?:{WEEKDAY}|{SHORT_WEEKDAY}),?\s+)?"
_DAY = re.compile(
    rf"{_WEEK}(?:{MONTH}\s+{DAY}(?:\s*[,/]?\s*{YEAR})?|{DAY}\s+{MONTH}\.?(?:\s*[,/]?\s*{YEAR})?"
    rf"|{YEAR}[-/.]\d\d?[-/.]\d\d?|\d\d?[./-]\d\d?[./-](?:{YEAR}|\d\d(?!\d)))(?!\w)",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\((?P<round>[^()\n]{2,40})\)|/(?P<slashed>[^/\n]{2,40})/|\[(?P<square>[^\]\n]{2,40})\]")
_BARE = re.compile(r"(?P<bare>[A-ZČ][\w&.+'-]*(?:\s[A-Z“\"][\w”\"-]*){0,3})(?=\s*(?:[-–—:,]|\.\s|$))")
_CLOSE = re.compile(r"\s*(?:[-–—]{1,3}|\.\s?[-–—]{1,2}|:\s?[-–—]{0,2}|\.(?=\s)|,?\s?/-+/)\s*")
_BETWEEN = re.compile(r"\s*(?:[,.;|•·]\s*|[-–—]\s*(?=[A-Z(/\[]))?")
#: what stands for the report behind a dateline that is a line of its own
_STAND_IN = "Here"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatelinePrefix:
    """A dateline as written.

    ``date`` is ISO where it has a year, ``yearless`` its words where not. ``end`` is where the report starts;
    ``prefix`` is false for a dateline that is a line of its own.
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
    return _agency_first(head) or _place_first(head)


def read_filing_line(line: str) -> DatelinePrefix | None:
    """Return the dateline that is a whole line ("Brussels, 22 October 2025", "ANKARA"), or None for any other line."""
    bare = line.strip().rstrip(" .,:–—-")
    if not bare or len(bare) > 80 or not bare[0].isalpha():
        return None
    found = _place_first(f"{bare} — {_STAND_IN}")
    if (
        found is None
        or found.end < len(bare)
        or (found.date is None and found.publisher is None and not is_known_place(bare))
    ):
        return None
    return replace(found, end=len(line), prefix=False)


def _agency_first(head: str) -> DatelinePrefix | None:
    """Read "(ANSA) - ROME, JUN 17 -" and "(Reuters) - …", which may name no place."""
    match = re.match(r"\s*[(/\[]([^()/\[\]\n]{2,30})[)/\]]\s*[-–—:.]*\s*", head)
    publisher = _agency(match.group(1)) if match else None
    if match is None or publisher is None:
        return None
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
    readings = []
    while match is not None:
        readings.append(match)
        shorter = re.match(r"(.+)\s", match.group())
        match = _PLACE.fullmatch(head, 0, shorter.end(1)) if shorter else None
    return [reading for reading in readings if _may_be_place(reading.group("place"))]


def _may_be_place(name: str) -> bool:
    written = re.split(r"[\s/-]+", name)
    if written[0].strip(".’'").lower() in words("no place") or not name[0].isupper():
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

    @property
    def dated(self) -> bool:
        return self.date is not None or self.yearless is not None


def _after_place(head: str, place: re.Match[str], *, marked: bool) -> DatelinePrefix | None:
    parts = _Parts(at=place.end())
    region = _REGION.match(head, parts.at)
    words = (region.group("name") or region.group("bracketed") or "") if region else ""
    if region and not re.match(MONTH, words, re.IGNORECASE) and not find_publisher(words, marked=True):
        parts.at, parts.region = region.end(), True
    while _take(head, parts):
        pass
    close = _CLOSE.match(head, parts.at)
    tail = head[close.end() :] if close else head[parts.at :]
    name = place.group("place")
    if not _convinces(name, parts, close.group().strip() if close else "", marked=marked):
        return None
    end = close.end() if close else parts.at
    if not tail.strip() or (close is None and not head[parts.at : parts.at + 1].isspace()):
        return None
    end += len(head[end:]) - len(head[end:].lstrip())
    return DatelinePrefix(
        place=place_name(name), date=parts.date, yearless=parts.yearless, publisher=parts.publisher, end=end
    )


def _take(head: str, parts: _Parts) -> bool:
    """Read one more date or agency after the place; return whether there was one."""
    gap = _BETWEEN.match(head, parts.at)
    start = gap.end() if gap else parts.at
    day = None if parts.dated else _DAY.match(head, start)
    if day:
        parts.date = moment(day.group())
        parts.yearless = None if parts.date else day.group()
        parts.at = day.end()
        return True
    if parts.publisher is not None:
        return False
    marked = _MARKED.match(head, start)
    if marked:
        publisher = _agency(marked.group("round") or marked.group("slashed") or marked.group("square"))
        if publisher is not None:
            parts.publisher, parts.at = publisher, marked.end()
            return True
        return False
    bare = _BARE.match(head, start)
    known = find_publisher(bare.group("bare").strip('"“”'), marked=True) if bare else None
    if bare and known and known.kind == "agency":
        parts.publisher, parts.at = known.name, bare.end()
        return True
    return False


def _agency(words: str) -> str | None:
    """Return the agency between brackets or slashes: known, or a short name in capitals; None for anything else."""
    first = re.split(r"\s*(?:/|,|\s[-–—]\s|\sand\s|\|)\s*", words.strip())[0]
    known = find_publisher(words, marked=True) or find_publisher(first, marked=True)
    if known is not None:
        return known.name
    if re.fullmatch(r"[A-Z][A-Z&.-]{1,9}(?:\s[A-Z][A-Za-z]+){0,2}", first) and first not in ("R", "D", "L", "C"):
        return first
    if re.fullmatch(r"[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2}\s(?:News|News Agency|Agency|Press|Online|Wire)", first):
        return first
    return None


def _convinces(name: str, parts: _Parts, close: str, *, marked: bool) -> bool:
    """Tell a dateline from a sentence that merely starts with a name."""
    known = is_known_place(name)
    capitals = name.isupper() and len(name) > 2
    dashed = close[:1] in ("-", "–", "—") or close[-1:] in ("-", "–", "—", "/")
    if parts.publisher is not None and not marked:
        return bool(close) or parts.dated or capitals
    if parts.dated:
        return (capitals or known) and (dashed or close in (".", ":") or marked)
    if dashed or close == ":":
        return (known and (capitals or dashed)) or (capitals and dashed and (parts.region or _lone_capitals(name)))
    return marked and known and bool(close)


def _lone_capitals(name: str) -> bool:
    """Tell "WHITIANGA - " from a label in capitals: one to three words of letters, none of them a word of labels."""
    written = name.split()
    return (
        len(written) <= 3
        and all(len(word) > 3 and word.isalpha() for word in written)
        and not is_label(name)
        and not is_office_line(name)
    )


def place_name(words: str) -> str:
    """Return the first place that a dateline names, spelled as a record shows it: "GOMA/KINSHASA" is "Goma"."""
    first = re.split(r"\s*/\s*|\s+and\s+|\s*&\s*", " ".join(words.split()))[0].strip(" ,.;:")
    known = _places().get(_fold(first))
    if known is not None and first.isupper():
        return known
    return capitalised(first) if first.isupper() and len(first) > 2 else first


def is_known_place(words: str) -> bool:
    """Return whether the first place that ``words`` names is one that reports are known to be filed from."""
    return _fold(re.split(r"\s*/\s*|\s+and\s+|\s*&\s*", words)[0]) in _places()


def _fold(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.replace("’", "'"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().replace(".", "").split())


@cache
def _places() -> dict[str, str]:
    """Return the known places by their folded names; of two spellings the first stands."""
    lines = files("communique").joinpath("data/dateline_places.txt").read_text(encoding="utf-8").splitlines()
    places: dict[str, str] = {}
    for line in lines:
        if line and not line.startswith("#"):
            places.setdefault(_fold(line), line)
    return places
