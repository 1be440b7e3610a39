"""Reads a parsed text against the gazetteer: every known name of a state, body or group, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Doc

from communique.actors import offices
from communique.actors.gazetteer import Entry, Gazetteer
from communique.actors.gazetteer import Match as GazetteerMatch
from communique.actors.lexicon import words

#: what a match stands for; ``seat`` is a seat of government that is no city ("the Kremlin"), ``region`` no actor at all
MatchKind = Literal["country", "adjective", "demonym", "capital", "seat", "region", "organisation", "group", "person"]

_KINDS: dict[str, MatchKind] = {
    "state": "country",
    "adjective": "adjective",
    "demonym": "demonym",
    "capital": "capital",
    "seat": "seat",
    "region": "region",
    "organisation": "organisation",
    "group": "group",
    "person": "person",
}
#: cities that the gazetteer lists as the bodies they stand for, and the state in which they lie
CITY_SEATS = {"Brussels": "BEL"}
#: what the names of the gazetteer are written without ("the Workers' Party of Korea")
_APOSTROPHES = ("'", "’")
#: words of formal names, for those that the gazetteer lacks ("the Sisterly Republic of Iraq")
_FORMAL = words(
    "republic kingdom state federation emirate sultanate principality commonwealth union islamic federal people "
    "peoples democratic socialist arab hashemite plurinational bolivarian federative cooperative co-operative "
    "sisterly oriental of the ' s 's ’s and"
)
#: names of bodies that several states have: of another one than the gazetteer's where the text never names that
_SHARED = frozenset(
    (
        "Joint Chiefs of Staff", "National Security Council", "Environmental Protection Agency", "Home Office",
        "Department of Defense", "Ministry of Foreign Affairs and Trade", "Department of Foreign Affairs",
        "Department of Foreign Affairs and Trade", "Cabinet Office", "Labour Party", "Justice Department",
        "Commerce Department", "Energy Department", "Supreme National Security Council", "Public Investment Fund",
        "National Oil Corporation", "Welfare Party", "Bundesrat", "Ministry of External Affairs", "Civil Guard",
        "Central Military Commission", "Justice and Development Party", "Majlis", "Capitol",
    )
)  # fmt: skip
#: words before the name of a city that is one
_PLACING = words("in at to from near")
#: styles that only a surname follows
_STYLED = words("mr mrs ms dr")
#: words before "America" that make it a continent, or a part of it
_CONTINENTAL = frozenset({"Latin", "South", "Central", "North", "Meso", "Spanish", "Pan", "Ibero"})
_FORMAL_NOUNS = words("republic kingdom state federation emirate sultanate principality commonwealth")


@dataclass(frozen=True, slots=True)
class Match:
    """A known name over tokens ``[start, end)``; ``name`` is the gazetteer's own for what it stands for."""

    start: int
    end: int
    kind: MatchKind
    name: str
    country: str | None = None
    code: str | None = None
    sector: str | None = None


class Matches:
    """The known names of one text, in order and not overlapping, and the nouns of role it holds."""

    def __init__(self, found: list[Match], roles: dict[int, tuple[int, Entry]]) -> None:
        self.all = tuple(found)
        #: by the index of a role's last token: where the role starts, and what it is
        self.roles = roles
        self._by_token = {i: match for match in found for i in range(match.start, match.end)}

    def at(self, token: int) -> Match | None:
        """Return the match that covers the token of this index, if one does."""
        return self._by_token.get(token)

    def __iter__(self) -> Iterator[Match]:
        return iter(self.all)


