"""Field types of records. Every scalar arrives as the string that was written, or is refused in words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from kb.codes import Codes
from kb.errors import nearest
from kb.records.prose_numbers import result_numbers
from kb.records.prose_tokens import SLUG, TokenError, tokens_of

LONGEST_KEY = 100
"""Characters of a key; keys are names of files and parts of keys of rows, which have limits."""


class Refused(ValueError):
    """A value that cannot be: what is wrong, and what to do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def refusal(message: str, remedy: str = "") -> PydanticCustomError:
    """The error that carries message and remedy through pydantic."""
    return PydanticCustomError("refused", "{message}", {"message": message, "remedy": remedy})


class Doubt(Enum):
    """Which numbers of a text are results unless they stand in a name of the vocabulary."""

    NONE = 0
    DECIMALS = 1
    ALL = 2


@dataclass(frozen=True, slots=True)
class NumberRule:
    """That a text holds no result that was typed instead of bound, and what to do about one."""

    remedy: str
    defining: bool = False
    """Whether it defines something, so that shares may be limits."""
    doubt: Doubt = Doubt.NONE


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """A field type: ``convert`` makes the value from the written string; other values pass when made.

    What is made as ``str``, ``int`` or ``bool`` is kept in one column.
    """

    convert: Callable[[str], Any]
    schema: Mapping[str, Any]
    made: type[Any] = str
    prose: bool = False
    """Whether it may contain tokens."""
    words: bool = False
    """Whether it is a text of free words, which search looks through."""
    name: bool = False
    """Whether it is a name such as that of a country, so that commas part several where they are said."""
    numbers: NumberRule | None = None
    """What numbers it may hold; null for any."""
    codes: Codes | None = None
    """The closed list that its column takes values from."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(self.schema)

    def _read(self, value: Any) -> Any:
        if self.made is not str and isinstance(value, self.made):
            return value
        if value is None:
            raise refusal("has no value.", "Write one, or remove the key.")
        if not isinstance(value, str):
            shape = "a list" if isinstance(value, tuple | list) else "several keys"
            raise refusal(
                f"needs one value; found {shape}.", "A value that starts with [ or { goes in quotes."
            )
        try:
            return self.convert(value)
        except Refused as error:
            raise refusal(error.message, error.remedy) from None


# Editors read 12 as a number and 2021 as one too; a record reads every scalar as written.
_WRITTEN: dict[str, Any] = {"type": ["string", "number"]}
_STRING: dict[str, Any] = {"type": "string"}


def _text(value: str) -> str:
    words = " ".join(value.split())
    if not words:
        raise Refused("is empty.", "Write something, or remove the key.")
    return words


def _slug(value: str) -> str:
    if not SLUG.fullmatch(value):
        remedy = "A key has lower-case letters, digits, hyphens, dots and plus signs: wang-2015."
        meant = "-".join(value.casefold().replace("\N{EN DASH}", "-").replace("_", "-").split())
        if SLUG.fullmatch(meant):
            remedy = f"Did you mean {meant}? {remedy}"
        if "=" in value:
            remedy += " What stands before = is no field here; kb new KIND --fields lists them."
        raise Refused(f"`{value}` is no key.", remedy)
    if len(value) > LONGEST_KEY:
        raise Refused(f"`{value[:20]}...` is too long for a key.", f"Use at most {LONGEST_KEY} characters.")
    return value


def _ruled(rule: NumberRule, text: Callable[[str], str]) -> Callable[[str], str]:
    """The text, refused where it holds what is surely a result."""

    def convert(value: str) -> str:
        words = text(value)
        check_numbers(words, rule)
        return words

    return convert


def check_numbers(words: str, rule: NumberRule) -> None:
    """Raises Refused for what is surely a result in a text."""
    if numbers := result_numbers(words, defining=rule.defining):
        raise Refused(typed_results(numbers), _of_studies(numbers) + rule.remedy + _of_year(numbers))


def _of_year(numbers: Sequence[str]) -> str:
    """How a year is told from a count, where a result looks like one: "in 2016 patients"."""
    year = next((number for number in numbers if re.match("(?:19|20)[0-9]{2} [a-z]", number)), None)
    if year is None:
        return ""
    first, _, rest = year.partition(" ")
    return f" Where {first} is a year, write `in {first}, {rest}`."


_OF_STUDIES = re.compile(r"\d+ (?:[a-z-]+ )*(?:trials?|study|studies|RCTs?|reviews?|cohorts?)", re.IGNORECASE)


def _of_studies(numbers: Sequence[str]) -> str:
    """How a number of studies is written, where it is the only one."""
    if not all(_OF_STUDIES.fullmatch(number) for number in numbers):
        return ""
    return "How many studies there are stands in words: two randomized trials. "


def typed_results(numbers: Sequence[str]) -> str:
    """What is wrong with results that are typed into a text."""
    shown = ", ".join(f"`{number}`" for number in numbers)
    return f"{shown} {'is a result' if len(numbers) == 1 else 'are results'} typed into a text."


def _remark(value: str) -> str:
    words = _text(value)
    check_tokens(words)
    return words


def check_tokens(words: str) -> None:
    """Raises Refused for a mark in a text that is no token."""
    try:
        list(tokens_of(words))
    except TokenError as error:
        raise Refused(error.message, error.remedy) from None


def _whole(value: str) -> int:
    if not re.fullmatch(r"\d{1,9}", value):
        raise Refused(f"`{value}` is no whole number.", "Write digits only.")
    return int(value)


def _number_found(value: str) -> int:
    return 0 if value == "none" else _whole(value)


def _yes_no(value: str) -> bool:
    if value not in ("yes", "no"):
        raise Refused(f"`{value}` is neither yes nor no.", "Write yes or no.")
    return value == "yes"


def _day(value: str) -> str:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            datetime.date.fromisoformat(value)
            return value
    except ValueError:
        raise Refused(f"`{value}` is not in the calendar.", "Check day and month.") from None
    raise Refused(f"`{value}` is no date.", "Write year-month-day: 2021-11-01.")


def partial_date(value: str) -> str:
    """A date as precise as it is known. Raises Refused."""
    if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", value):
        return value
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return _day(value)
    raise Refused(f"`{value}` is no date.", "Write 2021, 2021-11 or 2021-11-01.")


def _ratio(value: str) -> str:
    if not re.fullmatch(r"\d{1,3}(\.\d+)?(:\d{1,3}(\.\d+)?)+", value):
        raise Refused(f"`{value}` is no ratio.", "Write 1:1 or 2:1; three arms have three numbers: 2:2:1.")
    return value


def _scale(value: str) -> str:
    ends = re.fullmatch(r"(-?\d+(?:\.\d+)?) to (-?\d+(?:\.\d+)?)", value)
    if ends is None:
        raise Refused(f"`{value}` is no scale.", "Write its lowest and its highest value: 0 to 64.")
    if float(ends[1]) >= float(ends[2]):
        raise Refused(f"`{value}` runs from high to low.", "Write the lowest value first: 0 to 64.")
    return value


def _web_address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", value):
        raise Refused(f"`{value}` is no web address.", "Write it with https://")
    return value


def coded(codes: Codes, *, unwritten: tuple[str, ...] = ()) -> Scalar:
    """A field type over a closed list of codes; rows may hold ``unwritten`` ones that no record writes."""
    return replace(one_of([code for code in codes if code not in unwritten]), codes=codes)


def one_of(known: Sequence[str]) -> Scalar:
    """A field type over words that others list, and that have no meanings here."""

    def convert(value: str) -> str:
        if value not in known:
            remedy = nearest(value, known) or f"Known: {', '.join(known)}."
            raise Refused(f"`{value}` is none of the codes.", remedy)
        return value

    return Scalar(convert, {"type": "string", "enum": list(known)})


SLUG_TEXT = Scalar(_slug, {**_WRITTEN, "pattern": f"^{SLUG.pattern}$", "maxLength": LONGEST_KEY})
Text = Annotated[str, Scalar(_text, _WRITTEN, words=True)]
Name = Annotated[str, Scalar(_text, _WRITTEN, words=True, name=True)]
"""A text that is a name, such as that of a country."""
Slug = Annotated[str, SLUG_TEXT]
_BOUND = "[[study/outcome/column@time]], or [[study/outcome/column@time|statement]] with its interval"
_OF_FINDING = NumberRule(f"Enter it in its study and name it: {_BOUND}.", doubt=Doubt.ALL)
_OF_NOTE = NumberRule(
    f"Enter it under `results` of the study and name it: {_BOUND}. Or say it without the number.",
    doubt=Doubt.DECIMALS,
)
_OF_LABEL = NumberRule("Enter it in a cell (n, enrolled, results); here is only who or what.", defining=True)
_OF_DEFINITION = NumberRule(
    "Enter it under `results`; a definition holds limits, doses and times only.", defining=True
)
OF_POLICY = NumberRule(
    'What no study reports is a fact: kb edit policy NUMBER --fact "KEY: cell=VALUE; label=WORDS", then write'
    " [[fact:KEY]]; a figure of a study is [[study/outcome/column@time]]. Text that the plan prints as it is"
    " goes in `boilerplate`."
)
_OF_RECOMMENDATION = NumberRule(
    "A limit goes under `thresholds`, and [[key]] prints it; a result goes in its study.",
    defining=True,
)


def _prose(rule: NumberRule) -> Scalar:
    return Scalar(_ruled(rule, _remark), _STRING, prose=True, words=True, numbers=rule)


Phrase = Annotated[str, Scalar(_ruled(_OF_LABEL, _text), _STRING, words=True, numbers=_OF_LABEL)]
"""A name of ours; what it names may have numbers (trisomy 21), doses and limits in its name."""
FindingProse = Annotated[str, _prose(_OF_FINDING)]
"""Prose that says what studies found: every number that is no name, limit, dose, date or time is bound."""
Prose = Annotated[str, _prose(_OF_NOTE)]
"""Prose about a study."""
DefiningProse = Annotated[str, _prose(_OF_DEFINITION)]
"""Prose that says who took part, or how something is defined."""
PolicyProse = Annotated[str, _prose(OF_POLICY)]
"""Prose of a policy that is not about its studies alone."""
RecommendedProse = Annotated[str, _prose(_OF_RECOMMENDATION)]
"""Prose that says what somebody recommends."""
Remark = Annotated[str, Scalar(_remark, _STRING, prose=True, words=True)]
"""Prose that may contain numbers: they are counts and dates that kb itself writes, not figures."""
PlanWords = Annotated[str, Scalar(_remark, _STRING, prose=True, words=True)]
"""What a plan says in words of its own, its limits and doses included: printed as entered."""
Whole = Annotated[int, Scalar(_whole, {"type": "integer", "minimum": 0}, int)]
NumberFound = Annotated[
    int, Scalar(_number_found, {"anyOf": [{"type": "integer", "minimum": 0}, {"const": "none"}]}, int)
]
YesNo = Annotated[bool, Scalar(_yes_no, {"enum": ["yes", "no", True, False]}, bool)]
NoneIdentified = YesNo
"""Type of every field `none_identified`: somebody looked, and there is none. Absent, nobody has said so: an
empty list and a missing one say nothing. A text prints it as a sentence, a view has it as a column."""
Day = Annotated[str, Scalar(_day, {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"})]
PartialDate = Annotated[str, Scalar(partial_date, {**_WRITTEN, "pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"})]
Ratio = Annotated[str, Scalar(_ratio, {"type": "string", "pattern": r"^\d+(\.\d+)?(:\d+(\.\d+)?)+$"})]
Scale = Annotated[str, Scalar(_scale, {"type": "string", "pattern": r"^-?\d+(\.\d+)? to -?\d+(\.\d+)?$"})]
"""The lowest and the highest value that a score can have."""
WebAddress = Annotated[str, Scalar(_web_address, {"type": "string", "format": "uri"})]
