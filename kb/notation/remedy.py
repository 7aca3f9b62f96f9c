"""Tell the writer of a refused cell what to write instead."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from kb.notation.statistics import NAMED, STATISTICS
from kb.notation.units import NOUN_WORDS, UNIT_WORDS
from kb.notation.words import ABSENT, QUALIFIERS, VERBAL

_KNOWN_WORDS = sorted(
    {*UNIT_WORDS, *NOUN_WORDS, *ABSENT.values(), *QUALIFIERS.values(), *VERBAL, "none", "range"}
    | {word for slug in NAMED for word in STATISTICS[slug][:2] if word}
)

_SPREAD_REMEDY = "Say what the bracket holds: (95% CI 8-64), (range 8-64), (IQR 8-64), (SD 8) or (SE 8)."
_REMEDIES: tuple[tuple[str, str], ...] = (
    (
        r"NR\b",
        "NR may be not reported or not reached: write it out.",
    ),
    (
        r"(?:at|within|by)\b",
        'Times stand under "at" in a record, or after the values of a series: 97%, 67% at 1, 3 y.',
    ),
    (r"(?:vs\.?|versus)(?!\w)", "Each group has a cell of its own: write one value here."),
    (r"(?:and\b|,|p\b)", 'Separate statements with "; ": HR 0.3; p .02.'),
    (r"n\s*=", "Write the number alone."),
    (r"NE\b", "Write not estimable."),
    (
        r"(?:\d+(?:\.\d+)?%\s*)?(?:CI|CrI|PI|SD|SE)\b",
        "A spread stands in a bracket after its estimate: HR 0.3 (95% CI 0.1-0.9).",
    ),
    (r"=", "Write the name and the number: HR 0.3. Only p may have a sign: p=.02."),
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
        return "A dash may be none, not reported or not applicable: write the one that is meant."
    sign = re.match(r"(?P<sign>\N{PLUS-MINUS SIGN}|\+/-|\+-)\s*(?P<spread>[\d.,]*\d)?", rest)
    if sign is not None:
        spread = sign["spread"] or "10.4"
        return f"{sign['sign']} may be SD or SE: write (SD {spread}) or (SE {spread})."
    if re.search(r"[\d%]\s*$", place.before) and re.match(r"[-\N{EN DASH}]|to\b", rest):
        return _range_remedy(place)
    if place.before.rstrip().endswith("%") and place.found in NOUN_WORDS:
        return f'Give the counts: 5/40 {place.found} (12.5%), or "counted: {place.found}" in a record.'
    if place.before.rstrip().endswith(")") and place.found in UNIT_WORDS:
        return "The unit stands before the bracket: mean 5.6 cm (SD 2.1)."
    for pattern, remedy in _REMEDIES:
        if re.match(pattern, rest):
            return remedy
    if "INTERVAL" in place.accepted and place.found:
        return _SPREAD_REMEDY
    return _nearest(place.found)


def _range_remedy(place: StoppingPlace) -> str:
    low = re.split(r"[\s(\[]", place.before.rstrip())[-1]
    high = re.split(r"[;)\]]", place.rest)[0].strip()
    if "(" in place.before.rpartition(")")[2]:
        ends = f"{low}{high}"
        remedy = f"Say what the bracket holds: (95% CI {ends}), (range {ends}) or (IQR {ends})."
        after = place.rest.partition(")")[2].strip()
        return f"{remedy} The unit stands before the bracket." if after[:1].isalpha() else remedy
    return f"Write range {low}{high}, or from 11.1 to 0.4 for a value before and after."


def _nearest(found: str) -> str:
    near = get_close_matches(found, _KNOWN_WORDS, n=1, cutoff=0.7)
    near = near or get_close_matches(found.lower(), _KNOWN_WORDS, n=1, cutoff=0.7)
    return f'Did you mean "{near[0]}"?' if near and near[0] != found else ""
