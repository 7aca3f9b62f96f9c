"""The invented knowledge bases of the benchmark: the same each time, valid, of the promised size."""

from __future__ import annotations

from pathlib import Path

from kb.db.connect import read
from kb.store.load import LoadRequest, load
from tests.benchmarks.scale_records import write_records
from tests.databases import SqliteFolder


def test_an_invented_folder_loads(tmp_path: Path, sqlite_databases: SqliteFolder) -> None:
    for name in ("first", "again"):
        (tmp_path / name).mkdir()
    count = write_records(tmp_path / "first", 2)
    write_records(tmp_path / "again", 2)
    files = [file.relative_to(tmp_path / "first") for file in (tmp_path / "first").rglob("*.yaml")]
    assert all((tmp_path / "first" / f).read_bytes() == (tmp_path / "again" / f).read_bytes() for f in files)
    with sqlite_databases.copy() as url:
        assert load(LoadRequest(tmp_path / "first", url, "tests", "scale")).added == count == len(files)
        with read(url) as reader:
            (sizes,) = reader.rows(
                "SELECT (SELECT COUNT(*) FROM study) AS studies, (SELECT COUNT(*) FROM result) AS results,"
                " (SELECT COUNT(*) FROM figure) AS figures, (SELECT COUNT(*) FROM finding_basis) AS bases"
            )
    assert sizes == {"studies": 60, "results": 1000, "figures": 2042, "bases": 72}
