"""Content clauses judged by their own wording: what one side will do, what others should, how things stand."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from communique.actors.cast import Mention
from communique.language.clauses import (
    conjuncts,
    has_to,
    is_conditional,
    is_passive,
    is_progressive,
    modal,
    negation,
    own_subject,
)
from communique.record import Act
from communique.statements.content import each_wrong, noun_contents, verb_contents
from communique.statements.denials import denied_existence, false_report, is_report, is_undone, off_agenda
from communique.statements.draft import Content, Draft
from communique.statements.evaluations import evaluation
from communique.statements.frames import Frame, noun_frame
from communique.statements.obligations import Obliger
from communique.statements.predicates import (
    is_own_organ,
    is_retaliation,
    is_standing,
    moved_clause,
    open_door,
    stands_firm,
)
from communique.statements.scene import Side
from communique.statements.schedules import cleft_clause, is_ruled_out, is_scheduled

#: what "it is …ed that" conveys for whoever speaks
IMPERSONALLY = frozenset({"hope", "request", "propose", "assess"})
WANTING = frozenset({"need", "require"})
#: attitudes that may be said to be firm or unchanged
STANDING = frozenset({"pledge", "support", "oppose"})
OBLIGATION = frozenset({"should", "must", "ought", "shall"})
FUTURE = frozenset({"will", "would", "shall", "'ll"})
POSSIBILITY = frozenset({"could", "might", "may"})
#: not to do these is to oppose
SUFFERING = frozenset(
    {"accept", "tolerate", "recognize", "recognise", "condone", "countenance", "endorse", "allow", "permit"}
)
#: verbs whose "it" names nobody ("it would take years to …")
IMPERSONAL = frozenset({"take", "seem", "appear", "follow", "turn", "depend", "matter", "make", "require", "help"})


#: verbs whose passive tells how something is looked upon; nobody undertakes it
REGARDING = frozenset("regard consider view see treat deem perceive interpret".split())


#: acts that turn to something said before where their object is a pronoun
REFERRING = frozenset({"support", "oppose", "criticize", "courtesy"})


def names_nothing(verb: Token) -> bool:
    """Return whether the object of a verb is only a pronoun ("we condemn it")."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    return bool(objects) and all(c.lower_ in ("it", "this", "that", "them", "these") for c in objects)


def is_withheld(verb: Token, frame: Frame) -> bool:
    """Return whether a verb only tells that something was not said ("but did not indicate when")."""
    return negation(verb) is not None and frame.lemma not in ("recognize", "recognise", "acknowledge")


