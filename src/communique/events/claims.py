"""Events of what statements claim: who pledged, asked, supported or rejected what, towards whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from communique.actors.cast import Cast
from communique.events import roles
from communique.events.depth import coded_by_areas, coded_by_words, majority
from communique.events.draft import Draft
from communique.events.encounters import TABLE, Encounters
from communique.events.lexicon import lexicon
from communique.events.turns import appeal
from communique.language.clauses import conjuncts, is_verb
from communique.record import Statement
from communique.sources.page import Page

Ids = tuple[str, ...]
#: attributions that make a courtesy praise, and a criticism an accusation
PRAISE = frozenset("praise laud commend hail applaud salute appreciate highly admire endorse speak welcome".split())
BLAME = frozenset("accuse blame allege charge claim responsible fault".split())
#: attributions of signing, and words of it beside a paper
SIGNING = frozenset("sign ink initial ratify seal witness exchange".split())
SIGNED = frozenset("sign signing ink initial exchange ratification".split())
#: attributions that only restate a side's own policy
HOLDING = frozenset("adhere uphold remain abide stick".split())
#: attributions of refusing what the other side across the table asked or offered
REFUSING = frozenset("reject refuse decline rule_out rule turn dismiss rebuff".split())
INSISTING = frozenset("demand insist must press require order".split())
#: prepositions before the names of where something happens
PLACING = frozenset({"in", "at", "near", "of", "around", "outside", "across", "inside", "within"})
#: lands under others, who have a hand in what is done there
OCCUPIED = ("PSE", "ESH")
#: kinds of statement that turn against somebody, whom their own words must name
AGAINST = frozenset(("oppose", "criticize", "accuse"))
UNDERTAKING = frozenset(("pledge", "sign", "invite"))
#: how much a statement of one side tells about its events, beside a joint one
OWN, JOINT = 2.0, 1.0
#: beside the certainty of what the text itself reports
SURE = 0.8
#: codes without a field of their own
GENERAL = ("030", "036", "031", "021", "051", "101", "102")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement's say in an event: a code and its weight, and the parties."""

    code: str
    weight: float
    statement: Statement
    actor: Ids
    recipient: Ids


def find_claims(
    doc: Doc, cast: Cast, encounters: Encounters, statements: Iterable[Statement], page: Page, *, whole: bool = True
) -> list[Draft]:
    """Return the drafts of all events that the statements of a document claim, one per kind and parties.

    What is asked in a ``whole`` report is a demand in CAMEO's terms, in a lone sentence only where it is put so.
    """
    reader = Claims(doc, cast, encounters, whole=whole)
    groups: dict[tuple[str, Ids, Ids], list[Claim]] = {}
    for statement in statements:
        for claim in reader.of(statement):
            sides = [tuple(sorted(encounters.sides(ids))) for ids in (claim.actor, claim.recipient)]
            groups.setdefault((claim.code[:2].replace("02", "10"), sides[0], sides[1]), []).append(claim)
    return [joined(group, encounters, page) for group in groups.values()]


