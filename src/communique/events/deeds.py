"""Reads the deeds that a sentence reports, verb by verb along its main line and through operators ("agreed to").

A deed is a CAMEO code with the noun phrases that fill its roles. Background (relative clauses, "after …"), hypotheses
and mere negation give none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from communique.events import roles
from communique.events.deed import Deed
from communique.events.fillers import Fillers
from communique.events.frames import BEING, Frames
from communique.events.happenings import happening
from communique.events.lexicon import Lexicon, Sense
from communique.events.operators import OPERATIONS
from communique.events.recipients import Recipients
from communique.events.turns import Turn, appeal, turn
from communique.language.clauses import (
    conjuncts,
    has_to,
    is_conditional,
    is_verb,
    modal,
    negation,
    opens_condition,
    own_subject,
)

Heads = tuple[Token, ...]
#: how far operators may be nested before reading stops
DEPTH = 6
FUTURE = frozenset({"will", "shall", "would"})
POSSIBLE = frozenset({"may", "might", "could"})
#: roots of deeds of violence, and classes of nouns that do them for somebody
VIOLENT = ("18", "19", "20", "175")
WEAPONS = frozenset({"AIRCRAFT", "WEAPON", "ARMS", "TROOPS", "BOMBER"})
#: verbs of infinitives that do not say what something is for
AIMLESS = frozenset({"be", "have"})
#: what makes a campaign or an operation one of force
ARMED = frozenset(
    "military bombing bomb air ground combat terror security war counter-terrorism guerrilla naval".split()
)
DUTY = frozenset({"must", "should", "ought"})
#: operators that are deeds whatever becomes of what is said
SPEECH = frozenset({"INTEND", "THREATEN", "REFUSE", "DEMAND", "APPEAL", "ACCUSE"})
#: what sets one who did something apart ("the first country to …")
FOREMOST = frozenset({"first", "second", "third", "latest", "last", "only", "sole"})
#: how sure it is that a verb of the main line is what a sentence reports: its main verb, those coordinated with it,
#: the cause of what nobody is named for, what is added in passing, and what else a sentence without deeds tells
MAIN, JOINED, CAUSE, PASSING, BEHIND = 1.0, 0.9, 0.8, 0.7, 0.6


class Reader:
    """Reads one document's sentences into deeds."""

    def __init__(self, lexicon: Lexicon, fillers: Fillers) -> None:
        self.lexicon = lexicon
        self.fillers = fillers
        self.frames = Frames(lexicon, fillers)
        self.recipients = Recipients(fillers)

    def sentence(self, sent: TokenSpan) -> list[Deed]:
        """Return the deeds on the main line of a sentence, in text order."""
        found: list[Deed] = []
        for verb, weight in spine(sent):
            if self._is_hypothetical(verb):
                continue
            for deed in self.verb(verb):  # what is added in passing counts where it is done to somebody
                if weight in (MAIN, CAUSE) or any(self.fillers.acts(t) for t in deed.patients):
                    found.append(replace(deed, certainty=deed.certainty * weight))
        return _caused(found) or [d for verb, weight in spine(sent) if weight == MAIN for d in self._behind(verb)]

    def _is_hypothetical(self, verb: Token) -> bool:
        """Return whether a verb stands under a condition, other than one of what it threatens, offers or refuses."""
        if not is_conditional(verb):
            return False
        if modal(verb) is None and any(_speaks(sense) for sense, _ in self.frames.senses(verb)):
            return any(c.i < verb.i and c.dep_ in ("advcl", "mark") and opens_condition(c) for c in verb.children)
        conditions = [c for c in verb.children if c.dep_ in ("advcl", "mark", "prep") and opens_condition(c)]
        return not conditions or any(c.dep_ != "prep" or c.i < verb.i for c in conditions)  # "on alert in case of"

    @staticmethod
    def causes(verb: Token) -> Heads:
        """Return the clauses that tell how what nobody is named for came about ("were killed when jets bombed …")."""
        late = (c for c in verb.children if c.dep_ == "advcl" and c.i > verb.i)
        return tuple(c for c in late if _explains(c)) if _unowned(verb) else ()

    def _behind(self, verb: Token) -> list[Deed]:
        """Return the deeds behind a development that is none ("relations soured after …")."""
        if any(True for _ in self.frames.senses(verb)):
            return []
        clauses = (c for c in verb.children if c.dep_ == "advcl" and _explains(c) and not is_conditional(c))
        return [replace(d, certainty=d.certainty * BEHIND) for c in clauses for d in self.verb(c)]

    def verb(self, verb: Token, agents: Heads = (), speaker: Heads = (), depth: int = 0) -> list[Deed]:
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

    def _doers(self, verb: Token, agents: Heads, speaker: Heads) -> Heads:
        own = roles.agents(verb)
        if roles.passive(verb):
            return own
        if own_subject(verb) is None and agents:
            return agents
        if own and all(t.tag_ == "PRP" and not self.fillers.knows(t) for t in own):
            return speaker or agents or own
        return own or agents

    # --- modality

    def _unthinkable(self, verb: Token, speaker: Heads, depth: int) -> list[Deed]:
        """Read "lifting the ban is out of the question" as the speaker's refusal."""
        if verb.lemma_ != "be" or not speaker:
            return []
        words = {t.lower_ for c in verb.rights for t in c.subtree}
        if not ({"out", "question"} <= words or words & {"impossible", "unacceptable", "unthinkable"}):
            return []
        subjects = [c for c in verb.children if c.dep_ == "csubj" and is_verb(c)]
        return self._turned("refuse", (d for s in subjects for d in self.verb(s, speaker, (), depth + 1)), "rule out ")

    def _duty(self, verb: Token) -> Heads | None:
        if modal(verb) in DUTY:
            return (verb,)
        if verb.lemma_ in ("need", "have", "ought") and not any(c.dep_ == "dobj" for c in verb.children):
            inner = tuple(c for c in verb.children if c.dep_ == "xcomp" and has_to(c) and c.left_edge.i <= verb.i + 2)
            return inner or None
        return None

    def _demanded(self, verb: Token, inner: list[Deed], doers: Heads, speaker: Heads) -> list[Deed]:
        if not speaker or negation(verb) is not None:
            return []
        code = next((t for d in inner if (t := turn("demand", d.code))), "100")
        if modal(verb) == "should":
            code = appeal(code)
        asked = tuple(t for t in doers if self.fillers.acts(t)) or self.recipients.others(verb, speaker)
        if not asked:
            return []
        return [Deed(code=code, head=verb, agents=speaker, patients=asked, rule=f"must {verb.lemma_}", certainty=0.6)]

    def _in_mood(self, verb: Token, deeds: list[Deed]) -> list[Deed]:
        word = modal(verb)
        if verb.lemma_ == "have" and any(t.lower_ == "no" for c in verb.children if c.dep_ == "dobj" for t in c.lefts):
            return self._turned("refuse", deeds, "no ")  # "has no intention of"
        if negation(verb) is not None or _denied(verb) or _no_longer(verb):
            if word in FUTURE or word in ("can", "could") or verb.tag_ in ("VBP", "VBZ") or _present_auxiliary(verb):
                return [self.conditioned(d, verb) for d in self._turned("refuse", deeds, "not ")]
            return []
        if word in FUTURE:
            how: Turn = "threaten" if _unless(verb) else "intend"
            return [self._invited(d, verb) for d in self._turned(how, deeds, "will ")]
        if word in POSSIBLE:
            return [
                replace(d, certainty=d.certainty * 0.6)
                for d in self._turned("intend", deeds, "may ")
                if d.code.startswith("13")
            ]
        return deeds

    def _invited(self, deed: Deed, verb: Token) -> Deed:
        """Return a visit to come as its invitation where the sentence says at whose it is made."""
        calls = (h for c in verb.children if c.lower_ in ("at", "on", "upon") for h in c.children)
        invitation = tuple(h for h in calls if h.dep_ == "pobj" and h.lemma_ == "invitation")
        hosts = roles.governed("of", invitation) or roles.governed("from", invitation) or roles.possessors(invitation)
        hosts = tuple(t for t in hosts if self.fillers.knows(t) and t not in deed.agents)
        return replace(deed, agents=hosts, patients=deed.agents) if hosts and deed.code == "036" else deed

    def conditioned(self, deed: Deed, verb: Token) -> Deed:
        """Return a refusal that names nobody as one towards whom it waits for ("will not … until Peru withdraws")."""
        if deed.patients:
            return deed
        waits = (c for h in {verb.i: verb, deed.head.i: deed.head}.values() for c in h.children if _sets_terms(c))
        asked = (t for c in waits for t in roles.agents(c) if t.tag_ != "PRP" and self.fillers.acts(t))
        found = next((t for t in asked if t not in deed.agents), None)
        return deed if found is None else replace(deed, patients=tuple(conjuncts(found)))

    @staticmethod
    def _turned(how: Turn, deeds: Iterable[Deed], prefix: str) -> list[Deed]:
        return [replace(d, code=code, rule=prefix + d.rule) for d in deeds if (code := turn(how, d.code)) is not None]

    # --- frames

    def _bare(self, verb: Token, doers: Heads, depth: int) -> list[Deed]:
        """Return the verb's deeds as if it stood in the plain past."""
        told = happening(self, verb)
        if told:
            return told
        for sense, nouns in self.frames.senses(verb):
            if sense.operator is not None:
                found = self._operate(sense, verb, doers, depth)
            else:
                found = self._plain(sense, verb, nouns, doers)
            if found is not None:
                return found
        return self._light(verb, doers, depth)

    def _light(self, verb: Token, doers: Heads, depth: int) -> list[Deed]:
        """Read through a verb that the lexicon lacks but that reports a finite clause or names its subject a doer."""
        if verb.lemma_ in BEING and any(t.lower_ in FOREMOST for c in verb.children for t in c.lefts):
            held = [c for c in verb.children if c.dep_ == "attr"]
            clauses = (c for head in (verb, *held) for c in head.children if c.dep_ in ("xcomp", "acl", "relcl"))
            return [d for c in clauses if has_to(c) for d in self.verb(c, doers, (), depth + 1)]
        if verb.lemma_ == "be" and not any(c.dep_ in ("attr", "acomp", "prep") for c in verb.children):
            due = [c for c in verb.children if c.dep_ == "xcomp" and has_to(c)]  # "are to resume talks"
            return self._turned("intend", (d for c in due for d in self.verb(c, doers, (), depth + 1)), "be to ")
        return [
            replace(d, certainty=d.certainty * 0.8)
            for child in verb.children
            if child.dep_ == "ccomp" and is_verb(child) and own_subject(child) is not None
            for v in conjuncts(child)
            for d in self.verb(v, (), doers, depth + 1)
        ]

    def _plain(self, sense: Sense, verb: Token, nouns: Heads, doers: Heads) -> list[Deed] | None:
        code = sense.code
        if (
            verb.lemma_ == "leave"
            and not sense.classes
            and not any(self.fillers.sector(t) in ("MIL", "REB") for t in doers)
        ):
            return None
        if code == "@" and (aim := self._aim(sense, verb, nouns, doers)):
            return aim
        if "ATTACK" in sense.classes and nouns and all(self._is_peaceful(n, verb, doers) for n in nouns):
            return []
        if code == "@":
            code = next((c for n in nouns if (c := self.frames.noun_code(n, sense.classes))), None)
        if code is None:
            return None
        if any(child.lower_ in ("no", "neither") for n in nouns for child in n.lefts):
            return []
        patients, guessed = self.recipients.patients(sense, verb, nouns, doers)
        if guessed and code == "175":  # "used tear gas to disperse …"
            for child in verb.children:
                if child.dep_ in ("advcl", "xcomp") and has_to(child) and (found := self.verb(child, doers)):
                    return found
        if not (sense.classes or patients or "none" in sense.slots):
            return None
        if "<-" in sense.slots:
            doers, patients = patients, doers
        if not doers and sense.classes and roles.passive(verb):  # "an attack by rebels was launched"
            doers = tuple(t for t in roles.after(("by",), verb, nouns) if self.fillers.acts(t) and t not in patients)
        if not doers and code.startswith(VIOLENT) and roles.passive(verb):
            doers = self._fought(verb)
        if not doers and verb.lemma_ in ("send", "dispatch", "deploy"):  # "peacekeepers were deployed": they act
            doers = nouns
        if not patients and (code.startswith("14") or (code == "087" and sense.verb == "call_off")):
            patients = self.recipients.aimed_at(verb, doers)
        if guessed and code.startswith("07"):
            patients = self.recipients.helped(verb) or patients
        if sense.verb in ("withdraw", "pull_out") and code == "160" and any(self._is_place(t) for t in patients):
            code = "0872"  # out of a town, not out of a treaty
        code = self.frames.by_actor(self.frames.by_purpose(code, verb), doers)
        if code == "162":  # as deep as the aid that ends
            code = next((t for n in nouns if (c := self.frames.noun_code(n)) and (t := turn("stop", c))), code)
        if code.startswith(VIOLENT) and doers and not any(self._wields(t) for t in doers):
            return []  # "a cold front attacked", "weak demand hit margins"
        if not doers and len(patients) > 1 and patients[0].head.lower_ == "between" and code != "045":
            doers, patients = patients, ()
        certainty = 0.6 if guessed else 0.85
        if doers and not any(self._is_agent(t) for t in doers) and not code.startswith(("18", "19", "20")):
            certainty *= 0.6
        return [
            Deed(
                code=code,
                head=verb,
                agents=doers,
                patients=patients,
                rule=sense.rule,
                certainty=certainty,
                mutual=bool({"with", "between"} & set(sense.slots)),
            )
        ]

    def _aim(self, sense: Sense, verb: Token, nouns: Heads, doers: Heads) -> list[Deed]:
        """Return the deeds that the infinitive after a deed noun says it is for ("launched an operation to detain")."""
        if not sense.classes or sense.classes & {"AGREEMENT", "PROTEST", "THREAT"}:
            return []
        promised = sense.classes & {"BACKING"} and any((self.frames.noun_code(n) or "")[:2] == "03" for n in nouns)
        clauses = [c for n in nouns for c in n.children if c.dep_ in ("acl", "relcl") and c.lemma_ not in AIMLESS]
        if any(n.lemma_ in ("operation", "campaign", "mission") for n in nouns):
            clauses += [c for c in verb.children if c.dep_ == "advcl"]
        found = next((found for c in clauses if has_to(c) and (found := self.verb(c, doers))), [])
        return self._turned("intend", found, "promise ") if promised else found  # "signalled its readiness to …"

    def _fought(self, verb: Token) -> Heads:
        """Return who did it where people fell in a fight or attack of somebody ("were killed in a clash with …")."""
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ == "in":
                fights = tuple(h for h in child.children if self.frames.noun_code(h, frozenset({"ATTACK"})) is not None)
                found = tuple(t for t in roles.after(("by", "with"), verb, fights) if fights and self.fillers.acts(t))
                if found:
                    return found
        return ()

    def _is_place(self, head: Token) -> bool:
        return head.ent_type_ in ("GPE", "LOC", "FAC") or self.frames.belongs(head, frozenset({"PLACE"}))

    def _is_peaceful(self, noun: Token, verb: Token, doers: Heads) -> bool:
        """Return whether a campaign or an operation is none of force: nobody armed, nothing of arms, against nobody."""
        if noun.lemma_ not in ("campaign", "operation") or roles.modifiers(noun) & ARMED:
            return False
        armed = any(self.fillers.sector(t) in ("MIL", "REB", "COP") for t in doers)
        return not armed and not roles.after(("against", "on"), verb, (noun,))

    def _wields(self, head: Token) -> bool:
        """Return whether a phrase can do violence: a party, a weapon, or a deed of violence itself."""
        armed = self.frames.belongs(head, WEAPONS) or self.frames.noun_code(head, frozenset({"ATTACK"})) is not None
        return armed or self._is_agent(head)

    def _is_agent(self, head: Token) -> bool:
        """Return whether a phrase itself means an actor, not a thing that belongs to one."""
        return self.fillers.is_party(head) or head.tag_ in ("PRP", "NNP", "NNPS")

    # --- operators

    def _operate(self, sense: Sense, verb: Token, doers: Heads, depth: int) -> list[Deed] | None:
        if sense.operator == "NONE":
            return []
        return OPERATIONS[sense.operator or ""](self, sense, verb, doers, depth)

    def inner(self, verb: Token, doers: Heads, depth: int, *, speaker: Heads = ()) -> list[Deed]:
        """Return the deeds of clauses, gerunds and deed nouns under the verb, by ``doers`` where no other is named."""
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
            governed = [
                h
                for c in (*verb.children, *(c for state in states for c in state.children))
                if c.dep_ == "prep" and c.lower_ in ("to", "for", "on", "with")
                for h in c.children
            ]
            found = [d for noun in governed if noun.dep_ == "pobj" for d in self.noun(noun, doers)]
        return found

    def noun(self, noun: Token, doers: Heads) -> list[Deed]:
        """Return the deed that a noun names ("a suspension of aid to …", "the release of …"), done by ``doers``."""
        verb = self.lexicon.nominals.get(noun.lemma_.lower())
        if verb is not None:
            governed = roles.contained(roles.after(("of", "in"), noun, ())) or tuple(
                c for c in noun.lefts if c.dep_ == "compound"
            )
            for sense in sorted(self.lexicon.verbs.get(verb, ()), key=lambda s: not s.classes):
                nouns = (
                    tuple(n for n in governed if self.frames.belongs(n, sense.classes)) if sense.classes else governed
                )
                if nouns and sense.operator is None:
                    found = self._plain(sense, noun, nouns, doers)
                    if found:
                        return found
        for child in noun.children:  # "an attempt to assassinate …", "no intention of negotiating"
            for inner in (child,) if child.dep_ == "acl" and has_to(child) else roles.gerunds(child):
                found = self.verb(inner, doers)
                if found:
                    return found
        code = self.frames.noun_code(noun)
        if code is None:
            return []
        slots = ("of", "with", "on", "against", "to", "for", "between", "into", "~")
        sense = Sense(verb=noun.lemma_, classes=frozenset({"noun"}), slots=slots, operator=None, code=code)
        patients, guessed = self.recipients.patients(sense, noun, (noun,), doers)
        if guessed and code.startswith("07"):
            patients = self.recipients.helped(noun.head if noun.dep_ == "dobj" else noun) or patients
        return [
            Deed(
                code=code,
                head=noun,
                agents=doers,
                patients=patients,
                rule=noun.lemma_,
                certainty=0.5 if guessed else 0.65,
            )
        ]