class Interpreter(Obliger):
    """Reads the drafts of one sentence."""

    def judge(self, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return what a clause that the speaker utters conveys, clause by coordinated clause."""
        drafts: list[Draft] = []
        for head in conjuncts(verb):
            if head.i == verb.i or (self._stands_alone(head) and self.resumed(head) is None):
                if head.i in self.used:
                    continue
                drafts += self._judge_one(head, speaker)
        for head in self._beside_infinitive(verb):
            drafts += self._judge_one(head, speaker)
        return drafts

    def _beside_infinitive(self, verb: Token) -> list[Token]:
        """Return verbs with a modal that the parser hung on an infinitive ("never refused to talk and will go on")."""
        inner = [c for c in verb.children if c.dep_ == "xcomp" and has_to(c)]
        beside = [c for head in inner for c in head.subtree if c.dep_ == "conj" and c.i not in self.used]
        return [c for c in beside if modal(c) in FUTURE and own_subject(c) is None]

    def _judge_one(self, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        self.used.add(verb.i)
        if verb.lemma_ == "let" and (proposed := self._let_us(verb)) is not None:
            return list(self._drafts("propose", verb_contents(proposed, self.limit(proposed.i)), speaker, "let us"))
        if (cleft := cleft_clause(verb)) is not None:
            return self._singled_out(*cleft, speaker)
        mention = self.subject_mention(verb)
        if mention is not None and self.scene.relays(speaker, mention):
            speaker = self.scene.voices(mention)  # a spokesman who tells what the cabinet condemned condemns nothing
        side = self._side(verb, mention, speaker)
        must = modal(verb)
        if verb.lemma_ == "go" and verb.tag_ == "VBG" and side in ("own", "both"):
            for head in (c for c in verb.children if c.dep_ == "xcomp" and has_to(c)):
                return self._with_negation(verb, self._intended(head, speaker, "be going to"))
        due = next((c for c in verb.children if c.dep_ == "xcomp" and has_to(c)), None) if verb.lemma_ == "be" else None
        if due is not None and due.i <= verb.i + 4 and side in ("own", "both") and must is None and verb.tag_ != "VB":
            return self._with_negation(verb, self._intended(due, speaker, "be to"))  # "Japan is to host the summit"
        there = any(c.dep_ == "expl" for c in verb.children)
        if must in FUTURE | {"can", "could"} and (there or side not in ("own", "both")):
            drafts = self._excluded(verb, speaker) or self._threat(verb, speaker)
            if drafts:
                return drafts
        if (must in OBLIGATION and not (must == "shall" and side == "own")) or self._needs(verb):
            return self._obliged(verb, speaker, mention)
        if self._is_mandative(verb):
            contents = self.clause_contents(verb, bare=False)
            return list(
                self._drafts("request", contents, speaker, "that … be", target=mention if side == "other" else None)
            )
        necessary = self._necessary(verb)
        if necessary is not None:
            return self._necessity(necessary, verb, speaker)
        turned = self._turned(verb, speaker)
        if turned is not None:
            return turned
        found = self.predicate(verb)
        if found is not None and found[0].act == "say" and side != "other" and is_withheld(verb, found[0]):
            return []
        if (
            side == "other"
            and verb.lemma_ == "be"
            and found is not None
            and found[1].lower_ in ("sure", "certain", "assured")
        ):
            return [d for head in self.clauses(found[1], verb) for d in self.judge(head, speaker)]
        if found is not None and found[0].act == "say" and side is not None and mention is not None:
            voices = self.scene.voices(mention)
            told = self.apply(*found, verb, speaker if side == "own" or mention.kind == "pronoun" else voices)
            if told:
                return told
        if found is not None and found[0].act == "support" and is_progressive(verb):
            found = None  # "was defending its border" is done, not said
        if (
            found is not None
            and found[0].act == "request"
            and side == "own"
            and must in FUTURE
            and self._bids_own(verb)
        ):
            return self._intended(verb, speaker, must or "")  # "will encourage its firms to invest"
        if found is not None and found[0] == Frame(verb.lemma_, "pledge", ("np",)) and must in FUTURE and side == "own":
            found = None  # "would allocate X every year": all of it is undertaken
        if found is not None and found[0].act == "agree" and must in FUTURE and "np" in found[0].complements:
            found = None  # "would sign the treaty in May" as well
        if found is not None and side in ("own", "both") and found[0].act not in ("topic", "stop"):
            voices = (
                speaker
                if side == "own" or mention is None
                else (speaker if found[0].act != "agree" else mention.actors)
            )
            promised = must in FUTURE and found[0].act == "support" and not is_standing(verb)
            drafts = self.apply(*found, verb, voices) if not promised or negation(verb) is not None else []
            if drafts:
                return self._mark_condition(drafts, verb)
            if found[0].act in REFERRING and names_nothing(verb):
                return []  # "we condemn it": what, has just been said
        if found is not None and side == "other" and mention is not None and self._speaks_itself(mention):
            drafts = self.apply(*found, verb, self.scene.voices(mention))
            if drafts:
                return self._mark_condition(drafts, verb)
        if must in FUTURE | POSSIBILITY and side in ("own", "both") and not is_passive(verb):
            return self._intended(verb, speaker, must or "")
        return self._described_state(verb, speaker, mention, side)

    def _turned(self, verb: Token, speaker: tuple[str, ...]) -> list[Draft] | None:
        """Return what a clause conveys whose subject tells nothing of who acts: "it is hoped that", "X is needed"."""
        who = own_subject(verb)
        if who is None:
            return None
        found = self.predicate(verb)
        if who.lower_ == "it":
            if (
                is_passive(verb)
                and found is not None
                and found[0].act in IMPERSONALLY
                and "that" in found[0].complements
            ):
                return self.apply(*found, verb, speaker) or None  # "it is hoped that X"
            moved = moved_clause(verb)
            return self.judge(moved, speaker) if moved is not None else None
        if is_passive(verb) and verb.lemma_ in WANTING and who.pos_ in ("NOUN", "PROPN") and modal(verb) is None:
            contents = noun_contents(who, min(verb.i, *(c.i for c in verb.children if c.i > who.i)))
            return list(self._drafts(self._needed("propose", contents, speaker), contents, speaker, "is needed"))
        attitude = noun_frame(who)
        if attitude is not None and attitude.act in STANDING and stands_firm(verb):
            return self._noun(attitude, who, verb, speaker) or None
        way = open_door(verb)
        if way is not None:
            contents = verb_contents(way, verb.i) if way.tag_ in ("VB", "VBG") else noun_contents(way, verb.i)
            return list(
                self._drafts("pledge" if len(speaker) == 1 else "assess", contents, speaker, "the door is open")
            )
        return None

    @staticmethod
    def _with_negation(verb: Token, drafts: list[Draft]) -> list[Draft]:
        """Return drafts of what somebody is not going to do with the words that say so."""
        no = negation(verb)
        if no is None or not drafts or no.i > drafts[0].content.start:
            return drafts
        first = drafts[0]
        return [replace(first, content=replace(first.content, start=no.i)), *drafts[1:]]

    def _side(self, verb: Token, mention: Mention | None, speaker: tuple[str, ...]) -> Side | None:
        """Return whose side the subject of a clause is on; "I", "we" and no subject at all are the speaker's own."""
        who = self.subject(verb)
        if who is not None and who.lower_ in ("i", "we"):
            return "own"
        if mention is None and who is not None and who.lower_ == "it" and self._means_speaker(verb, speaker):
            return "own"
        if mention is None and who is not None and modal(verb) in FUTURE:
            owner = next(
                (m for c in who.children if c.dep_ == "poss" and (m := self.scene.cast.at(c.i)) is not None), None
            )
            if owner is not None and self.scene.side(owner, speaker) == "own":
                return "own"  # "our vessel will …"
        unplaced = mention is None or not self.scene.codes(mention.actors)
        if unplaced and who is not None and is_own_organ(who):
            return "own"
        if who is None and verb.tag_ in ("VB", "VBP") and verb.dep_ in ("ROOT", "ccomp") and not has_to(verb):
            return "own"
        return self.scene.side(mention, speaker)

    def _means_speaker(self, verb: Token, speaker: tuple[str, ...]) -> bool:
        """Return whether "it" is the state or body that speaks ("Iran said it was ready"), and no expletive."""
        if verb.lemma_ == "be":
            found = self.predicate(verb)
            return found is not None and found[0].act in ("pledge", "agree", "support", "oppose")
        body = len(speaker) == 1 and self.scene.cast.actor(speaker[0]).kind in ("state", "organisation")
        return body and modal(verb) in FUTURE and verb.lemma_ not in IMPERSONAL and not is_passive(verb)

    @staticmethod
    def _let_us(verb: Token) -> Token | None:
        """Return the verb of "let us do X", if the clause is one."""
        for child in verb.children:
            if child.dep_ in ("ccomp", "xcomp") and child.i > verb.i:
                own = own_subject(child)
                return child if own is not None and own.lower_ in ("us", "'s", "’s") else None
        return None

    def _threat(self, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return what will happen to others as a warning, where the words say so ("will pay the price")."""
        contents = self.clause_contents(verb, bare=True)
        if not contents or evaluation(verb.doc, contents[0].start, contents[-1].end) != "warn":
            return []
        return list(
            self._drafts(
                "warn",
                contents,
                speaker,
                "will (threat)",
                target=self.subject_mention(verb),
                modality="conditional" if is_conditional(verb) else "asserted",
            )
        )

    @staticmethod
    def _bids_own(verb: Token) -> bool:
        """Return whether those who are to do something are one's own ("will encourage its carmakers to invest")."""
        asked = (n for c in verb.children if c.i > verb.i for n in (c, own_subject(c)) if n is not None)
        return any(c.dep_ == "poss" and c.lower_ in ("its", "our", "their") for n in asked for c in n.children)

    def _speaks_itself(self, mention: Mention) -> bool:
        """Return whether a subject in another's report is a person or body of its own, not just the other state."""
        return mention.kind in ("name", "role", "organisation", "group") and bool(self.scene.voices(mention))

    def _excluded(self, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return "there will be no X" as the speaker's refusal of X."""
        if verb.lemma_ != "be" or not any(c.dep_ == "expl" for c in verb.children):
            return []
        for child in verb.children:
            refused = (
                next((c for c in child.children if c.lower_ == "of"), None) if child.lemma_ == "question" else None
            )
            if refused is not None and any(c.lower_ == "no" for c in child.children):  # "there can be no question of X"
                for head in (n for n in refused.children if n.dep_ in ("pobj", "pcomp")):
                    found = verb_contents if head.tag_ == "VBG" else noun_contents
                    return list(self._drafts("oppose", found(head, self.limit(verb.i)), speaker, "no question of"))
            if child.dep_ == "attr" and any(c.lower_ == "no" for c in child.children):
                return list(
                    self._drafts("oppose", noun_contents(child, self.limit(verb.i)), speaker, "there will be no")
                )
        return []

    def _intended(self, verb: Token, speaker: tuple[str, ...], must: str) -> list[Draft]:
        """Return "China will do X": what one's own side will do is pledged, what it may do depends."""
        if verb.lemma_ == "like":
            verb = next((c for c in verb.children if c.dep_ == "xcomp" and has_to(c)), verb)
        contents = verb_contents(verb, self.limit(verb.i))
        no = negation(verb)
        if no is not None and contents:
            contents[0] = replace(contents[0], start=min(contents[0].start, no.i))
        mention = self.subject_mention(verb)
        if mention is not None and mention.kind == "sides" and verb.dep_ == "ROOT" and not self.breaks:
            speaker = self.scene.voices(mention) or speaker  # what the teller says of both, both have said
        doubtful = (must in POSSIBILITY and not is_ruled_out(verb)) or is_conditional(verb)
        act: Act = "pledge"
        refused = next((c for c in verb.children if c.dep_ == "dobj"), None) if verb.lemma_ in SUFFERING else None
        if no is not None and refused is not None:  # "will never tolerate X"
            act, contents = "oppose", noun_contents(refused, self.limit(verb.i)) or contents
        unhesitating = no is not None and verb.lemma_ == "hesitate"  # "will not hesitate to act"
        if unhesitating or (contents and evaluation(verb.doc, contents[0].start, contents[-1].end) == "warn"):
            act = "warn"
        elif act == "pledge" and is_retaliation(verb) and self._hangs_on_other(verb, speaker):
            act = "warn"  # "will close its market if X does not lift its sanctions"
        return list(
            self._drafts(act, contents, speaker, f"own side {must}", modality="conditional" if doubtful else "asserted")
        )

    def _hangs_on_other(self, verb: Token, speaker: tuple[str, ...]) -> bool:
        """Return whether what one's own side will do hangs on what the other does ("if Oslo does not reconsider")."""
        for clause in (c for c in verb.children if c.dep_ == "advcl" and is_conditional(verb)):
            mention = self.subject_mention(clause)
            if mention is not None and self.scene.side(mention, speaker) == "other":
                return any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "should") for c in clause.children)
        return False

    def _described_state(
        self, verb: Token, speaker: tuple[str, ...], mention: Mention | None, side: str | None
    ) -> list[Draft]:
        """Return a clause that judges or reports: the whole clause is its content."""
        absent = off_agenda(verb)
        if absent is not None:
            contents = noun_contents(absent, verb.i)[:1]
            return list(self._drafts("report", contents, speaker, "not on the agenda", modality="negated"))
        denied = false_report(verb)
        if denied is not None:
            return list(
                self._drafts(
                    "report",
                    self.clause_contents(denied, bare=False),
                    speaker,
                    "false report",
                    modality="negated",
                )
            )
        nothing = denied_existence(verb)
        if nothing is not None:
            contents = noun_contents(nothing, self.limit(verb.i))[:1]
            behind = [replace(c, start=c.start + 1) for c in contents if verb.doc[c.start].lower_ == "no"]
            return list(self._drafts("report", behind or contents, speaker, "there is no", modality="negated"))
        contents = self._verdict(verb) or self.clause_contents(verb, bare=False)
        if not contents:
            return []
        content = contents[0]
        if is_undone(verb) and verb.doc[content.start].lower_ == "no":
            told = [replace(content, start=content.start + 1), *contents[1:]]
            return list(self._drafts("report", told, speaker, "no X was done", modality="negated"))
        must = modal(verb)
        act: Act = "assess"
        begin = verb.i if verb.lemma_ == "be" and 0 < content.start - verb.i < 3 else content.start
        verdict = evaluation(verb.doc, begin, content.end) if side != "own" else None
        if verdict == "criticize" and side != "other" and not self._concerns_other(verb, speaker):
            verdict = None  # judges the way of the world, not somebody
        if verdict is not None:
            act = verdict  # type: ignore[assignment]
            contents = each_wrong(verb, content) if verdict == "criticize" else contents
        elif side != "other" and (is_scheduled(verb) or (must in FUTURE and self._is_undergone(verb))):
            act = "warn" if evaluation(verb.doc, content.start, content.end) == "warn" else "pledge"
        elif is_report(verb) or (side == "own" and is_progressive(verb)):
            act = "report"
            if self._tells_encounter(verb):
                return []
        doubtful = (must in POSSIBILITY and not is_ruled_out(verb)) or is_conditional(verb)
        target = mention if act in ("criticize", "oppose", "warn") and side == "other" else None
        return list(
            self._drafts(
                act,
                contents,
                speaker,
                f"clause ({act})",
                target=target,
                modality="conditional" if doubtful else "asserted",
            )
        )

    @staticmethod
    def _is_undergone(verb: Token) -> bool:
        """Return whether a passive tells what will be done with something, and not how it is looked upon."""
        return is_passive(verb) and verb.lemma_ not in REGARDING

    def _singled_out(self, singled: Token, clause: Token, speaker: tuple[str, ...]) -> list[Draft]:
        """Return what "it is X that does Y" says of X: the doing alone is the content."""
        self.used.add(clause.i)
        mention = self.scene.mention_of(singled)
        contents = verb_contents(clause, self.limit(clause.i))
        if not contents:
            return []
        side = self.scene.side(mention, speaker)
        verdict = evaluation(clause.doc, contents[0].start, contents[-1].end) if side != "own" else None
        act = verdict or ("report" if is_report(clause) else "assess")
        target = mention if verdict is not None else None
        return list(self._drafts(act, contents, speaker, f"it is X that ({act})", target=target))

    def _tells_encounter(self, verb: Token) -> bool:
        """Return whether a report only tells who met or received whom, which is a meeting and no statement."""
        behind = (self.scene.cast.at(i) for i in range(verb.i + 1, min(verb.i + 3, self.sent.end)))
        mention = next((m for m in behind if m is not None), None) if verb.lemma_ in ("receive", "meet") else None
        return mention is not None and mention.kind in ("name", "role")

    def _concerns_other(self, verb: Token, speaker: tuple[str, ...]) -> bool:
        """Return whether the subject of a clause names or belongs to somebody outside the speaker's side."""
        who = self.subject(verb)
        stretch = range(self.sent.start, verb.i) if who is None else range(who.left_edge.i, who.right_edge.i + 1)
        found = (self.scene.cast.at(i) for i in stretch)
        return any(m is not None and self.scene.side(m, speaker) == "other" for m in found)

    def _verdict(self, verb: Token) -> list[Content]:
        """Return the predicate alone where a copula links a long subject to a verdict ("the claim … is groundless")."""
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

    def _mark_condition(self, drafts: list[Draft], verb: Token) -> list[Draft]:
        if not is_conditional(verb):
            return drafts
        return [
            replace(d, modality="conditional")
            if d.modality == "asserted" and d.act in ("pledge", "agree", "warn", "report")
            else d
            for d in drafts
        ]
