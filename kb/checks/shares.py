"""Shares: the percentages of a study, with the counts and totals they are printed with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kb.evidence.study import PrintedStatement, Result, Study
from kb.notation import Figure
from kb.notation.statistics import PROPORTIONS
from kb.statistics.proportions import percent_fits
from kb.statistics.rounding import Printed, Rounding

PERSONS = frozenset(
    {"", "patients", "participants", "persons", "people", "individuals", "adults", "children", "infants"}
    | {"deaths"}
)
"""What is counted where each participant counts once; nothing is said when participants are counted."""
REPEATED = frozenset(
    {"events", "complications", "recurrences", "relapses", "bleeds", "episodes", "attacks", "seizures"}
    | {"exacerbations", "infections", "falls", "hospitalizations", "admissions", "visits", "reoperations"}
    | {"treatments", "sessions", "doses", "injections"}
)
"""What one participant may have several of, so that there may be more of them than participants."""

COUNTED_DOMAINS = frozenset(
    {"harm", "response", "recurrence", "symptom", "function", "quality-of-life", "baseline", "treatment"}
)
"""Domains in which a percentage is a share of the participants."""

_ESTIMATORS = frozenset({"as-reported", "crude"})
_NOT_COUNTED = frozenset({"imputed", "adjusted", "across-studies", "planned", "read-from-graph"})
"""Qualifiers of numbers that no count of participants has to give."""
_ESTIMATED = frozenset({"survival", "recurrence"})


@dataclass(frozen=True)
class Share:
    """One statement with a percentage, a count or both. What the statement does not print is null."""

    result: Result
    count: Figure | None
    total: Figure | None
    percent: Figure | None

    @cached_property
    def events(self) -> int | None:
        """The count; null when it is none, a bound or approximate."""
        return whole_number(self.count)

    @cached_property
    def of(self) -> int | None:
        """The printed total; null when there is none, or none that could be one."""
        total = whole_number(self.total)
        return total if total else None

    @cached_property
    def printed(self) -> Printed:
        """What the percentage can represent, in percent (0.93: 93%). Raises ValueError when there is none."""
        if self.percent is None or self.percent.value is None:
            raise ValueError(f"{self.result.id} has no percentage")
        printed = self.percent.printed
        if self.percent.unit == "%":
            return printed
        return Printed(printed.value * 100, printed.decimals - 2, printed.sign)

    @cached_property
    def unit(self) -> str:
        """What is counted: lesions ...; empty for participants or when not stated."""
        return self.result.unit_of_analysis

    @property
    def noun(self) -> str:
        """What is counted, for a message."""
        return self.unit or "participants"

    @property
    def of_persons(self) -> bool:
        """Whether participants are counted, each once."""
        return self.unit in PERSONS

    @property
    def text(self) -> str:
        """As printed, in one form: ``26/31 (84%)``."""
        count = "" if self.count is None else self.count.text
        counted = f"{count}/{self.total.text}" if self.total is not None else count
        if self.percent is None:
            return counted
        return f"{counted} ({self.percent.text})" if counted else self.percent.text

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of its figures: count, total, percentage."""
        return tuple(figure.id for figure in (self.count, self.total, self.percent) if figure is not None)

    @property
    def may_be_estimated(self) -> bool:
        """Whether it may be a Kaplan-Meier or cumulative-incidence estimate, though none is named."""
        timed = self.result.time.kind not in {"none", "baseline", "end"}
        return timed and self.result.domain in _ESTIMATED and self.result.estimator == "as-reported"


def is_counted(result: Result) -> bool:
    """Whether a percentage of the result is a simple proportion: neither adjusted nor from a model."""
    return not result.adjusted and result.estimator in _ESTIMATORS and result.scope != "contrast"


def shares_of(result: Result) -> Iterator[Share]:
    """The simple proportions and the counts of a result, in printed order; those that represent none are left
    out (adjusted, imputed, planned, read off a graph, per unit of time, mean or range over studies)."""
    if not is_counted(result):
        return
    for statement in result.statements:
        share = _share(result, statement)
        if share is not None:
            yield share


@lru_cache(maxsize=1)  # one rule after the other asks for the shares of the same study
def all_shares(study: Study) -> tuple[Share, ...]:
    """The shares of all results of a study, in its order. A review of studies has none of its own."""
    if study.design_group == "systematic-review":
        return ()
    return tuple(share for result in study.results for share in shares_of(result))


def rounds(study: Study) -> bool:
    """Whether some percentage of the study must have been rounded: cut off, it would read otherwise."""
    return any(
        share.events is not None
        and share.of is not None
        and share.percent is not None
        and percent_fits(share.events, share.of, share.printed)
        and not percent_fits(share.events, share.of, share.printed, Rounding.CUT)
        for share in all_shares(study)
    )


def _share(result: Result, statement: PrintedStatement) -> Share | None:
    count, total = statement.get("count"), statement.get("total")
    percent = statement.get(*PROPORTIONS)
    figures = [figure for figure in (count, total, percent) if figure is not None]
    if percent is None and count is None:
        return None
    if any(figure.per or not _NOT_COUNTED.isdisjoint(figure.qualifiers) for figure in figures):
        return None
    return Share(result, count, total, percent)


def whole_number(figure: Figure | None) -> int | None:
    """The whole number that a figure prints; null when there is none, or only a bound or about one."""
    if figure is None or figure.value is None or not figure.is_exact or figure.value % 1 or figure.value < 0:
        return None
    return int(figure.value)
