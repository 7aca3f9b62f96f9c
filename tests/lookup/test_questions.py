"""What analysts and writers ask of kb, each answered by a command, a saved query or one SELECT.

Asked of the shipped policy (cryoablation of liver tumors), a drug (nusinersen) and a test (prenatal
screening). The right answers are worked out by hand from the records, not copied from what kb prints.
"""

from __future__ import annotations

import csv
import json
import math
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from kb.settings import shipped_evidence
from kb.store.load import LoadRequest, load
from tests.builders.reviews import Review
from tests.command_line import Kb
from tests.lookup.asking import Row, one, only, run, says, select

COUNTS = """\
study: odd-2020
label: Odd et al (2020)
design: randomized-controlled-trial
reports: {primary: sohn-2003}
conditions: [hepatocellular-carcinoma]
arms:
  cryo: {label: cryoablation, interventions: [cryoablation]}
  rfa: {label: RFA, interventions: [radiofrequency-ablation]}
contrasts:
  cryo-rfa: {index: cryo, reference: rfa}
results:
  - outcome: mortality
    cryo: 5/60
    rfa: 4/50 (8%)
    cryo-rfa: p .01 for interaction; p .9 for superiority
  - outcome: local-tumor-progression
    at: [1 y, 2 y]
    cryo: [3%, 7%]
    rfa: [9%, 11%]
    cryo-rfa: [RR 0.4 (95% CI 0.2-0.8), RR 0.6 (95% CI 0.3-1.2)]
  - outcome: local-tumor-progression
    at: [1 y, 2 y]
    cryo-rfa: p .03
  - outcome: local-recurrence
    cryo: 6/95
    rfa: 9/60
    cryo-rfa: OR 0.4 (95% CI 0.1-1.1) unadjusted; p .2; OR 0.5 (95% CI 0.1-1.6) adjusted; p .4
  - outcome: local-recurrence
    counted: lesions
    cryo: 24/120 lesions
    rfa: 10/118 lesions
    cryo-rfa: p .01
  - outcome: complications
    cryo: 3
    rfa: 5
"""
CODES_OF_ANOTHER_PLAN = """\
policy: 9.99.99
title: Liver Tumors
plan: another-plan
section: Surgery
effective_date: 2024-01-01
statements:
  - key: s1
    determination: medically-necessary
    text: Ablation of liver tumors by any technique is medically necessary
    codes: ["47383"]
codes:
  - {system: CPT, code: "47383", description: ablation of a liver tumor by freezing, use: procedure}
  - {system: CPT, code: "47371", description: laparoscopic cryoablation, use: procedure}
"""

Asked = Callable[..., list[Row]]


@pytest.fixture
def ask(three_policies_url: str) -> Asked:
    """Asks a saved query of all three policies."""

    def asking(name: str, **given: str) -> list[Row]:
        return run(three_policies_url, name, **given)

    return asking


def test_5_year_survival_in_every_comparison_with_rfa(ask: Asked) -> None:
    """Three comparisons: the trial of cryoablation, and an arm of cryoablation or RFA against two others.

    Joosten et al followed for two years only. The p values of both studies cover all times together.
    """
    rows = ask("comparisons", intervention="radiofrequency-ablation", outcome="overall-survival", months="60")
    assert [(row["study"], row["result"], row["other_arm"], row["other_result"]) for row in rows] == [
        ("wang-2015", "38%", "cryo", "40%"),
        ("ruers-2007", "27%", "chemo", "15%"),
        ("ruers-2007", "27%", "resection", "51%"),
    ]
    assert [(row["better"], row["p"], row["p_time"], row["arm_also"]) for row in rows] == [
        ("comparator", "p=.747", "1y+3y+5y", 0),
        ("intervention", "p=.252", "2y+5y", 1),
        ("comparator", "p<.001", "2y+5y", 1),
    ]


