"""Names in texts, and studies, that lead to no reference."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.policy import read_policies
from kb.checks.problem import CheckProblem
from kb.checks.rules.cited_but_missing import check_cited_but_missing
from kb.db.connect import read
from kb.evidence.policies import policy_numbers
from tests.builders.folders import Folder
from tests.builders.policies import policy

REVIEW = {"inclusions": [("korpan-1997", "Korpan (1997)", "randomized", None, "included")]}


def problems(text: str, **fields: Any) -> list[CheckProblem]:
    given: dict[str, Any] = {
        "studies": {"wang-2015": {"label": "Wang et al (2015)"}, "review": REVIEW},
        "references": ["sohn-2003", ("meer-2010", {"family": "van der Meer", "issued": "2010"})],
        "texts": {"section_text:1.01/background/1:text": text},
    }
    return list(check_cited_but_missing(policy(**(given | fields))))


@pytest.mark.parametrize(
    "text",
    [
        "As Wang et al found, it works.",
        "Sohn and colleagues describe harm.",
        "Korpan (1997) compared both.",
        "The trial by Van der Meer et al was small.",
        "Meer et al (2010) agree.",
        "Sohn et al, 2020, agree.",
        "In May (2021) the search was repeated.",
        "CHECKMATE (2020) is under way.",
        "The surgery and colleagues of the patient matter.",
        "The Society of Surgeons (see its guideline) agrees.",
    ],
)
def test_names_that_the_reader_finds_are_no_problem(text: str) -> None:
    assert not problems(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("As Smith et al found, it works.", "Smith"),
        ("Müller-Thurgau and coworkers describe harm.", "Müller-Thurgau"),
        ("Jones (2019) compared both.", "Jones 2019"),
        ("Wang et al (2016) compared both.", "Wang 2016"),
        ("It was De Souza et al.", "De Souza"),
    ],
)
def test_names_that_lead_nowhere_are_told(text: str, found: str) -> None:
    (problem,) = problems(text)
    assert (problem.place, problem.found) == ("1.01/background/1", found)
    assert "Enter the reference and cite it" in problem.message


def test_a_study_without_a_primary_report_is_told() -> None:
    one = policy(
        studies={"doe": {"label": "Doe et al (2020)", "reports": [("companion", "doe-2021")]}},
        indications=[{}],
    )
    (problem,) = check_cited_but_missing(one)
    assert (problem.record, problem.place) == ("policies/1.01/indications/hcc", "1.01/hcc/doe")


NAMES = ("Wang", "Gurusamy", "Al-Asfoor", "Bala", "Kornprat", "Niu")
FORMS = ("As {n} et al found", "{n} and colleagues found", "{n} et al, {y}, found", "{n} ({y}) found")


@given(st.sampled_from(NAMES), st.sampled_from(FORMS), st.integers(1990, 2021))
def test_any_form_of_a_listed_author_never_alarms(name: str, form: str, year: int) -> None:
    listed = [("a", {"family": name, "issued": f"{year}"})]
    assert not problems(form.format(n=name, y=year), references=listed)


def test_most_authors_that_are_not_listed_are_found() -> None:
    chance = random.Random(13)
    found = 0
    for _ in range(200):
        name, listed = chance.sample(NAMES, 2)
        text = chance.choice(FORMS).format(n=name, y=2019)
        found += bool(problems(text, references=[("a", {"family": listed, "issued": "2019"})], studies={}))
    assert found / 200 > 0.97


def test_both_engines_read_the_texts_of_policy_and_studies(folder: Folder, engine_url: str) -> None:
    folder.change("policies/1.01/policy", "summary: All agreed.", "summary: All agreed with Smith et al.")
    folder.change("studies/doe-2020", "note: the list was open", "note: the list of Roe et al was open")
    folder.load(engine_url)
    with read(engine_url) as reader:
        (one,) = read_policies(reader, policy_numbers(reader))
    assert {(p.place, p.found) for p in check_cited_but_missing(one)} == {
        ("1.01/2008", "Smith"),
        ("doe-2020#1", "Roe"),
    }
