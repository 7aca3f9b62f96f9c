"""Names of one intervention."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.policy import read_policies
from kb.checks.problem import Severity
from kb.checks.rules.terms_for_one_thing import check_terms_for_one_thing, main_word
from kb.db.connect import read
from kb.evidence.policies import policy_numbers
from tests.builders.folders import Folder
from tests.builders.policies import policy


def found(*labels: str, text: str = "", **fields: Any) -> list[str]:
    """What is found when arms of cryoablation have these labels."""
    studies = {
        f"s{n}": {"arms": {"a": {"label": label, "interventions": ["cryoablation"]}}}
        for n, label in enumerate(labels)
    }
    given = {"studies": studies, "indications": [{}], "texts": {"section_text:1.01/b/1:text": text}}
    problems = list(check_terms_for_one_thing(policy(**(given | fields))))
    assert all(problem.severity is Severity.NOTE for problem in problems)
    return [problem.found for problem in problems]


@pytest.mark.parametrize(
    ("labels", "text"),
    [
        (
            ("cryoablation", "percutaneous cryoablation", "cryoablation with or without resection"),
            "Cryoablation.",
        ),
        (("CSA", "cryosurgical ablation"), "Cryosurgical ablation (CSA) freezes."),
        (("cryosurgical ablation",), "Surgery, ablation and treatment are other things."),
        (("cryoablations", "cryoablation"), ""),
        ((), "Cryotherapy and cryosurgery stand here, but no arm is called so."),
        (("RFA",), "RFA and radiofrequency ablation."),
        (("cryoablation", "CS2", "high-risk women", "plan after the 4Kscore"), "A plan for women in CS2."),
    ],
)
def test_one_main_word_is_no_problem(labels: tuple[str, ...], text: str) -> None:
    assert not found(*labels, text=text)


@pytest.mark.parametrize(
    ("labels", "text", "told"),
    [
        (("cryoablation", "cryotherapy"), "", "cryoablation, cryotherapy"),
        (
            ("percutaneous cryosurgery", "cryotherapy", "curative cryoablation"),
            "Cryosurgical ablation is meant.",
            "cryoablation, cryosurgery, cryosurgical ablation, cryotherapy",
        ),
        (("cryotherapy",), "Cryosurgical ablation is meant.", "cryosurgical ablation, cryotherapy"),
        (("cryoablation", "Madefreeze"), "", "cryoablation, madefreeze"),
    ],
)
def test_several_main_words_are_one_note(labels: tuple[str, ...], text: str, told: str) -> None:
    assert found(*labels, text=text) == [told]


def test_an_arm_of_several_interventions_names_none() -> None:
    arm = {"label": "cytoreduction", "interventions": ["cryoablation", "hepatic-resection"]}
    assert not found("cryoablation", studies={"s": {"arms": {"a": arm}}})


def test_a_form_of_the_intervention_counts() -> None:
    arms = {
        "a": {"label": "percutaneous cryotherapy", "interventions": ["percutaneous-cryoablation"]},
        "b": {"label": "cryoablation", "interventions": ["cryoablation"]},
    }
    assert found(studies={"s": {"arms": arms}}) == ["cryoablation, cryotherapy"]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("percutaneous cryotherapy", "cryotherapy"),
        ("cryoablation with or without resection", "cryoablation"),
        ("radiofrequency ablation", "radiofrequency ablation"),
        ("RFA", "RFA"),
        ("percutaneous RFA", "RFA"),
        ("stents", "stent"),
        ("", ""),
    ],
)
def test_the_main_word_of_a_name(name: str, word: str) -> None:
    assert main_word(name) == word


def test_mixed_spelling_is_one_note() -> None:
    assert found(text="A randomised trial of tumors. A randomized trial.") == ["randomised, randomized"]
    assert found(text="A tumour. Tumors.") == ["tumour, tumors"]
    assert not found(text="A randomized trial of tumors after hemodialysis.")


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "open ", "curative "]), st.sampled_from(["", "s", " with resection"])),
        min_size=1,
        max_size=6,
    )
)
def test_modifiers_of_one_word_never_alarm(parts: list[tuple[str, str]]) -> None:
    labels = [f"{before}cryoablation{after}" for before, after in parts]
    assert not found(*labels)
    assert found(*labels, "open cryotherapy") == ["cryoablation, cryotherapy"]


def test_both_engines_read_labels_and_texts(folder: Folder, engine_url: str) -> None:
    folder.change("studies/doe-2020", "label: cryoablation", "label: cryotherapy")
    folder.load(engine_url)
    with read(engine_url) as reader:
        (one,) = read_policies(reader, policy_numbers(reader))
    assert [p.found for p in check_terms_for_one_thing(one)] == ["cryoablation, cryotherapy"]
