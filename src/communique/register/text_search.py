"""Full text search in a register, on SQLite (FTS5) and on PostgreSQL (tsvector)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Double,
    Select,
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

#: what gives the condition on a number
Within = Callable[[ColumnElement[Any]], ColumnElement[bool]]
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


def holding(connection: Connection, text: str) -> Select[Any]:
    """Return the query for the numbers of the documents that hold the words of ``text``."""
    if connection.dialect.name == "sqlite":
        return select(_fts.c.rowid).where(_match.op("MATCH")(bindparam(None, phrase(text))))
    return select(tables.documents.c.number).where(_words.op("@@")(func.websearch_to_tsquery("english", text)))


def best(connection: Connection, text: str, within: Within, ask: Ask, *, limit: int | None) -> list[tuple[int, float]]:
    """Return the numbers of documents that hold the words of ``text``, with their scores, the best first.

    They come after ``ask.after``, and fulfil the condition that ``within`` gives for their number.
    The score is the BM25 of FTS5 on SQLite and ``ts_rank`` on PostgreSQL.
    """
    number: ColumnElement[Any]
    score: ColumnElement[Any]
    if connection.dialect.name == "sqlite":
        number, score = _fts.c.rowid, -func.bm25(_match, TITLE, 1.0)
        query = select(number, score).where(_match.op("MATCH")(bindparam(None, phrase(text))))
    else:
        documents = tables.documents
        wanted = func.websearch_to_tsquery("english", text)
        title = func.setweight(func.to_tsvector("english", func.coalesce(documents.c.title, "")), _A)
        weights: ColumnElement[Any] = literal_column(f"'{{{1 / TITLE}, {1 / TITLE}, {1 / TITLE}, 1.0}}'::real[]")
        number, score = documents.c.number, cast(func.ts_rank(weights, title.op("||")(_words), wanted), Double)
        query = select(number, score).where(_words.op("@@")(wanted))
    query = query.where(within(number))
    if ask.after is not None:
        fit, last, _ = ask.after
        bound = float(fit or 0)
        query = query.where(or_(score < bound, and_(score == bound, number < last)))
    query = query.order_by(score.desc(), number.desc()).limit(limit)
    return [(row[0], row[1]) for row in connection.execute(query)]


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
