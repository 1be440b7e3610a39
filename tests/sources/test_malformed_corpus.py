"""A corpus of malformed inputs, made here: each is reported with a reason and a remedy, and none ends the reading."""

from __future__ import annotations

import functools
import gzip
import io
import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import polars
import pytest
from made_documents import LONG, TEXT, docx_of, pdf_of, rss_of

from communique.errors import InputRefused
from communique.sources.open import open_source
from communique.sources.page import Page

#: what was damaged at random may still be readable; all else must be refused
Corpus = dict[str, bytes]
NOISE = random.Random(11).randbytes(4096)


def parquet_of(**columns: list[object]) -> bytes:
    out = io.BytesIO()
    polars.DataFrame(columns).write_parquet(out)
    return out.getvalue()


def zip_of(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def rows(*values: object) -> bytes:
    return "".join((value if isinstance(value, str) else json.dumps(value)) + "\n" for value in values).encode()


@functools.cache
def wholes() -> Corpus:
    return {
        "whole.txt": TEXT.encode(),
        "whole.html": f"<html><body><article><p>{LONG}</p></article></body></html>".encode(),
        "whole.jsonl": rows({"text": TEXT}, {"text": LONG}),
        "whole.json": json.dumps([{"text": TEXT}, {"text": LONG}]).encode(),
        "whole.csv": f'text,title\n"{TEXT}",Two meet\n"{LONG}",Again\n'.encode(),
        "whole.parquet": parquet_of(text=[TEXT, LONG]),
        "whole.xml": rss_of(("Two meet", LONG)),
        "whole.pdf": pdf_of((TEXT,), (LONG,)),
        "whole.docx": docx_of("Two meet", TEXT),
        "whole.jsonl.gz": gzip.compress(rows({"text": TEXT})),
    }


def empty_and_strange() -> Iterator[tuple[str, bytes]]:
    """Yield, for every kind, a file that is empty, one of blanks, one of noise, and one of another kind."""
    for name in wholes():
        suffix = name.removeprefix("whole")
        yield f"empty{suffix}", b""
        yield f"blank{suffix}", b" \n\t\r\n "
        yield f"noise{suffix}", NOISE
        yield f"zeros{suffix}", b"\0" * 2000
        yield f"image{suffix}", b"\x89PNG\r\n\x1a\n" + NOISE
        yield f"ole{suffix}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE


def of_each_kind() -> Iterator[tuple[str, bytes]]:
    yield "utf16cut.txt", b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1]
    yield "damaged.txt", ("„Ňôrlañd“ – " * 40).encode() + b"\xff"
    yield "long.txt", (TEXT * 4000).encode()
    yield "controls.txt", b"\x01\x02\x03words\x04" * 200
    yield "rtf.txt", b"{\\rtf1\\ansi words}"
    yield "old.doc", b"words"[:0]
    yield "book.epub", zip_of("mimetype", b"application/epub+zip")
    yield "archive.warc", b"WARC/1.0\r\n"
    yield "archive.zip", zip_of("a.txt", b"words")
    yield "none.html", b"<html><body></body></html>"
    yield "menu.html", b"<html><body><nav><a href='/'>Home</a><a href='/a'>News</a></nav></body></html>"
    yield "deep.html", b"<div>" * 5000 + b"x" + b"</div>" * 5000
    yield "wide.html", b"<html><body>" + b"<i>x</i>" * 31_000 + b"</body></html>"
    yield "torn.html", b"<html><body><<<<p <a <b"
    yield "array.jsonl", rows([TEXT])
    yield "null.jsonl", rows(None)
    yield "number.jsonl", rows(7)
    yield "words.jsonl", rows(TEXT)
    yield "cut.jsonl", b'{"text": "cut off'
    yield "deep.jsonl", b"[" * 100_000
    yield "deeper.jsonl", b'{"a":' * 100_000
    yield "digits.jsonl", b'{"text": ' + b"9" * 5000 + b"}"
    yield "nofield.jsonl", rows({"words": TEXT})
    yield "nulltext.jsonl", rows({"text": None})
    yield "listtext.jsonl", rows({"text": [TEXT]})
    yield "blanktext.jsonl", rows({"text": " "})
    yield "nul.jsonl", rows({"text": "a\0b"})
    yield "surrogate.jsonl", b'{"text": "\\ud800 alone"}\n'
    yield "toolong.jsonl", rows({"text": TEXT * 4000})
    yield "overlong.jsonl", rows({"text": "x" * 2_100_000})
    yield "latin.jsonl", b'{"text": "' + "Ňôrlañd – ".encode() * 30 + b'\xff"}\n'
    yield "python.jsonl", b"{'text': 'single quotes'}\n"
    yield "markup.jsonl", rows({"text": "<p></p><p></p>"})
    yield "deep.json", b"[" * 200_000 + b"]" * 200_000
    yield "empty_array.json", b"[]"
    yield "empty_object.json", b"{}"
    yield "words.json", b'"words"'
    yield "lines.json", rows({"text": TEXT}, {"text": TEXT})
    yield "comma.json", b'[{"text": "a"},]'
    yield "cut.json", b'[{"text": "a b c"}'
    yield "utf16.json", b"\xff\xfe[\0"
    yield "nocolumn.csv", b"actor,event\nNorland,meets\n"
    yield "noheader.csv", f"1,2025-06-17,{TEXT.replace(',', '')}\n".encode()
    yield "ragged.csv", b"id,text\n1,a,b,c,d\n"
    yield "norows.csv", b"id,text\n\n"
    yield "short.csv", b"id,date,text\n1\n"
    yield "noquote.csv", b'text\n"' + b"words\n" * 400_000
    yield "blankcell.csv", b'id,text\n1,""\n'
    yield "utf16cut.csv", b"\xff\xfe" + "text\nwords".encode("utf-16-le") + b"\0"
    yield "nul.csv", b"text\nwords\0words\n"
    yield "nocolumn.parquet", parquet_of(actor=["Norland"])
    yield "norows.parquet", parquet_of(text=[])
    yield "nulls.parquet", parquet_of(text=[None, None], title=["a", "b"])
    yield "numbers.parquet", parquet_of(text=[1, 2])
    yield "magic.parquet", b"PAR1" + NOISE + b"PAR1"
    yield "footer.parquet", b"PAR1" + b"\xff" * 8 + b"\xff\xff\xff\x7fPAR1"
    yield "noentries.xml", b"<rss version='2.0'><channel><title>x</title></channel></rss>"
    yield "teaser.xml", rss_of(("Two meet", "Two ministers met."))
    yield "notext.xml", rss_of(("Two meet", ""))
    yield "other.xml", b"<?xml version='1.0'?><catalogue><book/></catalogue>"
    yield "laughs.xml", b"<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><rss><channel>&b;</channel></rss>"
    yield "outside.xml", b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss><channel>&a;</channel></rss>"
    yield "path.xml", b"/etc/passwd"
    yield "scan.pdf", pdf_of((), ())
    yield "pages.pdf", pdf_of(*((TEXT,),) * 201)
    yield "header.pdf", b"%PDF-1.7\n"
    yield "noroot.pdf", pdf_of((TEXT,)).replace(b"/Root 1 0 R", b"/Root 9 0 R").replace(b"/Catalog", b"/Nothing")
    yield "loop.pdf", pdf_of((TEXT,)).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    yield "encrypted.pdf", pdf_of((TEXT,), trailer="/Encrypt << /Filter /Standard /V 9 /R 9 >>")
    yield "nocrypt.pdf", pdf_of((TEXT,), trailer="/Encrypt 99 0 R")
    yield "noword.docx", zip_of("xl/workbook.xml", b"<x/>")
    yield "broken.docx", zip_of("word/document.xml", b"<broken")
    yield "bomb.docx", zip_of("word/document.xml", b" " * 60_000_000)
    yield "notext.docx", docx_of("")
    yield "cut.docx", docx_of(TEXT)[:-300]
    yield "bomb.txt.gz", gzip.compress(b" " * 60_000_000, 1)
    yield "cut.txt.gz", gzip.compress(NOISE)[:-100]
    yield "cut.csv.gz", gzip.compress(b"text\n")[:-6]
    yield "twice.txt.gz", gzip.compress(gzip.compress(TEXT.encode()))
    yield "checksum.txt.gz", gzip.compress(TEXT.encode())[:-8] + b"12345678"
    yield "packed.parquet.gz", gzip.compress(b"PAR1 no")


