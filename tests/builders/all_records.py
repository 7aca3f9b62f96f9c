"""A folder of every record there is: what ships with kb, and all the policies and studies of the tests."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from kb.store.load import LoadRequest, load
from tests.builders.three_policies import POLICIES, write_three_policies


def write_all_records(folder: Path) -> Path:
    """Write all of tests/policies beside the shipped records, with one vocabulary; returns the folder."""
    write_three_policies(folder)
    for name in ("designs", "appraised"):
        ignore = shutil.ignore_patterns("vocabulary")
        shutil.copytree(POLICIES / name, folder, dirs_exist_ok=True, ignore=ignore)
    for additions in sorted((POLICIES / "designs" / "vocabulary").glob("*.yaml")):
        shipped = folder / "vocabulary" / additions.name
        entries = shipped.read_text(encoding="utf-8") + additions.read_text(encoding="utf-8")
        shipped.write_text(entries, encoding="utf-8", newline="\n")
    return folder


def load_all_records(url: str) -> None:
    """Load all of them into a migrated database."""
    with tempfile.TemporaryDirectory() as folder:
        records = write_all_records(Path(folder) / "evidence")
        load(LoadRequest(records, url, "tests", "every record there is"))
