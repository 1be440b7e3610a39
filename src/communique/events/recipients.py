"""To whom a deed is done: the slots of its frame in order, and where none is filled what else the clause names."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from communique.events import roles
from communique.events.fillers import Fillers, core, is_part, is_stance
from communique.events.lexicon import Sense
from communique.language.clauses import conjuncts, has_to

Heads = tuple[Token, ...]
#: roots of deeds of force: anything can be their target
FORCE = ("18", "19", "20", "171")
#: dependencies of a name within the phrase of another noun
MODIFYING = frozenset({"amod", "compound", "nmod", "poss"})
#: classes of nouns of people who are sent to somebody, and are not those to whom
SENT = frozenset({"TROOPS", "TEAM", "PEACEKEEPER", "INVESTIGATOR", "SHIP"})
#: codes of giving people, things and knowledge
GIVING = ("0841", "0842", "064", "07")
#: verbs of what an attack does to whom it hits
STRIKING = frozenset({"target", "hit", "strike", "kill", "destroy", "wound", "injure"})
#: verbs whose object is whom aid is for
HELPING = frozenset({"help", "assist", "support", "aid", "relieve", "feed", "shelter", "protect", "rescue"})


class Recipients:
    """Finds the recipients of deeds in one document."""

    def __init__(self, fillers: Fillers) -> None:
        self.fillers = fillers

    def patients(self, sense: Sense, verb: Token, nouns: Heads, doers: Heads) -> tuple[Heads, bool]:
        """Return who the deed is done to, and whether that was guessed from what else the clause names."""
        spare: Heads = ()
        own = roles.objects(verb)
        if own and not sense.classes and all(self._keeps(t, sense) for t in own):
            return (), False  # who suspends their own work does nothing to anybody
        for slot in sense.slots:
            if slot in ("<-", "none"):
                continue
            if slot in ("~", "here"):
                struck = _struck(verb, nouns) if "ATTACK" in sense.classes else ()
                if struck:
                    return struck, False
                sent = nouns if sense.classes & SENT else ()
                others = self.others(verb, doers, but=sent) or self._purposed(nouns, doers)
                if others:
                    return others, True
                continue
            heads = tuple(t for t in spread(self._slot(slot, sense, verb, nouns, doers)) if t not in doers)
            heads = tuple(h for h in heads if not self._keeps(h, sense) and not is_sum(h))
            known = tuple(h for h in heads if self._undergoes(h, sense))
            if slot in ("of", "from"):  # "out of the country" names the doer's own
                known = tuple(h for h in known if not self._joins(h, doers))
            if known:
                return known, False
            if slot == "to" and not known and (sense.code or "").startswith(GIVING):
                known = tuple(h for h in _far(verb, nouns) if self.fillers.acts(h) and h not in doers)
                if known:
                    return known, False
            spare = spare or (() if (sense.code or "").startswith("04") else heads)
        return spare, not spare

    def _undergoes(self, head: Token, sense: Sense) -> bool:
        """Return whether a phrase can be the recipient: of a meeting a party, of force anything, else who can act."""
        code = sense.code or ""
        if code.startswith("04"):
            return self.fillers.is_party(head)
        if code.startswith(FORCE) or "ATTACK" in sense.classes:
            return head.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or self.fillers.acts(head)
        return self.fillers.acts(head)

    def _keeps(self, head: Token, sense: Sense) -> bool:
        """Return whether a phrase is a thing or an envoy of the doer's own ("their work"), to whom nothing is done."""
        if (sense.code or "").startswith(FORCE) or not any(c.tag_ == "PRP$" for c in head.lefts):
            return False
        return "DIPLOMAT" in sense.classes or not self.fillers.is_party(head)

    def _slot(self, slot: str, sense: Sense, verb: Token, nouns: Heads, doers: Heads) -> Heads:
        if slot == "obj":
            return (self._senders(verb, nouns, doers) if "DIPLOMAT" in sense.classes else ()) or roles.objects(verb)
        if slot == "of":
            hit = roles.governed("of", nouns) if "ATTACK" in sense.classes else ()
            if hit and not any(self._joins(t, doers) for t in hit):
                return hit  # "the bombardment of a Kenyan quarter and the villages around"
            return self._owners(nouns, doers) or (roles.after(("of",), verb, nouns) if sense.classes else ())
        if slot == "dative":
            return roles.dative(verb)
        found = roles.after((slot,), verb, nouns)
        if sense.classes and found and all(t in nouns for t in found):  # "serve in missions in …"
            found = roles.after((slot,), nouns[0], nouns[1:])
        if not found and verb.dep_ == "dobj" and sense.classes & SENT:  # "announced the dispatch of troops to …"
            found = roles.after((slot,), verb.head, (verb,))
        return found

    def _senders(self, verb: Token, nouns: Heads, doers: Heads) -> Heads:
        """Return the states whose diplomats are meant where they are not of one state ("envoys from Peru and Fiji")."""
        behind = tuple(t for t in roles.after(("from", "of"), verb, nouns) if self.fillers.knows(t))
        states = self._owners(nouns, doers) or tuple(t for t in behind if not self._joins(t, doers))
        return states if len(states) > 1 or not any(self.fillers.knows(n) for n in nouns) else ()

    def _owners(self, nouns: Heads, doers: Heads) -> Heads:
        """Return the first owner of the nouns that is no doer, with those coordinated with it."""
        own: Heads = ()
        for token in roles.possessors(nouns):
            by = token.head.dep_ == "agent" and self.fillers.is_party(token)  # "the rally staged by students"
            named = by or (token.tag_ != "PRP$" and self._heads_mention(token))
            if named and not self._joins(token, doers):
                return tuple(t for t in conjuncts(self._whole(token, nouns)) if by or self.fillers.knows(t))
            if named and not own and self._rivals(token, doers):
                own = (token,)
        return own

    def _rivals(self, token: Token, doers: Heads) -> bool:
        """Return whether a phrase means somebody of the doers' own country who is not they ("the king's offer")."""
        mention = self.fillers.mention(token)
        if mention is None or {a for d in doers for a in self.fillers.actors(d)} & set(mention.actors):
            return False
        return mention.kind in ("name", "role", "organisation") or token.lemma_.lower() == "government"

    def _whole(self, token: Token, nouns: Heads) -> Token:
        """Return the people, body or part that a name only modifies ("an Australian citizen"), else the name itself."""
        top = token
        if top.dep_ == "pobj" and top.head.lower_ == "of" and core(top.head.head).i == top.i:
            return top.head.head  # "hundreds of banks"
        while top.dep_ in MODIFYING and top.head.pos_ in ("NOUN", "PROPN") and top.head not in nouns:
            top = top.head
            if (self.fillers.role(top) is not None or is_part(top)) and top.i > token.i:
                return top
        return token

    def others(self, verb: Token, doers: Heads, *, but: Heads = ()) -> Heads:
        """Return the first phrase right of the verb, in its clause, that means an actor of a side not the doers'.

        The phrases of ``but`` are passed over, and whoever a report is only "according to".
        """
        for token in roles.clause(verb):
            named = token.i > verb.i and token.tag_ not in ("PRP", "PRP$") and self._heads_mention(token)
            named = named and token not in but and not _is_source(_first(token).head)
            if named and not self._joins(token, doers):
                return tuple(t for t in conjuncts(self._whole(token, but)) if self.fillers.acts(t))
        return ()

    def _purposed(self, nouns: Heads, doers: Heads) -> Heads:
        """Return whom the infinitive after a noun is about ("an invitation to visit …")."""
        hung = [c for n in nouns for c in n.rights if c.dep_ == "acl" and c.lemma_ != "be"]
        hung += [c for h in hung for c in h.children if c.dep_ == "xcomp"]  # "an effort designed to help …"
        purposes = (c for c in hung if has_to(c))
        return next((found for c in purposes if (found := self.others(c, doers))), ())

    def _joins(self, token: Token, doers: Heads) -> bool:
        return any(self.fillers.same_side(token, d) for d in doers)

    def _heads_mention(self, token: Token) -> bool:
        mention = self.fillers.mention(token)
        return mention is not None and mention.root == token.i and not is_stance(token)

    def addressees(self, sense: Sense, verb: Token, doers: Heads) -> Heads:
        """Return whom the verb's own frame names as its recipient, without guessing."""
        plain = replace(sense, slots=tuple(s for s in sense.slots if s not in ("~", "here")))
        found, _ = self.patients(plain, verb, roles.objects(verb), doers)
        return tuple(t for t in found if self.fillers.acts(t))

    def helped(self, verb: Token) -> Heads:
        """Return whom aid is for, where a purpose says so ("to help the people of …")."""
        for token in verb.subtree:
            if token.i > verb.i and token.lemma_ in HELPING and has_to(token):
                found = tuple(t for t in spread(roles.objects(token)) if self.fillers.acts(t))
                if found:
                    return found
        return ()

    def aimed_at(self, verb: Token, doers: Heads) -> Heads:
        """Return whom a protest is about, wherever the sentence says it after the verb."""
        own = [t for t in doers if self.fillers.knows(t)]
        named = [t for t in verb.subtree if t.i > verb.i and self._heads_mention(t) and t.tag_ not in ("PRP", "PRP$")]
        abroad = [t for t in named if not self._joins(t, tuple(own))]
        acting = {a for d in own for a in self.fillers.actors(d)}
        home = [t for t in named if not acting & set(self.fillers.actors(t))]
        return tuple((abroad or home)[:1])


