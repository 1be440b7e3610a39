"""Joins names and titles into appearances of people, and appearances into people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from communique.actors import offices
from communique.actors.lexicon import words
from communique.actors.names import LETTERS, Name
from communique.actors.scan import Matches
from communique.actors.titles import Title

_CLOSING = words(", . ; ) : — – - ? !")
_ALSO = words("also now currently formerly then")


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person's name with the titles around it; tokens ``[start, end)`` hold the whole noun phrase."""

    start: int
    end: int
    name: Name
    titles: tuple[Title, ...] = ()
    country: str | None = None
    honorific: str = ""


@dataclass(slots=True)
class Person:
    """A person of the text while the cast is being read: all names and titles given to him or her."""

    name: str
    words: frozenset[str]
    titles: list[Title] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    honorifics: list[str] = field(default_factory=list)
    first: int = 0


def find_appearances(
    doc: Doc, names: Sequence[Name], titles: Sequence[Title], matches: Matches
) -> tuple[Appearance, ...]:
    """Return each name with its titles, honorifics and country, in the order of the text."""
    return _Joiner(doc, titles, matches).join(names)


class _Joiner:
    def __init__(self, doc: Doc, titles: Sequence[Title], matches: Matches) -> None:
        self.doc = doc
        self.matches = matches
        self.by_end = {t.end: t for t in titles}
        self.by_start = {t.start: t for t in titles}
        self.leading: set[int] = set()
        self.named: frozenset[int] = frozenset()

    def join(self, names: Sequence[Name]) -> tuple[Appearance, ...]:
        self.named = frozenset(name.end for name in names)
        led = [(name, *self._before(name)) for name in names]
        self.leading = {t.start for _, _, titles, _ in led for t in titles}
        found: list[Appearance] = []
        for name, start, titles, honorific in led:
            end, after = self._after(name)
            country, end = self._of_country(end) if not after else (None, end)
            held = (*titles, *after) or self._shared(found, start)
            found.append(Appearance(start, end, name, held, country, honorific))
        return tuple(found)

    def _before(self, name: Name) -> tuple[int, tuple[Title, ...], str]:
        """Return where the noun phrase starts, the titles that lead the name, and its honorifics."""
        start, honorific = name.start, ""
        titles: list[Title] = []
        while True:
            title = self.by_end.get(start)
            if title is not None:
                titles.insert(0, title)
                start = title.start
                continue
            before = self.doc[start - 1] if start else None
            if before is not None and before.text == "." and start > 1:
                before = self.doc[start - 2]
            if before is not None and offices.is_honorific(before):
                start = before.i
                honorific = f"{before.lower_} {honorific}".strip()
                if start and self.doc[start - 1].lower_ in ("royal", "serene", "imperial"):
                    start -= 1
                if start and self.doc[start - 1].lower_ in ("his", "her", "the"):
                    start -= 1
                continue
            break
        joint = self.by_end.get(start - 1) if titles and self.doc[start - 1].lower_ == "and" else None
        if joint is not None and joint.office and not joint.determiner and joint.owner is None and not joint.plural:
            return joint.start, (joint, *titles), honorific
        if start and self.doc[start - 1].text == ",":
            chain = self._chain(start - 1)
            title = next((t for t in chain if t.determiner or t.owner is not None), chain[-1] if chain else None)
            ranked = all(t.noun in offices.RANKS for t in titles)
            former = bool(chain) and self._of_former(chain[0], name)
            if title is not None and not former and (ranked or title.relational) and self._apposed(title, name):
                return chain[0].start, (*chain, *titles), honorific
            opened = bool(chain) and chain[0].start - 1 not in self.named  # not in apposition to another name
            if opened and titles and all(self._leads(t) for t in (*chain, *titles)):
                return chain[0].start, (*chain, *titles), honorific
        return start if titles else self._described(start, name), tuple(titles), honorific

    def _chain(self, end: int) -> list[Title]:
        """The titles in a row that end before a token: "the Tánaiste, Minister for Trade and Minister for Defence"."""
        chain: list[Title] = []
        title = self.by_end.get(end)
        while title is not None and not title.plural:
            chain.insert(0, title)
            joined = title.start > 1 and self.doc[title.start - 1].lower_ in (",", "and") and not title.determiner
            title = self.by_end.get(title.start - 1) if joined else None
        return chain

    def _of_former(self, title: Title, name: Name) -> bool:
        """Whether a title between two names is that of the first ("Mr A, Minister of X, Ms B, Minister of Y")."""
        own = self.doc[name.end : name.end + 1].text == "," and self.by_start.get(name.end + 1) is not None
        return own and title.start - 1 in self.named and not title.determiner

    def _leads(self, title: Title) -> bool:
        """Whether a title is one of a row before a name ("Deputy Prime Minister, Minister of Foreign Affairs X")."""
        written = self.doc[title.start].text[0].isupper() and self.doc[title.head].text[0].isupper()
        return written and not title.determiner and title.owner is None and not title.relational

    def _described(self, start: int, name: Name) -> int:
        """The start of a phrase with the words that describe a person before the name ("peace prize winner X")."""
        first = start
        while first and self.doc[first - 1].pos_ in ("ADJ", "NOUN") and self.doc[first - 1].text[0].islower():
            if not first - 1 < self.doc[first - 1].head.i < name.end:
                break
            first -= 1
        return first

    def _apposed(self, title: Title, name: Name) -> bool:
        """Whether "the foreign minister, NAME" is one person rather than a list of two."""
        end = name.end + 1 if name.end < len(self.doc) and self.doc[name.end].text in LETTERS else name.end
        closing = end >= len(self.doc) or self.doc[end].text in _CLOSING or self.doc[end].is_space
        root = self.doc[name.start : name.end].root
        apposition = root.dep_ == "appos" and title.start <= root.head.i < title.end
        definite = bool(title.determiner or title.owner is not None or title.country or title.relational)
        return not title.plural and (apposition or (closing and definite))

    def _after(self, name: Name) -> tuple[int, tuple[Title, ...]]:
        """Return the end of the noun phrase and the title given behind a comma, if one is."""
        at = name.end
        if at + 1 >= len(self.doc) or self.doc[at].text not in (",", "("):
            return at, ()
        ahead = at + 1
        while ahead < len(self.doc) and self.doc[ahead].lower_ in _ALSO:
            ahead += 1
        title = self.by_start.get(ahead)
        if title is None or title.start in self.leading or title.plural or title.relational:
            return at, ()
        root = self.doc[title.head]
        apposition = root.dep_ == "appos" and name.start <= root.head.i < name.end
        beyond = self.doc[title.end] if title.end < len(self.doc) else None
        closed = beyond is None or beyond.text in _CLOSING or beyond.is_space or beyond.lower_ in ("and", "who")
        if not (apposition or closed):
            return at, ()
        second = self.by_start.get(title.end + 1) if beyond is not None and beyond.lower_ == "and" else None
        if second is not None and not second.plural and not second.relational and second.start not in self.leading:
            return second.end, (title, second)
        return title.end, (title,)

    def _of_country(self, at: int) -> tuple[str | None, int]:
        """Read "President Prabowo Subianto of Indonesia"."""
        if at + 1 < len(self.doc) and self.doc[at].lower_ == "of":
            ahead = at + 2 if self.doc[at + 1].lower_ == "the" else at + 1
            match = self.matches.at(ahead)
            owned = match is not None and match.end < len(self.doc) and self.doc[match.end].tag_ == "POS"
            if match is not None and match.kind == "country" and not owned:
                return match.country, match.end
            if match is not None and match.kind in ("adjective", "country") and self._of_body(match.end):
                return match.country, at
        return None, at

    def _of_body(self, at: int) -> bool:
        """Whether the words behind a state's name go on to name one of its bodies ("of the Kenyan Ministry of …")."""
        ahead = self.doc[at : at + 5]
        body = next((t for t in ahead if t.lower_ in offices.BODIES), None)
        return body is not None and all(t.text[0].isupper() or t.tag_ == "POS" for t in ahead[: body.i - at + 1])

    def _shared(self, found: list[Appearance], start: int) -> tuple[Title, ...]:
        """Return the plural title that leads the name before: "Presidents Xi Jinping and Vladimir Putin"."""
        if not found or not found[-1].titles or start == 0:
            return ()
        last, joint = found[-1], self.doc[found[-1].end : start]
        if all(t.text in (",", "and") for t in joint) and 0 < len(joint) < 3:
            return tuple(t for t in last.titles if t.plural)
        return ()


