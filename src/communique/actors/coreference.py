"""Decides to whom each reference of a text refers, sentence by sentence: names first, then titles, then pronouns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from communique.actors import offices
from communique.actors.entities import Entities, Entity
from communique.actors.lexicon import words
from communique.actors.organs import BODIES, DECIDING, is_of_states, takes_up
from communique.actors.pronouns import Pronouns
from communique.actors.references import Reference
from communique.actors.roles import Roles, Setting, bare_words
from communique.actors.rows import Rows
from communique.actors.scan import Matches
from communique.actors.speech import Speech
from communique.actors.titles import Title
from communique.actors.trail import Resolved, Trail

#: words that make a sentence report an encounter of those it names
_ENCOUNTERS = words(
    "meet meeting talk talks call conversation receive phone telephone converse hold speak consultation "
    "consultations host visit welcome confer sit negotiation round dinner lunch breakfast audience exchange "
    "summit greet session discussion flank teleconference videoconference negotiations dialogue represent chair "
    "commission letter sign ink initial"
)
#: what organisations are called by themselves ("the Alliance")
_CALLED = {"alliance": ("NAT",), "union": ("EEC", "AFU"), "community": ("CRB", "EAC"), "league": ("ARL",)}
#: those who stand for a state together, and are led by one
_LED = words("delegation panel team mission side group party negotiators")
#: what a state calls itself
_REALMS = words("Kingdom Sultanate Republic Emirate Principality Federation")
#: what organisations of states are called by
_HOUSES = words("organization organisation league union community alliance forum bloc")
#: bodies that only a state has, called by no name of it
_ARMED = frozenset(("armed forces", "security forces", "military", "military leaders", "political leaders"))
_STATES = words("country nation state kingdom republic island homeland neighbor neighbour")


class Resolver:
    """Reads the references sentence by sentence; ``resolve`` gives them with their entities."""

    def __init__(self, doc: Doc, matches: Matches, entities: Entities, setting: Setting, speech: Speech) -> None:
        self.doc = doc
        self.matches = matches
        self.entities = entities
        self.setting = setting
        self.speech = speech
        self.trail = Trail(doc)
        self.joint_bodies: set[str] = set()
        self.rows = Rows(doc, matches, self.trail)
        own = (setting.organ,) if setting.organ is not None and setting.issuing else ()
        self.pronouns = Pronouns(self.trail, speech, setting.named, setting.parties or own)
        self.roles = Roles(self.trail, entities, setting, self._owners, self._recent_body)

    def resolve(self, sentences: Iterable[tuple[Span, Sequence[Reference]]]) -> list[Resolved]:
        """Return every reference that stands for somebody; ``sentences`` come in the order of reading."""
        found: list[Resolved] = []
        for sentence, references in sentences:
            self.trail.begin(references)
            self._sentence(sentence)
            found.extend(r for r in self.trail.current if r.entities)
            self.trail.close()
        return sorted(found, key=lambda r: r.reference.start)

    def _sentence(self, sentence: Span) -> None:
        current = self.trail.current
        for known in current:
            if known.reference.kind in ("person", "state", "organisation"):
                known.entities = self._named(known.reference)
        self.rows.assign()
        opening = next((r for r in current if not r.reference.possessive), None)
        if opening is not None and opening.subject and opening.reference.word in ("he", "she"):
            opening.entities = self._back(opening)
        for known in current:
            if known.reference.kind in ("body", "group") and not self._owned(known) and not self._of_other_side(known):
                known.entities = self._described(known)
        for known in current:
            if not known.entities and self._plain_role(known):
                known.entities = self.roles.holder(known)
        for known in current:
            if not known.entities:
                known.entities = self._back(known)
        for known in current:
            if known.reference.appearance is not None:
                self._complete(known)
        self._lead(sentence)
        self.rows.share_sides()
        self._set_scene(sentence)
        for known in current:
            if not known.entities:
                known.entities = self._joint(known)

    @staticmethod
    def _relational(known: Resolved) -> bool:
        return known.reference.title is not None and known.reference.title.relational

    @staticmethod
    def _owned(known: Resolved) -> bool:
        return known.reference.title is not None and known.reference.title.owner is not None

    def _plain_role(self, known: Resolved) -> bool:
        return known.reference.kind == "role" and not self._relational(known) and not self._owned(known)

    @staticmethod
    def _of_other_side(known: Resolved) -> bool:
        """Whether whose government or authorities are meant depends on who addresses them."""
        title = known.reference.title
        governs = (
            title is not None and title.noun in ("authority", "authorities", "government") and title.country is None
        )
        return governs and not known.subject

    # -- names and descriptions

    def _named(self, reference: Reference) -> tuple[Entity, ...]:
        if reference.appearance is not None:
            return (self.setting.named[reference.appearance.name.start],)
        match = reference.match
        if match is None:
            return tuple(e for e in self.roles.people if reference.word in e.aliases)
        if reference.kind == "state" and match.country and match.kind != "organisation":
            if reference.word == "government":
                return (self.entities.government(match.country, bare_words(self.trail, reference)),)
            return (self.entities.state(match.country),)
        organ = self.setting.organ
        if organ is not None and is_of_states(match) and match.code == organ.code:
            said = {t.lower_ for t in self.doc[match.start : match.end]} - {"of", "the"}
            alike = len(said) > 1 and said <= set(organ.name.lower().split())
            if alike or self._of_all(match.end):
                return (organ,)
        return (self.entities.organisation(match),)

    def _of_all(self, at: int) -> bool:
        """Whether those who belong to an organisation follow its name ("the GCC states", "OIC Member States")."""
        ahead = [t.lower_ for t in self.doc[at : at + 2]]
        return ahead[:1] in (["states"], ["countries"], ["members"]) or ahead in (
            ["member", "states"],
            ["member", "countries"],
        )

    def _organ(self, title: Title, name: str) -> tuple[Entity, ...]:
        """The organ that a text is of, or another body of its organisation, where a body is named without its own."""
        organ = self.setting.organ
        theirs = title.organisation is None or (organ is not None and title.organisation.code == organ.code)
        if organ is None or not theirs or title.country or title.owner is not None or not name[:1].isupper():
            return ()
        said = set(name.lower().split()) - {"of", "the"}
        if said <= set(organ.name.lower().split()) or name.lower() in organ.aliases:
            return (organ,)
        if name.lower() in DECIDING and organ.sector == "IGO":
            return self._recent_body(name.lower(), title.start) or (organ,)
        if title.organisation is None and self.setting.issuing and title.noun in BODIES:
            return (self.entities.body(name, country=None, code=organ.code, sector="IGO"),)
        return ()

    def _of_house(self, title: Title, name: str) -> tuple[Entity, ...]:
        """A body of the organisation named before ("the General Secretariat of the Organization")."""
        whose = name.lower().split()[-1]
        if title.noun not in BODIES or whose == title.noun or whose not in _HOUSES or title.country:
            return ()
        house = self._recent_body(whose, title.start)
        if not house or house[0].code is None:
            return ()
        return (self.entities.body(name, country=None, code=house[0].code, sector="IGO"),)

    def _described(self, known: Resolved) -> tuple[Entity, ...]:
        title = known.reference.title
        if title is None:
            return ()
        owners = self._owners(title.owner, known)
        country = title.country or (owners[0].country if owners else None)
        words = bare_words(self.trail, known.reference)
        if self._of_parties(known, words):
            return self.setting.parties
        if known.reference.kind == "body" and (organ := self._organ(title, words) or self._of_house(title, words)):
            return organ
        if title.determiner in ("the", "this") and words.lower() == title.noun and known.reference.kind == "body":
            taken_up = self._recent_body(words.lower(), known.reference.start)
            if taken_up:
                return taken_up
        if country is None and self.setting.issuing and title.organisation is None and words.lower() in _ARMED:
            country = self._spoken_of(known)
        if known.reference.kind == "group":
            return (self.entities.described_group(title, words, country),)
        named = self._without_state(known.reference, words)
        return self.entities.described_body(title, named, country, self._default_side(known))

    def _without_state(self, reference: Reference, words: str) -> str:
        """The name of a body without the state it is said to be of ("Ministry of Foreign Affairs of Latvia")."""
        match = self.matches.at(reference.end - 1)
        if match is None or match.kind != "country" or match.start <= reference.start + 1:
            return words
        end = match.start - 1 if self.doc[match.start - 1].lower_ != "the" else match.start - 2
        if self.doc[end].lower_ != "of" or end - reference.start < 2:
            return words
        return bare_words(self.trail, replace(reference, end=end))

    def _of_parties(self, known: Resolved, words: str) -> bool:
        """Whether a body is the parties' own ("the Association Council between the EU and Moldova")."""
        if not self.setting.parties or known.reference.kind != "body":
            return False
        end = known.reference.end
        if end < len(self.doc) and self.doc[end].lower_ == "between":
            self.joint_bodies.add(words.lower())
        return words.lower() in self.joint_bodies

    def _default_side(self, known: Resolved) -> str | None:
        """The side of a ministry or government without a state: for an object, that of the other party."""
        subjects = self.trail.subjects_of(known.clause)
        if subjects and not known.subject:
            present = (*self.setting.parties, *self.trail.scene)
            others = [e.side for e in present if e.side and e.side != subjects[0].side]
            if others and subjects[0].side in [e.side for e in present]:
                return others[0]
        if self.setting.issuing:
            return self._spoken_of(known)
        usual = self.setting.usual
        return usual if usual is None or self.entities.gazetteer.state(usual) is not None else self.setting.ground

    def _spoken_of(self, known: Resolved) -> str | None:
        """The state to which a body belongs in the paper of an organisation: the last one named, else its topic."""
        start = before = self.doc[known.reference.root].sent.start
        if start and "\n" not in self.doc[start - 1].text:
            before = self.doc[start - 1].sent.start  # the sentence before it in its paragraph
        named = [m for m in self.matches if m.country and before <= m.start < known.reference.start]
        if named or self.setting.topic:
            return named[-1].country if named else self.setting.topic
        earlier = [m for m in self.matches if m.country and m.start < start]
        return earlier[-1].country if earlier else None

    # -- back references

    def _back(self, known: Resolved) -> tuple[Entity, ...]:
        reference = known.reference
        if reference.kind == "role":
            return self.roles.relation(known) if self._relational(known) else self.roles.holder(known)
        if reference.kind in ("body", "group"):
            return self._described(known)
        if reference.kind == "noun":
            return self._noun(reference)
        if reference.kind == "order":
            return self.roles.ordered(known)
        if reference.kind == "honorific":
            return self._honoured(known)
        if reference.kind == "pronoun" and reference.plural is False:
            return self.pronouns.resolve(self.doc[reference.root])
        return ()

    def _joint(self, known: Resolved) -> tuple[Entity, ...]:
        """Resolve what needs to know who is present: joint phrases and "they"."""
        if known.reference.kind == "sides":
            return self.roles.sides(known)
        if known.reference.kind == "pronoun":
            return self.pronouns.resolve(self.doc[known.reference.root])
        if known.reference.kind == "role":
            return self._back(known)
        return ()

    def _owners(self, owner: int | None, known: Resolved) -> tuple[Entity, ...]:
        """The entities of a possessor inside a phrase: "his", "its", "the country's"."""
        if owner is None:
            return ()
        token = self.doc[owner]
        if token.tag_ == "PRP$":
            return self.pronouns.resolve(token, skip=known.entities)
        if offices.is_head(token.lower_):
            held = Title(start=owner, end=owner + 1, head=owner, noun=token.lower_, office=token.text, determiner="the")
            officer = Resolved(Reference(owner, owner + 1, owner, "role", word=token.lower_, title=held), ())
            return self.roles.holder(officer)
        return self._taken_up(token)

    def _honoured(self, known: Resolved) -> tuple[Entity, ...]:
        """Resolve "His Highness", "Her Excellency" alone: whoever bears that style, the nearest first.

        "His Excellency" whom nobody bears is whom the report is about: the first official that it names.
        """
        word = known.reference.word
        gender = "f" if self.doc[known.reference.start].lower_ == "her" else "m"
        bearers = [e for e in self.roles.people if word in e.honorifics and e.gender in ("", gender)]
        recent = self.trail.recent(lambda e: e in bearers)
        first = [e for e in self.roles.people if e.side and e.gender in ("", gender)] if word == "excellency" else []
        return tuple((recent or bearers or first)[:1])

    def _noun(self, reference: Reference) -> tuple[Entity, ...]:
        """Resolve "his country", "the country", "the bloc", "the council"."""
        token = self.doc[reference.root]
        owner = self.doc[reference.start]
        if owner.tag_ != "PRP$":
            return self._taken_up(token)
        owners = self.pronouns.resolve(owner)
        if not owners or not owners[0].side:
            return ()
        if reference.word in ("neighbor", "neighbour"):
            return self._neighbour(owners)
        return tuple(dict.fromkeys(self.roles.side(e) for e in owners))

    def _neighbour(self, owners: tuple[Entity, ...]) -> tuple[Entity, ...]:
        others = self.roles.sides_beside(owners[0])
        return others[:1]

    def _taken_up(self, token: Token) -> tuple[Entity, ...]:
        """The state or body that "the country" or "the council" goes back to."""
        if takes_up(token):
            return (self.setting.organ,) if self.setting.organ is not None else ()
        realm = self._realm(token.text) if token.text in _REALMS else None
        if realm is not None:
            return (self.entities.state(realm),)
        if token.lower_ in _STATES:
            return self._recent_state(token)
        return self._recent_body(token.lower_, token.i)

    def _realm(self, word: str) -> str | None:
        """The state that calls itself "the Kingdom" in this text: its own, else one that it names."""
        gazetteer = self.entities.gazetteer
        named = (m.country for m in self.matches if m.kind in ("country", "adjective", "capital"))
        for country in dict.fromkeys((self.setting.usual, *named)):
            state = gazetteer.state(country) if country is not None else None
            formal = (f"{word} of {the}{state.name}" for the in ("", "the ")) if state is not None else ()
            if any(entry.country == country for name in formal for entry in gazetteer.exact(name)):
                return country
        return None

    def _recent_state(self, token: Token) -> tuple[Entity, ...]:
        before = [r for r in self.trail.before(token.i) if _is_state(r)]
        others = [r for r in before if not r.subject] or before
        if others:
            return others[-1].entities
        for sentence in reversed(self.trail.history[-3:]):
            states = [r for r in sentence if _is_state(r)]
            if states:
                return ([r for r in states if not r.subject] or states)[-1].entities
        return ()

    def _recent_body(self, word: str, token: int) -> tuple[Entity, ...]:
        for known in reversed(self.trail.all_before(token)):
            entity = known.single
            if entity is None or entity.kind not in ("organisation", "group"):
                continue
            if word in entity.name.lower().split():
                return (entity,)
            if word in _CALLED and entity.code in _CALLED[word]:
                return (entity,)
            if word in ("bloc", "organization", "organisation", "institution", "grouping") and entity.sector == "IGO":
                return (entity,)
            if word in ("group", "movement") and entity.sector in ("REB", "OPP"):
                return (entity,)
        return ()

    # -- what relations tell of people, and who is present

    def _complete(self, known: Resolved) -> None:
        """Fill in what a relational title says of a person ("his Zambian counterpart", "its spokesperson")."""
        appearance = known.reference.appearance
        assert appearance is not None
        entity = known.entities[0]
        if entity.side is None:
            entity.country, entity.code = self._of_delegation(known)
            entity.resolved = entity.resolved or entity.side is not None
        for title in appearance.titles:
            owners = self._owners(title.owner, known)
            owner = owners[0] if owners else None
            if owner is None or owner is entity:
                continue
            if owner.kind == "organisation" and not title.relational and entity.office == title.office:
                entity.office = f"{title.office} of the {owner.name}"
                entity.sector = owner.sector or entity.sector
            if title.relational:
                if title.noun in ("counterpart", "colleague", "homologue", "peer"):
                    entity.office = _both(entity.office, owner.office)
                    entity.sector = entity.sector or owner.sector
            elif entity.side is None:
                entity.country, entity.code = owner.country, owner.code
            if (
                owner.kind == "person"
                and not title.relational
                and title.owner is not None
                and entity.office == title.office
            ):
                noun = self.doc[title.owner]
                if noun.tag_ != "PRP$":
                    entity.office = f"{title.office} of the {noun.text}"

    def _of_delegation(self, known: Resolved) -> tuple[str | None, str | None]:
        """The state or body of whom a person leads: "a Kuwaiti panel under X", "a team of the IMF led by Y"."""
        above = self.doc[known.reference.root]
        for _ in range(4):
            above = above.head
            if above.pos_ == "NOUN" and above.lower_ in _LED:
                inside = self.doc[above.left_edge.i : known.reference.start]
                found = (self.matches.at(token.i) for token in inside)
                match = next((m for m in found if m is not None and (m.country or m.code)), None)
                return (match.country, match.code) if match is not None else (None, None)
            if above.pos_ not in ("ADP", "VERB") or above.dep_ == "ROOT":
                break
        return None, None

    def _lead(self, sentence: Span) -> None:
        """Read whom a person leads ("X, who heads the United National Movement"): it tells whose he or she is."""
        for token in sentence:
            if token.dep_ != "relcl" or token.lemma_.lower() not in ("head", "lead", "chair", "command"):
                continue
            led = next((r for c in token.children if c.dep_ == "dobj" if (r := self._at(c.i)) is not None), None)
            leader = self._at(token.head.i)
            if led is None or leader is None or leader.single is None or led.single is None:
                continue
            person, body = leader.single, led.single
            if person.kind == "person" and body.kind in ("organisation", "group"):
                if person.side is None:
                    person.country, person.code, person.resolved = body.country, body.code, True
                person.sector = body.sector if person.sector in (None, "GOV") and body.sector else person.sector
                person.office = person.office or f"Leader of {body.name}"

    def _at(self, token: int) -> Resolved | None:
        current = self.trail.current
        return next((r for r in current if r.reference.start <= token < r.reference.end and r.entities), None)

    def _set_scene(self, sentence: Span) -> None:
        """Note who is present: the persons of a sentence that reports an encounter, else its states as parties."""
        if not any(_reports_encounter(t) for t in sentence):
            return
        present = self._of_several_sides(lambda e: e.kind == "person" and not e.plural and not e.unnamed)
        if not present and not self.trail.scene:
            subjects = {e for r in self.trail.current if r.subject for e in r.entities}
            present = self._of_several_sides(lambda e: e in subjects and e.kind in ("state", "organisation"))
        states = self.trail.scene and all(e.kind != "person" for e in self.trail.scene)
        if present and not (states and any(t.lemma_.lower() in ("chair", "co", "represent", "lead") for t in sentence)):
            self._place(present)
            self.trail.enter(present, self._venue(sentence, present))

    def _place(self, present: tuple[Entity, ...]) -> None:
        """Give the one official without a state who meets those of others the state whose report this is."""
        own = self.setting.home or self.setting.press
        free = [e for e in present if e.side is None and e.office is not None]
        if (
            len(free) == 1
            and own not in {e.side for e in present}
            and self.entities.gazetteer.state(own or "") is not None
        ):
            free[0].country, free[0].resolved = own, True

    def _of_several_sides(self, wanted: Callable[[Entity], bool]) -> tuple[Entity, ...]:
        known = (r for r in self.trail.current if self._takes_part(r))
        present = tuple(dict.fromkeys(e for r in known for e in r.entities if wanted(e)))
        return present if len({e.side or e.name for e in present}) > 1 else ()

    def _venue(self, sentence: Span, present: tuple[Entity, ...]) -> str | None:
        """The state, of those present, in one of whose cities the sentence puts the encounter."""
        sides = {e.side for e in present}
        for token in sentence:
            match = self.matches.at(token.i)
            if match is None or match.kind != "capital" or match.country not in sides:
                continue
            if self.doc[match.start - 1].lower_ in ("in", "at", ","):
                return match.country
        return None

    def _takes_part(self, known: Resolved) -> bool:
        """Whether a mention may be of one who is present, not of one spoken of ("the greetings of President X")."""
        root = self.doc[known.reference.root]
        governed = root.dep_ == "pobj" and root.head.lower_ in ("of", "about", "against", "under")
        return not governed and not self.speech.quoted(known.reference.root)


def _reports_encounter(token: Token) -> bool:
    """Whether a word tells of an encounter, rather than going back to one told of ("at the meeting, …")."""
    if token.lemma_.lower() not in _ENCOUNTERS:
        return False
    if token.pos_ != "NOUN":
        return True
    definite = any(c.lower_ in ("the", "this", "that") for c in token.children)
    return not definite or any(c.dep_ == "prep" and c.lower_ in ("with", "between") for c in token.children)


def _part(own: str, whole: str) -> bool:
    """Whether an office says less than another in the same words ("Minister", "Minister of Trade")."""
    return set(own.lower().split()) < set(whole.lower().split())


def _both(own: str | None, shared: str | None) -> str | None:
    """The office of a counterpart: that of whom he or she is one of, beside a title of his or her own."""
    if own is not None and shared is not None and (own.lower() in offices.RANKS or _part(own, shared)):
        return shared
    if own is None or shared is None or set(shared.lower().split()) <= set(own.lower().split()):
        return own or shared
    return own if "minister" not in shared.lower() or "foreign" in own.lower() else f"{own} and {shared}"


def _is_state(known: Resolved) -> bool:
    return known.single is not None and known.single.kind == "state"
