"""Codes of table, statements and text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.codes_differ import _FORMS, check_codes
from kb.evidence.policy import StatementCode
from tests.builders.policies import code, policy, statement

CRYO = ("CPT/47371", "CPT/47381")


def _found(**given: object) -> list[CheckProblem]:
    return list(check_codes(policy(**given)))


def test_statements_and_table_that_agree() -> None:
    table = (
        code("CPT", "47371"),
        code("CPT", "47381"),
        code("CPT", "76940", "guidance"),
        code("HCPCS", "none", None),
    )
    assert not _found(codes=table, statements=(statement("investigational", codes=CRYO),))
    assert not _found(codes=table, statements=(statement("investigational"),))


def test_a_code_that_no_statement_decides_on() -> None:
    table = (code("CPT", "47371"), code("CPT", "47381"), code("CPT", "47383"))
    (problem,) = _found(codes=table, statements=(statement("investigational", codes=CRYO),))
    assert problem.message == "CPT 47383 is in the coding table, but no statement decides on it."
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize(("last", "told"), [("2021-10-31", 1), ("2021-11-01", 0), ("2022-12-31", 0)])
def test_a_code_that_ended_before_the_version_took_effect(last: str, told: int) -> None:
    """The version is of 2021-11-01; a last day of the statement's own says that it knows."""
    table = (code("CPT", "47371", valid_to=last),)
    statements = (statement("investigational", codes=CRYO[:1]),)
    assert len(_found(codes=table, statements=statements)) == told
    knows = statements[0]._replace(codes=(StatementCode("1.01/CPT/47371", valid_to=last),))
    assert not _found(codes=table, statements=(knows,))
    assert not _found(codes=table)


@pytest.mark.parametrize("over", [{"status": "deleted"}, {"valid_to": "2021-10-31"}])
def test_nothing_is_decided_any_more_on_a_code_that_is_over(over: dict[str, str]) -> None:
    """The version is of 2021-11-01; the table keeps the code for claims of former times."""
    table = (code("CPT", "47371"), code("CPT", "47381"), code("CPT", "47383", **over))
    assert not _found(codes=table, statements=(statement("investigational", codes=CRYO),))


def test_another_system_is_no_omission() -> None:
    table = (code("CPT", "47371"), code("CPT", "47381"), code("FDA product code", "GEH", "device"))
    assert not _found(codes=table, statements=(statement("investigational", codes=CRYO),))


@pytest.mark.parametrize(
    ("system", "number"),
    [
        ("CPT", "4737"),
        ("CPT", "473711"),
        ("CPT", "47O71"),
        ("HCPCS", "C25"),
        ("HCPCS", "12345"),
        ("ICD-10-CM", "C220"),
        ("ICD-10-CM", "22.0"),
        ("ICD-10-PCS", "0F5O3ZZ"),
        ("FDA product code", "GE"),
    ],
)
def test_a_code_that_lost_its_form(system: str, number: str) -> None:
    (problem,) = _found(codes=(code(system, number),))
    assert problem.severity is Severity.ERROR
    assert problem.found == number


@pytest.mark.parametrize(
    ("system", "number"),
    [
        ("CPT", "0001U"),
        ("CPT", "0600T"),
        ("CPT", "47370-47383"),
        ("HCPCS", "C2618"),
        ("ICD-10-CM", "C22.0"),
        ("ICD-10-CM", "Z85.05"),
        ("ICD-10-PCS", "0F503ZZ"),
        ("Revenue", "0360"),
        ("Local", "whatever"),
        ("HCPCS", "none"),
    ],
)
def test_forms_that_codes_have(system: str, number: str) -> None:
    assert not _found(codes=(code(system, number),))


def test_a_code_in_the_text_that_the_table_lacks() -> None:
    text = "CPT codes 47371, 47383 and 76940 apply; grant 12345 and the year 2021 do not."
    table = (code("CPT", "47371"), code("CPT", "76900-76999"))
    (problem,) = _found(codes=table, texts={"section_text:1.01/coding/1:text": text})
    assert problem.message == "The text names 47383, which the coding table lacks."


@given(st.sampled_from(sorted(_FORMS)), st.data())
def test_well_formed_codes_never_alarm_and_a_lost_character_does(system: str, data: st.DataObject) -> None:
    number = data.draw(st.from_regex(_FORMS[system], fullmatch=True).filter(str.isascii))
    assert not _found(codes=(code(system, number),))
    shorter = number[:-1]
    if re.fullmatch(_FORMS[system], shorter) is None:
        assert len(_found(codes=(code(system, shorter),))) == 1
