"""What a passive takes in as well: "The growth of trade was noted, as was the interest in opening new routes"."""

from __future__ import annotations

from spacy.tokens import Token

from communique.language.clauses import is_passive
from communique.record import ACTS
from communique.statements.content import noun_contents
from communique.statements.draft import Draft
from communique.statements.frames import Frame, noun_frame, verb_frame
from communique.statements.interpret import Interpreter


def likewise(verb: Token) -> Token | None:
    """Return the noun that a passive takes in as well ("The growth was noted, as was the interest in doing X")."""
    if not is_passive(verb):
        return None
    for clause in (c for c in verb.children if c.dep_ in ("advcl", "conj") and c.i > verb.i and c.lemma_ == "be"):
        marked = clause.i > 0 and clause.nbor(-1).lower_ in ("as", "so")
        told = (c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass", "attr") and c.i > clause.i)
        if marked and (noun := next(told, None)) is not None:
            return noun
    return None


def likewise_told(verb: Token, noun: Token, who: tuple[str, ...], interpreter: Interpreter) -> list[Draft]:
    """Return what a predicate conveys of a further noun: what that noun carries, else the noun itself."""
    frame = noun_frame(noun)
    carried = interpreter.apply(Frame(frame.lemma, frame.act, frame.complements), noun, noun, who) if frame else []
    if carried:
        return carried
    own = verb_frame(verb)
    act = "assess" if own is None or own.act not in ACTS else own.act
    return interpreter.list_item(Frame(verb.lemma_, act, ()), noun_contents(noun, interpreter.limit(noun.i)), who)
