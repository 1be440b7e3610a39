"""Which frames of the lexicon fit a verb, and which code a noun has: the lexicon asked with the parsed text at hand."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.events import roles
from communique.events.fillers import Fillers, is_time
from communique.events.lexicon import ANY, Lexicon, Sense
from communique.language.clauses import is_verb

#: people whose blocking and breaking is protest
CITIZENS = frozenset(
    "protester protestor demonstrator rioter striker farmer worker student villager resident driver activist marcher "
    "supporter youth people trucker teacher miner inhabitant crowd fisherman herder docker nurse doctor mother parent "
    "pensioner migrant prisoner refugee tribesman settler picketer".split()
)
#: those of them whose fights and occupations are protest too
RIOTERS = frozenset("protester protestor demonstrator rioter striker student marcher picketer".split())
#: words of what a team that is sent out to help is sent for
RELIEF = frozenset({"help", "assist", "rescue", "relief", "humanitarian", "aid", "medical", "medic", "doctor"})
#: verbs of being, whose complement tells what is meant ("is ready", "remains opposed")
BEING = frozenset({"be", "remain", "stand", "stay", "feel", "become"})


class Frames:
    """The frames of verbs and the codes of nouns in one document."""

    def __init__(self, lexicon: Lexicon, fillers: Fillers) -> None:
        self.lexicon = lexicon
        self.fillers = fillers

    def senses(self, verb: Token) -> Iterator[tuple[Sense, tuple[Token, ...]]]:
        """Yield the frames that fit, those that ask for a class of object first, then with particle, then bare."""
        keyed = list(_keys(verb, self.lexicon.lemma(verb)))
        nouns = roles.contained(roles.objects(verb))
        for wanted in (True, False):
            for key, governed in keyed:
                for sense in self.lexicon.verbs.get(key, ()):
                    if bool(sense.classes) == wanted:
                        held = governed if governed else nouns
                        fit = (n for n in roles.contained(held) if self.belongs(n, sense.classes))
                        match = tuple(fit) if wanted else held
                        if match or not wanted:
                            yield sense, match

    def belongs(self, noun: Token, classes: frozenset[str]) -> bool:
        """Return whether a noun, with its modifiers, is of one of these classes."""
        if ANY in classes:
            return noun.pos_ in ("NOUN", "PROPN")
        lemma, mods = noun.lemma_.lower(), roles.modifiers(noun)
        compound = next((key for m in sorted(mods) if (key := f"{m}_{lemma}") in self.lexicon.classes_of), None)
        if compound is not None:  # a hunger strike is no strike
            return any(compound in self.lexicon.nouns[name] for name in classes)
        for name in classes:
            known = self.lexicon.nouns[name]
            if lemma in known or noun.lower_ in known:
                return True
            if name == "PEOPLE" and noun.tag_ == "NNPS" and noun.ent_type_ == "NORP":
                return True
            if name == "CEASEFIRE" and lemma in self.lexicon.nouns["AGREEMENT"] and mods & set(known):
                return True
            if name == "EMERGENCY" and mods & set(known):  # "curfew hours", "emergency rule"
                return True
        return False

    def noun_code(self, noun: Token, classes: frozenset[str] | None = None) -> str | None:
        """Return the code of the deed that a noun, with its modifiers, names; None where it names none."""
        lemma, mods = noun.lemma_.lower(), roles.modifiers(noun)
        for key in (*(f"{m}_{lemma}" for m in sorted(mods)), lemma, noun.lower_):
            code = self.lexicon.noun_code(key, mods, classes)
            if code is not None:
                return code
        if classes and "EMERGENCY" in classes:  # "curfew hours"
            return next((c for m in sorted(mods) if (c := self.lexicon.noun_code(m, frozenset(), classes))), None)
        return None

    def by_actor(self, code: str, doers: tuple[Token, ...]) -> str:
        """Return the code that who acts decides: citizens block roads, states close borders."""
        for head in doers:
            if code == "141" and self.fillers.is_state(head):
                return "114"  # states do not take to the streets, they complain
            if code == "180" and "suicide" in roles.modifiers(head):
                return "1831"
            if code == "183" and self._bombs_from_the_air(head):
                return "195"
            own = self.noun_code(head, frozenset({"ATTACK"}))
            if own is not None and code[:2] in ("18", "19", "20") and not self.fillers.sector(head):
                return own
            if head.lemma_ in CITIZENS and code in ("1712", "172", "191"):
                return "145" if code == "1712" else "144"
            if head.lemma_ in RIOTERS and code in ("190", "192"):
                return "145" if code == "190" else "144"
            official = self.fillers.sector(head) in ("GOV", "MIL", "COP") or self.fillers.is_state(head)
            if official and code in ("143", "144"):
                return "172" if code == "143" else "191"
        return code

    def _bombs_from_the_air(self, head: Token) -> bool:
        """Return whether whoever bombs is an aircraft, an armed force or a state: others lay their bombs."""
        flown = self.belongs(head, frozenset({"AIRCRAFT"})) or "air" in roles.modifiers(head)
        return flown or self.fillers.sector(head) == "MIL" or self.fillers.is_state(head)

    @staticmethod
    def by_purpose(code: str, verb: Token) -> str:
        """Return the code that a purpose decides: troops that keep the peace are aid."""
        if code == "190" and verb.lemma_ == "come" and _has_reason(verb):  # "came under fire over the delay"
            return "111"
        if code in ("154", "042", "074", "090"):
            whole = verb if is_verb(verb) else verb.head
            words = {t.lemma_.lower() for t in whole.subtree}
            if words & {"investigate", "probe", "inspect"}:
                return "090"
            if words & {"peacekeeping", "peacekeeper"}:
                return "074"
            if code == "042" and words & RELIEF:
                return "070"
        return code


def _cause(word: Token) -> tuple[Token, ...]:
    """Return what a phrase names as cause: "due to", "as a result of", "under", "after" or "of" something."""
    if word.dep_ not in ("prep", "prt", "acomp", "advmod"):
        return ()
    if word.lower_ in ("under", "after", "of", "following", "during", "in"):
        return tuple(h for h in word.children if h.dep_ == "pobj")
    deeper = (c for c in word.children if c.lower_ in ("to", "of", "result", "consequence"))
    if word.lower_ in ("due", "because", "owing", "as"):
        return tuple(h for c in deeper for h in _deepest(c))
    return ()


def _deepest(word: Token) -> tuple[Token, ...]:
    if word.lower_ in ("result", "consequence"):
        return tuple(h for c in word.children if c.lower_ == "of" for h in c.children if h.dep_ == "pobj")
    return tuple(h for h in word.children if h.dep_ == "pobj")


def _has_reason(verb: Token) -> bool:
    """Return whether a verb says why, as blame does and gunfire does not."""
    words = (c for c in verb.subtree if c.lower_ in ("over", "for") and c.dep_ == "prep" and c.i > verb.i)
    return any(roles.gerunds(c) or any(h.dep_ == "pobj" and not is_time(h) for h in c.children) for c in words)


def _fixed(noun: Token, verb: Token) -> Iterator[tuple[str, tuple[Token, ...]]]:
    """Yield the prepositions right behind the object of a verb, with what they govern."""
    for child in (*noun.rights, *verb.rights):
        if child.dep_ == "prep" and child.i == noun.i + 1:
            yield child.lower_, tuple(h for h in child.children if h.dep_ == "pobj" and not is_time(h))


def _farther(particle: Token, verb: Token) -> Iterator[tuple[str, tuple[Token, ...]]]:
    """Yield the prepositions right behind the particle of a verb, with what they govern."""
    if particle.dep_ in ("prt", "advmod", "prep") and particle.i > verb.i:
        for child in (*particle.rights, *verb.rights):
            if child.dep_ == "prep" and child.i == particle.i + 1:
                yield child.lower_, tuple(h for h in child.children if h.dep_ == "pobj" and not is_time(h))


def _keys(verb: Token, lemma: str) -> Iterator[tuple[str, tuple[Token, ...]]]:
    """Yield the lexicon's keys of a verb, longest first, with what a preposition in the key governs."""
    if verb.i + 1 < len(verb.doc) and verb.nbor(1).tag_ == "RP" and verb.nbor(1).head.i != verb.i:
        yield f"{lemma}_{verb.nbor(1).lower_}", ()  # "hand over 30 trucks", which the parser counts as more than 30
    for child in verb.children:
        if child.dep_ in ("advcl", "ccomp", "xcomp") and any(
            c.dep_ == "mark" and c.lower_ == "for" for c in child.lefts
        ):
            yield f"{lemma}_for", ()  # "called for Ireland to remain"
        if child.dep_ in ("acomp", "attr", "oprd", "advmod") and lemma in BEING:
            yield f"be_{child.lower_}", ()
        for word, governed in _farther(child, verb):  # "walked out of the talks"
            yield f"{lemma}_{child.lower_}_{word}", governed
        if child.dep_ == "prt" or (child.dep_ in ("advmod", "oprd", "acomp") and child.i > verb.i):
            yield f"{lemma}_{child.lower_}", ()
        if child.dep_ in ("ccomp", "xcomp") and (child.pos_ == "ADJ" or child.lower_ == "persona"):
            yield f"{lemma}_{child.lower_}", ()
        if child.i == verb.i - 2 and verb.nbor(-1).text == "-":  # "test-fired"
            yield f"{child.lower_}_{lemma}", ()
        cause = _cause(child)
        if cause:  # "died as a result of torture"
            yield f"{lemma}_from", cause
    for child in verb.children:
        if child.dep_ in ("prep", "agent", "dative") and child.i > verb.i:
            governed = tuple(h for h in child.children if h.dep_ == "pobj" and not is_time(h))
            if governed:
                yield f"{lemma}_{child.lower_}", governed
            elif not any(h.dep_ == "pobj" for h in child.children):
                yield f"{lemma}_{child.lower_}", ()
        elif child.dep_ == "dobj":
            for word, governed in _fixed(child, verb):  # "took part in the talks"
                yield f"{lemma}_{child.lemma_.lower()}_{word}", governed
            yield f"{lemma}_{child.lemma_.lower()}", ()
    yield lemma, ()
