"""Resolves pronouns: "he" and "she" to persons, "it" to states and bodies, "they" to several, "we" to who speaks."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from communique.actors.entities import Entity
from communique.actors.lexicon import words
from communique.actors.references import pronoun_kind
from communique.actors.speech import Speech, is_saying
from communique.actors.trail import SUBJECTS, Resolved, Trail, clause_head, clause_of

#: verbs whose object's "its" is the object's own ("thanked Russia for its position")
_TOWARDS = words(
    "thank congratulate support back praise commend urge ask help assist welcome accuse criticize criticise "
    "condemn oppose call appreciate encourage invite request respect hail applaud laud blame warn tell wish "
    "assure remind press want see demand"
)
_FEMALE = ("she", "her", "hers", "herself")


class Pronouns:
    """Resolves the pronouns of one text along its trail."""

    def __init__(self, trail: Trail, speech: Speech, named: dict[int, Entity], parties: tuple[Entity, ...]) -> None:
        self.trail = trail
        self.speech = speech
        self.named = named
        self.parties = parties

    def resolve(self, token: Token, *, skip: tuple[Entity, ...] = ()) -> tuple[Entity, ...]:
        """Return whom a pronoun stands for, empty where nobody can be told; ``skip`` are those it cannot mean."""
        kind = pronoun_kind(token.lower_)
        if kind == "person":
            person = self._person(token, skip)
            return (person,) if person is not None else ()
        if kind == "thing":
            return self._thing(token)
        if kind == "plural":
            return self._plural(token)
        return self._first(token, plural=kind == "we") if kind in ("we", "i") else ()

    # -- he, she

    def _person(self, token: Token, skip: tuple[Entity, ...]) -> Entity | None:
        gender = "f" if token.lower_ in _FEMALE else "m"

        def possible(entity: Entity) -> bool:
            human = entity.kind == "person" and not entity.plural and not entity.place
            return human and entity not in skip and entity.gender in ("", gender)

        people = [r for r in self.trail.current if r.single is not None and possible(r.single)]
        inside = self._inside(token, people)
        beside = self._beside(token, people)
        if beside is not None:
            return beside
        if inside is None and token.lower_ in ("him", "her") and token.tag_ == "PRP":
            return self._present(token, possible)
        found = inside.single if inside is not None else self.trail.foremost(possible)
        if found is not None and not found.gender:
            found.gender = gender
        return found

    @staticmethod
    def _beside(token: Token, people: list[Resolved]) -> Entity | None:
        """Whose "X and his delegation" means: who stands right before the "and"."""
        if token.tag_ != "PRP$" or token.i < 2 or token.nbor(-1).lower_ != "and":
            return None
        return next((r.single for r in people if r.reference.end == token.i - 1), None)

    def _present(self, token: Token, possible: Callable[[Entity], bool]) -> Entity | None:
        """Whom "him" means of those named before: who is present beside the subject, else the foremost other."""
        subjects = self.trail.subjects_of(clause_of(token).i)
        beside = [e for e in self.trail.scene if possible(e) and e not in subjects]
        if len(beside) == 1:
            return beside[0]
        return self.trail.foremost(lambda e: possible(e) and e not in subjects)

    def _inside(self, token: Token, people: list[Resolved]) -> Resolved | None:
        """The antecedent in the same sentence: the subject for "his", the speaker for a clause within what is said."""
        if self._takes_up(token):
            return next((r for r in reversed(people) if r.main and r.speaking and r.reference.end <= token.i), None)
        before = [r for r in people if r.reference.end <= token.i]
        addressed = self._addressed(token, before)
        if addressed is not None:
            return addressed
        subjects = [r for r in before if r.subject]
        own = clause_of(clause_head(token)).i
        if token.lower_ in ("him", "her") and token.tag_ == "PRP":
            acting = self.trail.subjects_of(own)
            verb = self.trail.doc[own]
            if not acting and verb.tag_ == "VBG" and verb.dep_ in ("pcomp", "advcl"):
                acting = self.trail.subjects_of(clause_of(verb).i)  # "wrote on X after receiving him"
            others = [r for r in before if r.single not in acting]
            return others[-1] if others else None
        if subjects:
            return subjects[-1]
        after = [r for r in people if r.subject and r.reference.start > token.i]
        if after and fronted(token, self.trail.doc[after[0].reference.root]):
            return after[0]
        objects = [r for r in before if not (r.subject or r.clause == own) or token.dep_ not in SUBJECTS]
        return objects[-1] if objects and not _starts_sentence(token) else None

    def _addressed(self, token: Token, before: list[Resolved]) -> Resolved | None:
        """Whom "congratulated X on his", "thanked X for her" mean: the object of a verb that turns to it."""
        if token.tag_ != "PRP$":
            return None
        verb = clause_of(token)
        held = [t for t in token.ancestors if t.dep_ == "prep" and t.lower_ in ("on", "for", "in") and t.head == verb]
        if verb.lemma_.lower() not in _TOWARDS or not held:
            return None
        return next((r for r in reversed(before) if r.clause == verb.i and not r.subject), None)

    def _takes_up(self, token: Token) -> bool:
        """Whether "he" reports what the sentence says ("…, he said."), and so continues with the speaker before."""
        verb = token.head
        if token.dep_ not in SUBJECTS or not is_saying(verb) or not self.speech.reports(verb) or verb.i < token.i:
            return False
        ahead = verb.i + 1
        while ahead < len(token.doc) and token.doc[ahead].pos_ in ("ADV", "PART", "ADP") and ahead < verb.i + 3:
            ahead += 1
        return ahead >= len(token.doc) or token.doc[ahead].is_punct or token.doc[ahead].is_space

    # -- it

    def _thing(self, token: Token) -> tuple[Entity, ...]:
        before = [r for r in self.trail.before(token.i) if _is_thing(r)]
        subjects = [r for r in before if r.subject]
        objects = [r for r in before if not r.subject and not mere_adjective(r)]
        subject_itself = token.dep_ in SUBJECTS
        if not subject_itself and objects and (self._towards(token) or not subjects):
            return objects[-1].entities
        if subjects and not _starts_sentence(token):
            return subjects[-1].entities
        if objects and not subject_itself and token.dep_ == "poss":
            return objects[-1].entities
        after = [r for r in self.trail.current if _is_thing(r) and r.subject and r.reference.start > token.i]
        if after and fronted(token, self.trail.doc[after[0].reference.root]):
            return after[0].entities
        if not subject_itself and token.dep_ != "poss":
            return ()
        clause = clause_of(token).i
        others = [r for r in self.trail.current if r.clause == clause and r.reference.start > token.i and not r.subject]
        apart = {e for r in others if not r.reference.possessive for e in r.entities}  # "It called on Jordan"
        for sentence in reversed(self.trail.history[-3:]):
            things = [r for r in sentence if _is_thing(r) and not apart & set(r.entities)]
            ranked = [r for r in things if r.main] or [r for r in things if r.subject]
            ranked = ranked or [r for r in things if not mere_adjective(r)]
            if ranked:
                return ranked[-1].entities
        return ()

    def _towards(self, token: Token) -> bool:
        """Whether one of the verbs above a token turns to its object."""
        above = token
        while above.head != above:
            above = above.head
            if above.pos_ == "VERB" and above.lemma_.lower() in _TOWARDS:
                return True
            if above.pos_ == "VERB" and above.tag_ not in ("VBG", "VB"):
                return False
        return False

    # -- they

    def _plural(self, token: Token) -> tuple[Entity, ...]:
        before = self.trail.before(token.i)
        if token.head.lower_ == "among" and self.trail.doc[token.head.i - 1].text == ",":
            near = [r for r in before if r.reference.end == token.head.i - 1 and _several(r)]
            return near[-1].entities if near else ()
        if self._inanimate(token, before):
            return ()
        before = [r for r in before if not self._told(token, r)]
        several = [r for r in before if _several(r)]
        if several and not _starts_sentence(token):
            ranked = [r for r in several if r.subject] or several
            return ranked[-1].entities
        joint = _joint_subject(before)
        if len(joint) > 1 and not _starts_sentence(token):
            return joint
        after = [r for r in self.trail.current if r.entities and r.subject and r.reference.start > token.i]
        if after and fronted(token, self.trail.doc[after[0].reference.root]):
            return tuple(dict.fromkeys(e for r in after for e in r.entities))
        recent = list(reversed(self.trail.history[-4:]))
        for sentence in recent:
            subjects = [r for r in sentence if r.main] or [r for r in sentence if r.subject]
            if len(joint := _joint_subject(subjects)) > 1:
                return joint
            known = next((r for r in reversed(subjects) if _several(r)), None)
            if known is not None:
                return known.entities
            if len(self.trail.scene) > 1 and any(r.single in self.trail.scene for r in subjects):
                return self.trail.scene
        others = [r for sentence in recent for r in reversed(sentence) if _several(r)]
        return others[0].entities if others else self.trail.scene

    @staticmethod
    def _told(token: Token, known: Resolved) -> bool:
        """Whether those mentioned are told to do something to "them", and so are others."""
        verb = token.head
        return (
            token.dep_ == "dobj"
            and verb.dep_ in ("xcomp", "acl", "relcl")
            and not known.subject
            and known.reference.end <= verb.i
            and token.doc[known.reference.end].lower_ == "to"
        )

    def _inanimate(self, token: Token, before: list[Resolved]) -> bool:
        """Whether "their" goes back to a plural thing of its sentence ("relations are at their best")."""
        verb = clause_of(token)
        for child in verb.children:
            if child.dep_ in SUBJECTS and child.i < token.i and child.tag_ in ("NNS", "NNPS"):
                return not any(r.reference.start <= child.i < r.reference.end for r in before)
        near = [t for t in self.trail.doc[max(0, token.i - 4) : token.i] if t.tag_ == "NNS"]
        return (
            bool(near)
            and token.tag_ == "PRP$"
            and not any(_several(r) for r in before)
            and len(_joint_subject(before)) < 2
        )

    # -- we, I

    def _first(self, token: Token, *, plural: bool) -> tuple[Entity, ...]:
        label = self.speech.label(token.i)
        if label is not None and label in self.named:
            return (self.named[label],)
        if not self.speech.quoted(token.i) and self.parties and plural:
            return self.parties
        speaker = [
            r for r in self.trail.current if r.speaking and r.entities and not self.speech.quoted(r.reference.root)
        ]
        if speaker:
            return speaker[0].entities
        for sentence in reversed(self.trail.history[-3:]):
            for known in reversed(sentence):
                if known.speaking and known.main and not self.speech.quoted(known.reference.root):
                    return known.entities
        return self.speech.author or self._told_of_last()

    def _told_of_last(self) -> tuple[Entity, ...]:
        """The first person of the sentence before, who speaks in a quotation that nobody is named for."""
        sentence = self.trail.history[-1] if self.trail.history else []
        people = (r.entities for r in sentence if r.single is not None and r.single.kind == "person")
        return next(people, ())


def fronted(token: Token, subject: Token) -> bool:
    """Return whether a pronoun stands in a phrase moved before the subject ("In his call, the Secretary …")."""
    verb = clause_head(subject).head
    above = token
    while above.head != above and above.head != verb:
        above = above.head
    return above.head == verb and above.i < subject.i and token.dep_ not in SUBJECTS


def mere_adjective(known: Resolved) -> bool:
    """Return whether a mention of a state is a bare adjective ("Chinese" in "Chinese companies")."""
    match = known.reference.match
    return match is not None and match.kind == "adjective" and known.reference.word == ""


def _starts_sentence(token: Token) -> bool:
    return token.dep_ in SUBJECTS and token.head.dep_ == "ROOT" and token.head.i > token.i


def _is_thing(known: Resolved) -> bool:
    entity = known.single
    return entity is not None and entity.kind in ("state", "organisation", "group")


def _several(known: Resolved) -> bool:
    if len(known.entities) > 1:
        return True
    entity, title = known.single, known.reference.title
    if title is not None and title.plural:
        return True
    if entity is None:
        return False
    return entity.plural or entity.collective or known.reference.word in ("people", "authorities")


def _same_side(joint: tuple[Entity, ...]) -> bool:
    """Whether some are a minister and his own government ("His Government, Minister X made clear, rules out Y")."""
    kinds = {e.kind for e in joint}
    return len({e.side for e in joint}) == 1 and joint[0].side is not None and {"person", "organisation"} <= kinds


def _joint_subject(subjects: list[Resolved]) -> tuple[Entity, ...]:
    """The persons who together are one subject ("the Deputy Secretary and his counterparts")."""
    clauses = list(dict.fromkeys(r.clause for r in subjects if r.subject))
    for clause in reversed(clauses):
        joint = tuple(dict.fromkeys(e for r in subjects if r.subject and r.clause == clause for e in r.entities))
        if len(joint) > 1 and not _same_side(joint):
            return joint
    return ()