def _speaks(sense: Sense) -> bool:
    """Return whether a frame is one of words that are a deed under whatever condition they put ("an ultimatum")."""
    return sense.operator in SPEECH or "THREAT" in sense.classes


def _caused(deeds: list[Deed]) -> list[Deed]:
    """Return deeds of force that nobody is named for as done by whoever did what caused them."""
    causes = [d for d in deeds if d.agents and d.code.startswith(VIOLENT) and d.head.dep_ == "advcl"]
    return [
        replace(d, agents=cause.agents)
        if not d.agents
        and d.code.startswith(VIOLENT)
        and (cause := next((c for c in causes if c.head.head.i == d.head.i), None)) is not None
        else d
        for d in deeds
    ]


def spine(sent: TokenSpan) -> Iterator[tuple[Token, float]]:
    """Yield the main verbs of a sentence, each with a weight: root, coordinated verbs, participles that continue it."""
    root = sent.root
    heads = (
        [root]
        if is_verb(root) or root.pos_ in ("AUX", "VERB")
        else [c for c in root.children if is_verb(c) and c.dep_ in ("relcl", "acl", "parataxis", "conj", "ccomp")]
    )
    heads = [*(c for c in root.lefts if _announces(c)), *heads]
    for head in heads:
        for n, verb in enumerate(v for v in conjuncts(head) if is_verb(v) or v.pos_ in ("AUX", "VERB")):
            yield verb, MAIN if n == 0 else JOINED
            for child in verb.children:
                if child.dep_ == "advcl" and child.i > verb.i and _continues(child):
                    yield child, PASSING
                elif child in Reader.causes(verb):
                    yield child, CAUSE


