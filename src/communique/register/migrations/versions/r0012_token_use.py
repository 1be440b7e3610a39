"""When a token was last used, so that one that nobody needs any more is seen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the column; of the tokens that are there already no use is known."""
    op.add_column("keys", sa.Column("used", sa.Text()))


def downgrade() -> None:
    """Drop it again."""
    op.drop_column("keys", "used")
