"""Which numbers are no figures by how they stand, and which look alike and are."""

from __future__ import annotations

import pytest

from kb.audit.exemptions import REASONS, accounted_by_form
from kb.audit.text_numbers import numbers_in

#: By rule, texts whose every number it accounts for.
NO_FIGURES = {
    "citation": [
        "as reported [12] before",
        "as reported.[3,4]",
        "in trials [5-7]",
        "of the liver.12 Later",
        "liver,12,13 and",
        "the liver.12 Later",
        "Doe et al12 reported",
        "as others found (12,13).",
        "7. Madeup AB, Roe C. A trial of 40. 2020; 12(3): 1-9.",
    ],
    "name": [
        "yttrium-90 microspheres",
        "HER2 positive",
        "COVID-19",
        "the 510(k) process",
        "category 2A",
        "CA19-9",
        "IL-6",
        "a 3D scan",
        "SARS-CoV-2",
        "BRCA1/2 variants",
        "the 4Kscore test",
        "by 23andMe",
        "10x Genomics assays",
    ],
    "legend": [
        "Table 2. Survival of 180 patients at 5 years",
        "Abbreviations: BMI, body mass index (30 kg/m2)",
        "*p<.05; **p<.01",
        "Figure 1: Flow of 360 patients",
    ],
    "ordinal": ["the 3rd session", "on the 21st day"],
    "decade": ["in the 1990s"],
    "interval-level": ["95% confidence interval", "90% CI", "97.5% one-sided confidence limit", "95% CrI"],
    "classification": [
        "a phase 3 trial",
        "grade 3 or 4 events",
        "grades 3-4",
        "type 2 diabetes",
        "exons 19 and 21",
        "ECOG 0-1",
        "level 1 evidence",
        "NYHA class 2",
        "stage 2b disease",
    ],
    "instrument": ["the 6-minute walk test", "a 70-gene assay", "a 5-point Likert scale", "the 36-item form"],
    "version": ["version 2.2021", "(v.3.2021)"],
    "cross-reference": ["see Table 2", "Figures 1 and 2", "Appendix 1", "page 17", "Page 3 of 17"],
    "enumeration": ["(1) ice forms, (2) blood clots, and (3) cells die", "1. First\n2. Second"],
    "identifier": [
        "NCT01234567",
        "PMID 12716090",
        "CPT code 76940",
        "ICD-10-CM C22.0",
        "https://example.org/a/2021",
        "at (800) 555-0100",
        "doi:10.1000/182",
        "policy 7.01.75",
    ],
    "power": ["\N{MULTIPLICATION SIGN}10⁻⁴", "x 10^-4", "x10-4"],
    "ratio": ["randomized 1:1", "in a 2:1:1 ratio"],
    "denominator": ["events per 100,000", "per 1000 tests"],
    "significance": ["p<.05 was considered significant", "significance was set at p<.05"],
    "idiom": [
        "one of several options",
        "one or more studies",
        "a two-sided test",
        "one another",
        "2-by-2 table",
    ],
}
#: Texts that look alike, with the numbers of them that are figures.
FIGURES = {
    "99 [12] patients": ["99", "12"],
    "n=99 [11.9%]": ["99", "11.9"],
    "(95%) of patients": ["95"],
    "a 5-year rate": ["5"],
    "day-30 mortality": ["30"],
    "in 3 phases": ["3"],
    "levels of 5 ng/mL": ["5"],
    "a level less than 100 ng/dL": ["100"],
    "one of 40 patients died": ["one", "40"],
    "one death": ["one"],
    "vs. 33 months": ["33"],
    "between 2003 and now": ["2003"],
    "(3) patients died": ["3"],
    "a 3-point improvement": ["3"],
    "a reference group of 40": ["40"],
    "p=.05": [".05"],
    "a type of 30 lesions": ["30"],
    "approximately 14 months": ["14"],
    "2.5% in stages": ["2.5"],
    "10mg a day": ["10"],
    "scores (3, 4) were": ["3", "4"],
}


def left(text: str) -> list[str]:
    """The numbers of a text that no rule accounts for."""
    spans = [(start, stop) for start, stop, _ in accounted_by_form(text, 0, len(text))]
    return [
        text[number.start : number.stop]
        for number in numbers_in(text)
        if not any(start <= number.start and number.stop <= stop for start, stop in spans)
    ]


@pytest.mark.parametrize(
    ("key", "text"), [(key, text) for key, texts in NO_FIGURES.items() for text in texts]
)
def test_a_rule_accounts_for_numbers_that_are_no_figures(key: str, text: str) -> None:
    assert list(numbers_in(text))
    assert left(text) == []
    assert key in {reason.key for _, _, reason in accounted_by_form(text, 0, len(text))}


@pytest.mark.parametrize("text", FIGURES)
def test_no_rule_accounts_for_a_figure(text: str) -> None:
    assert left(text) == FIGURES[text]


def test_every_rule_is_tested() -> None:
    assert {reason.key for reason in REASONS} == set(NO_FIGURES)