def scan(doc: Doc, gazetteer: Gazetteer, date: str | None, home: str | None = None) -> Matches:
    """Return what the gazetteer knows of the text's words on the date; ``home`` is the state that the text is from."""
    kept = [token.i for token in doc if token.text not in _APOSTROPHES]
    words = [doc[i].text for i in kept]
    found: list[Match] = []
    roles: dict[int, tuple[int, Entry]] = {}
    at = 0
    while at < len(words):
        hit = gazetteer.longest(words, at)
        if hit is None or hit.partial:
            at += 1
            continue
        entry = _likeliest(hit.entries, date)
        if entry.country == "USA" and entry.kind != "role" and _is_part_of_continent(words, at):
            at = hit.end
            continue
        if entry.kind == "role":
            roles[kept[hit.end - 1]] = (kept[hit.start], entry)
            shorter = _named_in(words[at : hit.end - 1], gazetteer, date)
            if shorter is None:
                at += 1
                continue
            hit, entry = GazetteerMatch(at, at + shorter[0], ()), shorter[1]
        found.append(_match(kept[hit.start], kept[hit.end - 1] + 1, entry))
        at = hit.end
    found = [match for match in found if not _is_of_another_name(doc, match)]
    return Matches([_formal(doc, match) for match in _bracketed(doc, _rehomed(found, home))], roles)


def _is_of_another_name(doc: Doc, match: Match) -> bool:
    """Whether the words of a ministry's name go on as that of something else.

    So do "the Foreign Office Consultations" of any two states and "the State Department for Trade" of Kenya.
    """
    if match.kind != "organisation" or match.end + 1 >= len(doc):
        return False
    last, following = doc[match.end - 1].lower_, doc[match.end]
    return (last == "office" and following.text == "Consultations") or (
        last == "department" and following.lower_ == "for" and doc[match.end + 1].text[0].isupper()
    )


def _is_part_of_continent(words: list[str], at: int) -> bool:
    """Whether "America" or "American" is that of "Latin America" or "South American"."""
    return words[at] in ("America", "American", "Americans") and at > 0 and words[at - 1].title() in _CONTINENTAL


def without_surnames(doc: Doc, matches: Matches) -> Matches:
    """Return the matches without cities, seats and states whose name is that of somebody whom the text introduces.

    Where it tells of "Prime Minister Edward Langley" or of "Ms Langley", no "Langley" is the agency there; where it
    tells of "Foreign Minister Ana Jordan" and of nothing Jordanian, no "Jordan" is the kingdom.
    """
    borrowed = {doc[m.start].text for m in matches if _is_city(m) and _is_introduced(doc, m.start, matches)}
    people = {doc[m.end - 1].text for m in matches if m.kind == "person" and m.end - m.start > 1}
    namesakes = {
        m.country
        for m in matches
        if _is_state(m) and (doc[m.start].text in people or _is_named_after(doc, m.start, matches))
    }
    told = {m.country for m in matches if m.country in namesakes and (m.kind != "country" or m.end - m.start > 1)}
    kept = [m for m in matches if not _is_surname(doc, m, borrowed, namesakes, told)]
    return Matches(kept, matches.roles) if borrowed or namesakes else matches


def _is_surname(doc: Doc, match: Match, borrowed: set[str], namesakes: set[str | None], told: set[str | None]) -> bool:
    """Whether a match is the name of a person: of a state that the text tells of as well, only where it can be none."""
    before = doc[max(match.start - 1, 0)]
    if _is_city(match) and doc[match.start].text in borrowed:
        return before.lower_ not in _PLACING
    if not _is_state(match) or match.country not in namesakes:
        return False
    if match.country in told:
        return before.lower_ not in {*_PLACING, "of"} and not _in_row_of_states(doc, match)
    return before.lower_ != "in"


def _in_row_of_states(doc: Doc, match: Match) -> bool:
    """Whether a name stands beside others like it ("Serbia and Montenegro"), as surnames of persons hardly do."""
    return any(t.dep_ == "conj" and t.ent_type_ == "GPE" for t in doc[match.start].children) or (
        doc[match.start].dep_ == "conj" and doc[match.start].head.ent_type_ == "GPE"
    )


def _is_city(match: Match) -> bool:
    return match.end - match.start == 1 and match.kind in ("capital", "seat", "region")


def _is_state(match: Match) -> bool:
    return match.end - match.start == 1 and match.kind == "country"


