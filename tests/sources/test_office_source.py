from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pypdf
import pytest
from made_documents import LONG, TEXT, docx_of, pdf_of

from communique.errors import InputRefused
from communique.settings import MAX_PDF_PAGES, MAX_UNPACKED_BYTES, MAX_ZIP_ENTRIES, Setting
from communique.sources import office
from communique.sources.office import docx_text, pdf_text
from communique.sources.open import open_source
from communique.sources.page import Page


def wrapped(words: str, width: int = 60) -> tuple[str, ...]:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return tuple(lines)


def refused(data: bytes, *, docx: bool = False) -> InputRefused:
    with pytest.raises(InputRefused) as caught:
        (docx_text if docx else pdf_text)(data, "report")
    assert caught.value.source == "report"
    assert caught.value.remedy
    return caught.value


def test_a_pdf_becomes_a_page(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_of(("Ministers of Two Countries Meet", *wrapped(TEXT), "", *wrapped("They left. " * 8))))
    (page,) = open_source(str(path))
    assert isinstance(page, Page)
    assert page.source == str(path)
    assert page.document.title == "Ministers of Two Countries Meet"
    assert TEXT in page.document.text


def test_lines_are_joined_into_their_paragraphs() -> None:
    first, second = LONG.strip(), "A second paragraph says that the envoys went home after the dinner at the port."
    text = pdf_text(pdf_of(("Ministers Meet", *wrapped(first), *wrapped(second))), "report")
    assert text.split("\n\n") == ["Ministers Meet", first, second]


def test_words_divided_at_the_end_of_a_line_are_whole_again() -> None:
    lines = ("The ministers of the two countries spoke at length of multi-", "lateral matters and of the bridge.")
    assert "of multilateral matters" in pdf_text(pdf_of(lines), "report")


def test_page_numbers_and_repeated_heads_are_left_out() -> None:
    pages = tuple(
        ("Ministry of Norland", *wrapped(f"Part {n} of the report. {LONG}"), f"Page {n} of 4") for n in range(1, 5)
    )
    text = pdf_text(pdf_of(*pages), "report")
    assert "Ministry of Norland" not in text
    assert "Page 2" not in text
    assert text.count("of the report.") == 4


def test_a_scan_is_told_from_a_text() -> None:
    found = refused(pdf_of((), ()))
    assert "no text on its 2 pages" in found.reason
    assert "OCR" in found.remedy


def test_an_encrypted_pdf_is_refused_and_one_without_password_is_read() -> None:
    for password, readable in (("secret", False), ("", True)):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of(wrapped(TEXT))))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        if readable:
            assert pdf_text(out.getvalue(), "report") == TEXT
        else:
            assert "encrypted" in refused(out.getvalue()).reason


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    most = int(MAX_PDF_PAGES.value)
    assert f"{most + 1}" in refused(pdf_of(*((TEXT,),) * (most + 1))).reason


def test_a_pdf_of_too_many_characters_is_refused() -> None:
    assert "characters" in refused(pdf_of(*((TEXT * 50,) * 10,) * 20)).reason


def test_a_pdf_that_draws_without_end_is_refused_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    def drawing(times: int) -> bytes:
        packed = zlib.compress(b"q Q " * times)
        stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"
        objects = (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R "
            b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
            stream,
        )
        body = b"".join(b"%d 0 obj\n" % n + part + b"\nendobj\n" for n, part in enumerate(objects, start=1))
        return b"%PDF-1.4\n" + body + b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"

    assert "no text" in refused(drawing(10)).reason
    for times in (2_000_000, 5_000_000):
        assert len(drawing(times)) < 100_000
        assert "far more than" in refused(drawing(times)).reason
    monkeypatch.setattr(office, "MAX_PDF_OPERATIONS", Setting("max_pdf_operations", 2000, ""))
    assert "no text" in refused(drawing(900)).reason
    assert "far more than" in refused(drawing(1100)).reason


@pytest.mark.parametrize("cut", [5, 9, 100, 400, 700])
def test_a_pdf_that_was_cut_off_is_refused(cut: int) -> None:
    assert refused(pdf_of(wrapped(TEXT))[:cut]).reason


def test_a_docx_becomes_a_page_whatever_its_name(tmp_path: Path) -> None:
    for name in ("report.docx", "report.txt", "report"):
        path = tmp_path / name
        path.write_bytes(docx_of("Ministers of Two Countries Meet", TEXT))
        (page,) = open_source(str(path))
        assert isinstance(page, Page)
        assert page.document.text == f"Ministers of Two Countries Meet\n\n{TEXT}"
        assert page.document.title == "Ministers of Two Countries Meet"


def test_prose_in_cells_is_read_and_figures_are_not() -> None:
    text = docx_text(docx_of("Ministers meet", cells=(TEXT, "17.5")), "report")
    assert text == f"Ministers meet\n\n{TEXT}"


def test_a_docx_without_text_is_refused() -> None:
    assert "no text" in refused(docx_of("", " "), docx=True).reason


def zip_of(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


def test_bombs_are_refused_by_what_they_declare_before_they_are_unpacked() -> None:
    large = zip_of(word__document_xml=b" " * (int(MAX_UNPACKED_BYTES.value) + 1))
    assert len(large) < 100_000
    assert "unpacks to" in refused(large, docx=True).reason
    many = zip_of(word__document_xml=b"x", **{f"part{n}": b"" for n in range(int(MAX_ZIP_ENTRIES.value))})
    assert "parts" in refused(many, docx=True).reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no readable DOCX"),
        (b"PK\x03\x04 nothing", "no readable DOCX"),
        (zip_of(content_xml=b"<a/>"), "no DOCX document"),
        (zip_of(EncryptedPackage=b"x"), "encrypted"),
        (zip_of(word__document_xml=b"<broken"), "cannot be read"),
        (docx_of(TEXT)[:-200], "no readable DOCX"),
    ],
)
def test_what_is_no_docx_is_refused(data: bytes, reason: str) -> None:
    assert reason in refused(data, docx=True).reason


def test_entities_of_a_docx_are_not_opened() -> None:
    whole = io.BytesIO(docx_of(TEXT))
    out = io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "word/document.xml":
                declared = b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>\n<w:document'
                data = data.replace(b"<w:document", declared, 1).replace(b"Port Elm", b"Port &e;")
            new.writestr(part, data)
    assert Path("/etc/hostname").exists()
    try:
        text = docx_text(out.getvalue(), "report")
    except InputRefused:
        return
    assert Path("/etc/hostname").read_text().strip() not in text
