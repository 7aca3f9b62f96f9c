"""What one pasted cell holds: values at several times, both sides of a comparison, the name of its row.

``2.5 vs 1.9 cm, p<.001`` is two arms' cells and what is left for the contrast; ``97, 67, 40% at 1, 3, 5 y``
three cells and their times; ``OS 20.3 months (17.0-27.2)`` repeats the name of the row. Each value is read by
the form of the row, where it tells one, and else as notation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kb.notation.advice import advice
from kb.notation.cell_pieces import pieces_of, split_at, with_unit_of_last
from kb.notation.commas import refuse_decimal_comma
from kb.notation.error import NotationError
from kb.notation.kept_times import parse_time
from kb.notation.parser import parse
from kb.notation.printed import PrintedForm, written_out
from kb.notation.render import render
from kb.notation.statistics import STATISTIC_WORDS, STATISTICS
from kb.notation.time import Time
from kb.notation.time_lists import parse_times

_STATISTIC = "|".join(map(re.escape, sorted(STATISTIC_WORDS, key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class RowSays:
    """What the row says of its cells: their form, the names that cells may repeat, and how many times it has.

    ``compares`` is whether the column is a contrast with two sides, ``is_whole`` whether it is both arms.
    """

    form: PrintedForm | None = None
    names: tuple[str, ...] = ()
    times: int = 0
    compares: bool = False
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class PastedCell:
    """The values of a cell in notation, one for each time; ``times`` are those that the cell itself names.

    Of two sides, ``index`` and ``reference`` are theirs, and ``values`` what the cell says of the comparison.
    """

    values: tuple[str, ...]
    times: tuple[Time, ...] = ()
    index: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()


class NotOfTheForm(Exception):
    """The cell is not what its row says: it starts with a number, alone a count, or names another effect."""


def read_pasted(text: str, row: RowSays) -> PastedCell:
    """What a cell of a row holds. Raises NotationError, or NotOfTheForm."""
    if (value := _value(text, row)) is not None:
        return PastedCell((value,))
    candidates = without_name(text, row.names)
    for candidate in candidates:
        cell = _compared(candidate, row) if row.compares else None
        cell = cell or _at_times(candidate, row)
        if row.is_whole and (both := _BOTH.fullmatch(candidate)):
            candidate = both["value"]
        if cell is None and candidate != text and (value := _value(candidate, row)) is not None:
            cell = PastedCell((value,))
        if cell is not None:
            return cell
    refuse_decimal_comma(text)
    if row.form is not None and row.form.takes_for_another(text):
        if (written := written_out(text, row.form)) is not None:
            parse(written)
        raise NotOfTheForm(advice(text))
    parse(min((each for each in candidates if re.search(r"\d", each)), key=len, default=text))
    return PastedCell((text,))


def _value(text: str, row: RowSays) -> str | None:
    """One value in notation; null when it is none."""
    if row.form is not None:
        for form in _forms_for(row.form, row.compares):
            written = written_out(text, form)
            if written is not None and _is_notation(written):
                return written
        if row.form.takes_for_another(text):
            return None
        _refuse_other_effect(text, row.form)
    return text if _is_notation(text) else None


def _refuse_other_effect(text: str, form: PrintedForm) -> None:
    """Raises NotOfTheForm for a cell that names another effect than its row: RR in a row of hazard ratios."""
    told = {part.statistic for part in form.parts if _is_effect(part.statistic)}
    if not told or not _is_notation(text):
        return
    named = [figure.statistic for figure in parse(text) if _is_effect(figure.statistic)]
    if named and not told.intersection(named):
        raise NotOfTheForm("The cell names another effect than the row. Correct one of them.")


def _is_effect(statistic: str) -> bool:
    return statistic in STATISTICS and STATISTICS[statistic].group == "effect"


def _forms_for(form: PrintedForm, compares: bool) -> Iterator[PrintedForm]:
    """The form, then the parts of it that belong to such a column."""
    yield form
    parts = [part for part in form.parts if part.is_of_contrast == compares]
    if parts and len(parts) < len(form.parts):
        yield form.of(parts)


def _is_notation(text: str) -> bool:
    try:
        parse(text)
    except NotationError:
        return False
    return True


def without_name(text: str, names: Sequence[str]) -> list[str]:
    """The text, and what is left of it without the name of its row in front or behind a statistic."""
    texts = [text]
    lead = re.match(rf"(?i:({_STATISTIC})[ ,:]+(?:[\[(][^()\[\]]*[\])] )?)?", text)
    assert lead is not None
    rest = text[lead.end() :]
    for name in sorted(names, key=len, reverse=True):
        words = re.escape(name).replace(r"\ ", "[ -]").replace(r"\-", "[ -]")
        lead_in = "(?:(?:for|of|in) )?" if lead[1] else ""
        if match := re.match(rf"(?i:{lead_in}{words})(?: rates?)?(?:\s*[:,=]\s*|\s+|$)", rest):
            texts.append(f"{lead[0]}{rest[match.end() :]}".strip())
    return [each for each in texts if each]


def row_names(key: str) -> tuple[str, ...]:
    """Names by which a table calls an outcome with such a key: its words, some of them, its initials."""
    words = key.split("-")
    runs = {
        " ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)
    }
    initials = "".join(word[0] for word in words).upper()
    runs.add(initials if len(words) > 1 else key)
    return tuple(sorted(runs - _LITTLE_WORDS))


_LITTLE_WORDS = {"of", "to", "in", "at", "and", "for", "with", "per", "rate", "or", "no", "not"}


# Two sides


_VS = re.compile(r"\s+(?:vs\.?|versus|v\.?|compared (?:with|to)|against)\s+", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_BOTH = re.compile(
    r"(?P<value>.*\S) (?:of|in|for|at|with) (?:both|each|either)(?: (?:groups?|arms?|sides?|cohorts?))?",
    re.IGNORECASE,
)
_OF_BOTH_SIDES = re.compile(
    r"(?P<side>.*[^\s,;])[\s,]*[\[(](?P<rest>(?:p\b|[auc]?(?:HR|OR|RR|RD|IRR)\b|SMD|MD\b|"
    r"(?:\w+ ){0,2}difference|(?:hazard|odds|risk|rate) ratio|relative risk|between).*)[\])]",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r",?\s*respectively\b", re.IGNORECASE)


def _compared(text: str, row: RowSays) -> PastedCell | None:
    """Both sides of a cell that prints two, at the time that it names; null for others."""
    text = _RESPECTIVELY.sub("", text)
    timed = _TIMES_BEHIND.fullmatch(text)
    times = _times(timed["times"]) if timed is not None else ()
    if timed is None or len(times) != 1:
        return _sides_of(text, row)
    cell = _sides_of(timed["values"], row)
    return None if cell is None else replace(cell, times=times)


def _sides_of(text: str, row: RowSays) -> PastedCell | None:
    if match := _BOTH.fullmatch(text):
        value = _value(match["value"], RowSays(row.form))
        if value is not None and len(parse(value)) == 1 and parse(value)[0].statistic == "count":
            raise _in_each_or_in_all(text, match["value"])
        return None if value is None else PastedCell((), index=(value,), reference=(value,))
    name = _NAMED_SIDES.match(text)
    sides = text[name.end() :] if name is not None else text
    for mark in (_VS, _AND):
        pairs, rest = _pairs(sides, mark)
        if pairs and name is not None:
            (index, reference), *others = pairs
            pairs = [(f"{name[1]} {index}", _with_name(name[1], reference)), *others]
        if pairs:
            return _both_sides(pairs, rest, row)
    return None


_NAMED_SIDES = re.compile(rf"((?i:{_STATISTIC}))[ ,:]+(?=[-+<>=.\d])")


def _with_name(name: str, side: str) -> str:
    return side if re.match("[A-Za-z]", side) else f"{name} {side}"


def _in_each_or_in_all(text: str, value: str) -> NotationError:
    remedy = f"For {value} in each write {value} vs {value}; for {value} in all write {value} under `all`."
    return NotationError(
        text, len(value) + 1, text[len(value) :].strip(), "a count that can be read in one way only", remedy
    )


def _pairs(text: str, mark: re.Pattern[str]) -> tuple[list[tuple[str, str]], str]:
    """The pairs that a text begins with, and what follows them."""
    pairs: list[tuple[str, str]] = []
    start = 0
    for piece, end in pieces_of(text):
        sides = split_at(piece, mark)
        if len(sides) != 2:
            break
        pairs.append((sides[0], sides[1]))
        start = end
    return pairs, text[start:]


def _both_sides(pairs: Sequence[tuple[str, str]], rest: str, row: RowSays) -> PastedCell | None:
    last = pairs[-1][1]
    if match := _OF_BOTH_SIDES.fullmatch(last):
        rest = "; ".join(filter(None, (match["rest"], rest)))
        pairs = [*pairs[:-1], (pairs[-1][0], match["side"])]
    cells: list[list[str]] = [[], []]
    arms = RowSays(row.form)
    for pair in pairs:
        for cell, value in zip(cells, with_unit_of_last(pair), strict=True):
            written = _side(value, arms)
            if written is None:
                return None
            cell.append(written)
    if not all(_are_sides(*each) for each in zip(*cells, strict=True)):
        return None
    contrast = _value(rest, row) if rest.strip() else ""
    if contrast is None:
        raise _no_rest(rest)
    index, reference = ("; ".join(cell) for cell in cells)
    return PastedCell((contrast,) if contrast else (), index=(index,), reference=(reference,))


def _are_sides(index: str, reference: str) -> bool:
    """Whether two cells say the same of two groups, and not an effect and its p value."""
    first, second = parse(index)[0], parse(reference)[0]
    is_absent = first.absent is not None or second.absent is not None
    groups = {STATISTICS[figure.statistic].group for figure in (first, second)}
    return (is_absent or first.statistic == second.statistic) and not groups & {"effect", "test"}


def _side(text: str, arms: RowSays) -> str | None:
    value = _value(text, arms)
    if value is None and arms.form is not None and all(part.is_of_contrast for part in arms.form.parts):
        return text if _is_notation(text) else None
    return value


def _no_rest(rest: str) -> NotationError:
    try:
        parse(rest)
    except NotationError as error:
        return error
    return NotationError(rest, 1, rest, "what compares the two sides, such as p .02 or HR 0.3")


# Values at several times


_TIMES_BEHIND = re.compile(r"(?P<values>.*\S)\s+(?P<times>(?:at|within|by)\s+\S.*)", re.IGNORECASE)
_TIME_BEFORE = re.compile(
    r"(?P<time>\d+(?:\.\d+)?)[- ](?P<unit>years?|yr|y|months?|mo|weeks?|wk|days?|d)\s+"
    r"(?=[^\d(\[]*\d)(?P<values>\S.*)",
    re.IGNORECASE,
)
_AT_START = re.compile(
    r"(?P<values>.*\d\S*)\s+(?:randomi[sz]ed|enrolled|allocated|at (?:baseline|entry))", re.IGNORECASE
)


def _at_times(text: str, row: RowSays) -> PastedCell | None:
    """The values of a cell that names their times, or has as many as the row has times; null for others."""
    pieces = [piece for piece, _ in pieces_of(text)]
    own = [_own_time(piece) for piece in pieces]
    if len(own) > 1 and all(item is not None for item in own):
        timed = [item for item in own if item is not None]
        return _listed([value for value, _ in timed], tuple(time for _, time in timed), row)
    if match := _TIME_BEFORE.fullmatch(text):
        time = parse_time(f"{match['time']} {match['unit']}")
        for values in without_name(match["values"], row.names):
            if (found := _listed([values], (time,), row)) is not None:
                return found
        return None
    if (match := _TIMES_BEHIND.fullmatch(text)) and (times := _times(match["times"])):
        listed = _values_of(match["values"])
        if len(listed) == len(times):
            return _listed(listed, times, row)
        return _listed([match["values"]], times, row) if len(times) == 1 else None
    if row.times > 1 and len(listed := _values_of(text)) == row.times:
        return _listed(listed, (), row)
    return None


def _own_time(piece: str) -> tuple[str, Time] | None:
    if match := _AT_START.fullmatch(piece):
        return match["values"], parse_time("baseline")
    match = _TIMES_BEHIND.fullmatch(piece)
    times = _times(match["times"]) if match is not None else ()
    return None if match is None or len(times) != 1 else (match["values"], times[0])


def _times(text: str) -> tuple[Time, ...]:
    lead, _, rest = text.partition(" ")
    try:
        return parse_times(rest if lead.lower() == "at" else text)
    except NotationError:
        return ()


def _listed(values: Sequence[str], times: tuple[Time, ...], row: RowSays) -> PastedCell | None:
    written = [_value(value, row) for value in with_unit_of_last(values)]
    if any(value is None for value in written):
        return None
    return PastedCell(tuple(value for value in written if value is not None), times)


def listed_values(text: str) -> list[str]:
    """The values that a cell lists, each with the unit that only the last one may print."""
    return with_unit_of_last(_values_of(text))


def _values_of(text: str) -> list[str]:
    return [part for piece, _ in pieces_of(text) for part in split_at(re.sub(r"^and ", "", piece), _AND)]


def example_in_notation(form: PrintedForm) -> str:
    """The example cell of a form, written in full."""
    try:
        return render(parse(written_out(form.example, form) or ""))
    except NotationError:
        return "mean 30.4 (SD 10.4)"
