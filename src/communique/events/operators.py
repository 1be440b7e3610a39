"""What each operator of the lexicon makes of the deeds that it governs.

An operation returns the deeds of an operating verb, an empty list where the verb makes it certain that nothing
happened, or None where its frame does not fit after all, so that the verb's next frame is tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.events import roles
from communique.events.deed import Deed
from communique.events.lexicon import Sense
from communique.events.turns import Turn, appeal, turn
from communique.language.clauses import has_to, is_verb, negation, own_subject

if TYPE_CHECKING:
    from communique.events.deeds import Reader

Heads = tuple[Token, ...]
Operation = Callable[["Reader", Sense, Token, Heads, int], list[Deed] | None]

#: verbs whose refusal is silence ("declined to comment")
SILENT = frozenset(
    "comment discuss say answer elaborate speculate name identify specify disclose respond confirm".split()
)
#: verbs of reaching what "failed to …" misses
REACHING = frozenset("agree reach strike conclude sign clinch secure achieve produce".split())
#: verbs of intent that only promise good: troops that are offered are help
KINDLY = frozenset({"offer", "agree", "be_ready", "be_willing", "be_prepared", "volunteer"})
#: verbs of intent that defy somebody where they govern a negated infinitive ("vowed not to return to work")
RESOLVED = frozenset({"vow", "swear", "resolve"})
#: verbs of bringing about what is nobody yet ("agreed to set up two field hospitals")
MAKING = frozenset({"set", "build", "establish", "create", "form", "found", "launch", "develop", "construct"})
#: nouns of asking that leave no choice
FIRM = frozenset({"demand", "order", "ultimatum"})
#: classes of nouns of what one may refuse to answer
ASKED = frozenset({"REQUEST"})
#: prepositions behind what responsibility is taken for
LAID = ("for", "over", "on", "in")
#: nouns by which who speaks for a state means it
OWN_SIDE = frozenset({"country", "government", "nation", "side", "administration", "state", "cabinet"})
#: roots of deeds that are claimed
VIOLENCE = ("1712", "18", "19", "20")
HOSTILE = ("14", "15", "16", "17", "18", "19", "20")


def _do(reader: Reader, sense: Sense, verb: Token, doers: Heads, depth: int) -> list[Deed] | None:
    del sense
    return reader.inner(verb, doers, depth) or None


def _stop(reader: Reader, sense: Sense, verb: Token, doers: Heads, depth: int) -> list[Deed] | None:
    inner = reader.inner(verb, doers, depth)
    if not inner:
        return None
    return list(_turned("stop", inner, sense.verb))


def _intend(reader: Reader, sense: Sense, verb: Token, doers: Heads, depth: int) -> list[Deed] | None:
    inner = reader.inner(verb, doers, depth)
    named = reader.recipients.addressees(sense, verb, doers)
    if sense.verb in RESOLVED and any(has_to(c) and negation(c) is not None for c in verb.children):
        return [_own(replace(sense, code="120"), verb, doers, named or reader.recipients.others(verb, doers), 0.6)]
    if verb.lemma_ == "agree" and _shares_opinion(verb):
        shared = roles.after(("with",), verb, ())
        return [_own(replace(sense, code="019"), verb, doers, shared, 0.7)] if shared else []
    if sense.verb in KINDLY:
        inner = [replace(d, code="072") if d.code.startswith("15") else d for d in inner]
    found = [
        replace(d, patients=named or _benefiting(reader, d, verb, doers), head=verb, agents=d.agents or doers)
        if not d.patients
        else replace(d, head=verb, agents=d.agents or doers)
        for d in _turned("intend", inner, sense.verb)
    ]
    if found or inner or sense.code is None or not _governs(verb):
        return found
    made = tuple(t for c in verb.children if c.dep_ == "xcomp" and c.lemma_ in MAKING for t in roles.objects(c))
    patients = named or reader.recipients.others(verb, doers, but=made)
    return [_own(sense, verb, doers, patients, 0.6 if named else 0.5)]


def _benefiting(reader: Reader, deed: Deed, verb: Token, doers: Heads) -> Heads:
    """Return towards whom a deed is promised that names nobody: whom aid helps, else who is named, not what is sent."""
    helped = reader.recipients.helped(verb) if deed.code.startswith("033") else ()
    return helped or reader.recipients.others(verb, doers, but=roles.objects(deed.head))


def _shares_opinion(verb: Token) -> bool:
    """Return whether somebody agrees with another's view ("agreed with Scott that …"), not to do something."""
    joined = any(c.lower_ == "with" for c in verb.children)
    return joined and not any(c.dep_ == "xcomp" or c.lower_ in ("to", "on", "in") for c in verb.children)


