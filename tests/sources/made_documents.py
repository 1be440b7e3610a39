"""Documents that the tests make for themselves: PDF by hand, DOCX by its library, feeds as text."""

from __future__ import annotations

import io
from html import escape

import docx

TEXT = "The foreign ministers of Norland and Sudria met in Port Elm on Tuesday and agreed to open two consulates."
LONG = f"{TEXT} They spoke of fish, of ships and of the old bridge. " * 3


def pdf_of(*pages: tuple[str, ...], trailer: str = "") -> bytes:
    """Return a PDF document with a line of text for each string of each page."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        shown = "".join(f"({line.translate({40: None, 41: None, 92: None})}) Tj T*\n" for line in lines)
        content = f"BT /F1 11 Tf 14 TL 50 800 Td\n{shown}ET".encode("cp1252")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream")
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def docx_of(*paragraphs: str, cells: tuple[str, ...] = ()) -> bytes:
    """Return a DOCX document of these paragraphs, with a table of one row behind them where cells are given."""
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    if cells:
        row = document.add_table(rows=1, cols=len(cells)).rows[0]
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rss_of(*items: tuple[str, str], name: str = "Norland Daily") -> bytes:
    """Return an RSS feed with an entry for each title and markup."""
    entries = "".join(
        f"<item><title>{escape(title)}</title><link>https://example.org/{number}</link>"
        f"<pubDate>Tue, 17 Jun 2025 10:30:00 GMT</pubDate><description>{escape(markup)}</description></item>"
        for number, (title, markup) in enumerate(items, start=1)
    )
    head = '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
    return f"{head}<title>{name}</title><link>https://example.org/</link>{entries}</channel></rss>".encode()
