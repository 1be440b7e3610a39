"""Which of the lines above a report is its title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.dates import MONTH
from communique.sources.boilerplate import tail_mark
from communique.sources.furniture import words
from communique.sources.labels import is_label, is_office_line, may_be_title
from communique.sources.lines import Line
from communique.sources.publishers import Publisher, find_publisher, institution, publisher_at_end, publisher_of_url
from communique.sources.stamps import moment

#: no title is longer
LONGEST_TITLE = 300
#: a line of more characters that has a finite verb is a sentence that lost its full stop
_LONG = 180
_FINITE = re.compile(r"\b(?:has|have|had|is|are|was|were|will|would|said|says)\b")
_LABEL = re.compile(r"(?:title|headline|subject|re)\s*:\s*(?=\S)|#{1,3}\s+(?=\S)", re.IGNORECASE)
#: marks of a newsroom or of the kind of paper before a title
_MARK = re.compile(
    r"\((?:\d(?:st|nd|rd|th) )?(?:LEAD|UPDATE\d?|URGENT|CORRECTED|RECAST)\)\s*(?=\S)"
    r"|(?:[A-Z]{2,6} )?(?:press|media|news) (?:release|statement|note|advisory)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.;,:][\"'”’)\]]*$")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.(?:[A-Z]\.)+|Jr\.|Sr\.|Inc\.|Ltd\.|Co\.)$")
#: lines of a dialogue, and lines of more than one sentence, are no titles even where they end with a question mark
_TALK = re.compile(r"(?:question|answer|q|a|journalist|reporter|moderator|follow-?up)\s*:", re.IGNORECASE)
_TWO_SENTENCES = re.compile(r"[a-z]{3}[.?!]\s+[A-Z][a-z]*\s[a-z]")
_NUMERIC_DATE = re.compile(
    rf"\s*[|–—-]?\s*\(?\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}\)?$|\s+\((?:{MONTH}|\d)[\w ,.]*\d{{4}}\)$"
)
#: who speaks in what follows, and no title where another line may be it ("Press Statement by James Rubin, Spokesman")
_SPOKEN_BY = re.compile(
    r"(?:press )?(?:statement|briefing|remarks|comments?) by [^,]{3,40}, (?:\w+ )?spokes", re.IGNORECASE
)
#: the number and the day that ministries put before a title ("No: 52, 11 March 2025, Press Release Regarding X")
_NUMBERED = re.compile(r"(?:No|Nr|N|QA|SB|SC|BA)\b[.:°º]?\s?-?\s?\d{1,4},\s+([\w .]{3,22}\d{4}),\s+(?=[A-Z])")
_VERBAL = re.compile(r"^[A-Z][\w'’.-]+(?:\s[A-Z][\w'’.-]+){0,5}\s[a-z]+(?:s|ed|t)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The words of a title within its line, and who and when the line names besides ("KUNA : … 30/07/2023")."""

    start: int
    end: int
    publisher: str | None = None
    published: str | None = None


def closes_sentence(text: str) -> bool:
    """Return whether the line ends as a sentence or clause ends, which titles do not."""
    return bool(_SENTENCE_END.search(text)) and not _ABBREVIATION.search(text)


def labelled_title(text: str) -> bool:
    """Return whether the line says itself that it is the title ("Title: …", "# …")."""
    return bool(_LABEL.match(text))


def may_head(text: str) -> bool:
    """Return whether the line can be a title at all."""
    text = text[: tail_mark(text)].rstrip()
    if len(text) > LONGEST_TITLE or (len(text) > _LONG and _FINITE.search(text)):
        return False
    if _TALK.match(text) or _TWO_SENTENCES.search(text):
        return False
    first = text.lstrip("\"'“‘«(*_[")[:1]
    return bool(first) and (first.isupper() or first.isdigit()) and (not closes_sentence(text) or labelled_title(text))


def choose_title(candidates: list[Line]) -> Line | None:
    """Return the likeliest title among the lines above a report: the first of the best, or None where none may be."""
    best: tuple[float, Line] | None = None
    mixed = any(not line.text.isupper() for line in candidates)
    for place, line in enumerate(candidates):
        score = _likelihood(line, mixed=mixed) - place
        if best is None or score > best[0]:
            best = (score, line)
    return best[1] if best is not None and best[0] > -4 else None


def _likelihood(line: Line, *, mixed: bool) -> float:
    text = line.text
    written = text.split()
    if labelled_title(text):
        return 10.0
    bare = {word.strip(".,:;'\"“”‘’()").lower() for word in written}
    score = min(len(written), 8) / 4
    score += 1.0 if bare & words("headline words") else 0.0
    score += 1.0 if _VERBAL.match(text) else 0.0
    score -= 3.0 if publisher_at_end(text) or _SPOKEN_BY.match(text) else 0.0
    score -= 2.5 if mixed and text.isupper() else 0.0
    score -= 2.0 if "|" in text or ">" in text else 0.0
    score -= 3.0 if " / " in text and moment(text) else 0.0
    score -= 3.0 if len(written) == 1 else 0.0
    score -= 4.0 if is_office_line(text) or institution(text) or is_label(text) else 0.0
    return score


def read_title(text: str) -> Title:
    """Return where in its line the title stands, without an agency before it or a numeric date behind it."""
    start, end = 0, len(text)
    publisher = published = None
    label = _LABEL.match(text)
    if label:
        start = label.end()
    mark = _MARK.match(text, start)
    if mark:
        start = mark.end()
    numbered = _NUMBERED.match(text, start)
    if numbered and (published := moment(numbered.group(1))):
        start = numbered.end()
    before = re.match(r"([\w .'’&/()-]{2,40}?)\s*(?:\s:|:|\s[-–—]|\s?[|/])\s+(?=\S)", text[start:])
    known = find_publisher(before.group(1), marked=before.group(1).isupper()) if before else None
    if before and known is not None and known.kind == "agency":
        publisher, start = known.name, start + before.end()
    date = _NUMERIC_DATE.search(text, start)
    if date and date.start() > start + 10:
        published, end = moment(date.group()), date.start()
    while after := re.search(r"\s+[-–—|]\s+([^|–—]{2,50})$", text[start:end]):
        known = _site(after.group(1))
        if known is None or after.start() < 10:
            break
        publisher, end = publisher or known.name, start + after.start()
    end = start + len(text[start:end].rstrip(" *_#"))
    return Title(start=start, end=end, publisher=publisher, published=published)


def _site(name: str) -> Publisher | None:
    """Return the publisher that a page's title names behind a dash, by its name or its domain."""
    if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", name):
        return publisher_of_url(name)
    return find_publisher(name, marked=True)


def last_resort(headers: list[Line]) -> Line | None:
    """Return the label that serves as the title of a text without one ("Joint Statement"), or None."""
    return next((line for line in headers if may_be_title(line.text)), None)
