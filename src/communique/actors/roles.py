"""Resolves titles without a name ("the minister", "the Head of State"), relations ("his counterpart") and joint phrases
("both sides", "the two presidents")."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from communique.actors.entities import Entities, Entity
from communique.actors.organs import MEMBERS
from communique.actors.references import Reference
from communique.actors.standing import fits, fits_plural, holds_alone
from communique.actors.thirds import thirds
from communique.actors.titles import Title
from communique.actors.trail import Resolved, Trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known of a text before its references are read.

    ``home`` is the side whose own report it is (a ministry's state), ``press`` the state of the agency that reports,
    ``ground`` the state that it was filed from or is most about; ``parties`` are those of a joint statement, empty for
    any other text. ``organ`` is that of an organisation, which the text tells of, or whose own paper it is
    (``issuing``); ``topic`` is the one state that the title names. ``named`` has the person of each name by its first
    token, ``opening`` is where the first paragraph ends.
    """

    home: str | None = None
    press: str | None = None
    ground: str | None = None
    parties: tuple[Entity, ...] = ()
    organ: Entity | None = None
    issuing: bool = False
    topic: str | None = None
    named: dict[int, Entity]
    opening: int = 0

    @property
    def usual(self) -> str | None:
        """The side to which an office without a state belongs in this text."""
        return self.home or self.press or self.ground


