"""How long the whole check takes as a knowledge base grows, and how much of it a second run does again.

    python tests/benchmarks/checks.py [--policies 20]
    python tests/benchmarks/checks.py --database URL --one URL

Makes invented knowledge bases of N/10 and of N policies (see ``scale_records.py``), or takes two that were
loaded before, and prints for each: the plain read of all figures by the driver (the yardstick), ``kb check``
from nothing, the same again with nothing changed, for one policy, and once more after one study was changed.
Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from kb.db.migrate import migrate
from tests.benchmarks.scale import KB
from tests.benchmarks.scale_records import policy_number, write_records
from tests.benchmarks.timing import run

RUNS = {
    "from nothing": "100 us a figure",
    "nothing changed": "0.10 of the first",
    "one policy, unchanged": "0.60 s",
    "one study changed": "",
}
FIGURES = "SELECT * FROM figure JOIN result ON result.id = figure.result_id"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure kb check on a large knowledge base.")
    parser.add_argument("--policies", type=int, default=20)
    parser.add_argument("--database", metavar="URL", help="the large base, loaded before")
    parser.add_argument("--one", metavar="URL", help="the small base, loaded before")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        sizes = {"small": max(given.policies // 10, 1), "large": given.policies}
        urls = {"small": given.one, "large": given.database}
        heads = ("figures", "run", "s", "CPU s", "us/figure", "MB", "of plain read", "of first")
        print("{:6} {:>9} {:26} {:>7} {:>7} {:>9} {:>5} {:>13} {:>8}  target".format("base", *heads))
        for base, policies in sizes.items():
            measure(base, urls[base] or _loaded(folder, base, policies))


def _loaded(folder: Path, base: str, policies: int) -> str:
    records = folder / base
    records.mkdir()
    write_records(records, policies)
    url = f"sqlite:///{(folder / base).as_posix()}.db"
    migrate(url)
    run([*KB, "--database", url, "load", str(records), "--why", "scale"])
    return url


def measure(base: str, url: str) -> None:
    """One base: from nothing, unchanged, after one change."""
    file = url.removeprefix("sqlite:///")
    begin = time.perf_counter()
    with sqlite3.connect(file) as connection:
        figures = sum(1 for _ in connection.execute(FIGURES))
    connection.close()
    plain = time.perf_counter() - begin
    command = [*KB, "--database", url, "check", "--severity", "error", "--format", "csv", "-o", os.devnull]
    first = None
    for name, target in RUNS.items():
        if name == "one study changed":
            _change_one_study(file)
        one = ["--policy", policy_number(0)] if name == "one policy, unchanged" else []
        taken = run([*command, *one], accepted=(0, 3))
        first = first or taken
        rates = (
            f"{taken.seconds:7.2f} {taken.cpu:7.2f} {taken.seconds / figures * 1e6:9.1f} {taken.peak:5.0f}"
        )
        ratios = f"{taken.seconds / plain:13.2f} {taken.seconds / first.seconds:8.2f}"
        print(f"{base:6} {figures:9} {name:26} {rates} {ratios}  {target}", flush=True)


def _change_one_study(file: str) -> None:
    """As a load does that changes a study: its record has another hash."""
    with sqlite3.connect(file) as connection:
        connection.execute(
            "UPDATE record SET content_hash = 'changed'"
            " WHERE id = (SELECT MIN(id) FROM record WHERE kind = 'studies')"
        )
    connection.close()


if __name__ == "__main__":
    main()
