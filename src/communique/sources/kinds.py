"""What an input is: by the name of its file, by the type that a web server declares, and by its first bytes."""

from __future__ import annotations

import re
from typing import Literal

from communique.sources.html import looks_like_html

#: the forms in which reports come
Kind = Literal["text", "html", "feed", "jsonl", "json", "csv", "tsv", "parquet", "pdf", "docx"]

_OF_SUFFIX: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".parquet": "parquet",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
    ".pdf": "pdf",
    ".docx": "docx",
}
_OF_TYPE: dict[str, Kind] = {
    "text/plain": "text",
    "text/markdown": "text",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/json": "json",
    "application/feed+json": "json",
    "application/x-ndjson": "jsonl",
    "application/ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/xml": "feed",
    "text/xml": "feed",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.apache.parquet": "parquet",
}
#: what a name ends in where the file holds reports in a form that is not read; each is refused with what to do
UNREAD = (".doc", ".odt", ".rtf", ".epub", ".warc", ".zip")
PACKED = ".gz"
#: what a name ends in where the file is read or refused; any other file of a folder is no input
SUFFIXES: tuple[str, ...] = (*_OF_SUFFIX, PACKED, *UNREAD)
#: kinds of which one file holds many reports
MANY: tuple[Kind, ...] = ("jsonl", "json", "csv", "tsv", "parquet", "feed")
#: how a row of JSON begins, which no prose does, and how one ends where a row stands on each line
_ROW = re.compile(rb"(?:\[\s*)?\{\s*\"")
_LINES = re.compile(rb"\}[ \t\r]*\n\s*\{\s*\"|\A\s*\{[^\n]*\}[ \t\r]*\n?\Z")
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|atom:feed)\b")


def kind_of_name(name: str) -> Kind | None:
    """Return what a file is by the end of its name, leaving out that it is packed; None where the name does not say."""
    lowered = name.lower().removesuffix(PACKED)
    return next((kind for suffix, kind in _OF_SUFFIX.items() if lowered.endswith(suffix)), None)


def kind_of_type(media_type: str) -> Kind | None:
    """Return what a web server's media type says of an input; None where it does not say."""
    return _OF_TYPE.get(media_type.partition(";")[0].strip().lower())


def kind_of_bytes(data: bytes) -> Kind:
    """Return what an input is by its first bytes; text where they do not tell anything else."""
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK\x03\x04") and b"word/" in data:
        return "docx"
    if data.startswith(b"PAR1"):
        return "parquet"
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if _ROW.match(start):
        return "json" if start.startswith(b"[") or not _LINES.search(data) else "jsonl"
    if start.startswith(b"<"):
        if _FEED.search(start) and b"<html" not in start.lower():
            return "feed"
        return "html" if looks_like_html(start.decode("utf-8", "replace")) else "text"
    return "text"
