"""Misprints as they happen, to measure which share of them a rule finds."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from random import Random


def misprinted(number: str, random: Random) -> str:
    """The number with one slip: a digit changed, two turned round, one lost, or the point moved."""
    slips = [with_digit_changed, with_digits_turned, _lost, _moved]
    while True:
        found = random.choice(slips)(number, random)
        if found and _value(found) != _value(number):
            return found


def alarm_rate(cases: Callable[[Random], bool], times: int = 400) -> float:
    """Share of cases that alarm; each is made from one source of random numbers with a fixed seed."""
    random = Random(1954)
    return sum(cases(random) for _ in range(times)) / times


def with_one_misprint(numbers: list[str], random: Random) -> list[str]:
    """The numbers with one of them misprinted."""
    spot = random.randrange(len(numbers))
    return [misprinted(n, random) if place == spot else n for place, n in enumerate(numbers)]


def _value(number: str) -> float:
    return float(number)


def digits_of(number: str) -> list[int]:
    """Places of the digits of a printed number."""
    return [place for place, sign in enumerate(number) if sign.isdigit()]


def with_digit_changed(number: str, random: Random) -> str:
    """The number with another digit in one place, at times the same."""
    place = random.choice(digits_of(number))
    return number[:place] + str(random.randrange(10)) + number[place + 1 :]


def with_digits_turned(number: str, random: Random) -> str:
    """The number with two neighboring digits exchanged; empty when all are alike."""
    pairs = [(a, b) for a, b in pairwise(digits_of(number)) if number[a] != number[b]]
    if not pairs:
        return ""
    a, b = random.choice(pairs)
    signs = list(number)
    signs[a], signs[b] = signs[b], signs[a]
    return "".join(signs)


def _lost(number: str, random: Random) -> str:
    places = digits_of(number)
    if len(places) < 2:
        return ""
    place = random.choice(places)
    found = number[:place] + number[place + 1 :]
    return "" if found.strip("-").startswith(".") or found.endswith(".") else found


def _moved(number: str, random: Random) -> str:
    if "." not in number:
        return ""
    whole, _, rest = number.partition(".")
    return random.choice([f"{whole}{rest}", f"{whole}{rest[0]}.{rest[1:]}".rstrip(".")])
