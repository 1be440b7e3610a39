"""RSS and Atom feeds: each entry that holds its report becomes a page, each teaser a refusal that says so."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from communique.errors import InputRefused
from communique.settings import MIN_ENTRY_WORDS
from communique.sources.given import Given, address, is_markup, page_of
from communique.sources.page import Page

_TAGS = re.compile(r"<[^<>]*>")
#: how the text of an entry ends that is only the beginning of a report
_CUT = re.compile(
    r"(?:\[?(?:\.\.\.|…|&hellip;|&#8230;)\]?|(?:continue reading|read (?:more|the full|on)|full story)[^.]{0,60})\s*$",
    re.IGNORECASE,
)


def read_feed(data: bytes, source: str) -> Iterator[Page | InputRefused]:
    """Yield the page of each entry of a feed, or its refusal; raise InputRefused where the data are no feed."""
    if re.search(rb"<!ENTITY", data, re.IGNORECASE):
        raise InputRefused(source, "it declares entities, which no feed needs", "Save the feed without its DOCTYPE")
    if not data.strip():
        raise InputRefused(source, "it is empty", "Give the file of an RSS or Atom feed")
    feed = _parsed(data, source)
    if not feed.entries:
        if not feed.version:
            remedy = "Give an RSS or Atom feed; save single reports as text or HTML"
            raise InputRefused(source, "it is no RSS or Atom feed", remedy)
        raise InputRefused(source, "the feed has no entries", "Fetch it again later, or give the pages themselves")
    publisher = feed.feed.get("title")
    for number, entry in enumerate(feed.entries, start=1):
        locator = f"{source}:{number}"
        try:
            yield page_of(_given(entry, publisher, locator), locator)
        except InputRefused as refusal:
            yield InputRefused(locator, refusal.reason, refusal.remedy)
    if feed.bozo and isinstance(feed.get("bozo_exception"), Exception) and _broken(data):
        reason = f"the feed ends or breaks off after entry {len(feed.entries):,} ({feed.bozo_exception})"
        yield InputRefused(source, reason, "Fetch it again: what came after that could not be read")


def _parsed(data: bytes, source: str) -> Any:
    import feedparser  # loads slowly, and is needed for feeds alone

    try:
        # a stream and not the bytes: feedparser takes a string for an address or a path and would open it
        # its own sanitiser keeps what stands inside frames; the reading of web pages takes those out too
        return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # the parser raises whatever a damaged feed makes it trip over
        reason = f"it cannot be read as a feed ({type(error).__name__}: {str(error)[:200]})"
        raise InputRefused(source, reason, "Save the feed again, or give its pages") from error


def _broken(data: bytes) -> bool:
    """Return whether the feed lacks its end, unlike one that merely breaks a rule of XML."""
    return not re.search(rb"</(?:rss|feed|rdf:RDF|atom:feed)\s*>\s*(?:<!--.*?-->\s*)?\Z", data[-2000:], re.DOTALL)


def _given(entry: Mapping[str, Any], publisher: object, locator: str) -> Given:
    """Return what an entry gives; raise InputRefused where it holds no more than the beginning of a report."""
    link = address(entry.get("link"))
    texts = [str(part.get("value") or "") for part in entry.get("content") or ()]
    texts += [str(entry.get("summary") or "")]
    text = max(texts, key=len).strip()
    plain = " ".join(_TAGS.sub(" ", text).split()) if is_markup(text) else text
    words = len(plain.split())
    if words < int(MIN_ENTRY_WORDS.value) or (_CUT.search(plain) and words < 150):
        holds = f"only {words} words, the beginning of a report" if words else "no text"
        remedy = f"Read the report itself: communique add {link}" if link else "Read the report itself"
        raise InputRefused(locator, f"the entry holds {holds}", remedy)
    source = entry.get("source")
    title = source.get("title") if isinstance(source, Mapping) else None
    dates = dict(entry.items())  # the entry itself answers for a day that it lacks with another, and a warning
    date = dates.get("published_parsed") or dates.get("updated_parsed")
    return Given(
        text=text,
        title=entry.get("title"),
        published="{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*date[:6]) if date else None,
        url=link,
        publisher=title or (publisher if isinstance(publisher, str) else None),
        authors=tuple(str(author.get("name") or "") for author in entry.get("authors") or () if author),
    )
