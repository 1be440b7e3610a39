"""Finds the nouns that head titles, bodies and groups of people in a parsed text, and the phrases around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from communique.actors import offices
from communique.actors.lexicon import words
from communique.actors.scan import Matches
from communique.actors.titles import Phrase, Title

#: plurals that name no people by themselves, though a role may be called so
_NO_PEOPLE = words(
    "capitals media states powers sides parties countries nations missiles courts interests relations companies firms"
)
_JOINERS = words("and & /")
#: what may be official
_OFFICIAL_THINGS = words(
    "visit visits lunch dinner luncheon banquet ceremony statement welcome talks meeting residence trip opening "
    "working and journal gazette website development reception"
)


def find_titles(doc: Doc, matches: Matches) -> tuple[Title, ...]:
    """Return the title phrases of the text in order; they do not overlap."""
    found: list[Title] = []
    taken = 0
    for token in doc:
        if token.i < taken or not _is_head(token, matches):
            continue
        head = _last_head(token, matches)
        title = Phrase(doc, matches, head, taken).title()
        if not _owns_another(doc, title, matches):
            found.append(title)
            taken = title.end
    return tuple(found)


def _owns_another(doc: Doc, title: Title, matches: Matches) -> bool:
    """Whether a title is but the possessor of another ("the President's press secretary")."""
    if title.end >= len(doc) or doc[title.end].tag_ != "POS":
        return False
    at = title.end + 1
    while at < len(doc) and _qualifies(doc[at]):
        at += 1
    return at < len(doc) and offices.is_head(doc[at].lower_) and _is_head(doc[at], matches)


def find_bodies(doc: Doc, matches: Matches, titles: tuple[Title, ...]) -> tuple[Title, ...]:
    """Return phrases that name a body ("the Ministry of Commerce", "the Congolese army") outside of titles."""
    return tuple(_outside(doc, matches, titles, lambda token: _is_body(token, matches)))


def find_groups(doc: Doc, matches: Matches, titles: tuple[Title, ...]) -> tuple[Title, ...]:
    """Return phrases that name people by what they are ("Hutu militias", "several hundred people")."""
    return tuple(_outside(doc, matches, titles, lambda token: _is_group(token, matches)))


def _outside(doc: Doc, matches: Matches, titles: tuple[Title, ...], wanted: Callable[[Token], bool]) -> Iterator[Title]:
    taken = {i for t in titles for i in range(t.start, t.end)}
    floor = 0
    for token in doc:
        if token.i in taken or token.i < floor or not wanted(token):
            continue
        phrase = Phrase(doc, matches, token, floor, taken=taken).title()
        yield phrase
        floor = phrase.end


def _is_body(token: Token, matches: Matches) -> bool:
    if token.lower_ not in offices.BODIES:
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    compound = token.dep_ == "compound" and following is not None and following.pos_ in ("NOUN", "PROPN")
    if compound and following is not None and (following.lower_ in offices.BODIES or following.text[0].isupper()):
        return False
    if token.lower_ == "office" and token.i and token.nbor(-1).text == "-":
        return False
    if token.pos_ not in ("NOUN", "PROPN") or matches.at(token.i) is not None:
        return False
    return token.text[0].isupper() or _plain_body(token)


def _plain_body(token: Token) -> bool:
    """Whether a body without a capital is one ("the interior ministry"), and no mere noun ("their opposition to")."""
    if token.lower_ not in offices.PLAIN_BODIES:
        return False
    determiners = [c.lower_ for c in token.children if c.dep_ in ("det", "poss")]
    if token.lower_ == "opposition":
        return determiners == ["the"] and not any(c.dep_ == "prep" for c in token.children)
    return not any(d in ("a", "an", "any", "no", "every") for d in determiners)


def _is_group(token: Token, matches: Matches) -> bool:
    role = matches.roles.get(token.i)
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "nmod", "amod"):
        return False
    if token.lower_ in ("police", "militia", "gunmen"):
        return True
    if token.lower_ in _NO_PEOPLE:
        return False
    if role is not None and role[0] == token.i and token.tag_ in ("NNS", "NNPS"):
        return True
    counted = any(child.dep_ == "nummod" for child in token.children)
    return token.lower_ == "people" and counted


def _is_head(token: Token, matches: Matches) -> bool:
    """A noun of office that is neither a verb ("heads", "leads") nor part of an organisation's name."""
    lower = token.lower_
    if not offices.is_head(lower) or _given_name(token):
        return False
    if lower in ("father", "fathers") and (token.i == 0 or token.nbor(-1).text != "Holy" or lower == "fathers"):
        return False
    if token.pos_ in ("VERB", "AUX", "ADV") and not token.text[0].isupper():
        return False
    if token.pos_ == "ADJ" or (token.dep_ == "amod" and token.tag_ == "JJ"):
        return _next_is_head(token) or (token.text[0].isupper() and token.tag_ in ("NNP", "NN"))
    if lower in ("chief", "general", "official", "opposite") and token.dep_ == "amod" and not token.text[0].isupper():
        return _next_is_head(token)
    if not _names_office(token):
        return False
    match = matches.at(token.i)
    return match is None or match.kind == "person"