def _threaten(reader: Reader, sense: Sense, verb: Token, doers: Heads, depth: int) -> list[Deed] | None:
    inner = reader.inner(verb, doers, depth)
    named = reader.recipients.addressees(sense, verb, doers)
    warns = sense.verb == "warn"
    found = [
        replace(d, head=verb, agents=doers, patients=named or d.patients or reader.recipients.others(verb, doers))
        for d in _turned("threaten", inner, sense.verb)
        if not warns or (d.code.startswith("13") and _one_side(reader, d.agents, doers))
    ]
    if found:
        return found
    if warns and not named:
        refused = [d for d in inner if d.code.startswith("12")]
        return [replace(d, code="130", head=verb, agents=doers, rule=f"warn {d.rule}") for d in refused]
    return [_own(sense, verb, doers, named or reader.recipients.others(verb, doers), 0.7)]


def _one_side(reader: Reader, some: Heads, others: Heads) -> bool:
    return some == others or any(reader.fillers.same_side(a, b) for a in some for b in others)


def _refuse(reader: Reader, sense: Sense, verb: Token, doers: Heads, depth: int) -> list[Deed] | None:
    governed = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp")]
    if any(c.lemma_ in SILENT for c in governed):
        return _unanswered(reader, sense, verb, governed, doers)
    inner = reader.inner(verb, doers, depth)
    named = reader.recipients.addressees(sense, verb, doers)
    found = [
        replace(d, head=verb, agents=doers, patients=named or d.patients or reader.recipients.others(verb, doers))
        for d in _turned("refuse", inner, sense.verb)
    ]
    if found or not _governs(verb):
        return [reader.conditioned(d, verb) for d in found]
    return [_own(sense, verb, doers, named or reader.recipients.others(verb, doers), 0.6 if named else 0.45)]


def _unanswered(reader: Reader, sense: Sense, verb: Token, governed: list[Token], doers: Heads) -> list[Deed]:
    """Return a refusal to answer what somebody asked ("refused to respond to a request from …"): else it is silence."""
    asked = [n for c in governed for n in roles.after(("to",), c, ()) if reader.frames.belongs(n, ASKED)]
    askers = roles.governed("from", tuple(asked)) or roles.governed("by", tuple(asked))
    askers = askers or tuple(t for t in roles.possessors(tuple(asked)) if reader.fillers.knows(t))
    patients = tuple(t for t in askers if reader.fillers.acts(t) and t not in doers)
    return [_own(replace(sense, code="120"), verb, doers, patients, 0.6)] if patients else []


def _fail(reader: Reader, sense: Sense, verb: Token, doers: Heads, depth: int) -> list[Deed] | None:
    del sense, depth
    for child in verb.children:
        if child.dep_ == "xcomp" and child.lemma_ in REACHING:
            partners = roles.after(("with", "between"), child, roles.objects(child))
            return [
                Deed(
                    code="120",
                    head=verb,
                    agents=doers,
                    patients=partners,
                    rule="fail to agree",
                    certainty=0.75,
                    mutual=True,
                )
            ]
    del reader
    return []


def _demand(reader: Reader, sense: Sense, verb: Token, doers: Heads, depth: int) -> list[Deed] | None:
    if sense.verb in ("call_on", "call_upon") and not any(
        c.dep_ in ("xcomp", "ccomp", "advcl", "acl") for c in verb.children
    ):
        held = (g for c in verb.children if c.lower_ in ("on", "upon") for g in c.subtree)
        if not any(g.dep_ in ("acl", "relcl", "xcomp", "ccomp") for g in held):
            return None
    asked = reader.recipients.addressees(sense, verb, doers) or _clause_subjects(reader, verb)
    noted = [c for n in roles.objects(verb) for c in n.children if c.dep_ in ("acl", "ccomp") and is_verb(c)]
    noted = noted if "DEMAND" in sense.classes else []  # "its demand that …", "a call to …"
    asked = asked or next((found for n in roles.objects(verb) if (found := _clause_subjects(reader, n))), ())
    if sense.verb == "insist" and (
        not asked or any(c.tag_ in ("VBD", "VBZ", "VBP") for c in verb.children if c.dep_ == "ccomp")
    ):
        return _say(reader, sense, verb, doers, depth)
    if sense.verb == "tell" and not any(c.dep_ in ("xcomp", "ccomp") and has_to(c) for c in verb.children):
        return None
    if asked and _sends_away(reader, verb, asked):
        return [_own(replace(sense, code="160"), verb, doers, asked, 0.7)]
    inner = [*reader.inner(verb, asked, depth), *(d for c in noted for d in reader.verb(c, asked, (), depth + 1))]
    inner = [d for d in inner if not set(d.agents) & set(doers)]
    if not (
        inner
        or asked
        or "_" in sense.verb
        or any(c.dep_ in ("xcomp", "ccomp", "dobj", "nsubjpass") for c in verb.children)
    ):
        return None
    if sense.verb in ("want", "need", "wish") and not asked:
        return _wanted(reader, verb, doers, depth)
    code = next((c for d in inner if (c := turn("demand", d.code))), sense.code or "100")
    if code == "113" and asked:  # a deed against somebody, asked of another, is an appeal like any other
        code = sense.code or "100"
    if code == "113":
        patients = next((d.patients for d in inner if d.patients), ()) or reader.recipients.others(verb, doers)
    else:
        patients = asked or next((d.patients for d in inner if d.patients), ()) or reader.recipients.others(verb, doers)
    insists = "DEMAND" in sense.classes and any(t.lemma_ in FIRM for t in roles.objects(verb))
    if sense.operator == "APPEAL" and not insists:
        code = appeal(code)
    return [
        Deed(code=code, head=verb, agents=doers, patients=patients, rule=sense.rule, certainty=0.8 if asked else 0.6)
    ]


