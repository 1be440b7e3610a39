"""Reports of contests, shows and companies, in which countries are teams, audiences and markets, and say nothing."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from communique.actors.cast import Cast, Mention
from communique.language.clauses import conjuncts, own_subject
from communique.record import Actor, Meeting
from communique.statements.giving import acting_state, gives, names_another
from communique.statements.nouns import is_document

#: words of contests and shows: in reports full of them, countries are teams and audiences, not speakers
CONTEST = frozenset(
    """match goal team coach season league tournament cup final score scorer player striker midfielder
    goalkeeper referee penalty champion championship medal race lap contest jury recipe chef dish song
    album premiere stadium spectator fan half-time kick-off qualifier defender captain trophy innings
    wicket set-piece podium runner swimmer heat crowd umpire cook rice singer dancer carnival parade
    drummer stage orchestra soprano archaeologist shareholder takeover merger dividend bidder profit
    revenue earnings layoff workforce chairman chairwoman pension retailer acquisition startup factory
    sales customer brand film filmmaker festival screening novelist comedy drama satire actress cinema documentary
    novel poet painter sculptor statuette prize chess grandmaster thriller heroine sequel""".split()
)
#: share of a report's words that makes it one; news of diplomacy with a sporting aside stays under a third of this
CONTEST_SHARE = 0.02


def is_contest(doc: Doc) -> bool:
    """Return whether a document is about sport, a show or the like."""
    words = [t for t in doc if t.is_alpha and not (t.text == "League" and _is_arab(t))]
    return len(words) > 40 and sum(t.lemma_.lower() in CONTEST for t in words) / len(words) > CONTEST_SHARE


def _is_arab(league: Token) -> bool:
    """Return whether a "League" is that of Arab States, or stands in a report that names it."""
    return "Arab League" in league.doc.text or "League of Arab" in league.doc.text


#: offices whose holders deal with other states; "president" and "secretary" alone are as often those of clubs
STATECRAFT = re.compile(
    r"\b(?:prime minister|premier|foreign|minister (?:of|for)|ministry|"
    r"(?:deputy|vice|first|interior|finance|defen[cs]e|trade|energy|economy|affairs|justice|health|culture|"
    r"education|transport|agriculture|environment|development) minister|"
    r"secretary of state|secretary-general|state secretary|ambassador to|envoy|high representative|head of state|"
    r"commissioner|chancellor|taoiseach|t[aá]naiste|king|queen|emir|crown prince|sultan|state councilor|"
    r"permanent representative|pope|"
    r"national security|government|army|armed forces|president of the (?:republic|european|united|security|general)|"
    r"kremlin|white house|state department|presidential|defen[cs]e secretary|foreign secretary|secretary of|"
    r"official spokes(?:man|woman|person)|press secretary)\b",
    re.I,
)
#: offices that, held for a country, make their holder its ruler
RULER = re.compile(r"(?:vice[- ])?(?:president|minister|speaker)", re.I)

#: what states do to each other in words
DEALING = frozenset(
    """agree pledge promise announce vow propose urge demand condemn denounce reject protest recognise recognize
    tell assure notify""".split()
)
#: words beside which countries are teams, even once in a sentence
TEAMS = CONTEST | frozenset(
    "play beat win lose draw friendly squad fixture qualify olympic football rugby cricket".split()
)
#: verbs by which states that sign something show that a text is about their affairs
SIGNING = frozenset({"sign", "ratify", "initial", "ink", "conclude"})

#: nouns whose president, minister or secretary is one of a state or of an organisation of states
PUBLIC_OWNERS = frozenset(
    """country nation state land government republic union kingdom federation people parliament senate assembly congress
    chamber legislature council commission court ministry party bloc organization organisation alliance host side
    delegation region territory neighbour neighbor ally regime junta administration""".split()
)

#: words of affairs of state; what clubs and companies have too ("president", "secretary", "talks") is left out
STATE_AFFAIRS = frozenset(
    """government governmental ministry minister prime ambassador embassy consulate consular envoy diplomat
    diplomatic diplomacy counterpart statement communiqué communique bilateral multilateral regional region
    international foreign nation national republic sovereignty sovereign independence integrity territory
    territorial border parliament parliamentary lawmaker deputy constitutional political federal presidential
    election democracy democratic regime coup junta authority dialogue relation partnership strategic
    cooperation mutual alliance ally treaty protocol charter resolution veto accession peace peaceful ceasefire
    truce mediation mediate mediator stability security defence defense military army troop soldier force
    deployment missile nuclear war conflict fighting shelling bombing occupation invasion interference
    aggression airspace hostage prisoner civilian militant rebel insurgent terrorism terrorist genocide atrocity
    famine ethnic humanitarian humanity aid refugee displace migration migrant extradition sanction embargo
    tariff trade economic geopolitical""".split()
)
#: share of a report's words above which states that speak need no statesman beside them: it lies between the highest
#: found in reports with nothing to code (0.031) and the lowest in reports of what states say to each other (0.045)
STATE_SHARE = 0.038


def share_of_state_affairs(doc: Doc) -> float:
    """Return the share of a document's words that are of affairs of state, from 0 to 1."""
    words = [t.lemma_.lower() for t in doc if t.is_alpha]
    return sum(word in STATE_AFFAIRS for word in words) / len(words) if words else 0.0


