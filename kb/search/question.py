"""What a person asks: words that must all be there, each with the other forms it may take.

``propensity matched`` are two words, ``"hepatic resection"`` is a phrase, ``cryo*`` a beginning;
``propensity-matched`` and ``7.01.75`` are phrases too. Nothing that a person types is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.search.stemming import BREAK, composed, stem, words_of

MOST_GROUPS = 30
"""So many words are looked for; a question with more is a pasted text."""

_MOST_FORMS = 12
_PART = re.compile(r'"([^"]*)(?:"|$)|([^\s"]+)')
_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'))
_SMALL = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or"),
        *("the", "to", "versus", "vs", "was", "were", "with"),
    )
)

Phrase = tuple[str, ...]
"""Words in a row."""


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """One thing asked for. A text fits when it holds any of the phrases.

    ``asked`` is how the person wrote it. Phrases are of stems; where ``is_prefix``, of whole words, the
    last of which may go on.
    """

    asked: str
    phrases: tuple[Phrase, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Groups that a text must all fit; ``cut`` when the question had more of them than are looked for."""

    groups: tuple[SearchTerm, ...]
    cut: bool = False


Forms = Sequence[Phrase]
"""Phrases of stems that mean the same, for example (hcc) and (hepatocellul carcinoma)."""


def read_question(text: str, same: Iterable[Forms] = ()) -> SearchQuery:
    """The groups of a question; none when the text holds no word.

    ``same`` lists what means the same; a text that holds one form answers a question for another.
    """
    parts = list(_parts(composed(text).replace("\n", " ").translate(_QUOTES)))
    groups = _groups(parts, list(same))
    telling = [group for part, group in zip(parts, groups, strict=True) if not part.is_small]
    asked = tuple(dict.fromkeys(telling or groups))
    return SearchQuery(asked[:MOST_GROUPS], len(asked) > MOST_GROUPS)


def forms_of(*names: str | None) -> list[Phrase]:
    """The forms that several names of one thing give; a name that is None or holds no word gives none."""
    phrases = (tuple(stem(word.word) for word in words_of(composed(name))) for name in names if name)
    return [form for form in dict.fromkeys(phrases) if form]


@dataclass(frozen=True, slots=True)
class _Part:
    words: Phrase
    asked: str
    quoted: bool
    is_prefix: bool

    @property
    def is_bare(self) -> bool:
        """One word without quotes or star."""
        return len(self.words) == 1 and not self.quoted and not self.is_prefix

    @property
    def is_small(self) -> bool:
        """A bare word that says nothing."""
        return self.is_bare and self.words[0] in _SMALL


def _parts(text: str) -> Iterator[_Part]:
    for match in _PART.finditer(text):
        quoted = match[1] is not None
        asked = (match[1] if quoted else match[2]).strip()
        words = tuple(word.word for word in words_of(asked) if word.word != BREAK)
        if words:
            yield _Part(words, asked, quoted, bool(re.search(r"\w\*+[^\w*]*$", asked)))


def _groups(parts: Sequence[_Part], same: Sequence[Forms]) -> list[SearchTerm]:
    return [_group(parts, position, same) for position in range(len(parts))]


def _group(parts: Sequence[_Part], position: int, same: Sequence[Forms]) -> SearchTerm:
    part = parts[position]
    if part.is_prefix:
        return SearchTerm(part.asked, (part.words,), is_prefix=True)
    stems = tuple(stem(word) for word in part.words)
    forms = _rewritten(stems, same)
    if not part.quoted and len(stems) > 1 and all(word.isalpha() for word in part.words):
        forms.append((stem("".join(part.words)),))  # cryo-ablation, follow-up
    if part.is_bare:
        forms += _named_together(parts, position, same)
    return SearchTerm(part.asked, tuple(dict.fromkeys(forms)))


def _rewritten(phrase: Phrase, same: Sequence[Forms]) -> list[Phrase]:
    """The phrase, and the phrase with a form in it replaced by one that means the same."""
    rewritten = [phrase]
    for forms in same:
        for form in forms:
            for start in _places(phrase, form):
                before, after = phrase[:start], phrase[start + len(form) :]
                rewritten += [(*before, *other, *after) for other in forms if other != form]
    return rewritten[:_MOST_FORMS]


def _named_together(parts: Sequence[_Part], position: int, same: Sequence[Forms]) -> list[Phrase]:
    """Other forms of a term of several bare words that the word at ``position`` is one of.

    Asked for hepatocellular carcinoma, each of the two words is also answered by HCC.
    """
    start = end = position
    while start > 0 and parts[start - 1].is_bare:
        start -= 1
    while end < len(parts) and parts[end].is_bare:
        end += 1
    run = tuple(stem(part.words[0]) for part in parts[start:end])
    at = position - start
    return [
        other
        for forms in same
        for form in forms
        if len(form) > 1 and any(place <= at < place + len(form) for place in _places(run, form))
        for other in forms
        if other != form
    ]


def _places(phrase: Phrase, form: Phrase) -> list[int]:
    return [
        start for start in range(len(phrase) - len(form) + 1) if phrase[start : start + len(form)] == form
    ]
