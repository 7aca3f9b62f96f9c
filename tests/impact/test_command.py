"""``kb impact`` as a user runs it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import Kb

FIGURE = "wang-2015/overall-survival/cryo@5y:percent"


def test_text_goes_by_policy_and_indication_and_marks_what_comes_from_the_study(kb_loaded: Kb) -> None:
    result = kb_loaded("impact", "wang-2015")
    assert result.exit_code == 0
    text = result.stdout
    assert text.startswith(
        "What rests on wang-2015\n=======================\n\nStudy:     Wang et al (2015)\n"
    )
    assert "wang-2015 is the key of a study and of a reference; what rests on any of them is shown." in text
    assert "\nRests on it: 1 policy, 1 indication, 1 statement, 1 conclusion, 2 findings, 1" in text
    assert "\nPolicy 7.01.75, indication hcc: Hepatocellular carcinoma\n-----" in text
    assert (
        "- Review of evidence > Randomized controlled trials\n"
        "  - Wang et al (2015) *[2]* reported a multicenter randomized controlled trial (RCT) that compared"
        " cryoablation (n=*180*) with radiofrequency ablation (RFA; n=*180*) in *360* treatment-naive"
    ) in text
    assert "the evidence includes *1* randomized controlled trial (RCT)" in text
    order = [text.index(heading) for heading in ("\nConclusion\n", "\nFindings\n", "\nSentences\n")]
    assert order == sorted(order)
    assert not any(ord(character) > 0xFFFF for character in text)


def test_a_figure_in_text(kb_loaded: Kb) -> None:
    text = kb_loaded("impact", FIGURE).stdout
    assert "\nFigure: 40%\n" in text
    assert (
        "\nRests on it: 1 policy, 1 indication, 1 statement, 1 conclusion, 1 finding, 3 sentences, 1 table.\n"
        in text
    )
    assert "97%, 67%, and *40%* with cryoablation and 97%, 66%, and 38% with RFA" in text


def test_markdown_has_the_numbers_in_bold(kb_loaded: Kb) -> None:
    text = kb_loaded("impact", FIGURE, "--format", "markdown").stdout
    assert text.startswith(f"# What rests on {FIGURE}\n")
    assert "97%, 67%, and **40%** with cryoablation" in text
    assert "\nWhat comes from it is **marked**.\n" in text


def test_json_has_everything_for_programs(kb_loaded: Kb) -> None:
    data = json.loads(kb_loaded("impact", FIGURE, "--format", "json").stdout)
    assert data["names"] == [{"kind": "figure", "title": "40%"}]
    assert data["counts"]["sentence"] == 3
    sentence = next(item for item in data["items"] if item["kind"] == "sentence")
    ((start, end),) = sentence["spans"]
    assert sentence["text"][start:end] == "40%"
    assert (sentence["policy"], sentence["indication"], sentence["figures"]) == ("7.01.75", "hcc", [FIGURE])


def test_csv_and_table_have_a_row_for_each(kb_loaded: Kb) -> None:
    rows = list(csv.DictReader(io.StringIO(kb_loaded("impact", FIGURE, "--format", "csv").stdout)))
    kinds = [row["kind"] for row in rows]
    assert kinds == ["policy", "statement", "conclusion", "finding", *["sentence"] * 3, "table"]
    assert rows[4]["place"] == "Review of evidence > Randomized controlled trials"
    assert "and *40%* with cryoablation" in rows[4]["text"]
    table = kb_loaded("impact", FIGURE, "--format", "table").stdout.splitlines()
    assert table[0].split() == ["kind", "policy", "indication", "place", "text", "why", "figures"]
    assert len(table) == 1 + len(rows)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("out.md", "# What rests on"),
        ("out.json", "{"),
        ("out.csv", "kind,policy"),
        ("out.txt", "What rests on"),
        ("out.html", "<!DOCTYPE html>"),
    ],
)
def test_a_file_takes_its_form_from_its_ending(kb_loaded: Kb, tmp_path: Path, name: str, start: str) -> None:
    result = kb_loaded("impact", "wang-2015", "-o", str(tmp_path / name))
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"Wrote {tmp_path / name}." in result.stderr
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_the_format_asked_for_goes_with_a_name_without_an_ending(kb_loaded: Kb, tmp_path: Path) -> None:
    """An ending that is none of json is refused, whatever it is."""
    asked = ("impact", "wang-2015", "--format", "json", "--output")
    kb_loaded(*asked, str(tmp_path / "kept"))
    assert json.loads((tmp_path / "kept").read_text(encoding="utf-8"))["key"] == "wang-2015"
    refused = kb_loaded(*asked, str(tmp_path / "out.kept"))
    assert refused.exit_code == 2 and "contradicts the ending .kept" in refused.stderr
    assert not (tmp_path / "out.kept").exists()


def test_an_unknown_name_is_one_line_and_exit_code_1(kb_loaded: Kb) -> None:
    result = kb_loaded("impact", "wang-2015/overall-survival/cryo@5y:percnt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert f"Did you mean {FIGURE}" in result.stderr


@pytest.mark.parametrize("words", [(), ("a", "b"), ("a", "--format", "sarif")])
def test_wrong_usage(kb_loaded: Kb, words: tuple[str, ...]) -> None:
    """Words that are no request end with exit code 2."""
    assert kb_loaded("impact", *words).exit_code == 2


def test_nothing_rests_on_it(kb: Kb, busy_url: str) -> None:
    result = kb("--database", busy_url, "impact", "nowhere-2017")
    assert result.exit_code == 0
    assert "\nNothing rests on it: no policy, review, guideline or release uses it.\n" in result.stdout


def test_a_notice_stands_at_the_top(kb: Kb, busy_url: str) -> None:
    text = kb("--database", busy_url, "impact", "wang-2015").stdout
    assert "\nNotice:    retraction of wang-2015, 2022-01-01\n" in text
    assert "\nPolicy 5.01.97: What Another Plan Decided\n" in text
    assert "\nAdopts 7.01.75.\n" in text
    assert "\nSign-offs\n\n- 7.01.75/hcc/t: Insufficient, signed by olga on 2022-02-01\n" in text


SCRIPT = """
import sys
from kb.db.connect import read
from kb.impact.find import find_impact
from kb.documents import render
from kb.impact.page import build_impact_page
with read(sys.argv[1]) as reader:
    render(build_impact_page(find_impact(reader, "wang-2015")), "text")
print(*sorted(set(sys.argv[2:]) & sys.modules.keys()))
"""


def test_impact_imports_nothing_heavy(loaded_url: str) -> None:
    heavy = ("sqlalchemy", "sqlmodel", "pydantic", "lark", "citeproc", "rich", "alembic", "yaml", "typer")
    command = [sys.executable, "-c", SCRIPT, loaded_url, *heavy]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
