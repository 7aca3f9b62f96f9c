"""Figures as words within a sentence, in the number style of the AMA Manual of Style (11th ed, ch 18-19)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from kb.narrative.clauses import Clause
from kb.notation import STATISTICS, Figure, reported_text
from kb.notation.statistics import PROPORTIONS
from kb.notation.terms import ACROSS, QUALIFIERS
from kb.notation.units import singular

_BOUNDS = {
    "<": "less than ",
    ">": "more than ",
    "<=": "no more than ",
    ">=": "at least ",
    "~": "approximately ",
}
_SPREAD_NAMES = {"ci": "CI", "credible": "CrI", "prediction": "PI", "range": "range", "iqr": "IQR"}
_NAMED_FIRST = ("adjusted", "unadjusted")


def bare(figure: Figure) -> str:
    """The number as printed, without the sign that bounds it: ``14`` for ``~14``."""
    return (
        reported_text(figure).lstrip("<>≤≥~= ").removeprefix("p=")
        if figure.comparator != "="
        else (reported_text(figure))
    )


def number(figure: Figure) -> str:
    """The number with its bound in words: ``less than 1%``, ``approximately 14``; words when absent."""
    if figure.absent is not None or figure.value is None:
        return figure.reported + figure.mark
    return f"{_BOUNDS.get(figure.comparator, '')}{bare(figure)}"


def p_value(figure: Figure) -> str:
    """``p=.767``, ``p<.001``, ``p=.017 for interaction``, ``p value not reported``."""
    if figure.value is None:
        return f"p value {figure.reported}{figure.mark}"
    # AMA drops the zero of a p value, which cannot exceed 1.
    text = re.sub(r"(?<![\d.])0(?=\.)", "", reported_text(figure))
    purposes = [QUALIFIERS[slug] for slug in figure.qualifiers if slug.startswith("for-")]
    others = [QUALIFIERS[slug] for slug in figure.qualifiers if not slug.startswith("for-")]
    return ", ".join([" ".join([text, *purposes]), *others])


def measured(figure: Figure) -> str:
    """The number with its unit or what it counts: ``25 months``, ``33 procedures``, ``4.1 per year``."""
    text = number(figure)
    if figure.absent is not None:
        return text
    one = figure.reported == "1"
    unit = "" if figure.unit == "%" else figure.unit
    for word in (unit, figure.counted):
        if word:
            text += f"-{word}" if word == "fold" else f" {singular(word) if one else word}"
    return f"{text}-fold" if figure.statistic == "fold" else text


def share(clause: Clause, noun: str) -> tuple[str, list[str]]:
    """``7 of 180 patients`` and what follows in brackets, ``3.9%``; an empty noun leaves the noun out."""
    found = {
        figure.statistic: figure for figure in clause.estimates if figure.statistic in {"count", "total"}
    }
    percents = [figure for figure in clause.estimates if figure.statistic in PROPORTIONS]
    if "count" not in found:
        return _percent(percents[0], noun), []
    counts = _counted(found["count"], found.get("total"), noun)
    if not percents:
        return counts, []
    if clause.estimates[0].statistic in PROPORTIONS:
        return number(percents[0]), [counts]
    return counts, [number(percents[0])]


def _percent(figure: Figure, noun: str) -> str:
    text = number(figure)
    return f"{text} of {noun}" if noun and noun != "patients" and figure.statistic == "percent" else text


def _counted(count: Figure, total: Figure | None, noun: str) -> str:
    last = count if total is None else total
    named = singular(noun) if noun and last.reported == "1" else noun
    if total is None:
        text = f"no{count.mark}" if count.reported == "none" and named else number(count)
        return f"{text} {named}".strip()
    return f"{number(count)} of {number(total)} {named}".strip()


def spreads(clause: Clause) -> list[str]:
    """Each interval or deviation: ``95% CI, 1.38 to 15.73``, ``range, 8-64 months``, ``SD, 10.4``."""
    found = []
    for _, group in groupby(clause.spreads, key=lambda figure: figure.statistic.rpartition("-")[0]):
        found.append(_spread(list(group)))
    return found


def _spread(ends: Sequence[Figure]) -> str:
    first = ends[0]
    stem, _, _ = first.statistic.rpartition("-")
    if not stem:
        return f"{first.statistic.upper()}, {_end(first)}{_unit(first)}"
    level = "" if first.level is None else f"{first.level.normalize():f}% "
    text = f"{level}{_SPREAD_NAMES[stem]}, {joined_ends(ends)}"
    return f"{text}, one-sided" if "one-sided" in first.qualifiers else text


def joined_ends(ends: Sequence[Figure], wordy: bool = False) -> str:
    """``8-64 months``, ``1.38 to 15.73``: intervals and negative or absent ends take "to"."""
    texts = [_end(figure) for figure in ends]
    interval = ends[0].level is not None or ends[0].statistic.startswith(("ci", "credible", "prediction"))
    wordy = (
        wordy or interval or any(text.startswith("-") or not any(map(str.isdigit, text)) for text in texts)
    )
    if ends[-1].value is None and ends[0].value is not None:
        # "20.1 months to not reached": the unit belongs to the number.
        return f"{texts[0]}{_unit(ends[-1])} to {texts[1]}"
    return (" to " if wordy else "-").join(texts) + ("" if ends[-1].value is None else _unit(ends[-1]))


def _end(figure: Figure) -> str:
    text = reported_text(figure)
    return f"{text}%" if figure.unit == "%" and figure.value is not None and "%" not in text else text


def _unit(figure: Figure) -> str:
    unit = "" if figure.unit in {"%", ""} else f" {figure.unit}"
    return unit + (f" {figure.counted}" if figure.counted else "")


def remarks(clause: Clause) -> list[str]:
    """Qualifiers that follow a value: ``read from graph``, ``imputed``."""
    return [
        QUALIFIERS[slug]
        for slug in clause.head.qualifiers
        if slug not in _NAMED_FIRST and slug not in {ACROSS, "one-sided"}
    ]


def qualified_name(clause: Clause) -> str:
    """``adjusted hazard ratio``, ``odds ratio per allele``."""
    name = STATISTICS[clause.head.statistic].name
    before = [slug for slug in clause.head.qualifiers if slug in _NAMED_FIRST]
    return " ".join([*before, name, *([f"per {clause.head.per}"] if clause.head.per else [])])


def ranged(clause: Clause) -> str:
    """``12% to 39%``: a range that reads after "ranged from"."""
    inside = remarks(clause)
    text = joined_ends(clause.spreads, wordy=True)
    return f"{text} ({'; '.join(inside)})" if inside else text


def value(clause: Clause, noun: str, extra: Sequence[str] = ()) -> str:
    """What a clause says, without the name of its statistic; ``extra`` joins what stands in brackets."""
    main, bracket = _main(clause, noun)
    # A bare range has no estimate: its ends are the main text.
    inside = [*bracket, *(spreads(clause) if clause.estimates else []), *remarks(clause), *extra]
    return f"{main} ({'; '.join(inside)})" if inside else main


def _main(clause: Clause, noun: str) -> tuple[str, list[str]]:
    first = clause.head
    if first.absent is not None:
        return number(first), []
    if not clause.estimates:
        return joined_ends(clause.spreads), []
    if first.statistic == "baseline":
        return f"from {' to '.join(number(figure) for figure in clause.estimates)}{_unit(first)}", []
    if first.statistic in {"count", "total"} or first.statistic in PROPORTIONS:
        return share(clause, noun)
    return " for ".join(measured(figure) for figure in clause.estimates), []
