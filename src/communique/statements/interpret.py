"""What one sentence conveys: predicates applied to their complements, and content clauses judged by their own wording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from communique.actors.cast import Mention
from communique.language.clauses import (
    FINITE,
    conjuncts,
    has_to,
    is_conditional,
    is_passive,
    is_verb,
    modal,
    negation,
    own_subject,
    subject,
)
from communique.record import Act, Modality
from communique.statements.content import clause_content, infinitives, noun_contents, prepositional, trim, verb_contents
from communique.statements.draft import Content, Draft
from communique.statements.evaluations import evaluation
from communique.statements.frames import Frame, adjective_frame, frames, noun_frame, verb_frame
from communique.statements.scene import Scene, Side

OBLIGATION = frozenset({"should", "must", "ought", "shall"})
FUTURE = frozenset({"will", "would", "shall", "'ll"})
POSSIBILITY = frozenset({"could", "might", "may"})
NECESSARY = frozenset(
    "important necessary essential imperative crucial vital advisable expedient urgent incumbent time high desirable".split()
)
COPULAS = frozenset({"be", "remain", "stand", "feel", "become", "get", "stay", "seem"})
#: nouns for what others have done well: to recognise or to note them is praise
MERITS = frozenset("achievement contribution effort leadership courage generosity progress success hospitality sacrifice".split())
#: what is found regrettable, unacceptable or welcome in "it is … that X"
VERDICTS: dict[str, Act] = {
    "regrettable": "criticize", "deplorable": "criticize", "unfortunate": "criticize", "shameful": "criticize",
    "outrageous": "criticize", "unacceptable": "oppose", "inadmissible": "oppose", "intolerable": "oppose",
    "gratifying": "assess", "encouraging": "assess",
}
#: words that show something is to be done together
SHARED = frozenset(
    """cooperation collaboration joint jointly exchange bilateral mutual common together shared both partnership tie relation
    dialogue coordination closer deeper""".split()
)
#: what a negated predicate comes to; acts that are missing here convey nothing when negated
NEGATED: dict[str, tuple[Act, Modality]] = {
    "pledge": ("pledge", "negated"),
    "support": ("oppose", "asserted"),
    "oppose": ("support", "asserted"),
    "agree": ("agree", "negated"),
    "warn": ("warn", "negated"),
    "deny": ("report", "asserted"),
    "exclude": ("pledge", "conditional"),
}
#: acts by which two sides together decide rather than promise
JOINTLY: dict[str, Act] = {"pledge": "agree"}


class Interpreter:
    """Reads the drafts of one sentence; ``breaks`` are attributions that no content may cross."""

    def __init__(self, sent: TokenSpan, scene: Scene, breaks: tuple[tuple[int, int], ...] = ()) -> None:
        self.sent = sent
        self.scene = scene
        self.breaks = breaks
        self.used: set[int] = set()

    # ------------------------------------------------------------------------------------------------ bounds and predicates

    def limit(self, start: int) -> int:
        """Return where a content that starts at a token must end: at the next attribution or the end of the sentence."""
        end = self.sent.end
        for begin, _ in self.breaks:
            if begin > start:
                end = min(end, begin)
        return end

    def predicate(self, verb: Token) -> tuple[Frame, Token] | None:
        """Return the frame of a clause's predicate and the word that carries it: verb, adjective or participle.

        Of coordinated adjectives ("dissatisfied with and opposed to X") the last carries the complement.
        """
        if verb.lemma_ in COPULAS and verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl"):
            return None  # "remaining committed to X, China …" describes; it conveys nothing by itself
        if verb.lemma_ in COPULAS or verb.tag_ == "VBN":
            for child in verb.children:
                if child.dep_ in ("acomp", "oprd", "attr", "advcl", "ccomp", "xcomp", "advmod") and child.i > verb.i:
                    words = [w for w in conjuncts(child) if adjective_frame(w) is not None]
                    if words:
                        return frames()["a", words[-1].lower_], words[-1]
            if verb.tag_ == "VBN" and (frame := adjective_frame(verb)) is not None and self._after_copula(verb):
                return frame, verb
        if verb.pos_ == "ADJ" and (frame := adjective_frame(verb)) is not None:
            return frame, verb
        frame = verb_frame(verb)
        return (frame, verb) if frame is not None else None

    @staticmethod
    def _after_copula(verb: Token) -> bool:
        return any(c.dep_ in ("aux", "auxpass") and c.lemma_ == "be" for c in verb.children) or (
            verb.dep_ in ("acomp", "oprd", "conj") or verb.head.lemma_ in COPULAS
        )

    def subject_mention(self, verb: Token) -> Mention | None:
        """Return the actor mention that is the subject of a clause, if it is one."""
        return self.scene.mention_of(self.subject(verb))

    def subject(self, verb: Token) -> Token | None:
        """Return the subject of a clause; one that an attribution interrupts stands just before it ("X, he said, is …")."""
        found = subject(verb)
        if verb.dep_ in ("relcl", "acl"):
            return found
        for begin, end in self.breaks:
            if begin <= verb.i and end <= verb.i and begin > self.sent.start and (found is None or begin <= found.i < end):
                told = [t for t in self.sent.doc[self.sent.start : begin] if t.dep_ in ("nsubj", "nsubjpass") and begin <= t.head.head.i < end]
                if told:
                    return told[-1]
                before = self.sent.doc[begin - 1]
                while before.head.i < begin and before.head.i != before.i and before.head.pos_ in ("NOUN", "PROPN", "PRON", "ADP", "DET", "NUM"):
                    before = before.head
                return before
        return found

    # ------------------------------------------------------------------------------------------------ applying a frame

    def apply(self, frame: Frame, word: Token, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return what a predicate with a speaker conveys, through the first complement that it has."""
        if frame.act in ("topic", "stop") or not speaker:
            self.used.add(word.i)
            return []
        self.used.update((word.i, verb.i))
        negated = self._is_negated(word, verb)
        if frame.act == "say":
            if negated:
                return self._unrecognised(frame, verb, speaker)
            return self._say(frame, word, verb, speaker)
        if frame.act == "carry":
            return self._carry(word, verb, speaker, negated=negated)
        drafts = self._performed(frame, word, verb, speaker)
        if not drafts and "np" in frame.complements:
            return self._carry(word, verb, speaker, negated=negated)
        return self._negate(drafts, frame.act) if negated else drafts

    def _unrecognised(self, frame: Frame, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return "does not recognise X" as opposition; what is merely not said conveys nothing."""
        if frame.lemma not in ("recognize", "recognise", "acknowledge"):
            return []
        contents = [c for noun in self.objects(verb) for c in noun_contents(noun, self.limit(noun.i))]
        return list(self._drafts("oppose", contents, speaker, f"not {frame.lemma}", verb))

    @staticmethod
    def _is_negated(word: Token, verb: Token) -> bool:
        return any(negation(t) is not None for t in {word.i: word, verb.i: verb}.values()) or any(
            c.lower_ == "no" and c.dep_ == "det" for c in word.children
        )

    @staticmethod
    def _negate(drafts: list[Draft], act: str) -> list[Draft]:
        if act not in NEGATED:
            return []
        turned, modality = NEGATED[act]
        if act == "exclude" and drafts and drafts[0].speaker and evaluation(drafts[0].content.head.doc, drafts[0].content.head.sent.start, drafts[0].content.end) == "warn":
            turned = "warn"
        return [replace(d, act=turned, modality=modality, method=d.method + ", negated") for d in drafts]

    def _performed(self, frame: Frame, word: Token, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return the drafts of a predicate that performs its own act."""
        for complement in frame.complements:
            drafts = list(self._complement(frame, complement, word, verb, speaker))
            if drafts:
                for draft in drafts:
                    self.used.update(range(draft.content.start, draft.content.end))
                return drafts
        return []

    def _complement(self, frame: Frame, kind: str, word: Token, verb: Token, speaker: tuple[str, ...]) -> Iterator[Draft]:
        limit = self.limit(word.i)
        kind, _, special = kind.partition(":")
        if special and kind == "np":
            frame = replace(frame, act=special)
        method = f"{frame.lemma} ({kind})"
        if kind == "inf":
            for head in infinitives(word, limit):
                if frame.act == "courtesy":
                    yield from self._glad(word, head, verb, speaker)
                    return
                yield from self._drafts("pledge" if frame.act == "hope" else frame.act, verb_contents(head, limit), speaker, method, verb)
        elif kind == "obj-inf":
            yield from self._directive(frame, word, verb, speaker, limit)
        elif kind == "that":
            for clause in self.clauses(word, verb):
                for head in conjuncts(clause):
                    if head.i == clause.i or self._stands_alone(head):
                        yield from self._that(frame.act, head, speaker, method)
        elif kind == "ger":
            for child in word.children:
                if child.dep_ in ("xcomp", "ccomp", "dobj") and child.tag_ == "VBG" and child.i > word.i:
                    yield from self._drafts(frame.act, verb_contents(child, limit), speaker, method, verb)
        elif kind == "np":
            for noun in self.objects(verb if word is verb else word):
                yield from self._nominal(frame, noun, speaker, method, verb)
        elif kind == "pred":
            yield from self._called(frame, word, verb, speaker)
        elif kind == "as":
            yield from self._described(frame, word, verb, speaker)
        else:
            for head in prepositional(word, (kind,), limit):
                gerund = head.tag_ == "VBG"
                inner = noun_frame(head)
                if inner is not None and inner.act in ("propose", "pledge") and kind in ("to", "of", "on") and word.pos_ in ("NOUN", "VERB"):
                    found = self._noun(inner, head, verb, speaker)
                    yield from found
                    if found:
                        continue
                if gerund and own_subject(head) is not None:
                    contents = [clause_content(head, limit)]
                else:
                    contents = verb_contents(head, limit) if gerund else noun_contents(head, limit)
                act = special if special and not gerund else "assess" if frame.act == "hope" else frame.act
                if act == "propose" and kind == "for" and contents and not self._is_shared(contents, speaker):
                    act = "request"
                yield from self._drafts(act, contents, speaker, method, verb, target=self._object_mention(verb))

    def _glad(self, word: Token, head: Token, verb: Token, speaker: tuple[str, ...]) -> Iterator[Draft]:
        """Yield "glad to meet X" as a courtesy, "glad to see X do Y" as support, "happy to do Y" as a promise."""
        method = f"{word.lower_} to {head.lemma_}"
        seen = next((c for c in head.children if c.dep_ in ("dobj", "ccomp") and c.i > head.i), None)
        if head.lemma_ == "see" and seen is not None:
            end = min(self.limit(head.i), self.sent.end)
            side = self.scene.side(self.scene.mention_of(own_subject(seen) or seen), speaker)
            act = "support" if side == "other" else "assess"
            begin, end = trim(self.sent.doc, seen.left_edge.i, end)
            yield from self._drafts(act, [Content(begin, end, seen, "clause")], speaker, method, verb)
        elif head.lemma_ in ("meet", "host", "welcome", "visit", "receive", "be", "join", "have", "greet", "note"):
            yield from self._drafts("courtesy", [clause_content(verb, self.limit(verb.i))], speaker, method, verb)
        else:
            yield from self._drafts("pledge", verb_contents(head, self.limit(word.i)), speaker, method, verb)

    def _is_shared(self, contents: list[Content], speaker: tuple[str, ...]) -> bool:
        """Return whether what is called for is to be done together: cooperation, exchanges, something of both sides."""
        if len(speaker) > 1:
            return False
        words = {t.lemma_.lower() for t in self.sent.doc[contents[0].start : contents[-1].end]}
        mentions = self.scene.cast.within(contents[0].start, contents[-1].end)
        return bool(words & SHARED) or any(self.scene.side(m, speaker) == "both" for m in mentions)

    def _directive(self, frame: Frame, word: Token, verb: Token, speaker: tuple[str, ...], limit: int) -> Iterator[Draft]:
        """Yield "urged X to do A and do B": X is addressed; when X is both sides, the act is a proposal."""
        addressed = own_subject(verb) if is_passive(verb) else self._object(word)
        if addressed is None:
            return
        mention = self.scene.mention_of(addressed)
        for head in infinitives_after(word if is_passive(verb) else addressed, word, limit):
            act = frame.act
            if act == "invite" and head.lemma_ not in ("visit", "attend", "pay", "come", "travel", "join", "participate", "take", "make", "address", "tour"):
                act = "request"  # "invited to return to talks"
            if act == "request" and self.scene.side(mention, speaker) == "both":
                act = "propose"
            if act == "pledge" and self.scene.side(mention, speaker) == "other" and frame.lemma in ("want",):
                act = "request"
            method = f"{frame.lemma} (object + infinitive)"
            yield from self._drafts(act, verb_contents(head, limit), speaker, method, verb, target=mention)
            return

    def _that(self, act: str, head: Token, speaker: tuple[str, ...], method: str) -> Iterator[Draft]:
        """Yield the contents of a that-clause under a predicate that performs an act ("warned that", "agreed that")."""
        mention = self.subject_mention(head)
        side = self.scene.side(mention, speaker)
        if act in ("hope", "deny"):
            yield from self._hoped(head, speaker, method) if act == "hope" else self._denied(head, speaker, method)
            return
        if act in ("pledge", "agree") and mention is not None and mention.kind == "state" and side == "other":
            speaker = self.scene.voices(mention)
        contents = self.clause_contents(head, bare=mention is not None and act != "assess")
        target = mention if side == "other" and act in ("request", "warn", "criticize") else None
        yield from self._drafts(act, contents, speaker, method, head, target=target)

    def _hoped(self, head: Token, speaker: tuple[str, ...], method: str) -> Iterator[Draft]:
        """Yield a hope: a request where the other side is to fulfil it, a judgement otherwise."""
        mention = self.subject_mention(head)
        side = self.scene.side(mention, speaker)
        who = self.subject(head)
        named = mention is None and who is not None and who.pos_ == "PROPN"
        if side == "other" or named:
            yield from self._drafts("request", self.clause_contents(head, bare=True), speaker, method, head, target=mention)
        elif side == "both":
            yield from self._drafts("propose", self.clause_contents(head, bare=True), speaker, method, head)
        else:
            yield from self._drafts("assess", self.clause_contents(head, bare=False), speaker, method, head)

    def _denied(self, head: Token, speaker: tuple[str, ...], method: str) -> Iterator[Draft]:
        contents = self.clause_contents(head, bare=False)
        yield from self._drafts("report", contents, speaker, method, head, modality="negated")

    def _described(self, frame: Frame, word: Token, verb: Token, speaker: tuple[str, ...]) -> Iterator[Draft]:
        """Yield "described X as Y", "dismissed X as Y"."""
        limit = self.limit(word.i)
        for i in range(word.i + 1, min(limit - 1, word.i + 30)):
            token = word.doc[i]
            if token.lower_ == "as" and token.head.i in (word.i, verb.i) and token.dep_ in ("prep", "mark", "advmod"):
                heads = [c for c in token.children if c.dep_ in ("pobj", "pcomp", "amod", "advmod")] or [word.doc[i + 1]]
                contents = noun_contents(heads[0], limit)
                if contents and (frame.act == "oppose" or evaluation(word.doc, contents[0].start, contents[-1].end)):
                    yield from self._condemned(word, verb, contents, speaker)
                    return
                if frame.act == "assess":
                    yield from self._drafts("assess", contents, speaker, f"{frame.lemma} (as)", verb)
                return

    def _condemned(self, word: Token, verb: Token, contents: list[Content], speaker: tuple[str, ...]) -> Iterator[Draft]:
        """Yield "described as unlawful X": what is condemned is the object where there is one, else the description."""
        act = "oppose" if word.lemma_ == "dismiss" else evaluation(word.doc, contents[0].start, contents[-1].end) or "assess"
        named = [c for noun in self.objects(verb) for c in noun_contents(noun, self.limit(noun.i))]
        follows = [c for c in named if c.start >= contents[-1].end]
        yield from self._drafts(act, follows or contents, speaker, f"{word.lemma_} (as)", verb)

    def _nominal(self, frame: Frame, noun: Token, speaker: tuple[str, ...], method: str, verb: Token) -> Iterator[Draft]:
        """Yield the contents of an object noun phrase."""
        noun = signed_document(noun) if frame.act == "agree" else noun
        inner = noun_frame(noun)
        if frame.act in ("support", "courtesy") and self._is_guest(noun):
            return
        if inner is not None and inner.act != frame.act and (frame.act in ("pledge", "courtesy") or inner.act == "invite"):
            drafts = self._noun(inner, noun, verb, speaker)
            if drafts or inner.act == "invite":
                yield from drafts
                return
        contents = noun_contents(noun, self.limit(noun.i))
        if frame.act == "agree" and len(contents) > 1 and not all(is_document(c.head) for c in contents[1:]):
            contents = [replace(contents[0], end=contents[-1].end)]
        act = "report" if frame.act == "deny" else frame.act
        modality: Modality = "negated" if frame.act == "deny" else "asserted"
        yield from self._drafts(act, contents, speaker, method, verb, modality=modality)

    def _is_guest(self, noun: Token) -> bool:
        """Return whether the object is a person who is welcomed or greeted, not something that is supported."""
        mention = self.scene.cast.at(noun.i)
        return noun.lemma_.lower() in ("guest", "visitor", "delegation") or (
            mention is not None and mention.kind in ("name", "role", "pronoun") and not mention.possessive
            and all(self.scene.cast.actor(a).kind == "person" for a in mention.actors)
        )

    def _called(self, frame: Frame, word: Token, verb: Token, speaker: tuple[str, ...]) -> Iterator[Draft]:
        """Yield "termed X Y": what X is called."""
        limit = self.limit(word.i)
        named = self._object(word)
        if named is None:
            return
        for child in word.children:
            if child.i > word.i and child.dep_ in ("oprd", "attr", "acomp", "ccomp", "xcomp") and not (named and child.i == named.i):
                subject_of = own_subject(child)
                start = (subject_of.right_edge.i + 1) if subject_of is not None else child.left_edge.i
                contents = [Content(start, c.end, c.head, c.kind) for c in noun_contents(child, limit)[:1] if c.end > start]
                act = evaluation(word.doc, start, limit) or "assess"
                if child.pos_ == "ADJ" and act != "assess":  # "termed X unjustified": X is what is criticised
                    contents = noun_contents(named, min(limit, start))
                yield from self._drafts(act, contents, speaker, f"{frame.lemma} (called)", verb)
                return

    # ------------------------------------------------------------------------------------------------ saying and carrying

    def _say(self, frame: Frame, word: Token, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return what follows a verb of saying: its clauses judged one by one, else what its object noun carries."""
        drafts: list[Draft] = []
        for head in self.clauses(word, verb):
            drafts += self.judge(head, speaker)
        if drafts or not {"np", "of"} & set(frame.complements):
            return drafts
        return self._carry(word, verb, speaker, negated=False, said=frame.lemma)

    def _carry(self, word: Token, verb: Token, speaker: tuple[str, ...], *, negated: bool, said: str = "") -> list[Draft]:
        """Return what the object of a light verb carries: "voiced support for X", "has no intention of doing X"."""
        drafts: list[Draft] = []
        for noun in self.objects(verb):
            frame = noun_frame(noun)
            if frame is None:
                drafts += self._stated_object(noun, verb, speaker, said)
                continue
            refused = negated or any(c.lower_ in ("no", "any") and c.dep_ == "det" for c in noun.children)
            found = self._noun(frame, noun, verb, speaker)
            drafts += self._negate(found, frame.act) if refused else found
        return drafts

    def _stated_object(self, noun: Token, verb: Token, speaker: tuple[str, ...], said: str) -> list[Draft]:
        """Return "announced a loan", "noted with satisfaction the growth of trade": the object is what is said."""
        acts = {"announce": "pledge", "report": "report", "note": "assess", "highlight": "assess", "emphasize": "assess",
                "emphasise": "assess", "underline": "assess", "underscore": "assess", "stress": "assess", "confirm": "report",
                "recognize": "assess", "recognise": "assess", "acknowledge": "assess", "reaffirm": "support",
                "reiterate": "support", "declare": "pledge", "unveil": "pledge", "convey": "courtesy"}
        act = acts.get(said)
        if act == "assess" and noun.lemma_.lower() in MERITS:
            act = "courtesy"
        if act is None or self.scene.cast.at(noun.i) is not None:
            return []
        limit = self.limit(noun.i)
        return list(self._drafts(act, noun_contents(noun, limit), speaker, f"{said} (object)", verb))

    def _noun(self, frame: Frame, noun: Token, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return what a noun such as "readiness" or "gratitude" conveys; its complement may follow the verb ("was voiced")."""
        self.used.add(noun.i)
        act = frame.act
        for word in (noun, verb) if verb.i > noun.i else (noun,):
            for complement in frame.complements:
                if complement == "np":
                    contents = noun_contents(noun, self.limit(noun.i))
                    drafts = list(self._drafts(act, contents, speaker, f"{frame.lemma} (noun)", verb))
                else:
                    named = replace_lemma(frame, f"{verb.lemma_} {frame.lemma}")
                    drafts = list(self._complement(named, complement, word, verb, speaker))
                if drafts:
                    for draft in drafts:
                        self.used.update(range(draft.content.start, draft.content.end))
                    return drafts
        return []

    # ------------------------------------------------------------------------------------------------ judging a clause

    def judge(self, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return what a clause that the speaker utters conveys, clause by coordinated clause."""
        drafts: list[Draft] = []
        for head in conjuncts(verb):
            if head.i == verb.i or self._stands_alone(head):
                if any(i in self.used for i in (head.i,)):
                    continue
                drafts += self._judge_one(head, speaker)
        return drafts

    @staticmethod
    def _stands_alone(head: Token) -> bool:
        """Return whether a coordinated verb is a clause of its own: it has a subject, a finite form or a modal."""
        if not (is_verb(head) or head.pos_ in ("AUX", "ADJ")):
            return False
        return own_subject(head) is not None or head.tag_ in ("VBZ", "VBD", "VBP") or any(
            c.dep_ in ("aux", "auxpass") and c.tag_ in ("MD", "VBZ", "VBD", "VBP") for c in head.children
        )

    def _judge_one(self, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        self.used.add(verb.i)
        mention = self.subject_mention(verb)
        side = self._side(verb, mention, speaker)
        must = modal(verb)
        if verb.lemma_ == "go" and verb.tag_ == "VBG" and side in ("own", "both"):
            for head in (c for c in verb.children if c.dep_ == "xcomp" and has_to(c)):
                return self._intended(head, speaker, "be going to")
        if must in FUTURE and side not in ("own", "both") and (threat := self._threat(verb, speaker)):
            return threat
        if must in OBLIGATION and not (must == "shall" and side == "own") or self._needs(verb):
            return self._obliged(verb, speaker, mention)
        if self._is_mandative(verb):
            contents = self.clause_contents(verb, bare=mention is not None)
            return list(self._drafts("request", contents, speaker, "that … be", verb, target=mention if side == "other" else None))
        necessary = self._necessary(verb)
        if necessary is not None:
            return self._necessity(necessary, verb, speaker)
        found = self.predicate(verb)
        if found is not None and found[0].act == "say" and side is not None and mention is not None:
            voices = self.scene.voices(mention)
            told = self.apply(*found, verb, speaker if side == "own" or mention.kind == "pronoun" else voices)
            if told:
                return told
        if found is not None and side in ("own", "both") and found[0].act not in ("topic", "stop"):
            voices = speaker if side == "own" or mention is None else (speaker if found[0].act != "agree" else mention.actors)
            drafts = self.apply(*found, verb, voices) if must not in FUTURE or found[0].act != "support" else []
            if drafts:
                return self._mark_condition(drafts, verb)
        if found is not None and side == "other" and mention is not None and self._speaks_itself(mention):
            drafts = self.apply(*found, verb, self.scene.voices(mention))
            if drafts:
                return self._mark_condition(drafts, verb)
        if must in FUTURE | POSSIBILITY and side in ("own", "both") and not is_passive(verb):
            return self._intended(verb, speaker, must or "")
        return self._described_state(verb, speaker, mention, side)

    def _side(self, verb: Token, mention: Mention | None, speaker: tuple[str, ...]) -> Side | None:
        """Return whose side the subject of a clause is on; "I" and "we" are the speaker's own, and so is no subject at all."""
        who = self.subject(verb)
        if who is not None and who.lower_ in ("i", "we"):
            return "own"
        if mention is None and who is not None and modal(verb) in FUTURE:
            owner = next((m for c in who.children if c.dep_ == "poss" and (m := self.scene.cast.at(c.i)) is not None), None)
            if owner is not None and self.scene.side(owner, speaker) == "own":
                return "own"  # "our vessel will …"
        if who is None and verb.tag_ in ("VB", "VBP") and verb.dep_ in ("ROOT", "ccomp") and not has_to(verb):
            return "own"
        return self.scene.side(mention, speaker)

    @staticmethod
    def _is_mandative(verb: Token) -> bool:
        """Return whether the clause is a subjunctive of demand ("that aid be let through")."""
        if modal(verb) is not None or has_to(verb) or verb.dep_ != "ccomp":
            return False
        bare = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
        return bool(bare) and bare[0].lower_ == "be" and verb.tag_ == "VBN"

    def _threat(self, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return what will happen to others as a warning, where the words say so ("will pay the price")."""
        contents = self.clause_contents(verb, bare=True)
        if not contents or evaluation(verb.doc, contents[0].start, contents[-1].end) != "warn":
            return []
        return list(self._drafts("warn", contents, speaker, "will (threat)", verb, target=self.subject_mention(verb),
                                 modality="conditional" if is_conditional(verb) else "asserted"))

    def _speaks_itself(self, mention: Mention) -> bool:
        """Return whether a subject in another's report is a person or body of its own, not just the other state."""
        return mention.kind in ("name", "role", "organisation", "group") and bool(self.scene.voices(mention))

    def _needs(self, verb: Token) -> bool:
        """Return whether the clause says "need to", "have to", "be to"."""
        return verb.lemma_ in ("need", "have", "ought") and any(c.dep_ == "xcomp" and has_to(c) for c in verb.children)

    def _obliged(self, verb: Token, speaker: tuple[str, ...], mention: Mention | None) -> list[Draft]:
        """Return "both sides should do X": a proposal; "the other side should": a request."""
        head = next((c for c in verb.children if c.dep_ == "xcomp" and has_to(c)), verb) if self._needs(verb) else verb
        side = self.scene.side(mention, speaker)
        act = {"both": "propose", "own": "pledge"}.get(side or "", "request")
        found = self.predicate(verb) if head.i == verb.i else None
        if found is not None and found[0].act == "stop":
            found = None
        contents = verb_contents(head, self.limit(head.i)) if mention is not None else self.clause_contents(head, bare=False)
        if negation(head) is not None and contents:
            first = contents[0]
            contents[0] = replace(first, start=min(first.start, negation(head).i))  # type: ignore[union-attr]
        target = mention if side == "other" else None
        return list(self._drafts(act, contents, speaker, f"{modal(verb) or verb.lemma_} ({side or 'no actor'})", verb, target=target))

    def _necessary(self, verb: Token) -> Token | None:
        """Return the adjective or noun of "it is necessary (for X) to do Y", if the clause says so."""
        if verb.lemma_ != "be":
            return None
        topic = own_subject(verb)
        if topic is not None and topic.lemma_.lower() in ("task", "goal", "aim", "priority", "objective"):
            return topic if any(c.dep_ == "xcomp" and has_to(c) for c in verb.children) else None
        for child in verb.children:
            if child.dep_ in ("acomp", "attr") and (child.lemma_.lower() in NECESSARY or child.lower_ in VERDICTS):
                return child
        return None

    def _necessity(self, word: Token, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        limit = self.limit(verb.i)
        if word.lower_ in VERDICTS:
            heads = self.clauses(word, verb)
            return [d for h in heads for d in self._drafts(VERDICTS[word.lower_], self.clause_contents(h, bare=False), speaker,
                                                           f"it is {word.lower_} that", verb, target=self.subject_mention(h))]
        heads = list(infinitives(verb, limit)) or list(infinitives(word, limit))
        for head in heads:
            own = own_subject(head)
            mention = self.scene.mention_of(own) if own is not None else None
            act = "request" if self.scene.side(mention, speaker) == "other" else "propose"
            return list(self._drafts(act, verb_contents(head, limit), speaker, f"it is {word.lemma_} to", verb, target=mention))
        for head in self.clauses(word, verb):
            return list(self._drafts("propose", self.clause_contents(head, bare=False), speaker, f"it is {word.lemma_} that", verb))
        return []

    def _intended(self, verb: Token, speaker: tuple[str, ...], must: str) -> list[Draft]:
        """Return "China will do X": what one's own side will do is pledged, what it may do depends."""
        contents = verb_contents(verb, self.limit(verb.i))
        no = negation(verb)
        if no is not None and contents:
            contents[0] = replace(contents[0], start=min(contents[0].start, no.i))
        doubtful = must in POSSIBILITY or is_conditional(verb)
        act: Act = "pledge"
        if contents and evaluation(verb.doc, contents[0].start, contents[-1].end) == "warn":
            act = "warn"
        return list(self._drafts(act, contents, speaker, f"own side {must}", verb, modality="conditional" if doubtful else "asserted"))

    def _described_state(self, verb: Token, speaker: tuple[str, ...], mention: Mention | None, side: str | None) -> list[Draft]:
        """Return a clause that judges or reports: the whole clause is its content."""
        denied = self._false_report(verb)
        if denied is not None:
            return list(self._drafts("report", self.clause_contents(denied, bare=False), speaker, "false report", verb, modality="negated"))
        contents = self._verdict(verb) or self.clause_contents(verb, bare=False)
        if not contents:
            return []
        content = contents[0]
        must = modal(verb)
        act: Act = "assess"
        verdict = evaluation(verb.doc, content.start, content.end) if side != "own" else None
        if verdict is not None:
            act = verdict  # type: ignore[assignment]
        elif must in FUTURE and is_passive(verb) and side != "other":
            act = "pledge"
        elif self._is_report(verb):
            act = "report"
        doubtful = must in POSSIBILITY or is_conditional(verb)
        target = mention if act in ("criticize", "oppose", "warn") and side == "other" else None
        return list(self._drafts(act, contents, speaker, f"clause ({act})", verb, target=target,
                                 modality="conditional" if doubtful else "asserted"))

    @staticmethod
    def _false_report(verb: Token) -> Token | None:
        """Return the clause of "reports that X are false", if the sentence says so."""
        who = own_subject(verb)
        if who is None or who.lemma_.lower() not in ("report", "rumour", "rumor", "suggestion", "speculation", "story"):
            return None
        words = {t.lemma_.lower() for t in verb.doc[verb.i : verb.sent.end]}
        if not words & {"false", "untrue", "groundless", "unfounded", "baseless", "incorrect", "fabricate", "wrong"} and negation(verb) is None:
            return None
        return next((c for c in who.children if c.dep_ in ("acl", "relcl") and own_subject(c) is not None), None)

    def _verdict(self, verb: Token) -> list[Content]:
        """Return the predicate alone where a copula only links a long subject to a verdict ("the claim that … is groundless")."""
        who = own_subject(verb)
        if verb.lemma_ != "be" or who is None:
            return []
        for child in verb.children:
            if child.dep_ in ("acomp", "attr") and child.i > verb.i and who.right_edge.i - who.left_edge.i >= 4:
                start = child.left_edge.i
                end = min(child.right_edge.i + 1, self.limit(verb.i))
                if evaluation(verb.doc, start, end) is not None and end - start <= 8:
                    return [Content(start, end, child, "noun")]
        return []

    @staticmethod
    def _is_report(verb: Token) -> bool:
        """Return whether a clause tells an occurrence: past or perfect of a verb that is no state."""
        if verb.lemma_ in COPULAS or verb.lemma_ in ("have", "enjoy", "play", "stand", "develop", "grow", "occupy", "share", "remain"):
            return False
        past = verb.tag_ == "VBD" or any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("had", "was", "were", "has", "have") for c in verb.children)
        return past and verb.tag_ in ("VBD", "VBN")

    # ------------------------------------------------------------------------------------------------ pieces

    def clauses(self, word: Token, verb: Token) -> list[Token]:
        """Return the heads of the content clauses that follow a predicate: by the tree, else after the next "that"."""
        found = []
        for owner in {word.i: word, verb.i: verb}.values():
            for child in owner.children:
                if child.dep_ in ("ccomp", "acl", "relcl") and child.i > word.i and (child.dep_ == "ccomp" or self._has_that(child)):
                    if not has_to(child) and child.tag_ != "VBG":
                        found.append(child)
        if found and found[0].pos_ == "ADJ" and found[0].lower_ in ("clear", "plain", "known"):
            found = [c for c in found[0].children if c.dep_ == "ccomp"] or found[1:]
        if found:
            return found
        for i in range(word.i + 1, min(word.i + 9, self.sent.end - 1)):
            token = self.sent.doc[i]
            informed = verb.lemma_ in ("tell", "inform", "assure", "remind", "warn", "notify", "brief")
            if token.lower_ == "that" and (token.tag_ == "IN" or informed) and token.head.i > i:
                return [token.head]
        return []

    @staticmethod
    def _has_that(verb: Token) -> bool:
        return any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)

    def clause_contents(self, verb: Token, *, bare: bool) -> list[Content]:
        """Return a clause's content: its verb phrases without subject and modal if ``bare``, else the whole clause."""
        limit = self.limit(verb.i)
        if bare:
            contents = verb_contents(verb, limit)
            no = negation(verb)
            if no is not None and contents:
                contents[0] = replace(contents[0], start=min(contents[0].start, no.i))
            return contents
        content = clause_content(verb, limit)
        begin = max((end for _, end in self.breaks if end <= verb.i and end > content.start), default=content.start)
        if begin > content.start:  # the subject stands before the attribution: only the predicate is left
            while verb.lemma_ == "be" and begin <= verb.i and self.sent.doc[begin].tag_ in FINITE | {"VB", "VBN", "RB"}:
                begin += 1
        return [replace(content, start=begin)] if begin < content.end else []

    def objects(self, verb: Token) -> list[Token]:
        """Return the heads of a verb's objects, or of its subject where it is passive."""
        found = [c for c in verb.children if c.dep_ in ("dobj", "attr", "oprd", "dative") and c.i > verb.i and c.pos_ in ("NOUN", "PROPN", "PRON")]
        if not found and verb.dep_ in ("amod", "compound") and verb.tag_ == "VBD":
            found = [verb.head]  # "and conveyed appreciation", taken for a modifier
        if not found and is_passive(verb):
            found = [c for c in verb.children if c.dep_ == "nsubjpass"]
        if not found and verb.lemma_ == "come":
            found = list(prepositional(verb, ("with",), self.sent.end))
        if not found and verb.lemma_ == "make":  # "made clear its opposition to X"
            found = [n for c in verb.children if c.lower_ == "clear" for n in c.children if n.dep_ == "nsubj" and n.i > c.i]
        if not found and verb.lemma_ in ("inform", "assure", "notify", "apprise", "remind"):
            found = [n for n in prepositional(verb, ("of",), self.sent.end) if noun_frame(n) is not None]
        return [noun for head in found[:1] for noun in conjuncts(head) if noun_frame(noun) is not None or noun.i == head.i] or found[:1]

    def _object(self, verb: Token) -> Token | None:
        """Return the head of the one who is asked: the object, the object of "on", or the subject of the infinitive."""
        for child in verb.children:
            if child.i > verb.i and child.dep_ in ("dobj", "dative"):
                return child
        for child in verb.children:
            if child.i > verb.i and child.dep_ in ("prep", "prt") and child.lower_ in ("on", "upon", "to", "for", "against"):
                for inner in child.children:
                    if inner.dep_ in ("pobj", "pcomp"):
                        return inner
        for child in verb.children:
            if child.i > verb.i and child.dep_ in ("ccomp", "xcomp") and (own := own_subject(child)) is not None:
                return own
        return None

    def _object_mention(self, verb: Token) -> Mention | None:
        return self.scene.mention_of(self._object(verb))

    def _drafts(
        self,
        act: str,
        contents: list[Content],
        speaker: tuple[str, ...],
        method: str,
        verb: Token,
        *,
        target: Mention | None = None,
        modality: Modality = "asserted",
    ) -> Iterator[Draft]:
        joint = len(speaker) > 1
        act = JOINTLY.get(act, act) if joint else act
        act = "oppose" if act == "exclude" else act
        if act == "deny":
            act, modality = "report", "negated"
        if act == "agree" and not joint and method.split()[0] in ("agree", "agree_that", "decide", "resolve", "establish", "launch", "set_up"):
            act = "pledge"
        addressed = None
        if target is not None:
            addressed = tuple(a for a in target.actors if a not in speaker and self._is_outside(a, speaker)) or None
        for content in contents:
            if content.end - content.start == 1 and content.head.pos_ in ("PRON", "DET"):
                continue
            self.used.update(range(content.start, content.end))
            yield Draft(speaker=speaker, act=act, content=content, method=method, modality=modality, addressees=addressed)  # type: ignore[arg-type]

    def _is_outside(self, actor_id: str, speaker: tuple[str, ...]) -> bool:
        """Return whether an actor is not of the speaker's side; outside any meeting compatriots are addressed as well."""
        if self.scene.codes((actor_id,)) - self.scene.codes(speaker):
            return True
        return not self.scene.meetings and self.scene.cast.actor(actor_id).kind != "state"

    def _mark_condition(self, drafts: list[Draft], verb: Token) -> list[Draft]:
        if not is_conditional(verb):
            return drafts
        return [replace(d, modality="conditional") if d.modality == "asserted" and d.act in ("pledge", "agree", "warn", "report") else d for d in drafts]


def infinitives_after(addressed: Token, predicate: Token, limit: int) -> Iterator[Token]:
    """Yield the infinitive that tells what the one addressed is to do."""
    for child in (*predicate.children, *addressed.children):
        if child.i > addressed.i and is_verb(child) and has_to(child) and child.i < limit:
            yield child
            return
    yield from infinitives(addressed, limit)


#: nouns for what is signed or adopted; only these stand for statements of their own in "signed A and B"
DOCUMENTS = frozenset(
    """agreement memorandum mou treaty protocol statement declaration roadmap plan document accord pact charter contract
    communique convention arrangement letter programme program deal""".split()
)


def is_document(noun: Token) -> bool:
    """Return whether a noun is a kind of signed document."""
    return noun.lemma_.lower() in DOCUMENTS


def signed_document(noun: Token) -> Token:
    """Return the document of "the signing of seven documents", else the noun itself."""
    if noun.lemma_.lower() in ("signing", "exchange", "conclusion", "ceremony", "adoption", "initialing", "presentation"):
        for preposition in noun.children:
            if preposition.dep_ == "prep" and preposition.lower_ == "of":
                for child in preposition.children:
                    if child.dep_ == "pobj":
                        return child
    return noun


def replace_lemma(frame: Frame, lemma: str) -> Frame:
    """Return the frame under another name, for the method that a draft reports."""
    return replace(frame, lemma=lemma)