def test_studies_with_an_industry_sponsor(ask: Asked) -> None:
    """The trials of nusinersen by Biogen and Ionis, and one of the screening tests by its maker."""
    rows = ask("studies-by-funding")
    assert [row["study"] for row in rows] == [
        *("acsadi-2021", "dar-2022", "darras-2019", "de-vivo-2019", "finkel-2016", "finkel-2017"),
        "mercuri-2018",
    ]
    says(one(rows, study="finkel-2017"), sponsor="Biogen and Ionis Pharmaceuticals", funding="industry")
    assert [row["study"] for row in ask("studies-by-funding", policy="bcbsm-nips")] == ["dar-2022"]


def test_commonest_limitations_per_design_out_of_those_appraised(ask: Asked) -> None:
    """Six case series, all appraised: none allocated at random, five without a comparison.

    Five randomized trials, but nobody appraised Acsadi et al and Mercuri et al: that says nothing.
    """
    rows = ask("limitations-by-design")
    series = only(rows, design="case-series")
    assert [(row["domain"], row["code"], row["studies"], row["appraised"]) for row in series] == [
        ("allocation", "1", 6, 6),
        ("statistical", "4", 5, 6),
    ]
    trials = only(rows, design="randomized-controlled-trial")
    assert {(row["appraised"], row["not_appraised"]) for row in trials} == {(3, 2)}
    concealment = one(trials, domain="allocation", code="2")
    says(concealment, studies=1, for_example="wang-2015", percent_of_appraised=pytest.approx(33.3))
    says(one(rows, design="diagnostic-accuracy", domain="selection"), studies=1, appraised=2, not_appraised=3)


def test_hazard_ratios_whose_interval_crosses_1(ask: Asked) -> None:
    """One of four: 0.66 (0.32-1.37). The others end at 0.9, 0.89 and 0.77."""
    (row,) = ask("intervals-across-one")
    says(row, study="finkel-2017", outcome="ventilation-free", estimate=0.66, ci_low=0.32, ci_high=1.37)


def test_the_table_of_a_forest_plot(ask: Asked) -> None:
    """Logarithm and standard error follow from the interval: (ln 0.9 - ln 0.1) / (2 * 1.96) = 0.5605."""
    (row,) = ask("forest-plot", outcome="local-recurrence")
    says(row, study="ei-2015", measure="hazard-ratio", effect_of="event", favors="index", index_arm="cryo")
    assert row["log_estimate"] == pytest.approx(math.log(0.3))
    assert row["standard_error"] == pytest.approx(0.5605, abs=1e-4)
    (odds,) = ask("forest-plot", outcome="biliary-complications")
    says(odds, index_arm="rfa", reference_arm="cryo", estimate=4.66, favors="reference")
    death = one(ask("forest-plot", outcome="alive"), study="finkel-2017")
    says(death, estimate=0.37, effect_of="event", favors="index")


def test_trials_under_way_that_could_change_a_conclusion(ask: Asked) -> None:
    """Ten trials and registries of nusinersen, four of which bear on an indication; one on both types."""
    rows = ask("trials-under-way", policy="rx501.086", day="2025-06-01")
    assert len({row["number"] for row in rows}) == 10
    assert [row["number"] for row in only(rows, indication="type-1")] == [
        *("NCT02594124", "NCT04089566", "NCT04729907"),
    ]
    later = one(rows, number="NCT05067790")
    says(later, indication="type-2-3", sponsor="Biogen", past_completion=0, verdict="sufficient")
    says(one(rows, number="NCT03709784"), indication=None, past_completion=1, planned_enrolment=48)
    assert ask("trials-under-way", policy="7.01.75") == []


def test_codes_in_several_policies_with_different_determinations(ask: Asked) -> None:
    """None: each code is in one policy. 96450 is in two statements of one policy that decide the same."""
    assert ask("conflicting-codes") == []
    statements = ask("policies-by-code", code="96450")
    assert {(row["policy"], row["determination"]) for row in statements} == {
        ("rx501.086", "medically-necessary")
    }
    assert len(statements) == 2


