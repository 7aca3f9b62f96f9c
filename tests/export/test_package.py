"""What stands beside exported files: ``datapackage.json`` with keys and snapshot, ``load.sql`` for DuckDB."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from kb.db.connect import read
from kb.export import views as exported
from kb.export.foreign_keys import foreign_keys
from kb.schema.views import views
from tests.command_line import run_kb
from tests.readme.pages import PAGES, blocks

DUCKDB_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "real": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}
PANDAS_TYPES = {
    "text": "string",
    "integer": "Int64",
    "real": "float64",
    "boolean": "boolean",
    "date": r"datetime64\[\w+\]",
}


@pytest.fixture
def folder(three_policies_url: str, tmp_path: Path) -> Path:
    """A folder with the CSV export of three policies."""
    shown = run_kb("--database", three_policies_url, "export", "--csv", str(tmp_path / "warehouse-csv"))
    assert shown.exit_code == 0, shown.stderr
    return tmp_path


def package(folder: Path) -> Any:
    """The description of the files."""
    return json.loads((folder / "warehouse-csv" / "datapackage.json").read_text("utf-8"))


def resources(folder: Path) -> dict[str, Any]:
    """The files that it describes, by view."""
    return {resource["name"]: resource for resource in package(folder)["resources"]}


def database_rows(url: str, name: str) -> list[tuple[Any, ...]]:
    """The rows of a view, typed, by its key."""
    with read(url) as reader:
        [view] = [view for view in exported.exported_views(reader) if view.name == name]
        return [row for rows in exported.columns_in_batches(reader, view) for row in zip(*rows, strict=True)]


# --- datapackage.json ---------------------------------------------------------------------------------------


def test_foreign_keys_lead_to_the_home_of_a_key(folder: Path) -> None:
    """They are derived from the keys of the views: a study is at home in ``study_overview``."""
    keys = resources(folder)["study_in_policy"]["schema"]["foreignKeys"]
    assert {(tuple(key["fields"]), key["reference"]["resource"]) for key in keys} >= {
        (("study",), "study_overview"),
        (("policy",), "policy_overview"),
        (("policy", "indication"), "indication_overview"),
    }
    figures = resources(folder)["figure_detail"]["schema"]["foreignKeys"]
    assert {(tuple(key["fields"]), key["reference"]["resource"]) for key in figures} >= {
        (("study", "arm"), "arm_overview"),
        (("outcome",), "outcome"),
    }


def test_every_foreign_key_holds_in_the_data(three_policies_url: str) -> None:
    """No value points at nothing, in the shipped policy and two unlike ones; null points nowhere."""
    with read(three_policies_url) as reader:
        keys = foreign_keys(exported.exported_views(reader))
        assert sum(map(len, keys.values())) > 30
        for view, its_keys in keys.items():
            for key in its_keys:
                given = " AND ".join(f"v.{column} IS NOT NULL" for column in key.columns)
                same = " AND ".join(f"h.{column} = v.{column}" for column in key.columns)
                lost = reader.rows(
                    f"SELECT COUNT(*) AS n FROM {view} AS v WHERE {given}"  # noqa: S608
                    f" AND NOT EXISTS (SELECT 1 FROM {key.home} AS h WHERE {same})"
                )
                assert lost[0]["n"] == 0, (view, key)


def test_the_snapshot_has_a_date_and_the_hash_of_its_records(folder: Path, three_policies_url: str) -> None:
    """The hash is that of the lines ``key hash`` of all records, sorted."""
    snapshot = package(folder)["snapshot"]
    assert package(folder)["created"] == snapshot["taken"]
    assert datetime.fromisoformat(snapshot["last_change"]) <= datetime.fromisoformat(snapshot["taken"])
    with read(three_policies_url) as reader:
        records = reader.rows("SELECT id, content_hash FROM record")
    lines = sorted(f"{row['id']} {row['content_hash']}\n" for row in records)
    assert snapshot["content_hash"] == f"sha256:{hashlib.sha256(''.join(lines).encode()).hexdigest()}"


def test_every_file_is_there_as_described(folder: Path) -> None:
    """Size and hash are those of the file; the standard names them so."""
    for resource in resources(folder).values():
        content = (folder / "warehouse-csv" / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["encoding"] == "utf-8" and resource["mediatype"] == "text/csv"


def test_an_export_with_its_script_is_replaced_when_asked(folder: Path, three_policies_url: str) -> None:
    """``load.sql`` is kb's own file too, so it does not stand in the way, nor stay beside Parquet files."""
    place = folder / "warehouse-csv"
    assert (place / "load.sql").exists()
    again = run_kb("--database", three_policies_url, "export", "--parquet", str(place), "--overwrite")
    assert again.exit_code == 0, again.stderr
    assert not (place / "load.sql").exists()


