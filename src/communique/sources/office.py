"""The text of PDF and DOCX documents, with lines joined into paragraphs again. What hides or bloats it is refused."""

from __future__ import annotations

import io
import logging
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from statistics import quantiles
from typing import Any

from communique.errors import InputRefused
from communique.settings import (
    MAX_BYTES,
    MAX_CHARACTERS,
    MAX_PDF_OPERATIONS,
    MAX_PDF_PAGES,
    MAX_UNPACKED_BYTES,
    MAX_ZIP_ENTRIES,
)

_AS_TEXT = "Save the report as plain text or HTML and read that"
_AGAIN = "Download or export it again: it is damaged or was cut off"
#: a line of less than this part of the full width ends its paragraph
_FULL = 0.75
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—]\s*)?(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—])?\s*", re.IGNORECASE
)
_BULLET = re.compile(r"\s*(?:[•·▪●‣◦*–—-]|\(?\d{1,2}[.)])\s")
_PROSE_CELL = 80


def pdf_text(data: bytes, source: str) -> str:
    """Return the text of a PDF document; raise InputRefused where it is encrypted, scanned, too long or damaged."""
    import pypdf  # loads slowly, and is needed for PDF alone

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells each flaw of a file on standard error
    limits = pypdf.apply_configuration(
        zlib_maximum_output_length=int(MAX_BYTES.value),
        stream_parsing_work_maximum_count=5 * int(MAX_PDF_OPERATIONS.value),
        xform_maximum_invocations_per_extraction=500,
    )
    try:
        with limits:
            reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise InputRefused(source, "it is an encrypted PDF document", "Save it without a password")
            pages = _page_count(reader, source)
            text = _joined(_pages(reader, source))
    except InputRefused:
        raise
    except pypdf.errors.LimitReachedError as error:
        raise _too_much(source) from error
    except pypdf.errors.DependencyError as error:
        raise InputRefused(source, "it is an encrypted PDF document", "Save it without a password") from error
    except Exception as error:  # the parser raises whatever a damaged file makes it trip over
        words = f"{type(error).__name__}: {str(error)[:200]}"
        raise InputRefused(source, f"the PDF document cannot be read ({words})", _AGAIN) from error
    if not any(character.isalpha() for character in text):
        reason = f"the PDF document has no text on its {pages} pages: it is most likely a scan"
        raise InputRefused(source, reason, "Run text recognition (OCR) over it first")
    return text


def _page_count(reader: Any, source: str) -> int:
    pages, most = len(reader.pages), int(MAX_PDF_PAGES.value)
    if pages > most:
        reason = f"it is a PDF document of {pages:,} pages, the limit is {most}"
        raise InputRefused(source, reason, "Split it into single reports")
    return pages


def _pages(reader: Any, source: str) -> list[list[str]]:
    """Return the lines of each page; raise InputRefused where they are more than one report may hold."""
    found: list[list[str]] = []
    length = drawn = 0

    def count(*_: object) -> None:
        nonlocal drawn
        drawn += 1
        if drawn > int(MAX_PDF_OPERATIONS.value):
            raise _too_much(source)

    for page in reader.pages:
        contents = page.get_contents()
        # the shortest operation takes two bytes: what is far longer need not be taken apart to be counted
        if contents is not None and len(contents.get_data()) > 10 * int(MAX_PDF_OPERATIONS.value):
            raise _too_much(source)
        lines = page.extract_text(visitor_operand_before=count).split("\n")
        length += sum(map(len, lines))
        if length > 2 * int(MAX_CHARACTERS.value):
            reason = f"the PDF document has more than the {int(MAX_CHARACTERS.value):,} characters of one report"
            raise InputRefused(source, reason, "Split it into single reports")
        found.append([re.sub(r"[ \t\0]+", " ", line).strip() for line in lines])
    return found


def _too_much(source: str) -> InputRefused:
    reason = "the PDF document holds far more than the pages of a report do"
    return InputRefused(source, reason, _AS_TEXT)


