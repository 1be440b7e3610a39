"""Organs: the councils, summits, leaders and ministers by which an organisation of states speaks.

Their names hold that of the organisation ("the Executive Committee of the OIC"); later they are "the Committee", "the
Meeting", "Leaders", "Member States".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from communique.actors.lexicon import words
from communique.actors.scan import Match, Matches
from communique.record import Actor

#: bodies of an organisation, by the noun that heads their names
BODIES = words(
    "council authority assembly committee commission board bureau conference secretariat troika presidency college"
)
#: those in which several states decide together
DECIDING = words("council authority assembly committee board bureau conference troika college")
#: encounters that decide as their organisation does ("the Summit condemned …")
ENCOUNTERS = words("summit meeting session conference gathering")
#: those who make up such an encounter
MEMBERS = words("leaders ministers presidents heads chiefs ambassadors governments")
#: those who belong to an organisation ("the Member States agreed", "Allies reaffirmed")
_BELONGING = words("states countries members allies parties nations")
#: papers that an organ issues
_PAPERS = re.compile(
    r"\b(?:communiqu[eé]|declaration|resolution|conclusions|statement|decisions?|outcomes?|outcome document)\b", re.I
)
#: small words within the name of an organ
_WITHIN = words("of and & the for")
#: words before the noun of an encounter that only number it
_NUMBERING = words("ordinary extraordinary regular special annual emergency open-ended high-level informal virtual")
#: how many paragraphs may introduce whose paper it is
_OPENING = 3
_UNITED_NATIONS = "United Nations Security Council"
#: what marks the council of the United Nations as such
_OF_UN = words("un u.n. nations the members")


@dataclass(frozen=True, slots=True)
class Organ:
    """The organ that issues a text, or of which it mostly tells: its name, and its organisation's code.

    ``issuing`` is true where the text is a paper of its own, in which people who are named only chair or attend.
    """

    name: str
    code: str
    issuing: bool
    match: Match | None = None


def with_organs(doc: Doc, matches: Matches) -> Matches:
    """Return the matches, those of organisations of states widened to the bodies of theirs that the text names.

    No "Peace and Security Council" and no "National Security Council" is that of the United Nations; the "States
    Parties" are no United States.
    """
    found: list[Match] = []
    for match in matches:
        if match.name == _UNITED_NATIONS and not _of_united_nations(doc, match):
            continue
        if match.country == "USA" and doc[match.end - 1].text == "States" and _of_members(doc, match):
            continue
        whole = _widened(doc, match) if is_of_states(match) else match
        while found and found[-1].end > whole.start:
            if not is_of_states(found[-1]):
                whole = match
                break
            found.pop()
        found.append(whole)
    return Matches(_abbreviated(doc, found), matches.roles)


def is_of_states(match: Match) -> bool:
    """Return whether a match is an organisation of states or one of its bodies."""
    return match.kind == "organisation" and match.sector == "IGO" and match.country is None and match.code is not None


def _of_members(doc: Doc, match: Match) -> bool:
    """Whether "States" are not the United ones ("the States Parties", "Member States")."""
    before = doc[match.end - 2].text if match.end > 1 else ""
    behind = doc[match.end].lower_ if match.end < len(doc) else ""
    return before != "United" and (behind in _BELONGING or (before[:1].isupper() and before != "The"))


def _of_united_nations(doc: Doc, match: Match) -> bool:
    before = doc[match.start - 1] if match.start else None
    if before is None or doc[match.start].lower_ != "security":
        return True
    if before.lower_ == "and" and match.start > 1:
        before = doc[match.start - 2]
        return not (before.text[0].isupper() and before.pos_ in ("PROPN", "NOUN") and not before.is_sent_start)
    proper = before.text[0].isupper() and before.pos_ in ("PROPN", "ADJ") and before.lower_ not in _OF_UN
    return not proper or before.ent_type_ in ("GPE", "NORP")


def _widened(doc: Doc, match: Match) -> Match:
    """The body of an organisation that a name is part of: behind it ("OIC Executive Committee"), or before it."""
    end = _body_behind(doc, match.end)
    if end is not None and (match.start == 0 or doc[match.start - 1].text != "-"):
        return replace(match, end=end, name=_text(doc, match.start, end))
    start = _body_before(doc, match.start)
    if start is not None:
        return replace(match, start=start, name=_text(doc, start, match.end))
    return match


def _body_behind(doc: Doc, at: int) -> int | None:
    end = at
    while end < len(doc) and end - at < 6 and _proper(doc[end]):
        if doc[end].lower_ in BODIES and (end + 1 >= len(doc) or not _proper(doc[end + 1])):
            return _members_behind(doc, end + 1)
        end += 1
    return None


def _members_behind(doc: Doc, end: int) -> int:
    """The end of a body's name with those of whom it consists ("the ECOWAS Authority of Heads of State")."""
    at = end
    while at < len(doc) and (doc[at].lower_ in ("of", "and", "&") or (at > end and _proper(doc[at]))):
        at += 1
    while at > end and doc[at - 1].lower_ in _WITHIN:
        at -= 1
    return at if any(t.lower_ in MEMBERS for t in doc[end:at]) else end


