"""When, in which form and on what occasion an encounter took place, read from the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from communique import dates
from communique.meetings.wording import CREDENTIALS, EVENT_NOUNS, ORDINALS
from communique.record import MeetingForm

#: how many days before its report an encounter may lie and still be what the report is about
RECENT_DAYS = 14
#: a report dated by its first day may also tell of the days that followed
FORTHCOMING_DAYS = 3

_VIDEO = re.compile(r"\b(?:video|virtual(?:ly)?|online|videoconference|teleconference)\b", re.I)
_PHONE = re.compile(r"\b(?:phone|telephone|phoned|telephoned)\b", re.I)
_CALLED = re.compile(r"\b(?:calls?|called|conversation)\b", re.I)
_COURTESY = re.compile(r"\b(?:courtesy calls?|call(?:s|ed|ing)? (?:up)?on|paid a call|call(?:s|ed|ing)? for)\b", re.I)
_EVE = re.compile(r"\b[Tt]he eve of the (?:audience|meeting|talks|visit|session)\b")
_SAME_DAY = re.compile(r"\bsame day\b", re.I)
_DAY_BEFORE = re.compile(r"\b(?:the day before|previous day|a day earlier|the eve)\b", re.I)
_VISIT = re.compile(
    r"\b(?i:(?:official|state|working|friendly|goodwill|private|(?:two|three)-day|short|brief)[ -]+){1,3}(?i:visit)\b"
    r"(?: to (?:the )?[A-Z][\w’'-]*(?: (?:of )?(?:the )?[A-Z][\w’'-]*){0,4})?"
)
_KIND_OF_VISIT = re.compile(r"\b((?:[\w-]+-day )?(?:official|state|working|friendly)(?: and \w+)?) visit\b", re.I)
_TITLE_VISIT = re.compile(
    r"\bvisit(?:s)?\b[^.]{0,120}? to (?:the )?([A-Z][\w’'-]*(?: (?:of )?(?:the )?[A-Z][\w’'-]*){0,3})", re.I
)
_NO_VISIT = re.compile(r"\b(?:invit\w+|return|will|would|next|future|upcoming|plans?|recall\w*|to pay)\b", re.I)
#: an encounter that is only counted ("their fourth meeting"), which names no event
_ONLY_COUNTED = re.compile(r"(?:[a-z]+|\d+[a-z]{2}) (?:meeting|talks|round|session|dialogue|summit)s?")
#: a visit told of as the setting of what is told ("during his visit to X")
_SETTING = re.compile(
    r"\b(?:[Dd]uring|[Oo]n|[Aa]s part of|[Ww]ithin|[Cc]onclud\w+|[Pp]a(?:id|ys|ying)|[Bb]egan|[Mm]ade) "
    r"(?:an?|his|her|their|the) (?:[\w-]+ ){0,3}visit to (?:the )?"
    r"([A-Z][\w’'-]*(?: (?:of )?(?:the )?[A-Z][\w’'-]*){0,4})"
)
#: how often an event takes place, which the parser's names take for a date
_RECURRING = ("annual", "biannual", "biennial", "triennial", "quarterly", "monthly", "weekly")
#: sorts of encounters
_KINDS = ("courtesy", "working", "farewell")
_TYPED = re.compile(r"\b(?:official|state|working|friendly|goodwill)\b", re.I)


def form_of(text: str, noun: str | None, *, letter: bool) -> MeetingForm | None:
    """Return the form that the words of an encounter show, or None where they leave it open."""
    if letter:
        return "letter"
    plain = _COURTESY.sub(" ", text)
    if _VIDEO.search(plain):
        return "video"
    if _PHONE.search(plain) or noun in ("call", "calls"):
        return "call"
    return None


def speaks_of_call(text: str) -> bool:
    """Return whether a headline speaks of a call."""
    plain = _COURTESY.sub(" ", text)
    return bool(_CALLED.search(plain) or _PHONE.search(plain))


@dataclass(frozen=True, slots=True)
class Day:
    """The day of an encounter (ISO date); ``past`` where the words tell of another time than the report is about."""

    date: str | None = None
    past: bool = False


def day_of(cue: Token, noun: Token | None, scope: tuple[int, int], anchor: str | None, last: str | None) -> Day:
    """Return the day to which the words of an encounter put it: those that hang on its noun, else on its verb.

    ``last`` is the day of the encounter told before: "the same day" and "the day before" are counted from it.
    """
    doc = cue.doc
    start, end = scope
    text = doc[start:end].text
    ranked = []
    for found in dates.find_dates(text):
        token = _token_at(doc, doc[start].idx + found.start, start, end)
        ranked.append((_distance(token, found, doc[start].idx, cue, noun), found.start, found.expression))
    for distance, _, expression in sorted(ranked):
        if distance > _LOOSE:
            break
        day = _resolved(expression, anchor, last, loose=distance >= _CLAUSE)
        if day is not None:
            return day
    return Day(_earlier(last or anchor)) if _EVE.search(text) else Day()


def _resolved(expression: str, anchor: str | None, last: str | None, *, loose: bool) -> Day | None:
    if _SAME_DAY.search(expression):
        return Day(last or anchor)
    if _DAY_BEFORE.search(expression):
        return Day(_earlier(last or anchor))
    day = dates.resolve(expression, anchor)
    if day is None:
        return None
    if day.precision != "day":
        return None if loose else Day(None, past=not (anchor or "").startswith(day.date))
    past = _distant(day.date, anchor)
    return None if past and loose else Day(day.date, past)


def _token_at(doc: Doc, offset: int, start: int, end: int) -> Token:
    return next((t for t in doc[start:end] if t.idx <= offset < t.idx + len(t)), doc[start])


#: how loosely a date may hang on an encounter: 0 on its noun, 1 on its verb, 2 on its clause, 3 in its sentence
_CLAUSE, _LOOSE = 2, 3


def _distance(token: Token, found: dates.DateExpression, base: int, cue: Token, noun: Token | None) -> int:
    above = token
    first, last = base + found.start, base + found.end
    while above.head != above and (above.pos_ in ("ADP", "SCONJ") or first <= above.idx < last):
        above = above.head
    if noun is not None and above == noun:
        return 0
    own = {cue.i} | ({cue.head.i} if cue.dep_ in ("dobj", "nsubj", "nsubjpass") else set())
    if above.i in own:
        return 1
    subjects = [c for c in cue.children if c.dep_ in ("nsubj", "nsubjpass") and c.tag_ != "LS"]
    subject = subjects[-1] if subjects else cue
    if above.pos_ in ("VERB", "AUX") and (above.dep_ == "ROOT" or above in tuple(cue.ancestors)):
        return 2
    if token.i < subject.i and token.i < cue.i and above.dep_ not in ("relcl", "acl"):
        return 2
    if above.pos_ == "PROPN" or above.ent_type_ in ("GPE", "DATE", "TIME") or above.lower_ == "here":
        return 2
    return _LOOSE if above.pos_ not in ("NOUN",) and above.dep_ not in ("relcl", "acl") else _LOOSE + 1


def _earlier(day: str | None) -> str | None:
    return None if day is None else (date.fromisoformat(day[:10]) - timedelta(days=1)).isoformat()


def _distant(day: str, anchor: str | None) -> bool:
    """Whether a day is too far from that of the report for the report to be about it."""
    if anchor is None:
        return False
    between = (date.fromisoformat(anchor[:10]) - date.fromisoformat(day)).days
    return not -FORTHCOMING_DAYS <= between <= RECENT_DAYS


# ---------------------------------------------------------------------------------------------------- occasions


def sidelines(doc: Doc, start: int, end: int) -> str | None:
    """Return the event on whose sidelines something happened within the tokens, or None."""
    for token in doc[start:end]:
        if (
            token.lower_ in ("sidelines", "margins", "fringes")
            and token.i + 1 < end
            and doc[token.i + 1].lower_ == "of"
        ):
            return _event(doc, token.i + 2, end, any_noun=True)
    return None


def attended(doc: Doc, start: int, end: int) -> str | None:
    """Return the named event that something belonged to ("for the 14th …", "at the opening of the …"), or None."""
    for token in doc[start:end]:
        led = token.lower_ in (
            "for",
            "during",
            "at",
            "attend",
            "attending",
            "attended",
            "held",
            "hold",
            "concluded",
            "opened",
        )
        if token.lower_ == "attend" and any(t.lemma_ in ("invitation", "invite") for t in token.ancestors):
            continue
        behind = token.lower_ in ("after", "following", "before") or (
            token.lower_ == "of" and doc[token.i - 1].lower_ == "ahead"
        )
        if (led or behind) and token.i + 1 < end:
            event = _event(doc, token.i + 1, end, any_noun=False)
            if event is not None and (led or any(_ordinal(t) for t in doc[token.i + 1 : token.i + 4])):
                return event
    return None


def named_in_title(doc: Doc, start: int, end: int) -> str | None:
    """Return the numbered or capitalised event that a headline names, or None."""
    for token in doc[start:end]:
        if _ordinal(token):
            event = _event(doc, token.i, end, any_noun=False)
            if event is not None:
                return event
    return None


def numbered(doc: Doc, noun: Token | None, end: int) -> str | None:
    """Return the event that a noun of encounter names itself ("fourth round of political consultations"), or None."""
    for child in noun.lefts if noun is not None else ():
        if _ordinal(child):
            event = _event(doc, child.i, end, any_noun=False)
            return None if event is not None and _ONLY_COUNTED.fullmatch(event) else event
    return None


def kind_of(noun: Token | None) -> str | None:
    """Return what sort of encounter a noun says it was ("courtesy call", "working meeting"), or None."""
    if noun is None:
        return None
    before = (child.lower_ for child in noun.lefts if child.i + 1 == noun.i)
    sort = next((word for word in before if word in _KINDS), None)
    return f"{sort} {noun.lemma_.lower()}" if sort else None


def handing_over(cue: Token) -> str | None:
    """Return the ceremony at which an ambassador hands over credentials, where a verb tells of one, or None."""
    handed = cue.lemma_ in ("present", "hand", "accept", "receive")
    papers = handed and any(t.lower_ in CREDENTIALS for c in cue.children for t in (c, *c.subtree))
    return "presentation of credentials" if papers else None


def is_kind(occasion: str | None) -> bool:
    """Return whether an occasion only says what sort of encounter it was ("courtesy call")."""
    return occasion is not None and occasion.split()[0] in _KINDS and len(occasion.split()) == 2


def _ordinal(token: Token) -> bool:
    lower = token.lower_
    return lower in ORDINALS or bool(re.fullmatch(r"\d{1,3}(?:st|nd|rd|th)", lower)) or token.ent_type_ == "ORDINAL"


def _event(doc: Doc, start: int, end: int, *, any_noun: bool) -> str | None:
    """Read the name of an event from ``start``: a noun phrase with a noun of event, numbered or capitalised."""
    at = start
    while at > 1 and doc[at - 1].text == "-" and doc[at - 2].is_alpha:
        at -= 2
    while at < end and doc[at].lower_ in ("the", "their", "its", "a", "an", "this"):
        at += 1
    first, last_noun, numbered, capital = at, -1, False, False
    while at < end:
        token = doc[at]
        lower = token.lower_
        if _ordinal(token):
            numbered = True
        elif lower in EVENT_NOUNS and token.pos_ in ("NOUN", "PROPN"):
            last_noun = at
            capital = capital or token.text[0].isupper()
        elif lower in ("of", "for", "on", "and", "the", "to", "their", "its"):
            if not _continues(doc, at, end):
                break
        elif token.text in ("-", "–", "/", "'", "’", "'s", "’s", '"', "“", "”", "(", ")") or token.is_punct:
            if token.text in (",", ".", ";", ":", "(", ")", "—") or at + 1 >= end:
                break
        elif not (token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or token.text[0].isupper()) or (
            token.ent_type_ == "DATE" and lower not in _RECURRING
        ):
            break
        at += 1
    if any_noun and last_noun < 0 and at > first and doc[first].text[0].isupper():
        last_noun = at - 1
    if last_noun < 0 or not (any_noun or numbered or capital):
        return None
    while at > last_noun + 1 and (
        doc[at - 1].pos_ in ("ADP", "CCONJ", "DET", "PUNCT") or doc[at - 1].text in ("-", '"')
    ):
        at -= 1
    if at + 2 < end and doc[at].text == "(" and doc[at + 1].text.isupper() and doc[at + 2].text == ")":
        at += 3
    return " ".join(doc[first:at].text.split())


def _continues(doc: Doc, at: int, end: int) -> bool:
    """Whether a small word within an event's name is followed by more of the name."""
    ahead = at + 1
    while ahead < end and doc[ahead].lower_ in ("the", "their", "its", "of"):
        ahead += 1
    return ahead < end and (
        doc[ahead].text[0].isupper() or doc[ahead].lower_ in EVENT_NOUNS or doc[ahead].pos_ in ("ADJ", "NOUN")
    )


def typed_visit(text: str) -> str | None:
    """Return the kind of visit that a sentence reports as under way ("state visit to Kazakhstan"), or None."""
    for match in _VISIT.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        if not _NO_VISIT.search(before) and _TYPED.search(match.group()):
            return match.group()
    return None


def visited_in(text: str) -> str | None:
    """Return where a visit goes during which a sentence says something happened ("during his visit to X"), or None."""
    for match in _SETTING.finditer(text):
        if not _NO_VISIT.search(text[max(0, match.start() - 40) : match.start()]):
            return match.group(1)
    return None


def is_typed(visit: str) -> bool:
    """Return whether the words of a visit tell its kind ("state visit to Kazakhstan")."""
    return bool(_TYPED.search(visit))


def title_visit(title: str) -> str | None:
    """Return the visit that a headline is about ("visit to Maldives"), or None."""
    if _NO_VISIT.search(title):
        return None
    match = _TITLE_VISIT.search(title)
    if match is None:
        return None
    kind = _KIND_OF_VISIT.search(title)
    return f"{kind.group(1).lower()} visit to {match.group(1)}" if kind else f"visit to {match.group(1)}"
