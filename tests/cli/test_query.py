"""``kb query`` on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from kb.records.kinds import list_folder
from kb.settings import shipped_evidence
from tests.command_line import Kb

MINE = """\
-- title: Mine
-- question: How many studies?
-- parameter least (integer, default 100): Enrolled at least so many
SELECT COUNT(*) AS studies FROM study_overview WHERE enrolled >= :least
"""


def test_the_list_shows_names_titles_and_parameters(kb: Kb) -> None:
    lines = kb("query", "list").stdout.splitlines()
    assert lines[0].split() == ["name", "title", "parameters"]
    line = next(line for line in lines if line.startswith("survival-at"))
    assert line.endswith("months=60 outcome=overall-survival [policy] [indication]")


def test_show_prints_what_a_query_asks_and_its_sql(kb: Kb) -> None:
    page = kb("query", "show", "corrected-covered-area").stdout
    assert "doi:10.1016/j.jclinepi.2013.11.007" in page
    assert "  -p [policy]  (policy) Only this policy" in page
    assert "SELECT" in page


def test_run_takes_parameters_forms_and_limits(kb_loaded: Kb, tmp_path: Path) -> None:
    file = tmp_path / "survival.xlsx"
    words = ("query", "run", "survival-at", "-p", "indication=hcc")
    assert kb_loaded(*words, "-o", str(file)).exit_code == 0
    assert file.read_bytes()[:2] == b"PK"
    rows = json.loads(kb_loaded(*words, "--format", "json").stdout)
    assert [row["reported_text"] for row in rows] == ["59.5%", "40%", "38%"]
    assert "Cut after 1 rows" in kb_loaded(*words, "--limit", "1").stderr
    missing = kb_loaded("query", "run", "policies-citing")
    assert missing.exit_code == 1
    assert "-p pmid=...  PubMed identifier" in missing.stderr


def test_values_stand_in_the_order_of_the_list_too(kb_loaded: Kb) -> None:
    run = ("query", "run", "survival-at", "--format", "json")
    expected = kb_loaded(*run, "-p", "months=12", "-p", "indication=hcc").stdout
    assert kb_loaded(*run, "12", "indication=hcc").stdout == expected != "[]\n"
    refused = kb_loaded("query", "run", "policies-citing", "25284802", "x")
    assert "x is one value too many: policies-citing takes pmid." in refused.stderr


def test_a_plan_adds_its_own_and_records_do_not_mind(kb_loaded: Kb, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(shipped_evidence(), tmp_path / "evidence"))
    (folder / "queries" / "mine.sql").write_text(MINE, encoding="utf-8")
    own = ("--evidence", str(folder), "query", "run", "mine")
    assert kb_loaded(*own, "-p", "least=800").stdout.split() == ["studies", "1"]
    assert list_folder(folder).strays == ()
    assert kb_loaded("fmt", str(folder)).exit_code == 0
    assert kb_loaded("load", str(folder), "--dry-run").exit_code == 0
    assert kb_loaded("dump", str(folder)).exit_code == 0
    assert (folder / "queries" / "mine.sql").read_text("utf-8") == MINE


def test_a_query_that_writes_is_refused_like_any_other(kb_loaded: Kb, tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    text = "-- title: a\n-- question: b\nDELETE FROM study"
    (tmp_path / "queries" / "harm.sql").write_text(text, encoding="utf-8")
    result = kb_loaded("--evidence", str(tmp_path), "query", "run", "harm")
    assert result.exit_code == 1
    assert "refused" in result.stderr


def test_a_broken_file_is_named_with_its_line(kb: Kb, tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "bad.sql").write_text("-- title: a\nSELECT 1", encoding="utf-8")
    result = kb("--evidence", str(tmp_path), "query", "list")
    assert result.exit_code == 3
    assert "bad.sql:1: the front comment has no `question`" in result.stderr