class Roles:
    """Resolves the titles and joint phrases of one text along its trail."""

    def __init__(
        self,
        trail: Trail,
        entities: Entities,
        setting: Setting,
        owners: Callable[..., tuple[Entity, ...]],
        bodies: Callable[[str, int], tuple[Entity, ...]],
    ) -> None:
        self.bodies = bodies
        self.trail = trail
        self.entities = entities
        self.setting = setting
        self.owners = owners
        self.people = list(dict.fromkeys(setting.named.values()))
        #: the states, or their persons, whose holders of an office the text has named in a row
        self.rows: dict[str, tuple[Entity, ...]] = {}

    # -- one office

    def holder(self, known: Resolved) -> tuple[Entity, ...]:
        """Return who is meant by a title alone, in the singular or the plural; a new entity where nobody named is."""
        title = _title(known)
        if title.plural:
            return self._holders(known, title)
        country = self._country(known, title)
        person = self._person(known, title, country)
        if person is not None:
            self._learn(person, title)
            return (person,)
        if self._indefinite(title) or country or title.organisation is not None or known.subject or holds_alone(title):
            return self._unnamed(known, title, country)
        return ()

    def _country(self, known: Resolved, title: Title) -> str | None:
        if title.country is not None or title.owner is None:
            return title.country
        owners = self.owners(title.owner, known)
        return owners[0].side if owners else None

    @staticmethod
    def _indefinite(title: Title) -> bool:
        return title.determiner.split(" ")[0] in ("a", "an", "some", "several", "another") or (
            not title.determiner and title.office.islower()
        )

    def _person(self, known: Resolved, title: Title, country: str | None) -> Entity | None:
        if self._indefinite(title) and known.reference.start > self.setting.opening:
            return None
        others = self._coarguments(known)
        free = [e for e in self.people if e not in others]
        if country is not None and country != self.setting.usual:
            free = [e for e in free if e.side is not None or e.office is None]  # officials without a state are its own
        fitting = [e for e in free if fits(e, title, country)] or [
            e for e in free if fits(e, title, country, ever=True)
        ]
        if not fitting and country is not None and holds_alone(title) and not self._indefinite(title):
            unknown = self.entities.untitled(self.people, title, country, others)
            if unknown is not None:
                return unknown
        bare = country is None and title.owner is None and title.organisation is None and title.body is None
        own = self._own(known, title, fitting) if bare else []
        if bare and self.setting.home is not None and not own and holds_alone(title) and self._capital(known):
            unknown = self.entities.untitled(self.people, title, self.setting.home, others)
            if unknown is not None:
                return unknown
        if not fitting:
            return self._only_other(title, others)
        return fitting[0] if len(fitting) == 1 else self._likeliest(known, fitting, own)

    def _own(self, known: Resolved, title: Title, fitting: list[Entity]) -> list[Entity]:
        """Those whose office the report means by a mere "the President": its own, where it writes it with a capital."""
        head_of_state = title.office.lower() == "head of state"
        owner = self.setting.home or self.setting.press
        if owner is None or not (head_of_state or self._capital(known)):
            return []
        return [e for e in fitting if e.side == owner or (e.side is None and e.office is not None)]

    def _capital(self, known: Resolved) -> bool:
        return self.trail.doc[known.reference.root].text[0].isupper()

    def _likeliest(self, known: Resolved, fitting: list[Entity], own: list[Entity]) -> Entity:
        """Of several who fit: whose report it is, then who is present, then who was named last."""
        said = self._words(known)
        if known.reference.word == "diplomat" and not said & {"top", "chief", "senior"}:
            fitting = [e for e in fitting if _ENVOYS & set((e.office or "").lower().split())] or fitting
        elif known.reference.word == "diplomat":
            fitting = [e for e in fitting if {"foreign", "external"} & _duties(e)] or fitting
        visiting = "visiting" in said
        if visiting:
            fitting = [e for e in fitting if e.side != self.setting.usual] or fitting
            own = []
        present = [e for e in fitting if e in self.trail.scene]
        if own and (own[0] in present or not present):
            return own[0]
        here = present or fitting
        recent = self.trail.recent(lambda e: e in here)
        return recent[0] if recent else here[0]

    def _words(self, known: Resolved) -> set[str]:
        reference = known.reference
        return {t.lower_ for t in self.trail.doc[reference.start : reference.end]}

    def _only_other(self, title: Title, others: set[Entity]) -> Entity | None:
        """A visiting or present person of whom only a state is known ("the minister" for a guest without a title)."""
        if title.body is not None or title.noun not in ("minister", "leader", "official", "diplomat", "president"):
            return None
        free = [e for e in self.trail.scene if e.office is None and e not in others and e.kind == "person"]
        return free[0] if len(free) == 1 and title.determiner == "the" else None

    def _coarguments(self, known: Resolved) -> set[Entity]:
        """Who stands beside this title in its clause, and so cannot be the same person."""
        clauses = {known.clause}
        joint = set() if known.subject else {e for e in self.trail.actors_of(known.clause) if e.kind == "person"}
        if known.subject:
            verb = self.trail.doc[known.clause]
            clauses |= {c.i for c in verb.children if c.dep_ in ("advcl", "acl") and c.tag_ in ("VBG", "VBN")}
        return joint | {
            e
            for r in self.trail.current
            if r is not known and r.clause in clauses and not r.reference.possessive and r.reference.kind != "pronoun"
            if r.subject != known.subject
            for e in r.entities
            if e.kind == "person"
        }

    @staticmethod
    def _learn(person: Entity, title: Title) -> None:
        """Keep the fuller wording of an office ("a foreign ministry spokesperson" of "Spokesperson Guo")."""
        held = (person.office or "").lower().split()
        said = title.office.lower().split()
        if held and len(said) > len(held) and said[-1] == held[-1] and set(held) <= set(said) and not title.former:
            person.office = title.office

    def _unnamed(self, known: Resolved, title: Title, country: str | None) -> tuple[Entity, ...]:
        indefinite = self._indefinite(title)
        if country is None and title.organisation is None and title.body is None and not indefinite:
            country = self.setting.home if holds_alone(title) else None
            if title.office.lower().replace("-", " ") == "secretary general" and title.determiner == "the":
                country = self.setting.home or _UNITED_NATIONS
        if country is not None and not indefinite and not title.former:
            holder = self.entities.holder(country, title.office)
            if holder is not None:
                if holder not in self.people:
                    self.people.append(holder)
                return (holder,)
        return (self.entities.described_group(title, bare_words(self.trail, known.reference), country),)

    # -- several offices

    def _holders(self, known: Resolved, title: Title) -> tuple[Entity, ...]:
        words = bare_words(self.trail, known.reference)
        organ = self._organ(title)
        if organ is not None and (self.setting.issuing or title.organisation is not None) and not _count(title):
            return (organ,)
        if len(title.countries) > 1 and self._before_states(title):
            row = self._one_of_each(title) or tuple(self.entities.state(country) for country in title.countries)
            self.rows[title.noun] = row
            return row
        if len(title.countries) > 1:
            told = tuple(self.entities.described_group(title, words, country) for country in title.countries)
            return self._one_of_each(title) or tuple(dict.fromkeys(told))
        if title.country or title.organisation is not None:
            return (self.entities.described_group(title, words, title.country),)
        group = next((e for e in self.entities.all if e.kind == "group" and _extends(e.name, words)), None)
        group = group or self._told_of(words)
        if group is not None:
            return (group,)
        if title.noun == "member" and (body := self.bodies(words.split()[-1].lower(), known.reference.start)):
            return body
        first = title.determiner.split(" ")[0]
        definite = first in ("the", "both", "all", "these", "two", "three", "four") or (not first and known.subject)
        people = self._together(known, title, near=organ is not None)
        if definite and len(people) > 1:
            return people
        if title.noun in self.rows and (definite or known.subject):
            return self.rows[title.noun]
        if organ is not None and (definite or known.subject):
            return (organ,)
        proper = any(word[0].isupper() for word in words.split()[1:])
        if (definite or not known.subject) and not proper:
            return ()
        return (self.entities.described_group(title, words, None),)

    def _organ(self, title: Title) -> Entity | None:
        """The organ that "Leaders", "the Ministers", "Heads of State and Government" are in a text of theirs."""
        organ = self.setting.organ
        if organ is None or title.country or title.countries or title.owner is not None:
            return None
        if title.body is not None and not set(title.body.lower().split()) <= set(organ.name.lower().split()):
            return None
        theirs = title.organisation is None or title.organisation.code == organ.code
        said = set(title.office.lower().split())
        named = set(organ.name.lower().split())
        makes_up = f"{title.noun}s" in MEMBERS and not (said & {"prime", "vice", "deputy"}) - named
        return organ if theirs and makes_up and title.determiner.split(" ")[0] in _WHOLE else None

    def _one_of_each(self, title: Title) -> tuple[Entity, ...]:
        """The persons in such an office of several states ("the Turkish and Greek foreign ministers")."""
        row = [self.trail.recent(_meets), self.people]
        found = [
            next((e for e in [*row[0], *row[1]] if e.side == c and (title.relational or fits_plural(e, title))), None)
            for c in title.countries
        ]
        people = tuple(e for e in found if e is not None)
        return people if len(people) == len(title.countries) else ()

    def _told_of(self, words: str) -> Entity | None:
        """The people described with the same noun before ("the officials" of "seven U.N. officials")."""
        for sentence in reversed(self.trail.history[-5:]):
            for known in reversed(sentence):
                entity = known.single
                if entity is not None and entity.kind == "group" and entity.name.lower().endswith(f" {words.lower()}"):
                    return entity
        return None

    def _before_states(self, title: Title) -> bool:
        """Whether the states of a title stand in a row behind it ("the prime ministers of Denmark and Norway")."""
        doc = self.trail.doc
        return title.end < len(doc) and doc[title.end].lower_ == "of" and title.country is None

    def _together(self, known: Resolved, title: Title, *, near: bool) -> tuple[Entity, ...]:
        others = self._coarguments(known) if not known.subject else set()
        count = _count(title)
        pools: list[Sequence[Entity]] = [self.trail.scene, self.present()]
        if not near:  # where the text is of an organ, who is named elsewhere is not meant
            pools += [self.trail.recent(lambda e: e in self.people), self.people]
        fitting: list[Entity] = []
        for pool in pools:
            fitting = [e for e in pool if e not in others and fits_plural(e, title)]
            if len(fitting) >= (count or 2):
                break
            if title.noun in ("leader", "side", "official") and fitting and len(pool) == 2 and not others & set(pool):
                fitting = list(pool)
                break
        named = {e.side for r in self.trail.current for e in r.entities if e.kind == "state"}
        theirs = [e for e in fitting if e.side is None or e.side in named]
        if count is None and len(named) > 1 and len(theirs) > 1:  # "Kenya, Uganda seek a deal as ministers meet"
            fitting = theirs
        fitting = fitting[: count or (2 if len(fitting) > 4 else 4)]
        sides = {e.side for e in fitting}
        ordered = sorted(fitting, key=lambda e: e.key)
        return tuple(ordered) if len(ordered) > 1 and len(sides) > 1 else ()

    def present(self) -> tuple[Entity, ...]:
        """Return the persons of the sentence if they are of several sides, else those present before."""
        here = tuple(dict.fromkeys(e for r in self.trail.current for e in r.entities if _meets(e)))
        return here if len({e.side or e.name for e in here}) > 1 else self.trail.scene

    # -- relations

    def relation(self, known: Resolved) -> tuple[Entity, ...]:
        """Return who is meant by "his counterpart", "the guest", "the host", "his colleague" without a name."""
        title = _title(known)
        owners = self.owners(title.owner, known) if title.owner is not None else ()
        subjects = self.trail.subjects_of(known.clause) if not known.subject else ()
        others = {*owners, *subjects}
        if len(title.countries) > 1:
            return self._one_of_each(title)
        if title.country is not None:
            held = owners[0].office if owners else None
            row = [*self.trail.scene, *self.trail.recent(_meets), *self.people]
            fitting = [e for e in row if e.side == title.country and e not in owners and not e.plural]
            if not fitting:
                return self._placed_beside(title.country, others) or self._named_later(known, owners, others)
            return tuple(sorted(fitting, key=lambda e: e.office != held)[:1])
        scene = [e for e in self.trail.scene if e not in others] or [e for e in self.present() if e not in others]
        if title.noun in ("guest", "host", "hostess", "visitor") and title.owner is None:
            home = self.trail.venue or self.setting.home or self.setting.ground
            away = title.noun in ("guest", "visitor")
            scene = [e for e in self.trail.scene if (e.side != home) == away] or scene
        elif owners:
            row = [*scene, *self.trail.recent(_meets), *self.people] if title.noun in _PEERS else scene
            row = [e for e in dict.fromkeys(row) if e.side != owners[0].side and e not in others and _meets(e)]
            scene = sorted(row, key=lambda e: -_alike(e, owners[0])) if title.noun in _PEERS else row or scene
        return tuple(scene) if title.plural else tuple(scene[:1])

    def _named_later(self, known: Resolved, owners: Sequence[Entity], others: set[Entity]) -> tuple[Entity, ...]:
        """The one named without an office, where the counterpart of an official is told of but not named."""
        title = _title(known)
        held = next((t for e in owners for t in e.titles if not t.relational), None)
        if held is None or title.noun not in _PEERS:
            return ()
        person = self.entities.untitled(self.people, replace(held, country=title.country), None, others)
        return (person,) if person is not None else ()

    def _placed_beside(self, country: str, others: set[Entity]) -> tuple[Entity, ...]:
        """The one official present whose state the text has not told, now that it does."""
        free = [e for e in self.trail.scene if e.side is None and e.office is not None and e not in others]
        if len(free) != 1:
            return ()
        free[0].country, free[0].resolved = country, True
        return (free[0],)

    def ordered(self, known: Resolved) -> tuple[Entity, ...]:
        """Return who is meant by "the former" and "the latter"."""
        subjects = set(self.trail.subjects_of(known.clause)) if not known.subject else set()
        here = [
            r for r in self.trail.before(known.reference.start) if r.single is not None and r.single.kind == "person"
        ]
        row = list(dict.fromkeys(r.entities[0] for r in here if r.entities[0] not in subjects))
        history = self.trail.history[-1] if self.trail.history else []
        named = [r for r in history if r.single is not None and r.single.kind == "person" and not self._spoken_of(r)]
        if known.reference.word == "latter":
            if row:
                return (row[-1],)
            return (named[-1].entities[0],) if named else ()
        pair = _pair(self.trail, named) or list(dict.fromkeys(r.entities[0] for r in named))[-2:]
        return (pair[0],) if pair else ()

    def _spoken_of(self, known: Resolved) -> bool:
        root = self.trail.doc[known.reference.root]
        return known.reference.possessive or (root.dep_ == "pobj" and root.head.lower_ == "of")

    # -- all sides at once

    def sides(self, known: Resolved) -> tuple[Entity, ...]:
        """Return who is meant by "both sides", "the two countries", "the parties", "both", "all three"."""
        word = known.reference.word
        if self.setting.parties and word != "persons":
            return self.setting.parties
        if others := thirds(self.trail, known):
            return others
        people = self._those_at(known)
        if word == "states" and not (len(people) > 2 and all(e.kind == "state" for e in people)):
            return self._states(people, known.reference.start, kinds=("state",))
        if people and all(e.kind == "state" for e in people):
            return people
        return people if len(people) > 1 else self._states(people, known.reference.start)

    def _those_at(self, known: Resolved) -> tuple[Entity, ...]:
        present = self.present()
        if len(present) > 1 and len({e.side for e in present}) < 2:
            present = self.trail.scene
        subjects = self.trail.subjects_of(known.clause) if not known.subject else ()
        if known.reference.word == "persons" and len(present) > 2 and subjects:
            return tuple(e for e in present if e not in subjects)
        count = self._counted(known)
        if count > 2 and len(present) != count:
            return self._as_many(count)
        if len(present) > 1:
            return present
        return tuple(e for e in subjects if _meets(e)) or self._speaker()

    def _counted(self, known: Resolved) -> int:
        words = self._words(known)
        return 3 if words & {"three", "trio"} else 4 if words & {"four", "quartet"} else 0

    def _as_many(self, count: int) -> tuple[Entity, ...]:
        """The last ones named together who are so many ("the three" of three states in a row)."""
        for sentence in reversed(self.trail.history[-4:]):
            for known in reversed(sentence):
                if len(known.entities) == count:
                    return known.entities
            joint = tuple(dict.fromkeys(e for r in sentence if r.subject for e in r.entities))
            if len(joint) == count:
                return joint
        return ()

    def _speaker(self) -> tuple[Entity, ...]:
        recent = self.trail.recent(_meets, sentences=3)
        return tuple(recent[:1])

    def _states(
        self, people: Sequence[Entity], start: int, *, kinds: tuple[str, ...] = ("state", "organisation")
    ) -> tuple[Entity, ...]:
        """The sides of these people; where that is fewer than two, the states and bodies named last before it."""
        sides = list(dict.fromkeys(self.side(e) for e in people if e.side))
        if len(sides) > 1:
            return tuple(sides)
        for known in reversed(self.trail.all_before(start)):
            for entity in reversed(known.entities):
                side = self.side(entity)
                if side.kind in kinds and side.side and side not in sides:
                    sides.append(side)
                if len(sides) == 2:
                    return tuple(sorted(sides, key=lambda e: e.key))
        return ()

    def sides_beside(self, entity: Entity) -> tuple[Entity, ...]:
        """Return the other states and bodies that are present with an entity."""
        own = self.side(entity)
        return tuple(dict.fromkeys(side for e in self.trail.scene if e.side and (side := self.side(e)) is not own))

    def side(self, entity: Entity) -> Entity:
        """Return the state of a person or body, or the entity itself where it has none."""
        if entity.kind == "state" or entity.country is None:
            return entity
        return self.entities.state(entity.country)