class Claims:
    """Reads the statements of one document for the events that they claim."""

    def __init__(self, doc: Doc, cast: Cast, encounters: Encounters, *, whole: bool = True) -> None:
        self._doc = doc
        self._firm = whole or bool(encounters.meetings)
        self._cast = cast
        self._encounters = encounters

    def of(self, statement: Statement) -> Iterator[Claim]:
        """Yield the claims of a statement, none where it is denied or its act is no event."""
        kind = None if statement.modality == "negated" else self.kind(statement)
        if kind is None:
            return
        weight = OWN if len(self._encounters.sides(statement.speaker)) == 1 else JOINT
        for actor, recipient in self._parties(statement, kind):
            code = self._code(statement, kind)
            yield Claim(code=code, weight=weight, statement=statement, actor=actor, recipient=recipient)

    def kind(self, statement: Statement) -> str | None:
        """Return what kind of event a statement makes, None where its act is no event."""
        act, wording = statement.act, words_of(statement)
        if act == "agree":
            return "sign" if wording & SIGNING or self._is_signed_paper(statement) else "pledge"
        if act == "courtesy":
            return "support" if wording & PRAISE else None
        if act == "criticize":
            return "accuse" if wording & BLAME else "criticize"
        if act == "support" and wording & HOLDING:
            return None
        if act == "oppose" and not self._encounters.meetings and self._is_charge(statement):
            return None  # who rejects a charge in public denies it
        return act if act in ("pledge", "propose", "request", "support", "oppose", "warn", "invite") else None

    def _is_charge(self, statement: Statement) -> bool:
        """Return whether a content is a charge or a claim that somebody made."""
        span = self._content(statement)
        return span is not None and span.root.lemma_.lower() in lexicon().nouns["ACCUSATION"]

    def _is_signed_paper(self, statement: Statement) -> bool:
        """Return whether what was agreed is a paper, and its sentence speaks of signing."""
        span = self._content(statement)
        if span is None or span.root.lemma_.lower() not in lexicon().nouns["AGREEMENT"]:
            return False
        return any(token.lemma_.lower() in SIGNED for token in span.sent)

    # --- parties

    def _parties(self, statement: Statement, kind: str) -> Iterator[tuple[Ids, Ids]]:
        """Yield who acts and towards whom; a joint undertaking without addressee binds each side towards the others."""
        own = self._encounters.sides(statement.speaker)
        towards = tuple(a for a in statement.addressees if self._encounters.side(a) not in own) or statement.addressees
        towards = self._towards(statement, kind, towards or self._encounters.counterpart(statement.speaker))
        if towards:
            yield statement.speaker, towards
            if kind == "sign":  # a signature binds both
                yield towards, statement.speaker
        elif kind in UNDERTAKING and len(own) > 1:
            for side in own:
                others = tuple(other for other in own if other != side)
                for across in ((other,) for other in others) if len(own) <= TABLE else (others,):
                    yield self._on(statement, (side,)), self._on(statement, across)

    def _on(self, statement: Statement, sides: tuple[str, ...]) -> Ids:
        return tuple(a for a in statement.speaker if self._encounters.side(a) in sides)

    def _towards(self, statement: Statement, kind: str, addressees: Ids) -> Ids:
        """Return towards whom a statement is an event: whom its own words name, else its addressees."""
        if kind in AGAINST:
            named = self.targets(statement)
            single = len(self._encounters.sides(statement.speaker)) == 1
            if statement.addressees and (kind != "oppose" or single) and not self._at_table(statement):
                return statement.addressees
            if named:
                return addressees if self._encounters.sides(named) == self._encounters.sides(addressees) else named
            if kind != "oppose":
                return self._scene(statement) or (addressees if single else statement.addressees)
            return addressees if single and words_of(statement) & REFUSING else ()
        if kind == "support":
            return self.targets(statement, owned_only=True) or addressees
        if kind == "pledge":
            return self.partners(statement) or addressees
        return addressees

    def _scene(self, statement: Statement) -> Ids:
        """Return the state in which something happened that nobody is named for ("the burning of villages near …")."""
        span = self._content(statement)
        named = [e for e in span.ents if e.label_ in ("GPE", "LOC") and _is_scene(e)] if span is not None else []
        if not named:
            return ()
        from communique.places import place  # the places are only read where a statement needs one

        own = {*self._encounters.sides(statement.speaker), *OCCUPIED}
        lands = (p.country for e in named if (p := place(e.text.removeprefix("the "), e.sent.text)) is not None)
        here = next((land for land in lands if land is not None and land not in own), None)
        return tuple(a.id for a in self._cast.actors if a.kind == "state" and here and a.country == here)[:1]

    def _at_table(self, statement: Statement) -> bool:
        """Return whether a statement is addressed to whom its speaker met: of what it rejects that says nothing yet."""
        own, towards = set(self._encounters.sides(statement.speaker)), set(self._encounters.sides(statement.addressees))
        tables = (set(self._encounters.sides(m.participants)) for m in self._encounters.meetings)
        return any(table & own and table & towards for table in tables)

    def targets(self, statement: Statement, *, owned_only: bool = False) -> Ids:
        """Return the actors whose conduct a content is about: owners, doers and subjects, not places or recipients.

        "Israel's strikes on Gaza" is about Israel. With ``owned_only`` only the owner of the content's head counts.
        """
        span = self._content(statement)
        if span is None:
            return ()
        own = set(self._encounters.sides(statement.speaker))
        subject = roles.agents(span.root) if is_verb(span.root) and not owned_only else ()
        inside = [t for t in span if not owned_only or t.head.i == span.root.i]
        for token in (*subject, *inside):
            mention = self._cast.at(token.i)
            if (
                mention is None
                or mention.root != token.i
                or token.tag_ in ("PRP", "PRP$")
                or not _conducts(token, span)
            ):
                continue
            found = tuple(a for t in conjuncts(token) if (m := self._cast.at(t.i)) for a in m.actors)
            if found and not set(self._encounters.sides(found)) & own:
                return tuple(dict.fromkeys(found))
        return ()

    def partners(self, statement: Statement) -> Ids:
        """Return the third parties with whom a content is to be done ("settle the question with Phnom Penh")."""
        own = set(self._encounters.sides((*statement.speaker, *statement.addressees)))
        for token in self._content(statement) or ():
            mention = self._cast.at(token.i)
            if token.dep_ == "pobj" and token.head.lower_ == "with" and mention is not None:
                others = (a for a in mention.actors if self._encounters.side(a) not in own)
                found = tuple(a for a in others if self._cast.actor(a).country)
                if found:
                    return found
        return ()

    def _names(self, statement: Statement, ids: Ids) -> bool:
        """Return whether the sentence of a statement names one of these actors."""
        span = self._content(statement)
        if span is None:
            return False
        return any(set(m.actors) & set(ids) for m in self._cast.within(span.sent.start, span.sent.end))

    # --- codes

    def _code(self, statement: Statement, kind: str) -> str:
        if kind in ("sign", "invite"):
            return "057" if kind == "sign" else "036"
        if kind == "propose":
            return coded_by_areas("021", statement.areas)
        by_words = coded_by_words(kind, self._lemmas(statement))
        if kind == "pledge":
            return by_words or coded_by_areas("031", statement.areas)
        if kind == "request":
            code = by_words or coded_by_areas("101", statement.areas)
            return code if self._firm or words_of(statement) & INSISTING else appeal(code)
        return by_words or "030"

    def _lemmas(self, statement: Statement) -> frozenset[str]:
        span = self._content(statement)
        return frozenset(token.lemma_.lower() for token in span) if span is not None else frozenset()

    def _content(self, statement: Statement) -> TokenSpan | None:
        return self._doc.char_span(statement.content.start, statement.content.end, alignment_mode="expand")