def _body_before(doc: Doc, at: int) -> int | None:
    """Where the name of a body starts that ends in "of" and the organisation's name, which starts at a token."""
    first = at - 1
    if first < 1 or doc[first].lower_ not in ("of", "the"):
        return None
    while first and (doc[first - 1].lower_ in _WITHIN or _proper(doc[first - 1])) and not doc[first].is_sent_start:
        first -= 1
    head = next((i for i in range(at - 2, first - 1, -1) if doc[i].lower_ in BODIES and doc[i].text[0].isupper()), None)
    if head is None or doc[head + 1].lower_ != "of":
        return None
    start = head
    while start > first and (_proper(doc[start - 1]) or doc[start - 1].lower_ in ("and", "&")):
        start -= 1
    while start < head and (doc[start].lower_ in _WITHIN or doc[start].is_punct):
        start += 1
    return start


def _proper(token: Token) -> bool:
    return token.text[0].isupper() and token.is_alpha and token.pos_ not in ("VERB", "AUX", "DET", "PRON")


def _text(doc: Doc, start: int, end: int) -> str:
    name = " ".join("".join(t.text_with_ws for t in doc[start:end]).split())
    if name.isupper() and len(name.split()) > 2:
        name = " ".join(_case(word) for word in name.split())
    return name


#: short words of the names of organs, which no abbreviation is
_WORDS = frozenset({"STATE", "HEADS", "BOARD", "PEACE", "ARAB", "UNION", "FORUM", "WEST", "EAST", "SOUTH"})


def _case(word: str) -> str:
    if word.lower() in _WITHIN:
        return word.lower()
    return word if len(word) < 6 and word not in _WORDS else word.title()


def _abbreviated(doc: Doc, found: list[Match]) -> list[Match]:
    """Add where a text calls a body by the abbreviation that it has given for it in brackets."""
    called: dict[str, Match] = {}
    for match in found:
        short = doc[match.end + 1].text if match.end + 2 < len(doc) else ""
        if short.isupper() and is_of_states(match) and doc[match.end].text == "(" and doc[match.end + 2].text == ")":
            called.setdefault(short, match)
    if not called:
        return found
    taken = {i for m in found for i in range(m.start, m.end)}
    abbreviated = [
        replace(called[t.text], start=t.i, end=t.i + 1) for t in doc if t.text in called and t.i not in taken
    ]
    return sorted([*found, *abbreviated], key=lambda m: m.start)


# -- whose paper a text is


def find_organ(
    doc: Doc, matches: Matches, known: frozenset[str], zones: tuple[tuple[str, int, int], ...]
) -> Organ | None:
    """Return the organ that issues a text or of which its opening tells, None where there is none.

    ``known`` are the names in ``matches`` that the gazetteer has, ``zones`` the stretches of the text as kind, first
    token and end token. An organisation that is only named, or whose officers are, is no organ: it takes a body of its
    own, its leaders or ministers, or an encounter of theirs.
    """
    heads = [(start, end) for kind, start, end in zones if kind in ("title", "header")]
    body = [(start, end) for kind, start, end in zones if kind == "body"][:_OPENING]
    issuing = any(_PAPERS.search(doc[start:end].text) for start, end in heads)
    named = [c for start, end in (*heads, *body) for c in _named(doc, matches, known, (start, end))]
    if not issuing:
        named = [c for c in named if c.acting]
    if not named:
        return _unnamed(doc, matches, body, heads) if issuing else None
    own = [c for c in named if c.code == named[0].code]
    best = min(own, key=lambda c: c.rank)
    return Organ(best.name, best.code, issuing, best.match)


