"""Rows of one study from a few words, in the shape of its record, without a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kb.evidence.study import (
    AppraisalItem,
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
from kb.narrative.prose import ProseReader
from kb.narrative.study import Setting, results_in_words, study_paragraph
from kb.notation import parse, parse_time

Record = Mapping[str, Any]
OUTCOMES: dict[str, dict[str, str]] = {
    "participants": {"name": "participants", "domain": "flow", "role": "flow"},
    "procedures": {"name": "procedures", "domain": "flow", "role": "flow"},
    "enrollment-period": {"name": "enrollment period", "domain": "flow", "role": "flow"},
    "included-studies": {"name": "included studies", "domain": "review", "role": "flow"},
    "follow-up": {"name": "follow-up", "domain": "follow-up", "role": "follow-up"},
    "tumor-size": {"name": "tumor size", "domain": "baseline", "role": "baseline"},
    "overall-survival": {"name": "overall survival", "domain": "survival"},
    "local-recurrence": {"name": "local recurrence", "domain": "recurrence"},
    "complete-response": {"name": "complete response", "domain": "response"},
    "partial-response": {"name": "partial response", "domain": "response"},
    "complications": {"name": "complications", "domain": "harm"},
    "perioperative-death": {"name": "perioperative death", "domain": "harm"},
    "death-sepsis": {"name": "death from sepsis", "domain": "harm"},
    "death-cardiac": {"name": "death from a cardiac event", "domain": "harm"},
    "pain": {"name": "pain", "domain": "symptom"},
    "stenosis": {"name": "coronary stenosis", "domain": "accuracy"},
}


def study(
    record: Record, outcomes: Mapping[str, Record] = OUTCOMES, designs: Mapping[str, Record] | None = None
) -> Study:
    """The rows that a load of the record would leave."""
    design = {"name": str(record.get("design", "case series")).replace("-", " "), "group": "noncomparative"}
    design |= dict((designs or {}).get(record.get("design", ""), {}))
    arms, contrasts = record.get("arms", {}), record.get("contrasts", {})
    populations = {"whole": Population("whole", "whole", "", None, None)}
    for key, one in record.get("populations", {}).items():
        populations[key] = Population(key, one["kind"], one["label"], one.get("by"), None)
    return Study(
        **_header(record, design),
        arms={key: Arm(key, one["label"]) for key, one in arms.items()},
        populations=populations,
        contrasts={key: _contrast(key, one, arms) for key, one in contrasts.items()},
        results=tuple(_results(record, outcomes)),
        breakdowns=tuple(map(_breakdown, record.get("breakdowns", []))),
        inclusions=tuple(_inclusions(record.get("review", {}))),
        answers=tuple(_answers(record)),
        reports=(Report(record["study"], "primary", "", None),),
    )


def results_of(one: Study, numbers: Mapping[str, int] | None = None) -> list[str]:
    """The sentences about the results of a study, with these citation numbers."""
    return [line.plain for line in results_in_words(one, ProseReader(numbers=numbers or {}))]


def paragraph_of(one: Study, numbers: Mapping[str, int] | None = None) -> list[str]:
    """All sentences about a study, with these citation numbers."""
    return [line.plain for line in study_paragraph(one, Setting(ProseReader(numbers=numbers or {})))]


def _breakdown(one: Record) -> Breakdown:
    population = one.get("population", "whole")
    parts = [(key, one.get("parts_in", population)) for key in one.get("parts", [])]
    parts += [(one.get("whole"), key) for key in one.get("sets", [])]
    kind = "outcomes" if "parts" in one else "populations"
    return Breakdown("", kind, one.get("whole"), population, tuple(parts), complete=True)


def _header(record: Record, design: Record) -> dict[str, Any]:
    through = record.get("known_through")
    return {
        "id": record["study"],
        "record": f"studies/{record['study']}",
        "label": record.get("label", record["study"]),
        "design": record.get("design", "case-series"),
        "design_name": design["name"],
        "design_group": design["group"],
        "data_direction": record.get("data"),
        "population": record.get("population"),
        "setting": record.get("setting"),
        "known_through": through,
        "known_through_label": None if through is None else through,
        "conclusion": record.get("conclusion"),
    }


def _contrast(key: str, one: Record, arms: Record) -> Contrast:
    method = one.get("method", "not-stated")
    if "factor" in one:
        return Contrast(key, "factor", method, None, None, one["factor"])
    kind = "arms" if one["index"] in arms else "populations"
    return Contrast(key, kind, method, one["index"], one["reference"], None)


def _results(record: Record, outcomes: Mapping[str, Record]) -> list[Result]:
    made = []
    sizes = {"all": record.get("enrolled")} | {
        key: one.get("n") for key, one in record.get("arms", {}).items()
    }
    for column, cell in sizes.items():
        if cell is not None:
            made.append(_result(record, outcomes, {"outcome": "participants"}, 0, 0, column, cell, ()))
    for position, (key, one) in enumerate(record.get("populations", {}).items(), 1):
        if "is" in one:
            entry = {"outcome": one["by"], "role": "definition", "population": key}
            made.append(_result(record, outcomes, entry, 0, position, "all", one["is"], ()))
    for number, entry in enumerate(record.get("results", ()), 1):
        times = entry.get("at", [])
        times = [times] if isinstance(times, str) else times
        for column in _columns(record, entry):
            cells = entry[column]
            if isinstance(cells, str):
                made.append(_result(record, outcomes, entry, number, 0, column, cells, times))
                continue
            for step, (time, cell) in enumerate(zip(times, cells, strict=True), 1):
                made.append(_result(record, outcomes, entry, number, step, column, cell, [time]))
    return made


def _columns(record: Record, entry: Record) -> list[str]:
    order = [*record.get("arms", {}), "all", *record.get("contrasts", {})]
    return [key for key in order if key in entry]


def _result(
    record: Record,
    outcomes: Mapping[str, Record],
    entry: Record,
    number: int,
    step: int,
    column: str,
    cell: Any,
    times: Sequence[str],
) -> Result:
    outcome = outcomes[entry["outcome"]]
    own = record.get("outcomes", {}).get(entry["outcome"], {})
    scope = "study" if column == "all" else "contrast" if column in record.get("contrasts", {}) else "arm"
    kinds = {parse_time(time).kind for time in times}
    id = f"{record['study']}/{entry['outcome']}/{column},{number}.{step}"
    return Result(
        id=id,
        entry=number,
        step=step,
        outcome=entry["outcome"],
        outcome_name=outcome["name"],
        domain=outcome["domain"],
        direction="none",
        whole_numbers=False,
        definition=own.get("definition"),
        is_primary=own.get("primary") in {True, "yes"},
        population=entry.get("population", "whole"),
        time=Timepoint(
            key="+".join(parse_time(time).slug for time in times),
            kind="series" if len(times) > 1 else kinds.pop() if kinds else "none",
            label=", ".join(str(parse_time(time)) for time in times),
            months=None,
        ),
        scope=scope,
        column=column,
        role=entry.get("role") or outcome.get("role") or "outcome",
        counted=entry.get("counted", ""),
        estimator=entry.get("estimator", "as-reported"),
        adjusted=entry.get("adjusted") in {True, "yes"},
        flag=entry.get("flags", {}).get(column),
        note=entry.get("note"),
        text=str(cell),
        figures=tuple(
            replace(figure, id=f"{id}:{position}")
            for position, figure in enumerate(parse(str(cell)), start=1)
        ),
    )


def _inclusions(review: Record) -> list[Inclusion]:
    if review.get("empty"):
        return [Inclusion(None, None, None, None, None, "none-eligible", None)]
    return [
        Inclusion(
            one.get("study"),
            one.get("study"),
            None,
            one.get("study"),
            int(one["unnamed"]) if "unnamed" in one else None,
            one["state"],
            one.get("reason"),
        )
        for one in review.get("includes", ())
    ]


def _answers(record: Record) -> list[AppraisalItem]:
    found = [
        AppraisalItem(
            None,
            None,
            "limitation",
            "conduct",
            one.get("code", one.get("domain")),
            one.get("code"),
            one.get("code"),
            one.get("note"),
        )
        for one in record.get("limitations", {}).get("items", ())
    ]
    strengths = [
        AppraisalItem(None, None, "strength", "conduct", "", None, None, note)
        for note in record.get("strengths", ())
    ]
    return found + strengths
