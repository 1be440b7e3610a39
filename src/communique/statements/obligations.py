"""What clauses call for: "the two sides should do X", "it is necessary to do X", "that X be done"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from communique.actors.cast import Mention
from communique.language.clauses import has_to, is_passive, modal, negation, own_subject
from communique.record import Act
from communique.statements.complements import infinitives
from communique.statements.content import verb_contents
from communique.statements.draft import Draft
from communique.statements.frames import Frame
from communique.statements.perform import Performer
from communique.statements.predicates import FOSTERING, effort_to, is_misjudging

#: of whom all are meant, the speaker's own among them
ALIKE = frozenset({"state", "country", "nation", "party", "side", "government", "member"})
NECESSARY = frozenset(
    """important necessary essential imperative crucial vital advisable expedient urgent incumbent time high
    desirable""".split()
)
#: what is found regrettable, unacceptable or welcome in "it is … that X"
VERDICTS: dict[str, Act] = {
    "regrettable": "criticize",
    "deplorable": "criticize",
    "unfortunate": "criticize",
    "shameful": "criticize",
    "outrageous": "criticize",
    "unacceptable": "oppose",
    "inadmissible": "oppose",
    "intolerable": "oppose",
    "gratifying": "assess",
    "encouraging": "assess",
}


class Obliger(Performer):
    """Reads clauses by which the speaker obliges somebody."""

    @staticmethod
    def _is_mandative(verb: Token) -> bool:
        """Return whether the clause is a subjunctive of demand ("that aid be let through")."""
        if modal(verb) is not None or has_to(verb) or verb.dep_ != "ccomp":
            return False
        bare = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
        return bool(bare) and bare[0].lower_ == "be" and verb.tag_ == "VBN"

    def _needs(self, verb: Token) -> bool:
        """Return whether the clause says "need to", "have to", "be to"."""
        if verb.lemma_ == "have" and any(c.dep_ == "dobj" for c in verb.children):
            return False  # "have no plans to do X"
        return verb.lemma_ in ("need", "have", "ought") and any(c.dep_ == "xcomp" and has_to(c) for c in verb.children)

    def _obliged(self, verb: Token, speaker: tuple[str, ...], mention: Mention | None) -> list[Draft]:
        """Return "both sides should do X": a proposal; "the other side should": a request."""
        head = next((c for c in verb.children if c.dep_ == "xcomp" and has_to(c)), verb) if self._needs(verb) else verb
        side = self.scene.side(mention, speaker)
        act = {"both": "propose", "own": "pledge"}.get(side or "", "request")
        who = own_subject(verb)
        effort = effort_to(verb) if mention is None else None
        if effort is not None:  # "efforts should be made to do X"
            contents = verb_contents(effort, self.limit(effort.i))
            return list(self._drafts("propose", contents, speaker, f"{modal(verb) or verb.lemma_} (efforts)"))
        if side is None and len(speaker) == 1 and is_passive(verb) and verb.lemma_ in FOSTERING:
            act = "propose"
        if is_misjudging(verb):
            contents = self.clause_contents(verb, bare=True)
            return list(
                self._drafts("warn", contents, speaker, "misjudging", target=mention if side == "other" else None)
            )
        if side is None and who is not None and who.lemma_.lower() in ALIKE and who.tag_ == "NNS":
            act = "propose"  # what all states must do, the speaker's must as well
        found = self.predicate(verb) if head.i == verb.i else None
        if found is not None and found[0].act == "stop":
            found = None
        contents = (
            verb_contents(head, self.limit(head.i)) if mention is not None else self.clause_contents(verb, bare=False)
        )
        if negation(head) is not None and contents:
            first = contents[0]
            contents[0] = replace(first, start=min(first.start, negation(head).i))  # type: ignore[union-attr]
        if act == "pledge" and contents and self._is_shared(contents, speaker):
            act = "propose"  # "our services should exchange files", "we must put it right together"
        target = mention if side == "other" else None
        return list(
            self._drafts(act, contents, speaker, f"{modal(verb) or verb.lemma_} ({side or 'no actor'})", target=target)
        )

    def _necessary(self, verb: Token) -> Token | None:
        """Return the adjective or noun of "it is necessary (for X) to do Y", if the clause says so."""
        if verb.lemma_ != "be":
            return None
        topic = own_subject(verb)
        if topic is not None and topic.lemma_.lower() in ("task", "goal", "aim", "priority", "objective"):
            return topic if any(c.dep_ == "xcomp" and has_to(c) for c in verb.children) else None
        needed = any(c.dep_ == "expl" for c in verb.children) and negation(verb) is None
        for child in verb.children:
            if needed and child.dep_ == "attr" and child.lemma_.lower() in ("need", "necessity", "urgency"):
                return None if any(c.lower_ == "no" for c in child.children) else child  # "there is a need to do X"
            if child.dep_ in ("acomp", "attr") and (child.lemma_.lower() in NECESSARY or child.lower_ in VERDICTS):
                return child
        return None

    def _necessity(self, word: Token, verb: Token, speaker: tuple[str, ...]) -> list[Draft]:
        limit = self.limit(verb.i)
        if word.lower_ in VERDICTS:
            heads = self.clauses(word, verb)
            who = own_subject(verb)
            if not heads and who is not None:  # "the decision was regrettable", "it is unacceptable"
                contents = self.clause_contents(verb, bare=False)
                return list(self._drafts(VERDICTS[word.lower_], contents, speaker, f"is {word.lower_}"))
            return [
                d
                for h in heads
                for d in self._drafts(
                    VERDICTS[word.lower_],
                    self.clause_contents(h, bare=False),
                    speaker,
                    f"it is {word.lower_} that",
                    target=self.subject_mention(h),
                )
            ]
        if word.lemma_.lower() == "need":
            return self.apply(Frame("need", "propose", ("inf", "for", "that")), word, word, speaker)
        heads = list(infinitives(verb, limit)) or list(infinitives(word, limit))
        for head in heads:
            own = own_subject(head)
            mention = self.scene.mention_of(own) if own is not None else None
            act = "request" if self.scene.side(mention, speaker) == "other" else "propose"
            return list(
                self._drafts(act, verb_contents(head, limit), speaker, f"it is {word.lemma_} to", target=mention)
            )
        method = f"it is {word.lemma_} that"
        return [
            draft
            for head in self.clauses(word, verb)
            for draft in self._drafts("propose", self.clause_contents(head, bare=False), speaker, method)
        ]