def _unnamed(doc: Doc, matches: Matches, body: list[tuple[int, int]], heads: list[tuple[int, int]]) -> Organ | None:
    """The organ that a paper calls by its kind alone ("The Authority of Heads of State held …" under "ECOWAS")."""
    named = (m for start, end in (*heads, *body) for m in matches if start <= m.start < end and is_of_states(m))
    whose = next(named, None)
    if whose is None or whose.code is None:
        return None
    headed = any(start <= whose.start < end for start, end in heads)  # else "the Ministers" are those of two states
    for kind in (DECIDING, MEMBERS, ENCOUNTERS) if headed else (DECIDING, ENCOUNTERS):
        for token in (doc[i] for start, end in body for i in range(start, end)):
            if token.lower_ not in kind or not token.text[0].isupper() or not _acts(doc, token.i, token.i + 1):
                continue
            start, end = token.i, _members_behind(doc, token.i + 1)
            while start and _proper(doc[start - 1]) and doc[start - 1].lower_ not in _NUMBERING:
                start -= 1
            if all(matches.at(i) is None for i in range(start, end)):
                house = [w for w in _text(doc, whose.start, whose.end).split() if w.lower() not in _HOUSES]
                return Organ(f"{_text(doc, start, end)} of {' '.join(house)}", whose.code, True)
    return None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An organ that an opening names; bodies of lower ``rank`` go first, ``acting`` ones are subjects or agents."""

    name: str
    code: str
    rank: int
    acting: bool
    match: Match | None


def _named(doc: Doc, matches: Matches, known: frozenset[str], stretch: tuple[int, int]) -> Iterator[_Candidate]:
    for match in matches:
        if not stretch[0] <= match.start < stretch[1] or not is_of_states(match) or match.code is None:
            continue
        inside = {t.lower_ for t in doc[match.start : match.end]}
        start, end = _members(doc, match)
        speaks = bool(inside & (DECIDING | MEMBERS))  # a secretariat publishes, a commission carries out
        if speaks and (match.name not in known or inside & MEMBERS):
            yield _Candidate(match.name, match.code, 0, _acts(doc, match.start, match.end), match)
        elif (start, end) != (match.start, match.end):
            yield _Candidate(_text(doc, start, end), match.code, 1, _acts(doc, start, end), None)
        elif inside & DECIDING:
            yield _Candidate(match.name, match.code, 2, _acts(doc, match.start, match.end), match)


def _acts(doc: Doc, start: int, end: int) -> bool:
    """Whether a phrase is the subject or the agent of a verb, or that of which a statement is."""
    for token in doc[start:end]:
        if start <= token.head.i < end:
            continue
        while token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in ENCOUNTERS:
            token = token.head.head  # "the session of the Assembly"
        agent = token.dep_ == "pobj" and (token.head.dep_ == "agent" or token.head.lower_ == "by")
        return agent or token.dep_ in ("nsubj", "nsubjpass")
    return False


def _members(doc: Doc, match: Match) -> tuple[int, int]:
    """The leaders, ministers or encounter of an organisation around its name ("NATO Heads of State and Government")."""
    end = at = match.end
    while at < len(doc) and at - match.end < 8 and (_proper(doc[at]) or doc[at].lower_ in ("of", "and")):
        if doc[at].lower_ in MEMBERS or doc[at].lower_ in ENCOUNTERS or (end > match.end and doc[at].lower_ in _HELD):
            end = at + 1
        at += 1
    start = _members_before(doc, match.start)
    behind = doc[end].text if end < len(doc) else ""
    if start == match.start and behind in ("'", "’", "'s", "’s") and doc[end - 1].lower_ not in MEMBERS:
        return match.start, match.end
    return start, end


#: what publishes for an organisation
_HOUSES = words("commission secretariat the")
#: what heads are heads of
_HELD = words("state government delegation mission")


def _members_before(doc: Doc, at: int) -> int:
    """Where "the Heads of State and Government of", "the Summit of" before an organisation's name start."""
    first = at
    while first and (doc[first - 1].lower_ in _WITHIN or _proper(doc[first - 1])) and not doc[first].is_sent_start:
        first -= 1
    before = range(first, at)
    head = next((i for i in before if doc[i].lower_ in MEMBERS | ENCOUNTERS and doc[i].text[0].isupper()), None)
    if head is None or not any(doc[i].lower_ == "of" for i in range(head + 1, at)):
        return at
    start = head
    while start > first and _proper(doc[start - 1]) and doc[start - 1].lower_ not in _NUMBERING:
        start -= 1
    return start