def _sends_away(reader: Reader, verb: Token, asked: Heads) -> bool:
    """Return whether diplomats are told to go ("ordered the ambassador to leave")."""
    leaves = any(c.lemma_ in ("leave", "depart") for c in verb.children if c.dep_ in ("xcomp", "ccomp"))
    return leaves and all(reader.frames.belongs(t, frozenset({"DIPLOMAT"})) for t in asked)


def _wanted(reader: Reader, verb: Token, doers: Heads, depth: int) -> list[Deed]:
    """Read "wants to …": a menace where the deed is hostile, else nothing yet."""
    inner = [d for d in reader.inner(verb, doers, depth) if d.code.startswith(HOSTILE)]
    return [replace(d, certainty=d.certainty * 0.7) for d in _turned("intend", inner, "want")]


def _clause_subjects(reader: Reader, verb: Token) -> Heads:
    """Return the subjects of the clauses that a verb governs ("demanded that Israel withdraw"), where they can act."""
    for child in verb.children:
        asking = child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "for" for c in child.lefts)
        if (asking or child.dep_ in ("ccomp", "xcomp", "acl")) and is_verb(child):
            own = own_subject(child)
            if own is not None and child.tag_ != "VBN":
                heads = tuple(t for t in roles.agents(child) if reader.fillers.acts(t))
                if heads:
                    return heads
    return ()


def _accuse(reader: Reader, sense: Sense, verb: Token, doers: Heads, depth: int) -> list[Deed] | None:
    named = reader.recipients.addressees(sense, verb, doers)
    inner = reader.inner(verb, named, depth)
    if sense.verb == "claim" and not named and (owned := _claimed(reader, inner, verb, doers)):
        return owned
    if sense.verb in ("allege", "claim", "charge") and not named:
        blamed = [d for d in inner if d.agents and reader.fillers.acts(d.agents[0]) and d.agents != doers]
        blamed = [d for d in blamed if d.code.startswith(HOSTILE) and not all(t.tag_ == "PRP" for t in d.agents)]
        if blamed and all(_one_side(reader, d.agents, doers) for d in blamed):
            return blamed  # "claimed that its own forces …" reports a deed
        return [replace(d, head=verb, agents=doers, patients=d.agents) for d in _turned("accuse", blamed, sense.verb)]
    code = next((c for d in inner if (c := turn("accuse", d.code))), sense.code or "112")
    patients = named or reader.recipients.others(verb, doers)
    if not patients and sense.verb == "suspect":
        return []
    return [
        Deed(code=code, head=verb, agents=doers, patients=patients, rule=sense.rule, certainty=0.85 if named else 0.6)
    ]


def _claimed(reader: Reader, deeds: Iterable[Deed], verb: Token, doers: Heads) -> list[Deed]:
    """Return the deeds of violence that somebody claims as his own ("claimed that they had attacked …")."""
    known = {a for d in doers for a in reader.fillers.actors(d)}
    own = (d for d in deeds if d.code.startswith(VIOLENCE) and d.agents and all(t.tag_ == "PRP" for t in d.agents))
    return [
        replace(d, code="015", head=verb, agents=doers, rule=f"claim {d.rule}")
        for d in own
        if all(not reader.fillers.knows(t) or known & set(reader.fillers.actors(t)) for t in d.agents)
    ]