def test_a_code_that_another_plan_decides_on_differently(seed_url: str, tmp_path: Path) -> None:
    """47383 is investigational here and medically necessary there; 47371 is listed there, undecided."""
    folder = tmp_path / "evidence"
    shutil.copytree(shipped_evidence(), folder)
    (folder / "policies" / "9.99.99").mkdir()
    (folder / "policies" / "9.99.99" / "policy.yaml").write_text(CODES_OF_ANOTHER_PLAN, encoding="utf-8")
    (folder / "plans" / "another-plan.yaml").write_text("plan: another-plan\nname: Another Plan\n")
    load(LoadRequest(folder, seed_url, "tests", "another plan"))
    rows = run(seed_url, "conflicting-codes")
    assert [(row["code"], row["policy"], row["determination"]) for row in rows] == [
        ("47383", "7.01.75", "investigational"),
        ("47383", "9.99.99", "medically-necessary"),
    ]
    assert run(seed_url, "conflicting-codes", system="HCPCS") == []


def test_sensitivity_and_specificity_of_all_tests_for_a_target(ask: Asked) -> None:
    """For trisomy 21: seven rows of four studies, six of them pooled; two tests by population."""
    rows = ask("test-accuracy", condition="trisomy-21")
    assert [(row["study"], row["arm"], row["sensitivity"], row["specificity"]) for row in rows] == [
        ("badeau-2017", "mps", 99.7, 99.9),
        ("badeau-2017", "mps", 100, 100),
        ("badeau-2017", "tmps", 99.2, 100),
        ("badeau-2017", "tmps", 99.2, 100),
        ("dugoff-2023", "nips", 97.6, 100),
        ("judah-2021", "nips", 99, 98),
        ("rose-2022", "nips", 98.2, 99.9),
    ]
    assert [row["study"] for row in rows if row["scope"] == "study"] == ["dugoff-2023"]
    says(one(rows, study="judah-2021"), specificity_low=57, specificity_high=99, synthesis="pooled")
    assert ask("test-accuracy", intervention="nips", condition="trisomy-21") == rows
    assert set(map(str, rows)) < set(map(str, ask("test-accuracy", condition="fetal-trisomy")))
    deletion = one(ask("test-accuracy", test="panorama"), study="dar-2022")
    says(deletion, sensitivity=83.3, specificity=83.3, fp=9, ppv=52.6)
    assert "repeats the sensitivity" in deletion["flag"]


def test_arms_by_dose(ask: Asked) -> None:
    """Six arms received nusinersen, each with its schedule."""
    rows = ask("arms-by-dose", intervention="nusinersen")
    assert {(row["study"], row["arm"]) for row in rows} == {
        *(("darras-2019", "cs2"), ("darras-2019", "cs12"), ("de-vivo-2019", "nusinersen")),
        *(("finkel-2016", "nusinersen"), ("finkel-2017", "nusinersen"), ("mercuri-2018", "nusinersen")),
    }
    says(one(rows, study="mercuri-2018"), dose="12 mg", route="intrathecally", arm_n=84)
    says(one(rows, study="mercuri-2018"), schedule="days 1, 29, 85, and 274")


def test_overlap_of_the_reviews_of_an_indication(ask: Asked) -> None:
    """Two reviews of twins share five of the eighteen studies named: (23 - 18) / (36 - 18) = 27.8 percent.

    Three of the eighteen are entered as studies; the others are named by label alone.

    Of colorectal metastases, two reviews share the one trial, and a third leaves 26 studies unnamed.
    """
    matrix = ask("systematic-review-overlap", policy="bcbsm-nips", indication="twin")
    shared = {row["label"] for row in matrix if row["systematic_reviews"] == 2}
    assert shared == {
        *("He et al (2020)", "Khalil et al (2021)", "Le Conte et al (2018)", "Norwitz et al (2019)"),
        "Yu et al (2019)",
    }
    areas = ask("corrected-covered-area")
    says(one(areas, indication="twin"), studies=18, inclusions=23, unnamed=0, cca_percent=pytest.approx(27.8))
    says(one(areas, indication="crc"), studies=1, inclusions=2, unnamed=26, cca_percent=None)
    (unnamed,) = only(ask("systematic-review-overlap", policy="7.01.75", indication="crc"), study=None)
    says(unnamed, systematic_review="pathak-2011", unnamed=26)


