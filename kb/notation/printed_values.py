"""The values of a printed cell put into the places of its form, in their order, and written in notation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kb.notation.statistics import STATISTICS
from kb.notation.units import NOUN_WORDS, UNIT_WORDS

EFFECT = "effect"
"""Name of a part whose cells name their effect themselves: ``Relative effect (95% CI)`` of GRADEpro."""


@dataclass(frozen=True, slots=True)
class Part:
    """One number of a form, with what stands beside it.

    ``name`` goes before the number and is empty for a count, a percent or a number with its unit; ``labels``
    say what the brackets hold (``%`` and ``n`` a share and counts); ``qualifier`` goes behind.
    """

    name: str = ""
    statistic: str = ""
    labels: tuple[str, ...] = ()
    unit: str = ""
    qualifier: str = ""
    is_percent: bool = False
    is_p: bool = False
    is_shift: bool = False
    """Two values of it, before and after."""
    is_range: bool = False
    """Only a spread: the first label says which."""

    @property
    def says_something(self) -> bool:
        return self != Part()

    @property
    def is_unit_alone(self) -> bool:
        return not self.name and not self.labels and bool(self.unit or self.is_percent)

    @property
    def is_unit_with_labels(self) -> bool:
        return not self.name and bool(self.labels) and bool(self.unit or self.is_percent)

    @property
    def of_percents(self) -> Part:
        """The part as ``sensitivity (%)`` means it, a number that is a percent."""
        is_unit = self.labels[:1] == ("%",) and bool(self.name)
        return replace(self, labels=self.labels[1:], is_percent=True) if is_unit else self

    @property
    def is_of_contrast(self) -> bool:
        """Whether it compares two sides, and so is no value of an arm."""
        group = STATISTICS[self.statistic].group if self.statistic else ""
        return (
            self.is_p
            or self.name == EFFECT
            or (group == "effect" and self.statistic not in ("correlation", "coefficient", "margin"))
        )

    @property
    def example(self) -> str:
        """A cell of this part."""
        if self.is_p:
            return ".02"
        if self.is_shift:
            return "11.1 to 0.4"
        if self.is_range:
            return "8-64"
        group = STATISTICS[self.statistic].group if self.statistic else ""
        is_ratio = group in ("effect", "ratio", "accuracy") and not self.is_percent
        is_measured = bool(group) or (bool(self.unit) and self.unit not in NOUN_WORDS)
        number = "0.53" if is_ratio else "46" if self.is_percent else "30.4" if is_measured else "23"
        if "%" in self.labels and group:
            number = "23/50"
        if self.name == EFFECT:
            number = "RR 0.53"
        return number + "".join(f" ({_example_inside(label, number)})" for label in self.labels)


def _example_inside(label: str, number: str) -> str:
    if label in ("%", "n", "p"):
        return {"%": "46", "n": "23/50", "p": ".02"}[label]
    if re.search("SD|SE|standard", label, re.IGNORECASE):
        return "10.4" if number == "30.4" else "0.1"
    return {"0.53": "0.32-0.89", "RR 0.53": "0.32-0.89", "30.4": "8-64"}.get(number, "32-60")


@dataclass(frozen=True, slots=True)
class Inside:
    """A value: one number, or the two ends of a spread, each as printed; counts as ``37/73``."""

    ends: tuple[str, ...]
    label: str = ""
    is_counts: bool = False
    closes: bool = False
    """Whether a bracket holds it as the second of two bare numbers, which may be the ends of a spread."""

    @property
    def is_bare(self) -> bool:
        return len(self.ends) == 1 and not self.label and not self.is_counts

    @property
    def is_absent(self) -> bool:
        return self.ends[0].startswith("not ") or not re.search(r"\d", self.ends[0])


@dataclass(frozen=True, slots=True)
class PrintedEstimate:
    """A value outside brackets, with the name, unit and qualifiers that the cell itself gives it."""

    value: Inside
    statistic: str = ""
    unit: str = ""
    qualifiers: tuple[str, ...] = ()
    word: str = ""
    """What the cell calls it, where that is no statistic: ``difference``."""

    def may_be(self, part: Part) -> bool:
        """Whether the cell calls it nothing, or what the part is."""
        if part.name == EFFECT:
            return bool(self.statistic) and STATISTICS[self.statistic].group == "effect"
        if self.statistic and self.statistic != part.statistic:
            return False
        return not self.word or not part.name or self.word in STATISTICS[part.statistic].name


@dataclass(frozen=True, slots=True)
class Tested:
    """A p value that says so: ``p=.02``."""

    text: str


PrintedCell = list[PrintedEstimate | Inside | Tested]
"""The values of a cell in printed order; what stands in brackets follows its estimate."""


class _Unfit(Exception):
    """The values are not those of the form."""


def filled(parts: Sequence[Part], cell: PrintedCell) -> str | None:
    """The cell in notation; null when its values do not fill the form."""
    values: PrintedCell = [item for item in cell if not isinstance(item, Tested)]
    tested = [item.text for item in cell if isinstance(item, Tested)]
    if len(parts) == 1 and parts[0].is_range and len(values) == 2:
        values = _two_ends(values)
    if len(parts) == 1 and parts[0].is_p:
        parts = [parts[0]] * max(sum(isinstance(value, PrintedEstimate) for value in values), 1)
    is_count_and_percent = len(parts) == 1 and parts[0] == Part(labels=("%",))
    alone = cell[0] if is_count_and_percent and len(cell) == 1 else None
    if isinstance(alone, PrintedEstimate) and re.fullmatch(r"0|<=?\d+", alone.value.ends[0]):
        return alone.value.ends[0]
    for each in (parts, [part.of_percents for part in parts]):
        try:
            left = list(_with_last_unit(each, values))
            texts = [_part_text(part, left) for part in each]
        except _Unfit:
            continue
        if not left and (text := "; ".join(filter(None, [*texts, *tested]))):
            return text
    return None


def _two_ends(values: PrintedCell) -> PrintedCell:
    """``21, 80`` under a range: two numbers are its ends."""
    low, high = values
    if not isinstance(low, PrintedEstimate) or not isinstance(high, PrintedEstimate):
        return values
    are_bare = low.value.is_bare and high.value.is_bare and not low.statistic and not high.statistic
    return [replace(high, value=Inside((*low.value.ends, *high.value.ends)))] if are_bare else values


def _with_last_unit(parts: Sequence[Part], values: PrintedCell) -> PrintedCell:
    """``87, 57, 29, 96%``: what the last value is measured in holds for those before it that say nothing."""
    estimates = [value for value in values if isinstance(value, PrintedEstimate)]
    listed = [part for part in parts if not part.is_p]
    kinds = {STATISTICS[part.statistic].group if part.statistic else "" for part in listed}
    is_list = len(listed) > 1 and len(kinds) == 1 and not any(part.labels for part in listed)
    if len(estimates) < 2 or not is_list or not estimates[-1].value.is_bare:
        return values
    _, unit = _with_unit(estimates[-1])
    if not unit:
        return values
    return [
        replace(value, unit=unit)
        if isinstance(value, PrintedEstimate) and not _with_unit(value)[1]
        else value
        for value in values
    ]


def _with_unit(estimate: PrintedEstimate) -> tuple[str, str]:
    """A number and the unit that the cell gives it, before or after its bracket."""
    text = estimate.value.ends[-1]
    match = re.fullmatch(r"(.*\d)(%| (?!x ?10)[A-Za-z\N{DEGREE SIGN}].*|-fold)", text)
    if match is None or estimate.value.is_counts:
        return text, estimate.unit
    if estimate.unit and estimate.unit != match[2].strip():
        raise _Unfit
    return match[1], match[2].strip()


def _part_text(part: Part, values: PrintedCell) -> str:
    if part.is_p and not values:
        return ""
    first = values.pop(0) if values else None
    if not isinstance(first, PrintedEstimate) or not first.may_be(part):
        raise _Unfit
    if part.is_p:
        return _p_text(part, first)
    if part.is_range:
        return _range_text(part, first)
    if part.is_shift:
        return _shift_text(part, first)
    return _estimate_text(part, first, values)


def _qualified(text: str, part: Part, estimate: PrintedEstimate) -> str:
    return " ".join(filter(None, (text, part.qualifier, *estimate.qualifiers)))


def _p_text(part: Part, estimate: PrintedEstimate) -> str:
    number, unit = _with_unit(estimate)
    if unit or len(estimate.value.ends) > 1 or estimate.value.is_counts:
        raise _Unfit
    return _qualified(f"p {number}", part, estimate)


def _range_text(part: Part, estimate: PrintedEstimate) -> str:
    if len(estimate.value.ends) != 2:
        raise _Unfit
    high, unit = _with_unit(estimate)
    unit = _joined_unit(part, unit)
    ends = f"{estimate.value.ends[0]} to {high}{'%' if unit == '%' else ''}"
    return " ".join(filter(None, (part.labels[0], ends, unit if unit != "%" else "")))


def _shift_text(part: Part, estimate: PrintedEstimate) -> str:
    if len(estimate.value.ends) != 2:
        raise _Unfit
    final, unit = _with_unit(estimate)
    return _qualified(
        f"from {estimate.value.ends[0]} to {_measured(final, _joined_unit(part, unit))}", part, estimate
    )


def _estimate_text(part: Part, estimate: PrintedEstimate, values: PrintedCell) -> str:
    if len(estimate.value.ends) > 1 or (estimate.value.is_counts and part.is_percent and not part.name):
        raise _Unfit
    estimate = _with_unit_of_spread(part, estimate, values)
    number, unit = _with_unit(estimate)
    if estimate.value.is_absent:
        head = number
    else:
        head = _measured(number, _joined_unit(part, unit, is_counts=estimate.value.is_counts))
    name = STATISTICS[estimate.statistic].written if part.name == EFFECT else part.name
    text = f"{name} {head}".strip()
    behind = _brackets(part, estimate, values)
    for share in behind["share"]:
        text += f" ({share})"
    if behind["spread"]:
        text += f" ({', '.join(behind['spread'])})"
    return "; ".join([_qualified(text, part, estimate), *behind["p"]])


def _with_unit_of_spread(part: Part, estimate: PrintedEstimate, values: PrintedCell) -> PrintedEstimate:
    """``54.3 (12.1 years)``: the unit behind a deviation or behind two ends is that of the estimate."""
    first = values[0] if values else None
    is_spread = bool(part.labels) and part.labels[0] not in ("%", "n", "p")
    if not is_spread or not isinstance(first, Inside) or _with_unit(estimate)[1]:
        return estimate
    number, unit = _with_unit(PrintedEstimate(first))
    if not unit:
        return estimate
    values[0] = replace(first, ends=(*first.ends[:-1], number))
    return replace(estimate, unit=unit)


def _brackets(part: Part, estimate: PrintedEstimate, values: PrintedCell) -> dict[str, list[str]]:
    """What fills the places behind an estimate: shares and counts, spreads with their labels, p values."""
    behind: dict[str, list[str]] = {"share": [], "spread": [], "p": []}
    for label in part.labels:
        if estimate.value.is_absent and not (values and isinstance(values[0], Inside)):
            continue
        if label == "p" and not values:
            continue  # it says so itself, or is not printed
        value = _next_inside(values)
        if label == "p":
            behind["p"].append(f"p {_share('n', value)}")
        elif label in ("%", "n"):
            if values and isinstance(values[0], Inside) and values[0].closes:
                raise _Unfit  # the two ends of an interval
            behind["share"].append(_share(label, value))
        else:
            behind["spread"].append(_spread(label, value, values))
    while values and isinstance(values[0], Inside) and values[0].label:  # the cell says itself what it is
        told = _next_inside(values)
        behind["spread"].append(_spread(told.label, told, values))
    return behind


def _next_inside(values: PrintedCell) -> Inside:
    """The next value in a bracket, or two ends after a comma."""
    first = values.pop(0) if values else None
    if isinstance(first, Inside):
        return first
    if (
        isinstance(first, PrintedEstimate)
        and len(first.value.ends) == 2
        and not first.statistic
        and not first.unit
    ):
        return first.value
    raise _Unfit


def _share(label: str, value: Inside) -> str:
    if value.label or len(value.ends) > 1 or (label == "%" and value.is_counts):
        raise _Unfit
    text = value.ends[0]
    return f"{text}%" if label == "%" and text[-1].isdigit() else text


def _spread(label: str, value: Inside, values: PrintedCell) -> str:
    if value.label and not _is_same_label(value.label, label):
        raise _Unfit
    ends = value.ends
    is_deviation = re.search(r"\b(SD|SEM?|standard)", label, re.IGNORECASE) is not None
    second = values[0] if values else None
    if len(ends) == 1 and not is_deviation and isinstance(second, Inside) and second.closes:
        ends = (*ends, *second.ends)
        values.pop(0)
    if value.is_counts or (is_deviation and len(ends) > 1):
        raise _Unfit
    return f"{label} {' to '.join(ends)}"


def _is_same_label(told: str, label: str) -> bool:
    """Whether a label in the cell is that of the row; its level is left out or the same."""
    levels = {match[0] for text in (told, label) if (match := re.match(r"[\d.]+", text))}
    return len(levels) < 2 and _label_words(told) == _label_words(label)


def _label_words(label: str) -> str:
    return re.sub(r"[\d.%\s]", "", label).lower()


def _joined_unit(part: Part, unit: str, *, is_counts: bool = False) -> str:
    """The unit that row and cell say together; a cell may say the first words of the row's unit again."""
    own = "%" if part.is_percent else part.unit
    if is_counts:
        return unit if unit != "%" else ""
    if not own or not unit or _plain_unit(own) == _plain_unit(unit):
        return unit or own
    if own.startswith(f"{unit} per ") or _plain_unit(own.split(" per ")[0]) == _plain_unit(unit):
        return own
    raise _Unfit


def _plain_unit(unit: str) -> str:
    return UNIT_WORDS.get(unit) or NOUN_WORDS.get(unit) or unit.removeprefix("-")


def _measured(number: str, unit: str) -> str:
    if unit in ("%", "-fold", "fold"):
        return f"{number}{unit if unit != 'fold' else '-fold'}"
    return f"{number} {unit}".strip()
