"""Where SQLite and PostgreSQL differ: one hint on what to write so that a statement means the same on both.

A hint is given for what one of the two refuses, and for what both take and answer differently. The manual
(``kb/reference/manual/sql.md``) lists the same. Nothing is rewritten: the statement stays the person's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import NamedTuple

from kb.db.sql_tokens import (
    ARITHMETIC,
    COMPARISONS,
    NUMBERS,
    Columns,
    Tokens,
    after,
    arguments,
    at,
    before,
    tokens_of,
    type_of,
)

_DATES = (
    "Dates of the views are ISO 8601 text: SUBSTR(effective_date, 1, 4) is the year, effective_date >="
    " '2021-11-01' compares, and CAST(CURRENT_DATE AS TEXT) is today, on both engines."
)
_JOIN = "STRING_AGG(x, ', ') joins texts on both engines; CAST(x AS TEXT) makes a number fit."
_GREATER = "CASE WHEN a > b THEN a ELSE b END is the larger of two on both engines."
_ALONE = {
    "sqlite": {
        "group_concat": _JOIN,
        "ifnull": "COALESCE(x, y) runs on both engines.",
        "iif": "CASE WHEN condition THEN x ELSE y END runs on both engines.",
        "instr": "x LIKE '%part%' asks on both engines whether a part is in a text.",
        "total": "COALESCE(SUM(x), 0) runs on both engines.",
        "typeof": "kb schema VIEW tells the types of columns.",
        **dict.fromkeys(("strftime", "julianday", "datetime", "date", "time", "unixepoch"), _DATES),
    },
    "postgresql": {
        **dict.fromkeys(("now", "extract", "date_trunc", "date_part", "to_char", "to_date", "age"), _DATES),
        **dict.fromkeys(("concat", "concat_ws"), "COALESCE(x, '') || COALESCE(y, '') runs on both engines."),
        **dict.fromkeys(("greatest", "least"), _GREATER),
        "left": "SUBSTR(x, 1, n) runs on both engines.",
        "right": "SUBSTR(x, LENGTH(x) - n + 1) runs on both engines.",
        "split_part": "SUBSTR(x, from, length) runs on both engines.",
        **dict.fromkeys(("position", "strpos"), "x LIKE '%part%' runs on both engines."),
        "array_agg": _JOIN,
        **dict.fromkeys(
            ("bool_or", "bool_and"), "MAX(flag) and MIN(flag) say it on both: flags are 1 and 0."
        ),
        **dict.fromkeys(("percentile_cont", "percentile_disc"), "MEDIAN(x) runs on both engines."),
        **dict.fromkeys(
            ("variance", "var_samp", "var_pop", "stddev_pop"),
            "STDDEV(x), of a sample, runs on both engines; its square is the variance.",
        ),
    },
}
"""Functions that one engine lacks, under the engine that has them."""


class Hint(NamedTuple):
    """What to write instead ("" = nothing seen); ``refuses`` when an engine would refuse the statement."""

    text: str = ""
    refuses: bool = False


_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
Rule = Callable[[Tokens, Columns], Iterator[str]]


def hint(sql: str, columns: Columns) -> Hint:
    """What to write so that the statement means the same on both engines.

    ``columns`` are those of the views and tables that it names. The first difference is told, those that
    make an engine refuse the statement before those that change its answer.
    """
    if len(sql) > _LONGEST or _depth(sql) > _DEEPEST:
        return Hint()
    tokens = tokens_of(sql)
    for rules, refuses in ((_REFUSED, True), (_ANSWERED_OTHERWISE, False)):
        if text := next((text for rule in rules for text in rule(tokens, columns)), ""):
            return Hint(text, refuses)
    return Hint()


_LONGEST, _DEEPEST = 10_000, 50
"""Characters, and parentheses in parentheses, of a statement that is looked at: rules go to and fro in it."""


def _depth(sql: str) -> int:
    return max(accumulate((sign == "(") - (sign == ")") for sign in sql), default=0)


def after_failure(message: str, hint: Hint) -> str:
    """What to write instead of a statement that an engine refused with this message; may be empty."""
    if hint.refuses:
        return hint.text
    return next((remedy for part, remedy in _FAILURES.items() if part in message), "")


_FLAG = "Flags of the views are 1 and 0: write {0} = 1, or {0} = 0, which runs on both engines."
_FAILURES = {
    "must appear in the GROUP BY": "SQLite takes the value of any row there. Name the column in GROUP BY, or"
    " take MIN(x) of it: both run on both engines.",
    "datatype mismatch": "LIMIT and OFFSET take whole numbers, on both engines.",
    "division by zero": "SQLite answers null there. x / NULLIF(y, 0) is null on both engines.",
    "operator does not exist: boolean = integer": "Flags of the tables are true or false on PostgreSQL."
    " Ask a public view, whose flags are 1 and 0 on both engines.",
    "operator does not exist: integer = boolean": _FLAG.format("flag"),
    "must be type boolean": _FLAG.format("flag"),
    "operator does not exist: integer || integer": "CAST(x AS TEXT) || CAST(y AS TEXT) runs on both engines.",
    "function round(double precision, integer)": "ROUND(CAST(x AS NUMERIC), n) runs on both engines.",
    "function string_agg": _JOIN,
    "operator does not exist: text >= date": _DATES,
    "operator does not exist: text": "PostgreSQL compares text with text only: put the value in quotes, or"
    " write CAST(x AS NUMERIC), on both engines.",
}


def _casts(tokens: Tokens, columns: Columns) -> Iterator[str]:
    if any(token.is_sign("::") for token in tokens):
        yield "x::type is PostgreSQL's alone. CAST(x AS TEXT), or another type, runs on both engines."


def _ilike(tokens: Tokens, columns: Columns) -> Iterator[str]:
    if any(token.is_word("ilike") for token in tokens):
        yield "ILIKE is PostgreSQL's alone. LOWER(x) LIKE 'small letters' means the same on both engines."


def _functions(tokens: Tokens, columns: Columns) -> Iterator[str]:
    for place, token in enumerate(tokens):
        if token.kind != "word" or not at(tokens, place + 1).is_sign("("):
            continue
        for engine, functions in _ALONE.items():
            if token.text in functions:
                yield f"{token.text.upper()}() is {_NAMES[engine]}'s alone. {functions[token.text]}"
        if token.text in ("max", "min") and len(arguments(tokens, place + 1)) > 1:
            yield f"{token.text.upper()} of two values is SQLite's alone. {_GREATER}"


def _calls(tokens: Tokens, columns: Columns) -> Iterator[str]:
    """Functions that both have, in a form that one has not."""
    for place, token in enumerate(tokens):
        if not at(tokens, place + 1).is_sign("("):
            continue
        parts = arguments(tokens, place + 1)
        if token.is_word("substring") and any(part.is_word("from") for part in parts[0]):
            yield "SUBSTR(x, from, length) runs on both engines."
        if token.is_word("string_agg") and any(part.is_word("order") for part in parts[-1]):
            yield "STRING_AGG follows the order of a subquery on both engines: FROM (... ORDER BY x) AS q."


def _today(tokens: Tokens, columns: Columns) -> Iterator[str]:
    for place, token in enumerate(tokens):
        if token.is_word("current_date", "current_timestamp") and not at(tokens, place + 1).is_word("as"):
            yield f"PostgreSQL compares no text with a day. {_DATES}"


def _rounding(tokens: Tokens, columns: Columns) -> Iterator[str]:
    for place, token in enumerate(tokens):
        if token.is_word("round") and at(tokens, place + 1).is_sign("("):
            parts = arguments(tokens, place + 1)
            if len(parts) == 2 and type_of(parts[0], columns, tokens) == "real":
                yield (
                    "PostgreSQL rounds decimals to n places, not doubles: ROUND(CAST(x AS NUMERIC), n) runs"
                    " on both engines."
                )


def _flags(tokens: Tokens, columns: Columns) -> Iterator[str]:
    """A flag as a condition of its own, or compared with true or false."""
    for place, token in enumerate(tokens):
        if token.kind != "word" or token.text not in columns or columns[token.text].type != "boolean":
            continue
        start = place - 2 if at(tokens, place - 1).is_sign(".") else place
        left, right = at(tokens, start - 1), at(tokens, place + 1)
        compared = right.is_sign(*COMPARISONS) or right.is_word("is")
        if compared and at(tokens, place + 2 + at(tokens, place + 2).is_word("not")).is_word("true", "false"):
            yield _FLAG.format(token.text)
        stands_alone = left.is_word("where", "and", "or", "not", "when", "having", "on")
        ends = right.text == "" or right.is_sign(")", ";")
        if stands_alone and (ends or right.is_word("and", "or", "then", "group", "order", "limit")):
            yield _FLAG.format(token.text)


def _numbers_beside_text(tokens: Tokens, columns: Columns) -> Iterator[str]:
    for place, token in enumerate(tokens):
        if not token.is_sign(*COMPARISONS):
            continue
        sides = before(tokens, place), after(tokens, place + 1)
        for text, number in (sides, sides[::-1]):
            is_number = len(number) == 1 and number[0].kind == "number"
            if is_number and type_of(text, columns, tokens) in ("text", "date"):
                yield (
                    f"PostgreSQL compares text with text only: write '{number[0].text}' in quotes, which"
                    " runs on both engines."
                )


def _signs(tokens: Tokens, columns: Columns) -> Iterator[str]:
    for place, token in enumerate(tokens):
        if token.is_sign("=="):
            yield "== is SQLite's alone. = runs on both engines."
        if token.is_word("limit") and at(tokens, place + 2).is_sign(","):
            yield "LIMIT a, b is SQLite's alone. LIMIT b OFFSET a runs on both engines."
        if token.is_word("similar"):
            yield "SIMILAR TO is PostgreSQL's alone. LIKE with LOWER(x) runs on both engines."
        if token.is_word("interval") and at(tokens, place + 1).kind == "string":
            yield f"INTERVAL is PostgreSQL's alone. {_DATES}"
        if token.is_word("fetch") and at(tokens, place + 1).is_word("first", "next"):
            yield "FETCH FIRST is PostgreSQL's alone. LIMIT n runs on both engines."
        if token.is_word("distinct") and at(tokens, place + 1).is_word("on"):
            yield "DISTINCT ON is PostgreSQL's alone. ROW_NUMBER() OVER (PARTITION BY x) runs on both."
        if token.is_word("glob", "regexp") or token.is_sign("~", "!~"):
            yield f"{token.text.upper()} is one engine's alone. LIKE with LOWER(x) runs on both engines."


def _patterns(tokens: Tokens, columns: Columns) -> Iterator[str]:
    for place, token in enumerate(tokens):
        if not token.is_word("like"):
            continue
        operand = before(tokens, place - at(tokens, place - 1).is_word("not"))
        pattern = after(tokens, place + 1)
        if not operand or operand[0].is_word("lower", "upper") or not _has_letters(pattern):
            continue
        if _in_small_letters(operand, columns) and _in_small_letters(pattern, columns):
            continue  # keys and codes are in small letters
        yield (
            "LIKE tells capitals from small letters on PostgreSQL and not on SQLite: LOWER(x) LIKE 'small"
            " letters' means the same on both."
        )


def _has_letters(pattern: Tokens) -> bool:
    return any(part.kind != "string" or any(map(str.isalpha, part.text)) for part in pattern)


def _in_small_letters(operand: Tokens, columns: Columns) -> bool:
    """Whether an expression is made of keys, codes and texts without capitals alone."""
    for place, token in enumerate(operand):
        if token.kind == "string" and token.text != token.text.lower():
            return False
        is_prefix = at(operand, place + 1).is_sign(".")
        is_slug = token.text in columns and columns[token.text].is_slug
        if token.kind in ("word", "quoted") and not is_prefix and not is_slug:
            return False
    return True


def _parts_from_the_end(tokens: Tokens, columns: Columns) -> Iterator[str]:
    for place, token in enumerate(tokens):
        if token.is_word("substr", "substring") and at(tokens, place + 1).is_sign("("):
            parts = arguments(tokens, place + 1)
            if len(parts) > 1 and parts[1][0].is_sign("-"):
                yield (
                    "A start below zero counts from the end on SQLite alone: SUBSTR(x, LENGTH(x) - n + 1) is"
                    " the last n letters on both engines."
                )


def _divisions(tokens: Tokens, columns: Columns) -> Iterator[str]:
    for place, token in enumerate(tokens):
        if not token.is_sign("/"):
            continue
        sides = _factor_before(tokens, place), _factor_after(tokens, place)
        if _is_cast_whole(tokens, place - len(sides[0]), place + 1 + len(sides[1])):
            continue
        if all(type_of(side, columns, tokens) == "integer" for side in sides):
            yield (
                "Whole numbers are divided without a remainder (7 / 180 is 0), sums of counts not even alike"
                " on both engines: write 1.0 * x / y."
            )


def _is_cast_whole(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a division stands alone in a CAST to a whole number or text, so that none else is meant."""
    is_cast = at(tokens, start - 1).is_sign("(") and at(tokens, start - 2).is_word("cast")
    return is_cast and at(tokens, end).is_word("as") and at(tokens, end + 1).is_word("integer", "text")


