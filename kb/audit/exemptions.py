"""Numbers that are no figures of a study, by the way they are printed: general rules of medical writing.

Each rule is a pattern over the text; a number within what it matches is accounted for by it, unless a figure
claims it. Conventions of writing are those of the AMA Manual of Style, 11th ed (citations 3.6, numbers 18,
statistics 19), and of the policies in hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.audit.folding import HYPHEN, MARKS, TIMES
from kb.records.number_patterns import CLASSES, MEASURES, NUMBERS_LISTED

#: Words that a hyphen may tie to a number which counts or measures something.
_NOT_IN_NAMES = (
    "non|pre|post|mid|under|over|up|top|sub|per|than|of|at|to|and|or|in|by|age|aged|approximately|n"
    "|day|days|week|weeks|month|months|year|years|hour|hours|minute|minutes"
)


@dataclass(frozen=True, slots=True)
class ExemptionRule:
    """One rule: a key and why a number that it fits is no figure of a study."""

    key: str
    meaning: str
    pattern: re.Pattern[str]


def _reason(key: str, meaning: str, *patterns: str, case: bool = False) -> ExemptionRule:
    flags = re.MULTILINE if case else re.MULTILINE | re.IGNORECASE
    return ExemptionRule(key, meaning, re.compile("|".join(patterns), flags))


REASONS = (
    _reason(
        "citation",
        "number of a reference",
        rf"(?<![0-9%$)\s])\s?\[{NUMBERS_LISTED}\]",
        r"(?:(?<=[a-z)\]][.,;])|(?<=\b19[0-9][0-9]\.)|(?<=\b20[0-9][0-9]\.))"
        r"[0-9]{1,3}(?:[,\u2013-][0-9]{1,3})*(?=\s|$)",
        r"(?<=\bet al)\.?\s?[0-9]{1,3}(?:[,\u2013-][0-9]{1,3})*(?=[\s,;]|$)",
        r"(?<=[a-z])\s\([0-9]{1,3}(?:,\s?[0-9]{1,3})+\)(?=[.,;])",
        r"^[ \t]*\[?[0-9]{1,3}[.\])]\s+[A-Z][\w'-]+\s+[A-Z]{1,3}[,.][^\n]*$",
    ),
    _reason(
        "name",
        "part of a name, such as yttrium-90 or HER2",
        rf"(?<![\w-])(?!(?:{_NOT_IN_NAMES}){HYPHEN})[^\W\d_]+(?:(?:{HYPHEN}|/)[^\W\d_]+)*{HYPHEN}?[0-9][\w-]*(?:/[0-9]+)*",
        r"\b[0-9]{3,4}\([a-z]\)",
    ),
    _reason("name", "number with a letter, such as category 2A", r"\b[0-9]+[A-Z]\b(?!\s?[0-9])", case=True),
    _reason(
        "name",
        "number that begins a name, such as 4Kscore",
        r"\b[0-9]+[A-Z][a-z]+\w*|\b[0-9]+and[A-Z]\w+|\b[0-9]+x\s+[A-Z][a-z]+",
        case=True,
    ),
    _reason(
        "legend",
        "caption of a table or figure, or a footnote of one",
        r"^[ \t]*(?:table|figure|fig)\.?\s*[A-Z]?[0-9]+[A-Za-z]?[.:][^\n]*$",
        r"^[ \t]*(?:abbreviations?|legend)\s*:[^\n]*$",
        r"(?:\*{1,3}|[\u2020\u2021\u00a7\u00b6]+)\s*p\s*[<\u2264=]\s*0?\.[0-9]+",
    ),
    _reason("ordinal", "ordinal number", r"\b[0-9]+(?:st|nd|rd|th)\b"),
    _reason("decade", "decade", r"\b(?:19|20)[0-9]0s\b"),
    _reason(
        "interval-level",
        "level of an interval, part of the figure it belongs to",
        r"\b[0-9]{2}(?:\.[0-9]+)?\s?%\s*(?:\w+-sided\s+)?"
        r"(?:confidence|credib|prediction|uncertainty|Cr?Is?\b|PIs?\b|UIs?\b)",
    ),
    _reason(
        "classification",
        "class of a scale, such as phase 3, grade 3 or 4, category 2A",
        *CLASSES,
    ),
    _reason(
        "instrument",
        "part of the name of a test or scale, such as 6-minute walk test",
        *MEASURES,
    ),
    _reason("version", "version", r"\bv\.\s?[0-9][\w.]*", r"\b(?:version|edition|release)s?\s+[0-9][\w.]*"),
    _reason(
        "cross-reference",
        "number of a table, figure, appendix or page",
        r"\bpage\s+[0-9]+\s+of\s+[0-9]+",
        r"\b(?:tables?|figures?|figs?\.?|appendix|appendices|chapters?|pages?|references?|refs?\.?|box|boxes"
        rf"|supplement)\s+{NUMBERS_LISTED}",
    ),
    _reason(
        "enumeration", "number of an item", r"^\s*\(?[0-9]{1,2}[.)]\s(?=\S)", r"(?<=\s)\([1-9]\)\s(?=[a-z])"
    ),
    _reason(
        "identifier",
        "identifier, code, address or telephone number",
        r"https?://\S+|www\.\S+|\bdoi:?\s?\S+|\b10\.[0-9]{4,}/\S+",
        r"\b(?:NCT|ISRCTN|PMID|PMC|CPT|HCPCS|ICD-[0-9]+(?:-CM|-PCS)?|ICD)\s?:?(?:\s+codes?)?"
        r"\s?[A-Z]?[0-9][\w.]*",
        r"\b[0-9]+(?:\.[0-9]+){2,}\b",
        rf"\([0-9]{{3}}\)\s?[0-9]{{3}}{HYPHEN}[0-9]{{4}}",
    ),
    _reason(
        "power",
        "power of ten, part of the figure before it",
        rf"(?<![A-Za-z])[x{TIMES}·]\s?10(?=\^|{HYPHEN}?[0-9]|[{MARKS}])(?:\^|{HYPHEN})*[0-9]*",
    ),
    _reason("ratio", "ratio of allocation", r"(?<![0-9:])[1-9]:[1-9](?::[1-9])?(?![0-9:])"),
    _reason("denominator", "unit that a rate is given per", r"\bper\s+[0-9][0-9,]*\b"),
    _reason(
        "significance",
        "limit of significance",
        r"\bp\s*[<≤=]\s*0?\.[0-9]+\s+(?:was|were|is)?\s*(?:considered|deemed|regarded|taken|defined)\b",
        r"\bsignifican\w+\s+(?:level|threshold|limit)?\s*(?:was|of|at|set|defined|as|\s)*p?\s*[<≤=]?\s*0?\.0[0-9]+",
    ),
    _reason(
        "idiom",
        "idiom without a count",
        r"\b(?:one|1) of (?:several|many|various|the (?:most|largest|larger|first|few|main|major|common))\b",
        r"\bone or more\b|\bone another\b|\bno one\b|\bone by one\b|\bone way or\b",
        r"\b(?:one|two|1|2)[- ](?:sided|tailed|way)\b|\b(?:two|2)[- ]by[- ](?:two|2)\b",
    ),
)


def accounted_by_form(text: str, start: int, stop: int) -> Iterator[tuple[int, int, ExemptionRule]]:
    """The parts of a text whose numbers are no figures by their form, with the rule that says so."""
    for reason in REASONS:
        if reason.key == "enumeration":
            yield from _enumerated(reason, text, start, stop)
            continue
        for match in reason.pattern.finditer(text, start, stop):
            yield match.start(), match.end(), reason


def _enumerated(
    reason: ExemptionRule, text: str, start: int, stop: int
) -> Iterator[tuple[int, int, ExemptionRule]]:
    """Numbers of items: 1 must be among them, else they are counts in brackets."""
    matches = list(re.finditer(reason.pattern.pattern, text[start:stop], re.MULTILINE))
    values = {int(re.sub(r"\D", "", match[0])) for match in matches}
    if {1, 2} <= values:
        for match in matches:
            yield start + match.start(), start + match.end(), reason
