"""Whether a figure is printed as recorded where the excerpt around it is not."""

from __future__ import annotations

from kb.audit.changed import Pairs
from kb.audit.checked_claims import CheckedClaim, MismatchKind, as_recorded, not_found, printed_otherwise
from kb.audit.claims import FigureClaim
from kb.audit.text_tokens import TextToken
from kb.notation.units import UNIT_WORDS

_BOUNDS = frozenset("<>=~-+")
_UNITS = frozenset(word.lower() for unit in UNIT_WORDS for word in unit.split()) | {"%", "percent"}


def judge(claim: FigureClaim, excerpt_start: int, pairs: Pairs, text: str, near: int) -> CheckedClaim:
    """One figure by the pairs of its excerpt's tokens with those printed in their place.

    Signs directly before a number and the unit directly after it count with it; other words do not.
    ``near`` is where the figure should be, for one that is gone.
    """
    first, last = claim.start - excerpt_start, claim.stop - excerpt_start
    inside = [index for index, (token, _) in enumerate(pairs) if token.start < last and token.stop > first]
    numbers = [index for index in inside if pairs[index][0].value is not None]
    there = [other for _, other in pairs if other is not None]
    excerpt = (there[0].start, there[-1].stop)
    if not numbers:
        return _judge_words(claim, [pairs[index] for index in inside], text, near, excerpt)
    own = [pairs[index][1] for index in inside]
    seen = [other for other in own if other is not None]
    if any(pairs[index][1] is None for index in numbers):
        return not_found(claim, near)
    span = (seen[0].start, _end(text, seen[-1]))
    if any(_differ(*pairs[index]) for index in numbers):
        return printed_otherwise(claim, text, span, excerpt, MismatchKind.NUMBER)
    beside = {index for number in numbers for index in _beside(pairs, number)}
    if any(not _equal(*pairs[index]) for index in {*inside, *beside}):
        around = [other for index in sorted({*inside, *beside}) if (other := pairs[index][1]) is not None]
        return printed_otherwise(claim, text, (around[0].start, around[-1].stop), excerpt, MismatchKind.SIGN)
    return as_recorded(claim, text, (seen[0].start, seen[-1].stop), excerpt)


def _judge_words(
    claim: FigureClaim, pairs: Pairs, text: str, near: int, excerpt: tuple[int, int]
) -> CheckedClaim:
    there = [other for _, other in pairs if other is not None]
    if len(there) * 2 < len(pairs):
        return not_found(claim, near)
    span = (there[0].start, there[-1].stop)
    if all(_equal(*pair) for pair in pairs):
        return as_recorded(claim, text, span, excerpt)
    return printed_otherwise(claim, text, span, excerpt, MismatchKind.WORDS)


def _beside(pairs: Pairs, number: int) -> list[int]:
    """The signs before a number and the unit after it, within the excerpt."""
    places = []
    index = number - 1
    while index >= 0 and pairs[index][0].text in _BOUNDS:
        places.append(index)
        index -= 1
    if number + 1 < len(pairs) and pairs[number + 1][0].text in _UNITS:
        places.append(number + 1)
    return places


def _end(text: str, token: TextToken) -> int:
    """The end of a number with its percent sign."""
    return token.stop + (token.value is not None and text[token.stop : token.stop + 1] == "%")


def _differ(token: TextToken, other: TextToken | None) -> bool:
    return other is None or token.value != other.value or token.text != other.text


def _equal(token: TextToken, other: TextToken | None) -> bool:
    return other is not None and token.text == other.text
