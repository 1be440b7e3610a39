"""Pairs: a text in one file and its gold in another, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from communique.errors import GoldRefused
from communique.evaluation.gold import Row, RowKind

#: the lists of a gold record, what a row of each is called, and the field by whose value its line is found
SECTIONS: tuple[tuple[str, RowKind, str], ...] = (
    ("actors", "actor", "name"),
    ("meetings", "meeting", "participants"),
    ("statements", "statement", "quote"),
    ("events", "event", "event_type"),
)


def read_pair(raw: str, path: str) -> tuple[Row, ...]:
    """Return the rows of a gold record in JSON; raises GoldRefused where it is no JSON or not of that shape."""
    try:
        record = json.loads(raw)
    except json.JSONDecodeError as error:
        raise GoldRefused(path, error.lineno, f"no JSON: {error.msg}") from None
    if not isinstance(record, dict):
        raise GoldRefused(path, 1, "the gold record is no JSON object")
    unknown = [key for key in record if key not in ("document", *(section for section, _, _ in SECTIONS))]
    if unknown:
        raise GoldRefused(path, _line(raw, unknown[0], 0), f"{unknown[0]!r} is no part of a gold record")
    document = record.get("document", {})
    if not isinstance(document, dict):
        raise GoldRefused(path, _line(raw, "document", 0), "document is no JSON object")
    rows = [Row(kind="document", line=_line(raw, key, 0), values={key: value}) for key, value in document.items()]
    return (*rows, *(row for section in SECTIONS for row in _section(raw, record, section, path)))


def _section(raw: str, record: dict[str, Any], section: tuple[str, RowKind, str], path: str) -> Iterator[Row]:
    name, kind, field = section
    entries = record.get(name, [])
    at = max(0, raw.find(json.dumps(name)))
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise GoldRefused(path, _line(raw, name, 0), f"{name} is no list of JSON objects")
    for entry in entries:
        at = max(at, raw.find(json.dumps(field), at + 1))
        yield Row(kind=kind, line=raw.count("\n", 0, at) + 1, values=entry)


def _line(raw: str, key: str, start: int) -> int:
    """Return the line on which a key stands; the first where it cannot be found, as with escapes."""
    return raw.count("\n", 0, max(0, raw.find(json.dumps(key, ensure_ascii=False), start))) + 1