def _announces(clause: Token) -> bool:
    """Return whether a clause before the main verb tells what the rest of the sentence explains, behind a colon."""
    told = clause.dep_ in ("ccomp", "parataxis") and is_verb(clause) and own_subject(clause) is not None
    end = clause.right_edge.i + 1
    return told and (clause.right_edge.text == ":" or (end < len(clause.doc) and clause.doc[end].text == ":"))


def _continues(clause: Token) -> bool:
    """Return whether a participle adds a further deed of the same subject (", killing five")."""
    return clause.tag_ == "VBG" and not any(c.dep_ in ("mark", "prep") and c.i < clause.i for c in clause.children)


def _unowned(verb: Token) -> bool:
    """Return whether a passive leaves open who did it."""
    return roles.passive(verb) and not roles.agents(verb)


def _explains(clause: Token) -> bool:
    """Return whether a clause of time tells how it came about ("were killed when jets bombed …")."""
    return any(c.lower_ in ("as", "when", "after") for c in clause.children) and own_subject(clause) is not None


def _denied(verb: Token) -> bool:
    """Return whether the subject is negated ("no country would …")."""
    return any(
        c.dep_ in ("nsubj", "nsubjpass")
        and (c.lower_ in ("nobody", "none") or any(d.lower_ in ("no", "neither") for d in c.lefts))
        for c in verb.children
    )


def _no_longer(verb: Token) -> bool:
    return any(c.lower_ == "longer" and any(d.lower_ == "no" for d in c.children) for c in verb.children)


def _unless(verb: Token) -> bool:
    return any(c.dep_ == "advcl" and any(d.lower_ == "unless" for d in c.children) for c in verb.children)


def _sets_terms(clause: Token) -> bool:
    """Return whether a clause says until when or unless what something is refused."""
    return clause.dep_ == "advcl" and any(c.lower_ in ("until", "unless", "till") for c in clause.lefts)


def _present_auxiliary(verb: Token) -> bool:
    return any(
        c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBZ", "VBP") and c.lemma_ in ("do", "be") for c in verb.children
    )
