"""Whether a study fits a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.review.offers.fitting import Hierarchy, PicoKeys, PopulationFit, StudyContent, fit

INTERVENTIONS = Hierarchy({"percutaneous-cryo": "cryo", "argon-cryo": "percutaneous-cryo"})
CONDITIONS = Hierarchy(
    {"colorectal-metastases": "metastases", "late-colorectal-metastases": "colorectal-metastases"}
)


def asked(condition: str | None = "colorectal-metastases") -> PicoKeys:
    """Cryoablation against radiofrequency."""
    return PicoKeys(
        "1", "a", condition, ("cryo",), ("rfa", "mwa"), ("survival", "pain"), frozenset({"survival"})
    )


def study(conditions: set[str], interventions: set[str], outcomes: set[str] | None = None) -> StudyContent:
    """What a study is about."""
    return StudyContent(
        "s", "S", frozenset(conditions), frozenset(interventions), frozenset(outcomes or set())
    )


@pytest.mark.parametrize(
    ("conditions", "condition", "population"),
    [
        ({"colorectal-metastases"}, "colorectal-metastases", PopulationFit.FITS),
        ({"late-colorectal-metastases"}, "colorectal-metastases", PopulationFit.FITS),
        ({"metastases"}, "colorectal-metastases", PopulationFit.WIDER),
        ({"metastases", "colorectal-metastases"}, "colorectal-metastases", PopulationFit.FITS),
        (set(), "colorectal-metastases", PopulationFit.UNKNOWN),
        ({"metastases"}, None, PopulationFit.UNKNOWN),
        ({"hcc"}, "colorectal-metastases", None),
    ],
)
def test_populations_fit_over_any_number_of_steps(
    conditions: set[str], condition: str | None, population: PopulationFit | None
) -> None:
    found = fit(study(conditions, {"cryo"}), asked(condition), INTERVENTIONS, CONDITIONS)
    assert (found.population if found else None) == population


def test_a_form_of_the_intervention_fits_a_wider_one_does_not() -> None:
    assert fit(study(set(), {"argon-cryo"}), asked(), INTERVENTIONS, CONDITIONS) is not None
    assert fit(study(set(), {"ablation"}), asked(), INTERVENTIONS, CONDITIONS) is None
    narrow = PicoKeys("1", "a", None, ("argon-cryo",), (), (), frozenset())
    assert fit(study(set(), {"cryo"}), narrow, INTERVENTIONS, CONDITIONS) is None


def test_comparators_and_outcomes_raise_the_rank() -> None:
    def rank(interventions: set[str], outcomes: set[str]) -> tuple[int, ...]:
        found = fit(study({"metastases"}, interventions, outcomes), asked(), INTERVENTIONS, CONDITIONS)
        assert found is not None
        return found.rank

    plain, compared = rank({"cryo"}, set()), rank({"cryo", "rfa"}, set())
    reporting, relevant = rank({"cryo"}, {"pain"}), rank({"cryo"}, {"survival"})
    assert plain < reporting < relevant < compared


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdef")), st.sampled_from("abcdef"))
def test_a_circle_in_the_vocabulary_ends(broader: dict[str, str], term: str) -> None:
    hierarchy = Hierarchy(broader)
    assert hierarchy.is_form_of(term, term)
    assert hierarchy.is_form_of(term, "z") is False
