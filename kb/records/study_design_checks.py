"""What can be wrong in how a study says it was designed and conducted, and which studies it is one with."""

from __future__ import annotations

from collections.abc import Iterator

from kb.errors import nearest
from kb.records.base import Flaw
from kb.records.studies import WHOLE, MarginEntry, StudyRecord
from kb.records.yaml_source import Path


def design_flaws(study: StudyRecord) -> Iterator[Flaw]:
    """Every flaw of masking, allocation, margins, and of the studies that it continues or overlaps."""
    yield from _masking_flaws(study)
    yield from _allocation_flaws(study)
    for field, keys in (
        ("extension_of", [study.extension_of]),
        ("shares_cohort_with", study.shares_cohort_with),
    ):
        if study.study in keys:
            yield Flaw((field,), "names the study itself.", "Name the other study.")
    for index, margin in enumerate(study.noninferiority):
        yield from _margin_flaws(study, margin, ("noninferiority", index))


def _masking_flaws(study: StudyRecord) -> Iterator[Flaw]:
    if study.masking == "none" and study.masked:
        yield Flaw(("masking",), "`none` masked, but `masked` names some.", "Correct one of them.")
    elif study.masking == "single" and len(study.masked) > 1:
        yield Flaw(
            ("masking",), f"`single`, but `masked` names {len(study.masked)} roles.", "Correct one of them."
        )


def _allocation_flaws(study: StudyRecord) -> Iterator[Flaw]:
    if study.allocation_ratio is None or not study.arms:
        return
    numbers = study.allocation_ratio.count(":") + 1
    if numbers > len(study.arms):
        message = f"`{study.allocation_ratio}` has {numbers} numbers; the study has {len(study.arms)} arms."
        yield Flaw(("allocation_ratio",), message, "Write one number for each arm, in the order of the arms.")


def _margin_flaws(study: StudyRecord, margin: MarginEntry, path: Path) -> Iterator[Flaw]:
    if margin.contrast is not None and margin.contrast not in study.contrasts:
        remedy = nearest(margin.contrast, list(study.contrasts)) or "Add it under `contrasts`."
        yield Flaw((*path, "contrast"), f"`{margin.contrast}` is no contrast of this study.", remedy)
    elif margin.contrast is None and len(study.contrasts) > 1:
        remedy = f"Add contrast: one of {', '.join(study.contrasts)}."
        yield Flaw((*path, "contrast"), "the study has several contrasts.", remedy)
    if margin.population != WHOLE and margin.population not in study.populations:
        remedy = nearest(margin.population, list(study.populations)) or "Add it under `populations`."
        yield Flaw((*path, "population"), f"`{margin.population}` is no population of this study.", remedy)
