"""One sentence as the statements are read from it: bounds, predicates, subjects, objects and content clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from communique.actors.cast import Mention
from communique.language.clauses import (
    FINITE,
    conjuncts,
    has_to,
    is_passive,
    is_progressive,
    is_reported_question,
    is_taken_for_modifier,
    modal,
    negation,
    opens_proviso,
    own_subject,
    subject,
)
from communique.record import ACTS, Act, Modality
from communique.statements.complements import prepositional
from communique.statements.content import clause_content, verb_contents
from communique.statements.draft import Content, Draft
from communique.statements.edges import trim, unaddressed, undated
from communique.statements.frames import Frame, adjective_frame, noun_frame, verb_frame
from communique.statements.predicates import COPULAS, predicate_of
from communique.statements.scene import Scene

#: verbs that say how things stand; what a speaker does next is not coordinated with them
STATES = COPULAS | {"have", "enjoy", "share", "play", "occupy", "deserve", "belong"}
#: within so many tokens of its predicate "that" opens what is told, and within so many where somebody is told it
APART, ADDRESSED = 9, 18
#: nouns for what is merely said: to dismiss it is to deny what it says, to comment on it says nothing
HEARSAY = frozenset("report rumour rumor suggestion speculation".split())
#: acts by which two sides together decide rather than promise
JOINTLY: dict[str, Act] = {"pledge": "agree"}
#: verbs of deciding that a single side does not do with another; alone, they promise
DECISIONS = frozenset({"agree", "agree_that", "decide", "resolve", "establish", "launch", "set_up"})

#: verbs by which a body tells somebody what to do
TASKING = frozenset({"instruct", "task", "mandate", "direct", "authorize", "authorise", "commission", "entrust"})


def teller_above(verb: Token) -> Token | None:
    """Return the verb of telling above a further one in the same tense hung by the parser on what is told, or None."""
    told = verb.tag_ == "VBN" and any(c.dep_ == "dobj" for c in verb.children)  # what has an object is no participle
    tag = "VBD" if told else verb.tag_
    hung = verb.dep_ == "conj" and tag in ("VBD", "VBZ") and own_subject(verb) is None
    frame = (verb_frame(verb) or predicate_frame(verb)) if hung else None
    if frame is None or frame.act in ("topic", "stop"):
        return None
    above = (t for t in verb.ancestors if t.tag_ == tag and t.i < verb.i and verb_frame(t) is not None)
    return next(above, None)


def predicate_frame(verb: Token) -> Frame | None:
    """Return the frame of the adjective by which a copula tells ("stands ready to", "remains concerned about")."""
    found = (adjective_frame(c) for c in verb.children if verb.lemma_ in COPULAS and c.dep_ == "acomp")
    return next((frame for frame in found if frame is not None), None)


def ends_before(content: Token, verb: Token) -> bool:
    """Return whether a past verb cannot go on with a content: that is present, bare, under a modal, or a state."""
    if content.dep_ not in ("ccomp", "acl", "relcl"):
        return False
    lasting = content.lemma_ in STATES and not is_passive(content)
    if verb.tag_ == "VBZ":  # "recalls that Oslo is bound by X and invites Y to act"
        return (lasting and content.tag_ != "VBZ") or is_passive(content) or modal(content) is not None
    perfect = content.tag_ == "VBN" and any(c.lower_ == "had" for c in content.children) and _after_comma(verb)
    return perfect or lasting or content.tag_ in ("VB", "VBZ", "VBP") or modal(content) is not None


def _after_comma(verb: Token) -> bool:
    """Return whether ", and" stands right before a verb."""
    return [t.lower_ for t in verb.doc[max(verb.sent.start, verb.i - 2) : verb.i]] in ([",", "and"], [",", "but"])


def is_sum(number: Token) -> bool:
    """Return whether a number is a sum of money by its sign ("$5 million", "€300,000")."""
    return any(c.tag_ in ("$", "#") or c.text in ("€", "£", "¥", "₹") for c in number.children)


def trails(verb: Token) -> bool:
    """Return whether a participle that the parser took for a modifier goes on with the telling (", voicing hope")."""
    return verb.tag_ == "VBG" and verb.dep_ == "amod" and verb.head.i == verb.i + 1 and verb.nbor(-1).text == ","


def following_noun(verb: Token) -> Iterator[Token]:
    """Yield the noun right behind a verb, over its adjectives, where there is one ("voiced deep concern")."""
    for token in verb.doc[verb.i + 1 : min(verb.i + 4, verb.sent.end)]:
        if token.pos_ == "NOUN":
            yield token
        if token.pos_ not in ("ADJ", "DET", "PRON"):
            return


#: attitudes of one's own after which another may follow; gratitude turns only to hope and readiness
TURNING = {
    "pledge": frozenset({"pledge", "support", "courtesy", "hope", "oppose", "invite"}),
    "support": frozenset({"pledge", "support", "courtesy", "hope", "oppose", "invite"}),
    "courtesy": frozenset({"pledge", "hope"}),
    "hope": frozenset({"pledge", "support", "courtesy", "hope"}),
    "propose": frozenset({"support", "oppose"}),
    "oppose": frozenset({"support", "pledge", "criticize"}),
}
#: what is wished, after other attitudes of the kind as well
WISHED = frozenset({"wish", "wishes", "condolence", "congratulation", "sympathy", "apology"})


def attitude_turns(sent: TokenSpan) -> tuple[tuple[int, int], ...]:
    """Return where a sentence turns to a further attitude (", and its support for Y"): the "and", and the noun."""
    turns: list[tuple[int, int]] = []
    before: str | None = None
    for token in sent:
        frame = noun_frame(token) if token.pos_ == "NOUN" else None
        if frame is None:
            continue
        at = token.i - 1
        while at > sent.start and token.doc[at].pos_ in ("ADJ", "ADV"):
            at -= 1
        own = token.doc[at].tag_ == "PRP$" and token.doc[at].lower_ != "our"
        led = own and at > sent.start + 1 and token.doc[at - 1].lower_ == "and"
        follows = token.i + 1 < sent.end and token.nbor(1).lower_ in {"to", "that", *frame.complements}
        wished = before == "courtesy" and token.lemma_.lower() in WISHED
        if led and follows and before is not None and (wished or frame.act in TURNING.get(before, ())):
            turns.append((at - 1, token.i))
        if token.dep_ in ("dobj", "pobj") and token.head.pos_ in ("VERB", "ADP") and (before is None or led):
            before = frame.act
    return tuple(turns)


class Sentence:
    """A sentence in its scene; no content may cross its ``breaks`` (attributions), ``used`` tokens are read."""

    def __init__(self, sent: TokenSpan, scene: Scene, breaks: tuple[tuple[int, int], ...] = ()) -> None:
        self.sent = sent
        self.scene = scene
        self.breaks = breaks
        self.used: set[int] = set()
        self.turns = attitude_turns(sent)

    def limit(self, start: int) -> int:
        """Return where a content that starts at a token must end: at the next attribution or the sentence's end."""
        return min([self.sent.end, *(t for t, _ in (*self.breaks, *self.turns) if t > start)])

    @staticmethod
    def predicate(verb: Token) -> tuple[Frame, Token] | None:
        """Return the frame of a clause's predicate and the word that carries it."""
        return predicate_of(verb)

    def subject_mention(self, verb: Token) -> Mention | None:
        """Return the actor mention that is the subject of a clause, if it is one."""
        return self.scene.mention_of(self.subject(verb))

    def resumed(self, verb: Token) -> Token | None:
        """Return the telling verb that a past verb hung on its content goes on from ("noted that A is B and voiced C").

        Where the content's own verb is past as well, its subject may go on: not where that is no actor, and not under
        a verb that does more than tell ("warned that the river rose and asked X to help").
        """
        teller = teller_above(verb)
        if teller is None or teller.i == verb.head.i:
            return None
        frame, own = verb_frame(teller), verb_frame(verb)
        if ends_before(verb.head, verb) or (frame is not None and frame.act != "say"):
            return teller
        lifeless = (
            own is not None and own.act != "agree" and verb.tag_ == "VBD" and self.subject_mention(verb.head) is None
        )
        return teller if lifeless else None

    def subject(self, verb: Token) -> Token | None:
        """Return the subject of a clause, also where an attribution stands between the two ("X, he said, is …")."""
        found = subject(verb)
        if verb.dep_ in ("relcl", "acl"):
            return found
        main = verb.head if verb.dep_ == "conj" else verb
        if found is None and main.dep_ == "ROOT" and main.tag_ in ("VBD", "VBZ"):
            found = self._before(main)
        if found is not None and (first := self._first_of_row(found, verb)) is not None:
            return first
        if found is not None and verb.dep_ == "conj":  # "the Council, whose head attended X, backed Y"
            row = [c for c in found.head.children if c.dep_ == "nsubj" and c.i <= found.i]
            if len(row) > 1 and any(t.tag_ == "WP$" for t in verb.doc[row[0].i : found.i]):
                return row[0]
        for begin, end in self.breaks:
            if (
                begin <= verb.i
                and end <= verb.i
                and begin > self.sent.start
                and (found is None or begin <= found.i < end)
            ):
                told = [
                    t
                    for t in self.sent.doc[self.sent.start : begin]
                    if t.dep_ in ("nsubj", "nsubjpass") and any(begin <= h.i < end for h in (t.head, t.head.head))
                ]
                if told:
                    return told[-1]
                before = self.sent.doc[begin - 1]
                while (
                    before.head.i < begin
                    and before.head.i != before.i
                    and before.head.pos_ in ("NOUN", "PROPN", "PRON", "ADP", "DET", "NUM")
                ):
                    before = before.head
                return before
        return found

    def _first_of_row(self, found: Token, verb: Token) -> Token | None:
        """Return the first subject of a verb that the parser gave two ("X and his counterpart Y agreed")."""
        mention = self.scene.cast.at(found.i)
        joined = mention is not None and mention.start > self.sent.start and self.sent.doc[mention.start - 1]
        if not joined or joined.lower_ not in ("and", "&"):
            return None
        before = self.scene.cast.at(joined.i - 1)
        first = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < joined.i), None)
        return first if first is not None and before is not None and before.start <= first.i < before.end else None

    def _before(self, verb: Token) -> Token | None:
        """Return the actor that ends right before a verb whose subject the parser hung on a fronted phrase."""
        at = verb.i - 1
        while at > self.sent.start and (self.sent.doc[at].pos_ == "ADV" or self.sent.doc[at].lower_ in ("has", "also")):
            at -= 1
        mention = self.scene.cast.at(at)
        if mention is None or mention.end != at + 1 or mention.possessive or mention.start <= self.sent.start:
            return None
        joined = self.sent.doc[mention.start - 1]
        row = self.scene.cast.at(joined.i - 1) if joined.lower_ == "and" and joined.i > self.sent.start else None
        if row is not None:  # "Ahead of the summit, Minister A and Commissioner B met": both of them
            opening = next((t for t in self.sent.doc[row.start : row.end] if t.dep_ in ("conj", "pobj")), None)
            heads = {t.i for t in conjuncts(opening)} if opening is not None else set()
            return opening if heads & set(range(mention.start, mention.end)) else None
        return self.sent.doc[mention.root] if joined.text == "," else None

    def clauses(self, word: Token, verb: Token) -> list[Token]:
        """Return the heads of the content clauses that follow a predicate: by the tree, else after the next "that"."""
        found = []
        for owner in {word.i: word, verb.i: verb}.values():
            for child in owner.children:
                if (
                    child.dep_ in ("ccomp", "acl", "relcl")
                    and child.i > word.i
                    and (child.dep_ == "ccomp" or self._has_that(child))
                    and not has_to(child)
                    and (child.tag_ != "VBG" or is_progressive(child))
                    and not opens_proviso(child)
                    and not is_reported_question(child)
                ):
                    found.append(child)
        if found and found[0].lower_ in ("clear", "plain", "known"):
            found = [c for c in found[0].children if c.dep_ == "ccomp"] or found[1:]
        if found:
            return [*found, *self._further(found)]
        informed = verb.lemma_ in ("tell", "inform", "assure", "remind", "warn", "notify", "brief")
        for i in range(word.i + 1, min(word.i + (ADDRESSED if informed else APART), self.sent.end - 1)):
            token = self.sent.doc[i]
            if token.lower_ == "that" and token.nbor(-1).lower_ in ("and", "but"):
                return []  # opens another thing that was said
            if token.lower_ == "that" and (token.tag_ == "IN" or informed) and token.head.i > i:
                if token.dep_ in ("nsubj", "nsubjpass") and token.nbor(1).tag_ in ("VBD", "VBZ", "MD"):
                    continue  # "told reporters after talks that lasted an hour"
                return [] if self._belongs_to_object(token.head, verb) else [token.head]
        return []

    def _further(self, clauses: list[Token]) -> list[Token]:
        """Return a further thing told that the parser hung deep within the first ("promised to do X and that Y")."""
        within = [
            t.head
            for t in self.sent.doc[clauses[0].i + 1 : self.limit(clauses[0].i)]
            if t.lower_ == "that" and t.dep_ == "mark" and t.nbor(-1).lower_ == "and" and t.head.dep_ == "conj"
        ]
        return [
            head
            for head in within
            if head.head.i not in {c.i for c in clauses}
            and any(a.i == clauses[0].i for a in head.ancestors)
            and not any(c.lower_ == "that" and c.dep_ == "mark" for c in head.head.children)
            and own_subject(head) is not None
        ]

    @staticmethod
    def _belongs_to_object(head: Token, verb: Token) -> bool:
        """Return whether a that-clause explains the verb's object ("demanded an acknowledgment that X")."""
        noun = head.head
        if head.dep_ in ("acl", "relcl") and noun.lemma_.lower() in HEARSAY and noun.dep_ == "pobj":
            return True
        explains = head.dep_ == "acl" and noun.pos_ == "NOUN" and noun.dep_ == "dobj" and noun.head.i == verb.i
        return explains and noun_frame(noun) is None

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
        found = []
        if verb.lemma_ in ("inform", "assure", "notify", "apprise", "remind", "tell"):
            found = [n for n in prepositional(verb, ("of",), self.sent.end) if noun_frame(n) is not None]
        if verb.lemma_ in ("speak", "talk"):  # "spoke of the need to do X"
            found = [n for n in prepositional(verb, ("of", "about"), self.sent.end) if noun_frame(n) is not None]
        found = found or [
            c
            for c in verb.children
            if c.dep_ in ("dobj", "attr", "oprd")
            and c.i > verb.i
            and (c.pos_ in ("NOUN", "PROPN", "PRON") or (c.dep_ == "dobj" and c.pos_ == "NUM" and modal(verb) is None))
        ]
        found = found or [c for c in verb.children if c.dep_ == "dative" and c.pos_ == "NOUN" and c.i > verb.i]
        if not found and verb.lemma_ in ("note", "observe"):  # "noted with satisfaction the country's return to growth"
            spirit = [c for c in verb.children if c.lower_ == "with" and c.i > verb.i]
            found = [n for c in spirit for n in c.children if n.dep_ in ("dobj", "pobj") and n.i > c.i + 1][-1:]
            found = [n for n in found if noun_frame(n) is None]
        if not found:  # "announced a gift, to be paid in May"
            paid = [c for c in verb.children if c.dep_ == "ccomp" and c.tag_ == "VBN" and has_to(c)]
            found = [n for c in paid for n in c.children if n.dep_ == "nsubjpass" and n.i > verb.i][:1]
        if not found:  # "pledged on Monday $5 million", hung on the day
            days = [d for c in verb.children if c.dep_ == "prep" for d in c.children if d.ent_type_ == "DATE"]
            found = [n for day in days for n in day.children if n.dep_ == "nummod" and n.i > day.i and is_sum(n)][:1]
        if not found and verb.dep_ == "conj" and verb.head.pos_ == "NOUN":  # "on transit and voiced concern over X"
            found = [n for n in following_noun(verb) if noun_frame(n) is not None]
        if not found:  # "praised what he called a candid talk"
            found = [n for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i for n in self._so_called(c)][:1]
        if not found and (is_taken_for_modifier(verb) or trails(verb)):
            found = [verb.head]  # "and conveyed appreciation", taken for a modifier
        if not found and is_passive(verb):
            found = [c for c in verb.children if c.dep_ == "nsubjpass"]
        if not found and verb.lemma_ == "come":
            found = list(prepositional(verb, ("with",), self.sent.end))
        if not found and verb.lemma_ == "make":  # "made clear its opposition to X"
            found = [
                n for c in verb.children if c.lower_ == "clear" for n in c.children if n.dep_ == "nsubj" and n.i > c.i
            ]
        signed = frame.act == "agree" if (frame := verb_frame(verb)) is not None else False
        listed = [
            n
            for n in found[1:]
            if (noun_frame(n) is not None or (signed and n.pos_ == "NOUN")) and n.doc[n.left_edge.i - 1].text == ","
        ]
        named = [
            noun
            for head in (*found[:1], *listed)
            for noun in conjuncts(head)
            if noun_frame(noun) is not None or noun.i == head.i
        ]
        if found and noun_frame(found[0]) is not None:  # "voiced readiness to do X and its support for Y"
            turned = [self.sent.doc[i] for at, i in self.turns if at > found[0].i]
            named += [noun for noun in turned if noun.i not in {n.i for n in named}]
        return named or found[:1]

    @staticmethod
    def _so_called(clause: Token) -> list[Token]:
        """Return what a clause calls its object ("what he called a candid talk", "what she described as meddling")."""
        if not any(c.dep_ == "dobj" and c.lower_ == "what" for c in clause.children):
            return []
        named = [c for c in clause.children if c.dep_ in ("oprd", "attr", "ccomp") and c.i > clause.i]
        under = [n for c in clause.children if c.dep_ == "prep" and c.lower_ == "as" for n in c.children]
        return [n for n in (*named, *under) if n.pos_ in ("NOUN", "PROPN") or n.tag_ == "VBG"]

    def _object(self, verb: Token) -> Token | None:
        """Return the head of the one who is asked: the object, the object of "on", or the subject of the infinitive."""
        for child in verb.children:
            if child.i > verb.i and child.dep_ in ("dobj", "dative"):
                return child
        for child in verb.children:
            if (
                child.i > verb.i
                and child.dep_ in ("prep", "prt")
                and child.lower_ in ("on", "upon", "to", "for", "against")
            ):
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
        *,
        target: Mention | None = None,
        modality: Modality = "asserted",
    ) -> Iterator[Draft]:
        if act not in ACTS and act not in ("exclude", "deny"):
            return  # a predicate that performs nothing of its own here
        joint = len(speaker) > 1
        act = JOINTLY.get(act, act) if joint and not method.startswith(("want", "wish", "desire")) else act
        act = "oppose" if act == "exclude" else act
        if act == "deny":
            act, modality = "report", "negated"
        collective = self.scene.is_collective(speaker)
        if act == "agree" and not joint and not collective and method.split()[0] in DECISIONS:
            act = "pledge"
        if act == "pledge" and collective and method.split()[0] in TASKING:
            act = "request"
        addressed = None
        if target is not None:
            addressed = tuple(a for a in target.actors if a not in speaker and self._is_outside(a, speaker)) or None
        if addressed is None and collective and method.split()[0] in TASKING:
            addressed = ()  # an organ tasks its own
        for found in contents:
            stop = undated(found) if act == "agree" and found.kind == "noun" else found.end
            start, end = trim(self.sent.doc, *unaddressed(self.sent.doc, found.start, stop))
            if start >= end or (end - start == 1 and found.head.pos_ in ("PRON", "DET")):
                continue
            content = replace(found, start=start, end=end)
            self.used.update(range(content.start, content.end))
            yield Draft(
                speaker=speaker,
                act=cast(Act, act),
                content=content,
                method=method,
                modality=modality,
                addressees=addressed,
            )

    def _is_outside(self, actor_id: str, speaker: tuple[str, ...]) -> bool:
        """Return whether an actor is not of the speaker's side; outside meetings compatriots count as well."""
        if self.scene.codes((actor_id,)) - self.scene.codes(speaker):
            return True
        session = self.scene.is_session(speaker)
        return not self.scene.meetings and not session and self.scene.cast.actor(actor_id).kind != "state"
