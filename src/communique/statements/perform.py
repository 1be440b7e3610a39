"""Predicates that perform an act, applied to their complements: "urged X to do Y", "voiced support for Z"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from communique.actors.cast import Mention
from communique.language.clauses import conjuncts, has_to, is_passive, is_verb, negation, own_subject
from communique.record import Act, Modality
from communique.statements.content import clause_content, infinitives, noun_contents, prepositional, trim, verb_contents
from communique.statements.draft import Content, Draft
from communique.statements.evaluations import evaluation
from communique.statements.frames import Frame, noun_frame, verb_frame
from communique.statements.sentence import Sentence

#: words that show something is to be done together
SHARED = frozenset(
    """cooperation collaboration joint jointly exchange bilateral mutual common together shared both partnership tie
    relation dialogue coordination closer deeper""".split()
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
    "propose": ("oppose", "asserted"),
}
#: to be invited to do these is to be asked
RESUMING = frozenset("return resume engage negotiate reconsider begin withdraw refrain respect lift stop".split())
#: nouns for what is merely said: to dismiss it is to deny what it says
HEARSAY = frozenset("report rumour rumor suggestion speculation".split())
#: nouns for what others have done well: to recognise or to note them is praise
MERITS = frozenset(
    "achievement contribution effort leadership courage generosity progress success hospitality sacrifice".split()
)
#: what is sought of others only for the sake of what follows ("sought its understanding regarding X")
SOUGHT = {
    "understanding": Frame("understanding", "request", ("regarding", "concerning", "on", "for", "of")),
    "help": Frame("help", "request", ("in", "with")),
}
#: verbs that say no more than that somebody has an attitude ("noted the readiness of X to do Y")
MERELY_NOTING = frozenset({"note", "acknowledge", "recognize", "recognise"})
GRATITUDE = frozenset({"appreciation", "gratitude", "thanks"})
#: what one is bound by: to honour it is to keep one's word
DUTIES = frozenset(
    "commitment obligation promise pledge repayment agreement treaty deal debt contract word accord undertaking".split()
)
#: judgements that are praise
PRAISING = frozenset({"high", "positive", "favourable", "favorable"})
#: verbs that repeat an attitude as well as adopt a document ("ratified its backing of X")
RATIFYING = frozenset({"ratify", "endorse"})
#: nouns for what is signed or adopted; only these stand for statements of their own in "signed A and B"
DOCUMENTS = frozenset(
    """agreement memorandum mou treaty protocol statement declaration roadmap plan document accord pact charter contract
    communique convention arrangement letter programme program deal""".split()
)

#: prepositions that lead to what is agreed or discussed, and stand in noun phrases as well
TOPICAL = frozenset({"in", "on"})


class Performer(Sentence):
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
        negated = self._is_negated(word, verb)
        if frame.act == "say":
            if negated:
                return self._unrecognised(frame, verb, speaker)
            return self._say(frame, word, verb, speaker)
        if frame.act == "carry":
            return self._carry(verb, speaker, negated=negated)
        drafts = self._performed(frame, word, verb, speaker)
        if not drafts and "np" in frame.complements:
            return self._carry(verb, speaker, negated=negated)
        return self._negate(drafts, frame.act) if negated else drafts

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

    @staticmethod
    def _negate(drafts: list[Draft], act: str) -> list[Draft]:
        if act not in NEGATED:
            return []
        turned, modality = NEGATED[act]
        if (
            act == "exclude"
            and drafts
            and drafts[0].speaker
            and evaluation(drafts[0].content.head.doc, drafts[0].content.head.sent.start, drafts[0].content.end)
            == "warn"
        ):
            turned = "warn"
        return [replace(d, act=turned, modality=modality, method=d.method + ", negated") for d in drafts]

    def _performed(self, frame: Frame, word: Token, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return the drafts of a predicate that performs its own act."""
        for complement in self._nearest_preposition_first(frame.complements, word):
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
            for head in infinitives(word, limit):
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
                    if head.i == clause.i or (self._stands_alone(head) and not self._is_tellers(head, verb)):
                        yield from self._that(frame.act, head, speaker, method, told=told)
        elif kind == "ger":
            for child in word.children:
                if child.dep_ in ("xcomp", "ccomp", "dobj") and child.tag_ == "VBG" and child.i > word.i:
                    yield from self._drafts(frame.act, verb_contents(child, limit), speaker, method)
        elif kind == "np":
            for noun in self.objects(verb if word is verb else word):
                yield from self._nominal(frame, noun, speaker, method, verb)
        elif kind == "pred":
            yield from self._called(frame, word, speaker)
        elif kind == "as":
            yield from self._described(frame, word, verb, speaker)
        else:
            yield from self._hoped_for(frame, kind, word, speaker, limit)
            for head in prepositional(word, (kind,), limit):
                gerund = head.tag_ == "VBG"
                inner = noun_frame(head)
                if (
                    frame.act == "agree"
                    and kind in ("with", "in")
                    and frame.lemma in ("conclude_with", "end_with", "culminate")
                ):
                    head = signed_document(head)
                    if not is_document(head):
                        continue
                if (
                    inner is not None
                    and inner.act in ("propose", "pledge")
                    and kind in ("to", "of", "on")
                    and word.pos_ in ("NOUN", "VERB")
                ):
                    found = self._noun(
                        replace(inner, act="agree") if frame.act == "agree" and inner.act == "propose" else inner,
                        head,
                        verb,
                        speaker,
                    )
                    yield from found
                    if found:
                        continue
                if gerund and own_subject(head) is not None:
                    contents = [clause_content(head, limit)]
                else:
                    contents = verb_contents(head, limit) if gerund else noun_contents(head, limit)
                act = special if special and not gerund else "assess" if frame.act == "hope" else frame.act
                if (
                    act == "propose"
                    and kind == "for"
                    and frame.act == "propose"
                    and contents
                    and not self._is_shared(contents, speaker)
                ):
                    act = "request"
                yield from self._drafts(act, contents, speaker, method, target=self._object_mention(verb))

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
        mention = self.scene.mention_of(own)
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
        if head.lemma_ == "see" and seen is not None:
            end = min(self.limit(head.i), self.sent.end)
            side = self.scene.side(self.scene.mention_of(own_subject(seen) or seen), speaker)
            act = "support" if side == "other" else "assess"
            begin, end = trim(self.sent.doc, seen.left_edge.i, end)
            yield from self._drafts(act, [Content(begin, end, seen, "clause")], speaker, method)
        elif head.lemma_ in ("meet", "host", "welcome", "visit", "receive", "be", "join", "have", "greet", "note"):
            yield from self._drafts("courtesy", [clause_content(verb, self.limit(verb.i))], speaker, method)
        else:
            yield from self._drafts("pledge", verb_contents(head, self.limit(word.i)), speaker, method)

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
        if addressed is None:
            return
        mention = self.scene.mention_of(addressed)
        for head in infinitives_after(word if is_passive(verb) else addressed, word, limit):
            act = frame.act
            if act == "invite" and head.lemma_ in RESUMING:
                act = "request"  # "invited to return to talks"
            both = addressed.lower_ != "them" and self.scene.side(mention, speaker) == "both"
            if act == "request" and (both or joins_efforts(addressed)):
                act = "propose"
            if act == "pledge" and self.scene.side(mention, speaker) == "other" and frame.lemma in ("want",):
                act = "request"
            method = f"{frame.lemma} (object + infinitive)"
            yield from self._drafts(act, verb_contents(head, limit), speaker, method, target=mention)
            return

    def _that(
        self, act: str, head: Token, speaker: tuple[str, ...], method: str, *, told: Mention | None = None
    ) -> Iterator[Draft]:
        """Yield the contents of a that-clause under a predicate that performs an act ("warned that", "agreed that")."""
        mention = self.subject_mention(head)
        side = self.scene.side(mention, speaker)
        if act == "propose" and side == "other":
            act = "request"
        if act in ("hope", "deny"):
            yield from self._hoped(head, speaker, method) if act == "hope" else self._denied(head, speaker, method)
            return
        if act in ("pledge", "agree") and mention is not None and mention.kind == "state" and side == "other":
            speaker = self.scene.voices(mention)
        who = self.subject(head)
        direct = self.scene.cast.at(who.i) if who is not None else None
        named = mention is not None and (direct is None or direct.kind != "group")
        contents = self.clause_contents(head, bare=named and act != "assess")
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
        elif side == "both":
            yield from self._drafts("propose", self.clause_contents(head, bare=True), speaker, method)
        else:
            yield from self._drafts("assess", self.clause_contents(head, bare=False), speaker, method)

    def _denied(self, head: Token, speaker: tuple[str, ...], method: str) -> Iterator[Draft]:
        contents = self.clause_contents(head, bare=False)
        yield from self._drafts("report", contents, speaker, method, modality="negated")

    def _described(self, frame: Frame, word: Token, verb: Token, speaker: tuple[str, ...]) -> Iterator[Draft]:
        """Yield "described X as Y", "dismissed X as Y"."""
        limit = self.limit(word.i)
        for i in range(word.i + 1, min(limit - 1, word.i + 30)):
            token = word.doc[i]
            above = token.head.head if token.head.dep_ == "acl" and token.head.tag_ == "VBN" else token.head
            hung = above.i in (word.i, verb.i) or (above.dep_ == "dobj" and above.head.i == verb.i)
            if token.lower_ == "as" and hung and token.dep_ in ("prep", "mark", "advmod"):
                heads = [c for c in token.children if c.dep_ in ("pobj", "pcomp", "amod", "advmod")] or [
                    word.doc[i + 1]
                ]
                contents = noun_contents(heads[0], limit)
                if contents and (frame.act == "oppose" or evaluation(word.doc, contents[0].start, contents[-1].end)):
                    yield from self._condemned(word, verb, contents, speaker)
                    return
                if frame.act == "assess":
                    yield from self._drafts("assess", contents, speaker, f"{frame.lemma} (as)")
                return

    def _condemned(
        self, word: Token, verb: Token, contents: list[Content], speaker: tuple[str, ...]
    ) -> Iterator[Draft]:
        """Yield "described as unlawful X": what is condemned is the object where there is one, else the description."""
        act = (
            "oppose"
            if word.lemma_ == "dismiss"
            else evaluation(word.doc, contents[0].start, contents[-1].end) or "assess"
        )
        named = [c for noun in self.objects(verb) for c in noun_contents(noun, self.limit(noun.i))]
        follows = [c for c in named if c.start >= contents[-1].end]
        yield from self._drafts(act, follows or contents, speaker, f"{word.lemma_} (as)")

    def _called(self, frame: Frame, word: Token, speaker: tuple[str, ...]) -> Iterator[Draft]:
        """Yield "termed X Y": what X is called."""
        limit = self.limit(word.i)
        named = self._object(word)
        if named is None:
            return
        for child in word.children:
            if (
                child.i > word.i
                and child.dep_ in ("oprd", "attr", "acomp", "ccomp", "xcomp")
                and not (named and child.i == named.i)
            ):
                subject_of = own_subject(child)
                start = (subject_of.right_edge.i + 1) if subject_of is not None else child.left_edge.i
                contents = [
                    Content(start, c.end, c.head, c.kind) for c in noun_contents(child, limit)[:1] if c.end > start
                ]
                act = evaluation(word.doc, start, limit) or "assess"
                if child.pos_ == "ADJ" and act != "assess":  # "termed X unjustified": X is what is criticised
                    contents = noun_contents(named, min(limit, start))
                yield from self._drafts(act, contents, speaker, f"{frame.lemma} (called)")
                return

    def _nominal(
        self, frame: Frame, noun: Token, speaker: tuple[str, ...], method: str, verb: Token
    ) -> Iterator[Draft]:
        """Yield the contents of an object noun phrase."""
        if frame.act == "agree":
            noun = signed_document(noun)
            if noun.lemma_.lower() in ("view", "opinion", "greeting", "pleasantry", "gift", "idea", "experience"):
                return  # what is exchanged in talks, not agreed in them
            if len(speaker) == 1 and noun.lemma_.lower() == "resolution":
                return  # a body's own act, whose words are read for themselves
        if frame.act in ("oppose", "deny") and noun.lemma_.lower() in HEARSAY:
            told = next((c for c in noun.children if c.dep_ in ("acl", "relcl") and own_subject(c) is not None), None)
            if told is not None:
                contents = self.clause_contents(told, bare=False)
                yield from self._drafts("report", contents, speaker, method, modality="negated")
                return
        inner = noun_frame(noun)
        if frame.act in ("support", "courtesy") and self._is_guest(noun):
            return
        led = SOUGHT.get(noun.lemma_.lower()) if frame.act == "request" else None
        if frame.lemma in RATIFYING and inner is not None and inner.act in ("support", "oppose", "pledge"):
            led = inner
        if led is not None and (sought := self._noun(led, noun, verb, speaker)):
            yield from sought
            return
        if (
            inner is not None
            and inner.act != frame.act
            and (frame.act in ("pledge", "courtesy") or inner.act == "invite")
            and not (frame.act == "courtesy" and self._is_others(noun, speaker))
        ):
            drafts = self._noun(inner, noun, verb, speaker)
            if drafts or inner.act == "invite":
                yield from drafts
                return
        contents = noun_contents(noun, self.limit(noun.i))
        if frame.act == "agree" and len(contents) > 1 and not all(is_document(c.head) for c in contents[1:]):
            contents = [replace(contents[0], end=contents[-1].end)]
        if frame.act == "agree" and len(contents) == 1 and is_document(noun):
            contents = [self._whole_list(contents[0])]
        act = "report" if frame.act == "deny" else frame.act
        if frame.lemma in ("honour", "honor", "respect") and noun.lemma_.lower() in DUTIES:
            act = "pledge"
        modality: Modality = "negated" if frame.act == "deny" else "asserted"
        yield from self._drafts(act, contents, speaker, method, modality=modality)

    def _is_others(self, noun: Token, speaker: tuple[str, ...]) -> bool:
        """Return whether somebody outside the speaker's side possesses the noun ("hailed Spain's decision to do X")."""
        of = (n for c in noun.children if c.lower_ == "of" for n in c.children if n.dep_ == "pobj")
        owners = (self.scene.mention_of(n) for n in (*(c for c in noun.children if c.dep_ == "poss"), *of))
        return any(m is not None and self.scene.side(m, speaker) == "other" for m in owners)

    @staticmethod
    def _is_tellers(head: Token, verb: Token) -> bool:
        """Return whether a verb hung on a content clause continues the telling ("voiced hope that A and asked B")."""
        return own_subject(head) is None and head.tag_ == verb.tag_ == "VBD" and verb_frame(head) is not None

    def _whole_list(self, content: Content) -> Content:
        """Return "documents on A, B and C" as one content where the parser hung B and C elsewhere."""
        doc, limit = self.sent.doc, self.limit(content.head.i)
        rest = doc[content.end : limit]
        if not len(rest) or rest[0].text != "," or any(is_verb(t) and t.tag_ not in ("VBG", "VBN") for t in rest):
            return content
        return replace(content, end=trim(doc, content.start, limit)[1])

    def _is_guest(self, noun: Token) -> bool:
        """Return whether the object is a person who is welcomed or greeted, not something that is supported."""
        mention = self.scene.cast.at(noun.i)
        return noun.lemma_.lower() in ("guest", "visitor", "delegation") or (
            mention is not None
            and mention.kind in ("name", "role", "pronoun")
            and not mention.possessive
            and all(self.scene.cast.actor(a).kind == "person" for a in mention.actors)
        )

    def _say(self, frame: Frame, word: Token, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return what follows a verb of saying: its clauses judged one by one, else what its object noun carries."""
        drafts: list[Draft] = []
        for head in self.clauses(word, verb):
            drafts += self.judge(head, speaker)
        if drafts or not {"np", "of"} & set(frame.complements):
            return drafts
        return self._carry(verb, speaker, negated=False, said=frame.lemma)

    def _carry(self, verb: Token, speaker: tuple[str, ...], *, negated: bool, said: str = "") -> list[Draft]:
        """Return what the object of a light verb carries: "voiced support for X", "has no intention of doing X"."""
        drafts: list[Draft] = []
        for noun in self.objects(verb):
            frame = _praise(noun) or noun_frame(noun)
            if frame is None or (said in MERELY_NOTING and self._is_others(noun, speaker)):
                drafts += self._stated_object(noun, speaker, said)
                continue
            if any(c.lower_ in ("our", "my") and c.dep_ == "poss" for c in noun.children):
                speaker = self.scene.voice or self.scene.speaker or speaker  # "X has our support"
            refused = negated or any(c.lower_ in ("no", "any") and c.dep_ == "det" for c in noun.children)
            found = self._noun(frame, noun, verb, speaker)
            if refused:
                found = [] if any(d.act == "assess" for d in found) else self._negate(found, frame.act)
            drafts += found
        return drafts

    def _nearest_first(self, complements: tuple[str, ...], word: Token) -> list[str]:
        """Return the complements in the order in which their first words follow a noun."""

        def place(kind: str) -> int:
            name = kind.partition(":")[0]
            for token in self.sent.doc[word.i + 1 : self.sent.end]:
                infinitive = token.tag_ == "TO" and token.dep_ != "prep"
                if infinitive if name == "inf" else token.lower_ == name and not infinitive:
                    return token.i
            return self.sent.end

        return sorted(complements, key=place)

    def _stated_object(self, noun: Token, speaker: tuple[str, ...], said: str) -> list[Draft]:
        """Return "announced a loan", "noted with satisfaction the growth of trade": the object is what is said."""
        acts = {
            "announce": "pledge",
            "report": "report",
            "note": "assess",
            "highlight": "assess",
            "emphasize": "assess",
            "emphasise": "assess",
            "underline": "assess",
            "underscore": "assess",
            "stress": "assess",
            "confirm": "report",
            "recognize": "assess",
            "recognise": "assess",
            "acknowledge": "assess",
            "reaffirm": "support",
            "reiterate": "support",
            "declare": "pledge",
            "unveil": "pledge",
            "convey": "courtesy",
        }
        act = acts.get(said)
        grateful = any(c.lower_ == "with" and _led_noun(c) in GRATITUDE for c in noun.head.children)
        if act == "assess" and (grateful or noun.lemma_.lower() in MERITS):
            act = "courtesy"
        if act is None or self.scene.cast.at(noun.i) is not None:
            return []
        limit = self.limit(noun.i)
        return list(self._drafts(act, noun_contents(noun, limit), speaker, f"{said} (object)"))

    def _noun(self, frame: Frame, noun: Token, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return what a noun such as "readiness" conveys; its complement may follow the verb ("was voiced to …")."""
        self.used.add(noun.i)
        act = frame.act
        if act == "say":
            return [d for head in self.clauses(noun, verb) for d in self.judge(head, speaker)]
        for word in (noun, verb) if verb.i > noun.i else (noun,):
            for complement in self._nearest_first(frame.complements, word):
                if complement == "np":
                    contents = noun_contents(noun, self.limit(noun.i))
                    drafts = list(self._drafts(act, contents, speaker, f"{frame.lemma} (noun)"))
                else:
                    named = replace_lemma(frame, f"{verb.lemma_} {frame.lemma}")
                    drafts = list(self._complement(named, complement, word, verb, speaker))
                    if complement == "to" and act == "courtesy":
                        drafts = [self._past_recipient(d, frame) for d in drafts]
                if drafts:
                    for draft in drafts:
                        self.used.update(range(draft.content.start, draft.content.end))
                    return drafts
        return []

    def _past_recipient(self, draft: Draft, frame: Frame) -> Draft:
        """Return "gratitude to Ankara for X" with X as its content and Ankara as the one addressed."""
        content = draft.content
        mention = self.scene.mention_of(content.head)
        if mention is None:
            return draft
        for token in self.sent.doc[mention.end : content.end - 1]:
            if token.dep_ == "prep" and token.lower_ in frame.complements and token.lower_ != "to":
                _, end = trim(self.sent.doc, token.i + 1, content.end)
                past = replace(content, start=token.i + 1, end=end)
                return replace(draft, content=past, addressees=mention.actors, method=f"{frame.lemma} ({token.lower_})")
        return draft

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


def _led_noun(preposition: Token) -> str:
    """Return the lemma of the noun that a preposition leads, or an empty string."""
    return next((c.lemma_.lower() for c in preposition.children if c.dep_ == "pobj"), "")


def _praise(noun: Token) -> Frame | None:
    """Return the frame of "a high assessment (of X)", which praises; None for any other noun."""
    rated = noun.lemma_.lower() in ("assessment", "appraisal", "evaluation", "mark")
    if rated and any(c.lower_ in PRAISING for c in noun.children):
        return Frame(f"high {noun.lemma_}", "courtesy", ("of", "to"))
    return None


def joins_efforts(noun: Token) -> bool:
    """Return whether a noun says that what is urged is to be done together ("joint efforts to do X")."""
    together = any(c.lower_ in ("joint", "concerted", "common", "bilateral", "mutual") for c in noun.children)
    return together and noun.lemma_.lower() in ("effort", "action", "step", "measure", "work", "endeavour", "endeavor")


def is_document(noun: Token) -> bool:
    """Return whether a noun is a kind of signed document."""
    return noun.lemma_.lower() in DOCUMENTS


def signed_document(noun: Token) -> Token:
    """Return the document of "the signing of seven documents", else the noun itself."""
    if noun.lemma_.lower() in (
        "signing",
        "exchange",
        "conclusion",
        "ceremony",
        "adoption",
        "initialing",
        "presentation",
    ):
        for preposition in noun.children:
            if preposition.dep_ == "prep" and preposition.lower_ == "of":
                for child in preposition.children:
                    if child.dep_ == "pobj":
                        return child
    return noun


def infinitives_after(addressed: Token, predicate: Token, limit: int) -> Iterator[Token]:
    """Yield the infinitive that tells what the one addressed is to do."""
    for child in (*predicate.children, *addressed.children):
        if child.i > addressed.i and is_verb(child) and has_to(child) and child.i < limit:
            yield child
            return
    yield from infinitives(addressed, limit)


def replace_lemma(frame: Frame, lemma: str) -> Frame:
    """Return the frame under another name, for the method that a draft reports."""
    return replace(frame, lemma=lemma)
