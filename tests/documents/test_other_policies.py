"""Policies unlike 7.01.75: several statements with criteria, nothing reviewed yet, adopted from another."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.db.connect import Reader
from kb.documents import render
from kb.documents.content import Section, Table, TitleFact
from kb.errors import KbError
from kb.lookup.filter_words import resolve
from kb.reports.report import build_report
from kb.reports.study_page import build_study_page
from kb.reports.summary import build_summary
from kb.store.load import LoadRequest, load

POLICIES = {
    "5.01.99": """\
policy: 5.01.99
title: A Drug
plan: a-plan
section: Drugs
effective_date: 2022-01-01
statements:
  - key: s1
    determination: medically-necessary
    text: The drug is medically necessary when criteria are met
    criteria:
      text: "All of the following:"
      all:
        - Adult age
        - text: Stage
          any: [Unresectable disease, Metastatic disease]
        - {at-least: 2, of: [Good performance status, No autoimmune disease, No transplant]}
sections:
  description:
    - {heading: What it is, text: It is an antibody.}
""",
    "5.01.98": """\
policy: 5.01.98
title: The Same Drug
plan: another-plan
parent: {plan: A Plan, number: 5.01.99, policy: 5.01.99}
section: Drugs
effective_date: 2022-03-01
""",
}
INDICATION = """\
policy: 5.01.99
indication: any
position: 1
title: Any use
population: {who: with, text: disease}
interventions: [sorafenib]
outcomes:
  - {outcome: overall-survival}
  - {outcome: recurrence, relevant: no}
groups:
  - {key: rct, heading: Trials, studies: [drug-2020]}
"""
STUDY = """\
study: drug-2020
label: Drug et al (2020)
design: randomized-controlled-trial
reports: {primary: wang-2015}
registrations:
  - {registry: ClinicalTrials.gov, number: NCT01234567}
arms:
  drug: {label: the drug, interventions: [sorafenib]}
  none: {label: no treatment, interventions: [no-intervention]}
results:
  - outcome: overall-survival
    at: [1 y, 2 y]
    estimator: kaplan-meier
    drug: [81%, 64%]
    none: [72%, 49%]
  - outcome: complications
    counted: lesions
    drug: 7%
    none: 5%
"""


@pytest.fixture(scope="module", autouse=True)
def _others(module_seed_url: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder: Path = tmp_path_factory.mktemp("others")
    files = {f"policies/{key}/policy.yaml": text for key, text in POLICIES.items()}
    files |= {
        f"plans/{key}.yaml": f"plan: {key}\nname: {name}\n"
        for key, name in {"a-plan": "A Plan", "another-plan": "Another Plan"}.items()
    }
    files |= {"policies/5.01.99/indications/any.yaml": INDICATION, "studies/drug-2020.yaml": STUDY}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    load(LoadRequest(folder, module_seed_url, "tests", "other policies"))


def test_criteria_are_told_once_with_how_many_must_hold(reader: Reader) -> None:
    text = render(build_report(reader, "5.01.99"), "markdown")
    statement = text.partition("## Policy statement")[2].partition("\n## ")[0].strip()
    assert statement == (
        "**Medically necessary**. The drug is medically necessary when criteria are met\n\n"
        "- All of the following:\n"
        "  - Adult age\n"
        "  - Stage (any of the following):\n"
        "    - Unresectable disease\n"
        "    - Metastatic disease\n"
        "  - At least two of the following:\n"
        "    - Good performance status\n"
        "    - No autoimmune disease\n"
        "    - No transplant"
    )


def test_a_paragraph_keeps_its_heading_in_every_section(reader: Reader) -> None:
    text = render(build_report(reader, "5.01.99"), "markdown")
    assert "## Description\n\n### What it is\n\nIt is an antibody.\n" in text


def test_a_single_outcome_is_told_in_the_singular(reader: Reader) -> None:
    text = render(build_report(reader, "5.01.99"), "markdown")
    assert "The outcome of main interest is overall survival. Another outcome is recurrence." in text
    assert "The relevant outcome is overall survival." in text


def test_a_policy_without_a_review_has_no_empty_headings(reader: Reader) -> None:
    report = build_report(reader, "5.01.98")
    assert report.blocks == ()
    assert TitleFact("Adopted from", "A Plan 5.01.99") in report.facts


def test_the_summary_of_a_policy_without_indications_says_so(reader: Reader) -> None:
    text = render(build_summary(reader, "5.01.98"), "markdown")
    assert "No indication has been entered for this policy yet." in text
    assert "It adopts A Plan 5.01.99, where the evidence is reviewed." in text


def test_a_series_stands_with_the_arms_side_by_side(reader: Reader) -> None:
    page = build_study_page(reader, "drug-2020")
    assert TitleFact("Registration", "ClinicalTrials.gov NCT01234567") in page.facts
    outcomes = next(block for block in page.blocks if isinstance(block, Section) and block.key == "outcome")
    table = outcomes.blocks[0]
    assert isinstance(table, Table)
    assert [tuple(cell.plain for cell in row.cells) for row in table.rows] == [
        ("OS (Kaplan-Meier)", "at 1 year", "81%", "72%"),
        ("OS (Kaplan-Meier)", "at 2 years", "64%", "49%"),
        ("complications (per lesion)", "", "7%", "5%"),
    ]


@pytest.mark.parametrize(
    ("kind", "word", "remedy"),
    [
        ("design", "rtc", r"Did you mean randomized-controlled-trial"),
        ("design", "zzz", r'This lists them: kb sql "SELECT id, name FROM design"'),
        ("policy", "zzz", r"Known: 5\.01\.98, 5\.01\.99, 7\.01\.75\."),
    ],
)
def test_a_filter_word_that_is_unknown_is_told_what_to_do(
    reader: Reader, kind: str, word: str, remedy: str
) -> None:
    with pytest.raises(KbError, match=remedy):
        resolve(reader, kind, word)
