"""``python -m kb.db.new_migration "what it does"``: write the next migration for a person to correct.

The models are compared with an empty SQLite database that the migrations so far built. Read the file
before you commit it: Alembic sees no changed CHECK constraints and takes a renaming for drop and add.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command

from kb.db import scripts
from kb.db.migrate import drop_views, migration
from kb.db.version import head_revision


def write_migration(message: str) -> Path:
    """The file written for what the models have and the migrations lack."""
    number = f"{int(head_revision()) + 1:04d}" if _any_revision() else "0001"
    with tempfile.TemporaryDirectory() as folder, migration(f"sqlite:///{folder}/new.db") as connection:
        scripts.upgrade(connection, "head")
        drop_views(connection)
        script = command.revision(
            scripts.configuration(connection), message=message, autogenerate=True, rev_id=number
        )
    assert script is not None and not isinstance(script, list)
    return Path(script.path)


def _any_revision() -> bool:
    from kb.settings import migrations_folder

    return any((migrations_folder() / "versions").glob("*.py"))


def main(arguments: list[str]) -> int:
    """Write the migration and print its path."""
    if len(arguments) != 1 or not arguments[0].strip():
        sys.stderr.write('usage: python -m kb.db.new_migration "what it does"\n')
        return 2
    sys.stdout.write(f"{write_migration(arguments[0])}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
