"""``kb export``: typed files of one state of the database, all of them or none."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from typer.testing import CliRunner, Result

from kb.cli.app import make_app
from kb.db.connect import read
from kb.errors import KbError
from kb.export import run, views
from kb.export.run import export
from kb.formats import OutputFormat
from kb.schema.views import views as public_views
from tests.builders.rows import Rows
from tests.reference.test_manual import WORKFLOW

TYPES = {
    "text": pyarrow.string(),
    "integer": pyarrow.int64(),
    "real": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
    "date": pyarrow.date32(),
}


EMPTY = {
    *WORKFLOW,
    "accuracy_result",
    "appraisal_judgement",
    "certainty_reason",
    "companion_test",
    "ongoing_trial",
    "outcome_certainty",
    "plan_contact",
    "reference_notice",
    "shared_cohort",
    "statement_criterion",
    "statement_line_of_business",
    "statement_requirement",
    "study_appraisal",
    "study_country",
    "study_margin",
    "study_masking",
    "study_notice",
    "study_registration",
    "study_target",
    "test_analyte",
    "test_code",
    "test_overview",
    "test_threshold",
}
"""The evidence that ships with kb has not been reviewed in kb yet, nor has it any of these."""


def kb_export(url: str, *words: str) -> Result:
    return CliRunner().invoke(make_app(), ["--database", url, "export", *words])


def silent(done: int, total: int) -> None:
    """Nobody watches."""


@pytest.fixture
def warehouse(loaded_url: str, tmp_path: Path) -> Path:
    folder = tmp_path / "warehouse"
    shown = kb_export(loaded_url, "--parquet", str(folder))
    assert shown.exit_code == 0, shown.stderr
    assert f"Wrote {len(public_views())} views" in shown.stderr
    return folder


def test_every_view_is_a_file_with_the_same_rows(loaded_url: str, warehouse: Path) -> None:
    assert {file.stem for file in warehouse.glob("*.parquet")} == {view.name for view in public_views()}
    with read(loaded_url) as reader:
        for view in views.exported_views(reader):
            expected = [
                row for rows in views.columns_in_batches(reader, view) for row in zip(*rows, strict=True)
            ]
            table = pyarrow.parquet.read_table(warehouse / f"{view.name}.parquet")
            assert [tuple(row.values()) for row in table.to_pylist()] == expected, view.name
            assert len(expected) == views.size_of(reader, view)
            assert expected or view.name in EMPTY


def test_types_and_meanings_are_those_of_the_dictionary(loaded_url: str, warehouse: Path) -> None:
    with read(loaded_url) as reader:
        found = reader.rows("SELECT * FROM data_dictionary WHERE relation_kind = 'view' AND position > 0")
    for entry in found:
        schema = pyarrow.parquet.read_schema(warehouse / f"{entry['relation']}.parquet")
        field = schema.field(entry["column_name"])
        assert field.type == TYPES[entry["column_type"]], entry["id"]
        assert field.metadata[b"description"].decode() == entry["description"]
        told = json.loads(schema.metadata[b"column_descriptions"])
        assert told[entry["column_name"]] == entry["description"]
        assert schema.metadata[b"description"].startswith(b"One row per")


def test_empty_views_keep_their_columns(engine_url: str, tmp_path: Path, warehouse: Path) -> None:
    assert kb_export(engine_url, "--parquet", str(tmp_path / "empty")).exit_code == 0
    for file in (tmp_path / "empty").glob("*.parquet"):
        empty = pyarrow.parquet.read_table(file)
        assert empty.num_rows == 0 or file.stem == "code"  # the lists of codes are the program's
        assert empty.schema.equals(pyarrow.parquet.read_schema(warehouse / file.name), check_metadata=True)


def test_the_same_database_gives_the_same_bytes(loaded_url: str, tmp_path: Path, warehouse: Path) -> None:
    """All that differs is the moment at which the snapshot was taken, which the package says twice."""
    kb_export(loaded_url, "--parquet", str(tmp_path / "again"))
    moment = re.compile(r'"(created|taken)": "[^"]*"')
    for file in warehouse.iterdir():
        again = tmp_path / "again" / file.name
        if file.suffix == ".json":
            assert moment.sub("", file.read_text("utf-8")) == moment.sub("", again.read_text("utf-8"))
        else:
            assert file.read_bytes() == again.read_bytes()


def test_csv_tells_flags_days_and_nulls(loaded_url: str, tmp_path: Path) -> None:
    """A flag is true or false, a day ISO 8601, and an empty cell without quotes is null."""
    assert kb_export(loaded_url, "--csv", str(tmp_path / "csv")).exit_code == 0
    text = (tmp_path / "csv" / "figure_detail.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert {row["adjusted"] for row in rows} <= {"true", "false"}
    assert ",," in text
    assert "2015-02-27" in (tmp_path / "csv" / "policy_timeline.csv").read_text("utf-8")


def test_csv_keeps_null_apart_from_empty_text(tmp_path: Path) -> None:
    """No view says unknown by an empty text, but if one did, the file would keep it."""
    columns = tuple(views.ViewColumn(name, "text", True, (), "") for name in ("a", "b", "c"))
    view = views.ExportedView("v", "One row per test.", ("a",), columns)
    run.write_csv(tmp_path / "v.csv", view, iter([[["x"], [""], [None]]]))
    assert (tmp_path / "v.csv").read_text("utf-8") == 'a,b,c\n"x","",\n'


def test_the_package_describes_the_files(warehouse: Path) -> None:
    package = json.loads((warehouse / "datapackage.json").read_text("utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert all((warehouse / resource["path"]).exists() for resource in resources.values())
    schema = resources["study_overview"]["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    assert schema["primaryKey"] == ["study"]
    assert "randomized" in fields["design_group"]["constraints"]["enum"]
    assert fields["enrolled"]["type"] == "integer"
    assert "primaryKey" not in resources["policy_statement"]["schema"]  # its key may be null


def test_rows_pass_in_batches_and_progress_is_told(
    loaded_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "BATCH", 7)
    seen: list[tuple[int, int]] = []
    with read(loaded_url) as reader:
        outcome = export(reader, tmp_path / "x", OutputFormat.PARQUET, lambda *step: seen.append(step))
    assert seen == sorted(seen)
    assert seen[-1] == (outcome.rows, outcome.rows)
    assert len(seen) > outcome.rows / 7


# --- the folder ---------------------------------------------------------------------------------------------


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def test_an_earlier_export_is_replaced_only_when_asked(loaded_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    assert kb_export(loaded_url, "--csv", str(folder)).exit_code == 0
    refused = kb_export(loaded_url, "--parquet", str(folder))
    assert refused.exit_code == 1
    assert "Add --overwrite" in refused.stderr
    assert kb_export(loaded_url, "--parquet", str(folder), "--overwrite").exit_code == 0
    assert not any(name.endswith(".csv") for name in names(folder))
    assert names(tmp_path) == {"out"}


def test_two_forms_need_a_folder_each(loaded_url: str, tmp_path: Path) -> None:
    """It is said before anything is written."""
    same = str(tmp_path / "same")
    result = kb_export(loaded_url, "--parquet", same, "--csv", same)
    assert result.exit_code == 2
    assert "need a folder each" in " ".join(result.stderr.replace("│", " ").split())
    assert not Path(same).exists()


@pytest.mark.parametrize("words", [(), ("--overwrite",)])
def test_files_of_others_are_never_replaced(loaded_url: str, tmp_path: Path, words: tuple[str, ...]) -> None:
    folder = tmp_path / "out"
    kb_export(loaded_url, "--csv", str(folder))
    (folder / "thesis.txt").write_text("mine")
    before = names(folder)
    refused = kb_export(loaded_url, "--parquet", str(folder), *words)
    assert refused.exit_code == 1
    assert "thesis.txt" in refused.stderr
    assert names(folder) == before


def test_a_package_of_others_does_not_make_a_folder_ours(loaded_url: str, tmp_path: Path) -> None:
    other = {"created_by": "somebody", "resources": [{"path": "a.csv"}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(other))
    assert kb_export(loaded_url, "--csv", str(tmp_path), "--overwrite").exit_code == 1
    assert names(tmp_path) == {"datapackage.json"}


@pytest.mark.parametrize("there", [True, False])
def test_a_failure_half_way_leaves_what_was_there(
    loaded_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    folder = tmp_path / "out"
    if there:
        kb_export(loaded_url, "--parquet", str(folder))
    before = {file.name: file.read_bytes() for file in folder.iterdir()} if there else {}
    written: list[object] = []

    def fail(*arguments: object) -> None:
        written.append(arguments)
        if len(written) == 3:
            raise KbError("the disk is full")

    monkeypatch.setattr(run, "write_parquet", fail)
    with read(loaded_url) as reader, pytest.raises(KbError, match="disk is full"):
        export(reader, folder, OutputFormat.PARQUET, silent, overwrite=True)
    assert names(tmp_path) == ({"out"} if there else set())
    assert not there or {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_the_folder_that_one_is_in_is_not_replaced(
    loaded_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shell would stand in a folder that is gone, and the user see no file."""
    monkeypatch.chdir(tmp_path)
    refused = kb_export(loaded_url, "--csv", ".")
    assert (refused.exit_code, ".: is where you are" in refused.stderr) == (1, True)


def test_a_file_or_a_missing_folder_is_an_error(loaded_url: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in ("file", "nowhere/out"):
        refused = kb_export(loaded_url, "--parquet", str(tmp_path / place))
        assert refused.exit_code == 1
        assert "Traceback" not in refused.output
    assert kb_export(loaded_url).exit_code == 2


def test_a_date_that_is_none_is_named(engine_url: str, tmp_path: Path) -> None:
    rows = Rows()
    rows.policy("1.01")
    rows.add("history_entry", id="h", policy_id="1.01", effective_date="2015-02", action="adopted")
    refused = kb_export(rows.write_to(engine_url), "--parquet", str(tmp_path / "out"))
    assert refused.exit_code == 1
    assert "policy_timeline.effective_date" in refused.stderr
    assert not (tmp_path / "out").exists()
