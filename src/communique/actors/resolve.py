"""Resolves one phrase to an Actor on a date: "the U.S. ambassador to Kabul", "Turkish-backed Syrian rebels", "Lula".

A known name is looked up whole; anything else is composed as event data compose it: the country of the first name or
adjective, the sector of the head noun, and where that says nothing, of the body it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.actors.gazetteer import Entry, EntryKind, Gazetteer, Tenure
from communique.actors.phrases import BELONGING, Phrase, Piece, parse
from communique.actors.spelling import fold, split
from communique.places import place, town
from communique.record import Actor, ActorKind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: nouns whose own sector gives way to the body they belong to: the president of a court, an officer of a spy agency
_YIELDING = _words(
    "president official officer leader secretary spokesman spokeswoman spokesperson spokespeople representative "
    "delegation negotiator adviser advisor worker employee staff manager executive authority agency commission mission "
    "deputy governor chancellor supporter activist volunteer lawyer expert analyst source "
    "founder speaker commissioner inspector editor driver division fund candidate politician "
    "envoy ambassador observer monitor mediator inspector gunman militant "
    "prisoner detainee operative agent investigator regulator"
)
#: nouns of soldiers, which give way to armed groups only: "Houthi forces" are rebels, "NATO forces" soldiers
_MILITARY = _words("force troop soldier general commander fighter leader colonel captain militiaman gunman army")
_IRREGULAR = frozenset(("REB", "UAF", "PRM", "CRM"))
#: heads that stand for one state before another: the state they face is no country of theirs
_ENVOYS = _words("ambassador envoy emissary representative mission embassy consulate consul nuncio liaison")
#: sectors that last when an office ends; of the others, one who left office belongs to the elite
_LASTING = _words("REB CRM UAF PRM CVL REL EDU BUS MED JRN AGR LAB NGO REF SOC OPP PTY PRE")
#: titles before a name, with the sector that a rank gives
_TITLES = {
    **dict.fromkeys(
        _words("mr mrs ms miss dr sir dame lord lady prof madam madame h.e excellency his her highness"), ""
    ),
    **dict.fromkeys(_words("gen lt col adm maj brig capt sgt cmdr"), "MIL"),
    "sen": "LEG",
    "rep": "LEG",
    "gov": "GOV",
    "pres": "GOV",
}
#: soldiers who are no elite when they have left
_RANK_AND_FILE = _words("soldier troop marine serviceman sailor conscript reservist paratrooper commando fighter guard")
#: role nouns that name a body, not a person
_BODY_NOUNS = _words(
    "government cabinet administration regime junta authority ministry agency office department treasury commission "
    "committee council embassy consulate mission delegation presidency palace chancellery secretariat bank army navy "
    "force forces military police gendarmerie guard corps command staff fleet brigade battalion regiment unit service "
    "intelligence parliament legislature congress senate assembly house chamber duma court tribunal judiciary jury "
    "prosecution party coalition alliance opposition movement front group militia gang cartel syndicate mafia company "
    "firm corporation enterprise conglomerate maker airline bank insurer industry factory union "
    "federation university college school institute academy faculty hospital clinic newspaper daily magazine agency "
    "broadcaster channel network station press media radio television church mosque temple monastery ngo charity "
    "organization organisation foundation association society league body bloc community public population team club "
    "family crowd mob tribe clan faction prison exchange brigade squad board embassy capital"
)
_BODIES: tuple[EntryKind, ...] = ("organisation", "group", "seat")
_NATIONS: tuple[EntryKind, ...] = ("state", "adjective", "demonym", "capital", "region")


@dataclass(slots=True)
class _Finding:
    """What has been found out about one phrase."""

    name: str
    kind: ActorKind = "group"
    country: str | None = None
    code: str | None = None
    sector: str | None = None
    office: str | None = None
    resolved: bool = False

    def actor(self) -> Actor:
        return Actor(
            id="a1",
            name=self.name,
            kind=self.kind,
            country=self.country,
            code=self.code,
            sector=self.sector,
            office=self.office,
            resolved=self.resolved,
        )


def actor(phrase: str, date: str | None, gazetteer: Gazetteer) -> Actor:
    """Return the actor that a phrase names on a date (ISO; today's knowledge if None).

    ``resolved`` is false where no gazetteer knows the name; country and sector are then what the words around it say.
    """
    text = " ".join(phrase.split())
    entry = _whole(text, date, gazetteer)
    if entry is not None:
        return _known(entry, text, date).actor()
    return _composed(parse(text, gazetteer), date, gazetteer).actor()


def _whole(text: str, date: str | None, gazetteer: Gazetteer) -> Entry | None:
    """The entry whose name is the whole phrase, with or without an article."""
    bare = _without_article(text)
    lower = text == text.lower()
    for candidate in dict.fromkeys((text, bare)):
        entries = gazetteer.exact(candidate, anycase=lower and len(bare) > 3)
        valid = [e for e in entries if e.kind != "role"]
        if valid:
            return next((e for e in valid if e.valid(date)), valid[0])
    words = [word for word in split(bare) if fold(word) not in _TITLES]
    return gazetteer.person(words, date) if words and not lower else None


def _without_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in ("the", "a", "an") else text


# ---------------------------------------------------------------------------------------------------- known names


def _known(entry: Entry, text: str, date: str | None) -> _Finding:
    if entry.kind == "person":
        return _person(entry, date)
    sector = None if entry.kind == "capital" and not entry.valid(date) else entry.sector
    found = _Finding(entry.name, "organisation", entry.country, entry.code, sector, resolved=True)
    if entry.kind in ("state", "capital", "seat", "region", "adjective"):
        found.kind = "state"
    elif entry.kind in ("group", "demonym"):
        found.kind = "group"
    if entry.kind == "seat" and text.lower() == f"the {entry.name.lower()}":
        found.name = text
    if entry.kind == "demonym":
        found.name, found.sector = _without_article(text), "CVL"
    return found


def _person(entry: Entry, date: str | None, sector: str | None = None) -> _Finding:
    """A known person: the office held on the date; where none was, the elite of the last country served."""
    held = entry.on(date)
    tenure = next((t for t in held if t.sector == sector), held[0] if held else None)
    if tenure is not None:
        code = tenure.code or tenure.secondary or None
        return _Finding(entry.name, "person", tenure.country, code, tenure.sector, tenure.office or None, True)
    last = entry.last(date) or (entry.tenures[0] if entry.tenures else None)
    if last is not None and last.country is None:  # who has left an organisation is a citizen again
        last = next((t for t in entry.tenures if t.country is not None), last)
    found = _Finding(entry.name, "person", entry.country, entry.code, sector, resolved=True)
    if last is not None:
        found.country, found.code = last.country, last.code
        found.sector = sector or _after(last)
    return found


def _after(tenure: Tenure) -> str:
    return tenure.sector if tenure.sector in _LASTING else "ELI"


# ---------------------------------------------------------------------------------------------------- compositions


def _composed(phrase: Phrase, date: str | None, gazetteer: Gazetteer) -> _Finding:
    body = _body_itself(phrase, gazetteer)
    if body is not None:
        return _known(body, phrase.text, date)
    found = _Finding(_without_article(phrase.text))
    head = _head(phrase)
    _place_in_country(found, phrase, head, gazetteer)
    _give_sector(found, phrase, head, gazetteer)
    if phrase.name:
        return _titled(found, phrase, head, date, gazetteer)
    if phrase.apposition and found.sector is None and found.country is None:
        said = actor(phrase.apposition, date, gazetteer)
        found.country, found.code, found.sector = said.country, said.code, said.sector
    role = head.of("role") if head is not None else None
    if role is not None and fold(role.name.split()[-1]) in _BODY_NOUNS:
        found.kind, found.resolved = "organisation", bool(found.country or found.code or found.sector)
        return found
    if role is not None and not role.plural:
        return _office(found, phrase, role, date, gazetteer)
    if head is None:
        return _headless(found, phrase, date)
    found.resolved = bool(found.country or found.code or found.sector)
    return found


def _body_itself(phrase: Phrase, gazetteer: Gazetteer) -> Entry | None:
    """The body that a phrase means where it ends in a mere container: "the rebel FDLR force", "Fatah movement"."""
    if not phrase.core or phrase.core[-1].entries or gazetteer.sector_of(phrase.core[-1].words[-1]) != "":
        return None
    for piece in reversed(phrase.core[:-1]):
        if piece.of("role") is not None:
            return None
        if (entry := piece.of("organisation", "group")) is not None:
            return entry
    return None


def _head(phrase: Phrase) -> Piece | None:
    """The last piece of the core that says what the actor is: a role noun, else a body, else a people."""
    for kinds in (("role",), _BODIES, ("demonym",)):
        for piece in reversed(phrase.core):
            if piece.of(*kinds) is not None and not (kinds == ("demonym",) and piece is not phrase.core[-1]):
                return piece
    return None


def _nation(piece: Piece) -> Entry | None:
    return None if piece.behind else piece.of(*_NATIONS, *_BODIES)


def _place_in_country(found: _Finding, phrase: Phrase, head: Piece | None, gazetteer: Gazetteer) -> None:
    """The country or organisation of the first name in the core, else of the complement where that says whose it is."""
    entries = [entry for piece in phrase.core if (entry := _nation(piece)) is not None]
    known = next((entry for entry in entries if entry.country or entry.code), None)
    if known is not None:
        found.country, found.code = known.country, known.code
        return
    envoy = head is not None and fold(head.words[-1]) in _ENVOYS
    complement = phrase.complement
    if complement is not None and phrase.joint in BELONGING and not (envoy and phrase.joint in ("in", "at")):
        inner = _Finding("")
        _place_in_country(inner, complement, _head(complement), gazetteer)
        found.country, found.code = inner.country, inner.code
    elif complement is not None and phrase.joint in ("for", "with"):
        bodies = [entry for piece in complement.core if (entry := piece.of("organisation", "group")) is not None]
        if body := next(iter(bodies), None):
            found.country, found.code = body.country, body.code
    if not (found.country or found.code) and head is not None:
        _place_by_title(found, head, gazetteer)
    if not (found.country or found.code):
        found.country = _town(phrase, head)


def _place_by_title(found: _Finding, head: Piece, gazetteer: Gazetteer) -> None:
    """The country or organisation that a title of office names itself: "White House press secretary"."""
    for end in range(min(3, len(head.words) - 1), 0, -1):
        match = gazetteer.longest(head.words[:end], 0)
        entry = match.of(*_NATIONS, *_BODIES) if match is not None and match.end == end else None
        if entry is not None:
            found.country, found.code = entry.country, entry.code
            return


def _town(phrase: Phrase, head: Piece | None) -> str | None:
    """The country of a large town before the head ("Mumbai police"), or of one that is the whole phrase."""
    if head is None:
        where = town(" ".join(phrase.name), population=15_000)
        return where.country if where is not None else None
    words: list[str] = []
    for piece in phrase.core:
        if piece.start >= head.start:
            break
        if not piece.entries and piece.words[0][:1].isupper():
            words += piece.words
    where = town(" ".join(words), population=300_000) if words else None
    return where.country if where is not None else None


def _give_sector(found: _Finding, phrase: Phrase, head: Piece | None, gazetteer: Gazetteer) -> None:
    role = head.of("role", *_BODIES) if head is not None else None
    sector, second = (role.sector, _second(role)) if role is not None else (None, None)
    noun = fold(head.words[-1]).rstrip("s") if head is not None else ""
    if sector is None or noun in _YIELDING or noun in _MILITARY:
        owner = _owner(phrase, head, gazetteer)
        if owner is not None and (sector is None or noun in _YIELDING or owner[0] in _IRREGULAR):
            sector, second = owner
    if phrase.former and sector is not None and sector not in _LASTING and noun not in _RANK_AND_FILE:
        sector, second = "ELI", None
    found.sector = sector
    found.code = found.code or second


def _second(entry: Entry) -> str | None:
    return entry.code if entry.kind == "role" else None


def _owner(phrase: Phrase, head: Piece | None, gazetteer: Gazetteer) -> tuple[str, str | None] | None:
    """The sector of the body that a head belongs to: the nearest to its left, else that of its complement."""
    before = [piece for piece in phrase.core if head is None or piece.start < head.start]
    for piece in reversed(before):
        entry = piece.of(*_BODIES, "role")
        if entry is not None and entry.sector and not (entry.kind == "role" and entry.office):
            return entry.sector, _second(entry)
        if not piece.entries and (said := gazetteer.sector_of(piece.words[0])):
            return said, None
    complement = phrase.complement
    if complement is not None and phrase.joint in ("of", "for", "at", "with", "from", "in", "within"):
        inner = _head(complement)
        entry = inner.of(*_BODIES, "role") if inner is not None else None
        if entry is not None and entry.sector:
            return entry.sector, _second(entry)
        return _owner(complement, inner, gazetteer)
    return None


def _office(found: _Finding, phrase: Phrase, role: Entry, date: str | None, gazetteer: Gazetteer) -> _Finding:
    """One person by an office: the one who holds it on the date, where that is known."""
    found.kind, found.office = "person", role.name
    side = found.country or (found.code if found.sector == "IGO" else None)
    if role.office and side and not phrase.former:
        holder = gazetteer.holder(side, role.name, date)
        if holder is not None:
            found.name, found.resolved = holder.name, True
    found.resolved = found.resolved or bool(found.country or found.sector)
    return found


def _titled(found: _Finding, phrase: Phrase, head: Piece | None, date: str | None, gazetteer: Gazetteer) -> _Finding:
    """A name with what stands before it: "Chilean engineer Jorge Perez", "Deputy Secretary Hicks"."""
    rank = ""
    words = list(phrase.name)
    while words and fold(words[0]) in _TITLES:
        rank = rank or _TITLES[fold(words.pop(0))]
    entry = gazetteer.person(words, date, country=found.country) or gazetteer.person(words, date)
    said = found.sector or rank or None
    if entry is not None:
        known = _person(entry, date, said)
        if phrase.former and known.sector not in _LASTING:
            known.sector, known.office = "ELI", None
        return known
    if head is None and not rank and phrase.core:  # "Amherst College", "Madras High Court": no person's name
        found.name = _without_article(phrase.text)
        return found
    if head is None and not words:
        return found
    found.name, found.kind, found.sector = " ".join(words), "person", said
    found.office = head.text if head is not None and found.sector == "GOV" else None
    return _located(found, phrase) if head is None else found


def _headless(found: _Finding, phrase: Phrase, date: str | None) -> _Finding:
    nation = next((entry for piece in phrase.core if (entry := _nation(piece)) is not None), None)
    found.resolved = bool(found.country or found.code or found.sector)
    if nation is not None and len(phrase.core) == 1 and phrase.complement is None:
        return _known(nation, phrase.text, date)
    return found


def _located(found: _Finding, phrase: Phrase) -> _Finding:
    """A name that is no known person's may be a place's: "Mongbwalu", "Sydney"."""
    where = place(phrase.text)
    if where is not None and len(phrase.core) == 0:
        return _Finding(where.name, "state", where.country, None, None, resolved=True)
    return found
