"""A text as it was harvested becomes a page: the document's metadata, and what each stretch of the text is."""

from __future__ import annotations

import re
from datetime import date

from communique.dates import MONTH, WEEKDAYS, iso_day, month_number, resolve
from communique.errors import InputRefused
from communique.record import Byline, Dateline, Document, document_id
from communique.settings import KNOWN_UNTIL, MAX_CHARACTERS
from communique.sources.cities import is_known_place, place_name
from communique.sources.credits import Credits
from communique.sources.heading import Heading, read_heading
from communique.sources.issuers import publisher_by_holder, publisher_of_state, specific
from communique.sources.lines import split_lines
from communique.sources.page import Page
from communique.sources.publishers import (
    Publisher,
    find_publisher,
    names_state,
    publisher_by_style,
    publisher_of_url,
    publisher_with_labels,
    tidy,
    unknown_publisher,
)
from communique.sources.stamps import Stamp, moment

#: how much of a text is searched for the house style of its publisher and for a year
_OPENING = 2500
#: the weekday of what is reported: "on Friday", and "received Friday a phone call", "said Friday"
_NAMED_WEEKDAY = re.compile(rf"\b(?:on|[a-z]{{2,}}ed|said|met|held|spoke)\s+({'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
#: titles of transcripts end with where the words were spoken
_HELD_AT = re.compile(r",\s+([A-Z][\w .'’-]+),\s+([^,]*(?:,\s*)?\d{4})$")
_SPOKEN_AT = re.compile(
    r"^(?:joint |transcript of )?(?:doorstop|press|media|news|remarks|speech|interview)\b(?:[^,]*\b)?"
    r",\s+([A-Z][\w .'’-]+)$",
    re.IGNORECASE,
)


def read_text(text: str, *, title: str | None = None, published: str | None = None, url: str | None = None) -> Page:
    """Return the page that ``text`` holds; raise InputRefused where it is too long to be one report.

    What the caller knows of it (title, ISO date of publication, url) goes before what it says itself.
    """
    limit = int(MAX_CHARACTERS.value)
    if len(text) > limit:
        reason = f"the text has {len(text):,} characters, more than the {limit:,} that one report may hold"
        raise InputRefused(url or title or "text", reason, "Split it into single reports")
    heading = read_heading(split_lines(text))
    publisher = _publisher(text, heading, url)
    published = published or _published(text, heading, publisher)
    dateline = _dateline(text, heading, published, publisher)
    if (
        published is None
        and dateline.date is not None
        and (_has_year(heading) or (publisher and publisher.kind == "office"))
    ):
        published = dateline.date
    document = Document(
        id=document_id(text),
        text=text,
        title=title or (_tidy_title(heading.title) if heading.title else None),
        publisher=publisher.name if publisher else None,
        published=published,
        dateline=dateline,
        byline=_byline(heading),
        captions=tuple(heading.captions),
        url=url,
    )
    return Page(document=document, zones=tuple(heading.zones))


def _tidy_title(words: str) -> str:
    return " ".join(words.split()).strip(" *_#")


def _byline(heading: Heading) -> Byline:
    makers: tuple[Stamp | Credits, ...] = (*heading.stamps, *heading.credits)
    authors = dict.fromkeys(name for maker in makers for name in maker.authors)
    editors = dict.fromkeys(name for maker in makers for name in maker.editors)
    pictures = dict.fromkeys(
        [*heading.photographers, *(name for credit in heading.credits for name in credit.photographers)]
    )
    return Byline(authors=tuple(authors), editors=tuple(editors), photographers=tuple(pictures))


def _publisher(text: str, heading: Heading, url: str | None) -> Publisher | None:
    """Return who published the text: the first that names itself, from the dateline's agency to the house style."""
    filed = heading.dateline.publisher if heading.dateline else None
    known = find_publisher(filed, marked=True) if filed else None
    named: list[str | None] = [filed] if known is not None else []
    named += heading.issuers
    stamped = [stamp.publisher for stamp in heading.stamps if stamp.publisher]
    letterhead = _letterhead(heading.letterhead)
    behind = letterhead is not None and names_state(letterhead)  # "Government of X": the office beside the day is meant
    named += [*stamped, letterhead, filed] if behind else [letterhead, filed, *stamped]
    named += [credit.publisher for credit in heading.credits]
    named += heading.signed_by
    for name in named:
        if name:
            return specific(find_publisher(name, marked=True) or unknown_publisher(name), _issued_at(heading))
    by_url = publisher_of_url(url)
    if by_url is not None:
        return by_url
    opening = _opening(text, heading)
    by_style = publisher_by_style(opening) or publisher_by_holder(opening)
    if by_style is not None:
        return by_style
    if heading.offices:
        return specific(unknown_publisher(heading.offices[-1]), _issued_at(heading))
    if heading.pictured_by:
        return find_publisher(heading.pictured_by[0], marked=True)
    told = re.search(
        r"\b(?:told|interview with|contacted by|seen by|reviewed by|spoke to) ([A-Z]\w+)\b", text[: 4 * _OPENING]
    )
    found = find_publisher(told.group(1)) if told else None
    return found if found is not None and found.kind == "agency" else None


def _issued_at(heading: Heading) -> str | None:
    """Return the place that a text was issued at: that of its dateline, else the one beside its date."""
    place = heading.dateline.place if heading.dateline else None
    beside = [stamp.place for stamp in heading.stamps if stamp.place]
    return place or next(iter([*beside, *heading.signed_at]), None)


def _opening(text: str, heading: Heading) -> str:
    """Return the title, the dateline and the first paragraphs, each on a line."""
    shown = (zone.span.of(text) for zone in heading.zones if zone.kind != "caption")
    opening: list[str] = []
    for words in shown:
        if sum(map(len, opening)) > _OPENING:
            break
        opening.append(" ".join(words.split()))
    return "\n".join(opening)[: 2 * _OPENING]


def _letterhead(lines: list[str]) -> str | None:
    """Return the publisher that the lines of a letterhead name together ("Ministry of …" over "Government of …")."""
    if not lines:
        return None
    names = [tidy(line) for line in dict.fromkeys(lines)]
    firsts = (line.split(",")[0] for line in lines if "," in line)
    for joined in (", ".join(names), ", ".join(reversed(names)), *lines, *names, *firsts):
        known = find_publisher(joined) or publisher_with_labels(joined)
        if known is not None:
            return known.name
    pairs = ((body, state) for state in names if names_state(state) for body in names if body != state)
    of_state = next((found for body, state in pairs if (found := publisher_of_state(body, state))), None)
    return of_state.name if of_state is not None else ", ".join(names[:2])


def _published(text: str, heading: Heading, publisher: Publisher | None) -> str | None:
    """Return when the text says it was published: by a stamp, the harvest header, a byline or the dateline."""
    dated = [stamp for stamp in heading.stamps if stamp.published]
    first = next((stamp for stamp in dated if not stamp.edited), dated[0] if dated else None)
    if first is not None and first.published is not None:
        day = _day_first_or_month_first(first, first.published, heading)
        return f"{day}T{heading.clock}" if heading.clock and len(day) == 10 else day
    if heading.harvested:
        return heading.harvested
    by_line = next((credit.published for credit in heading.credits if credit.published), None)
    if by_line:
        return by_line
    yearless = next((stamp.yearless for stamp in heading.stamps if stamp.yearless), None)
    if yearless:
        return _with_year(yearless, text, None)
    if heading.dateline and heading.dateline.date:
        return heading.dateline.date
    office = publisher is not None and publisher.kind == "office" and not heading.dateline
    return (heading.numbered or _opening_date(heading, text) if office else None) or _date_of_title(heading.title)


def _date_of_title(title: str | None) -> str | None:
    """Return the full date with which a title ends ("… Regular Press Conference on April 10, 2025"), or None."""
    end = (title or "")[-40:].rstrip(" .)")
    found = moment(end) if end[-4:].isdigit() else None
    return found[:10] if found else None


def _day_first_or_month_first(stamp: Stamp, published: str, heading: Heading) -> str:
    """Return the stamp's day; of 05/08/2024 the reading that the dateline's day agrees with."""
    words = (heading.dateline.yearless or heading.dateline.date) if heading.dateline else None
    filed = resolve(words, published) if words and stamp.swapped else None
    if filed is not None and stamp.swapped is not None and filed.date[5:] == stamp.swapped[5:]:
        return stamp.swapped + published[10:]
    return published


def _opening_date(heading: Heading, text: str) -> str | None:
    """Return the full date in the body's first sentence: an office publishes its readout on that day."""
    body = next((zone.span.of(text) for zone in heading.zones if zone.kind == "body"), "")
    found = moment(re.split(r"(?<=[a-z])\.\s", body[:400])[0])
    return found[:10] if found else None


def _has_year(heading: Heading) -> bool:
    return bool(heading.dateline and heading.dateline.date)


def _dateline(text: str, heading: Heading, published: str | None, publisher: Publisher | None) -> Dateline:
    prefix = heading.dateline
    if prefix is not None and (prefix.place or prefix.date or prefix.yearless):
        day = prefix.date
        if day is None and prefix.yearless:
            day = _with_year(prefix.yearless, text, published)
        elif day is None and prefix.prefix and publisher is not None and publisher.kind == "agency":
            day = published  # an agency files on the day it publishes
        return Dateline(place=prefix.place, date=day[:10] if day else None)
    placed = next((stamp for stamp in heading.stamps if stamp.place and stamp.published), None)
    if placed is not None and placed.published is not None:
        return Dateline(place=placed.place, date=placed.published[:10])
    held = _HELD_AT.search(heading.title or "")
    when = moment(held.group(2)) if held else None
    if held and when and is_known_place(held.group(1)):
        return Dateline(place=place_name(held.group(1)), date=when[:10])
    spoken_at = _SPOKEN_AT.search(heading.title or "")
    if spoken_at and is_known_place(spoken_at.group(1)):
        return Dateline(place=place_name(spoken_at.group(1)), date=published[:10] if published else None)
    return _numbered_dateline(text, heading, publisher)


def _numbered_dateline(text: str, heading: Heading, publisher: Publisher | None) -> Dateline:
    """Read the day from a release's number; the place is the office's seat where the first sentence names it."""
    body = next((zone.span.of(text) for zone in heading.zones if zone.kind == "body"), "")
    if heading.numbered and publisher and publisher.seat and f"in {publisher.seat}" in body[:400]:
        return Dateline(place=publisher.seat, date=heading.numbered)
    return Dateline()


def _with_year(words: str, text: str, published: str | None) -> str | None:
    """Return the ISO date of a day without year: near the publication, else in the year that the text gives away."""
    if published is not None:
        found = resolve(words, published)
        return found.date if found else None
    match = re.search(rf"({MONTH})\s+(\d{{1,2}})|(\d{{1,2}})(?:st|nd|rd|th)?\s+({MONTH})", words, re.IGNORECASE)
    if match is None:
        return None
    month = month_number(match.group(1) or match.group(4)) or 0
    day = int(match.group(2) or match.group(3))
    return _year_from_text(month, day, text[:_OPENING])


def _year_from_text(month: int, day: int, opening: str) -> str | None:
    """Find the year: of the same day written in full, else that in which it falls on the weekday that the text names.

    Where the text gives nothing away it is the latest such day that the data of offices speaks for, see KNOWN_UNTIL.
    """
    for match in re.finditer(r"\b(?:19|20)\d\d\b", opening):
        full = moment(opening[max(0, match.start() - 25) : match.end()])
        if full is not None and full[5:10] == f"{month:02}-{day:02}":
            return full[:10]
    last = date.fromisoformat(str(KNOWN_UNTIL.value))
    days = [
        iso
        for year in range(last.year, last.year - 8, -1)
        if (iso := iso_day(year, month, day)) and iso <= last.isoformat()
    ]
    named = _NAMED_WEEKDAY.search(opening)
    if named:
        weekday = WEEKDAYS.index(named.group(1).lower())
        agreeing = [iso for iso in days[:6] if date.fromisoformat(iso).weekday() == weekday]
        if agreeing:
            return agreeing[0]
    return days[0] if days else None