def _factor_before(tokens: Tokens, place: int) -> Tokens:
    """The product that is divided: ``1.0 * x`` before ``/``."""
    operand = before(tokens, place)
    depth = 0
    for index in range(len(operand) - 1, -1, -1):
        depth += operand[index].is_sign(")") - operand[index].is_sign("(")
        if depth == 0 and operand[index].is_sign("+", "-"):
            return operand[index + 1 :]
    return operand


def _factor_after(tokens: Tokens, place: int) -> Tokens:
    operand = after(tokens, place + 1)
    depth = 0
    for index, token in enumerate(operand):
        depth += token.is_sign("(") - token.is_sign(")")
        if depth == 0 and index and token.is_sign(*ARITHMETIC):
            return operand[:index]
    return operand


def _joined_numbers(tokens: Tokens, columns: Columns) -> Iterator[str]:
    for place, token in enumerate(tokens):
        if not token.is_sign("||"):
            continue
        is_prefixed = at(tokens, place + 2).is_sign(".")
        for side in (at(tokens, place - 1), at(tokens, place + (3 if is_prefixed else 1))):
            type = columns[side.text].type if side.kind == "word" and side.text in columns else ""
            if type == "real":
                yield (
                    "A real number joined to text reads 12.0 on SQLite and 12 on PostgreSQL. Take the column"
                    " with the printed text, or CAST(CAST(x AS INTEGER) AS TEXT)."
                )
            elif type in NUMBERS:
                yield f"CAST({side.text} AS TEXT) || ... runs on both engines."