def gather(appearances: Iterable[Appearance]) -> tuple[tuple[Person, ...], dict[int, Person]]:
    """Return the people of the text, and the person of each appearance by the first token of its name."""
    ordered = sorted(appearances, key=lambda a: (-len(a.name.words), any(len(w) < 3 for w in a.name.words), a.start))
    people: list[Person] = []
    who: dict[int, Person] = {}
    for appearance in ordered:
        person = _identify(appearance, people, who)
        if person is None:
            person = Person(name=appearance.name.text, words=frozenset(appearance.name.words), first=appearance.start)
            people.append(person)
        who[appearance.name.start] = person
        person.first = min(person.first, appearance.start)
        person.titles.extend(appearance.titles)
        if appearance.country:
            person.countries.append(appearance.country)
        if appearance.honorific:
            person.honorifics.extend(appearance.honorific.split())
    for person in people:
        person.titles.sort(key=lambda t: t.start)
    return tuple(sorted(people, key=lambda p: p.first)), who


def _identify(appearance: Appearance, people: list[Person], who: dict[int, Person]) -> Person | None:
    """Return the person already known under a fuller name, the best fit of several by title and then by nearness."""
    fits = [p for p in people if _same_person(appearance.name.words, p.words)]
    if len(fits) < 2:
        return fits[0] if fits else None
    said = {w for t in appearance.titles for w in t.office.lower().split()}
    states = {t.country for t in appearance.titles if t.country}

    def rank(person: Person) -> tuple[int, int, int]:
        held = {w for t in person.titles for w in t.office.lower().split()}
        from_state = bool(states & {t.country for t in person.titles})
        before = [start for start, other in who.items() if other is person and start < appearance.start]
        return (from_state, len(said & held), max(before, default=-1))

    return max(fits, key=rank)


def _same_person(words: Sequence[str], known: frozenset[str]) -> bool:
    if set(words) <= known:
        return True
    if len(words) < 2 or words[-1] not in known:
        return False
    rest = [w for w in words[:-1] if w not in known]
    others = [k for k in known if k not in words]
    return len(rest) == 1 and any(_spelling(rest[0], other) for other in others)


def _spelling(one: str, other: str) -> bool:
    """Whether two given names are one name spelt in two ways, or an initial and its name."""
    if one.rstrip(".") == other[:1] or other.rstrip(".") == one[:1]:
        return True
    return len(one) > 3 and len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