def _is_scene(name: TokenSpan) -> bool:
    """Return whether a name says where something is: behind a preposition of place, or of "west of" and "city of"."""
    return name.root.dep_ == "pobj" and name.root.head.lower_ in PLACING


def words_of(statement: Statement) -> frozenset[str]:
    """Return the words of the construction that a statement was read from."""
    return frozenset(statement.method.replace("(", " ").replace(")", " ").replace("_", " ").replace(",", " ").split())


def joined(group: list[Claim], encounters: Encounters, page: Page) -> Draft:
    """Return the one draft of all claims of one kind between the same parties, as deep as most of them reach."""
    codes = [(c.code, c.weight) for c in group]
    special = [(code, weight) for code, weight in codes if not code.startswith(GENERAL)]
    aid = [(code, weight) for code, weight in special if code.startswith("033")]
    chosen = "057" if any(c.code == "057" for c in group) else majority(aid or special or codes)
    lead = next((c for c in group if c.code == chosen), group[0])
    return Draft(
        cameo=chosen,
        actor=encounters.once((*lead.actor, *(a for c in group for a in c.actor))),
        recipient=encounters.once((*lead.recipient, *(r for c in group for r in c.recipient))),
        areas=tuple(dict.fromkeys(a for c in group for a in c.statement.areas)),
        date=encounters.date(lead.actor, lead.recipient) or page.document.date,
        statement=lead.statement.id,
        evidence=tuple(sorted({span for c in group for span in c.statement.evidence or (c.statement.content,)})),
        confidence=SURE,
        method=f"statement: {lead.statement.method}",
    )


def _conducts(token: Token, span: TokenSpan) -> bool:
    """Return whether a mention is owner or doer within a content, not behind a preposition of place or direction."""
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
