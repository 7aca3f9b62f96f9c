"""Say what is wrong with a cell in the words of the person who wrote it."""

import re

from lark.exceptions import UnexpectedEOF, UnexpectedInput, UnexpectedToken

from kb.notation.error import NotationError
from kb.notation.language import TYPOGRAPHY, grammar_parser
from kb.notation.problem import Misread
from kb.notation.remedy import StoppingPlace, remedy_for

# Terminals to what the writer would call them, in the order in which they are listed.
_EXPECTED = {
    "NUMBER": "a number",
    "STATISTIC": "a statistic (median, HR, sensitivity, ...)",
    "P": "p",
    "ABSENT": '"not reported" or "not reached"',
    "PERCENT": "%",
    "UNIT": "a unit (months, cm, mg/dL, ...)",
    "NOUN": "what is counted (lesions, procedures, ...)",
    "PER": '"per year"',
    "INTERVAL": "95% CI",
    "RANGE": "range",
    "DEVIATION": "SD or SE",
    "_DASH": '"-" or "to" and the other end',
    "_TO": '"to" and the other value',
    "_SLASH": '"/" and the total',
    "_LPAR": '"("',
    "_RPAR": '")"',
    "QUALIFIER": "a qualifier (adjusted, interim, ...)",
    "TIMES": '"at" and the times',
    "$END": "the end",
}
_LONG = 6
# Left out of a long list: they are seldom what the writer was about to write.
_DISPENSABLE = {_EXPECTED["PER"], _EXPECTED["QUALIFIER"]}
_WORD = re.compile(r"[^\W\d_][\w/%-]*|[+-]?\d[\d.,]*%?|\s*\S", re.UNICODE)


def complaint(text: str, error: UnexpectedInput, start: str) -> NotationError:
    """Return the error for a text that the grammar refuses when read from the rule ``start``."""
    end = len(text.rstrip())
    at = end if _is_end(error) else min(error.pos_in_stream or 0, end)
    place = StoppingPlace(text, at, _found(text, at), _accepted(text[:at], start))
    return NotationError(text, at + 1, place.found, _expected(place), remedy_for(place))


def _is_end(error: UnexpectedInput) -> bool:
    is_last = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    return is_last or isinstance(error, UnexpectedEOF)


def _found(text: str, at: int) -> str:
    if at >= len(text.rstrip()):
        return ""
    is_dash = bool(re.match(r"[-\N{EN DASH}\N{EM DASH}]", text[at:])) and bool(text[:at].strip())
    match = _WORD.match(text, at)
    if match is None or is_dash:
        return text[at : at + 1]
    return match[0].strip()


def _accepted(before: str, start: str) -> frozenset[str]:
    # The error's own list holds terminals of merged parser states; those that really may follow
    # are found by reading up to the place once more.
    reading = grammar_parser().parse_interactive(before.translate(TYPOGRAPHY), start=start)
    try:
        reading.exhaust_lexer()
    except (UnexpectedInput, Misread):
        return frozenset()
    return frozenset(reading.accepts())  # type: ignore[no-untyped-call]  # lark leaves it untyped


def _expected(place: StoppingPlace) -> str:
    words = [phrase for terminal, phrase in _EXPECTED.items() if terminal in place.accepted]
    if len(words) > _LONG:
        words = [phrase for phrase in words if phrase not in _DISPENSABLE]
    if len(words) < 2:
        return "".join(words) or "a figure"
    return f"{', '.join(words[:-1])} or {words[-1]}"
