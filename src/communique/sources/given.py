"""What a row of a table or an entry of a feed gives of a report becomes a page."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from communique.errors import InputRefused
from communique.record import Byline
from communique.sources.credits import person_name
from communique.sources.html import read_html
from communique.sources.page import Page
from communique.sources.publishers import find_publisher
from communique.sources.stamps import moment
from communique.sources.text import read_text

#: the names, folded, under which exports of news keep each thing; of several that a row has the first counts
TEXT_NAMES = (
    "text", "body", "content", "full_text", "fulltext", "article_text", "articletext", "article_body", "articlebody",
    "body_text", "main_text", "maintext", "content_text", "content_html", "raw_text", "story", "article",
)  # fmt: skip
#: what to do where none of these is there
NAME_IT = "Name what holds the texts `text`, `body` or `content`"
_TITLE_NAMES = ("title", "headline", "heading", "article_title")
_DATE_NAMES = (
    "published", "date", "published_at", "publishedat", "date_published", "datepublished", "published_date",
    "publish_date", "publication_date", "pub_date", "pubdate", "date_publish", "datetime", "timestamp",
)  # fmt: skip
_URL_NAMES = ("url", "link", "source_url", "sourceurl", "article_url", "permalink", "href", "web_url")
_PUBLISHER_NAMES = (
    "publisher", "source", "source_name", "outlet", "newspaper", "agency", "media", "media_name", "site", "site_name",
)  # fmt: skip
_AUTHOR_NAMES = ("authors", "author", "byline", "creator")
_TAG = re.compile(r"</?(?:p|div|br|span|article|section|h[1-6]|ul|ol|li|a|strong|em|b|i|blockquote|img)\b[^<>]*>", re.I)
_UNFIT = re.compile("[\0\ud800-\udfff]")
#: days given as a number alone: "20250617"
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A report as a table or feed gives it: its text, plain or HTML, and what is known of it."""

    text: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()


def folded(name: str) -> str:
    """Return the name of a column or field in the form in which the lists above write it."""
    return re.sub(r"[\W_]+", "_", name.strip().lower()).strip("_")


def given_of(fields: Mapping[str, Any], source: str) -> Given:
    """Return what a row gives, by the names of its fields; raise InputRefused where none of them holds a text."""
    named: dict[str, Any] = {}
    for name, value in fields.items():
        named.setdefault(folded(str(name)), value)
    text = _first(named, TEXT_NAMES)
    if text is None and any(name in named for name in TEXT_NAMES):
        text = ""  # the cell is there and holds nothing, which ``page_of`` tells
    if not isinstance(text, str):
        found = "no fields" if not fields else "the fields " + listed(fields)
        raise InputRefused(source, f"it has {found}, none of which holds a text", NAME_IT)
    return Given(
        text=text,
        title=_words(_first(named, _TITLE_NAMES)),
        published=iso_moment(_first(named, _DATE_NAMES)),
        url=address(_first(named, _URL_NAMES)),
        publisher=_words(_first(named, _PUBLISHER_NAMES)),
        authors=_people(_first(named, _AUTHOR_NAMES)),
    )


def listed(names: Mapping[str, Any] | tuple[str, ...]) -> str:
    """Return the names as a refusal shows them: the first twenty, each cut to forty characters."""
    shown = [repr(str(name)[:40]) for name in tuple(names)[:20]]
    return ", ".join(shown) + (f" and {len(names) - 20:,} more" if len(names) > 20 else "")


def page_of(given: Given, source: str) -> Page:
    """Return the page of a report; raise InputRefused where its text is empty, damaged, too long or no article."""
    text = given.text  # as it is, to the last character: the same text in a file of its own is the same document
    if not text.strip():
        raise InputRefused(source, "its text is empty", "Fill in the text of the report, or leave the row out")
    if _UNFIT.search(text):
        reason = "its text holds damaged characters (NUL, or bytes that are not in the file's encoding)"
        raise InputRefused(source, reason, "Export it again as UTF-8")
    page = _read(text, given, source)
    document = page.document
    publisher = _clean(given.publisher)
    if publisher:
        known = find_publisher(publisher, marked=True)
        document = replace(document, publisher=known.name if known else publisher)
    people = tuple(name for words in given.authors if (name := person_name(words)))
    if people and not document.byline.authors:
        made = document.byline
        document = replace(
            document, byline=Byline(authors=people, editors=made.editors, photographers=made.photographers)
        )
    return replace(page, document=document, source=source)


def _read(text: str, given: Given, source: str) -> Page:
    title = _clean(given.title)
    if not is_markup(text):
        return read_text(text, title=title, published=given.published, url=given.url)
    whole = text if "<html" in text[:2000].lower() else f"<html><body><article>{text}</article></body></html>"
    page = read_html(whole.encode(), url=given.url, source=source)
    if not (title or given.published):
        return page
    found = page.document
    again = read_text(
        found.text, title=title or found.title, published=given.published or found.published, url=found.url
    )
    kept = replace(again.document, publisher=found.publisher, byline=found.byline)
    return replace(again, document=kept)


def is_markup(text: str) -> bool:
    """Return whether a text is the markup of a report: it starts with a tag or has several."""
    tags = _TAG.findall(text[:20_000])
    return bool(tags) and (text.lstrip().startswith("<") or len(tags) > 1)


def iso_moment(value: object) -> str | None:
    """Return the ISO date, with the time of day where it is given, of what a row calls its date; None for no date."""
    if isinstance(value, datetime):
        return value.replace(microsecond=0, tzinfo=None).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or value is None:
        return None
    words = str(value).strip() if not isinstance(value, int) or abs(value) < 10**15 else ""
    compact = _COMPACT.fullmatch(words)
    if compact:
        return moment("-".join(compact.group(1, 2, 3)))
    if isinstance(value, float) or re.fullmatch(r"\d{9,13}(?:\.\d+)?", words):
        return _of_epoch(float(words))
    return moment(words[:100])


def _of_epoch(seconds: float) -> str | None:
    """Return the moment, in UTC, that seconds or milliseconds since 1970 are; None for a number that is none."""
    seconds = seconds / 1000 if seconds > 1e11 else seconds
    if not math.isfinite(seconds) or not 1e8 < seconds < 1e10:
        return None
    return datetime.fromtimestamp(int(seconds), tz=UTC).replace(tzinfo=None).isoformat()


def address(value: object) -> str | None:
    """Return the value where it is a web address, else None."""
    if not isinstance(value, str) or len(value) > 2000:
        return None
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return None
    return value.strip() if parts.scheme in ("http", "https") and parts.netloc and not _UNFIT.search(value) else None


def _first(named: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    """Return the first value that is neither missing nor blank, or None; a text that is blank stands where all are."""
    blank: Any = None
    for name in names:
        value = named.get(name)
        if isinstance(value, str) and not value.strip():
            blank = value
        elif value is not None:
            return value
    return blank


def _words(value: object) -> str | None:
    """Return the words of a field; of an object, as news services give their sources, its name."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title")
    return value if isinstance(value, str) else None


def _people(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(re.split(r"\s*[;|]\s*", value.strip().removeprefix("By ").removeprefix("by ")))
    if isinstance(value, list | tuple):
        return tuple(words for part in value if (words := _words(part)))
    return ()


def _clean(words: str | None) -> str | None:
    """Return a title or name on one line without markup; None where nothing is left of it."""
    if not words:
        return None
    plain = _UNFIT.sub("\ufffd", html.unescape(_TAG.sub(" ", words)))
    return " ".join(plain.split())[:1000] or None
