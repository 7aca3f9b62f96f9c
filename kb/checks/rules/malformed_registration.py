"""A trial number has the form of its registry.

Why: the number is how a trial is followed up, in the registry and in later articles. With a digit too few it
leads nowhere, and the trial's results are missed.

How: numbers of studies and of ongoing trials are compared with the form of the registry that their letters,
or the registry's name, tell: NCT and eight digits, ISRCTN and eight digits, and so on.

What fits: registries that are not listed here are not judged. Lower case and a gap after the letters are
tolerated.

Limits: a number of the right form that is another trial's is not found.

Source: WHO International Clinical Trials Registry Platform, primary registries;
ClinicalTrials.gov, protocol registration data element definitions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.db.connect import Reader
from kb.db.queries import run

_FORMS = {
    "NCT": (r"NCT\d{8}", "NCT and eight digits"),
    "ISRCTN": (r"ISRCTN\d{8}", "ISRCTN and eight digits"),
    "ACTRN": (r"ACTRN\d{14}", "ACTRN and fourteen digits"),
    "DRKS": (r"DRKS\d{8}", "DRKS and eight digits"),
    "UMIN": (r"UMIN\d{9}", "UMIN and nine digits"),
    "JRCT": (r"JRCT[A-Z]?\d{9,12}", "jRCT and nine to twelve digits"),
    "KCT": (r"KCT\d{7}", "KCT and seven digits"),
    "PACTR": (r"PACTR\d{15,16}", "PACTR and fifteen or sixteen digits"),
    "CHICTR": (
        r"CHICTR(?:\d{10}|-[A-Z]{2,5}-\d{8})",
        "ChiCTR and ten digits, or ChiCTR, letters and eight digits",
    ),
    "CTRI": (r"CTRI/\d{4}/\d{2,3}/\d{6}", "CTRI/year/month/six digits"),
    "CRD": (r"CRD42\d{9,11}", "CRD42 and nine to eleven digits"),
    "EUDRACT": (r"(?:EUDRACT)?\d{4}-\d{6}-\d{2}", "four, six and two digits with hyphens between"),
    "EUCT": (r"(?:EUCT)?\d{4}-\d{6}-\d{2}-\d{2}", "four, six, two and two digits with hyphens between"),
}
_NAMES = {"clinicaltrials.gov": "NCT", "eudract": "EUDRACT", "ctis": "EUCT", "prospero": "CRD"}


@rule(
    Subject.BASE,
    Severity.ERROR,
    source="WHO International Clinical Trials Registry Platform, primary registries",
)
def check_malformed_registration(reader: Reader) -> Iterator[CheckProblem]:
    """One problem for each number that does not have its form."""
    for row in run(reader, "checks/registrations"):
        number = re.sub(r"[\s]", "", row["number"]).upper()
        form = _form(row["registry"], number)
        if form is not None and not re.fullmatch(form[0], number):
            yield CheckProblem(
                severity=Severity.ERROR,
                record=row["record"],
                place=row["place"],
                message=f"{row['number']} is no number of {row['registry']}: it has to be {form[1]}.",
                found=row["number"],
            )


def _form(registry: str, number: str) -> tuple[str, str] | None:
    """Pattern and description of what a number has to look like; null when that is not known."""
    name = registry.strip().lower()
    for known, key in _NAMES.items():
        if known in name:
            return _FORMS[key]
    letters = re.match(r"[A-Z]*", number)
    for key, form in _FORMS.items():
        if (letters is not None and letters[0].startswith(key)) or name.replace(" ", "") == key.lower():
            return form
    return None
