"""Studies from the shape of a record, without a database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from kb.evidence.study import (
    AppraisalItem,
    Arm,
    Breakdown,
    Contrast,
    Inclusion,
    Population,
    Registration,
    Report,
    Result,
    SharedCohort,
    Study,
    Target,
    Timepoint,
)
from kb.notation import display, parse, parse_time

Record = Mapping[str, Any]


class OutcomeWords(NamedTuple):
    """What the vocabulary says of an outcome; the name is that of its key unless it is given."""

    domain: str = "response"
    direction: str = "higher"
    role: str = "outcome"
    name: str = ""


OUTCOMES = {
    "participants": OutcomeWords("flow", "none", "flow"),
    "crossover-participants": OutcomeWords("flow", "none", "flow"),
    "procedures": OutcomeWords("flow", "none", "flow"),
    "enrollment-period": OutcomeWords("flow", "none", "flow"),
    "included-studies": OutcomeWords("review", "none", "flow"),
    "follow-up": OutcomeWords("follow-up", "none", "follow-up", "follow-up"),
    "age": OutcomeWords("baseline", "none", "baseline"),
    "tumor-size": OutcomeWords("baseline", "none", "baseline"),
    "tumor-number": OutcomeWords("baseline", "none", "baseline"),
    "overall-survival": OutcomeWords("survival", "higher"),
    "disease-free-survival": OutcomeWords("survival", "higher"),
    "progression-free-survival": OutcomeWords("survival", "higher"),
    "cancer-specific-survival": OutcomeWords("survival", "higher"),
    "mortality": OutcomeWords("survival", "lower"),
    "alive": OutcomeWords("survival", "higher"),
    "recurrence": OutcomeWords("recurrence", "lower"),
    "local-recurrence": OutcomeWords("recurrence", "lower"),
    "distant-recurrence": OutcomeWords("recurrence", "lower"),
    "complete-response": OutcomeWords("response", "higher"),
    "partial-response": OutcomeWords("response", "higher"),
    "stable-disease": OutcomeWords("response", "none"),
    "progressive-disease": OutcomeWords("response", "lower"),
    "complications": OutcomeWords("harm", "lower"),
    "major-complications": OutcomeWords("harm", "lower"),
    "perioperative-mortality": OutcomeWords("harm", "lower"),
    "perioperative-death": OutcomeWords("harm", "lower"),
    "death-sepsis": OutcomeWords("harm", "lower", name="death from sepsis"),
    "death-cardiac": OutcomeWords("harm", "lower", name="death from a cardiac event"),
    "bleeding": OutcomeWords("harm", "lower"),
    "adverse-events": OutcomeWords("harm", "lower"),
    "serious-adverse-events": OutcomeWords("harm", "lower"),
    "withdrawal": OutcomeWords("harm", "lower"),
    "relapse-rate": OutcomeWords("recurrence", "lower"),
    "pain-score": OutcomeWords("symptom", "lower"),
    "walking-distance": OutcomeWords("function", "higher"),
    "female": OutcomeWords("baseline", "none", "baseline"),
    "pain": OutcomeWords("symptom", "lower"),
    "stenosis": OutcomeWords("accuracy", "none", name="coronary stenosis"),
}
"""The outcomes that records may name; any other is a response."""
WHOLE_NUMBERS = {"tumor-number"}


def study(record: Record) -> Study:
    """The study that a load of the record would give the rules.

    The keys are those of a study record: study, design, enrolled, arms ({key: n} or {key: {n:, label:,
    interventions:}}), populations, contrasts, targets ({key: label}), breakdowns, results, review,
    limitations, strengths, registrations (numbers), shares_cohort_with.
    ``design_group`` may be given too, and ``vocabulary``: the words of outcomes that are not in OUTCOMES.
    """
    key = record.get("study", "made-up-2020")
    arms = {name: _arm(one) for name, one in record.get("arms", {}).items()}
    results = tuple(_results(key, {**record, "arms": arms}))
    design = record.get("design", "case-series")
    populations = {"whole": Population("whole", "whole", "")}
    for name, one in record.get("populations", {}).items():
        kind, label = one.get("kind", "subgroup"), one.get("label", name)
        populations[name] = Population(name, kind, label, one.get("by"))
    return Study(
        id=key,
        record=f"studies/{key}",
        label=record.get("label", "Made Up et al (2020)"),
        design=design,
        design_name=design.replace("-", " "),
        design_group=record.get("design_group", "noncomparative"),
        data_direction=record.get("data"),
        population=record.get("population"),
        setting=record.get("setting"),
        known_through=record.get("known_through"),
        known_through_label=record.get("known_through"),
        conclusion=record.get("conclusion"),
        conditions=tuple(record.get("conditions", ())),
        reports=tuple(
            Report(name, role, "", None) for role, name in record.get("reports", (("primary", key),))
        ),
        registrations=tuple(Registration("Registry", number) for number in record.get("registrations", ())),
        shared_cohorts=tuple(
            SharedCohort(other, other, "shared") for other in record.get("shares_cohort_with", ())
        ),
        outcomes_reported=frozenset(r.outcome for r in results if r.entry and _says_something(r)),
        arms={
            name: Arm(name, one.get("label", name), tuple(one.get("interventions", ())), kind=one.get("kind"))
            for name, one in arms.items()
        },
        populations=populations,
        targets={
            name: Target(name, label, None, None, None, None, None, None, None, None)
            for name, label in record.get("targets", {}).items()
        },
        contrasts={name: _contrast(name, one, arms) for name, one in record.get("contrasts", {}).items()},
        breakdowns=tuple(_breakdowns(key, record.get("breakdowns", ()))),
        inclusions=tuple(_inclusions(record)),
        answers=tuple(_answers(record)),
        results=results,
    )


def _says_something(result: Result) -> bool:
    told = any(figure.absent in (None, "not-reached") for figure in result.figures)
    return result.role == "outcome" and told


def _inclusions(record: Record) -> Iterator[Inclusion]:
    """Of ``review`` as in a record, of ``includes`` (keys of pooled studies), or of ``inclusions``."""
    review = record.get("review", {})
    if review.get("empty"):
        yield Inclusion(None, None, None, None, None, "none-eligible", None)
    for one in review.get("includes", ()):
        named, unnamed = one.get("study"), int(one["unnamed"]) if "unnamed" in one else None
        yield Inclusion(named, named, None, named, unnamed, one["state"], one.get("reason"))
    for key in record.get("includes", ()):
        yield Inclusion(key, key, None, None, None, "included", None)
    for study, label, design_group, unnamed, state in record.get("inclusions", ()):
        yield Inclusion(study, label, design_group, None, unnamed, state, None)


def _answers(record: Record) -> Iterator[AppraisalItem]:
    for one in record.get("limitations", {}).get("items", ()):
        code = one.get("code")
        domain = code or one.get("domain")
        yield AppraisalItem(None, None, "limitation", "conduct", domain, code, code, one.get("note"))
    for note in record.get("strengths", ()):
        yield AppraisalItem(None, None, "strength", "conduct", "", None, None, note)


def _arm(one: Any) -> dict[str, Any]:
    return dict(one) if isinstance(one, Mapping) else {"n": str(one)}


def _contrast(key: str, one: Record, arms: Record) -> Contrast:
    method = one.get("method", "not-stated")
    if "factor" in one:
        kind = "before-after" if method == "before-after" else "factor"
        return Contrast(key, kind, method, one.get("index"), None, one["factor"])
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


class _Spot(NamedTuple):
    """Where a cell stands: the number of its entry (0 for sizes), its step and column; its text and times."""

    entry: int
    step: int
    column: str
    cell: str
    times: Sequence[str] = ()


def _results(study: str, record: Record) -> Iterator[Result]:
    sizes = {"all": record.get("enrolled")} | {name: one.get("n") for name, one in record["arms"].items()}
    for column, cell in sizes.items():
        if cell is not None:
            yield _result(study, record, {"outcome": "participants"}, _Spot(0, 0, column, str(cell)))
    for position, (key, one) in enumerate(record.get("populations", {}).items(), 1):
        if "is" in one:
            entry = {"outcome": one["by"], "role": "definition", "population": key}
            yield _result(study, record, entry, _Spot(0, position, "all", one["is"]))
    for number, entry in enumerate(record.get("results", ()), 1):
        times = entry.get("at", [])
        times = [times] if isinstance(times, str) else list(times)
        for column in [*record["arms"], "all", *record.get("contrasts", {})]:
            cells = entry.get(column)
            if isinstance(cells, str):
                yield _result(study, record, entry, _Spot(number, 0, column, cells, times))
            steps = enumerate(zip(times, cells if isinstance(cells, list) else (), strict=False), 1)
            for step, (time, cell) in steps:
                yield _result(study, record, entry, _Spot(number, step, column, cell, [time]))


def _result(study: str, record: Record, entry: Record, spot: _Spot) -> Result:
    key, column, time = entry["outcome"], spot.column, _time(spot.times)
    words = record.get("vocabulary", {}).get(key) or OUTCOMES.get(key, OutcomeWords())
    own = record.get("outcomes", {}).get(key, {})
    role = entry.get("role") or words.role
    id, parsed = _id(study, entry, column, time), parse(spot.cell)
    scope = "arm" if column in record["arms"] else "study" if column == "all" else "contrast"
    return Result(
        id=id,
        entry=spot.entry,
        step=spot.step,
        outcome=key,
        outcome_name=words.name or key.replace("-", " "),
        domain=words.domain,
        direction=words.direction,
        whole_numbers=key in WHOLE_NUMBERS,
        definition=own.get("definition"),
        is_primary=own.get("primary") in {True, "yes"},
        scale=own.get("scale"),
        population=entry.get("population", "whole"),
        target=entry.get("target"),
        target_name=record.get("targets", {}).get(entry.get("target"), entry.get("target")),
        time=time,
        scope=scope,
        column=column,
        role=role,
        counted=entry.get("counted", ""),
        estimator=entry.get("estimator", "as-reported"),
        adjusted=_adjusted(entry),
        flag=entry.get("flags", {}).get(column),
        note=entry.get("note"),
        text=display(parsed),
        figures=tuple(
            replace(one, id=f"{id}:{one.statistic}" + (f"-{index}" if index else ""))
            for index, one in enumerate(parsed)
        ),
    )


def _id(study: str, entry: Record, column: str, time: Timepoint) -> str:
    """As in a database, but that nothing keeps two results of one place apart."""
    role = entry.get("role", "")
    further = [
        entry.get("population", ""),
        entry.get("target", ""),
        entry.get("counted", ""),
        entry.get("estimator", ""),
    ]
    further += ["adjusted"] if _adjusted(entry) else []
    further += [role] if role == "definition" else []
    place = f"{study}/{entry['outcome']}/{column}" + (f"@{time.key}" if time.kind != "none" else "")
    return place + "".join(f",{part}" for part in further if part)


def _adjusted(entry: Record) -> bool:
    return entry.get("adjusted") in {True, "yes"}


def _time(written: Sequence[str]) -> Timepoint:
    if not written:
        return Timepoint("none", "none", "", None)
    times = [parse_time(one) for one in written]
    if len(times) > 1:
        return Timepoint("+".join(one.slug for one in times), "series", ", ".join(map(str, times)), None)
    months = times[0].months
    return Timepoint(times[0].slug, times[0].kind, str(times[0]), None if months is None else float(months))
