"""The index of near duplicates holds them alone: SQLite took it for all others, read every document and sorted them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index anew."""
    copies = sa.text("original IS NOT NULL")
    op.drop_index("ix_documents_original", "documents")
    op.create_index("ix_documents_original", "documents", ["original"], sqlite_where=copies, postgresql_where=copies)


def downgrade() -> None:
    """Make it as it was."""
    op.drop_index("ix_documents_original", "documents")
    op.create_index("ix_documents_original", "documents", ["original"])
