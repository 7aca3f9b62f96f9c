"""The closed list of statistics: what a figure can be."""

from typing import NamedTuple


class Statistic(NamedTuple):
    """What a figure measures. The notation writes the abbreviation, else the name."""

    name: str
    abbreviation: str
    meaning: str
    group: str

    @property
    def written(self) -> str:
        return self.abbreviation or self.name


# slug | name | abbreviation | meaning, by group
_TABLE = """
[count]
count | count | | how many were counted
total | total | | out of how many the count was taken
[proportion]
percent | percent | | share of the total, in percent
[quantity]
quantity | quantity | | one measured or required amount, in its unit
duration | duration | | how long a required amount has to last
rate | rate | | events per unit of time, persons or person-time
fold | fold | | how many times as large
[center]
median | median | | median of the group
mean | mean | | arithmetic mean of the group
geometric-mean | geometric mean | | geometric mean of the group
least-squares-mean | least-squares mean | LSM | mean estimated by a model
mean-of-study-rates | mean of study rates | | mean over studies of a rate, unweighted
[effect]
hazard-ratio | hazard ratio | HR | index to reference ratio of hazards
subdistribution-hazard-ratio | subdistribution hazard ratio | SHR | ratio of hazards with competing risks
odds-ratio | odds ratio | OR | index to reference ratio of odds
risk-ratio | risk ratio | RR | index to reference ratio of risks
prevalence-ratio | prevalence ratio | | index to reference ratio of prevalences
geometric-mean-ratio | geometric mean ratio | | index to reference ratio of geometric means
risk-difference | risk difference | RD | index minus reference risk
mean-difference | mean difference | MD | index minus reference mean
median-difference | median difference | | index minus reference median
least-squares-mean-difference | least-squares mean difference | LSMD | index minus reference model mean
standardized-mean-difference | standardized mean difference | SMD | mean difference in standard deviations
weighted-mean-difference | weighted mean difference | WMD | mean difference pooled with weights
rate-ratio | rate ratio | IRR | index to reference ratio of event rates
diagnostic-odds-ratio | diagnostic odds ratio | DOR | odds of a positive test, with to without disease
coefficient | coefficient | beta | change of the outcome per unit of a factor in a model
correlation | correlation | | correlation coefficient
margin | margin | | margin of noninferiority, superiority or equivalence
[ratio]
relative-risk-reduction | relative risk reduction | RRR | share of the risk that is taken away
vaccine-efficacy | vaccine efficacy | | share of cases that a vaccine prevents
standardized-incidence-ratio | standardized incidence ratio | SIR | observed to expected new cases
standardized-mortality-ratio | standardized mortality ratio | SMR | observed to expected deaths
observed-to-expected-ratio | observed-to-expected ratio | O/E | observed to expected number
incremental-cost-effectiveness-ratio | incremental cost-effectiveness ratio | ICER | cost per unit of benefit
[accuracy]
sensitivity | sensitivity | | positive tests among those with disease
specificity | specificity | | negative tests among those without disease
ppv | positive predictive value | PPV | disease among those with a positive test
npv | negative predictive value | NPV | no disease among those with a negative test
positive-likelihood-ratio | positive likelihood ratio | LR+ | how much a positive test raises the odds
negative-likelihood-ratio | negative likelihood ratio | LR- | how much a negative test lowers the odds
auc | area under the curve | AUC | area under the receiver operating characteristic curve
auc-difference | AUC difference | | difference between two areas under the curve
youden-index | Youden index | | sensitivity plus specificity minus 1
c-index | C-index | | concordance index of a prediction
kappa | kappa | | agreement beyond chance
icc | intraclass correlation coefficient | ICC | agreement of measurements, as a share of their variance
ppa | positive percent agreement | PPA | positive tests among those the comparator calls positive
npa | negative percent agreement | NPA | negative tests among those the comparator calls negative
accuracy | accuracy | | correct tests among all tests
agreement | agreement | | share of tests that agree
detection-rate | detection rate | | share of cases that the test detects
false-positive-rate | false-positive rate | | positive tests among those without disease
false-negative-rate | false-negative rate | | negative tests among those with disease
yield | yield | | share of tested in whom a diagnosis was made
net-reclassification | net reclassification improvement | NRI | net share moved to the right risk class
integrated-discrimination | integrated discrimination improvement | IDI | gain in separation of risks
bayes-factor | Bayes factor | | ratio of the probabilities of the data under two hypotheses
penetrance | penetrance | | share of carriers who develop the condition
prevalence | prevalence | | share of a population with the condition
incidence | incidence | | new cases among those at risk, as a share or over time
true-positives | true positives | TP | positive tests with disease
false-positives | false positives | FP | positive tests without disease
false-negatives | false negatives | FN | negative tests with disease
true-negatives | true negatives | TN | negative tests without disease
[heterogeneity]
i-squared | I-squared | I2 | share of variation between studies beyond chance
tau-squared | tau-squared | tau2 | variance of the effect between studies
cochran-q | Cochran Q | Q | weighted sum of squared deviations of studies from the pooled effect
[needed]
nnt | number needed to treat | NNT | treated for one more good outcome
nnh | number needed to harm | NNH | treated for one more harm
number-needed-to-test | number needed to test | | tested for one more diagnosis
number-needed-to-screen | number needed to screen | NNS | screened for one more good outcome
[change]
change | change | | final minus baseline value
mean-change | mean change | | mean of the changes
median-change | median change | | median of the changes
least-squares-mean-change | least-squares mean change | LSM change | change estimated by a model
percent-change | percent change | | change in percent of the baseline value
mean-percent-change | mean percent change | | mean of the percent changes
reduction | reduction | | size of a decrease
baseline | baseline | | value before
final | final | | value after
[test]
p-value | p value | p | probability of data as extreme if there were no difference
[words]
verbal | statement in words | | a finding the source states without a number
unspecified | no value | | no value is given and no statistic is named
[spread]
ci-low | confidence interval, low end | | low end of a confidence interval
ci-high | confidence interval, high end | | high end of a confidence interval
credible-low | credible interval, low end | | low end of a credible interval
credible-high | credible interval, high end | | high end of a credible interval
prediction-low | prediction interval, low end | | low end of a prediction interval
prediction-high | prediction interval, high end | | high end of a prediction interval
range-low | range, low end | | smallest value
range-high | range, high end | | largest value
iqr-low | interquartile range, low end | | first quartile
iqr-high | interquartile range, high end | | third quartile
sd | standard deviation | SD | standard deviation of the values
se | standard error | SE | standard error of the estimate
"""


