"""How a study was designed and conducted is told on its page and in the report, and asked by SQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kb.db.connect import Reader, read
from kb.documents.render import render
from kb.reports.report import build_report
from kb.reports.study_page import build_study_page


@pytest.fixture(scope="module")
def reader(three_policies_url: str) -> Iterator[Reader]:
    """A reader on a drug and a test beside the shipped policy."""
    with read(three_policies_url) as reader:
        yield reader


def _page(reader: Reader, study: str) -> str:
    return " ".join(render(build_study_page(reader, study), "text").split())


def test_the_page_of_a_trial_tells_how_it_was_run(reader: Reader) -> None:
    page = _page(reader, "finkel-2017")
    for fact in (
        "Registration: ClinicalTrials.gov NCT02193074",
        "Acronym: ENDEAR",
        "Allocation: 2:1",
        "Masking: double-masked",
        "Stopped early: Benefit was shown early; after the planned interim analysis",
        "Conducted: 2014-2016 Sites: 31 Countries: United States, Europe, Asia",
        "12 mg, scaled to age intrathecally days 1, 15, 29, 64, 183, and 302",
    ):
        assert fact in page


def test_the_report_tells_it_in_sentences(reader: Reader) -> None:
    report = " ".join(render(build_report(reader, "rx501.086"), "text").split())
    assert (
        "The trial (NCT02193074) was sponsored by Biogen and Ionis Pharmaceuticals (industry) and"
        " conducted from 2014 to 2016 at 31 sites in the United States, Europe, and Asia. It used"
        " 2:1 allocation, was double-masked, and was stopped early for benefit (after the planned"
        " interim analysis)."
    ) in report


def test_a_study_that_is_still_under_way_has_an_open_date(reader: Reader) -> None:
    (row,) = reader.rows(
        "SELECT acronym, conducted, conducted_from, conducted_to, ongoing, sites, masking"
        " FROM study_overview WHERE study = 'de-vivo-2019'"
    )
    assert tuple(row.values()) == ("NURTURE", "2015-ongoing", "2015", None, 1, 15, "none")
    assert "has been under way since 2015 at 15 sites in" in _page(reader, "de-vivo-2019")


def test_cohorts_are_told_as_groups_of_people_and_not_as_drugs(reader: Reader) -> None:
    assert (
        "trial of nusinersen in patients with spinal muscular atrophy type II or III"
        " (cohorts: CS2, n=34; CS12, n=47)"
    ) in _page(reader, "darras-2019")
    page = _page(reader, "vuillerot-2013")
    assert "-0.9 points per year in the type II group and -0.6 points per year in the type III group" in page


def test_studies_that_are_not_entered_stand_in_the_overlap_of_reviews_by_their_label(reader: Reader) -> None:
    rows = reader.rows(
        "SELECT study, study_label, state FROM systematic_review_inclusion"
        " WHERE systematic_review = 'rose-2022' AND study_label IN ('Gil et al (2019)', 'Kypri et al (2019)')"
        " ORDER BY study_label"
    )
    assert [tuple(row.values()) for row in rows] == [
        (None, "Gil et al (2019)", "included"),
        ("kypri-2019", "Kypri et al (2019)", "included"),
    ]
    assert "It included Gil et al (2019), He et al (2020)" in _page(reader, "rose-2022")
