"""What stands at the edges of a content without being part of it: the day of the telling, whom the words address."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc

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
