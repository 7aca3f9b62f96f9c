"""Any statistic of the notation becomes a sentence that says its number, for arms, contrasts and studies."""

from __future__ import annotations

from typing import Any

import pytest

from kb.notation import STATISTICS, NotationError, parse
from tests.builders.studies import study
from tests.narrative.sentences import results_of

RECORD: dict[str, Any] = {
    "study": "doe-2020",
    "design": "randomized-controlled-trial",
    "arms": {"a": {"label": "drug A"}, "b": {"label": "placebo"}},
    "contrasts": {"a-b": {"index": "a", "reference": "b"}, "smoking": {"factor": "smoking"}},
}
# Statistics whose notation is more than their name and a number.
_CELLS = {
    "count": "7",
    "total": "7/18",
    "percent": "7%",
    "quantity": "7 months",
    "duration": ">=7 h/day for >=7 days",
    "rate": "7 per year",
    "fold": "7-fold",
    "baseline": "from 7 to 7",
    "final": "from 7 to 7",
    "p-value": "p .7",
    "verbal": "comparable",
    "unspecified": "not reported",
}
_SPREADS = {
    "ci-low": "mean 7 (95% CI 7-7)",
    "credible-low": "mean 7 (95% CrI 7-7)",
    "prediction-low": "mean 7 (95% PI 7-7)",
    "range-low": "range 7-7 months",
    "iqr-low": "median 7 (IQR 7-7)",
    "sd": "mean 7 (SD 7)",
    "se": "mean 7 (SE 7)",
}


def _cell(slug: str) -> str:
    spread = _SPREADS.get(slug.replace("-high", "-low"))
    if spread is not None or slug in _CELLS:
        return spread or _CELLS[slug]
    for number in ("7", "7%", "7 months"):
        try:
            parse(f"{STATISTICS[slug].written} {number}")
        except NotationError:
            continue
        return f"{STATISTICS[slug].written} {number}"
    raise AssertionError(f"no notation found for {slug}")


@pytest.mark.parametrize("column", ["a", "a-b", "smoking", "all"])
@pytest.mark.parametrize("slug", list(STATISTICS))
def test_a_statistic_becomes_one_sentence(slug: str, column: str) -> None:
    entry = {"outcome": "pain", "at": "6 mo", column: _cell(slug)}
    sentences = results_of(study(RECORD | {"results": [entry]}))

    assert len(sentences) == 1
    said = sentences[0]
    assert said[0].isupper() or said.startswith("Kaplan")
    assert said.endswith(".")
    assert "pain" in said.lower()
    assert "6 months" in said
    assert not any(wrong in said for wrong in ("  ", "None", "{", "}", " ,", "()", ".."))
    if slug not in {"verbal", "unspecified"}:
        assert "7" in said


def test_arms_are_named_side_by_side() -> None:
    entry = {"outcome": "pain", "a": "kappa 0.44", "b": "kappa 0.51"}
    assert results_of(study(RECORD | {"results": [entry]})) == [
        "Kappa for pain was 0.44 with drug A and 0.51 with placebo."
    ]
