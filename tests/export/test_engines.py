"""The snippets of the manual for bigger engines, run with the real engines; Spark only by ``-m spark``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest
from typer.testing import CliRunner

from kb.cli.app import make_app
from kb.db.readonly import query
from tests.benchmarks.engines import QUESTIONS, by_duckdb, by_spark, same
from tests.command_line import run_kb
from tests.readme.pages import PAGES, blocks


@pytest.fixture
def folder(loaded_url: str, tmp_path: Path) -> Path:
    """A folder in which the export of the manual has been run."""
    assert "$ kb export --parquet warehouse" in PAGES["export"]
    shown = CliRunner().invoke(
        make_app(), ["--database", loaded_url, "export", "--parquet", str(tmp_path / "warehouse")]
    )
    assert shown.exit_code == 0, shown.stderr
    return tmp_path


def run_snippet(module: str, folder: Path) -> str:
    """What the manual's Python block that imports a module prints."""
    [snippet] = [block for block in blocks(PAGES["export"], "python") if module in block]
    run = subprocess.run(
        [sys.executable, "-c", snippet], cwd=folder, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_duckdb_runs_the_snippet_of_the_manual(folder: Path) -> None:
    shown = run_snippet("import duckdb", folder)
    assert "Wang et al (2015)" in shown
    assert "p=.043" in shown


def test_duckdb_sees_the_types_the_key_and_the_meanings(folder: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute("SET autoinstall_known_extensions = false")
        file = (folder / "warehouse" / "policy_timeline.parquet").as_posix()
        described = connection.execute(f"DESCRIBE SELECT * FROM '{file}'").fetchall()  # noqa: S608
        found = connection.execute("SELECT key, value FROM parquet_kv_metadata(?)", [file]).fetchall()
    assert {row[0]: row[1] for row in described}["effective_date"] == "DATE"
    metadata = {bytes(key).decode(): bytes(value).decode() for key, value in found}
    assert metadata["key"] == "policy, position"
    assert "ISO 8601" in metadata["column_descriptions"]


@pytest.fixture
def parquet(three_policies_url: str, tmp_path: Path) -> Path:
    """A folder with the Parquet files of three policies."""
    shown = run_kb("--database", three_policies_url, "export", "--parquet", str(tmp_path / "pq"))
    assert shown.exit_code == 0, shown.stderr
    return tmp_path / "pq"


def test_duckdb_answers_from_the_files_as_kb_sql_does_from_the_database(
    three_policies_url: str, parquet: Path
) -> None:
    """The questions of the benchmark, which asks them at any size; see ``tests/benchmarks/engines.py``."""
    with by_duckdb(parquet) as ask:
        for question, sql in QUESTIONS.items():
            expected = query(three_policies_url, sql).rows
            assert same(expected, ask(sql)), question
            assert expected, question


@pytest.mark.spark
@pytest.mark.parametrize("three_policies_url", ["sqlite"], indirect=True)
def test_spark_answers_from_the_files_as_kb_sql_does_from_the_database(
    three_policies_url: str, parquet: Path
) -> None:
    """The same questions to Spark."""
    with by_spark(parquet) as ask:
        for question, sql in QUESTIONS.items():
            assert same(query(three_policies_url, sql).rows, ask(sql)), question


@pytest.mark.spark
@pytest.mark.parametrize("loaded_url", ["sqlite"], indirect=True)
def test_spark_runs_the_snippet_of_the_manual(folder: Path) -> None:
    shown = run_snippet("import SparkSession", folder)
    assert "randomized" in shown
    assert "local-recurrence" in shown


@pytest.mark.spark
@pytest.mark.parametrize("loaded_url", ["sqlite"], indirect=True)
def test_spark_reads_every_view_with_types_and_comments(folder: Path) -> None:
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        names = {
            "string": "string",
            "int64": "bigint",
            "double": "double",
            "bool": "boolean",
            "date32[day]": "date",
        }
        for file in sorted((folder / "warehouse").glob("*.parquet")):
            schema = pyarrow.parquet.read_schema(file)
            frame = session.read.parquet(str(file))
            assert frame.dtypes == [(field.name, names[str(field.type)]) for field in schema]
            comments = [field.metadata["comment"] for field in frame.schema.fields]
            assert comments == [field.metadata[b"description"].decode() for field in schema]
            assert frame.count() == pyarrow.parquet.read_metadata(file).num_rows
    finally:
        session.stop()
