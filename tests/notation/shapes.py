"""The hundred shapes in which published evidence states its numbers, and how each is written.

Each shape: its number, an example as printed, and the cells that hold it, each with the figures it
states as ``statistic=value`` (the reason for an absent value, the words for a finding in words).
Times and populations have places of their own in a record; a comment says where that is so.
"""

from typing import NamedTuple


class Shape(NamedTuple):
    number: int
    printed: str
    cells: dict[str, str]


SHAPES = [
    Shape(1, "32 months in the cryoablation arm", {"median 32 months": "median=32"}),
    Shape(
        2,
        "25 (8-64) months",
        {"median 25 months (range 8-64)": "median=25 range-low=8 range-high=64"},
    ),
    Shape(
        3,
        "28 (0.1-220) months",
        {"median 28 months (range 0.1-220)": "median=28 range-low=0.1 range-high=220"},
    ),
    Shape(
        4,
        "OS 20.3 months (17.0-27.2)",
        {"median 20.3 months (95% CI 17.0-27.2)": "median=20.3 ci-low=17.0 ci-high=27.2"},
    ),
    Shape(
        5,
        "age 37.5 y (23.6-49.8)",
        {"median 37.5 years (IQR 23.6-49.8)": "median=37.5 iqr-low=23.6 iqr-high=49.8"},
    ),
    # One cell per arm.
    Shape(
        6,
        "not reached vs 22.6 weeks",
        {"median not reached": "median=not-reached", "median 22.6 weeks": "median=22.6"},
    ),
    # at: 5 y
    Shape(7, "5-year OS 59.5%", {"59.5%": "percent=59.5"}),
    # at: [1 y, 3 y, 5 y], one cell per time; in one line see test_series.py
    Shape(
        8,
        "97, 67, 40% at 1, 3, 5 y",
        {"97%": "percent=97", "67%": "percent=67", "40%": "percent=40"},
    ),
    # No at; the follow-up is a result of its own.
    Shape(
        9,
        "recurrence-free 80% over a median of 25 months",
        {"80%": "percent=80", "median 25 months": "median=25"},
    ),
    # at: 1 y
    Shape(
        10,
        "1-year OS 73% (63-80)",
        {"73% (95% CI 63-80)": "percent=73 ci-low=63 ci-high=80"},
    ),
    # at: age 80
    Shape(11, "32.83% by age 80", {"32.83%": "percent=32.83"}),
    Shape(12, "7 (3.9%)", {"7 (3.9%)": "count=7 percent=3.9"}),
    Shape(13, "26 (84%) of 31", {"26/31 (84%)": "count=26 total=31 percent=84"}),
    Shape(14, "41% (16/39)", {"41% (16/39)": "percent=41 count=16 total=39"}),
    Shape(
        15,
        "37/73 (51) and 49/80 (61) in one table",
        {
            "37/73 (51%)": "count=37 total=73 percent=51",
            "49/80 (61%)": "count=49 total=80 percent=61",
        },
    ),
    Shape(16, "n=99 [11.9%]", {"99 (11.9%)": "count=99 percent=11.9"}),
    # One result per cause.
    Shape(
        17,
        "4, 3, 1, 1, 1 deaths, by cause",
        {"4 deaths": "count=4", "3 deaths": "count=3", "1 death": "count=1"},
    ),
    Shape(18, "no RFA complications", {"none": "count=0", "none/33": "count=0 total=33"}),
    Shape(19, "76 (82.6%), denominator missing", {"76 (82.6%)": "count=76 percent=82.6"}),
    Shape(20, "symptoms eliminated in 87%", {"87%": "percent=87"}),
    Shape(
        21,
        "205 of 222 lesions",
        {
            "205/222 lesions": "count=205 total=222",
            "205/222 lesions (92.3%)": "count=205 total=222 percent=92.3",
        },
    ),
    # Two statements, or two results.
    Shape(
        22,
        "33 procedures in 25 patients",
        {"33 procedures; 25 patients": "count=33 count=25", "33 procedures": "count=33"},
    ),
    # counted: lesions in the record where the cell is a percent alone.
    Shape(
        23,
        "12% of tumors; 16/39 patients",
        {"12%": "percent=12", "16/39 patients": "count=16 total=39"},
    ),
    # The column "all" of a result about both arms.
    Shape(24, "5 patients in both arms", {"5": "count=5"}),
    # One result per class.
    Shape(
        25,
        "CR 41, PR 115, SD 68, PD 56",
        {"41": "count=41", "115": "count=115", "68": "count=68", "56": "count=56"},
    ),
    # Treated and untreated eyes are the two columns.
    Shape(
        26,
        "-0.06 logMAR in treated eyes",
        {"mean -0.06 logMAR": "mean=-0.06", "-0.06 logMAR": "quantity=-0.06"},
    ),
    Shape(27, "severity p=.002", {"p .002": "p-value=0.002"}),
    Shape(28, "p=.767", {"p .767": "p-value=0.767"}),
    Shape(29, "p<.001", {"p <.001": "p-value=0.001"}),
    # One cell for the whole list of times.
    Shape(30, ".043 for three time points", {"p .043": "p-value=0.043"}),
    # One cell per time or measure.
    Shape(31, ".029 and 0.037", {"p .029": "p-value=0.029", "p 0.037": "p-value=0.037"}),
    Shape(
        32,
        "1.9x10-4; FDR .043",
        {"p 1.9x10^-4; p .043 FDR-adjusted": "p-value=0.00019 p-value=0.043"},
    ),
    Shape(33, ".04, one-sided", {"p .04 one-sided": "p-value=0.04"}),
    Shape(
        34,
        "interaction .017 adjusted, .031 unadjusted",
        {
            "p .017 for interaction adjusted; p .031 for interaction unadjusted": (
                "p-value=0.017 p-value=0.031"
            )
        },
    ),
    Shape(35, "trend <.001", {"p <.001 for trend": "p-value=0.001"}),
    Shape(
        36,
        "superiority within noninferiority, margin -25% (24) or 10 mg/dL",
        {
            "margin -25%": "margin=-25",
            "margin 10 mg/dL": "margin=10",
            "p .01 for noninferiority; p .2 for superiority": "p-value=0.01 p-value=0.2",
        },
    ),
    Shape(
        37,
        "adjusted HR 0.3 (0.1-0.9), .02",
        {"HR 0.3 (95% CI 0.1-0.9) adjusted; p .02": ("hazard-ratio=0.3 ci-low=0.1 ci-high=0.9 p-value=0.02")},
    ),
    # Two rows of the source are one cell here.
    Shape(
        38,
        "0.53 (0.32-0.89) and .005 in separate rows",
        {"HR 0.53 (95% CI 0.32-0.89); p .005": ("hazard-ratio=0.53 ci-low=0.32 ci-high=0.89 p-value=0.005")},
    ),
    Shape(
        39,
        "HR 0.94 (90% CI 0.81-1.09)",
        {"HR 0.94 (90% CI 0.81-1.09)": "hazard-ratio=0.94 ci-low=0.81 ci-high=1.09"},
    ),
    Shape(
        40,
        "per allele 1.10 (1.04-1.15)",
        {"HR per allele 1.10 (95% CI 1.04-1.15)": "hazard-ratio=1.10 ci-low=1.04 ci-high=1.15"},
    ),
    Shape(
        41,
        "OR 4.66 (1.38-15.73)",
        {"OR 4.66 (95% CI 1.38-15.73)": "odds-ratio=4.66 ci-low=1.38 ci-high=15.73"},
    ),
    Shape(
        42,
        "6 (2-15), an OR inside a column of differences",
        {"OR 6 (95% CI 2-15)": "odds-ratio=6 ci-low=2 ci-high=15"},
    ),
    Shape(
        43,
        "254 vs 12 per 1000; RR 0.05 (0.02-0.1)",
        {
            "254 per 1000": "rate=254",
            "12 per 1000": "rate=12",
            "RR 0.05 (95% CI 0.02-0.1)": "risk-ratio=0.05 ci-low=0.02 ci-high=0.1",
        },
    ),
    Shape(
        44,
        "risk difference 5.1 (0.6-9.6), .03",
        {
            "RD 5.1 percentage points (95% CI 0.6-9.6); p .03": (
                "risk-difference=5.1 ci-low=0.6 ci-high=9.6 p-value=0.03"
            )
        },
    ),
    Shape(
        45,
        "-18.0% (-42.0 to 5.9)",
        {"RD -18.0% (95% CI -42.0 to 5.9)": "risk-difference=-18.0 ci-low=-42.0 ci-high=5.9"},
    ),
    Shape(46, "difference 6.3; p=.007", {"MD 6.3; p .007": "mean-difference=6.3 p-value=0.007"}),
    Shape(47, "30.4 plus or minus 10.4", {"mean 30.4 (SD 10.4)": "mean=30.4 sd=10.4"}),
    Shape(
        48,
        "41.48 plus or minus 21.71, 5.9-113.0",
        {
            "mean 41.48 months (SD 21.71, range 5.9-113.0)": (
                "mean=41.48 sd=21.71 range-low=5.9 range-high=113.0"
            )
        },
    ),
    Shape(49, "26.1% (SE 1.8)", {"26.1% (SE 1.8)": "percent=26.1 se=1.8"}),
    Shape(
        50,
        "least-squares mean change -6.0 plus or minus 1.7",
        {
            "LSM change -6.0 (SE 1.7)": "least-squares-mean-change=-6.0 se=1.7",
            "LSM -6.0 (SE 1.7)": "least-squares-mean=-6.0 se=1.7",
        },
    ),
    # The arm's cell, and the contrast's.
    Shape(
        51,
        "least-squares mean change 3.9 (3.0-4.9); difference 4.9 (3.1-6.7)",
        {
            "LSM change 3.9 points (95% CI 3.0-4.9)": (
                "least-squares-mean-change=3.9 ci-low=3.0 ci-high=4.9"
            ),
            "LSMD 4.9 points (95% CI 3.1-6.7)": ("least-squares-mean-difference=4.9 ci-low=3.1 ci-high=6.7"),
        },
    ),
    Shape(
        52,
        "mean percent change 26.7%",
        {
            "mean percent change 26.7%": "mean-percent-change=26.7",
            "percent change 26.7%": "percent-change=26.7",
        },
    ),
    Shape(
        53,
        "11.1 to 0.4 events per year",
        {"from 11.1 to 0.4 events per year": "baseline=11.1 final=0.4"},
    ),
    Shape(
        54,
        "4.1 (3.2-5.4) bleeds, annualized",
        {"4.1 bleeds per year (95% CI 3.2-5.4)": "rate=4.1 ci-low=3.2 ci-high=5.4"},
    ),
    Shape(
        55,
        "rate ratio before to after 0.46 (0.26-0.81)",
        {"IRR 0.46 (95% CI 0.26-0.81)": "rate-ratio=0.46 ci-low=0.26 ci-high=0.81"},
    ),
    Shape(56, "98.2% reduction", {"reduction 98.2%": "reduction=98.2"}),
    Shape(
        57,
        "33 and 52 person-years",
        {"33 person-years": "quantity=33", "52 person-years": "quantity=52"},
    ),
    Shape(58, "496 per 10,000 person-years", {"496 per 10,000 person-years": "rate=496"}),
    # population: itt and population: per-protocol, two results.
    Shape(59, "26.1% / 26.0%", {"26.1%": "percent=26.1", "26.0%": "percent=26.0"}),
    Shape(
        60,
        "bleed rate 20, imputed; interim of 82 patients",
        {"20 per year imputed": "rate=20", "82 patients interim": "count=82"},
    ),
    Shape(
        61,
        "-0.33 (-1.06 to 0.4)",
        {"SMD -0.33 (95% CI -1.06 to 0.4)": ("standardized-mean-difference=-0.33 ci-low=-1.06 ci-high=0.4")},
    ),
    Shape(
        62,
        "-0.06 (-0.14 to 0.02)",
        {"WMD -0.06 (95% CI -0.14 to 0.02)": ("weighted-mean-difference=-0.06 ci-low=-0.14 ci-high=0.02")},
    ),
    Shape(
        63,
        "I squared 40%",
        {"I2 40%": "i-squared=40", "tau2 0.31; Q 152.2": "tau-squared=0.31 cochran-q=152.2"},
    ),
    Shape(
        64,
        "12%-39% across studies",
        {"range across studies 12%-39%": "range-low=12 range-high=39"},
    ),
    Shape(65, "mean of study rates 84%", {"mean of study rates 84%": "mean-of-study-rates=84"}),
    Shape(66, "no eligible study", {"none": "count=0", "none studies": "count=0"}),
    Shape(
        67,
        "93.3% (68.1-99.8)",
        {"sensitivity 93.3% (95% CI 68.1-99.8)": "sensitivity=93.3 ci-low=68.1 ci-high=99.8"},
    ),
    # Four results, the number analyzed a fifth.
    Shape(
        68,
        "sensitivity, specificity, PPV and NPV 87, 57, 29, 96%, n=9283",
        {
            "sensitivity 87%; specificity 57%; PPV 29%; NPV 96%": (
                "sensitivity=87 specificity=57 ppv=29 npv=96"
            ),
            "9283": "count=9283",
        },
    ),
    Shape(
        69,
        "100 (>99.9 to 100)",
        {"specificity 100% (95% CI >99.9-100)": "specificity=100 ci-low=99.9 ci-high=100"},
    ),
    Shape(
        70,
        "detected 99.0% (92.0-99.9); false positives 0.02%",
        {
            "detection rate 99.0% (95% CI 92.0-99.9); false-positive rate 0.02%": (
                "detection-rate=99.0 ci-low=92.0 ci-high=99.9 false-positive-rate=0.02"
            )
        },
    ),
    Shape(
        71,
        "4 false negatives and 0 false positives per 100,000",
        {
            "FN 4 per 100,000; FP 0 per 100,000": "false-negatives=4 false-positives=0",
            "4 events per 100,000": "rate=4",
        },
    ),
    Shape(
        72,
        "likelihood ratios 8.9 (5.7-14.1) and 0.49",
        {
            "LR+ 8.9 (95% CI 5.7-14.1); LR- 0.49": (
                "positive-likelihood-ratio=8.9 ci-low=5.7 ci-high=14.1 negative-likelihood-ratio=0.49"
            )
        },
    ),
    Shape(
        73,
        "6586.60 (1696.39-25573.83)",
        {
            "DOR 6586.60 (95% CI 1696.39-25573.83)": (
                "diagnostic-odds-ratio=6586.60 ci-low=1696.39 ci-high=25573.83"
            )
        },
    ),
    Shape(74, "AUC >0.98", {"AUC >0.98": "auc=0.98"}),
    # One column per model.
    Shape(75, "0.88 vs 0.75", {"C-index 0.88": "c-index=0.88", "C-index 0.75": "c-index=0.75"}),
    Shape(76, "9% reclassified, net", {"NRI 9%": "net-reclassification=9"}),
    Shape(77, "97%; kappa 0.44", {"agreement 97%; kappa 0.44": "agreement=97 kappa=0.44"}),
    Shape(
        78,
        "440 (17.5%) of 2,517",
        {"yield 440/2,517 (17.5%)": "count=440 total=2517 yield=17.5"},
    ),
    Shape(79, "about 83%", {"penetrance ~83%": "penetrance=83"}),
    # at: age 85
    Shape(
        80,
        "3.4-fold (2.4-5.9) by age 85",
        {"3.4-fold (95% CI 2.4-5.9)": "fold=3.4 ci-low=2.4 ci-high=5.9"},
    ),
    Shape(
        81,
        "6.02% (4.58-7.42), credible interval",
        {"6.02% (95% CrI 4.58-7.42)": "percent=6.02 credible-low=4.58 credible-high=7.42"},
    ),
    Shape(
        82,
        "lower limit 0.73%, one-sided 98% interval",
        {"6% (98% CI >=0.73 one-sided)": "percent=6 ci-low=0.73"},
    ),
    Shape(83, "Bayes factor 2.07", {"Bayes factor 2.07": "bayes-factor=2.07"}),
    Shape(
        84,
        "1.2 (1.0-2.0) tested for one diagnosis",
        {
            "number needed to test 1.2 (95% CI 1.0-2.0)": (
                "number-needed-to-test=1.2 ci-low=1.0 ci-high=2.0"
            ),
            "NNT 12; NNH 30": "nnt=12 nnh=30",
        },
    ),
    Shape(85, "12.33 QALYs for one strategy", {"12.33 QALYs": "quantity=12.33"}),
    # One population per risk group.
    Shape(
        86,
        "9, 14, 19% with intervals for low, intermediate, high risk",
        {
            "9% (95% CI 4-14)": "percent=9 ci-low=4 ci-high=14",
            "14%": "percent=14",
            "19%": "percent=19",
        },
    ),
    # population: over-2cm, at: 2 y
    Shape(87, ">2 cm: 21% vs 56%", {"21%": "percent=21", "56%": "percent=56"}),
    # One population per stage.
    Shape(
        88,
        "31.35, 17.4, 6.8 months by stage",
        {
            "median 31.35 months": "median=31.35",
            "median 17.4 months": "median=17.4",
            "median 6.8 months": "median=6.8",
        },
    ),
    # role: baseline
    Shape(
        89,
        "2.5 vs 1.9 cm, p<.001",
        {
            "median 2.5 cm": "median=2.5",
            "median 1.9 cm": "median=1.9",
            "p <.001": "p-value=0.001",
        },
    ),
    # role: eligibility, or the definition of a population
    Shape(
        90,
        "4 cm or less; >5-6 cm",
        {
            "<=4 cm": "quantity=4",
            "range >5-6 cm": "range-low=5 range-high=6",
            "range 1-2 lesions": "range-low=1 range-high=2",
        },
    ),
    Shape(
        91,
        "at least 6 h/day for at least 7 days",
        {">=6 h/day for >=7 days": "quantity=6 duration=7"},
    ),
    Shape(
        92,
        "about 14 months, from a graph",
        {"~14 months read from graph": "quantity=14"},
    ),
    Shape(
        93,
        "comparable; predictors without effect size",
        {
            "comparable": "verbal=comparable",
            "no significant difference": "verbal=no significant difference",
            "not associated": "verbal=not associated",
            "favors index": "verbal=favors index",
        },
    ),
    # Two results with two columns each.
    Shape(
        94,
        "29 and 29 months, 23% and 26%",
        {"median 29 months": "median=29", "23%": "percent=23", "26%": "percent=26"},
    ),
    # The same cell in both columns.
    Shape(95, "20% of both groups", {"20%": "percent=20"}),
    Shape(
        96,
        "survival by tumor type was not given",
        {"not reported": "unspecified=not-reported", "median not reported": "median=not-reported"},
    ),
    Shape(
        97,
        "NR, NA, dash, blank cell",
        {
            "not reported": "unspecified=not-reported",
            "not reached": "unspecified=not-reached",
            "not applicable": "unspecified=not-applicable",
            "HR not estimable": "hazard-ratio=not-estimable",
            "not extracted": "unspecified=not-extracted",
            "p not reported": "p-value=not-reported",
        },
    ),
    # role: flow; at: [baseline, 4 wk, 24 wk]
    Shape(
        98,
        "1,944 randomized, 1,819 at week 4, 1,541 at week 24",
        {"1,944": "count=1944", "1,819": "count=1819", "1,541": "count=1541"},
    ),
    # The completion date is a field of the registration.
    Shape(99, "360 planned, Jun 2025", {"360 planned": "count=360"}),
    Shape(
        100,
        "0.46% (0.24-5.21)",
        {"prevalence 0.46% (95% CI 0.24-5.21)": "prevalence=0.46 ci-low=0.24 ci-high=5.21"},
    ),
]
