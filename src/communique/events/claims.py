"""Events of what meetings and statements claim: who consulted whom, and who pledged, asked, supported or rejected what
towards whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from communique.actors.cast import Cast
from communique.events import roles
from communique.events.depth import coded_by_areas, coded_by_words, majority
from communique.events.draft import Draft
from communique.events.turns import appeal
from communique.language.clauses import conjuncts, is_verb
from communique.record import Actor, Meeting, Statement
from communique.sources.page import Page

#: where organisations are at home, so that a meeting there is one that they host
SEATS = {
    "EEC": "BEL",
    "EEU": "BEL",
    "NAT": "BEL",
    "AFU": "ETH",
    "OSC": "AUT",
    "EBR": "GBR",
    "ASN": "IDN",
    "SCO": "CHN",
    "ARL": "EGY",
}
#: attributions that make a courtesy praise, and a criticism an accusation
PRAISE = frozenset(
    "praise laud commend hail applaud salute appreciate highly admire endorse speak_highly speak welcome".split()
)
BLAME = frozenset("accuse blame allege charge claim say state note point recall add clause tell insist".split())
SIGNING = frozenset("sign ink initial ratify seal witness exchange".split())
#: attributions that only restate a side's own policy
HOLDING = frozenset("adhere uphold remain abide stick".split())
#: kinds of statement that turn against somebody, whom their own words must name
AGAINST = frozenset(("oppose", "criticize", "accuse"))
#: how much a statement of one side tells about its events, beside a joint one
OWN, JOINT = 2.0, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """One statement's say in an event: a kind, a code and its weight."""

    code: str
    weight: float
    statement: Statement
    actor: tuple[str, ...]
    recipient: tuple[str, ...]


def find_claims(
    doc: Doc, cast: Cast, meetings: Iterable[Meeting], statements: Iterable[Statement], page: Page
) -> list[Draft]:
    """Return the drafts of all events that the meetings and statements of a document claim."""
    encounters = tuple(meetings)
    drafts = [draft for meeting in encounters for draft in consultations(meeting, cast, page)]
    met = {
        frozenset((_side(cast.actor(a)), _side(cast.actor(b))))
        for m in encounters
        for a in m.participants
        for b in m.participants
    }
    claims: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[_Claim]] = {}
    for statement in statements:
        for claim in _claims(doc, cast, statement, met):
            key = (claim.code[:2].replace("02", "10"), _sides(claim.actor, cast), _sides(claim.recipient, cast))
            claims.setdefault(key, []).append(claim)
    drafts.extend(_joined(group, encounters, page) for group in claims.values())
    return drafts


# --- meetings


def consultations(meeting: Meeting, cast: Cast, page: Page) -> Iterator[Draft]:
    """Yield a CONSULT draft for each pair of sides that met."""
    sides: dict[str, list[str]] = {}
    for actor_id in meeting.participants:
        sides.setdefault(_side(cast.actor(actor_id)), []).append(actor_id)
    groups = [(side, tuple(ids)) for side, ids in sides.items()]
    if len(groups) == 1 and len(meeting.participants) > 1:  # an encounter within one state
        first, *rest = meeting.participants
        groups = [(groups[0][0], (first,)), (groups[0][0], tuple(rest))]
    for n, (side, ids) in enumerate(groups):
        for other, others in groups[n + 1 :]:
            yield Draft(
                cameo=_consultation(meeting, side, other),
                actor=ids,
                recipient=others,
                reciprocal=True,
                date=meeting.date or page.document.date,
                place=meeting.place,
                meeting=meeting.id,
                evidence=meeting.evidence,
                confidence=meeting.confidence,
                method=f"meeting: {meeting.form}",
            )


def _consultation(meeting: Meeting, side: str, other: str) -> str:
    if meeting.form in ("call", "video"):
        return "041"
    if meeting.form == "letter":
        return "040"
    country = meeting.place.country if meeting.place else None
    if country is None:
        return "042" if meeting.form == "visit" else "040"
    if country == SEATS.get(side, side):
        return "043"
    return "042" if country == SEATS.get(other, other) else "044"


# --- statements


