"""Every figure of a study is told with its value as printed, its unit, population, time, arm and target.

Sentences and tables are read as words and inlines (``tests.narrative.figures_told``), by a reader who does
not know how they were made: of generated studies of thirteen designs, and of all studies of three policies.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.db.connect import Reader, read
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
from tests.narrative.figures_told import lost
from tests.narrative.reading import Passage, passages

OUTCOMES = list(VOCABULARY)
SEEDS = st.integers(0, 10**9)
BY_NAME = {"ids": lambda design: design.name}


def _of_paragraph(subject: Study, prose: ProseReader) -> list[Passage]:
    return [Passage(line) for line in study_paragraph(subject, Setting(prose))]


def _of_tables(subject: Study, prose: ProseReader) -> list[Passage]:
    return list(passages(result_tables(subject, prose)))


@pytest.mark.parametrize("design", DESIGNS, **BY_NAME)
@given(seed=SEEDS)
def test_a_paragraph_tells_every_figure_of_a_generated_study(design: Design, seed: int) -> None:
    subject = study(generated(Random(seed), design))
    assert lost(subject, _of_paragraph(subject, ProseReader())) == []


@pytest.mark.parametrize("design", DESIGNS, **BY_NAME)
@given(seed=SEEDS)
def test_the_tables_tell_every_figure_of_a_generated_study(design: Design, seed: int) -> None:
    subject = study(generated(Random(seed), design))
    assert lost(subject, _of_tables(subject, ProseReader())) == []


@pytest.mark.parametrize("design", DESIGNS, **BY_NAME)
@given(seed=SEEDS)
def test_what_a_short_paragraph_leaves_out_stands_in_the_table(design: Design, seed: int) -> None:
    random = Random(seed)
    subject = study(generated(random, design, results=8))
    bound = frozenset(result.id for result in subject.results if random.random() < 0.2)
    focus = Focus(bound, tuple((_asked(key), random.random() < 0.5) for key in random.sample(OUTCOMES, 3)))
    paragraph = [Passage(line) for line in study_paragraph(subject, Setting(focus=focus))]
    table = list(passages(further_results([subject], focus, ProseReader())))
    assert lost(subject, [*paragraph, *table]) == []


def _asked(key: str) -> Outcome:
    words = VOCABULARY[key]
    return Outcome(key, words.name or key.replace("-", " "), words.domain, words.direction, False)


@pytest.fixture(scope="module")
def reader(three_policies_url: str) -> Iterator[Reader]:
    """A reader on the shipped policy, a drug and a test."""
    with read(three_policies_url) as reader:
        yield reader


@pytest.mark.parametrize("form", [_of_paragraph, _of_tables])
def test_every_figure_of_three_policies_is_told(reader: Reader, form: object) -> None:
    assert callable(form)
    for row in reader.rows("SELECT study FROM study_overview ORDER BY study"):
        subject = read_study(reader, row["study"])
        prose = ProseReader(read_prose_figures(reader, study=subject.id))
        assert lost(subject, form(subject, prose)) == []
