"""What an account says, as remarks: its statements, and the matters of which it only says that they were discussed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from communique.comparing.model import Remark
from communique.record import Record, Span

_TALKED = re.compile(
    r"\b(?:discussed|discussing|reviewed|considered|deliberated\s+on|touched\s+(?:up)?on|dwelt\s+on|focused\s+on|"
    r"exchanged\s+(?:views|opinions|notes)\s+(?:on|about|regarding)|(?:exchange|exchanges)\s+of\s+(?:views|opinions)\s+on|"
    r"(?:spoke|talked|conferred|consulted)\s+(?:about|on)|addressed|raised|took\s+up|took\s+stock\s+of|covered|"
    r"stressed|underlined|emphasi[sz]ed|noted|highlighted)\s+(?!that\b|with\b|by\b)",
    re.I,
)
_END = re.compile(r"[.;!?](?=\s|$|[\"”])|\n\s*\n|,?\s+(?:and|while|but)\s+(?:also\s+)?(?=(?:agreed|decided|"
                  r"expressed|called|welcomed|reaffirmed|reiterated|signed|urged|invited|thanked|condemned|pledged|"
                  r"stressed|exchanged)\b)")  # fmt: skip
_STOP = re.compile(r"[.;!?][\"”]?\s|\n")
_LIST = re.compile(r",\s+(?:as\s+well\s+as|and)\s+|\s+as\s+well\s+as\s+|,\s+(?=\w)|\s+and\s+(?:on\s+)?"
                   r"(?=(?:the|a|an|their|its|issues|ways|prospects|cooperation|progress)\b)")  # fmt: skip
#: longer than this is no matter named but a tale told
LONGEST = 240


def remarks(record: Record) -> tuple[Remark, ...]:
    """Return the remarks of an account in the order in which they stand."""
    text = record.document.text
    said = [
        Remark(
            id=s.id,
            span=s.content,
            quote=s.content.of(text),
            act=s.act,
            countries=s.speaker_country,
            areas=s.areas,
            modality=s.modality,
            amount=s.amount,
            deadline=s.deadline,
        )
        for s in record.statements
    ]
    taken = sorted(s.content for s in record.statements)
    matters = tuple(_matters(record, taken))
    found = [("discuss", span) for span in matters]
    found += [("mention", s.span) for s in record.silences if _is_body(record, s.span, matters)]
    sides = _sides(record)
    for number, (act, span) in enumerate(sorted(found, key=lambda one: one[1]), start=1):
        said.append(Remark(id=f"q{number}", span=span, quote=span.of(text), act=act, countries=sides))
    return tuple(sorted(said, key=lambda remark: (remark.span, remark.id)))


def tail(record: Record, remark: Remark) -> str:
    """Return what follows the content in its sentence, up to the next content: often what the matter is about."""
    text = record.document.text
    end = remark.span.end
    stop = _END.search(text, end)
    last = min(
        [stop.start() if stop else len(text), *(s.content.start for s in record.statements if s.content.start >= end)]
    )
    return text[end:last]


def head(record: Record, remark: Remark) -> str:
    """Return what leads to the content in its sentence, from the last content on: it may name the matter too."""
    text = record.document.text
    before = max((s.content.end for s in record.statements if s.content.end <= remark.span.start), default=0)
    stops = [stop.end() for stop in _STOP.finditer(text, before, remark.span.start)]
    return text[max([before, *stops]) : remark.span.start]


def _matters(record: Record, taken: list[Span]) -> Iterator[Span]:
    text = record.document.text
    body = text.find("\n") + 1
    for found in _TALKED.finditer(text, body):
        stop = _END.search(text, found.end())
        last = stop.start() if stop else len(text)
        if last - found.end() > LONGEST:
            continue
        start = found.end()
        for cut in (*_LIST.finditer(text, start, last), None):
            span = Span(start, cut.start() if cut else last)
            if span.end - span.start > 3 and not _overlaps(span, taken):
                yield span
            start = cut.end() if cut else last


def _overlaps(span: Span, taken: list[Span]) -> bool:
    at = bisect_right(taken, span)
    return any(s.start < span.end and span.start < s.end for s in taken[max(0, at - 3) : at + 2])


def _is_body(record: Record, span: Span, matters: tuple[Span, ...]) -> bool:
    """Return whether a sentence that gave nothing may still touch on a matter: no heading, no telling of who met."""
    words = span.of(record.document.text)
    told = any(span.start < m.end and m.start < span.end for m in (*matters, *record.document.captions))
    met = any(e.start < span.end and span.start < e.end for meeting in record.meetings for e in meeting.evidence)
    return not told and not met and words.rstrip().endswith((".", "!", "”", '"')) and span.end - span.start <= LONGEST


def _sides(record: Record) -> tuple[str, ...]:
    if not record.meetings:
        return ()
    countries = (record.actor(one).country for one in record.meetings[0].participants)
    return tuple(dict.fromkeys(country for country in countries if country))
