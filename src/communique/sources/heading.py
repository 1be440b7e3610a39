"""What each line of a report is (header, title, dateline, byline, caption, body, boilerplate) and says of the document.

Above the body anything may be a letterhead or a title. Below its first line only those lines are told from the body
that say nothing but who, when or "read more".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from communique.dates import iso_day
from communique.record import Span
from communique.sources.boilerplate import Appendix, is_boilerplate, is_initials, tail_mark, what_follows
from communique.sources.captions import read_caption, reads_like_caption
from communique.sources.cities import is_known_place, place_name
from communique.sources.credits import Credits, is_bare_name, names_in, person_name, read_byline
from communique.sources.datelines import DatelinePrefix, read_dateline, read_filing_line
from communique.sources.furniture import words
from communique.sources.labels import is_holder_line, is_label, is_office_line
from communique.sources.lines import Line, is_list_item
from communique.sources.page import Zone, ZoneKind
from communique.sources.publishers import (
    find_publisher,
    institution,
    names_holder,
    names_state,
    office_with_paper,
    publisher_at_end,
    publisher_with_labels,
)
from communique.sources.stamps import Stamp, read_clock, read_place_and_day, read_row, read_stamp
from communique.sources.titles import (
    choose_title,
    closes_sentence,
    labelled_title,
    last_resort,
    may_head,
    read_title,
)

#: longer lines are paragraphs of the body, whatever they start with; keeps every pattern on short strings
LONGEST_FURNITURE = 700
#: a head with more lines that might be titles is no head but a text without punctuation
_MOST_CANDIDATES = 6
_HARVEST = re.compile(r"date\s+(\d{4}-\d\d-\d\d)\s+(?=\S)")
_RELEASE_NUMBER = re.compile(r"\d{1,5}-(\d\d)-(\d\d)-(\d{4})")
_ISSUER = re.compile(
    r"(?:issued by|from|source|publisher|published by|distributed by|provided by)\s*:\s*(.{2,140})", re.IGNORECASE
)
_ISSUED_BY = re.compile(r"(?:issued|released|published) by (?:the )?(.{3,100}?)\.?", re.IGNORECASE)
_RELEASED_BY = re.compile(
    r"(?:press |media |news )?(?:release|statement|communiqu[eé]|note|information|readout)s? "
    r"(?:by|from|of|issued by) (?:the )?"
    r"(.{3,100})",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s+[|>›»•·–—-]+\s+|\s*[|>›»•]\s*|:\s*$")
_REPORTING = re.compile(r"\b(?:said|says|told|added|has|have|was|were)\b")
_VERB = re.compile(r"\b(?:said|says|told|met|held|is|was|were|are|has|have|had|will|would|shall|must|should)\b")


@dataclass(slots=True)
class Heading:
    """What the lines of a text say of its document; ``zones`` cover every line, in order."""

    zones: list[Zone] = field(default_factory=list)
    title: str | None = None
    letterhead: list[str] = field(default_factory=list)
    issuers: list[str] = field(default_factory=list)
    harvested: str | None = None
    stamps: list[Stamp] = field(default_factory=list)
    dateline: DatelinePrefix | None = None
    credits: list[Credits] = field(default_factory=list)
    captions: list[Span] = field(default_factory=list)
    photographers: list[str] = field(default_factory=list)
    pictured_by: list[str] = field(default_factory=list)
    signed_by: list[str] = field(default_factory=list)
    signed_at: list[str] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    clock: str | None = None
    numbered: str | None = None


def read_heading(lines: tuple[Line, ...]) -> Heading:
    """Return what each line is and what it says of the document."""
    return _Reader(lines).read()


class _Reader:
    """Goes through the lines once, keeping what it has seen."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self.lines = lines
        self.heading = Heading()
        self.appendix: Appendix | None = None
        self.dateline_at = next((n for n, line in enumerate(lines[:30]) if _opens_with_dateline(line)), None)

    def read(self) -> Heading:
        start = self._head()
        for number in range(start, len(self.lines)):
            line = self.lines[number]
            kind = None if len(line.text) > LONGEST_FURNITURE else self._furniture(number, in_body=number > start)
            if kind is None:
                self._body(number, first=number == start)
            else:
                self._add(line.start, line.end, kind)
        self._keep_something_to_read()
        return self.heading

    def _add(self, start: int, end: int, kind: ZoneKind) -> None:
        self.heading.zones.append(Zone(span=Span(start, end), kind=kind))

    # ------------------------------------------------------------------------------------------ above the body

    def _head(self) -> int:
        """Read the lines above the body, and return the number of the body's first line."""
        kinds: list[tuple[Line, ZoneKind | None]] = []
        number = 0
        while number < len(self.lines):
            line = self.lines[number]
            if number == 0 and self._harvest(line):
                number += 1
                continue
            kind = self._head_kind(number, line)
            if kind == "body":
                break
            kinds.append((line, kind))
            number += 1
        candidates = [line for line, kind in kinds if kind is None]
        if len(candidates) > _MOST_CANDIDATES:  # lines without punctuation: the first is the title, the rest the text
            number -= len(kinds) - kinds.index((candidates[1], None))
            kinds = kinds[: kinds.index((candidates[1], None))]
        self._settle(kinds)
        return number

    def _harvest(self, line: Line) -> bool:
        harvest = _HARVEST.match(line.text)
        if harvest is None:
            return False
        self.heading.harvested = harvest.group(1)
        self._add(line.start, line.start + len(harvest.group().rstrip()), "header")
        self._title(line, harvest.end())
        return True

    def _head_kind(self, number: int, line: Line) -> ZoneKind | None:
        """Return what a line above the body is: ``body`` where the body starts, None for one that may be the title."""
        text = line.text
        if len(text) > LONGEST_FURNITURE:
            return "body"
        kind = self._furniture(number, in_body=False)
        if kind is not None:
            return kind
        if _opens_with_dateline(line):
            return "body"
        if self._is_letterhead(text) or self._is_address(number):
            return "header"
        filed = read_filing_line(text) or self._residence(text)
        if filed is not None:
            self.heading.dateline = self.heading.dateline or self._dated_beside(number, filed)
            return "dateline"
        if is_list_item(text) and not labelled_title(text):
            return "body"
        if number and self._is_lone_author(number):
            self.heading.credits.append(Credits(authors=names_in(text)))
            return "byline"
        if may_head(text) or self._ends_like_sentence_but_heads(number, text):
            return None
        return "body"

    def _is_lone_author(self, number: int) -> bool:
        """Tell a name on a line of its own that stands right above or below the date or the dateline."""
        line = self.lines[number]
        if len(line.text) > 40 or person_name(line.text) != line.text or is_known_place(line.text):
            return False
        if not any(may_head(above.text) for above in self.lines[:number]) or not is_bare_name(line.text):
            return False
        beside = [] if line.gap else [self.lines[number - 1]]
        beside += [after for after in self.lines[number + 1 : number + 2] if not after.gap]
        return any(read_stamp(other.text) or read_filing_line(other.text) for other in beside)

    def _ends_like_sentence_but_heads(self, number: int, text: str) -> bool:
        """Tell a title with a full stop from the body's first sentence: what follows it dates or signs the report."""
        if number + 1 >= len(self.lines) or self.heading.title or len(text) > 120 or text[-1] != "." or ". " in text:
            return False
        if _REPORTING.search(text):
            return False
        if any(zone.kind == "title" for zone in self.heading.zones) or any(
            may_head(line.text) for line in self.lines[:number]
        ):
            return False
        following = self.lines[number + 1]
        return bool(read_stamp(following.text) or _opens_with_dateline(following) or read_byline(following.text))

    def _is_letterhead(self, text: str) -> bool:
        """Tell the lines that name the publisher, the kind of text or an office, and keep whom they name."""
        if is_office_line(text) and len(text.split()) > 2 and not find_publisher(text) and not institution(text):
            self.heading.offices.append(text)
            return True
        pieces = [piece.strip() for piece in _SEPARATOR.split(text) if piece.strip()]
        names = [piece for piece in pieces if not is_label(piece)]
        if all(find_publisher(name) or names_state(name) for name in names):
            self._note_label(text)
            self.heading.letterhead.extend(names)
            return bool(pieces)
        if len(names) == 2 and is_known_place(names[1]) and (known := find_publisher(names[0])) is not None:
            self.heading.letterhead.append(known.name)  # "Agência Brasil - Brasília"
            filed = DatelinePrefix(
                place=place_name(names[1]), date=None, yearless=None, publisher=None, end=len(text), prefix=False
            )
            self.heading.dateline = self.heading.dateline or filed
            return True
        paper = office_with_paper(text)
        if paper is not None:
            self.heading.letterhead.append(paper)
            return True
        released = _RELEASED_BY.fullmatch(text)
        if released and (find_publisher(released.group(1), marked=True) or institution(released.group(1))):
            self.heading.issuers.append(released.group(1))
            return True
        row = read_row(text)
        if row is not None:
            self.heading.stamps.append(row)
            return True
        if len(names) == 2 and self._heads_in_two_languages(names):
            return True
        if publisher_with_labels(text) is not None:
            self.heading.letterhead.append(text)
            return True
        if len(names) == 1 and (institution(names[0]) or names_state(names[0])):
            self.heading.letterhead.append(names[0])
            return True
        return is_office_line(text) or is_holder_line(text) or (names_holder(text) and not text.isupper())

    def _heads_in_two_languages(self, names: list[str]) -> bool:
        """Read "Egypt - State Information Service" and "Ministère de … | Ministry of …" at the top of a text."""
        if self.heading.letterhead or self.heading.stamps or self.heading.zones:
            return False
        known = [n for n in names if ((found := find_publisher(n)) and found.kind == "office") or institution(n)]
        others = [name for name in names if name not in known]
        if not known or not all(_may_be_name(name) for name in others):
            return False
        self.heading.letterhead.append(known[-1])
        return True

    def _is_address(self, number: int) -> bool:
        """Tell "Singha Durbar, Kathmandu" right below the letterhead: a building or street and its city."""
        line = self.lines[number]
        parts = [part.strip() for part in line.text.split(",")]
        below = bool(self.heading.letterhead) and not line.gap and not self.heading.title
        return (
            below and len(parts) in (2, 3) and len(line.text) < 60 and is_known_place(parts[-1].rstrip("-0123456789 "))
        )

    def _note_label(self, text: str) -> None:
        number = _RELEASE_NUMBER.fullmatch(text)
        if number:
            day, month, year = (int(group) for group in number.groups())
            self.heading.numbered = iso_day(year, month, day)
        if re.fullmatch(r"\W*office of the spokesperson\W*", text, re.IGNORECASE) and not self.heading.letterhead:
            self.heading.letterhead.append("U.S. Department of State")

    def _settle(self, kinds: list[tuple[Line, ZoneKind | None]]) -> None:
        """Choose the title among the lines that may be one, and add the zones of the head in order."""
        candidates = [line for line, kind in kinds if kind is None]
        title = None if self.heading.title else choose_title(candidates)
        if title is None and not self.heading.title:
            title = last_resort([line for line, kind in kinds if kind == "header"])
        passed = title is None
        for line, kind in kinds:
            if line is title:
                self._title(line, 0)
                passed = True
            elif kind is not None:
                self._add(line.start, line.end, kind)
            else:
                if not passed:
                    self._note_masthead(line.text)
                self._add(line.start, line.end, "title" if passed else "header")

    def _residence(self, text: str) -> DatelinePrefix | None:
        """Read "The Kremlin, Moscow": who publishes, and from where."""
        named = [part.strip() for part in text.split(",")] if len(text) < 60 else []
        known = find_publisher(named[0]) if len(named) == 2 and is_known_place(named[1]) else None
        if known is None or known.kind != "office":
            return None
        self.heading.letterhead.append(named[0])
        return DatelinePrefix(
            place=place_name(named[1]), date=None, yearless=None, publisher=None, end=len(text), prefix=False
        )

    def _dated_beside(self, number: int, filed: DatelinePrefix) -> DatelinePrefix:
        """Return a place on a line of its own with the day that the line right above or below it gives."""
        if filed.date or filed.yearless:
            return filed
        beside = [] if self.lines[number].gap or number == 0 else [self.lines[number - 1]]
        if beside and number > 1 and read_clock(beside[0].text) and not beside[0].gap:
            beside = [self.lines[number - 2]]  # the day, the hour, the place
        beside += [line for line in self.lines[number + 1 : number + 2] if not line.gap]
        stamps = (read_stamp(line.text) for line in beside)
        day = next((stamp.published[:10] for stamp in stamps if stamp and stamp.published), None)
        return replace(filed, date=day)

    def _note_masthead(self, text: str) -> None:
        known = publisher_at_end(text) if not self.heading.letterhead else None
        if known is not None:
            self.heading.letterhead.append(known.name)

    def _title(self, line: Line, offset: int) -> None:
        title = read_title(line.text[offset:])
        start, end = line.start + offset + title.start, line.start + offset + title.end
        if title.start and line.text[offset : offset + title.start].strip():
            before = line.text[offset : offset + title.start].rstrip()
            self._add(line.start + offset, line.start + offset + len(before), "header")
        self._add(start, end, "title")
        rest = line.text[end - line.start :]
        if rest.strip():
            self._add(end + len(rest) - len(rest.lstrip()), line.end, "header")
        self.heading.title = self.heading.title or line.text[start - line.start : end - line.start]
        if title.publisher:
            self.heading.issuers.append(title.publisher)
        if title.published:
            self.heading.stamps.append(Stamp(published=title.published))

    # ------------------------------------------------------------------------------------------ anywhere

    def _furniture(self, number: int, *, in_body: bool) -> ZoneKind | None:
        """Return what a line is that may stand anywhere: a stamp, a byline, a caption or boilerplate; else None."""
        line = self.lines[number]
        text = line.text
        stamp = read_stamp(text)
        if stamp is not None:
            self.heading.stamps.append(stamp)
            return "header"
        clock = read_clock(text) if len(text) < 30 else None
        if clock is not None:
            self.heading.clock = self.heading.clock or clock
            return "header"
        if in_body and self._in_appendix(text):
            return "boilerplate"
        caption = read_caption(text)
        above = not in_body and self.dateline_at is not None and number < self.dateline_at
        if caption is not None or (above and reads_like_caption(text)):
            self._note_caption(line, caption.photographers if caption else (), caption.publisher if caption else None)
            return "caption"
        credits = read_byline(text)
        if credits is not None:
            self.heading.credits.append(credits)
            return "byline"
        if self._is_issuer(text):
            return "header"
        if is_boilerplate(text):
            known = find_publisher(text.strip("-–—=*/ "), marked=True) if len(text) < 40 else None
            if known is not None:
                self.heading.signed_by.append(known.name)
            return "boilerplate"
        return self._signature(number) if in_body else None

    def _in_appendix(self, text: str) -> bool:
        """Return whether the line stands below the report, and keep what is known of what stands there."""
        self.appendix = what_follows(text) or self.appendix
        if self.appendix == "links" and len(text) > 60 and closes_sentence(text) and " " in text:
            self.appendix = None  # prose again: the links stood within the report
        return self.appendix is not None

    def _is_issuer(self, text: str) -> bool:
        """Read "From: Prime Minister's Office and The Rt Hon …", "Issued by: …" and the like."""
        issuer = _ISSUER.fullmatch(text)
        if issuer is None:
            return False
        name = re.split(r"\s+and\s+(?=(?:The\s+)?(?:R(?:igh)?t|Mr|Ms|Sir|Lord|Dame|Baroness)\b)", issuer.group(1))[0]
        if not find_publisher(name, marked=True) and not institution(name):
            return False
        self.heading.issuers.append(name)
        return True

    def _note_caption(self, line: Line, photographers: tuple[str, ...], publisher: str | None) -> None:
        self.heading.captions.append(Span(line.start, line.end))
        self.heading.photographers.extend(p for p in photographers if p not in self.heading.photographers)
        if publisher is not None:
            self.heading.pictured_by.append(publisher)

    def _signature(self, number: int) -> ZoneKind | None:
        """Read the lines below a report that say where and by whom it was issued: "New Delhi", "HDJ/OTA"."""
        text = self.lines[number].text
        left = len(self.lines) - number - 1
        if len(text) > 120:
            return None
        filed = read_place_and_day(text)
        if filed is not None and (is_known_place(filed[0].split(",")[0]) or find_publisher(filed[0])):
            self.heading.stamps.append(Stamp(published=filed[1]))
            return "header"
        following = self.lines[number + 1].text if left else ""
        if is_known_place(text.rstrip(".,")) and (not following or read_stamp(following)):
            self.heading.signed_at.append(place_name(text.rstrip(".,")))
            return "header"
        if left > 5:
            return None
        issued = _ISSUED_BY.fullmatch(text)
        if issued and (find_publisher(issued.group(1)) or institution(issued.group(1))):
            self.heading.signed_by.append(issued.group(1))
            return "header"
        known = find_publisher(text, marked=text.isupper())
        if known is not None or (institution(text) and not _VERB.search(text)):
            if known is not None:
                self.heading.signed_by.append(known.name)
            elif left < 3:
                self.heading.offices.append(text)
            return "header"
        coded = is_label(text) and bool(re.search(r"\d{3}", text))
        return "boilerplate" if coded or is_initials(text) or is_office_line(text) else None

    # ------------------------------------------------------------------------------------------ the body

    def _body(self, number: int, *, first: bool) -> None:
        line = self.lines[number]
        if not first and self._is_subhead(number, line):
            self._add(line.start, line.end, "header")
            return
        if not first and (filed := read_filing_line(line.text)) is not None and filed.publisher:
            self.heading.dateline = self.heading.dateline or filed
            self._add(line.start, line.end, "dateline")
            return
        for start, end, kind in self._parts_of(line):
            self._add(start, end, kind)

    def _parts_of(self, line: Line) -> Iterator[tuple[int, int, ZoneKind]]:
        """Yield the dateline before a paragraph, the paragraph, and the end mark behind it."""
        start = line.start
        prefix = read_dateline(line.text) if _opens_with_dateline(line) else None
        if prefix is not None:
            above = self.heading.dateline
            if above is not None and above.publisher is None and above.place == prefix.place:
                above = replace(above, publisher=prefix.publisher, date=above.date or prefix.date)
            self.heading.dateline = above or prefix
            yield start, start + len(line.text[: prefix.end].rstrip()), "dateline"
            start += prefix.end
        end = line.start + tail_mark(line.text)
        kept = line.text[start - line.start : end - line.start].rstrip()
        if kept:
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
        if len(text) > 100 or len(text.split()) > 12 or closes_sentence(text) or text[-1] in '!?"”…':
            return False
        if not text[:1].isupper() or is_list_item(text) or number + 1 >= len(self.lines):
            return False
        before, after = self.lines[number - 1].text, self.lines[number + 1].text
        if before.endswith(":") or _VERB.search(text) or not line.gap:
            return False
        return len(after) > len(text)

    def _keep_something_to_read(self) -> None:
        """Make the title the body where a text is nothing but a title."""
        zones = self.heading.zones
        if any(zone.kind == "body" for zone in zones):
            return
        for at, zone in enumerate(zones):
            if zone.kind == "title":
                zones[at] = Zone(span=zone.span, kind="body")
        if len(zones) == 1:
            self.heading.title = None


def _may_be_name(piece: str) -> bool:
    """Whether a piece of a line may be a name in any language: capitals, and none of the words of headlines."""
    written = piece.split()
    capitals = all(word[:1].isupper() or len(word) < 4 for word in written)
    return capitals and len(written) < 8 and not words("headline words") & {word.lower() for word in written}


def _opens_with_dateline(line: Line) -> bool:
    """Return whether a report starts on this line, behind its dateline; "Gaza: UN deplores deaths" is a headline."""
    prefix = read_dateline(line.text)
    if prefix is None or len(line.text) - prefix.end <= 20:
        return False
    told = prefix.date or prefix.yearless or prefix.publisher or line.text.split()[0].strip(",.:").isupper()
    return bool(told) or closes_sentence(line.text)