def test_what_changed_since_a_date_with_old_and_new_value(seed_url: str, kb: Kb, tmp_path: Path) -> None:
    """The survival of one arm at five years was 40% and is 41%: command and view say so."""
    text = ("97%, 67%, 40%", "97%, 67%, 41%"), ("67%, and 40%", "67%, and 41%")
    _load_edited(seed_url, tmp_path / "evidence", "studies/wang-2015.yaml", *text)
    words = ("changes", "--since", "2020-01-01", "--record", "studies/wang-2015", "--format", "json")
    told = json.loads(kb("--database", seed_url, *words).stdout)
    assert ("40%", "41%", "rita", "misread") in {
        (row["old"], row["new"], row["who"], row["why"]) for row in told
    }
    rows = select(
        seed_url,
        "SELECT who, why, record, row_key, old_value, new_value FROM change_log"
        " WHERE at >= :since AND record = 'studies/wang-2015' AND field = 'value_text' ORDER BY change",
        since="2020-01-01",
    )
    says(one(rows, old_value="40"), new_value="41", row_key="wang-2015/overall-survival/cryo@5y:percent")


def test_when_the_literature_of_each_policy_was_last_searched(three_policies_url: str) -> None:
    """Prenatal testing through 12 September 2024; of cryoablation only the look for trials is dated."""
    rows = select(
        three_policies_url,
        "SELECT policy, sought, source, searched_through, found FROM policy_search ORDER BY policy",
    )
    assert sorted(tuple(row.values()) for row in rows if row["searched_through"]) == [
        ("7.01.75", "trials", "ClinicalTrials.gov", "2021-07", 0),
        ("bcbsm-nips", "literature", "PubMed", "2024-09-12", None),
        ("bcbsm-nips", "trials", "ClinicalTrials.gov", "2024-09", 4),
    ]
    assert sorted((row["policy"], row["source"]) for row in rows if row["searched_through"] is None) == [
        ("7.01.75", "Embase"),
        ("7.01.75", "PubMed"),
    ]


def test_history_of_a_conclusion_over_versions(seed_url: str, kb: Kb, tmp_path: Path) -> None:
    """Entered as insufficient, changed to sufficient by Rita; no version has been published yet."""
    file = "policies/7.01.75/indications/hcc.yaml"
    _load_edited(seed_url, tmp_path / "evidence", file, ("  verdict: insufficient", "  verdict: sufficient"))
    told = json.loads(kb("--database", seed_url, "history", "hcc", "--format", "json").stdout)
    assert [(row["event"], row["verdict"], row["version"]) for row in told] == [
        ("entered", "insufficient", None),
        ("changed", "sufficient", None),
    ]
    says(told[-1], who="rita", why="misread")
    rows = select(
        seed_url, "SELECT event, verdict FROM conclusion_history WHERE indication = 'hcc' ORDER BY number"
    )
    assert [row["verdict"] for row in rows] == ["insufficient", "sufficient"]


def _load_edited(url: str, folder: Path, name: str, *edits: tuple[str, str]) -> None:
    """Load the shipped evidence with one file edited."""
    shutil.copytree(shipped_evidence(), folder)
    text = (folder / name).read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    (folder / name).write_text(text, encoding="utf-8")
    load(LoadRequest(folder, url, "rita", "misread"))


def test_figures_read_off_a_graph(ask: Asked) -> None:
    """One: when local tumors last progressed in the trial of cryoablation, about 14 months."""
    (row,) = ask("figures-read-from-graph")
    says(row, study="wang-2015", outcome="last-local-tumor-progression", value=14, unit="months", texts=0)


