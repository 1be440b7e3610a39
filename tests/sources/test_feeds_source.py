from __future__ import annotations

import os
from pathlib import Path

import pytest
from made_documents import LONG, TEXT, rss_of

from communique.errors import InputRefused
from communique.sources.feeds import read_feed
from communique.sources.open import open_source
from communique.sources.page import Page

MARKUP = f"<p>{LONG}</p><p>The visit ended on Friday with a dinner at the port.</p>"
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Norland Daily</title>
<entry><title>Ministers Meet</title><link href="https://example.org/a"/><updated>2025-06-17T10:30:00Z</updated>
<author><name>Ada Elm</name></author><summary>Ministers met.</summary>
<content type="html"><![CDATA[{MARKUP}]]></content></entry></feed>"""


def refusal(data: bytes) -> InputRefused:
    with pytest.raises(InputRefused) as caught:
        list(read_feed(data, "feed.xml"))
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "feed.txt", "feed"])
def test_an_entry_of_rss_becomes_a_page_with_what_the_feed_says(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(rss_of(("Ministers Meet", MARKUP)))
    (page,) = open_source(str(path))
    assert isinstance(page, Page)
    document = page.document
    assert page.source == f"{path}:1"
    assert document.text.startswith(TEXT)
    assert document.text.endswith("dinner at the port.")
    assert (document.title, document.published) == ("Ministers Meet", "2025-06-17T10:30:00")
    assert (document.url, document.publisher) == ("https://example.org/1", "Norland Daily")


def test_the_content_of_an_atom_entry_goes_before_its_summary() -> None:
    (page,) = read_feed(ATOM.encode(), "feed.atom")
    assert isinstance(page, Page)
    assert page.document.text.startswith(TEXT)
    assert page.document.byline.authors == ("Ada Elm",)
    assert page.document.published == "2025-06-17T10:30:00"


def test_plain_text_is_read_as_it_stands() -> None:
    (page,) = read_feed(rss_of(("Ministers Meet", LONG)), "feed.xml")
    assert isinstance(page, Page)
    assert page.document.text == LONG.strip()


def test_scripts_and_handlers_do_not_reach_the_text() -> None:
    markup = f"<script>steal()</script><style>p {{}}</style><p onclick='x()'>{LONG}</p><iframe src='x'>frame</iframe>"
    (page,) = read_feed(rss_of(("Ministers Meet", markup)), "feed.xml")
    assert isinstance(page, Page)
    assert page.document.text == LONG.strip()


@pytest.mark.parametrize("words", ["Two ministers met in Port Elm.", "", LONG + " Read more", LONG + "[&hellip;]"])
def test_a_teaser_is_refused_with_where_its_report_is(words: str) -> None:
    teaser, whole = read_feed(rss_of(("Ministers Meet", words), ("Ministers Meet", MARKUP)), "feed.xml")
    assert isinstance(teaser, InputRefused)
    assert teaser.source == "feed.xml:1"
    assert "communique add https://example.org/1" in teaser.remedy
    assert isinstance(whole, Page)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"words and nothing else", "no RSS or Atom"),
        (b"<?xml version='1.0'?><catalogue><book/></catalogue>", "no RSS or Atom"),
        (b"<rss version='2.0'><channel><title>None</title></channel></rss>", "no entries"),
        (b"\x00\x01\x02" * 40, "no RSS or Atom"),
        (b"<!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><rss><channel>&b;</channel></rss>", "entities"),
    ],
)
def test_what_is_no_feed_is_refused(data: bytes, reason: str) -> None:
    assert reason in refusal(data).reason


def test_a_feed_that_breaks_off_gives_what_came_before_and_says_so() -> None:
    whole = rss_of(("Ministers Meet", MARKUP), ("Again", MARKUP))
    results = list(read_feed(whole[: whole.index(b"<title>Again")], "feed.xml"))
    assert isinstance(results[0], Page)
    last = results[-1]
    assert isinstance(last, InputRefused)
    assert last.source == "feed.xml"
    assert "breaks off" in last.reason


def test_bytes_that_look_like_a_path_or_an_address_are_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "real.xml"
    path.write_bytes(rss_of(("Ministers Meet", MARKUP)))
    assert "no RSS or Atom" in refusal(os.fsencode(path)).reason
    assert "no RSS or Atom" in refusal(b"http://127.0.0.1:9/feed.xml").reason


def test_an_xml_file_that_is_a_web_page_is_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "page.xml"
    path.write_text(f"<?xml version='1.0'?><html><body><article><p>{LONG}</p></article></body></html>")
    (page,) = open_source(str(path))
    assert isinstance(page, Page)
    assert page.document.text == LONG.strip()
