"""A team on one PostgreSQL server: many who read and some who write, and whether anything is lost.

    python tests/benchmarks/team.py [--policies 3] [--minutes 0.5] [--readers 20] [--writers 5]

Loads an invented knowledge base on the server of ``KB_TEST_POSTGRES_URL``, else on one that it starts. Then
readers ask as ``kb sql``, ``kb report``, ``kb study show`` and ``kb search`` do, and writers load a record
that they edited in a folder of their own, put screening decisions on record, and edit records in the
database, each in a process of its own and without a pause, for so many minutes. Every write that kb said was
done is noted with what it wrote. At the end it prints how long each kind took (median, 95 in 100, the
longest, of how many), and holds the database against the notes: every write is there, in the change log and
in its record; no line of the change log is missing; the rows of every record written make the text of its
hash; every foreign key has its row. Ends with an error when anything is lost.

For the size that counts: ``--policies 1000 --minutes 10``.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.scale import KB, new_on_server
from tests.benchmarks.scale_records import policy_number, write_records
from tests.benchmarks.timing import run

CANDIDATES = 200
REVIEWED = policy_number(0)
"""The policy whose yearly review is under way."""


class Done(NamedTuple):
    """Something that a reader or writer did; ``wrote`` is empty for a read."""

    kind: str
    seconds: float
    wrote: str = ""
    where: str = ""
    """Record or candidate that was written."""
    error: str = ""


# --- those who read and write, each in a process of its own -------------------------------------------------


def reading(url: str, name: str, policies: int) -> Iterator[tuple[str, Callable[[], Any]]]:
    """One read after the other, at random, the same for the same name."""
    from kb.db.connect import read
    from kb.db.readonly import query
    from kb.documents.render import render
    from kb.evidence.studies import study_keys
    from kb.lookup.search import search
    from kb.reports.report import build_report
    from kb.reports.study_page import build_study_page

    chance = random.Random(name)
    with read(url) as reader:
        studies = study_keys(reader)

    def page(build: Callable[..., Any], key: str) -> None:
        with read(url) as reader:
            render(build(reader, key), "markdown")

    def searched(words: str) -> None:
        with read(url) as reader:
            search(reader, words)

    while True:
        policy, study = policy_number(chance.randrange(policies)), chance.choice(studies)
        sql = f"SELECT study, label, size FROM study_overview WHERE study = '{study}'"  # noqa: S608 (ours)
        yield "sql", lambda sql=sql: query(url, sql)
        yield "study show", lambda study=study: page(build_study_page, study)
        yield "search", lambda: searched("perivascular cryoablation")
        if chance.random() < 0.25:
            yield "report", lambda policy=policy: page(build_report, policy)


def writing(url: str, name: str, folder: Path) -> Iterator[tuple[str, str, str, Callable[[], Any]]]:
    """One write after the other: kind, what it writes, where, and the call."""
    from kb.review.screening.deciding import DecisionRequest, decide
    from kb.review.screening.rules import ScreeningChoice
    from kb.review.screening.worklist import Screener
    from kb.store.edits import amend
    from kb.store.load import LoadRequest, load

    (loaded,) = folder.glob("studies/*.yaml")
    amended = f"studies/{(folder / 'amends').read_text(encoding='utf-8')}"
    text = loaded.read_text(encoding="utf-8")
    number = 0
    while True:
        number += 1
        mark = f"{name} {_in_letters(number)}"  # a bare number may not stand in a text of ours
        loaded.write_text(text.replace("\nsetting: ", f"\nsetting: {mark}, "), encoding="utf-8")
        request = LoadRequest(folder, url, name, mark)
        yield "load", mark, f"studies/{loaded.stem}", lambda request=request: load(request)
        candidate = f"pmid:{number % CANDIDATES + 1}"
        wish = DecisionRequest(candidate, ScreeningChoice("include" if number % 2 else "exclude", note=mark))
        if not number % 2:
            wish = DecisionRequest(candidate, ScreeningChoice("exclude", "population", note=mark))
        yield "screen", mark, candidate, lambda wish=wish: decide(url, REVIEWED, Screener(name), [wish])
        change = (amended, lambda record, mark=mark: record.model_copy(update={"setting": mark}))
        yield "edit", mark, amended, lambda change=change, mark=mark: amend(url, [change], name, mark)


def _in_letters(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def work(role: str, url: str, name: str, seconds: float, policies: int, folder: Path) -> None:
    """Do one thing after the other for so long, and print each as a line of JSON."""
    from kb.errors import KbError

    steps: Iterator[Any] = (
        writing(url, name, folder)
        if role == "writer"
        else ((kind, "", "", call) for kind, call in reading(url, name, policies))
    )
    end = time.monotonic() + seconds
    for kind, wrote, where, call in steps:
        begin, error = time.perf_counter(), ""
        try:
            call()
        except KbError as told:
            error = str(told)
        done = Done(kind, time.perf_counter() - begin, wrote, where, error)
        print(json.dumps(done), flush=True)
        if time.monotonic() > end:
            return


# --- the run ------------------------------------------------------------------------------------------------


def main() -> None:
    """Load, let the team work, print, and hold the database against what was done."""
    if sys.argv[1:2] == ["--work"]:
        role, url, name, seconds, policies, folder = sys.argv[2:]
        work(role, url, name, float(seconds), int(policies), Path(folder))
        return
    parser = argparse.ArgumentParser(description="Let a team read and write on one PostgreSQL server.")
    parser.add_argument("--policies", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=0.5)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--writers", type=int, default=5)
    given = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = stack.enter_context(new_on_server(folder))("team")
        writers = {
            f"writer-{_in_letters(number)}": folder / f"writer-{number}" for number in range(given.writers)
        }
        _prepare(url, folder, given.policies, writers)
        done = _at_work(url, given, writers)
        _print(done)
        lost = list(losses(url, done))
    print("\n".join(lost) if lost else "Nothing is lost.")
    if lost:
        raise SystemExit(1)


def _prepare(url: str, folder: Path, policies: int, writers: Mapping[str, Path]) -> None:
    """The base, a review with candidates, and a folder with one study for each writer."""
    from tests.builders.reviews import Year

    records = folder / "records"
    records.mkdir()
    count = write_records(records, policies)
    taken = run([*KB, "--database", url, "load", str(records), "--why", "scale"])
    print(f"{count} records loaded in {taken.seconds:.0f} s ({taken.cpu:.0f} CPU s, {taken.peak:.0f} MB)")
    year = Year(url, REVIEWED, reviewers=min(2, len(writers))).open()
    search = year.run(records=CANDIDATES)
    for number in range(1, CANDIDATES + 1):
        year.candidate(f"pmid:{number}", search)
    year.write()
    studies = sorted((records / "studies").glob("*.yaml"))
    for own, amended, place in zip(studies, reversed(studies), writers.values()):  # noqa: B905 (a few of many)
        (place / "studies").mkdir(parents=True)
        (place / "studies" / own.name).write_bytes(own.read_bytes())
        (place / "amends").write_text(amended.stem, encoding="utf-8")


def _at_work(url: str, given: argparse.Namespace, writers: Mapping[str, Path]) -> list[Done]:
    """Everything that was done, by all."""
    team = [("reader", f"reader-{number}", Path()) for number in range(given.readers)]
    team += [("writer", name, place) for name, place in writers.items()]
    seconds = given.minutes * 60
    processes = [
        subprocess.Popen(
            [
                sys.executable,
                __file__,
                "--work",
                role,
                url,
                name,
                str(seconds),
                str(given.policies),
                str(place),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        for role, name, place in team
    ]
    try:
        lines = [
            line
            for process in processes
            for line in process.communicate(timeout=seconds + 600)[0].splitlines()
        ]
    finally:
        for process in processes:
            process.kill()
    if any(process.returncode for process in processes):
        raise SystemExit("A reader or writer ended with an error; see above.")
    return [Done(*json.loads(line)) for line in lines]


def _print(done: list[Done]) -> None:
    by_kind: dict[str, list[Done]] = defaultdict(list)
    for each in done:
        by_kind[each.kind].append(each)
    print(f"{'kind':12} {'done':>7} {'refused':>8} {'median s':>9} {'p95 s':>8} {'max s':>8}")
    for kind, of_kind in by_kind.items():
        times = sorted(each.seconds for each in of_kind)
        refused = sum(bool(each.error) for each in of_kind)
        p95 = times[min(len(times) - 1, round(len(times) * 0.95))]
        sizes = f"{len(times):7} {refused:8} {statistics.median(times):9.3f} {p95:8.3f} {times[-1]:8.3f}"
        print(f"{kind:12} {sizes}", flush=True)
    for message in sorted({each.error.splitlines()[0] for each in done if each.error})[:10]:
        print(f"  refused: {message}")


# --- whether anything is lost -------------------------------------------------------------------------------


def losses(url: str, done: list[Done]) -> Iterator[str]:
    """Everything that was said to be done and is not there, and everything that does not fit together."""
    from kb.db.connect import read

    written = [each for each in done if each.wrote and not each.error]
    if not written:
        yield "Nobody wrote anything."
    with read(url) as reader:
        log = reader.rows('SELECT id, why, record_id FROM "change" ORDER BY id')
        notes = {row["note"] for row in reader.rows("SELECT note FROM screening_decision")}
        settings = {
            f"studies/{row['id']}": row["setting"] for row in reader.rows("SELECT id, setting FROM study")
        }
        records = reader.rows("SELECT id, content_hash FROM record ORDER BY id")
        logged = {(row["why"], row["record_id"]) for row in log}
        last: dict[str, str] = {}
        for each in written:
            if each.kind == "screen":
                if each.wrote not in notes:
                    yield f"The decision {each.wrote} on {each.where} is not on record."
                continue
            last[each.where] = each.wrote
            if (each.wrote, each.where) not in logged:
                yield f"The {each.kind} {each.wrote} of {each.where} is not in the change log."
        for record, mark in last.items():
            if not str(settings[record]).startswith(mark):
                yield f"{record} says {settings[record]!r}; {mark} was written last."
        ids = [row["id"] for row in log]
        if len(set(ids)) != len(ids):
            yield "The change log numbers a line twice."
        yield from _unfit(reader, {row["id"]: row["content_hash"] for row in records}, last)
    yield from _dangling(url)


def _unfit(reader: Any, hashes: Mapping[str, str], written: Mapping[str, str]) -> Iterator[str]:
    """Records whose rows do not make the text of their hash."""
    from kb.store.convert import hash_of
    from kb.store.record_texts import record_text

    for record in written:
        if hash_of(record_text(reader, record)) != hashes[record]:
            yield f"The rows of {record} do not make the text of its hash."


def _dangling(url: str) -> Iterator[str]:
    """Foreign keys whose row is not there; the server holds them, so this only says that it did."""
    from kb.db.connect import read
    from kb.schema.tables import metadata

    with read(url) as reader:
        for table in metadata.sorted_tables:
            for key in table.foreign_keys:
                column, target = key.parent.name, key.column.table.name
                meant = f'SELECT 1 FROM "{target}" AS o WHERE o."{key.column.name}" = t."{column}"'  # noqa: S608
                rows = f'"{table.name}" AS t WHERE t."{column}" IS NOT NULL AND NOT EXISTS ({meant})'
                sql = f"SELECT COUNT(*) AS n FROM {rows}"  # noqa: S608 (names of ours)
                if count := reader.rows(sql)[0]["n"]:
                    yield f"{count} rows of {table.name} point by {column} at rows that are not there."


if __name__ == "__main__":
    main()
