"""Tokens in authored prose.

``[[figure-id]]`` stands for a number, ``[[figure-id|statement]]`` for all that its result says, with interval
and p value, and ``[@reference-key]`` for a citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

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
STATEMENT = "|statement"
"""What stands behind the name in a token that prints the whole statement instead of one number."""


@dataclass(frozen=True, slots=True)
class ProseToken:
    """One number or citation that prose points at.

    ``kind`` is figure (``target`` names a result of a study), fact (of the policy), limit (a threshold
    of the same recommendation) or citation. ``statistic`` is empty for the main number.
    """

    kind: str
    target: str
    statistic: str = ""
    statement: bool = False
    """Whether the whole statement is printed, with its interval and p value: ``[[...|statement]]``."""

    def __str__(self) -> str:
        if self.kind == "citation":
            return f"[@{self.target}]"
        prefix = "fact:" if self.kind == "fact" else ""
        form = STATEMENT if self.statement else ""
        return f"[[{prefix}{self.target}{':' if self.statistic else ''}{self.statistic}{form}]]"


class TokenError(ValueError):
    """A mark in prose that is no token; ``remedy`` says how to write one."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def parse_figure_token(text: str) -> ProseToken:
    """The token of ``study/outcome/column:statistic``, ``fact:key`` or ``key``. Raises TokenError."""
    name, bar, form = text.partition("|")
    if not bar:
        return _named(text)
    if f"|{form}" != STATEMENT:
        remedy = (
            f"Write [[{name}{STATEMENT}]] for all that it says with its interval, [[{name}]] for its number."
        )
        raise TokenError(f"[[{text}]]: `{form}` is nothing that a mark can print.", remedy)
    return replace(_named(name), statement=True)


def _named(text: str) -> ProseToken:
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
