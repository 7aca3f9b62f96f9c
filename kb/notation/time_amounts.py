"""The numbers of a time with their units: `8 to 10.5 months`, `day 183, 302, or 394`, `>14 to <=28 d`."""

from __future__ import annotations

import re

from kb.notation.time import TIME_UNITS, Amount, amount_of

_WHOLE_WORDS = {
    word: number
    for number, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six"),
            *("seven", "eight", "nine", "ten", "eleven", "twelve"),
        ),
        start=1,
    )
}
_SIGN_WORDS = {
    "more than": ">",
    "greater than": ">",
    "at least": ">=",
    "less than": "<",
    "under": "<",
    "at most": "<=",
    "no more than": "<=",
    "about": "~",
    "approximately": "~",
    "around": "~",
    "\N{LESS-THAN OR EQUAL TO}": "<=",
    "\N{GREATER-THAN OR EQUAL TO}": ">=",
    "\N{ALMOST EQUAL TO}": "~",
}
SIGN = f"<=|>=|[<>~]|{'|'.join(_SIGN_WORDS)}"
UNIT = "|".join(sorted(TIME_UNITS, key=len, reverse=True))
_NUMBER = rf"[0-9]+(?:\.[0-9]+)?|{'|'.join(_WHOLE_WORDS)}"
_AMOUNT = re.compile(
    rf"\s*(?:(?P<before>{UNIT})(?:\s+|-)?(?=[0-9<>~]))?(?:(?P<sign>{SIGN})\s*)?"
    rf"(?P<number>{_NUMBER})(?![0-9.,]*[0-9])(?:(?:\s*-?\s*)(?P<unit>{UNIT})'?(?![A-Za-z]))?",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"(?P<or>\s*,\s*or\s+|\s+or\s+|\s*,\s*)|(?P<to>\s*-?\s*\b(?:to|through|until)\s+|\s*-\s*)|(?P<and>\s+and\s+)",
    re.IGNORECASE,
)


def read_amounts(words: str, default: str, and_is_to: bool) -> tuple[tuple[Amount, ...], str, str]:
    """The amounts at the start, how they are joined, and what follows; none where no unit is named."""
    matches: list[re.Match[str]] = []
    joints: list[str] = []
    place = 0
    while (match := _AMOUNT.match(words, place)) is not None:
        matches.append(match)
        place = match.end()
        joint = _JOINT.match(words, place)
        if joint is None or _AMOUNT.match(words, joint.end()) is None:
            break
        joints.append("to" if joint["to"] or (joint["and"] and and_is_to) else "or" if joint["or"] else "and")
        place = joint.end()
    is_range = joints == ["to"]
    is_choice = bool(joints) and set(joints) == {"or"} and re.search(r"\bor\b", words) is not None
    if joints and not (is_range or is_choice):
        return (), "", words
    units = [(match["unit"] or match["before"] or "").lower() for match in matches]
    named = [unit for unit in units if unit] or [default]
    filled = [unit or (units[-1] or named[0]) for unit in units]
    if not all(filled):
        return (), "", words
    amounts = tuple(_amount(match, unit) for match, unit in zip(matches, filled, strict=True))
    return amounts, joints[0] if joints else "", words[place:]


def _amount(match: re.Match[str], unit: str) -> Amount:
    number = match["number"].lower()
    sign = (match["sign"] or "=").lower()
    return amount_of(str(_WHOLE_WORDS.get(number, number)), TIME_UNITS[unit], _SIGN_WORDS.get(sign, sign))
