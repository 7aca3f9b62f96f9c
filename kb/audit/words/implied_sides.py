"""To which of the things that a sentence names each of its groups of numbers belongs.

Sentences tell figures of two sides in a few ways only: after each figure (*97% with A and 67% with B*),
before it
(*in A, 97%; in B, 67%*), both sides first and then both figures (*A and B had 97% and 67%*), or one side
only and
two figures (*more often with A (97% vs 67%)*). Where none of these is to be seen, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb.audit.words.study_words import WordMention

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_OF_SO_MANY = re.compile(r"\bof\s+(?:the\s+|all\s+)?[0-9][0-9,]*\b")
_POST_WORDS = (
    "in|for|with|after|among|of|by|on|had|given|under|receiving|received|undergoing|underwent"
    "|assigned|treated|following|using"
)
_POST = re.compile(rf"^[^.;:0-9]{{0,40}}\b(?:{_POST_WORDS})\b[^.;:0-9,]{{0,40}}$", re.IGNORECASE)
_GLUED = re.compile(r"^(?:[)\]]?\s+|\s*[A-Za-z]{0,8}\s*[(\[]\s*)$")
_TELLS = re.compile(r"\b(?:was|were|is|had|of|showed|scored|averaged)\b|[:(=]", re.IGNORECASE)
_PARTS = re.compile(r"\b(?:vs?|versus|compared|than|whereas|while|against|but)\b|\band\b", re.IGNORECASE)
_IN_BRACKETS_AFTER = re.compile(
    r"^\s*(?:group|arm|patients|recipients|therapy|alone|cohort)?\s*[(\[][^)\]]*$", re.IGNORECASE
)
_WITH_AN_UNKNOWN = re.compile(
    r"\b(?:and|or|versus|vs\.?|than|with)\s+(?:the\s+)?$|\bbetween\b", re.IGNORECASE
)
_PRE = re.compile(r"^[^.;]{0,160}$", re.DOTALL)
_MORE = re.compile(
    r"\b(?:more|less|higher|lower|greater|better|worse|fewer|longer|shorter|larger|smaller)\b[^.;]*$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"(?:\bcompared\s+(?:with|to)|\bversus|\bvs\.?|\brelative\s+to|\bunlike|\bthan|\bin\s+contrast\s+(?:with|to)|\bas\s+opposed\s+to)"
    r"\s+(?:[a-z-]+\s+){0,4}$",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"^[^.;0-9]{0,30}\b(?:and|vs?\.?|versus|or|than|compared\s+with)\b[^.;0-9]{0,30}$|^\s*[,/]\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_OPPOSED = re.compile(r"\b(?:vs?|versus|compared|against|than|and)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NumberGroup:
    """Numbers side by side that the record has of one thing: first character, the one after the last, its
    key.
    """

    start: int
    stop: int
    key: str


def implied_keys(
    text: str,
    begin: int,
    groups: Sequence[NumberGroup],
    mentions: Sequence[WordMention],
    other: dict[str, str],
) -> list[str | None]:
    """For each group of a sentence the key that its words give it, or None where they do not tell.

    ``begin`` is where the sentence begins. ``other`` has for a side its only counterpart, where it has one.
    """
    if not groups or not mentions:
        return [None] * len(groups)
    listed = _all_first(text, begin, groups, mentions, other) or _all_last(text, groups, mentions)
    return listed or _one_by_one(text, groups, mentions)


def _all_first(
    text: str,
    begin: int,
    groups: Sequence[NumberGroup],
    mentions: Sequence[WordMention],
    other: dict[str, str],
) -> list[str | None] | None:
    """The sides first, then their figures in the same order."""
    first, last = groups[0].start, groups[-1].stop
    before = [mention for mention in mentions if mention.start < first]
    if (
        len(groups) < 2
        or not before
        or any(mention.start >= first for mention in mentions if mention.start < last)
    ):
        return None
    if _post(text, groups[-1], mentions) is not None or _is_change(text, groups):
        return None
    keys = list(dict.fromkeys(mention.key for mention in before))
    if len(keys) == 1 and keys[0] in other and _are_opposed(text, groups):
        keys.append(other[keys[0]])
        if _COMPARED.search(text[begin : before[-1].start]):
            keys.reverse()
        elif _WITH_AN_UNKNOWN.search(text[begin : before[-1].start]) and not _MORE.search(
            text[begin : before[-1].start]
        ):
            return None
    elif len(keys) > 1 and _opens_with_comparator(text, begin, before):
        keys = [*keys[1:], keys[0]]
    if len(keys) < 2 or len(groups) % len(keys):
        return None
    return [keys[index % len(keys)] for index in range(len(groups))]


def _is_change(text: str, groups: Sequence[NumberGroup]) -> bool:
    """``A lowered it over B from 40% to 30%``: which side is first depends on what is said of them."""
    first, second = groups[:2]
    joined = text[first.stop : second.start].strip()
    return joined == "to" and bool(_FROM.search(text[: first.start]))


def _opens_with_comparator(text: str, begin: int, before: Sequence[WordMention]) -> bool:
    """``Compared with A, B was better (...)``: the figures begin with those of B."""
    opening = text[begin : before[0].start]
    return (
        len(opening) < 60
        and bool(_COMPARED.search(opening))
        and "," in text[before[0].stop : before[1].start]
    )


def _are_opposed(text: str, groups: Sequence[NumberGroup]) -> bool:
    return (
        all(
            _OPPOSED.search(text, one.stop, two.start)
            for one, two in zip(groups[::2], groups[1::2], strict=False)
        )
        and not len(groups) % 2
    )


def _all_last(
    text: str, groups: Sequence[NumberGroup], mentions: Sequence[WordMention]
) -> list[str | None] | None:
    """The figures first, then the sides in the same order: ``97% and 67% in A and B, respectively``."""
    after = [mention for mention in mentions if mention.start >= groups[-1].stop]
    if len(groups) < 2 or len(after) < len(groups):
        return None
    if any(groups[0].stop <= mention.start < groups[-1].start for mention in mentions):
        return None
    named = after[: len(groups)]
    joined = all(_JOINED.match(text[one.stop : two.start]) for one, two in pairwise(named))
    if not joined or len({mention.key for mention in named}) < len(named):
        return None
    near = text[groups[-1].stop : named[0].start]
    return [mention.key for mention in named] if _POST.match(_bare(near)) else None


def _one_by_one(
    text: str, groups: Sequence[NumberGroup], mentions: Sequence[WordMention]
) -> list[str | None]:
    """Each figure by what names its side right after it, else right before it."""
    implied: list[str | None] = []
    consumed: set[int] = set()
    for index, group in enumerate(groups):
        following = _post(text, group, mentions)
        if glued := stands_in_brackets(text, group, mentions):
            implied.append(glued.key)
            continue
        earlier = groups[index - 1].stop if index else 0
        if following is not None and (index + 1 == len(groups) or following.stop <= groups[index + 1].start):
            consumed.add(following.start)
            implied.append(following.key)
            continue
        before = [mention for mention in mentions if earlier <= mention.start and mention.stop <= group.start]
        before = [mention for mention in before if mention.start not in consumed]
        near = before[-1] if before and _PRE.match(text[before[-1].stop : group.start]) else None
        clear = near is not None and len({mention.key for mention in before}) == 1
        if clear and near is not None and index and implied[-1] is None:
            # What stands between two figures is told of the second only by a verb, a colon or a bracket.
            clear = bool(_TELLS.search(text[near.stop : group.start]))
        implied.append(near.key if near is not None and clear else None)
    return implied


def stands_in_brackets(text: str, group: NumberGroup, mentions: Sequence[WordMention]) -> WordMention | None:
    """What is named right before the bracket that a figure stands in: ``after A (97%)``."""
    before = next((mention for mention in reversed(mentions) if mention.stop <= group.start), None)
    return before if before and _IN_BRACKETS_AFTER.match(text[before.stop : group.start]) else None


def _post(text: str, group: NumberGroup, mentions: Sequence[WordMention]) -> WordMention | None:
    """What names the side of a figure right after it."""
    following = next((mention for mention in mentions if mention.start >= group.stop), None)
    if following is None:
        return None
    if _GLUED.match(text[group.stop : following.start]):
        return following
    between = _bare(text[group.stop : following.start])
    return following if _POST.match(between) and not _PARTS.search(between) else None


def _bare(between: str) -> str:
    """Without what stands in brackets, and without ``of the 120``."""
    plain = _OF_SO_MANY.sub("of", _BRACKETS.sub(" ", between))
    return re.sub(r"^[^()]{0,120}\)", " ", plain) if ")" in plain and "(" not in plain else plain
