"""Full text search in a register, on SQLite (FTS5) and on PostgreSQL (tsvector)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, bindparam, column, func, literal_column, select, table

from communique.register import tables

_fts = table("documents_text", column("rowid"), column("title"), column("text"))
_match: ColumnElement[Any] = literal_column("documents_text")
_words: ColumnElement[Any] = literal_column("documents.words")


def phrase(text: str) -> str:
    """Return a question in the syntax of FTS5: every word must occur, words in double quotes side by side."""
    found = re.findall(r'"([^"]+)"|([^\s"]+)', text)
    words = (quoted or bare for quoted, bare in found)
    return " ".join(f'"{each}"' for each in words if re.search(r"\w", each)) or '""'


def holding(engine: Engine, text: str) -> ColumnElement[bool]:
    """Return the condition that a document holds the words of ``text``."""
    if engine.dialect.name == "sqlite":
        hits = select(_fts.c.rowid).where(_match.op("MATCH")(bindparam(None, phrase(text))))
        return tables.documents.c.number.in_(hits)
    return _words.op("@@")(func.websearch_to_tsquery("english", text))


def snippets(connection: Connection, text: str, numbers: Sequence[int]) -> dict[int, str]:
    """Return, by the number of a document, a piece of its text with the words that were found in [brackets]."""
    documents = tables.documents
    query: Any
    if connection.dialect.name == "sqlite":
        piece = func.snippet(_match, 1, "[", "]", "…", 20)
        found = _match.op("MATCH")(bindparam(None, phrase(text)))
        query = select(_fts.c.rowid, piece).where(found, _fts.c.rowid.in_(numbers))
    else:
        wanted = func.websearch_to_tsquery("english", text)
        options = "StartSel=[, StopSel=], MaxWords=20, MinWords=10"
        piece = func.ts_headline("english", documents.c.text, wanted, options)
        query = select(documents.c.number, piece).where(documents.c.number.in_(numbers))
    return {number: " ".join(said.split()) for number, said in connection.execute(query)}
