"""``kb load``: a folder of records into the database, all of it in one transaction or nothing.

Files are read one by one and written as they come, so that memory does not grow with the folder; when
any of them has a problem, everything is rolled back and all problems are reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.errors import KbError, Problem, ProblemsFound
from kb.records.kinds import RecordFolder, RecordName, list_folder, name_of
from kb.store.base import FolderBase, changed_behind
from kb.store.conflicts import conflict
from kb.store.convert import TABLES, to_text
from kb.store.database import Writer, writing
from kb.store.loading import Loading
from kb.store.lookups import Lookups
from kb.store.row_changes import ChangeAuthor, fetch, log_record
from kb.store.rows import Row
from kb.store.search import refresh

Progress = Callable[[int, int], None]
"""Called with the number of records done and the number of all."""


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """What to load where, and what the change log is to say of it.

    ``prune`` removes records that the folder no longer has; ``dry_run`` checks all and writes nothing.
    """

    folder: Path
    database: str
    who: str
    why: str
    prune: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """How many records a load added, changed, left alone and removed.

    ``kept`` counts those that somebody else changed, and that were not edited in this folder; ``left`` those
    that were deleted in this folder and not in the database.
    """

    added: int
    changed: int
    unchanged: int
    removed: int
    dry_run: bool
    kept: int = 0
    left: int = 0

    def sentence(self) -> str:
        """The outcome for a person."""
        counts = {"new": self.added, "changed": self.changed, "unchanged": self.unchanged}
        if self.removed:
            counts["removed"] = self.removed
        if self.kept:
            counts["newer in the database and left so (kb dump fetches them)"] = self.kept
        total = sum(counts.values()) - self.removed
        if self.left:
            counts["deleted here and left in the database (--prune removes them)"] = self.left
        start = "Checked" if self.dry_run else "Loaded"
        listed = ", ".join(f"{count} {word}" for word, count in counts.items())
        end = " Nothing was written." if self.dry_run else ""
        return f"{start} {total} {'record' if total == 1 else 'records'}: {listed}.{end}"


class _DryRun(Exception):
    """Ends the transaction of a dry run, so that it is taken back."""


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def load(request: LoadRequest, progress: Progress = _silent) -> LoadOutcome:
    """Load a folder. Raises ProblemsFound with every problem of every file; then nothing is written."""
    if not request.why.strip() or not request.who.strip():
        raise KbError("The change log needs who and why. Give both.")
    folder = list_folder(request.folder)
    outcome = LoadOutcome(0, 0, 0, 0, request.dry_run)
    try:
        with writing(request.database) as writer:
            loading = Loading(writer, folder, ChangeAuthor.now(request.who, request.why), prune=request.prune)
            outcome = _load(request, folder, loading, progress)
            if request.dry_run:
                raise _DryRun
            newest = writer.newest_change()
        loading.settle(newest)
    except _DryRun:
        pass
    return outcome


def _load(request: LoadRequest, folder: RecordFolder, loading: Loading, progress: Progress) -> LoadOutcome:
    writer = loading.writer
    loaded = 0

    def done(count: int) -> None:
        nonlocal loaded
        loaded += count
        progress(loaded, len(folder.names))

    loading.load(done)
    problems = [*folder.strays, *loading.finish()]
    removed = 0
    if request.prune and not problems:
        removed, conflicts = _remove_missing(writer, folder, loading.author, loading.base)
        problems += conflicts
    if not problems:
        refresh(writer)
    if not problems and (loading.deleted or removed):
        remedy = "Change what points at it first."
        problems = [
            Problem(request.folder.as_posix(), 0, "", f"{dangling}.", remedy)
            for dangling in writer.dangling()
        ]
    if problems:
        raise ProblemsFound(_headline(problems, folder), problems)
    missing = 0 if request.prune else loading.count_still_stored()
    counts = (loading.added, loading.changed, loading.unchanged, removed)
    return LoadOutcome(*counts, request.dry_run, len(loading.kept), missing)


def _headline(problems: list[Problem], folder: RecordFolder) -> str:
    files = len({problem.file for problem in problems})
    count = len(problems)
    return (
        f"Nothing was written: {count} {'problem' if count == 1 else 'problems'}"
        f" in {files} of {len(folder.names) + len(folder.strays)} files."
    )


def _remove_missing(
    writer: Writer, folder: RecordFolder, author: ChangeAuthor, base: FolderBase
) -> tuple[int, list[Problem]]:
    """Remove what the folder lacks. Returns how many records went, and problems with those that may not."""
    present = {name.id for name in folder.names}
    missing = [row for row in writer.rows("SELECT * FROM record ORDER BY id") if row["id"] not in present]
    names = Lookups(writer, None)
    problems = []
    for row in missing:
        if (name := name_of(row["id"])) is None:
            continue
        rows = fetch(writer, name.kind, [name.id])[name.id]
        against = ("", names, writer)
        if refused := changed_behind(name, row, base, writer) or conflict(rows, name, row, against):
            problems.append(Problem(str(folder.file(name)), 0, "", refused, "Dump it, then decide."))
            continue
        log_record(writer, name.id, (to_text(rows, name, names), None), author)
        _delete(writer, name, row)
    return len(missing), problems


def _delete(writer: Writer, name: RecordName, row: Row) -> None:
    tables: Sequence[str] = (*TABLES[name.kind], "record")
    for table in tables:
        column = "id" if table == "record" else "record_id"
        writer.run(f"DELETE FROM {table} WHERE {column} = ?", (row["id"],))
