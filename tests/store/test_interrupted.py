"""A load that is killed in the middle leaves the database as it was."""

from __future__ import annotations

import subprocess
import sys

from tests.builders.folders import FILES, Folder, content

KILLED = """
import os, signal, sys
from pathlib import Path
from kb.store.load import LoadRequest, load
def progress(done, total):
    if done >= 7:
        os._exit(9)
load(LoadRequest(Path(sys.argv[1]), sys.argv[2], "tester", "killed"), progress)
"""


def test_a_killed_load_leaves_everything_as_it_was(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    before = content(engine_url)
    folder.change("references/doe-2020", "title: A trial", "title: Another trial")
    folder.write(
        "references/roe-2021",
        folder.file("references/doe-2020")
        .read_text()
        .replace("doe-2020", "roe-2021")
        .replace('"123"', '"124"'),
    )
    arguments = [sys.executable, "-c", KILLED, str(folder.path), engine_url]
    killed = subprocess.run(arguments, check=False, capture_output=True, text=True)
    assert killed.returncode == 9, killed.stderr
    assert content(engine_url) == before
    assert folder.load(engine_url).sentence() == (
        f"Loaded {len(FILES) + 1} records: 1 new, 1 changed, {len(FILES) - 1} unchanged."
    )
