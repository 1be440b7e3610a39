"""Predicates that perform an act, applied to their complements: "urged X to do Y", "voiced support for Z"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from communique.actors.cast import Mention
from communique.language.clauses import (
    conjuncts,
    has_to,
    is_passive,
    is_reciprocal,
    is_verb,
    modal,
    negation,
    own_subject,
)
from communique.record import ACTS
from communique.statements.asking import (
    COMING,
    GREETING,
    NEEDS,
    RESUMING,
    greeting_passed_on,
    infinitives_after,
    is_everyone,
    joins_efforts,
    next_addressed,
)
from communique.statements.complements import (
    before_matrix,
    infinitives,
    is_questioned,
    names_office,
    prepositional,
    rated_object,
    seen_doing,
    shuns,
)
from communique.statements.content import clause_content, noun_contents, verb_contents
from communique.statements.denials import is_of_relations
from communique.statements.draft import Content, Draft
from communique.statements.edges import trim
from communique.statements.evaluations import WORRIES, evaluation, is_plight
from communique.statements.frames import Frame, noun_frame, verb_frame
from communique.statements.naming import Namer
from communique.statements.nouns import is_document, is_judged, signed_document
from communique.statements.series import apart, further_items

#: words that show something is to be done together
SHARED = frozenset(
    """cooperation collaboration joint jointly exchange bilateral mutual common together shared both partnership tie
    relation dialogue coordination closer deeper negotiation consultation contact between""".split()
)
#: acts by which one takes a stand on what others plan
STANDS = frozenset({"support", "oppose", "criticize", "courtesy"})
#: with what is noted with these, one judges it
PLEASURE = frozenset({"satisfaction", "pleasure", "pride", "approval", "optimism", "interest", "hope"})
#: how encounters end: with what was signed
ENDING = frozenset({"conclude_with", "end_with", "culminate"})
#: prepositions that lead to what is agreed or discussed, and stand in noun phrases as well
TOPICAL = frozenset({"in", "on"})


class Performer(Namer):
    """Applies the frames of predicates; what a verb of saying reports is judged by the subclass."""

    def judge(self, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return what a clause that the speaker utters conveys."""
        raise NotImplementedError

    def apply(self, frame: Frame, word: Token, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return what a predicate with a speaker conveys, through the first complement that it has."""
        if frame.act in ("topic", "stop") or not speaker:
            self.used.add(word.i)
            return []
        self.used.update((word.i, verb.i))
        if is_questioned(verb):
            return []
        negated = (self._is_negated(word, verb) or shuns(verb)) and not frame.lemma.startswith("not ")
        if frame.act == "say":
            if negated:
                return self._unrecognised(frame, verb, speaker)
            return self._say(frame, word, verb, speaker)
        if frame.act == "carry" and "that" in frame.complements and not negated and not self.objects(verb):
            return self._say(Frame(frame.lemma, "say", ("that",)), word, verb, speaker)  # "expressed that X"
        if frame.act == "carry":
            return self._carry(verb, speaker, negated=negated)
        drafts = self._performed(frame, word, verb, speaker)
        if not drafts and is_passive(verb) and (stranded := self._stranded(frame, verb, speaker)):
            return stranded
        if not drafts and "np" in frame.complements:
            return self._carry(verb, speaker, negated=negated)
        return self._negate(drafts, frame.act) if negated else drafts

    def _stranded(self, frame: Frame, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return the subject of "further visits were agreed upon" and "restraint was called for" as the content."""
        own = own_subject(verb)
        alone = [c.lower_ for c in verb.children if c.dep_ in ("prep", "prt") and not any(True for _ in c.children)]
        led = {"on" if word == "upon" else word for word in alone} & {c.partition(":")[0] for c in frame.complements}
        if own is None or own.pos_ not in ("NOUN", "PROPN") or not led:
            return []
        contents = noun_contents(own, verb.i)
        return list(self._drafts(frame.act, contents, speaker, f"{frame.lemma} (passive)"))

    def list_item(self, frame: Frame, contents: list[Content], speaker: tuple[str, ...]) -> list[Draft]:
        """Return an item that completes a predicate of the sentence before ("agreed to: - open a consulate")."""
        self.used.update(range(self.sent.start, self.sent.end))
        return list(self._drafts(frame.act, contents, speaker, f"{frame.lemma} (list)"))

    def _unrecognised(self, frame: Frame, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return "does not recognise X" as opposition; what is merely not said conveys nothing."""
        if frame.lemma not in ("recognize", "recognise", "acknowledge"):
            return []
        contents = [c for noun in self.objects(verb) for c in noun_contents(noun, self.limit(noun.i))]
        return list(self._drafts("oppose", contents, speaker, f"not {frame.lemma}"))

    @staticmethod
    def _is_negated(word: Token, verb: Token) -> bool:
        return any(negation(t) is not None for t in {word.i: word, verb.i: verb}.values()) or any(
            c.lower_ == "no" and c.dep_ == "det" for c in word.children
        )

    def _performed(self, frame: Frame, word: Token, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return the drafts of a predicate that performs its own act."""
        rated = rated_object(word, self.limit(word.i))
        if rated is not None:  # "rejected as baseless the claim that X"
            judged = evaluation(self.sent.doc, word.i + 1, rated[0])
            act = frame.act if frame.act != "assess" else judged or "assess"
            found = noun_contents(rated[1], self.limit(word.i))
            contents = [replace(c, start=max(c.start, rated[0])) for c in found]
            return list(self._drafts(act, contents, speaker, f"{frame.lemma} as (np)"))
        ordered = self._nearest_preposition_first(frame.complements, word)
        if "inf" in ordered and gives_sum(word):
            ordered = ["np", *ordered]  # "pledged $5 million to rebuild the port"
        for complement in ordered:
            drafts = list(self._complement(frame, complement, word, verb, speaker))
            if drafts:
                for draft in drafts:
                    self.used.update(range(draft.content.start, draft.content.end))
                return drafts
        return []

    def _nearest_preposition_first(self, complements: tuple[str, ...], word: Token) -> list[str]:
        """Return the complements with "in" and "on" in the order of the text: only the nearer one is the verb's own."""
        nearest = iter(self._nearest_first(tuple(c for c in complements if c in TOPICAL), word))
        return [next(nearest) if c in TOPICAL else c for c in complements]

    def _complement(
        self, frame: Frame, kind: str, word: Token, verb: Token, speaker: tuple[str, ...]
    ) -> Iterator[Draft]:
        limit = self.limit(word.i)
        kind, _, special = kind.partition(":")
        if special and kind == "np":
            frame = replace(frame, act=special)
        method = f"{frame.lemma} ({kind})"
        if kind == "inf":
            for head in infinitives(word, limit) if (past := self._past_parenthesis(word)) is None else (past,):
                limit = before_matrix(head, verb, self.limit(head.i))
                if frame.act == "hope" and (seen := seen_doing(head)) is not None:
                    yield from self._hoped(seen, speaker, method)  # "hopes to see X do Y"
                    return
                if frame.act == "courtesy":
                    yield from self._glad(word, head, verb, speaker)
                    return
                yield from self._drafts(
                    "pledge" if frame.act == "hope" else frame.act, verb_contents(head, limit), speaker, method
                )
        elif kind == "obj-inf":
            yield from self._directive(frame, word, verb, speaker, limit)
        elif kind == "that":
            told = self._object_mention(verb) if verb.lemma_ in ("warn", "assure", "promise", "remind") else None
            for clause in self.clauses(word, verb):
                for head in conjuncts(clause):
                    if head.i == clause.i or (self._stands_alone(head) and self.resumed(head) is None):
                        yield from self._that(frame.act, head, speaker, method, told=told)
        elif kind == "ger":
            for child in word.children:
                if child.dep_ in ("xcomp", "ccomp", "dobj") and child.tag_ == "VBG" and child.i > word.i:
                    yield from self._drafts(frame.act, verb_contents(child, limit), speaker, method)
        elif kind == "np" and verb.lemma_ == "wish" and (wished := self._wished_for(verb, limit)) is not None:
            yield from self._drafts(frame.act, [wished[0]], speaker, method, target=wished[1])
        elif kind == "np":
            nouns = self.objects(verb if word is verb else word)
            for noun in nouns:
                yield from self._nominal(frame, noun, speaker, method, verb)
            for clause in () if nouns else free_relatives(word):  # "respects whatever the voters decide"
                yield from self._drafts(frame.act, [clause_content(clause, limit)], speaker, method)
        elif frame.lemma == "take_note":
            yield from self._taken_note(word, speaker, limit)
        elif kind == "pred":
            yield from self._called(frame, word, speaker)
        elif kind == "as":
            yield from self._described(frame, word, verb, speaker)
        else:
            yield from self._hoped_for(frame, kind, word, speaker, limit)
            for head in prepositional(word, (kind,), limit):
                if frame.lemma == "call_on" and names_office(head):
                    return  # paid a visit to the holder of an office
                if is_reciprocal(head):
                    return  # "have stood by each other" tells how things are between them
                yield from self._led(replace(frame, complements=(kind, special)), head, word, verb, speaker)

    def _past_parenthesis(self, word: Token) -> Token | None:
        """Return the infinitive of a predicate that an attribution parts from it ("is ready, he said, to do X")."""
        after = next((end for begin, end in self.breaks if word.i < begin <= word.i + 2), None)
        if after is None or after + 1 >= self.sent.end or self.sent.doc[after].tag_ != "TO":
            return None
        following = self.sent.doc[after + 1 : min(after + 4, self.sent.end)]
        return next((t for t in following if t.tag_ in ("VB", "VBP")), None)

    def _taken_note(self, word: Token, speaker: tuple[str, ...], limit: int) -> Iterator[Draft]:
        """Yield "takes note (with concern) of X": what a body does, and others where they say in what spirit."""
        doc = word.doc
        of = next((t for t in doc[word.i + 2 : min(word.i + 8, limit)] if t.lower_ == "of"), None)
        head = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        if of is None or head is None:
            return
        spirit = next((f for t in doc[word.i + 2 : of.i] if (f := noun_frame(t)) is not None and f.act in ACTS), None)
        if spirit is None and not self.scene.is_collective(speaker):
            return
        act = spirit.act if spirit is not None else "assess"
        yield from self._drafts(act, noun_contents(head, limit), speaker, "take_note (of)")

    def _led(self, frame: Frame, head: Token, word: Token, verb: Token, speaker: tuple[str, ...]) -> Iterator[Draft]:
        """Yield what a preposition leads to; the frame has it, and the act it has before a noun, as its complements."""
        (kind, special), gerund = frame.complements, head.tag_ == "VBG"
        limit = self._until_repeated(kind, head, (word, verb))
        inner = noun_frame(head)
        if gerund and frame.lemma == "entrust" and head.lemma_ in ("convey", "pass", "transmit", "extend"):
            yield from self._carry(head, speaker, negated=False)  # "entrusted the guest with conveying greetings to Y"
            return
        if frame.act == "agree" and kind in ("with", "in") and frame.lemma in ENDING:
            head = signed_document(head)
            if not is_document(head):
                return
        carried = word.pos_ in ("NOUN", "VERB") and kind in ("to", "of", "on", "by")
        needed = frame.act == "agree" and head.lemma_.lower() in NEEDS  # "agreed on the importance of doing X"
        carried = inner is not None and (inner.act in ("propose", "pledge") or needed) and carried
        carried = carried and not (frame.act in STANDS and is_judged(head))  # "objected to the plan to do X"
        firm = (
            word.pos_ == "ADJ" and kind == "in" and inner is not None and inner.act in ("support", "pledge", "oppose")
        )
        if inner is not None and (carried or firm):
            together = frame.act == "agree" and (inner.act == "propose" or needed)
            found = self._noun(replace(inner, act="agree") if together else inner, head, verb, speaker)
            yield from found
            if found:
                return
        if head.i < verb.i and frame.lemma != verb.lemma_:  # "the need to do X was noted": the verb is no part of it
            limit = min([limit, verb.i, *(c.i for c in verb.children if head.i < c.i < verb.i and c.pos_ == "AUX")])
        if gerund and own_subject(head) is not None:
            contents = [clause_content(head, limit)]
        else:
            contents = verb_contents(head, limit) if gerund else noun_contents(head, limit)
            if contents and not gerund and kind == "for":
                contents = apart([*contents, *further_items(contents[-1], limit)])
        led = max((t.i for t in word.doc[word.i + 1 : head.i] if t.lower_ == kind), default=-1)
        if contents and contents[0].start <= led:  # "assured X of Y's help", where X was taken for a possessor
            contents[0] = replace(contents[0], start=led + 1)
        if frame.lemma in ("assure", "reassure") and inner is not None and inner.lemma == "solidarity":
            special = "support"  # "assured him of France's solidarity"
        act = special if special and not gerund else "assess" if frame.act == "hope" else frame.act
        if frame.act == "pledge" and act == "support" and len(speaker) > 1:
            act = "agree"  # what several are committed to, they are committed to together
        if word.lemma_.lower() in NEEDS and kind in ("for", "of"):
            act = self._needed("propose" if gerund and len(speaker) == 1 else act, contents, speaker)
        elif act == "propose" and kind == "for" and contents and not self._is_shared(contents, speaker):
            act = "request"
        if act == "criticize" and frame.lemma.split()[-1] in WORRIES and is_plight(head, self.scene.cast):
            act = "assess"  # concern about a state of things blames nobody
        to = (n for c in word.children if c.lower_ == "to" and c.i < head.i for n in c.children)
        thanked = next((self.scene.mention_of(n) for n in to), None) if act == "courtesy" else None
        target = thanked or self._object_mention(verb)
        yield from self._drafts(act, contents, speaker, f"{frame.lemma} ({kind})", target=target)

    def _hoped_for(self, frame: Frame, kind: str, word: Token, speaker: tuple[str, ...], limit: int) -> Iterator[Draft]:
        """Yield "called for X to do Y": an appeal to X where X is a party, else the whole of what is called for."""
        clause = next(
            (
                c
                for c in word.children
                if kind == "for" and c.dep_ in ("advcl", "ccomp", "xcomp") and c.i > word.i and has_to(c)
            ),
            None,
        )
        own = own_subject(clause) if clause is not None else None
        if clause is None or own is None or word.doc[own.left_edge.i - 1].lower_ != "for":
            return
        mention = self.scene.mention_of(own) if frame.act != "courtesy" else None  # thanked for what they did
        act = "request" if frame.act == "propose" and self.scene.side(mention, speaker) != "both" else frame.act
        if mention is not None:
            contents = verb_contents(clause, limit)
        else:
            contents = [Content(own.left_edge.i, min(clause.right_edge.i + 1, limit), clause, "clause")]
        yield from self._drafts(act, contents, speaker, f"{frame.lemma} (for)", target=mention)

    def _glad(self, word: Token, head: Token, verb: Token, speaker: tuple[str, ...]) -> Iterator[Draft]:
        """Yield "glad to meet X" as a courtesy, "glad to see X do Y" as support, "happy to do Y" as a promise."""
        method = f"{word.lower_} to {head.lemma_}"
        told = verb_frame(head)
        if told is not None and told.act == "say":
            yield from self.apply(told, head, head, speaker)
            return
        seen = next((c for c in head.children if c.dep_ in ("dobj", "ccomp") and c.i > head.i), None)
        met = seen is not None and seen.dep_ == "dobj" and self._is_met(seen)
        if head.lemma_ == "see" and seen is not None and not met:
            end = min(self.limit(head.i), self.sent.end)
            side = self.scene.side(self.scene.mention_of(own_subject(seen) or seen), speaker)
            act = "support" if side == "other" else "assess"
            begin, end = trim(self.sent.doc, seen.left_edge.i, end)
            yield from self._drafts(act, [Content(begin, end, seen, "clause")], speaker, method)
        elif met or head.lemma_ in GREETING:
            yield from self._drafts("courtesy", [clause_content(verb, self.limit(verb.i))], speaker, method)
        else:
            yield from self._drafts("pledge", verb_contents(head, self.limit(word.i)), speaker, method)

    def _is_met(self, seen: Token) -> bool:
        """Return whether it is persons that somebody is glad to see, and nothing that they do."""
        if any(c.dep_ in ("acl", "relcl") for c in seen.children):
            return False
        mention = self.scene.cast.at(seen.i)
        named = mention is not None and all(self.scene.cast.actor(a).kind == "person" for a in mention.actors)
        return seen.lower_ == "you" or (named and mention is not None and not mention.possessive)

    def _until_repeated(self, kind: str, head: Token, governors: tuple[Token, Token]) -> int:
        """Return where what a preposition leads to ends: where the preposition comes again ("on A and on B")."""
        doc, limit = self.sent.doc, self.limit(governors[0].i)
        above = {t.i for t in governors} | {head.head.i}
        for token in doc[head.i + 1 : limit]:
            if token.lower_ == kind and token.head.i in above and token.dep_ in ("prep", "conj"):
                at = token.i - 1
                if doc[at].lower_ in ("and", ",", "or") and at > head.i:
                    return at
        return limit

    def _needed(self, act: str, contents: list[Content], speaker: tuple[str, ...]) -> str:
        """Return the act of naming a need: what a single speaker finds needed and is not done together is asked."""
        alone = act == "propose" and contents and len(speaker) == 1
        return "request" if alone and not self._is_shared(contents, speaker) else act

    def _is_shared(self, contents: list[Content], speaker: tuple[str, ...]) -> bool:
        """Return whether what is called for is to be done together: cooperation, exchanges, something of both sides."""
        if len(speaker) > 1:
            return False
        stretch = self.sent.doc[contents[0].start : contents[-1].end]
        words = {t.lemma_.lower() for t in stretch} | {t.lower_ for t in stretch}
        mentions = self.scene.cast.within(contents[0].start, contents[-1].end)
        return bool(words & SHARED) or any(self.scene.side(m, speaker) == "both" for m in mentions)

    def _directive(
        self, frame: Frame, word: Token, verb: Token, speaker: tuple[str, ...], limit: int
    ) -> Iterator[Draft]:
        """Yield "urged X to do A and do B": X is addressed; when X is both sides, the act is a proposal."""
        addressed = own_subject(verb) if is_passive(verb) else self._object(word)
        if word.pos_ == "ADP":
            addressed = next((c for c in word.children if c.dep_ == "pobj"), None)
        if addressed is None:
            return
        mention = self.scene.mention_of(addressed)
        passed = greeting_passed_on(next(infinitives_after(addressed, word, limit), None))
        if frame.act == "request" and passed is not None:  # "asked X to convey his greetings to Y"
            yield from self._drafts("courtesy", noun_contents(passed, limit), speaker, f"{frame.lemma} (greetings)")
            return
        session = self.scene.is_session(speaker)
        further = next_addressed(word, addressed, limit)
        if further is not None:
            limit = further.i - 1
        for head in infinitives_after(word if is_passive(verb) else addressed, word, limit):
            act = frame.act
            if act == "invite" and (head.lemma_ in RESUMING or (session and head.lemma_ not in COMING)):
                act = "request"  # "invited to return to talks"
            both = addressed.lower_ != "them" and self.scene.side(mention, speaker) == "both"
            if act == "request" and (both or joins_efforts(addressed)):
                act = "propose"
            if act == "pledge" and self.scene.side(mention, speaker) == "other" and frame.lemma in ("want",):
                act = "request"
            method = f"{frame.lemma} (object + infinitive)"
            found = self._drafts(act, verb_contents(head, limit), speaker, method, target=mention)
            theirs = self.scene.codes(mention.actors) if mention is not None else frozenset()
            own = bool(theirs) and theirs <= self.scene.codes(speaker)  # its own officers and bodies
            nobody = session and (own or (is_everyone(addressed) and not self._names(addressed)))
            nobody = nobody or (mention is None and addressed.lower_ in ("community", "world"))
            yield from (replace(d, addressees=()) for d in found) if nobody else found
            break
        if further is not None:
            yield from self._directive(frame, further, further, speaker, self.limit(further.i))

    def _names(self, noun: Token) -> bool:
        """Return whether a noun phrase names a state or body ("all parties in Libya")."""
        end = next((t.i for t in noun.doc[noun.i : noun.right_edge.i] if t.tag_ == "TO"), noun.right_edge.i + 1)
        named = self.scene.cast.within(noun.left_edge.i, min(end, noun.i + 5))
        return any(self.scene.codes(m.actors) for m in named)

    def _that(
        self, act: str, head: Token, speaker: tuple[str, ...], method: str, *, told: Mention | None = None
    ) -> Iterator[Draft]:
        """Yield the contents of a that-clause under a predicate that performs an act ("warned that", "agreed that")."""
        mention = self.subject_mention(head)
        side = self.scene.side(mention, speaker)
        if act == "propose" and side == "other":
            act = "request"
        passed = greeting_passed_on(head) if act == "request" else None
        self.used.update({head.i} if passed is not None else ())
        if passed is not None:  # "asked that his greetings be passed on to Y"
            yield from self._drafts("courtesy", noun_contents(passed, self.limit(passed.i)), speaker, method)
            return
        if act in ("hope", "deny"):
            yield from self._hoped(head, speaker, method) if act == "hope" else self._denied(head, speaker, method)
            return
        if act in ("pledge", "agree") and mention is not None and mention.kind == "state" and side == "other":
            speaker = self.scene.voices(mention) if len(speaker) == 1 else speaker
        who = self.subject(head)
        direct = self.scene.cast.at(who.i) if who is not None else None
        named = mention is not None and (direct is None or direct.kind != "group")
        whole = is_passive(head) and who is not None and head.i - who.i > 1  # "that X be given Y"
        whole = whole or (act == "agree" and side == "other" and len(speaker) > 1)  # they agree on what a third must do
        contents = self.clause_contents(head, bare=named and act != "assess" and not whole)
        target = mention if side == "other" and act in ("request", "warn", "criticize") else told
        yield from self._drafts(act, contents, speaker, method, target=target)

    def _hoped(self, head: Token, speaker: tuple[str, ...], method: str) -> Iterator[Draft]:
        """Yield a hope: a request where the other side is to fulfil it, a judgement otherwise."""
        mention = self.subject_mention(head)
        side = self.scene.side(mention, speaker)
        who = self.subject(head)
        named = mention is None and who is not None and who.pos_ == "PROPN"
        if side == "other" or named:
            yield from self._drafts("request", self.clause_contents(head, bare=True), speaker, method, target=mention)
        elif (
            side in (None, "own")
            and len(speaker) == 1
            and is_passive(head)
            and modal(head) in ("will", "would", "can", "could")
        ):
            contents = self.clause_contents(head, bare=False)  # "hoped that more doctors would be recruited"
            act = "assess" if self._is_shared(contents, speaker) or is_of_relations(head) else "request"
            yield from self._drafts(act, contents, speaker, method)
        elif side == "both":
            yield from self._drafts("propose", self.clause_contents(head, bare=True), speaker, method)
        else:
            yield from self._drafts("assess", self.clause_contents(head, bare=False), speaker, method)

    def _denied(self, head: Token, speaker: tuple[str, ...], method: str) -> Iterator[Draft]:
        contents = self.clause_contents(head, bare=False)
        yield from self._drafts("report", contents, speaker, method, modality="negated")

    def _wished_for(self, verb: Token, limit: int) -> tuple[Content, Mention] | None:
        """Return what somebody is wished, and who ("wished the Ambassador every success")."""
        doc = self.sent.doc
        told = next((m for i in (1, 2) if verb.i + i < limit and (m := self.scene.cast.at(verb.i + i))), None)
        if told is None or (told.possessive and doc[told.end].tag_ == "POS"):
            return None
        start, end = trim(doc, told.end, limit)
        named = [t for t in doc[start : start + 4] if t.pos_ in ("NOUN", "PROPN") and t.i < end]
        opened = start < end and (doc[start].pos_ in ("NOUN", "ADJ", "DET", "ADV") or doc[start].lower_ == "continued")
        return (Content(start, end, named[0], "noun"), told) if opened and named else None

    def _say(self, frame: Frame, word: Token, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return what follows a verb of saying: its clauses judged one by one, else what its object noun carries."""
        drafts: list[Draft] = []
        pleased = any(c.lower_ == "with" and n.lemma_.lower() in PLEASURE for c in verb.children for n in c.children)
        for head in self.clauses(word, verb):
            told = self.judge(head, speaker)
            drafts += [replace(d, act="assess") if pleased and d.act == "report" else d for d in told]
        if drafts or not {"np", "of"} & set(frame.complements):
            return drafts
        return self._carry(verb, speaker, negated=False, said=frame.lemma)

    @staticmethod
    def _stands_alone(head: Token) -> bool:
        """Return whether a coordinated verb is a clause of its own: it has a subject, a finite form or a modal."""
        if not (is_verb(head) or head.pos_ in ("AUX", "ADJ")):
            return False
        return (
            own_subject(head) is not None
            or head.tag_ in ("VBZ", "VBD", "VBP")
            or any(c.dep_ in ("aux", "auxpass") and c.tag_ in ("MD", "VBZ", "VBD", "VBP") for c in head.children)
        )


def gives_sum(verb: Token) -> bool:
    """Return whether what is promised is counted, so that an infinitive behind it only says what for."""
    given = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    return (
        given is not None
        and given.pos_ in ("NOUN", "NUM")
        and any(c.dep_ in ("nummod", "quantmod", "compound") and c.like_num for c in given.children)
    )


def free_relatives(verb: Token) -> Iterator[Token]:
    """Yield the clause that stands for the object of a verb ("backs what the panel proposed", "whichever wins")."""
    for child in verb.children:
        first = child.doc[child.left_edge.i]
        if child.dep_ == "ccomp" and first.i == verb.i + 1 and first.tag_ in ("WDT", "WP", "WRB"):
            yield child
