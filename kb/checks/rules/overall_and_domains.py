"""An overall judgement of a study is no better than the judgements of its domains allow.

Why: a study with a high risk of bias in one domain is at high risk of bias. An overall judgement that is
better was made of something else, or a domain was changed after it.

How: where an instrument judges domains and the whole in the same words (RoB 2, ROBINS-I, QUADAS-2), the
overall judgement is compared with the worst of the domains. By AMSTAR 2, one critical domain judged `no`
leaves low confidence at best, and more than one critically low confidence.

What fits: an overall judgement that is worse than every domain, for some concerns add up. Domains without
information, and those under a heading of their own such as applicability, are left out. A judgement of a
systematic review is compared too: its authors may have misprinted it, or it was entered wrong.

Limits: instruments that judge the whole in other words, except AMSTAR 2, are not compared.

Source: Sterne et al (RoB 2), doi:10.1136/bmj.l4898; Sterne et al (ROBINS-I), doi:10.1136/bmj.i4919; Whiting
et al (QUADAS-2), doi:10.7326/0003-4819-155-8-201110180-00009; Shea et al (AMSTAR 2), doi:10.1136/bmj.j4008.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import listed
from kb.checks.rule import Subject, rule
from kb.db.connect import Reader, Row
from kb.db.queries import run

_SAYS_NOTHING = frozenset({"no-information"})
_AMSTAR_2 = "amstar-2"
_BEST_WITH_CRITICAL = {1: frozenset({"low", "critically-low"}), 2: frozenset({"critically-low"})}
"""How many critical domains are judged `no`, 2 for more -> the overall judgements that this leaves."""


@rule(
    Subject.BASE,
    Severity.WARNING,
    source="doi:10.1136/bmj.l4898; doi:10.1136/bmj.i4919; doi:10.7326/0003-4819-155-8-201110180-00009;"
    " doi:10.1136/bmj.j4008",
)
def check_overall_and_domains(reader: Reader) -> Iterator[CheckProblem]:
    """One problem for each overall judgement that is better than its domains allow."""
    rows = run(reader, "checks/judged_domains")
    for _, appraisal in groupby(rows, key=lambda row: row["appraisal"]):
        judged = list(appraisal)
        worst = _critical(judged) if judged[0]["instrument"] == _AMSTAR_2 else _worse(judged)
        if worst:
            yield _problem(judged[0], worst)


def _worse(judged: Sequence[Row]) -> list[Row]:
    """The worst domains, where they are worse than the whole is said to be in the same words."""
    if judged[0]["overall_use"] == "overall":
        return []
    known = [row for row in judged if row["judgement"] not in _SAYS_NOTHING]
    worst = max((row["judgement_place"] for row in known), default=0)
    return [row for row in known if row["judgement_place"] == worst > row["overall_place"]]


def _critical(judged: Sequence[Row]) -> list[Row]:
    """The critical domains judged `no`, where they leave less confidence than the overall judgement says."""
    critical = [row for row in judged if row["critical"] and row["judgement"] == "no"]
    allowed = _BEST_WITH_CRITICAL.get(min(len(critical), 2))
    return critical if allowed is not None and judged[0]["overall"] not in allowed else []


def _problem(row: Row, worst: Sequence[Row]) -> CheckProblem:
    domains = listed(each["domain_label"] for each in worst)
    critical = ", critical for it" if row["instrument"] == _AMSTAR_2 else ""
    judged = f"{worst[0]['judgement_label']} for {domains}{critical}"
    return CheckProblem(
        severity=Severity.WARNING,
        record=row["record"],
        place=row["appraisal"],
        message=(
            f"{row['instrument_name']} of {row['study']} says {row['overall_label']} overall, but {judged}."
            " Compare both with who judged, and correct one."
        ),
        found=f"{row['overall']}; {', '.join(each['domain'] for each in worst)}: {worst[0]['judgement']}",
    )
