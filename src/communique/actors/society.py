"""Bodies of society in no gazetteer, whose officers are of no state: clubs, firms, federations, trade unions."""

from __future__ import annotations

from spacy.tokens import Doc

from communique.actors.lexicon import words
from communique.actors.scan import Matches

#: offices that a club, a firm or any other body has as well as a state
OFFICERS = words(
    "president vice-president president-elect chairman chairwoman chairperson chair director director-general head "
    "chief secretary secretary-general executive ceo founder manager leader official spokesman spokeswoman "
    "spokesperson representative treasurer coordinator rector administrator"
)
#: common nouns that may stand within the name of a body, before its proper part ("the football club Rosenborg")
_BODY_KINDS = words(
    "club union company group bank firm agency association charity newspaper network broadcaster museum university "
    "party giant carrier airline maker retailer startup think tank organisation organization trade football "
    "basketball hockey oil energy news"
)
#: small words within a name
_WITHIN = words("of de du des la le el der van von y e do da dos das for & del di the and")
#: what the recogniser takes for no body
_NO_BODIES = frozenset({"GPE", "LOC", "NORP", "DATE", "TIME", "EVENT", "LAW", "LANGUAGE", "CARDINAL", "ORDINAL"})
#: nouns by which the name of a body that no state has tells its sector
_OF_SOCIETY = {
    word: sector
    for sector, nouns in {
        "NGO": "association federation foundation society club fc league charity institution olympic committee",
        "BUS": "chamber company corporation corp group holding firm inc ltd bank airlines airways motors industries "
        "energy oil giant carrier maker retailer startup",
        "EDU": "university institute academy college school",
        "MED": "newspaper broadcaster network television tv radio news",
        "LAB": "union",
        "PTY": "party",
    }.items()
    for word in nouns.split()
}
#: words before or behind those nouns that make them bodies of a state after all
_OF_STATE = words(
    "council deputies representatives commons lords central national state committee commission european african"
)


def opening(doc: Doc, matches: Matches, last: int, floor: int) -> int | None:
    """Return where the name of a body opens that ends with the token ``last``, None where it is no such name."""
    token = doc[last]
    if token.ent_type_ != "ORG" or not token.text[0].isupper():
        return None
    first = last
    while first > floor and doc[first - 1].ent_type_ == "ORG" and doc[first].ent_iob_ == "I":
        first -= 1
    return first if all(matches.at(i) is None for i in range(first, last + 1)) else None


def end(doc: Doc, matches: Matches, first: int) -> int | None:
    """Return where the name of a body ends that opens with the token ``first``, None where it is no such name.

    Places are no bodies, nor are people: "president of the Chess Circle", but "leader of Aurelia", "friend of Ann".
    """
    at = name = first
    while at < doc[first].sent.end:
        token, match = doc[at], matches.at(at)
        if match is not None and (at == first or match.kind == "person"):
            break
        if token.text[0].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ"):
            name = at + 1
        elif not (token.lower_ in _BODY_KINDS and token.text.islower()) and not (
            token.lower_ in _WITHIN and name == at > first
        ):
            break
        at += 1
    own = [t for t in doc[first:name] if t.text[0].isupper()]
    bare = first == 0 or doc[first - 1].lower_ != "the"  # no article stands before people
    if len(own) == 1 and ((own[0].ent_type_ == "PERSON" and bare) or own[0].pos_ != "PROPN"):
        return None
    return name if any(t.ent_type_ not in _NO_BODIES for t in own) else None


def goes_on(doc: Doc, matches: Matches, at: int) -> bool:
    """Return whether the name of a body follows its kind at the token ``at`` ("the football club" + "Rosenborg")."""
    if at >= len(doc) or doc[at - 1].lower_ not in _BODY_KINDS or not doc[at - 1].text.islower():
        return False
    return doc[at].pos_ == "PROPN" and doc[at].text[0].isupper() and matches.at(at) is None


def sector(name: str) -> str | None:
    """Return the PLOVER sector that the name of a private body tells ("Chess Federation"), None where it does not."""
    lowered = name.lower().split()
    if "chamber" in lowered and set(lowered) & {"deputies", "representatives"}:
        return "LEG"
    if "olympic" not in lowered and set(lowered) & _OF_STATE:
        return None
    if "union" in lowered and not set(lowered) & {"trade", "labour", "labor", "workers", "teachers", "miners"}:
        return None
    return next((_OF_SOCIETY[word] for word in reversed(lowered) if word in _OF_SOCIETY), None)
