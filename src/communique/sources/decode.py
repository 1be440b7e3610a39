"""Bytes become text: byte order marks, UTF-8, UTF-16, what a page declares, and older encodings of English texts."""

from __future__ import annotations

import codecs
import re

from communique.errors import InputRefused

#: how files that are no text begin, and what to do with them
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF document", "Save the report as plain text or HTML and read that"),
    (b"PK\x03\x04", "a zip archive or an office document", "Save the report as plain text or HTML and read that"),
    (b"\xd0\xcf\x11\xe0", "an office document", "Save the report as plain text or HTML and read that"),
    (b"{\\rtf", "a rich text document", "Save the report as plain text or HTML and read that"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first"),
    (b"BZh", "a bzip2 archive", "Unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "Unpack it first"),
    (b"\x89PNG", "a PNG image", "Give the text of the report"),
    (b"\xff\xd8\xff", "a JPEG image", "Give the text of the report"),
    (b"GIF8", "a GIF image", "Give the text of the report"),
    (b"\x7fELF", "a program", "Give the text of the report"),
    (b"SQLite format 3", "a database", "Give the text of the report"),
    (b"WARC/", "a web archive", "Give single pages of it"),
)
#: byte order marks, the longer of two that begin alike first
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27}) + b"\x7f"
#: bytes looked at to tell text from data and one encoding from another
_PROBE = 65_536
_RESAVE = "Save it again as UTF-8"


def decode(data: bytes, source: str) -> str:
    """Return the text in ``data``; raise InputRefused where it is empty, no text, or in no encoding that we know."""
    if not data.strip():
        raise InputRefused(source, "it is empty", "Give a file that holds the text of a report")
    for start, kind, remedy in _SIGNATURES:
        if data.startswith(start):
            raise InputRefused(source, f"it is {kind}, not a text", remedy)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, source)
    wide = _wide_encoding(data)
    if wide is not None:
        return _strictly(data, wide, source)
    if _is_binary(data):
        raise InputRefused(source, "it holds binary data, not text", "Give a text or HTML file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error, source)


def _strictly(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise InputRefused(
            source, f"it is not the {encoding.upper()} text that it claims to be ({error})", _RESAVE
        ) from error


def _wide_encoding(data: bytes) -> str | None:
    """Tell UTF-16 without a byte order mark: in English every other byte of it is zero."""
    probe = data[:_PROBE]
    even, odd = probe[0::2].count(0), probe[1::2].count(0)
    half = max(1, len(probe) // 2)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _is_binary(data: bytes) -> bool:
    probe = data[:_PROBE]
    controls = len(probe) - len(probe.translate(None, _CONTROLS))
    return b"\0" in probe or controls > 0.01 * len(probe)


def _not_utf8(data: bytes, error: UnicodeDecodeError, source: str) -> str:
    declared = _DECLARED.search(data[:4096])
    if declared:
        name = (declared.group(1) or declared.group(2)).decode("ascii").lower()
        if name not in ("utf-8", "utf8") and _is_known(name):
            return _strictly(data, "cp1252" if name in ("iso-8859-1", "latin-1", "latin1") else name, source)
    if _mostly_utf8(data):
        where = f"byte {data[error.start]:#04x} at offset {error.start}"
        raise InputRefused(source, f"it is UTF-8 with damaged characters ({where})", _RESAVE)
    if _looks_western(data):
        return _strictly(data, "cp1252", source)
    from charset_normalizer import from_bytes  # slow, and needed for few files

    best = from_bytes(data[:_PROBE]).best()
    if best is None or not _is_known(best.encoding):
        raise InputRefused(source, "its character encoding cannot be told", _RESAVE)
    return _strictly(data, best.encoding, source)


def _is_known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


def _mostly_utf8(data: bytes) -> bool:
    """Return whether more multi-byte characters are whole than damaged, which no other encoding brings about."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - damaged
    return whole > 2 * damaged


def _looks_western(data: bytes) -> bool:
    """Return whether the odd bytes are few and are letters, quotes or dashes of Windows-1252 among plain letters."""
    high = [byte for byte in data if byte > 127]
    if not high or len(high) > 0.05 * len(data):
        return False
    return all(byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) for byte in high)
