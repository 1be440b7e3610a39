"""What something is called: "described X as Y", "dismissed as groundless X", "termed X a success"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.language.clauses import own_subject
from communique.statements.content import noun_contents
from communique.statements.draft import Content, Draft
from communique.statements.evaluations import evaluation
from communique.statements.frames import Frame
from communique.statements.nouns import NounReader


class Namer(NounReader):
    """Reads predicates that name or describe their object."""

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
        if named is None or named.lower_ in ("itself", "themselves", "himself", "herself"):
            return
        behind = [t for noun in (named, *named.subtree) if noun.pos_ == "NOUN" for t in noun.children if t.i > noun.i]
        epithets = (t for t in behind if t.dep_ == "amod" and t.pos_ == "ADJ")  # "called the round of talks useful"
        for child in (*word.children, *self._in_quotes(named, limit), *epithets):
            if (
                child.i > word.i
                and child.dep_ in ("oprd", "attr", "acomp", "ccomp", "xcomp", "appos", "amod")
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

    def _in_quotes(self, named: Token, limit: int) -> Iterator[Token]:
        """Yield the noun of a quotation that opens right behind a phrase ("called talk of a base "idle gossip"")."""
        for token in self.sent.doc[named.i + 1 : limit - 1]:
            if token.text in ('"', "“"):
                quoted = token.nbor(1)
                while quoted.i + 1 < limit and quoted.nbor(1).text not in ('"', "”", ","):
                    quoted = quoted.nbor(1)
                if quoted.dep_ == "appos":
                    yield quoted
                return
