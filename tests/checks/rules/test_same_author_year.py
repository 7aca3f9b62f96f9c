"""Labels that two studies share."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import Severity
from kb.checks.rules.same_author_year import check_same_author_year
from tests.builders.policies import policy

WANG = {"label": "Wang et al (2015)"}


def test_labels_that_differ_are_no_problem() -> None:
    one = policy(
        studies={
            "wang-2015-a": {"label": "Wang et al (2015a)"},
            "wang-2015-b": {"label": "Wang et al (2015b)"},
            "wang-2009": {"label": "Wang et al (2009)"},
            "wang-x-2015": {"label": "Wang X et al (2015)"},
        },
        references=["wang-2015-a", "wang-2015-b", "wang-2009"],
    )
    assert not list(check_same_author_year(one))


def test_two_studies_of_one_label_are_told() -> None:
    one = policy(studies={"wang-2015-a": WANG, "wang-2015-b": {"label": "WANG et al. (2015)"}})
    (problem,) = check_same_author_year(one)
    assert problem.severity is Severity.WARNING
    assert problem.message.startswith(
        "Studies wang-2015-a and wang-2015-b both go by Wang et al (2015) here."
    )


def test_a_study_that_a_review_includes_counts() -> None:
    review = {"inclusions": [("wang-2015-b", "Wang et al (2015)", "randomized", None, "included")]}
    (problem,) = check_same_author_year(policy(studies={"wang-2015-a": WANG, "review": review}))
    assert problem.found == "Wang et al (2015): wang-2015-a, wang-2015-b"


def test_the_same_study_used_and_included_is_one() -> None:
    review = {"inclusions": [("wang-2015", "Wang et al (2015)", "randomized", None, "included")]}
    assert not list(check_same_author_year(policy(studies={"wang-2015": WANG, "review": review})))


def test_references_of_one_author_and_year_are_a_note() -> None:
    (problem,) = check_same_author_year(
        policy(references=["doe-2020", ("doe-2020-b", {"issued": "2020-07"})])
    )
    assert problem.severity is Severity.NOTE
    assert problem.found == "Doe 2020: doe-2020, doe-2020-b"


def test_reports_of_studies_and_organizations_are_left_out() -> None:
    body = {"family": None, "literal": "A Society"}
    one = policy(
        studies={"doe": {"reports": [("primary", "doe-2020"), ("companion", "doe-2020-b")]}},
        references=["doe-2020", "doe-2020-b", ("a", body), ("b", body)],
    )
    assert not list(check_same_author_year(one))


NAMES = st.sampled_from(["Wang", "Gurusamy", "Van der Meer", "Li", "Müller"])


@given(st.sets(st.tuples(NAMES, st.integers(1990, 2022)), max_size=12), st.data())
def test_different_labels_never_alarm_and_a_repeated_one_always_does(
    labels: set[tuple[str, int]], data: st.DataObject
) -> None:
    studies = {f"s{n}": {"label": f"{name} et al ({year})"} for n, (name, year) in enumerate(sorted(labels))}
    assert not list(check_same_author_year(policy(studies=studies)))
    if studies:
        again = data.draw(st.sampled_from(sorted(studies)))
        assert len(list(check_same_author_year(policy(studies={**studies, "copy": studies[again]})))) == 1
