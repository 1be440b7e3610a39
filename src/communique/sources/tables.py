"""Rows of exports become pages: JSONL, JSON, CSV, TSV and Parquet. A bad row is one refusal that names its line."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, BinaryIO

from communique.errors import InputRefused
from communique.settings import MAX_JSON_BYTES, MAX_ROW_CHARACTERS, MAX_TABLE_BYTES
from communique.sources.given import NAME_IT, TEXT_NAMES, folded, given_of, listed, page_of
from communique.sources.ours import held_of, is_ours
from communique.sources.page import Page
from communique.sources.text import read_text

#: bytes looked at to tell the encoding of a table
_PROBE = 65_536
#: rows of a Parquet file held at once
_BATCH = 256
#: the fields under which services wrap their list of articles
_WRAPPERS = ("articles", "items", "documents", "records", "results", "entries", "data", "docs", "rows")
_RESAVE = "Save it again as UTF-8"


def read_jsonl(file: BinaryIO, source: str, *, only: int | None = None) -> Iterator[Page | InputRefused]:
    """Yield the page of each line of a JSONL file, or its refusal; of one line alone where ``only`` names it.

    Raises InputRefused where the file is no text.
    """
    empty = True
    for number, line in enumerate(_lines(file, source), start=1):
        if line.strip():
            empty = False
            if only in (None, number):
                yield _page_of_line(line, f"{source}:{number}")
    if empty:
        raise InputRefused(source, "it is empty", "Give a file with one JSON object per line")


def read_json(data: bytes, source: str) -> Iterator[Page | InputRefused]:
    """Yield a page, or its refusal, per object of a JSON array, or the one of a single object.

    Raises InputRefused where the data are no JSON, or neither an object nor an array of objects.
    """
    if len(data) > int(MAX_JSON_BYTES.value):
        reason = f"it is a JSON file of {len(data):,} bytes, the limit is {int(MAX_JSON_BYTES.value):,}"
        raise InputRefused(source, reason, "Save it as JSONL, one object per line, which is read without such a limit")
    try:
        value = json.loads(data.decode(_encoding(data, source)))
    except RecursionError as error:
        raise InputRefused(source, "its JSON is nested too deeply", "Give an array of flat objects") from error
    except ValueError as error:
        lines = data.lstrip()[:1] == b"{" and b"\n{" in data
        remedy = "Name it .jsonl if it has one object per line" if lines else "Check where it was cut off or edited"
        raise InputRefused(source, f"it is no valid JSON ({error})", remedy) from error
    rows, wrapped = _rows_of(value)
    if not rows:
        raise InputRefused(source, "it holds no object", "Give an object with a text, or an array of such objects")
    for number, row in enumerate(rows, start=1):
        yield _page_of_value(row, f"{source}:{number}" if wrapped else source)


def read_csv(
    file: BinaryIO, source: str, *, delimiter: str | None = None, only: int | None = None
) -> Iterator[Page | InputRefused]:
    """Yield a page, or its refusal, per row of a table, or of the row that starts on the line ``only``.

    ``delimiter`` None is told from the header.

    Raises InputRefused where the file is no text, or no column of it is named as the text of a report.
    """
    csv.field_size_limit(int(MAX_ROW_CHARACTERS.value))  # csv knows this limit for the whole process alone
    lines = _lines(file, source)
    first = next((line for line in lines if line.strip()), "")
    reader = csv.reader(chain((first,), lines), delimiter=delimiter or _delimiter(first))
    try:
        header = tuple(next(reader, ()))
    except csv.Error as error:
        raise InputRefused(source, f"its header cannot be read ({error})", "Check the quotes of its first line") from (
            error
        )
    if not header:
        raise InputRefused(source, "it is empty", "Give a table with a header and a row per report")
    if not any(folded(name) in TEXT_NAMES for name in header):
        reason = f"none of its columns is named as the text of a report; it has {listed(header)}"
        raise InputRefused(source, reason, NAME_IT)
    empty = True
    while True:
        line = reader.line_num + 1
        locator = f"{source}:{line}"
        try:
            row = next(reader, None)
            if row is None:
                break
            if row:
                empty = False
            if row and only in (None, line):
                yield _page_of_value(_cells(header, row, locator), locator)
        except csv.Error as error:
            # most likely a quote that is never closed: what follows would be pieces of a text taken for reports
            reason = f"the row cannot be read ({error}), and so nothing after it is"
            yield InputRefused(locator, reason, "Check its quotes and its length")
            return
        except InputRefused as refusal:
            yield refusal
    if empty:
        raise InputRefused(source, "the table has no rows", "Give a table with a row per report")


def read_parquet(file: BinaryIO | str, source: str, *, only: int | None = None) -> Iterator[Page | InputRefused]:
    """Yield a page, or its refusal, per row of a Parquet file, read in batches; ``only`` names one row.

    Raises InputRefused where it is no Parquet file, or no column of it is named as the text of a report.
    """
    import polars  # loads slowly, and is needed for Parquet alone

    failures = (polars.exceptions.PolarsError, polars.exceptions.PanicException, OSError, ValueError)
    number = 0
    try:
        table = polars.scan_parquet(file)
        names = tuple(table.collect_schema().names())
        if not any(folded(name) in TEXT_NAMES for name in names):
            reason = f"none of its columns is named as the text of a report; it has {listed(names)}"
            raise InputRefused(source, reason, NAME_IT)
        for batch in table.collect_batches(chunk_size=_BATCH, maintain_order=True):
            for row in batch.iter_rows(named=True):
                number += 1
                if only in (None, number):
                    yield _page_of_value(row, f"{source}:{number}")
    except failures as error:
        where = f" after row {number:,}" if number else ""
        words = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        reason = f"it cannot be read as a Parquet file{where} ({words})"
        raise InputRefused(source, reason, "Export it again, or as JSONL") from error
    if not number:
        raise InputRefused(source, "the table has no rows", "Give a table with a row per report")


def _page_of_line(line: str, locator: str) -> Page | InputRefused:
    if len(line) > int(MAX_ROW_CHARACTERS.value):
        reason = f"the line has more than {int(MAX_ROW_CHARACTERS.value):,} characters"
        return InputRefused(locator, reason, "Give one report per line")
    try:
        value = json.loads(line)
    except RecursionError:
        return InputRefused(locator, "its JSON is nested too deeply", "Give flat objects")
    except ValueError as error:
        return InputRefused(locator, f"the line is no valid JSON ({error})", "Give one JSON object per line")
    return _page_of_value(value, locator)


def _page_of_value(value: object, locator: str) -> Page | InputRefused:
    """Return the page of a row, or why there is none; a record of communique is read by its document."""
    try:
        if not isinstance(value, Mapping):
            kind = {list: "an array", str: "a string", type(None): "null"}.get(type(value), type(value).__name__)
            raise InputRefused(locator, f"it is {kind}, not an object", "Give objects that have a text")
        inner = value.get("document")
        if not isinstance(inner, Mapping) or not isinstance(inner.get("text"), str):
            return page_of(given_of(value, locator), locator)
        return _page_of_record(value, inner, locator) if is_ours(value) else page_of(given_of(inner, locator), locator)
    except InputRefused as refusal:
        return InputRefused(locator, refusal.reason, refusal.remedy)


def _page_of_record(value: Mapping[str, Any], inner: Mapping[str, Any], locator: str) -> Page:
    """Return the page of a record of communique: of the very text where it is valid, else of what it gives."""
    try:
        held = held_of(value, locator)
    except InputRefused as refusal:
        return replace(page_of(given_of(inner, locator), locator), held=refusal)
    document = held.record.document
    page = read_text(document.text, title=document.title, published=document.published, url=document.url)
    document = replace(page.document, publisher=document.publisher or page.document.publisher, byline=document.byline)
    return replace(page, document=document, source=locator, held=held)


def _rows_of(value: Any) -> tuple[list[Any], bool]:
    """Return the rows of a JSON value, and whether they are counted: an object that wraps a list is that list."""
    if isinstance(value, list):
        return value, True
    if isinstance(value, Mapping) and not any(folded(str(name)) in TEXT_NAMES for name in value):
        for name in _WRAPPERS:
            if isinstance(value.get(name), list):
                return value[name], True
    return [value], False


def _cells(header: tuple[str, ...], row: list[str], locator: str) -> dict[str, str]:
    if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
        reason = f"the row has {len(row)} cells, the header has {len(header)}"
        raise InputRefused(locator, reason, "Put texts with commas or line breaks in quotes")
    cells: dict[str, str] = {}
    for name, cell in zip(header, row, strict=False):
        cells.setdefault(name, cell)
    if not any(folded(name) in TEXT_NAMES for name in cells):
        reason = f"the row ends before its text: it has {len(row)} cells, the header has {len(header)}"
        raise InputRefused(locator, reason, "Put texts with commas or line breaks in quotes")
    return cells


def _delimiter(header: str) -> str:
    """Return what separates the columns: what stands most often in the header."""
    return max((",", "\t", ";", "|"), key=header.count)


def _lines(file: BinaryIO, source: str) -> Iterator[str]:
    """Yield the lines of a file, each cut just beyond the limit; raise InputRefused for what is no text or too long."""
    probe = file.read(_PROBE)
    file.seek(0)
    encoding = _encoding(probe, source)
    most, longest = int(MAX_TABLE_BYTES.value), int(MAX_ROW_CHARACTERS.value)
    total = 0
    # what is not in the encoding becomes surrogates, so that a damaged row is refused alone
    with io.TextIOWrapper(file, encoding=encoding, errors="surrogateescape", newline="") as text:
        while line := text.readline(longest + 2):
            total += len(line)
            yield line
            while len(line) > longest and not line.endswith(("\n", "\r")) and (rest := text.readline(longest)):
                total += len(rest)
                if rest.endswith(("\n", "\r")):
                    break
            if total > most:
                reason = f"it holds more than {most:,} characters"
                raise InputRefused(source, reason, "Split it into several files")


def _encoding(probe: bytes, source: str) -> str:
    """Return the encoding of a table by its first bytes; raise InputRefused where it is empty or no text."""
    if not probe.strip():
        raise InputRefused(source, "it is empty", "Give a table with a row per report")
    if probe.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in probe:
        raise InputRefused(source, "it holds binary data, not text", "Export it again, as UTF-8")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(probe)
    except UnicodeDecodeError:
        # few odd bytes, none of which Windows-1252 leaves out: the export of an older program
        odd = [byte for byte in probe if byte > 127]
        western = len(odd) < 0.05 * len(probe) and not {0x81, 0x8D, 0x8F, 0x90, 0x9D} & set(odd)
        whole = sum(character > "\x7f" for character in probe.decode("utf-8", "ignore"))
        return "cp1252" if western and whole < len(odd) / 4 else "utf-8"
    return "utf-8-sig"