def _claims(doc: Doc, cast: Cast, statement: Statement, met: set[frozenset[str]]) -> Iterator[_Claim]:
    if statement.modality == "negated":
        return
    kind = _kind(statement)
    if kind is None:
        return
    weight = OWN if len({_side(cast.actor(a)) for a in statement.speaker}) == 1 else JOINT
    for actor, recipient in _parties(doc, statement, cast, kind):
        to_face = any(frozenset((_side(cast.actor(a)), _side(cast.actor(r)))) in met for a in actor for r in recipient)
        code = _code(doc, statement, kind, to_face=to_face)
        yield _Claim(code=code, weight=weight, statement=statement, actor=actor, recipient=recipient)


def _kind(statement: Statement) -> str | None:
    """Return what kind of event a statement makes, None where its act is no event."""
    act, wording = statement.act, _wording(statement)
    if act == "agree":
        return "sign" if wording & SIGNING else "pledge"
    if act == "courtesy":
        return "support" if wording & PRAISE else None
    if act == "criticize":
        return "accuse" if wording & BLAME else "criticize"
    if act == "support" and wording & HOLDING:
        return None
    return act if act in ("pledge", "propose", "request", "support", "oppose", "warn", "invite") else None


def _parties(
    doc: Doc, statement: Statement, cast: Cast, kind: str
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield who acts and towards whom; a joint undertaking without addressee binds each side towards the others."""
    own = {_side(cast.actor(a)) for a in statement.speaker}
    towards = tuple(a for a in statement.addressees if _side(cast.actor(a)) not in own) or statement.addressees
    if kind in AGAINST:
        towards = targets(doc, statement, cast) or (
            towards if kind == "accuse" and _names(doc, statement, cast, towards) else ()
        )
    elif kind == "support":
        towards = targets(doc, statement, cast, owned_only=True) or towards
    elif kind == "pledge":
        towards = partners(doc, statement, cast) or towards
    if towards:
        yield statement.speaker, towards
    elif kind in ("pledge", "sign", "invite") and len(own) > 1 and not statement.addressees:
        for side in dict.fromkeys(_side(cast.actor(a)) for a in statement.speaker):
            ids = tuple(a for a in statement.speaker if _side(cast.actor(a)) == side)
            others = tuple(a for a in statement.speaker if _side(cast.actor(a)) != side)
            for other in dict.fromkeys(_side(cast.actor(a)) for a in others):
                yield ids, tuple(a for a in others if _side(cast.actor(a)) == other)


def targets(doc: Doc, statement: Statement, cast: Cast, *, owned_only: bool = False) -> tuple[str, ...]:
    """Return the actors whose conduct a content is about: owners, doers and subjects in it, not places or recipients.

    "Israel's strikes on Gaza" is about Israel. With ``owned_only`` only the owner of the content's own head counts.
    """
    span = _content(doc, statement)
    if span is None:
        return ()
    own = {_side(cast.actor(a)) for a in statement.speaker}
    subject = roles.agents(span.root) if is_verb(span.root) and not owned_only else ()
    inside = [t for t in span if not owned_only or t.head.i == span.root.i]
    for token in (*subject, *inside):
        mention = cast.at(token.i)
        if mention is None or mention.root != token.i or token.tag_ in ("PRP", "PRP$") or not _conducts(token, span):
            continue
        found = tuple(a for t in conjuncts(token) if (m := cast.at(t.i)) for a in m.actors)
        if found and not {_side(cast.actor(a)) for a in found} & own:
            return tuple(dict.fromkeys(found))
    return ()


def partners(doc: Doc, statement: Statement, cast: Cast) -> tuple[str, ...]:
    """Return the third parties with whom a content is to be done ("settle the question with Phnom Penh")."""
    span = _content(doc, statement)
    own = {_side(cast.actor(a)) for a in (*statement.speaker, *statement.addressees)}
    for token in span or ():
        mention = cast.at(token.i)
        if token.dep_ == "pobj" and token.head.lower_ == "with" and mention is not None:
            found = tuple(a for a in mention.actors if _side(cast.actor(a)) not in own and cast.actor(a).country)
            if found:
                return found
    return ()


def _conducts(token: Token, span: TokenSpan) -> bool:
    """Return whether a mention stands as owner or doer within a content, not after a preposition of place or
    direction.
    """
    node = token
    while node.i != span.root.i and node.head.i != node.i:
        if node.dep_ == "pobj" and node.head.lower_ not in ("of", "by"):
            return False
        if node.dep_ in ("dobj", "dative", "attr", "oprd") and node.i == token.i:
            return False
        node = node.head
        if not span.start <= node.i < span.end:
            return True
    return True


def _names(doc: Doc, statement: Statement, cast: Cast, ids: tuple[str, ...]) -> bool:
    """Return whether the sentence of a statement names one of these actors."""
    span = _content(doc, statement)
    if span is None:
        return False
    return any(set(m.actors) & set(ids) for m in cast.within(span.sent.start, span.sent.end))


def _content(doc: Doc, statement: Statement) -> TokenSpan | None:
    return doc.char_span(statement.content.start, statement.content.end, alignment_mode="expand")


def _code(doc: Doc, statement: Statement, kind: str, *, to_face: bool) -> str:
    lemmas = content_lemmas(doc, statement)
    if kind == "sign":
        return "057"
    if kind == "invite":
        return "036"
    if kind == "propose":
        return coded_by_areas("021", statement.areas)
    if kind == "pledge":
        return coded_by_words(kind, lemmas) or coded_by_areas("031", statement.areas)
    if kind == "request":
        code = coded_by_words(kind, lemmas) or coded_by_areas("101", statement.areas)
        insists = _wording(statement) & {"demand", "insist", "must", "press", "require", "order"}
        return code if to_face or insists else appeal(code)
    return coded_by_words(kind, lemmas) or "030"


def content_lemmas(doc: Doc, statement: Statement) -> frozenset[str]:
    """Return the lemmas of a statement's content."""
    span = _content(doc, statement)
    return frozenset(token.lemma_.lower() for token in span) if span is not None else frozenset()


def _wording(statement: Statement) -> frozenset[str]:
    """Return the words of the construction that a statement was read from."""
    return frozenset(statement.method.replace("(", " ").replace(")", " ").replace("_", " ").replace(",", " ").split())


def _joined(group: list[_Claim], meetings: tuple[Meeting, ...], page: Page) -> Draft:
    """Return the one draft of all statements of one kind between the same parties."""
    special = [(c.code, c.weight) for c in group if not c.code.startswith(("030", "036", "031", "021", "051", "102"))]
    signed = any(c.code == "057" for c in group)
    aided = [(code, weight) for code, weight in special if code.startswith("033")]
    chosen = "057" if signed else majority(aided or special or [(c.code, c.weight) for c in group])
    if not signed and not aided and not special:
        chosen = majority((c.code, c.weight) for c in group)
    lead = next((c for c in group if c.code == chosen), group[0])
    evidence = tuple(sorted({span for c in group for span in c.statement.evidence or (c.statement.content,)}))
    return Draft(
        cameo=chosen,
        actor=tuple(dict.fromkeys(a for c in group for a in c.actor)),
        recipient=tuple(dict.fromkeys(r for c in group for r in c.recipient)),
        areas=tuple(dict.fromkeys(a for c in group for a in c.statement.areas)),
        date=_meeting_date(lead, meetings) or page.document.date,
        statement=lead.statement.id,
        evidence=evidence,
        confidence=max(c.statement.confidence for c in group),
        method=f"statement: {lead.statement.method}",
    )


def _meeting_date(claim: _Claim, meetings: tuple[Meeting, ...]) -> str | None:
    """Return the day of the one meeting at which this was said: the speaker's, with a recipient."""
    for meeting in meetings:
        here = set(meeting.participants)
        if here & set(claim.actor) and here & set(claim.recipient):
            return meeting.date
    return None


def _side(actor: Actor) -> str:
    return actor.country or actor.code or actor.id


def _sides(ids: tuple[str, ...], cast: Cast) -> tuple[str, ...]:
    return tuple(sorted({_side(cast.actor(i)) for i in ids}))
