"""Codes of a policy beside their descriptors."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem
from kb.checks.rules.descriptors_of_codes import check_descriptors_of_codes
from kb.evidence.policy import Code
from tests.builders.policies import policy


def found(*rows: tuple[str, str | None]) -> list[CheckProblem]:
    """Of a table with these codes and descriptors."""
    codes = tuple(
        Code(f"1.01/CPT/{number}", "CPT", code, words, "procedure")
        for number, (code, words) in enumerate(rows)
    )
    return list(check_descriptors_of_codes(policy(codes=codes)))


def test_two_codes_with_one_descriptor_and_one_code_with_two_are_told() -> None:
    """Capitals, spaces and commas make no difference."""
    ablation = "Ablation of a made-up tumor, open"
    (problem,) = found(("47371", ablation), ("47381", "ablation of a made-up tumor open"))
    assert problem.message == (
        "CPT 47371 and 47381 have the very same descriptor. Compare both with the code set."
    )
    (problem,) = found(("47371", ablation), ("47371", "Ablation of a made-up tumor, percutaneous"))
    assert "is in the table twice, with two descriptors" in problem.message


def test_short_descriptors_may_belong_to_several_codes() -> None:
    assert found(("47399", "Unlisted procedure, liver"), ("49999", "Unlisted procedure, liver")) == []
    assert found(("47371", None), ("47381", None)) == []


@given(st.lists(st.integers(10000, 99999), min_size=2, max_size=6, unique=True))
def test_each_code_with_words_of_its_own_is_passed(numbers: list[int]) -> None:
    assert found(*((str(number), f"a made-up procedure of kind {number}") for number in numbers)) == []
