"""The commands of the README that look for new literature, on a server of our own with made-up records."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from tests.pubmed.eutils import Eutils, library, serving
from tests.readme.test_readme import README

SECTION = README.partition("## Look for new literature\n")[2].partition("\n## ")[0]


def _commands() -> list[str]:
    blocks = re.findall(r"```bash\n(.*?)```", SECTION, flags=re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("kb ")]


def test_literature_is_looked_for_as_the_readme_says(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KB_")}
    environment |= {
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "KB_PUBMED_EMAIL": "you@example.org",
    }
    with serving(Eutils()) as server:
        server.hold(library(7))
        environment["KB_PUBMED_URL"] = server.address
        runs = [
            subprocess.run(
                [sys.executable, "-m", *shlex.split(command, comments=True)],
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            for command in _commands()
        ]
    assert [run.returncode for run in runs] == [0, 0, 0, 0], [run.stderr for run in runs]
    assert (tmp_path / "found.nbib").read_text(encoding="utf-8").count("PMID- ") == 7
    assert (tmp_path / "found.nbib.search.json").is_file()
    assert (tmp_path / "merged.json").read_text(encoding="utf-8").startswith("{")
