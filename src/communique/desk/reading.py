"""What is pasted or dropped on the desk, read; and kept once somebody says so."""

from __future__ import annotations

from http import HTTPStatus

from communique.desk.problems import Problem
from communique.desk.service import Busy, Desk
from communique.errors import InputRefused
from communique.record import Record
from communique.register.store import Kept
from communique.sources.given import address, iso_moment
from communique.sources.open import open_bytes
from communique.sources.page import Page
from communique.sources.text import read_text


def read_words(desk: Desk, text: str, *, title: str = "", published: str = "", url: str = "") -> Record:
    """Return the record of a text that was pasted; raises InputRefused where it, its day or its address cannot be."""
    moment = iso_moment(published) if published else None
    if published and moment is None:
        raise InputRefused("the text", f"{published!r} is no day on which it was published", "Write it as 2026-03-31")
    if url and address(url) is None:
        raise InputRefused("the text", f"{url!r} is no address", "Give that of a web page, or leave it empty")
    return _read(desk, read_text(text, title=title or None, published=moment, url=url or None))


def read_file(desk: Desk, data: bytes, name: str) -> Record:
    """Return the record of a file of one report; raises InputRefused where it cannot be read or holds several."""
    pages = open_bytes(data, name or "the file")
    first = next(iter(pages), None)
    if isinstance(first, InputRefused):
        raise first
    if first is None or next(iter(pages), None) is not None:
        raise InputRefused(name, "it holds several reports", "Put all of them in with `communique add`")
    return _read(desk, first)


def keep(desk: Desk, record: Record, source: str) -> Kept:
    """Keep a record in the register and return what became of it."""
    return desk.register.keep(record, source=source, url=record.document.url)


def _read(desk: Desk, page: Page) -> Record:
    try:
        return desk.reader.read(page)
    except Busy as error:
        headers = {"retry-after": "10"}
        raise Problem(
            HTTPStatus.SERVICE_UNAVAILABLE, "Other texts wait to be read; try again.", headers=headers
        ) from error
