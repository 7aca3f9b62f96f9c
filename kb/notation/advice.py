"""What to write instead of cells that tables print and the notation does not take, by the cell as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from kb.notation.statistics import STATISTIC_WORDS, STATISTICS
from kb.notation.units import NOUN_WORDS

_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER_WORDS = {"one": 1, **{word: number for number, word in enumerate(_WORDS, start=2)}}
_NOUNS = "|".join(sorted(map(re.escape, NOUN_WORDS), key=len, reverse=True))
_NAMES = "|".join(sorted(map(re.escape, STATISTIC_WORDS), key=len, reverse=True))
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_FOOTNOTE = re.compile(r"[*\u2020\u2021\u00a7\u00b6#]|(?<=[\d)%\]])\s?\^?[\u1d43-\u1d6b]")
_SIZES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


def advice(text: str) -> str:
    """What to write instead; empty where the cell as a whole says nothing of it."""
    for pattern, say in _ADVICE:
        if match := pattern.search(text):
            words = say if isinstance(say, str) else say(match)
            if words:
                return words
    return ""


def _without_footnotes(match: re.Match[str]) -> str:
    return f"Leave the footnote mark out: {_FOOTNOTE.sub('', match.string).strip()}."


def _counted(match: re.Match[str]) -> str:
    return f"Write {_NUMBER_WORDS[match[1].lower()]} {match[2]}."


def _all_of_them(match: re.Match[str]) -> str:
    return f"Write {match[1]}/{match[1]} {match[2]}."


def share_or_total(percent: str, number: str) -> str:
    """What to write for ``42.5% (n=80)``, whose number may be those who had it or those of whom."""
    count = round(Decimal(percent) * int(number.replace(",", "")) / 100)
    return (
        f"n={number} may be how many had it or of how many: when it is a count, write {percent}% ({number});"
        f" when it is the total, write {count}/{number} ({percent}%)."
    )


def _in_full(match: re.Match[str]) -> str:
    number = Decimal(match["number"].replace(",", "")) * _SIZES[match["size"].lower()]
    return f"Write {match['sign'] or ''}{number:,.0f}."


def _with_scale(match: re.Match[str]) -> str:
    sign = (
        match["sign"].replace("\N{LESS-THAN OR EQUAL TO}", "<=").replace("\N{GREATER-THAN OR EQUAL TO}", ">=")
    )
    return f"Write {sign}{match['number']} points on {match['scale']}."


def _of_something(match: re.Match[str]) -> str:
    name = STATISTICS[STATISTIC_WORDS[match["name"].lower()]].written
    return f"The row says what it is of: write {name} {match['number']}."


def _dated(match: re.Match[str]) -> str:
    before = match.string[: match.start()].strip(" ;,(")
    planned = f" Write {before} planned." if before.isdigit() else ""
    return f"A date is no figure: it goes to the registration or the trial.{planned}"


def _in_two_columns(match: re.Match[str]) -> str:
    return f"Write [{match['before']}, {match['after']}] in a result with two times: at: [baseline, 1 y]."


def _thousands(match: re.Match[str]) -> str:
    number = match[0].replace(" ", ",")
    return f"Write {number} when it is one number; two numbers are two cells."


def _in_number(match: re.Match[str]) -> str:
    return f"Write {match[1]} in {match[2]}."


def _per_thousand(match: re.Match[str]) -> str:
    return f"Write {match[1]} per 1000."


def _without_letter(match: re.Match[str]) -> str:
    return f"Leave the footnote mark out: {match[1] or match[2]}."


def _still_running(match: re.Match[str]) -> str:
    written = match.re.sub(r">\1", match.string)
    return f"A + is a time that still runs, so more than is printed: write {written}."


_MARKS = {
    "NR": "NR may be not reported or not reached: write which, or once for the study"
    " absent: {NR: not reported}.",
    "NA": "NA may be not available, not applicable or not assessed: write which, or once for the study"
    " absent: {NA: not available}.",
    "NE": "NE may be not estimable or not assessed: write which, or once for the study"
    " absent: {NE: not estimable}.",
}


def _marked(match: re.Match[str]) -> str:
    return _MARKS[match[1]]


_ADVICE: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_FOOTNOTE, _without_footnotes),
    (re.compile(r"^(.*\d[\])])[abcef]$|^(.*\d) [abcef]$"), _without_letter),
    (re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)\+(?=$|[\s)\],;])"), _still_running),
    (re.compile(r"^(?=.*[(\[]).*?\b(NR|NE|NA)\b"), _marked),
    (
        re.compile(r"^absolute risk reduction\b", re.IGNORECASE),
        "An absolute risk reduction is a risk difference below zero: write it with its sign, RD -3.1%.",
    ),
    (re.compile(rf"^all (\d[\d,]*) ({_NOUNS})$", re.IGNORECASE), _all_of_them),
    (
        re.compile(rf"^({'|'.join(_NUMBER_WORDS)}) ((?:of|in|\().*\d.*)$", re.IGNORECASE),
        _counted,
    ),
    (
        re.compile(r"^(\d+(?:\.\d+)?) ?%, ?n ?= ?(\d[\d,]*)$"),
        lambda match: share_or_total(match[1], match[2]),
    ),
    (
        re.compile(r"^no (?:other|more|further|additional)\b", re.IGNORECASE),
        "That is no zero: leave the cell out, and write the events that there were.",
    ),
    (
        re.compile(r" in (?:the )?[A-Za-z][\w -]* (?:group|arm|cohort)\b", re.IGNORECASE),
        "Write what is told of each group in the cell of its arm, without the words.",
    ),
    (
        re.compile(r"\bref(?:erent|erence|\.)?(?: (?:group|category|level))?\b(?![\w ]*\d)", re.IGNORECASE),
        "The reference category has no figure: leave the cell out.",
    ),
    (
        re.compile(r"['\"\u201c\u201d\u2018\u2019]\w"),
        "Write it without quotation marks, one statement after another.",
    ),
    (
        re.compile(r"\b(?:lower|upper) (?:limit|bound)\b", re.IGNORECASE),
        "A limit goes in a bracket after its estimate: 6% (98% CI >=0.73 one-sided).",
    ),
    (re.compile(rf"\b(?:{_MONTHS})[a-z]*\.? \d{{4}}|\b\d{{4}}-\d\d-\d\d\b"), _dated),
    (
        re.compile(
            r"(?P<sign>US\$|[$\N{EURO SIGN}\N{POUND SIGN}])?(?P<number>\d[\d,.]*)"
            rf" (?P<size>{'|'.join(_SIZES)})\b",
            re.IGNORECASE,
        ),
        _in_full,
    ),
    (re.compile(r"(?<![\d,.])\d{1,3}(?: \d{3})+(?![\d,])"), _thousands),
    (re.compile(rf"^({'|'.join(_NUMBER_WORDS)}) ({_NOUNS})\b", re.IGNORECASE), _counted),
    (re.compile(r"^(\d[\d,]*) ?: ?(\d[\d,]*)$"), _in_number),
    (re.compile(r"^(\d[\d,.]*) ?\u2030$"), _per_thousand),
    (
        re.compile(r"^(\d[\d.]*%) ?(?:per|/|a) ?(?:year|yr|y|annum)$"),
        lambda match: f"Write {match[1]}, and at: 1 y in the row.",
    ),
    (
        re.compile(r"^from (?P<before>\S.*?\)) to (?P<after>\S.*\))$", re.IGNORECASE),
        _in_two_columns,
    ),
    (
        re.compile(
            rf"^(?P<name>{_NAMES}) (?:for|of) [a-z][a-z -]*[,:=]? ?(?P<number>-?[\d.]+\d)(?=$|[ ;,(\[])",
            re.IGNORECASE,
        ),
        _of_something,
    ),
    (
        re.compile(
            r"^(?P<scale>[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:-?\d+)?)(?: score)? ?"
            r"(?P<sign>(?:[<>]=?)?|\u2264|\u2265) ?(?P<number>-?\d+(?:\.\d+)?)$"
        ),
        _with_scale,
    ),
    (
        re.compile(r"^[A-Za-z]\w* ?= ?[-\u2212\d]"),
        "Name the statistic as the notation does: SMD -0.18, correlation 0.4.",
    ),
    (
        re.compile(r"^\d[\d,]*/\d[\d,]* ?(?:to|-|\u2013) ?\d[\d,]*/\d"),
        "Write one value, or the range of a rate: range 10-12 per 100,000.",
    ),
)


def advice_on_words(text: str) -> str:
    """What to write instead of a sentence without a number; empty for others."""
    if re.search(r"\d", text) or len(text.split()) < 3:
        return ""
    return "There is no number in it: write not reported, or one of: comparable, no significant difference."


# Forms of a row


def advice_on_form(text: str, is_form: Callable[[str], bool]) -> str:
    """What to write instead of a form that cannot be read; empty where the expected words say it."""
    if _TIME_IN_FORM.search(text):
        untimed = (_TIME_IN_FORM.sub(mark, text).strip(" ,") for mark in (" ", ", "))
        form = next(filter(is_form, untimed), "")
        return f'Times go under "at": {form}.' if form else 'Times go under "at".'
    if re.search(r"\bdifference", text, re.IGNORECASE) and not _DIFFERENCE_TOLD.search(text):
        return (
            "Say which difference: mean difference, LS mean difference, risk difference, median difference."
        )
    if share := re.search(r"% (?:of \w+|predicted)", text):
        without = text.replace(share[0], "%")
        told = f": {without}" if is_form(without) else ""
        return f"The name of the outcome says of what the percentage is; write %{told}."
    return ""


_TIME_IN_FORM = re.compile(
    r",? ?\b(?:(?:to|at|by|through|after|in) )?"
    r"(?:(?:week|month|day|year)s? \d+|\d+ (?:week|month|day|year)s?)\b,? ?",
    re.IGNORECASE,
)
_DIFFERENCE_TOLD = re.compile(
    r"(?:mean|risk|median|rate) difference|difference in (?:LS |least[- ]squares )?(?:means?|medians?)",
    re.IGNORECASE,
)
