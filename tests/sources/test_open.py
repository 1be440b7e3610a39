from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from communique.errors import InputRefused
from communique.settings import MAX_BYTES
from communique.sources.decode import decode
from communique.sources.open import open_source
from communique.sources.page import Page

SENTENCE = "The ministers of “Norland” met – again – on Tuesday. They agreed to trade."
ARTICLE = "<article><p>The ministers of the two countries met again on Tuesday in Lima.</p></article>"
HTML = f"<html><body>{ARTICLE}</body></html>"


def only(source: str | os.PathLike[str]) -> Page | InputRefused:
    (result,) = open_source(os.fspath(source))
    return result


def refusal(source: str | os.PathLike[str]) -> InputRefused:
    result = only(source)
    assert isinstance(result, InputRefused)
    assert result.source == os.fspath(source)
    assert result.remedy
    return result


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_text_file_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(SENTENCE.encode(encoding))
    page = only(path)
    assert isinstance(page, Page)
    assert page.document.text == SENTENCE


def test_an_html_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    for name in ("page.html", "page.txt"):
        (tmp_path / name).write_text(HTML, encoding="utf-8")
        page = only(tmp_path / name)
        assert isinstance(page, Page)
        assert page.document.text.startswith("The ministers of the two countries")


def test_a_folder_is_read_with_its_folders_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.txt", "a.txt", "b/d.html", ".git/x.txt", "style.css"):
        (tmp_path / name).write_text(
            HTML if name.endswith("html") else f"The envoy of {name} met them.", encoding="utf-8"
        )
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7")
    results = list(open_source(str(tmp_path)))
    texts = [result.document.text if isinstance(result, Page) else result.reason for result in results]
    assert texts[0] == "The envoy of a.txt met them."
    assert texts[1] == "The envoy of c.txt met them."
    assert "PDF" in texts[2]
    assert texts[3].startswith("The ministers of the two")
    assert len(texts) == 4


def test_the_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SENTENCE.encode())))
    page = only("-")
    assert isinstance(page, Page)
    assert page.document.text == SENTENCE


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x00\x01\x02\x03" * 500, "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (b"\x89PNG\r\n", "PNG"),
        (("„Ňôrlañd“ – " * 40).encode()[:-1] + b"\xff end", "damaged"),
        (b"\xff\xfe" + SENTENCE.encode("utf-16-le")[:-1], "UTF-16"),
        (b"\xef\xbb\xbfabc \xff\xff", "UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    assert reason in refusal(path).reason


def test_a_file_of_50_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)  # sparse: takes no room on the disk
    assert f"{int(MAX_BYTES.value):,}" in refusal(path).reason


def test_a_stream_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a" * (int(MAX_BYTES.value) + 1))))
    assert "more than the limit" in refusal("-").reason


def test_a_line_of_a_megabyte_is_refused_as_too_long_for_one_report(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text("The ministers met again. " * 40_000, encoding="utf-8")
    assert "characters" in refusal(path).reason


def test_a_missing_file_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(SENTENCE, encoding="utf-8")
    found = refusal(tmp_path / "reprot.txt")
    assert "no such file" in found.reason
    assert "report.txt is there" in found.remedy
    assert "folder is missing" in refusal(tmp_path / "nowhere" / "report.txt").remedy


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    path.chmod(0)
    assert "permission" in refusal(path).reason


def test_odd_paths_are_refused_not_raised(tmp_path: Path) -> None:
    assert refusal("report\0.txt").reason
    assert "folder holds no file" in refusal(tmp_path).reason


def test_a_web_address_is_refused_with_what_to_do() -> None:
    found = refusal("https://example.org/report")
    assert "communique add" in found.remedy
    assert "does not go to the network" in found.reason


def test_a_page_is_decoded_as_it_declares() -> None:
    markup = '<html><head><meta charset="windows-1251"></head><body>Встреча</body></html>'
    assert decode(markup.encode("cp1251"), "page.html") == markup


def test_other_encodings_are_guessed() -> None:
    text = "Министр иностранных дел встретился со своим коллегой и обсудил с ним вопросы торговли. " * 5
    assert decode(text.encode("koi8-r"), "x") == text
