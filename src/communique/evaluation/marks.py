"""Marked files: a text with its gold written into it.

A header of ``key: value`` lines, a line of three dashes, then the text with every statement marked where it stands, as
``<<KEY act areas>>content<</>>``. KEY names a ``speaker`` line of the header; ``act`` may list several that are right
(``pledge/assess``), ``areas`` are joined by commas (``-`` for none), and a fourth word gives a modality other than
asserted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from communique.errors import GoldRefused
from communique.evaluation.gold import Row

PARTS = {
    "actor": ("name", "country", "sector", "office"),
    "meeting": ("participants", "form", "date", "place", "country", "occasion"),
    "event": ("event_type", "cameo", "actor", "recipient", "date"),
    "speaker": ("speaker", "speaker_country", "addressee_countries"),
}
#: parts that list values, joined by semicolons
LISTS = ("participants", "actor", "recipient", "addressee_countries")

#: where a mark begins (its words between the angles) or ends
ANGLES = re.compile(r"<<(?:(?P<end>/)|(?P<head>[^<>\n]*))>>")
STRAY = re.compile(r"<<|>>")
HEAD = re.compile(r"(?P<key>[^\s>]+) (?P<acts>[^\s>]+) (?P<areas>[^\s>]+)(?: (?P<modality>[^\s>]+))?")

Values = dict[str, Any]


def read_marks(raw: str, path: str) -> tuple[str, tuple[Row, ...]]:
    """Return the bare text of a marked file and its rows; raises GoldRefused where a line or mark is malformed."""
    header, dashes, body = raw.partition("\n---\n")
    if not dashes:
        raise GoldRefused(path, 1, "no line of three dashes parts the header from the text")
    rows: list[Row] = []
    speakers: dict[str, Values] = {}
    for number, line in enumerate(header.split("\n"), 1):
        if not line.strip():
            continue
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not colon:
            raise GoldRefused(path, number, f"{line.strip()!r} is no 'key: value'")
        if key == "speaker":
            short, values = _speaker(value, path, number)
            if short in speakers:
                raise GoldRefused(path, number, f"speaker {short!r} is defined twice")
            speakers[short] = values
        elif key in ("actor", "meeting", "event"):
            rows.append(Row(kind=key, line=number, values=_parts(key, value, path, number)))  # type: ignore[arg-type]
        else:
            names = [name.strip() for name in value.split(";") if name.strip()]
            listed = key.endswith(("authors", "editors", "photographers"))
            rows.append(Row(kind="document", line=number, values={key: names if listed else value or None}))
    text, statements = _unmark(body, header.count("\n") + 3, speakers, path)
    return text, (*rows, *statements)


def _parts(key: str, value: str, path: str, line: int) -> Values:
    given = [part.strip() for part in value.split("|")]
    names = PARTS[key]
    if len(given) > len(names):
        raise GoldRefused(path, line, f"{key} has {len(given)} parts; it takes {' | '.join(names)}")
    given += [""] * (len(names) - len(given))
    return {
        name: [p.strip() for p in part.split(";") if p.strip()] if name in LISTS else part or None
        for name, part in zip(names, given, strict=True)
    }


def _speaker(value: str, path: str, line: int) -> tuple[str, Values]:
    short, equals, rest = (part.strip() for part in value.partition("="))
    if not equals or not re.fullmatch(r"[^\s<>]+", short):
        raise GoldRefused(path, line, f"speaker {value!r} is not written as KEY = name | country | addressees")
    return short, _parts("speaker", rest, path, line)


def _unmark(body: str, first: int, speakers: dict[str, Values], path: str) -> tuple[str, list[Row]]:
    """Return the text without its marks and a row for each; ``first`` is the line on which the text begins."""
    text, rows = "", []
    for number, head, piece in _pieces(body, first, path):
        if stray := STRAY.search(piece):
            at = number + piece.count("\n", 0, stray.start())
            raise GoldRefused(path, at, "angles that neither begin a mark (<<KEY act areas>>) nor end one (<</>>)")
        if head is not None:
            values = _head(head, speakers, path, number)
            span = [len(text), len(text) + len(piece)]
            rows.append(Row(kind="statement", line=number, values={**values, "quote": piece, "span": span}))
        text += piece
    return text, rows


def _pieces(body: str, first: int, path: str) -> Iterator[tuple[int, str | None, str]]:
    """Yield the stretches of a marked text: the line, the head of the mark (None outside of marks) and the words."""
    at, head, line = 0, None, first
    for angles in ANGLES.finditer(body):
        piece = body[at : angles.start()]
        here = line + piece.count("\n")
        if angles["end"] and head is None:
            raise GoldRefused(path, here, "the end of a mark that was not begun")
        if not angles["end"] and head is not None:
            raise GoldRefused(path, here, f"a mark begins within the mark <<{head}>>")
        yield line, head, piece
        at, head, line = angles.end(), angles["head"], here
    if head is not None:
        raise GoldRefused(path, line, f"the mark <<{head}>> is not ended by <</>>")
    yield line, None, body[at:]


def _head(head: str, speakers: dict[str, Values], path: str, line: int) -> Values:
    found = HEAD.fullmatch(head)
    if not found:
        raise GoldRefused(path, line, f"<<{head}>> is not written as <<KEY act areas>> or <<KEY act areas modality>>")
    if found["key"] not in speakers:
        raise GoldRefused(path, line, f"no speaker is called {found['key']!r} in the header")
    return {
        **speakers[found["key"]],
        "act": found["acts"].split("/"),
        "areas": [] if found["areas"] == "-" else found["areas"].split(","),
        "modality": found["modality"],
    }
