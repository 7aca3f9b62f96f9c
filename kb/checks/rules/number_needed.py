"""A number needed to treat is one over the difference of the risks.

Why: the number needed to treat is what readers remember. It is computed by hand, often from other rates than
the printed ones, in percent where a proportion was meant, or with another time.

How: 100 over the printed risk difference in percent, else over the difference of the percentages (or counts)
of both groups at the same time, is compared with the printed number needed to treat or to harm. No agreement
is a warning.

What fits: everything that the printed numbers are rounded from, and rounding up to the next whole patient,
which is the custom. The sign, which tells benefit from harm, is left alone. A difference that may be 0 allows
any number.

Limits: numbers needed from adjusted effects and models are left out.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, section 15.4.2; Cook and
Sackett 1995, doi:10.1136/bmj.310.6977.452.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from kb.checks.crude_effects import crude_effect
from kb.checks.intervals import named
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.recomputing import Obstacle, obstacle_to_counts
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.rounding import float_ends

_NEEDED = ("nnt", "nnh")
_HARMLESS = frozenset({None, Obstacle.SIZES, Obstacle.TIMES, Obstacle.BOTH, Obstacle.CLUSTERS})


@rule(
    Subject.STUDY,
    Severity.WARNING,
    source="Cochrane Handbook 6.4, section 15.4.2; doi:10.1136/bmj.310.6977.452",
)
def check_number_needed(study: Study) -> Iterator[CheckProblem]:
    """One problem for each number needed that its risks do not give."""
    for result in study.results:
        needed = result.get(*_NEEDED) if result.scope == "contrast" else None
        if needed is None or not needed.is_exact or obstacle_to_counts(study, result) not in _HARMLESS:
            continue
        difference = _difference(study, result)
        if difference is not None:
            yield from _problems(study, result, needed, *difference)


def _difference(study: Study, result: Result) -> tuple[tuple[float, float], str, tuple[str, ...]] | None:
    """Smallest and largest difference in percent, as printed, and its figures; null when none is known."""
    printed = result.get("risk-difference")
    if printed is not None and printed.unit in {"%", "percentage points"}:
        return float_ends(printed.printed), f"a risk difference of {printed.text}", (printed.id,)
    crude = crude_effect(study, result, "risk-difference")
    if crude is None:
        return None
    low, high = min(low for low, _ in crude.values), max(high for _, high in crude.values)
    return (100 * low, 100 * high), crude.text, crude.figures


def _problems(
    study: Study,
    result: Result,
    needed: Figure,
    difference: tuple[float, float],
    text: str,
    figures: tuple[str, ...],
) -> Iterator[CheckProblem]:
    low, high = sorted(abs(end) for end in difference)
    if difference[0] <= 0 <= difference[1]:
        low = 0.0
    first, last = 100 / high if high else math.inf, 100 / low if low else math.inf
    number = abs(float(needed.value or 0))
    half = 0.5 * 10.0**-needed.decimals
    # Rounded to the nearest, or up to the next patient.
    least = number - (1 if needed.decimals == 0 else half)
    if least < last + 1e-9 and first - 1e-9 <= number + half:
        return
    expected = f"{first:.1f}" if f"{first:.1f}" == f"{last:.1f}" else f"{first:.1f} to {last:.1f}"
    yield CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=needed.id,
        message=(
            f"{described(study, result)}, {named(needed)}: {text} give {expected}."
            " Say what it was computed from."
        ),
        found=f"{named(needed)}; {text}",
        expected=expected.replace("inf", "more"),
        figures=(needed.id, *figures),
    )
