"""Authored prose as lines: the one place that reads what stands between its brackets.

``[[study/outcome/column@time]]`` and ``[[fact:key]]`` name a figure, ``[[key]]`` a limit of the
recommendation that the prose belongs to, ``[@reference]`` a citation. ``[[...|statement]]`` prints all that
the result says; in parentheses, its own are brackets (AMA Manual of Style, 11th ed, section 8.5).
Printed citations of references have their ``*italics*`` between asterisks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.errors import KbError
from kb.inlines import CitationNumber, Emphasis, FigureText, Line, TermText
from kb.narrative.phrasing import BOUNDS, with_article
from kb.notation.figure import typeset
from kb.notation.statistics import STATISTICS

_TOKEN = re.compile(r"\[\[(?P<figure>[^\[\]]+)\]\]| ?\[@(?P<reference>[^\[\]]+)\]")
_BOUNDS = {typeset(sign): words for sign, words in BOUNDS.items()}
_BOUND_SAID = re.compile(
    r"\b(?:than|least|most|about|approximately|to|under|over|above|below) $", re.IGNORECASE
)
_COUNTS = re.compile(r"(?<![\w/.])([0-9][0-9,]*)/([0-9][0-9,]*)(?![\w/.])")
_INTERVAL = re.compile(r" \(((?:[0-9.]+% )?(?:CI|CrI|PI|range|IQR|SD|SE), [^()]*)\)")
_NAMED = re.compile(
    r"(?P<name>(?:[A-Za-z][\w+-]* ){0,3}[A-Za-z][\w+-]*), (?P<value>[-\u2212<>~\u2264\u2265]?\.?[0-9].*)"
)
_SAYS_VALUE = re.compile(
    r"\b(?:was|were|is|are|of|at|to|by|with|and|from|than|as|versus|against) $", re.IGNORECASE
)
_ROUGHLY = re.compile(r"\b(?:about|approximately|roughly|nearly|almost) $", re.IGNORECASE)
_ITALICS = re.compile(r"(?<!\S)\*([^*\s](?:[^*]*[^*\s])?)\*(?![^\W_])")


@dataclass(frozen=True)
class ProseReader:
    """Reads authored prose; without ``numbers`` its citations leave no trace."""

    figures: Mapping[str, FigureText] = field(default_factory=dict)
    """Id of a figure, or of the result or fact that it is the main figure of -> the figure as reported."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Key of a reference -> its number in the document."""
    owner: str = ""
    """Policy or recommendation whose facts the short tokens mean."""

    def line(self, text: str, *about: str) -> Line:
        """The text with every figure as reported and every citation numbered.

        Its words are about what ``about`` says (``finding:7.01.75/hcc/trial-results``). Raises KbError for a
        token that names nothing.
        """
        parts: list[str | Line | FigureText | TermText] = []
        end = 0
        for token in _TOKEN.finditer(text):
            parts.append(self._words(text[end : token.start()], about))
            if not token["figure"]:
                parts.append(self._citation(token))
            else:
                around = text[: token.start()], text[token.end() :]
                parts.append(_in_a_sentence(self._figure(token["figure"]), *around))
            end = token.end()
        return Line(*parts, self._words(text[end:], about))

    def _words(self, text: str, about: tuple[str, ...]) -> str | TermText:
        return TermText(text, about) if about else text

    def _citation(self, token: re.Match[str]) -> Line:
        return cited(token["reference"], self.numbers, before=" " if token[0].startswith(" ") else "")

    def _figure(self, name: str) -> FigureText:
        token = name.strip()
        is_short = token.startswith("fact:") or "/" not in token
        figure = self.figures.get(f"{self.owner}/{token.removeprefix('fact:')}" if is_short else token)
        if figure is None:
            raise KbError(
                f"The text of {self.owner or 'a record'} names [[{token}]], but the database holds no such"
                " figure. Run kb check, correct the token and load the record again."
            )
        return figure


def _is_inside_parentheses(before: str) -> bool:
    words = _TOKEN.sub("", before)
    return words.count("(") > words.count(")")


def _in_a_sentence(figure: FigureText, before: str, after: str) -> Line:
    """A figure or statement as it reads in a sentence: ``no more than 3``, ``7 of 180 (3.9%)``.

    In parentheses a bound has its sign, and a statement no parentheses of its own: ``≤3``, ``HR, 0.5; 95%
    CI, 0.3 to 0.9``, or beside others ``HR, 0.5 [95% CI, 0.3 to 0.9]``, ``7 of 180 [3.9%]``. After a
    verb, a statement says what it is a value of only where the
    sentence does not: ``the odds ratio was 2.1``, ``survival was a median of 10 months``.
    """
    inside = _is_inside_parentheses(before)
    if len(figure.ids) == 1 and (inside or _NAMED.fullmatch(figure.text) is None):
        return Line(figure) if inside else _bounded(figure, before)
    text = _COUNTS.sub(r"\1 of \2", figure.text)
    if _ROUGHLY.search(before):
        text = text.removeprefix("about ")
    if inside:
        if before.endswith("(") and after.startswith(")"):
            text = _INTERVAL.sub(r"; \1", text)
        text = text.replace("(", "[").replace(")", "]")
    elif (named := _NAMED.fullmatch(text)) is not None and _SAYS_VALUE.search(before):
        name, value = named["name"], named["value"]
        slug = figure.ids[0].rpartition(":")[2]
        words = (STATISTICS[slug].name if slug in STATISTICS else slug.replace("-", " ")).split()
        said = _is_said(before, name, " ".join(words), *(f"{word} {words[-1]}" for word in ("a", "the")))
        text = value if said else f"{with_article(name)} of {value}"
    return Line(figure._replace(text=text))


def _is_said(before: str, *names: str) -> bool:
    """Whether the clause so far names the measure, by one of its names."""
    clause = re.split(r"[.;:] ", _TOKEN.sub("", before))[-1].lower()
    return any(re.search(rf"\b{re.escape(name.lower())}s?\b", clause) for name in names if name)


def _bounded(figure: FigureText, before: str) -> Line:
    """A number with the words for its sign, unless the text says them; another bound there keeps the sign."""
    words = _BOUNDS.get(figure.text[:1], "")
    bare = figure._replace(text=figure.text[1:])
    if words and before.lower().endswith((words, "about ") if words.startswith("approx") else words):
        return Line(bare)
    if not words or _BOUND_SAID.search(before):
        return Line(figure)
    begins = not before.strip() or before.rstrip().endswith((".", "?", "!"))
    return Line(words.capitalize() if begins else words, bare)


def cited(reference: str | None, numbers: Mapping[str, int], before: str = " ") -> Line:
    """The citation of a reference with the space before it; nothing when it has no number."""
    number = numbers.get(reference or "")
    return Line() if reference is None or number is None else Line(before, CitationNumber(reference, number))


def in_italics(text: str) -> Line:
    """A printed citation with its ``*italics*`` as such."""
    parts = _ITALICS.split(text)
    return Line(*[Emphasis(part) if index % 2 else part for index, part in enumerate(parts)])
