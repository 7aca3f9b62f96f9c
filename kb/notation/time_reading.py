"""Times as sources print them: `week 24 (interim)`, `8 to 10.5 months`, `by age 80`, `at discharge`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches

from kb.notation.error import NotationError
from kb.notation.time import TIME_UNITS, Time
from kb.notation.time_amounts import SIGN, UNIT, read_amounts
from kb.notation.time_events import FIXED, IS_LIST, read_event, read_fixed, read_years
from kb.notation.time_spellings import as_times_are_written
from kb.notation.typography import typed_plainly

_EXPECTED = (
    "a time such as 1 y, 24 mo, 8-10.5 mo, within 30 d, over 48 wk, age 13 mo, by age 80,"
    " 30 d after surgery, visit 3, discharge, baseline, end of follow-up"
)
_UNITS_EXPECTED = "min, h, d, wk, mo or y"
_LEADS = {
    "at": r"at(?! least| most)|on|after",
    "within": "within|by|up to|through|until|no later than",
    "over": "over|during|for|in|throughout|from|between",
}
_LEAD = re.compile(
    rf"(?:(?P<at>{_LEADS['at']})|(?P<within>{_LEADS['within']})|(?P<over>{_LEADS['over']}))\s+"
    r"(?:the\s+)?(?P<first>first\s+)?",
    re.IGNORECASE,
)
_FOLLOW_UP = r"follow-?\s?up"
_IGNORED_AFTER = re.compile(
    rf"(?:of )?(?:{_FOLLOW_UP}|observation)(?: visit| assessment)?|visit|time ?point|mark|assessment|later",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?P<word>of|after|before|from|since|following|prior to|into|past|or) (?P<what>[A-Za-z][\w' /-]*)"
    r"|(?P<alone>(?:post|pre|peri)-?[a-z][\w-]*)",
    re.IGNORECASE,
)
_GESTATION = re.compile(rf"(?P<amounts>.*?)\b(?:gestational (?P<unit>{UNIT})|gestation)", re.IGNORECASE)
_AGE_BEFORE = re.compile(
    r"(?:at |(?P<by>by |before |until |up to |through ))?(?:the |an )?age[sd]?(?: of| between)? ",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"(?: ?of (?:age|life)|[ -]old)", re.IGNORECASE)
_MIDDLE = re.compile(
    rf"(?:at |after )?(?:an? )?(?:{_FOLLOW_UP} of )?(?:an? )?(?P<name>median|mean|average)"
    rf"(?: {_FOLLOW_UP})?(?: of)? ",
    re.IGNORECASE,
)
_AN_AGE = 40
"""Years from which ``by 65 y`` is more likely an age than a length of follow-up: it is asked."""


def read_printed_time(text: str) -> Time:
    """Read one time as sources print it, or in any short form. Raises ``NotationError``."""
    words = " ".join(typed_plainly(text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    words = as_times_are_written(words)
    noted = re.fullmatch(r"(?P<time>[^()]+?) \((?P<note>[A-Za-z][A-Za-z' -]*)\)", words)
    note = ""
    if noted is not None:
        words, note = noted["time"], noted["note"]
    words = _with_sign(
        re.sub(rf"^(?:at )?(?:the )?end of (?=(?:{UNIT}) ?[0-9])", "", words, flags=re.IGNORECASE)
    )
    for read in _READERS:
        time = read(words)
        if time is not None:
            return replace(time, note=note) if note else time
    raise _refusal(text, words)


_OPEN_END = re.compile(
    rf"(?P<age>(?:at )?(?:age[sd]?) )?(?P<amount>[0-9.]+(?:[ -]?(?:{UNIT}))?(?P<of_age> of age)?)"
    r" (?:or|and) (?:(?P<old>older|over)|(?P<young>younger)|(?P<late>later|more|longer)|"
    r"(?P<early>earlier|less))",
    re.IGNORECASE,
)


def _with_sign(words: str) -> str:
    """``>=65`` for ``65 or older``; other words as they are."""
    match = _OPEN_END.fullmatch(words)
    if match is None:
        return words
    sign = ">=" if match["old"] or match["late"] else "<="
    is_age = match["age"] or match["of_age"] or match["old"] or match["young"]
    return f"{'age ' if is_age else ''}{sign}{match['amount'].removesuffix(' of age')}"


def _age(words: str) -> Time | None:
    before = _AGE_BEFORE.match(words)
    if before is not None:
        kind = "by-age" if before["by"] else "age"
        return _of_amounts(kind, words[before.end() :], unit="y", after=_AGE_AFTER)
    after = re.search(rf"{_AGE_AFTER.pattern}$", words, re.IGNORECASE)
    if after is None:
        return None
    lead, rest = _led(words[: after.start()])
    time = _of_amounts("by-age" if lead == "within" else "age", rest, and_is_to=lead == "over")
    is_first = time is not None and lead == "over" and len(time.amounts) == 1
    return replace(time, kind="by-age") if time is not None and is_first else time


def _follow_up(words: str) -> Time | None:
    match = _MIDDLE.match(words)
    if match is None:
        return None
    name = match["name"].lower().replace("average", "mean")
    time = _of_amounts("follow-up", words[match.end() :], after=_IGNORED_AFTER)
    return None if time is None else replace(time, event=name)


def _length(words: str) -> Time | None:
    if IS_LIST.search(words) and not words.lower().startswith("between "):
        return None
    if (by := re.match(r"by (?P<years>[0-9]+) ?y", words)) and int(by["years"]) >= _AN_AGE:
        return None
    gestation = _GESTATION.fullmatch(words)
    if gestation is not None:
        words = f"{gestation['amounts'].rstrip()} {gestation['unit'] or ''}".rstrip() + " of gestation"
        words = words.replace(" of of ", " of ")
    from_baseline = re.fullmatch(
        r"(?:from )?baseline (?:to|through|until) (?P<rest>.*)", words, re.IGNORECASE
    )
    if from_baseline is not None:
        return _of_amounts("over", from_baseline["rest"], ends=1)
    kind, rest = _led(words)
    is_between = re.match("between ", words, re.IGNORECASE) is not None
    time = _of_amounts(kind, rest, and_is_to=is_between, after=_SINCE)
    if time is None:
        return None
    unit_first = re.match(rf"(?:{UNIT})\b", rest, re.IGNORECASE) is not None
    is_one = len(time.amounts) == 1
    if kind == "over" and (is_between or (unit_first and is_one)):
        return replace(time, kind="at")  # between 6 and 12 mo, in week 24: some time then
    if re.match("from ", words, re.IGNORECASE) and is_one:
        return None
    return time


_READERS: tuple[Callable[[str], Time | None], ...] = (
    read_fixed,
    read_years,
    _age,
    _follow_up,
    _length,
    read_event,
)


def _led(words: str) -> tuple[str, str]:
    """The kind of time that the first word makes it, and the rest."""
    words = re.sub("^(?=(?:the )?first )", "over ", words, flags=re.IGNORECASE)
    match = _LEAD.match(words)
    if match is None:
        return "at", words
    kind = next(kind for kind in _LEADS if match[kind] is not None)
    rest = words[match.end() :]
    if match["first"] and re.match(rf"(?:{UNIT})\b", rest, re.IGNORECASE):
        rest = f"1 {rest}"
    return kind, rest


def _of_amounts(
    kind: str,
    words: str,
    *,
    unit: str = "",
    and_is_to: bool = False,
    after: re.Pattern[str] = _SINCE,
    ends: int = 0,
) -> Time | None:
    """A time of one or several amounts, and what stands after them; null where it is something else."""
    amounts, joint, rest = read_amounts(words, unit, and_is_to)
    if not amounts or (ends and len(amounts) != ends):
        return None
    rest = rest.strip()
    if not rest or _IGNORED_AFTER.fullmatch(rest) or (after is _AGE_AFTER and after.fullmatch(f" {rest}")):
        return Time(kind, amounts, joint)
    since = _SINCE.fullmatch(rest) if after is _SINCE and kind in ("at", "within", "over") else None
    return None if since is None else Time(kind, amounts, joint, event=_since(since))


def _since(match: re.Match[str]) -> str:
    if match["alone"]:
        return str(match["alone"])
    word = match["word"].lower()
    if word in ("from", "since", "following", "past"):
        word = "after"
    return f"{'before' if word == 'prior to' else word} {match['what']}"


def _refusal(text: str, words: str) -> NotationError:
    shown = text.strip()
    if near := get_close_matches(words.lower(), FIXED, n=1, cutoff=0.75):
        return NotationError(text, 1, shown, _EXPECTED, f'Did you mean "{near[0]}"?')
    unknown = re.search(r"[0-9][ -]?(?P<unit>[A-Za-z]+)", words)
    if unknown is not None and unknown["unit"].lower() not in TIME_UNITS | {"to": "", "or": "", "and": ""}:
        column = max(text.find(unknown["unit"]), 0) + 1
        return NotationError(text, column, unknown["unit"], _UNITS_EXPECTED)
    if re.fullmatch(rf"(?:{SIGN})?\s*[0-9][0-9., to-]*", words):
        return NotationError(
            text, len(text.rstrip()) + 1, "", _UNITS_EXPECTED, "A time has a unit: 5 y, age 5."
        )
    if re.search(r"[0-9].*(?:,| and ).*[0-9]", words):
        return NotationError(text, 1, shown, _EXPECTED, "Write several times as a list: [1 y, 3 y, 5 y].")
    if "(" in words:
        return NotationError(
            text,
            text.find("(") + 1,
            words[words.find("(") :],
            '"interim" or the like in a bracket',
            "A range of follow-up is a result of its own.",
        )
    return NotationError(text, 1, shown, _EXPECTED, _remedy(words))


def _remedy(words: str) -> str:
    if early := re.fullmatch(rf"(?P<unit>{UNIT}) ?-(?P<number>[0-9]+)", words, re.IGNORECASE):
        unit = TIME_UNITS[early["unit"].lower()]
        return f"Write {early['number']} {unit} before treatment, or whatever it is before."
    if re.search(rf"[0-9] ?(?:{UNIT}) [0-9]", words, re.IGNORECASE):
        return "Write one unit: 15 mo for 1 y 3 mo."
    if re.match(r"by [0-9]+ ?y", words):
        years = re.findall("[0-9]+", words)[0]
        return f"Write by age {years} for an age, within {years} y for a length of follow-up."
    if words.lower() in ("overall", "any time", "all times"):
        return "Leave `at` out: no time stands for all of them."
    if "\N{PLUS-MINUS SIGN}" in words:
        return "Leave the window of a visit out: day 14."
    if re.fullmatch(r"[A-Za-z][\w'-]*(?: [A-Za-z][\w'-]*){0,2}", words):
        return f"For an event, write at {words}, before {words} or after {words}."
    return ""
