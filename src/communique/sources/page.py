"""A page: a document with its layout, which says what each stretch of the text is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.errors import InputRefused
from communique.record import Document, Span
from communique.sources.ours import Held

#: what a stretch of text is; only ``body`` is coded, what a title repeats is folded into it
ZoneKind = Literal["header", "title", "dateline", "byline", "caption", "body", "boilerplate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A stretch of the text and what it is; a dateline zone is the prefix ("ASTANA, June 17 (Xinhua) --") alone."""

    span: Span
    kind: ZoneKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document and its zones: in order, not overlapping, each within one paragraph.

    ``source`` says where it was read from: a path, an address, or a file and its line or row ("file.jsonl:12").
    ``held`` is the record that the source has of it, where communique wrote the source, or what is wrong with that.
    """

    document: Document
    zones: tuple[Zone, ...]
    source: str | None = None
    held: Held | InputRefused | None = None
