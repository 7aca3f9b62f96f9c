"""``python -m kb.db.new_migration "what it does"``: write the next migration for a person to correct.

The models are compared with an empty SQLite database that the migrations so far built. Read the file
before you commit it: Alembic sees no changed CHECK constraints and takes a renaming for drop and add.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import Any, Literal

from alembic import command
from sqlalchemy import CheckConstraint, MetaData

from kb.db import scripts
from kb.db.migrate import drop_views, migration
from kb.db.version import head_revision
from kb.schema.tables import metadata

_WIDTH = 80
"""Characters of SQL on a line, so that the line around them stays within the limit of the linter."""


def write_migration(message: str) -> Path:
    """The file written for what the models have and the migrations lack, formatted as the linter asks."""
    with tempfile.TemporaryDirectory() as folder, migration(f"sqlite:///{folder}/new.db") as connection:
        scripts.upgrade(connection, "head")
        drop_views(connection)
        configuration = scripts.configuration(connection)
        configuration.attributes |= {"models": _without_descriptions(), "render_item": _render_item}
        number = f"{int(head_revision()) + 1:04d}"
        script = command.revision(configuration, message=message, autogenerate=True, rev_id=number)
    assert script is not None and not isinstance(script, list)
    _format(Path(script.path))
    return Path(script.path)


def _without_descriptions() -> MetaData:
    """The models; `kb migrate` writes their descriptions anew each time, so no script repeats them."""
    models = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.tables.values():
        copy = table.to_metadata(models)
        copy.comment = None
        for column in copy.columns:
            column.comment = None
    return models


def _render_item(kind: str, item: Any, context: Any) -> str | Literal[False]:
    """A CHECK in lines that are short enough; False leaves everything else to Alembic."""
    if kind != "check" or not isinstance(item, CheckConstraint):
        return False
    lines = textwrap.wrap(str(item.sqltext), _WIDTH, replace_whitespace=False, drop_whitespace=False)
    return f"sa.CheckConstraint({' '.join(map(repr, lines))}, name=op.f({str(item.name)!r}))"


def _format(path: Path) -> None:
    for step in (["check", "--fix"], ["format"]):
        subprocess.run([sys.executable, "-m", "ruff", *step, "--quiet", str(path)], check=False)


def main(arguments: list[str]) -> int:
    """Write the migration and print its path."""
    if len(arguments) != 1 or not arguments[0].strip():
        sys.stderr.write('usage: python -m kb.db.new_migration "what it does"\n')
        return 2
    sys.stdout.write(f"{write_migration(arguments[0])}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