def _claim(reader: Reader, sense: Sense, verb: Token, doers: Heads, depth: int) -> list[Deed] | None:
    """Read "claimed responsibility for the attack on …": whoever takes a deed of violence on himself did it."""
    if not sense.classes:
        return _owned(reader, sense, verb, doers, depth) or None
    if "ATTACK" in sense.classes:
        claimed = [d for n in roles.objects(verb) for d in reader.noun(n, ()) if d.code.startswith(VIOLENCE)]
        return [replace(d, code="015", head=verb, agents=doers, rule=sense.rule) for d in claimed[:1]] or None
    behind = [c for holder in (verb, *roles.objects(verb)) for c in holder.children if c.lower_ in LAID]
    deeds = [d for c in behind for v in roles.gerunds(c) for d in reader.verb(v, doers, (), depth + 1)]
    deeds += [d for n in roles.contained(roles.after(LAID, verb, roles.objects(verb))) for d in reader.noun(n, doers)]
    violent = [d for d in deeds if d.code.startswith(VIOLENCE)]
    if not violent and behind and not deeds and (sense.verb == "claim" or sense.code == "016"):
        return [_own(sense, verb, doers, reader.recipients.others(verb, doers), 0.6)]
    return [replace(d, code=sense.code or "015", head=verb, agents=doers, rule=sense.rule) for d in violent[:1]]


def _owned(reader: Reader, sense: Sense, verb: Token, doers: Heads, depth: int) -> list[Deed]:
    """Return the hostile deeds of his own that somebody admits or denies ("admitted killing", "denied that it")."""
    roots = VIOLENCE if sense.code == "015" else HOSTILE
    own = (
        d
        for d in reader.inner(verb, doers, depth)
        if d.code.startswith(roots)
        and all(t.tag_ == "PRP" and not reader.fillers.knows(t) for t in d.agents if not _one_side(reader, (t,), doers))
    )
    return [replace(d, code=sense.code or "015", head=verb, agents=doers, rule=f"{sense.verb} {d.rule}") for d in own]


def _deny(reader: Reader, sense: Sense, verb: Token, doers: Heads, depth: int) -> list[Deed] | None:
    """Read "denied having shelled …" as a denial towards whoever was shelled; what else is denied is nothing at all."""
    blamed = any(c.dep_ == "ccomp" and _lays_blame(c) for c in verb.children)
    return _owned(reader, sense, verb, doers, depth)[:1] or ([_own(sense, verb, doers, (), 0.6)] if blamed else [])


def _say(reader: Reader, sense: Sense, verb: Token, doers: Heads, depth: int) -> list[Deed] | None:
    found: list[Deed] = []
    for child in verb.children:
        if child.dep_ == "ccomp":
            for v in _clauses(child):
                told = [d for c in (v, *reader.causes(v)) for d in reader.verb(c, (), doers, depth + 1)]
                found.extend(_blamed(reader, told or _behind(reader, v), verb, doers) if _lays_blame(v) else told)
    if not found and sense.verb in ("announce", "confirm", "declare", "report"):
        return None
    return [replace(d, agents=_in_person(reader, d, doers), teller=d.teller or doers) for d in found]


def _in_person(reader: Reader, deed: Deed, doers: Heads) -> Heads:
    """Return who does what somebody says: the speaker himself where it is his country's word ("said it will …")."""
    own = len(deed.agents) == 1 and deed.agents[0].lemma_.lower() in OWN_SIDE
    spoken = own and deed.code.startswith(("03", "10", "12", "13")) and len(doers) == 1
    plain = spoken and all(c.tag_ in ("PRP$", "DT") for c in deed.agents[0].lefts)
    return doers if plain and _one_side(reader, deed.agents, doers) else deed.agents


def _lays_blame(verb: Token) -> bool:
    """Return whether a clause says who is behind something ("was responsible for the blast")."""
    behind = any(c.lower_ in ("responsible", "behind", "blame") for c in verb.children)
    return verb.lemma_ == "be" and negation(verb) is None and behind


def _behind(reader: Reader, verb: Token) -> list[Deed]:
    """Return what somebody is called responsible for where the sentence does not say it again."""
    held = tuple(t for t in roles.agents(verb) if t.tag_ != "PRP" and reader.fillers.acts(t))
    return [Deed(code="180", head=verb, agents=held, patients=(), rule="responsible", certainty=0.6)] if held else []


def _blamed(reader: Reader, deeds: list[Deed], verb: Token, doers: Heads) -> list[Deed]:
    """Return what others are said to be behind as charges of whoever says so, what somebody owns to as it is."""
    own = [d for d in deeds if not d.agents or _one_side(reader, d.agents, doers)]
    charged = _turned("accuse", (d for d in deeds if d not in own), "blame")
    return [*own, *(replace(d, head=verb, agents=doers, patients=d.agents, teller=()) for d in charged)]


