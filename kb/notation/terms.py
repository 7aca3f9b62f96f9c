"""The closed lists of words besides statistics and units: spreads, qualifiers, words for no value."""

INTERVALS = {
    "CI": ("ci-low", "ci-high"),
    "CrI": ("credible-low", "credible-high"),
    "PI": ("prediction-low", "prediction-high"),
}
"""Intervals that have a level: label to the statistics of the two ends."""

RANGES = {"range": ("range-low", "range-high"), "IQR": ("iqr-low", "iqr-high")}
DEVIATIONS = {"SD": "sd", "SE": "se"}

ACROSS = "across-studies"
QUALIFIERS: dict[str, str] = {
    "adjusted": "adjusted",
    "unadjusted": "unadjusted",
    "imputed": "imputed",
    "interim": "interim",
    "planned": "planned",
    "read-from-graph": "read from graph",
    "one-sided": "one-sided",
    "for-interaction": "for interaction",
    "for-trend": "for trend",
    "for-noninferiority": "for noninferiority",
    "for-superiority": "for superiority",
    "for-heterogeneity": "for heterogeneity",
    "for-equivalence": "for equivalence",
    "fdr-adjusted": "FDR-adjusted",
    "multiplicity-adjusted": "adjusted for multiplicity",
    "nominal": "nominal",
    ACROSS: "across studies",
}
"""Qualifier slugs to the words that follow a statement (``across studies``: follow the name)."""

P_QUALIFIERS = frozenset(
    {slug for slug in QUALIFIERS if slug.startswith("for-")}
    | {"fdr-adjusted", "multiplicity-adjusted", "nominal"}
)
"""Qualifiers that only a p value can have."""

BEFORE_P = {
    "one-sided": "one-sided",
    "adjusted": "adjusted",
    "unadjusted": "unadjusted",
    "fdr-adjusted": "FDR-adjusted",
    "multiplicity-adjusted": "multiplicity-adjusted",
    "nominal": "nominal",
}
"""Qualifiers that a reader finds before a p value: ``one-sided p=.04``."""

ABSENT: dict[str, str] = {
    "not-reported": "not reported",
    "not-reached": "not reached",
    "not-available": "not available",
    "not-assessed": "not assessed",
    "not-applicable": "not applicable",
    "not-estimable": "not estimable",
    "not-extracted": "not extracted",
}
"""Reasons for no value to the words written for them."""

VERBAL = (
    "no significant difference",
    "comparable",
    "favors index",
    "favors reference",
    "associated",
    "not associated",
    "higher",
    "lower",
)
"""Findings a source states in words alone."""

NOT_SIGNIFICANT = "not significant"
