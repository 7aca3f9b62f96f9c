"""No generated sentence has a slip of English: spaces, brackets, articles, repeated words, a start, an end.

Read are the paragraphs of generated studies of thirteen designs, and every sentence of the reports of three
policies and of the policy of the thirteen designs, short and at full length.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random

import pytest
from hypothesis import given

from kb.db.connect import Reader
from kb.documents.content import Block, Paragraph, Section
from kb.inlines import Line
from kb.narrative.study import Setting, study_paragraph
from kb.reports.policy_source import PolicySource
from kb.reports.report import report_from
from tests.builders.generated_studies import Design, generated
from tests.builders.studies import study
from tests.narrative.slips import slips, slips_of
from tests.narrative.test_every_figure_is_told import BY_NAME, OF_EACH_KIND, SEEDS
from tests.narrative.test_every_figure_of_a_policy import POLICIES


@pytest.mark.parametrize("design", OF_EACH_KIND, **BY_NAME)
@given(seed=SEEDS)
def test_a_paragraph_about_a_generated_study_has_no_slip(design: Design, seed: int) -> None:
    assert slips_of(study_paragraph(study(generated(Random(seed), design)), Setting())) == []


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """The paragraphs about studies, and those of summaries."""
    for block in blocks:
        if isinstance(block, Section):
            yield from _paragraphs(block.blocks)
        elif isinstance(block, Paragraph) and block.about:
            yield block


def _slips(source: PolicySource) -> list[str]:
    return [
        slip
        for paragraph in _paragraphs(report_from(source).blocks)
        for slip in slips_of(paragraph.sentences)
    ]


@pytest.mark.parametrize("full_prose", [False, True])
@pytest.mark.parametrize("policy", POLICIES)
def test_the_paragraphs_of_three_policies_have_no_slip(
    three_policies: Reader, policy: str, full_prose: bool
) -> None:
    assert _slips(PolicySource.read(three_policies, policy, None, full_prose=full_prose)) == []


@pytest.mark.parametrize("full_prose", [False, True])
def test_the_paragraphs_of_all_designs_have_no_slip(all_designs: Reader, full_prose: bool) -> None:
    assert _slips(PolicySource.read(all_designs, "9.99.99", None, full_prose=full_prose)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Pain was  less.",
        "Pain (at 1 year was less.",
        "Pain was less (p=.1)).",
        "They reported an trial.",
        "It was a RCT and a unusual one.",
        "pain was less.",
        "Pain was less",
        "Pain was was less.",
        "The prevalence of prevalence was 4%.",
        "Pain was reported in 12patients.",
        "Pain was less in 1 patients.",
        "Pain was less (None).",
        "Pain was reported by the.",
        "Pain was less in among men.",
    ],
)
def test_a_slip_is_noticed(text: str) -> None:
    assert slips(Line(text)) != []


@pytest.mark.parametrize(
    "text",
    [
        "An RCT (N=40) compared an 8-week with a 1-week course [3].",
        "Of 1 million women, 1 patient (0%) was a European, an honest one.",
        "Adverse events occurred in 7 of 180 patients (3.9%; 95% CI, 1 to 8; p=.04).",
    ],
)
def test_what_reads_well_is_no_slip(text: str) -> None:
    assert slips(Line(text)) == []
