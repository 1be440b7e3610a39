"""Decides to whom each reference of a text refers: "he", "the minister", "both sides", "his Turkmen counterpart"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from communique.actors.entities import Entities, Entity
from communique.actors.references import Reference, pronoun_kind
from communique.actors.speech import Speech, is_saying
from communique.actors.standing import fits, fits_plural

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
#: words that make a sentence report an encounter of those it names
_ENCOUNTERS = frozenset(
    "meet meeting talk talks call conversation receive phone telephone converse hold speak consultation consultations host "
    "visit welcome confer teleconference videoconference sit negotiation negotiations round dinner lunch breakfast audience "
    "exchange summit accompany greet tour reception".split()
)
#: verbs whose object's "its" is the object's own ("thanked Russia for its position")
_TOWARDS = frozenset(
    "thank congratulate support back praise commend urge ask help assist welcome accuse criticize criticise condemn oppose "
    "call appreciate encourage invite request respect hail applaud laud blame warn tell wish assure".split()
)


@dataclass(slots=True)
class Resolved:
    """A reference and the entities that it stands for."""

    reference: Reference
    entities: tuple[Entity, ...]
    subject: bool = False
    speaking: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known of a text before its references are read.

    ``home`` is the side whose own report it is (a ministry's state), ``ground`` the state that it was filed from or is most
    about; ``parties`` are the states and bodies of a joint statement, empty for any other text.
    """

    home: str | None = None
    ground: str | None = None
    parties: tuple[Entity, ...] = ()
    named: dict[int, Entity]
    opening: int = 0


