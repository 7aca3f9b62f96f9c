"""Figures as words within a sentence, in the number style of the AMA Manual of Style (11th ed, ch 18-19)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from kb.inlines import FigureText, Line, joined
from kb.narrative.blocks import ResultClause
from kb.narrative.phrasing import BOUNDS, bracketed
from kb.notation import STATISTICS, Figure, display
from kb.notation.statistics import PROPORTIONS, SPREADS
from kb.notation.terms import ACROSS, BEFORE_P, QUALIFIERS
from kb.notation.units import CURRENCIES, singular

_SPREAD_NAMES = {"ci": "CI", "credible": "CrI", "prediction": "PI", "range": "range", "iqr": "IQR"}
_NAMED_FIRST = ("adjusted", "unadjusted")
_SIGNS = {unit: sign for sign, unit in CURRENCIES.items() if len(sign) == 1}
"""Money is told with the sign before it: ``$1200``, ``$45,000 per QALY``."""
_BETWEEN_STUDIES = {
    "i-squared": "I\N{SUPERSCRIPT TWO}",
    "tau-squared": "tau\N{SUPERSCRIPT TWO}",
    "cochran-q": "Cochran Q",
}
_LONG = re.compile(r"(?<![\d.,])[1-9]\d{4,}(?![\d,])")


def said_as(text: str, *figures: Figure) -> FigureText:
    """The words with which a sentence says some figures."""
    return FigureText(text, tuple(figure.id for figure in figures))


def in_cell(figures: Sequence[Figure]) -> Line:
    """The figures of a result as a table shows them: ``7/180 (3.9%)``."""
    return Line(said_as(grouped(display(figures)), *figures))


def bare(figure: Figure) -> str:
    """The number as printed, without the sign that bounds it: ``14`` for ``~14``."""
    text = figure.text
    return grouped(text if figure.sign == "=" else text.lstrip("<>≤≥~= ").removeprefix("p="))


def grouped(text: str) -> str:
    """A number of five digits or more with its commas: ``25,573.83``; four digits stay together."""
    return _LONG.sub(lambda digits: f"{int(digits[0]):,}", text)


def number(figure: Figure) -> Line:
    """The number with its bound in words: ``less than 1%``, ``approximately 14``; words when absent."""
    if figure.absent is not None or figure.value is None:
        return Line(said_as(figure.reported, figure))
    return Line(BOUNDS.get(figure.sign, ""), said_as(_priced(bare(figure), figure), figure))


def _priced(text: str, figure: Figure) -> str:
    """An amount of money with its sign; other numbers as they are."""
    sign = _SIGNS.get(figure.unit.partition(" per ")[0], "")
    return f"-{sign}{text[1:]}" if sign and text.startswith("-") else f"{sign}{text}"


def unit_in_words(figure: Figure) -> str:
    """The unit that follows a number, in the singular after 1; percent and money stand at the number."""
    money, per, per_what = figure.unit.partition(" per ")
    if figure.unit == "%" or money in _SIGNS:
        return f"per {per_what}" if per and money in _SIGNS else ""
    return singular(figure.unit) if figure.reported in {"1", "-1"} else figure.unit


def p_value(figure: Figure) -> Line:
    """``p=.767``, ``p<.001``, ``p=.017 for interaction``, ``p value not reported``."""
    if figure.value is None:
        return Line("p value ", said_as(figure.reported, figure))
    # AMA drops the zero of a p value, which cannot exceed 1.
    text = re.sub(r"(?<![\d.])0(?=\.)", "", figure.text)
    purposes = [QUALIFIERS[slug] for slug in figure.qualifiers if slug.startswith("for-")]
    before = [words for slug, words in BEFORE_P.items() if slug in figure.qualifiers]
    others = [
        QUALIFIERS[slug] for slug in figure.qualifiers if not slug.startswith("for-") and slug not in BEFORE_P
    ]
    return joined(", ", [joined(" ", [*before, Line(said_as(text, figure)), *purposes]), *others])


def measured(figure: Figure) -> Line:
    """The number with its unit or what it counts: ``25 months``, ``33 procedures``, ``4.1 per year``."""
    if figure.absent is not None:
        return number(figure)
    counted = singular(figure.counted) if figure.reported == "1" else figure.counted
    unit = unit_in_words(figure)
    # A rate is of something: 4.1 bleeds per year.
    ordered = (counted, unit) if unit.startswith("per ") else (unit, counted)
    words = [word for word in ordered if word]
    text = "".join(f"-{word}" if word == "fold" else f" {word}" for word in words)
    return Line(number(figure), text, "-fold" if figure.statistic == "fold" else "")


def share(clause: ResultClause, noun: str | Line) -> tuple[Line, list[Line]]:
    """``7 of 180 patients`` and what follows in brackets, ``3.9%``; an empty noun leaves the noun out."""
    counted = {
        figure.statistic: figure for figure in clause.estimates if figure.statistic in {"count", "total"}
    }
    percents = [figure for figure in clause.estimates if figure.statistic in PROPORTIONS]
    if "count" not in counted:
        return _percent(percents[0], noun), []
    count, total = counted["count"], counted.get("total")
    named = clause.head.statistic in PROPORTIONS - {"percent"}
    if total is not None and is_all(count, total) and clause.figures[0] is count and not named:
        counts = joined(" ", ["all", Line(said_as(bare(count), count, total)), noun])
    else:
        counts = _counted(count, total, noun)
    if not percents:
        return counts, []
    if clause.estimates[0].statistic in PROPORTIONS:
        return number(percents[0]), [counts]
    return counts, [number(percents[0])]


def _percent(figure: Figure, noun: str | Line) -> Line:
    if figure.unit not in ("", "%"):  # an incidence per person-years
        return measured(figure)
    named = bool(noun) and figure.statistic == "percent"
    return Line(number(figure), *((" of ", noun) if named else ()))


def _counted(count: Figure, total: Figure | None, noun: str | Line) -> Line:
    last = count if total is None else total
    named = singular(noun) if isinstance(noun, str) and noun and last.reported == "1" else noun
    if total is None:
        return joined(" ", [amount(count) if named else number(count), named])
    return joined(" ", [number(count), "of", number(total), named])


def amount(figure: Figure) -> Line:
    """A count before what it counts: ``no`` where the source says that there were none."""
    return Line(said_as("no", figure)) if figure.reported == "none" else number(figure)


def is_all(count: Figure, total: Figure) -> bool:
    """Whether a count is that of all, of more than one."""
    exact = count.sign == total.sign == "=" and count.text == total.text
    return exact and total.value is not None and total.value > 1


def spreads(clause: ResultClause) -> list[Line]:
    """Each interval or deviation: ``95% CI, 1.38 to 15.73``, ``range, 8-64 months``, ``SD, 10.4``."""
    groups = groupby(clause.spreads, key=lambda figure: figure.statistic.rpartition("-")[0])
    return [_spread(list(group)) for _, group in groups]


def _spread(ends: Sequence[Figure]) -> Line:
    first = ends[0]
    stem, _, _ = first.statistic.rpartition("-")
    if not stem:
        return Line(f"{first.statistic.upper()}, ", said_as(_end(first), first), _unit(first))
    level = "" if first.level is None else f"{first.level.normalize():f}% "
    if all(end.value is None for end in ends) and len({end.reported for end in ends}) == 1:
        return Line(f"{level}{_SPREAD_NAMES[stem]} ", said_as(first.reported, *ends))
    one_sided = ", one-sided" if "one-sided" in first.qualifiers else ""
    across = " across studies" if ACROSS in first.qualifiers else ""
    return Line(f"{level}{_SPREAD_NAMES[stem]}{across}, ", joined_ends(ends), one_sided)


def interval_name(end: Figure) -> str:
    """``95% CI``, ``one-sided 98% CI``: an interval that stands without its estimate."""
    level = "" if end.level is None else f"{end.level.normalize():f}% "
    one_sided = "one-sided " if "one-sided" in end.qualifiers else ""
    return f"{one_sided}{level}{_SPREAD_NAMES[end.statistic.rpartition('-')[0]]}"


def joined_ends(ends: Sequence[Figure], wordy: bool = False) -> Line:
    """``8-64 months``, ``1.38 to 15.73``: intervals and negative or absent ends take "to"."""
    texts = [_end(figure) for figure in ends]
    shown = [Line(said_as(text, figure)) for text, figure in zip(texts, ends, strict=True)]
    interval = ends[0].level is not None or ends[0].statistic.startswith(("ci", "credible", "prediction"))
    wordy = (
        wordy or interval or any(text.startswith("-") or not any(map(str.isdigit, text)) for text in texts)
    )
    if ends[-1].value is None and ends[0].value is not None:
        # "20.1 months to not reached": the unit belongs to the number.
        return Line(shown[0], f"{_unit(ends[-1])} to ", shown[1])
    return Line(joined(" to " if wordy else "-", shown), "" if ends[-1].value is None else _unit(ends[-1]))


def _end(figure: Figure) -> str:
    text = _priced(grouped(figure.text), figure)
    return f"{text}%" if figure.unit == "%" and figure.value is not None and "%" not in text else text


def _unit(figure: Figure) -> str:
    money, per, per_what = figure.unit.partition(" per ")
    unit = f"{per}{per_what}" if money in _SIGNS else "" if figure.unit in {"%", ""} else f" {figure.unit}"
    counted = f" {figure.counted}" if figure.counted else ""
    return counted + unit if unit.startswith(" per ") else unit + counted


def in_points(clause: ResultClause) -> ResultClause:
    """A risk difference printed without a unit, but above 1, in percentage points: it can be nothing else."""
    head = clause.head
    large = any(abs(figure.value) > 1 for figure in clause.figures if figure.value is not None)
    if head.statistic != "risk-difference" or head.unit or not large:
        return clause
    own = {"risk-difference", *SPREADS}
    return ResultClause(
        tuple(
            replace(figure, unit="percentage points")
            if figure.statistic in own and not figure.unit
            else figure
            for figure in clause.figures
        )
    )


def heterogeneity(clause: ResultClause) -> list[Line]:
    """``I², 40%`` and what else is printed of the differences between the pooled studies."""
    told: list[Line] = []
    for _, group in groupby(clause.beside, key=lambda figure: figure.statement):
        figures = list(group)
        first = figures[0]
        if first.statistic == "p-value":
            purposed = any(slug.startswith("for-") for slug in first.qualifiers)
            told.append(Line(p_value(first), "" if purposed else " for heterogeneity"))
        else:
            part = ResultClause(tuple(figures))
            told.append(Line(f"{_BETWEEN_STUDIES[first.statistic]}, ", measured(first)))
            told += spreads(part)
    return told


def remarks(clause: ResultClause) -> list[str]:
    """Qualifiers that follow: ``read from graph``, ``imputed``, ``adjusted`` where no name says it."""
    unnamed = clause.group in {"count", "proportion", "quantity", "words"} and clause.track != "rate"
    unnamed = unnamed or clause.track == "baseline"
    return [
        QUALIFIERS[slug]
        for slug in clause.head.qualifiers
        if (unnamed or slug not in _NAMED_FIRST) and slug not in {ACROSS, "one-sided"}
    ]


def qualified_name(clause: ResultClause) -> str:
    """``adjusted hazard ratio``, ``odds ratio per allele``."""
    name = STATISTICS[clause.head.statistic].name
    before = [slug for slug in clause.head.qualifiers if slug in _NAMED_FIRST]
    return " ".join([*before, name, *([f"per {clause.head.per}"] if clause.head.per else [])])


def ranged(clause: ResultClause) -> Line:
    """``12% to 39%``: a range that reads after "ranged from"."""
    return bracketed(joined_ends(clause.spreads, wordy=True), remarks(clause))


def value(clause: ResultClause, noun: str | Line, extra: Sequence[Line] = ()) -> Line:
    """What a clause says, without the name of its statistic; ``extra`` joins what stands in brackets."""
    main, inside = _main(clause, noun)
    # A bare range has no estimate: its ends are the main text.
    return bracketed(
        main,
        [
            *inside,
            *(spreads(clause) if clause.estimates else []),
            *heterogeneity(clause),
            *remarks(clause),
            *extra,
        ],
    )


def _main(clause: ResultClause, noun: str | Line) -> tuple[Line, list[Line]]:
    first = clause.head
    if first.absent is not None:
        return number(first), []
    if not clause.estimates:
        return joined_ends(clause.spreads), []
    if first.statistic == "baseline":
        return Line("from ", joined(" to ", map(number, clause.estimates)), _unit(first)), []
    if first.statistic in {"count", "total"} or first.statistic in PROPORTIONS:
        return share(clause, noun)
    return joined(" for ", map(measured, clause.estimates)), []
