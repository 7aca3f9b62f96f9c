"""The pages about one study, policy, indication, reference."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.db.connect import Reader
from kb.documents import render
from kb.documents.content import Section, Table
from kb.errors import KbError
from kb.evidence.studies import read_study
from kb.reports.pages import build_indication_page, build_policy_page, build_reference_page
from kb.reports.study_page import build_study_page, study_page_from


def _table(page_blocks: tuple[object, ...], key: str) -> Table:
    section = next(block for block in page_blocks if isinstance(block, Section) and block.key == key)
    table = section.blocks[0]
    assert isinstance(table, Table)
    return table


def test_results_stand_with_the_arms_side_by_side(reader: Reader) -> None:
    page = build_study_page(reader, "wang-2015")
    outcomes = _table(page.blocks, "outcome")
    header = [cell.plain for cell in outcomes.header]
    assert header[:5] == ["Outcome", "Time", "cryoablation", "RFA", "All"]
    rows = [tuple(cell.plain for cell in row.cells) for row in outcomes.rows]
    complications = next(row for row in rows if row[0] == "major complications")
    assert complications[2:4] == ("7/180 (3.9%)", "6/180 (3.3%)")
    assert "p=.776" in complications


def test_the_page_says_where_the_study_is_used(reader: Reader) -> None:
    page = build_study_page(reader, "adam-2002")
    uses = _table(page.blocks, "uses")
    (row,) = [[cell.plain for cell in row.cells] for row in uses.rows]
    assert (row[0], row[2], row[4]) == ("7.01.75", "Hepatocellular carcinoma", "10")
    assert "Awad et al (2009): included" in render(page, "text")


def test_the_page_says_who_paid_and_what_dose_an_arm_received(reader: Reader) -> None:
    """Sponsor and funding are facts of the study, the dose is a column of its arms, each where stated."""
    study = read_study(reader, "wang-2015")
    assert "Sponsor" not in render(study_page_from(reader, study), "text")
    arms = {key: arm._replace(dose="3 cycles" if key == "cryo" else None) for key, arm in study.arms.items()}
    page = study_page_from(reader, replace(study, sponsor="Acme", funding="industry", arms=arms))
    assert {("Sponsor", "Acme"), ("Funding", "industry")} <= {
        (fact.label.plain, fact.value.plain) for fact in page.facts
    }
    rows = [tuple(cell.plain for cell in row.cells) for row in _table(page.blocks, "arms").rows]
    assert rows == [("cryo", "cryoablation", "180", "3 cycles"), ("rfa", "RFA", "180", "")]


def test_an_unknown_study_is_named_with_its_neighbors(reader: Reader) -> None:
    with pytest.raises(KbError, match="There is no study 'wang-2051'"):
        build_study_page(reader, "wang-2051")


def test_the_policy_page(reader: Reader) -> None:
    """The page of a policy has its statements and codes."""
    text = render(build_policy_page(reader, "7.01.75"), "text")
    assert "Investigational. " in text
    assert "47371" in text


def test_the_indication_page(reader: Reader) -> None:
    """The page of an indication has its studies."""
    text = render(build_indication_page(reader, "7.01.75", "net"), "text")
    assert "saxena-2012" in text


@pytest.mark.parametrize("name", ["wang-2015", "pmid:25284802"])
def test_the_reference_page(reader: Reader, name: str) -> None:
    """The page of a reference has its identifiers and says which study it reports."""
    text = render(build_reference_page(reader, name), "text")
    assert "25284802" in text
    assert "Wang et al (2015) (wang-2015), primary report" in text