def is_diplomatic(doc: Doc, cast: Cast, meetings: tuple[Meeting, ...]) -> bool:
    """Return whether a document is about public affairs: a meeting, one who conducts them, or their words show it."""
    if meetings or share_of_state_affairs(doc) > STATE_SHARE:
        return True
    acting = {a for t in doc if t.dep_ == "nsubj" and (m := cast.at(t.i)) is not None for a in m.actors}
    states = {a.country for a in cast.actors if a.kind == "state"}
    if any(is_treaty(token, cast) or is_dealing(token, cast) or is_gift(token, cast) for token in doc) or any(
        is_envoy(doc, m) or is_head_of_state(doc, m) for m in cast.mentions
    ):
        return True
    private = {m.actors[0] for m in cast.mentions if is_owned(doc, m)}
    return any(a.id not in private and conducts_affairs(a, a.id in acting, states) for a in cast.actors)


def is_envoy(doc: Doc, mention: Mention) -> bool:
    """Return whether a mention is an acting ambassador with the state that sends or receives, which a brand has not."""
    words = doc[mention.start : mention.end]
    office = next((t for t in words if t.lower_ == "ambassador"), None)
    if office is None or office.i == 0 or doc[mention.root].dep_ != "nsubj":
        return False
    before = doc[max(mention.start - 2, 0) : office.i]
    past = any(t.lower_ in ("former", "ex", "retired", "late") for t in before)
    sent = any(t.ent_type_ in ("NORP", "GPE") for t in doc[mention.start : office.i])
    posted = office.i + 1 < len(doc) and office.nbor(1).lower_ == "to"
    return not past and (sent or posted)


def is_head_of_state(doc: Doc, mention: Mention) -> bool:
    """Return whether a mention labels the words of a president of a state ("President of Peru Ana Rojas: …")."""
    if mention.end >= len(doc) or doc[mention.end].text != ":":
        return False
    words = doc[mention.start : mention.end]
    return any(t.text == "President" and t.nbor(1).lower_ == "of" and t.nbor(2).ent_type_ == "GPE" for t in words[:-2])


def is_treaty(verb: Token, cast: Cast) -> bool:
    """Return whether a verb tells that two states sign a document with each other."""
    if verb.lemma_ not in SIGNING or not any(c.dep_ == "dobj" and is_document(c) for c in verb.children):
        return False
    signing = own_subject(verb)
    mentions = (cast.at(t.i) for t in conjuncts(signing)) if signing is not None else iter(())
    states = {a for m in mentions if m is not None and m.kind == "state" and not m.possessive for a in m.actors}
    return len(states) > 1


def is_dealing(verb: Token, cast: Cast) -> bool:
    """Return whether a verb tells what one state undertakes or demands in a sentence that names another.

    The teams of two states meet in such sentences too: one word of theirs is enough that it tells nothing.
    """
    if verb.lemma_ not in DEALING or verb.pos_ != "VERB" or any(t.lemma_.lower() in TEAMS for t in verb.sent):
        return False
    acting = own_subject(verb)
    mention = cast.at(acting.i) if acting is not None else None
    if mention is None or mention.kind != "state" or mention.possessive:
        return False
    named = (cast.at(t.i) for t in verb.sent)
    return len({m.actors for m in named if m is not None and m.kind == "state"}) > 1


def is_gift(verb: Token, cast: Cast) -> bool:
    """Return whether a verb tells what one state will do for another that its sentence names; teams give nothing."""
    mention = acting_state(verb, cast) if gives(verb, cast) else None
    if mention is None or any(t.lemma_.lower() in TEAMS for t in verb.sent):
        return False
    return names_another(verb, cast, mention)


def is_owned(doc: Doc, mention: Mention) -> bool:
    """Return whether an office is that of a common noun, no institution of a state: "the firm's president"."""
    owners = (doc[t.i - 1] for t in doc[mention.start : mention.end] if t.tag_ == "POS" and t.i > mention.start)
    return any(o.pos_ == "NOUN" and o.lemma_.lower() not in PUBLIC_OWNERS for o in owners)


def conducts_affairs(actor: Actor, acting: bool, states: set[str | None]) -> bool:
    """Return whether an actor conducts the affairs of a state or an organisation of states.

    An organisation of states must act, since sport and trade have its name too; a president without more must be
    that of one of the ``states`` that the document names.
    """
    if actor.kind == "organisation":
        return acting and (actor.sector == "IGO" or bool(STATECRAFT.search(actor.name)))
    if actor.kind != "person" or not actor.office or not (actor.country or actor.code):
        return False
    ruler = actor.country in states and actor.sector == "GOV" and RULER.fullmatch(actor.office)
    return bool(ruler or STATECRAFT.search(actor.office))
