"""What the phrase that opens a sentence tells of its subject: "Alarmed by X, both sides …", "Stressing that Y, Z …"."""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from communique.language.clauses import ADVERBS, own_subject
from communique.statements.draft import Draft
from communique.statements.frames import Frame, adjective_frame, verb_frame
from communique.statements.interpret import Interpreter
from communique.statements.scene import Scene

#: attitudes that a fronted adjective voices; what one is determined to do is told by the main clause
VOICED = frozenset({"criticize", "oppose", "courtesy", "support"})
#: words that may stand before the fronted word
LEADING = frozenset("while in after by having and still but also".split())


def fronted(sent: TokenSpan, interpreter: Interpreter, scene: Scene) -> list[Draft]:
    """Return what the phrase conveys with which a sentence opens, of the subject of its main clause."""
    opening = _opening(sent)
    if opening is None or opening.i in interpreter.used:
        return []
    subject = _main_subject(sent, opening)
    mention = scene.mention_of(subject)
    speaker = scene.voices(mention) if mention is not None else ()
    if not speaker:
        return []
    frame = _attitude(opening)
    if frame is not None:
        return interpreter.apply(frame, opening, opening, speaker)
    told = _misplaced_clause(opening, sent)
    if told is None or told.i in interpreter.used:
        return []
    interpreter.used.add(opening.i)
    return interpreter.judge(told, speaker)


def _opening(sent: TokenSpan) -> Token | None:
    """Return the adjective or participle that opens a sentence, behind adverbs and conjunctions, or None."""
    for token in sent:
        if token.is_space or token.is_punct or token.like_num or token.tag_ in ADVERBS or token.lower_ in LEADING:
            continue
        fits = token.tag_ in ("VBG", "VBN", "VBD", "JJ") or adjective_frame(token) is not None
        return token if fits and token.i < sent.root.i else None
    return None


def _main_subject(sent: TokenSpan, opening: Token) -> Token | None:
    """Return the subject of the main clause where it stands behind the comma that ends the opening phrase."""
    root = sent.root
    subject = own_subject(root)
    if subject is None or not opening.i < subject.i < root.i:
        return None
    before = sent.doc[subject.left_edge.i - 1]
    return subject if before.text == "," else None


def _attitude(opening: Token) -> Frame | None:
    """Return the frame of what a fronted adjective voices, or None."""
    frame = adjective_frame(opening)
    if frame is None:
        return None
    following = opening.nbor(1).lower_
    if following == "that" and "that" in frame.complements and frame.act in VOICED | {"assess"}:
        return frame
    return frame if frame.act in VOICED and following in frame.complements and following != "that" else None


def _misplaced_clause(opening: Token, sent: TokenSpan) -> Token | None:
    """Return the clause told by a participle that the parser took for its subject ("Noting that A is B, X said C")."""
    frame = verb_frame(opening) if opening.tag_ in ("VBG", "VBN") else None
    clause = opening.head
    hung = opening.dep_ in ("csubj", "nsubj", "amod", "compound", "advcl") and clause.i > opening.i
    if frame is None or frame.act != "say" or not hung or clause.i == sent.root.i:
        return None
    return clause if opening.nbor(1).lower_ == "that" and own_subject(clause) is not None else None
