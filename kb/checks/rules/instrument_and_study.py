"""The instrument of an appraisal is made for such studies, and for the question that they answer.

Why: domains of an instrument mean something in the designs it was made for. Confounding is no domain of RoB
2, and whether treatment was masked says little about the accuracy of a test.

How: the kind of each instrument by which a study is judged is compared with the group of the study's
design; the kind of the codes that limit its relevance for an indication, with the question of the evidence
group.

What fits: quasi-randomized trials may be judged as randomized ones; studies of tests come in many designs;
instruments of the kinds `therapeutic` and `other` judge studies of every design. A group without a question
is not compared.

Limits: whether the right domains were judged is not looked at.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, chapters 8 and 25; Whiting
et al (QUADAS-2), doi:10.7326/0003-4819-155-8-201110180-00009; Shea et al (AMSTAR 2), doi:10.1136/bmj.j4008.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.db.connect import Reader, Row
from kb.db.queries import run

_OTHER_DESIGNS = {
    "randomized": {"nonrandomized-comparative", "noncomparative", "systematic-review", "diagnostic"},
    "nonrandomized": {"randomized", "systematic-review", "diagnostic"},
    "diagnostic": {"randomized", "systematic-review"},
    "prognostic": {"systematic-review"},
    "systematic-review": {
        *("randomized", "nonrandomized-comparative", "noncomparative", "diagnostic"),
        "other",
    },
    "certainty": {"randomized", "nonrandomized-comparative", "noncomparative", "diagnostic"},
}
"""Kind of instrument -> groups of designs that it is not made for."""
_OTHER_QUESTIONS = {
    "therapeutic": {"analytic-validity", "clinical-validity"},
    "diagnostic": {"therapy", "harms"},
}
"""Kind of codes -> questions that they are not made for."""
_QUASI_RANDOMIZED = "quasi-randomized-trial"


@rule(
    Subject.BASE,
    Severity.WARNING,
    source="Cochrane Handbook 6.4, chapters 8 and 25; doi:10.7326/0003-4819-155-8-201110180-00009",
)
def check_instrument_and_study(reader: Reader) -> Iterator[CheckProblem]:
    """One problem for each study judged by an instrument for other studies, or for another question."""
    for row in run(reader, "checks/instruments_used"):
        if row["indication"] is None and _is_for_other_designs(row):
            yield _problem(row, f"is a {row['design_name']}", str(row["study"]), row["design"])
        elif row["indication"] is not None and row["question"] in _OTHER_QUESTIONS.get(row["kind"], ()):
            words = f"is used for the question of {row['question'].replace('-', ' ')}"
            yield _problem(row, words, f"{row['indication']} {row['study']}", row["question"])


def _is_for_other_designs(row: Row) -> bool:
    if row["kind"] == "randomized" and row["design"] == _QUASI_RANDOMIZED:
        return False
    return row["design_group"] in _OTHER_DESIGNS.get(row["kind"], ())


def _problem(row: Row, words: str, place: str, found: str) -> CheckProblem:
    return CheckProblem(
        severity=Severity.WARNING,
        record=row["record"],
        place=f"{place} {row['edition']}",
        message=(
            f"Study {row['study']} {words}, but is appraised by {row['edition']}, an instrument of the kind"
            f" {row['kind'].replace('-', ' ')}. Choose one that is made for it."
        ),
        found=found,
    )
