"""Studies that do not fit the question."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.policy import read_policies
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.outside_pico import check_outside_pico
from kb.db.connect import read
from kb.evidence.policies import policy_numbers
from tests.builders.folders import Folder
from tests.builders.policies import INTERVENTIONS, policy

COHORT = "retrospective-comparative-cohort"


def problems(
    arms: dict[str, list[str]], conditions: tuple[str, ...] = (), design: str = COHORT, **indication: Any
) -> list[CheckProblem]:
    study = {
        "design": design,
        "conditions": conditions,
        "arms": {key: {"label": key, "interventions": received} for key, received in arms.items()},
    }
    return list(check_outside_pico(policy(studies={"doe": study}, indications=[indication])))


CRYO, RFA = ["cryoablation"], ["radiofrequency-ablation"]


@pytest.mark.parametrize(
    "arms",
    [
        {"cryo": CRYO, "rfa": RFA},
        {"cryo": ["percutaneous-cryoablation"], "rfa": RFA},
        {"cryo": ["chemoembolization", "cryoablation"], "rfa": ["chemoembolization", *RFA]},
        {"cryo": CRYO, "both": ["cryoablation", "chemoembolization"], "rfa": RFA},
        {"cryo": CRYO, "rfa": RFA, "surgery": ["hepatic-resection"]},
        {"cryo": CRYO},
        {},
    ],
)
def test_arms_that_fit_the_question_are_no_problem(arms: dict[str, list[str]]) -> None:
    assert not problems(arms)


@pytest.mark.parametrize(
    ("arms", "part", "words"),
    [
        (
            {"surgery": ["hepatic-resection"], "rfa": RFA},
            "intervention",
            "no arm received cryosurgical ablation",
        ),
        (
            {"both": ["cryoablation", "hepatic-resection"]},
            "intervention",
            "came only together with other treatment",
        ),
        (
            {"cryo": CRYO, "surgery": ["hepatic-resection"]},
            "comparator",
            "it compares with surgery; the question asks for",
        ),
    ],
)
def test_arms_that_do_not_are_told_unless_a_limitation_says_so(
    arms: dict[str, list[str]], part: str, words: str
) -> None:
    (problem,) = problems(arms)
    assert problem.place == f"1.01/hcc/doe {part}"
    assert words in problem.message
    assert not problems(arms, relevance={("doe", part)})
    assert problems(arms, relevance={("doe", "follow-up"), ("other", part)})


def test_a_series_has_no_comparator_to_fit() -> None:
    assert not problems({"cryo": CRYO, "surgery": ["hepatic-resection"]}, design="case-series")


def test_nothing_stands_for_placebo() -> None:
    arms = {"cryo": CRYO, "none": ["no-intervention"]}
    assert not problems(arms, comparators=["placebo"])
    assert problems(arms, comparators=["radiofrequency-ablation"])


def test_a_question_without_comparators_compares_nothing() -> None:
    assert not problems({"cryo": CRYO, "surgery": ["hepatic-resection"]}, comparators=[])


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        (("hepatocellular-carcinoma",), None),
        (("perivascular-hepatocellular-carcinoma",), None),
        (("hepatocellular-carcinoma", "unheard-of"), None),
        ((), None),
        (("colorectal-liver-metastases",), "the study about liver metastases from colorectal cancer"),
    ],
)
def test_conditions_have_to_be_the_one_asked_for_or_a_form_of_it(
    conditions: tuple[str, ...], words: str | None
) -> None:
    found = problems({"cryo": CRYO}, conditions)
    assert [words is not None and words in problem.message for problem in found] == [True] * (
        words is not None
    )


def test_a_wider_condition_beside_the_one_asked_for_is_told() -> None:
    both = ("liver-metastases", "colorectal-liver-metastases")
    (problem,) = problems({"cryo": CRYO}, both, condition="colorectal-liver-metastases")
    assert "is about liver metastases as a whole" in problem.message
    assert problem.severity is Severity.NOTE


def test_a_wider_condition_alone_is_a_note_since_those_asked_for_are_among_them() -> None:
    (problem,) = problems({"cryo": CRYO}, ("liver-metastases",), condition="colorectal-liver-metastases")
    assert problem.severity is Severity.NOTE


def test_usual_care_is_no_further_treatment_and_stands_for_sham() -> None:
    arms = {"cryo": [*CRYO, "usual-care"], "sham": ["sham-procedure"]}
    assert not problems(arms, comparators=["usual-care"])
    assert not problems({"cryo": CRYO, "usual": ["usual-care"]}, comparators=["placebo"])
    assert problems({"cryo": CRYO, "usual": ["usual-care"]}, comparators=["radiofrequency-ablation"])


@given(
    st.lists(st.sampled_from(sorted(INTERVENTIONS)), max_size=3, unique=True),
    st.lists(
        st.lists(st.sampled_from(sorted(INTERVENTIONS)), min_size=1, max_size=3, unique=True), max_size=3
    ),
)
def test_a_study_that_holds_a_clean_comparison_never_alarms(
    background: list[str], others: list[list[str]]
) -> None:
    background = [one for one in background if "cryo" not in one and one != "radiofrequency-ablation"]
    arms = {"index": [*background, *CRYO], "reference": [*background, *RFA]}
    assert not problems(arms, ("hepatocellular-carcinoma",))
    more = {
        f"other{n}": [*background, *(o for o in one if o not in background)] for n, one in enumerate(others)
    }
    assert not problems(arms | more, ("hepatocellular-carcinoma",))


@given(st.sampled_from(["hepatic-resection", "chemoembolization", "microwave-ablation", "placebo"]))
def test_another_comparator_is_always_found(other: str) -> None:
    assert [p.place for p in problems({"cryo": CRYO, "other": [other]})] == ["1.01/hcc/doe comparator"]


def test_both_engines_find_it_in_loaded_records(folder: Folder, engine_url: str) -> None:
    folder.change("studies/doe-2020", "conditions: [hepatocellular-carcinoma]", "conditions: [other]")
    conditions = folder.file("vocabulary/conditions").read_text(encoding="utf-8")
    folder.write("vocabulary/conditions", conditions + "other: {name: another disease}\n")
    text = folder.file("policies/1.01/indications/hcc").read_text(encoding="utf-8")
    text = text.replace("relevance/population/2}", "relevance/population/2, note: other}")
    folder.write("policies/1.01/indications/hcc", text)
    folder.load(engine_url)
    with read(engine_url) as reader:
        (one,) = read_policies(reader, policy_numbers(reader))
    assert not list(check_outside_pico(one))
    start, _, rest = text.partition("limitations:\n")
    kept = rest.partition("conclusion:")[2].replace("        - doe-2020#relevance/population/2\n", "")
    folder.write("policies/1.01/indications/hcc", f"{start}conclusion:{kept}")
    folder.load(engine_url)
    with read(engine_url) as reader:
        (one,) = read_policies(reader, policy_numbers(reader))
    assert [p.found for p in check_outside_pico(one)] == ["another disease"]
