"""A statement taken apart just as PostgreSQL does it: which names it calls, qualifies and mentions.

Every difference from the lexer of the server would be a place to hide a call in, so what the two could read
differently (``U&"..."``, an ``E'...'`` that goes on after a line break, a quote left open) is refused.
Source: PostgreSQL, "Lexical Structure", and its scan.l. ``standard_conforming_strings`` has to be on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kb.db.answer import not_understood, refused

_LONGEST_NAME = 63
"""Bytes of a name; PostgreSQL cuts longer ones."""

_START, _MORE = r"[A-Za-z_\u0080-\U0010ffff]", r"[A-Za-z0-9_\u0080-\U0010ffff]"
_PART = re.compile(
    rf"""
      (?P<blank>[ \t\n\r\f\v]+|--[^\n\r]*)
    | (?P<comment>/\*)
    | (?P<coded>[uU]&")
    | (?P<escaped>[eE]'(?:[^'\\]|\\.|'')*')
    | (?P<string>'(?:[^']|'')*'|\$(?P<tag>(?:{_START}{_MORE}*)?)\$.*?\$(?P=tag)\$)
    | (?P<quoted>"(?:[^"]|"")+")
    | (?P<word>{_START}(?:{_MORE}|\$)*)
    | (?P<number>[0-9]+)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMENT = re.compile(r"/\*|\*/")


class _Part(NamedTuple):
    kind: str
    text: str


class StatementNames(NamedTuple):
    """The names in a statement, as the catalog of the server has them.

    ``called`` are followed by a parenthesis; ``members`` follow a dot, which also calls a function
    (``('x'::text).upper``); ``qualifiers`` stand before a dot; ``all`` are these and every other word.
    """

    called: frozenset[str]
    members: frozenset[str]
    qualifiers: frozenset[str]
    all: frozenset[str]


def names_in(sql: str) -> StatementNames:
    """The names of a statement. Raises KbError where it cannot be told for sure what is one."""
    parts = list(_parts(sql))
    called, members, qualifiers, every = set(), set(), set(), set()
    for place, part in enumerate(parts):
        if part.kind not in ("word", "quoted"):
            continue
        name = _in_catalog(part)
        every.add(name)
        if place + 1 < len(parts) and parts[place + 1] == ("sign", "("):
            called.add(name)
        if place + 1 < len(parts) and parts[place + 1] == ("sign", "."):
            qualifiers.add(name)
        if place and parts[place - 1] == ("sign", "."):
            members.add(name)
    return StatementNames(*map(frozenset, (called, members, qualifiers, every)))


def _parts(sql: str) -> Iterator[_Part]:
    place, was_escaped = 0, False
    while place < len(sql):
        match = _PART.match(sql, place)
        assert match is not None and match.lastgroup is not None  # the last group takes any sign
        kind, place = match.lastgroup, match.end()
        if kind == "comment":
            place = _end_of_comment(sql, match.start())
        if kind in ("blank", "comment"):
            continue
        if kind == "coded":
            raise refused('names are written in plain quotes here, not as U&"..."')
        if match[0] in ("'", '"'):
            raise not_understood("a quote is opened and not closed", "")
        if was_escaped and kind in ("string", "escaped"):
            raise refused("a text E'...' cannot be followed by another text. Join them by ||")
        was_escaped = kind == "escaped"
        yield _Part(kind, match[0])


def _end_of_comment(sql: str, start: int) -> int:
    """Behind the comment that starts there; PostgreSQL counts comments in comments."""
    depth = 0
    for match in _COMMENT.finditer(sql, start):
        depth += 1 if match[0] == "/*" else -1
        if not depth:
            return match.end()
    raise not_understood("a comment is opened and not closed", "")


def _in_catalog(part: _Part) -> str:
    if part.kind == "quoted":
        name = part.text[1:-1].replace('""', '"')
    else:
        name = re.sub("[A-Z]+", lambda match: match[0].lower(), part.text)
    return name.encode()[:_LONGEST_NAME].decode(errors="ignore")
