"""Quotations: their bounds, over several sentences if need be, and the word that names who utters them."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from communique.language.clauses import own_subject
from communique.statements.frames import verb_frame


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens ``[start, end)`` between quotation marks; ``speaker`` is the index of the noun for who utters them."""

    start: int
    end: int
    speaker: int | None


def find_quotes(doc: Doc) -> tuple[Quote, ...]:
    """Return the quotations of five words and more; none crosses a blank line unless it is reopened there."""
    quotes: list[Quote] = []
    opened: int | None = None
    for token in doc:
        if "\n\n" in token.text:
            opened = None
        elif token.text == "“" or (token.text == '"' and opened is None):
            opened = token.i
        elif token.text in ("”", '"') and opened is not None:
            if token.i - opened > 5:
                quotes.append(Quote(opened + 1, token.i, _utterer(doc, opened, token.i)))
            opened = None
    return tuple(quotes)


def _utterer(doc: Doc, start: int, end: int) -> int | None:
    """Return the subject of the verb of saying that stands just after, else just before the quotation."""
    after = range(end + 1, min(end + 9, len(doc)))
    before = range(max(0, start - 12), start)
    for window in (after, before):
        for i in window:
            token = doc[i]
            if "\n" in token.text:
                break
            if token.tag_ in ("VBD", "VBZ", "VBP") and (frame := verb_frame(token)) is not None and frame.act == "say":
                speaker = _named(token, window)
                if speaker is not None:
                    return speaker.i
    return None


def _named(verb: Token, window: range) -> Token | None:
    own = own_subject(verb)
    if own is not None and own.i in window:
        return own
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    return following if following is not None and following.pos_ in ("PROPN", "PRON") else own
