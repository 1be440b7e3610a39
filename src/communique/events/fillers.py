"""From the noun phrase that fills a role to the actors it means: those of the cast, or new ones that the cast lacks.

A phrase that the cast knows gives the cast's actors. A phrase of people or of an institution that only belongs to
somebody whom the cast knows ("Israeli army bulldozers", "two police officers in Gaza") becomes an extra actor with
its owner's country; a thing ("the Indian proposal") stands for its owner.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.actors.cast import Cast, Mention
from communique.actors.reach import behind, place_behind
from communique.events.lexicon import Lexicon
from communique.language.clauses import is_charge
from communique.record import Actor, Span

#: dependencies of modifiers before a noun, and of prepositions after it, that may name its owner
BEFORE = frozenset({"compound", "amod", "poss", "nmod", "nummod", "npadvmod"})
OWNING = frozenset({"of", "from", "by", "for"})
PLACING = frozenset({"in", "at", "near", "outside", "across", "throughout", "around", "into", "inside", "along"})
#: in "Russia-backed rebels" and "anti-Syria journalist" the name is no owner
RELATED = frozenset(
    "backed supported brokered sponsored held controlled occupied administered mediated drafted proposed".split()
)
STANCES = frozenset({"anti", "pro"})
#: what ends a noun phrase on its right: clauses and loose appositions are no part of an actor's name
LOOSE = frozenset({"relcl", "acl", "advcl", "appos", "punct", "conj", "cc", "parataxis", "ccomp"})
#: nouns that only count or contain what follows their "of"
CONTAINERS = frozenset(
    "state series round wave number group act set package raft kind string spate lot piece form type sort variety "
    "member total "
    "worth percent day week month year hour ton tonne kg kilo kilogram shipment amount consignment mission delegation "
    "team contingent quantity "
    "hundred thousand dozen million score couple part some any all most many several one two three four five".split()
)
PRONOUNS = frozenset({"PRP", "WP", "WDT", "EX", "DT"})
#: people who are hardly ever of the country that deals with them
FOREIGN = frozenset(
    "refugee migrant immigrant foreigner asylum seeker deportee tourist expatriate peacekeeper "
    "diplomat envoy attache".split()
)
#: what several of are never within one country
LANDS = frozenset("country nation state government neighbour neighbor ally power partner capital".split())
#: parts of the world that act and are addressed as one
CONTINENTS = frozenset({"Europe", "Africa", "Asia", "America", "Oceania"})
#: what belongs to a state or a people and still is somebody or somewhere of its own ("Kenya's farm sector")
PARTS = frozenset(
    "sector industry channel station network outlet website hospital clinic school university market economy region "
    "province district city town village port airport camp base system grid exporter importer airline".split()
)
#: sectors that act in politics whoever they are
POLITICAL = frozenset({"GOV", "MIL", "COP", "REB", "JUD", "LEG", "OPP", "SPY", "PTY"})
_TIMES = frozenset({"DATE", "TIME"})


class Fillers:
    """Resolves role fillers of one document; ``extras`` are the actors it had to add, in order of first use."""

    def __init__(self, cast: Cast, lexicon: Lexicon) -> None:
        self._cast = cast
        self._lexicon = lexicon
        self._extras: dict[tuple[int, int], Actor] = {}
        self._named: set[str] = set()

    @property
    def extras(self) -> tuple[Actor, ...]:
        """The actors that the cast lacks, ids "e1", "e2" and so on."""
        return tuple(self._extras.values())

    def role(self, head: Token) -> str | None:
        """Return the sector of a noun for people or bodies ("-" where it varies), None for any other noun."""
        noun = core(head)
        if _is_people(noun):
            return "CIV"
        return self._lexicon.roles.get(noun.lemma_.lower()) or self._lexicon.roles.get(noun.lower_)

    def sector(self, head: Token) -> str | None:
        """Return the PLOVER sector that a noun for people or institutions names, None for any other noun."""
        role = self.role(head)
        return None if role == "-" else role

    def is_party(self, head: Token) -> bool:
        """Return whether a phrase itself means an actor, not a thing that belongs to one."""
        return self._cast.at(head.i) is not None or self.role(head) is not None or is_named(head)

    def is_state(self, head: Token) -> bool:
        """Return whether a phrase means a state or who speaks for one, not its people ("Iranians")."""
        mention = self._cast.at(core(head).i)
        if mention is None or core(head).i != head.i or head.tag_ == "NNPS" or mention.kind == "group":
            return False
        return all((a := self._cast.actor(i)).kind == "state" or a.sector == "GOV" for i in mention.actors)

    def mentions(self, head: Token) -> list[Mention]:
        """Return the mention of the phrase itself, else those that its modifiers and its owner make, in text order."""
        own = self._cast.at(core(head).i)
        if own is not None:
            return [own]
        return [m for t in owners(head) if (m := self.mention(t)) is not None and not is_stance(t)]

    def mention(self, token: Token) -> Mention | None:
        """Return the mention that covers the token, if one does."""
        return self._cast.at(token.i)

    def country(self, head: Token) -> str | None:
        """Return what tells the party of a phrase from others: its country or code, None where nothing does."""
        for mention in self.mentions(head):
            for actor_id in mention.actors:
                actor = self._cast.actor(actor_id)
                return actor.country or actor.code or actor.id
        return None

    def same_side(self, one: Token, other: Token) -> bool:
        """Return whether two phrases mean actors of one state or organisation."""
        side = self.country(one)
        return side is not None and side == self.country(other)

    def knows(self, head: Token) -> bool:
        """Return whether the phrase leads to an actor of the cast."""
        return bool(self.mentions(head))

    def acts(self, head: Token) -> bool:
        """Return whether the phrase can be an actor: known to the cast, people, an institution, somebody named."""
        return self.knows(head) or self.role(head) is not None or is_named(head)

    def actors(self, head: Token, *, things: bool = False, home: str | None = None) -> tuple[str, ...]:
        """Return the ids of the actors that the phrase means, adding an extra actor where people are not in the cast.

        With ``things`` a place or object is an actor of its own ("an army camp"), not just whom it belongs to.
        ``home`` is the country of people whom neither their phrase nor the cast gives one.
        """
        own = self._cast.at(core(head).i)
        if own is not None and own.kind == "role" and own.root != head.i and (posted := self._posted(head)):
            return posted
        if own is not None and not self._is_bare(own, head):
            return (*self._beside(own, head), *own.actors)
        belongs = self._belongs_to(head)
        home = None if is_foreign(core(head)) else home
        home = home if belongs else self._home(head) or home
        several = len(belongs) > 1 and core(head).tag_ in ("NNS", "NNPS")
        if several and all(self._cast.actor(a).kind == "state" for a in belongs):
            return belongs  # "Greek and Turkish leaders" are two sides
        if (head.tag_ in PRONOUNS and not _is_people(head)) or len(belongs) > 1:
            return own.actors if own is not None else belongs
        if own is not None and not belongs and home is None:
            return own.actors
        if (
            own is None
            and self.role(head) is None
            and not is_named(head)
            and not ((things or (belongs and is_part(head))) and head.pos_ in ("NOUN", "PROPN"))
        ):
            return belongs
        if own is None and belongs and is_named(head) and head.ent_type_ and not is_part(head):
            return belongs
        return (self._extra(head, belongs, self._land(head, home, belongs)).id,)

    def _posted(self, place: Token) -> tuple[str, ...]:
        """Return the state in which an envoy is posted ("its ambassador to Bangkok"), empty for no known place."""
        if place.dep_ != "pobj" or place.head.lower_ != "to" or place.ent_type_ != "GPE":
            return ()
        from communique.places import place as found_place  # the places are only read where a deed needs one

        found = found_place(place.text, place.sent.text)
        if found is None or found.country is None:
            return ()
        known = next((a for a in self._cast.actors if a.kind == "state" and a.country == found.country), None)
        return (known.id if known is not None else self._extra(place, (), found.country).id,)

    def _beside(self, own: Mention, head: Token) -> tuple[str, ...]:
        """Return the states that a phrase names before its mention ("French" in "French and Egyptian warships")."""
        if own.kind in ("pronoun", "sides") or own.start <= core(head).left_edge.i or core(head).pos_ != "NOUN":
            return ()
        before = (t for t in owners_before(core(head)) if t.i < own.start and t.pos_ in ("ADJ", "PROPN"))
        return tuple(dict.fromkeys(a for t in before for a in self._owner(t) if a not in own.actors))

    def _land(self, head: Token, home: str | None, belongs: tuple[str, ...]) -> str | None:
        """Return the country of an added actor belonging to nobody: a place's own, none for names, else ``home``."""
        if is_named(head):
            names = (t for t in (head, *owners_before(head)) if t.ent_type_ == "GPE")
            return next((c for t in names if (c := self.placed(t, head.sent.text)) is not None), None)
        if belongs or self.role(head) == "-":
            return None
        owned = (t for t in (*owners_before(core(head)), *owners_after(core(head), OWNING)) if not is_stance(t))
        own = self.mention(core(head))
        unknown = any(self.mention(t) not in (None, own) for t in owned)  # of somebody unknown, so of no known country
        return None if unknown else home

    def _belongs_to(self, head: Token) -> tuple[str, ...]:
        """Return the actors that a phrase belongs to: those before its noun, else after "of", "from", "by"."""
        before = dict.fromkeys(a for t in owners_before(core(head)) for a in self._owner(t))
        if not before and head.dep_ == "conj" and not any(c.dep_ in ("det", "poss", "amod") for c in head.lefts):
            return self._belongs_to(head.head)  # "Israeli helicopters and tanks"
        return tuple(before or dict.fromkeys(a for t in owners_after(head, OWNING) for a in self._owner(t)))

    def _home(self, head: Token) -> str | None:
        """Return the country of the place that a phrase itself names ("people in Kabul")."""
        noun = core(head)
        clauses = (c for c in noun.rights if c.dep_ in ("acl", "relcl"))  # "people fleeing the war in Liberia"
        named = (t for t in owners_before(noun) if t.ent_type_ == "GPE" and not is_stance(t))  # "the Dubai ruler"
        within = (t for c in clauses for t in c.subtree if t.dep_ == "pobj" and t.head.lower_ in PLACING)
        beside = place_behind(noun)  # "to help people in …"
        nearby = (t for t in beside.children if t.dep_ == "pobj") if beside is not None else ()
        for token in (*named, *owners_after(noun, PLACING), *within, *nearby):
            country = self.placed(token, head.sent.text)
            if country is not None:
                return country
        return None

    def _is_bare(self, mention: Mention, head: Token) -> bool:
        """Return whether the cast knows only a common noun of the phrase ("soldiers" of "Yemeni army soldiers")."""
        if len(mention.actors) != 1 or core(head).pos_ != "NOUN" or mention.kind in ("pronoun", "sides"):
            return False
        actor = self._cast.actor(mention.actors[0])
        return actor.kind in ("group", "organisation") and actor.country is None and actor.code is None

    def _owner(self, token: Token) -> tuple[str, ...]:
        mention = self.mention(token)
        if mention is None or is_stance(token) or token.tag_ == "PRP$":
            return ()
        return tuple(a for a in mention.actors if self._cast.actor(a).country or self._cast.actor(a).code)

    def placed(self, token: Token, context: str) -> str | None:
        """Return the country in which the place that a name names lies, None where it names no known place."""
        mention = self.mention(token)
        if mention is not None and (token.ent_type_ or mention.kind in ("state", "role")):
            country = next((c for a in mention.actors if (c := self._cast.actor(a).country)), None)
            if country is not None:
                return country
        if token.ent_type_ not in ("GPE", "LOC", "FAC"):
            return None
        from communique.places import place  # the places are only read where a deed needs one

        name = next((e.text for e in token.doc.ents if e.start <= token.i < e.end), token.text)
        found = place(name.removeprefix("the "), context)
        return found.country if found is not None else None

    def local(self, token: Token, country: str) -> str:
        """Return the id of the actor that a place stands for as a recipient ("a curfew in Algiers"), added if new."""
        mention = self.mention(token)
        if mention is not None and len(mention.actors) == 1:
            return mention.actors[0]
        return self._extra(token, (), country).id

    def _extra(self, head: Token, belongs: tuple[str, ...], home: str | None) -> Actor:
        start, end = phrase(head)
        known = self._extras.get((start, end))
        if known is None:
            owner = self._cast.actor(belongs[0]) if belongs else None
            country = owner.country if owner else home
            last = head.doc[(behind(head, end) if head.pos_ in ("NOUN", "DET", "NUM") else end) - 1]
            known = Actor(
                id=f"e{len(self._extras) + 1}",
                name=head.doc[start:end].text,
                kind="person" if head.ent_type_ == "PERSON" else "organisation" if head.ent_type_ == "ORG" else "group",
                country=country,
                code=owner.code if owner and owner.country is None else None,
                sector=self.sector(head),
                resolved=False,
                mentions=(Span(head.doc[start].idx, last.idx + len(last)),),
            )
            self._extras[start, end] = known
            if is_named(head):
                self._named.add(known.id)
        return known

    def known(self, ids: tuple[str, ...]) -> int:
        """Return how many of these actors have a country or a code."""
        return sum(1 for actor in self._all(ids) if actor.country or actor.code)

    def countries(self, ids: tuple[str, ...]) -> frozenset[str]:
        """Return the countries of actors, of the cast or added."""
        return frozenset(actor.country for actor in self._all(ids) if actor.country)

    def matter(self, actors: tuple[str, ...], recipients: tuple[str, ...], *, strict: bool, saying: bool) -> bool:
        """Return whether a deed between these parties can be political.

        A lone sentence gives little to know its people by, so one of them need only be of a country, a power of the
        state or somebody by name. In a whole report (``strict``) one must be of a country or code, and whoever acts
        must be that, or a power, or named; what is only said (``saying``) must have somebody who says it.
        """
        parties = tuple(self._all((*actors, *recipients)))
        if not strict:
            return any(_is_known(a) or _is_name(a) or a.id in self._named or self._is_people(a) for a in parties)
        doers = tuple(self._all(actors))
        able = (bool(doers) or not saying) and all(
            _is_known(a) or a.sector in (*POLITICAL, "CIV") or _is_name(a) for a in doers
        )
        return able and any(_is_known(a) or a.sector in ("MIL", "REB") for a in parties)

    def _is_people(self, actor: Actor) -> bool:
        """Return whether an actor is of a sector, or a group of people of whom the lexicon knows one ("workers")."""
        last = actor.name.lower().rpartition(" ")[2]
        return actor.sector is not None or (
            actor.kind == "group" and (last in self._lexicon.roles or last.removesuffix("s") in self._lexicon.roles)
        )

    def _all(self, ids: tuple[str, ...]) -> Iterator[Actor]:
        extras = {actor.id: actor for actor in self._extras.values()}
        return (extras[i] if i in extras else self._cast.actor(i) for i in ids)


