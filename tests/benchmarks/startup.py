"""How long whole commands take, against ``sqlite-utils query`` on the same file in the same run.

    pip install -e ".[bench]" && python tests/benchmarks/startup.py [RUNS]

Prints the median and the fastest of RUNS runs (10 unless told) of each command, taken in turns so that
a slow moment of the machine hits all of them, and the ratio to the yardstick. Nothing is asserted here.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

YARDSTICK = "sqlite-utils query"
COUNT = "select count(*) as studies from study_overview"
TARGETS = {
    "kb summary 7.01.75": 0.7,
    "kb report 7.01.75": 1.0,
    "kb study show wang-2015": 1.0,
    "kb study list": 1.0,
    "kb search cryoablation": 1.0,
    "kb --help": 0.5,
    "kb sql (the same SQL)": 0.5,
}


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "kb.db"
        environment = os.environ | {"KB_DATABASE_URL": f"sqlite:///{database.as_posix()}"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed kb has its bytecode, as the yardstick
        scripts = Path(sys.executable).parent
        kb = str(scripts / "kb")
        for setup in (["migrate"], ["load"]):
            subprocess.run([kb, *setup], env=environment, check=True, capture_output=True)
        commands = {
            YARDSTICK: [str(scripts / "sqlite-utils"), "query", str(database), COUNT],
            "kb summary 7.01.75": [kb, "summary", "7.01.75"],
            "kb summary 7.01.75 hcc --full": [kb, "summary", "7.01.75", "hcc", "--full"],
            "kb report 7.01.75": [kb, "report", "7.01.75"],
            "kb study show wang-2015": [kb, "study", "show", "wang-2015"],
            "kb study list": [kb, "study", "list"],
            "kb search cryoablation": [kb, "search", "cryoablation"],
            "kb sql (the same SQL)": [kb, "sql", COUNT],
            "kb --help": [kb, "--help"],
        }
        times = _measure(commands, environment, runs)
    _print(times)


def _measure(
    commands: dict[str, list[str]], environment: dict[str, str], runs: int
) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            begin = time.perf_counter()
            subprocess.run(command, env=environment, check=True, capture_output=True)
            if turn > 0:  # the first turn warms the file cache
                times[name].append(time.perf_counter() - begin)
    return times


def _print(times: dict[str, list[float]]) -> None:
    median = statistics.median(times[YARDSTICK])
    fastest = min(times[YARDSTICK])
    print(f"{'command':32} {'median s':>9} {'min s':>7} {'of medians':>10} {'of minima':>10} {'target':>7}")
    for name, taken in times.items():
        middle, least = statistics.median(taken), min(taken)
        ratios = f"{middle / median:10.2f} {least / fastest:10.2f}"
        target = f"{TARGETS[name]:.1f}" if name in TARGETS else ""
        print(f"{name:32} {middle:9.3f} {least:7.3f} {ratios} {target:>7}")


if __name__ == "__main__":
    main()
