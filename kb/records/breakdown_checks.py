"""What can be wrong with the breakdowns of a study record."""

from __future__ import annotations

from collections.abc import Iterator

from kb.errors import nearest
from kb.records.base import Flaw
from kb.records.reading import Path
from kb.records.studies import WHOLE, Breakdown, Study


def breakdown_flaws(study: Study) -> Iterator[Flaw]:
    """Every flaw of every breakdown of a study."""
    first: dict[Breakdown, int] = {}
    for index, breakdown in enumerate(study.breakdowns):
        path = ("breakdowns", index)
        yield from _form_flaws(breakdown, path)
        yield from _population_flaws(study, breakdown, path)
        yield from _outcome_flaws(study, breakdown, path)
        if (other := first.setdefault(breakdown, index)) != index:
            yield Flaw(path, f"says the same as breakdown {other + 1}.", "Remove one of them.")


def _form_flaws(breakdown: Breakdown, path: Path) -> Iterator[Flaw]:
    if bool(breakdown.parts) == bool(breakdown.sets):
        remedy = "Write parts: [outcome, outcome] or sets: [population, population]."
        yield Flaw(path, "needs either `parts` or `sets`.", remedy)
        return
    field = "parts" if breakdown.parts else "sets"
    members = breakdown.members()
    whole = breakdown.whole if breakdown.parts else breakdown.population
    if len(members) < 2:
        yield Flaw((*path, field), "a breakdown has two parts or more.", "Add the others.")
    for place, member in enumerate(members):
        if member in members[:place]:
            yield Flaw((*path, field, place), f"`{member}` is listed twice.", "Remove one of them.")
        if member == whole and breakdown.parts_in is None:
            yield Flaw((*path, field, place), f"`{member}` is the whole itself.", "Name its parts only.")
    if breakdown.parts_in is not None and breakdown.sets:
        yield Flaw((*path, "parts_in"), "goes with `parts`, not with `sets`.", "Remove it.")
    elif breakdown.parts_in == breakdown.population:
        yield Flaw((*path, "parts_in"), "is the population of the whole too.", "Remove it.")


def _population_flaws(study: Study, breakdown: Breakdown, path: Path) -> Iterator[Flaw]:
    named: list[tuple[Path, str]] = [((*path, "population"), breakdown.population)]
    if breakdown.parts_in is not None:
        named.append(((*path, "parts_in"), breakdown.parts_in))
    named += [((*path, "sets", place), key) for place, key in enumerate(breakdown.sets)]
    for where, key in named:
        if key != WHOLE and key not in study.populations:
            remedy = nearest(key, list(study.populations)) or "Add it under `populations`."
            yield Flaw(where, f"`{key}` is no population of this study.", remedy)


def _outcome_flaws(study: Study, breakdown: Breakdown, path: Path) -> Iterator[Flaw]:
    """The whole and the parts have results, where they are said to have them."""
    reported = [(result.outcome, result.population) for result in study.results]
    of_parts = breakdown.parts_in or breakdown.population
    named: list[tuple[Path, str, str]] = [
        ((*path, "parts", place), key, of_parts) for place, key in enumerate(breakdown.parts)
    ]
    if breakdown.whole is not None:
        named.insert(0, ((*path, "whole"), breakdown.whole, breakdown.population))
    outcomes = list(dict.fromkeys(outcome for outcome, _ in reported))
    for where, outcome, population in named:
        if outcome not in outcomes:
            remedy = nearest(outcome, outcomes) or "Enter its result first."
            yield Flaw(where, f"no result of the study has the outcome `{outcome}`.", remedy)
        elif breakdown.parts and (outcome, population) not in reported:
            found = ", ".join(dict.fromkeys(key for one, key in reported if one == outcome))
            message = f"`{outcome}` has no result in the population `{population}`."
            yield Flaw(where, message, f"It has results in: {found}.")
