"""What a reader remembers on the way through a text: who has been mentioned, in which role, and who is present."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from communique.actors.entities import Entity
from communique.actors.lexicon import words
from communique.actors.references import Reference
from communique.actors.speech import is_saying

SUBJECTS = words("nsubj nsubjpass")


@dataclass(slots=True)
class Resolved:
    """A reference and the entities that it stands for; ``clause`` is the token of the verb that governs it."""

    reference: Reference
    entities: tuple[Entity, ...]
    clause: int = -1
    subject: bool = False
    speaking: bool = False
    main: bool = False

    @property
    def single(self) -> Entity | None:
        """The one entity that it stands for, or None."""
        return self.entities[0] if len(self.entities) == 1 else None


def clause_head(token: Token) -> Token:
    """Return the noun that carries the role of a coordinated or apposed one."""
    while (
        token.dep_ in ("conj", "appos")
        and token.head.i < token.i
        and token.head.pos_ in ("NOUN", "PROPN", "PRON", "ADJ")
    ):
        token = token.head
    return token


def clause_of(token: Token) -> Token:
    """Return the nearest verb above a token, the root where there is none."""
    above = token
    while above.head != above:
        above = above.head
        if above.pos_ == "VERB" or (above.pos_ == "AUX" and above.dep_ not in ("aux", "auxpass")):
            return above
    return above


def opened(doc: Doc, reference: Reference) -> Resolved:
    """Return a reference with its role in the sentence, not yet resolved."""
    token = clause_head(doc[reference.root])
    agent = token.dep_ == "pobj" and token.head.dep_ == "agent"
    according = token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according"
    subject = token.dep_ in SUBJECTS
    speaking = (subject and is_saying(token.head)) or according
    clause = clause_of(token)
    verb = None if subject or agent or according else _verb_behind(doc, reference)
    if verb is not None:
        clause, subject, speaking = verb, True, is_saying(verb)
    main = according or (subject and _is_main(clause))
    return Resolved(reference, (), clause.i, subject or agent or according, speaking, main)


def _verb_behind(doc: Doc, reference: Reference) -> Token | None:
    """The finite verb right behind a phrase that the parser took for something else than its subject.

    A verb without any subject takes the phrase before it, over a comma too; one that has a subject only behind a comma.
    """
    if reference.kind not in ("person", "role", "state", "organisation", "body") or reference.possessive:
        return None
    at = reference.end
    told = _behind_telling(doc, at)
    if told is not None:
        return told
    comma = at < len(doc) and doc[at].text == ","
    verb = doc[at + comma] if at + comma < len(doc) else None
    if verb is None or verb.pos_ != "VERB" or verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ in ("relcl", "acl"):
        return None
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    if not subjects and verb.dep_ == "ROOT":
        return verb
    opened = doc[reference.start].is_sent_start or doc[reference.start - 1].text == ","
    named = any(c.pos_ in ("PROPN", "PRON") for c in subjects)
    return verb if opened and not comma and not named else None


def _behind_telling(doc: Doc, at: int) -> Token | None:
    """The verb of a subject behind the words that tell where its sentence comes from ("X, sources said, thanked Y")."""
    if at >= len(doc) or doc[at].text != ",":
        return None
    end = next((i for i in range(at + 2, min(at + 9, len(doc) - 1)) if doc[i].text == ","), None)
    if end is None or not (is_saying(doc[end - 1]) or doc[at + 1].lower_ == "according"):
        return None
    verb = doc[end + 1]
    past = verb.pos_ == "VERB" and verb.tag_ in ("VBD", "VBZ")
    return verb if past and not any(c.dep_ in SUBJECTS and c.i > end for c in verb.children) else None


def _is_main(verb: Token) -> bool:
    """Whether a verb heads a main clause, or one that reports the rest of its sentence."""
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    if verb.dep_ == "ccomp" and verb.i < verb.head.i:
        return any(t.text == ";" for t in verb.doc[verb.i : verb.head.i])
    return verb.dep_ in ("ROOT", "parataxis") or (
        verb.dep_ == "ccomp" and verb.head.dep_ == "ROOT" and verb.i > verb.head.i
    )


class Trail:
    """The references resolved so far: those of the sentence being read, and those before, sentence by sentence."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.current: list[Resolved] = []
        self.history: list[list[Resolved]] = []
        self.scene: tuple[Entity, ...] = ()
        #: the state in which those present meet, where the text tells
        self.venue: str | None = None
        self.scenes: list[tuple[Entity, ...]] = []

    def begin(self, references: Iterable[Reference]) -> None:
        """Start a sentence."""
        self.current = [opened(self.doc, reference) for reference in references]

    def close(self) -> None:
        """End a sentence: what it resolved becomes history."""
        self.history.append([r for r in self.current if r.entities])
        self.current = []

    def enter(self, present: tuple[Entity, ...], venue: str | None) -> None:
        """Note who is present from here on, and in which state if that is told."""
        if set(present) != set(self.scene) or venue is not None:
            self.venue = venue
        self.scene = present
        self.scenes.append(present)

    def recent(self, wanted: Callable[[Entity], bool], *, sentences: int = 1000) -> list[Entity]:
        """Return single entities mentioned before that are wanted: the latest sentence first, in it speakers, then
        subjects, then others."""
        ranked: dict[Entity, None] = {}
        for sentence in reversed(self.history[-sentences:]):
            for grade in (2, 1, 0):
                for known in reversed(sentence):
                    entity = known.single
                    if entity is not None and _grade(known) >= grade and wanted(entity):
                        ranked.setdefault(entity)
        return list(ranked)

    def foremost(self, wanted: Callable[[Entity], bool], *, sentences: int = 4) -> Entity | None:
        """Return whom a pronoun at the start of a sentence continues: the last speaker, else the last subject, else the
        last one mentioned at all, within some sentences."""
        others: Entity | None = None
        for sentence in reversed(self.history[-sentences:]):
            fitting = [r for r in sentence if r.single is not None and wanted(r.single)]
            best = max(fitting, key=_prominence, default=None)
            if best is not None and _prominence(best) > 0:
                return best.single
            if best is not None and others is None:
                others = fitting[-1].single
        return others

    def before(self, token: int) -> list[Resolved]:
        """Return what is resolved in this sentence before a token."""
        return [r for r in self.current if r.entities and r.reference.end <= token]

    def all_before(self, token: int) -> list[Resolved]:
        """Return everything resolved before a token, in the order of reading."""
        return [r for sentence in self.history for r in sentence] + self.before(token)

    def subjects_of(self, clause: int) -> tuple[Entity, ...]:
        """Return the subjects of the clause of a verb: its own, else those of the verb that it is coordinated with."""
        while True:
            found = tuple(e for r in self.current if r.subject and r.clause == clause for e in r.entities)
            verb = self.doc[clause] if clause >= 0 else None
            if found or verb is None or verb.dep_ != "conj" or verb.head.pos_ not in ("VERB", "AUX"):
                return found
            if any(c.dep_ in SUBJECTS for c in verb.children):
                return ()
            clause = verb.head.i

    def actors_of(self, clause: int) -> tuple[Entity, ...]:
        """Return the subjects of a clause, else those of the sentence where its verb has no subject at all."""
        found = self.subjects_of(clause)
        verb = self.doc[clause] if clause >= 0 else None
        if found or verb is None or any(c.dep_ in SUBJECTS for c in verb.children):
            return found
        return tuple(e for r in self.current if r.main and r.reference.end <= clause for e in r.entities)


def _prominence(known: Resolved) -> int:
    return 2 * known.main + known.speaking + known.subject if known.subject else 0


def _grade(known: Resolved) -> int:
    return 2 if known.speaking else 1 if known.subject else 0
