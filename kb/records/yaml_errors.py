"""What the YAML parser complains about, in words for people who write records."""

from __future__ import annotations

import re

import yaml

from kb.errors import Problem

TOO_DEEP = (
    "brackets or braces are nested too deep to be read.",
    "Simplify them; one may not be closed.",
)
"""What is wrong, and the remedy, whether the parser gives up or we do."""

_EXPLAINED = (
    ("maximum nesting depth", *TOO_DEEP),
    ("could not find expected ':'", "a line without `key: value`.", "Check this line and the one above."),
    (
        "mapping values are not allowed",
        "a second `: ` in one value.",
        'Put the value in quotes: key: "a: b".',
    ),
    (
        "did not find expected ',' or '}'",
        "a `{` is not closed, or a comma is missing.",
        "The file may be cut off; check braces and commas.",
    ),
    (
        "did not find expected ',' or ']'",
        "a `[` is not closed, or a comma is missing.",
        "The file may be cut off; check brackets and commas.",
    ),
    (
        "did not find expected node content",
        "brackets or braces hold nothing where a value should be.",
        "The file may be cut off; check brackets, braces and commas.",
    ),
    (
        "did not find expected key",
        "the indentation does not fit.",
        "Align the keys of one block; put a text that ends in a quote wholly in quotes.",
    ),
    (
        "did not find expected '-' indicator",
        "the indentation of this list does not fit.",
        "Align its `-` signs, and the keys of each of its items.",
    ),
    (
        "found unexpected end of stream",
        "the file ends inside a quoted text.",
        "The file may be cut off; close the quote.",
    ),
    ("found unexpected document indicator", "`---` or `...` inside a quoted text.", "Close the quote."),
    (
        "cannot start any token",
        "a value starts with a sign that YAML keeps for itself.",
        'Put the value in quotes: "@home".',
    ),
    (
        "found undefined alias",
        "a value starts with `*`, which YAML keeps for itself.",
        "Put the value in quotes.",
    ),
    (
        "block sequence entries are not allowed",
        "a `-` where no list can start.",
        "Start the list on a line of its own.",
    ),
    ("unknown escape character", "a backslash in a quoted text.", "Write it twice: \\\\."),
    (
        "expected chomping or indentation",
        "a value starts with `>` or `|`, which YAML keeps for itself.",
        'Put the value in quotes: ">2 cm".',
    ),
    (
        "did not find expected comment or line break",
        "a value starts with `>` or `|`, which YAML keeps for itself.",
        'Put the value in quotes: ">2 cm".',
    ),
    (
        "did not find expected alphabetic or numeric character",
        "a value starts with `&` or `*`, which YAML keeps for itself.",
        "Put the value in quotes.",
    ),
)


def explain(error: yaml.MarkedYAMLError, file: str, text: str = "") -> Problem:
    """The parser's error as a problem with line, column and what to do.

    ``text`` is what was parsed. A quote or bracket that is not closed is told where it opens: the parser goes
    on to the next one, many lines below, and complains there.
    """
    mark = error.problem_mark or error.context_mark
    if "block scalar" in (error.context or ""):
        mark = error.context_mark  # where the value starts, not where its sign ends
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)
    if opened := _open_quote(text, line):
        return Problem(file, opened[0], "", f"column {opened[1]}: a quoted text that does not end.", _QUOTE)
    if (slip := _seen_in_line(text, line, column)) is not None:
        return Problem(file, line, "", f"column {column}: {slip[0]}", slip[1])
    parser_message = f"{error.context or ''} {error.problem or ''}".strip()
    if _is_open_bracket(error) and error.context_mark is not None and error.context_mark.line + 1 < line:
        line, column = error.context_mark.line + 1, error.context_mark.column + 1
    for part, message, remedy in _EXPLAINED:
        if part in parser_message or part.replace("did not find expected", "expected") in parser_message:
            return Problem(file, line, "", f"column {column}: {message}", remedy)
    return Problem(
        file,
        line,
        "",
        f"column {column}: not YAML ({parser_message}).",
        "Check quotes, braces and indentation.",
    )


_QUOTE = "Close the quote at the end of the text, or write the text without quotes."
_OPENING_QUOTE = re.compile(r"""(?:^|[\[{,]|[-:]\s)\s*(["'])""")
_NEXT_KEY = re.compile(r"\s*(- )*[\w.+-]+:(\s|$)|\s*- ")


def _seen_in_line(text: str, line: int, column: int) -> tuple[str, str] | None:
    """What is wrong and the remedy, where the line tells it better than the parser's word for it."""
    lines = text.splitlines()
    if not 0 < line <= len(lines):
        return None
    before, after = lines[line - 1][: column - 1], lines[line - 1][column - 1 :]
    if after[:1] in ("]", "}"):
        return f"a `{after[0]}` that nothing opened.", "Remove it, or open it before."
    if (
        after.strip()
        and re.search(r"""(: |- |[\[{,] ?)(".*"|'.*')\s*$""", before)
        and after[0] not in ",]}:#"
    ):
        return "the text goes on after its closing quote.", "Put the whole text in quotes, or none of it."
    if after.startswith(":") and re.fullmatch(r"\s+[\w.-]+", before):
        return (
            "a `key: value` where the text of the line above goes on.",
            "Align it with the keys of its block.",
        )
    return None


def _is_open_bracket(error: yaml.MarkedYAMLError) -> bool:
    return "flow" in (error.context or "") and "collection" not in (error.context or "")


def _open_quote(text: str, until: int) -> tuple[int, int] | None:
    """Line and column of the first quote that is not closed in its line, though a key or item follows."""
    lines = text.splitlines()[:until]
    for number, line in enumerate(lines, start=1):
        at = 0
        while opening := _OPENING_QUOTE.search(line, at):
            sign, start = opening[1], opening.end()
            end = _end_of_quoted(line, start, sign)
            if end < 0:
                following = lines[number] if number < len(lines) else ""
                return (number, start) if _NEXT_KEY.match(following) else None
            at = end + 1
    return None


def _end_of_quoted(line: str, start: int, sign: str) -> int:
    """Where a quoted text ends; -1 where it does not end in its line."""
    at = start
    while (at := line.find(sign, at)) >= 0:
        if sign == "'" and line[at + 1 : at + 2] == "'":
            at += 2
        elif sign == '"' and (len(line[:at]) - len(line[:at].rstrip("\\"))) % 2:
            at += 1
        else:
            return at
    return -1
