"""What journals print of tests, intervals and values that are missing, of one meaning only: ``trend p=.04``.

The rules are asked with those of ``spellings.py``, of texts alone that are not notation as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.notation.terms import ABSENT
from kb.notation.units import UNIT_WORDS

Replacement = str | Callable[[re.Match[str]], str]

_PURPOSE = "trend|interaction|superiority|non-?inferiority|heterogeneity|equivalence"
_PURPOSES_CUT_SHORT = {
    "int": "interaction",
    "inter": "interaction",
    "het": "heterogeneity",
    "heter": "heterogeneity",
    "tr": "trend",
    "noninf": "noninferiority",
    "ni": "noninferiority",
    "sup": "superiority",
}
_TEST_NAMES = (
    "(?:stratified )?log-?rank|Fisher(?:'s)? exact|chi-?squared?|Mann-Whitney(?: U)?"
    "|Wilcoxon(?: rank[- ]sum)?|(?:Student(?:'s)? )?t|ANOVA|Kruskal-Wallis|McNemar(?:'s)?"
    "|Cochran-Mantel-Haenszel"
)
_SEVERAL_TESTS = (
    "Bonferroni(?:-Holm)?|Holm(?:-Bonferroni)?|Hochberg|Dunnett|Tukey"
    "|[S\N{LATIN CAPITAL LETTER S WITH CARON}]id[a\xe1]k"
    "|multiplicity|multiple[- ](?:testing|comparisons?)"
)
_END = r"[<>]?=?\s?[-+]?(?:\d[\d,]*(?:\.\d+)?|\.\d+) ?%?"
_LEVEL = r"(?:(?P<level>\d+(?:\.\d+)?) ?% ?)?"
_INFINITE = r"(?:\+ ?)?(?:infinity|inf\b|\N{INFINITY})"
_LIMIT = r"(?P<side>lower|upper) (?:one-sided )?(?:(?:confidence|credible) )?(?:limit|bound)s?"
_SQUARED = r"(?:2|\N{SUPERSCRIPT TWO}|\^2|-squared?)"
_I2 = rf"(?:I{_SQUARED}|tau{_SQUARED}|Q|Cochran(?:'s)? Q)"
_CHI2 = rf"chi{_SQUARED}"
_DEGREES = r"(?:d\.?f\.?|degrees of freedom) ?=? ?\d+"


def _for_purpose(match: re.Match[str]) -> str:
    return f"p for {_PURPOSES_CUT_SHORT[match[1].lower()]}"


def _one_sided(match: re.Match[str]) -> str:
    level = f"{match['level']}% " if match["level"] else ""
    sign = ">=" if match["side"].lower() == "lower" else "<="
    number = match["end"].strip()
    return f"{level}CI {number if number[:1] in '<>' else sign + number} one-sided"


_UNIT = "|".join(re.escape(word) for word in sorted({*UNIT_WORDS, "%"}, key=len, reverse=True))


TESTS: tuple[tuple[str, Replacement], ...] = (
    (r"\bnon-inferiority\b", "noninferiority"),
    (rf"\b({_PURPOSE}) p(?:[- ]values?)?(?=[ =<>.])", r"p for \1"),
    (rf"\bp(?:[- ]values?)? of (?:the )?(?={_PURPOSE})", "p for "),
    (rf"\bp ?[-_ ]?({'|'.join(_PURPOSES_CUT_SHORT)})\b", lambda match: _for_purpose(match)),
    (r"\b1-sided\b", "one-sided"),
    (rf"(\bp[- ]?(?:values?)? ?for (?:{_PURPOSE}))\s?[:,]\s?", r"\1 "),
    (rf"(\bp ?[<>=\u2264\u2265]* ?[.\d][^\s(]*) [(\[]({_PURPOSE})[)\]]", r"\1 for \2"),
    (rf"\bp [(\[]({'|'.join(_PURPOSES_CUT_SHORT)})[)\]]", lambda match: _for_purpose(match)),
    (r"\bp[-_ ]?adj(?:usted)?\b\.?", "adjusted p"),
    (r"\b(?:FDR|BH|Benjamini-Hochberg)[- ](?:adjusted|corrected)\b", "FDR-adjusted"),
    (r"[(\[](?:BH|Benjamini-Hochberg|FDR)[)\]]", "FDR-adjusted"),
    (
        r"\b(?:nominal[;,] )?(?:not (?:adjusted|corrected)|un(?:adjusted|corrected)) for"
        r" (?:multiplicity|multiple \w+)",
        "nominal",
    ),
    (r"\bnominal[;,] (?:not adjusted|unadjusted)", "nominal"),
    (r"(\bp\b[^;()]*?)[,(\[ ]+(?:un|not )corrected[)\]]?", r"\1 nominal"),
    (rf"\b(?:{_TEST_NAMES})(?: tests?)?,? (?=p\b)", ""),
    (rf"(\bp ?[<>=]+ ?[.\d]+)(?:,| [(\[]) ?(?:by )?(?:{_TEST_NAMES})(?: tests?)?[)\]]?", r"\1"),
    (rf"\b(?:{_SEVERAL_TESTS})[- ](?:adjusted|corrected)(?= p\b|[)\]]|$)", "adjusted for multiplicity"),
    (rf"[(\[](?:{_SEVERAL_TESTS})[)\]]", "(adjusted for multiplicity)"),
    (
        rf"\b(?:adjusted|corrected) for (?:multiple (?:testing|comparisons|tests|looks)|{_SEVERAL_TESTS})",
        "adjusted for multiplicity",
    ),
    (r"(\bp\b[^;,()]*), (?=[<>]?=?[.\d]+ (?:un)?adjusted)", r"\1; p "),
    (r"^adjusted (p\b.*\(adjusted for multiplicity\))$", r"\1"),
    (
        r"\b(?:p[- ]?)?(?:FDR|false discovery rate)(?![- ]adjusted)(?:[- ]?[pq]\b)?(?:[- ]value)?"
        r"\s*=?\s*(?=[<>.\d])",
        "FDR-adjusted p ",
    ),
    (r"\bq[- ]values?\s*=?\s*(?=[<>.\d])", "FDR-adjusted p "),
    (
        r"(?<=[\d%a-z]),\s*(?=(?:one-sided|nominal|FDR-adjusted|adjusted for multiplicity)"
        r"(?! (?:\d|CI|p\b)))",
        " ",
    ),
)
INTERVALS: tuple[tuple[str, Replacement], ...] = (
    (r"\bCI ?(9\d)(?! ?%)(?=[ ,:])", r"\1% CI"),
    (r"\bno (?:95% )?(CI|confidence interval)(?: was)?(?: reported| given| stated)?", "CI not reported"),
    (r"((?:CI|CrI)[ ,:]*[-+.\d]+%? ?(?:to|-|,) ?)N\.?E\.?(?![A-Za-z])", r"\1not estimable"),
    (r"((?:CI|CrI)[ ,:]*[-+.\d]+%? ?(?:to|-|,) ?)N\.?R\.?(?![A-Za-z])", r"\1not reached"),
    (r"\bone-sided (?=\d[\d.]* ?% ?(?:CI|CrI) (?:upper|lower))", ""),
    (r"\bBayesian (?=(?:CrI|credible))", ""),
    (r"(?<=\d%) ?(?:BCI|BCrI|HDI|HPD(?: interval)?|posterior interval)(?![A-Za-z])", " CrI"),
    (rf"(\b(?:CI|CrI),? )({_END}) ?(?:to|-|,|;) ?{_INFINITE}", r"\1>=\2 one-sided"),
    (
        rf"(\b(?:CI|CrI),? )(?:-|minus )\s?{_INFINITE} ?(?:to|-|,|;) ?({_END})",
        r"\1<=\2 one-sided",
    ),
    (r"one-sided ([<>]=?[^)\]]*? one-sided)", r"\1"),
    (rf"one-sided (\d[\d.]* ?% ?(?:CI|CrI)),? ((?:{_END})(?: one-sided)?)", r"\1 \2 one-sided"),
    (rf"(\d[\d.]* ?%),? one-sided (CI|CrI),? ((?:{_END})(?: one-sided)?)", r"\1 \2 \3 one-sided"),
    (r"(?:one-sided ){2,}|one-sided,? one-sided", "one-sided"),
    (
        rf"{_LIMIT} (?:of|for) (?:the |its )?{_LEVEL}(?:CI|confidence interval)\s*[:=,]?\s*(?P<end>{_END})",
        _one_sided,
    ),
    (rf"{_LEVEL}(?:CI,? |one-sided )?{_LIMIT}(?: of)?\s*[:=,]?\s*(?P<end>{_END})", _one_sided),
    (
        rf"{_LEVEL}(?P<side>L|U)C[LB]\b\s*[:=,]?\s*(?P<end>{_END})",
        lambda match: _one_sided(match).replace("<=", ">=") if match["side"] in "Ll" else _one_sided(match),
    ),
    (r"(CI|CrI)([^()\[\];]*?),\s*one-sided\b", r"\1\2 one-sided"),
)
HETEROGENEITY: tuple[tuple[str, Replacement], ...] = (
    (r"\bI[- ]?squared?\b|\bI 2\b(?= ?=)", "I2"),
    (r"\bQ statistic\b", "Q"),
    (r"^(?:no|low|moderate|substantial|considerable|high|significant) heterogeneity [(\[](.*)[)\]]$", r"\1"),
    (rf" [(\[](?={_I2}\s*=?\s*[\d.])([^()\[\]]*)[)\]]$", r"; \1"),
    (r"\N{GREEK SMALL LETTER TAU}(?=2|\N{SUPERSCRIPT TWO}|\^2)", "tau"),
    (rf"\b(?:statistical )?heterogeneity[:,]?\s+(?={_I2}|{_CHI2})", ""),
    (
        rf"\b{_CHI2} ?=? ?([\d.]+),? ?[(\[]?{_DEGREES}[)\]]?,? ?[(\[]?(p ?[=<>] ?[\d.]*\d)[)\]]?"
        rf"(?=.*\bI{_SQUARED})",
        r"Q \1; \2",
    ),
    (rf"(Q ?=? ?[\d.]+),? ?[(\[]?{_DEGREES}[)\]]?", r"\1"),
    (rf"(?<=[\d%]),? ?[;,]? ?({_I2}\s*=?\s*[\d.][^()\[\];]*)([)\]])", r"\2; \1"),
    (rf"(?<=[\d)%\]]),\s*(?={_I2}\s*=?\s*[\d.])", "; "),
    (rf"(?<=[)\]])\s+(?={_I2}\s*=?\s*[\d.])", "; "),
)
_SAYS_ABSENT = {
    "not reported": "stated|given|provided|described|specified|presented|published|disclosed",
    "not assessed": "measured|tested|evaluated|performed|done|studied|examined|collected|determined",
    "not estimable": "determinable|calculable|evaluable|estimated|calculated|computed|computable",
}
ABSENT_WORDS: tuple[tuple[str, Replacement], ...] = (
    (r"\bnot (?:yet )?(?:been )?reached\b", "not reached"),
    (r"\bdid not report\b", "not reported"),
    (r"^non-?significant$", "p NS"),
    (r"\b(?:data )?unavailable\b|\bdata not available\b", "not available"),
    (r"\b(?:could|can) ?not be (?:estimated|calculated|computed)\b", "not estimable"),
    *((rf"\bnot (?:{words})\b", written) for written, words in _SAYS_ABSENT.items()),
    (rf"\b(not (?:{'|'.join(words.removeprefix('not ') for words in ABSENT.values())})) (?:{_UNIT})$", r"\1"),
)
SPELLED_TESTS = (*TESTS, *INTERVALS, *HETEROGENEITY, *ABSENT_WORDS)
