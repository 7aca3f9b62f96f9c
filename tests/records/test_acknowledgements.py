"""Problems that a writer let stay, as records write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.records.acknowledgements import AcknowledgementEntry
from kb.records.kinds import MODELS
from kb.records.writing import write_record
from tests.builders.texts import STUDY, problems, read

ONE = """\
acknowledged:
  - rule: percent-of-total
    place: doe-2020/complications/cryo,large:percent
    found: 10%
    reason: Printed so; 2 of 20 patients are 10%.
"""


def test_an_acknowledgement_is_the_last_of_a_record_and_keeps_its_text() -> None:
    assert write_record(read(STUDY + ONE)) == STUDY + ONE


def test_what_was_found_may_be_absent() -> None:
    text = STUDY + ONE.replace("    found: 10%\n", "")
    assert read(text).acknowledged[0].found is None
    assert write_record(read(text)) == text


@pytest.mark.parametrize("kind", ["references", "studies", "policies", "indications", "guidelines"])
def test_it_is_the_last_field_of_every_kind_that_is_checked(kind: str) -> None:
    assert list(MODELS[kind].model_fields)[-1] == "acknowledged"


def test_the_same_problem_is_acknowledged_once() -> None:
    twice = STUDY + ONE + ONE.partition("\n")[2]
    assert [str(problem) for problem in problems(twice)] == [
        "studies/doe-2020.yaml:40: acknowledged[2]: `percent-of-total` at"
        " `doe-2020/complications/cryo,large:percent` is acknowledged for the second time."
        " Keep this entry or entry 1."
    ]


@pytest.mark.parametrize("field", ["rule", "place", "reason"])
def test_rule_place_and_reason_are_needed(field: str) -> None:
    lines = [line for line in ONE.splitlines() if f"{field}:" not in line]
    if field == "rule":
        lines[1] = lines[1].replace("    place", "  - place")
    found = [str(problem) for problem in problems(STUDY + "\n".join(lines) + "\n")]
    assert len(found) == 1
    assert f"`{field}` is missing." in found[0]


PRINTED = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=200)


@given(found=PRINTED, reason=PRINTED)
def test_any_printed_characters_come_back(found: str, reason: str) -> None:
    item = AcknowledgementEntry(rule="a-rule", place="a-place", found=found, reason=reason)
    record = read(STUDY).model_copy(update={"acknowledged": (item,)})
    assert read(write_record(record)).acknowledged == (item,)