def test_percentages_that_do_not_fit_their_counts(ask: Asked) -> None:
    """Six: 7/832 is 0.84%, 396/832 47.6%, 502/832 60.3%, 18,022/19,024 94.73%, 2687/55,517 4.84%.

    4144/4200 is 98.7%. 62/80 printed as 78% fits: 77.5 rounds up.
    """
    rows = ask("percentages-against-counts")
    assert {(row["study"], row["events"], row["total"], row["printed_percent"]) for row in rows} == {
        ("rong-2015", 7, 832, 0.85),
        ("rong-2015", 396, 832, 44.5),
        ("rong-2015", 502, 832, 60.2),
        ("dar-2022", 18022, 19024, 99.98),
        ("soster-2021", 2687, 55517, 5.06),
        ("tec-2013", 4144, 4200, 97.6),
    }
    assert float(one(rows, study="tec-2013")["exact_percent"]) == pytest.approx(98.667)


def test_evidence_map(ask: Asked) -> None:
    """Cryoablation against RFA: four studies give survival, one of them randomized.

    Survival was better by the trial and Adam et al, worse by Chen et al and Joosten et al; equal at one year
    in the trial. Ko et al compare RFA with cryoablation: the other direction is the same comparison.
    """
    rows = only(ask("evidence-map", intervention="cryoablation"), comparator="radiofrequency-ablation")
    says(one(rows, outcome="overall-survival"), studies=4, randomized=1, better=2, worse=2, equal=1)
    says(one(rows, outcome="biliary-complications"), studies=1, better=1, worse=0, for_example="ko-2020")
    says(one(rows, outcome="local-recurrence"), studies=4, better=2, worse=2)
    (model,) = only(ask("evidence-map", policy="bcbsm-nips"), outcome="cases-detected")
    says(model, intervention="nips", comparator="serum-screening", studies=1, models=1, better=1, worse=0)
    drug = one(ask("evidence-map", policy="rx501.086"), outcome="hfmse")
    says(drug, intervention="nusinersen", comparator="sham-procedure", studies=1, randomized=1, better=1)


def test_tables_for_a_dashboard_codes_and_trials_among_them(
    three_policies_url: str, kb: Kb, tmp_path: Path
) -> None:
    """Fifteen rows of codes by statement, sixteen of trials by indication, beside those of 7.01.75."""
    folder = tmp_path / "tables"
    assert kb("--database", three_policies_url, "export", "--csv", str(folder)).exit_code == 0
    rows = {
        view: list(csv.DictReader((folder / f"{view}.csv").read_text(encoding="utf-8").splitlines()))
        for view in ("policy_code", "ongoing_trial")
    }
    drug = [row for row in rows["policy_code"] if row["policy"] == "rx501.086"]
    test = [row for row in rows["policy_code"] if row["policy"] == "bcbsm-nips"]
    assert (len(drug), len(test), len(rows["ongoing_trial"])) == (7, 8, 16)
    says(one(drug, code="J3490"), statement="", determination="")


def test_workload_of_a_review(seed_url: str) -> None:
    """Three records are two publications; two people decide on both and differ on one.

    Rita decides at 0 and 1, Ken at 2 and 3 seconds past the hour: two gaps of a second, one for each.
    """
    review = Review(seed_url, reviewers=2).open()
    search = review.run(records=3)
    first, second = (review.candidate(f"pmid:{number}", search) for number in (1, 2))
    review.hit(second, search)
    review.decide(first, "include")
    review.decide(second, "exclude")
    review.decide(first, "include", who="ken")
    review.decide(second, "include", who="ken")
    (row,) = run(seed_url, "review-workload")
    says(row, searches=1, records=3, candidates=2, decisions=4, screened=2, people=2, conflicts=1)
    assert float(row["hours"]) == pytest.approx(0, abs=0.01)
    assert run(seed_url, "review-workload", opened="2021-01-01") == []


def test_which_policies_are_due(ask: Asked) -> None:
    """A year after the newest version: 2022-11-01, 2025-12-15, 2026-01-01."""
    rows = ask("policies-due", day="2025-12-15")
    assert [(row["policy"], row["due"], row["is_due"]) for row in rows] == [
        ("7.01.75", "2022-11-01", 1),
        ("rx501.086", "2025-12-15", 1),
        ("bcbsm-nips", "2026-01-01", 0),
    ]


