"""What the words of a finding name beside its figures: outcomes, times, and the side that a value is of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from kb.checks.spelled_numbers import NUMBER_PATTERN, NUMBER_WORDS
from kb.evidence.study import Arm, StudyOutline
from kb.evidence.vocabulary import Terms, Vocabulary, is_form_of
from kb.search.stemming import fold

_MONTHS = {"year": Decimal(12), "month": Decimal(1), "week": Decimal(7) / Decimal("30.4375")}
_NUMBER = rf"(?:\d+(?:\.\d+)?|{NUMBER_PATTERN})"
_LENGTH = rf"(?P<number>{_NUMBER})[\s-]+(?P<unit>year|month|week)s?\b"
_HANGING = re.compile(rf"(?:{_NUMBER}-,?\s+)+(?:and|or|to)\s+$", re.IGNORECASE)
_FURTHER_TIME = re.compile(rf"\b(?:and|or)\s+{_LENGTH}(?!\s+(?:of|old|later))", re.IGNORECASE)
"""A second time of one list: at one year (90%) and three years (60%)."""
_TIME = re.compile(
    rf"\b(?:at|by|after|over|within|through|to|following)\s+(?:the\s+|about\s+|up to\s+)?{_LENGTH}"
    rf"(?!\s+(?:of (?:age|therapy|treatment|follow-up)|old|later))"
    rf"|(?<![\w-]){_LENGTH.replace('number', 'before').replace('unit', 'measured')}"
    r"\s+(?:[\w-]+\s+){0,2}?(?:surviv|mortal|recur|rate|result|risk|progress|respon|outcome|event|free"
    r"|complicat|death|fail|toxic|advers)\w*",
    re.IGNORECASE,
)
"""A time at which an outcome is told: at three years, five-year survival; not how long treatment lasted."""
_OF_ARM = re.compile(
    r"^\s*(?:%|months?|years?|weeks?|days?|points?|patients?|of (?:patients|those))?\s*"
    r"(?:with|after|for|given|receiving|under|on|in)\s+(?:those\s+)?(?:given\s+|receiving\s+|with\s+)?"
    r"(?P<side>[^#,;.()]+?)(?=\s+(?:and|vs|versus|or|but|compared)\b|[#,;.()]|$)",
    re.IGNORECASE,
)
"""What follows a value and says whose it is: 34 months with resection."""
_SIDES = re.compile(r"\b(?:than|versus|vs|against|rather than)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?P<first>[^,;(#]+?)\s+and\s+(?P<second>[^,;(#]+)", re.IGNORECASE)
_TURNED = re.compile(r"\bcompared (?:with|to)\b|\brelative to\b", re.IGNORECASE)
_LIKE = re.compile(
    r"\b(?:superior|inferior|comparable|similar|equivalent) (?:to|with)"
    r"(?: (?:that|those) (?:of|with|after|for))?\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\bwithout\b|\balone\b", re.IGNORECASE)
ABOUT_NO_EFFECT = frozenset({"flow", "review", "baseline", "treatment"})
"""Domains of what a study counts that is no result: the words for participants stand in every sentence."""
_TOO_PLAIN = frozenset(
    {"alive", "all", "any", "data", "event", "events", "response", "status", "function", "test"}
)


def without_names(words: str, names: Iterable[str]) -> str:
    """The plain words of a clause but for these names."""
    text = f" {_plain(words)} "
    for name in names:
        text = text.replace(f" {name} ", " ")
    return text


def times_named(words: str) -> dict[Decimal, str]:
    """Lengths of follow-up that a clause names, in months, each as it says it."""
    named = {}
    for match in _TIME.finditer(words):
        unit = (match["unit"] or match["measured"]).lower()
        named[_length(match["number"] or match["before"]) * _MONTHS[unit]] = match[0]
        if match["measured"]:  # one- and three-year survival
            hanging = _HANGING.search(words[: match.start()])
            numbers = re.findall(rf"{_NUMBER}(?=-)", hanging[0], re.IGNORECASE) if hanging else ()
            named |= {_length(number) * _MONTHS[unit]: f"{number}-{unit}" for number in numbers}
    if named:
        further = _FURTHER_TIME.finditer(words)
        named |= {_length(also["number"]) * _MONTHS[also["unit"].lower()]: also[0] for also in further}
    return named


def _length(number: str) -> Decimal:
    return Decimal(NUMBER_WORDS.get(number.lower(), 0)) or Decimal(number if number[0].isdigit() else 0)


def outcomes_named(words: str, vocabulary: Vocabulary) -> dict[str, str]:
    """Keys of the outcomes that a clause names in whole, each with the name; none within a longer name."""
    text = f" {_plain(words)} "
    spans: list[tuple[int, int, str, str]] = []
    for name, key in _outcome_names(tuple(sorted(_names(vocabulary)))):
        start = text.find(f" {name} ")
        if start >= 0 and not any(first <= start < last for first, last, _, _ in spans):
            spans.append((start, start + len(name), key, name))
    return {key: name for _, _, key, name in spans}


def _names(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    for key, term in vocabulary.outcome_terms.items():
        outcome = vocabulary.outcomes.get(key)
        if outcome is not None and outcome.domain in ABOUT_NO_EFFECT:
            continue
        for name in term.names:
            if (plain := _plain(name)) not in _TOO_PLAIN:
                yield plain, key


@lru_cache(maxsize=8)
def _outcome_names(names: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The longest first, so that tumor-free survival is not survival."""
    return tuple(sorted(names, key=lambda pair: (-len(pair[0]), pair)))


