"""Who stands where in the words of an encounter: before its verb, behind "with", in a row, at a delegation's head."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from communique.actors.cast import Cast, Mention
from communique.actors.lexicon import words
from communique.meetings.wording import COUNTERPARTY

_SUBJECTS = ("nsubj", "nsubjpass")
_JOINING = words(", and & as well plus")
_DELEGATIONS = words("delegation delegations panel mission team group")
#: what opens a sentence with the occasion of what it tells
_FRONTING = words("ahead before after during following at in on of prior to upon")


class Parties:
    """Reads the actors (their ids) that the phrases around a verb or noun name.

    ``headline`` holds the tokens of title lines, where a comma may stand for "and".
    """

    def __init__(self, doc: Doc, cast: Cast, headline: frozenset[int]) -> None:
        self.doc = doc
        self.cast = cast
        self.headline = headline

    def _subjects(self, verb: Token) -> list[str]:
        found: list[str] = []
        current = verb
        while not found:
            for child in current.children:
                if child.dep_ in _SUBJECTS:
                    found += self._ids(child)
            if found or current.dep_ not in ("conj", "xcomp", "advcl", "acl", "relcl"):
                break
            if current.dep_ == "relcl" or (current.dep_ == "acl" and current.head.pos_ in ("NOUN", "PROPN")):
                return self._ids(current.head)
            current = current.head
        return found

    def _objects(self, verb: Token) -> list[str]:
        return [i for child in verb.children if child.dep_ in ("dobj", "dative") for i in self._ids(child)]

    def _agents(self, verb: Token) -> list[str]:
        return [i for c in verb.children if c.dep_ == "agent" for i in self._pobj(c)]

    def _pobj(self, preposition: Token) -> list[str]:
        return [i for child in preposition.children if child.dep_ in ("pobj", "pcomp") for i in self._ids(child)]

    def _prepositional(self, token: Token, wanted: tuple[str, ...]) -> list[str]:
        found: list[str] = []
        for child in token.children:
            if child.dep_ in ("prep", "agent", "dative") and child.lower_ in wanted:
                found += self._pobj(child)
        return found

    def _with_phrases(self, token: Token) -> list[tuple[Token, list[str]]]:
        """The phrases of a verb or noun that name counterparts, also those further down a chain of attachments."""
        found: list[tuple[Token, list[str]]] = []
        for preposition in token.subtree:
            if (
                preposition.dep_ in ("prep", "conj", "dative")
                and preposition.lower_ in COUNTERPARTY
                and _belongs(preposition, token)
            ):
                ids = self._pobj(preposition)
                if ids and all(ids != other for _, other in found):
                    found.append((preposition, ids))
        return found

    def _possessor(self, noun: Token) -> list[str]:
        found = [i for child in noun.children if child.dep_ == "poss" for i in self._ids(child)]
        return found if len(found) < 3 else []

    def _ids(self, token: Token) -> list[str]:
        """The actors of a noun phrase and of those coordinated with it."""
        mention = self.cast.at(token.i) or self._apposed(token)
        found = self._own(mention)
        for part in token.conjuncts:
            if part.i > token.i:
                found += self._own(self.cast.at(part.i))
        if mention is not None:
            for other in self._row(mention):
                found += self._own(other)
        if mention is None or mention.kind not in ("name", "role"):
            found += self._leaders(token)
        return list(dict.fromkeys(found))

    def _apposed(self, token: Token) -> Mention | None:
        """The name behind a noun that is nobody's by itself ("his opposite number, X", "the visiting dignitary, Y")."""
        names = (self.cast.at(child.i) for child in token.children if child.dep_ == "appos" and child.i > token.i)
        return next((m for m in names if m is not None and m.kind == "name"), None)

    def _leaders(self, token: Token) -> list[str]:
        """Who leads a delegation: "a delegation headed by X", "a Kuwaiti panel under Y"."""
        found: list[str] = []
        for below in token.subtree:
            if below.lower_ == "under" and below.head == token:
                found += self._pobj(below)
            elif below.lemma_.lower() in ("head", "lead", "chair") and below.pos_ == "VERB":
                found += self._agents(below) + self._prepositional(below, ("by",))
        if not found and token.lower_ in _DELEGATIONS:
            found += self._led_further_on(token)
        return found

    def _led_further_on(self, delegation: Token) -> list[str]:
        """Who leads a delegation whose "led by" hangs on the verb ("received a delegation from Y led by X")."""
        for token in self.doc[delegation.i + 1 : delegation.sent.end]:
            if token.tag_ == "VBN" and token.lemma_.lower() in ("lead", "head", "chair"):
                return self._agents(token) + self._prepositional(token, ("by",))
            if token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
                break
        return []

    def _own(self, mention: Mention | None) -> list[str]:
        return list(mention.actors) if mention is not None and self._may_meet(mention) else []

    def _row(self, mention: Mention) -> list[Mention]:
        """The mentions that stand in a row with one: "A, B and C", "A as well as B", in headlines also "A, B"."""
        row = [*self._beside_it(mention, -1), *self._beside_it(mention, 1)]
        return [m for m in row if m.kind in ("name", "role", "organisation")]

    def _beside_it(self, mention: Mention, step: int) -> list[Mention]:
        row: list[Mention] = []
        joined, current = mention.start in self.headline, mention
        while True:
            at = current.end if step > 0 else current.start - 1
            while 0 <= at < len(self.doc) and self.doc[at].lower_ in _JOINING:
                joined = joined or self.doc[at].lower_ in ("and", "&", "plus")
                at += step
            at = self._behind_state(at) if step > 0 and at != current.end else at
            following = self.cast.at(at) if at not in (current.end, current.start - 1) else None
            if step < 0 and following is not None and self._moved_to_front(following):
                break
            if following is None or (following.start if step > 0 else following.end - 1) != at:
                break
            row.append(following)
            current = following
        return row if joined else []

    def _behind_state(self, at: int) -> int:
        """Where the next of a row stands whose state goes before ("the ministers of Austria, X, and of Italy, Y")."""
        state = self.cast.at(at + 1) if at < len(self.doc) and self.doc[at].lower_ == "of" else None
        if state is None or state.kind != "state" or state.end >= len(self.doc) or self.doc[state.end].text != ",":
            return at
        return state.end + 1

    def _moved_to_front(self, mention: Mention) -> bool:
        """Whether a mention ends a phrase that opens its sentence ("Ahead of the Council, X and Y met")."""
        opening = self.doc[self.doc[mention.start].sent.start : mention.start]
        before = [t for t in opening if not t.is_space and t.pos_ != "DET"]
        led = bool(before) and all(t.pos_ in ("ADP", "ADV", "SCONJ") or t.lower_ in _FRONTING for t in before)
        return led and before[-1].lower_ not in COUNTERPARTY

    def _may_meet(self, mention: Mention) -> bool:
        """Whether a mention is of one who may take part: no state that owns something, no companion of another."""
        before = [t.lower_ for t in self.doc[max(0, mention.start - 2) : mention.start]]
        return before != ["accompanied", "by"] and not (mention.kind == "state" and mention.possessive)

    def _clause_subjects(self, token: Token) -> list[str]:
        """The persons who are the subject of the clauses above a token, the nearest clause first."""
        above = token
        while above.head.i != above.i:
            above = above.head
            if above.pos_ in ("VERB", "AUX"):
                found = self._subjects(above)
                if found:
                    return found
        return []


def _belongs(preposition: Token, token: Token) -> bool:
    """Whether a preposition hangs on a verb or noun, directly or over phrases of place and time between them."""
    above = preposition.head
    while above != token:
        if above.pos_ in ("VERB", "AUX") or above.head.i == above.i:
            return False
        above = above.head
    return True
