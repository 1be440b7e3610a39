"""A web page becomes a page: the article is extracted, and the page's own metadata fill in what it leaves out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from communique.dates import day_of
from communique.errors import InputRefused
from communique.record import Byline, Document
from communique.settings import MAX_HTML_DEPTH, MAX_HTML_ELEMENTS
from communique.sources.credits import person_name
from communique.sources.decode import decode
from communique.sources.page import Page
from communique.sources.publishers import find_publisher
from communique.sources.text import read_text
from communique.sources.titles import read_title

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)(?:\"[^\"<>]*\"|'[^'<>]*'|[^'\"<>])*(/?)>")
_RAW = re.compile(
    r"<(script|style|svg|noscript|template|iframe)\b[^>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)",
    re.IGNORECASE | re.DOTALL,
)
#: elements that are never closed, or whose closing tag may be left out: they do not count towards the depth
_UNCLOSED = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
     "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option")
)  # fmt: skip
#: a table with more rows than this holds figures, not an article; extraction takes time with the square of its rows
_MOST_ROWS = 300

#: a table cell with more characters than this holds prose
_PROSE_CELL = 200


def looks_like_html(text: str) -> bool:
    """Return whether a text is the source of a web page."""
    start = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<!doctype html", "<html", "<head", "<body", "<?xml")):
        return "<html" in start or not start.startswith("<?xml")
    return start.startswith("<") and len(re.findall(r"<(?:p|div|br|span|article|section|h[1-6]|meta|a)\b", start)) > 1


def read_html(data: bytes, *, url: str | None = None, source: str = "-") -> Page:
    """Return the page of the article that a web page holds; raise InputRefused where it holds none."""
    found = _article(decode(data, source), url, source)
    text = re.sub(r"\n+", "\n\n", (found.text or "").strip()) if found is not None else ""
    if found is None or not any(_is_prose(paragraph) for paragraph in text.split("\n\n")):
        remedy = "Give the page of a single report, or save its text as a .txt file"
        raise InputRefused(source, "the page holds no article", remedy)
    address = url or _address(found.url)
    page = read_text(text, url=address)
    declared = day_of(str(found.date)) if found.date else None
    if declared is not None and _lacks_day(page.document.published, declared.isoformat()):
        page = read_text(text, url=address, published=declared.isoformat())
    return replace(page, document=_completed(page.document, found))


def _lacks_day(published: str | None, declared: str) -> bool:
    """Return whether the text gives no day of publication, or gives the declared day in a year that it had to infer."""
    return published is None or (published[5:10] == declared[5:] and published[:4] != declared[:4])


def _article(markup: str, url: str | None, source: str) -> Any:
    """Return what trafilatura extracts from the page, or None."""
    from trafilatura import bare_extraction  # loads slowly, and is needed for web pages alone

    tree = _tree(markup, source)
    if tree is None:
        return None
    return bare_extraction(tree, url=url, with_metadata=True, include_comments=False, include_tables=False)


def _tree(markup: str, source: str) -> HtmlElement | None:
    """Return the parsed page without scripts, styles and tables of figures; None where there is nothing in it."""
    from lxml import etree, html

    markup = _flattened(_RAW.sub(" ", markup), int(MAX_HTML_DEPTH.value))
    if not markup.strip():
        return None
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None
    _open_tables(tree)
    elements = sum(1 for _ in tree.iter())
    if elements > int(MAX_HTML_ELEMENTS.value):
        reason = f"the page has {elements:,} elements, more than the limit of {int(MAX_HTML_ELEMENTS.value):,}"
        raise InputRefused(source, reason, "Save the report alone, as text or HTML")
    return tree


def _open_tables(tree: HtmlElement) -> None:
    """Drop the tables of figures, and make those that only lay out the page plain blocks."""
    for table in tree.xpath("//table"):
        if len(table.xpath(".//tr")) > _MOST_ROWS:
            table.drop_tree()
        elif table.xpath(".//p|.//br") or any(len(cell.text_content()) > _PROSE_CELL for cell in table.xpath(".//td")):
            for part in table.xpath(
                "descendant-or-self::*[self::table or self::tbody or self::tr or self::td or self::th]"
            ):
                part.tag = "div"


def _is_prose(paragraph: str) -> bool:
    return len(paragraph.split()) > 7 and bool(re.search(r"[.!?][\"'”’)]*(?:\s|$)", paragraph))


def _flattened(markup: str, limit: int) -> str:
    """Return the markup without the tags that stand deeper than ``limit`` inside one another."""
    if markup.count("<") < limit:
        return markup
    kept: list[str] = []
    open_tags: list[tuple[str, bool]] = []
    last = 0
    for match in _TAG.finditer(markup):
        closing, name, self_closed = match.group(1), match.group(2).lower(), match.group(3)
        if name in _UNCLOSED or self_closed:
            continue
        if not closing:
            keep = len(open_tags) < limit
            open_tags.append((name, keep))
        elif open_tags and open_tags[-1][0] == name:
            keep = open_tags.pop()[1]
        else:
            continue  # a stray closing tag: the parser knows what to do with it
        if not keep:
            kept.append(markup[last : match.start()])
            kept.append(" ")
            last = match.end()
    kept.append(markup[last:])
    return "".join(kept)


def _address(url: object) -> str | None:
    parts = urlsplit(str(url)) if url else None
    return str(url) if parts is not None and parts.scheme in ("http", "https") else None


def _completed(document: Document, found: Any) -> Document:
    """Return the document with what the page declares where the article itself does not say it."""
    title = _declared_title(found.title)
    publisher = document.publisher
    if publisher is None and found.sitename:
        known = find_publisher(str(found.sitename), marked=True)
        publisher = known.name if known else str(found.sitename).strip()
    byline = document.byline
    if not byline.authors and found.author:
        authors = tuple(name for name in (person_name(part) for part in str(found.author).split(";")) if name)
        byline = Byline(authors=authors, editors=byline.editors, photographers=byline.photographers)
    return replace(document, title=title or document.title, publisher=publisher, byline=byline)


def _declared_title(words: object) -> str | None:
    written = " ".join(str(words).split()) if words else ""
    if not written:
        return None
    title = read_title(written)
    return written[title.start : title.end] or None
