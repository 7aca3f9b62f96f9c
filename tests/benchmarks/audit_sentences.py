"""How invented articles tell results: sentence forms, as journals print them, for the benchmark of the audit.

``SEEN`` are forms that the rules of the audit were tried on while they were made: one set written before the
rules, one held out until their first measurement. ``HELD_OUT`` was written after the rules; its first
measurement, before anything was mended for it, is told in the README of the benchmarks.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Told:
    """A sentence with the rows of results that it tells: outcome, times, and cells by column.

    Characters that state a cell stand in the sentence as ``<row.column|characters>``.
    """

    text: str
    rows: list[tuple[str, list[str], dict[str, list[str]]]] = field(default_factory=list)


@dataclass
class Draw:
    """What a sentence form draws from: random numbers, arms by key with their name, outcomes not used yet."""

    rng: random.Random
    arms: dict[str, str]
    sizes: dict[str, int]
    outcomes: dict[str, list[tuple[str, str]]]

    def outcome(self, kind: str) -> tuple[str, str]:
        """Key and name of an outcome of a kind that no sentence has told yet."""
        return self.outcomes[kind].pop(self.rng.randrange(len(self.outcomes[kind])))

    def has(self, kind: str, count: int = 1) -> bool:
        """Whether so many outcomes of a kind are left."""
        return len(self.outcomes[kind]) >= count

    def percents(self, count: int) -> list[int]:
        """Different percentages, falling."""
        return sorted(self.rng.sample(range(8, 96), count), reverse=True)

    def p(self) -> str:
        """A p value as printed."""
        return self.rng.choice([f".{self.rng.randint(11, 94)}", f".0{self.rng.randint(11, 49)}"])

    def group(self, arm: str) -> str:
        """An arm after a figure."""
        name = self.arms[arm]
        forms = (
            "with {0}",
            "in the {0} group",
            "for {0}",
            "among patients given {0}",
            "in the {0} arm",
            "after {0}",
        )
        return self.rng.choice(forms).format(name)

    def subject(self, arm: str) -> str:
        """An arm before a figure."""
        forms = ("in the {0} group", "for {0}", "with {0}", "among patients given {0}")
        return self.rng.choice(forms).format(self.arms[arm])

    def ratio(self) -> tuple[str, str, str]:
        """A ratio with its limits."""
        log = self.rng.uniform(-1.0, 0.6)
        half = self.rng.uniform(0.15, 0.5)
        value, low, high = (2.718281828 ** (log + shift) for shift in (0, -half, half))
        return f"{value:.2f}", f"{low:.2f}", f"{high:.2f}"


_DASH = "\u2013"
Form = Callable[[Draw], Told]


def mark(place: str, printed: str) -> str:
    """Characters that state the cell at a place."""
    return f"<{place}|{printed}>"


def listed(items: list[str], word: str = "and") -> str:
    """``1, 3, and 5``."""
    if len(items) < 3:
        return f" {word} ".join(items)
    return f"{', '.join(items[:-1])}, {word} {items[-1]}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _times(draw: Draw) -> list[int]:
    return draw.rng.choice([[1, 3], [1, 2, 3], [1, 3, 5], [2, 5]])


def _rates(draw: Draw, kind: str = "survival") -> tuple[str, str, list[int], list[str], list[str], str]:
    key, name = draw.outcome(kind)
    times = _times(draw)
    first, second = ([f"{value}%" for value in draw.percents(len(times))] for _ in range(2))
    return key, name, times, first, second, draw.p()


def _row(
    key: str, times: list[int], first: list[str], second: list[str], p: str
) -> tuple[str, list[str], dict[str, list[str]]]:
    return key, [f"{time} y" for time in times], {"a": first, "b": second, "a-b": [f"p {p}"]}


# SEEN -----------------------------------------------------------------------------------------------------


def rates_after(draw: Draw) -> Told:
    key, name, times, first, second, p = _rates(draw)
    years = listed([str(time) for time in times])
    text = (
        f"{_capital(name)} at {years} years was {mark('0.a', listed(first))} {draw.group('a')} and"
        f" {mark('0.b', listed(second))} {draw.group('b')} ({mark('0.a-b', f'p={p}')})."
    )
    return Told(text, [_row(key, times, first, second, p)])


def rates_before_and_after(draw: Draw) -> Told:
    key, name, times, first, second, p = _rates(draw)
    years = listed([str(time) for time in times])
    text = (
        f"At {years} years, {name} rates for {draw.arms['a']} were {mark('0.a', listed(first))}, and"
        f" {mark('0.b', listed(second))} for {draw.arms['b']}, respectively ({mark('0.a-b', f'p = {p}')})."
    )
    return Told(text, [_row(key, times, first, second, p)])


def rates_adjective(draw: Draw) -> Told:
    key, name, times, first, second, p = _rates(draw)
    years = listed([f"{time}-" for time in times[:-1]]) + f" and {times[-1]}-year"
    text = (
        f"The {years} {name} rates were {mark('0.b', listed(second))} {draw.group('b')} versus"
        f" {mark('0.a', listed(first))} {draw.group('a')} ({mark('0.a-b', f'P={p}')})."
    )
    return Told(text, [_row(key, times, first, second, p)])


def one_rate_in_brackets(draw: Draw) -> Told:
    key, name = draw.outcome("survival")
    high, low = draw.percents(2)
    time, p = draw.rng.choice([1, 2, 3, 5]), draw.p()
    text = (
        f"Compared with {draw.arms['b']}, {draw.arms['a']} improved {name} at {time} years"
        f" ({mark('0.a', f'{high}%')} vs {mark('0.b', f'{low}%')}; {mark('0.a-b', f'p={p}')})."
    )
    return Told(text, [_row(key, [time], [f"{high}%"], [f"{low}%"], p)])


def one_rate_no_difference(draw: Draw) -> Told:
    key, name = draw.outcome("survival")
    high, low = draw.percents(2)
    time, p = draw.rng.choice([1, 2, 3, 5]), draw.p()
    text = (
        f"{_capital(name)} did not differ significantly between {draw.arms['a']} and {draw.arms['b']}"
        f" ({mark('0.a', f'{low}%')} and {mark('0.b', f'{high}%')} at {time} years;"
        f" {mark('0.a-b', f'p={p}')})."
    )
    return Told(text, [_row(key, [time], [f"{low}%"], [f"{high}%"], p)])


def one_rate_corresponding(draw: Draw) -> Told:
    key, name = draw.outcome("event")
    high, low = draw.percents(2)
    p = draw.p()
    text = (
        f"{_capital(draw.subject('a'))}, the rate of {name} was {mark('0.a', f'{high}%')}; the"
        f" corresponding figure"
        f" {draw.subject('b')} was {mark('0.b', f'{low}%')} ({mark('0.a-b', f'p={p}')})."
    )
    return Told(text, [(key, [], {"a": [f"{high}%"], "b": [f"{low}%"], "a-b": [f"p {p}"]})])


def two_outcomes(draw: Draw) -> Told:
    (one, name), (other, second) = draw.outcome("event"), draw.outcome("event")
    a, b, c, d = draw.percents(4)
    p, q = draw.p(), draw.p()
    text = (
        f"Rates of {name} and {second} were nonsignificantly higher with {draw.arms['b']}"
        f" ({mark('0.b', f'{a}%')} vs"
        f" {mark('0.a', f'{b}%')}, {mark('0.a-b', f'p={p}')}; and {mark('1.b', f'{c}%')} vs"
        f" {mark('1.a', f'{d}%')},"
        f" {mark('1.a-b', f'p={q}')}, respectively)."
    )
    rows = [
        (one, [], {"a": [f"{b}%"], "b": [f"{a}%"], "a-b": [f"p {p}"]}),
        (other, [], {"a": [f"{d}%"], "b": [f"{c}%"], "a-b": [f"p {q}"]}),
    ]
    return Told(text, rows)


def _counts(draw: Draw) -> tuple[str, str, dict[str, tuple[int, int, str]]]:
    key, name = draw.outcome("event")
    cells = {}
    for arm in "ab":
        size = draw.sizes[arm]
        count = draw.rng.randint(2, size // 2)
        cells[arm] = (count, size, f"{100 * count / size:.1f}%")
    return key, name, cells


def _count_row(
    key: str, cells: dict[str, tuple[int, int, str]], p: str
) -> tuple[str, list[str], dict[str, list[str]]]:
    columns = {arm: [f"{count}/{size} ({share})"] for arm, (count, size, share) in cells.items()}
    return key, [], {**columns, "a-b": [f"p {p}"]}


def counts_after(draw: Draw) -> Told:
    key, name, cells = _counts(draw)
    p = draw.p()
    (n, _, share), (m, _, other) = cells["a"], cells["b"]
    text = (
        f"{_capital(name)} occurred in {mark('0.a', f'{n} ({share})')} patients {draw.group('a')} and in"
        f" {mark('0.b', f'{m} ({other})')} {draw.group('b')} ({mark('0.a-b', f'p={p}')})."
    )
    return Told(text, [_count_row(key, cells, p)])


def counts_of(draw: Draw) -> Told:
    key, name, cells = _counts(draw)
    p = draw.p()
    (n, size, share), (m, whole, other) = cells["a"], cells["b"]
    text = (
        f"{_capital(draw.subject('b'))}, {mark('0.b', f'{m} of {whole} patients ({other})')} had {name},"
        f" compared with"
        f" {mark('0.a', f'{n} of {size} ({share})')} {draw.group('a')} ({mark('0.a-b', f'p={p}')})."
    )
    return Told(text, [_count_row(key, cells, p)])


def means_after(draw: Draw) -> Told:
    key, name = draw.outcome("score")
    low, high = sorted(draw.rng.sample(range(200, 600), 2))
    a, b, s, t = low / 10, high / 10, draw.rng.randint(31, 99) / 10, draw.rng.randint(31, 99) / 10
    p = draw.p()
    text = (
        f"Mean {name} was {mark('0.a', f'{a} points (SD {s})')} {draw.group('a')} and"
        f" {mark('0.b', f'{b} points (SD {t})')} {draw.group('b')} ({mark('0.a-b', f'p={p}')})."
    )
    row = (
        key,
        [],
        {"a": [f"mean {a} points (SD {s})"], "b": [f"mean {b} points (SD {t})"], "a-b": [f"p {p}"]},
    )
    return Told(text, [row])


def means_lower(draw: Draw) -> Told:
    key, name = draw.outcome("score")
    low, high = sorted(draw.rng.sample(range(200, 600), 2))
    a, b, s, t = low / 10, high / 10, draw.rng.randint(31, 99) / 10, draw.rng.randint(31, 99) / 10
    p = draw.p()
    text = (
        f"Patients in the {draw.arms['a']} group had a lower mean {name} than those in the"
        f" {draw.arms['b']} group"
        f" ({mark('0.a', f'{a} ± {s}')} vs {mark('0.b', f'{b} ± {t}')}; {mark('0.a-b', f'p={p}')})."
    )
    row = (key, [], {"a": [f"mean {a} (SD {s})"], "b": [f"mean {b} (SD {t})"], "a-b": [f"p {p}"]})
    return Told(text, [row])


def medians(draw: Draw) -> Told:
    key, name = draw.outcome("time")
    a, b = draw.rng.sample(range(9, 45), 2)
    value, low, high = draw.ratio()
    p = draw.p()
    text = (
        f"Median {name} was {mark('0.a', f'{a} months')} {draw.group('a')} and {mark('0.b', f'{b} months')}"
        f" {draw.group('b')} ({mark('0.a-b', f'hazard ratio, {value}; 95% CI, {low} to {high}; p={p}')})."
    )
    contrast = f"HR {value} (95% CI {low}-{high}); p {p}"
    row = (key, [], {"a": [f"median {a} months"], "b": [f"median {b} months"], "a-b": [contrast]})
    return Told(text, [row])


def medians_named_once(draw: Draw) -> Told:
    key, name = draw.outcome("time")
    a, b = sorted(draw.rng.sample(range(9, 45), 2))
    p = draw.p()
    text = (
        f"{_capital(draw.arms['a'])} and {draw.arms['b']} did not significantly differ in median {name}"
        f" ({mark('0.a', f'{a}')} vs {mark('0.b', f'{b} months')}, respectively; {mark('0.a-b', f'p={p}')})."
    )
    row = (key, [], {"a": [f"median {a} months"], "b": [f"median {b} months"], "a-b": [f"p {p}"]})
    return Told(text, [row])


def follow_up(draw: Draw) -> Told:
    a, b = draw.rng.sample(range(12, 40), 2)
    (w, x), (y, z) = ((draw.rng.randint(2, 9), draw.rng.randint(50, 80)) for _ in range(2))
    text = (
        f"The median follow-up for the {draw.arms['a']} group was"
        f" {mark('0.a', f'{a} months (range, {w}-{x} months)')}"
        f" and {mark('0.b', f'{b} months (range, {y}-{z} months)')} for the {draw.arms['b']} group."
    )
    cells = {"a": [f"median {a} months (range {w}-{x})"], "b": [f"median {b} months (range {y}-{z})"]}
    return Told(text, [("follow-up", [], cells)])


def ratio_with_subject(draw: Draw) -> Told:
    key, name = draw.outcome("event")
    value, low, high = draw.ratio()
    word = "greater" if float(value) > 1 else "lower"
    text = (
        f"In multivariable analysis, {draw.arms['a']} was associated with {word} odds of {name} than"
        f" {draw.arms['b']}"
        f" ({mark('0.a-b', f'odds ratio, {value}; 95% CI, {low} to {high}')})."
    )
    return Told(text, [(key, [], {"a-b": [f"OR {value} (95% CI {low}-{high})"]})])


def three_arms(draw: Draw) -> Told:
    key, name = draw.outcome("time")
    (v, low, high), (w, left, right) = draw.ratio(), draw.ratio()
    text = (
        f"Compared with {draw.arms['c']}, the hazard ratio for {name} was"
        f" {mark('0.a-c', f'{v} (95% CI, {low}-{high})')} with {draw.arms['a']} and"
        f" {mark('0.b-c', f'{w} (95% CI, {left}-{right})')} with {draw.arms['b']}."
    )
    cells = {"a-c": [f"HR {v} (95% CI {low}-{high})"], "b-c": [f"HR {w} (95% CI {left}-{right})"]}
    return Told(text, [(key, [], cells)])


def three_arms_pairs(draw: Draw) -> Told:
    key, name = draw.outcome("time")
    (v, low, high), (w, left, right) = draw.ratio(), draw.ratio()
    a, b, c = (draw.arms[arm] for arm in "abc")
    text = (
        f"For {name}, hazard ratios were {mark('0.a-b', f'{v} (95% CI, {low} to {high})')} for {a} vs {b} and"
        f" {mark('0.b-c', f'{w} (95% CI, {left} to {right})')} for {b} vs {c}."
    )
    cells = {"a-b": [f"HR {v} (95% CI {low}-{high})"], "b-c": [f"HR {w} (95% CI {left}-{right})"]}
    return Told(text, [(key, [], cells)])


# SEEN LATER, held out at first ----------------------------------------------------------------------------


def held_colon(draw: Draw) -> Told:
    key, name, times, first, second, p = _rates(draw)
    years = "/".join(str(time) for time in times)
    text = (
        f"{years}-year {name} ({draw.arms['a']}: {mark('0.a', '/'.join(first))}; {draw.arms['b']}:"
        f" {mark('0.b', '/'.join(second))}; {mark('0.a-b', f'p={p}')}) was the primary end point."
    )
    return Told(text, [_row(key, times, first, second, p)])


def held_each_time(draw: Draw) -> Told:
    key, name, times, first, second, p = _rates(draw)
    pairs = [
        f"{mark('0.a', a)} against {mark('0.b', b)} at year {time}"
        for time, a, b in zip(times, first, second, strict=True)
    ]
    text = (
        f"For {draw.arms['a']} against {draw.arms['b']}, {name} was {listed(pairs)}"
        f" (log-rank {mark('0.a-b', f'p={p}')})."
    )
    return Told(text, [_row(key, times, first, second, p)])


def held_recipients(draw: Draw) -> Told:
    key, name, cells = _counts(draw)
    p = draw.p()
    (n, size, share), (m, whole, other) = cells["a"], cells["b"]
    text = (
        f"Of the {size} {draw.arms['a']} recipients, {mark('0.a', f'{n} ({share})')} experienced {name},"
        f" as did"
        f" {mark('0.b', f'{m} ({other})')} of the {whole} {draw.arms['b']} recipients;"
        f" {mark('0.a-b', f'P={p}')}."
    )
    return Told(text, [_count_row(key, cells, p)])


def held_brackets_after_arm(draw: Draw) -> Told:
    key, name = draw.outcome("event")
    a, b = draw.percents(2)
    p = draw.p()
    text = (
        f"{_capital(name)} was seen more often after {draw.arms['a']} ({mark('0.a', f'{a}%')}) than"
        f" after {draw.arms['b']}"
        f" ({mark('0.b', f'{b}%')}), {mark('0.a-b', f'p={p}')}."
    )
    return Told(text, [(key, [], {"a": [f"{a}%"], "b": [f"{b}%"], "a-b": [f"p {p}"]})])


def held_fewer(draw: Draw) -> Told:
    key, name = draw.outcome("event")
    a, b = draw.percents(2)
    p = draw.p()
    text = (
        f"Fewer patients on {draw.arms['b']} than on {draw.arms['a']} reported {name}:"
        f" {mark('0.b', f'{b}%')} versus"
        f" {mark('0.a', f'{a}%')}, respectively ({mark('0.a-b', f'p={p}')})."
    )
    return Told(text, [(key, [], {"a": [f"{a}%"], "b": [f"{b}%"], "a-b": [f"p {p}"]})])


def held_scores(draw: Draw) -> Told:
    key, name = draw.outcome("score")
    a, b = (value / 10 for value in draw.rng.sample(range(200, 600), 2))
    s, t = draw.rng.randint(31, 99) / 10, draw.rng.randint(31, 99) / 10
    p = draw.p()
    text = (
        f"At the end of treatment, {name} averaged {mark('0.a', f'{a} (SD, {s})')} in those assigned to"
        f" {draw.arms['a']}"
        f" and {mark('0.b', f'{b} (SD, {t})')} in those assigned to {draw.arms['b']}"
        f" ({mark('0.a-b', f'p={p}')})."
    )
    row = (key, [], {"a": [f"mean {a} (SD {s})"], "b": [f"mean {b} (SD {t})"], "a-b": [f"p {p}"]})
    return Told(text, [row])


def held_medians(draw: Draw) -> Told:
    key, name = draw.outcome("time")
    a, b = draw.rng.sample(range(9, 45), 2)
    value, low, high = draw.ratio()
    text = (
        f"{_capital(draw.arms['a'])} led to a median {name} of {mark('0.a', f'{a} months')}, whereas"
        f" {draw.arms['b']} led to {mark('0.b', f'{b} months')} (HR"
        f" {mark('0.a-b', f'{value}, 95% CI {low}{_DASH}{high}')})."
    )
    row = (
        key,
        [],
        {
            "a": [f"median {a} months"],
            "b": [f"median {b} months"],
            "a-b": [f"HR {value} (95% CI {low}-{high})"],
        },
    )
    return Told(text, [row])


def held_two_outcomes(draw: Draw) -> Told:
    (one, name), (other, second) = draw.outcome("event"), draw.outcome("event")
    a, b, c, d = draw.percents(4)
    p, q = draw.p(), draw.p()
    text = (
        f"{_capital(name)} affected {mark('0.a', f'{a}%')} of the {draw.arms['a']} group and"
        f" {mark('0.b', f'{b}%')} of the"
        f" {draw.arms['b']} group ({mark('0.a-b', f'p={p}')}), and {second} {mark('1.a', f'{c}%')} and"
        f" {mark('1.b', f'{d}%')}, respectively ({mark('1.a-b', f'p={q}')})."
    )
    rows = [
        (one, [], {"a": [f"{a}%"], "b": [f"{b}%"], "a-b": [f"p {p}"]}),
        (other, [], {"a": [f"{c}%"], "b": [f"{d}%"], "a-b": [f"p {q}"]}),
    ]
    return Told(text, rows)


def held_three_arms(draw: Draw) -> Told:
    key, name = draw.outcome("event")
    (v, low, high), (w, left, right) = draw.ratio(), draw.ratio()
    a, b, c = (draw.arms[arm] for arm in "abc")
    text = (
        f"Relative risks of {name}: {a} versus {c}, {mark('0.a-c', f'{v} (95% CI {low} to {high})')};"
        f" {b} versus {c},"
        f" {mark('0.b-c', f'{w} (95% CI {left} to {right})')}."
    )
    cells = {"a-c": [f"RR {v} (95% CI {low}-{high})"], "b-c": [f"RR {w} (95% CI {left}-{right})"]}
    return Told(text, [(key, [], cells)])


def held_ratio(draw: Draw) -> Told:
    key, name = draw.outcome("time")
    value, low, high = draw.ratio()
    word = "shortened" if float(value) > 1 else "prolonged"
    text = (
        f"{_capital(draw.arms['a'])} {word} {name} relative to {draw.arms['b']}, with a hazard ratio of"
        f" {mark('0.a-b', f'{value} (95% CI, {low} to {high})')}."
    )
    return Told(text, [(key, [], {"a-b": [f"HR {value} (95% CI {low}-{high})"]})])


# HELD OUT: written after the rules, looked at by its rates alone ------------------------------------------


def last_despite(draw: Draw) -> Told:
    key, name, times, first, second, p = _rates(draw)
    shown = [
        f"{mark('0.a', a)} v {mark('0.b', b)} at {t} yr" for t, a, b in zip(times, first, second, strict=True)
    ]
    text = (
        f"There was no clear separation of the curves of {draw.arms['a']} v {draw.arms['b']} for {name}:"
        f" {'; '.join(shown)} ({mark('0.a-b', f'P = {p}')})."
    )
    return Told(text, [_row(key, times, first, second, p)])


def last_respectively(draw: Draw) -> Told:
    key, name = draw.outcome("event")
    a, b = draw.percents(2)
    p = draw.p()
    text = (
        f"Some {mark('0.a', f'{a}%')} and {mark('0.b', f'{b}%')} of patients allocated to"
        f" {draw.arms['a']} and"
        f" {draw.arms['b']}, respectively, had {name} ({mark('0.a-b', f'p={p}')})."
    )
    return Told(text, [(key, [], {"a": [f"{a}%"], "b": [f"{b}%"], "a-b": [f"p {p}"]})])


def last_counts(draw: Draw) -> Told:
    key, name, cells = _counts(draw)
    p = draw.p()
    (n, size, share), (m, whole, other) = cells["a"], cells["b"]
    text = (
        f"{mark('0.b', f'{m}/{whole} ({other})')} {draw.arms['b']} patients and"
        f" {mark('0.a', f'{n}/{size} ({share})')} {draw.arms['a']} patients suffered {name}"
        f" ({mark('0.a-b', f'p={p}')})."
    )
    return Told(text, [_count_row(key, cells, p)])


def last_medians(draw: Draw) -> Told:
    key, name = draw.outcome("time")
    a, b = draw.rng.sample(range(9, 45), 2)
    value, low, high = draw.ratio()
    text = (
        f"{_capital(name)}: median {mark('0.a', f'{a} mo')} ({draw.arms['a']}) versus"
        f" {mark('0.b', f'{b} mo')}"
        f" ({draw.arms['b']}), {mark('0.a-b', f'HR {value} [95% CI {low}, {high}]')}."
    )
    contrast = f"HR {value} (95% CI {low}-{high})"
    return Told(
        text, [(key, [], {"a": [f"median {a} months"], "b": [f"median {b} months"], "a-b": [contrast]})]
    )


def last_scores(draw: Draw) -> Told:
    key, name = draw.outcome("score")
    a, b = (value / 10 for value in draw.rng.sample(range(200, 600), 2))
    s, t = draw.rng.randint(31, 99) / 10, draw.rng.randint(31, 99) / 10
    text = (
        f"For {name}, {draw.arms['b']} scored {mark('0.b', f'{b} ({t})')} on average and {draw.arms['a']}"
        f" {mark('0.a', f'{a} ({s})')}."
    )
    return Told(text, [(key, [], {"a": [f"mean {a} (SD {s})"], "b": [f"mean {b} (SD {t})"]})])


def last_list(draw: Draw) -> Told:
    key, name, times, first, second, p = _rates(draw)
    years = listed([str(time) for time in times])
    text = (
        f"In patients with {draw.arms['b']}, {name} fell from {mark('0.b', listed(second, 'to'))} over"
        f" {years} years,"
        f" as against {mark('0.a', listed(first, 'to'))} in those with {draw.arms['a']}"
        f" ({mark('0.a-b', f'p={p}')})."
    )
    return Told(text, [_row(key, times, first, second, p)])


def last_contrasts(draw: Draw) -> Told:
    key, name = draw.outcome("event")
    (v, low, high), (w, left, right) = draw.ratio(), draw.ratio()
    a, b, c = (draw.arms[arm] for arm in "abc")
    text = (
        f"The risk ratio of {name} was {mark('0.a-b', f'{v} (95% CI, {low}-{high})')} when {a} was"
        f" compared with {b},"
        f" and {mark('0.a-c', f'{w} (95% CI, {left}-{right})')} when it was compared with {c}."
    )
    cells = {"a-b": [f"RR {v} (95% CI {low}-{high})"], "a-c": [f"RR {w} (95% CI {left}-{right})"]}
    return Told(text, [(key, [], cells)])


SEEN: dict[Form, tuple[str, int]] = {
    rates_after: ("survival", 1),
    rates_before_and_after: ("survival", 1),
    rates_adjective: ("survival", 1),
    one_rate_in_brackets: ("survival", 1),
    one_rate_no_difference: ("survival", 1),
    one_rate_corresponding: ("event", 1),
    two_outcomes: ("event", 2),
    counts_after: ("event", 1),
    counts_of: ("event", 1),
    means_after: ("score", 1),
    means_lower: ("score", 1),
    medians: ("time", 1),
    medians_named_once: ("time", 1),
    follow_up: ("once", 1),
    ratio_with_subject: ("event", 1),
    three_arms: ("time", 1),
    three_arms_pairs: ("time", 1),
    held_colon: ("survival", 1),
    held_each_time: ("survival", 1),
    held_recipients: ("event", 1),
    held_brackets_after_arm: ("event", 1),
    held_fewer: ("event", 1),
    held_scores: ("score", 1),
    held_medians: ("time", 1),
    held_two_outcomes: ("event", 2),
    held_three_arms: ("event", 1),
    held_ratio: ("time", 1),
}
HELD_OUT: dict[Form, tuple[str, int]] = {
    last_despite: ("survival", 1),
    last_respectively: ("event", 1),
    last_counts: ("event", 1),
    last_medians: ("time", 1),
    last_scores: ("score", 1),
    last_list: ("survival", 1),
    last_contrasts: ("event", 1),
}
THREE_ARMED: frozenset[Form] = frozenset({three_arms, three_arms_pairs, held_three_arms, last_contrasts})
