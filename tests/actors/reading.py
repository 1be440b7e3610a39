"""Reads a text into its cast, and asks the cast by the words of the text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from communique.actors.cast import Cast, Mention
from communique.actors.find import find_cast
from communique.actors.gazetteer import Gazetteer, load
from communique.language.pipeline import parse
from communique.record import Actor
from communique.sources.page import Page
from communique.sources.text import read_text


@cache
def gazetteer() -> Gazetteer:
    """Return the built-in gazetteer, loaded once."""
    return load()


@dataclass(frozen=True)
class Reading:
    """A text with its parse and cast."""

    page: Page
    doc: Doc
    cast: Cast

    def actor(self, name: str) -> Actor:
        """Return the only actor of this name; raises ValueError where there is none or several."""
        (actor,) = [a for a in self.cast.actors if a.name == name]
        return actor

    def names(self, words: str, *, at: int = 1) -> list[str]:
        """Return the names of the actors that the ``at``-th occurrence of these words mentions."""
        return [self.cast.actor(i).name for i in self.mention(words, at=at).actors]

    def mention(self, words: str, *, at: int = 1) -> Mention:
        """Return the mention that covers the first word of the ``at``-th occurrence; fails where none does."""
        offset = -1
        for _ in range(at):
            offset = self.doc.text.index(words, offset + 1)
        token = next(t for t in self.doc if t.idx <= offset < t.idx + len(t))
        mention = self.cast.at(token.i)
        assert mention is not None, f"nobody is mentioned by {words!r}"
        return mention

    def mentioned(self, words: str) -> bool:
        """Return whether the first word of the first occurrence belongs to a mention."""
        offset = self.doc.text.index(words)
        token = next(t for t in self.doc if t.idx <= offset < t.idx + len(t))
        return self.cast.at(token.i) is not None


def read(text: str, *, title: str | None = None, published: str | None = None) -> Reading:
    """Return the reading of a text."""
    page = read_text(text, title=title, published=published)
    doc = parse(page)
    return Reading(page, doc, find_cast(doc, page, gazetteer()))
