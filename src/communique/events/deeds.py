"""Reads the deeds that a sentence reports: verb by verb along its main line, through operators like "agreed to" or "accused of".

A deed is a CAMEO code with the noun phrases that fill its roles. Background (relative clauses, "after …"), hypotheses and mere
negation give none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from communique.events import roles
from communique.events.deed import Deed
from communique.events.fillers import Fillers, core, is_stance, is_time
from communique.events.lexicon import ANY, Lexicon, Sense
from communique.events.operators import OPERATIONS
from communique.events.turns import Turn, appeal, turn
from communique.language.clauses import conjuncts, has_to, is_conditional, is_verb, modal, negation, own_subject

#: how far operators may be nested before reading stops
DEPTH = 6
FUTURE = frozenset({"will", "shall", "would"})
#: people whose blocking and breaking is protest
CITIZENS = frozenset(
    "protester protestor demonstrator rioter striker farmer worker student villager resident driver activist marcher supporter youth "
    "people trucker teacher miner inhabitant crowd".split()
)
POSSIBLE = frozenset({"may", "might", "could"})
#: roots of deeds of force: anything can be their target
FORCE = ("18", "19", "20", "171")
#: verbs whose object is whom aid is for
HELPING = frozenset({"help", "assist", "support", "aid", "relieve", "feed", "shelter", "protect", "rescue"})
DUTY = frozenset({"must", "should", "ought"})

class Reader:
    """Reads one document's sentences into deeds."""

    def __init__(self, lexicon: Lexicon, fillers: Fillers) -> None:
        self.lexicon = lexicon
        self.fillers = fillers

    def sentence(self, sent: TokenSpan) -> list[Deed]:
        """Return the deeds on the main line of a sentence, in text order."""
        found: list[Deed] = []
        for verb, weight in spine(sent):
            if is_conditional(verb):
                continue
            for deed in self.verb(verb):  # what is added in passing counts where it is done to somebody
                if weight == 1.0 or any(self.fillers.acts(t) for t in deed.patients):
                    found.append(replace(deed, certainty=deed.certainty * weight))
        return found

    def verb(self, verb: Token, agents: tuple[Token, ...] = (), speaker: tuple[Token, ...] = (), depth: int = 0) -> list[Deed]:
        """Return the deeds of a verb; ``agents`` do it where it has no subject of its own, ``speaker`` reports it."""
        if depth > DEPTH:
            return []
        doers = self._doers(verb, agents, speaker)
        unthinkable = self._unthinkable(verb, speaker, depth)
        if unthinkable:
            return unthinkable
        duty = self._duty(verb)
        if duty is not None:
            inner = [d for v in duty for d in self._bare(v, doers, depth + 1)]
            return self._demanded(verb, inner, doers, speaker)
        return self._in_mood(verb, self._bare(verb, doers, depth))

    # --- who does it

    def _doers(self, verb: Token, agents: tuple[Token, ...], speaker: tuple[Token, ...]) -> tuple[Token, ...]:
        own = roles.agents(verb)
        if roles.passive(verb):
            return own
        if own_subject(verb) is None and agents:
            return agents
        if own and all(t.tag_ == "PRP" and not self.fillers.knows(t) for t in own):
            return speaker or agents or own
        return own or agents

    # --- modality

    def _unthinkable(self, verb: Token, speaker: tuple[Token, ...], depth: int) -> list[Deed]:
        """Read "lifting the ban is out of the question" as the speaker's refusal."""
        if verb.lemma_ != "be" or not speaker:
            return []
        words = {t.lower_ for c in verb.rights for t in c.subtree}
        if not ({"out", "question"} <= words or words & {"impossible", "unacceptable", "unthinkable"}):
            return []
        subjects = [c for c in verb.children if c.dep_ == "csubj" and is_verb(c)]
        return self._turned("refuse", (d for s in subjects for d in self.verb(s, speaker, (), depth + 1)), "rule out ")

    def _duty(self, verb: Token) -> tuple[Token, ...] | None:
        if modal(verb) in DUTY:
            return (verb,)
        if verb.lemma_ in ("need", "have", "ought") and not any(c.dep_ == "dobj" for c in verb.children):
            inner = tuple(c for c in verb.children if c.dep_ == "xcomp" and has_to(c) and c.left_edge.i <= verb.i + 2)
            return inner or None
        return None

    def _demanded(self, verb: Token, inner: list[Deed], doers: tuple[Token, ...], speaker: tuple[Token, ...]) -> list[Deed]:
        if not speaker or negation(verb) is not None:
            return []
        code = next((t for d in inner if (t := turn("demand", d.code))), "100")
        if modal(verb) == "should":
            code = appeal(code)
        asked = tuple(t for t in doers if self.fillers.acts(t)) or self.others(verb, speaker)
        if not asked:
            return []
        return [Deed(code=code, head=verb, agents=speaker, patients=asked, rule=f"must {verb.lemma_}", certainty=0.6)]

    def _in_mood(self, verb: Token, deeds: list[Deed]) -> list[Deed]:
        word = modal(verb)
        if negation(verb) is not None or _denied(verb) or _no_longer(verb):
            if word in FUTURE or word in ("can", "could") or verb.tag_ in ("VBP", "VBZ") or _present_auxiliary(verb):
                return self._turned("refuse", deeds, "not ")
            return []
        if word in FUTURE:
            how: Turn = "threaten" if _unless(verb) else "intend"
            return self._turned(how, deeds, "will ")
        if word in POSSIBLE:
            return [replace(d, certainty=d.certainty * 0.6) for d in self._turned("intend", deeds, "may ") if d.code.startswith("13")]
        return deeds

    @staticmethod
    def _turned(how: Turn, deeds: Iterable[Deed], prefix: str) -> list[Deed]:
        return [replace(d, code=code, rule=prefix + d.rule) for d in deeds if (code := turn(how, d.code)) is not None]

    # --- frames

    def _bare(self, verb: Token, doers: tuple[Token, ...], depth: int) -> list[Deed]:
        """Return the verb's deeds as if it stood in the plain past."""
        for sense, nouns in self._senses(verb):
            if sense.operator is not None:
                found = self._operate(sense, verb, doers, depth)
            else:
                found = self._plain(sense, verb, nouns, doers)
            if found is not None:
                return found
        return self._light(verb, doers, depth)

    def _light(self, verb: Token, doers: tuple[Token, ...], depth: int) -> list[Deed]:
        """Read through a verb that the lexicon lacks but that reports a finite clause."""
        return [
            replace(d, certainty=d.certainty * 0.8)
            for child in verb.children
            if child.dep_ == "ccomp" and is_verb(child) and own_subject(child) is not None
            for v in conjuncts(child)
            for d in self.verb(v, (), doers, depth + 1)
        ]

    def _senses(self, verb: Token) -> Iterator[tuple[Sense, tuple[Token, ...]]]:
        """Yield the frames that fit, those that ask for a class of object first, then with particle, then bare."""
        keyed = list(_keys(verb))
        nouns = roles.contained(roles.objects(verb))
        for wanted in (True, False):
            for key, governed in keyed:
                for sense in self.lexicon.verbs.get(key, ()):
                    if bool(sense.classes) == wanted:
                        held = governed if governed else nouns
                        match = tuple(n for n in roles.contained(held) if self._belongs(n, sense.classes)) if wanted else held
                        if match or not wanted:
                            yield sense, match

    def _belongs(self, noun: Token, classes: frozenset[str]) -> bool:
        if ANY in classes:
            return noun.pos_ in ("NOUN", "PROPN")
        lemma, mods = noun.lemma_.lower(), roles.modifiers(noun)
        for name in classes:
            known = self.lexicon.nouns[name]
            if lemma in known or noun.lower_ in known or any(f"{m}_{lemma}" in known for m in mods):
                return True
            if name == "CEASEFIRE" and lemma in self.lexicon.nouns["AGREEMENT"] and mods & set(known):
                return True
            if name == "EMERGENCY" and mods & set(known):  # "curfew hours", "emergency rule"
                return True
        return False

    def _noun_code(self, noun: Token, classes: frozenset[str] | None = None) -> str | None:
        lemma, mods = noun.lemma_.lower(), roles.modifiers(noun)
        for key in (*(f"{m}_{lemma}" for m in sorted(mods)), lemma, noun.lower_):
            code = self.lexicon.noun_code(key, mods, classes)
            if code is not None:
                return code
        if classes and "EMERGENCY" in classes:  # "curfew hours"
            return next((c for m in sorted(mods) if (c := self.lexicon.noun_code(m, frozenset(), classes))), None)
        return None

    def _plain(self, sense: Sense, verb: Token, nouns: tuple[Token, ...], doers: tuple[Token, ...]) -> list[Deed] | None:
        code = sense.code
        if verb.lemma_ == "leave" and not any(self.fillers.sector(t) in ("MIL", "REB") for t in doers):
            return None
        for noun in nouns if sense.classes else ():  # "launched an operation to detain …"
            for child in noun.children:
                if child.dep_ == "acl" and child.lemma_ not in ("be", "have") and has_to(child) and code == "@":
                    found = self.verb(child, doers)
                    if found:
                        return found
        if code == "@":
            code = next((c for n in nouns if (c := self._noun_code(n, sense.classes))), None)
        if code is None:
            return None
        if any(child.lower_ in ("no", "neither") for n in nouns for child in n.lefts):
            return []
        patients, guessed = self._patients(sense, verb, nouns, doers)
        if not (sense.classes or patients or "none" in sense.slots):
            return None
        if "<-" in sense.slots:
            doers, patients = patients, doers
        if not doers and code in ("154", "074", "090") and is_verb(verb):  # "peacekeepers were deployed": they act
            doers = nouns
        if not patients and code.startswith("14"):
            patients = self._aimed_at(verb, doers)
        if guessed and code.startswith("07"):
            patients = self._helped(verb) or patients
        code = self._by_actor(self._by_purpose(code, verb), doers)
        if code == "162":  # as deep as the aid that ends
            code = next((t for n in nouns if (c := self._noun_code(n)) and (t := turn("stop", c))), code)
        certainty = 0.6 if guessed else 0.85
        if doers and not any(self._is_agent(t) for t in doers) and not code.startswith(("18", "19", "20")):
            certainty *= 0.6
        return [Deed(code=code, head=verb, agents=doers, patients=patients, rule=sense.rule, certainty=certainty)]

    def _is_agent(self, head: Token) -> bool:
        """Return whether a phrase itself means an actor, not a thing that belongs to one."""
        return self.fillers.is_party(head) or head.tag_ in ("PRP", "NNP", "NNPS")

    def _by_actor(self, code: str, doers: tuple[Token, ...]) -> str:
        """Let who acts decide between deeds of one verb: a bombing kills by bombing, citizens block roads, states borders."""
        for head in doers:
            own = self._noun_code(head, frozenset({"ATTACK"}))
            if own is not None and code[:2] in ("18", "19", "20") and not self.fillers.sector(head):
                return own
            if head.lemma_ in CITIZENS and code in ("1712", "172", "191"):
                return "145" if code == "1712" else "144"
            if self.fillers.sector(head) in ("GOV", "MIL", "COP") and code in ("143", "144"):
                return "172" if code == "143" else "191"
        return code

    @staticmethod
    def _by_purpose(code: str, verb: Token) -> str:
        """Let what troops or teams are sent for decide: keeping the peace is aid, looking into something is an investigation."""
        if code in ("154", "042", "074", "090"):
            whole = verb if is_verb(verb) else verb.head
            words = {t.lemma_.lower() for t in whole.subtree}
            if words & {"investigate", "probe", "inspect"}:
                return "090"
            if words & {"peacekeeping", "peacekeeper"}:
                return "074"
        return code

    def _helped(self, verb: Token) -> tuple[Token, ...]:
        """Return whom aid is for, where a purpose says so ("to help the people of …")."""
        for token in verb.subtree:
            if token.i > verb.i and token.lemma_ in HELPING and has_to(token):
                found = tuple(t for t in spread(roles.objects(token)) if self.fillers.acts(t))
                if found:
                    return found
        return ()

    def _aimed_at(self, verb: Token, doers: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return whom a protest is about, wherever the sentence says it after the verb."""
        own = [t for t in doers if self.fillers.knows(t)]
        named = [t for t in verb.subtree if t.i > verb.i and self._heads_mention(t) and t.tag_ not in ("PRP", "PRP$")]
        abroad = [t for t in named if not any(self.fillers.same_side(t, d) for d in own)]
        home = [t for t in named if not {a for d in own for a in self.fillers.actors(d)} & set(self.fillers.actors(t))]
        return tuple((abroad or home)[:1])

    # --- recipients

    def _patients(
        self, sense: Sense, verb: Token, nouns: tuple[Token, ...], doers: tuple[Token, ...]
    ) -> tuple[tuple[Token, ...], bool]:
        """Return who the deed is done to, and whether that was guessed from what else the clause names."""
        spare: tuple[Token, ...] = ()
        for slot in sense.slots:
            if slot in ("<-", "none"):
                continue
            if slot in ("~", "here"):
                others = self.others(verb, doers)
                if others:
                    return others, True
                continue
            heads = tuple(t for t in spread(self._slot(slot, sense, verb, nouns, doers)) if t not in doers)
            known = tuple(h for h in heads if self._undergoes(h, sense))
            if known:
                return known, False
            spare = spare or (() if (sense.code or "").startswith("04") else heads)
        return spare, not spare

    def _undergoes(self, head: Token, sense: Sense) -> bool:
        """Return whether a phrase can be the recipient: of an encounter only a party, of force anything, else whoever can act."""
        code = sense.code or ""
        if code.startswith("04"):
            return self.fillers.is_party(head)
        if code.startswith(FORCE) or "ATTACK" in sense.classes:
            return head.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or self.fillers.acts(head)
        return self.fillers.acts(head)

    def _slot(
        self, slot: str, sense: Sense, verb: Token, nouns: tuple[Token, ...], doers: tuple[Token, ...]
    ) -> tuple[Token, ...]:
        if slot == "obj":
            return roles.objects(verb)
        if slot == "of":
            return self._owners(nouns, doers) or (roles.after(("of",), verb, nouns) if sense.classes else ())
        if slot == "dative":
            return roles.dative(verb)
        return roles.after((slot,), verb, nouns)

    def _owners(self, nouns: tuple[Token, ...], doers: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return the first owner of the nouns that is no doer, with those coordinated with it."""
        for token in roles.possessors(nouns):
            if token.tag_ != "PRP$" and self._heads_mention(token) and not any(self.fillers.same_side(token, d) for d in doers):
                return tuple(t for t in conjuncts(token) if self.fillers.knows(t))
        return ()

    def others(self, verb: Token, doers: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return the first phrase right of the verb, in its clause, that means an actor of another side than the doers."""
        for token in roles.clause(verb):
            if token.i > verb.i and token.tag_ not in ("PRP", "PRP$") and self._heads_mention(token):
                if not any(self.fillers.same_side(token, d) for d in doers):
                    return tuple(t for t in conjuncts(token) if self.fillers.knows(t))
        return ()

    def _heads_mention(self, token: Token) -> bool:
        mention = self.fillers.mention(token)
        return mention is not None and mention.root == token.i and not is_stance(token)

    # --- operators

    def _operate(self, sense: Sense, verb: Token, doers: tuple[Token, ...], depth: int) -> list[Deed] | None:
        if sense.operator == "NONE":
            return []
        return OPERATIONS[sense.operator or ""](self, sense, verb, doers, depth)

    def inner(self, verb: Token, doers: tuple[Token, ...], depth: int, *, speaker: tuple[Token, ...] = ()) -> list[Deed]:
        """Return the deeds of what the verb governs: clauses, gerunds and deed nouns, done by ``doers`` unless they say by whom."""
        found: list[Deed] = []
        states = [c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")]  # "is ready to", "is guilty of"
        for child in (*verb.children, *(c for state in states for c in state.children)):
            if child.dep_ in ("xcomp", "ccomp") and (is_verb(child) or child.dep_ == "ccomp"):
                for v in conjuncts(child):
                    found.extend(self.verb(v, doers, speaker, depth + 1))
            elif child.dep_ in ("prep", "agent", "prt"):
                for v in roles.gerunds(child):
                    found.extend(self.verb(v, doers, speaker, depth + 1))
            elif child.dep_ == "advcl" and has_to(child) and not found:
                found.extend(self.verb(child, doers, speaker, depth + 1))
        if not found:
            found = [d for noun in roles.contained(roles.objects(verb)) for d in self.noun(noun, doers)]
        if not found:
            governed = [h for c in verb.children if c.dep_ == "prep" and c.lower_ in ("to", "for", "on", "with") for h in c.children]
            found = [d for noun in governed if noun.dep_ == "pobj" for d in self.noun(noun, doers)]
        return found

    def noun(self, noun: Token, doers: tuple[Token, ...]) -> list[Deed]:
        """Return the deed that a noun names ("a suspension of aid to …", "the release of …"), done by ``doers``."""
        verb = self.lexicon.nominals.get(noun.lemma_.lower())
        if verb is not None:
            governed = roles.contained(roles.after(("of",), noun, ())) or tuple(c for c in noun.lefts if c.dep_ == "compound")
            for sense in sorted(self.lexicon.verbs.get(verb, ()), key=lambda s: not s.classes):
                nouns = tuple(n for n in governed if self._belongs(n, sense.classes)) if sense.classes else governed
                if nouns and sense.operator is None:
                    found = self._plain(sense, noun, nouns, doers)
                    if found:
                        return found
        for child in noun.children:  # "an attempt to assassinate …"
            if child.dep_ == "acl" and has_to(child):
                found = self.verb(child, doers)
                if found:
                    return found
        code = self._noun_code(noun)
        if code is None:
            return []
        slots = ("of", "with", "on", "against", "to", "for", "between", "into", "~")
        sense = Sense(verb=noun.lemma_, classes=frozenset({"noun"}), slots=slots, operator=None, code=code)
        patients, guessed = self._patients(sense, noun, (noun,), doers)
        return [Deed(code=code, head=noun, agents=doers, patients=patients, rule=noun.lemma_, certainty=0.5 if guessed else 0.65)]

    def addressees(self, sense: Sense, verb: Token, doers: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return whom the verb's own frame names as its recipient, without guessing."""
        plain = replace(sense, slots=tuple(s for s in sense.slots if s not in ("~", "here")))
        found, _ = self._patients(plain, verb, roles.objects(verb), doers)
        return tuple(t for t in found if self.fillers.acts(t))

    

def spread(heads: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the heads with what is coordinated with the noun that a container holds ("a number of Syrians and Iraqis")."""
    found: list[Token] = []
    for head in heads:
        found.append(head)
        inner = core(head)
        if inner.i != head.i:
            found.extend(t for t in conjuncts(inner) if t.i != inner.i)
    return tuple(found)


def spine(sent: TokenSpan) -> Iterator[tuple[Token, float]]:
    """Yield the main verbs of a sentence with a weight: its root, those coordinated with it, and participles that continue it."""
    root = sent.root
    heads = [root] if is_verb(root) or root.pos_ in ("AUX", "VERB") else [
        c for c in root.children if is_verb(c) and c.dep_ in ("relcl", "acl", "parataxis", "conj", "ccomp")
    ]
    for head in heads:
        for n, verb in enumerate(v for v in conjuncts(head) if is_verb(v) or v.pos_ in ("AUX", "VERB")):
            yield verb, 1.0 if n == 0 else 0.9
            for child in verb.children:
                if child.dep_ == "advcl" and child.i > verb.i and (_continues(child) or (_unowned(verb) and _explains(child))):
                    yield child, 0.7


def _continues(clause: Token) -> bool:
    """Return whether a participle adds a further deed of the same subject (", killing five")."""
    return clause.tag_ == "VBG" and not any(c.dep_ in ("mark", "prep") and c.i < clause.i for c in clause.children)


def _unowned(verb: Token) -> bool:
    """Return whether a passive leaves open who did it."""
    return roles.passive(verb) and not roles.agents(verb)


def _explains(clause: Token) -> bool:
    """Return whether a clause of time tells how it came about ("were killed when jets bombed …")."""
    return any(c.lower_ in ("as", "when", "after") for c in clause.children) and own_subject(clause) is not None


def _keys(verb: Token) -> Iterator[tuple[str, tuple[Token, ...]]]:
    """Yield the lexicon's keys of a verb, longest first, with what a preposition in the key governs."""
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ in ("acomp", "attr", "oprd", "advmod") and lemma in ("be", "remain", "stand", "stay", "feel", "become"):
            yield f"be_{child.lower_}", ()
        if child.dep_ == "prt" or (child.dep_ in ("advmod", "oprd", "acomp") and child.i > verb.i):
            yield f"{lemma}_{child.lower_}", ()
        if child.dep_ in ("ccomp", "xcomp") and child.pos_ == "ADJ":
            yield f"{lemma}_{child.lower_}", ()
    for child in verb.children:
        if child.dep_ in ("prep", "agent", "dative") and child.i > verb.i:
            governed = tuple(h for h in child.children if h.dep_ == "pobj" and not is_time(h))
            if governed:
                yield f"{lemma}_{child.lower_}", governed
            elif not any(h.dep_ == "pobj" for h in child.children):
                yield f"{lemma}_{child.lower_}", ()
        elif child.dep_ == "dobj":
            yield f"{lemma}_{child.lemma_.lower()}", ()
    yield lemma, ()


def _denied(verb: Token) -> bool:
    """Return whether the subject is negated ("no country would …")."""
    return any(
        c.dep_ in ("nsubj", "nsubjpass") and (c.lower_ in ("nobody", "none") or any(d.lower_ in ("no", "neither") for d in c.lefts))
        for c in verb.children
    )


def _no_longer(verb: Token) -> bool:
    return any(c.lower_ == "longer" and any(d.lower_ == "no" for d in c.children) for c in verb.children)


def _unless(verb: Token) -> bool:
    return any(c.dep_ == "advcl" and any(d.lower_ == "unless" for d in c.children) for c in verb.children)


def _present_auxiliary(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBZ", "VBP") and c.lemma_ in ("do", "be") for c in verb.children)
