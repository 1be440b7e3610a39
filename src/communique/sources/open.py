"""The door: every input becomes pages or a refusal that says what came, why it cannot be read and what to do."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from communique.errors import InputRefused
from communique.settings import MAX_BYTES
from communique.sources.decode import decode
from communique.sources.html import looks_like_html, read_html
from communique.sources.page import Page
from communique.sources.text import read_text

#: the files of a folder that are read
TEXTS = (".txt", ".text", ".md")
PAGES = (".html", ".htm", ".xhtml")
#: the files of a folder that hold reports in a form that is not read yet; any other file is no input
DOCUMENTS = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".warc", ".gz", ".zip", ".jsonl", ".csv", ".parquet")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def open_source(source: str) -> Iterator[Page | InputRefused]:
    """Yield a page, or the refusal of it, per report of a source: a file, a folder, ``-`` for the standard input.

    A folder is read with all folders below it, in the order of the names. Nothing is raised for a bad input.
    """
    if _URL.match(source):
        remedy = (
            "Save the page as a file and read that: fetching belongs to `communique add`, which is not available yet"
        )
        yield InputRefused(source, "it is a web address, and `communique read` does not go to the network", remedy)
    elif source == "-":
        yield _page(source, None)
    elif os.path.isdir(source):
        yield from _folder(source)
    else:
        yield _page(source, Path(source))


def files_of(folder: str) -> Iterator[str]:
    """Yield the paths of the files of a folder that ``open_source`` reads or refuses, in its order."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith((*TEXTS, *PAGES, *DOCUMENTS)):
                yield os.path.join(parent, name)


def _folder(folder: str) -> Iterator[Page | InputRefused]:
    empty = True
    for path in files_of(folder):
        empty = False
        yield _page(path, Path(path))
    if empty:
        reason = f"the folder holds no file that ends in {', '.join((*TEXTS, *PAGES))}"
        yield InputRefused(folder, reason, "Name a folder with reports as text or HTML files")


def _page(source: str, path: Path | None) -> Page | InputRefused:
    try:
        data = _bytes_of(source, path)
        name = source.lower()
        if name.endswith(PAGES):
            return read_html(data, source=source)
        text = decode(data, source)
        if looks_like_html(text):
            return read_html(data, source=source)
        return read_text(text)
    except InputRefused as refusal:
        return InputRefused(source, refusal.reason, refusal.remedy)


def _bytes_of(source: str, path: Path | None) -> bytes:
    """Return the bytes of a file or of the standard input; raise InputRefused where there are none or too many."""
    limit = int(MAX_BYTES.value)
    if path is None:
        data = sys.stdin.buffer.read(limit + 1)
    else:
        try:
            status = path.stat()
            if stat.S_ISREG(status.st_mode) and status.st_size > limit:
                raise _too_large(source, status.st_size)
            with path.open("rb") as file:
                data = file.read(limit + 1)
        except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
            raise _unreadable(source, path, error) from error
    if len(data) > limit:
        raise _too_large(source, None)
    return data


def _too_large(source: str, size: int | None) -> InputRefused:
    limit = int(MAX_BYTES.value)
    reason = (
        f"it holds {size:,} bytes, the limit is {limit:,}"
        if size
        else f"it holds more than the limit of {limit:,} bytes"
    )
    return InputRefused(source, reason, "Split it into single reports")


def _unreadable(source: str, path: Path, error: Exception) -> InputRefused:
    if isinstance(error, FileNotFoundError):
        return InputRefused(source, "there is no such file or folder", _hint(path))
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