def _names_in_other_quotes(tokens: Tokens, columns: Columns) -> Iterator[str]:
    for place, token in enumerate(tokens):
        if token.is_sign("`") or (token.is_sign("[") and _starts_name(tokens, place)):
            yield "Names in `...` or [...] are SQLite's alone. Double quotes are for names, on both engines."


def _starts_name(tokens: Tokens, place: int) -> bool:
    """Whether a bracket opens a name, and not a part of an array."""
    left = at(tokens, place - 1)
    return left.is_sign(",", "(", ".", *COMPARISONS) or left.is_word(
        "select", "distinct", "from", "join", "where", "and", "or", "on", "by", "as"
    )


def _nulls_in_order(tokens: Tokens, columns: Columns) -> Iterator[str]:
    """The first rows of an order by a column that may be null are others on the other engine."""
    limited = any(token.is_word("limit") for token in tokens)
    for place, token in enumerate(tokens):
        if not (limited and token.is_word("by") and at(tokens, place - 1).is_word("order")):
            continue
        first = after(tokens, place + 1)
        name, end = (first[-1].text if first else ""), place + 1 + len(first)
        while at(tokens, end).is_word("asc", "desc"):
            end += 1
        if name in columns and columns[name].null and not at(tokens, end).is_word("nulls"):
            yield (
                f"Nulls come first on SQLite and last on PostgreSQL, so LIMIT cuts other rows: write ORDER BY"
                f" {name} ... NULLS LAST (or FIRST)."
            )


_REFUSED: tuple[Rule, ...] = (
    _casts,
    _ilike,
    _functions,
    _calls,
    _today,
    _rounding,
    _flags,
    _numbers_beside_text,
    _signs,
    _names_in_other_quotes,
)
_ANSWERED_OTHERWISE: tuple[Rule, ...] = (
    _patterns,
    _parts_from_the_end,
    _divisions,
    _joined_numbers,
    _nulls_in_order,
)