# --- readers ------------------------------------------------------------------------------------------------


@pytest.fixture
def loaded(folder: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB database in which ``load.sql`` was run."""
    connection = duckdb.connect()
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute(f"SET file_search_path = '{(folder / 'warehouse-csv').as_posix()}'")
    connection.execute((folder / "warehouse-csv" / "load.sql").read_text("utf-8"))
    return connection


def test_duckdb_reads_every_view_back_with_types_and_values(
    loaded: duckdb.DuckDBPyConnection, three_policies_url: str
) -> None:
    """By ``load.sql``: the same types, values, nulls and order of columns as the database."""
    with read(three_policies_url) as reader:
        described = exported.exported_views(reader)
    for view in described:
        table = loaded.table(view.name)
        assert [str(type) for type in table.types] == [DUCKDB_TYPES[column.type] for column in view.columns]
        assert table.columns == [column.name for column in view.columns]
        assert table.fetchall() == database_rows(three_policies_url, view.name), view.name


def test_duckdb_knows_keys_and_meanings(loaded: duckdb.DuckDBPyConnection) -> None:
    """A second row of the same key is refused; the comment of a column is its meaning."""
    with pytest.raises(duckdb.ConstraintException):
        loaded.execute("INSERT INTO policy_overview SELECT * FROM policy_overview")
    comment = loaded.execute(
        "SELECT comment FROM duckdb_columns() WHERE table_name = 'study_overview' AND column_name = 'pmid'"
    ).fetchone()
    assert comment is not None and "PubMed" in comment[0]


def pandas_snippet() -> str:
    """The manual's block that reads CSV files with pandas."""
    [snippet] = [block for block in blocks(PAGES["export"], "python") if "pandas" in block]
    return snippet


def test_pandas_reads_every_view_back_with_types_and_values(folder: Path, three_policies_url: str) -> None:
    """By the function of the manual: PMIDs stay text, whole numbers whole, flags true or false, days days."""
    names: dict[str, Any] = {}
    functions = pandas_snippet().partition("\nprint(")[0]
    exec(functions.replace('"warehouse-csv"', repr((folder / "warehouse-csv").as_posix())), names)
    with read(three_policies_url) as reader:
        described = exported.exported_views(reader)
    for view in described:
        frame = names["view"](view.name)
        for column in view.columns:
            assert re.fullmatch(PANDAS_TYPES[column.type], str(frame[column.name].dtype)), (view, column.name)
        objects = frame.astype(object).where(frame.notna(), None)
        rows = [tuple(map(_day, row)) for row in objects.itertuples(index=False, name=None)]
        assert rows == database_rows(three_policies_url, view.name), view.name


def _day(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def test_the_snippet_of_the_readme_runs_as_it_stands(folder: Path) -> None:
    """In a program of its own, in the folder of the export."""
    run = subprocess.run(
        [sys.executable, "-c", pandas_snippet()], cwd=folder, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "randomized" in run.stdout


def test_every_view_is_described(folder: Path) -> None:
    """One resource a view."""
    assert set(resources(folder)) == {view.name for view in views()}
