"""Say what is wrong with a cell in the words of the person who wrote it."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from lark.exceptions import UnexpectedEOF, UnexpectedInput, UnexpectedToken

from kb.notation.advice import advice, advice_on_words
from kb.notation.error import Misread, NotationError
from kb.notation.grammar import grammar_parser
from kb.notation.statistics import NAMED, STATISTICS
from kb.notation.terms import ABSENT, QUALIFIERS, VERBAL
from kb.notation.typography import typed_plainly
from kb.notation.units import NOUN_WORDS, UNIT_WORDS

_KNOWN_WORDS = sorted(
    {*UNIT_WORDS, *NOUN_WORDS, *ABSENT.values(), *QUALIFIERS.values(), *VERBAL, "none", "range"}
    | {word for slug in NAMED for word in STATISTICS[slug][:2] if word}
)

_PER_EXPOSURE = r"per (SD|[0-9]+(\.[0-9]+)? [A-Za-z/]+|(?!not\b)[a-z]+(-[a-z]+)*)(?![A-Za-z])"
"""As figure.lark has it."""
_SPREAD_REMEDY = "Say what the bracket holds: (95% CI 8-64), (range 8-64), (IQR 8-64), (SD 8) or (SE 8)."
_REMEDIES: tuple[tuple[str, str], ...] = (
    (
        r"NR\b",
        "NR may be not reported or not reached: write which, or once for the study"
        " absent: {NR: not reported}.",
    ),
    (
        r"(?i:n\.?/?a)\b",
        "NA may be not available, not applicable or not assessed: write which, or once for the study"
        " absent: {NA: not available}.",
    ),
    (
        r"ND\b",
        "ND may be not assessed (not done) or none (not detected): write which, or once for the study"
        " absent: {ND: not assessed}.",
    ),
    (r"no data\b", "Write not available when the source says so, else not reported."),
    (r"NC\b", "Write not estimable."),
    (r"(?:unknown|missing)\b", "Write not reported, or not available when the source says so."),
    (
        r"(?:at|within|by)\b",
        'Times go under "at" in a record, or after the values of a series: 97%, 67% at 1, 3 y.',
    ),
    (r"(?:vs\.?|versus)(?!\w)", "Each group has a cell of its own: write one value here."),
    (r"(?:and\b|,|p\b)", 'Separate statements with "; ": HR 0.3; p .02.'),
    (r"NE\b", "Write not estimable."),
    (
        r"(?:\d+(?:\.\d+)?%\s*)?(?:CI|CrI|PI|SD|SE)\b",
        "A spread goes in a bracket after its estimate: HR 0.3 (95% CI 0.1-0.9).",
    ),
    (r"=", "Write the name and the number: HR 0.3 or HR=0.3."),
    (
        r"(?:[a-z-]+ ){0,2}difference\b",
        "Say which difference: mean difference, LS mean difference, risk difference, median difference.",
    ),
    (r"(?:no|zero|nil|0 of)\b", "Write none, or 0 if the source prints 0."),
)


@dataclass(frozen=True, slots=True)
class StoppingPlace:
    """Where reading stopped: offset from 0, the word there, the terminals that could follow."""

    text: str
    at: int
    found: str
    accepted: frozenset[str]

    @property
    def before(self) -> str:
        return self.text[: self.at]

    @property
    def rest(self) -> str:
        return self.text[self.at :]


def remedy_for(place: StoppingPlace) -> str:
    """Return what to write instead, or nothing where the expected words say it."""
    text, rest = place.text.strip(), place.rest
    if not text:
        return "Write the figure, or not reported."
    if text in {"-", "--", "\N{EM DASH}", "\N{EN DASH}"}:
        return (
            "A dash may be none, not reported, not assessed or not applicable: write which, or once for the"
            ' study absent: {"-": not reported}.'
        )
    if words := _words_in_another_order(place):
        return words
    if words := advice(text):
        return words
    sign = re.match(r"(?P<sign>\N{PLUS-MINUS SIGN}|\+/-|\+-)\s*(?P<spread>[\d.,]*\d)?", rest)
    if sign is not None:
        spread, whole = sign["spread"] or "10.4", _mean_with_deviation(text)
        return f"{sign['sign']} may be SD or SE: write {whole}(SD {spread}) or {whole}(SE {spread})."
    if re.search(r"[\d%]\s*$", place.before) and re.match(r"(?:[-\N{EN DASH}]|to\b)\s*[-+<>=.]*\d", rest):
        return _range_remedy(place)
    if place.before.rstrip().endswith("%") and place.found in NOUN_WORDS:
        return f'Give the counts: 5/40 {place.found} (12.5%), or "counted: {place.found}" in a record.'
    if place.before.rstrip().endswith(")") and place.found in UNIT_WORDS:
        return _unit_remedy(place)
    if re.match(r"[Pp]\b", rest) and _OPEN_BRACKET.search(place.before):
        return "Write p with its number: HR 0.3 (95% CI 0.1-0.9); p .02."
    for pattern, remedy in _REMEDIES:
        if re.match(pattern, rest):
            return remedy
    if place.before.rstrip().endswith(",") and not _OPEN_BRACKET.search(place.before):
        return 'Separate statements with "; ": HR 0.3; p .02.'
    if "INTERVAL" in place.accepted and place.found and place.before.strip():
        return _SPREAD_REMEDY
    return advice_on_words(text) or _nearest(place.found)


_OPEN_BRACKET = re.compile(r"[(\[][^()\[\]]*$")
_TWO_ENDS = re.compile(r"(?P<low>[^\s,;()\[\]]*\d%?)\s*[,;]\s*(?P<high>[^\s,;()\[\]]*\d%?)\s*[)\]]")


def remedy_for_ends(text: str, column: int) -> str:
    """What to write instead of two ends in a bracket that says not of what; empty when there are none."""
    ends = _TWO_ENDS.match(text, column - 1)
    if ends is None or text[: column - 1].rstrip()[-1:] not in ("(", "["):
        return ""
    both = _between(ends["low"], ends["high"])
    return f"Say what the bracket holds: (95% CI {both}), (range {both}) or (IQR {both})."


_STATISTIC = r"(?P<name>[A-Za-z][A-Za-z -]*?)\s*"
_NUMBER = r"(?P<number>[<>]?=?\s*[-+]?[\d.][\d.,]*)"


def _words_in_another_order(place: StoppingPlace) -> str:
    """What to write where all is there, but not where the notation has it; empty when it is not that."""
    before, rest = place.before, place.rest
    per = re.match(_PER_EXPOSURE, rest)
    named = re.search(rf"{_STATISTIC}{_NUMBER}\s*(?:[(\[][^()\[\]]*[)\]]\s*)?$", before)
    if per is not None and named is not None:
        return f"Write it before the number: {named['name'].strip()} {per[0]} {named['number']}."
    apart = re.match(r"[-+\N{MINUS SIGN}\N{EN DASH}]\s+(?P<number>[\d.][\d.,]*)", rest)
    if apart is not None and re.search(r"[A-Za-z]\s*$", before):
        number = apart["number"]
        sign = "+" if rest[0] == "+" else "-"
        return f"Write {sign}{number} when it is a sign, {number} when it is a dash."
    return ""


def _mean_with_deviation(text: str) -> str:
    """The head of a cell such as ``62.3 \N{PLUS-MINUS SIGN} 11.4 years``, with its unit; empty for others."""
    match = re.fullmatch(
        r"(?P<head>[^()]*?[\d%]) ?(?:\N{PLUS-MINUS SIGN}|\+/?-) ?[\d.]+(?P<unit>%| [A-Za-z/]+)?", text
    )
    if match is None:
        return ""
    name = "mean " if match["head"][0] in "-+.0123456789\N{MINUS SIGN}" else ""
    return f"{name}{match['head']}{match['unit'] or ''} "


def _unit_remedy(place: StoppingPlace) -> str:
    """What to write when a unit follows a bracket that does not say what it holds."""
    match = re.fullmatch(r"(?P<head>.*?) ?[(\[](?P<inside>[^()\[\]]*)[)\]] ?", place.before)
    if match is None:
        return "The unit goes before the bracket: mean 5.6 cm (SD 2.1)."
    head, inside = f"{match['head']} {place.rest}", match["inside"]
    labels = ("range", "IQR", "95% CI") if re.search(r"\d\D+\d", inside) else ("SD", "SE")
    ways = [f"{head} ({label} {inside})" for label in labels]
    return f"Say what the bracket holds: {', '.join(ways[:-1])} or {ways[-1]}."


def _between(low: str, high: str) -> str:
    """Two ends as the notation writes them."""
    return f"{low} to {high}" if re.match(r"[-+\N{MINUS SIGN}]", high) or "-" in low else f"{low}-{high}"


def _range_remedy(place: StoppingPlace) -> str:
    low = re.split(r"[\s(\[]", place.before.rstrip())[-1]
    high = re.split(r"[;)\]]", place.rest)[0].strip()
    if _OPEN_BRACKET.search(place.before):
        ends = f"{low} {high}" if high[:1] == "t" else f"{low}{high}"
        remedy = f"Say what the bracket holds: (95% CI {ends}), (range {ends}) or (IQR {ends})."
        after = place.rest.partition(")")[2].strip()
        return f"{remedy} The unit goes before the bracket." if after[:1].isalpha() else remedy
    ends = f"{low} {high}" if high[:1] == "t" else f"{low}{high}"
    return f"Write range {ends}, or from 11.1 to 0.4 for a value before and after."


def _nearest(word: str) -> str:
    near = get_close_matches(word, _KNOWN_WORDS, n=1, cutoff=0.7)
    near = near or get_close_matches(word.lower(), _KNOWN_WORDS, n=1, cutoff=0.7)
    return f'Did you mean "{near[0]}"?' if near and near[0] != word else ""


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


def notation_error(text: str, error: UnexpectedInput, start: str) -> NotationError:
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
    reading = grammar_parser().parse_interactive(typed_plainly(before), start=start)
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
