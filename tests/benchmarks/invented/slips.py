"""Slips as they happen when numbers are typed or copied, whatever any rule looks for."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from tests.benchmarks.invented.sound_trials import ARMS, Record, Trial
from tests.checks.misprints import digits_of, with_digit_changed, with_digits_turned

_NUMBER = re.compile(r"(?<![\w.])-?\d[\d,]*\.?\d*|(?<=[ <>=])\.\d+")
_LEVEL = re.compile(r"\b95% CI")
P_VALUE = re.compile(r"p [<>]?\.?\d+\.?\d*")
KINDS = ("survival", "means", "counts", "ratios", "follow-up", "accuracy")
EXCHANGES = ("arms", "outcomes", "times", "p values", "contrasts")


class Spot(NamedTuple):
    """Where a number is printed: the entry, its column, and the stretch of its cell."""

    entry: int
    column: str
    start: int
    end: int


def mistyped(number: str, random: Random) -> str:
    """The number with a digit changed, two turned round, one lost or doubled, or the point moved."""
    slips = (
        with_digit_changed,
        with_digit_changed,
        with_digits_turned,
        with_digits_turned,
        _lost,
        _doubled,
        _moved,
    )
    for _ in range(200):
        slip = random.choice(slips)(number, random)
        if slip and _value(slip) != _value(number):
            return slip
    return number.replace(number[-1], str((int(number[-1]) + 1) % 10))


def with_typo(trial: Trial, kind: str, random: Random) -> Record | None:
    """The record with one number of a kind mistyped; null when the trial prints none."""
    spots = [spot for number, of in enumerate(trial.kinds) if of == kind for spot in _spots(trial, number)]
    if not spots:
        return None
    record = copy.deepcopy(trial.record)
    spot = random.choice(spots)
    cell = record["results"][spot.entry][spot.column]
    slip = mistyped(cell[spot.start : spot.end], random)
    record["results"][spot.entry][spot.column] = cell[: spot.start] + slip + cell[spot.end :]
    return record


def _spots(trial: Trial, number: int) -> Iterator[Spot]:
    entry = trial.record["results"][number]
    for column in (*ARMS, "all", "a-b"):
        cell = entry.get(column)
        if isinstance(cell, str):
            levels = [match.start() for match in _LEVEL.finditer(cell)]
            for match in _NUMBER.finditer(cell):
                if match.start() not in levels:
                    yield Spot(number, column, *match.span())


def with_exchange(trial: Trial, kind: str, random: Random) -> Record | None:
    """The record with two things of a kind exchanged; null when the trial has no two of them that differ."""
    choices = list(_exchanges(trial, kind))
    if not choices:
        return None
    record = copy.deepcopy(trial.record)
    for entry, column, cell in random.choice(choices):
        record["results"][entry][column] = cell
    return record


Change = tuple[tuple[int, str, str], ...]


def _exchanges(trial: Trial, kind: str) -> Iterator[Change]:
    results = trial.record["results"]
    numbers = range(len(results))
    if kind == "arms":
        for number in numbers:
            cells = [results[number].get(arm) for arm in ARMS]
            if None not in cells and cells[0] != cells[1] and trial.kinds[number] != "baseline":
                yield (number, "a", cells[1]), (number, "b", cells[0])
        return
    for first in numbers:
        for second in range(first + 1, len(results)):
            yield from _between(trial, kind, first, second)


def _between(trial: Trial, kind: str, first: int, second: int) -> Iterator[Change]:
    one, other = trial.record["results"][first], trial.record["results"][second]
    place = ("population", "at")
    alike = trial.kinds[first] == trial.kinds[second] and all(one.get(k) == other.get(k) for k in place)
    columns = [c for c in (*ARMS, "all", "a-b") if c in one and c in other]
    if kind == "outcomes" and alike and one["outcome"] != other["outcome"]:
        of_no_role = all("role" not in entry and entry["outcome"] != "participants" for entry in (one, other))
        if trial.kinds[first] == "baseline" or not of_no_role:
            return
        changes = tuple((n, c, e[c]) for c in columns for n, e in ((first, other), (second, one)))
        if any(one[c] != other[c] for c in columns):
            yield changes
    elif kind == "times" and one["outcome"] == other["outcome"] and "at" in one and "at" in other:
        arms = [c for c in columns if c in ARMS and one[c] != other[c] and _form(one[c]) == _form(other[c])]
        if one["at"] != other["at"] and one.get("population") == other.get("population") and arms:
            yield tuple((n, c, e[c]) for c in arms for n, e in ((first, other), (second, one)))
    elif kind == "contrasts" and "a-b" in columns and one["a-b"] != other["a-b"]:
        if trial.kinds[first] == trial.kinds[second]:
            yield (first, "a-b", other["a-b"]), (second, "a-b", one["a-b"])
    elif kind == "p values" and "a-b" in columns:
        values = P_VALUE.search(one["a-b"]), P_VALUE.search(other["a-b"])
        if values[0] and values[1] and values[0][0] != values[1][0]:
            yield (
                (first, "a-b", one["a-b"].replace(values[0][0], values[1][0])),
                (second, "a-b", other["a-b"].replace(values[1][0], values[0][0])),
            )


def _form(cell: str) -> str:
    """A cell without its numbers: only what looks alike is taken for one another."""
    return _NUMBER.sub("#", cell)


def _value(number: str) -> float:
    return float(number.replace(",", ""))


def _lost(number: str, random: Random) -> str:
    places = digits_of(number)
    place = random.choice(places)
    slip = number[:place] + number[place + 1 :]
    bare = slip.lstrip("-")
    return (
        ""
        if not digits_of(slip) or bare.startswith(".") != number.lstrip("-").startswith(".")
        else slip.rstrip(".")
    )


def _doubled(number: str, random: Random) -> str:
    place = random.choice(digits_of(number))
    return number[:place] + number[place] + number[place:]


def _moved(number: str, random: Random) -> str:
    whole, point, rest = number.partition(".")
    if not point or not rest or not whole.lstrip("-"):
        return ""
    moved = [f"{whole}{rest}", f"{whole}{rest[0]}.{rest[1:]}".rstrip(".")]
    if len(whole.lstrip("-")) > 1:
        moved.append(f"{whole[:-1]}.{whole[-1]}{rest}")
    return random.choice(moved)
