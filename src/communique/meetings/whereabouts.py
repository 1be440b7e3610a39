"""Where an encounter took place: the city or seat that the words around it name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc, Token

from communique.actors.cast import Cast
from communique.actors.gazetteer import Gazetteer, Match
from communique.actors.lexicon import words
from communique.actors.scan import CITY_SEATS
from communique.meetings.modality import lies_ahead
from communique.meetings.wording import ENCOUNTER_NOUNS, EVENT_NOUNS, RECEIVING_VERBS
from communique.places import place
from communique.record import Document, Place

_BUILDINGS = words("palace residence headquarters office hall building hotel chancellery house")
#: the states in which organisations have their headquarters, by code
_HEADQUARTERS = {
    "NAT": "BEL", "EEC": "BEL", "UNO": "USA", "AFU": "ETH", "ASN": "IDN", "ARL": "EGY", "SCE": "AUT", "WAS": "NGA",
    "SCO": "CHN", "GCC": "SAU", "SAD": "BWA", "EAC": "TZA", "IGD": "DJI", "OAS": "USA", "IMF": "USA",
}  # fmt: skip
#: states that are cities
_CITY_STATES = frozenset(["vatican city", "singapore", "monaco", "san marino", "luxembourg", "djibouti"])
#: rooms by which a building is meant
_ROOMS = {"oval office": "White House", "west wing": "White House", "blair house": "Blair House"}


class Whereabouts:
    """Finds the places of one text, with what the gazetteer knows of cities and seats."""

    def __init__(self, doc: Doc, cast: Cast, gazetteer: Gazetteer, document: Document) -> None:
        self.doc = doc
        self.cast = cast
        self.gazetteer = gazetteer
        self.date = document.date
        self.context = " ".join(filter(None, (document.dateline.place, document.title)))
        self.dateline = self._known(document.dateline.place) if document.dateline.place else None

    def within(self, start: int, end: int, cue: Token, noun: Token | None) -> Place | None:
        """Return the place that a phrase "in" or "at" within the tokens names, the nearest to the encounter first."""
        found: list[tuple[int, Place]] = []
        for token in self.doc[start:end]:
            where: Place | None = None
            inside = token.lower_ in ("in", "at") or (token.lower_ == "to" and token.i > cue.i and _receives(cue))
            if inside and token.i + 1 < end and not self._of_something_else(token, cue, noun):
                where = self._after(token, end)
            elif token.lower_ == "here":
                where = self.dateline
            elif token.lower_ == "where" and token.head == cue and token.i:
                where = self._before(token.i)
            if where is not None:
                found.append((abs(token.i - cue.i), where))
        return min(found, key=lambda f: f[0])[1] if found else None

    def _before(self, at: int) -> Place | None:
        """The city that "where" goes back to ("returned from Ouagadougou, where he held talks")."""
        first = max(self.doc[at].sent.start, at - 10)
        for start in range(at - 1, first - 1, -1):
            led = start == at - 1 or self.doc[start - 1].lower_ in ("to", "in", "at", "from", "the")
            if (led or start >= at - 4) and self._is_city(start):
                return self._named(start, at)
        return None

    def visited(self, destination: str) -> Place | None:
        """Return the city that a visit goes to: the one named, else the capital of the state named."""
        entries = self.gazetteer.exact(destination)
        city = next((e for e in entries if e.kind == "capital" or e.name in CITY_SEATS), None)
        if city is not None:
            return self._known(destination)
        state = self.country_named(destination)
        return self.capital_of(state) if state is not None else None

    def _of_something_else(self, preposition: Token, cue: Token, noun: Token | None) -> bool:
        """Whether the phrase places a thing that was spoken of ("the situation in Kabul") instead of the encounter."""
        governor = preposition.head
        between = [t for t in preposition.ancestors if t.i > cue.i]
        if any(t.pos_ == "VERB" and t.lemma_.lower() in ("accept", "attend", "invite") for t in between):
            return True  # "called on X, who accepted an invitation to attend a summit in Oslo"
        if any(t.pos_ in ("NOUN", "PROPN") and lies_ahead(t) for t in between):
            return True  # "the next session, in Oslo"
        if governor.pos_ == "VERB" and governor.i > cue.i and governor.dep_ in ("xcomp", "ccomp", "acl", "relcl"):
            return True
        mention = self.cast.at(governor.i)
        if (
            governor.pos_ != "NOUN"
            or governor in (cue, noun)
            or (mention is not None and mention.kind in ("name", "role"))
        ):
            return False
        return governor.lower_ not in (ENCOUNTER_NOUNS | EVENT_NOUNS | _BUILDINGS) and preposition.i > cue.i

    def arrived(self, sentences: Iterable[tuple[int, int]]) -> Place | None:
        """Return the city in which a guest is said to have arrived or to be, or None."""
        for start, end in sentences:
            for token in self.doc[start:end]:
                verb = token.head
                if token.lower_ in ("in", "at") and verb.lemma_.lower() in ("arrive", "be", "stay") and _is_told(verb):
                    where = self._after(token, end)
                    if where is not None:
                        return where
        return None

    def country_named(self, name: str) -> str | None:
        """Return the state of this name, or None."""
        return next((e.country for e in self.gazetteer.exact(name) if e.kind == "state"), None)

    def capital_of(self, country: str) -> Place | None:
        """Return the capital of a state, the state itself where it is a city; None where the gazetteer has neither."""
        state = self.gazetteer.state(country)
        if state is not None and state.name.lower() in _CITY_STATES:
            return self._placed(state.name, country)
        entry = self.gazetteer.capital(country, self.date)
        return self._placed(entry.name, country) if entry is not None else None

    def _after(self, preposition: Token, end: int) -> Place | None:
        """Read "in Astana", "at the White House", "at Hyderabad House, New Delhi", "in the Iraqi capital"."""
        start = preposition.i + 1
        building: Place | None = None
        at = start
        while at < min(end, start + 14):
            token = self.doc[at]
            if token.pos_ in ("VERB", "AUX", "PRON", "CCONJ") or token.text in (";", ".", ":", "("):
                break
            if token.lower_ in ("with", "on", "for", "to", "after", "before", "during", "by", "from"):
                break
            if token.text == "," and building is None and at > start:
                break
            if token.lower_ == "capital" and building is None:
                city = self._named(at + 1, end) or self._named(at + 2, end)
                return city or self._capital_before(at)
            named = self._named(at, end)
            if named is not None and self._is_city(at):
                return named
            house = named is not None and named.name.lower().endswith(("headquarters", "hq"))
            if named is None or house or self._is_building(at) or (preposition.lower_ == "in" and at <= start + 1):
                building = building or named
            at += 1
        return building or self._unlisted(start)

    def _unlisted(self, at: int) -> Place | None:
        """A place that only the parser's names know."""
        for span in self.doc.ents:
            if span.start <= at < span.end and span.label_ == "GPE":
                return self._placed(span.text, None)
        token = self.doc[at]
        if token.pos_ != "PROPN" or self.cast.at(at) is not None or not self._stands_alone(at):
            return None
        known = place(token.text, self.context)
        return replace(known, name=token.text) if known is not None else None

    def _stands_alone(self, at: int) -> bool:
        """Whether no further capitalised word goes on with a name."""
        ahead = self.doc[at + 1] if at + 1 < len(self.doc) else None
        return ahead is None or not ahead.text[0].isupper()

    def _placed(self, name: str, country: str | None) -> Place:
        """A place with what the atlas knows of it; the state that the gazetteer knows stays."""
        known = place(name, self.context)
        if known is None or (country is not None and known.country != country):
            return Place(name=name, country=country)
        return replace(known, name=name)

    def _named(self, at: int, stop: int) -> Place | None:
        words = [t.text for t in self.doc[at:stop]]
        match = self.gazetteer.longest(words, 0) if words else None
        if match is None:
            return None
        entry = match.of("capital", "seat", "state") or next((e for e in match.entries if e.name in CITY_SEATS), None)
        if entry is None:
            return self._headquarters(match, words)
        if match.end < len(words) and words[match.end] in ("'s", "’s", "-"):
            return None
        country = CITY_SEATS.get(entry.name, entry.country)
        name = "".join(t.text_with_ws for t in self.doc[at : at + match.end]).strip()
        if match.end > 1 and words[1] != "Hague":
            name = name.removeprefix("the ").removeprefix("The ")
        return self._placed(_ROOMS.get(name.lower(), name), country)

    def _headquarters(self, match: Match, words: list[str]) -> Place | None:
        """The seat of an organisation where it is named as a house ("NATO Headquarters")."""
        body = match.of("organisation")
        if body is None or match.end >= len(words) or words[match.end].lower() not in ("headquarters", "hq"):
            return None
        country = _HEADQUARTERS.get(body.code or "")
        return Place(name=" ".join(words[: match.end + 1]), country=country) if country is not None else None

    def _is_city(self, at: int) -> bool:
        match = self.gazetteer.longest([t.text for t in self.doc[at : at + 4]], 0)
        if match is None:
            return False
        words = " ".join(t.lower_ for t in self.doc[at : at + match.end])
        return (
            match.of("capital") is not None or words in _CITY_STATES or any(e.name in CITY_SEATS for e in match.entries)
        )

    def _is_building(self, at: int) -> bool:
        match = self.gazetteer.longest([t.text for t in self.doc[at : at + 4]], 0)
        return match is not None and match.of("seat") is not None

    def _capital_before(self, at: int) -> Place | None:
        """Read "the Iraqi capital": the adjective tells whose."""
        match = self.gazetteer.longest([self.doc[at - 1].text], 0)
        if match is not None and match.entries[0].country:
            return self.capital_of(match.entries[0].country)
        return None

    def _known(self, name: str) -> Place:
        entries = self.gazetteer.exact(name)
        country = next((e.country for e in entries if e.country and e.kind in ("capital", "seat", "state")), None)
        return self._placed(name, CITY_SEATS.get(name, country))


def _receives(verb: Token) -> bool:
    return verb.lemma_.lower() in RECEIVING_VERBS


def _is_told(verb: Token) -> bool:
    """Whether a verb tells of somebody who came or is there: no plan, and not of a thing."""
    if any(
        c.dep_ in ("aux", "neg") and c.lower_ in ("will", "would", "to", "not", "may", "could") for c in verb.children
    ):
        return False
    return any(
        c.dep_ == "nsubj" and (c.pos_ in ("PROPN", "PRON") or c.lower_ in ("president", "minister"))
        for c in verb.children
    )