def test_comparative_studies_with_100_or_more_participants(ask: Asked) -> None:
    """Eleven; five print no size of the whole and have it from their arms, as Chen et al: 104 + 3510."""
    rows = ask("comparative-studies")
    assert [(row["study"], row["participants"]) for row in rows] == [
        ("chen-2021", 3614),
        ("niu-2007", 415),
        ("wang-2015", 360),
        ("seifert-2005", 223),
        ("ruers-2007", 201),
        ("mercuri-2018", 126),
        ("korpan-1997", 123),
        ("finkel-2017", 121),
        ("ei-2015", 119),
        ("cha-2020", 111),
        ("wei-2020", 108),
    ]
    assert {row["study"] for row in rows if row["size_from"] == "arms"} == {
        *("chen-2021", "seifert-2005", "ei-2015", "cha-2020", "wei-2020"),
    }


def test_promised_outcomes_that_nobody_reports(ask: Asked) -> None:
    """A wider outcome is answered by a narrower one: function by motor scales, accuracy by target."""
    missing: dict[str, list[str]] = {}
    for row in ask("unreported-outcomes"):
        missing.setdefault(row["indication"], []).append(row["outcome"])
    assert missing == {
        "hcc": ["symptom-reduction"],
        "net": ["disease-free-survival", "disease-specific-survival", "recurrence"],
        "crc": ["disease-specific-survival", "symptom-reduction"],
        "twin": ["morbid-events"],
        "microdeletion": ["morbid-events", "resource-utilization"],
        "presymptomatic": ["quality-of-life", "treatment-related-mortality"],
        "type-1": [
            *("disease-status", "morbid-events", "quality-of-life", "treatment-related-mortality"),
            "treatment-related-morbidity",
        ],
        "type-2-3": [
            *("overall-survival", "disease-status", "morbid-events", "quality-of-life"),
            "treatment-related-mortality",
        ],
    }


def test_guideline_positions_with_grade(ask: Asked) -> None:
    """ICER grades nusinersen A, B+ and B+, and says nothing graded of the extremes; NICE grades nothing."""
    rows = ask("guideline-positions", policy="rx501.086")
    assert [(row["organization"].split()[0], row["indication"], row["category"]) for row in rows] == [
        ("National", None, None),
        ("Institute", "type-1", "A"),
        ("Institute", "type-2-3", "B+"),
        ("Institute", "presymptomatic", "B+"),
        ("Institute", None, None),
    ]
    liver = ask("guideline-positions", policy="7.01.75")
    assert not [row["text"] for row in liver if "[[" in row["text"]]


def test_numbers_behind_a_finding(ask: Asked) -> None:
    """The finding on types II and III prints 4.9 points, 57% and 26% of the trial."""
    rows = ask("findings-and-numbers", policy="rx501.086", indication="type-2-3")
    assert [(row["study"], row["outcome"], row["says"]) for row in rows] == [
        ("mercuri-2018", "hfmse", "4.9"),
        ("mercuri-2018", "hfmse-response", "57%"),
        ("mercuri-2018", "hfmse-response", "26%"),
    ]


def test_what_rests_on_a_figure(three_policies_url: str, kb: Kb) -> None:
    """On the survival at five years rest one finding, one conclusion and the statement that decides on it."""
    told = kb("--database", three_policies_url, "impact", "wang-2015/overall-survival/cryo@5y").stdout
    assert "1 policy, 1 indication, 1 statement, 1 conclusion, 1 finding" in told


def test_any_list_into_excel(three_policies_url: str, kb: Kb, tmp_path: Path) -> None:
    """A saved query and the list of studies come as a workbook that holds the same rows."""
    for words, rows in (
        (("query", "run", "comparative-studies"), 11),
        (("study", "list", "--indication", "hcc"), 13),
    ):
        file = tmp_path / f"{words[0]}.xlsx"
        assert kb("--database", three_policies_url, *words, "-o", str(file)).exit_code == 0
        sheet = openpyxl.load_workbook(file).active
        assert sheet is not None and sheet.max_row == rows + 1


