"""Problems in every form: nothing is lost, nothing is run, acknowledged ones stand apart."""

from __future__ import annotations

import csv
import io
import json

import pytest

from kb.checks.acknowledgement import Judged
from kb.checks.listing import Listing
from kb.checks.problem import Severity
from kb.checks.render.checks_page import build_checks_page
from kb.checks.render.rows import COLUMNS, render_json, rows
from kb.checks.render.sarif import render_sarif
from kb.documents import render as render_document
from kb.forms.text import as_csv
from tests.checks.problems import listing, problem

OPEN = Judged(problem())
KNOWN = Judged(problem("b", found="=1+1", message="<b>5 & 6</b> | pipe"), "a slip of the source")
STALE = Judged(problem("c", severity=Severity.WARNING), "fine", before="4/10")
LISTING = listing(OPEN, KNOWN, STALE)


def render_csv(shown: Listing) -> str:
    """The rows of a listing as CSV."""
    return "".join(as_csv(COLUMNS, rows(shown)))


FOR_PROGRAMS = {"csv": render_csv, "json": render_json, "sarif": render_sarif}
FORMS = [*FOR_PROGRAMS, "text", "markdown", "html"]


def render(shown: Listing, form: str, width: int | None = None) -> str:
    """A listing in a form of text."""
    if form in FOR_PROGRAMS:
        return FOR_PROGRAMS[form](shown)
    page = build_checks_page(shown, at_length=form == "html", acknowledged=True)
    return render_document(page, form, width)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_place_finding_and_reason(form: str) -> None:
    text = render(LISTING, form)
    assert text.endswith("\n")
    for words in ("3/10 (31%)", "a slip of the source", "studies/made-up-2020.yaml", "made-up"):
        assert words in text


@pytest.mark.parametrize("form", FORMS)
def test_nothing_found_is_a_whole_answer_too(form: str) -> None:
    text = render(listing(), form)
    assert text.strip()
    if form in ("json", "sarif"):
        json.loads(text)


def test_the_text_groups_by_record_and_ends_with_the_outcome() -> None:
    """Open problems come first, each with its id; the count is where a terminal leaves off."""
    lines = render(LISTING, "text").splitlines()
    assert lines[3:8] == ["Open", "----", "", "evidence/studies/made-up-2020.yaml", ""]
    assert lines[8] == f"- error made-up, line 7 [{OPEN.id}]"
    assert lines.count("evidence/studies/made-up-2020.yaml") == 2
    assert lines.index("Acknowledged") > lines.index("  - which said: 4/10")
    assert lines[-1] == (
        "4 records checked, 1 of them unchanged since the last run: 1 error, 1 warning;"
        " 1 acknowledged; 2 notes not shown."
    )


@pytest.mark.parametrize("at_length", [False, True])
def test_what_is_acknowledged_is_counted_and_shown_on_request(at_length: bool) -> None:
    """A reader sees first what there is to do."""
    text = render_document(build_checks_page(LISTING, at_length=at_length), "text", None)
    assert "Acknowledged\n" not in text
    assert "a slip of the source" not in text
    assert f"[{OPEN.id}]" in text
    assert "1 acknowledged; 2 notes not shown. --acknowledged lists what is acknowledged." in text
    assert "--acknowledged" not in render_document(
        build_checks_page(listing(), at_length=False), "text", None
    )


def test_the_text_fits_the_terminal() -> None:
    long = Judged(problem(message="word " * 60))
    assert max(len(line) for line in render(listing(long), "text", 60).splitlines()[1:-1]) <= 60


def test_csv_has_one_line_a_problem_and_runs_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(render(LISTING, "csv"))))
    assert [row["state"] for row in rows] == ["open", "stale", "acknowledged"]
    assert rows[2]["found"] == "'=1+1"
    assert rows[1]["acknowledged_found"] == "4/10"


def test_json_has_counts_and_problems() -> None:
    data = json.loads(render(LISTING, "json"))
    assert data["counts"] == {"error": 1, "warning": 1}
    assert [one["id"] for one in data["problems"]] == [OPEN.id, STALE.id, KNOWN.id]
    assert data["problems"][0] | {"id": ""} == {
        "id": "",
        "severity": "error",
        "rule": "made-up",
        "record": "studies/made-up-2020",
        "file": "evidence/studies/made-up-2020.yaml",
        "line": 7,
        "place": "made-up-2020/pain/a:percent",
        "message": "3 of 10 are 30%, not 31%.",
        "found": "3/10 (31%)",
        "expected": "30%",
        "figures": ["made-up-2020/pain/a:percent"],
        "state": "open",
        "reason": "",
        "acknowledged_found": None,
        "source": "doi:10.1000/made-up",
    }


def test_sarif_points_at_lines_and_suppresses_what_is_acknowledged() -> None:
    log = json.loads(render(LISTING, "sarif"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["made-up"]
    first, _, known = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "evidence/studies/made-up-2020.yaml"}
    assert place["region"] == {"startLine": 7}
    assert (first["level"], first["ruleIndex"], "suppressions" in first) == ("error", 0, False)
    assert known["suppressions"][0]["justification"] == "a slip of the source"


def test_the_page_holds_no_markup_of_the_data() -> None:
    page = render(LISTING, "html")
    assert "<b>5" not in page
    assert "&lt;b&gt;5 &amp; 6&lt;/b&gt;" in page
    assert "http" not in page.replace("http-equiv", "")
    assert f'id="at-{OPEN.id}"' in page


def test_a_page_explains_the_rules_that_found_something_and_leads_to_them() -> None:
    """The rule of each problem is a link to why it exists and by which source."""
    page = render(LISTING, "html")
    assert page.count('<a href="#rule-made-up">made-up</a>') == 3
    assert '<h3 id="rule-made-up">' in page
    assert "Rules" not in render(LISTING, "text")


def test_markdown_shows_the_words_of_a_problem_as_they_are() -> None:
    """Nothing in them is read as markup."""
    assert "\\<b>5 & 6\\</b> \\| pipe" in render(LISTING, "markdown")
