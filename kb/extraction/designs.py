"""What design a citation sounds like: a guess for the person who extracts, never more.

Publication types are those that indexers of the National Library of Medicine give (MeSH, category V03);
they are missing while an article waits for indexing, so words of the title count too.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from kb.bibliography.citation import Citation


@dataclass(frozen=True, slots=True)
class Guess:
    """A design and what speaks for it, in words."""

    design: str
    because: str


@dataclass(frozen=True, slots=True)
class _Sign:
    design: str
    types: tuple[str, ...]
    words: str


_VERSUS = r"\b(versus|vs\.?|compar\w+)\b"
_SIGNS = (
    _Sign("meta-analysis", ("Meta-Analysis", "Network Meta-Analysis"), r"\bmeta-?\s?analy[sz]\w+"),
    _Sign("systematic-review", ("Systematic Review",), r"\bsystematic (literature )?review\b"),
    _Sign("decision-model", (), r"\b(cost[- ](effectiveness|utility)|decision (model|analysis)|markov)\b"),
    _Sign("quasi-randomized-trial", (), r"\bquasi-?\s?randomi[sz]ed\b"),
    _Sign(
        "randomized-controlled-trial",
        ("Randomized Controlled Trial",),
        r"(?<!non-)(?<!non)(?<!non )\brandomi[sz]ed\b",
    ),
    _Sign("case-control", (), r"\bcase[- ]control\b"),
    _Sign(
        "diagnostic-accuracy",
        (),
        r"\b(diagnostic accuracy|sensitivity and specificity|diagnostic performance)\b",
    ),
    _Sign("diagnostic-yield", (), r"\bdiagnostic yield\b"),
    _Sign(
        "retrospective-comparative-cohort",
        (),
        rf"\bpropensity\b|retrospective.*{_VERSUS}|{_VERSUS}.*retrospective",
    ),
    _Sign("prospective-comparative-cohort", (), rf"prospective.*{_VERSUS}|{_VERSUS}.*prospective"),
    _Sign("comparative-cohort", ("Comparative Study",), _VERSUS),
    _Sign("registry", (), r"\b(registry|SEER|national cancer database)\b"),
    _Sign("case-series", ("Case Reports",), r"\b(case (series|report)s?)\b"),
    _Sign("retrospective-cohort", (), r"\bretrospective\b"),
    _Sign("prospective-cohort", (), r"\bprospective\b"),
)
_LAST_RESORT = "case-series"


def guess_design(citation: Citation, known: Collection[str]) -> Guess:
    """The first design whose publication type or title word the citation has, of those that are known.

    Types count before words; where nothing tells, the least is assumed. ``known`` is not empty.
    """
    types = {publication_type.casefold(): publication_type for publication_type in citation.publication_types}
    title = citation.title or ""
    for sign in _SIGNS:
        named = next(
            (types[sign_type.casefold()] for sign_type in sign.types if sign_type.casefold() in types), None
        )
        if named is not None and sign.design in known and sign.design != "comparative-cohort":
            return Guess(sign.design, f"publication type {named}")
    for sign in _SIGNS:
        match = re.search(sign.words, title, re.IGNORECASE)
        if match is not None and sign.design in known:
            return Guess(sign.design, f'"{match[0]}" in the title')
        named = next(
            (types[sign_type.casefold()] for sign_type in sign.types if sign_type.casefold() in types), None
        )
        if named is not None and sign.design in known:
            return Guess(sign.design, f"publication type {named}")
    design = _LAST_RESORT if _LAST_RESORT in known else min(known)
    return Guess(design, "neither publication type nor title shows it")
