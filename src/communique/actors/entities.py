"""The actors of one text while it is being read: who has been named, and what each is known to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from communique.actors import offices, society
from communique.actors.gazetteer import Entry, Gazetteer
from communique.actors.lexicon import words
from communique.actors.organs import CABINET_NAMES, Organ
from communique.actors.people import Person
from communique.actors.scan import Match
from communique.actors.titles import Title, called_by_initials
from communique.record import ActorKind


@dataclass(slots=True, eq=False)
class Entity:
    """One actor in the making; ``key`` orders and identifies it.

    Who is ``private`` holds an office of a club, firm or the like, and is of no state that the text does not name.
    What is ``collective`` is an organ of an organisation, which "they" may stand for.
    """

    key: int
    kind: ActorKind
    name: str
    country: str | None = None
    code: str | None = None
    sector: str | None = None
    office: str | None = None
    resolved: bool = True
    plural: bool = False
    unnamed: bool = False
    place: bool = False
    private: bool = False
    collective: bool = False
    gender: str = ""
    aliases: frozenset[str] = frozenset()
    honorifics: frozenset[str] = frozenset()
    titles: list[Title] = field(default_factory=list)
    known: Entry | None = None

    @property
    def side(self) -> str | None:
        """The state or organisation that it stands for: its country, else its code."""
        return self.country or self.code


class Entities:
    """Makes and finds the entities of one text; looking up a state twice gives the same entity."""

    def __init__(self, gazetteer: Gazetteer, date: str | None) -> None:
        self.gazetteer = gazetteer
        self.date = date
        #: how the text writes names that the gazetteer has otherwise
        self.spellings: dict[str, str] = {}
        self.all: list[Entity] = []
        self._states: dict[str, Entity] = {}
        self._bodies: dict[tuple[str, str | None], Entity] = {}

    def _new(self, kind: ActorKind, name: str) -> Entity:
        entity = Entity(key=len(self.all), kind=kind, name=name)
        self.all.append(entity)
        return entity

    def state(self, country: str) -> Entity:
        """Return the state of this ISO 3166-1 alpha-3 code."""
        entity = self._states.get(country)
        if entity is None:
            entity = self._states[country] = self._new("state", self._state_name(country))
            entity.country = country
        return entity

    def government(self, country: str, words: str) -> Entity:
        """Return the government of a state where the text names it as a body ("Government of Rwanda")."""
        entity = self._bodies.get(("government", country))
        if entity is None:
            entity = self._bodies["government", country] = self._new("organisation", words)
            entity.country, entity.sector = country, "GOV"
        return entity

    def cabinet(self, country: str, words: str) -> Entity:
        """Return the cabinet of a state, also as its council of ministers."""
        entity = self._bodies.get(("cabinet", country))
        if entity is None:
            entity = self._bodies["cabinet", country] = self._new("organisation", words)
            entity.country, entity.sector, entity.collective = country, "GOV", True
            entity.aliases = CABINET_NAMES
        return entity

    def _state_name(self, country: str) -> str:
        entry = self.gazetteer.state(country)
        name = entry.name if entry is not None else country
        return self.spellings.get(name, name)

    def organisation(self, match: Match) -> Entity:
        """Return the organisation or known group of a gazetteer match."""
        name = self.spellings.get(match.name, match.name)
        entity = self._bodies.get((match.name, None))
        if entity is None and match.kind == "seat" and match.code:
            return self._seated(match.code)
        if entity is None:
            entity = self._new("group" if match.kind == "group" else "organisation", name)
            entity.country, entity.code, entity.sector = match.country, match.code, match.sector
            self._bodies[match.name, None] = entity
        return entity

    def _seated(self, code: str) -> Entity:
        """The organisation that a city stands for: the one of this code that the text names, else the usual one."""
        known = next((e for e in self.all if e.code == code and e.kind == "organisation"), None)
        if known is not None:
            return known
        name = _SEATED.get(code, code)
        entity = self._bodies[name, None] = self._new("organisation", name)
        entity.code, entity.sector = code, "IGO"
        return entity

    def body(self, name: str, *, country: str | None, code: str | None, sector: str | None) -> Entity:
        """Return the body of this name and country, such as a ministry that no gazetteer lists."""
        key = (_essence(name), country or code)
        entity = self._bodies.get(key)
        if entity is None:
            entity = self._bodies[key] = self._new("organisation", name)
            entity.country, entity.code, entity.sector = country, code, sector
            entity.resolved = bool(country or code)
        return entity

    def organ(self, organ: Organ | None, cabinet: str | None, country: str | None) -> Entity | None:
        """Return the organ that a text is of: that of an organisation, else the cabinet that sat, of a state."""
        if organ is None:
            ours = cabinet is not None and country is not None and self.gazetteer.state(country) is not None
            return self.cabinet(country, cabinet) if ours and country and cabinet else None
        named = self.organisation(organ.match) if organ.match is not None else None
        entity = named or self.body(organ.name, country=None, code=organ.code, sector="IGO")
        entity.collective = True
        return entity

    def group(self, name: str, *, country: str | None, sector: str | None, plural: bool) -> Entity:
        """Return the people of this description ("two diplomats", "senior Congolese official")."""
        key = (name.lower(), country)
        entity = self._bodies.get(key)
        if entity is None:
            entity = self._bodies[key] = self._new("group" if plural else "person", name)
            entity.country, entity.sector, entity.plural = country, sector, plural
            entity.resolved, entity.unnamed = False, True
        return entity

    def described_body(self, title: Title, words: str, country: str | None, usual: str | None) -> tuple[Entity, ...]:
        """Return the body that a phrase names; a government is its state, one without a state is of the ``usual`` one.

        Bodies that need not belong to a state, such as unions and councils, stay without one where the text gives none.
        """
        code = title.organisation.code if title.organisation is not None else None
        plain = title.noun in offices.PLAIN_BODIES or (title.noun == "authority" and title.plural)
        plain = plain or words.lower() in ("armed forces", "security forces", "junta", "military authorities")
        plain = plain and not words.lower().startswith("occupation")
        side = country or (usual if code is None and plain else None)
        if title.noun == "government" and country is not None and self.gazetteer.state(country) is not None:
            return (self.government(country, words),)
        if side is not None and code is None and (title.noun == "cabinet" or _is_cabinet(title, words)):
            return (self.cabinet(side, words),)
        if title.noun in _GOVERNING and side is not None:
            return (self.state(side),) if self.gazetteer.state(side) is not None else ()
        of_body = title.organisation is not None and title.organisation.sector == "IGO" and country is None
        sector = "IGO" if of_body else offices.BODIES.get(title.noun)
        return (self.body(words, country=side, code=code, sector=sector),)

    def _member_of(self, title: Title) -> Entity | None:
        """The organisation whose members speak as one ("the members of the Security Council")."""
        body = title.organisation
        if body is None or not title.plural:
            return None
        fights = body.kind == "group" and body.sector in ("REB", "UAF") and title.noun not in offices.HEADS
        return self.organisation(body) if fights or title.noun == "member" else None

    def described_group(self, title: Title, words: str, country: str | None) -> Entity:
        """Return the people, or the one unnamed person, that a phrase describes."""
        body = self._member_of(title)
        if body is not None:
            return body
        bodies = [title.organisation] if title.organisation is not None else []
        sector = sector_of([title], bodies)
        entity = self.group(words, country=country, sector=sector, plural=title.plural)
        entity.private = entity.private or title.body is not None
        if entity.country is None and title.organisation is not None:
            entity.code = title.organisation.code
            entity.country = title.organisation.country
        if not title.plural and title.office and title.noun in offices.HEADS:
            entity.office = singular_office(title.office)
        return entity

    def untitled(self, named: Iterable[Entity], title: Title, home: str | None, skip: set[Entity]) -> Entity | None:
        """Return the one named person without an office who may hold this one, and give it to him or her."""
        wanted = title.country or home
        free = [e for e in named if e.kind == "person" and e.office is None and e not in skip]
        free = [e for e in dict.fromkeys(free) if e.side is None or e.side == wanted]
        if len(free) != 1 or wanted is None or title.body is not None or title.noun not in offices.HEADS:
            return None
        entity = free[0]
        entity.office = "President" if title.office.lower() == "head of state" else singular_office(title.office)
        entity.country = entity.country or (wanted if entity.code is None else None)
        entity.sector = entity.sector or sector_of([title], ())
        entity.resolved = True
        return entity

    def install(self, people: Iterable[Entity], titles: Iterable[Title]) -> None:
        """Give titles to people in their order; a counterpart holds the office of the one before."""
        held: Title | None = None
        for entity, title in zip(people, titles, strict=True):
            held = held if title.relational else title
            if held is None:
                return
            entity.office, entity.country = singular_office(held.office), title.country
            entity.sector, entity.resolved = sector_of([held], ()), True

    def person(self, person: Person) -> Entity:
        """Return a new entity for a person of the text, with what his or her titles and the gazetteer say."""
        entity = self._new("person", person.name)
        entity.titles = list(person.titles)
        entity.aliases = frozenset(name for t in person.titles for name in called_by_initials(t))
        entity.honorifics = frozenset(person.honorifics)
        entity.gender = gender_of(person)
        entity.private = any(title.body is not None and not title.former for title in person.titles)
        self._from_titles(entity, person)
        self._from_gazetteer(entity, person)
        return entity

    def holder(self, country: str, office: str) -> Entity | None:
        """Return a new entity for whom the gazetteer knows in this office on the date, or None."""
        entry = self.gazetteer.holder(country, office, self.date) if self.date is not None else None
        if entry is None:
            return None
        for entity in self.all:
            if entity.known is not None and entity.known.name == entry.name:
                return entity
        entity = self._new("person", entry.name)
        held = next((t.office for t in entry.on(self.date) if country in (t.country, t.code) and t.office), None)
        entity.known, entity.office = entry, held or offices.office_case(office)
        if self.gazetteer.state(country) is not None:
            entity.country, entity.sector = country, "GOV"
        else:
            entity.code, entity.sector = country, "IGO"
        return entity

    def people(self) -> Iterable[Entity]:
        """Yield the named persons."""
        return (entity for entity in self.all if entity.kind == "person")

    # -- what is known of a person

    def _from_titles(self, entity: Entity, person: Person) -> None:
        held = [t for t in person.titles if not t.relational]
        for_body = next((t for t in held if t.organisation is not None and t.organisation.sector == "IGO"), None)
        if for_body is not None and for_body.country is None and for_body.organisation is not None:
            entity.code = for_body.organisation.code
        entity.office = best_office(held)
        states = [t.country for t in (*held, *person.titles) if t.country] + person.countries
        if entity.code is None or (held and held[0] is not for_body):
            entity.country = next(iter(states), None)
        bodies = [t.organisation for t in held if t.organisation is not None]
        for body in bodies:
            if entity.country is None and body.code:
                entity.code = entity.code or body.code
        entity.sector = sector_of(held, bodies, entity.office)
        governs = any(t.noun in _STATESMEN and "press" not in t.office.lower() for t in held)
        if set(entity.honorifics) & _RANKS and not governs:
            entity.sector = "MIL"  # a general who speaks for a ministry; one who heads the state governs
        if entity.code is not None and entity.country is None and (entity.sector in (None, "GOV")):
            entity.sector = "IGO"
        entity.resolved = bool(entity.country or entity.code)

    def _from_gazetteer(self, entity: Entity, person: Person) -> None:
        words = person.name.replace(",", " ").split()
        entry = self.gazetteer.person(words, self.date, country=entity.country or entity.code)
        if entry is None and entity.side is not None and len(words) > 1 and entity.sector != "GOV":
            entry = self.gazetteer.person(words, self.date)
            if entry is not None and entry.on(self.date):
                entity.country = entity.code = None
        if entry is None or (len(words) == 1 and not entry.on(self.date)):
            return
        tenures = entry.on(self.date) or tuple(t for t in (entry.last(self.date),) if t is not None)
        if not tenures:
            return
        entity.known = entry
        entity.resolved = True
        if entity.country is None and entity.code is None:
            entity.country, entity.code = tenures[0].country, tenures[0].code
        if entity.code is not None and entity.country is None and entity.sector in (None, "GOV"):
            entity.sector = tenures[0].sector if tenures[0].code == entity.code else "IGO"
        current = entry.on(self.date)
        if current and current[0].country is not None and entity.sector == "IGO":
            held = set((entity.office or "").lower().split())
            if held and held <= set(current[0].office.lower().split()):
                entity.country, entity.code, entity.sector = current[0].country, None, current[0].sector
        if current:
            if entity.office is None or entity.office.lower() in offices.RANKS:
                entity.office, entity.sector = current[0].office or entity.office, current[0].sector or entity.sector
            entity.sector = entity.sector or current[0].sector


#: ranks of soldiers as they stand shortened before a name
_RANKS = frozenset("gen lt col maj brig capt adm cmdr gen. lt. col. maj. brig. capt. adm. cmdr.".split())
#: offices whose holder governs, whatever his rank
_STATESMEN = frozenset("president minister head leader chairman secretary governor ambassador premier king".split())


def best_office(titles: list[Title]) -> str | None:
    """Return the office to print: the first one held now, in the fullest wording that the text gives it."""
    current = [t for t in titles if t.office and not t.former] or [t for t in titles if t.office]
    if not current:
        return None
    first = next((t for t in current if t.noun not in offices.RANKS), current[0])
    row = _row_of(first, titles)
    if len(row) > 1:
        return singular_office(" and ".join(t.office for t in row))
    same = [t.office for t in current if _noun(t) == _noun(first)]
    words = set(offices.office_case(first.office).lower().split())
    fuller = [o for o in same if words & set(o.lower().split()) and len(o.split()) >= len(first.office.split())]
    office = max(fuller, key=lambda o: len(o.split()), default=first.office)
    return singular_office(office)


def _noun(title: Title) -> str:
    """The noun of an office, in full where it is abbreviated ("FM")."""
    return offices.office_case(title.noun).lower().split()[-1]


def _row_of(first: Title, titles: list[Title]) -> list[Title]:
    """The titles that a text gives in a row with one: "the Tánaiste, Minister for Trade and Minister for Defence"."""
    row = [first]
    for title in titles:
        beside = 0 < title.start - row[-1].end < 2
        if beside and not title.former and title.noun not in offices.RANKS and not offices.stacks(title.noun):
            row.append(title)
    return row


def singular_office(office: str) -> str:
    """Return an office in the singular ("Foreign Ministers" → "Foreign Minister")."""
    words = office.split()
    for at, word in enumerate(words):
        if word in ("of", "for", "to"):
            break
        one = offices.singular(word.lower())
        if one != word.lower() and one in offices.HEADS:
            words[at] = one.capitalize() if word[0].isupper() else one
    return " ".join(words)


#: bodies that stand for their state
_GOVERNING = words("government authority authorities administration leadership")


def _essence(name: str) -> str:
    """The words of a body's name that tell it from others ("Foreign Ministry", "Ministry of Foreign Affairs")."""
    kept = [w for w in name.lower().split() if w not in ("of", "the", "for", "affairs", "and")]
    return " ".join(sorted(kept)) if "ministry" in kept else name.lower()


