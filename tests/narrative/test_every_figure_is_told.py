"""Every figure of a study is told with its value as printed, its unit, population, time, arm and target.

Sentences and tables are read as words and inlines (``tests.narrative.figures_told``), by a reader who does
not know how they were made: of generated studies of thirteen designs, and of all studies of three policies.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.db.connect import Reader
from kb.evidence.policies import read_prose_figures
from kb.evidence.studies import read_study
from kb.evidence.study import Study
from kb.evidence.vocabulary import Outcome
from kb.narrative.prose import ProseReader
from kb.narrative.study import Setting, study_paragraph
from kb.narrative.told_where import Focus
from kb.reports.further_results import further_results
from kb.reports.results import result_tables
from tests.builders.generated_studies import DESIGNS, VOCABULARY, Design, generated
from tests.builders.studies import study
from tests.narrative.figures_told import Loss, lost
from tests.narrative.reading import Passage, passages
from tests.tiers import mostly_slow

OUTCOMES = list(VOCABULARY)
CORPUS = Path(__file__).parents[1] / "notation" / "printed_shapes.tsv"
SHAPE_RECORD: dict[str, Any] = {
    "study": "madeup-2021",
    "arms": {"arm-1": {"label": "madeupinib"}, "arm-2": {"label": "placebo"}},
    "contrasts": {"c-12": {"index": "arm-1", "reference": "arm-2"}},
    "vocabulary": VOCABULARY,
}
SHAPE_OUTCOMES = (
    "pain",
    "adverse-events",
    "overall-survival",
    "marker",
    "quality-of-life",
    "pyrexia",
    "cost",
)
Telling: TypeAlias = Callable[[Study, ProseReader], list[Passage]]
SEEDS = st.integers(0, 10**9)
OF_EACH_KIND = mostly_slow(DESIGNS, usual=(0, 5, 8, 10))
"""A trial, a study before and after, one of a test, and a review in the usual run."""
BY_NAME = {"ids": lambda design: design.name}


def _of_paragraph(subject: Study, prose: ProseReader) -> list[Passage]:
    return [Passage(line) for line in study_paragraph(subject, Setting(prose))]


def _of_tables(subject: Study, prose: ProseReader) -> list[Passage]:
    return list(passages(result_tables(subject, prose)))


@pytest.mark.parametrize("design", OF_EACH_KIND, **BY_NAME)
@given(seed=SEEDS)
def test_a_paragraph_tells_every_figure_of_a_generated_study(design: Design, seed: int) -> None:
    subject = study(generated(Random(seed), design))
    assert lost(subject, _of_paragraph(subject, ProseReader())) == []


@pytest.mark.parametrize("design", OF_EACH_KIND, **BY_NAME)
@given(seed=SEEDS)
def test_the_tables_tell_every_figure_of_a_generated_study(design: Design, seed: int) -> None:
    subject = study(generated(Random(seed), design))
    assert lost(subject, _of_tables(subject, ProseReader())) == []


@pytest.mark.parametrize("design", OF_EACH_KIND, **BY_NAME)
@given(seed=SEEDS)
def test_what_a_short_paragraph_leaves_out_stands_in_the_table(design: Design, seed: int) -> None:
    random = Random(seed)
    subject = study(generated(random, design, results=8))
    bound = frozenset(result.id for result in subject.results if random.random() < 0.2)
    focus = Focus(bound, tuple((_asked(key), random.random() < 0.5) for key in random.sample(OUTCOMES, 3)))
    paragraph = [Passage(line) for line in study_paragraph(subject, Setting(focus=focus))]
    table = list(passages(further_results([subject], focus, ProseReader())))
    assert lost(subject, [*paragraph, *table]) == []


@pytest.mark.parametrize("step", mostly_slow([9, 1]))
def test_every_printed_shape_is_told(step: int) -> None:
    """What each row of the corpus of printed shapes is read as, told of arms and of what compares them."""
    with CORPUS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["read"]]
    assert len(rows) > 300
    losses = [
        (row["read"], str(loss))
        for row in rows[::step]
        for told in (_of_paragraph, _of_tables)
        for loss in _lost_of_shape(row["read"], row["column"], told)
    ]
    assert losses == []


def _lost_of_shape(read: str, column: str, told: Telling) -> list[Loss]:
    cells, _, times = read.partition(" @ ")
    sides = [side.strip() for side in cells.split("#")]
    columns = ("arm-1", "arm-2", "c-12") if len(sides) > 1 else ("c-12" if column == "contrast" else "arm-1",)
    entries = [
        {"outcome": outcome} | {name: cell for name, cell in zip(columns, row, strict=False) if cell}
        for outcome, row in zip(
            SHAPE_OUTCOMES, zip(*(side.split(" & ") for side in sides), strict=False), strict=False
        )
    ]
    if times:
        values = {name: side.split(" & ") for name, side in zip(columns, sides, strict=True) if side}
        written = [time.strip() for time in times.split(", ")]
        entries = [{"outcome": "pain", "at": written} | values]
    subject = study({**SHAPE_RECORD, "results": entries})
    return lost(subject, told(subject, ProseReader()))


def _asked(key: str) -> Outcome:
    words = VOCABULARY[key]
    return Outcome(key, words.name or key.replace("-", " "), words.domain, words.direction, False)


@pytest.mark.parametrize("form", [_of_paragraph, _of_tables])
def test_every_figure_of_three_policies_is_told(three_policies: Reader, form: Telling) -> None:
    for row in three_policies.rows("SELECT study FROM study_overview ORDER BY study"):
        subject = read_study(three_policies, row["study"])
        prose = ProseReader(read_prose_figures(three_policies, study=subject.id))
        assert lost(subject, form(subject, prose)) == []
