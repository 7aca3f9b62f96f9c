"""Which numbers of a text are results, and which are names, limits, doses, dates and times."""

from __future__ import annotations

import pytest

from kb.records.prose_numbers import doubtful_places, is_in_name, result_numbers
from kb.records.scalars import NumberRule, Refused, check_numbers

RESULTS = """\
Of 12 patients, seven died
12 of them died
recurrence in 12 of 84 patients
the hazard ratio was 0.53
HR 0.53 (95% CI, 0.3 to 0.9)
survival differed (p<.001)
survival differed, p = .04
overall survival was 97%
97 percent survived
more than 90% of patients survived
up to 64% were cured
a median of 14 months
mortality fell from 12% to 7%
Five of 40 eyes improved
median follow-up was 12 months
mean age, 65 years
a sensitivity of 0.93
children (n=40)
3.4-fold higher
7/180 (3.9%)
9.1 per 100,000 live births
1 in 250 births
in 3 studies
there were 7 deaths
the AUC was 0.97
kappa 0.44
bleeding fell by 98.2%
33 procedures in 25 patients
the risk was 3 times higher
2016 patients were enrolled
IQR 3 to 9
one of 12 died
in 2016 patients with madeupitis
In 1990 patients there was a recurrence
40 were randomized
seven were lost and 3 withdrew
survival was 14 vs 11 months
there were 5 false positives
r = 0.71
FEV1 was 45%
survival above 90% of patients"""
"""What is a result whatever stands around it."""

DOUBTFUL = """\
survival was 14 months
they lived 14 months longer
it improved by 4.9 points
the score rose from 3 to 7
they scored 25
the pooled estimate was 0.86
survival improved by 3 months
tumors measured 3.4 cm
the difference was 2
recurrence occurred in 7
the cost was $45,000 per QALY
deaths numbered 12
after treatment with madeup acid 9
weight fell by 3.4 kg
LDL cholesterol was 70 mg/dL
blood loss of 200 mL
the score was 25"""
"""What is a result unless the vocabulary has it in a name."""

NO_RESULTS = """\
trisomy 21
fetal trisomy 21, 18, or 13
HPV 16 and 18
Gleason 7 cancers
a Gleason score of 7 or lower
Gleason 3+4
stage 3 disease
stage 2A
5q spinal muscular atrophy
22q11.2 deletion
BRCA1 and BRCA2
type 2 diabetes
HER2
PD-L1
CA 19-9
COVID-19
grade 3 or 4 events
the 6-minute walk test
18F-FDG
yttrium-90
5-fluorouracil
47,XXY
12 mg intrathecally every 4 months
4 loading doses on days 1, 15, 29, and 64
50 mg/kg
a 3-T magnet
survival at 5 years
5-year survival
1-, 3-, and 5-year survival
within 30 days
at age 13 months
aged 18 to 65 years
adults 65 years or older
infants 6 months of age or younger
tumors >3 cm
tumors of 3 cm or smaller
tumors between 3 and 5 cm
PSA above 4 ng/mL
a score of 7 or more
since 2015
on December 23, 2016
FDA 510(k) clearance
randomized 2:1
phase 2/3
week 24
a follow-up of 6 months
a 5-point Likert scale
SF-36 and EQ-5D
BI-RADS 4 lesions
PI-RADS 3 or higher
factor 8
omega-3 fatty acids
95% confidence intervals were not reported
response was defined as at least a 50% reduction
results less than 6 months old
6 h/day for at least 7 days
the 95th percentile
PD-L1 expression of 1% or more
3 times daily
between 2012 and 2019
version 3.2024 of the guideline
10 or more lesions
series of at least 10 patients
a noninferiority margin of 10 percentage points
a 21-gene recurrence score
alpha was set at .05
1p/19q codeletion
the 2019 guideline
patients with stenosis of more than 70%
policy 7.01.75
stage II or 3 disease
MADE2D6 *4 carriers
a *2/*17 genotype
the trial was done at 1 center
A1c above 7%
HbA1c ≥ 7%
ejection fraction <=35%
lifetime risk above 20%
a tumor proportion score of at least 50%
stenosis of 70% or more
T-score below -2.5
ECOG performance status 0 or 1
a copy number of 2 or 3
3 MADE2 copies
55 to 200 CGG repeats
t(9;22)(q34;q11)
inv(16)
trisomies 13 and 18
platelets of at least 100 x 10^9/L
AHI >= 15 events per hour
best corrected visual acuity 20/100
a visual analog scale of 0 to 10
scored 0 to 40, higher is worse
5 mL of 2% madeupcaine
0.9% saline
ages 6 months to 17 years
up to 3 tumors of 3 cm or less
two freeze cycles of 10 minutes
iodine 131
section 1861(s)(2)(K)
recommendation 4
a 50% reduction defined response
80% power
after 2 prior therapies
6 weeks of conservative therapy
limited to 1 test per lifetime
in 2016 the patients were followed
systolic blood pressure of 140 mm Hg or higher
patients over 65 were excluded
patients with BRAF V600 were excluded"""

