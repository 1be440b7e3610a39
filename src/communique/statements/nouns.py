"""What the nouns convey that a predicate governs: "voiced support for X", "thanked Y for its help", "signed Z"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from communique.actors.cast import Mention
from communique.language.clauses import has_to, is_verb, own_subject
from communique.record import Act, Modality
from communique.statements.boundaries import region_end
from communique.statements.content import noun_contents, verb_contents
from communique.statements.draft import Content, Draft
from communique.statements.edges import trim
from communique.statements.evaluations import evaluation
from communique.statements.frames import Frame, noun_frame
from communique.statements.sentence import HEARSAY, Sentence
from communique.statements.series import apart, further_items

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
#: nouns for what others have done well: to recognise or to note them is praise
MERITS = frozenset(
    "achievement contribution effort leadership courage generosity progress success hospitality sacrifice".split()
)
#: what others give: to acknowledge it is to thank for it
KINDNESS = frozenset("support assistance help aid solidarity backing generosity donation".split())
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
#: what is celebrated without anything being said of it
FEASTS = frozenset("anniversary day birthday holiday festival year centenary mass feast jubilee wedding eid".split())
#: acts whose objects often come as a list
LISTED = frozenset({"request", "support", "criticize", "oppose"})
#: verbs by which greetings are brought
PASSING = frozenset("convey pass relay transmit extend give send forward deliver communicate bring take hand".split())
#: judgements that are praise
PRAISING = frozenset({"high", "positive", "favourable", "favorable"})
#: verbs that repeat an attitude as well as adopt a document ("ratified its backing of X")
RATIFYING = frozenset({"ratify", "endorse"})
#: nouns for what is signed or adopted; only these stand for statements of their own in "signed A and B"
DOCUMENTS = frozenset(
    """agreement memorandum mou treaty protocol statement declaration roadmap plan document accord pact charter contract
    communique convention arrangement letter programme program deal""".split()
)


class NounReader(Sentence):
    """Reads the objects of predicates; clauses and complements are read by the subclasses."""

    def judge(self, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return what a clause that the speaker utters conveys."""
        raise NotImplementedError

    def _complement(
        self, frame: Frame, kind: str, word: Token, verb: Token, speaker: tuple[str, ...]
    ) -> Iterator[Draft]:
        raise NotImplementedError

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
        if frame.lemma == "share" and inner is not None and inner.act == "say":
            heads = self.clauses(noun, verb)
            for head in heads:  # "shared the view that X"
                yield from self._drafts("assess", self.clause_contents(head, bare=False), speaker, "share view (that)")
            if heads:
                return
        if frame.lemma == "celebrate":
            if noun.lemma_.lower() in FEASTS or noun.ent_type_ == "DATE":
                return
            frame = frame if self._is_others(noun, speaker) else replace(frame, act="assess")
        if frame.act in ("support", "courtesy") and self._is_guest(noun):
            return
        if frame.lemma == "share" and inner is not None and inner.act in ("propose", "pledge"):
            yield from self._noun(inner, noun, verb, speaker)  # "shared the need to do X"
            return
        led = SOUGHT.get(noun.lemma_.lower()) if frame.act == "request" else None
        if frame.lemma in RATIFYING and inner is not None and inner.act in ("support", "oppose", "pledge"):
            led = inner
        if led is not None and (sought := self._noun(led, noun, verb, speaker)):
            yield from sought
            return
        kept = frame.lemma in ("honour", "honor", "respect") and noun.lemma_.lower() in DUTIES
        if (
            inner is not None
            and not kept
            and inner.act != frame.act
            and (frame.act in ("pledge", "courtesy") or inner.act == "invite")
            and not (frame.act == "courtesy" and inner.act == "assess")
            and not (frame.act == "courtesy" and (self._is_others(noun, speaker) or is_judged(noun)))
        ):
            drafts = self._noun(inner, noun, verb, speaker)
            if drafts or inner.act == "invite":
                yield from drafts
                return
        contents = noun_contents(noun, self.limit(noun.i))
        if frame.act == "agree" and is_document(counted(noun)) and (listed := self._spelt_out(counted(noun))):
            contents = listed
        if frame.act == "agree" and len(contents) > 1 and not all(is_document(c.head) for c in contents[1:]):
            contents = [replace(contents[0], end=contents[-1].end)]
        if frame.act == "agree" and len(contents) == 1 and is_document(noun):
            contents = [self._whole_list(contents[0])]
        if frame.act in LISTED and contents:
            contents = apart([*contents, *further_items(contents[-1], self.limit(noun.i))])
        act = "report" if frame.act == "deny" else frame.act
        if frame.lemma in ("value", "treasure", "cherish") and self._is_others(noun, speaker):
            act = "courtesy"  # "valued the Kingdom's help"
        if kept:
            act = "pledge"
        modality: Modality = "negated" if frame.act == "deny" else "asserted"
        yield from self._drafts(act, contents, speaker, method, modality=modality)

    def _is_others(self, noun: Token, speaker: tuple[str, ...]) -> bool:
        """Return whether somebody outside the speaker's side possesses the noun ("hailed Spain's decision to do X")."""
        of = (n for c in noun.children if c.lower_ in ("of", "by") for n in c.children if n.dep_ == "pobj")
        owners = (self.scene.mention_of(n) for n in (*(c for c in noun.children if c.dep_ == "poss"), *of))
        return any(m is not None and self.scene.side(m, speaker) == "other" for m in owners)

    def _whole_list(self, content: Content) -> Content:
        """Return "documents on A, B and C" as one content where the parser hung B and C elsewhere."""
        doc, limit = self.sent.doc, self.limit(content.head.i)
        rest = doc[content.end : limit]
        if not len(rest) or rest[0].text != "," or any(is_verb(t) and t.tag_ not in ("VBG", "VBN") for t in rest):
            return content
        if any(is_document(t) and any(c.dep_ == "det" for c in t.children) for t in rest):
            return content  # a further document, which stands for itself
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

    def _carry(self, verb: Token, speaker: tuple[str, ...], *, negated: bool, said: str = "") -> list[Draft]:
        """Return what the object of a light verb carries: "voiced support for X", "has no intention of doing X"."""
        drafts: list[Draft] = []
        nouns = self.objects(verb)
        if not nouns and not negated and verb.lemma_ in PASSING:
            return self._passed_on(verb, speaker)
        for noun in (counted(noun) for noun in nouns):
            frame = _praise(noun) or noun_frame(noun)
            listed = self._spelt_out(noun) if frame is not None and not negated else []
            if frame is not None and listed:
                drafts += self._drafts(frame.act, listed, speaker, f"{noun.lemma_}, including")
                continue
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

    def _passed_on(self, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return the greetings of "conveyed to the King his best wishes", which the parser hangs on the King."""
        doc, limit = self.sent.doc, self.limit(verb.i)
        for noun in doc[verb.i + 1 : min(verb.i + 14, limit)]:
            if noun.is_punct or noun.pos_ == "VERB":
                break
            frame = noun_frame(noun) if noun.pos_ == "NOUN" else None
            if frame is None or frame.act != "courtesy":
                continue
            start = noun.i
            while start > verb.i + 1 and (
                doc[start - 1].pos_ in ("ADJ", "ADV", "DET") or doc[start - 1].tag_ == "PRP$"
            ):
                start -= 1
            contents = [Content(start, region_end(noun, limit), noun, "noun")]
            return list(self._drafts("courtesy", contents, speaker, f"{verb.lemma_} (greetings)"))
        return []

    def _spelt_out(self, noun: Token) -> list[Content]:
        """Return the items by which a noun of many is spelt out ("proposals, including the creation of X and Y")."""
        if noun.tag_ != "NNS":
            return []
        doc, limit = self.sent.doc, self.limit(noun.i)
        for token in doc[noun.i + 1 : min(noun.i + 14, limit - 1)]:
            if token.lower_ != "including" or doc[token.i - 1].text != ",":
                continue
            first = next((c for c in token.children if c.dep_ in ("pobj", "pcomp", "dobj") and c.i > token.i), None)
            if first is None or first.tag_ == "VBG":
                return verb_contents(first, limit) if first is not None else []
            found = noun_contents(first, limit)
            return [*found, *further_items(found[-1], limit)] if found else []
        return []

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
        kind = noun.lemma_.lower() in KINDNESS and self._is_others(noun, speaker)
        played = said in MERELY_NOTING and said != "note" and noun.lemma_.lower() == "role"
        if act == "assess" and (grateful or kind or played or noun.lemma_.lower() in MERITS):
            act = "courtesy"
        if act is None or self.scene.cast.at(noun.i) is not None:
            return []
        limit = self.limit(noun.i)
        return list(self._drafts(act, noun_contents(noun, limit), speaker, f"{said} (object)"))

    def _noun(self, frame: Frame, noun: Token, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return what a noun such as "readiness" conveys; its complement may follow the verb ("was voiced to …")."""
        self.used.add(noun.i)
        act = frame.act
        if act == "say" and (stance := stance_of(noun)) is not None:
            return self._stance(*stance, noun, verb, speaker)
        if act == "say":
            return [d for head in self.clauses(noun, verb) for d in self.judge(head, speaker)]
        for word in (noun, verb) if verb.i > noun.i else (noun,):
            ordered = self._nearest_first(frame.complements, word)
            if act == "invite" and any(has_to(c) for c in noun.children if c.dep_ in ("acl", "relcl")):
                ordered.sort(key=lambda kind: kind != "inf")  # "an invitation to X to visit Y"
            for complement in ordered:
                if complement == "np":
                    contents = noun_contents(noun, self.limit(noun.i))
                    drafts = list(self._drafts(act, contents, speaker, f"{frame.lemma} (noun)"))
                else:
                    named = replace_lemma(frame, f"{verb.lemma_} {frame.lemma}")
                    drafts = list(self._complement(named, complement, word, verb, speaker))
                    if act == "invite":
                        drafts = [self._past_guest(d) for d in drafts]
                    if complement == "to" and act == "courtesy":
                        drafts = [self._past_recipient(d, frame) for d in drafts]
                if drafts:
                    for draft in drafts:
                        self.used.update(range(draft.content.start, draft.content.end))
                    return drafts
        return []

    def _past_guest(self, draft: Draft) -> Draft:
        """Return "an invitation to X to do Y" with what X is to do as its content."""
        doc, content = self.sent.doc, draft.content
        if self.scene.cast.at(content.start) is None and self.scene.cast.at(content.head.i) is None:
            return draft
        for token in doc[content.start : content.end - 1]:
            if token.tag_ == "TO" and token.nbor(1).tag_ == "VB":
                return replace(draft, content=replace(content, start=token.i + 1))
        return draft

    def _stance(self, act: str, leading: Token, noun: Token, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return what a position is for or against ("its firm position in support of X", "a policy against Y")."""
        if leading.tag_ == "VBG":
            found = list(self._complement(Frame(noun.lemma_, act, ("np",)), "np", leading, leading, speaker))
        else:
            frame = Frame(noun.lemma_, act, (leading.lower_,))
            found = list(self._complement(frame, leading.lower_, noun, verb, speaker))
        self.used.update(i for d in found for i in range(d.content.start, d.content.end))
        self.used.add(leading.i)
        return found

    def _past_recipient(self, draft: Draft, frame: Frame) -> Draft:
        """Return "gratitude to Ankara for X" with X as its content and Ankara as the one addressed."""
        content = draft.content
        mention = self.scene.mention_of(content.head) or self._adjacent(content)
        if mention is None:
            return draft
        for token in self.sent.doc[mention.end : content.end - 1]:
            if token.dep_ == "prep" and token.lower_ in frame.complements and token.lower_ != "to":
                _, end = trim(self.sent.doc, token.i + 1, content.end)
                past = replace(content, start=token.i + 1, end=end)
                return replace(draft, content=past, addressees=mention.actors, method=f"{frame.lemma} ({token.lower_})")
        return draft

    def _adjacent(self, content: Content) -> Mention | None:
        """Return the state whose people the head of a content are ("the Mongolian friends"), or None."""
        own = range(content.start, min(content.head.i, content.end))
        return next((m for i in own if (m := self.scene.cast.at(i)) is not None and m.kind == "state"), None)


def stance_of(noun: Token) -> tuple[str, Token] | None:
    """Return whether a position named by a noun is for or against something, and the word that leads to what."""
    after = list(noun.doc[noun.i + 1 : min(noun.i + 4, noun.sent.end)])
    words = [t.lower_ for t in after]
    if words[:1] == ["in"] and words[1:2] and words[1] in ("support", "favour", "favor") and words[2:] == ["of"]:
        return "support", after[2]
    if words[:1] == ["against"]:
        return "oppose", after[0]
    if words[:1] and words[0] in ("supporting", "backing", "rejecting", "opposing") and after[0].tag_ == "VBG":
        return ("support" if words[0] in ("supporting", "backing") else "oppose"), after[0]
    return None


def _led_noun(preposition: Token) -> str:
    """Return the lemma of the noun that a preposition leads, or an empty string."""
    return next((c.lemma_.lower() for c in preposition.children if c.dep_ == "pobj"), "")


def _praise(noun: Token) -> Frame | None:
    """Return the frame of "a high assessment (of X)", which praises; None for any other noun."""
    rated = noun.lemma_.lower() in ("assessment", "appraisal", "evaluation", "mark")
    if rated and any(c.lower_ in PRAISING for c in noun.children):
        return Frame(f"high {noun.lemma_}", "courtesy", ("of", "to"))
    return None


def is_judged(noun: Token) -> bool:
    """Return whether a noun is a plan or decision known already, on which one takes a stand ("the plan to do X")."""
    return noun.lemma_.lower() in SCHEMES and any(
        c.dep_ == "det" and c.lower_ in ("the", "any", "this", "such") for c in noun.children
    )


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


def replace_lemma(frame: Frame, lemma: str) -> Frame:
    """Return the frame under another name, for the method that a draft reports."""
    return replace(frame, lemma=lemma)


#: what is planned or decided, and may be somebody else's
SCHEMES = frozenset("plan decision offer promise pledge agreement guarantee intention initiative".split())
#: states by their formal names, which the parser takes for the possessor's head
POLITIES = frozenset("state kingdom republic sultanate emirate government union commonwealth people".split())
#: nouns that count what follows "of"
COUNTING = frozenset("number series range set package variety host couple raft list".split())


def counted(noun: Token) -> Token:
    """Return what is counted in "a number of proposals" or had in "the State of Qatar's keenness", else the noun."""
    if noun.lemma_.lower() in POLITIES:
        led = (n for c in noun.children if c.lower_ == "of" for n in c.children if n.dep_ == "pobj")
        had = (n for n in led if noun_frame(n) is not None and any(c.dep_ == "poss" for c in n.children))
        return next(had, noun)
    if noun.lemma_.lower() not in COUNTING:
        return noun
    of = (n for c in noun.children if c.lower_ == "of" for n in c.children if n.dep_ == "pobj" and n.tag_ == "NNS")
    return next(of, noun)
