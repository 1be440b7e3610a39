"""What Alembic runs: the migrations on the connection that the caller holds, in the caller's transaction."""

from __future__ import annotations

from alembic import context

from communique.register.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
