"""Every figure of every study that a policy uses stands in its report: in the paragraph, or in the table.

With ``--full-prose`` all of them stand in the paragraph. Three policies and the thirteen designs are read.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kb.db.connect import Reader
from kb.documents.content import Block, Paragraph, Section
from kb.evidence.policy import Indication
from kb.reports.policy_source import PolicySource
from kb.reports.report import report_from
from tests.narrative.figures_told import lost
from tests.narrative.reading import Passage, passages

POLICIES = ("7.01.75", "rx501.086", "bcbsm-nips")


def _named(blocks: tuple[Block, ...], key: str) -> Section:
    """The section with this key, at any depth."""
    for block in blocks:
        if isinstance(block, Section):
            inner = block if block.key == key else next(_found(block.blocks, key), None)
            if inner is not None:
                return inner
    raise AssertionError(f"no section {key}")


def _found(blocks: tuple[Block, ...], key: str) -> Iterator[Section]:
    for block in blocks:
        if isinstance(block, Section):
            if block.key == key:
                yield block
            yield from _found(block.blocks, key)


def _paragraphs(blocks: tuple[Block, ...], study: str) -> Iterator[Passage]:
    """The sentences of the paragraph about a study."""
    for block in blocks:
        if isinstance(block, Section):
            yield from _paragraphs(block.blocks, study)
        elif isinstance(block, Paragraph) and block.about == (f"study:{study}",):
            yield from map(Passage, block.sentences)


def _studies(indication: Indication) -> list[str]:
    return [use.study for group in indication.groups for use in group.studies]


def _check(reader: Reader, policy: str) -> None:
    short = PolicySource.read(reader, policy, None)
    full = PolicySource.read(reader, policy, None, full_prose=True)
    rationale, at_length = (_named(report_from(source).blocks, "rationale") for source in (short, full))
    assert list(_found(at_length.blocks, "further-results")) == []
    for indication in short.policy.indications:
        shown = list(passages(_named(rationale.blocks, indication.key).blocks))
        told = _named(at_length.blocks, indication.key).blocks
        for study in _studies(indication):
            assert lost(short.studies[study], shown) == []
            assert lost(full.studies[study], _paragraphs(told, study)) == []


@pytest.mark.parametrize("policy", POLICIES)
def test_a_report_tells_every_figure_of_the_studies_that_it_uses(three_policies: Reader, policy: str) -> None:
    _check(three_policies, policy)


def test_a_report_tells_every_figure_of_all_designs(all_designs: Reader) -> None:
    _check(all_designs, "9.99.99")
