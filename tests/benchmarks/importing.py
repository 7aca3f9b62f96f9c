"""What an import costs, into an empty base and a large one, and one screening decision among its candidates.

    python tests/benchmarks/importing.py [--records 50000] [--new 2000]

Writes made-up exports in RIS with abstracts, imports the large one into a review, then the small one into a
review without candidates and into that with the large one, and decides on one candidate. Printed are the CPU
seconds (user and system, start of the program included) and the peak memory of each command, each in a
process of its own, beside two yardsticks of the same run: a loop over the lines of the large file, and plain
``executemany`` of the very rows that its import wrote. Everything is made up. Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.duplicates import FIELDS, ILLS, PEOPLE, THINGS, article

ROOT = Path(__file__).parents[2]
TABLES = ("candidate", "search_hit", "candidate_link", "compared_record", "duplicate_pair")
WORDS = tuple(
    f"{start}{middle}{end}"
    for start in ("re", "un", "tri", "hyper", "car", "neu", "der", "sto", "pro", "al")
    for middle in ("ma", "lo", "vi", "ti", "cu", "no", "sa", "pe", "ra", "du")
    for end in ("tion", "ty", "ment", "sis", "ted", "ing", "al", "s", "oma", "ity")
)
"""A thousand invented words for abstracts."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    seconds: float
    """CPU, user and system."""
    peak: float
    """Memory in megabytes."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure imports and screening.")
    parser.add_argument("--records", type=int, default=50_000)
    parser.add_argument("--new", type=int, default=2_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), given.records, given.new)


def measure(folder: Path, many: int, few: int) -> None:
    """All figures, one a line, with what each is to be held against."""
    large, small = folder / "large.ris", folder / "small.ris"
    _write(large, 0, many)
    _write(small, many, few)
    empty, full, other = (folder / name for name in ("empty.db", "full.db", "other.db"))
    for words in (("migrate",), ("load",), ("review", "open", "7.01.75", "--on", "2022-09-01")):
        _kb(empty, *words)
    shutil.copyfile(empty, full)
    shutil.copyfile(empty, other)
    version = _kb(empty, "--version")
    whole = _kb(full, "review", "import", str(large))
    alone = _kb(other, "review", "import", str(small))
    size, grown = large.stat().st_size, full.stat().st_size - empty.stat().st_size
    decision = _kb(full, "review", "screen", "7.01.75", "--exclude", "#7", "--reason", "design")
    listed = _kb(full, "review", "screen", "7.01.75", "--list", "--format", "csv")
    flow = _kb(full, "prisma", "7.01.75", "--format", "json")
    inserted = _executemany(full, folder / "plain.db")
    beside = _kb(full, "review", "import", str(small))
    lines = _lines(large)
    _print(f"{many} records into an empty base", whole, f"{whole.seconds / inserted:.1f} x executemany")
    print(f"  its file grows to {grown / size:.2f} times the export ({size / 1e6:.0f} MB)")
    print(f"  yardsticks: executemany of its rows {inserted:.2f} s, loop over the lines {lines:.2f} s")
    _print(f"{few} records into an empty base", alone)
    ratio = f"{beside.seconds / alone.seconds:.2f} x into an empty one"
    _print(f"{few} records into {many}", beside, ratio)
    _print(f"one decision among {many}", decision, f"kb --version alone {version.seconds:.2f} s")
    _print(f"a list of {many} candidates as CSV", listed)
    _print(f"the PRISMA flow of {many} candidates", flow)


def _print(what: str, cost: Cost, yardstick: str = "") -> None:
    print(
        f"{what}: {cost.seconds:.2f} CPU s, peak {cost.peak:.0f} MB; {yardstick}".removesuffix("; "),
        flush=True,
    )


def _kb(database: Path, *words: str) -> Cost:
    """What a command takes that has to succeed."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("KB_")}
    environment["KB_DATABASE_URL"] = f"sqlite:///{database.as_posix()}"
    silent = subprocess.DEVNULL
    command = [sys.executable, "-m", "kb", *words]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=silent, stderr=silent)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"kb {' '.join(words)} failed with status {status}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _executemany(database: Path, copy: Path) -> float:
    """CPU seconds of plain inserts of the rows of an import into tables without indexes."""
    spent = 0.0
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        for table in TABLES:
            rows = source.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - names of ours
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                target.execute(f"CREATE TABLE {table} ({', '.join(f'c{n}' for n in range(len(rows[0])))})")
                begin = time.process_time()
                target.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
                target.commit()
                spent += time.process_time() - begin
    return spent


def _lines(file: Path) -> float:
    begin = time.process_time()
    with file.open(encoding="utf-8") as opened:
        for _ in opened:
            pass
    return time.process_time() - begin


def _write(file: Path, first: int, count: int) -> None:
    """An export of made-up articles, numbered from ``first``."""
    chance = random.Random(first + 1)
    with file.open("w", encoding="utf-8") as opened:
        for number in range(first, first + count):
            opened.writelines(_record(chance, number))


def _record(chance: random.Random, number: int) -> Iterator[str]:
    made = article(chance, number)
    subject = f"{chance.choice(THINGS)} in {chance.choice(PEOPLE)} with {chance.choice(ILLS)}"
    title = f"{' '.join(chance.choices(WORDS, k=4)).capitalize()} and {subject}: {chance.choice(FIELDS)}"
    yield f"TY  - JOUR\nTI  - {title}\nT2  - {made.journal}\nPY  - {made.issued}\nVL  - {made.volume}\n"
    yield from (f"AU  - {author.family}, {author.given}\n" for author in made.authors)
    first, _, last = str(made.pages).partition("-")
    yield f"IS  - {made.issue}\nSP  - {first}\nEP  - {last}\n"
    yield from (f"DO  - {doi}\n" for doi in made.dois)
    if made.pmid:
        yield f"AN  - {made.pmid}\nDB  - PubMed\n"
    yield f"AB  - {' '.join(chance.choices(WORDS, k=chance.randrange(120, 300))).capitalize()}.\nER  -\n\n"


if __name__ == "__main__":
    main()
