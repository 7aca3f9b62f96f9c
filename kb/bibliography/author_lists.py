"""Names of authors that share a cell: where one ends and the next begins.

What a piece of a list is, a person or a group, is decided before the list is cut at ``and`` or a comma, so
that a name that holds such a sign stays whole: ``National Institute for Health, Care and Madeup``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kb.bibliography.author_names import (
    COMPANY,
    DEGREE,
    GROUP,
    INITIALS,
    NOBODY,
    SHORT,
    SUFFIX,
    Authors,
    apart_from_group,
    given_first,
    is_person,
    parted,
    person,
    suffix_of,
    without_more,
)
from kb.bibliography.citation import CitationAuthor

_AND = re.compile(r"(?:\s|(?<=,))(?:and|&)\s+")
_LEADING_AND = re.compile(r"\A(?:and|&)\s+")
_GROUP_AT_END = re.compile(
    r"(?:^|(?<=, )|(?<=and )|(?<=& ))(?:the )?(?:National|International|American|European|Canadian|Australian"
    r"|British|Royal|Federal|U\.?S\.?|United States|World|Global|Society|Institute|Association|College"
    r"|Academy|Department|Ministry|Agency|Office|Center|Centre|Committee|Council)\s[^;]*,[^;]*",
    re.IGNORECASE,
)
"""The first words of names of groups, and what follows."""
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_FAMILY = re.compile(r"(?:(?:[a-z]\w+|d[aeiou]s?|De|La|Van|Von|Den|Der) ){0,3}[^\W\d_][\w'\u2019-]*[a-z]")
_GIVEN = re.compile(r"[^\W\d_][\w'-]*[^\W\d_A-Z](?:[ -](?:[^\W\d_]\.?|[^\W\d_][\w'-]*[^\W\d_A-Z]))*")
_AFFILIATION = re.compile(
    r"(?: ?(?:\(\d{1,12}(?:, ?\d{1,3}){0,9}\)"
    r"|[*\u2020\u2021\u00a7\u00b6\u00b9\u00b2\u00b3\u2070-\u2079])){1,9}(?= ?(?:[,;|]|$))"
)
"""Marks after a name that point to a note, or its number in a database (Scopus)."""
_LONGEST_LIST = 100_000
"""Characters of the longest list without semicolons that is taken apart: some five thousand names."""
_FULL_WIDTH = str.maketrans({"\uff0c": ",", "\uff1b": ";", "\u3001": ",", "\uff5c": "|"})


def authors_in(text: str) -> Authors:
    """The authors of a cell, and whether it says that there are more (et al).

    Understood: ``Wang CP, Li A.`` (PubMed; a semicolon parts groups), ``Wang, C.; Li, A.`` and ``Wang C.;
    Li A.`` (Embase, Scopus, Zotero), ``Wang, C., Li, A.``, ``Chunping Wang, Anna Li`` and these with ``and``
    or ``&`` before the last or between all.
    """
    text = _AFFILIATION.sub("", " ".join(text.translate(_FULL_WIDTH).split()))
    bare = without_more(text)
    is_truncated = bare != text
    if bare.endswith(".") and bare.count(".") == 1 and _ends_a_list(bare):
        bare = bare[:-1]
    parts = [_LEADING_AND.sub("", part.strip(" ,")) for part in parted(bare)]
    names = [name for part in parts if part for name in _names(part) if not _is_nobody(name)]
    return tuple(names), is_truncated


def _ends_a_list(text: str) -> bool:
    """Whether the full stop at the end is that of the list: ``Wang CP, Li A.``, but not ``Wang, Bo M.``"""
    last = text.split(" ")[-1]
    if COMPANY.fullmatch(last) or (SUFFIX.fullmatch(last) and "," in text):
        return False
    return len(last) > 2 or all(SHORT.fullmatch(piece.strip()) for piece in re.split("[,;]", text))


def _is_nobody(author: CitationAuthor) -> bool:
    return bool(author.literal and NOBODY.fullmatch(author.literal))


def _names(text: str) -> list[CitationAuthor]:
    """The names in a text without semicolons."""
    if NOBODY.fullmatch(text):
        return []
    if len(text) > _LONGEST_LIST:
        return [CitationAuthor(literal=text)]
    head, behalf = apart_from_group(text)
    if behalf:
        return [*_names(head), CitationAuthor(literal=behalf)]
    if group := group_with_commas(text):
        head = text[: group.start()].rstrip(" ,")
        return [*(_names(head) if head else []), CitationAuthor(literal=group[0])]
    sides = _sides(text)
    if len(sides) == 1:
        return _listed(text)
    return [name for side in sides for name in _of_side(side)]


def group_with_commas(text: str) -> re.Match[str] | None:
    """The group at the end whose name begins as those of persons do not: ``National Heart, Lung, and ...``"""
    for match in _GROUP_AT_END.finditer(text):
        pieces = [piece.strip() for piece in match[0].split(",")]
        if len(pieces) > 1 and GROUP.search(pieces[-1]) and not any(map(_is_part_of_person, pieces)):
            return match
    return None


def _of_side(side: str) -> list[CitationAuthor]:
    """The names on one side of an ``and``: there, ``Ana Maden, Bo Trent`` are two."""
    if not _is_whole_name(side) or is_person(side.partition(",")[0]):
        return _listed(side)
    return [given_first(name.strip()) for name in side.split(",") if name.strip()]


def _sides(text: str) -> list[str]:
    """What stands around each ``and`` that parts names; one that belongs to the name of a group does not."""
    pieces = [piece.strip(" ,") for piece in _AND.split(text) if piece.strip(" ,")]
    if not any(map(is_person, pieces)):
        is_list = _is_whole_name(pieces[0]) and all(
            _is_whole_name(piece) or piece.startswith("the ") for piece in pieces
        )
        return pieces if is_list else [text]
    signs = [match[0] for match in _AND.finditer(text)]
    sides = pieces[:1]
    for sign, piece in zip(signs, pieces[1:], strict=False):
        is_own = is_person(piece) or _is_own_group(piece)
        if is_own or (_is_whole_name(piece) and not _is_own_group(sides[-1])):
            sides.append(piece)
        else:
            sides[-1] += sign + piece
    return sides


def _is_own_group(text: str) -> bool:
    """Whether it is a group that needs nothing before its ``and``: ``the COLD Study Group``."""
    return bool(GROUP.search(text)) and (" " in text or bool(re.search(r"\d", text)))


def _is_whole_name(text: str) -> bool:
    """Whether it is given names and a family name, or several such with commas."""
    return not GROUP.search(text) and all(" " in piece.strip() for piece in text.split(",") if piece.strip())


def _listed(text: str) -> list[CitationAuthor]:
    """The names in a text with commas at most."""
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    if all(_IDEOGRAPHS.fullmatch(piece) and len(piece) > 1 for piece in pieces):
        return [CitationAuthor(literal=piece) for piece in pieces]
    if all(map(SHORT.fullmatch, pieces)):
        return [person(piece) for piece in pieces]
    if GROUP.search(text) and not any(map(_is_part_of_person, pieces)):
        return [person(text) if len(pieces) > 1 else CitationAuthor(literal=text.rstrip("."))]
    core = [piece for piece in pieces if not (SUFFIX.fullmatch(piece) or DEGREE.fullmatch(piece))]
    are_short = list(map(bool, map(SHORT.fullmatch, core)))
    is_mixed = any(are_short) and any(_is_own_group(piece) for piece in core)
    is_one = len(core) < 3 and not all(are_short) and not is_mixed and not _parts_names(pieces)
    if is_one or (len(pieces) == 2 and not is_mixed):
        return [person(text)]
    if len(pieces) % 2 == 0 and _are_pairs(pieces):
        return [person(f"{family}, {given}") for family, given in zip(pieces[::2], pieces[1::2], strict=True)]
    return _in_turn(pieces)


def _are_pairs(pieces: list[str]) -> bool:
    """Whether it is a family name and given names in turn: ``Maden, Ana B., van den Trent, Bo``."""
    return all(
        _FAMILY.fullmatch(family) and _GIVEN.fullmatch(given)
        for family, given in zip(pieces[::2], pieces[1::2], strict=True)
    )


def _parts_names(pieces: list[str]) -> bool:
    """Whether a degree stands between two whole names: ``Ana Maden, MD, Bo Trent, PhD``."""
    return any(
        DEGREE.fullmatch(piece) and " " in pieces[place] and " " in pieces[place + 2]
        for place, piece in enumerate(pieces[1:-1])
    )


def _is_part_of_person(piece: str) -> bool:
    """Whether it is initials, or a short name: no piece of the name of a group is."""
    return bool(INITIALS.fullmatch(piece.replace(" ", ""))) or (
        bool(SHORT.fullmatch(piece)) and person(piece).family is not None
    )


def _in_turn(pieces: list[str]) -> list[CitationAuthor]:
    """Names one after the other: a family name takes the initials after it, a name its suffix and degrees."""
    names: list[CitationAuthor] = []
    place = 0
    while place < len(pieces):
        piece, following = pieces[place], pieces[place + 1] if place + 1 < len(pieces) else ""
        place += 1
        if names and SUFFIX.fullmatch(piece):
            names[-1] = replace(names[-1], suffix=suffix_of(piece))
        elif names and DEGREE.fullmatch(piece):
            continue
        elif following and INITIALS.fullmatch(following.replace(" ", "")) and not SHORT.fullmatch(piece):
            names.append(person(f"{piece}, {following}"))
            place += 1
        else:
            names.append(person(piece) if SHORT.fullmatch(piece) else given_first(piece))
    return names
