"""Undertakings and clauses as lines of JSON, and back: a register keeps them so as not to read records again."""

from __future__ import annotations

import json
from typing import Any

from communique.commitments.cues import Cue
from communique.commitments.linking import Undertaking
from communique.commitments.model import Source
from communique.commitments.status import Evidence
from communique.commitments.wording import Wording
from communique.record import Span


def undertaking_line(one: Undertaking) -> str:
    """Return an undertaking as JSON in ASCII, the same for the same undertaking."""
    return json.dumps(
        [
            *one.source,
            one.order[2],
            one.date,
            one.act,
            sorted(one.parties),
            sorted(one.towards),
            one.areas,
            one.speakers,
            one.content,
            one.text,
            _wording(one.wording),
        ],
        separators=(",", ":"),
    )


def read_undertaking(line: str) -> Undertaking:
    """Return the undertaking that ``undertaking_line`` wrote."""
    document, statement, place, date, act, parties, towards, areas, speakers, content, text, about = json.loads(line)
    return Undertaking(
        source=Source(document, statement),
        order=(date or "9999", document, place),
        date=date,
        act=act,
        parties=frozenset(parties),
        towards=frozenset(towards),
        areas=tuple(areas),
        speakers=tuple(speakers),
        content=Span(*content),
        text=text,
        wording=_read_wording(about),
    )


def evidence_line(clause: Evidence) -> str:
    """Return a clause as JSON in ASCII, the same for the same clause."""
    return json.dumps(
        [
            clause.document,
            clause.date,
            clause.span,
            clause.quote,
            clause.cue,
            _wording(clause.wording),
            sorted(clause.named),
            sorted(clause.countries),
            sorted(clause.signs),
            clause.statement,
        ],
        separators=(",", ":"),
    )


def read_evidence(line: str) -> Evidence:
    """Return the clause that ``evidence_line`` wrote."""
    document, date, span, quote, told, about, named, countries, signs, statement = json.loads(line)
    return Evidence(
        document=document,
        date=date,
        span=Span(*span),
        quote=quote,
        cue=Cue(*told),
        wording=_read_wording(about),
        named=frozenset(named),
        countries=frozenset(countries),
        signs=frozenset(signs),
        statement=statement,
    )


def _wording(about: Wording) -> list[Any]:
    return [
        sorted(about.terms),
        sorted(about.names),
        about.amounts,
        sorted(about.ordinals),
        sorted(about.years),
        sorted(about.distinct),
    ]


def _read_wording(parts: list[Any]) -> Wording:
    terms, names, amounts, ordinals, years, distinct = parts
    return Wording(
        frozenset(terms),
        frozenset(names),
        tuple((unit, value) for unit, value in amounts),
        frozenset(ordinals),
        frozenset(years),
        frozenset(distinct),
    )
