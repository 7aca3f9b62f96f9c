"""Alembic's entry: runs the migrations on the connection that kb.db.migrate hands over."""

from __future__ import annotations

from alembic import context

from kb.db.scripts import is_modelled
from kb.schema.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("models", metadata),
    render_item=context.config.attributes.get("render_item"),
    # SQLite cannot alter most of a table in place; batch mode copies it.
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    compare_server_default=True,
    include_name=is_modelled,
    # The caller holds the transaction, schema changes included, on both databases.
    transactional_ddl=True,
)
context.run_migrations()
