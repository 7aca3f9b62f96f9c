"""A statement of somebody's own taken apart: its words and signs, and the type of an expression in it.

Only so much of SQL is understood as hints and the types of parameters need; the engine is the judge.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kb.db.columns_named import ColumnFacts


class Token(NamedTuple):
    """``kind`` is word, number, string, quoted (identifier), parameter or sign; words are in lower case."""

    kind: str
    text: str

    def is_sign(self, *signs: str) -> bool:
        """Whether it is one of these signs."""
        return self.kind == "sign" and self.text in signs

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these words, which are in lower case."""
        return self.kind == "word" and self.text in words


Tokens = Sequence[Token]
Columns = Mapping[str, ColumnFacts]

_TOKEN = re.compile(
    r"""
      (?P<skip>--[^\n]*|/\*.*?\*/|\s+)
    | (?P<string>'(?:[^']|'')*'|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$)
    | (?P<quoted>"(?:[^"]|"")*")
    | (?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<sign>::|\|\||<=|>=|<>|!=|==|!~|->>|->|:=|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_END = Token("sign", "")
COMPARISONS = ("=", "==", "<>", "!=", "<", ">", "<=", ">=")
ARITHMETIC = ("+", "-", "*", "/", "%")

_CLAUSES = frozenset(
    (
        *("select", "distinct", "all", "from", "where", "and", "or", "not", "on", "using", "having", "by"),
        *(
            "group",
            "order",
            "limit",
            "offset",
            "when",
            "then",
            "else",
            "end",
            "case",
            "join",
            "left",
            "inner",
        ),
        *("union", "except", "intersect", "as", "asc", "desc", "values", "between", "like", "ilike", "glob"),
        *("in", "is", "with", "return", "over", "filter", "exists", "nulls", "window", "full", "cross"),
    )
)
"""Words at which an operand ends."""

_TEXT_FUNCTIONS = frozenset(
    (
        *("lower", "upper", "substr", "substring", "trim", "ltrim", "rtrim", "replace", "concat", "to_char"),
        *("string_agg", "group_concat", "strftime", "date", "datetime", "left", "right", "char", "quote"),
        *("hex", "typeof", "concat_ws", "split_part", "initcap"),
    )
)
_INTEGER_FUNCTIONS = frozenset(
    ("count", "length", "row_number", "rank", "dense_rank", "ntile", "instr", "position", "unicode")
)
_REAL_FUNCTIONS = frozenset(
    ("avg", "median", "stddev", "stddev_samp", "round", "sqrt", "exp", "ln", "log", "power", "total")
)
_DECIMAL_FUNCTIONS = frozenset(("avg", "stddev", "stddev_samp"))
"""Functions that PostgreSQL answers in decimals when they are asked for whole numbers or decimals."""
_TYPES = {
    "text": "text",
    "varchar": "text",
    "char": "text",
    "integer": "integer",
    "int": "integer",
    "bigint": "integer",
    "numeric": "numeric",
    "decimal": "numeric",
    "real": "real",
    "double": "real",
    "float": "real",
    "date": "date",
}
NUMBERS = frozenset(("integer", "real", "numeric", "boolean"))


def tokens_of(sql: str) -> list[Token]:
    """The tokens of a statement, comments left out; ``:name`` is one token, ``a.b`` are three."""
    made: list[Token] = []
    for match in _TOKEN.finditer(sql):
        kind = match.lastgroup if match.lastgroup != "tag" else "string"
        if kind == "skip" or kind is None:
            continue
        text = match[0].lower() if kind == "word" else match[0]
        if kind == "word" and made and made[-1] == Token("sign", ":"):
            made[-1] = Token("parameter", match[0])
        else:
            made.append(Token(kind, text))
    return made


def at(tokens: Tokens, index: int) -> Token:
    """The token at a place; an empty sign beyond the ends."""
    return tokens[index] if 0 <= index < len(tokens) else _END


def before(tokens: Tokens, end: int) -> Tokens:
    """The operand that ends right before ``end``: ``x.a + 1`` in ``WHERE x.a + 1 =``."""
    depth, start = 0, end
    while start > 0:
        token = tokens[start - 1]
        depth += token.is_sign(")") - token.is_sign("(")
        if depth < 0 or (depth == 0 and _ends_operand(token)):
            break
        start -= 1
    return tokens[start:end]


def after(tokens: Tokens, start: int) -> Tokens:
    """The operand that starts at ``start``."""
    depth, end = 0, start
    while end < len(tokens):
        token = tokens[end]
        depth += token.is_sign("(") - token.is_sign(")")
        if depth < 0 or (depth == 0 and _ends_operand(token)):
            break
        end += 1
    return tokens[start:end]


def _ends_operand(token: Token) -> bool:
    return token.is_sign(",", ";", *COMPARISONS) or token.is_word(*_CLAUSES)


def opening(tokens: Tokens, index: int) -> int:
    """Place of the parenthesis that is open at ``index``; -1 when none is."""
    depth = 0
    for place in range(index - 1, -1, -1):
        depth += tokens[place].is_sign(")") - tokens[place].is_sign("(")
        if depth < 0:
            return place
    return -1


def arguments(tokens: Tokens, open: int) -> list[Tokens]:
    """What stands between the commas of the parenthesis that opens at ``open``."""
    parts: list[Tokens] = []
    depth, start = 0, open + 1
    for place in range(open, len(tokens)):
        token = tokens[place]
        depth += token.is_sign("(") - token.is_sign(")")
        if depth == 0 or (depth == 1 and token.is_sign(",")):
            parts.append(tokens[start:place])
            start = place + 1
        if depth == 0:
            break
    return [part for part in parts if part]


def type_of(operand: Tokens, columns: Columns, statement: Tokens = (), depth: int = 0) -> str:
    """text, date, integer, real, numeric or boolean; empty when it cannot be told.

    Names that the statement itself gives to an expression (``SUBSTR(a, 1, 4) AS b``) are looked up.
    """
    operand = _bare(operand)
    if not operand or depth > 4:
        return ""
    if parts := _split(operand, ("||",)):
        return "text" if parts else ""
    if parts := _split(operand, ARITHMETIC):
        return _joint([type_of(part, columns, statement, depth + 1) for part in parts])
    first, last = operand[0], operand[-1]
    if len(operand) == 1 and first.kind in ("string", "number"):
        return "text" if first.kind == "string" else "integer" if first.text.isdigit() else "numeric"
    if first.kind == "word" and at(operand, 1).is_sign("(") and last.is_sign(")"):
        return _call(first.text, operand, columns, statement, depth)
    if first.is_word("case") or first.is_word("select"):
        return _branches(operand, columns, statement, depth)
    if last.kind == "word" and len(operand) in (1, 3):
        return _named(last.text, columns, statement, depth)
    return ""


def _bare(operand: Tokens) -> Tokens:
    while operand and operand[0].is_sign("-", "+"):
        operand = operand[1:]
    while len(operand) > 1 and operand[0].is_sign("(") and opening(operand, len(operand) - 1) == 0:
        operand = operand[1:-1]
    return operand


def _split(operand: Tokens, signs: Sequence[str]) -> list[Tokens]:
    """The parts between these signs outside parentheses; nothing when there is no such sign."""
    parts: list[Tokens] = []
    depth = start = 0
    if operand[0].is_word("case", "select"):
        return []
    for place, token in enumerate(operand):
        depth += token.is_sign("(") - token.is_sign(")")
        if depth == 0 and place and token.is_sign(*signs):
            parts.append(operand[start:place])
            start = place + 1
    return [*parts, operand[start:]] if parts else []


def _joint(types: Sequence[str]) -> str:
    """The type of numbers that are reckoned together."""
    for type in ("real", "numeric"):
        if type in types:
            return type
    return "integer" if types and all(type in ("integer", "boolean") for type in types) else ""


def _call(name: str, operand: Tokens, columns: Columns, statement: Tokens, depth: int) -> str:
    if name == "cast":
        return _TYPES.get(next((t.text for t in reversed(operand) if t.text in _TYPES), ""), "")
    if name in _TEXT_FUNCTIONS:
        return "text"
    if name in _INTEGER_FUNCTIONS:
        return "integer"
    given = [part for part in arguments(operand, 1) if not part[0].is_word("null")]
    parts = [type_of(part, columns, statement, depth + 1) for part in given]
    if name == "round":
        return "real" if parts[:1] == ["real"] else "numeric"
    if name in _DECIMAL_FUNCTIONS and parts[:1] in (["integer"], ["numeric"]):
        return "numeric"
    if name in _REAL_FUNCTIONS:
        return "real"
    if "text" in parts:
        return "text"
    return _joint(parts)


def _branches(operand: Tokens, columns: Columns, statement: Tokens, depth: int) -> str:
    """Of a CASE what follows THEN and ELSE, of a SELECT what it selects."""
    starts = [place for place, token in enumerate(operand) if token.is_word("then", "else", "select")]
    parts = [part for place in starts if (part := after(operand, place + 1))]
    given = [part for part in parts if not part[0].is_word("null")]
    types = [type_of(part, columns, statement, depth + 1) for part in given]
    return "text" if "text" in types else _joint(types)


def _named(name: str, columns: Columns, statement: Tokens, depth: int) -> str:
    """A name means a column, or what the statement itself calls so; it says nothing where these differ."""
    types = {columns[name].type} if name in columns else set()
    for place, token in enumerate(statement):
        if token.is_word(name) and at(statement, place - 1).is_word("as"):
            called = before(statement, place - 1)
            if not (called and called[-1].is_word(name)):  # x.name AS name, or a table of this name
                types.add(type_of(called, columns, statement, depth + 1))
    return types.pop() if len(types) == 1 else ""
