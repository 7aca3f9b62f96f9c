"""The same questions to Parquet files by DuckDB and Spark, and to the database by ``kb sql``: same answers.

    pip install -e ".[test,spark]" && python tests/benchmarks/engines.py [--policies 1000] [--no-spark]
    python tests/benchmarks/engines.py --database URL

Makes an invented knowledge base (see ``scale_records.py``), loads it, exports it as Parquet, and asks each of
:data:`QUESTIONS` of all. Prints rows and seconds of each, and where the answers are the same; the exit code
is 1 when one is not. ``--database`` asks what was loaded before. Spark asks for Java 17 or newer.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.scale_records import write_records

Rows = list[tuple[Any, ...]]
Ask = Callable[[str], Rows]
KB = [sys.executable, "-m", "kb"]

QUESTIONS = {
    "studies by design group": """
        SELECT design_group, COUNT(*) AS studies, MIN(year) AS first_year, MAX(year) AS last_year
        FROM study_overview GROUP BY design_group ORDER BY design_group
    """,
    "survival of arms": """
        SELECT r.design, r.timepoint_months, COUNT(*) AS results, COUNT(DISTINCT r.study) AS studies,
          AVG(r.estimate) AS mean, MIN(r.estimate) AS lowest, MAX(r.estimate) AS highest
        FROM arm_result AS r WHERE r.outcome = 'overall-survival' AND r.estimate IS NOT NULL
        GROUP BY r.design, r.timepoint_months
        ORDER BY r.design, r.timepoint_months NULLS FIRST
    """,
    "significant comparisons": """
        SELECT outcome, COUNT(*) AS compared, SUM(CASE WHEN p_value < 0.05 THEN 1 ELSE 0 END) AS significant
        FROM contrast_result WHERE p_value IS NOT NULL GROUP BY outcome ORDER BY outcome
    """,
    "indications and their studies": """
        SELECT u.policy, u.indication, COUNT(*) AS studies, SUM(s.enrolled) AS enrolled,
          MAX(c.verdict) AS verdict
        FROM study_in_policy AS u
        JOIN study_overview AS s ON s.study = u.study
        JOIN policy_conclusion AS c ON c.policy = u.policy AND c.indication = u.indication
        GROUP BY u.policy, u.indication ORDER BY u.policy, u.indication LIMIT 5000
    """,
    "limitations by domain": """
        SELECT s.design_group, l.domain, COUNT(DISTINCT l.study) AS studies
        FROM study_limitation AS l JOIN study_overview AS s ON s.study = l.study
        GROUP BY s.design_group, l.domain ORDER BY s.design_group, l.domain
    """,
    "policies that cite a retracted reference": """
        SELECT policy, COUNT(*) AS listed, SUM(CAST(retracted AS INTEGER)) AS retracted
        FROM policy_reference GROUP BY policy ORDER BY policy LIMIT 5000
    """,
    "latest entries in the history": """
        SELECT policy, CAST(MAX(effective_date) AS VARCHAR(10)) AS latest, COUNT(*) AS entries
        FROM policy_timeline GROUP BY policy ORDER BY policy LIMIT 5000
    """,
    "largest trial of a year": """
        SELECT year, study, enrolled FROM (
          SELECT year, study, enrolled,
            ROW_NUMBER() OVER (PARTITION BY year ORDER BY enrolled DESC NULLS LAST, study) AS place
          FROM study_overview WHERE design_group = 'randomized'
        ) AS ranked WHERE place = 1 ORDER BY year NULLS FIRST
    """,
    "printed numbers by statistic": """
        SELECT statistic, COUNT(*) AS numbers, COUNT(value) AS with_value, SUM(value) AS total
        FROM figure_detail GROUP BY statistic ORDER BY statistic
    """,
}
"""SQL that means the same on SQLite, PostgreSQL, DuckDB and Spark; every answer is in one order."""


def main() -> int:
    """Ask all, print, and say whether the answers are the same."""
    parser = argparse.ArgumentParser(description="Compare answers of engines on exported files.")
    parser.add_argument("--policies", type=int, default=1000)
    parser.add_argument("--database", metavar="URL", help="ask this one, loaded before")
    parser.add_argument("--no-spark", action="store_true", help="by DuckDB alone")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = given.database or loaded(folder, given.policies)
        _timed(
            "exported as Parquet", lambda: _run("--database", url, "export", "--parquet", str(folder / "pq"))
        )
        size = sum(file.stat().st_size for file in (folder / "pq").iterdir())
        print(f"  {size / 1e6:.1f} MB")
        with by_duckdb(folder / "pq") as duckdb:
            engines = {"DuckDB": duckdb}
            if given.no_spark:
                return compared(lambda sql: by_kb(url, sql), engines)
            with by_spark(folder / "pq") as spark:
                return compared(lambda sql: by_kb(url, sql), engines | {"Spark": spark})


def loaded(folder: Path, policies: int) -> str:
    """URL of a SQLite database with an invented knowledge base."""
    url = f"sqlite:///{(folder / 'kb.db').as_posix()}"
    figures = write_records(folder / "evidence", policies)
    print(f"{policies} policies, {figures} figures")
    _run("--database", url, "migrate")
    _timed("loaded", lambda: _run("--database", url, "load", str(folder / "evidence")))
    return url


def compared(kb: Ask, engines: dict[str, Ask]) -> int:
    """1 when an engine answers one of the questions otherwise than ``kb sql``, else 0."""
    different = 0
    for question, sql in QUESTIONS.items():
        expected, seconds = _answered(kb, sql)
        line = f"{question}: {len(expected)} rows; kb sql {seconds:.2f} s"
        for name, ask in engines.items():
            rows, seconds = _answered(ask, sql)
            is_same = same(expected, rows)
            different += not is_same
            line += f"; {name} {seconds:.2f} s, {'the same' if is_same else 'DIFFERENT'}"
            if not is_same:
                line += f"\n  kb sql {_first_difference(expected, rows)}"
        print(line)
    print("All answers are the same." if not different else f"{different} answers differ.")
    return int(different > 0)


def same(expected: Rows, rows: Rows) -> bool:
    """Whether two answers are the same; sums of reals may differ from the twelfth digit on."""
    return len(expected) == len(rows) and all(map(_same_row, expected, rows))


def _same_row(expected: Sequence[Any], row: Sequence[Any]) -> bool:
    return len(expected) == len(row) and all(map(_same_value, expected, row))


def _same_value(expected: Any, value: Any) -> bool:
    if isinstance(expected, float) and isinstance(value, int | float):
        return math.isclose(expected, value, rel_tol=1e-12)
    return bool(expected == value)


def _first_difference(expected: Rows, rows: Rows) -> str:
    pairs = ((a, b) for a, b in zip(expected, rows, strict=False) if not _same_row(a, b))
    return " against ".join(map(str, next(pairs, (len(expected), len(rows)))))


def by_kb(url: str, sql: str) -> Rows:
    """The answer of ``kb sql``."""
    lines = _run("--database", url, "sql", sql, "--format", "jsonl", "--seconds", "600").splitlines()
    return [tuple(json.loads(line).values()) for line in lines]


@contextmanager
def by_duckdb(folder: Path) -> Iterator[Ask]:
    """Asks DuckDB, each file being a view of its name."""
    import duckdb

    with duckdb.connect() as connection:
        for file in sorted(folder.glob("*.parquet")):
            connection.execute(f"CREATE VIEW {file.stem} AS FROM '{file.as_posix()}'")
        yield lambda sql: connection.execute(sql).fetchall()


@contextmanager
def by_spark(folder: Path) -> Iterator[Ask]:
    """Asks Spark on this machine, each file being a view of its name."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[*]").appName("kb").config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    session = builder.config("spark.sql.shuffle.partitions", "4").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        for file in sorted(folder.glob("*.parquet")):
            session.read.parquet(str(file)).createOrReplaceTempView(file.stem)
        yield lambda sql: [tuple(row) for row in session.sql(sql).collect()]
    finally:
        session.stop()


def _answered(ask: Ask, sql: str) -> tuple[Rows, float]:
    started = time.perf_counter()
    return ask(sql), time.perf_counter() - started


def _timed(what: str, call: Callable[[], Any]) -> None:
    started = time.perf_counter()
    call()
    print(f"{what} in {time.perf_counter() - started:.1f} s")


def _run(*words: str) -> str:
    done = subprocess.run([*KB, *words], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