def _plain(words: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", words.lower()))


def related(terms: Terms, key: str, other: str) -> bool:
    """Whether one term is a form of the other, or both are forms of a third."""
    if is_form_of(terms, key, other) or is_form_of(terms, other, key):
        return True
    broader = (terms[key].broader if key in terms else None, terms[other].broader if other in terms else None)
    return broader[0] is not None and broader[0] == broader[1]


def side_after(words: str) -> str | None:
    """The words behind a value that say which side it is of; null when none do, or they say ``without``."""
    match = _OF_ARM.match(words)
    return None if match is None or _WITHOUT.search(match["side"]) else match["side"]


def arm_named(words: str, study: StudyOutline, vocabulary: Vocabulary) -> str | None:
    """Key of the only arm of a study that words name by what no other has; null when that is unclear."""
    stems = beginnings(words)
    own = _distinguishing(study, vocabulary)
    named = [key for key, marks in own.items() if marks & stems]
    return named[0] if len(named) == 1 and len(own) > 1 else None


def arms_in_order(words: str, study: StudyOutline, vocabulary: Vocabulary) -> list[str]:
    """Keys of two arms in the order in which a comparison names them; empty when it does not name two."""
    if _TURNED.search(words):
        return []
    between = _BETWEEN.search(words)
    parts = between.groups() if between else _SIDES.split(words, maxsplit=1)
    arms = [arm_named(part, study, vocabulary) for part in parts]
    named = [arm for arm in arms if arm is not None]
    return named if len(set(named)) == 2 else []


def interventions_compared(words: str, vocabulary: Vocabulary) -> dict[str, str]:
    """Keys of the interventions named behind ``than`` or ``compared with``, each with the name."""
    named: dict[str, str] = {}
    for marker in (_SIDES, _TURNED, _LIKE):
        for match in marker.finditer(words):
            behind = re.split(r"[,;(#.]", words[match.end() :], maxsplit=1)[0]
            named |= interventions_named(behind, vocabulary)
    return named


def interventions_named(words: str, vocabulary: Vocabulary, *, first: bool = False) -> dict[str, str]:
    """Keys of the interventions whose names are in words, with the names; ``first``: at their start alone."""
    text = f" {_plain(words)} "
    return {
        key: name
        for key, term in vocabulary.interventions.items()
        for name in term.names
        if (text.startswith(f" {_plain(name)} ") if first else f" {_plain(name)} " in text)
    }


def beginnings(text: str, letters: int = 4) -> set[str]:
    """Words of three letters or more, cut to four: cryotherapy and cryoablation are one."""
    return {word[:letters] for word in map(fold, re.split(r"[^\w]+", text)) if len(word) > 2}


def _distinguishing(study: StudyOutline, vocabulary: Vocabulary) -> Mapping[str, set[str]]:
    """Beginnings of words that name an arm and no other."""
    stems = {key: _stems(arm, vocabulary) for key, arm in study.arms.items()}
    return {
        key: own - set().union(*(other for name, other in stems.items() if name != key))
        for key, own in stems.items()
    }


def _stems(arm: Arm, vocabulary: Vocabulary) -> set[str]:
    terms = [vocabulary.interventions[key] for key in arm.interventions if key in vocabulary.interventions]
    return beginnings(" ".join([arm.label, *(name for term in terms for name in term.names)]))
