"""What journals print otherwise than the notation writes it, of one meaning only: ``95%CI``, ``7 per cent``.

Asked only about a text that is not notation as it stands, so nothing here can change what is read already.
Each rule has one meaning in every journal; what may mean two things is refused, with the question.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.notation.spelled_tests import SPELLED_TESTS
from kb.notation.statistics import STATISTIC_WORDS
from kb.notation.units import NOUN_WORDS, UNIT_WORDS

_NUMBER = r"[-+]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)"
_NOUN = "|".join(sorted(map(re.escape, NOUN_WORDS), key=len, reverse=True))
_STATISTIC = "|".join(map(re.escape, sorted(STATISTIC_WORDS, key=len, reverse=True)))
_AVERAGE = "mean|median|LSM|LS means?|least squares mean"
_PERIOD = "minute|hour|day|week|month|year|decade|person-year|patient-year|person-month|QALY"
_PERIODS_CUT_SHORT = {"y": "year", "yr": "year", "mo": "month", "wk": "week", "d": "day"}
_UNITS_CUT_SHORT = "|".join(sorted((word for word in UNIT_WORDS if word.isalpha()), key=len, reverse=True))
_FOLDS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "eight": "8", "ten": "10"}
_NOT_ZERO = (
    "significant|differences?|data|values?|responses?|in|on|of|for|from|to|with|than|more|fewer|less"
    "|further|additional|other|increased?|decreased?|reduced|changed?|known|available|such"
)
_NO = re.compile(rf"(?:no|zero) (?:(?!(?:{_NOT_ZERO})\b)[\w-]+ ){{0,2}}(?:{_NOUN})", re.IGNORECASE)
_NONE = re.compile(r"none (?:eligible|found|identified|occurred|observed|seen|detected)", re.IGNORECASE)

_Replacement = str | Callable[[re.Match[str]], str]

_LABELS: tuple[tuple[str, _Replacement], ...] = (
    (r"(?<!% )\bCI[ ,]?(\d+(?:\.\d+)?) ?%", r"\1% CI"),
    (r"(\d) ?% ?-? ?(?:confidence (?:limits?|bounds?)|CL|C\.I\.)(?![A-Za-z])", r"\1% CI"),
    (r"\bC\.I\.", "CI"),
    (r"\bcredib(?:le|ility) (?:interval|region)s?\b", "CrI"),
    (r"\bconfidence interval,? [\[(](?:95% )?CI[\])]", "CI"),
    (r"\binterquartile range,? [\[(]IQR[\])]", "IQR"),
    (r"\bstandard deviation,? [\[(]SD[\])]", "SD"),
    (r"\b(?:s\.d\.|std\.? ?dev(?:iation|\.)?|st\.? ?dev\.?)(?=[\s\d:=,)\]])", "SD"),
    (r"\b(?:s\.e\.m?\.?|std\.? ?err(?:or|\.)?)(?=[\s\d:=,)\]])", "SE"),
    (
        r"\b(?:Q1 ?(?:-|to|,) ?Q3|25th ?(?:-|to|and|,) ?75th percentiles?|quartiles?)(?! range)",
        "IQR",
    ),
    (r"\bIQ range\b", "IQR"),
    (r"\bfull range\b", "range"),
    (r"\b(?:min(?:\.|imum)? ?(?:-|to|,|/) ?max(?:\.|imum)?)", "range"),
    (r"\b(?:ranging|range[ds]?|varied) (?:from|between)\b", "range"),
    (r"\b(CI|CrI|PI|SD|SE|IQR|range)\s*[:=]\s*(?=[-+.\d<>])", r"\1 "),
)
_NUMBERS: tuple[tuple[str, _Replacement], ...] = (
    (r"(?<=\d) ?(?:per ?cent|pct\.?)(?![A-Za-z])", "%"),
    (r"(?<=\d) ?(?:%-? ?points?|pp|percent(?:age)?-points?)(?![A-Za-z])", " percentage points"),
    (r"(\d\.\d+)\.10\^?([-+]?\d)", r"\1x10\2"),
    (r"(?<=\d)\s*\* ?10\^?(?=[-+]?\d)", "x10"),
    (r"([<>]) ?or ?= ?", r"\1="),
    (r"\bout of\b", "of"),
    (r"(?<=\d)~(?=[\d.])", "-"),
    (r"^1 ?: ?(\d\d[\d,]*)$", r"1 in \1"),
    (r"\b(per \d{1,3}) (000)\b", r"\1,\2"),
    (r"(\d+\.\d+) ?/ ?(1[0,]*000)\b", r"\1 per \2"),
    (r"(?<=\d )(?:PYs?|p-y|person[- ]?(?:yrs?|y))\b", "person-years"),
    (r"(?<=\d )(?:pt|patient)[- ]?(?:yrs?|y)\b", "patient-years"),
    (r"\b(QALY|life-year)s? (?:gained|saved|averted)\b", r"\1"),
    (r"^(?:event )?rate:?,? (?=[\d.]+ (?:\w+ )?per )", ""),
    (rf"(\d (?:{_NOUN}))/(y|yr|mo|wk|d)\b", lambda m: f"{m[1]} per {_PERIODS_CUT_SHORT[m[2].lower()]}"),
    (r"\bper (patient|person)(?: per |/)(year|month|week|day)\b", r"per \1-\2"),
    (rf"(?<=\d)-({_NOUN})\b", r" \1"),
    (rf"(?<=\d)-({_UNITS_CUT_SHORT})\b(?!-)", r" \1"),
    (rf"(?<=[\d ])({_UNITS_CUT_SHORT})\.(?=[\s,;)\]]|$)", r"\1"),
    (r"\b(?:US ?\$|USD ?\$?) ?(?=\d)", "US$"),
    (r"\b(CAD|AUD|JPY|CHF) ?(\d[\d,.]*)", r"\2 \1"),
    (r"\bEUR ?(?=\d)", "\N{EURO SIGN}"),
    (r"\bGBP ?(?=\d)", "\N{POUND SIGN}"),
    (r"\bper QALY gained\b", "per QALY"),
    (r"\bfold[- ]changes?\b", "fold"),
    (r"([$\N{EURO SIGN}\N{POUND SIGN}]) (?=\d)", r"\1"),
    (rf"(\d)(?: ({_NOUN}))? ?/ ?((?:1[0,]*0 )?(?:{_PERIOD})s?)\b", lambda m: _rate(m)),
    (rf"({_NUMBER}) ?(?:fold|x|\N{{MULTIPLICATION SIGN}})(?![A-Za-z\d ]*10)\b", r"\1-fold"),
    (r"\b(two|three|four|five|six|eight|ten)-?fold\b", lambda m: f"{_FOLDS[m[1].lower()]}-fold"),
    (rf"({_NUMBER}) times (?=higher|greater|more|larger|as (?:high|likely|many))", r"\1-fold "),
    (
        r"-fold (?:increased?|higher|greater|larger|more|change|as (?:high|likely|many))"
        r"(?: (?:in |of )?(?:risk|odds|likely|change))?(?![A-Za-z])",
        "-fold",
    ),
)
_STATEMENTS: tuple[tuple[str, _Replacement], ...] = (
    (r"\b(?-i:Se) (?=\d[\d.]* ?%)", "sensitivity "),
    (r"\b(?-i:Sp) (?=\d[\d.]* ?%)", "specificity "),
    (
        rf"^({_STATISTIC}) ?/ ?({_STATISTIC}),? ([\d.]+) ?%? ?/ ?([\d.]+ ?%)$",
        lambda m: f"{m[1]} {m[3]}%; {m[2]} {m[4]}",
    ),
    (rf"\b({_STATISTIC}) (?:of|was|is) (?=[-+]?[.\d])", r"\1 "),
    (r"^(?:de|in)creased from (?=.* to )", "from "),
    (r"^([\d,]+) [(\[](\d+ (?:RCTs?|stud(?:y|ies)|trials?))[)\]]$", r"\1; \2"),
    (r"^reduced by (?=[\d.]+)", "reduction "),
    (
        rf"^({_NUMBER}) (fewer|more) (per 1[0,]*000) "
        rf"[\[(]from ({_NUMBER}) (fewer|more) to ({_NUMBER}) (fewer|more)[\])]$",
        lambda m: f"RD {_signed(m, 1)} {m[3]} (CI {_signed(m, 4)} to {_signed(m, 6)})",
    ),
    (
        rf"^((?:{_STATISTIC}) )({_NUMBER})((?: [A-Za-z]+)?) (lower|higher) "
        rf"[\[(](?:95% CI,? )?({_NUMBER}) (lower|higher) to ({_NUMBER}) (lower|higher)[\])]$",
        lambda m: f"{m[1]}{_signed(m, 2, 4)}{m[3]} (CI {_signed(m, 5)} to {_signed(m, 7)})",
    ),
    (rf"(?<=[\d%)\]])(?:,| and|, and) (?=(?:{_STATISTIC})[ =:,])", "; "),
    (r"[)\]] (?=p(?:[- ]?values?)?$|[<>]?0?\.\d+$)", "), "),
    (
        r"^(?:absolute )?(percent(?:age)? )?change(?: from baseline)?,"
        r" (mean|median|LSM|LS means?|least squares mean)\b",
        lambda m: f"{m[2]} {'percent ' if m[1] else ''}change",
    ),
    (
        rf"^changes? from baseline ({_AVERAGE})(?= ?[(\[,;]|$)",
        r"\1 change",
    ),
    (
        rf"^({_AVERAGE}) change ?([(\[][^()\[\]]*[)\]]) from baseline\b",
        r"\1 change \2",
    ),
    (
        rf"^({_AVERAGE}) ?([(\[][^()\[\]]*[)\]]) changes?(?: from baseline)?(?= ?[,;]|$)",
        r"\1 change \2",
    ),
    (r"\bchanges? from baseline\b", "change"),
    (r"\bp(?:[- ]?values?)? ?: ?(?=[<>.\d])", "p "),
    (r"\bcrude (?=[A-Za-z])", "unadjusted "),
    (r"\b(?:pooled|summary) (?=(?:RR|OR|HR|RD|MD|SMD|WMD|risk|odds|hazard|mean|standardized)\b)", ""),
    (
        r"^([^()\[\]]*\d) ([\[(][^()\[\]]*[A-Za-z][^()\[\]]*\d[^()\[\]]*[\])])"
        r" ([A-Za-z][A-Za-z0-9/, -]*)$",
        r"\1 \3 \2",
    ),
    (r"([;,]) ?[\[(](p ?[^()\[\]]*)[\])]", r"\1 \2"),
    (r"(?<=[a-z]) [\[(]a?(?:HR|OR|RR|A?RD|W?MD|SMD|IRR|AUC|PPV|NPV)[\])](?=[,:=]? ?[-+.\d]| ?[\[(])", ""),
    (r"^([\d,]+) ?[\[(]([\d.]+ ?%?)[\])] of ([\d,]+)$", r"\1/\3 (\2)"),
    (r"^(\d[\d,]*/\d[\d,]*)[,;] ([\d.]+ ?%)$", r"\1 (\2)"),
    (r"^n ?= ?(\d[\d,]*) ?[,;(\[] ?([\d.]+ ?%)[)\]]?$", r"\1 (\2)"),
    (rf"^({_NUMBER} (?:{_NOUN})) (?:in|among|from) ({_NUMBER} (?:{_NOUN}))$", r"\1; \2"),
    (rf"(\d (?:{_NOUN})) [\[(]({_NUMBER} per [^()\[\]]+)[\])]", r"\1; \2"),
    (r"^(.*[\w%)]),? range,? ([-+.\d<>][^;,()\[\]]*)$", r"\1 (range \2)"),
    (r"^(.*\d.*)[,;] (IQR|SD|SE),? ([-+.\d<>][^;()\[\]]*)$", r"\1 (\2 \3)"),
    (
        r"^([-+.\d][^()\[\]]*?) ?(?:\N{PLUS-MINUS SIGN}|\+/?-) ?([.\d]+)"
        r" ?[(\[]?(SD|SE)[)\]]?( [A-Za-z/%]+)?$",
        r"mean \1\4 (\3 \2)",
    ),
    (r",? ?(?:M-H|IV|Peto|Mantel-Haenszel|inverse variance),? ?(?:random|fixed),? ?", ", "),
    (r"^([-+.\d][^()\[\]]*?) ?(?:\N{PLUS-MINUS SIGN}|\+/?-) ?(SD|SE) ?([.\d]+)$", r"mean \1 (\2 \3)"),
    (r"[\[(]([^()\[\]]+?),? ?[\[(]([^()\[\]]+)[\])] ?[\])]", r"(\1) (\2)"),
    (r"(CI|CrI|PI|range|IQR),? (?:from |between )([-+.\d]\S*) (?:and|to) ", r"\1 \2 to "),
    (
        r"(CI|CrI|PI|range|IQR),? ([-+.\d]+%?) ?(?:and|through|~|\N{HORIZONTAL ELLIPSIS}|\.\.+) ?(?=[-+.\d])",
        r"\1 \2 to ",
    ),
    (r"\b(?:two|2)-(?:sided|tailed) (?=[Pp]\b)|,? ?[(\[]?(?:two|2)-(?:sided|tailed)[)\]]?$", ""),
    (r"\b(?:one|1)-tailed\b", "one-sided"),
    (r"\bFDR(?:-adjusted)?,? (?:p ?[=:]? ?)?([<>]?[\d.]+)$", r"p \1 FDR-adjusted"),
    (r"\b[Nn]\.[Ss]\.?(?![A-Za-z])", "NS"),
    (r"^(?:NS|not significant)$", "p NS"),
    (r"^(p? ?[=<>]* ?0?\.\d+),? for (?:all |both )?(?:\w+ )?time ?points$", r"\1"),
    (rf"(^|; )([<>]=?{_NUMBER}(?:-| to ){_NUMBER} (?:{_UNITS_CUT_SHORT}))(?=$|;)", r"\1range \2"),
)


def _signed(match: re.Match[str], number: int, word: int = 0) -> str:
    """``31 fewer`` is -31, ``1.2 higher`` 1.2: the word follows its number."""
    is_less = match[word or number + 1].lower() in ("fewer", "lower")
    return f"-{match[number]}" if is_less and match[number].strip("0.") else match[number]


def _rate(match: re.Match[str]) -> str:
    counted = f" {match[2]}" if match[2] else ""
    return f"{match[1]}{counted} per {match[3]}"


_RULES = tuple(
    (re.compile(rule, re.IGNORECASE), made)
    for rule, made in (*_LABELS, *SPELLED_TESTS, *_NUMBERS, *_STATEMENTS)
)
_OUTER = re.compile(r"[\[(]\s*([^()\[\]]*(?:[\[(][^()\[\]]*[\])][^()\[\]]*)*)[\])]")


def as_the_notation_spells(text: str) -> str:
    """The text with what journals spell otherwise written as the notation has it."""
    if _NO.fullmatch(text.strip()) or _NONE.fullmatch(text.strip()):
        return "none"
    whole = _OUTER.fullmatch(text.strip())
    spelled = whole[1].strip() if whole is not None else text.strip().removesuffix(".")
    for rule, made in _RULES:
        spelled = rule.sub(made, spelled)
    return spelled
