"""The tables of the register, one column per value of a record, for SQLite and PostgreSQL alike.

The record itself is kept whole beside its columns (``documents.record``): the columns answer questions, the record
is what was written, byte for byte. Keys of what a record holds are (document, id): ids are local to a record.

The full text index is made by the migrations, as it differs: on SQLite the FTS5 table ``documents_text`` (columns
title and text, rowid is ``documents.number``), on PostgreSQL the column ``documents.words`` (tsvector of title and
text, configuration english, GIN). Both are kept by the database itself whenever a document is written.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def _document(*, primary: bool = True) -> Column[str]:
    """Return the column that says which document a row was read from; the row goes when the document goes."""
    key = ForeignKey("documents.id", ondelete="CASCADE")
    return Column("document", Text, key, primary_key=primary, nullable=False)


def _spot() -> tuple[Column[str], Column[str], Column[float], Column[float], Column[int]]:
    """Return the columns of a place: name, ISO alpha-3 country, degrees, GeoNames id."""
    return (
        Column("place", Text),
        Column("place_country", Text),
        Column("lat", Float),
        Column("lon", Float),
        Column("geonameid", Integer),
    )


def _verdict(table: str) -> tuple[Column[str], Index, Index]:
    """Return the column of what a reviewer said of a claim, with the indexes of those that wait and those that do not.

    The columns of claims hold what reviewers left: corrected values, added claims, and none that was rejected.
    """
    column = Column("verdict", Text)  # confirm, correct or add
    waiting = column.is_(None)
    decided = column.is_not(None)
    return (
        column,
        Index(f"ix_{table}_waiting", "confidence", "id", "document", sqlite_where=waiting, postgresql_where=waiting),
        Index(f"ix_{table}_verdict", "verdict", sqlite_where=decided, postgresql_where=decided),
    )


documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),  # in the order of adding, from 1
    Column("title", Text),
    Column("publisher", Text),
    Column("published", Text),
    Column("dateline_place", Text),
    Column("dateline_date", Text),
    Column("date", Text),  # the day the report speaks from: Document.date
    Column("language", Text),
    Column("url", Text),
    Column("text", Text, nullable=False),
    Column("record", Text, nullable=False),  # Record.to_json()
    Column("coder", Text, nullable=False),
    Column("added", Text, nullable=False),  # UTC, ISO date and time
    Column("original", Text, ForeignKey("documents.id")),  # set on a near duplicate
    Column("reviewed", Text),  # the record as reviewers left it; none where they decided nothing
    Index("ix_documents_date_number_id", "date", "number", "id"),  # answers are walked by it
)
_copies = documents.c.original.is_not(None)
Index(
    "ix_documents_original",
    documents.c.original,
    documents.c.id,  # what is asked of copies is answered by the index: their rows hold the text before it
    documents.c.number,
    sqlite_where=_copies,
    postgresql_where=_copies,
)

#: where a document was found; the same text under several names or addresses is one document with several of these
carriers = Table(
    "carriers",
    metadata,
    _document(),
    Column("source", Text, primary_key=True),
    Column("url", Text),
    Column("added", Text, nullable=False),
    Index("ix_carriers_source", "source"),
)

#: bands of the MinHash of a document that is no near duplicate: two that share a band may be near duplicates
bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True),
    sqlite_with_rowid=False,
)

#: sources that were read to their end: the same content under the same name is not read again
finished = Table(
    "finished",
    metadata,
    Column("source", Text, primary_key=True),
    Column("fingerprint", Text, nullable=False),  # SHA-256 of the source's bytes
    Column("done", Text, nullable=False),  # UTC, ISO date and time
)

actors = Table(
    "actors",
    metadata,
    _document(),
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("country", Text, index=True),
    Column("code", Text),
    Column("sector", Text),
    Column("office", Text),
    Column("resolved", Boolean, nullable=False),
    Column("mentions", Text, nullable=False),  # JSON array of [start, end)
)

meetings = Table(
    "meetings",
    metadata,
    _document(),
    Column("id", Text, primary_key=True),
    Column("form", Text, nullable=False),
    Column("date", Text, index=True),
    *_spot(),
    Column("occasion", Text),
    Column("evidence", Text, nullable=False),  # JSON array of [start, end)
    Column("confidence", Float, nullable=False),
    Column("method", Text, nullable=False),
    *_verdict("meetings"),
)

statements = Table(
    "statements",
    metadata,
    _document(),
    Column("id", Text, primary_key=True),
    Column("act", Text, nullable=False),
    Column("date", Text, index=True),  # the document's
    Column("content_start", Integer, nullable=False),
    Column("content_end", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("amount", Text),
    Column("deadline", Text),
    Column("evidence", Text, nullable=False),  # JSON array of [start, end)
    Column("confidence", Float, nullable=False),
    Column("method", Text, nullable=False),
    *_verdict("statements"),
    Index("ix_statements_act_date", "act", "date", "document", "id"),
)

statement_areas = Table(
    "statement_areas",
    metadata,
    _document(),
    Column("statement", Text, primary_key=True),
    Column("area", Text, primary_key=True, index=True),
    ForeignKeyConstraint(["document", "statement"], ["statements.document", "statements.id"], ondelete="CASCADE"),
)

events = Table(
    "events",
    metadata,
    _document(),
    Column("id", Text, primary_key=True),
    Column("event_type", Text, nullable=False),
    Column("event_mode", Text),
    Column("contexts", Text, nullable=False),  # JSON array of names
    Column("quad_code", Integer, nullable=False),
    Column("cameo", Text),
    Column("goldstein", Float),
    Column("reciprocal", Boolean, nullable=False),
    Column("date", Text, index=True),
    *_spot(),
    Column("statement", Text),
    Column("meeting", Text),
    Column("evidence", Text, nullable=False),  # JSON array of [start, end)
    Column("confidence", Float, nullable=False),
    Column("method", Text, nullable=False),
    *_verdict("events"),
    Index("ix_events_event_type_date", "event_type", "date", "document", "id"),
)

#: who takes which part in a claim. ``claim`` is meeting, statement or event; ``role`` is participant, speaker,
#: addressee, on_behalf_of, actor or recipient; ``country`` repeats the actor's own, so that dyads need no join
parties = Table(
    "parties",
    metadata,
    _document(),
    Column("claim", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("actor", Text, primary_key=True),
    Column("country", Text),
    Column("name", Text, nullable=False),
    Index("ix_parties_country_claim", "country", "claim"),
    Index("ix_parties_name", "name"),
)

failures = Table(
    "failures",
    metadata,
    Column("source", Text, primary_key=True),  # may name a line or row of the origin
    Column("origin", Text, nullable=False, index=True),  # the file or address that is read again at a retry
    Column("reason", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("failed", Text, nullable=False),  # UTC, ISO date and time
)

#: what analysts decided, never changed and never deleted: a later decision undoes an earlier one by naming it
decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("subject", Text, nullable=False),  # commitment, statement, event or meeting
    Column("document", Text),  # none for a commitment
    Column("id", Text, nullable=False),
    Column("verb", Text, nullable=False),  # merge, split, set_status, annotate, confirm, correct, reject, add
    Column("value", Text, nullable=False),  # JSON
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("decided", Text, nullable=False),  # UTC, ISO date and time
    Column("undoes", Integer, ForeignKey("decisions.number")),
    Index("ix_decisions_subject_id", "subject", "id"),
    Index("ix_decisions_document", "document"),
)

#: who may open the desk where it is not alone on its machine; ``role`` is reader, reviewer or admin
users = Table(
    "users",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text),  # argon2id; none where only tokens let in
    Column("made", Text, nullable=False),  # UTC, ISO date and time
)

#: what lets a user in without a password: a browser that signed in, or a program; only the SHA-256 is kept
keys = Table(
    "keys",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("user", Text, ForeignKey("users.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Text, nullable=False),  # session or token
    Column("label", Text, nullable=False),
    Column("made", Text, nullable=False),  # UTC, ISO date and time
    Column("expires", Text),  # UTC, ISO date and time; none for a token that stays until it is revoked
    Column("used", Text),  # a token's last use, exact to the hour: UTC, ISO date and time
)

#: samples of claims that two reviewers code without seeing each other's answers
samples = Table(
    "samples",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("subject", Text, nullable=False),  # statement or event
    Column("first", Text, nullable=False),
    Column("second", Text, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("who", Text, nullable=False),  # who drew it
    Column("made", Text, nullable=False),  # UTC, ISO date and time
)

#: the claims of a sample, with their words as they were when it was drawn; ``settled`` is the decision that ended
#: a difference
sampled = Table(
    "sampled",
    metadata,
    Column("sample", Integer, ForeignKey("samples.number"), primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),  # from 1
    Column("document", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("settled", Integer, ForeignKey("decisions.number")),
)

answers = Table(
    "answers",
    metadata,
    Column("sample", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("reviewer", Text, primary_key=True),
    Column("value", Text, nullable=False),  # JSON
    Column("answered", Text, nullable=False),  # UTC, ISO date and time
    ForeignKeyConstraint(["sample", "place"], ["sampled.sample", "sampled.place"]),
)

#: the earlier readings of a document on whose claims analysts had decided when it was read anew; decisions that found
#: their claim no more name the reading in their id: "e3@1" is e3 of the first
readings = Table(
    "readings",
    metadata,
    _document(),
    Column("number", Integer, primary_key=True, autoincrement=False),  # from 1
    Column("record", Text, nullable=False),
    Column("replaced", Text, nullable=False),  # UTC, ISO date and time
)

#: every event with the occurrence that it tells of, an id that the mention leading it gives; see ``occurrences``
occurrence_events = Table(
    "occurrence_events",
    metadata,
    _document(),
    Column("event", Text, primary_key=True),
    Column("key", Text, nullable=False, unique=True),  # the id that this mention gives an occurrence that it leads
    Column("occurrence", Text, nullable=False, index=True),
    Column("lead", Boolean, nullable=False),
    Column("family", Text, nullable=False),
    Column("anchor", Text, nullable=False),
    Column("date", Text),
    Column("told", Text, nullable=False),  # Told.to_json()
    Index("ix_occurrence_events_family_anchor_date", "family", "anchor", "date"),
)

#: documents that an earlier version added, whose events are in no occurrence yet
unplaced = Table("unplaced", metadata, _document())

#: whom a claim involves: a country (``b`` is empty) or a pair of countries (a < b); see ``involved``
involved = Table(
    "involved",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # the document's
    Column("claim", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True),
    Column("date", Text),
    Column("counted", Boolean, nullable=False),  # whether counts take the claim in
    Column("quad_code", Integer),
    Column("goldstein", Float),
    ForeignKeyConstraint(["number"], ["documents.number"], ondelete="CASCADE"),
    Index("ix_involved_claim_sides", "claim", "counted", "b", "a", "date", "quad_code", "goldstein"),
    sqlite_with_rowid=False,
)

#: which of 2048 documents have a country, act, area, event type, year or publisher: a bit for each; see ``facets``
facets = Table(
    "facets",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("chunk", Integer, primary_key=True, autoincrement=False),
    Column("bits", LargeBinary, nullable=False),
    Index("ix_facets_chunk", "chunk"),
)

#: the entries of ``following``, as they were made from the documents and decisions that ``followed`` names
commitments = Table(
    "commitments",
    metadata,
    Column("id", Text, primary_key=True),
    Column("place", BigInteger, nullable=False, unique=True),  # made of when and where they were first made
    Column("status", Text, nullable=False),
    Column("first_said", Text),
    Column("last_said", Text),
    Column("phrase", Text, nullable=False),  # what is searched: the phrase in lower case
    Column("entry", Text, nullable=False),  # JSON
    Index("ix_commitments_status", "status", "place"),
    Index("ix_commitments_last_said", "last_said"),
)

#: the countries of an entry; ``party`` says that it undertakes, else it is undertaken towards it
commitment_sides = Table(
    "commitment_sides",
    metadata,
    Column("country", Text, primary_key=True),
    Column("place", BigInteger, ForeignKey("commitments.place", ondelete="CASCADE"), primary_key=True),
    Column("party", Boolean, nullable=False),
    Index("ix_commitment_sides_place", "place"),
    sqlite_with_rowid=False,
)

commitment_areas = Table(
    "commitment_areas",
    metadata,
    Column("area", Text, primary_key=True),
    Column("place", BigInteger, ForeignKey("commitments.place", ondelete="CASCADE"), primary_key=True),
    Index("ix_commitment_areas_place", "place"),
    sqlite_with_rowid=False,
)

#: one row, none before the first document: how often documents were added or changed, and up to which change and
#: decision the entries follow them
followed = Table(
    "followed",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),  # 1
    Column("changes", Integer, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("decision", Integer, nullable=False),
    Column("unapplied", Text, nullable=False),  # JSON
)

#: documents added or changed since the entries were made, with the change that touched them last
unfollowed = Table(
    "unfollowed",
    metadata,
    Column("document", Integer, primary_key=True, autoincrement=False),  # its number
    Column("change", Integer, nullable=False),
)

#: statements that undertake something: which group links them, and which entry holds them, that an analyst may have
#: merged or split; items are numbered by the ids that their commitments would have
undertakings = Table(
    "undertakings",
    metadata,
    Column("item", BigInteger, primary_key=True, autoincrement=False),
    Column("document", Integer, nullable=False),
    Column("linked", BigInteger, nullable=False),  # the first item of its group
    Column("entered", BigInteger, nullable=False),  # the first item of its entry
    Column("line", Text, nullable=False),  # JSON
    Index("ix_undertakings_document", "document"),
    Index("ix_undertakings_linked", "linked"),
    Index("ix_undertakings_entered", "entered"),
)

#: clauses that tell of an outcome
outcomes = Table(
    "outcomes",
    metadata,
    Column("item", BigInteger, primary_key=True, autoincrement=False),
    Column("document", Integer, nullable=False),
    Column("line", Text, nullable=False),  # JSON
    Index("ix_outcomes_document", "document"),
)

#: which entries a clause is about, by their first items
outcome_entries = Table(
    "outcome_entries",
    metadata,
    Column("entered", BigInteger, primary_key=True, autoincrement=False),
    Column("outcome", BigInteger, primary_key=True, autoincrement=False),
    Index("ix_outcome_entries_outcome", "outcome"),
    sqlite_with_rowid=False,
)

#: what groups, entries and clauses are found by: a digest of countries and a term, and the item
following_keys = Table(
    "following_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("item", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

#: one row, none before the entries were first made in full: how often each term stood in how many statements then
following_weights = Table(
    "following_weights",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),  # 1
    Column("documents", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("counts", Text, nullable=False),  # JSON
    Column("countries", Text, nullable=False),  # JSON
)
