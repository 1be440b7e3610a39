"""Exports: streamed to a file that appears when it is whole, or to standard output."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Literal, get_args

from sqlalchemy import Engine

from communique.export import spreadsheets
from communique.export.columns import EVENT_TRACE, KINDS, names
from communique.export.eventdata import GDELT, POLECAT, gdelt, plover, polecat
from communique.register import queries
from communique.register.queries import Ask, ClaimRow
from communique.register.whole import wholes

Form = Literal["jsonl", "csv", "parquet", "plover", "polecat", "gdelt"]
FORMS: tuple[str, ...] = get_args(Form)
#: rows in a row group of a Parquet file
GROUP = 20_000
_SOURCES: dict[str, Callable[[Engine, Ask], Iterator[Any]]] = {
    "meetings": queries.meetings,
    "statements": queries.statements,
    "events": queries.events,
}


def export(engine: Engine, ask: Ask, *, form: Form, kind: str = "events", target: Path | None = None) -> int:
    """Write what an ``Ask`` is for and return the number of rows; ``target`` is None for standard output.

    JSONL holds whole documents, for another register too; CSV and Parquet hold rows of a ``kind`` of ``KINDS``, the
    others events. Raises OSError where the target cannot be written; an older file of that name then stays as it is.
    """
    with _opened(target) as out:
        if form == "jsonl":
            return _jsonl(out, engine, ask)
        if form == "csv":
            return _csv(out, _SOURCES[kind](engine, ask), KINDS[kind])
        if form == "parquet":
            return _parquet(out, _SOURCES[kind](engine, ask), KINDS[kind])
        events = queries.events(engine, ask)
        if form == "plover":
            return _plover(out, events)
        heads, row = (GDELT, gdelt) if form == "gdelt" else (POLECAT, polecat)
        return _tsv(out, (*heads, *EVENT_TRACE), map(row, events))


@contextmanager
def _opened(target: Path | None) -> Iterator[BinaryIO]:
    if target is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
        Path(name).chmod(0o644)
        os.replace(name, target)
    finally:
        Path(name).unlink(missing_ok=True)


def _jsonl(out: BinaryIO, engine: Engine, ask: Ask) -> int:
    total = 0
    for whole in wholes(engine, ask):
        out.write(f"{whole.line()}\n".encode())
        total += 1
    return total


def _csv(out: BinaryIO, rows: Iterable[ClaimRow], kind: type[ClaimRow]) -> int:
    heads = names(kind)
    out.write(spreadsheets.line(heads).encode())
    total = 0
    for row in rows:
        total += 1
        out.write(spreadsheets.line(getattr(row, name) for name in heads).encode())
    return total


def _parquet(out: BinaryIO, rows: Iterator[ClaimRow], kind: type[ClaimRow]) -> int:
    import polars

    from communique.analysis.frames import schema

    types = schema(kind)
    parts, total = [], 0
    while batch := list(islice(rows, GROUP)):
        # columns of Arrow hold a row in a tenth of what its objects need
        parts.append(polars.DataFrame([dataclasses.asdict(row) for row in batch], schema=types))
        total += len(batch)
    frame = polars.concat(parts) if parts else polars.DataFrame(schema=types)
    frame.write_parquet(out, row_group_size=GROUP)
    return total


def _plover(out: BinaryIO, events: Iterable[queries.EventRow]) -> int:
    total = 0
    out.write(b"[")
    for total, event in enumerate(events, 1):
        out.write(f"{',' if total > 1 else ''}\n{json.dumps(plover(event), ensure_ascii=False)}".encode())
    out.write(b"\n]\n")
    return total


def _tsv(out: BinaryIO, heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> int:
    out.write("\t".join(heads).encode() + b"\n")
    total = 0
    for row in rows:
        total += 1
        out.write("\t".join(row).encode() + b"\n")
    return total