#: whose secretary-general is meant by a mere "the Secretary-General" in a report that is no organisation's own
_UNITED_NATIONS = "UNO"
#: the determiners of all who make up an organ
_WHOLE = ("", "the", "all", "these")
#: nouns by which one holder of an office calls another
#: of those whom "the diplomat" may be, these before ministers
_ENVOYS = frozenset({"ambassador", "envoy", "chargé", "charge", "representative", "consul"})


def _duties(entity: Entity) -> set[str]:
    """The words of the office of one who holds it himself, and does not only speak for it."""
    words = set((entity.office or "").lower().split())
    return words if "minister" in words else set()


_PEERS = ("counterpart", "peer", "homologue", "colleague")


def _extends(name: str, words: str) -> bool:
    """Whether a name is a group's fuller one ("Heads of Government of CARICOM" of "Heads of Government")."""
    return name.lower().startswith(f"{words.lower()} of ")


def _alike(one: Entity, other: Entity) -> int:
    """How much the offices of two persons have in common."""
    words = {w for w in (one.office or "").lower().split() if w not in ("of", "for", "and", "the", "deputy", "acting")}
    return len(words & set((other.office or "").lower().split()))


def bare_words(trail: Trail, reference: Reference) -> str:
    """Return the words of a reference without its article."""
    tokens = list(trail.doc[reference.start : reference.end])
    while tokens and tokens[0].lower_ in ("the", "a", "an", "its", "his", "their", "her", "this", "that", "our"):
        tokens.pop(0)
    return " ".join("".join(t.text_with_ws for t in tokens).split())


def _title(known: Resolved) -> Title:
    title = known.reference.title
    assert title is not None
    return title


def _count(title: Title) -> int:
    words = title.determiner.split()
    return next((n for word, n in (("both", 2), ("two", 2), ("three", 3), ("four", 4)) if word in words), 0)


def _meets(entity: Entity) -> bool:
    return entity.kind == "person" and not entity.plural


def _pair(trail: Trail, named: list[Resolved]) -> list[Entity]:
    """The last two persons of a sentence who are joined by "and"."""
    for first, second in zip(reversed(named[:-1]), reversed(named[1:]), strict=True):
        between = trail.doc[first.reference.end : second.reference.start]
        if any(t.lower_ == "and" for t in between) and len(between) <= 2:
            return [first.entities[0], second.entities[0]]
    return []
