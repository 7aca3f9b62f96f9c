"""One marker is given in units of one size, and times are given in units of time.

Why: nanograms in a milliliter and in a deciliter look alike and differ a hundredfold. A threshold of 100
ng/dL is 1 ng/mL: whoever compares it with a threshold of 5 ng/mL elsewhere gets the opposite answer.

How: figures in a unit of concentration are compared by outcome over the whole base. A unit whose size is not
the usual one of a well-known marker is reported. Of other markers, the size that most studies use is taken,
and a study that uses another is reported: as a warning when its numbers are nearer to the others as printed
than after conversion, which speaks for a slip; as a note otherwise, because then both units may be right.
Survival and follow-up need a unit of time.

What fits: units of the same size (ng/mL and mcg/L). Mass, moles and international units are never compared
with each other.

Limits: a marker that one study alone reports, in a wrong unit, is found only if it is one of the well-known
ones. Lengths and times may be printed in any unit.

Source: AMA Manual of Style, 11th edition, section 17.5 (usual units of laboratory analytes and their
conversion); Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, section 6.5.1.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import log10
from statistics import median

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.db.connect import Reader, Row
from kb.db.queries import run

_UNIT = re.compile(r"(?P<prefix>p|n|mc|m|)(?P<what>g|mol|IU)/(?P<volume>mcL|mL|dL|L)")
_PREFIX = {"p": -12, "n": -9, "mc": -6, "m": -3, "": 0}
_VOLUME = {"mcL": -6, "mL": -3, "dL": -1, "L": 0}

_USUAL = {
    r"carcinoembryonic antigen|\bCEA\b": ("ng/mL",),
    r"(?:alpha[- ]?|\u03b1-)fetoprotein|\bAFP\b": ("ng/mL",),
    r"prostate[- ]specific antigen|\bPSA\b": ("ng/mL",),
    r"ferritin": ("ng/mL",),
    r"procalcitonin": ("ng/mL",),
    r"tacrolimus|sirolimus|everolimus|digoxin": ("ng/mL",),
    r"creatinine|bilirubin|glucose|cholesterol|triglyceride|uric acid|urea nitrogen": ("mg/dL", "g/L"),
    r"hemoglobin(?! A1c)|albumin|total protein": ("g/dL", "g/L"),
    r"C-reactive protein|\bCRP\b": ("mg/L", "mg/dL"),
}
"""Names of markers with the usual units of mass; another unit of the same size is as good."""
_USUAL_NAMES = {re.compile(name, re.IGNORECASE): units for name, units in _USUAL.items()}

Size = tuple[str, int]
"""What is measured (g, mol, IU), and the power of ten of one unit of it in a liter."""


@rule(
    Subject.BASE,
    Severity.WARNING,
    source="AMA Manual of Style, 11th edition, section 17.5; Cochrane Handbook 6.4, section 6.5.1",
    title="One marker is given in units of one size, and times in units of time",
)
def check_units_of_one_marker(reader: Reader) -> Iterator[CheckProblem]:
    """One problem for each study and outcome with a unit of another size."""
    rows = run(reader, "checks/units")
    for _, group in groupby(rows, key=lambda row: row["outcome"]):
        figures = list(group)
        sized = [(row, size) for row in figures if (size := _size(row["unit"])) is not None]
        yield from (
            _not_time(of_study) for of_study in _by_study([r for r in figures if _size(r["unit"]) is None])
        )
        for measured in ("g", "mol", "IU"):
            yield from _of_marker([(row, size) for row, size in sized if size[0] == measured])


def _size(unit: str) -> Size | None:
    match = _UNIT.fullmatch(unit)
    return None if match is None else (match["what"], _PREFIX[match["prefix"]] - _VOLUME[match["volume"]])


def _by_study(rows: Sequence[Row]) -> Iterator[list[Row]]:
    yield from (list(group) for _, group in groupby(rows, key=lambda row: row["study"]))


def _not_time(rows: Sequence[Row]) -> CheckProblem:
    row = rows[0]
    message = f"{_capital(row['name'])} is printed in {row['unit']}, which is no unit of time."
    return _problem(rows, Severity.WARNING, message, "")


def _of_marker(sized: Sequence[tuple[Row, Size]]) -> Iterator[CheckProblem]:
    """The studies whose unit has not the usual size of a marker; rows are of one outcome."""
    if not sized:
        return
    usual = _usual(sized[0][0]["name"]) if sized[0][1][0] == "g" else ()
    sizes = {size for unit in usual if (size := _size(unit)) is not None}
    main = _main_size(sized)
    for _, group in groupby(sized, key=lambda entry: (entry[0]["study"], entry[1])):
        rows, (size, *_) = (list(part) for part in zip(*group, strict=True))
        if sizes and size not in sizes:
            yield _unusual(rows, usual)
        elif not sizes and size != main:
            yield _of_unusual_size(rows, size, [entry for entry in sized if entry[1] == main])


def _usual(name: str) -> tuple[str, ...]:
    return next((units for pattern, units in _USUAL_NAMES.items() if pattern.search(name)), ())


def _main_size(sized: Sequence[tuple[Row, Size]]) -> Size:
    """The size that most studies use; of equals the first."""
    studies = Counter(size for _, size in {(row["study"], size): (row, size) for row, size in sized}.values())
    return max(studies, key=lambda size: studies[size])


def _unusual(rows: Sequence[Row], usual: tuple[str, ...]) -> CheckProblem:
    row = rows[0]
    message = (
        f"{_capital(row['name'])} is usually given in {' or '.join(usual)}; {row['text']} {row['unit']} is"
        " of another size. Compare the unit with the source, and flag it if it is printed so."
    )
    return _problem(rows, Severity.WARNING, message, " or ".join(usual))


def _of_unusual_size(rows: Sequence[Row], size: Size, usual: Sequence[tuple[Row, Size]]) -> CheckProblem:
    """A study in another unit than most; a slip when its numbers fit only without conversion."""
    unit, power = usual[0][0]["unit"], size[1] - usual[0][1][1]
    own = _typical([row["value"] for row in rows])
    usual_value = _typical([row["value"] for row, _ in usual])
    is_slip = (
        own is not None
        and usual_value is not None
        and abs(own - usual_value) < abs(own + power - usual_value)
    )
    message = (
        f"{_capital(rows[0]['name'])} is given in {rows[0]['unit']} here and in {unit} in"
        f" {usual[0][0]['study']}; one is {10 ** abs(power):,} times the other."
    )
    if is_slip:
        message += f" The numbers are alike as printed, so the unit may be {unit} here too."
    else:
        message += " Convert before comparing them."
    return _problem(rows, Severity.WARNING if is_slip else Severity.NOTE, message, unit)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _typical(values: Sequence[float]) -> float | None:
    """Power of ten of the middle value; null without a positive one."""
    positive = [value for value in values if value > 0]
    return log10(median(positive)) if positive else None


def _problem(rows: Sequence[Row], severity: Severity, message: str, expected: str) -> CheckProblem:
    row = rows[0]
    return CheckProblem(
        severity=severity,
        record=row["record"],
        place=row["figure"],
        message=message,
        found=f"{row['text']} {row['unit']}",
        expected=expected,
        figures=tuple(r["figure"] for r in rows),
    )