def _names_office(token: Token) -> bool:
    """Whether a noun that may name an office does so here: no "member states", no "with X in the chair"."""
    lower = token.lower_
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if lower == "official" and following is not None and following.lower_ in _OFFICIAL_THINGS:
        return False
    if lower in ("member", "members"):
        return following is not None and following.lower_ == "of"
    if lower == "chair" and not token.text[0].isupper():
        return token.dep_ in ("nsubj", "nsubjpass") or (following is not None and following.text[0].isupper())
    return True


def _given_name(token: Token) -> bool:
    """Whether a noun of office stands behind another as a given name ("Foreign Minister Amir Khan Muttaqi")."""
    if token.lower_ not in offices.GIVEN_NAMES or not token.text[0].isupper():
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if following is not None and following.lower_ in ("bin", "bint", "ibn", "al"):
        return True  # whoever reigns has his own name before "bin"
    if token.i == 0:
        return False
    before = token.doc[token.i - 1]
    named = following is not None and following.text[0].isupper()
    return before.lower_ in ("minister", "president", "secretary", "ambassador") and named and token.lower_ != "prince"


def _next_is_head(token: Token) -> bool:
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is not None and offices.is_head(following.lower_)


def _last_head(token: Token, matches: Matches) -> Token:
    """The last noun of a chain of offices ("chief adviser", "Deputy Prime Minister and Foreign Minister")."""
    current = token
    while (ahead := _next_head(current, matches)) is not None:
        current = ahead
    return current


def _next_head(token: Token, matches: Matches) -> Token | None:
    """The next noun of office of the same chain: adjoining, or joined by "and" without an article of its own."""
    doc, at = token.doc, token.i + 1
    while at < len(doc) and (doc[at].lower_ in offices.POSTNOMINAL or (doc[at].text == "-" and at + 1 < len(doc))):
        at += 1
    joined = at < len(doc) and doc[at].lower_ in _JOINERS and doc[at - 1].text != "-"
    if joined:
        at += 1
    first = at
    while at < len(doc) and _qualifies(doc[at]):
        at += 1
    if at >= len(doc) or doc[at].sent.start != token.sent.start:
        return None
    ahead = doc[at]
    if not offices.is_head(ahead.lower_) or ahead.lower_ in offices.RELATIONS or not _is_head(ahead, matches):
        return None
    if joined and _has_article(token) and at + 1 < len(doc) and doc[at + 1].text[0].isupper():
        return None
    if joined:
        same_case = ahead.text[0].isupper() == token.text[0].isupper()
        return ahead if same_case and token.tag_ not in ("NNS", "NNPS") and ahead.tag_ not in ("NNS", "NNPS") else None
    if offices.stacks(ahead.lower_) and ahead.text[0].isupper():
        return None
    return ahead if first == at or doc[first - 1].text == "-" or doc[at - 1].lower_ in offices.MODIFIERS else None


def _qualifies(token: Token) -> bool:
    """Whether a word stands before a noun of office and is none ("chief" of "chief adviser", not "defense chief")."""
    lower = token.lower_
    if offices.is_head(lower) and not _next_is_head(token):
        return False
    return token.text == "-" or lower in offices.MODIFIERS or lower in offices.PORTFOLIO


def _has_article(token: Token) -> bool:
    """Whether an article or possessor stands before the words of an office: then a name behind "and" is another's."""
    at = token.i - 1
    while at > token.sent.start:
        before = token.doc[at]
        if before.lower_ not in offices.MODIFIERS and before.lower_ not in offices.PORTFOLIO and before.pos_ != "ADJ":
            return before.lower_ in ("the", "his", "her", "its", "their")
        at -= 1
    return token.doc[at].lower_ in ("the", "his", "her", "its", "their")
