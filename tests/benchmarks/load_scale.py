"""How loading grows with the number of policies: copies of policy 7.01.75 under other keys.

    python tests/benchmarks/load_scale.py [COPIES ...]

For each number of copies (5, 10 and 20 unless told) it writes the folder, loads it into a new SQLite
file by ``kb load`` as a process of its own, and prints seconds, seconds a copy, peak memory, and the
ratio of seconds a copy to that of the smallest number: 1.0 is linear. Nothing is asserted here.
"""

from __future__ import annotations

import itertools
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EVIDENCE = Path(__file__).parents[2] / "evidence"
#: Kinds of records that every policy has of its own; the others are shared by all.
OWN = ("references", "studies", "guidelines", "policies")
POLICY = "7.01.75"


def main() -> None:
    """Measure and print."""
    numbers = sorted(int(word) for word in sys.argv[1:]) or [5, 10, 20]
    first = None
    print(f"{'copies':>7} {'records':>8} {'seconds':>8} {'s/copy':>7} {'ratio':>6} {'peak MB':>8}")
    for copies in numbers:
        with tempfile.TemporaryDirectory() as place:
            folder, database = Path(place) / "evidence", Path(place) / "kb.db"
            write_copies(folder, copies)
            records = sum(1 for _ in folder.rglob("*.yaml"))
            seconds = _load(folder, database)
        first = first or seconds / copies
        # Peak of the largest child so far; sizes are taken in rising order, so it is that of this load.
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        ratio = seconds / copies / first
        print(f"{copies:7} {records:8} {seconds:8.1f} {seconds / copies:7.2f} {ratio:6.2f} {peak:8.0f}")


def write_copies(folder: Path, copies: int) -> None:
    """A folder of records with so many copies of the policy, its studies, references and guidelines."""
    shutil.copytree(EVIDENCE, folder)
    keys = [
        path.stem
        for kind in ("references", "studies", "guidelines")
        for path in (EVIDENCE / kind).glob("*.yaml")
    ]
    pattern = re.compile(
        rf"(?<![\w.-])({'|'.join(sorted(map(re.escape, set(keys)), key=len, reverse=True))})(?![\w-])"
    )
    pmids = itertools.count(900_000_000)
    for number in range(1, copies):
        for kind in OWN:
            for path in (EVIDENCE / kind).rglob("*.yaml"):
                text = pattern.sub(rf"\1-{number}", path.read_text(encoding="utf-8"))
                text = re.sub(r'pmid: "\d+"', lambda _: f'pmid: "{next(pmids)}"', text)
                text = text.replace(f"policy: {POLICY}\n", f"policy: {POLICY}-{number}\n")
                name = path.relative_to(EVIDENCE).as_posix().replace(POLICY, f"{POLICY}-{number}")
                target = folder / pattern.sub(rf"\1-{number}", name)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")


def _load(folder: Path, database: Path) -> float:
    """Seconds that ``kb load`` takes into a new database, from start to end of the process."""
    kb = [sys.executable, "-m", "kb", "--database", f"sqlite:///{database.as_posix()}"]
    subprocess.run([*kb, "migrate"], check=True, capture_output=True)
    begin = time.perf_counter()
    subprocess.run([*kb, "load", str(folder)], check=True)
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
