"""Other accepted ways of writing a cell, and the canonical form they come back in."""

import pytest

from kb.notation import display, parse, render

VARIANTS = {
    "7 of 180": "7/180",
    "none of 33": "none/33",
    "26 (84%) of 31": "26/31 (84%)",
    "26 (84%) of 31 lesions": "26/31 lesions (84%)",
    "99 patients [11.9%]": "99 patients (11.9%)",
    "1 lesions": "1 lesion",
    "7/180 (3.9%, 95% CI 1.6-7.9)": "7/180 (3.9%) (95% CI 1.6-7.9)",
    "yield 440 (17.5%) of 2,517": "yield 440/2,517 (17.5%)",
    "about 14 months": "~14 months",
    "at least 6 h/day for at least 7 d": ">=6 h/day for >=7 days",
    "\N{LESS-THAN OR EQUAL TO}4 cm": "<=4 cm",
    "median 25 mo": "median 25 months",
    "Median, 25 months (range, 8-64)": "median 25 months (range 8-64)",
    "median 25 months (range 8-64 months)": "median 25 months (range 8-64)",
    "hazard ratio 0.3": "HR 0.3",
    "adjusted HR 0.3": "HR 0.3 adjusted",
    "OR, 4.66 (95% confidence interval, 1.38 to 15.73)": "OR 4.66 (95% CI 1.38-15.73)",
    "RD -18.0% (95% CI, \N{MINUS SIGN}42.0 to 5.9)": "RD -18.0% (95% CI -42.0 to 5.9)",
    "range 8\N{EN DASH}64 months": "range 8-64 months",
    "mean 30.4 (standard deviation 10.4)": "mean 30.4 (SD 10.4)",
    "mean 30.4 (SEM 10.4)": "mean 30.4 (SE 10.4)",
    "mean 30.4 (standard error of the mean, 10.4)": "mean 30.4 (SE 10.4)",
    "mean 0 m/sec (SE 0.02)": "mean 0 m/s (SE 0.02)",
    "difference in LS means -17.0 (95% CI, -21.8 to -12.2)": "LSMD -17.0 (95% CI -21.8 to -12.2)",
    "p=.767": "p .767",
    "p = 0.037": "p 0.037",
    "P<.001": "p <.001",
    "p value .02": "p .02",
    "p=NS": "p not significant",
    "p 1.9x10-4": "p 1.9x10^-4",
    "p 1.9e-4": "p 1.9x10^-4",
    "I\N{SUPERSCRIPT TWO} 40%": "I2 40%",
    "p FDR .043": "p .043 FDR-adjusted",
    "trend p<.001": "p <.001 for trend",
    "P for heterogeneity = .2": "p .2 for heterogeneity",
    "1-sided p=.04": "p .04 one-sided",
    "p=.04, one-sided": "p .04 one-sided",
    "Bonferroni-adjusted p=.02": "p .02 adjusted for multiplicity",
    "p .02 adjusted for multiple comparisons": "p .02 adjusted for multiplicity",
    "noninferiority p<.001": "p <.001 for noninferiority",
    "nominal p=.01": "p .01 nominal",
    "HR 0.8 (one-sided 97.5% CI, 0.6 to infinity)": "HR 0.8 (97.5% CI >=0.6 one-sided)",
    "HR 0.8 (95% CI < 1.3, one-sided)": "HR 0.8 (95% CI <1.3 one-sided)",
    "HR 0.8 (upper limit of 95% CI 1.28)": "HR 0.8 (95% CI <=1.28 one-sided)",
    "HR 0.8 (95% HDI 0.6-0.9)": "HR 0.8 (95% CrI 0.6-0.9)",
    "RR 0.8 (95% CI 0.7-0.9; I2 40%, p=.02)": "RR 0.8 (95% CI 0.7-0.9); I2 40%; p .02",
    "Tau2 = 0.00; Chi2 = 1.2, df = 3 (P = .7); I2 = 0%": "tau2 0.00; Q 1.2; p .7; I2 0%",
    "p=.02 (trend)": "p .02 for trend",
    "P=.01 for noninferiority, one-sided": "p .01 for noninferiority one-sided",
    "p .017 adjusted, .031 unadjusted": "p .017 adjusted; p .031 unadjusted",
    "P value for interaction, .12": "p .12 for interaction",
    "p=.002, uncorrected": "p .002 nominal",
    "BH-adjusted p = .04": "p .04 FDR-adjusted",
    "log-rank p = .03": "p .03",
    "lower bound of 95% CI 88.1%": "95% CI >=88.1% one-sided",
    "median 20.1 months (95% CI 17.0 to NE)": "median 20.1 months (95% CI 17.0 to not estimable)",
    "median 20.1 months (95% CI 17.0-NR)": "median 20.1 months (95% CI 17.0 to not reached)",
    "HR 0.8 (no CI reported)": "HR 0.8 (CI not reported)",
    "moderate heterogeneity (I2 50%)": "I2 50%",
    "RR 0.8 (I2 40%)": "RR 0.8; I2 40%",
    "median not yet reached": "median not reached",
    "2.3/100 PY": "2.3 per 100 person-years",
    "1.2 falls per patient per month": "1.2 falls per patient-month",
    "not measured": "not assessed",
    "median not assessed months": "median not assessed",
    "lower limit 0.73%": "CI >=0.73% one-sided",
    "98% one-sided CI >0.73%": "98% CI >0.73% one-sided",
    "95% CI, 17 to 27 months": "95% CI 17-27 months",
    "not calculable": "not estimable",
    "9.1 per 100 000 live births": "9.1 per 100,000 live births",
    "1 in 6000 live births": "1/6000 live births",
    "2.1 per 1,000 catheter-days": "2.1 per 1,000 catheter-days",
    "7/180 (3.9)": "7/180 (3.9%)",
    "51 (37/73)": "51% (37/73)",
    "n=99 [11.9%]": "99 (11.9%)",
    "1 in 250": "1/250",
    "up to 64%": "<=64%",
    "HR 0.3, p .02": "HR 0.3; p .02",
    "HR=0.69; 95% CI, 0.56 to 0.85": "HR 0.69 (95% CI 0.56-0.85)",
    "HR, 0.69 (95% CI, 0.56-0.85; P=.02)": "HR 0.69 (95% CI 0.56-0.85); p .02",
    "RR 0.69 [0.56, 0.85]": "RR 0.69 (CI 0.56-0.85)",
    "MD -3 (-5; -1)": "MD -3 (CI -5 to -1)",
    "sensitivity 93.3% (68.1 to 99.8)": "sensitivity 93.3% (CI 68.1-99.8)",
    "aHR 0.7 (95% CI 0.5-0.9)": "HR 0.7 (95% CI 0.5-0.9) adjusted",
    "uOR 0.7": "OR 0.7 unadjusted",
    "p for trend = .04": "p .04 for trend",
    "HR 2; P-interaction<.001": "HR 2; p <.001 for interaction",
    "p=.04 (one-sided)": "p .04 one-sided",
    "$100,000 per QALY": "100,000 US dollars per QALY",
    "9.1 per 100,000 live births": "9.1 per 100,000 live births",
    "median (range) 22.0 (3-42) days": "median 22.0 days (range 3-42)",
    "mean \N{PLUS-MINUS SIGN} SD: 30.4 \N{PLUS-MINUS SIGN} 10.4": "mean 30.4 (SD 10.4)",
    "n (%) 23 (46)": "23 (46%)",
    "  97 %  ": "97%",
}


@pytest.mark.parametrize(("variant", "canonical"), VARIANTS.items())
def test_variant_comes_back_in_canonical_form(variant: str, canonical: str) -> None:
    assert render(parse(variant)) == canonical


@pytest.mark.parametrize("canonical", sorted(set(VARIANTS.values())))
def test_canonical_form_stays(canonical: str) -> None:
    """A cell in canonical form is written as it was read."""
    assert render(parse(canonical)) == canonical


@pytest.mark.parametrize(
    "cell",
    ["median 25 months (range 8-64)", "HR 0.3 (95% CI 0.1-0.9); p .02", "mean 4 (SD 2, SE 1)"],
)
def test_displayed_text_can_be_typed_back(cell: str) -> None:
    assert render(parse(display(parse(cell)))) == cell