DEFINITIONS = """\
a reduction of at least 50% in seizure days
start at 30% to 80% of the full dose
about 10% of the usual starting dose
a 50% reduction
hemoglobin below 12 g/dL
a 5-year risk above 20%
FEV1 below 80% of predicted
FEV1 of 30% to 50% predicted
at least a 2-fold increase in the titer
a risk above 1 in 300"""
"""Shares that are limits where a text defines."""


def _doubtful(text: str) -> list[str]:
    return [text[start:end] for start, end in doubtful_places(text)]


@pytest.mark.parametrize("text", RESULTS.splitlines())
def test_a_result_is_told_whatever_stands_around_it(text: str) -> None:
    assert result_numbers(text)


@pytest.mark.parametrize("text", DOUBTFUL.splitlines())
def test_what_may_be_a_name_is_doubted(text: str) -> None:
    assert result_numbers(text) == []
    assert _doubtful(text)


@pytest.mark.parametrize("text", NO_RESULTS.splitlines())
def test_names_limits_doses_dates_and_times_are_no_results(text: str) -> None:
    assert (result_numbers(text), _doubtful(text)) == ([], [])


@pytest.mark.parametrize("text", DEFINITIONS.splitlines())
def test_a_definition_may_hold_shares_as_limits(text: str) -> None:
    assert result_numbers(text, defining=True) == []


def test_a_result_is_shown_with_what_makes_it_one() -> None:
    text = "Of 84 patients, 12% died (HR 0.5; 95% CI 0.3 to 0.9; p=.02) by [[doe-2020/pain/drug@1y]]."
    assert result_numbers(text) == ["84 patients", "12%", "HR 0.5", "CI 0.3", "p=.02"]


def test_a_number_in_a_mark_is_none() -> None:
    assert result_numbers("[[doe-2020/pain/drug@1y,40-patients]] and [@doe-2020]") == []
    assert _doubtful("[[doe-2020/pain/drug@14]]") == []


def test_a_number_in_a_name_of_the_vocabulary_is_none() -> None:
    """Names are known whole and in any case; a number beside one stays doubtful."""
    names = frozenset({"madeup acid 9"})
    text = "Madeup acid 9 helped 12, and acid 9 did not."
    assert [is_in_name(text, place, names) for place in doubtful_places(text)] == [True, False, False]


def test_a_long_text_is_read_at_once() -> None:
    """No pattern tries a text of numbers and small words in ever more ways."""
    assert result_numbers("the value of " * 200 + "1 to 2, and 3 or " * 200) == []


def test_a_year_before_people_takes_a_comma() -> None:
    """What looks like a year and like a count is refused, and the message says how a year is written."""
    with pytest.raises(Refused) as refused:
        check_numbers("in 2016 patients were asked", NumberRule("Enter it."))
    assert refused.value.remedy == "Enter it. Where 2016 is a year, write `in 2016, patients`."
    check_numbers("in 2016, patients were asked", NumberRule("Enter it."))


def test_a_number_of_studies_is_said_to_stand_in_words() -> None:
    with pytest.raises(Refused) as refused:
        check_numbers("Pooled over 2 randomized trials, fewer died.", NumberRule("Enter it."))
    assert refused.value.remedy.startswith(
        "How many studies there are stands in words: two randomized trials."
    )
    with pytest.raises(Refused) as refused:
        check_numbers("In 2 trials, 12% died.", NumberRule("Enter it."))
    assert refused.value.remedy.startswith("Enter it.")
