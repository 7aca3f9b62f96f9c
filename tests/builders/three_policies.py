"""A folder of three policies: the evidence that ships with kb, a drug and a test beside it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from kb.settings import shipped_evidence
from kb.store.load import LoadRequest, load

POLICIES = Path(__file__).parents[1] / "policies"
"""The records of the two policies that do not ship; its README says what they are."""


def write_three_policies(folder: Path) -> Path:
    """Write the records of all three policies into a new folder, with one vocabulary; returns the folder."""
    shutil.copytree(shipped_evidence(), folder)
    for policy in ("drug", "test"):
        shutil.copytree(POLICIES / policy, folder, dirs_exist_ok=True)
    for additions in sorted((POLICIES / "vocabulary").glob("*.yaml")):
        shipped = folder / "vocabulary" / additions.name
        entries = shipped.read_text(encoding="utf-8") + additions.read_text(encoding="utf-8")
        shipped.write_text(entries, encoding="utf-8", newline="\n")
    return folder


def load_three_policies(url: str) -> None:
    """Load all three policies into a migrated database."""
    with tempfile.TemporaryDirectory() as folder:
        records = write_three_policies(Path(folder) / "evidence")
        load(LoadRequest(records, url, "tests", "three policies for the tests"))
