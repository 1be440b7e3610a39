"""The index of near duplicates tells which they are without a look at the documents, whose text stands in between."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index anew."""
    _make(["original", "id", "number"])


def downgrade() -> None:
    """Make it as it was."""
    _make(["original"])


def _make(columns: list[str]) -> None:
    copies = sa.text("original IS NOT NULL")
    op.drop_index("ix_documents_original", "documents")
    op.create_index("ix_documents_original", "documents", columns, sqlite_where=copies, postgresql_where=copies)
