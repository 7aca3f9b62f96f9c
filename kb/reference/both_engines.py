"""What to write so that SQL means the same on SQLite and PostgreSQL: a page of the manual."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kb.reference.as_markdown import code, escaped, table


class EngineDifference(NamedTuple):
    """Where the engines differ: in what, how, and a SELECT that means the same on both."""

    topic: str
    how: str
    write: str


DIFFERENCES = (
    EngineDifference(
        "LIKE",
        "LIKE tells capitals from small letters on PostgreSQL and not on SQLite; ILIKE is PostgreSQL's"
        " alone.",
        "SELECT study FROM study_overview WHERE LOWER(label) LIKE '%wang%' ORDER BY study",
    ),
    EngineDifference(
        "Flags",
        "Flags of the views are 1 and 0. PostgreSQL takes no number for a condition, and compares none"
        " with true.",
        "SELECT COUNT(*) AS listed FROM policy_reference WHERE retracted = 0 AND pmid = '25284802'",
    ),
    EngineDifference(
        "ROUND",
        "PostgreSQL rounds decimals to n places, but not doubles, which is what the numbers of figures are.",
        "SELECT ROUND(CAST(MAX(p_value) AS NUMERIC), 2) AS largest FROM contrast_result"
        " WHERE study = 'wang-2015'",
    ),
    EngineDifference(
        "Division",
        "Whole numbers are divided without a remainder. Division by zero is null on SQLite and an error on"
        " PostgreSQL.",
        "SELECT 1.0 * enrolled / NULLIF(arms, 0) AS an_arm FROM study_overview WHERE study = 'wang-2015'",
    ),
    EngineDifference(
        "Joining texts",
        "A text joined to null is null on both. CONCAT is PostgreSQL's alone. A number has to be made text; a"
        " real one reads 12.0 on SQLite and 12 on PostgreSQL.",
        "SELECT label || COALESCE(', ' || CAST(year AS TEXT), '') AS title FROM study_overview"
        " WHERE study = 'wang-2015'",
    ),
    EngineDifference(
        "Texts of many rows",
        "GROUP_CONCAT is SQLite's alone. STRING_AGG is there on both; the order comes from a subquery.",
        "SELECT STRING_AGG(d.design, ', ') AS designs FROM (SELECT DISTINCT design FROM study_overview"
        " WHERE design LIKE 'retro%' ORDER BY design) AS d",
    ),
    EngineDifference(
        "Dates",
        "Dates of the views are text in ISO 8601, so that they sort and compare. STRFTIME, EXTRACT, NOW and"
        " their like are one engine's alone.",
        "SELECT SUBSTR(MIN(effective_date), 1, 4) AS first_year FROM policy_timeline"
        " WHERE effective_date < CAST(CURRENT_DATE AS TEXT)",
    ),
    EngineDifference(
        "Casts",
        "x::type is PostgreSQL's alone.",
        "SELECT CAST(SUBSTR(pmid, 1, 2) AS INTEGER) + 1 AS n FROM study_overview WHERE study = 'wang-2015'",
    ),
    EngineDifference(
        "Text and numbers",
        "PostgreSQL compares text with text only, and a PMID is text. Text in double quotes is a name.",
        "SELECT study FROM study_overview WHERE pmid = '25284802'",
    ),
    EngineDifference(
        "Nulls in order",
        "Nulls come first on SQLite and last on PostgreSQL, so that LIMIT cuts other rows.",
        "SELECT study FROM study_overview ORDER BY enrolled NULLS FIRST, study LIMIT 1",
    ),
    EngineDifference(
        "Text in order",
        "SQLite sorts by code point, PostgreSQL by the rules of its language: capitals and hyphens may sort"
        " elsewhere. Keys in small letters are safest; COLLATE is not the same on both.",
        "SELECT study FROM study_overview ORDER BY design, study LIMIT 1",
    ),
    EngineDifference(
        "GROUP BY",
        "PostgreSQL wants every selected column in GROUP BY or in an aggregate; SQLite takes any row's"
        " value.",
        "SELECT design, MIN(label) AS first_label FROM study_overview "
        " WHERE design = 'randomized-controlled-trial' GROUP BY design",
    ),
    EngineDifference(
        "The larger of two",
        "MAX of two values is SQLite's alone, GREATEST PostgreSQL's.",
        "SELECT CASE WHEN arms > contrasts THEN arms ELSE contrasts END AS larger FROM study_overview"
        " WHERE study = 'wang-2015'",
    ),
    EngineDifference(
        "Median and deviation",
        "kb brings MEDIAN(x), STDDEV(x) (of a sample) and STRING_AGG to SQLite, and MEDIAN to"
        " PostgreSQL, also for other programs. They leave out nulls and work over a window.",
        "SELECT MEDIAN(n) AS median FROM (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 10) AS v",
    ),
)


def page() -> Iterator[str]:
    """The lines of the page."""
    yield "# SQL on both engines"
    yield ""
    yield (
        "A knowledge base is a SQLite file or a PostgreSQL database, and `kb sql` answers alike on both."
        " Where they differ, it gives one hint after the answer, or with the error, on what to write instead."
    )
    yield ""
    rows = ([escaped(each.topic), escaped(each.how), code(each.write)] for each in DIFFERENCES)
    yield from table(("What", "How they differ", "Means the same on both"), rows)
    yield ""
    yield "## Values given by -p"
    yield ""
    yield (
        "A value that reads as a number is a number (`value * :x`, `enrolled > :least`, `LIMIT :n`), and"
        " text where the statement compares it with text or joins it to text (`pmid = :who`,"
        " `SUBSTR(pmid, 1, 2) = :start`). A date column takes a date, a flag also `yes` and `no`."
        " `CAST(:x AS TEXT)` and `CAST(:x AS NUMERIC)` say it where you would rather say it yourself."
    )