def _joined(pages: list[list[str]]) -> str:
    """Return the text of all pages without page numbers and repeated heads, a line per paragraph."""
    lines = [line for page in _without_heads(pages) for line in page]
    lengths = [len(line) for line in lines if line]
    if not lengths:
        return ""
    width = quantiles(lengths, n=10)[-1] if len(lengths) > 1 else lengths[0]
    paragraphs: list[str] = []
    goes_on = False
    for line in lines:
        if not line:
            goes_on = False
            continue
        if goes_on and not _BULLET.match(line):
            paragraphs[-1] = _continued(paragraphs[-1], line)
        else:
            paragraphs.append(line)
        goes_on = width > 30 and len(line) >= _FULL * width
    return "\n\n".join(paragraphs).encode("utf-8", "replace").decode("utf-8")


def _continued(paragraph: str, line: str) -> str:
    if re.search(r"[a-z]-$", paragraph) and line[:1].islower():
        return paragraph[:-1] + line
    return f"{paragraph} {line}"


def _without_heads(pages: list[list[str]]) -> Iterator[list[str]]:
    """Yield the pages without their numbers, and without the first and last lines that three pages or more repeat."""
    edges: Counter[str] = Counter()
    for page in pages:
        written = [line for line in page if line]
        edges.update({written[0], written[-1]} if written else ())
    for lines in pages:
        page = list(lines)
        while page and (not page[-1] or _PAGE_NUMBER.fullmatch(page[-1]) or edges[page[-1]] > 2):
            page.pop()
        while page and (not page[0] or _PAGE_NUMBER.fullmatch(page[0]) or edges[page[0]] > 2):
            page.pop(0)
        yield page


def docx_text(data: bytes, source: str) -> str:
    """Return the text of a DOCX document; raise InputRefused where it is damaged, none, or unpacks to too much."""
    _check_zip(data, source)
    import docx  # loads slowly, and is needed for DOCX alone
    from docx.table import Table

    try:
        document = docx.Document(io.BytesIO(data))
        paragraphs: list[str] = []
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                cells = (paragraph.text for row in block.rows for cell in row.cells for paragraph in cell.paragraphs)
                prose = (words for words in cells if len(words) > _PROSE_CELL)
                paragraphs += dict.fromkeys(prose)  # a cell that spans columns comes once for each of them
            else:
                paragraphs.append(block.text)
    except Exception as error:  # the parser raises whatever a damaged file makes it trip over
        words = f"{type(error).__name__}: {str(error)[:200]}"
        raise InputRefused(source, f"the DOCX document cannot be read ({words})", _AGAIN) from error
    text = "\n\n".join(words.strip() for words in paragraphs if words.strip())
    if not text:
        raise InputRefused(source, "the DOCX document holds no text", "Give a document that holds a report")
    return text


def _check_zip(data: bytes, source: str) -> None:
    """Raise InputRefused where the archive is none, or declares more or larger parts than a report needs.

    No part unpacks to more than it declares: the reader of archives stops there.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise InputRefused(source, f"it is no readable DOCX document ({str(error)[:200]})", _AGAIN) from error
    names = {part.filename for part in parts}
    if "word/document.xml" not in names:
        kind = "an encrypted office document" if "EncryptedPackage" in names else "a zip archive, but no DOCX document"
        raise InputRefused(source, f"it is {kind}", _AS_TEXT)
    if any(part.flag_bits & 1 for part in parts):
        raise InputRefused(source, "its parts are encrypted", "Save it without a password")
    most, size = int(MAX_ZIP_ENTRIES.value), sum(part.file_size for part in parts)
    if len(parts) > most:
        raise InputRefused(source, f"the DOCX document has {len(parts):,} parts, the limit is {most:,}", _AS_TEXT)
    if size > int(MAX_UNPACKED_BYTES.value):
        limit = int(MAX_UNPACKED_BYTES.value)
        raise InputRefused(source, f"the DOCX document unpacks to {size:,} bytes, the limit is {limit:,}", _AS_TEXT)
