"""What lost signs leave behind in titles and names."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import Severity
from kb.checks.rules.signs_lost_in_title import check_signs_lost_in_title
from kb.evidence.references import Author
from tests.builders.references import reference

WHOLE = """
Percutaneous ablation of hepatocellular carcinomas of 3 cm or less
Radiofrequency ablation of liver tumors larger than 3 cm
Microwave ablation for hepatocellular carcinomas up to 5 cm in diameter
Outcomes of renal tumors of 4-7 cm
Outcomes of renal tumors of 4 to 7 cm
Thermal ablation of a tumor of 2 cm
Management of a 2-cm lesion of the pancreas
Kidney stones of 10-20 mm: shock waves or ureteroscopy?
Stones \u226510 mm treated by ureteroscopy
Treatment of tumors, 3 cm and 5 cm margins compared
Liver transplant in children 5 years after chemotherapy
Quality of life of patients 2 years following surgery
Results in adults 10 years of follow-up
Vaccination of adults 65 years and older
Vaccination of adults aged 50 years or older
Pembrolizumab in children 6 months to 17 years of age
Statins in people over 75 years
Body mass index of 35 kg/m2 or more and outcomes of surgery
Defibrillators in patients with ejection fraction of 35% or less
Defibrillators in patients with ejection fraction below 35%
Patients with HbA1c >9%
Effect of 5 mg of rivaroxaban in patients with stable disease
Two hundred patients: 10 years of experience
What is the role of ablation? A systematic review
Is cryoablation safe?
HER2-positive breast cancer: trastuzumab for 6 or 12 months
CD4 T cells and CD8 T cells in tumors
Interferon-\u03b1 in hepatitis B
The effect of TGF-\u03b2 on fibrosis
[Cryoablation of the liver: 40 cases]
A trial of a) surgery and b) radiation
Elderly patients > or =65 years with lymphoma
Patients aged < or = 60 years
Ghent criteria (2010) and ectopia lentis
H\u00e9patite et \u00e2ge: \u00e9tude
\u00c2ge et pronostic
Follow-up of patients with stage III disease
Screening of 65-year-old men for aortic aneurysm
Zoledronic acid every 12 weeks versus every 4 weeks
Phase 3 study of drug X (STUDY 301)
Survivors 18 years old and younger
Men 40 years and over
Women 20 to 39 years old
Lesions of 2 cm versus 3 cm in diameter
""".strip().splitlines()


@pytest.mark.parametrize("title", WHOLE)
def test_a_whole_title_is_no_problem(title: str) -> None:
    assert not list(check_signs_lost_in_title(reference(title=title)))


@pytest.mark.parametrize(
    ("title", "found", "severity"),
    [
        (
            "Superior local control of primary hepatocellular carcinomas of 2 cm compared with RFA",
            "carcinomas of 2 cm",
            Severity.WARNING,
        ),
        ("Growth hormone in children 18 years with short stature", "children 18 years", Severity.WARNING),
        ("Ureteroscopy for stones 10 mm", "stones 10 mm", Severity.WARNING),
        ("Fractures in women aged 65 years", "women aged 65 years", Severity.NOTE),
        (
            "Devices in patients with ejection fraction 35%",
            "patients with ejection fraction 35",
            Severity.WARNING,
        ),
        ("Surgery for patients with a body mass index of 35", "patients with a body mass index of 35", None),
        ("Small tumors ( 3 cm) of the kidney", "( 3", None),
        ("Lymphoma in patients aged or =65 years", "or =65", None),
        ("Serum ?-fetoprotein in liver disease", "?-fetoprotein", None),
        ("The role of TGF-? in fibrosis", "TGF-?", None),
        ("Treatment-na?ve patients", "Treatment-na?ve", None),
        ("Sj\u00c3\u00b6gren syndrome", "Sj\u00c3\u00b6gren", None),
        ("Cost \u00e2\u20ac\u201c effectiveness", "\u00e2\u20ac\u201c", None),
        ("Tumors &lt;3 cm", "&lt;3", None),
        ("H<sub>2</sub> blockers", "H<sub>2</sub>", None),
        ("Tumors \uf0a33 cm", "\uf0a33", None),
        ("A title (with half a bracket", "A title (with half a bracket", None),
    ],
)
def test_a_loss_is_told_with_the_words_around_it(title: str, found: str, severity: Severity | None) -> None:
    (problem,) = check_signs_lost_in_title(reference(title=title))
    assert (problem.place, problem.found) == ("title", found)
    assert severity in (None, problem.severity)


def test_names_of_authors_and_journals_are_read_too() -> None:
    one = reference(authors=(Author("M\u00c3\u00bcller", "A", None, None), "Roe R"), journal="Ann&amp;Surg")
    assert [problem.place for problem in check_signs_lost_in_title(one)] == ["container-title", "doe-2020/1"]
    accents = reference(authors=("Müller A", "Šmíd B", "Åström C", "Ângelo D"), journal="Ai Zheng")
    assert not list(check_signs_lost_in_title(accents))


@given(
    st.sampled_from(["tumors", "carcinomas", "stones", "nodules"]),
    st.sampled_from(
        [
            ">{} cm",
            "larger than {} cm",
            "up to {} cm",
            "of {} cm or more",
            "of 1 to {} cm",
            "of at least {} mm",
        ]
    ),
    st.integers(2, 20),
)
def test_a_title_with_a_comparison_never_alarms(things: str, words: str, size: int) -> None:
    title = f"Ablation of {things} {words.format(size)} in the liver"
    assert not list(check_signs_lost_in_title(reference(title=title)))


def test_most_lost_signs_are_found() -> None:
    chance = random.Random(5)
    lost = 0
    for _ in range(200):
        things, size = chance.choice(["tumors", "carcinomas", "stones", "lesions"]), chance.randint(1, 9)
        form = chance.choice(["{t} of {s}{n} cm", "{t} {s}{n} cm", "{t} ({s}{n} cm)", "adults {s}{n}5 years"])
        sign = chance.choice("<>\u2264\u2265")
        title = f"Outcomes of {form.format(t=things, s=sign, n=size)} after treatment"
        assert not list(check_signs_lost_in_title(reference(title=title)))
        instead = chance.choice(["", " ", "&lt;", "?"])
        damaged = " ".join(title.replace(sign, instead).split())
        lost += bool(list(check_signs_lost_in_title(reference(title=damaged))))
    assert lost / 200 > 0.5