def _read(table: str) -> dict[str, Statistic]:
    statistics, group = {}, ""
    for line in table.strip().splitlines():
        if line.startswith("["):
            group = line.strip("[]")
            continue
        slug, name, abbreviation, meaning = (part.strip() for part in line.split("|"))
        statistics[slug] = Statistic(name, abbreviation, meaning, group)
    return statistics


STATISTICS: dict[str, Statistic] = _read(_TABLE)
"""Every statistic a figure can have, by slug."""

SPREADS = frozenset(slug for slug, it in STATISTICS.items() if it.group == "spread")
"""Statistics that describe the spread or uncertainty of another figure."""

# Those the notation shows by the shape of the statement, so that no word is written for them.
_SHAPED = {"baseline", "final"}
_UNNAMED = {"count", "proportion", "quantity", "test", "words", "spread"}
NAMED = tuple(slug for slug, it in STATISTICS.items() if it.group not in _UNNAMED and slug not in _SHAPED)
"""Statistics written by name in front of a value."""

PROPORTIONS = frozenset(
    {
        "percent",
        "sensitivity",
        "specificity",
        "ppv",
        "npv",
        "accuracy",
        "agreement",
        "detection-rate",
        "false-positive-rate",
        "false-negative-rate",
        "yield",
        "penetrance",
        "prevalence",
        "incidence",
        "ppa",
        "npa",
    }
)
"""Statistics that are a percent of a total: the ones that may carry ``14/15``."""

