"""How kb behaves on a large knowledge base, beside the plain driver running the same SQL in the same run.

    pip install -e ".[bench]" && python tests/benchmarks/scale.py [--policies 20] [--postgres]
    python tests/benchmarks/scale.py --policies 1000 --database URL [--one URL]

Makes invented knowledge bases of one policy and of N (see ``scale_records.py``), loads both, and prints the
load rate, each public view asked for one policy and one study, ``kb summary``, ``kb sql``, ``kb search``
and the peak memory of an export. ``--postgres`` does so on the server of ``KB_TEST_POSTGRES_URL``, else on
one that it starts; ``--database`` measures what was loaded before. A full run on SQLite takes about half
an hour and 5 GB at 1000 policies. Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from kb.db.migrate import migrate
from kb.db.url import PostgresUrl, parse_url
from tests.benchmarks.scale_records import policy_number, write_records
from tests.benchmarks.timing import run

KB = [sys.executable, "-m", "kb"]
COUNT = "select count(*) from study_overview"
EXPORT = "select * from figure_detail"
WORDS = ["perivascular", "cryoablation", "randomized"]
RUNS = 7


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure kb on a large knowledge base.")
    parser.add_argument("--policies", type=int, default=20)
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL instead of SQLite")
    parser.add_argument("--database", metavar="URL", help="measure this one, loaded before")
    parser.add_argument("--one", metavar="URL", help="the same with one policy, for the growth")
    given = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if given.database:
            one, many = given.one, given.database
        else:
            new = stack.enter_context(new_on_server(folder) if given.postgres else new_files(folder))
            one, many = new("one"), new("many")
            loads(folder, {1: one, given.policies: many}, new)
        asked_views(many, given.policies)
        processes(one, many, folder)


@contextmanager
def new_files(folder: Path) -> Iterator[Callable[[str], str]]:
    """What makes a new SQLite database of a name in the folder, and returns its URL."""

    def new(name: str) -> str:
        url = f"sqlite:///{(folder / name).as_posix()}.db"
        migrate(url)
        return url

    yield new


@contextmanager
def new_on_server(folder: Path) -> Iterator[Callable[[str], str]]:
    """The same on the PostgreSQL server of the tests, which is started where there is none."""
    from tests.databases import server_of_this_run

    (folder / "server").mkdir()
    with ExitStack() as stack:
        server = stack.enter_context(server_of_this_run("master", folder / "server"))
        yield lambda _: stack.enter_context(server.database(server.migrated_template()))


# --- loading ------------------------------------------------------------------------------------------------


def loads(folder: Path, databases: dict[int, str], new: Callable[[str], str]) -> None:
    """Load a folder into each database; beside it, the plain driver inserts the same rows into another."""
    print(
        f"{'load: policies':>14} {'records':>8} {'s':>7} {'rec/s':>6} {'s/policy':>8} {'MB':>5} {'raw s':>7}"
    )
    for policies, url in databases.items():
        records = folder / f"records-{policies}"
        records.mkdir()
        count = write_records(records, policies)
        seconds, peak = _run([*KB, "--database", url, "load", str(records), "--why", "scale"])
        begin = time.perf_counter()
        insert_all(url, new(f"raw-{policies}"))
        raw = time.perf_counter() - begin
        rates = f"{count / seconds:6.0f} {seconds / policies:8.2f} {peak:5.0f} {raw:7.1f}"
        print(f"{policies:14} {count:8} {seconds:7.1f} {rates}", flush=True)


def insert_all(source: str, target: str) -> None:
    """The rows of one database inserted into another by the plain driver, in one transaction."""
    from kb.schema.tables import metadata

    mark = "%s" if _is_postgres(target) else "?"
    with _connected(source) as reading, _connected(target) as writing:
        for table in metadata.sorted_tables:
            writing.execute(f'DELETE FROM "{table.name}"')  # noqa: S608 (names of ours)
            names = [column.name for column in table.columns]
            listed, marks = ", ".join(f'"{name}"' for name in names), ", ".join([mark] * len(names))
            cursor = reading.cursor()
            cursor.execute(f'SELECT {listed} FROM "{table.name}"')  # noqa: S608 (names of ours)
            while rows := cursor.fetchmany(10_000):
                insert = f'INSERT INTO "{table.name}" ({listed}) VALUES ({marks})'  # noqa: S608 (the same)
                writing.cursor().executemany(insert, rows)
        writing.commit()


# --- views --------------------------------------------------------------------------------------------------


def asked_views(url: str, policies: int) -> None:
    """Each public view for one policy and for one study, by kb and by the plain driver."""
    from kb.db.readonly import query
    from kb.schema.views import views

    policy = policy_number(policies // 2)
    with _connected(url) as connection:
        sql = f"SELECT MIN(study_id) FROM study_use WHERE indication_id = '{policy}/crc'"  # noqa: S608
        (study,) = connection.cursor().execute(sql).fetchone()
    print(f"\n{'view':26} {'by':7} {'rows':>5} {'kb ms':>8} {'raw ms':>8} {'ratio':>6}")
    for view in sorted(views(), key=lambda view: view.name):
        with _connected(url) as connection:
            cursor = connection.cursor()
            cursor.execute(f"SELECT * FROM {view.name} LIMIT 0")  # noqa: S608 (names of ours)
            columns = {column[0] for column in cursor.description}
        for column, value in (("policy", policy), ("study", study)):
            if column in columns:
                sql = f"SELECT * FROM {view.name} WHERE {column} = '{value}'"  # noqa: S608 (the same)
                rows = len(query(url, sql).rows)
                ours, raw = _in_turns(lambda s=sql: query(url, s), lambda s=sql: _raw(url, s))
                ms = f"{ours * 1000:8.2f} {raw * 1000:8.2f} {ours / raw:6.2f}"
                print(f"{view.name:26} {column:7} {rows:5} {ms}", flush=True)


def _raw(url: str, sql: str) -> None:
    with _connected(url) as connection:
        connection.cursor().execute(sql).fetchall()


def _in_turns(*calls: Callable[[], Any]) -> list[float]:
    """The median seconds of each call; they take turns, so that a slow moment hits all of them."""
    times: list[list[float]] = [[] for _ in calls]
    for turn in range(RUNS + 1):
        for taken, call in zip(times, calls, strict=True):
            begin = time.perf_counter()
            call()
            if turn:  # the first turn warms the file cache
                taken.append(time.perf_counter() - begin)
    return [statistics.median(taken) for taken in times]


# --- whole processes ----------------------------------------------------------------------------------------


def processes(one: str | None, many: str, folder: Path) -> None:
    """Whole commands on the large database, beside a yardstick each."""
    print(f"\n{'whole process':44} {'s':>7} {'yardstick':>9} {'ratio':>6} {'target':>6}")
    for name, command in {"summary": ["summary", policy_number(0)], "search": ["search", *WORDS]}.items():
        if one:
            label = f"kb {name}, beside the same at one policy"
            target = "1.5" if name == "summary" else ""
            _compare(label, [*KB, "--database", many, *command], [*KB, "--database", one, *command], target)
    yardstick = _yardstick(many, COUNT)
    label = f"kb sql {COUNT.rpartition(' ')[2]} count, beside {Path(yardstick[0]).name}"
    _compare(label, [*KB, "--database", many, "sql", COUNT], yardstick, "0.5")
    print(f"\n{'export of all figures':44} {'s':>7} {'peak MB':>9}")
    bounds = ["--limit", "100000000", "--seconds", "3600"]
    for label, url in (("one policy", one), ("all policies", many)):
        if url:
            output = ["-o", str(folder / "figures.csv")]
            seconds, peak = _run([*KB, "--database", url, "sql", EXPORT, *bounds, *output, "--format", "csv"])
            print(f"{label:44} {seconds:7.2f} {peak:9.0f}", flush=True)


def _compare(label: str, ours: list[str], yardstick: list[str], target: str) -> None:
    first, second = _in_turns(lambda: _run(ours), lambda: _run(yardstick))
    print(f"{label:44} {first:7.3f} {second:9.3f} {first / second:6.2f} {target:>6}", flush=True)


def _yardstick(url: str, sql: str) -> list[str]:
    """The same select by sqlite-utils, on a server by a script that only uses the driver."""
    if not _is_postgres(url):
        script = str(Path(sys.executable).parent / "sqlite-utils")
        return [script, "query", url.removeprefix("sqlite:///"), sql]
    code = f"import psycopg; print(psycopg.connect({_plain(url)!r}).execute({sql!r}).fetchall())"
    return [sys.executable, "-c", code]


def _run(command: list[str], accepted: tuple[int, ...] = (0,)) -> tuple[float, float]:
    """Seconds that a command takes, and the most memory that it held, in MB."""
    taken = run(command, accepted)
    return taken.seconds, taken.peak


@contextmanager
def _connected(url: str) -> Iterator[Any]:
    """A connection by the plain driver."""
    if _is_postgres(url):
        import psycopg

        connection: Any = psycopg.connect(_plain(url))
    else:
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    try:
        yield connection
    finally:
        connection.close()


def _is_postgres(url: str) -> bool:
    return isinstance(parse_url(url), PostgresUrl)


def _plain(url: str) -> str:
    target = parse_url(url)
    return target.plain if isinstance(target, PostgresUrl) else ""


if __name__ == "__main__":
    main()
