"""Where an encounter took place: the city or seat that the words around it name."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from communique.actors.gazetteer import Gazetteer
from communique.record import Document, Place

_ARRIVING = frozenset("arrive visit reach tour travel fly".split())


class Whereabouts:
    """Finds the places of one text, with what the gazetteer knows of cities and seats."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer, document: Document) -> None:
        self.doc = doc
        self.gazetteer = gazetteer
        self.date = document.date
        self.dateline = self._known(document.dateline.place) if document.dateline.place else None

    def within(self, start: int, end: int, *, near: int) -> Place | None:
        """Return the place that a phrase "in" or "at" within the tokens names, the nearest to ``near`` first."""
        found: list[tuple[int, Place]] = []
        for token in self.doc[start:end]:
            if token.lower_ in ("in", "at") and token.i + 1 < end:
                place = self._after(token, end)
                if place is not None:
                    found.append((abs(token.i - near), place))
            elif token.lower_ == "here" and self.dateline is not None:
                found.append((abs(token.i - near), self.dateline))
        return min(found, key=lambda f: f[0])[1] if found else None

    def arrived(self, sentences: Iterable[tuple[int, int]]) -> Place | None:
        """Return the city in which a guest is said to have arrived or to be, or None."""
        for start, end in sentences:
            for token in self.doc[start:end]:
                if token.lower_ in ("in", "at") and token.head.lemma_.lower() in ("arrive", "be", "stay"):
                    place = self._after(token, end)
                    if place is not None:
                        return place
        return None

    def capital_of(self, country: str) -> Place | None:
        """Return the capital of a state, or None where the gazetteer has none."""
        entry = self.gazetteer.capital(country, self.date)
        return Place(name=entry.name, country=country) if entry is not None else None

    def _after(self, preposition: Token, end: int) -> Place | None:
        """Read "in Astana", "at the White House", "at Hyderabad House, New Delhi", "in the Iraqi capital"."""
        start = preposition.i + 1
        stop = min(end, start + 14)
        building: Place | None = None
        for at in range(start, stop):
            token = self.doc[at]
            if (
                token.pos_ in ("VERB", "AUX")
                or token.text in (";", ".", ":", "(")
                or (token.lower_ == "in" and at > start)
            ):
                break
            if token.lower_ == "capital" and building is None and not self._named(at + 1, stop):
                return self._capital_before(at)
            place = self._named(at, stop)
            if place is not None and self._is_city(at):
                return place
            building = building or place
            if token.text == "," and at > start + 5:
                break
        return building

    def _named(self, at: int, stop: int) -> Place | None:
        words = [t.text for t in self.doc[at:stop]]
        match = self.gazetteer.longest(words, 0) if words else None
        if match is None:
            return None
        entry = match.of("capital", "seat")
        if entry is None or match.entries[0].kind not in ("capital", "seat", "state"):
            return None
        if match.end < len(words) and words[match.end] in ("'s", "’s", "-"):
            return None
        name = " ".join(words[match.start : match.end])
        return Place(name=name.removeprefix("the ").removeprefix("The "), country=entry.country)

    def _is_city(self, at: int) -> bool:
        match = self.gazetteer.longest([t.text for t in self.doc[at : at + 4]], 0)
        return match is not None and match.of("capital") is not None

    def _capital_before(self, at: int) -> Place | None:
        """Read "the Iraqi capital": the adjective tells whose."""
        match = self.gazetteer.longest([self.doc[at - 1].text], 0)
        if match is not None and match.entries[0].country:
            return self.capital_of(match.entries[0].country)
        return None

    def _known(self, name: str) -> Place:
        entries = self.gazetteer.exact(name)
        country = next((e.country for e in entries if e.country and e.kind in ("capital", "seat", "state")), None)
        return Place(name=name, country=country)
