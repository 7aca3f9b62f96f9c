"""The whole policy document, as regenerated from rows."""

from __future__ import annotations

import json
import re

import pytest

from kb.db.connect import Reader
from kb.db.queries import run
from kb.documents import render
from kb.documents.content import Block, Section
from kb.errors import KbError
from kb.reports.report import build_report
from tests.command_line import Kb

_CITED = re.compile(r"(?<!\\)\[(\d+)\]")


def _markdown(reader: Reader) -> str:
    return render(build_report(reader, "7.01.75"), "markdown")


def _titles(blocks: tuple[Block, ...]) -> list[str]:
    return [block.title.plain for block in blocks if isinstance(block, Section)]


def test_the_parts_stand_in_the_order_of_published_policies(reader: Reader) -> None:
    report = build_report(reader, "7.01.75")
    assert _titles(report.blocks) == [
        "Policy statement",
        "Policy guidelines",
        "Description",
        "Related policies",
        "Benefit application",
        "Regulatory status",
        "Rationale",
        "Supplemental information",
        "References",
        "Documentation for clinical review",
        "Coding",
        "Policy history",
        "Definitions",
        "Prior authorization",
        "Disclaimer",
        "Appendix: policy statement before and after",
    ]


def test_references_are_numbered_by_first_citation(reader: Reader) -> None:
    body, _, _ = _markdown(reader).partition("\n## References\n")
    first = list(dict.fromkeys(int(number) for number in _CITED.findall(body)))
    assert first == list(range(1, 34))


def test_the_reference_list_is_that_of_the_view(reader: Reader) -> None:
    _, _, rest = _markdown(reader).partition("\n## References\n")
    listed = [int(number) for number in re.findall(r"^(\d+)\. ", rest, re.MULTILINE)]
    expected = [
        row["number"] for row in run(reader, "evidence/policy_references", first="7.01.75", last="7.01.75")
    ]
    assert listed == expected == list(range(1, 35))


@pytest.mark.parametrize("form", ["markdown", "text", "json"])
def test_the_same_rows_give_the_same_bytes(reader: Reader, form: str) -> None:
    assert render(build_report(reader, "7.01.75"), form) == render(build_report(reader, "7.01.75"), form)


def test_json_carries_every_citation_with_its_reference(reader: Reader) -> None:
    data = json.loads(render(build_report(reader, "7.01.75"), "json"))
    assert data["title"].startswith("7.01.75")
    assert '"reference": "wang-2015"' in json.dumps(data)


def test_every_study_stands_under_the_heading_the_policy_gives_it(reader: Reader) -> None:
    text = _markdown(reader)
    under = text.partition("##### Randomized controlled trials")[2].partition("#####")[0]
    assert under.strip().startswith("Wang et al (2015) [2]")


def test_recommendations_carry_their_grade(reader: Reader) -> None:
    assert "(category 2A)." in _markdown(reader)


def test_a_policy_that_is_not_there_is_named(reader: Reader) -> None:
    with pytest.raises(KbError, match=r"There is no policy '7\.01\.57'"):
        build_report(reader, "7.01.57")


def test_an_unknown_form_is_refused(reader: Reader) -> None:
    with pytest.raises(KbError, match="odt"):
        render(build_report(reader, "7.01.75"), "odt")


def test_what_a_paragraph_leaves_out_stands_in_the_table_below_it(reader: Reader) -> None:
    """A finding rests on the survival in Wang et al (2015), none on what patients were like at the start."""
    text = " ".join(_markdown(reader).split())
    table = text.partition("###### Further results")[2]
    assert "Overall survival (OS) at 1, 3, and 5 years" in text
    assert "| Wang et al (2015) | ineligibility for surgical resection |" in table
    assert "310 were ineligible for surgical resection" not in text


def test_full_prose_tells_every_figure_in_words_and_has_no_table_of_them(
    reader: Reader, kb_loaded: Kb
) -> None:
    told = render(build_report(reader, "7.01.75", full_prose=True), "markdown")
    assert "Further results" not in told
    assert "310 were ineligible for surgical resection" in told
    summary = kb_loaded("summary", "7.01.75", "hcc", "--full-prose")
    assert "310 were ineligible for surgical resection" in " ".join(summary.stdout.split())
    frozen = kb_loaded("report", "7.01.75", "--version", "2021-11-01", "--full-prose")
    assert frozen.exit_code == 2
    assert "a published version is shown as it was frozen" in " ".join(frozen.stderr.split())
