"""Tokens in authored prose: ``[[figure-id]]`` stands for a number, ``[@reference-key]`` for a citation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.notation import STATISTICS

_MARK = re.compile(r"\[\[(?P<figure>[^\[\]]*)\]\]|\[@(?P<citation>[^\[\]]*)\]|(?P<stray>\[\[|\]\]|\[@)")
_SLUG = r"[a-z0-9][a-z0-9.+-]*"
SLUG = re.compile(_SLUG)
_STATISTIC = r"(?::(?P<statistic>[a-z0-9-]+(?:\.[2-9][0-9]*)?))?"
_FIGURE = re.compile(
    rf"(?P<target>{_SLUG}/{_SLUG}/{_SLUG}(?:@{_SLUG})?(?:,[A-Za-z0-9][A-Za-z0-9.+ -]*)*){_STATISTIC}"
)
_FACT = re.compile(rf"fact:(?P<target>{_SLUG}){_STATISTIC}")
_LIMIT = re.compile(rf"(?P<target>{_SLUG}){_STATISTIC}")
_FORM = "Write [[study/outcome/column]], with @time, population and :statistic where needed, or [[fact:key]]."

_WORD = re.compile(r"[^\s,;:()/]+")


@dataclass(frozen=True, slots=True)
class ProseToken:
    """One number or citation that prose points at.

    ``kind`` is figure (``target`` names a result of a study), fact (of the policy), limit (a threshold
    of the same recommendation) or citation. ``statistic`` is empty for the main number.
    """

    kind: str
    target: str
    statistic: str = ""

    def __str__(self) -> str:
        if self.kind == "citation":
            return f"[@{self.target}]"
        prefix = "fact:" if self.kind == "fact" else ""
        return f"[[{prefix}{self.target}{':' if self.statistic else ''}{self.statistic}]]"


class TokenError(ValueError):
    """A mark in prose that is no token; ``remedy`` says how to write one."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def parse_figure_token(text: str) -> ProseToken:
    """The token of ``study/outcome/column:statistic``, ``fact:key`` or ``key``. Raises TokenError."""
    for kind, pattern in (("fact", _FACT), ("figure", _FIGURE), ("limit", _LIMIT)):
        if (match := pattern.fullmatch(text)) is None:
            continue
        statistic = match["statistic"] or ""
        if statistic and statistic.partition(".")[0] not in STATISTICS:
            from kb.errors import nearest

            raise TokenError(
                f"[[{text}]]: unknown statistic {statistic}.", nearest(statistic, list(STATISTICS))
            )
        return ProseToken(kind, match["target"], statistic)
    raise TokenError(f"[[{text}]] is no name of a figure.", _FORM)


def tokens_of(prose: str) -> Iterator[ProseToken]:
    """The tokens of a text, in order. Raises TokenError at the first mark that is none."""
    for match in _MARK.finditer(prose):
        if match["stray"] is not None:
            raise TokenError(f"`{match['stray']}` is not closed, or opens nothing.", _FORM)
        if match["citation"] is None:
            yield parse_figure_token(match["figure"])
        elif SLUG.fullmatch(match["citation"]):
            yield ProseToken("citation", match["citation"])
        else:
            raise TokenError(
                f"[@{match['citation']}] is no citation.", "Write [@key] with the key of a reference."
            )


_HYPHEN = r"[-\u2010\u2011\u2013\u2212]"
NUMBERS_LISTED = r"[0-9]+[a-zA-Z]?(?:(?:\s*[-\u2013,/]\s*|,?\s+(?:and|or|to)\s+)[0-9]+[a-zA-Z]?)*"
"""Numbers one after the other: 3, 3 or 4, 19-21."""
CLASSES = (
    r"\b(?:phases?|stages?|grades?|types?|class(?:es)?|category|categories"
    r"|tiers?|exons?|codons?|chromosomes?|trisomy|ECOG|ASA|NYHA)(?:\s+|-)"
    rf"{NUMBERS_LISTED}(?!\s?[%\w.]*[0-9%])",
    r"\blevels?\s+[0-9][a-z]?(?=\s+(?:evidence|recommendation|study|studies|trial|trials)\b)",
)
"""Classes of a scale, and what is counted through by name: type 2 diabetes, grade 3 or 4, exon 45."""
MEASURES = (
    rf"\b[0-9]+{_HYPHEN}(?:item|question|gene|protein|marker|lead|channel|plex)\b",
    rf"\b[0-9]+{_HYPHEN}(?:minute|meter|metre) walk",
    rf"\b[0-9]+{_HYPHEN}point(?:\s+\w+){{0,2}}?\s+(?:scale|score|system)\b",
)
"""Names of tests and scales that hold a number: 6-minute walk test."""
_NAMED = re.compile("|".join((*CLASSES, *MEASURES)), re.IGNORECASE)


def bare_numbers(prose: str) -> list[str]:
    """Words of a text that hold a number outside tokens; names (HER2, type 2 diabetes) hold none."""
    rest = _NAMED.sub(" ", _MARK.sub(" ", prose))
    words = (match[0] for match in _WORD.finditer(rest))
    return [word for word in words if not _is_name(word)]


def _is_name(word: str) -> bool:
    """Whether every digit belongs to a name: after a letter (HER2, yttrium-90) or before a capital (2A)."""
    named = False
    for run in re.finditer(r"\d+", word):
        before = word[: run.start()]
        after_letter = re.search(r"[A-Za-z][-+]?$", before) is not None
        carried_on = named and before[-1:] in ("-", ".")
        named = after_letter or carried_on or word[run.end() : run.end() + 1].isupper()
        if not named:
            return False
    return True
