"""Where two extractions of a study differ, figure by figure and field by field, and how far they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.extraction.double.leaves import Leaf, LeafKind, leaves_of, renamed
from kb.notation import Figure
from kb.records.cells import FigureCell, read_cell
from kb.records.studies import ContrastEntry, StudyRecord

KEYS = "keys"
"""First part of the place of a key: ``keys/rf`` is the second person's key for what the first calls rfa."""


@dataclass(frozen=True, slots=True)
class ExtractionDifference:
    """One place where the two say different things. Null stands for nothing at the place."""

    place: str
    kind: LeafKind
    first: str | None
    second: str | None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ExtractionAgreement:
    """How many of the things that either extraction has are the same in both."""

    kind: LeafKind
    same: int
    all: int

    @property
    def rate(self) -> float | None:
        """Share from 0 to 1; None when there is nothing to compare."""
        return self.same / self.all if self.all else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two extractions compared with each other."""

    differences: tuple[ExtractionDifference, ...]
    agreement: tuple[ExtractionAgreement, ...]
    """Of figures (each printed number counts), fields and wordings, in this order."""


def compare(first: StudyRecord, second: StudyRecord, keys: Mapping[str, str] | None = None) -> Comparison:
    """Compare two records. ``keys``: the second person's key -> the first person's for the same thing."""
    second = renamed(second, keys or {})
    ours, theirs = leaves_of(first, second), leaves_of(second, first)
    same: Counter[LeafKind] = Counter()
    all_: Counter[LeafKind] = Counter()
    differences = [
        ExtractionDifference(f"{KEYS}/{their}", LeafKind.KEY, our, their, why)
        for their, our, why in offered_keys(first, second)
    ]
    for place in dict.fromkeys([*ours, *theirs]):
        ours_here, other = ours.get(place), theirs.get(place)
        leaf = ours_here or other
        assert leaf is not None
        agreeing, counted = _counted(ours_here, other)
        same[leaf.kind] += agreeing
        all_[leaf.kind] += counted
        texts = (ours_here.text if ours_here else None, other.text if other else None)
        if texts[0] != texts[1]:
            differences.append(ExtractionDifference(place, leaf.kind, *texts, _remark(ours_here, other)))
    kinds = (LeafKind.FIGURE, LeafKind.FIELD, LeafKind.WORDING)
    return Comparison(
        tuple(differences), tuple(ExtractionAgreement(kind, same[kind], all_[kind]) for kind in kinds)
    )


def _figures(leaf: Leaf | None) -> dict[tuple[str, int], Figure]:
    """The printed numbers of a place by statistic and order."""
    if leaf is None:
        return {}
    cell = leaf.data if isinstance(leaf.data, FigureCell) else read_cell(leaf.text)
    seen: Counter[str] = Counter()
    agreement = {}
    for figure in cell.figures:
        seen[figure.statistic] += 1
        agreement[figure.statistic, seen[figure.statistic]] = figure
    return agreement


def _counted(first: Leaf | None, second: Leaf | None) -> tuple[int, int]:
    """How many things at a place are the same, of how many."""
    leaf = first or second
    if leaf is None or leaf.kind is not LeafKind.FIGURE:
        return int(first is not None and second is not None and first.text == second.text), 1
    ours, theirs = _figures(first), _figures(second)
    same = sum(
        key in theirs and _statement(figure) == _statement(theirs[key]) for key, figure in ours.items()
    )
    return same, len(ours.keys() | theirs.keys())


def _statement(figure: Figure) -> tuple[object, ...]:
    return (figure.reported, figure.unit, figure.counted, figure.level, figure.absent, figure.qualifiers)


def _remark(leaf: Leaf | None, other: Leaf | None) -> str:
    if leaf is None or other is None or leaf.kind is not LeafKind.FIGURE:
        return ""
    ours, theirs = _figures(leaf), _figures(other)
    words = []
    for key in dict.fromkeys([*ours, *theirs]):
        our, their = ours.get(key), theirs.get(key)
        if our is None or their is None:
            words.append(f"{key[0]} only in one")
        elif _statement(our) != _statement(their):
            equal = our.value is not None and (our.value, our.unit) == (their.value, their.unit)
            words.append(
                f"{key[0]}: {our.reported} or {their.reported}{' (the same value)' if equal else ''}"
            )
    return "; ".join(words)


def offered_keys(first: StudyRecord, second: StudyRecord) -> Iterator[tuple[str, str, str]]:
    """Keys that only one of the two has, for what seems the same: second's key, first's key, why."""
    arms = list(_pairs(_arms(first), _arms(second)))
    yield from ((their, our, f"arms with the same {why}") for their, our, why in arms)
    sets = list(_pairs(_populations(first), _populations(second)))
    yield from ((their, our, f"populations with the same {why}") for their, our, why in sets)
    targets = list(_pairs(_targets(first), _targets(second)))
    yield from ((their, our, f"targets with the same {why}") for their, our, why in targets)
    keys = {their: our for their, our, _ in [*arms, *sets]}
    contrasts = _pairs(_contrasts(first, {}), _contrasts(second, keys))
    yield from ((their, our, f"contrasts with the same {why}") for their, our, why in contrasts)


def _pairs(
    ours: Mapping[str, Sequence[tuple[str, object]]], theirs: Mapping[str, Sequence[tuple[str, object]]]
) -> Iterator[tuple[str, str, str]]:
    """Keys of one side only whose contents fit each other and nothing else."""
    free = {key: contents for key, contents in ours.items() if key not in theirs}
    for their, their_text in theirs.items():
        if their in ours:
            continue
        for position, (why, content) in enumerate(their_text):
            fitting = [key for key, other in free.items() if content and other[position] == (why, content)]
            if len(fitting) == 1:
                del free[fitting[0]]
                yield their, fitting[0], why
                break


def _arms(study: StudyRecord) -> dict[str, list[tuple[str, object]]]:
    return {
        key: [
            ("interventions and size", (frozenset(arm.interventions), str(arm.n)) if arm.n else None),
            ("interventions", frozenset(arm.interventions)),
            ("label", arm.label.casefold()),
        ]
        for key, arm in study.arms.items()
    }


def _populations(study: StudyRecord) -> dict[str, list[tuple[str, object]]]:
    return {
        key: [
            ("limit", (population.by, str(population.limit)) if population.limit else None),
            ("kind and label", (population.kind, population.label.casefold())),
        ]
        for key, population in study.populations.items()
    }


def _targets(study: StudyRecord) -> dict[str, list[tuple[str, object]]]:
    return {
        key: [
            ("condition and threshold", (target.condition, target.threshold) if target.condition else None),
            ("label", target.label.casefold() if target.label else None),
        ]
        for key, target in study.targets.items()
    }


def _contrasts(study: StudyRecord, keys: Mapping[str, str]) -> dict[str, list[tuple[str, object]]]:
    return {key: [("sides", _sides(contrast, keys))] for key, contrast in study.contrasts.items()}


def _sides(contrast: ContrastEntry, keys: Mapping[str, str]) -> object:
    if contrast.factor is not None:
        return (contrast.factor.casefold(), contrast.method)
    return (
        keys.get(contrast.index or "", contrast.index),
        keys.get(contrast.reference or "", contrast.reference),
    )
