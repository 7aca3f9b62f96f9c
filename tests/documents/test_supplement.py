"""Guidelines with their grades, trials, that there is none of something, and conclusions of every kind."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from kb.db.connect import read
from kb.documents import render
from kb.documents.content import Block, Document
from kb.evidence.plan import HealthPlan
from kb.evidence.policy import GuidelineSearch, RecommendationGrade
from kb.evidence.study import AppraisalItem
from kb.narrative.frames import Frames
from kb.narrative.prose import ProseReader
from kb.narrative.study_appraisal import appraisal
from kb.reports.front import opening
from kb.reports.indication import conclusion, groups, summary
from kb.reports.policy_source import PolicySource
from kb.reports.rationale import rationale
from kb.reports.report import build_report
from kb.reports.supplement import supplement
from tests.builders.policies import code, guideline, policy, recommendation, trial, trial_search
from tests.builders.studies import study

SUFFICIENT = {"verdict": "sufficient", "effect": "as-good"}


def source(**given: Any) -> PolicySource:
    """A policy of which only what is given is not empty."""
    return PolicySource(policy(**given), {}, ProseReader({}, {}, "1.01"), Frames(), HealthPlan("p", "Plan"))


def printed(*blocks: Block) -> str:
    """The blocks as plain text."""
    return render(Document("Title", (), blocks), "text")


def concluded(**indication: Any) -> str:
    """The conclusion of one indication in words."""
    made = source(indications=[{"groups": {}, **indication}])
    return " ".join(line.plain for line in conclusion(made.policy.indications[0], made))


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        (
            "as-good",
            "that the technology is as good for the net health outcome as the established alternatives.",
        ),
        ("unlikely-to-improve", "that the technology is unlikely to improve the net health outcome."),
        ("unknown", "the effect of the technology on the net health outcome, which is unknown."),
    ],
)
def test_a_verdict_says_what_the_evidence_determines(effect: str, said: str) -> None:
    told = concluded(verdict="insufficient", effect=effect)
    assert told == f"The evidence is insufficient to determine {said}"


def test_findings_may_be_told_without_a_verdict() -> None:
    """Nothing is said of a verdict then, where an indication without findings says that there is none yet."""
    assert concluded(findings={"a": "They differ."}) == "They differ."
    assert concluded() == "No conclusion has been entered yet."


def test_a_chain_of_evidence_stands_between_findings_and_verdict() -> None:
    told = concluded(findings={"a": "They differ."}, chain_of_evidence="incomplete", **SUFFICIENT)
    assert told.startswith(
        "They differ. There is no direct evidence of the effect on health outcomes, and the chain of evidence"
        " to them is incomplete. The evidence is sufficient"
    )


def test_a_plan_may_word_its_verdict_itself() -> None:
    assert concluded(sentence="We find 2 reasons to wait.", **SUFFICIENT) == "We find 2 reasons to wait."


def test_indications_with_one_conclusion_have_one_paragraph() -> None:
    """It tells of all their people, interventions, studies and outcomes, whichever is asked for."""
    made = source(
        studies={"doe-2020": {"design": "case-series"}, "roe-2021": {"design": "case-series"}},
        indications=[
            {"groups": {"A": ["doe-2020"]}, "outcomes": ["!death"], **SUFFICIENT},
            {
                "key": "crc",
                "population": "another one",
                "groups": {"A": ["doe-2020", "roe-2021"]},
                "outcomes": ["!death", "!pain"],
                "interventions": ["radiofrequency-ablation"],
                "concluded_with": "hcc",
                **SUFFICIENT,
            },
        ],
    )
    first, second = (printed(summary(indication, made)) for indication in made.policy.indications)
    assert first == second
    assert (
        "For individuals who have a disease or who have another one who receive cryoablation or"
        " radiofrequency-ablation, the evidence includes 2 noncomparative studies."
        " Relevant outcomes are death and pain. The evidence is sufficient"
    ) in first


def test_a_report_tells_one_conclusion_once() -> None:
    """The section of the other indication says whose conclusion it is."""
    shared = {"key": "crc", "groups": {}, "concluded_with": "hcc", **SUFFICIENT}
    made = source(indications=[{"groups": {}, **SUFFICIENT}, shared])
    told = printed(rationale(made))
    assert told.count("the evidence includes") == 1
    assert "The conclusion is one with that on hcc." in told


def test_a_group_says_that_no_study_was_identified() -> None:
    made = source(indications=[{"groups": {"Clinically useful": []}}])
    indication = made.policy.indications[0]
    none = indication._replace(groups=(indication.groups[0]._replace(none_identified=True),))
    assert "No study was identified." not in printed(*groups(indication, made))
    assert "No study was identified." in printed(*groups(none, made))


@pytest.mark.parametrize(
    ("search", "said"),
    [
        ({}, "No guideline or position statement was identified."),
        (
            {"organization": "NICE", "date": "2024-09", "indications": ("hcc",)},
            "No guideline or position statement of NICE on Liver cancer was identified in a search of"
            " September 2024.",
        ),
        (
            {"guideline": "society", "abbreviation": "SOC", "title": "Liver", "text": "It is old."},
            "SOC, Liver, makes no recommendation. It is old.",
        ),
    ],
)
def test_that_no_guideline_was_identified_is_a_sentence(search: dict[str, Any], said: str) -> None:
    fields = dict.fromkeys(
        ("organization", "guideline", "title", "abbreviation", "reference", "date", "text")
    )
    made = source(
        indications=[{"title": "Liver cancer", "groups": {}}],
        guideline_searches=(GuidelineSearch(id="1.01/1", **(fields | search)),),
    )
    assert said in printed(supplement(made))


def test_what_the_grades_mean_stands_once_the_strongest_first() -> None:
    strong = RecommendationGrade("aha", "AHA", 1, "class 1", "do it")
    weak = RecommendationGrade("aha", "AHA", 3, "class 2b", "it may be done")
    given = [
        recommendation(guideline("g", None), key)._replace(category=grade.printed, grades=(grade,))
        for key, grade in (("a", weak), ("b", strong), ("c", weak))
    ]
    told = printed(supplement(source(recommendations=tuple(given))))
    assert "Use it (class 2b)." in told
    assert told.index("class 1   do it") < told.index("class 2b  it may be done")
    assert told.count("it may be done") == 1


def test_a_grade_that_no_system_describes_is_printed_as_it_is() -> None:
    ungraded = recommendation(guideline("g", None))._replace(category="Level A")
    told = printed(supplement(source(recommendations=(ungraded,))))
    assert "Use it (Level A)." in told
    assert "What the grades mean" not in told


def test_trials_stand_under_ongoing_and_unpublished_with_a_note_on_sponsors() -> None:
    made = source(
        indications=[{"title": "Liver cancer", "groups": {}}],
        trial_searches=(trial_search("2024-09", "ClinicalTrials.gov")._replace(indications=("hcc",)),),
        trials=(
            trial(group="ongoing", acronym="ICE", start="2020-01", completion="2027-03", status="recruiting"),
            trial(
                group="unpublished", number="NCT2", enrolled=90, completed="2023-05", completion="2022-01",
                status="completed", results_posted=True, industry_sponsored=True, sponsor="Maker",
            ),
        ),
    )  # fmt: skip
    told = [" ".join(line.split()) for line in printed(supplement(made)).splitlines()]
    assert (
        "ClinicalTrials.gov was searched for trials on Liver cancer in September 2024."
        " No ongoing or unpublished trial likely to influence this review was found."
    ) in told
    assert "NCT01234567 A trial (ICE) 100 2020-01 2027-03 recruiting" in told
    assert "NCT2* A trial 100 90 2023-05 (actual) completed; results posted Maker" in told
    assert (
        told.index("Ongoing")
        < told.index("Unpublished")
        < told.index("* Sponsored or cosponsored by industry.")
    )


def test_the_days_of_a_trial_are_written_as_the_plan_writes_days() -> None:
    made = source(trials=(trial(start="2020-01-15", completed="2023-05-01"),))
    made = replace(made, plan=HealthPlan("p", "Plan", dates="slashes"))
    assert "01/15/2020 05/01/2023 (actual)" in " ".join(printed(*supplement(made).blocks).split())


def test_only_the_code_by_which_the_fda_classes_a_device_is_a_matter_of_regulation() -> None:
    """What a device is billed with stands with the other codes for claims."""
    made = source(codes=(code("FDA product code", "GEH", "device"), code("HCPCS", "C9998", "device")))
    told = {section.title.plain: printed(*section.blocks) for section in opening(made)}
    assert "GEH" in told["Regulatory status"] and "C9998" not in told["Regulatory status"]
    assert "HCPCS C9998" in told["Policy guidelines"] and "GEH" not in told["Policy guidelines"]


def test_several_systems_grade_one_guideline(three_policies_url: str) -> None:
    """ACMG grades strength and certainty, ACOG levels; each grade is explained."""
    with read(three_policies_url) as reader:
        text = render(build_report(reader, "bcbsm-nips"), "text")
        rows = reader.rows(
            "SELECT grading, grade, rank, printed FROM recommendation_grade"
            " WHERE guideline = 'acmg-nips-2023' AND recommendation = 'deletion-22q' ORDER BY position"
        )
    assert "(level B)." in text
    assert "Prefer NIPS to traditional screening in twins (strong recommendation, high certainty)." in text
    assert "category Level" not in text
    assert [tuple(row.values()) for row in rows] == [
        ("grade-strength", "conditional", 2, "conditional recommendation"),
        ("grade-certainty", "moderate", 2, "moderate certainty"),
    ]


def test_that_a_study_has_no_limitation_is_said() -> None:
    """Of its conduct wherever it is told, of its relevance for the indication that says so."""
    none = partial(AppraisalItem, kind="none", domain="", code=None, label=None, note=None)
    made = study(
        {"study": "doe-2020", "design": "case-series", "design_group": "noncomparative", "label": "Doe"}
    )
    made = replace(
        made,
        answers=(
            none(policy=None, indication=None, table_name="conduct"),
            none(policy="1.01", indication="hcc", table_name="relevance"),
        ),
    )
    prose = ProseReader({}, {}, "1.01")
    told = [line.plain for line in appraisal(made, prose, "1.01", "hcc")]
    assert told == [
        "No limitation of conduct was identified.",
        "No limitation of relevance here was identified.",
    ]
    assert [line.plain for line in appraisal(made, prose, "1.01", "crc")] == told[:1]