def _is_cabinet(title: Title, words: str) -> bool:
    return title.noun == "council" and words.lower().startswith("council of ministers")


#: the organisations that are called by the city of their seat
_SEATED = {"EEC": "European Union"}
_FEMALE = words("ms ms. mrs mrs. miss madam madame dame lady smt smt. begum daw")
_MALE = words("mr mr. sir lord shri sheikh u")


def gender_of(person: Person) -> str:
    """Return "f" or "m" where honorifics and titles tell the gender of a person, else ""."""
    honoured = set(person.honorifics)
    nouns = {t.noun for t in person.titles}
    if honoured & _FEMALE or nouns & {
        "queen",
        "princess",
        "spokeswoman",
        "chairwoman",
        "congresswoman",
        "businesswoman",
    }:
        return "f"
    if honoured & _MALE or nouns & {"king", "prince", "spokesman", "emir", "amir", "sultan", "pope"}:
        return "m"
    return ""


#: offices that only a state has
_OF_STATES = words("minister premier chancellor king queen emir amir sultan ambassador governor tánaiste taoiseach")
_SECTOR_WORDS = {
    word: sector
    for sector, nouns in {
        "MIL": "army military navy forces junta",
        "REB": "rebel rebels guerrilla insurgent separatist",
        "OPP": "opposition",
        "COP": "police",
        "PTY": "party",
        "LEG": "parliament parliamentary senate assembly congress duma knesset majlis",
        "JUD": "court",
        "SPY": "intelligence",
        "BUS": "company business bank",
        "EDU": "university",
    }.items()
    for word in nouns.split()
}


def sector_of(titles: list[Title], bodies: Iterable[Match], office: str | None = None) -> str | None:
    """Return the PLOVER sector of whoever holds these titles, the one of the printed office first; that of an
    organisation before that of the office."""
    states = any(t.country for t in titles)
    if any(t.noun in _OF_STATES for t in titles):
        return "GOV"
    titles = sorted(titles, key=lambda t: office is not None and t.office.lower() != office.lower())
    first = titles[0].organisation if titles else None
    if titles and first is None and office is not None and titles[0].country is not None:
        bodies = ()
    for body in bodies:
        if body.sector and not (states and body.sector == "IGO"):
            return body.sector
    if titles and titles[0].body is not None:
        return society.sector(titles[0].body)
    for title in titles:
        _, _, of_what = title.office.lower().partition(" of ")
        if (found := society.sector(of_what)) is not None and title.noun != "minister":
            return found
        for word in title.office.lower().split():
            if word in _SECTOR_WORDS and title.noun != "minister":
                return _SECTOR_WORDS[word]
    for title in titles:
        sector = offices.HEADS.get(title.noun)
        if sector is not None and not (sector == "MIL" and len(titles) > 1):
            return sector
    return None
