"""Claims of findings against the figures bound to them."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.claims import Direction, claims_of
from kb.checks.policy import read_policies
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.finding_not_borne_out import check_finding_not_borne_out
from kb.db.connect import read
from kb.evidence.policies import policy_numbers
from tests.builders.folders import Folder
from tests.builders.policies import policy

ARMS = {
    "cryo": {"label": "cryoablation", "interventions": ["cryoablation"]},
    "rfa": {"label": "RFA", "interventions": ["radiofrequency-ablation"]},
}
CONTRASTS = {"cryo-rfa": {"index": "cryo", "reference": "rfa"}}
OS = "[[doe/overall-survival/cryo@5y]] vs [[doe/overall-survival/rfa@5y]]"
OS_P = "[[doe/overall-survival/cryo-rfa@5y]]"
LR = "[[doe/local-recurrence/cryo]] vs [[doe/local-recurrence/rfa]]"
LR_P = "[[doe/local-recurrence/cryo-rfa]]"


def problems(
    text: Any, *, survival: str = "40% 38% p .747", recurrence: str = "7% 11% p .043"
) -> list[CheckProblem]:
    """What is found in a finding above a trial with these values of technology, comparator and contrast."""
    results = []
    for outcome, at, values in (("overall-survival", "5 y", survival), ("local-recurrence", "", recurrence)):
        cryo, rfa, test = values.split(" ", 2)
        entry = {"outcome": outcome, "cryo": cryo, "rfa": rfa, "cryo-rfa": test}
        results.append(entry | ({"at": at} if at else {}))
    study = {"arms": ARMS, "contrasts": CONTRASTS, "results": results}
    one = policy(studies={"doe": study}, indications=[{"findings": {"f": text}}])
    return list(check_finding_not_borne_out(one))


@pytest.mark.parametrize(
    "text",
    [
        f"Recurrence was rarer after cryoablation than after RFA ({LR}; {LR_P}), but survival did not differ"
        f" ({OS}; {OS_P}).",
        f"Local recurrence was significantly lower with cryoablation ({LR}; {LR_P}).",
        f"RFA had a higher rate of local recurrence ({LR}).",
        f"Local recurrence was more frequent with RFA than with cryotherapy ({LR}).",
        f"Compared with cryoablation, RFA was followed by more frequent recurrence ({LR}).",
        f"Whether recurrence is more frequent after cryoablation is unclear ({LR}).",
        "Longer follow-up and larger trials are needed; recurrence was [[doe/local-recurrence/cryo]].",
        f"Survival was nonsignificantly longer with cryoablation ({OS}; {OS_P}).",
        f"There was no significant difference in survival ({OS}; {OS_P}).",
        f"Survival was not significantly better ({OS}; {OS_P}).",
        "Survival was [[doe/overall-survival/cryo@5y]] after cryoablation.",
        "Higher-quality evidence is needed.",
        "The techniques are comparable.",
        f"Survival improved with cryoablation ({OS}).",
        f"The groups were comparable except for recurrence ({LR}; {LR_P}).",
        f"Mortality was lower with cryoablation ({OS}).",
        f"More patients stayed free of disease, and more often so with cryoablation than with RFA ({OS}).",
        f"In patients with shorter disease duration, survival was alike ({OS}).",
        f"Cryoablation was non-inferior for survival ({LR}).",
        f"Harms outweigh the benefits of cryoablation ({OS}).",
        f"There was less improvement in survival with RFA ({OS}).",
        f"Survival was better tolerated in the larger and lower-grade tumors ({OS}).",
    ],
)
def test_a_finding_that_its_figures_bear_out_is_no_problem(text: str) -> None:
    assert not problems(text)


@pytest.mark.parametrize(
    ("text", "severity", "words"),
    [
        (
            f"Recurrence was more frequent after cryoablation ({LR}).",
            Severity.WARNING,
            "do not say so (7% vs 11%)",
        ),
        (f"Survival was shorter with cryoablation ({OS}).", Severity.WARNING, "do not say so (40% vs 38%)"),
        (f"Survival was better with RFA than with cryoablation ({OS}).", Severity.WARNING, "do not say so"),
        (f"Survival was worse ({OS}).", Severity.WARNING, "do not say so"),
        (
            f"Compared with cryoablation, RFA was followed by less frequent recurrence ({LR}).",
            Severity.WARNING,
            "do not say so",
        ),
        (f"Survival was significantly longer ({OS}; {OS_P}).", Severity.WARNING, "no test bound to it finds"),
        (
            f"Survival was longer ({OS}; {OS_P}).",
            Severity.NOTE,
            "is not significant by the tests bound to it",
        ),
        (f"Recurrence did not differ ({LR}; {LR_P}).", Severity.WARNING, "every test bound to it finds"),
        (f"There was no reduction: recurrence was not lower ({LR}; {LR_P}).", Severity.WARNING, "every test"),
        ("Cryoablation improved survival.", Severity.NOTE, "the finding rests on no figure"),
    ],
)
def test_a_claim_that_they_do_not_bear_out_is_told(text: str, severity: Severity, words: str) -> None:
    (problem,) = problems(text)
    assert problem.severity is severity
    assert words in problem.message
    assert problem.place.startswith("1.01/hcc/f#")


def test_a_claim_without_figures_is_held_against_those_of_its_subject_in_the_finding() -> None:
    text = (
        f"Studies are said to show better survival with cryoablation, but survival was {OS} in the largest."
    )
    assert not problems(text)
    (problem,) = problems(text, survival="29% 34% p .2")
    assert problem.message == (
        '"Studies are said to show better survival with cryoablation": the figures bound to it do not say so'
        " (29% vs 34%)."
    )
    assert problem.figures == (
        "doe/overall-survival/cryo@5y:percent",
        "doe/overall-survival/rfa@5y:percent",
    )


def test_an_effect_counts_by_what_is_better_for_the_patient() -> None:
    hazard = "[[doe/overall-survival/cryo-rfa@5y:hazard-ratio]]"
    assert not problems(f"Survival was longer with cryoablation ({hazard}).", survival="40% 38% HR 0.7")
    assert not problems(f"Survival was better with cryoablation ({hazard}).", survival="40% 38% HR 0.7")
    assert problems(f"Survival was longer with cryoablation ({hazard}).", survival="40% 38% HR 1.3")
    odds = "[[doe/local-recurrence/cryo-rfa:odds-ratio]]"
    assert not problems(f"Recurrence was lower ({odds}).", recurrence="7% 11% OR 0.5")
    assert problems(f"Recurrence was lower ({odds}).", recurrence="7% 11% OR 1.5")
    assert not problems(f"Recurrence was higher with RFA ({odds}).", recurrence="7% 11% OR 0.5")


def test_bounds_and_sides_that_cannot_be_told_are_left_alone() -> None:
    assert not problems(f"Recurrence was higher with cryoablation ({LR}).", recurrence="<5% 11% p .2")
    both = {key: {"label": "ablation", "interventions": ["cryoablation"]} for key in ARMS}
    study = {"arms": both, "results": [{"outcome": "local-recurrence", "cryo": "7%", "rfa": "11%"}]}
    one = policy(studies={"doe": study}, indications=[{"findings": {"f": f"Recurrence was higher ({LR})."}}])
    assert not list(check_finding_not_borne_out(one))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("survival was longer and complications were fewer", [Direction.LOWER, Direction.HIGHER]),
        ("no difference in survival was seen", [Direction.SAME]),
        ("larger tumors recurred", []),
        ("a higher-risk group", []),
        ("longer follow-up showed", []),
        ("it may improve survival", []),
        ("to reduce harm", []),
        ("patients with longer disease duration", []),
        ("greater experience of the surgeon", []),
        ("a higher incidence of bleeding", [Direction.HIGHER]),
        ("no survival benefit was seen", [Direction.BETTER]),
        ("benefits and harms", []),
        ("non-inferior survival", []),
        ("improved survival", [Direction.BETTER]),
        ("improved significantly", [Direction.BETTER]),
    ],
)
def test_what_is_read_as_a_claim(words: str, found: list[Direction]) -> None:
    assert [claim.direction for claim in claims_of(words)] == found


SAID = {
    True: ["higher", "greater", "longer", "better", "improved"],
    False: ["lower", "shorter", "worse", "reduced"],
}


@given(
    st.integers(1, 98),
    st.integers(1, 98),
    st.sampled_from(["{w} with cryoablation", "{w} than with RFA"]),
    st.data(),
)
def test_a_sentence_made_from_the_values_never_alarms(
    cryo: int, rfa: int, form: str, data: st.DataObject
) -> None:
    if cryo == rfa:
        rfa += 1
    word = data.draw(st.sampled_from(SAID[cryo > rfa]))
    text = f"Survival was {form.format(w=word)} ({OS})."
    assert not problems(text, survival=f"{cryo}% {rfa}% not reported")


def test_a_sentence_turned_round_is_always_found() -> None:
    chance = random.Random(8)
    found = 0
    for _ in range(200):
        cryo, rfa = chance.sample(range(1, 99), 2)
        side, better = (("cryoablation", cryo > rfa), ("RFA", rfa > cryo))[chance.random() < 0.5]
        text = f"Survival was {chance.choice(SAID[not better])} with {side} ({OS})."
        found += bool(problems(text, survival=f"{cryo}% {rfa}% not reported"))
    assert found / 200 > 0.97


def test_both_engines_bring_the_figures_of_a_finding(folder: Folder, engine_url: str) -> None:
    old = "text: Survival was [[doe-2020/overall-survival/cryo@3y]]"
    new = old.replace("was", "was shorter,") + " vs [[doe-2020/overall-survival/rfa@3y]]"
    folder.change("policies/1.01/indications/hcc", old, new)
    folder.load(engine_url)
    with read(engine_url) as reader:
        (found,) = read_policies(reader, policy_numbers(reader))
    (problem,) = check_finding_not_borne_out(found)
    assert problem.found == "shorter: 67% vs 66%; p=.747"