#: a state's cabinet, which sits as one
_CABINET = re.compile(r"\b(?:[Cc]abinet|Council of (?:State )?Ministers)\b")
_SITTING = re.compile(r"\b(?:sessions?|meetings?|sitting|met|convened?|chair(?:ed|ing)|presid(?:ed|ing))\b")
#: what a cabinet is called once it has been named
CABINET_NAMES = frozenset(("cabinet", "council of ministers", "council", "council of state ministers"))


def sitting_cabinet(doc: Doc, zones: tuple[tuple[str, int, int], ...]) -> str | None:
    """Return how a text calls the cabinet of whose session its opening tells, None where it tells of none."""
    for kind, start, end in [z for z in zones if z[0] in ("title", "body")][:_OPENING]:
        text = doc[start:end].text
        named = _CABINET.search(text)
        if named is not None and kind == "body" and _SITTING.search(text):
            return named.group() if named.group() != "cabinet" else "Cabinet"
    return None


def decides(name: str) -> bool:
    """Return whether an organisation of this name is an organ in which several states decide together."""
    said = re.findall(r"[a-z]+", name.lower())
    whole = said[-2:] == ["cooperation", "council"] or "secretariat" in said
    return bool(set(said) & (DECIDING | ENCOUNTERS | MEMBERS)) and not whole


def is_gathering(actor: Actor) -> bool:
    """Return whether an actor is the leaders, ministers or encounter of an organisation, rather than a body."""
    said = set(re.findall(r"[a-z]+", actor.name.lower()))
    return actor.kind == "organisation" and actor.sector == "IGO" and bool(said & (ENCOUNTERS | MEMBERS))


def row_of_states(doc: Doc, matches: Matches, at: int) -> tuple[str, ...]:
    """Return the states in a row behind the "of" at a token ("of Denmark, Iceland and Norway"), if several."""
    found: list[str] = []
    if at >= len(doc) or doc[at].lower_ != "of":
        return ()
    at += 1
    while at < len(doc):
        match = matches.at(at)
        if match is not None and match.kind == "country" and match.country and match.start <= at:
            found.append(match.country)
            at = match.end
        elif doc[at].lower_ in (",", "and", "the", "&"):
            at += 1
        else:
            break
    return tuple(dict.fromkeys(found)) if len(found) > 1 else ()


def issuing_states(doc: Doc, matches: Matches, end: int) -> tuple[str, ...]:
    """Return the states whose leaders or ministers a text names in a row before a character, if it does."""
    for token in doc:
        if token.idx >= end:
            break
        states = row_of_states(doc, matches, token.i + 1) if token.lower_ in MEMBERS else ()
        if states:
            return states
    return ()


# -- how a text goes on calling it


def takes_up(token: Token) -> bool:
    """Return whether a noun is the organ itself ("The Meeting condemned", "Summit urged", "Member States agreed")."""
    lower = token.lower_
    if lower in _BELONGING:
        return _belongs(token)
    if lower not in ENCOUNTERS and lower not in ("signatories", "participants", "conferees"):
        return False
    aside = lower in ENCOUNTERS and any(c.dep_ in ("prep", "relcl", "poss") for c in token.children)
    if token.dep_ not in ("nsubj", "pobj") or aside:
        return False
    if token.dep_ == "pobj" and token.head.dep_ != "agent":
        return False
    verb = token.head if token.dep_ == "nsubj" else token.head.head
    notes = verb.lemma_ == "take" and any(c.lower_ == "note" for c in verb.children)
    if verb.pos_ != "VERB" or (verb.lemma_.lower() in _HAPPENING and not notes):
        return False
    before = token.doc[token.left_edge.i]
    return before.lower_ in ("the", "this") or (token.text[0].isupper() and token.left_edge.i == token.i)


#: what an encounter does that nobody in it decides
_HAPPENING = words(
    "begin start open end close conclude last take run continue come bring gather follow focus discuss cover feature "
    "see mark attract host include draw provide produce offer resume adjourn convene"
)


def _belongs(token: Token) -> bool:
    """Whether those who belong to the organisation are meant, all of them ("Member States", "the States Parties")."""
    before = token.doc[token.i - 1].lower_ if token.i else ""
    if any(c.dep_ in ("relcl", "nummod") or c.lower_ in ("other", "some", "few") for c in token.children):
        return False
    if token.lower_ in ("states", "countries", "nations") and before in ("member", "participating", "allied"):
        return True
    if token.lower_ == "parties" and before == "states":
        return True
    capital = token.text[0].isupper() and not token.is_sent_start
    bare = token.left_edge.i == token.i or before == "the"
    return bare and token.dep_ == "nsubj" and (token.lower_ == "allies" or (token.lower_ == "members" and capital))