def _is_named_after(doc: Doc, at: int, matches: Matches) -> bool:
    """Whether the name of a state ends that of a person with given names and a title before them, or follows "Mr"."""
    given = at > 0 and doc[at - 1].pos_ == "PROPN" and not offices.is_head(doc[at - 1].lower_)
    styled = at > 0 and (doc[at - 1] if doc[at - 1].text != "." else doc[max(at - 2, 0)]).lower_ in _STYLED
    return (given or styled) and _is_introduced(doc, at, matches)


def _is_introduced(doc: Doc, at: int, matches: Matches) -> bool:
    """Whether a name at a token ends that of a person, with a title before the given names, or follows "Mr"."""
    first = at
    while first and at - first < 3 and doc[first - 1].pos_ == "PROPN" and matches.at(first - 1) is None:
        before = doc[first - 1]
        if not before.text.istitle() or offices.is_head(before.lower_) or offices.is_honorific(before):
            break
        first -= 1
    if first == 0:
        return False
    leading = doc[first - 1] if doc[first - 1].text != "." else doc[max(first - 2, 0)]
    return offices.is_honorific(leading) or (first < at and offices.is_head(leading.lower_))


def _rehomed(found: list[Match], home: str | None) -> list[Match]:
    """Give bodies whose name several states use to the state that the text is from, unless it names the other."""
    named = {match.country for match in found if match.kind in ("country", "adjective", "demonym")}
    return [
        replace(match, country=home)
        if home is not None and match.name in _SHARED and match.country not in named
        else match
        for match in found
    ]


def is_of_another_state(body: Entry, state: Entry | None, text: str) -> bool:
    """Return whether a body of a name that several states use is not that of the state, which a text never names."""
    return body.name in _SHARED and state is not None and state.name.rstrip("s") not in text


def _named_in(words: list[str], gazetteer: Gazetteer, date: str | None) -> tuple[int, Entry] | None:
    """The body or seat that begins a role ("State Department spokesperson"): the length of its name, and its entry."""
    hit = gazetteer.longest(words, 0) if words else None
    if hit is None:
        return None
    kinds = ("organisation", "seat") if len(words) > 1 else ("seat",)  # "Kremlin spokesman"
    entry = next((e for e in hit.entries if e.kind in kinds and e.valid(date)), None)
    return (hit.end, entry) if entry is not None else None


def _likeliest(entries: tuple[Entry, ...], date: str | None) -> Entry:
    """The first entry whose name was in use on the date, else the first."""
    valid = [entry for entry in entries if entry.valid(date)]
    return (valid or list(entries))[0]


def _match(start: int, end: int, entry: Entry) -> Match:
    return Match(
        start=start,
        end=end,
        kind="seat" if entry.name in CITY_SEATS else _KINDS[entry.kind],
        name=entry.name,
        country=entry.country,
        code=entry.code,
        sector=entry.sector,
    )


def _bracketed(doc: Doc, found: list[Match]) -> list[Match]:
    """Join a name with its abbreviation in brackets behind it: "the European Union (EU)"."""
    joined: list[Match] = []
    for match in found:
        last = joined[-1] if joined else None
        if last is not None and match.start == last.end + 1 and doc[last.end].text == "(":
            closed = match.end < len(doc) and doc[match.end].text == ")"
            if closed and (match.country, match.code) == (last.country, last.code):
                joined[-1] = Match(
                    last.start, match.end + 1, last.kind, last.name, last.country, last.code, last.sector
                )
                continue
        joined.append(match)
    return joined


def _formal(doc: Doc, match: Match) -> Match:
    """Widen a country's name by a formal part before it that the gazetteer does not list."""
    if match.kind != "country" or match.start < 2 or doc[match.start - 1].lower_ not in ("of", "the"):
        return match
    start = match.start
    while start > 0 and doc[start - 1].lower_ in _FORMAL and (doc[start - 1].text[0].isupper() or start < match.start):
        start -= 1
        if start == match.start - 1 and doc[start].lower_ not in ("of", "the"):
            break
    while start < match.start and not doc[start].text[0].isupper():
        start += 1
    words = {token.lower_ for token in doc[start : match.start]}
    if not words & _FORMAL_NOUNS:
        return match
    return Match(start, match.end, match.kind, match.name, match.country, match.code, match.sector)
