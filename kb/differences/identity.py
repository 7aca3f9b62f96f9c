"""By what the items of a list in a record are known: keys, codes, dimensions; prose by its words.

Position never counts: what only moved has not changed. A list that is not named here is one of an older or
newer form of records: its items are known by ``key`` where they have one, else by their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

Fields = tuple[str, ...]

_KEY: tuple[Fields, ...] = (("key",),)
_IDENTITIES: dict[str, tuple[Fields, ...]] = {
    "statements": _KEY,
    "groups": _KEY,
    "findings": _KEY,
    "selection_criteria": _KEY,
    "recommendations": _KEY,
    "searches": _KEY,
    "results": (
        ("outcome", "population", "target", "at", "role", "estimator", "counted", "adjusted"),
        ("outcome", "population", "target", "role", "estimator", "counted", "adjusted"),
        ("outcome", "population", "target", "at"),
    ),
    "outcomes": (("outcome",),),
    "codes": (("system", "code"), ("code",)),
    "analytes": (("text",),),
    "companion_to": (("treatment", "condition", "result"), ("treatment", "condition"), ("treatment",)),
    "related": (("number", "title"), ("title",), ("number",)),
    "guidelines": (("guideline",),),
    "clinical_input": (("year",),),
    "coverage": (("authority",),),
    "grades": (("grading",), ("grade",)),
    "guideline_search": (
        ("organization", "guideline", "indications", "date"),
        ("organization", "guideline", "indications"),
    ),
    "trial_search": (("registry", "date"), ("registry",)),
    "ongoing_trials": (("registry", "number"),),
    "history": (("date", "action"), ("date",)),
    "definitions": (("term",),),
    "registrations": (("registry", "number"),),
    "breakdowns": (("whole", "population", "parts", "sets"), ("whole", "population")),
    "includes": (("study",), ("unnamed", "state", "reason"), ("state", "reason")),
    "limitations": (("study", "code", "domain", "note"), ("study", "code", "domain")),
    "items": (("code", "domain", "note"), ("code", "domain")),
    "appraisals": (("instrument", "outcome", "judged_by"), ("instrument", "outcome")),
    "certainty": (("outcome", "comparator", "instrument"), ("outcome", "comparator")),
    "down": (("domain",),),
    "up": (("domain",),),
    "acknowledged": (("rule", "place"),),
    "author": (("family", "given", "literal"), ("family", "literal")),
    "notices": (("kind", "date", "pmid", "doi", "by"), ("kind", "date"), ("kind",)),
}
"""List -> the fields that say which item is which, in stages: what the first leaves open, the next pairs."""

DIMENSIONS = ("outcome", "population", "target", "role", "at", "estimator", "counted", "adjusted")
"""Fields of a result that say what it is about."""
RESULT_FIELDS = (*DIMENSIONS, "stated", "flags", "note")
"""Fields of a result that are no columns."""

WORD = re.compile(r"\w+(?:[-'\u2019.]\w+)*")
_SHORTENED = 6


def stages(name: str, items: Sequence[Any]) -> tuple[Fields, ...]:
    """The identities of the items of a list of this name; empty when they are known by their words."""
    if name in _IDENTITIES:
        return _IDENTITIES[name]
    return _KEY if items and all(isinstance(item, dict) and "key" in item for item in items) else ()


def identity(item: Any, fields: Fields) -> tuple[str, ...] | None:
    """The values of these fields; None when the item has none of them."""
    if not isinstance(item, dict):
        return None
    values = tuple(_flat(item.get(field, "")) for field in fields)
    return values if any(values) else None


def words_of(item: Any) -> tuple[str, ...]:
    """The words of all fields of an item in order, lower case."""
    return tuple(word.lower() for text in _texts(item) for word in WORD.findall(text))


def labels(item: Any, name: str) -> tuple[str, ...]:
    """What an item may be called in a place, the shortest first."""
    if not isinstance(item, dict):
        return (_label_of_text(str(item)),)
    if name == "results":
        return _labels_of_result(item)
    fields = [stage for stage in _IDENTITIES.get(name, _KEY) if identity(item, stage) is not None]
    if not fields:
        return (_label_of_text(str(item.get("heading") or item.get("text") or _flat(item))),)
    shortest = min((_called(item, stage) for stage in fields), key=len)
    return tuple(dict.fromkeys((shortest, _called(item, fields[0]))))


def _called(item: dict[str, Any], fields: Fields) -> str:
    texts = [_flat(item[field]) for field in fields if field in item]
    return " ".join(_label_of_text(text) if len(text) > 60 else text for text in texts)


def _labels_of_result(item: dict[str, Any]) -> tuple[str, ...]:
    parts = [str(item.get("outcome", "result")).replace("-", " ")]
    parts += [f"for {_flat(item['target'])}"] if "target" in item else []
    parts += [f"({_flat(item['population'])})"] if "population" in item else []
    short = " ".join(parts)
    more = [_flat(item[field]) for field in ("role", "estimator") if field in item]
    more += [f"per {item['counted']}"] if "counted" in item else []
    more += ["adjusted"] if item.get("adjusted") == "yes" else []
    middle = " ".join((short, *more))
    longest = f"{middle} [{_flat(item['at'])}]" if "at" in item else middle
    return tuple(dict.fromkeys((short, middle, longest)))


def _label_of_text(text: str) -> str:
    """A key, code or name as it is; of a sentence its first words, as one word that can be typed."""
    if len(text) <= (24 if " " in text else 60):
        return text
    words = WORD.findall(text)
    return "-".join(word.lower() for word in words[:_SHORTENED]) or "empty"


def _flat(value: Any) -> str:
    return ", ".join(_texts(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _texts(inner)
    elif value is not None:
        yield str(value)
