"""What a report is called where it has no title: by its first words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Engine, func, select

from communique import wording
from communique.register import tables
from communique.register.database import reading
from communique.register.queries import DocumentRow

#: characters that are shown
_SHOWN = 90


def openings(engine: Engine, rows: Iterable[DocumentRow]) -> Mapping[str, str]:
    """Return the first words of each document that has no title, by its id."""
    return first_words(engine, [row.id for row in rows if not row.title])


def first_words(engine: Engine, ids: Collection[str]) -> Mapping[str, str]:
    """Return the first words of documents by their ids."""
    if not ids:
        return {}
    documents = tables.documents
    query = select(documents.c.id, func.substr(documents.c.text, 1, 2 * _SHOWN)).where(documents.c.id.in_(ids))
    with reading(engine) as connection:
        return {id: _cut(wording.clean(words)) for id, words in connection.execute(query)}


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"
