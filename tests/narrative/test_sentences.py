"""House style, by example: what a few words of a record become."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders.studies import study
from tests.narrative.sentences import paragraph_of, results_of

TRIAL: dict[str, Any] = {
    "study": "doe-2020",
    "label": "Doe et al (2020)",
    "design": "randomized-controlled-trial",
    "population": "adults with liver tumors",
    "arms": {"cryo": {"label": "cryoablation"}, "rfa": {"label": "RFA"}},
    "contrasts": {
        "cryo-rfa": {"index": "cryo", "reference": "rfa", "method": "randomized"},
        "rfa-cryo": {"index": "rfa", "reference": "cryo"},
        "size": {"factor": "tumor size", "method": "multivariable"},
        "stage": {"factor": "tumor stage", "method": "multivariable"},
        "large-small": {"index": "large", "reference": "small"},
    },
    "populations": {
        "matched": {"kind": "matched", "label": "after propensity score matching"},
        "large": {"kind": "subgroup", "label": "large tumors", "by": "tumor-size", "is": ">2 cm"},
        "small": {"kind": "subgroup", "label": "small tumors"},
        "itt": {"kind": "itt", "label": "intention-to-treat population"},
    },
}
SERIES: dict[str, Any] = {
    key: TRIAL[key] if key != "arms" else {"cryo": {"label": "cryoablation"}} for key in TRIAL
} | {"contrasts": {}, "design": "case-series"}


def told(*results: dict[str, Any], record: dict[str, Any] = TRIAL) -> list[str]:
    """The sentences about some results; the limit that defines large tumors is used, so not told apart."""
    sentences = results_of(study(record | {"results": list(results)}))
    return [sentence for sentence in sentences if not sentence.startswith("Groups were defined")]


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        pytest.param(
            {
                "outcome": "overall-survival",
                "at": ["1 y", "3 y", "5 y"],
                "cryo": ["97%", "67%", "40%"],
                "rfa": ["97%", "66%", "38%"],
                "cryo-rfa": "p .747",
            },
            "Overall survival at 1, 3, and 5 years was 97%, 67%, and 40% with cryoablation and 97%,"
            " 66%, and 38%"
            " with RFA (p=.747).",
            id="series over times, one p for the whole",
        ),
        pytest.param(
            {
                "outcome": "overall-survival",
                "at": ["1 y", "3 y"],
                "cryo": ["97%", "67%"],
                "rfa": ["97%", "66%"],
                "cryo-rfa": ["p .9", "p .8"],
            },
            "Overall survival at 1 and 3 years was 97% and 67% with cryoablation and 97% and 66% with RFA"
            " (p=.9 and p=.8, respectively).",
            id="one p for each time",
        ),
        pytest.param(
            {
                "outcome": "follow-up",
                "cryo": "median 25 months (range 8-64)",
                "rfa": "median 25 months (range 5-65)",
                "cryo-rfa": "p .767",
            },
            "Median follow-up was 25 months (range, 8-64 months) with cryoablation and 25 months"
            " (range, 5-65 months) with RFA (p=.767).",
            id="medians with ranges",
        ),
        pytest.param(
            {"outcome": "complications", "cryo": "7/180 (3.9%)", "rfa": "6/180 (3.3%)", "cryo-rfa": "p .776"},
            "Complications occurred in 7 of 180 adults (3.9%) with cryoablation and 6 of 180"
            " (3.3%) with RFA"
            " (p=.776).",
            id="counts of totals",
        ),
        pytest.param(
            {
                "outcome": "local-recurrence",
                "population": "large",
                "at": "2 y",
                "cryo": "21%",
                "rfa": "56%",
                "cryo-rfa": "p .006",
            },
            "Among large tumors (tumor size, more than 2 cm), the rate of local recurrence at 2 years was 21%"
            " with cryoablation and 56% with RFA (p=.006).",
            id="subgroup with its limit",
        ),
        pytest.param(
            {
                "outcome": "overall-survival",
                "population": "matched",
                "cryo": "median 32 months",
                "rfa": "median 33 months",
            },
            "After propensity score matching, median overall survival was 32 months with cryoablation and"
            " 33 months with RFA.",
            id="matched set",
        ),
        pytest.param(
            {
                "outcome": "complications",
                "population": "itt",
                "at": "within 30 d",
                "cryo": "none",
                "rfa": "1",
            },
            "In the intention-to-treat population, complications within 30 days occurred in no adults with"
            " cryoablation and 1 with RFA.",
            id="none, and a single one",
        ),
        pytest.param(
            {"outcome": "local-recurrence", "counted": "lesions", "cryo": "9%", "rfa": "6%"},
            "The rate of local recurrence was 9% of lesions with cryoablation and 6% with RFA.",
            id="unit of analysis",
        ),
        pytest.param(
            {"outcome": "procedures", "cryo": "33 procedures", "rfa": "30 procedures"},
            "There were 33 procedures with cryoablation and 30 with RFA.",
            id="flow",
        ),
        pytest.param(
            {"outcome": "local-recurrence", "adjusted": "yes", "cryo-rfa": "HR 0.3 (95% CI 0.1-0.9); p .02"},
            "The adjusted hazard ratio for local recurrence was 0.3 (95% CI, 0.1 to 0.9; p=.02) for"
            " cryoablation"
            " vs RFA.",
            id="effect",
        ),
        pytest.param(
            {"outcome": "complications", "rfa-cryo": "OR 4.66 (95% CI 1.38-15.73)"},
            "The odds ratio for complications was 4.66 (95% CI, 1.38 to 15.73) for RFA vs cryoablation.",
            id="direction of an effect",
        ),
        pytest.param(
            {"outcome": "complications", "cryo-rfa": "no significant difference"},
            "Complications did not differ significantly between cryoablation and RFA.",
            id="words: no difference",
        ),
        pytest.param(
            {"outcome": "complications", "rfa-cryo": "higher; p .002"},
            "Complications were more frequent with RFA than with cryoablation (p=.002).",
            id="words with p",
        ),
        pytest.param(
            {"outcome": "overall-survival", "size": "associated", "stage": "associated"},
            "In multivariable analysis, tumor size and tumor stage were associated with overall survival.",
            id="factors",
        ),
        pytest.param(
            {"outcome": "local-recurrence", "size": "p .029", "stage": "p 0.037"},
            "In multivariable analysis, local recurrence was tested for an association with tumor"
            " size (p=.029)"
            " and tumor stage (p=.037).",
            id="p values alone",
        ),
        pytest.param(
            {"outcome": "overall-survival", "cryo": "80%", "rfa": "70%", "size": "p .02"},
            "Overall survival was 80% with cryoablation and 70% with RFA (p=.02 for tumor size).",
            id="a p that does not compare the sides is named",
        ),
        pytest.param(
            {"outcome": "overall-survival", "all": "not reported"},
            "Overall survival was not reported.",
            id="absent",
        ),
        pytest.param(
            {"outcome": "overall-survival", "cryo": "median 23.9 months (95% CI 20.1-not reached)"},
            "Median overall survival was 23.9 months (95% CI, 20.1 months to not reached) with cryoablation.",
            id="interval open at its end",
        ),
        pytest.param(
            {
                "outcome": "pain",
                "at": ["12 wk", "24 wk"],
                "cryo": ["mean 3", "mean 4"],
                "rfa": ["mean 1", "mean 2"],
                "cryo-rfa": ["MD 2 (95% CI 1-3); p .02", "MD 2 (95% CI 1-4); p .03"],
            },
            "Mean pain at 12 and 24 weeks was 3 and 4 with cryoablation and 1 and 2 with RFA (at 12 weeks,"
            " mean difference for cryoablation vs RFA, 2; 95% CI, 1 to 3; p=.02; at 24 weeks, mean difference"
            " for cryoablation vs RFA, 2; 95% CI, 1 to 4; p=.03).",
            id="an effect for each time, after its time",
        ),
        pytest.param(
            {
                "outcome": "stenosis",
                "counted": "lesions",
                "cryo": "sensitivity 14/15 (93.3%); specificity 20/22 (91%); TP 14; AUC 0.95",
            },
            "For coronary stenosis with cryoablation, sensitivity was 14 of 15 lesions (93.3%), specificity"
            " 20 of 22 (91%), and the area under the curve 0.95, with 14 true positives.",
            id="measures of a test in one sentence",
        ),
        pytest.param(
            {"outcome": "stenosis", "cryo": "TP 14; FN 1; diagnostic odds ratio 9.5"},
            "For coronary stenosis with cryoablation, the diagnostic odds ratio was 9.5, with 14 true"
            " positives and 1 false negative.",
            id="a diagnostic odds ratio is a measure of a test too",
        ),
        pytest.param(
            {"outcome": "stenosis", "counted": "lesions", "cryo": "AUC 0.95"},
            "The area under the curve for coronary stenosis (per lesion) was 0.95 with cryoablation.",
            id="unit of analysis where no count names it",
        ),
        pytest.param(
            {"outcome": "overall-survival", "cryo": "median not reached", "rfa": "median 22.6 weeks"},
            "Median overall survival was not reached with cryoablation and 22.6 weeks with RFA.",
            id="not reached",
        ),
        pytest.param(
            {"outcome": "complications", "all": "range across studies 7%-66%"},
            "Across studies, complications ranged from 7% to 66%.",
            id="range across studies",
        ),
        pytest.param(
            {
                "outcome": "overall-survival",
                "at": ["1 y", "3 y"],
                "all": ["mean of study rates 84%", "mean of study rates 37%"],
            },
            "Averaged across studies, overall survival at 1 and 3 years was 84% and 37%.",
            id="means of study rates",
        ),
        pytest.param(
            {"outcome": "stenosis", "all": "sensitivity 14/15 (93.3%) (95% CI 68.1-99.8)"},
            "Sensitivity for coronary stenosis was 14 of 15 (93.3%; 95% CI, 68.1% to 99.8%).",
            id="test accuracy",
        ),
        pytest.param(
            {
                "outcome": "pain",
                "at": "6 mo",
                "cryo": "LSM change -6.0 (SE 1.7)",
                "rfa": "LSM change -2.1 (SE 1.8)",
            },
            "The least-squares mean change in pain at 6 months was -6.0 (SE, 1.7) with cryoablation and -2.1"
            " (SE, 1.8) with RFA.",
            id="change",
        ),
        pytest.param(
            {"outcome": "tumor-size", "role": "eligibility", "all": "<=4 cm"},
            "Eligibility criteria included tumor size of no more than 4 cm.",
            id="eligibility",
        ),
        pytest.param(
            {"outcome": "enrollment-period", "all": "range 2003-2006"},
            "The enrollment period was 2003 to 2006.",
            id="period",
        ),
    ],
)
def test_a_result_becomes_a_sentence(result: dict[str, Any], sentence: str) -> None:
    assert told(result) == [sentence]


def test_populations_that_a_study_compares_share_a_sentence() -> None:
    assert told(
        {"outcome": "tumor-size", "population": "large", "cryo": "mean 7.2 cm"},
        {"outcome": "tumor-size", "population": "small", "cryo": "mean 1.4 cm"},
        {"outcome": "tumor-size", "large-small": "p <.001"},
        record=SERIES | {"contrasts": {"large-small": TRIAL["contrasts"]["large-small"]}},
    ) == [
        "Mean tumor size was 7.2 cm among large tumors (tumor size, more than 2 cm) and 1.4 cm among"
        " small tumors"
        " (p<.001)."
    ]


def test_entries_for_single_times_become_one_series() -> None:
    assert told(
        {"outcome": "overall-survival", "at": "1 y", "all": "range across studies 46%-92%"},
        {"outcome": "overall-survival", "at": "3 y", "all": "range across studies 8%-60%"},
    ) == ["Across studies, overall survival at 1 and 3 years ranged from 46% to 92% and 8% to 60%."]


def test_causes_are_told_as_parts_of_their_whole() -> None:
    assert told(
        {"outcome": "perioperative-death", "cryo": "10 (3%)"},
        {"outcome": "death-sepsis", "cryo": "4"},
        {"outcome": "death-cardiac", "cryo": "3", "note": "unrelated to treatment"},
        record=SERIES
        | {"breakdowns": [{"whole": "perioperative-death", "parts": ["death-sepsis", "death-cardiac"]}]},
    ) == [
        "Perioperative death occurred in 10 adults (3%), including death from sepsis in 4 adults"
        " and from"
        " a cardiac event in 3 (unrelated to treatment)."
    ]


CAUSES: list[dict[str, Any]] = [
    {"outcome": "perioperative-death", "cryo": "10"},
    {"outcome": "death-sepsis", "cryo": "4"},
    {"outcome": "death-cardiac", "cryo": "3"},
]


def test_counts_that_could_be_parts_are_told_apart_where_the_record_does_not_say_so() -> None:
    assert told(*CAUSES, record=SERIES) == [
        "Perioperative death occurred in 10 adults.",
        "Death from sepsis occurred in 4 adults.",
        "Death from a cardiac event occurred in 3 adults.",
    ]


@pytest.mark.parametrize(
    "breakdown",
    [
        {"parts": ["death-sepsis", "death-cardiac"]},
        {"whole": "perioperative-death", "population": "large", "parts": ["death-sepsis", "death-cardiac"]},
        {"whole": "perioperative-death", "parts": ["death-sepsis", "death-cardiac"], "parts_in": "large"},
        {"whole": "perioperative-death", "sets": ["large", "small"]},
    ],
)
def test_a_breakdown_of_something_else_joins_nothing(breakdown: dict[str, Any]) -> None:
    assert len(told(*CAUSES, record=SERIES | {"breakdowns": [breakdown]})) == 3


def test_parts_beyond_their_whole_are_told_all_the_same() -> None:
    """A printed error is told as printed; it is for the checks to find."""
    results = [CAUSES[0] | {"cryo": "5"}, *CAUSES[1:]]
    breakdown = {"whole": "perioperative-death", "parts": ["death-sepsis", "death-cardiac"]}
    (sentence,) = told(*results, record=SERIES | {"breakdowns": [breakdown]})
    assert "occurred in 5 adults, including death from sepsis in 4 adults and" in sentence


def test_a_whole_with_its_parts_begins_a_sentence_of_its_own() -> None:
    breakdown = {
        "whole": "perioperative-death",
        "parts": ["death-sepsis", "death-cardiac"],
        "complete": False,
    }
    assert told(
        {"outcome": "complications", "cryo": "9/50 (18%)"},
        {"outcome": "perioperative-death", "cryo": "5/50 (10%)"},
        {"outcome": "death-sepsis", "cryo": "3/50 (6%)"},
        record=SERIES | {"breakdowns": [breakdown]},
    ) == [
        "Complications occurred in 9 of 50 adults (18%).",
        "Perioperative death occurred in 5 of 50 adults (10%), including death from sepsis in 3 of 50"
        " adults (6%).",
    ]


def test_classes_with_one_denominator_share_a_sentence() -> None:
    assert told(
        {"outcome": "complete-response", "cryo": "41/280 (14.6%)"},
        {"outcome": "partial-response", "cryo": "115/280 (41.1%)"},
        record=SERIES,
    ) == [
        "Complete response was observed in 41 of 280 adults (14.6%) and partial response in 115 of"
        " 280 (41.1%)."
    ]


def test_printed_oddities_stand_in_brackets_beside_their_number() -> None:
    assert told(
        {
            "outcome": "overall-survival",
            "cryo": "80%",
            "rfa": "70%",
            "flags": {"cryo": "printed in words"},
            "note": "from the abstract",
        }
    ) == [
        "Overall survival was 80% with cryoablation [printed in words] and 70% with RFA (from the abstract)."
    ]


def test_the_opening_says_who_did_what_to_how_many() -> None:
    record = TRIAL | {
        "enrolled": "360",
        "setting": "multicenter",
        "population": "treatment-naive adults with liver tumors",
        "arms": {"cryo": {"label": "cryoablation", "n": "180"}, "rfa": {"label": "RFA", "n": "180"}},
        "populations": {},
    }
    assert paragraph_of(study(record), {"doe-2020": 2}) == [
        "Doe et al (2020) [2] reported a multicenter randomized controlled trial that"
        " compared cryoablation"
        " (n=180) with RFA (n=180) in 360 treatment-naive adults with liver tumors."
    ]


def test_a_study_known_only_through_a_review_says_so() -> None:
    record = SERIES | {"known_through": "roe-2021", "populations": {}}
    assert paragraph_of(study(record), {"roe-2021": 3})[0].endswith(
        "; it is known here only through roe-2021 [3]."
    )


REVIEW = {
    "study": "roe-2021",
    "label": "Roe et al (2021)",
    "design": "systematic-review",
    "design_group": "systematic-review",
    "arms": {"cryo": {"label": "cryotherapy"}},
    "populations": {
        "cohorts": {"kind": "design", "label": "prospective cohort studies"},
        "trials": {"kind": "design", "label": "randomized trials"},
    },
}


def test_a_review_counts_its_studies_by_design_and_names_them() -> None:
    record = REVIEW | {
        "results": [
            {"outcome": "included-studies", "population": "cohorts", "all": "2"},
            {"outcome": "included-studies", "population": "trials", "all": "none"},
        ],
        "review": {
            "includes": [
                {"study": "ames-2002", "state": "included"},
                {"unnamed": "1", "state": "included-not-pooled"},
                {"study": "doe-2020", "state": "not-included", "reason": "published later"},
                {"study": "zoe-2009", "state": "not-included"},
            ]
        },
    }
    numbers = {"doe-2020": 2, "roe-2021": 9, "ames-2002": 10, "zoe-2009": 13}
    assert results_of(study(record), numbers) == [
        "It found 2 prospective cohort studies and no randomized trials.",
        "It included ames-2002 [10].",
        "It included without pooling 1 further study not named here.",
        "It did not include doe-2020 [2] (published later) or zoe-2009.",
    ]


def test_an_empty_review_says_so() -> None:
    record = REVIEW | {"review": {"empty": "yes"}}
    assert results_of(study(record)) == ["No study was eligible."]


def test_an_external_control_is_not_among_those_whom_the_trial_randomized() -> None:
    arms = {
        "cryo": {"label": "cryoablation", "n": "60"},
        "rfa": {"label": "RFA", "n": "20"},
        "before": {"label": "chemotherapy in an earlier trial", "n": "30", "kind": "external-control"},
    }
    opening = paragraph_of(study(TRIAL | {"arms": arms, "enrolled": "80"}))[0]
    assert opening.endswith(
        "that compared cryoablation (n=60) with RFA (n=20) in 80 adults with liver tumors,"
        " with chemotherapy in an earlier trial (n=30) as an external control."
    )
