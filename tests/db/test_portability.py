"""Hints where SQLite and PostgreSQL differ: what one refuses, and what both take and answer differently."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kb.db.columns_named import columns_named
from kb.db.connect import read
from kb.db.portability import hint
from kb.db.readonly import query
from kb.errors import KbError
from kb.lookup.saved import saved_queries
from kb.reference import relation
from kb.reference.both_engines import DIFFERENCES
from kb.settings import shipped_evidence
from tests.command_line import Kb
from tests.readme.pages import EVERY_PAGE

DIFFERENT = {
    "SELECT study FROM study_overview WHERE label LIKE '%wang%'": "LOWER(x) LIKE",
    "SELECT study FROM study_overview WHERE study NOT LIKE 'Wang%'": "LOWER(x) LIKE",
    "SELECT study FROM study_overview WHERE label ILIKE '%wang%'": "LOWER(x) LIKE",
    "SELECT ROUND(estimate, 1) FROM arm_result": "ROUND(CAST(x AS NUMERIC), n)",
    "SELECT ROUND(AVG(r.estimate), 1) FROM arm_result AS r": "ROUND(CAST(x AS NUMERIC), n)",
    "SELECT ROUND(100 * m, 1) FROM (SELECT MAX(estimate) AS m FROM arm_result) AS q": "CAST(x AS NUMERIC)",
    "SELECT study FROM arm_result WHERE adjusted": "adjusted = 1",
    "SELECT study FROM arm_result AS r WHERE NOT r.adjusted AND r.study = 'a'": "adjusted = 1",
    "SELECT study FROM arm_result WHERE adjusted = TRUE": "adjusted = 1",
    "SELECT study FROM arm_result WHERE adjusted IS NOT FALSE": "adjusted = 1",
    "SELECT events / total FROM arm_result": "1.0 * x / y",
    "SELECT SUM(events) * 100 / COUNT(*) FROM arm_result": "1.0 * x / y",
    "SELECT study || year FROM study_overview": "CAST(year AS TEXT)",
    "SELECT estimate || '%' FROM arm_result": "printed text",
    "SELECT CONCAT(study, label) FROM study_overview": "COALESCE(x, '') ||",
    "SELECT GROUP_CONCAT(study) FROM study_overview": "STRING_AGG(x, ', ')",
    "SELECT STRING_AGG(study, ', ' ORDER BY study) FROM study_overview": "subquery",
    "SELECT STRFTIME('%Y', effective_date) FROM policy_timeline": "SUBSTR(effective_date, 1, 4)",
    "SELECT EXTRACT(YEAR FROM effective_date) FROM policy_timeline": "SUBSTR(effective_date, 1, 4)",
    "SELECT NOW()": "CAST(CURRENT_DATE AS TEXT)",
    "SELECT action FROM policy_timeline WHERE effective_date > CURRENT_DATE": "CAST(CURRENT_DATE AS TEXT)",
    "SELECT enrolled::text FROM study_overview": "CAST(x AS TEXT)",
    "SELECT IFNULL(enrolled, 0) FROM study_overview": "COALESCE",
    "SELECT MAX(arms, contrasts) FROM study_overview": "CASE WHEN",
    "SELECT GREATEST(arms, contrasts) FROM study_overview": "CASE WHEN",
    "SELECT study FROM study_overview WHERE pmid = 25284802": "'25284802' in quotes",
    "SELECT study FROM study_overview ORDER BY enrolled DESC LIMIT 3": "NULLS LAST",
    "SELECT study FROM study_overview ORDER BY study LIMIT 3, 5": "OFFSET",
    "SELECT DISTINCT ON (year) study FROM study_overview": "ROW_NUMBER",
    "SELECT study FROM study_overview FETCH FIRST 3 ROWS ONLY": "LIMIT n",
    "SELECT VARIANCE(enrolled) FROM study_overview": "STDDEV(x)",
    "SELECT SUBSTR(study, -4) FROM study_overview": "LENGTH(x) - n + 1",
    "SELECT `study` FROM study_overview": "Double quotes",
    "SELECT s.study FROM [study_overview] AS s": "Double quotes",
}

ALIKE = (
    *(each.write for each in DIFFERENCES),
    "SELECT study FROM study_overview WHERE design LIKE 'retro%'",  # keys are in small letters
    "SELECT study FROM study_overview WHERE pmid LIKE '25%'",  # no letters
    "SELECT ROUND(AVG(enrolled), 1), ROUND(1.25, 1), ROUND(2.5) FROM study_overview",  # decimals
    "SELECT 100.0 * events / total, estimate / 2, events / 2.0 FROM arm_result WHERE total > 0",
    "SELECT CAST(enrolled / 100 AS INTEGER) * 100 AS hundreds FROM study_overview",  # meant as it is
    "WITH q AS (SELECT CASE WHEN counted IS NULL THEN 0 ELSE 1 END AS counted FROM arm_result)"
    " SELECT COUNT(*) AS n FROM q WHERE counted = 1",  # a name of the statement's own
    "SELECT study FROM study_overview ORDER BY enrolled",
    "SELECT MAX(enrolled), 'a::b', ':x ILIKE' FROM study_overview -- ILIKE, GROUP_CONCAT(x)",
    "SELECT ROUND(STDDEV(enrolled), 2) FROM study_overview",  # of whole numbers in decimals on PostgreSQL
    'SELECT "study", year AS "The Year" FROM study_overview ORDER BY "The Year", "study"',
    'WITH t (a, "b c") AS (SELECT study, year FROM study_overview) SELECT a, "b c" FROM t',
    'SELECT "s x".study FROM study_overview AS "s x"',
    "SELECT CASE WHEN adjusted = 1 THEN 'yes' ELSE 'no' END FROM arm_result",
)


def hint_of(url: str, sql: str) -> str:
    """The hint that a statement gets."""
    with read(url) as reader:
        return hint(sql, columns_named(reader, sql)).text


@pytest.mark.parametrize("sql", DIFFERENT)
def test_what_differs_gets_a_hint_whether_it_runs_or_not(loaded_url: str, sql: str) -> None:
    """The hint says what to write; an engine that refuses the statement gives it with the error."""
    assert DIFFERENT[sql] in hint_of(loaded_url, sql)
    try:
        query(loaded_url, sql)
    except KbError as error:
        assert DIFFERENT[sql] in str(error) or "There is no" in str(error), error


@pytest.mark.parametrize("sql", ALIKE)
def test_what_is_alike_gets_none(loaded_url: str, sql: str) -> None:
    """No false alarm, and it runs on both."""
    assert hint_of(loaded_url, sql) == ""
    assert query(loaded_url, sql).columns


WRITTEN: dict[str, list[tuple[Any, ...]]] = {
    "LIKE": [("wang-2009",), ("wang-2015",)],
    "Flags": [(1,)],
    "ROUND": [(0.78,)],
    "Division": [(180.0,)],
    "Joining texts": [("Wang et al (2015), 2015",)],
    "Texts of many rows": [("retrospective-cohort, retrospective-comparative-cohort",)],
    "Dates": [("2015",)],
    "Casts": [(26,)],
    "Text and numbers": [("wang-2015",)],
    "Nulls in order": [("al-asfoor-2008",)],
    "Text in order": [("chung-2001",)],
    "GROUP BY": [("randomized-controlled-trial", "Korpan (1997)")],
    "The larger of two": [(2,)],
    "Median and deviation": [(2.0,)],
}


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda difference: difference.topic)
def test_what_the_manual_says_to_write_answers_the_same_on_both(loaded_url: str, difference: Any) -> None:
    """The SELECT of each line of the page, with its answer."""
    assert query(loaded_url, difference.write).rows == WRITTEN[difference.topic]


def test_shipped_sql_needs_no_hint(loaded_url: str) -> None:
    """Saved queries, the examples of the manual and the SELECTs of README and pages."""
    examples = (Path(relation.__file__).parent / "examples").glob("*.sql")
    statements = [saved.sql for saved in saved_queries((shipped_evidence(),))]
    statements += [file.read_text("utf-8") for file in examples]
    statements += re.findall(r'kb sql "(SELECT[^"]*)"', EVERY_PAGE)
    assert {sql: hint_of(loaded_url, sql) for sql in statements if hint_of(loaded_url, sql)} == {}


@pytest.mark.parametrize("module_url", ["postgresql"], indirect=True, scope="module")
@pytest.mark.parametrize(
    ("sql", "remedy"),
    [
        ("SELECT study, COUNT(*) FROM study_overview GROUP BY design", "MIN(x)"),
        ("SELECT 1 / 0", "NULLIF"),
        ("SELECT STRING_AGG(year, ', ') FROM study_overview", "CAST(x AS TEXT)"),
        ("SELECT 1 WHERE 1", "= 1"),
    ],
)
def test_what_only_postgresql_refuses_is_explained(module_url: str, sql: str, remedy: str) -> None:
    """The statement alone does not show it, its error does."""
    with pytest.raises(KbError, match=re.escape(remedy)):
        query(module_url, sql)


def test_the_command_gives_the_hint_after_the_answer(kb_loaded: Kb) -> None:
    """On stderr, so that stdout stays what was asked for; a statement that is alike on both gets none."""
    sql = "SELECT study FROM study_overview WHERE label LIKE 'Wang%' ORDER BY study"
    shown = kb_loaded("sql", sql, "--format", "csv")
    assert shown.stdout.split() == ["study", "wang-2009", "wang-2015"]
    assert shown.stderr.startswith("Hint: LIKE tells capitals")
    assert kb_loaded("sql", "SELECT 1 AS n").stderr == ""
