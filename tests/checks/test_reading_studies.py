"""What rules about a study are given, read on both engines."""

from __future__ import annotations

from kb.checks.rules.pooled_effects import check_pooled_effects
from kb.checks.synthesis import read_studies
from kb.db.connect import read
from kb.evidence.study import Study
from tests.builders.folders import Folder

REVIEW = """\
study: roe-2021
label: Roe et al (2021)
design: systematic-review
reports: {primary: doe-2020}
document: source
arms:
  cryo: {label: cryoablation, interventions: [cryoablation]}
  rfa: {label: RFA, interventions: [radiofrequency-ablation]}
contrasts:
  cryo-rfa: {index: cryo, reference: rfa}
results:
  - outcome: complications
    cryo-rfa: RR 0.90
    stated: {cryo-rfa: "1: 0.90"}
review:
  includes:
    - {study: poe-2018, state: included}
    - {study: doe-2020, state: included-not-pooled}
"""
TRIAL = """\
study: poe-2018
label: Poe et al (2018)
design: randomized-controlled-trial
reports: {primary: doe-2020}
document: source
arms:
  cryo: {label: cryoablation, interventions: [cryoablation], n: 40, stated: "1: 40"}
  rfa: {label: RFA, interventions: [radiofrequency-ablation], n: 50, stated: "1: 50"}
results:
  - outcome: complications
    cryo: 8/40
    rfa: 20/50
    stated: {cryo: "1: 8", rfa: "1: 20"}
"""


def _review(folder: Folder, url: str, text: str = REVIEW) -> Study:
    folder.change(
        "vocabulary/designs",
        "rank: 1}\n",
        "rank: 1}\nsystematic-review: {name: review, plural: reviews, group: systematic-review, rank: 2}\n",
    )
    folder.write("studies/poe-2018", TRIAL)
    folder.write("studies/roe-2021", text)
    folder.load(url)
    with read(url) as reader:
        (study,) = read_studies(reader, ["roe-2021"])
    return study


def test_a_review_comes_with_the_studies_it_pools(folder: Folder, engine_url: str) -> None:
    review = _review(folder, engine_url)
    assert review.includes == ("poe-2018", "doe-2020")
    assert review.pools == ("poe-2018",)
    assert [one.id for one in review.pooled] == ["poe-2018"]
    (problem,) = check_pooled_effects(review)
    assert problem.place == "roe-2021/complications/cryo-rfa:risk-ratio"
    assert "the counts of its studies (1) give 0.50" in problem.message


def test_not_when_some_are_only_counted(folder: Folder, engine_url: str) -> None:
    review = _review(folder, engine_url, REVIEW + "    - {unnamed: 3, state: included}\n")
    assert (review.pools, review.pooled) == ((), ())


def test_nor_when_it_prints_no_effect(folder: Folder, engine_url: str) -> None:
    review = _review(folder, engine_url, REVIEW.replace("RR 0.90", "comparable").replace("0.90", "alike"))
    assert (review.pools, review.pooled) == (("poe-2018",), ())
