"""Studies for the tests of rules, from the shape of a record, without a database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kb.evidence.study import (
    Arm,
    Breakdown,
    Contrast,
    Inclusion,
    Population,
    Report,
    Result,
    Study,
    Timepoint,
)
from kb.notation import display, parse, parse_time

Record = Mapping[str, Any]

OUTCOMES = {
    "participants": ("flow", "none"),
    "crossover-participants": ("flow", "none"),
    "procedures": ("flow", "none"),
    "included-studies": ("review", "none"),
    "follow-up": ("follow-up", "none"),
    "age": ("baseline", "none"),
    "tumor-size": ("baseline", "none"),
    "tumor-number": ("baseline", "none"),
    "overall-survival": ("survival", "higher"),
    "disease-free-survival": ("survival", "higher"),
    "cancer-specific-survival": ("survival", "higher"),
    "mortality": ("survival", "lower"),
    "alive": ("survival", "higher"),
    "recurrence": ("recurrence", "lower"),
    "local-recurrence": ("recurrence", "lower"),
    "distant-recurrence": ("recurrence", "lower"),
    "complete-response": ("response", "higher"),
    "partial-response": ("response", "higher"),
    "stable-disease": ("response", "none"),
    "progressive-disease": ("response", "lower"),
    "complications": ("harm", "lower"),
    "major-complications": ("harm", "lower"),
    "perioperative-mortality": ("harm", "lower"),
    "bleeding": ("harm", "lower"),
    "pain": ("symptom", "lower"),
    "stenosis": ("accuracy", "none"),
}
"""Domain and direction of the outcomes that records may name; any other is of domain response."""
WHOLE_NUMBERS = {"tumor-number"}


def study(record: Record) -> Study:
    """The study that a load of the record would give the rules.

    The keys are those of a study record: study, design, enrolled, arms ({key: n} or {key: {n:, label:,
    interventions:}}), populations, contrasts, breakdowns, results. ``design_group`` may be given too.
    """
    key = record.get("study", "made-up-2020")
    arms = {name: _arm(one) for name, one in record.get("arms", {}).items()}
    results = tuple(_results(key, {**record, "arms": arms}))
    design = record.get("design", "case-series")
    populations = {"whole": Population("whole", "whole", "")}
    for name, one in record.get("populations", {}).items():
        populations[name] = Population(name, one.get("kind", "subgroup"), one.get("label", name))
    return Study(
        id=key,
        record=f"studies/{key}",
        label=record.get("label", "Made Up et al (2020)"),
        design=design,
        design_name=design.replace("-", " "),
        design_group=record.get("design_group", "noncomparative"),
        data_direction=record.get("data"),
        known_through=record.get("known_through"),
        conditions=tuple(record.get("conditions", ())),
        reports=tuple(
            Report(name, role, "", None) for role, name in record.get("reports", (("primary", key),))
        ),
        outcomes_reported=frozenset(r.outcome for r in results if r.entry and _says_something(r)),
        arms={
            name: Arm(name, one.get("label", name), tuple(one.get("interventions", ())))
            for name, one in arms.items()
        },
        populations=populations,
        contrasts={name: _contrast(name, one, arms) for name, one in record.get("contrasts", {}).items()},
        breakdowns=tuple(_breakdowns(key, record.get("breakdowns", ()))),
        inclusions=tuple(_inclusions(record)),
        results=results,
    )


def _says_something(result: Result) -> bool:
    told = any(figure.absent in (None, "not-reached") for figure in result.figures)
    return result.role == "outcome" and told


def _inclusions(record: Record) -> Iterator[Inclusion]:
    """Of ``includes`` (keys of pooled studies), or of ``inclusions`` with all that a review says of each."""
    for key in record.get("includes", ()):
        yield Inclusion(key, key, None, None, None, "included", None)
    for study, label, design_group, unnamed, state in record.get("inclusions", ()):
        yield Inclusion(study, label, design_group, None, unnamed, state, None)


def _arm(one: Any) -> dict[str, Any]:
    return dict(one) if isinstance(one, Mapping) else {"n": str(one)}


def _contrast(key: str, one: Record, arms: Record) -> Contrast:
    method = one.get("method", "not-stated")
    if "factor" in one:
        return Contrast(key, "factor", method, None, None, one["factor"])
    kind = "arms" if one["index"] in arms else "populations"
    return Contrast(key, kind, method, one["index"], one["reference"], None)


def _breakdowns(study: str, given: Sequence[Record]) -> Iterator[Breakdown]:
    for position, one in enumerate(given, 1):
        population = one.get("population", "whole")
        id, place = f"{study}/breakdown-{position}", (one.get("whole"), population)
        if "parts" in one:
            kind, parts = "outcomes", [(key, one.get("parts_in", population)) for key in one["parts"]]
        else:
            kind, parts = "populations", [(one.get("whole"), key) for key in one["sets"]]
        yield Breakdown(id, kind, *place, tuple(parts), one.get("complete", True))


def _results(study: str, record: Record) -> Iterator[Result]:
    sizes = {"all": record.get("enrolled")} | {name: one.get("n") for name, one in record["arms"].items()}
    for column, cell in sizes.items():
        if cell is not None:
            yield _result(study, record, {"outcome": "participants"}, (0, column, str(cell), ()))
    for number, entry in enumerate(record.get("results", ()), 1):
        times = entry.get("at", [])
        times = [times] if isinstance(times, str) else list(times)
        for column in [*record["arms"], "all", *record.get("contrasts", {})]:
            cells = entry.get(column)
            if isinstance(cells, str):
                yield _result(study, record, entry, (number, column, cells, times))
            for time, cell in zip(times, cells if isinstance(cells, list) else (), strict=False):
                yield _result(study, record, entry, (number, column, cell, [time]))


def _result(study: str, record: Record, entry: Record, spot: tuple[int, str, str, Sequence[str]]) -> Result:
    number, column, cell, written = spot
    key = entry["outcome"]
    domain, direction = OUTCOMES.get(key, ("response", "higher"))
    time = _time(written)
    role = entry.get("role", "outcome")
    further = [entry.get("population", ""), entry.get("counted", ""), entry.get("estimator", "")]
    further += ["adjusted"] if entry.get("adjusted") else []
    place = f"{study}/{entry['outcome']}/{column}" + (f"@{time.key}" if written else "")
    id = place + "".join(f",{part}" for part in further if part)
    parsed = parse(cell)
    scope = "arm" if column in record["arms"] else "study" if column == "all" else "contrast"
    return Result(
        id=id,
        entry=number,
        step=0,
        outcome=key,
        outcome_name=key.replace("-", " "),
        domain=domain,
        direction=direction,
        whole_numbers=key in WHOLE_NUMBERS,
        definition=None,
        is_primary=False,
        population=entry.get("population", "whole"),
        time=time,
        scope=scope,
        column=column,
        role=role,
        counted=entry.get("counted", ""),
        estimator=entry.get("estimator", "as-reported"),
        adjusted=bool(entry.get("adjusted", False)),
        flag=None,
        note=None,
        text=display(parsed),
        figures=tuple(
            replace(one, id=f"{id}:{one.statistic}" + (f"-{index}" if index else ""))
            for index, one in enumerate(parsed)
        ),
    )


def _time(written: Sequence[str]) -> Timepoint:
    if not written:
        return Timepoint("none", "none", "", None)
    times = [parse_time(one) for one in written]
    if len(times) > 1:
        return Timepoint("+".join(one.slug for one in times), "series", ", ".join(written), None)
    months = times[0].months
    return Timepoint(times[0].slug, times[0].kind, written[0], None if months is None else float(months))