def _clauses(head: Token) -> Iterable[Token]:
    yield head
    for child in head.children:
        if child.dep_ == "conj" and is_verb(child):
            yield from _clauses(child)


def _announce(reader: Reader, sense: Sense, verb: Token, doers: Heads, depth: int) -> list[Deed] | None:
    del sense, depth
    done = [d for noun in roles.contained(roles.objects(verb)) for d in reader.noun(noun, doers)]
    return [d for d in done if not d.code.startswith(("04", "05"))] or None


def _allow(reader: Reader, sense: Sense, verb: Token, doers: Heads, depth: int) -> list[Deed] | None:
    del depth
    named = reader.recipients.addressees(sense, verb, doers) or _clause_subjects(reader, verb)
    if not _governs(verb):
        return None
    return [_own(sense, verb, doers, named or reader.recipients.others(verb, doers), 0.65)]


def _bar(reader: Reader, sense: Sense, verb: Token, doers: Heads, depth: int) -> list[Deed] | None:
    del depth
    barred = any(c.lower_ == "from" and roles.gerunds(c) for c in verb.children)
    named = reader.recipients.addressees(sense, verb, doers)
    if not barred or not named:
        return None
    return [_own(sense, verb, doers, named, 0.75)]


def _force(reader: Reader, sense: Sense, verb: Token, doers: Heads, depth: int) -> list[Deed] | None:
    del depth
    named = reader.recipients.addressees(sense, verb, doers)
    if not named:
        return None
    out = any(c.lower_ == "out" for c in verb.children)
    return [
        Deed(
            code="174" if out else sense.code or "170",
            head=verb,
            agents=doers,
            patients=named,
            rule=sense.rule,
            certainty=0.7,
        )
    ]


def _name(reader: Reader, sense: Sense, verb: Token, doers: Heads, depth: int) -> list[Deed] | None:
    del depth
    words = {t.lemma_.lower() for c in verb.rights for t in c.subtree} | {
        t.lower_ for c in verb.rights for t in c.subtree
    }
    if not words & set(reader.lexicon.nouns["NEGATIVE"]):
        return None
    named = reader.recipients.addressees(sense, verb, doers) or reader.recipients.others(verb, doers)
    return [_own(sense, verb, doers, named, 0.65)] if named else None


def _paper(reader: Reader, sense: Sense, verb: Token, doers: Heads, depth: int) -> list[Deed] | None:
    """Read what a document says through the participle or clause that hangs on it ("a statement calling on …")."""
    del sense
    said = [
        reader.verb(child, doers, (), depth + 1)
        for noun in roles.contained(roles.objects(verb))
        for child in noun.children
        if child.dep_ in ("acl", "relcl") and is_verb(child) and not has_to(child)
    ]
    loose = [c for c in verb.children if c.dep_ in ("advcl", "xcomp") and c.tag_ == "VBG"]
    said.extend(reader.verb(child, doers, (), depth + 1) for child in loose)
    return [replace(d, agents=doers) for found in said for d in found] or None


def _turned(how: Turn, deeds: Iterable[Deed], operator: str) -> Iterable[Deed]:
    for deed in deeds:
        code = turn(how, deed.code)
        if code is not None:
            yield replace(deed, code=code, rule=f"{operator} {deed.rule}")


def _own(sense: Sense, verb: Token, doers: Heads, patients: Heads, certainty: float) -> Deed:
    return Deed(
        code=sense.code or "100", head=verb, agents=doers, patients=patients, rule=sense.rule, certainty=certainty
    )


def _governs(verb: Token) -> bool:
    """Return whether a verb has anything to operate on: a clause, an object or a phrase after a preposition."""
    states = [c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")]
    children = (*verb.children, *(c for state in states for c in state.children))
    return any(c.dep_ in ("xcomp", "ccomp", "dobj", "prep", "pcomp", "dative", "nsubjpass", "advcl") for c in children)


OPERATIONS: dict[str, Operation] = {
    "DO": _do,
    "STOP": _stop,
    "INTEND": _intend,
    "THREATEN": _threaten,
    "REFUSE": _refuse,
    "FAIL": _fail,
    "DEMAND": _demand,
    "APPEAL": _demand,
    "ACCUSE": _accuse,
    "SAY": _say,
    "ANNOUNCE": _announce,
    "ALLOW": _allow,
    "BAR": _bar,
    "FORCE": _force,
    "NAME": _name,
    "CLAIM": _claim,
    "DENY": _deny,
    "PAPER": _paper,
}
