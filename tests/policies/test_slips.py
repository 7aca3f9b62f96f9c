"""A slip in a record of any kind is one problem, told with its line and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.errors import ProblemsFound
from kb.store.dump import dump
from kb.store.load import LoadRequest, load
from tests.builders.all_records import write_all_records

TUMORS = "policies/9.99.01/indications/tumors"
NUSINERSEN = "policies/rx501.086/policy"
SLIPS = [
    pytest.param(
        NUSINERSEN,
        ("guideline: icer-sma", "guideline: icer-smma"),
        (142, "`icer-smma` is not among the guidelines. Did you mean icer-sma"),
        id="a guideline that is not there is missed once, not recommendation by recommendation",
    ),
    pytest.param(
        NUSINERSEN,
        ("- The criteria for initial", "- The criteria: for initial"),
        (51, "unknown key `The criteria`. A text with a colon goes in quotes as a whole."),
        id="a colon in a text",
        marks=pytest.mark.slow,
    ),
    pytest.param(
        NUSINERSEN,
        ("- any:\n                    - Ability", "- anyof:\n                    - Ability"),
        (58, "statements[3].criteria.all[2].any[1].all[1].anyof: unknown key `anyof`. Did you mean any?"),
        id="a wrong word in the depth of a tree of criteria",
        marks=pytest.mark.slow,
    ),
    pytest.param(
        "gradings/icer-ratings",
        ("{grade: C,", "{grade: A,"),
        (11, "`A` is listed twice."),
        id="a grade twice",
        marks=pytest.mark.slow,
    ),
    pytest.param(
        "studies/madeup-trial",
        ("interventions: [cryoablation]", "interventions: [overall-survival]"),
        (9, "It is among the outcomes: write it in a field of outcomes."),
        id="a term of another kind",
        marks=pytest.mark.slow,
    ),
    pytest.param(
        TUMORS,
        ("studies: [madeup-test]", "studies: [madeup-tests]"),
        (28, "`madeup-test` is in no group. Did you mean madeup-tests"),
        id="a study of a group in other letters",
        marks=pytest.mark.slow,
    ),
    pytest.param(
        "tests/vanadis",
        ("test: vanadis", "instrument: vanadis"),
        (
            1,
            "a record of instruments, and is in the folder of tests. Move it to the folder instruments.",
        ),
        id="a file in the folder of another kind",
        marks=pytest.mark.slow,
    ),
    pytest.param(
        "plans/madeup",
        ("name: Madeup Health Plan", "name: Madeup Health Plan\nlogo: picture.png"),
        (3, "logo: needs keys with values; found `picture.png`. Its keys are text, picture."),
        id="a word where keys are needed",
        marks=pytest.mark.slow,
    ),
    pytest.param(
        "studies/nobody-2020",
        ("extension_of: nobody-2018", "shares_cohort_with: nobody-2018"),
        (12, "needs a list: [a, b]; found `nobody-2018`. Write [nobody-2018]."),
        id="a word where a list is needed",
        marks=pytest.mark.slow,
    ),
]


@pytest.fixture(scope="module")
def loaded(module_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Every record there is, loaded from its folder."""
    folder = write_all_records(tmp_path_factory.mktemp("slips") / "evidence")
    load(LoadRequest(folder, module_url, "tests", "every record there is"))
    yield folder, module_url


@pytest.mark.parametrize(("record", "change", "expected"), SLIPS)
def test_a_slip_is_one_problem_with_its_line_and_a_remedy(
    loaded: tuple[Path, str], tmp_path: Path, record: str, change: tuple[str, str], expected: tuple[int, str]
) -> None:
    folder = shutil.copytree(loaded[0], tmp_path / "evidence")
    file = folder / f"{record}.yaml"
    text = file.read_text("utf-8")
    assert text.count(change[0]) >= 1
    file.write_text(text.replace(*change, 1), encoding="utf-8", newline="\n")
    with pytest.raises(ProblemsFound) as caught:
        load(LoadRequest(folder, loaded[1], "tests", "a slip"))
    (problem,) = caught.value.problems
    line, words = expected
    assert problem.line == line
    assert words in str(problem)


@pytest.mark.slow
def test_every_record_is_dumped_to_the_byte(loaded: tuple[Path, str], tmp_path: Path) -> None:
    folder, url = loaded
    dump(url, tmp_path)
    for file in sorted(tmp_path.rglob("*.yaml")):
        assert file.read_bytes() == (folder / file.relative_to(tmp_path)).read_bytes(), file