class Resolver:
    """Reads the references sentence by sentence; ``resolve`` gives them with their entities, in the order of the text."""

    def __init__(self, doc: Doc, entities: Entities, setting: Setting, speech: Speech) -> None:
        self.doc = doc
        self.entities = entities
        self.setting = setting
        self.speech = speech
        self.trail: list[Resolved] = []
        self.history: list[list[Resolved]] = []
        self.scene: tuple[Entity, ...] = ()
        self.named: list[Entity] = list(setting.named.values())

    def resolve(self, sentences: Iterable[tuple[Span, Sequence[Reference]]]) -> list[Resolved]:
        """Return every reference that stands for somebody; ``sentences`` come in the order of reading."""
        for sentence, references in sentences:
            self._sentence(sentence, references)
        return sorted((r for r in self.trail if r.entities), key=lambda r: r.reference.start)

    # -- one sentence

    def _sentence(self, sentence: Span, references: Sequence[Reference]) -> None:
        self.current: list[Resolved] = [self._open(reference) for reference in references]
        self.sentence = sentence
        for known in self.current:
            if known.reference.kind in ("person", "state", "organisation", "body", "group"):
                known.entities = self._named(known)
        for late in self.current:
            if late.reference.kind == "role":
                late.entities = self._role(late)
        for late in self.current:
            if not late.entities and late.reference.kind in ("pronoun", "noun", "role"):
                late.entities = self._back(late)
        for known in self.current:
            if known.reference.kind == "person":
                self._complete(known)
        self._set_scene()
        for late in self.current:
            if late.reference.kind == "sides" or (not late.entities and late.reference.kind == "pronoun"):
                late.entities = self._joint(late)
        self.trail.extend(self.current)
        self.history.append([r for r in self.current if r.entities])

    def _open(self, reference: Reference) -> Resolved:
        token = self._clause_head(self.doc[reference.root])
        subject = token.dep_ in _SUBJECTS
        agent = token.dep_ == "pobj" and (token.head.dep_ == "agent" or token.head.head.lower_ == "according")
        according = token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according"
        speaking = (subject and is_saying(token.head)) or according
        return Resolved(reference, (), subject or agent or according, speaking)

    @staticmethod
    def _clause_head(token: Token) -> Token:
        """The noun that carries the role of a coordinated or apposed one."""
        while token.dep_ in ("conj", "appos") and token.head.i < token.i:
            token = token.head
        return token

    # -- names

    def _named(self, known: Resolved) -> tuple[Entity, ...]:
        reference = known.reference
        if reference.appearance is not None:
            return (self.setting.named[reference.appearance.name.start],)
        if reference.match is not None:
            if reference.kind == "state" and reference.match.country:
                return (self.entities.state(reference.match.country),)
            return (self.entities.organisation(reference.match),)
        title = reference.title
        if title is None:
            return ()
        country = title.country
        code = title.organisation.code if title.organisation is not None else None
        words = self._bare(reference)
        if reference.kind == "body":
            return self.entities.described_body(title, words, country, code, self.setting.home or self.setting.ground)
        return (self.entities.described_group(title, words, country),)

    def _bare(self, reference: Reference) -> str:
        """The words of a reference without its article."""
        tokens = list(self.doc[reference.start : reference.end])
        while tokens and tokens[0].lower_ in ("the", "a", "an", "its", "his", "their", "her", "this", "that"):
            tokens.pop(0)
        return "".join(t.text_with_ws for t in tokens).strip()

    def _complete(self, known: Resolved) -> None:
        """Fill in what a relational title says of a person ("his Zambian counterpart", "its spokesperson")."""
        appearance = known.reference.appearance
        if appearance is None:
            return
        entity = known.entities[0]
        for title in appearance.titles:
            owners = self._owners(title.owner, known)
            owner = owners[0] if owners else None
            if owner is None or owner is entity:
                continue
            if title.relational:
                entity.office = entity.office or owner.office
                entity.sector = entity.sector or owner.sector
            elif entity.country is None and entity.code is None:
                entity.country, entity.code = owner.country, owner.code

    def _owners(self, owner: int | None, known: Resolved) -> tuple[Entity, ...]:
        """The entities of a possessor inside a title: "his", "its", "the country's"."""
        if owner is None:
            return ()
        token = self.doc[owner]
        word = token.lower_
        if token.tag_ == "PRP$":
            kind = pronoun_kind(word)
            if kind == "person":
                return self._person(token, word, skip=set(known.entities))
            if kind == "thing":
                return self._thing(token)
            return self._plural(token)
        return self._thing(token)

    # -- roles

    def _role(self, late: Resolved) -> tuple[Entity, ...]:
        title = late.reference.title
        if title is None or title.relational:
            return ()
        if title.plural:
            return self._plural_role(late)
        token = self.doc[late.reference.root]
        before = [r for r in self.current if r.reference.start < late.reference.start]
        same_clause = {
            e
            for r in before
            for e in r.entities
            if r.subject and not late.subject and r.reference.kind in ("person", "role")
        }
        found = self._holder(late, skip=same_clause)
        if found is not None:
            return (found,)
        if title.determiner in ("a", "an") or title.country or title.organisation or late.subject:
            return self._unnamed(late, token)
        return ()

    def _holder(self, late: Resolved, skip: set[Entity]) -> Entity | None:
        """The named person whom a title alone means: who holds it, the nearest first."""
        title = late.reference.title
        assert title is not None
        country = title.country
        if country is None and title.owner is not None:
            owners = self._owners(title.owner, late)
            country = owners[0].side if owners else None
        fitting = [e for e in self.named if e not in skip and fits(e, title, country)]
        indefinite = title.determiner in ("a", "an")
        if indefinite and late.reference.start > self.setting.opening:
            return None
        if not fitting:
            return self._elimination(title, skip) if not indefinite else None
        return self._nearest(fitting, late, bare=country is None)

    def _nearest(self, fitting: list[Entity], late: Resolved, *, bare: bool) -> Entity:
        """Of several that fit: whose report it is, then who takes part, then who was named last."""
        if len(fitting) == 1:
            return fitting[0]
        own = [e for e in fitting if e.side == self.setting.home and self.setting.home is not None]
        if bare and own and (not self.scene or own[0] in self.scene or len(own) == 1 and not self._in_scene(fitting)):
            return own[0]
        here = self._in_scene(fitting) or fitting
        ranked = self._by_recency(here)
        return ranked[0] if ranked else here[0]

    def _in_scene(self, fitting: list[Entity]) -> list[Entity]:
        return [e for e in fitting if e in self.scene]

    def _by_recency(self, wanted: Iterable[Entity]) -> list[Entity]:
        """The entities mentioned before, speakers of a sentence before others of it, the latest sentence first."""
        wanted = set(wanted)
        ranked: list[Entity] = []
        for sentence in reversed(self.history):
            for test in (lambda r: r.speaking, lambda r: r.subject, lambda r: True):
                for known in sentence:
                    if test(known) and len(known.entities) == 1 and known.entities[0] in wanted:
                        if known.entities[0] not in ranked:
                            ranked.append(known.entities[0])
        return ranked

    def _elimination(self, title: object, skip: set[Entity]) -> Entity | None:
        """The one named person of the text without an office, who then holds the one that nobody named has."""
        return self.entities.untitled(self.named, title, self.setting.home or self.setting.ground, skip)

    def _unnamed(self, late: Resolved, token: Token) -> tuple[Entity, ...]:
        title = late.reference.title
        assert title is not None
        country = title.country
        if country is None and title.owner is not None:
            owners = self._owners(title.owner, late)
            country = owners[0].country if owners else None
        if country is None and title.organisation is None and title.determiner not in ("a", "an"):
            country = self.setting.home
        if country is not None and title.determiner not in ("a", "an") and not title.former:
            holder = self.entities.holder(country, title.office)
            if holder is not None:
                return (holder,)
        return (self.entities.described_group(title, self._bare(late.reference), country),)

    def _plural_role(self, late: Resolved) -> tuple[Entity, ...]:
        title = late.reference.title
        assert title is not None
        if title.country or title.organisation is not None:
            return (self.entities.described_group(title, self._bare(late.reference), title.country),)
        definite = title.determiner.startswith(("the", "both", "all", "these", "two", "three")) or not title.determiner
        people = self._joint_people(late, title)
        if definite and len(people) > 1:
            return people
        if title.determiner in ("the", "both") or not late.subject:
            return ()
        return (self.entities.described_group(title, self._bare(late.reference), None),)

    def _joint_people(self, late: Resolved, title: object) -> tuple[Entity, ...]:
        own_subject = {
            e for r in self.current if r.subject and r.reference.start < late.reference.start for e in r.entities
        }
        pool = [e for e in self._present() if fits_plural(e, title)]
        if not late.subject and len(pool) > 2:
            pool = [e for e in pool if e not in own_subject]
        if len(pool) < 2:
            pool = [e for e in self._by_recency(self.named) if fits_plural(e, title)]
            pool = pool[:2] if len({e.side for e in pool[:2]}) > 1 else pool
        return tuple(sorted(pool, key=lambda e: e.key)) if len(pool) > 1 else ()

    def _present(self) -> tuple[Entity, ...]:
        here = [e for r in self.current for e in r.entities if e.kind == "person"]
        if len({e.side for e in here}) > 1:
            return tuple(dict.fromkeys(here))
        return self.scene

    # -- back references

    def _back(self, late: Resolved) -> tuple[Entity, ...]:
        reference = late.reference
        token = self.doc[reference.root]
        if reference.kind == "role":
            return self._relation(late) if reference.title is not None and reference.title.relational else ()
        if reference.kind == "noun":
            return self._noun(late)
        kind = pronoun_kind(reference.word)
        if kind == "person":
            return self._person(token, reference.word)
        if kind == "thing":
            return self._thing(token)
        if kind in ("we", "i"):
            return self._first_person(token, plural=kind == "we")
        return ()

    def _person(self, token: Token, word: str, skip: set[Entity] | None = None) -> tuple[Entity, ...]:
        """Resolve "he", "she" and their forms."""
        gender = "f" if word in ("she", "her", "hers", "herself") else "m"
        skip = set(skip or ())

        def possible(entity: Entity) -> bool:
            return (
                entity.kind == "person" and not entity.plural and entity not in skip and entity.gender in ("", gender)
            )

        inside = self._inside(token, word, possible)
        if inside is not None:
            return (inside,)
        for test in (lambda r: r.speaking, lambda r: r.subject, lambda r: True):
            for sentence in reversed(self.history[-4:]):
                for known in sentence:
                    if test(known) and len(known.entities) == 1 and possible(known.entities[0]):
                        return known.entities
                if sentence and any(r.subject and len(r.entities) == 1 and possible(r.entities[0]) for r in sentence):
                    pass
        return ()

    def _inside(self, token: Token, word: str, possible: object) -> Entity | None:
        """The antecedent in the same sentence: the subject for "his", the speaker for a clause within what is said."""
        assert callable(possible)
        people = [r for r in self.current if r.entities and len(r.entities) == 1 and possible(r.entities[0])]
        speaks = token.dep_ == "nsubj" and is_saying(token.head) and self.speech.reports(token.head)
        if speaks:
            return None
        before = [r for r in people if r.reference.start < token.i]
        subjects = [r for r in before if r.subject]
        if word in ("him",) and subjects:
            others = [r for r in before if r not in subjects]
            return others[-1].entities[0] if others else None
        if subjects:
            return subjects[-1].entities[0]
        after = [r for r in people if r.subject and r.reference.start > token.i]
        if after and self._fronted(token, self.doc[after[0].reference.root]):
            return after[0].entities[0]
        objects = [r for r in before if not r.reference.possessive]
        return objects[-1].entities[0] if objects and not self._starts_clause(token) else None

    @staticmethod
    def _starts_clause(token: Token) -> bool:
        return token.dep_ in _SUBJECTS and token.head.dep_ == "ROOT"

    def _fronted(self, token: Token, subject: Token) -> bool:
        """Whether a pronoun stands in a phrase moved before the subject of its clause ("In his call, the Secretary …")."""
        verb = self._clause_head(subject).head
        above = token
        while above.head.i not in (above.i, verb.i):
            above = above.head
        return above.head.i == verb.i and above.i < subject.i and token.dep_ not in _SUBJECTS

    def _thing(self, token: Token) -> tuple[Entity, ...]:
        """Resolve "it" and "its" to a state or organisation."""

        def possible(known: Resolved) -> bool:
            return len(known.entities) == 1 and known.entities[0].kind in ("state", "organisation", "group")

        before = [r for r in self.current if possible(r) and r.reference.end <= token.i]
        subjects = [r for r in before if r.subject]
        towards = [r for r in before if not r.subject and not (r.reference.kind == "state" and self._mere_adjective(r))]
        if token.dep_ not in _SUBJECTS and towards:
            governor = self._governor(token)
            if governor in _TOWARDS or not subjects:
                return towards[-1].entities
        if subjects and not self._starts_clause(token):
            return subjects[-1].entities
        if towards and token.dep_ not in _SUBJECTS:
            return towards[-1].entities
        after = [r for r in self.current if possible(r) and r.subject and r.reference.start > token.i]
        if after and self._fronted(token, self.doc[after[0].reference.root]):
            return after[0].entities
        for sentence in reversed(self.history[-3:]):
            ranked = [r for r in sentence if possible(r) and r.subject] or [
                r for r in sentence if possible(r) and not self._mere_adjective(r)
            ]
            if ranked:
                return ranked[-1].entities
        return ()

    def _mere_adjective(self, known: Resolved) -> bool:
        match = known.reference.match
        return match is not None and match.kind == "adjective" and known.reference.word == ""

    def _governor(self, token: Token) -> str:
        """The nearest verb above a token, as a lemma."""
        above = token
        while above.head.i != above.i:
            above = above.head
            if above.pos_ == "VERB":
                return above.lemma_.lower()
        return above.lemma_.lower()

    def _noun(self, late: Resolved) -> tuple[Entity, ...]:
        """Resolve "his country", "the country", "the bloc", "the council"."""
        reference = late.reference
        token = self.doc[reference.root]
        owner = self.doc[reference.start]
        if owner.tag_ == "PRP$":
            kind = pronoun_kind(owner.lower_)
            owners = (
                self._person(owner, owner.lower_)
                if kind == "person"
                else self._first_person(owner, plural=kind == "we")
                if kind in ("we", "i")
                else ()
            )
            if owners and owners[0].side and reference.word not in ("neighbor", "neighbour"):
                return (self._side(owners[0]),)
            return ()
        if reference.word in ("country", "nation", "state", "kingdom", "republic", "island"):
            return self._recent_state(token)
        return self._recent_body(reference.word)

    def _side(self, entity: Entity) -> Entity:
        """The state of a person, or the person's organisation where there is none."""
        if entity.kind in ("state", "organisation") or entity.country is None:
            return entity
        return self.entities.state(entity.country)

    def _recent_state(self, token: Token) -> tuple[Entity, ...]:
        before = [r for r in self.current if r.reference.end <= token.i and self._is_state(r)]
        others = [r for r in before if not r.subject] or before
        if others:
            return others[-1].entities
        for sentence in reversed(self.history[-3:]):
            states = [r for r in sentence if self._is_state(r)]
            if states:
                return ([r for r in states if r.subject] or states)[-1].entities
        return ()

    @staticmethod
    def _is_state(known: Resolved) -> bool:
        return len(known.entities) == 1 and known.entities[0].kind == "state"

    def _recent_body(self, word: str) -> tuple[Entity, ...]:
        trail = [*self.trail, *self.current]
        for known in reversed(trail):
            if len(known.entities) == 1 and known.entities[0].kind in ("organisation", "group"):
                entity = known.entities[0]
                name = entity.name.lower().split()
                if word in name or (
                    word in ("bloc", "organization", "organisation", "institution") and entity.sector == "IGO"
                ):
                    return (entity,)
                if word in ("group", "movement") and entity.sector in ("REB", "OPP"):
                    return (entity,)
        return ()

    # -- relations

    def _relation(self, late: Resolved) -> tuple[Entity, ...]:
        """Resolve "his counterpart", "the guest", "the host", "his colleague" without a name."""
        title = late.reference.title
        assert title is not None
        owners = self._owners(title.owner, late)
        scene = [e for e in self._present() or self.scene if e not in owners]
        if title.country is not None:
            scene = [e for e in self.named if e.side == title.country and e not in owners] or scene
            scene = [e for e in scene if e.side == title.country]
        if title.noun in ("guest", "host", "hostess") and title.owner is None and self.scene:
            home = self.setting.home or self.setting.ground
            wanted = [e for e in self.scene if (e.side == home) == (title.noun != "guest")]
            return tuple(wanted[:1])
        if owners:
            side = owners[0].side
            scene = [e for e in scene if e.side != side] or scene
        if title.plural:
            return tuple(scene)
        return tuple(scene[:1])

    # -- several at once

    def _joint(self, late: Resolved) -> tuple[Entity, ...]:
        reference = late.reference
        token = self.doc[reference.root]
        if reference.kind == "pronoun":
            return self._plural(token) if pronoun_kind(reference.word) == "plural" else ()
        if self.setting.parties and reference.word != "persons":
            return self.setting.parties
        people = self._present() if len(self._present()) > 1 else self.scene
        if reference.word == "states":
            return self._states_of(people)
        subject = {e for r in self.current if r.subject and r.reference.start < reference.start for e in r.entities}
        if len(people) > 1:
            return tuple(people)
        return self._states_of(tuple(subject))

    def _states_of(self, people: Sequence[Entity]) -> tuple[Entity, ...]:
        """The sides of those present; where fewer than two are, the states named last."""
        sides = list(dict.fromkeys(self._side(e) for e in people if e.side))
        if len(sides) > 1:
            return tuple(sides)
        for known in reversed([*self.trail, *self.current]):
            for entity in reversed(known.entities):
                side = self._side(entity)
                if side.kind in ("state", "organisation") and side.side and side not in sides:
                    sides.append(side)
                if len(sides) == 2:
                    return tuple(sorted(sides, key=lambda e: e.key))
        return ()

    def _plural(self, token: Token) -> tuple[Entity, ...]:
        """Resolve "they" and "their": the last subject that is several, or a group."""
        before = [r for r in self.current if r.reference.end <= token.i]
        pools = [before, *reversed(self.history[-3:])]
        for pool in pools:
            subjects = [r for r in pool if r.subject and r.entities]
            for known in reversed(subjects):
                if len(known.entities) > 1 or known.entities[0].plural or known.entities[0].kind == "group":
                    return known.entities
            joint = tuple(dict.fromkeys(e for r in subjects for e in r.entities if e.kind == "person"))
            if len(joint) > 1 and pool is not before:
                return joint
            if pool is not before and len(self.scene) > 1 and subjects:
                return self.scene
        groups = [
            r for pool in pools for r in reversed(pool) if r.entities and (len(r.entities) > 1 or r.entities[0].plural)
        ]
        return groups[0].entities if groups else self.scene

    def _first_person(self, token: Token, *, plural: bool) -> tuple[Entity, ...]:
        """Resolve "we" and "I": the speaker of the quotation, all parties of a joint statement."""
        if not self.speech.quoted(token.i):
            if self.setting.parties and plural:
                return self.setting.parties
            label = self.speech.label(token.i)
            if label is not None and label in self.setting.named:
                return (self.setting.named[label],)
        speaker = [r for r in self.current if r.speaking and r.entities and not self.speech.quoted(r.reference.root)]
        if speaker:
            return speaker[0].entities
        for sentence in reversed(self.history[-3:]):
            for known in sentence:
                if known.speaking and not self.speech.quoted(known.reference.root):
                    return known.entities
        return ()

    # -- who is present

    def _set_scene(self) -> None:
        lemmas = {t.lemma_.lower() for t in self.sentence}
        if not lemmas & _ENCOUNTERS:
            return
        people = [
            (r, e)
            for r in self.current
            for e in r.entities
            if e.kind == "person" and not e.plural and not self.speech.quoted(r.reference.root)
        ]
        present = list(dict.fromkeys(e for _, e in people))
        sides = {e.side or e.name for e in present}
        if len(present) > 1 and len(sides) > 1:
            self.scene = tuple(present)
