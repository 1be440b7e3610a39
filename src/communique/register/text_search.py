"""Full text search in a register, on SQLite (FTS5) and on PostgreSQL (tsvector)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Double,
    Engine,
    Select,
    Subquery,
    and_,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
)

from communique.register import tables

if TYPE_CHECKING:
    from communique.register.queries import Ask

#: the label of words of the title
_A: ColumnElement[Any] = literal_column("'A'::\"char\"")
#: how much more a word of the title says than one of the text
TITLE = 4.0

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


def best(engine: Engine, ask: Ask, among: Select[Any] | None) -> Subquery:
    """Return the numbers of documents that hold the words of an ``Ask``, with their scores, the best first.

    ``among`` selects the numbers that are asked for, near duplicates among them; ``every``, ``after`` and ``limit`` of
    the ``Ask`` are kept to. The score is the BM25 of FTS5 on SQLite and ``ts_rank`` on PostgreSQL.
    """
    number: ColumnElement[Any]
    score: ColumnElement[Any]
    if engine.dialect.name == "sqlite":
        number, score = _fts.c.rowid, -func.bm25(_match, TITLE, 1.0)
        found = _match.op("MATCH")(bindparam(None, phrase(ask.text or "")))
        query = select(number.label("number"), score.label("score")).where(found)
    else:
        documents = tables.documents
        wanted = func.websearch_to_tsquery("english", ask.text)
        title = func.setweight(func.to_tsvector("english", func.coalesce(documents.c.title, "")), _A)
        weights: ColumnElement[Any] = literal_column(f"'{{{1 / TITLE}, {1 / TITLE}, {1 / TITLE}, 1.0}}'::real[]")
        number, score = documents.c.number, cast(func.ts_rank(weights, title.op("||")(_words), wanted), Double)
        query = select(number.label("number"), score.label("score"))
        query = query.where(_words.op("@@")(wanted))
    # a sum is no rowid: FTS5 would else look for the words in one document after another
    if among is not None:
        query = query.where((number + 0).in_(among.correlate(None)))
    if not ask.every and ask.document is None:
        # by the index of the copies: what is read of every document must not stand behind its text
        copies = tables.documents.alias()
        query = query.where((number + 0).not_in(select(copies.c.number).where(copies.c.original.is_not(None))))
    if ask.after is not None:
        fit, last, _ = ask.after
        bound = float(fit or 0)
        query = query.where(or_(score < bound, and_(score == bound, number < last)))
    return query.order_by(score.desc(), number.desc()).limit(ask.limit).subquery("hits")


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
