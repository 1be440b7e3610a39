"""From meetings, statements and reported deeds to coded events, each told once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from spacy.tokens import Doc

from communique.actors.cast import Cast
from communique.events.claims import find_claims
from communique.events.confidence import confidence, signs_of
from communique.events.draft import Draft
from communique.events.encounters import Encounters, side_of
from communique.events.ontology import Ontology, ontology
from communique.events.relevance import is_private, is_sport
from communique.events.reports import FRAGMENT, find_reports, sentences
from communique.record import Actor, Event, Meeting, Span, Statement
from communique.sources.page import Page

#: roots of CAMEO codes of what is only said or met for: statements and meetings tell those better
WORDS = ("016", "019", "02", "03", "04", "05", "10", "11", "12", "13")
#: characters in a stretch of text by which spans are looked up: about a paragraph
BLOCK = 512

T = TypeVar("T")


class Overlaps(Generic[T]):
    """Things by the characters that they stand on, so that a long document is not compared all with all."""

    def __init__(self, things: Iterable[tuple[T, tuple[Span, ...]]]) -> None:
        self._things = tuple(things)
        self._blocks: dict[int, list[int]] = {}
        for n, (_, spans) in enumerate(self._things):
            for block in _blocks(spans):
                self._blocks.setdefault(block, []).append(n)

    def over(self, spans: tuple[Span, ...]) -> tuple[T, ...]:
        """Return the things of which a span shares a character with one of these, in the order they were given."""
        near = sorted({n for block in _blocks(spans) for n in self._blocks.get(block, ())})
        found = (self._things[n] for n in near)
        return tuple(t for t, own in found if any(a.start < b.end and b.start < a.end for a in own for b in spans))


def _blocks(spans: tuple[Span, ...]) -> tuple[int, ...]:
    """Return the numbers of the stretches of text that spans reach into."""
    return tuple(sorted({n for s in spans for n in range(s.start // BLOCK, s.end // BLOCK + 1)}))


def code_events(
    doc: Doc,
    cast: Cast,
    meetings: tuple[Meeting, ...],
    statements: tuple[Statement, ...],
    page: Page,
    *,
    codes: Ontology | None = None,
) -> tuple[tuple[Event, ...], tuple[Actor, ...]]:
    """Return the events of a document, one per type, actor and recipient, and the actors that only they need.

    ``codes`` is the ontology to code in, the built-in one if None.
    """
    codes = codes or ontology()
    text = page.document.text
    # who met and who said what shows by itself that a text is about public affairs
    apart = is_sport(text) or (not meetings and not statements and is_private(text))
    reports, extras = ([], ()) if apart else find_reports(doc, cast, page)
    everyone = {actor.id: actor for actor in (*cast.actors, *extras)}
    encounters = Encounters(meetings, cast)
    whole = sum(1 for _ in sentences(doc, page)) > FRAGMENT
    claims = [*encounters.consultations(page), *find_claims(doc, cast, encounters, statements, page, whole=whole)]
    drafts = reconciled(claims, reports, statements, codes, in_encounter=bool(meetings))
    if whole:  # in a sentence alone nobody may be named; in a report what is said to nobody is no event
        drafts = [d for d in drafts if d.recipient or d.reciprocal or not d.cameo.startswith(WORDS)]
    merged = merge(drafts, everyone, codes)
    events = tuple(_event(n, d, codes, everyone, whole=whole) for n, d in enumerate(merged, 1))
    used = {a for event in events for a in (*event.actor, *event.recipient)}
    return events, tuple(actor for actor in extras if actor.id in used)


def reconciled(
    claims: list[Draft], reports: list[Draft], statements: Sequence[Statement], codes: Ontology, *, in_encounter: bool
) -> list[Draft]:
    """Return claims and reported deeds together, each thing once.

    In a report of an encounter the statements say what was said. Elsewhere the sentence's own syntax tells better
    who did it to whom, and a claim of the same type over the same words only lends its depth.
    """
    if in_encounter:
        said = Overlaps((statement, (statement.content,)) for statement in statements)
        return [*claims, *(r for report in reports if (r := _beside(report, said)) is not None)]
    reported = Overlaps((report, report.evidence) for report in reports)
    claimed = Overlaps((claim, claim.evidence) for claim in claims)
    kept = [claim for claim in claims if not reported.over(claim.evidence)]
    return [*kept, *(_deepened(report, claimed, codes) for report in reports)]


def _deepened(report: Draft, claims: Overlaps[Draft], codes: Ontology) -> Draft:
    """Return a report with what a claim of its type over the same words knows better: code, areas and statement.

    Where the sentence names nobody to whom it is done, it is done to whom the statement addresses.
    """
    for claim in claims.over(report.evidence):
        if codes.code(report.cameo).type == codes.code(claim.cameo).type:
            deeper = (
                len(claim.cameo.rstrip("0")) > len(report.cameo.rstrip("0")) and claim.cameo[:2] == report.cameo[:2]
            )
            firmer = report.cameo.startswith("02") and claim.cameo.startswith("10")
            code = claim.cameo if deeper or firmer else report.cameo
            one = set(report.actor) & set(claim.actor) and not report.reciprocal
            recipient = report.recipient or (claim.recipient if one else ())
            return replace(report, cameo=code, recipient=recipient, areas=claim.areas, statement=claim.statement)
    return report


def _beside(report: Draft, said: Overlaps[Statement]) -> Draft | None:
    """Return a deed that the report of an encounter tells in passing, None for talk and what is only promised or asked.

    What a statement reports as done was done for its addressee where nobody else is named.
    """
    if report.cameo.startswith(WORDS):
        return None
    for statement in said.over(report.evidence):
        if statement.act not in ("report", "assess"):
            return None
        if not report.recipient:
            report = replace(report, recipient=tuple(a for a in statement.addressees if a not in report.actor))
    return report if report.actor and report.recipient else None


def merge(drafts: Iterable[Draft], everyone: dict[str, Actor], codes: Ontology) -> list[Draft]:
    """Return one draft per PLOVER type, actor and recipient, in order of the text: the surest, with all evidence."""
    kept: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Draft] = {}
    for draft in drafts:
        event_type = codes.code(draft.cameo).type
        if event_type is None:
            continue
        key = (event_type, _sides(draft.actor, everyone), _sides(draft.recipient, everyone))
        other = kept.get(key)
        if other is None:
            kept[key] = draft
        else:
            best = draft if draft.confidence > other.confidence else other
            kept[key] = replace(best, evidence=tuple(sorted({*other.evidence, *draft.evidence})))
    return sorted(kept.values(), key=lambda d: d.evidence)


def _sides(ids: tuple[str, ...], everyone: dict[str, Actor]) -> tuple[str, ...]:
    """Return what tells one party from another: the states, else the organisations, else the actors themselves."""
    return tuple(sorted({side_of(everyone[i]) for i in ids}))


def _event(number: int, draft: Draft, codes: Ontology, everyone: dict[str, Actor], *, whole: bool) -> Event:
    entry = codes.code(draft.cameo)
    event_type = entry.type or ""
    known_type = ontology().code(draft.cameo).type or event_type  # by which the weights were fitted
    return Event(
        id=f"ev{number}",
        event_type=event_type,
        quad_code=codes.quad(event_type),
        event_mode=entry.mode,
        contexts=codes.contexts_of(draft.areas, draft.cameo),
        cameo=draft.cameo,
        goldstein=entry.goldstein,
        actor=draft.actor,
        recipient=draft.recipient,
        reciprocal=draft.reciprocal,
        date=draft.date,
        place=draft.place,
        statement=draft.statement,
        meeting=draft.meeting,
        evidence=draft.evidence,
        confidence=confidence(signs_of(draft, known_type, everyone, whole=whole)),
        method=draft.method,
    )
