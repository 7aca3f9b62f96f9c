"""Read cells: text to figures."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kb.notation.error import Misread, NotationError
from kb.notation.figure import Figure
from kb.notation.time import Time

if TYPE_CHECKING:
    from kb.notation.parts import ParsedStatement

Series = tuple[tuple[Time | None, tuple[Figure, ...]], ...]


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[Figure, ...]:
    """Return the figures of a cell in printed order.

    Raises ``NotationError``, also for a cell that holds times: those are read by ``parse_series``
    or are under ``at`` in a record.
    """
    statements: list[ParsedStatement] = _read(text, "cell")
    figures = _numbered(statements)
    if "," in text:
        _check_commas(text, figures)
    return figures


@lru_cache(maxsize=4096)
def parse_series(text: str) -> Series:
    """Return the figures of a cell by time: ``97%, 67%, 40% at 1, 3, 5 y; p .747``.

    The order is that of the text; the time is null for statements that name none. Raises
    ``NotationError``.
    """
    by_time: dict[Time | None, list[ParsedStatement]] = {}
    for statements, times in _read(text, "series"):
        for time, statement in _timed(text, statements, times):
            by_time.setdefault(time, []).append(statement)
    series = tuple((time, _numbered(timed_statements)) for time, timed_statements in by_time.items())
    if "," in text:
        _check_commas(text, [figure for _, figures in series for figure in figures])
    return series


def _check_commas(text: str, figures: Iterable[Figure]) -> None:
    from kb.notation.commas import check_commas

    check_commas(text, figures)


def _read(text: str, start: str) -> Any:
    from lark.exceptions import UnexpectedInput

    from kb.notation.parsed_trees import built
    from kb.notation.typography import typed_plainly

    typed = typed_plainly(text)
    if any(mark in typed for mark in (",", ";", ":", "=", "%-")):
        from kb.notation.commas import with_dashes

        typed = with_dashes(typed)
    try:
        return built(typed, start)
    except (UnexpectedInput, Misread):
        for written in _other_spellings(typed, start):
            return built(written, start)
        return _read_to_first_mistake(text, typed, start)


def _other_spellings(typed: str, start: str) -> Iterator[str]:
    """The notation of a text that journals spell otherwise, or says its form: ``mean (SD) 5.6 (2.1)``."""
    from kb.notation.commas import with_dashes
    from kb.notation.spellings import as_the_notation_spells

    spelled = with_dashes(as_the_notation_spells(typed))
    if spelled != typed and _is_notation(spelled, start):
        yield spelled
    if start == "cell" and re.match(_FORM, spelled):
        from kb.notation.printed import formed

        written = formed(spelled)
        if written is not None and _is_notation(written, start):
            yield written


def _is_notation(text: str, start: str) -> bool:
    from lark.exceptions import UnexpectedInput

    from kb.notation.parsed_trees import built

    try:
        built(text, start)
    except (UnexpectedInput, Misread):
        return False
    return True


_FORM = r"[^0-9]*(?:[(\[](?:[^()\[\]]*[A-Za-z/% ]+)[)\]]|\N{PLUS-MINUS SIGN}|\+/?-)"
"""What a cell that may say its form begins with: a name, and a bracket that ends in a word, or ±."""


def _read_to_first_mistake(text: str, typed: str, start: str) -> Any:
    from lark.exceptions import UnexpectedInput

    from kb.notation.commas import refuse_decimal_comma
    from kb.notation.error_message import notation_error, remedy_for_ends
    from kb.notation.grammar import grammar_parser

    refuse_decimal_comma(typed)
    try:
        return grammar_parser().parse(typed, start=start)
    except UnexpectedInput as error:
        raise notation_error(text, error, start) from None
    except Misread as error:
        remedy = remedy_for_ends(typed, error.column) or error.remedy
        raise NotationError(text, error.column, error.found, error.expected, remedy) from None


def _numbered(statements: "Iterable[ParsedStatement]") -> tuple[Figure, ...]:
    return tuple(
        replace(figure, statement=index) if index else figure
        for index, statement in enumerate(statements)
        for figure in statement.figures
    )


def _timed(
    text: str, statements: "Sequence[ParsedStatement]", times: Any
) -> "list[tuple[Time | None, ParsedStatement]]":
    if times is None:
        return _untimed(text, statements)
    from kb.notation.time_lists import parse_times

    start = times.start_pos
    lead, _, rest = str(times).partition(" ")
    try:
        read_times = parse_times(rest if lead.lower() == "at" else str(times))
    except NotationError as error:
        raise NotationError(text, start + 1, str(times), error.expected) from None
    if len(read_times) != len(statements):
        count = len(statements)
        expected = "one time" if count == 1 else f"{count} times"
        expected += f" for the {count} values" if count > 1 else " for the one value"
        raise NotationError(text, start + 1, str(times), expected)
    return list(zip(read_times, _alike(text, statements), strict=True))


def _untimed(
    text: str, statements: "Sequence[ParsedStatement]"
) -> "list[tuple[Time | None, ParsedStatement]]":
    if len(statements) > 1:
        expected = 'the times of a list of values, such as "at 1, 3, 5 y"'
        raise NotationError(text, len(text) + 1, "", expected, _SEPARATE)
    return [(None, statements[0])]


_SEPARATE = 'Separate statements of one time with "; ".'


def _alike(text: str, statements: "Sequence[ParsedStatement]") -> "list[ParsedStatement]":
    """Read ``97, 67, 40%`` as three percents, and refuse a list of different statistics."""
    last = statements[-1].figures
    alike = [*(_percent_like(last, statement) for statement in statements[:-1]), statements[-1]]
    for statement in alike:
        if statement.figures[0].statistic != last[0].statistic:
            first = statement.figures[0]
            raise NotationError(
                text,
                statement.column,
                first.reported,
                f"a {last[0].statistic} like the last value of the list",
                "Write the statistic and the unit with every value.",
            )
    return alike


def _percent_like(last: tuple[Figure, ...], statement: "ParsedStatement") -> "ParsedStatement":
    first, *others = statement.figures
    if last[0].statistic != "percent" or first.statistic != "count" or first.counted or others:
        return statement
    percent = replace(first, statistic="percent", reported=f"{first.reported}%", unit="%")
    return replace(statement, figures=(percent,))
