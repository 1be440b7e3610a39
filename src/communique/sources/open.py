"""The door: every input becomes pages or a refusal that says what came, why it cannot be read and what to do."""

from __future__ import annotations

import glob
import gzip
import io
import os
import re
import stat
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO, cast

from communique.errors import InputRefused
from communique.settings import MAX_BYTES, MAX_JSON_BYTES, MAX_UNPACKED_BYTES
from communique.sources.decode import decode
from communique.sources.html import looks_like_html, read_html
from communique.sources.kinds import MANY, PACKED, SUFFIXES, Kind, kind_of_bytes, kind_of_name, kind_of_type
from communique.sources.page import Page
from communique.sources.text import read_text

Results = Iterator[Page | InputRefused]
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
#: one report of a source of many: "reports.jsonl:12"
_LOCATOR = re.compile(r"(.+):(\d+)", re.DOTALL)
_GZIP = b"\x1f\x8b"


def open_source(source: str, *, network: bool = False, private: bool = False) -> Results:
    """Yield a page, or the refusal of it, per report of a source.

    A source is a file, a folder with all below it in the order of the names, a pattern of names (``*.txt``), ``-``
    for the standard input, a web address where ``network`` is true, or one report of a file of many, named as its
    page names its source (``reports.jsonl:12``). ``private`` allows web addresses inside one's own network.
    Nothing is raised for a bad input.
    """
    if is_address(source):
        opened = _web(source, private=private) if network else _offline(source)
    elif source == "-":
        opened = _standard_input(source)
    elif os.path.isdir(source):
        opened = _folder(source)
    else:
        opened = _named(source)
    return _refusing(opened, source)


def open_bytes(data: bytes, name: str) -> Results:
    """Yield what the bytes of a file hold, as ``open_source`` does of the file; ``name`` tells its kind."""
    limit = int(MAX_BYTES.value)
    if len(data) > limit:
        too_large = _too_large(len(data))
        yield InputRefused(name, too_large.reason, too_large.remedy)
        return
    yield from _refusing(_documents(data, kind_of_name(name), name), name)


def files_of(folder: str) -> Iterator[str]:
    """Yield the paths of the files of a folder that ``open_source`` reads or refuses, in its order."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith(SUFFIXES):
                yield os.path.join(parent, name)


def matches_of(pattern: str) -> tuple[str, ...]:
    """Return the paths, in order, that a pattern of names stands for; none for what is no pattern or a path itself."""
    if is_address(pattern) or "\0" in pattern or not glob.has_magic(pattern) or os.path.lexists(pattern):
        return ()
    return tuple(sorted(glob.glob(pattern, recursive=True)))


def is_address(source: str) -> bool:
    """Return whether a source has the form of a web address or of any other URL."""
    return bool(_URL.match(source))


def holds_many(source: str) -> bool:
    """Return whether a source is of a kind of which one may hold many reports: a folder, a pattern, a table, a feed."""
    return os.path.isdir(source) or bool(matches_of(source)) or kind_of_name(source) in MANY


def _offline(source: str) -> Results:
    reason = "it is a web address, and `communique read` does not go to the network"
    yield InputRefused(source, reason, "Fetch it with `communique add`, or save the page as a file and read that")


def _refusing(opened: Results, source: str) -> Results:
    """Yield what is opened; what the opening itself raises becomes the last refusal, under the source's name."""
    try:
        yield from opened
    except InputRefused as refusal:
        yield InputRefused(source, refusal.reason, refusal.remedy)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield InputRefused(source, f"it is packed, and damaged or cut off ({error})", "Pack or download it again")
    except UnicodeDecodeError as error:
        yield InputRefused(source, f"it is not the {error.encoding} text that it begins as", "Save it again as UTF-8")
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        yield _unreadable(source, error)


def _folder(folder: str) -> Results:
    empty = True
    for path in files_of(folder):
        empty = False
        yield from _refusing(_file(path), path)
    if empty:
        reason = f"the folder holds no file that ends in {', '.join(SUFFIXES)}"
        yield InputRefused(folder, reason, "Name a folder with reports")


def _named(source: str) -> Results:
    """Yield what a file holds, or the files that a pattern names, or the one report that a locator names."""
    if os.path.lexists(source):
        yield from _file(source)
        return
    for path in (found := matches_of(source)):
        yield from open_source(path)
    if found:
        return
    located = _LOCATOR.fullmatch(source)
    if located is not None and "\0" not in source and os.path.isfile(located.group(1)):
        yield _located(source, located.group(1), int(located.group(2)[:15]))
        return
    if glob.has_magic(source) and "\0" not in source:
        raise InputRefused(source, "no file has a name like that", "Check the pattern")
    yield from _file(source)  # which refuses it with the nearest name


def _located(source: str, path: str, number: int) -> Page | InputRefused:
    """Return the one report of a file of many that ``source`` names, or why there is none."""
    for result in _refusing(_file(path, only=number), path):
        if result.source == source:
            return result
        if isinstance(result, InputRefused) and result.source == path:
            return InputRefused(source, result.reason, result.remedy)
    return InputRefused(source, f"{path} has no report there", "Check the number of the line or row")


def _standard_input(source: str) -> Results:
    data = sys.stdin.buffer.read(int(MAX_BYTES.value) + 1)
    if len(data) > int(MAX_BYTES.value):
        raise _too_large(None)
    yield from _documents(data, None, source)


