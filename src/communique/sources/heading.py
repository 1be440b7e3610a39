"""What each line of a report is: header, title, dateline, byline, caption, body or boilerplate, and what it says of the document.

Lines are read from the top. Before the first line of the body anything may be a title or a letterhead; after it only lines that
say nothing but who, when or "read more" are told from the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.dates import iso_day
from communique.record import Span
from communique.sources.boilerplate import is_boilerplate, starts_appendix, tail_mark
from communique.sources.credits import Credits, read_byline, read_caption, reads_like_caption
from communique.sources.datelines import DatelinePrefix, is_known_place, place_name, read_dateline
from communique.sources.lines import Line
from communique.sources.page import Zone, ZoneKind
from communique.sources.publishers import find_publisher, institution
from communique.sources.stamps import Stamp, read_place_and_day, read_stamp

#: longer lines are paragraphs of the body, whatever they start with; keeps every pattern on short strings
LONGEST_FURNITURE = 700
_LONGEST_TITLE = 260
_HARVEST = re.compile(r"date\s+(\d{4}-\d\d-\d\d)\s+(?=\S)")
_TITLE_LABEL = re.compile(r"(?:title|headline|subject|re)\s*:\s*(?=\S)|#{1,3}\s+(?=\S)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<![A-Z]\.[A-Z])[.;:,](?:[\"'”’)\]]*)$")
_LIST_ITEM = re.compile(r"(?:[-•·*–—▪●]|\(?\d{1,3}[.)]|\(?[a-z][.)]|\(?[ivx]+[.)])\s")
_LABEL = re.compile(
    r"(?:for immediate release|read-?outs?|media (?:notes?|releases?|advisor(?:y|ies)|statements?)|press (?:releases?|statements?|notes?|briefings?|communiqu[eé]s?|conferences?|corner|room|centre|center)|"
    r"news(?:room| releases?| and (?:events|media)| & events| article| stories)?|(?:latest |official |top |world |breaking )news|statements?(?: (?:and|&) (?:releases|remarks|speeches))?|briefing room|briefings? (?:and|&) statements?|"
    r"presidential (?:actions|statements?)|remarks|speech(?:es)?(?: (?:and|&) (?:statements|transcripts|interviews))?|fact sheets?|events?|transcripts?|interviews?|official (?:communications?|documents?|visits?)|"
    r"bilateral (?:documents|relations|visits)|what'?s new|highlights?|spotlight|announcements?|communiqu[eé]s?|joint (?:statements?|communiqu[eé]s?|declarations?)|declarations?|home|politics|world|international(?: relations)?|"
    r"diplomacy|foreign (?:affairs|policy|relations)|business|economy|asia|africa|europe|americas?|middle east|eurasia|china|national|local|society|government|top stories|activities|minister'?s? activities|visits?|"
    r"phone calls?|telephone conversations?|meetings?|important news|top news|the president|president|prime minister|minister|office of the spokesperson|spokesperson|secretary-general|"
    r"(?:press release|release|ref(?:erence)?|statement|pr|document|communiqu[eé]|media note|communication)?\s*(?:no|nr|n°|№|num|number)?\.?\s*[:°]?\s*[A-Z]{0,6}[\s/.-]?\d{1,5}(?:[/ -]\d{2,4}){0,2}(?:[/ -][A-Z]{1,5})?|"
    r"\d{1,5}-\d\d-\d\d-\d{4}|(?:sg|sc|ga|org|dsg|pi|afr|ik)/[\w/.-]+|updated?|published|exclusive|developing|analysis|breaking|live)",
    re.IGNORECASE,
)
_RELEASE_NUMBER = re.compile(r"\d{1,5}-(\d\d)-(\d\d)-(\d{4})")
_STATE_LINE = re.compile(
    r"(?:the\s+)?(?:[A-Z][\w-]+\s+){0,3}(?:republic|kingdom|state|government|sultanate|federation|union|commonwealth|principality)\s+of\s+(?:the\s+)?[A-Z][\w' -]+$|republic of [\w ]+$",
    re.IGNORECASE,
)
_ATTRIBUTIONS = re.compile(r"\b(?:said|says|told|met|held|is|was|were|has|have|will|would)\b")


@dataclass(slots=True)
class Heading:
    """What the lines of a text say of its document; ``zones`` cover every line, in order."""

    zones: list[Zone] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    letterhead: list[str] = field(default_factory=list)
    harvested: str | None = None
    stamps: list[Stamp] = field(default_factory=list)
    filed: tuple[str, str] | None = None
    dateline: DatelinePrefix | None = None
    credits: list[Credits] = field(default_factory=list)
    captions: list[Span] = field(default_factory=list)
    photographers: list[str] = field(default_factory=list)
    pictured_by: list[str] = field(default_factory=list)
    signed_by: list[str] = field(default_factory=list)
    numbered: str | None = None


def read_heading(lines: tuple[Line, ...]) -> Heading:
    """Return what each line is and what it says of the document."""
    return _Reader(lines).read()


class _Reader:
    """Goes through the lines once, keeping what it has seen."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self.lines = lines
        self.heading = Heading()
        self.in_body = False
        self.in_appendix = False
        self.dateline_at = next((n for n, line in enumerate(lines[:40]) if _opens_with_dateline(line)), None)

    def read(self) -> Heading:
        for number, line in enumerate(self.lines):
            for start, end, kind in self._zones_of(number, line):
                self.heading.zones.append(Zone(span=Span(start, end), kind=kind))
        self._keep_something_to_read()
        return self.heading

    def _zones_of(self, number: int, line: Line) -> Iterator[tuple[int, int, ZoneKind]]:
        if number == 0 and (harvest := _HARVEST.match(line.text)):
            self.heading.harvested = harvest.group(1)
            self.heading.titles.append(line.text[harvest.end() :])
            yield line.start, line.start + len(harvest.group().rstrip()), "header"
            yield line.start + harvest.end(), line.end, "title"
            return
        if len(line.text) > LONGEST_FURNITURE:
            yield from self._body(number, line)
            return
        kind = self._furniture(number, line)
        if kind is None and not self.in_body:
            kind = self._head(number, line)
        if kind is None:
            yield from self._body(number, line)
        elif kind == "title" and (label := _TITLE_LABEL.match(line.text)):
            yield line.start, line.start + len(label.group().rstrip()), "header"
            yield line.start + label.end(), line.end, "title"
        else:
            yield line.start, line.end, kind

    def _furniture(self, number: int, line: Line) -> ZoneKind | None:
        """Return what a line is that may stand anywhere: a stamp, a byline, a caption or boilerplate; else None."""
        text = line.text
        stamp = read_stamp(text)
        if stamp is not None:
            self.heading.stamps.append(stamp)
            return "header"
        if self.in_appendix or (self.in_body and starts_appendix(text)):
            self.in_appendix = True
            return "boilerplate"
        caption = read_caption(text)
        if caption is not None or (not self.in_body and self._before_dateline(number) and reads_like_caption(text)):
            self._note_caption(line, caption.photographers if caption else (), caption.publisher if caption else None)
            return "caption"
        credits = read_byline(text)
        if credits is not None:
            self.heading.credits.append(credits)
            return "byline"
        if is_boilerplate(text):
            return "boilerplate"
        return self._signature(number, line) if self.in_body else None

    def _note_caption(self, line: Line, photographers: tuple[str, ...], publisher: str | None) -> None:
        self.heading.captions.append(Span(line.start, line.end))
        self.heading.photographers.extend(p for p in photographers if p not in self.heading.photographers)
        if publisher is not None:
            self.heading.pictured_by.append(publisher)

    def _before_dateline(self, number: int) -> bool:
        return self.dateline_at is not None and number < self.dateline_at

    def _head(self, number: int, line: Line) -> ZoneKind | None:
        """Return what a line above the body is: a letterhead, a label, a filing line or a title; None where the body starts."""
        text = line.text
        if self._is_letterhead(number, text):
            return "header"
        filed = read_place_and_day(text)
        if filed is not None and _names_place(filed[0]):
            self.heading.filed = self.heading.filed or (place_name(filed[0].split(",")[0]), filed[1])
            return "dateline"
        if self._is_title(number, line):
            self.heading.titles.append(text[label.end() :] if (label := _TITLE_LABEL.match(text)) else text)
            return "title"
        return None

    def _is_letterhead(self, number: int, text: str) -> bool:
        pieces = [piece.strip() for piece in re.split(r"\s+[|>›»•·–—-]+\s+|\s*[|>›»•]\s*|:\s*$", text) if piece.strip()]
        if not pieces or number + 1 == len(self.lines):
            return False
        names = [piece for piece in pieces if not _LABEL.fullmatch(piece)]
        if not names:
            return self._label(text)
        known = [find_publisher(name) for name in names]
        if all(known):
            self.heading.letterhead.extend(name for name in names)
            return True
        if len(names) == 1 and (institution(names[0]) or _STATE_LINE.fullmatch(names[0])):
            if self.heading.titles and len(pieces) == 1 and not find_publisher(names[0]) and not text.isupper():
                return False
            self.heading.letterhead.append(names[0])
            return True
        return False

    def _label(self, text: str) -> bool:
        number = _RELEASE_NUMBER.fullmatch(text)
        if number:
            day, month, year = (int(group) for group in number.groups())
            self.heading.numbered = iso_day(year, month, day)
        if re.search(r"office of the spokesperson", text, re.IGNORECASE):
            self.heading.letterhead.append("U.S. Department of State")
        return True

    def _is_title(self, number: int, line: Line) -> bool:
        text = line.text
        rest = self.lines[number + 1 :]
        if not rest or len(text) > _LONGEST_TITLE or _LIST_ITEM.match(text) or _opens_with_dateline(line):
            return False
        if len(self.heading.titles) >= 1 + bool(self.heading.harvested) + 1:
            return False
        if _TITLE_LABEL.match(text):
            return True
        if not text[:1].isupper() and not text[:1].isdigit() and text[:1] not in "\"'“‘«":
            return False
        closed = bool(_SENTENCE_END.search(text))
        following = rest[0]
        if not self.heading.titles:
            if not closed:
                return len(text.split()) > 1 or text.isupper()
            return text[-1] == "." and len(text) < 160 and text.count(". ") == 0 and self._introduces(following)
        return not closed and len(text) < 200 and not _LIST_ITEM.match(following.text) and self._introduces_body(number)

    def _introduces(self, following: Line) -> bool:
        """Tell a title with a full stop from the first sentence of the body: what follows dates or signs the report."""
        return bool(
            read_stamp(following.text)
            or _opens_with_dateline(following)
            or (following.text[:3].lower() == "by " and read_byline(following.text))
        )

    def _introduces_body(self, number: int) -> bool:
        return any(_SENTENCE_END.search(line.text) for line in self.lines[number + 1 : number + 6])

    def _signature(self, number: int, line: Line) -> ZoneKind | None:
        """Read the lines below a report that say where it was issued: "New Delhi", "Islamabad, 18 July 2025"."""
        text = line.text
        following = self.lines[number + 1 : number + 2]
        if len(text) > 120:
            return None
        filed = read_place_and_day(text)
        if filed is not None and (_names_place(filed[0]) or find_publisher(filed[0])):
            self.heading.stamps.append(Stamp(published=filed[1]))
            return "header"
        if is_known_place(text.rstrip(".,")) and (not following or read_stamp(following[0].text)):
            return "header"
        if number >= len(self.lines) - 4 and (known := find_publisher(text)):
            self.heading.signed_by.append(known.name)
            return "header"
        return None

    def _body(self, number: int, line: Line) -> Iterator[tuple[int, int, ZoneKind]]:
        if self.in_appendix:
            yield line.start, line.end, "boilerplate"
            return
        if self.in_body and self._is_subhead(number, line):
            yield line.start, line.end, "header"
            return
        self.in_body = True
        start = line.start
        prefix = read_dateline(line.text)
        if prefix is not None and prefix.end < len(line.text):
            self.heading.dateline = self.heading.dateline or prefix
            yield start, start + len(line.text[: prefix.end].rstrip()), "dateline"
            start += prefix.end
        end = line.start + tail_mark(line.text)
        if end > start:
            kept = line.text[start - line.start : end - line.start].rstrip()
            yield start, start + len(kept), "body"
        if end < line.end:
            mark = line.text[end - line.start :]
            credit = find_publisher(mark, marked=True)
            if credit is not None:
                self.heading.signed_by.append(credit.name)
            yield end + len(mark) - len(mark.lstrip()), line.end, "boilerplate"

    def _is_subhead(self, number: int, line: Line) -> bool:
        """Tell a heading between paragraphs from a sentence that lost its full stop."""
        text = line.text
        if (
            len(text) > 80
            or len(text.split()) > 9
            or _SENTENCE_END.search(text)
            or text[-1] in '!?"”…'
            or not text[:1].isupper()
        ):
            return False
        if _LIST_ITEM.match(text) or number + 1 >= len(self.lines) or number == 0:
            return False
        before, after = self.lines[number - 1], self.lines[number + 1]
        if before.text.endswith(":") or not _SENTENCE_END.search(before.text + "") or _ATTRIBUTIONS.search(text):
            return False
        return line.gap and len(after.text) > len(text)

    def _keep_something_to_read(self) -> None:
        """Make the title the body where a text is nothing but a title."""
        zones = self.heading.zones
        if any(zone.kind == "body" for zone in zones):
            return
        for at, zone in enumerate(zones):
            if zone.kind == "title":
                zones[at] = Zone(span=zone.span, kind="body")


def _opens_with_dateline(line: Line) -> bool:
    prefix = read_dateline(line.text)
    return prefix is not None and len(line.text) - prefix.end > 20


def _names_place(words: str) -> bool:
    """Tell "Brussels" and "NAIROBI, Kenya" from other words that a date may follow."""
    first = re.split(r",|\s+[-–—]\s+", words)[0].strip()
    if is_known_place(first):
        return True
    return first.isupper() and len(first.split()) <= 3 and not _LABEL.fullmatch(first) and first.isalpha()
