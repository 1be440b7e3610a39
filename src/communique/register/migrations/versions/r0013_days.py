"""The documents of a day are in the order of adding: answers are walked by an index, not by rows that hold texts."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index anew."""
    op.drop_index("ix_documents_date", "documents")
    op.create_index("ix_documents_date_number_id", "documents", ["date", "number", "id"])


def downgrade() -> None:
    """Make it as it was."""
    op.drop_index("ix_documents_date_number_id", "documents")
    op.create_index("ix_documents_date", "documents", ["date"])