def test_follow_up_of_each_study(ask: Asked) -> None:
    """Of thirteen studies of liver cancer four report it; Xu et al print two lengths, kept as two rows."""
    rows = ask("follow-up", policy="7.01.75", indication="hcc")
    assert {row["study"] for row in rows if row["follow_up"] is not None} == {
        *("wang-2015", "ei-2015", "yang-2012", "rong-2015"),
    }
    assert len({row["study"] for row in rows}) == 13
    says(one(rows, study="wang-2015", whom="rfa"), measure="median", estimate=25, range_low=5, range_high=65)
    xu = only(ask("follow-up", policy="7.01.75", indication="crc"), study="xu-2008")
    assert [row["estimate"] for row in xu] == [32, 36]


def test_flagged_oddities(ask: Asked) -> None:
    """Every result that a record flags is there, three of them of the two added policies."""
    rows = ask("flagged-figures")
    assert {row["study"] for row in rows} >= {
        "judah-2021",
        "dar-2022",
        "mercuri-2018",
        "rong-2015",
        "xu-2008",
    }
    assert len(only(rows, study="mercuri-2018")) == 2
    assert len(only(rows, study="rong-2015")) == 4


def test_studies_known_only_through_a_review(ask: Asked) -> None:
    """Five; two of them are used for an indication, all others only named by the reviews of twins."""
    rows = ask("known-through-systematic-review")
    assert len(rows) == 5
    assert {row["study"]: row["known_through"] for row in rows if row["uses"]} == {
        "adam-2002": "awad-2009",
        "korpan-1997": "al-asfoor-2008",
    }


def test_coverage_criteria_as_a_tree(ask: Asked) -> None:
    """Continuation asks for two things, the second by one of five scales, the first of them by two groups."""
    rows = ask("criteria-tree", policy="rx501.086", statement="continuation")
    assert [(row["depth"], row["needs"]) for row in rows[:6]] == [
        (0, "all of these"),
        (1, None),
        (1, "one of these"),
        (2, "all of these"),
        (3, "one of these"),
        (4, None),
    ]
    assert [row["text"] for row in rows if row["parent"] == "1.2"] == [
        *("HINE-2", "HFMSE", "CHOP INTEND", "RULM", "6MWT"),
    ]
    gained = "Ability to kick gained, or kept a gain of, at least 2 points or the highest score"
    assert rows[5]["text"] == gained
    assert len(only(ask("criteria-tree", policy="rx501.086"), statement="with-risdiplam")) == 1


def test_references_without_an_identifier(ask: Asked) -> None:
    """Seven: manual, guidelines and assessments that no database lists."""
    assert [row["reference"] for row in ask("references-without-identifier")] == [
        *("bcbsa-mprm-2021", "icer-2019", "nccn-colon-2.2021", "nccn-hepatobiliary-3.2021"),
        *("nccn-neuroendocrine-2.2021", "nice-2019", "tec-2013"),
    ]


def test_participants_of_an_indication_count_once(ask: Asked) -> None:
    """Colorectal: 123 + 201 + 415 + 58 + 293 + 223 + 665 + 326 = 2304; reviews have no further ones."""
    rows = ask("participants")
    says(one(rows, policy="7.01.75", indication="crc"), studies=8, participants=2304, randomized=123)
    says(one(rows, policy="7.01.75", indication="hcc"), studies=12, participants=5920, randomized=360)
    says(one(rows, policy="7.01.75", indication=None), studies=22, participants=5920 + 71 + 2304)
    says(one(rows, indication="microdeletion"), studies=2, participants=20887, without_size=1)