CORPUS: Corpus = {**dict(empty_and_strange()), **dict(of_each_kind())}


def test_the_corpus_is_large_enough() -> None:
    assert len(CORPUS) >= 100


@pytest.mark.parametrize("name", CORPUS)
def test_a_malformed_input_is_refused_with_a_reason_and_a_remedy(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(CORPUS[name])
    results = list(open_source(str(path)))
    assert results
    for result in results:
        assert isinstance(result, InputRefused)
        assert result.source.startswith(str(path))
        assert result.reason
        assert result.remedy
        assert "\n" not in str(result)
        assert len(str(result)) < 1500


def test_a_folder_of_them_is_read_to_its_end(tmp_path: Path) -> None:
    for name, data in {**CORPUS, "zz.txt": TEXT.encode()}.items():
        if len(data) < 1_000_000:
            (tmp_path / name).write_bytes(data)
    results = list(open_source(str(tmp_path)))
    assert [result.source for result in results if isinstance(result, Page)] == [str(tmp_path / "zz.txt")]
    assert len(results) >= 100


@pytest.mark.parametrize("name", wholes())
def test_the_whole_of_what_is_damaged_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(wholes()[name])
    assert all(isinstance(result, Page) for result in open_source(str(path)))


@pytest.mark.parametrize("name", wholes())
@pytest.mark.parametrize("way", ["cut", "changed", "doubled"])
def test_what_is_damaged_at_random_never_raises(tmp_path: Path, name: str, way: str) -> None:
    whole = wholes()[name]
    path = tmp_path / name
    chance = random.Random(f"{name} {way}")
    for _ in range(12):
        data = bytearray(whole)
        place = chance.randrange(len(data))
        if way == "cut":
            del data[place:]
        elif way == "changed":
            for _ in range(chance.choice((1, 5, 40))):
                data[chance.randrange(len(data))] = chance.randrange(256)
        else:
            data[place:place] = data[: chance.randrange(len(data))]
        path.write_bytes(data)
        for result in open_source(str(path)):
            assert isinstance(result, InputRefused) or result.document.text.strip()
