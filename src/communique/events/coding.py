"""From claims and text to events: drafts of meetings, statements and reported deeds become coded events, each told
once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from communique.actors.cast import Cast
from communique.events.claims import find_claims
from communique.events.draft import Draft
from communique.events.encounters import Encounters, side_of
from communique.events.ontology import Ontology, ontology
from communique.events.relevance import is_sport
from communique.events.reports import find_reports
from communique.record import Actor, Event, Meeting, Span, Statement
from communique.sources.page import Page

#: roots of CAMEO codes of what is only said or met for: statements and meetings tell those better
WORDS = ("02", "03", "04", "05", "10", "11", "12", "13")


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
    reports, extras = ([], ()) if is_sport(page.document.text) else find_reports(doc, cast, page)
    everyone = {actor.id: actor for actor in (*cast.actors, *extras)}
    encounters = Encounters(meetings, cast)
    claims = [*encounters.consultations(page), *find_claims(doc, cast, encounters, statements, page)]
    drafts = reconciled(claims, reports, statements, codes, in_encounter=bool(meetings))
    events = tuple(_event(n, draft, codes) for n, draft in enumerate(merge(drafts, everyone, codes), 1))
    used = {a for event in events for a in (*event.actor, *event.recipient)}
    return events, tuple(actor for actor in extras if actor.id in used)


def reconciled(
    claims: list[Draft], reports: list[Draft], statements: Sequence[Statement], codes: Ontology, *, in_encounter: bool
) -> list[Draft]:
    """Return claims and reported deeds together, each thing once.

    In a report of an encounter the statements say what was said; elsewhere the sentence's own syntax tells better
    who did it to whom,
    and a claim of the same type over the same words only lends its depth.
    """
    if in_encounter:
        return [*claims, *(r for report in reports if (r := _beside(report, statements)) is not None)]
    kept = [c for c in claims if not any(_over(c.evidence, r.evidence) for r in reports)]
    return [*kept, *(_deepened(report, claims, codes) for report in reports)]


def _deepened(report: Draft, claims: Iterable[Draft], codes: Ontology) -> Draft:
    """Return a report with what a claim of its type over the same words knows better: the deeper code, the areas, the
    statement.
    """
    for claim in claims:
        if _same(report, claim, codes):
            deeper = (
                len(claim.cameo.rstrip("0")) > len(report.cameo.rstrip("0")) and claim.cameo[:2] == report.cameo[:2]
            )
            code = claim.cameo if deeper else report.cameo
            return replace(report, cameo=code, areas=claim.areas, statement=claim.statement)
    return report


def _beside(report: Draft, statements: Sequence[Statement]) -> Draft | None:
    """Return a deed that the report of an encounter tells in passing, None for talk and for what is only promised or
    asked.

    What a statement reports as done was done for its addressee where nobody else is named.
    """
    if report.cameo.startswith(WORDS):
        return None
    for statement in statements:
        if _over(report.evidence, (statement.content,)):
            if statement.act not in ("report", "assess"):
                return None
            if not report.recipient:
                report = replace(report, recipient=tuple(a for a in statement.addressees if a not in report.actor))
    return report if report.actor and report.recipient else None


def _same(one: Draft, other: Draft, codes: Ontology) -> bool:
    """Return whether two drafts tell one type of deed over the same words."""
    return codes.code(one.cameo).type == codes.code(other.cameo).type and _over(one.evidence, other.evidence)


def _over(some: Iterable[Span], others: Iterable[Span]) -> bool:
    spans = tuple(others)
    return any(a.start < b.end and b.start < a.end for a in some for b in spans)


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


def _event(number: int, draft: Draft, codes: Ontology) -> Event:
    entry = codes.code(draft.cameo)
    event_type = entry.type or ""
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
        confidence=draft.confidence,
        method=draft.method,
    )
