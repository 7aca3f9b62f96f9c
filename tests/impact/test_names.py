"""By which names a study, a reference or a figure is found, and what is said when it is not."""

from __future__ import annotations

import re

import pytest

from kb.db.connect import Reader
from kb.errors import KbError
from kb.impact.subject import read_subject


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("wang-2015", ("study", "reference")),
        ("Wang-2015", ("study", "reference")),
        ("[@wang-2015]", ("study", "reference")),
        ("pmid:25284802", ("reference",)),
        ("25284802", ("reference",)),
        ("wang-2015/overall-survival/cryo@5y", ("result",)),
        ("[[wang-2015/overall-survival/cryo@5y]]", ("result",)),
        ("wang-2015/overall-survival/cryo@5y:percent", ("figure",)),
        ("7.01.75/hcc-disease-mortality", ("fact",)),
        ("7.01.75/hcc-disease-mortality:range-low", ("figure",)),
        ("nccn-hepatobiliary/ablation-alone/size", ("fact",)),
    ],
)
def test_what_goes_by_a_name(seed: Reader, name: str, kinds: tuple[str, ...]) -> None:
    assert read_subject(seed, name).kinds == kinds


@pytest.mark.parametrize(
    "name", ["10.1000/drug-2020", "doi:10.1000/drug-2020", "https://doi.org/10.1000/Drug-2020"]
)
def test_a_doi_is_a_name(busy: Reader, name: str) -> None:
    subject = read_subject(busy, name)
    assert (subject.key, subject.kinds) == ("drug-2020", ("reference",))
    assert [study.study for study in subject.studies] == ["drug-2020"]


def test_a_name_of_both_is_the_union(seed: Reader) -> None:
    both, reference = read_subject(seed, "wang-2015"), read_subject(seed, "pmid:25284802")
    assert [kind for kind, _ in both.names] == ["study", "reference"]
    assert both.figures == reference.figures
    assert len(both.figures) == len({figure.figure for figure in both.figures}) > 40


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("wang-2051", "Did you mean wang-2015 or"),
        ("pmid:25284801", "Did you mean pmid:25284802"),
        ("wang-2015/overall-survivl/cryo@5y", "Did you mean wang-2015/overall-survival/cryo@5y or"),
        ("wang-2015/overall-survival/cryo@5y:median", "Did you mean wang-2015/overall-survival/cryo@5y"),
        ("wang-2015/zzz", "wang-2015 has no such figure; its figures are named wang-2015/..."),
        ("7.01.75/hcc-disease", "Did you mean 7.01.75/hcc-disease-mortality"),
        ("nccn-hepatobiliary/ablation-alone/sise", "Did you mean nccn-hepatobiliary/ablation-alone/size"),
        ("#", "kb study list and kb reference list show what there is."),
        ("", "kb study list and kb reference list show what there is."),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(seed: Reader, name: str, near: str) -> None:
    with pytest.raises(KbError, match=re.escape(near)) as error:
        read_subject(seed, name)
    assert str(error.value).startswith(f"There is no study, reference or figure {name!r}. ")
    named = str(error.value).partition("Did you mean ")[2].rstrip("?").split(" or ")
    assert len(named) == len(set(named))


def test_nearest_figures_are_of_the_same_study(seed: Reader) -> None:
    with pytest.raises(KbError) as error:
        read_subject(seed, "niu-2007/overall-survival/cryo@5y:percent")
    assert str(error.value).count("niu-2007/") == 4
