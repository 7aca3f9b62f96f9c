"""How fast exports are read, beside a plain pass of the standard library over the same file in the same run.

    python tests/benchmarks/literature.py [--records 50000] [--file FILE ...]

Writes made-up exports in every format (or takes the files given), reads each, and prints records and
megabytes in a CPU second, the ratio to the yardstick of its format, and peak memory for a tenth of the
records and for all. A ratio of 3 says: three times as long as ``xml.etree.iterparse`` takes to parse the XML,
``json.load`` the JSON, ``csv.reader`` the table, or a loop over the lines of the others. Each is measured in
a process of its own, the best of three. Everything is made up. Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

_READ = """
import sys, time
from pathlib import Path
from kb.bibliography.formats.exports import read_citations
path, status = Path(sys.argv[1]), Path("/proc/self/status")
begin = time.process_time()
count = sum(1 for _ in read_citations(path))
spent = time.process_time() - begin
# ru_maxrss would be that of the process that started this one
peaks = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")]
print(count, spent, int(peaks[0]) / 1024)
"""
_PLAIN = {
    "iterparse": """
import xml.etree.ElementTree as tree
for _, element in tree.iterparse(path): element.clear()""",
    "json.load": """
import json
json.load(open(path, encoding="utf-8"))""",
    "csv.reader": """
import csv
for row in csv.reader(open(path, encoding="utf-8", newline="")): pass""",
    "lines": """
for line in open(path, encoding="utf-8"): pass""",
}
"""Yardstick -> a program that does the nearest plain thing."""

_TIMED = """
import sys, time
path = sys.argv[1]
begin = time.process_time()
{}
print(time.process_time() - begin)"""
RUNS = 3
HEADS = ("records", "rec/s", "MB/s", "yardstick", "ratio", "MB tenth", "MB all")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the readers of exports.")
    parser.add_argument("--records", type=int, default=50_000)
    parser.add_argument("--file", type=Path, nargs="*", default=[], help="measure these instead")
    given = parser.parse_args()
    print(f"{'file':16} " + " ".join(f"{head:>10}" for head in HEADS))
    with tempfile.TemporaryDirectory() as folder:
        if given.file:
            pairs = [(file, file) for file in given.file]
        else:
            small, large = (Path(folder, name) for name in ("tenth", "all"))
            few, many = write_exports(small, given.records // 10), write_exports(large, given.records)
            pairs = list(zip(few, many, strict=True))
        for few_file, file in pairs:
            measure(few_file, file)


def measure(small: Path, file: Path) -> None:
    """One line for one format: ``small`` is a file with a tenth of the records of ``file``."""
    runs = [_run(_READ, file) for _ in range(RUNS)]
    seconds = min(run[1] for run in runs)
    yardstick = _yardstick(file)
    plain = min(_run(_TIMED.format(_PLAIN[yardstick]), file)[0] for _ in range(RUNS))
    count, size = int(runs[0][0]), file.stat().st_size / 1e6
    peaks = (_run(_READ, small)[2], max(run[2] for run in runs))
    rates = f"{count:10} {count / seconds:10.0f} {size / seconds:10.1f}"
    memory = " ".join(f"{peak:10.0f}" for peak in peaks)
    print(f"{file.name:16} {rates} {yardstick:>10} {seconds / plain:10.1f} {memory}", flush=True)


def _yardstick(file: Path) -> str:
    """The plain pass that does the nearest thing, by what the file begins with."""
    with file.open("rb") as opened:
        head = opened.read(2000).lstrip(b"\xef\xbb\xbf \n")
    if head.startswith(b"<"):
        return "iterparse"
    if head.startswith((b"[", b"{")):
        return "json.load"
    return "csv.reader" if file.suffix in (".csv", ".tsv") else "lines"


def _run(program: str, file: Path) -> list[float]:
    """The numbers that a program prints about a file."""
    command = [sys.executable, "-c", program, str(file.resolve())]
    run = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return [float(word) for word in run.stdout.split()]


def write_exports(folder: Path, count: int) -> Sequence[Path]:
    """So many made-up articles in each format."""
    from tests.bibliography.formats.made_up import articles, nbib, pubmed_set
    from tests.bibliography.formats.made_up_exports import bibtex, csl_json, endnote_xml, pubmed_csv, ris

    made = articles(count)
    folder.mkdir()

    def written(name: str, text: str) -> Path:
        (folder / name).write_text(text, encoding="utf-8")
        return folder / name

    return [
        written("pubmed.nbib", "".join(map(nbib, made))),
        written("pubmed.xml", pubmed_set(made)),
        written("export.ris", "".join(map(ris, made))),
        written("endnote.xml", endnote_xml(made)),
        written("export.bib", "".join(map(bibtex, made))),
        written("csl.json", csl_json(made)),
        written("pubmed.csv", pubmed_csv(made)),
    ]


if __name__ == "__main__":
    main()
