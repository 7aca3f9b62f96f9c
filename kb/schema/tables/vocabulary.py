"""The words in which studies are described: designs, interventions, outcomes, conditions."""

from __future__ import annotations

from kb.schema.tables.base import (
    check,
)
from kb.schema.tables.derived import derived

derived(
    "design",
    "One row per study design.",
    "Key of the design, for example randomized-controlled-trial",
    check("rank_positive", "rank > 0"),
)

derived(
    "intervention",
    "One row per intervention or comparator.",
    "Key of the intervention, for example radiofrequency-ablation",
)

derived(
    "condition",
    "One row per condition or disease.",
    "Key of the condition, for example hepatocellular-carcinoma",
)

derived(
    "outcome",
    "One row per outcome, characteristic or count that studies report.",
    "Key of the outcome, for example overall-survival",
)
