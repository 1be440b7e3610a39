"""Deeds that a sentence tells as happening by themselves: "Talks between … opened", "Protests erupted in …"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.events import roles
from communique.events.deed import Deed
from communique.events.fillers import owners_before
from communique.events.lexicon import Sense
from communique.events.turns import turn
from communique.language.clauses import conjuncts, subject

if TYPE_CHECKING:
    from communique.events.deeds import Reader

Heads = tuple[Token, ...]

#: verbs that say only that something happens, and those that say that it has ended or come to nothing
HAPPENING = frozenset(
    "begin start open resume continue commence proceed erupt break_out flare flare_up ensue occur happen take_place "
    "paralyse paralyze cripple disrupt grip "
    "rage intensify escalate spread explode detonate go_off go_ahead take_effect come_into get_underway kick_off "
    "conclude end close".split()
)
FAILING = frozenset("collapse break_down break_up fail stall founder falter".split())
#: nouns of deeds that happen, by their class
TOLD = frozenset({"ATTACK", "TALKS", "PROTEST", "EXERCISE", "CEASEFIRE", "WITHDRAWAL", "INVESTIGATION", "RELEASE"})
#: those that only take effect
IN_FORCE = frozenset({"CEASEFIRE", "AGREEMENT", "SANCTION", "EMERGENCY"})
#: those that are over when they end, so that their end is news of its own
ENDING = frozenset({"end", "conclude", "close"})
AGAINST = ("obj", "on", "against", "with", "over", "from", "in", "~")


def happening(reader: Reader, verb: Token) -> list[Deed]:
    """Return the deeds that the subject of a verb of happening names, with who does them as far as the noun says."""
    key = _key(verb, reader.lexicon.lemma(verb))
    found = subject(verb)
    if key is None or found is None or roles.passive(verb):
        return []
    classes = IN_FORCE if key in ("take_effect", "come_into") else TOLD
    deeds = [deed for noun in conjuncts(found) if (deed := _told(reader, verb, noun, classes)) is not None]
    if key in FAILING:
        return [replace(d, code=code) for d in deeds if d.code[:2] == "04" and (code := turn("stop", d.code))]
    return [d for d in deeds if key not in ENDING or d.code.startswith("04")]


def _key(verb: Token, lemma: str) -> str | None:
    added = (c.lemma_.lower() for c in verb.children if c.dep_ in ("prt", "dobj", "advmod", "prep") and c.i > verb.i)
    for key in (*(f"{lemma}_{word}" for word in added), lemma):
        if key in HAPPENING or key in FAILING:
            return key
    return None


def _told(reader: Reader, verb: Token, noun: Token, classes: frozenset[str]) -> Deed | None:
    code = reader.frames.noun_code(noun, classes)
    if code is None:
        return None
    rule = f"{noun.lemma_.lower()} {verb.lemma_}"
    sides = roles.after(("between", "among"), verb, (noun,))
    if len(sides) > 1:
        return Deed(code=code, head=verb, agents=sides, patients=(), rule=rule, certainty=0.75, mutual=True)
    doers = _doers(reader, noun, code)
    sense = Sense(verb=noun.lemma_, classes=frozenset({"noun"}), slots=AGAINST, operator=None, code=code)
    if not code.startswith(("08", "14")):
        sense = replace(sense, slots=("of", *AGAINST))
    patients, guessed = reader.recipients.patients(sense, verb, (noun,), doers)
    if not patients and code.startswith("14"):
        patients = reader.recipients.aimed_at(verb, doers)
    certainty = 0.5 if guessed else 0.65
    return Deed(code=code, head=verb, agents=doers, patients=patients, rule=rule, certainty=certainty)


def _doers(reader: Reader, noun: Token, code: str) -> Heads:
    """Return who does what a noun names: whom it names after "by", or "of" where that is no patient, else before it."""
    behind = ("by", "of") if code.startswith(("0872", "14")) else ("by",)
    named = roles.after(behind, noun, ())
    before = tuple(t for t in owners_before(noun) if reader.fillers.knows(t))
    return tuple(t for t in named if reader.fillers.acts(t)) or before