def test_number_needed_to_treat(ask: Asked) -> None:
    """37/73 - 0/37 is 50.7 percent: 2. Printed differences come first: 30.5 is 4, -1 is an NNH of 100.

    Read from the other side, a number needed to treat is one needed to harm. Lesions are no participants.
    """
    drug = ask("number-needed-to-treat", policy="rx501.086")
    response = one(drug, outcome="motor-milestone-response")
    says(response, what="NNT", number_needed=2, p="p<.001")
    assert response["from"] == "counts"
    says(one(drug, outcome="hfmse-response"), what="NNT", number_needed=4, difference_ci_low=12.7)
    says(one(drug, outcome="standing"), what="NNH", number_needed=100)
    ablation = ask("number-needed-to-treat", intervention="cryoablation", outcome="complications")
    says(one(ablation, study="ko-2020"), arm="cryo", what="NNT", number_needed=3)
    other = ask("number-needed-to-treat", intervention="radiofrequency-ablation", outcome="complications")
    says(one(other, study="ko-2020"), arm="rfa", what="NNH", number_needed=3, p="p=.007")
    assert only(ask("number-needed-to-treat", outcome="local-recurrence"), study="joosten-2005") == []


def test_counts_are_compared_as_shares_of_their_groups(seed_url: str, tmp_path: Path) -> None:
    """5 of 60 are more than 4 of 50, a percentage printed or not: 1 / (5/60 - 4/50) is 300.

    6/95 and 9/60 are 12. The p value of lesions, and one for interaction, say nothing of the patients; one
    over two times stands once.
    """
    folder = tmp_path / "evidence"
    shutil.copytree(shipped_evidence(), folder)
    (folder / "studies" / "odd-2020.yaml").write_text(COUNTS, encoding="utf-8")
    load(LoadRequest(folder, seed_url, "tests", "counts"))
    needed = only(run(seed_url, "number-needed-to-treat"), study="odd-2020")
    assert [
        (row["outcome"], row["timepoint"], row["what"], row["number_needed"], row["p"]) for row in needed
    ] == [
        ("mortality", "none", "NNH", 300, "p=.9"),
        ("local-tumor-progression", "1y", "NNT", 17, "p=.03"),
        ("local-tumor-progression", "2y", "NNT", 25, "p=.03"),
        ("local-recurrence", "none", "NNT", 12, "p=.2; p=.4"),
    ]
    given = {"intervention": "cryoablation", "comparator": "radiofrequency-ablation"}
    compared = only(run(seed_url, "comparisons", **given), study="odd-2020")
    assert [
        (row["outcome"], row["timepoint"], row["counted"], row["better"], row["p"]) for row in compared
    ] == [
        ("mortality", "none", None, "comparator", "p=.9"),
        ("local-tumor-progression", "1y", None, "intervention", "p=.03"),
        ("local-tumor-progression", "2y", None, "intervention", "p=.03"),
        ("local-recurrence", "none", "lesions", "comparator", "p=.01"),
        ("local-recurrence", "none", None, "intervention", "p=.2"),
        ("local-recurrence", "none", None, "intervention", "p=.4"),
        ("complications", "none", None, None, None),
    ]
    mapped = only(
        run(seed_url, "evidence-map", intervention="cryoablation"), comparator="radiofrequency-ablation"
    )
    says(one(mapped, outcome="mortality"), better=0, worse=1)


def test_indications_without_a_randomized_trial(ask: Asked) -> None:
    """Five of nine: neuroendocrine metastases, the three of the test, and presymptomatic disease."""
    rows = ask("indications-without-trial")
    assert [row["indication"] for row in rows] == [
        *("net", "singleton", "twin", "microdeletion", "presymptomatic"),
    ]
    says(rows[0], noncomparative=2, systematic_reviews=1, verdict="insufficient")


def test_evidence_older_than_so_many_years(ask: Asked) -> None:
    """In 2025, all studies on metastases are older than ten years: the newest are of 2013 and 2012."""
    rows = ask("old-evidence", day="2025-06-01")
    assert {(row["indication"], row["newest"]) for row in rows if row["all_old"]} == {
        ("crc", 2013),
        ("net", 2012),
    }
    liver = only(rows, indication="hcc")
    assert [row["study"] for row in liver] == [
        *("adam-2002", "awad-2009", "wang-2009", "zhou-2009", "yang-2012", "dunne-2014"),
    ]
    says(liver[0], year=2002, age=23, newest=2021, newer=7, all_old=0)
