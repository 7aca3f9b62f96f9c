"""For a figure, exactly those sentences are listed whose text changes when it is printed otherwise."""

from __future__ import annotations

import pytest

from kb.db.connect import read
from kb.impact.find import find_impact
from kb.impact.item import ImpactKind
from tests.impact.changing import Said, figures_of, said_with, sentences_of
from tests.tiers import mostly_slow

POLICY = "7.01.75"


@pytest.fixture(scope="module")
def before(own_copy: str) -> Said:
    with read(own_copy) as reader:
        return sentences_of(reader, POLICY)


def _listed(url: str, figure: str) -> Said:
    with read(url) as reader:
        items = find_impact(reader, figure).items
    return {(item.indication, item.text) for item in items if item.kind is ImpactKind.SENTENCE}


@pytest.mark.parametrize("every", mostly_slow([60, 11]))
def test_the_sentences_listed_are_those_that_change(own_copy: str, before: Said, every: int) -> None:
    """Of the figures of studies, background and recommendations one in so many is changed."""
    figures = figures_of(own_copy)
    assert len(figures) > 400
    chosen, changed = figures[::every], 0
    for figure in chosen:
        gone = before - said_with(own_copy, figure, POLICY)
        assert _listed(own_copy, figure) == gone, figure
        changed += bool(gone)
    assert changed > len(chosen) / 3


@pytest.mark.parametrize(
    "figure",
    [
        "wang-2015/overall-survival/cryo@5y:percent",  # in the paragraph of the study and in a finding
        "wang-2015/participants/all:count",  # in the opening
        "ei-2015/tumor-size/all,over-2cm,definition:quantity",  # what defines a group
        "awad-2009/included-studies/all,randomized:count",  # a count of a review
    ],
)
def test_figures_of_every_kind_of_sentence(own_copy: str, before: Said, figure: str) -> None:
    assert figure in figures_of(own_copy)
    gone = before - said_with(own_copy, figure, POLICY)
    assert gone
    assert _listed(own_copy, figure) == gone


def test_the_change_of_a_figure_is_seen(own_copy: str, before: Said) -> None:
    """The test above can fail: the sentences of another figure are not those that change."""
    gone = before - said_with(own_copy, "wang-2015/overall-survival/cryo@5y:percent", POLICY)
    assert gone != _listed(own_copy, "wang-2015/tumor-free-survival/cryo@5y:percent")