def _struck(verb: Token, nouns: Heads) -> Heads:
    """Return whom a participle behind an attack says that it hits ("carried out a raid targeting …")."""
    loose = (c for holder in (verb, *nouns) for c in holder.rights if c.dep_ in ("advcl", "acl", "xcomp"))
    return next((found for c in loose if c.tag_ == "VBG" and c.lemma_ in STRIKING and (found := roles.objects(c))), ())


def _far(verb: Token, nouns: Heads) -> Heads:
    """Return what the last "to" of a sentence governs, to which a thing described at length is returned."""
    start = nouns[0].i if nouns else verb.i
    last = [t for t in verb.subtree if t.lower_ == "to" and t.dep_ == "prep" and t.i > start]
    return tuple(h for h in last[-1].children if h.dep_ == "pobj") if last else ()


def is_sum(head: Token) -> bool:
    """Return whether a phrase names an amount of money ("€60 million"), which undergoes nothing."""
    return head.ent_type_ == "MONEY" and head.pos_ in ("NUM", "SYM", "NOUN") and core(head).i == head.i


def _is_source(preposition: Token) -> bool:
    """Return whether what a preposition governs only did it or told it: "by", "according to"."""
    return preposition.lower_ == "by" or preposition.head.lower_ == "according"


def _first(token: Token) -> Token:
    """Return the first of the phrases with which one is coordinated."""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token


def spread(heads: Heads) -> Heads:
    """Return the heads with what is coordinated with the noun in a container ("a number of Syrians and Iraqis")."""
    found: list[Token] = []
    for head in heads:
        found.append(head)
        inner = core(head)
        if inner.i != head.i:
            found.extend(t for t in conjuncts(inner) if t.i != inner.i)
    return tuple(found)
