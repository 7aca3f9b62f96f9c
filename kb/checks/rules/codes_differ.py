"""Codes are in the coding table, and have the form of their system.

Why: claims are decided by codes. A code that a statement names and the table lacks, or one digit that was
lost, decides wrongly, and nobody reads a coding table twice.

How: each code is compared with the form of its system: CPT five digits, or four and a letter (F for
performance measures, T for emerging technology, U for proprietary laboratory analyses (PLA) and M for
administrative algorithms); HCPCS level II a letter A to V and four digits; ICD-10-CM a letter, a digit, a
letter or digit and up to four more after a dot; ICD-10-PCS seven letters and digits without I and O; FDA
product codes three letters; revenue codes four digits. A procedure, drug, device or test of the table that no
statement names, when statements name any code of that system, is a warning. A code in authored text that
looks like a CPT or HCPCS code and is not in the table is one too, and so is a code whose last day
(`valid_to`) is before the effective date of the policy while a statement applies to it with no last day.

What fits: codes for guidance and diagnoses, deleted ones and those whose last day was before the policy took
effect, ranges (99201-99205), ``none``, and policies whose statements name no codes at all. Systems that we do
not know are not judged. Years and numbers of grants look like codes, so text is only read right after the
words CPT, HCPCS or code.

Limits: whether a code exists, is active or means what its wording says is not looked up.

Source: AMA CPT code set (Category I, II, III, PLA); CMS, HCPCS level II coding procedures; CDC/NCHS and CMS,
ICD-10-CM and ICD-10-PCS official guidelines, sections I.A and A.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.policy import CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import listed
from kb.checks.rule import Subject, rule
from kb.evidence.policy import Code
from kb.records.code_ranges import code_ends

_FORMS = {
    "CPT": r"(?:\d{5}|\d{4}[FTUM])(?:-[0-9A-Z]{2})?",
    "HCPCS": r"[A-V]\d{4}(?:-[0-9A-Z]{2})?",
    "ICD-10-CM": r"[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?|U\d\d(?:\.\d{1,2})?",
    "ICD-10-PCS": r"[0-9A-HJ-NP-Z]{7}",
    "FDA product code": r"[A-Z]{3}",
    "Revenue": r"\d{4}",
    "PLA": r"\d{4}U",
}
_IN_TEXT = re.compile(
    r"\b(?:CPT|HCPCS|codes?)(?: codes?)? ((?:[A-V]\d{4}|\d{4}[0-9FTUM])\b(?:(?:, and|,| and| or) )?)+"
)
_CODE = re.compile(r"\b(?:[A-V]\d{4}|\d{4}[0-9FTUM])\b")
_DECIDED = {"procedure", "drug", "device", "test"}


@rule(
    Subject.POLICY,
    Severity.ERROR,
    source="AMA CPT code set; CMS HCPCS level II; ICD-10-CM and ICD-10-PCS official guidelines",
)
def check_codes(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """Codes without the form of their system, left out of the statements, or missing in the table."""
    for code in policy.codes:
        if not _has_form(code):
            message = f"{code.code} does not have the form of a {code.system} code. Look it up."
            yield CheckProblem(Severity.ERROR, policy.record, code.id, message, code.code)
    yield from _left_out(policy)
    yield from _ended(policy)
    yield from _missing(policy)


def _has_form(code: Code) -> bool:
    form = _FORMS.get(code.system)
    if form is None or code.code == "none":
        return True
    return all(re.fullmatch(form, end) for end in code_ends(code.system, code.code) or ())


def _left_out(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """Codes for what is decided on, of which statements name others of the same system."""
    named = {code.code for statement in policy.statements for code in statement.codes}
    systems = {code.system for code in policy.codes if code.id in named}
    for code in policy.codes:
        if code.id in named or _is_over(policy, code):
            continue
        if code.use in _DECIDED and code.code != "none" and code.system in systems:
            message = f"{code.system} {code.code} is in the coding table, but no statement decides on it."
            yield CheckProblem(Severity.WARNING, policy.record, code.id, message, code.code)


def _is_over(policy: CheckedPolicy, code: Code) -> bool:
    """Whether nothing has to be decided on a code any more: it is listed for claims of former times."""
    return code.status == "deleted" or _ended_before(policy, code)


def _ended_before(policy: CheckedPolicy, code: Code) -> bool:
    return bool(policy.effective_date and code.valid_to and code.valid_to < policy.effective_date)


def _ended(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """Codes that a statement still applies to in a version that took effect after their last day."""
    used = {
        code.code
        for statement in policy.statements
        for code in statement.codes
        if code.valid_to is None and statement.service_to is None
    }
    for code in policy.codes:
        if code.id in used and _ended_before(policy, code):
            message = (
                f"{code.system} {code.code} ended on {code.valid_to}, before this version took effect on"
                f" {policy.effective_date}, and a statement still applies to it."
            )
            yield CheckProblem(Severity.WARNING, policy.record, code.id, message, code.valid_to or "")


def _missing(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """Codes that a text names and the table lacks."""
    ranges = [ends for code in policy.codes if (ends := code_ends(code.system, code.code)) is not None]
    for text in policy.texts:
        named = [code for match in _IN_TEXT.finditer(text.text) for code in _CODE.findall(match[0])]
        missing = [
            code for code in dict.fromkeys(named) if not any(low <= code <= high for low, high in ranges)
        ]
        if missing:
            message = f"The text names {listed(missing)}, which the coding table lacks."
            yield CheckProblem(Severity.WARNING, policy.record, text.row, message, listed(missing))
