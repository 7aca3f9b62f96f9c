"""Pooled effects of a review from the counts of its studies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.pooled_effects import check_pooled_effects
from kb.evidence.study import Inclusion
from kb.statistics.effects import EffectMeasure
from kb.statistics.mantel_haenszel import pool_mantel_haenszel
from kb.statistics.pooling import estimates_of, pool_common, pool_random
from kb.statistics.two_by_two import TwoByTwo
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate
from tests.statistics.published_trials import BCG

ARMS = {"bcg": {"interventions": ["bcg"]}, "none": {"interventions": ["no-intervention"]}}
CONTRASTS = {"bcg-none": {"index": "bcg", "reference": "none"}}


def trial(number: int, table: TwoByTwo, **further: Any) -> Any:
    cells = f"{table.events1}/{table.total1}", f"{table.events2}/{table.total2}"
    entry = {"outcome": "complications", "bcg": cells[0], "none": cells[1], **further}
    return study({"study": f"trial-{number}", "arms": ARMS, "contrasts": CONTRASTS, "results": [entry]})


def _pools(keys: Iterable[str]) -> tuple[Inclusion, ...]:
    return tuple(Inclusion(key, key, None, None, None, "included", None) for key in keys)


def found_in(cell: str, tables: Sequence[TwoByTwo] = BCG, **further: Any) -> list[CheckProblem]:
    entry = {"outcome": "complications", "bcg-none": cell, **further}
    review = study(
        {"arms": ARMS, "contrasts": CONTRASTS, "results": [entry], "design_group": "systematic-review"}
    )
    pooled = tuple(trial(number, table) for number, table in enumerate(tables))
    pools = _pools(one.id for one in pooled)
    return list(check_pooled_effects(replace(review, inclusions=pools, pooled=pooled)))


@pytest.mark.parametrize(
    ("cell", "estimator"),
    [
        ("RR 0.49 (95% CI 0.34-0.70); I2 92%", "pooled-random"),  # DerSimonian and Laird
        ("RR 0.49 (95% CI 0.34-0.70)", "as-reported"),
        ("RR 0.65 (95% CI 0.60-0.70)", "pooled-fixed"),  # inverse variance
        ("RR 0.64 (95% CI 0.59-0.69)", "pooled-fixed"),  # Mantel-Haenszel
        ("OR 0.47 (95% CI 0.32-0.69)", "pooled-random"),
        ("OR 0.62 (95% CI 0.57-0.67)", "pooled-fixed"),  # Peto, Mantel-Haenszel
        ("RR 0.49 (95% CI 0.33-0.73)", "pooled-random"),  # Hartung and Knapp
        ("HR 0.30", "pooled-random"),
        ("RR 0.30 adjusted", "as-reported"),
    ],
)
def test_the_bcg_trials_give_their_published_effects(cell: str, estimator: str) -> None:
    if "adjusted" in cell:
        assert found_in("RR 0.30", estimator=estimator, adjusted=True) == []
        return
    assert found_in(cell, estimator=estimator) == []


def test_an_effect_that_no_method_gives_is_a_warning() -> None:
    (problem,) = found_in("RR 0.39 (95% CI 0.30-0.50)", estimator="pooled-random")
    assert problem.severity is Severity.WARNING
    assert problem.expected == ("0.65 (common effect), 0.49 (random effects) and 0.64 (Mantel-Haenszel)")
    assert "the counts of its studies (13) give 0.65" in problem.message


def test_what_another_estimator_may_give_is_a_note() -> None:
    (problem,) = found_in("RR 0.46 (95% CI 0.30-0.70)")
    assert problem.severity is Severity.NOTE


def test_the_model_is_held_against_what_is_said() -> None:
    (problem,) = found_in("RR 0.64 (95% CI 0.59-0.69)", estimator="pooled-random")
    assert problem.severity is Severity.NOTE
    assert "said to be of random effects" in problem.message


def test_interval_and_heterogeneity_are_held_against_the_counts() -> None:
    (problem,) = found_in("RR 0.49 (95% CI 0.45-0.53)")
    assert problem.severity is Severity.WARNING
    assert problem.expected == "0.34 to 0.70"
    (problem,) = found_in("RR 0.49 (95% CI 0.34-0.70); I2 40%")
    assert problem.severity is Severity.NOTE
    assert problem.found == "RR, 0.49 (95% CI, 0.34 to 0.70); I², 40%"


def test_nothing_is_said_unless_all_studies_are_certain() -> None:
    review = study(
        {
            "arms": ARMS,
            "contrasts": CONTRASTS,
            "results": [{"outcome": "complications", "bcg-none": "RR 0.10"}],
            "design_group": "systematic-review",
        }
    )
    trials = [trial(number, table) for number, table in enumerate(BCG)]

    def told(pooled: list[Any], pools: int = len(BCG)) -> list[CheckProblem]:
        keys = [f"trial-{n}" for n in range(pools)]
        return list(check_pooled_effects(replace(review, inclusions=_pools(keys), pooled=tuple(pooled))))

    assert told(trials) != []
    assert told(trials[1:]) == []
    assert told([trial(0, BCG[0], outcome="pain"), *trials[1:]]) == []
    assert told([trial(0, BCG[0], bcg="3%"), *trials[1:]]) == []
    assert told([trial(0, BCG[0], adjusted=True), *trials[1:]]) == []
    assert told([trial(0, BCG[0], at="1 y"), *trials[1:]]) != []
    other = {"bcg": {"interventions": ["other"]}, "none": {"interventions": ["no-intervention"]}}
    assert told([study({"study": "trial-0", "arms": other}), *trials[1:]]) == []


def _table(random: Random) -> TwoByTwo:
    totals = random.randrange(20, 200), random.randrange(20, 200)
    return TwoByTwo(
        random.randrange(2, totals[0] // 2), totals[0], random.randrange(2, totals[1] // 2), totals[1]
    )


@given(
    st.randoms(use_true_random=False),
    st.integers(2, 6),
    st.sampled_from(list(EffectMeasure)),
    st.integers(0, 2),
)
def test_no_pooled_effect_of_the_counts_alarms(
    random: Random, number: int, measure: EffectMeasure, method: int
) -> None:
    tables = [_table(random) for _ in range(number)]
    estimates = estimates_of(tables, measure)
    pools = [pool_common(estimates, measure.scale), pool_random(estimates, measure.scale)]
    one = [*pools, pool_mantel_haenszel(tables, measure)][method]
    per, unit = (1, "") if measure.is_ratio else (100, "%")
    numbers = [f"{per * value:.2f}" for value in (one.estimate, *one.interval())]
    written = {
        EffectMeasure.RISK_RATIO: "RR",
        EffectMeasure.ODDS_RATIO: "OR",
        EffectMeasure.RISK_DIFFERENCE: "RD",
    }[measure]
    cell = "{} {}{} (95% CI {} to {})".format(written, numbers[0], unit, *numbers[1:])
    assert found_in(f"{cell}; I2 {one.i2:.0f}%", tables) == []


def test_most_exchanged_arms_alarm() -> None:
    def case(random: Random) -> bool:
        tables = [_table(random) for _ in range(5)]
        one = pool_random(estimates_of(tables, EffectMeasure.RISK_RATIO), EffectMeasure.RISK_RATIO.scale)
        first = tables[0]
        tables[0] = TwoByTwo(first.events2, first.total2, first.events1, first.total1)
        return bool(found_in(f"RR {one.estimate:.2f}", tables))

    assert alarm_rate(case) > 0.7