def _web(url: str, *, private: bool) -> Results:
    from communique.sources.fetch import fetch

    fetched = fetch(url, private=private)
    kind = kind_of_type(fetched.media_type)
    if kind is None or (kind == "text" and kind_of_name(fetched.url) in MANY):
        kind = kind_of_name(re.sub(r"[?#].*", "", fetched.url)) or kind
    data = _as_declared(fetched.data, fetched.media_type, kind)
    for result in _documents(data, kind, url, url=fetched.url):
        yield result if isinstance(result, Page) else InputRefused(result.source, result.reason, result.remedy)


def _as_declared(data: bytes, media_type: str, kind: Kind | None) -> bytes:
    """Return a text in UTF-8 where the server declares another encoding and the data are not in UTF-8."""
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", media_type, re.IGNORECASE)
    if charset is None or kind in ("pdf", "docx", "parquet"):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(charset.group(1)).encode("utf-8")
        except (UnicodeDecodeError, UnicodeEncodeError, LookupError):
            return data  # the server is wrong: the reader finds out itself
    return data


def _file(path: str, *, only: int | None = None) -> Results:
    """Yield what a file holds: tables row by row, everything else from its bytes; ``only`` spares a table the rest."""
    kind = kind_of_name(path)
    status = os.stat(path)
    if os.path.isdir(path):
        return
    if kind in ("jsonl", "csv", "tsv") and stat.S_ISREG(status.st_mode):
        with open(path, "rb") as bare:
            packed = bare.read(2) == _GZIP  # whatever it is named
            bare.seek(0)
            file = cast(BinaryIO, gzip.GzipFile(fileobj=bare)) if packed else bare
            yield from _table(file, kind, path, only=only)
    elif kind == "parquet" and not path.lower().endswith(PACKED):
        from communique.sources.tables import read_parquet

        if not status.st_size:
            raise InputRefused(path, "it is empty", "Give a Parquet file with a row per report")
        yield from read_parquet(path, path, only=only)
    else:
        limit = int((MAX_JSON_BYTES if kind == "json" else MAX_BYTES).value)
        if stat.S_ISREG(status.st_mode) and status.st_size > limit:
            raise _too_large(status.st_size, limit)
        with open(path, "rb") as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise _too_large(None, limit)
        yield from _documents(data, kind, path)


def _documents(data: bytes, kind: Kind | None, source: str, *, url: str | None = None) -> Results:
    """Yield what bytes hold; what they are is told from them where ``kind`` is None or no more than text."""
    if data.startswith(_GZIP):
        data = _unpacked(data)
    if kind in (None, "text", "html"):
        found = kind_of_bytes(data)
        kind = found if kind is None or found not in ("text", "html") else kind
    if kind in ("jsonl", "csv", "tsv"):
        yield from _table(io.BytesIO(data), kind, source)
    elif kind == "parquet":
        from communique.sources.tables import read_parquet

        yield from read_parquet(io.BytesIO(data), source)
    elif kind == "json":
        from communique.sources.tables import read_json

        yield from read_json(data, source)
    elif kind == "feed":
        yield from _feed(data, source, url)
    else:
        yield replace(_page(data, kind, source, url), source=source)


def _feed(data: bytes, source: str, url: str | None) -> Results:
    """Yield what a feed holds; an XML file that is a web page is read as one."""
    if kind_of_bytes(data) == "html":
        yield replace(read_html(data, url=url, source=source), source=source)
    else:
        from communique.sources.feeds import read_feed

        yield from read_feed(data, source)


def _table(file: BinaryIO, kind: Kind, source: str, *, only: int | None = None) -> Results:
    from communique.sources.tables import read_csv, read_jsonl

    if kind == "jsonl":
        return read_jsonl(file, source, only=only)
    return read_csv(file, source, delimiter="\t" if kind == "tsv" else None, only=only)


def _page(data: bytes, kind: Kind | None, source: str, url: str | None) -> Page:
    extract: Callable[[bytes, str], str] = decode
    if kind == "html":
        return read_html(data, url=url, source=source)
    if kind in ("pdf", "docx"):
        from communique.sources.office import docx_text, pdf_text

        extract = pdf_text if kind == "pdf" else docx_text
    text = extract(data, source)
    if extract is decode and looks_like_html(text):
        return read_html(data, url=url, source=source)
    return read_text(text, url=url)


def _unpacked(data: bytes) -> bytes:
    """Return what is packed in ``data``; raise InputRefused where it is more than one document may hold."""
    limit = int(MAX_UNPACKED_BYTES.value)
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
        found = file.read(limit + 1)
    if len(found) > limit:
        raise InputRefused("-", f"it unpacks to more than the limit of {limit:,} bytes", "Split it into single reports")
    return found


def _too_large(size: int | None, limit: int | None = None) -> InputRefused:
    limit = limit or int(MAX_BYTES.value)
    reason = (
        f"it holds {size:,} bytes, the limit is {limit:,}"
        if size
        else f"it holds more than the limit of {limit:,} bytes"
    )
    return InputRefused("-", reason, "Split it into single reports")


def _unreadable(source: str, error: Exception) -> InputRefused:
    if isinstance(error, FileNotFoundError):
        return InputRefused(source, "there is no such file or folder", _hint(Path(source)))
    if isinstance(error, PermissionError):
        return InputRefused(source, "it may not be read (permission denied)", "Change its permissions or ask its owner")
    reason = getattr(error, "strerror", None) or str(error)
    return InputRefused(source, f"it cannot be read ({reason})", "Check the path")


def _hint(path: Path) -> str:
    """Return what to do about a missing file, with the nearest name in its folder where there is one."""
    try:
        names = sorted(os.listdir(path.parent))
    except OSError:
        return "Check the path: its folder is missing too"
    near = get_close_matches(path.name, names, n=1)
    return f"Check the path; {path.parent / near[0]} is there" if near else "Check the path"
