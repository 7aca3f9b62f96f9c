"""What the YAML parser complains about, in words for people who write records."""

from __future__ import annotations

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
        "Align its `-` signs.",
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


def explain(error: yaml.MarkedYAMLError, file: str) -> Problem:
    """The parser's error as a problem with line, column and what to do."""
    mark = error.problem_mark or error.context_mark
    if "block scalar" in (error.context or ""):
        mark = error.context_mark  # where the value starts, not where its sign ends
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)
    parser_message = f"{error.context or ''} {error.problem or ''}".strip()
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
