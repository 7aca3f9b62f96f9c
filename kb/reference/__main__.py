"""``python -m kb.reference``: write the manual anew from the bundled evidence."""

from __future__ import annotations

import tempfile
from pathlib import Path

from kb.db.connect import read
from kb.reference.manual import write_manual
from kb.settings import Settings
from kb.store.first_use import create_embedded


def main() -> None:
    """Fill a database of its own with the bundled evidence, and write the manual from it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "manual.db"
        create_embedded(file, Settings.read().evidence)
        with read(f"sqlite:///{file.as_posix()}") as reader:
            write_manual(reader)


if __name__ == "__main__":
    main()
