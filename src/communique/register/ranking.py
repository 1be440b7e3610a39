"""Documents by how well they fit words: the best of those that sets of documents and a look at each leave."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, select

from communique.register import tables
from communique.register.facets import as_set
from communique.register.narrowing import (
    FEW,
    among,
    as_numbers,
    dated,
    marked,
    possible,
    said,
    with_name,
    with_words,
)
from communique.register.probes import of_document
from communique.register.text_search import best

if TYPE_CHECKING:
    from communique.register.queries import Ask

#: of those that may be answers, how many more than are asked for are looked at first
_MORE = 8
#: documents of which each is not asked whether it holds a name: all of those that do are listed
MANY = 30_000
_documents = tables.documents


def ranked(connection: Connection, ask: Ask) -> list[tuple[int, float]]:
    """Return the numbers of the documents that an ``Ask`` is for, with their scores, the best first."""
    can, left = _narrowed(connection, ask, None)
    probes = list(of_document(left, _documents.c.id))
    if not probes:
        return _best(connection, ask, can, ask.limit)
    if ask.limit is not None and can.bit_count() > FEW:
        hits = _best(connection, ask, can, ask.limit * _MORE)
        kept = _passing(connection, probes, [number for number, _ in hits])
        found = [hit for hit in hits if hit[0] in kept]
        if len(found) >= ask.limit or len(hits) < ask.limit * _MORE:
            return found[: ask.limit]
    words = with_words(connection, ask) or 0
    return _best(connection, ask, _exact(connection, left, can & words), ask.limit)


def chosen(connection: Connection, ask: Ask) -> int:
    """Return the set of the documents that an ``Ask`` is for, whatever its order, place and limit."""
    can, left = _narrowed(connection, ask, with_words(connection, ask))
    return _exact(connection, left, can)


def _narrowed(connection: Connection, ask: Ask, words: int | None) -> tuple[int, Ask]:
    """Return the set of the documents that can be meant, and what must still be asked of each."""
    can = possible(connection, ask, "document", words)
    if ask.since is not None or ask.until is not None:
        can &= dated(connection, ask.since, ask.until)
    if ask.actor is not None and (named := with_name(connection, ask.actor, "document", most=FEW * 4)) is not None:
        return can & named, replace(ask, actor=None)
    return can, ask


def _exact(connection: Connection, ask: Ask, can: int) -> int:
    """Return the set of those of some documents that fulfil what is still to be asked."""
    if can.bit_count() > FEW and ask.act is not None and ask.area is not None:
        can, ask = can & said(connection, ask.act, ask.area), replace(ask, act=None)
    if can.bit_count() > MANY and ask.actor is not None:
        named = with_name(connection, ask.actor, "document", most=None)
        can, ask = can & (named or 0), replace(ask, actor=None)
    probes = list(of_document(ask, _documents.c.id))
    return as_set(_passing(connection, probes, as_numbers(can))) if probes else can


def _passing(connection: Connection, probes: list[ColumnElement[bool]], numbers: list[int]) -> set[int]:
    query = select(_documents.c.number).where(among(connection, _documents.c.number, numbers), *probes)
    return set(connection.execute(query).scalars())


def _best(connection: Connection, ask: Ask, can: int, limit: int | None) -> list[tuple[int, float]]:
    """Return the best of the documents that may be told."""
    return best(connection, ask.text or "", lambda number: marked(number, can), ask, limit=limit)
