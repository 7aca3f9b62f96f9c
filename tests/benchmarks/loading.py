"""What loading costs beside inserting the same rows by the plain driver, and a second load beside the first.

    python tests/benchmarks/loading.py [--policies 20] [--runs 3] [--postgres]

Makes an invented knowledge base (see ``scale_records.py``), and prints wall and CPU seconds, peak memory of
the largest process, and ratios: of the first load to ``executemany`` of the same rows into an empty database
of the same schema in the same run (at most 3), and of a second load of the unchanged folder to the first (a
tenth). Of several runs the fastest counts. Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.scale import KB, insert_all, new_files, new_on_server
from tests.benchmarks.scale_records import write_records
from tests.benchmarks.timing import Taken, run


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure kb load beside executemany of the same rows.")
    parser.add_argument("--policies", type=int, default=20)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL instead of SQLite")
    given = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        new = stack.enter_context(new_on_server(folder) if given.postgres else new_files(folder))
        (folder / "records").mkdir()
        count = write_records(folder / "records", given.policies)
        print(f"{given.policies} policies, {count} records, fastest of {given.runs}")
        print(f"{'':30} {'s':>8} {'CPU s':>8} {'MB':>6} {'ratio':>6} {'of CPU':>6}  target")
        _measure(folder / "records", new, given.runs)


def _measure(records: Path, new: Callable[[str], str], runs: int) -> None:
    taken: dict[str, list[Taken]] = {"raw": [], "first": [], "second": []}
    for turn in range(runs):
        url = new(f"loaded-{turn}")
        load = [*KB, "--database", url, "load", str(records), "--why", "scale"]
        taken["first"].append(run(load))
        taken["second"].append(run(load))
        taken["raw"].append(_raw(url, new(f"raw-{turn}")))
    raw, first, second = (min(taken[name], key=lambda each: each.seconds) for name in taken)
    _line("executemany of the same rows", raw, None, "")
    _line("kb load", first, raw, "3.0 of executemany")
    _line("kb load again, nothing changed", second, first, "0.1 of the first load")


def _raw(source: str, target: str) -> Taken:
    begin, cpu = time.perf_counter(), sum(os.times()[:2])
    insert_all(source, target)
    return Taken(time.perf_counter() - begin, sum(os.times()[:2]) - cpu, 0)


def _line(label: str, taken: Taken, beside: Taken | None, target: str) -> None:
    ratios = f"{'':13}"
    if beside is not None:
        ratios = f"{taken.seconds / beside.seconds:6.2f} {taken.cpu / beside.cpu:6.2f}"
    memory = f"{taken.peak:6.0f}" if taken.peak else f"{'':6}"
    print(f"{label:30} {taken.seconds:8.2f} {taken.cpu:8.2f} {memory} {ratios}  {target}", flush=True)


if __name__ == "__main__":
    main()
