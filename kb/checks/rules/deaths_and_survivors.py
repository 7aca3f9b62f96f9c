"""Those who died by a time and those alive at it are no more than all.

Why: with 25% dead at 1 year no more than 75% can be alive, and with 4% dead within 30 days no more than 96%
alive at any later time. When both together exceed everybody, the two are of different groups or times.

How: the percentage (or the count over the printed size) of those who died by a time is added to overall
survival at that time and at every later one, in the same arm and population. More than 100% is an error when
death of any cause at the same time is meant, a warning for deaths around treatment or of one cause and for
later times, because some sources leave such deaths out of their survival. The numbers of those who died and
those alive at the end may not exceed the size of the arm.

What fits: everything that the printed numbers are rounded from. Less than 100% together is no problem: some
were lost, and a Kaplan-Meier estimate counts deaths among them too.

Limits: deaths without a stated time are not compared with survival rates.

Source: Kaplan and Meier 1958, doi:10.1080/01621459.1958.10501452; CONSORT 2025, doi:10.1136/bmj-2024-081123,
participant flow.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kb.checks.lengths_of_time import rated_at
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rates import TimedRate, is_of_same_patients, is_review, timed_rates
from kb.checks.rule import Subject, rule
from kb.checks.shares import whole_number
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.rounding import Envelope

_OVERALL, _DEATH, _ALIVE = "overall-survival", "mortality", "alive"


@rule(
    Subject.STUDY,
    Severity.ERROR,
    source="doi:10.1080/01621459.1958.10501452; doi:10.1136/bmj-2024-081123",
    title="Those who died and those alive are no more than all",
)
def check_deaths_and_survivors(study: Study) -> Iterator[CheckProblem]:
    """One problem for each survival rate that leaves no room for those who died, and for each total."""
    if is_review(study):
        return
    rates = list(timed_rates(study.by_outcome.get(_OVERALL, ())))
    for key, results in study.by_outcome.items():
        if key != _DEATH and not key.endswith(f"-{_DEATH}"):
            continue
        for result in results:
            if result.scope == "contrast" or result.unit_of_analysis:
                continue
            yield from _against_rates(study, result, rates)
            if key == _DEATH:
                yield from _against_size(study, result)


def _against_rates(study: Study, result: Result, rates: list[TimedRate]) -> Iterator[CheckProblem]:
    at, dead = rated_at(result), _share(study, result)
    if at is None or dead is None:
        return
    figure, share = dead
    for rate in rates:
        same = is_of_same_patients(rate.result, result)
        together = share.plus(rate.percent.printed.envelope())
        if not same or rate.months < at or together.low is None or together.low <= 100:
            continue
        certain = rate.months == at and result.outcome == _DEATH
        yield _problem(study, result, (figure, rate.percent), rate.text, certain=certain)
        return


def _share(study: Study, result: Result) -> tuple[Figure, Envelope] | None:
    """The percentage of those who died, printed or from the count and the size; null for neither."""
    percent, count = result.get("percent"), result.get("count")
    if percent is not None:
        return percent, percent.printed.envelope()
    size = whole_number(result.get("total") or study.size_of(result.column, result.population))
    dead = whole_number(count)
    if count is None or dead is None or not size:
        return None
    return count, Envelope.exactly(Fraction(100 * dead, size))


def _against_size(study: Study, result: Result) -> Iterator[CheckProblem]:
    size = whole_number(study.size_of(result.column, result.population))
    figure = result.get("count")
    dead = whole_number(figure)
    for survival in study.by_outcome.get(_ALIVE, ()):
        count = survival.get("count")
        alive = whole_number(count)
        if not is_of_same_patients(survival, result) or survival.time.key != result.time.key:
            continue
        if size is None or figure is None or dead is None or count is None or alive is None:
            continue
        if dead + alive > size:
            yield _problem(study, result, (figure, count), f"{count.text} of {size:,}", certain=True)


def _problem(
    study: Study, result: Result, figures: tuple[Figure, Figure], survivors: str, *, certain: bool
) -> CheckProblem:
    dead, alive = figures
    reading = "" if certain else " Such deaths may have been left out of survival; then say so."
    return CheckProblem(
        severity=Severity.ERROR if certain else Severity.WARNING,
        record=study.record,
        place=dead.id,
        message=(
            f"{described(study, result)}: {dead.text} died and {survivors} survived, which is more than all."
            f"{reading}"
        ),
        found=f"{dead.text} died, {survivors}",
        figures=(dead.id, alive.id),
    )