_ALIASES = {
    "least squares mean": "least-squares-mean",
    "LS mean": "least-squares-mean",
    "relative risk": "risk-ratio",
    "GMR": "geometric-mean-ratio",
    "ratio of geometric means": "geometric-mean-ratio",
    "GMT": "geometric-mean",
    "geometric mean titer": "geometric-mean",
    "geometric mean concentration": "geometric-mean",
    "vaccine effectiveness": "vaccine-efficacy",
    "VE": "vaccine-efficacy",
    "\N{GREEK SMALL LETTER BETA}": "coefficient",
    "regression coefficient": "coefficient",
    "standardised mean difference": "standardized-mean-difference",
    "incidence rate ratio": "rate-ratio",
    "area under the ROC curve": "auc",
    "AUROC": "auc",
    "ROC AUC": "auc",
    "delta AUC": "auc-difference",
    "FPR": "false-positive-rate",
    "FNR": "false-negative-rate",
    "LR positive": "positive-likelihood-ratio",
    "LR negative": "negative-likelihood-ratio",
    "PLR": "positive-likelihood-ratio",
    "NLR": "negative-likelihood-ratio",
    "LS means": "least-squares-mean",
    "LSM difference": "least-squares-mean-difference",
    "LS mean difference": "least-squares-mean-difference",
    "difference in LS means": "least-squares-mean-difference",
    "difference in LS mean": "least-squares-mean-difference",
    "difference in LS mean difference": "least-squares-mean-difference",
    "difference in least squares means": "least-squares-mean-difference",
    "difference in means": "mean-difference",
    "LS mean change": "least-squares-mean-change",
    "risk reduction": "reduction",
    "subhazard ratio": "subdistribution-hazard-ratio",
    "sHR": "subdistribution-hazard-ratio",
    "Youden's index": "youden-index",
    "Youden's J": "youden-index",
    "O/E ratio": "observed-to-expected-ratio",
    "C statistic": "c-index",
    "C-statistic": "c-index",
    "concordance index": "c-index",
    "diagnostic yield": "yield",
    "I²": "i-squared",
    "I^2": "i-squared",
    "tau²": "tau-squared",
    "tau^2": "tau-squared",
    "Cochran's Q": "cochran-q",
    "noninferiority margin": "margin",
    "sens": "sensitivity",
    "spec": "specificity",
    "\N{GREEK SMALL LETTER KAPPA}": "kappa",
    "Cohen's kappa": "kappa",
    "\N{GREEK SMALL LETTER TAU}\N{SUPERSCRIPT TWO}": "tau-squared",
    "r": "correlation",
    "Pearson r": "correlation",
    "Spearman rho": "correlation",
    "Cohen's d": "standardized-mean-difference",
    "Cohen d": "standardized-mean-difference",
    "Hedges' g": "standardized-mean-difference",
    "Hedges g": "standardized-mean-difference",
    "absolute risk difference": "risk-difference",
    "absolute difference": "risk-difference",
    "ARD": "risk-difference",
    "positive likelihood ratio": "positive-likelihood-ratio",
    "positive LR": "positive-likelihood-ratio",
    "negative LR": "negative-likelihood-ratio",
    "+LR": "positive-likelihood-ratio",
    "-LR": "negative-likelihood-ratio",
    "NNTB": "nnt",
    "NNTH": "nnh",
}

_ADJUSTABLE = ("HR", "SHR", "OR", "RR", "IRR", "RD", "MD")
_ADJUSTMENTS = {"a": "adjusted", "u": "unadjusted", "c": "unadjusted"}
ADJUSTED_WORDS: dict[str, tuple[str, str]] = {
    f"{letter}{it.abbreviation}".lower(): (slug, qualifier)
    for letter, qualifier in _ADJUSTMENTS.items()
    for slug, it in STATISTICS.items()
    if it.abbreviation in _ADJUSTABLE
}
"""``aHR``, ``uOR`` and ``cRR`` (crude), lower case, to the statistic and the qualifier that they say."""

ARR = "ARR"
"""In capitals it is not what ``aRR`` is, and which of three it is only the source says."""
ARR_REMEDY = (
    "ARR may be an absolute risk reduction (RD with its minus), an adjusted risk ratio (aRR) or an annualized"
    " relapse rate (relapses per year): write which."
)

STATISTIC_WORDS: dict[str, str] = {
    **{word: slug for word, (slug, _) in ADJUSTED_WORDS.items()},
    **{word.lower(): slug for word, slug in _ALIASES.items()},
    **{STATISTICS[slug].name.lower(): slug for slug in NAMED},
    **{STATISTICS[slug].written.lower(): slug for slug in NAMED},
}
"""Every accepted word for a named statistic, lower case, to its slug."""
