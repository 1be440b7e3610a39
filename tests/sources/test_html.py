from __future__ import annotations

import pytest

from communique.errors import InputRefused
from communique.settings import MAX_HTML_ELEMENTS
from communique.sources.html import looks_like_html, read_html

HEAD = """<!DOCTYPE html><html lang="en"><head><title>Norland and Sudland reopen railway | Andean Gazette</title>
<meta property="article:published_time" content="2026-03-03T10:15:00Z">
<meta property="og:site_name" content="Andean Gazette"><meta name="author" content="Maria Soto"></head><body>"""
BODY = """<p>The foreign minister of Norland met his counterpart in Lima on Tuesday and said that the two countries
would reopen the railway.</p><p>Both sides agreed to meet again in the autumn, the ministry said in a statement.</p>"""


def page(markup: str) -> bytes:
    return (HEAD + markup + "</body></html>").encode()


def test_an_article_is_extracted_and_what_it_does_not_say_is_filled_in() -> None:
    markup = f"<nav><a href='/'>Home</a></nav><article><h1>Norland and Sudland reopen railway</h1>{BODY}</article>"
    document = read_html(page(markup + "<footer>Copyright</footer>"), url="https://example.org/railway").document
    assert document.title == "Norland and Sudland reopen railway"
    assert (document.publisher, document.published) == ("Andean Gazette", "2026-03-03")
    assert document.byline.authors == ("Maria Soto",)
    assert document.url == "https://example.org/railway"
    assert "Home" not in document.text
    assert "would reopen the railway." in document.text


def test_what_the_article_says_itself_goes_first() -> None:
    markup = f"<article><p>LIMA, March 2 (EFE) - The talks went on for a day before they ended.</p>{BODY}</article>"
    document = read_html(page(markup)).document
    assert document.publisher == "EFE"
    assert (document.dateline.place, document.dateline.date) == ("Lima", "2026-03-02")


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<nav><a href='/'>Home</a></nav>",
        "<form><input></form><p>Log in</p>",
        "<script>" + "var a = '<p>';" * 2000,
        "<" * 20_000,
        '<a href="' * 5_000,
    ],
)
def test_a_page_without_an_article_is_refused(markup: str) -> None:
    with pytest.raises(InputRefused, match="no article") as refusal:
        read_html(page(markup), source="page.html")
    assert refusal.value.source == "page.html"
    assert refusal.value.remedy


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 20_000 + BODY + "</div>" * 20_000,
        "<b><i>" * 10_000 + BODY,
        BODY + "<table>" + "<tr><td>1</td><td>2</td></tr>" * 20_000 + "</table>",
        "<script>" + "var a=1;" * 100_000 + "</script>" + BODY,
        "<table><tr><td>menu</td><td>" + BODY + "</td></tr></table>",
        "<!-- " + "<div>" * 10_000 + " -->" + BODY,
    ],
    ids=["deep blocks", "deep spans", "huge table", "huge script", "layout table", "comment"],
)
def test_an_article_in_hard_markup_is_found(markup: str) -> None:
    text = read_html(page(markup)).document.text
    assert "would reopen the railway." in text
    assert "meet again in the autumn" in text
    assert "menu |" not in text


def test_a_page_with_too_many_elements_is_refused() -> None:
    markup = "<div><a>x</a></div>" * (int(MAX_HTML_ELEMENTS.value) // 2 + 1)
    with pytest.raises(InputRefused, match="elements"):
        read_html(page(markup))


def test_markup_is_told_from_text() -> None:
    assert looks_like_html("<!doctype html><p>x")
    assert looks_like_html("<div><p>One.</p><p>Two.</p></div>")
    assert not looks_like_html("The ministers met. <applause>")
    assert not looks_like_html("")