def _is_known(actor: Actor) -> bool:
    return actor.country is not None or actor.code is not None


def _is_name(actor: Actor) -> bool:
    return actor.kind != "group" and actor.name[:1].isupper()


def owners(head: Token) -> Iterator[Token]:
    """Yield the words of a noun phrase that may name whom it belongs to: modifiers, then those after "of", "in"."""
    yield from owners_before(head)
    yield from owners_after(head, OWNING | {"in"})


def owners_before(head: Token) -> Iterator[Token]:
    """Yield the words before a noun that may name whom it belongs to, nearest phrase first in text order."""
    for child in head.lefts:
        if child.dep_ in BEFORE:
            yield child
            yield from owners_before(child)
            yield from (c for c in child.children if c.dep_ == "conj")


def owners_after(head: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """Yield the words after a noun that may name whom it belongs to, behind these prepositions or "owned by"."""
    for child in head.rights:
        if child.dep_ == "acl" and child.tag_ == "VBN":  # "the rally staged by students"
            yield from (t for by in child.children if by.dep_ == "agent" for t in by.children if t.dep_ == "pobj")
        if child.dep_ in ("prep", "agent") and child.lower_ in prepositions:
            for inner in child.children:
                if inner.dep_ == "pobj" and inner.ent_type_ not in _TIMES:
                    yield inner
                    yield from owners(inner)


def core(head: Token) -> Token:
    """Return the noun that a phrase is about: after "of" where the head only counts ("dozens of protesters")."""
    if head.lemma_.lower() in CONTAINERS or head.tag_ == "CD":
        for child in head.children:
            if child.lower_ == "of":
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        return core(inner)
    return head


def phrase(head: Token) -> tuple[int, int]:
    """Return the tokens ``[start, end)`` of a noun phrase without its clauses, appositions and further conjuncts."""
    start, end = head.i, head.i + 1
    for child in head.children:
        dated = child.ent_type_ in _TIMES and child.ent_type_ != head.ent_type_  # "Hours earlier Lopez resigned"
        dated = dated or (child.lower_ in ("earlier", "later") and any(c.dep_ == "npadvmod" for c in child.lefts))
        if child.i < head.i and not dated and child.dep_ not in ("cc", "preconj", "punct", "advcl", "relcl"):
            start = min(start, child.left_edge.i)
        elif (
            child.i > head.i
            and child.dep_ == "prep"
            and child.i == end
            and child.lower_ in ("of", "in", "from", "near")
            and not is_charge(child)
        ):
            end = max(end, _reach(child))
    return start, end


def _reach(preposition: Token) -> int:
    for child in preposition.children:
        named = child.pos_ == "PROPN" or any(c.pos_ == "PROPN" for c in child.lefts)
        if child.dep_ == "pobj" and child.ent_type_ not in _TIMES and (preposition.lower_ == "of" or named):
            return phrase(child)[1]
    return preposition.i


def _is_people(word: Token) -> bool:
    """Return whether "those" means people, of whom the text says who they are ("those affected in …")."""
    return word.lower_ == "those" and any(c.dep_ in ("acl", "relcl", "prep", "amod") for c in word.rights)


def is_foreign(noun: Token) -> bool:
    """Return whether a noun means people or states who are not of the country that deals with them."""
    lemma = noun.lemma_.lower()
    return lemma in FOREIGN or (lemma in LANDS and (noun.tag_ == "NNS" or lemma in ("neighbour", "neighbor", "ally")))


def is_stance(token: Token) -> bool:
    """Return whether a name only says whom a phrase is for, against, or backed by ("anti-Syria", "Russia-backed")."""
    doc = token.doc
    before = token.i >= 2 and doc[token.i - 1].text == "-" and doc[token.i - 2].lower_ in STANCES
    behind = token.i + 2 < len(doc) and doc[token.i + 1].text == "-" and doc[token.i + 2].lower_ in RELATED
    return before or behind


def is_part(head: Token) -> bool:
    """Return whether a noun names a part of a country or a people that can be dealt with by itself."""
    return head.lemma_.lower() in PARTS


def is_named(head: Token) -> bool:
    """Return whether a phrase is the proper name of a person, body or people."""
    known = head.ent_type_ in ("PERSON", "ORG", "NORP", "GPE", "") or head.text in CONTINENTS
    return head.pos_ == "PROPN" and known


def is_time(head: Token) -> bool:
    """Return whether a phrase names a time ("Wednesday", "a month")."""
    return head.ent_type_ in _TIMES
