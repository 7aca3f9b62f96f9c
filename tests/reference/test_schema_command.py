"""``kb schema``: all about one view or table, in every form."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kb.cli.app import make_app
from kb.db.connect import read
from kb.reference.as_text import render_text
from kb.reference.relation import build_relation


def schema(url: str, *words: str) -> Result:
    return CliRunner().invoke(make_app(), ["--database", url, "schema", *words])


def test_a_view_tells_its_grain_key_codes_example_and_a_query(loaded_url: str) -> None:
    shown = schema(loaded_url, "contrast_result").stdout
    assert shown.startswith("contrast_result (public view)\n  One row per measure of a contrast")
    assert "  Key: figure_id\n" in shown
    assert "  contrast_method (text)\n      How the sides were made comparable\n" in shown
    assert "\n        randomized           Compared as randomized\n" in shown
    assert "\n  p_value (real, may be null)\n" in shown
    assert "\nExample row\n  study                 " in shown
    assert "\nExample query\n  -- " in shown


def test_a_table_tells_its_keys_and_where_it_points(loaded_url: str) -> None:
    shown = schema(loaded_url, "study_outcome").stdout
    assert "  Key: id\n  Also unique: study_id, outcome_id\n" in shown
    assert "  outcome_id (text, refers to vocabulary_outcome.id)\n" in shown
    assert "Example query" not in shown


def test_a_number_may_be_the_primary_key(loaded_url: str) -> None:
    assert "  Key: id\n" in schema(loaded_url, "change").stdout


def test_an_empty_table_says_so(engine_url: str) -> None:
    assert "It holds no row yet." in schema(engine_url, "study").stdout
    assert json.loads(schema(engine_url, "study", "--format", "json").stdout)["has_example"] is False


def test_long_lines_are_wrapped_under_their_text(loaded_url: str) -> None:
    with read(loaded_url) as reader:
        shown = render_text(build_relation(reader, "policy_conclusion"), width=60)
    outside = shown.partition("Example query")[0]
    assert max(map(len, outside.splitlines())) <= 60


def test_json_holds_everything_and_rows_hold_the_columns(loaded_url: str) -> None:
    whole = json.loads(schema(loaded_url, "study_overview", "--format", "json").stdout)
    assert whole["keys"] == [["study"]]
    group = next(column for column in whole["columns"] if column["name"] == "design_group")
    assert group["codes"]["randomized"] == "Randomized controlled trials"
    assert group["example"] in group["codes"]
    rows = list(csv.DictReader(io.StringIO(schema(loaded_url, "study_overview", "--format", "csv").stdout)))
    assert [row["column"] for row in rows] == [column["name"] for column in whole["columns"]]
    assert [row["column"] for row in rows if row["key"] == "yes"] == ["study"]


def test_markdown_is_one_table_with_a_cell_for_every_column(loaded_url: str) -> None:
    lines = schema(loaded_url, "figure_detail", "--format", "markdown").stdout.splitlines()
    table = [line for line in lines if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in table} == {6}


def test_a_mistyped_name_gets_the_nearest(loaded_url: str) -> None:
    shown = schema(loaded_url, "contrast_results")
    assert shown.exit_code == 1
    assert "Did you mean contrast_result" in shown.stderr


def test_the_diagram_is_mermaid(loaded_url: str) -> None:
    mermaid = schema(loaded_url, "--erd").stdout.splitlines()
    assert mermaid[0] == "erDiagram"
    assert '  "study" ||--o{ "arm" : "study_id"' in mermaid
    assert '  "indication" ||--o| "conclusion" : "indication_id"' in mermaid
    assert '  "arm" |o--o{ "result" : "arm_id"' in mermaid
    assert not any("record_id" in line for line in mermaid)


def test_the_diagram_of_one_table_shows_its_neighbours(loaded_url: str) -> None:
    mermaid = schema(loaded_url, "contrast", "--erd").stdout
    assert '"population_set"' in mermaid and '"guideline"' not in mermaid
    assert schema(loaded_url, "contrasts", "--erd").exit_code == 1


def test_every_table_and_every_foreign_key_is_drawn(loaded_url: str) -> None:
    with read(loaded_url) as reader:
        columns = reader.rows(
            "SELECT relation, column_name, refers_to FROM data_dictionary"
            " WHERE relation_kind = 'table' AND column_name <> 'record_id'"
        )
    drawn = schema(loaded_url, "--erd").stdout
    for column in columns:
        assert f'  "{column["relation"]}" {{\n' in drawn
        if column["refers_to"]:
            target = column["refers_to"].partition(".")[0]
            assert re.search(rf'  "{target}" \S+ "{column["relation"]}" : "{column["column_name"]}"\n', drawn)


def test_the_diagram_as_markdown_is_a_block_that_viewers_draw(loaded_url: str, tmp_path: Path) -> None:
    assert schema(loaded_url, "arm", "--erd", "-o", str(tmp_path / "arm.md")).exit_code == 0
    written = (tmp_path / "arm.md").read_text(encoding="utf-8")
    assert written == f"```mermaid\n{schema(loaded_url, 'arm', '--erd').stdout}```\n"


def test_a_picture_file_is_refused_with_what_is_written_instead(loaded_url: str, tmp_path: Path) -> None:
    refused = schema(loaded_url, "--erd", "-o", str(tmp_path / "tables.svg"))
    assert refused.exit_code == 2
    assert "ends in .mmd or .md" in refused.stderr


@pytest.mark.parametrize(
    "words", [("--erd", "--format", "csv"), ("--format", "svg"), ("arm", "--format", "mermaid")]
)
def test_pictures_and_lists_are_not_mixed_up(loaded_url: str, words: tuple[str, ...]) -> None:
    assert schema(loaded_url, *words).exit_code == 2
