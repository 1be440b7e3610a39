"""Events of the text itself: the deeds that its sentences report, with actors, dates and spans."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from communique.actors.cast import Cast
from communique.dates import find_dates, resolve
from communique.events import roles
from communique.events.deed import Deed
from communique.events.deeds import Reader
from communique.events.draft import Draft
from communique.events.fillers import PLACING, Fillers, owners
from communique.events.lexicon import lexicon
from communique.language.clauses import is_question
from communique.record import Actor, Span
from communique.sources.page import Page

#: below this certainty a reading is not worth reporting
FLOOR = 0.3
#: up to this many sentences a text is a fragment, whose people are hardly introduced
FRAGMENT = 3
#: PLOVER roots of deeds that sides do together: several actors without a recipient act on each other
MUTUAL = ("03", "04", "05", "06")
#: deeds done to places and things as well as to people
PHYSICAL = ("015", "15", "17", "18", "19", "20")
#: deeds done to people, whoever they are
PERSONAL = ("0841", "0353", "0842")
#: deeds that are done to wherever they are done, where nobody else is said to undergo them
LOCAL = ("015", "03", "06", "07", "08", "13", "14", "15", "16", "17", "18", "19", "20")
#: deeds of authorities: where the text does not say whose, the country's in which they happen
OFFICIAL = ("09", "115", "116", "173", "174")
#: deeds of those who send somebody away
AWAY = ("160", "166", "174")
#: promises and joint deeds, which are done to nobody where authorities do them at home
KIND = ("03", "06", "07")
#: where authorities hold people
CUSTODY = frozenset("prison jail custody captivity detention cell camp centre center barracks dungeon station".split())
#: prepositions of the time at which something is done
WHEN = frozenset({"in", "during", "on"})
#: sectors whose spokesmen speak of their own forces
ARMED = frozenset({"MIL", "COP"})


def find_reports(doc: Doc, cast: Cast, page: Page) -> tuple[list[Draft], tuple[Actor, ...]]:
    """Return the drafts of all deeds in the body of the page, in text order, and the actors that the cast lacks."""
    fillers = Fillers(cast, lexicon())
    reader = Reader(lexicon(), fillers)
    found: list[Draft] = []
    body = list(sentences(doc, page))
    whole = len(body) > FRAGMENT
    for sent in body:
        deeds = (deed for deed in reader.sentence(sent) if deed.certainty >= FLOOR)
        told = (_draft(deed, sent, fillers, page) for deed in deeds if not whole or _is_clear(deed))
        told = (
            d
            for d in told
            if d is None or fillers.matter(d.actor, d.recipient, strict=whole, saying=not d.cameo.startswith(PHYSICAL))
        )
        found.extend(pruned([draft for draft in told if draft is not None], fillers))
    return found, fillers.extras


def _is_clear(deed: Deed) -> bool:
    """Return whether a deed says enough for a whole report: nobody consults alone."""
    return not deed.code.startswith("04") or bool(deed.patients) or len(deed.agents) > 1


def pruned(drafts: list[Draft], fillers: Fillers) -> list[Draft]:
    """Return the drafts of one sentence without those that say less than another of the same root."""
    return [
        d
        for d in drafts
        if not any(
            o is not d
            and o.cameo[:2] == d.cameo[:2]
            and fillers.known(o.recipient) > fillers.known(d.recipient)
            and not (d.recipient and d.cameo.startswith(PHYSICAL))
            and (fillers.countries(o.actor) == fillers.countries(d.actor) or not fillers.known(d.actor))
            for o in drafts
        )
    ]


def sentences(doc: Doc, page: Page) -> Iterator[TokenSpan]:
    """Yield the sentences that may be coded: those that start in the body of the page."""
    bodies = [zone.span for zone in page.zones if zone.kind == "body"]
    for sent in doc.sents:
        first = next((t for t in sent if not t.is_space), None)
        if first is not None and not is_question(sent) and any(span.start <= first.idx < span.end for span in bodies):
            yield sent


def _draft(deed: Deed, sent: TokenSpan, fillers: Fillers, page: Page) -> Draft | None:
    actors, recipients = parties(deed, fillers, sent.text)
    if not actors and not recipients:
        return None
    mutual = len(actors) > 1 and not recipients and (deed.code.startswith(MUTUAL) or deed.mutual)
    first, last = _edges(deed)
    return Draft(
        cameo=deed.code,
        actor=actors,
        recipient=recipients,
        reciprocal=mutual or (deed.code.startswith("04") and bool(recipients)),
        date=_date(sent, deed, page),
        evidence=(Span(first.idx, last.idx + len(last)),),
        confidence=round(deed.certainty, 2),
        method=f"text: {deed.rule}",
    )


def parties(deed: Deed, fillers: Fillers, context: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of who did a deed and to whom.

    People whom nothing else gives a country ("protesters", "dozens of suspects") are of the place that the clause
    names, and at the receiving end of an authority of the country that it acts for.
    """
    where = _where(deed, fillers, context)
    here = where[1] if where else None
    forces = all(fillers.sector(t) in ARMED for t in (*deed.agents, *deed.teller))
    ours = fillers.countries(_ids(deed.teller, fillers)) if deed.teller and forces else frozenset()
    own = next(iter(ours)) if len(ours) == 1 else here
    weapons = deed.code.startswith(PHYSICAL) and any(fillers.knows(t) for t in deed.agents)
    actors = _ids(deed.agents, fillers, things=weapons, home=own)
    lands = fillers.countries(actors)
    home = here or (next(iter(lands)) if len(lands) == 1 else None)
    recipients = _ids(deed.patients, fillers, things=deed.code.startswith((*PHYSICAL, *PERSONAL, "016")), home=home)
    if deed.code.startswith("138"):  # what one threatens to hit is a thing of somebody's
        recipients = tuple(a for t in deed.patients for a in fillers.actors(t, things=fillers.knows(t), home=home))
    recipients = tuple(r for r in recipients if r not in actors)
    inside = fillers.known(recipients) == len(recipients) and fillers.countries(recipients) <= lands
    if len(lands) > 1 and deed.code.startswith(MUTUAL) and inside:
        recipients = ()  # several states that do it together do it to each other, not to their own people
    if not deed.agents and (holder := _holder(deed, fillers, where)) is not None:
        actors = (holder,)
    together = len(actors) > 1 and (deed.mutual or deed.code.startswith(MUTUAL))
    ruling = deed.code.startswith(KIND) and lands == {here} and all(fillers.is_state(t) for t in deed.agents)
    denied = deed.code == "016" and "ACCUSATION" not in deed.rule
    local = (deed.code.startswith(LOCAL) or denied) and not ruling
    if not recipients and where and local and not together:
        recipients = tuple(r for r in (fillers.local(*where),) if r not in actors)
    return actors, recipients


