"""What sources print for times in words of their own, of one meaning only: ``POD 1``, ``24-month f/u``."""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.notation.time_amounts import UNIT

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_NOUN = (
    "treatment|therapy|transplant(?:ation)?|surgery|procedure|dose|discharge|implant(?:ation)?|injection"
    "|infusion"
)
_REPEATED = "cycles|doses|sessions|courses|injections|infusions|treatments|procedures"

_Replacement = str | Callable[[re.Match[str]], str]
_RULES: tuple[tuple[str, _Replacement], ...] = (
    (r"(?<=[a-z])\.$", ""),
    (r"\b(?:f/u|FU)\b", "follow-up"),
    (r"(?<=\d)([ -]?)mths?\b", r"\1mo"),
    (rf"\b(?:1st|first) (?={UNIT})", "first "),
    (rf"\b(\d+)(?:st|nd|rd|th) ({UNIT})\b", r"\2 \1"),
    (r"^D ?\+ ?(?=\d)", "day "),
    (r"^(?:at |on )?(?:POD|post-?op(?:erative)? day) ?(\d+)$", r"\1 d after surgery"),
    (r"(?<=\s)post-?op(?:erative(?:ly)?)?\.?$", "after surgery"),
    (r"(?<=\s)(?:post|following)[ -](?=(?:index )?(?:" + _NOUN + r")\b)", "after "),
    (rf"^(?:at )?post-?({_NOUN})$", r"after \1"),
    (rf"^(?:at )?pre-?({_NOUN})$", r"before \1"),
    (r"^in-hospital$", "in hospital"),
    (r"^(?:over|with|for|during) (?=an? (?:median|mean|average) )", "at "),
    (r"\bfollow-?\s?up (?:time|period|duration|length)\b", "follow-up"),
    (r"(?<=follow-up): ?", " "),
    (r"\bage(?=[<>])", "age "),
    (r"^(?:from )?birth (?:to|until|through) age ", "by age "),
    (r"^(?:between )ages? ([\d.]+) and ", r"age \1 to "),
    (
        rf"^(?:at |by )?(?:corrected age (?P<first>[\d.]+ ?(?:{UNIT}))"
        rf"|(?P<last>[\d.]+ ?(?:{UNIT}))'?,? corrected age)$",
        lambda match: f"age {match['first'] or match['last']} (corrected)",
    ),
    (rf"(?<=\d) ({UNIT})'? (?=(?:treatment|therapy)$)", r" \1 of "),
    (rf"^(?:after )?(\d+ (?:{_REPEATED}))$", r"after \1"),
    (
        r"^(?:in |over |during |within )?(?:the )?(past|previous|last|preceding|prior)"
        rf" ((?:\d+ )?(?:{UNIT}))$",
        r"in the \1 \2",
    ),
    (rf"^(?:in )?((?:{_MONTH}|Q[1-4])\.? (?:19|20)\d\d)$", r"in \1"),
    (r"^(?:in )?(?:the )?((?:19|20)\d0s)$", r"in the \1"),
    (r"^(?:over |in )?(?:a |the )?lifetime$", "over the lifetime"),
    (r"^(?:over |during )?(?:the )?(entire|whole|full) (follow-up|study|trial|period)$", r"over the \1 \2"),
)
_COMPILED = tuple((re.compile(rule, re.IGNORECASE), made) for rule, made in _RULES)


def as_times_are_written(words: str) -> str:
    """A time with what sources spell otherwise written as the readers have it."""
    for rule, made in _COMPILED:
        words = rule.sub(made, words)
    return words
