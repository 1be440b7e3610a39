"""The layout of a text: its lines with their offsets, hard-wrapped paragraphs joined to one line each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.sources.boilerplate import is_initials

#: every white space and format character that stands for a space, one for one, so that offsets stay true
_SPACES = dict.fromkeys(map(ord, "\t\n\r\v\f\x85\xa0\u2002\u2003\u2009\u200b\u202f\u2028\u2029\u3000\ufeff"), " ")
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
#: widths between which a block of lines may be a paragraph wrapped by hand or by an e-mail program
_NARROW, _WIDE = 40, 100
_LIST_ITEM = re.compile(r"(?:[-•·*–—▪●]|\(?\d{1,3}[.)]|\(?[a-z][.)]|\(?[ivx]+[.)])\s")
#: marks of emphasis and of headings around a line, which are no part of its words
_EMPHASIS = re.compile(r"(?:[*_]{2,3}|[*_](?=\S)|#{1,6}\s+)(?=.*\w)")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]]*$")

#: words that end no line but one that is broken: what they belong to stands on the next
_LEADS_ON = re.compile(
    r"(?:(?<=\s)(?:a|an|the|of|with|and|or|that|his|her|its|their|is|are|was|were|has|have|will)"
    r"|Foreign|Prime|Deputy|Vice|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Amb\.|H\.E\.)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line without the white space around it; ``text`` is as long as ``[start, end)``, each break or tab a space.

    ``gap`` says that an empty line, or the start of the text, stands before it.
    """

    start: int
    end: int
    text: str
    gap: bool


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of ``text`` that are not empty; a paragraph broken over several lines is one line."""
    blocks = tuple(_blocks(text))
    width = max((max(map(_width, block)) for block in blocks if _is_wrapped(block)), default=0)
    return tuple(line for block in blocks for line in _unwrap(block, width))


def is_list_item(text: str) -> bool:
    """Return whether the line starts with a bullet, a number or a letter as the items of lists do."""
    return bool(_LIST_ITEM.match(text))


def _blocks(text: str) -> Iterator[list[Line]]:
    """Yield runs of lines that no empty line separates."""
    block: list[Line] = []
    last_end = 0
    for match in _LINE.finditer(text):
        visible = match.group().translate(_SPACES)
        stripped = visible.strip()
        marked = _EMPHASIS.match(stripped)
        start = match.start() + len(visible) - len(visible.lstrip())
        if marked:
            start += marked.end()
            stripped = stripped[marked.end() :].rstrip("*_# ")
        if not stripped:
            continue
        breaks = text[last_end:start]
        gap = not block or breaks.count("\n") > 1 or (not breaks.count("\n") and breaks.count("\r") > 1)
        if gap and block:
            yield block
            block = []
        block.append(Line(start=start, end=start + len(stripped), text=stripped, gap=gap))
        last_end = start + len(stripped)
    if block:
        yield block


def _is_wrapped(block: list[Line]) -> bool:
    """Return whether a block of three lines or more is, by itself, a paragraph wrapped at a fixed width."""
    widths = [_width(line) for line in block]
    return (
        len(block) > 2
        and _NARROW <= max(widths) <= _WIDE
        and min(widths[:-1]) >= 0.75 * max(widths)
        and (any(line.text[0].islower() for line in block[1:]) or _fills(block, max(widths)))
        and sum(bool(_SENTENCE_END.search(line.text)) for line in block[:-1]) <= len(block) // 3
    )


def _width(line: Line) -> int:
    return line.end - line.start


def _fills(block: list[Line], width: int) -> bool:
    """Return whether no line of a block had room for the first word of the next one, as where a text is wrapped."""
    if len(block) < 2 or any(_width(line) > width for line in block):
        return False
    firsts = (line.text.split(" ", 1)[0] for line in block[1:])
    return all(_width(line) + 1 + len(first) > width for line, first in zip(block, firsts, strict=False))


def _unwrap(block: list[Line], width: int) -> Iterator[Line]:
    """Yield the block's lines, those joined that are one paragraph; ``width`` is that at which the text is wrapped."""
    fixed_width = _is_wrapped(block) or (width > 0 and _fills(block, width))
    current: Line | None = None
    for line in block:
        if current is None:
            current = line
        elif _continues(current, line, fixed_width=fixed_width):
            between = " " * (line.start - current.end)
            current = Line(start=current.start, end=line.end, text=current.text + between + line.text, gap=current.gap)
        else:
            yield current
            current = line
    if current is not None:
        yield current


def _continues(current: Line, line: Line, *, fixed_width: bool) -> bool:
    if is_list_item(line.text) or is_initials(line.text):
        return False
    if fixed_width:
        return True
    if _SENTENCE_END.search(current.text) or _width(current) < _NARROW // 2:
        return False
    return line.text[0].islower() or (_width(current) >= _NARROW and bool(_LEADS_ON.search(current.text)))