def _holder(deed: Deed, fillers: Fillers, where: tuple[Token, str] | None) -> str | None:
    """Return the authority that did what nobody is named for: of the place, of a prison there, or who sends away."""
    if deed.code.startswith(AWAY) and roles.passive(deed.head):
        out = next((t for t in roles.after(("from",), deed.head, ()) if t.ent_type_ == "GPE"), None)
        country = fillers.placed(out, deed.head.sent.text) if out is not None else None
        if out is not None and country is not None:
            return fillers.local(out, country)
    if deed.code.startswith("1822"):
        held = next((t for t in roles.clause(deed.head) if t.dep_ == "pobj" and t.lemma_.lower() in CUSTODY), None)
        owned = fillers.actors(held) if held is not None and fillers.knows(held) else ()
        return next(iter(owned), fillers.local(held, where[1]) if held is not None and where is not None else None)
    return fillers.local(*where) if where is not None and deed.code.startswith(OFFICIAL) else None


def _where(deed: Deed, fillers: Fillers, context: str) -> tuple[Token, str] | None:
    """Return the first place that the clause of a deed names after a preposition of place, and its country.

    The clauses that it belongs with ("blew himself up in …, killing", "were killed when … in") count after its own.
    """
    head = deed.head
    around = [head.head] if head.dep_ == "advcl" else []
    around += [c for c in head.children if c.dep_ == "advcl" and c.i > head.i]
    around += [c for verb in head.conjuncts for c in verb.children if c.dep_ == "advcl" and c.i > head.i]
    for token in (t for verb in (head, *around) for t in roles.clause(verb)):
        if token.dep_ == "pobj" and token.head.lower_ in PLACING:
            for name in (
                token,
                *(t for t in owners(token) if t.ent_type_ == "GPE"),
            ):  # "in the town of …", "in … province"
                country = fillers.placed(name, context)
                if country is not None:
                    return name, country
    return None


def _ids(
    heads: tuple[Token, ...], fillers: Fillers, *, things: bool = False, home: str | None = None
) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor for head in heads for actor in fillers.actors(head, things=things, home=home)))


def _edges(deed: Deed) -> tuple[Token, Token]:
    """Return the first and last token of the words that report the deed: its clause, with the phrases of its roles."""
    inside = [t for t in roles.clause(deed.head) if not t.is_punct and not t.is_space]
    tokens = [*inside, *deed.agents, *deed.patients]
    return min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)


def _date(sent: TokenSpan, deed: Deed, page: Page) -> str | None:
    """Return the day that the clause names, else the past month or year that it says of the deed, else the document's.

    So "signed in February" and "last March's bombing killed" are dated when they happened, as precisely as the text is.
    """
    anchor = page.document.date
    words = sent.text
    named = sorted((abs(d.start - (deed.head.idx - sent.start_char)), d) for d in find_dates(words))
    resolved = [(each, resolve(each.expression, anchor)) for _, each in named]
    for _, found in resolved:
        if found is not None and found.precision == "day":
            return found.date
    for each, found in resolved:
        if found is not None and anchor is not None and found.date < anchor[: len(found.date)]:
            span = sent.char_span(each.start, each.end, alignment_mode="expand")
            if span is not None and _is_when(span.root, deed):
                return found.date
    return anchor


def _is_when(time: Token, deed: Deed) -> bool:
    """Return whether words that name a time say when a deed was done: not what it is about, nor what is to come."""
    head = deed.head
    if any(t.dep_ in ("aux", "auxpass") and (t.tag_ in ("MD", "TO")) for t in head.children):
        return False
    over = time.head
    if (time.dep_ == "pobj" and over.lower_ in WHEN) or over.lower_ in ("ago", "earlier"):
        over = over.head
    elif time.dep_ not in ("npadvmod", "advmod") and not (deed.code.startswith(PHYSICAL) and time.dep_ == "poss"):
        return False
    while over.i != head.i:
        if over.pos_ in ("VERB", "AUX") or over.head.i == over.i:
            return False
        over = over.head
    return True
