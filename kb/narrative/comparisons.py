"""What the contrasts of a block report: beside the sides as an aside, or as sentences of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kb.evidence.study import Contrast
from kb.narrative.blocks import Block, Series
from kb.narrative.clauses import Clause
from kb.narrative.numbers import number, p_value, qualified_name, spreads, value
from kb.narrative.sides import article
from kb.narrative.subjects import Subjects, timed
from kb.narrative.times import when
from kb.narrative.words import listed, listed_clearly, was

# Words of the source about two sides whose values have just been given.
_TAILS = {
    "no significant difference": "without a significant difference{between}",
    "comparable": "described as comparable{between}",
    "favors index": "in favor of {index}",
    "favors reference": "in favor of {reference}",
    "associated": "with an association of {index}",
    "not associated": "without an association of {index}",
    "higher": "higher with {index}",
    "lower": "lower with {index}",
}
# The same as a sentence about an outcome, for two sides and for a factor.
_SENTENCES = {
    "no significant difference": "{noun} did not differ significantly between {sides}",
    "comparable": "{noun} {was} comparable between {sides}",
    "favors index": "{noun} favored {index} over {reference}",
    "favors reference": "{noun} favored {reference} over {index}",
    "associated": "{index} rather than {reference} was associated with {noun}",
    "not associated": "{index} rather than {reference} was not associated with {noun}",
    "higher": "{noun} {was} higher with {index} than with {reference}",
    "lower": "{noun} {was} lower with {index} than with {reference}",
}
_FACTOR_SENTENCES = {
    "no significant difference": "{noun} did not differ significantly by {factors}",
    "comparable": "{noun} {was} comparable by {factors}",
    "favors index": "{noun} {was} better with {factors}",
    "favors reference": "{noun} {was} worse with {factors}",
    "associated": "{factors} {factor_was} associated with {noun}",
    "not associated": "{factors} {factor_was} not associated with {noun}",
    "higher": "{noun} {was} higher with {factors}",
    "lower": "{noun} {was} lower with {factors}",
}


def flagged(text: str, one: Series) -> str:
    """A text with the printed oddities of its series in square brackets."""
    return text + "".join(f" [{flag}]" for flag in one.flags)


def tail(block: Block, subjects: Subjects) -> str:
    """What the contrasts add to a sentence about the sides: words of the source, then p and effects."""
    words, bracket = [], []
    for one in block.tests:
        contrast = subjects.contrast(one)
        named = len(block.tests) > 1 or not _between_the_sides(contrast, block)
        clauses = [clause for cell in one.cells for clause in cell]
        words += [
            _tail_words(word, subjects, contrast, named) + marks
            for word, marks in _verbal_of(clauses).items()
        ]
        versus = subjects.versus(contrast)
        items = _asides(one, versus, named)
        if items:
            bracket.append(flagged("; ".join(items), one))
        elif words:
            words[-1] = flagged(words[-1], one)
    text = f", {listed(words)}" if words else ""
    return f"{text} ({'; '.join(bracket)})" if bracket else text


def _verbal_of(clauses: Sequence[Clause]) -> dict[str, str]:
    """The words of the source among some clauses, each once, with the marks of the figures that say them."""
    found: dict[str, str] = {}
    for clause in clauses:
        if clause.track == "verbal":
            found[clause.head.reported] = found.get(clause.head.reported, "") + clause.head.mark
    return found


def _between_the_sides(contrast: Contrast, block: Block) -> bool:
    """Whether a contrast compares just the sides told, so that it needs no name of its own."""
    told = {one.population if contrast.kind == "populations" else one.column for one in block.sides}
    return len(block.sides) == 2 and told == {contrast.index, contrast.reference}


def _asides(one: Series, versus: str, named: bool) -> list[str]:
    """What one contrast says besides words; values at several times are told apart."""
    each = [[clause for clause in cell if clause.track != "verbal"] for cell in one.cells]
    if len(each) < 2 or len(each) != len(one.times):
        return [_aside(clause, versus, named) for cell in each for clause in cell]
    if all(len(cell) == 1 and cell[0].group == "test" for cell in each):
        values = listed([p_value(cell[0].head) for cell in each])
        return [f"{values}, respectively" + (f", for {versus}" if named else "")]
    return [
        f"{when([time])}, {'; '.join(_aside(clause, versus, named) for clause in cell)}"
        for cell, time in zip(each, one.times, strict=True)
        if cell
    ]


def _tail_words(word: str, subjects: Subjects, contrast: Contrast, named: bool) -> str:
    index, reference = subjects.ends(contrast)
    between = f" between {index} and {reference}" if named and reference else ""
    return _TAILS[word].format(index=index, reference=reference, between=between)


def _aside(clause: Clause, versus: str, named: bool) -> str:
    if clause.group == "test":
        return f"{p_value(clause.head)} for {versus}" if named else p_value(clause.head)
    if clause.track == "unspecified":
        return f"comparison{f' of {versus}' if named else ''} {number(clause.head)}"
    main = value(Clause(clause.estimates), clause.head.counted) if clause.estimates else value(clause, "")
    name = f"{qualified_name(clause)} for {versus}" if clause.estimates else f"range for {versus}"
    return "; ".join([f"{name}, {main}", *(spreads(clause) if clause.estimates else [])])


def contrast_sentences(block: Block, subjects: Subjects, noun: str) -> list[str]:
    """Sentences about contrasts alone, one for each statistic or word of the source."""
    kinds: dict[str, list[Series]] = {}
    for one in block.tests:
        for kind, part in _parts(one).items():
            kinds.setdefault(kind, []).append(part)
    return [_sentence(kind, series, block, subjects, noun) for kind, series in kinds.items()]


def _parts(one: Series) -> dict[str, Series]:
    """A series split by what its clauses state; p values stay with the first of them."""
    kinds = list(dict.fromkeys(_kind(c) for cell in one.cells for c in cell if c.group != "test"))
    if not kinds:
        return {"p-value": one}
    parts = {}
    for index, kind in enumerate(kinds):
        cells = tuple(
            tuple(c for c in cell if (_kind(c) == kind if c.group != "test" else index == 0))
            for cell in one.cells
        )
        parts[kind] = replace(one, cells=cells, flags=one.flags if index == 0 else ())
    return parts


def _kind(clause: Clause) -> str:
    return clause.head.reported if clause.track == "verbal" else clause.track


def _sentence(kind: str, series: Sequence[Series], block: Block, subjects: Subjects, noun: str) -> str:
    times = tuple(dict.fromkeys(time for one in series for time in one.times))
    about = timed(noun, times)
    if kind in _SENTENCES:
        return _verbal(kind, series, subjects, about)
    if kind == "p-value":
        return _p_only(series, subjects, about)
    return _effects(series, block.first.adjusted, subjects, about)


def _verbal(word: str, series: Sequence[Series], subjects: Subjects, noun: str) -> str:
    contrasts = [subjects.contrast(one) for one in series]
    populations = [subjects.population(one.population) for one in series]
    places = listed(list(dict.fromkeys(populations))) if len(set(populations)) > 1 else ""
    if contrasts[0].reference is None:
        factors = listed_clearly(
            [flagged(f"{c.factor}{_tests(one)}", one) for c, one in zip(contrasts, series, strict=True)]
        )
        verb = "were" if len(series) > 1 else was(contrasts[0].factor or "")
        text = _FACTOR_SENTENCES[word].format(noun=noun, was=was(noun), factors=factors, factor_was=verb)
    else:
        index, reference = subjects.ends(contrasts[0])
        text = _SENTENCES[word].format(
            noun=noun, was=was(noun), index=index, reference=reference, sides=f"{index} and {reference}"
        )
        flags = [flag for one in series for flag in one.flags]
        text += _tests(series[0]) + "".join(f" [{flag}]" for flag in dict.fromkeys(flags))
    marks = "".join(mark for one in series for cell in one.cells for mark in _verbal_of(cell).values())
    return f"{text} {places}".strip() + marks


def _tests(one: Series) -> str:
    found = [_aside(clause, "", False) for cell in one.cells for clause in cell if clause.track != "verbal"]
    return f" ({'; '.join(found)})" if found else ""


def _p_only(series: Sequence[Series], subjects: Subjects, noun: str) -> str:
    contrasts = [subjects.contrast(one) for one in series]
    if contrasts[0].reference is None:
        tested = [
            flagged(f"{contrast.factor}{_tests(one)}", one)
            for contrast, one in zip(contrasts, series, strict=True)
        ]
        return f"{noun} {was(noun)} tested for an association with {listed_clearly(tested)}"
    compared = [
        flagged(f"{' and '.join(subjects.ends(contrast))}{_tests(one)}", one)
        for contrast, one in zip(contrasts, series, strict=True)
    ]
    return f"{noun} {was(noun)} compared between {listed(compared, ';')}"


def _effects(series: Sequence[Series], adjusted: bool, subjects: Subjects, noun: str) -> str:
    head = next(clause for cell in series[0].cells for clause in cell if clause.group != "test")
    told = []
    for one in series:
        shown = [_effect(cell) for cell in one.cells]
        told.append(flagged(f"{listed(shown)} for {subjects.versus(subjects.contrast(one))}", one))
    if head.head.absent is not None and head.track == "unspecified":
        return f"a comparison of {noun} was {listed_clearly(told)}"
    name = qualified_name(head) if head.estimates else "range"
    if adjusted and not name.startswith("adjusted"):
        name = f"adjusted {name}"
    return f"{article(head)}{name} for {noun} {was(name)} {listed_clearly(told)}"


def _effect(cell: Sequence[Clause]) -> str:
    extra = [p_value(clause.head) for clause in cell if clause.group == "test"]
    shown = [clause for clause in cell if clause.group != "test"]
    texts = [value(clause, clause.head.counted, extra if clause is shown[-1] else ()) for clause in shown]
    return listed(texts)
