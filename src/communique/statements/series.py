"""Further items of a list whose later members the parser hung elsewhere ("called for a truce, release of X and Y")."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Token

from communique.language.clauses import FINITE
from communique.statements.boundaries import region_end
from communique.statements.draft import Content
from communique.statements.edges import trim

#: what a list of nouns has between its items and never within them
NEVER_WITHIN = FINITE | {"TO", "WDT", "WP", "WRB"}
#: nouns for what is done to something
DEEDS = frozenset(
    """release opening reopening resumption withdrawal delivery creation establishment adoption implementation lifting
    return start launch conclusion signing ratification removal restoration reduction abolition expansion extension
    appointment deployment construction easing simplification introduction end halt cessation""".split()
)
#: what an item of two words and more may open with
OPENERS = frozenset({"DT", "PRP$", "JJ", "JJR", "VBN", "NN", "NNS", "CD"})


def further_items(first: Content, limit: int) -> list[Content]:
    """Return the items that follow a noun content behind its comma, where they are a list with a last "and"; else none.

    Each must stand on its own feet: two words and more, the first item and those between with something behind them.
    """
    doc, start = first.head.doc, first.end
    if first.kind == "noun" and start + 4 < limit and _opens_deed(doc, start):
        begin, end = trim(doc, start + 1, region_end(first.head, limit))
        deed = next(t for t in doc[begin:] if t.lemma_.lower() in DEEDS)
        return [] if any(t.tag_ in NEVER_WITHIN for t in doc[begin:end]) else [Content(begin, end, deed, "noun")]
    if first.kind != "noun" or start >= limit or doc[start].text != "," or not _opens_item(doc, start + 1, limit):
        return []
    end = region_end(first.head, limit)
    if end <= start + 2 or any(t.tag_ in NEVER_WITHIN for t in doc[start + 1 : end]):
        return []
    marks = [i for i in range(start, end) if doc[i].text == "," and _opens_item(doc, i + 1, end)]
    last = next((i for i in range(end - 1, marks[-1], -1) if doc[i].lower_ == "and"), None)
    if last is None or any(t.text == "," and t.i not in marks and t.i + 1 != last for t in doc[start:end]):
        return []
    bounds = [*marks, last, end]
    pieces = [trim(doc, a + 1, b) for a, b in pairwise(bounds)]
    heads = [_head_of(doc, a, b) for a, b in pieces]
    if any(b - a < 2 or head is None or _explains(head) for (a, b), head in zip(pieces, heads, strict=True)):
        return []
    if not all(_is_complemented(doc, a, b) for a, b in [(first.start, first.end), *pieces[:-1]]):
        return []
    return [Content(a, b, h, "noun") for (a, b), h in zip(pieces, heads, strict=True) if h is not None]


def apart(contents: list[Content]) -> list[Content]:
    """Return the contents with "A and the opening of B" divided: what is done next is asked for or backed by itself."""
    divided: list[Content] = []
    for content in contents:
        doc, start = content.head.doc, content.start
        at = next((i for i in range(start + 3, content.end - 3) if _opens_deed(doc, i)), None)
        if content.kind != "noun" or at is None:
            divided.append(content)
            continue
        deed = next(t for t in doc[at + 1 : content.end] if t.lemma_.lower() in DEEDS)
        first, last = trim(doc, start, at), trim(doc, at + 1, content.end)
        divided += [Content(*first, content.head, "noun"), Content(*last, deed, "noun")]
    return divided


def _opens_deed(doc: Doc, i: int) -> bool:
    """Return whether "and" leads on to the name of a deed and to what is done to ("and the speedy lifting of X")."""
    if doc[i].lower_ != "and" or doc[i + 1].lower_ not in ("the", "a", "an", "its", "their"):
        return False
    deed = i + 2 if doc[i + 2].pos_ != "ADJ" else i + 3
    return deed + 1 < len(doc) and doc[deed].lemma_.lower() in DEEDS and doc[deed + 1].lower_ in ("of", "to", "for")


def _opens_item(doc: Doc, i: int, limit: int) -> bool:
    """Return whether a noun phrase starts at a token."""
    if i < limit and doc[i].lower_ == "and":
        i += 1
    return i + 1 < limit and doc[i].tag_ in OPENERS


def _head_of(doc: Doc, start: int, end: int) -> Token | None:
    """Return the first noun of a stretch that no further noun follows."""
    nouns = (t for t in doc[start:end] if t.pos_ in ("NOUN", "PROPN"))
    return next((t for t in nouns if t.i + 1 >= end or doc[t.i + 1].pos_ not in ("NOUN", "PROPN", "PART")), None)


def _explains(noun: Token) -> bool:
    """Return whether a noun only says who or what a name before it is ("France, the host of the talks")."""
    return noun.dep_ == "appos" and noun.head.pos_ == "PROPN"


def _is_complemented(doc: Doc, start: int, end: int) -> bool:
    """Return whether an item is more than a noun with its adjectives: a preposition leads on from it."""
    return any(t.tag_ == "IN" for t in doc[start + 1 : end])
