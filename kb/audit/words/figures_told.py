"""A figure against the words right around it: its statistic, the sign before it, the unit after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.audit.words.disagreements import Disagreement, DisagreementKind, ToldFigure, ToldSentence
from kb.notation.statistics import STATISTICS
from kb.notation.units import UNIT_WORDS

_CENTERS = re.compile(r"\b(?P<median>medians?)\b|\b(?P<mean>means?|averag\w+)\b(?!\s+differ)", re.IGNORECASE)
_EFFECTS = re.compile(
    r"(?P<subdistribution_hazard_ratio>\bsub-?(?:distribution\s+)?hazard\s+ratios?|\bs?SHR\b)"
    r"|(?P<hazard_ratio>\b(?i:hazard\s+ratios?)|\ba?HRs?\b)|(?P<odds_ratio>\b(?i:odds\s+ratios?)|\ba?ORs?\b)"
    r"|(?P<rate_ratio>\b(?i:(?:incidence\s+)?rate\s+ratios?)|\bIRRs?\b)"
    r"|(?P<risk_ratio>\b(?i:relative\s+risks?|risk\s+ratios?)|\ba?RRs?\b)"
    r"|(?P<risk_difference>\b(?i:(?:absolute\s+)?risk\s+differences?)|\bRDs?\b)"
    r"|(?P<standardized_mean_difference>\b(?i:standardi[sz]ed\s+mean\s+differences?)|\bSMDs?\b)"
    r"|(?P<mean_difference>\b(?i:mean\s+differences?)|\bMDs?\b)"
)
_SPREADS = re.compile(
    r"(?P<iqr>\b(?i:interquartile\s+ranges?)|\bIQRs?\b)|(?P<sd>\b(?i:standard\s+deviations?)|\bSDs?\b)"
    r"|(?P<se>\b(?i:standard\s+errors?)|\bSEM?s?\b)|(?P<ci>\b(?i:confidence\s+(?:intervals?|limits?))|\bCIs?\b)"
    r"|(?P<credible>\b(?i:credible\s+intervals?)|\bCrIs?\b)|(?P<range>\b(?i:ranges?)\b)"
)
_FAR = 60
"""Characters before a figure in which its statistic is looked for, where it can be told once for several."""
_SIGNS = (
    (">=", r"at\s+least|no\s+(?:fewer|less)\s+than|a\s+minimum\s+of|≥|>=|⩾"),
    (
        "<=",
        r"at\s+most|up\s+to|no\s+(?:more|greater|larger|longer)\s+than|a\s+maximum\s+of|not\s+exceeding|≤|<=|⩽",
    ),
    (
        ">",
        r"(?:more|greater|larger|longer|higher|older|over\s+and\s+above)\s+than|exceeding|in\s+excess\s+of|above|(?<![<>=])>",
    ),
    ("<", r"(?:less|fewer|smaller|shorter|lower|younger)\s+than|below|(?<![<>=])<"),
    ("~", r"approximately|about|around|roughly|nearly|almost|circa|[~≈\u223c]"),
)
_BEFORE = [
    (sign, re.compile(rf"(?:\b|(?<=\W)|^)(?:{words})\s*\$?\s*$", re.IGNORECASE)) for sign, words in _SIGNS
]
_NOT_MORE = re.compile(r"\bno(?:t)?\s+$", re.IGNORECASE)
_AFTER = re.compile(
    r"^\s*(?:%|[a-z]+\s*)?,?\s*or\s+(?:(?P<more>more|greater|larger|longer|higher|older|above|over)|(?P<less>less|fewer|smaller|shorter|lower|younger|below))\b",
    re.IGNORECASE,
)
_UNIT = re.compile(r"^(?:\s|-)*(?P<word>%|[A-Za-zµμ]+(?:/[A-Za-z0-9²]+)*)")
_TIMES = frozenset({"minutes", "hours", "days", "weeks", "months", "years"})
_SIZES = frozenset({"mm", "cm", "m"})
_WEIGHTS = frozenset({"mcg", "mg", "g", "kg"})


def statistic_disagreements(sentence: ToldSentence) -> Iterator[Disagreement]:
    """Figures whose statistic the words before them call otherwise: mean for median, OR for HR, SE for SD."""
    for figure in sentence.figures:
        for pattern, kind in ((_CENTERS, _center), (_EFFECTS, _effect), (_SPREADS, _spread)):
            recorded = kind(figure.claim.statistic)
            told = _last(pattern, sentence, figure) if recorded else None
            if told is not None and told != recorded:
                message = f"the sentence calls it {_NAMES.get(told, told.replace('-', ' '))}"
                yield sentence.disagrees(figure, DisagreementKind.STATISTIC, message)


_NAMES = {
    "sd": "an SD",
    "se": "an SE",
    "iqr": "an interquartile range",
    "ci": "a confidence interval",
    "credible": "a credible interval",
}


def _center(statistic: str) -> str:
    return statistic if statistic in ("mean", "median") else ""


def _effect(statistic: str) -> str:
    return statistic if statistic.replace("-", "_") in _EFFECTS.groupindex else ""


def _spread(statistic: str) -> str:
    known = STATISTICS.get(statistic)
    base = statistic.removesuffix("-low").removesuffix("-high")
    return base if known is not None and base in _SPREADS.groupindex else ""


def _last(pattern: re.Pattern[str], sentence: ToldSentence, figure: ToldFigure) -> str | None:
    """What the last words of a kind before a figure call it; near it where they are about a spread."""
    first = max(sentence.start, figure.start - 45) if pattern is _SPREADS else sentence.start
    groups = [match.lastgroup for match in pattern.finditer(sentence.text, first, figure.start)]
    return groups[-1].replace("_", "-") if groups and groups[-1] else None


def sign_disagreements(sentence: ToldSentence) -> Iterator[Disagreement]:
    """Figures that the text bounds otherwise: ``greater than 2 cm``, ``p<.001``, ``4 cm or less``."""
    for figure in sentence.figures:
        if figure.claim.value is None or figure.claim.is_size:
            continue
        told = sign_told(sentence.text, sentence.start, figure)
        if told != figure.claim.sign and (told != "=" or _is_alone(sentence, figure)):
            shown = "it without a bound" if told == "=" else f'"{_SHOWN[told]}"'
            yield sentence.disagrees(figure, DisagreementKind.SIGN, f"the sentence says {shown}")


_SHOWN = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than", "~": "about"}


def sign_told(text: str, begin: int, figure: ToldFigure) -> str:
    """The code of SIGN that stands before or after a figure."""
    before = text[max(begin, figure.start - 30) : figure.start]
    for sign, pattern in _BEFORE:
        match = pattern.search(before)
        if match and not _NOT_MORE.search(before[: match.start()]):
            return sign
    after = _AFTER.match(text[figure.stop : figure.stop + 30])
    if after:
        return ">=" if after["more"] else "<="
    return "="


def _is_alone(sentence: ToldSentence, figure: ToldFigure) -> bool:
    """Whether no bound stands anywhere near before it, which may hold for a list: ``less than 2, 3, and
    4``.
    """
    near = sentence.text[max(sentence.start, figure.start - _FAR) : figure.stop + 25]
    words = "|".join(words for _, words in _SIGNS)
    spelled = figure.claim.printed
    return not re.search(
        rf"{words}|\bor\s+(?:more|less|fewer|greater|older|younger)|\bover\b|\bunder\b",
        f"{near} {spelled}",
        re.IGNORECASE,
    )


def unit_disagreements(sentence: ToldSentence) -> Iterator[Disagreement]:
    """Figures that another unit of the same kind follows: years for months, mm for cm, a percent sign for
    a count.
    """
    for figure in sentence.figures:
        if figure.claim.value is None:
            continue
        match = _UNIT.match(sentence.text[figure.stop : min(figure.stop + 20, sentence.stop)])
        told = UNIT_WORDS.get(match["word"], match["word"]) if match else ""
        if told == "%" and figure.claim.statistic in ("count", "total", "p-value"):
            yield sentence.disagrees(figure, DisagreementKind.UNIT, "a percent sign follows it")
        for kind in (_TIMES, _SIZES, _WEIGHTS):
            recorded = UNIT_WORDS.get(figure.claim.unit, figure.claim.unit)
            if told in kind and recorded in kind and told != recorded:
                yield sentence.disagrees(figure, DisagreementKind.UNIT, f"{told} follows it")
