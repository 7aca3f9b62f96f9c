"""Alembic, set up in code: its configuration and the steps that need it."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from kb.settings import migrations_folder


def configuration(connection: Connection | None = None) -> Config:
    """The configuration, with the connection that migrations run on; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    return config


def is_modelled(name: str | None, type_: str, parents: object) -> bool:
    """Whether Alembic may compare a thing of the database with the models.

    The index of full-text search differs between the engines and is in its migration only.
    """
    return type_ != "table" or name is None or not name.startswith("search_index")


def upgrade(connection: Connection, revision: str) -> None:
    """Bring the tables up to a revision, inside the caller's transaction."""
    command.upgrade(configuration(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Take the tables back to a revision (``base`` = no tables), inside the caller's transaction."""
    command.downgrade(configuration(connection), revision)
