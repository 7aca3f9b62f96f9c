"""What can be wrong in the statements of a policy, and where the rule about numbers holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.records.code_ranges import CodeEnds, code_ends
from kb.records.kinds import name_of
from kb.records.prose_numbers import result_numbers
from kb.records.validating import validate
from kb.records.yaml_source import Unreadable, bytes_of, read_bytes, read_text
from kb.settings import shipped_evidence

HEAD = "policy: p1\ntitle: A\nplan: a-plan\nsection: S\neffective_date: 2022-01-01\n"
CODES = """codes:
  - {system: CPT, code: "99998"}
  - {system: PLA, code: 0999U}
  - {system: CPT, code: 0999U}
"""


def _problems(statements: str, codes: str = CODES) -> list[str]:
    name = name_of("policies/p1/policy")
    assert name is not None
    try:
        validate(read_text(f"{HEAD}statements:\n{statements}{codes}", "policy.yaml"), name)
    except Unreadable as error:
        return [f"{found.line} {found.field}: {found.message} {found.remedy}" for found in error.problems]
    return []


def _statement(more: str, key: str = "s1") -> str:
    return f"  - {{key: {key}, determination: investigational, text: No., {more}}}\n"


def test_a_statement_with_dates_requirements_and_codes_is_fine() -> None:
    more = "requires: [s2], service_from: 2022-01-01, codes: [{code: 0999U, system: PLA}, '99998']"
    assert _problems(_statement(more) + _statement("phase: initial", "s2")) == []


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ("requires: [s9]", "`s9` is no statement of this policy."),
        ("requires: [s1]", "`s1` requires this statement itself."),
        ("requires: [s2]", "`s2` requires this statement itself."),
        ("service_from: 2022-02-01, service_to: 2022-01-01", "2022-01-01 is before 2022-02-01."),
        ("codes: ['99989']", "`99989` is no code of this policy."),
        ("codes: [0999U]", "`0999U` is a code of PLA and CPT."),
        ("codes: [{code: '99998', system: PLA}]", "`99998` is no PLA code of this policy."),
        ("codes: ['99998', {code: '99998', system: CPT}]", "`99998` is listed twice."),
        ("codes: [{code: '99998', valid_from: 2022-02-01, valid_to: 2022-01-01}]", "2022-01-01 is before"),
    ],
)
def test_what_cannot_be_is_told_once(more: str, problem: str) -> None:
    found = _problems(_statement(more) + _statement("requires: [s1]", "s2"))
    (told,) = [text for text in found if "statements[1]" in text]
    assert problem in told


def test_several_codes_in_one_entry_are_refused() -> None:
    """Nobody who asks for J9998 would find them."""
    codes = "codes:\n  - {system: HCPCS, code: 'J9999, J9998'}\n"
    assert (
        "`J9999, J9998` is several codes. Write an entry for each"
        in _problems(_statement("phase: initial"), codes)[0]
    )


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    codes = "codes:\n  - {system: CPT, code: 81264-81261}\n"
    assert "`81264-81261` ends before it begins." in _problems(_statement("phase: initial"), codes)[0]


@pytest.mark.parametrize(
    ("system", "code", "ends"),
    [
        ("CPT", "81261", ("81261", "81261")),
        ("CPT", "81261-81264", ("81261", "81264")),
        ("CPT", "81315-16", ("81315", "81316")),
        ("CPT", "81340 through 81342", ("81340", "81342")),
        ("CPT/HCPCS", "J1427\u2013J1429", ("J1427", "J1429")),
        ("ICD-10-CM", "E10.10-E10.9", ("E10.10", "E10.9")),
        ("PLA", "0001U-0003U", ("0001U", "0003U")),
        ("CPT", "96450-26", ("96450-26", "96450-26")),
        ("HCPCS", "J1427-JW", ("J1427-JW", "J1427-JW")),
        ("NDC", "64406-058", ("64406-058", "64406-058")),
        ("FDA product code", "GEH", ("GEH", "GEH")),
        ("HCPCS", "none", None),
    ],
)
def test_ranges_of_codes_have_two_ends(system: str, code: str, ends: tuple[str, str] | None) -> None:
    assert code_ends(system, code) == (None if ends is None else CodeEnds(*ends))


@given(st.integers(10000, 99999), st.integers(0, 99))
def test_a_short_end_is_that_of_the_long_one(first: int, more: int) -> None:
    last = first - first % 100 + more
    short = code_ends("CPT", f"{first}-{more:02}")
    printed = f"{first}-{more:02}"
    assert short == (code_ends("CPT", f"{first}-{last}") if last > first else CodeEnds(printed, printed))


def test_statements_that_ship_hold_no_result() -> None:
    """What ships is in our words: a result in it is a figure. A plan's own words are the plan's."""
    for file in sorted(Path(shipped_evidence()).glob("policies/*/policy.yaml")):
        data = read_bytes(bytes_of(file), file.name).data
        texts = [text for part in ("statements", "codes") for text in _words(data.get(part, ()))]
        assert [number for text in texts for number in result_numbers(text)] == []


def _words(value: object) -> list[str]:
    """The texts of statements and descriptions of codes, those of criteria included."""
    if isinstance(value, dict):
        kept = {"text", "previous", "heading", "population", "duration", "quantity", "description", "note"}
        below = ("criteria", "all", "any", "none", "of")
        own = [str(value[key]) for key in kept if key in value]
        return own + [text for key in below if key in value for text in _words(value[key])]
    if isinstance(value, list | tuple):
        return [text for item in value for text in ([item] if isinstance(item, str) else _words(item))]
    return []
