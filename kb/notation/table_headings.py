"""Headings of rows and columns as tables print them, written as the form of a cell.

``Median age (range) - yr`` is `median (range), yr`, ``Risk Ratio (M-H, Random, 95% CI)`` of RevMan is `risk
ratio (95% CI)`. Asked only about a heading that is no form as it stands. What a heading says and a form
cannot keep, a time above all, is refused and never left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.notation.statistics import STATISTIC_WORDS

_STATISTIC = "|".join(map(re.escape, sorted(STATISTIC_WORDS, key=len, reverse=True)))
_PEOPLE = "patients|participants|subjects|people|persons|women|men|children|infants|adults"
_MARKS = r"(?:[*\u2020\u2021\u00a7\u00b6#]+|(?<=[)\]])\s?\^?[a-z\u1d43-\u1d6b])"
_METHOD = r"(?:M-H|IV|Peto|Mantel-Haenszel|Inverse variance|Random|Fixed)"
_NUMBER = rf"(?:no\.?|number|n)(?: of (?:{_PEOPLE}))?"
_CENTER = r"mean|median|LSM|LS mean|least[- ]squares mean|geometric mean"

_Made = str | Callable[[re.Match[str]], str]
_RULES: tuple[tuple[re.Pattern[str], _Made], ...] = tuple(
    (re.compile(rule, re.IGNORECASE), made)
    for rule, made in (
        (rf"{_MARKS}(?=$|[,;])", ""),
        (r"\bStd\.? (?=mean diff)", "standardized "),
        (rf"(?<=\()(?:{_METHOD}, ?)+(?=[^()]*\bCI\))", ""),
        (
            rf"\b{_NUMBER}/(?:total )?{_NUMBER}",
            "n/N",
        ),
        (r"^affected ?/ ?at risk\b", "n/N"),
        (rf"\b(?:percent(?:age)?|proportion) of (?:{_PEOPLE})\b", "%"),
        (r"\bpercent(?:age)?(?=[ )\],]|$)", "%"),
        (rf"^number(?: of (?:{_PEOPLE}))?(?= [(\[])", "n"),
        (r"([(\[])no\.?(?=[)\]])", r"\1n"),
        (r"(?<=[$\N{EURO SIGN}\N{POUND SIGN}])/(?=[a-z])", " per "),
        (r"\b(difference|ratio) in [a-z][a-z0-9 -]*?(?= [(\[]|, |$)", r"\1"),
        (r"\binter-quartile\b", "interquartile"),
        (r"^min(?:imum)?\.?, ?max(?:imum)?\.?$", "range"),
        (r"\bper (\d[\d,]* )?(?:person|patient|pt)[- ]?yrs?\b", lambda match: _per_years(match)),
        (rf"^({_CENTER}) [a-z][a-z -]*? ([(\[][^()\[\]]+[)\]]) - ([a-z/%]+)$", r"\1 \2, \3"),
        (r" - (?=[a-z/%]+(?:$|[ ,(]))", ", "),
        (
            rf"^({_STATISTIC}) ([(\[][^()\[\]]+[)\]]) changes?(?: from baseline)?(?=$|[,;])",
            r"\1 change \2",
        ),
        (r"([)\]]) vs\.? [a-z]+(?=$|[,;])", r"\1"),
        (r"\(\N{DEGREE SIGN}\)", "(degrees)"),
        (r"^effect size,? ?[(\[]?((?:Cohen|Hedges)(?:'s)? [dg])[)\]]?", r"\1"),
        (r"^(?:relative|absolute|treatment) effect(?=$|[ ,(\[])", "effect"),
    )
)
_LISTED = re.compile(rf"^(?:{_STATISTIC})(?: ?/ ?(?:{_STATISTIC}))+(?=$|[ ,(\[])", re.IGNORECASE)


def _per_years(match: re.Match[str]) -> str:
    """``per 100 patient-yr``: person and patient keep their own word."""
    who = "person" if "person" in match[0].lower() else "patient"
    return f"per {match[1] or ''}{who}-years"


def heading_as_form(text: str) -> str:
    """The heading with what tables print otherwise written as forms have it."""
    for rule, made in _RULES:
        text = rule.sub(made, text)
    return _LISTED.sub(lambda names: re.sub(r" ?/ ?", ", ", names[0]), text)


_TIME = re.compile(
    r"(?<!from )\b(?P<baseline>baseline)\b(?! ?(?:to|and|/|-))|"
    r"\b(?:at|by|after|within) (?P<at>\d[\d.]*[ -]?(?:years?|yrs?|y|months?|mos?|weeks?|wks?|days?|d))\b"
    r"|\b(?P<before>\d[\d.]*[- ](?:year|yr|month|mo|week|wk|day)s?)\b(?! range)"
    r"|\b(?P<period>(?:week|month|year|day) \d+)\b",
    re.IGNORECASE,
)


def time_of(heading: str) -> str:
    """The time that a heading names, which belongs under `at`; empty for none."""
    match = _TIME.search(heading)
    return next(filter(None, match.groups()), "").replace("-", " ") if match is not None else ""
