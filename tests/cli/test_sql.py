"""``kb sql`` on the command line: where the statement comes from, parameters, forms, limits, the pager."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.command_line import Kb

SIZES = "SELECT study, year, enrolled FROM study_overview WHERE enrolled > :least ORDER BY enrolled DESC"


def test_a_statement_is_answered_as_a_table(kb_loaded: Kb) -> None:
    result = kb_loaded("sql", "SELECT study, enrolled FROM study_overview WHERE study = 'wang-2015'")
    assert result.stdout.splitlines() == ["study      enrolled", "wang-2015       360"]


def test_a_statement_comes_from_a_file_or_stdin(kb_loaded: Kb, tmp_path: Path) -> None:
    file = tmp_path / "ask.sql"
    file.write_text("-- sizes\n" + SIZES + ";\n", encoding="utf-8-sig")
    by_file = kb_loaded("sql", "--file", str(file), "-p", "least=600", "--format", "json")
    assert [row["study"] for row in json.loads(by_file.stdout)] == ["rong-2015", "kornprat-2007"]
    by_stdin = kb_loaded("sql", "-", "-p", "least=600", "--format", "json", stdin=SIZES)
    assert by_stdin.stdout == by_file.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "Give a SELECT"),
        (("SELECT 1", "--file", "x.sql"), 2, "not both"),
        (("--file", "no-such.sql"), 1, "no-such.sql: there is no such file"),
        ((SIZES,), 1, "needs a value for least. Give it: -p least=..."),
        ((SIZES, "-p", "least=1", "-p", "leest=2"), 1, "no parameter leest. Did you mean least?"),
        ((SIZES, "-p", "least"), 1, "not of the form name=value"),
        ((SIZES, "-p", "least=1", "-p", "least=2"), 1, "given twice"),
        ((SIZES, "-p", "least=many"), 1, "least=many: a number is needed"),
        (("SELECT 1 AS n LIMIT :n", "-p", "n=two"), 1, "n=two: a whole number is needed"),
        (("SELECT 1", "--format", "xls"), 2, "xls"),
        (("SELECT 1", "--limit", "0"), 2, "limit"),
    ],
)
def test_wrong_use_is_said(kb_loaded: Kb, words: tuple[str, ...], code: int, said: str) -> None:
    result = kb_loaded("sql", *words)
    assert result.exit_code == code
    assert said in " ".join(result.stderr.replace("│", " ").split())


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("SELECT 1 AS n LIMIT 'two'", "LIMIT and OFFSET take whole numbers"),
        ("SELECT ? AS n", "A parameter of a statement is written :name"),
        ("SELECT @x AS n", "A parameter of a statement is written :name"),
        ("SELECT SQLITE_SOURCE_ID()", "The function sqlite_source_id cannot be used here"),
    ],
)
def test_what_sqlite_says_too_briefly_is_said_in_full(kb: Kb, statement: str, said: str) -> None:
    """PostgreSQL names the place and the kind of value by itself."""
    result = kb("sql", statement)
    assert result.exit_code == 1
    assert said in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("condition", "params", "studies"),
    [
        # A value that reads as a number is a number ...
        ("enrolled * :x > 432.5", {"x": "0.5"}, ["rong-2015"]),
        ("enrolled > :least + 0.5", {"least": "665.25"}, ["rong-2015"]),
        ("enrolled > :x", {"x": "665.5"}, ["rong-2015"]),
        ("enrolled > -:x AND enrolled >= ROUND(:y) AND year = :year",
         {"x": ".5", "y": "865.6", "year": "2015"}, ["rong-2015"]),
        ("enrolled BETWEEN :low AND :high", {"low": "860.5", "high": "1e3"}, ["rong-2015"]),
        ("enrolled IN (1, :size)", {"size": "866"}, ["rong-2015"]),
        # ... but text where it is compared with text, however it is written.
        ("pmid = :x", {"x": "25284802"}, ["wang-2015"]),
        (":x = pmid", {"x": "25284802"}, ["wang-2015"]),
        ("s.pmid IN ('1', :x)", {"x": "25284802"}, ["wang-2015"]),
        ("COALESCE(pmid, '') = :pmid", {"pmid": "25284802"}, ["wang-2015"]),
        ("COALESCE(:x, pmid) = pmid AND study = :study",
         {"x": "25284802", "study": "wang-2015"}, ["wang-2015"]),
        ("SUBSTR(pmid, 1, 5) = (:x)", {"x": "25284"}, ["wang-2015"]),
        ("LOWER(pmid) LIKE :x", {"x": "25284802"}, ["wang-2015"]),
        ("pmid || '' = :a || '802'", {"a": "25284"}, ["wang-2015"]),
        ("CASE WHEN pmid = :x THEN 1 ELSE 0 END = :n", {"x": "25284802", "n": "1"}, ["wang-2015"]),
        ("pmid BETWEEN :a AND :b", {"a": "25284801", "b": "25284803"}, ["wang-2015"]),
        ("(:x = '' OR pmid = :x)", {"x": "25284802"}, ["wang-2015"]),
        ("(SELECT MAX(o.pmid) FROM study_overview AS o WHERE o.study = s.study) = :x", {"x": "25284802"},
         ["wang-2015"]),
    ],
)  # fmt: skip
def test_a_value_that_reads_as_a_number_is_one_unless_it_meets_text(
    kb_loaded: Kb, condition: str, params: dict[str, str], studies: list[str]
) -> None:
    """The one rule of -p, the same on both engines; rong-2015 has 866 participants, the largest number."""
    words = [word for name, value in params.items() for word in ("-p", f"{name}={value}")]
    sql = f"SELECT s.study FROM study_overview AS s WHERE {condition} ORDER BY s.study"  # noqa: S608
    result = kb_loaded("sql", sql, *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    assert [row["study"] for row in json.loads(result.stdout)] == studies


def test_a_value_stands_for_a_limit_a_date_and_a_flag(kb_loaded: Kb) -> None:
    """LIMIT takes a whole number, a date column a date, and a flag yes or no."""
    limited = "SELECT study FROM study_overview ORDER BY study LIMIT :n OFFSET :from"
    assert kb_loaded("sql", limited, "-p", "n=1", "-p", "from=0").stdout.split() == ["study", "adam-2002"]
    dated = "SELECT MIN(effective_date) AS d FROM policy_timeline WHERE effective_date >= :since"
    assert "2015-02-27" in kb_loaded("sql", dated, "-p", "since=2015-01-01").stdout
    assert "a date is needed" in kb_loaded("sql", dated, "-p", "since=last").stderr
    flagged = "SELECT COUNT(*) AS n FROM policy_reference WHERE retracted = :flag"
    none = kb_loaded("sql", flagged, "-p", "flag=no").stdout
    assert none == kb_loaded("sql", flagged, "-p", "flag=0").stdout
    share = "SELECT :share * 2 AS twice, :name AS name, :whole / 2 AS half"
    rows = kb_loaded("sql", share, "-p", "share=0.5", "-p", "name=x", "-p", "whole=7", "--format", "json")
    assert json.loads(rows.stdout) == [{"twice": 1.0, "name": "x", "half": 3}]


def test_a_value_is_never_read_as_sql(kb_loaded: Kb) -> None:
    nasty = "x' OR '1'='1'; DROP TABLE study; --\\"
    result = kb_loaded("sql", "SELECT study FROM study_overview WHERE study = :study", "-p", f"study={nasty}")
    assert (result.exit_code, result.stdout) == (0, "study\n")
    assert "No rows." in result.stderr


def test_a_cut_answer_says_so(kb_loaded: Kb) -> None:
    result = kb_loaded("sql", "SELECT study FROM study_overview ORDER BY study", "--limit", "2")
    assert result.stdout.split() == ["study", "adam-2002", "al-asfoor-2008"]
    assert "Cut after 2 rows; --limit shows more." in result.stderr


def test_two_columns_of_one_name_both_stay(kb_loaded: Kb) -> None:
    result = kb_loaded("sql", "SELECT 1 AS a, 2 AS a, 3 AS a_2", "--format", "json")
    assert json.loads(result.stdout) == [{"a": 1, "a_2": 2, "a_2_2": 3}]


def test_values_are_the_same_on_both_engines(kb_loaded: Kb) -> None:
    sql = (
        "SELECT 1.0 / 4 AS quarter, AVG(enrolled) AS mean, SUM(arms) AS arms, MAX(enrolled) > 5 AS large,"
        " NULL AS absent FROM study_overview WHERE study IN ('wang-2015', 'adam-2002')"
    )
    rows = json.loads(kb_loaded("sql", sql, "--format", "json").stdout)
    assert rows == [{"quarter": 0.25, "mean": 212.0, "arms": 4, "large": 1, "absent": None}]


def test_the_ending_of_the_output_decides_the_form(kb_loaded: Kb, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    file = tmp_path / "rows.xlsx"
    result = kb_loaded("sql", SIZES, "-p", "least=600", "-o", str(file))
    assert result.stderr.strip() == f"Wrote {file}."
    sheet = load_workbook(file).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows()][1] == ["rong-2015", 2015, 866]
    kb_loaded("sql", SIZES, "-p", "least=600", "-o", str(tmp_path / "rows.md"))
    assert (tmp_path / "rows.md").read_text("utf-8").startswith("| study | year | enrolled |")


def test_a_failed_answer_leaves_the_file_as_it_was(kb_loaded: Kb, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("mine", encoding="utf-8")
    endless = (
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 3000"
    )
    result = kb_loaded("sql", endless, "-o", str(file), "--seconds", "0.5")
    assert result.exit_code == 1
    assert "stopped after 0.5 seconds" in result.stderr
    assert file.read_text("utf-8") == "mine"
    assert list(tmp_path.glob(".rows*")) == []


def test_binary_forms_go_to_a_pipe_whole(kb_loaded: Kb) -> None:
    result = kb_loaded("sql", "SELECT 1 AS one", "--format", "parquet")
    assert result.stdout_bytes[:4] == b"PAR1" == result.stdout_bytes[-4:]


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are of Unix")
@pytest.mark.parametrize("loaded_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("rows", "paged"), [(5, False), (200, True)])
def test_a_long_table_on_a_terminal_is_paged(loaded_url: str, tmp_path: Path, rows: int, paged: bool) -> None:
    import pty
    import subprocess

    seen = tmp_path / "seen"
    sql = f"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) SELECT i FROM n"  # noqa: S608
    leader, follower = pty.openpty()
    environment = os.environ | {"PAGER": f"tee {seen}", "COLUMNS": "80", "LINES": "24", "TERM": "xterm"}
    run = subprocess.Popen(
        [sys.executable, "-m", "kb", "--database", loaded_url, "sql", sql],
        stdin=follower,
        stdout=follower,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    os.close(follower)
    text = b""
    while chunk := _read(leader):
        text += chunk
    os.close(leader)
    assert run.wait() == 0
    assert f"{rows}\r\n" in text.decode()
    assert seen.exists() is paged


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 65536)
    except OSError:  # the other side has closed
        return b""


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless file here")
def test_a_statement_is_not_read_from_what_has_no_end(kb: Kb, tmp_path: Path) -> None:
    assert "is a device and no file" in kb("sql", "--file", "/dev/zero").stderr
    long = tmp_path / "long.sql"
    long.write_text("SELECT 1" + " " * 100_000, encoding="utf-8")
    assert "is larger than 0.1 MB" in kb("sql", "--file", str(long)).stderr
    assert "is longer than any statement" in kb("sql", "-", stdin=" " * 100_001).stderr
