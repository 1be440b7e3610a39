"""What stands at the edges of a content without being part of it: the day of the telling, whom the words address."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Token

from communique.actors.offices import is_head
from communique.statements.draft import Content

#: what dates the telling at the end of a noun phrase
DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
#: words with which somebody who is spoken to is addressed
ADDRESSES = frozenset("dear ladies colleagues friends sir excellency excellencies".split())
#: what addresses somebody where an office follows ("Mr President") and tells of somebody where a name does
STYLES = frozenset("mr mr. mrs mrs. ms ms. madam madame".split())
#: what is agreed on for a day, which is then part of it
ENCOUNTERS = frozenset(
    "meeting talk summit visit round session call conference ceremony election vote referendum".split()
)
#: marks that close a quotation
QUOTES = frozenset(('"', "”", "’"))


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without white space, punctuation and dangling coordinators at its edges."""
    while start < end and (doc[start].is_space or (doc[start].is_punct and not opens(doc[start], end + 1))):
        start += 1
    while end > start and (
        doc[end - 1].is_space
        or (doc[end - 1].is_punct and not _closes(doc, start, end - 1))
        or doc[end - 1].lower_ in ("and", "or", "but")
        or (doc[end - 1].lower_ == "that" and doc[end - 1].dep_ not in ("dobj", "pobj"))
    ):
        end -= 1
    if start < end < len(doc) and doc[end].text in QUOTES and _closes(doc, start, end):
        end += 1  # the mark that closes what the stretch opens belongs to it
    return start, end


def opens(token: Token, end: int) -> bool:
    """Return whether the mark opens something that is closed before ``end``."""
    closing = {'"': '"', "“": "”", "'": "'", "‘": "’", "(": ")"}.get(token.text)
    return (
        closing is not None and not token.whitespace_ and any(t.text == closing for t in token.doc[token.i + 1 : end])
    )


def _closes(doc: Doc, start: int, index: int) -> bool:
    """Return whether the mark at the index closes one that was opened within the stretch."""
    text = doc[index].text
    inside = [doc[i].text for i in range(start, index)]
    if text == ")":
        return inside.count("(") > inside.count(")")
    if text in ("”", "’"):
        return ("“" if text == "”" else "‘") in inside
    if text in ('"', "'"):
        return inside.count(text) % 2 == 1
    return text == "%"


def unaddressed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the address that opens or ends it ("…, Mr President"); empty where it is no more."""
    while end > start and doc[end - 1].text in (".", ",", ";", "!"):
        end -= 1
    if _is_address(doc, start, end):
        return end, end
    commas = [i for i in range(start, end) if doc[i].text == ","]
    if commas and _is_address(doc, commas[-1] + 1, end):
        return unaddressed(doc, start, commas[-1])
    if commas and _is_address(doc, start, commas[0]):
        return unaddressed(doc, commas[0] + 1, end)
    return start, end


def _is_address(doc: Doc, start: int, end: int) -> bool:
    words = doc[start:end]
    opens = any(t.lower_ in ADDRESSES for t in words[:2])
    styled = any(a.lower_ in STYLES and is_head(b.lower_) for a, b in pairwise(words))
    return (
        (opens or styled)
        and len(words) < 6
        and all(t.pos_ in ("PROPN", "NOUN", "ADJ", "PRON", "CCONJ") or t.is_punct for t in words)
    )


def undated(content: Content) -> int:
    """Return where a noun content ends without the day on which it was agreed ("a ceasefire on Monday")."""
    doc, end = content.head.doc, content.end
    last = doc[end - 1]
    if last.text not in DAYS or end - content.start < 3 or content.head.lemma_.lower() in ENCOUNTERS:
        return end
    return end - 2 if doc[end - 2].lower_ == "on" else end - 1
