"""What a state will do for another, told in the teller's own voice: "Norway will finance a dam in Ghana"."""

from __future__ import annotations

from spacy.tokens import Token

from communique.actors.cast import Cast, Mention
from communique.language.clauses import has_to, is_passive, modal, negation, own_subject
from communique.record import Actor

#: what one state does for another's benefit, or with it: no team plays, and no forecast is made, in these words
GIVING = frozenset(
    """provide supply deliver donate give grant lend loan finance fund co-finance build rebuild construct erect install
    restore renovate modernise modernize refurbish upgrade rehabilitate equip train teach educate second
    invest contribute allocate earmark disburse extend offer send ship dispatch deploy station supplement
    help assist support aid waive abolish lift scrap suspend exempt forgive write cancel
    import export buy purchase procure sell lease hand transfer return repatriate
    evacuate vaccinate demine share establish set launch resume reopen relax ease simplify streamline
    recognise recognize ratify sign""".split()
)
#: of these only the object tells that something is given ("set up a school", "hand over a boat")
WITH_PARTICLE = {"set": "up", "hand": "over", "write": "off"}
#: adjectives by which a state says what it is going to do
READY = frozenset({"ready", "willing", "prepared"})


def gives(verb: Token, cast: Cast) -> bool:
    """Return whether a clause says that a state will do something for another: its own verb, or one it is ready to do.

    What is denied or done to the state is no gift.
    """
    mention = acting_state(verb, cast)
    if mention is None or negation(verb) is not None or is_passive(verb):
        return False
    if modal(verb) in ("will", "shall", "would"):
        return is_giving(verb)
    if verb.lemma_ != "be" or modal(verb) is not None:
        return False
    ready = (c for c in verb.children if c.dep_ == "acomp" and c.lower_ in READY)
    return any(c.dep_ == "xcomp" and has_to(c) for word in ready for c in word.children)


def is_giving(verb: Token) -> bool:
    """Return whether a verb is one of giving, with its particle where it needs one, and with something given."""
    lemma = verb.lemma_.lower()
    particle = WITH_PARTICLE.get(lemma)
    if lemma not in GIVING or (particle and not any(c.lower_ == particle for c in verb.children)):
        return False
    return any(c.dep_ in ("dobj", "dative") for c in verb.children)


def acting_state(verb: Token, cast: Cast) -> Mention | None:
    """Return the mention of the state that is the subject of a clause, also by its government, or None."""
    acting = own_subject(verb)
    if acting is not None and acting.lower_ == "it" and verb.dep_ == "ccomp":  # "Norway said that it was ready to …"
        acting = own_subject(verb.head) or acting
    mention = cast.at(acting.i) if acting is not None else None
    if mention is None or mention.possessive or mention.kind not in ("state", "organisation", "pronoun"):
        return None
    return mention if all(is_of_state(cast.actor(a)) for a in mention.actors) else None


def is_of_state(actor: Actor) -> bool:
    """Return whether an actor is a state, its government or a ministry."""
    return actor.country is not None and (actor.kind == "state" or actor.sector == "GOV")


def names_another(verb: Token, cast: Cast, mention: Mention) -> bool:
    """Return whether the sentence of a verb names another country than that of a mention."""
    ours = {cast.actor(a).country for a in mention.actors}
    sent = verb.sent
    named = (cast.actor(a).country for m in cast.within(sent.start, sent.end) for a in m.actors)
    return bool({country for country in named if country} - ours)
