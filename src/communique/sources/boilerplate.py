"""Lines that belong to the page, not to the report: links, share buttons, legal lines, contacts, end marks."""

from __future__ import annotations

import re
from typing import Literal

from communique.sources.furniture import one_of

#: what may stand below a report: titles of others until prose follows, or notes and contacts to the end
Appendix = Literal["links", "notes"]
#: longer lines of each kind are prose: whole lines are labels, some notices are long, tell-tale words are in short ones
_LONGEST_WHOLE, _LONGEST_START, _LONGEST_TELLING = 170, 600, 350
#: what an agency sets behind the last sentence of a report: "(Xinhua)", "Enditem", "(END)", "(PTI)", "###"
_TAIL = re.compile(
    r"\s*(?:\(?Enditem\)?|\(END\)|\(ends?\)|\bENDS?\b|#{2,}|-\s?0\s?-|/\s?end|\[ENDS?\]"
    r"|(?:\((?:[A-Z][\w&.-]{1,12}(?:/[A-Z][\w .&-]{1,25})?|AA|dpa)\))|/[A-Z][\w .-]{1,14}/"
    r"|(?<=[.!?”\"])\s*[-–—]{1,2}\s?[A-Z]{2,9}(?:\s[a-z]{2}/[a-z]{2})?)\s*$"
)
#: who typed and checked a report, below its last line: "HDJ/OTA", "ahm.mb", "APP/asr/kmz", "dpa hk xxde lob"
_INITIALS = re.compile(
    r"[=\-–—\s(]*[A-Za-z]{2,8}(?:[./\\][A-Za-z]{1,8}){1,4}\)?|[=]{1,3}\s?\w+|[a-z]{2,4}(?:[-/][a-z]{2,4})+"
    r"|(?:dpa|afp|efe|apa|ntb|tt|pap|ctk|mti|sda|ats|anp|belga)(?:\s[a-z]{2,5}){1,5}"
)


def is_boilerplate(line: str) -> bool:
    """Return whether the whole line belongs to the page and not to the report."""
    if len(line) > _LONGEST_START:
        return False
    bare = line.strip(" \t|·•»>›→←▸▶✉")
    if not any(character.isalnum() for character in bare):
        return True
    if len(bare) <= _LONGEST_WHOLE and one_of("whole line").fullmatch(bare):
        return True
    if one_of("line start").match(bare):
        return True
    return len(bare) <= _LONGEST_TELLING and bool(one_of("anywhere").search(bare))


def tail_mark(line: str) -> int:
    """Return the offset at which an end mark or credit behind the last sentence starts, the line's length if none."""
    last = line[-40:]
    match = _TAIL.search(last)
    if match is None:
        return len(line)
    start = len(line) - len(last) + match.start()
    before = line[:start].rstrip()
    return start if before and before[-1] in '.!?"”’)' else len(line)


def what_follows(line: str) -> Appendix | None:
    """Return what the line heads below a report (links, or notes and contacts), or None for no heading."""
    bare = line.strip(" -–—*|#:»>")
    if len(bare) >= 60:
        return None
    if one_of("links follow").fullmatch(bare):
        return "links"
    return "notes" if one_of("notes follow").fullmatch(bare) else None


def is_initials(line: str) -> bool:
    """Return whether the line below a report only holds the initials of those who made it."""
    return len(line) < 40 and bool(_INITIALS.fullmatch(line.strip()))
