"""What a record points at in other records, apart from the tokens in its prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from kb.records.guidelines import Guideline
from kb.records.indications import Indication
from kb.records.kinds import Name
from kb.records.policies import Policy
from kb.records.reading import Path
from kb.records.references import Reference
from kb.records.studies import Study
from kb.store.result_rows import PARTICIPANTS


class Pointer(NamedTuple):
    """Something that has to exist. ``kind`` is a kind of record, ``items`` or ``recommendations``."""

    path: Path
    kind: str
    key: str


def pointers(record: Any, name: Name) -> Iterator[Pointer]:
    """Everything that a record points at."""
    found = _OF.get(name.kind)
    for pointer in found(record) if found is not None else ():
        if pointer.key:
            yield pointer


def _each(path: Path, kind: str, keys: Any) -> Iterator[Pointer]:
    for index, key in enumerate(keys):
        yield Pointer((*path, index), kind, key)


def _of_study(study: Study) -> Iterator[Pointer]:
    yield Pointer(("design",), "designs", study.design)
    for role, keys in study.reports.items():
        for key in keys if isinstance(keys, tuple) else (keys,):
            yield Pointer(("reports", role), "references", key)
    yield Pointer(("document",), "documents", study.document or "")
    yield from _each(("conditions",), "conditions", study.conditions)
    yield Pointer(("known_through",), "studies", study.known_through or "")
    sizes = {("enrolled",): study.enrolled} | {("arms", key, "n"): arm.n for key, arm in study.arms.items()}
    for size_path, cell in sizes.items():
        yield Pointer(size_path, "outcomes", PARTICIPANTS if cell is not None else "")
    for key, arm in study.arms.items():
        yield from _each(("arms", key, "interventions"), "interventions", arm.interventions)
    for key, population in study.populations.items():
        yield Pointer(("populations", key, "by"), "outcomes", population.by or "")
    for index, result in enumerate(study.results):
        yield Pointer(("results", index, "outcome"), "outcomes", result.outcome)
    for index, item in enumerate(study.review.includes if study.review else ()):
        yield Pointer(("review", "includes", index, "study"), "studies", item.study or "")
    if study.limitations is not None:
        instrument = study.limitations.instrument
        yield Pointer(("limitations", "instrument"), "instruments", instrument)
        yield from _items(("limitations", "items"), instrument, study.limitations.items)


def _items(path: Path, instrument: str, items: Any) -> Iterator[Pointer]:
    for index, item in enumerate(items):
        yield Pointer((*path, index, "code"), "items", f"{instrument}/{item.code}" if item.code else "")


def _of_reference(reference: Reference) -> Iterator[Pointer]:
    for index, notice in enumerate(reference.notices):
        yield Pointer(("notices", index, "by"), "references", notice.by or "")


def _of_guideline(guideline: Guideline) -> Iterator[Pointer]:
    yield Pointer(("reference",), "references", guideline.reference or "")
    yield Pointer(("document",), "documents", guideline.document or "")
    for index, item in enumerate(guideline.recommendations):
        yield Pointer(("recommendations", index, "condition"), "conditions", item.condition or "")


def _of_policy(policy: Policy) -> Iterator[Pointer]:
    if policy.parent is not None:
        yield Pointer(("parent", "reference"), "references", policy.parent.reference or "")
        yield Pointer(("parent", "policy"), "policies", policy.parent.policy or "")
    yield Pointer(("document",), "documents", policy.document or "")
    for index, statement in enumerate(policy.statements):
        keys = (f"{policy.policy}/{key}" for key in statement.indications)
        yield from _each(("statements", index, "indications"), "indications", keys)
    for index, search in enumerate(policy.searches):
        keys = (f"{policy.policy}/{key}" for key in search.indications)
        yield from _each(("searches", index, "indications"), "indications", keys)
    for index, use in enumerate(policy.guidelines):
        path = ("guidelines", index, "recommendations")
        for key, indication in use.recommendations.items():
            yield Pointer((*path, key), "recommendations", f"{use.guideline}/{key}")
            if indication != "none":
                yield Pointer((*path, key), "indications", f"{policy.policy}/{indication}")
    yield from _each(("also_listed",), "references", policy.also_listed)


def _of_indication(indication: Indication) -> Iterator[Pointer]:
    yield Pointer(("policy",), "policies", indication.policy)
    yield Pointer(("population", "condition"), "conditions", indication.population.condition or "")
    yield from _each(("interventions",), "interventions", indication.interventions)
    yield from _each(("comparators",), "interventions", indication.comparators)
    for index, item in enumerate(indication.outcomes):
        yield Pointer(("outcomes", index, "outcome"), "outcomes", item.outcome)
    for index, group in enumerate(indication.groups):
        yield from _each(("groups", index, "studies"), "studies", group.studies)
    if indication.instrument is not None:
        yield Pointer(("instrument",), "instruments", indication.instrument)
        yield from _items(("limitations",), indication.instrument, indication.limitations)


_OF: dict[str, Callable[[Any], Iterator[Pointer]]] = {
    "studies": _of_study,
    "references": _of_reference,
    "guidelines": _of_guideline,
    "policies": _of_policy,
    "indications": _of_indication,
}
