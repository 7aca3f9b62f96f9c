"""What the contrasts of a block report: beside the sides as an aside, or as sentences of their own."""

from __future__ import annotations

from collections.abc import Sequence

from kb.evidence.study import Contrast
from kb.inlines import Line, joined, led
from kb.narrative.blocks import Block, ResultClause, Series, each_once
from kb.narrative.figures_in_words import heterogeneity, number, p_value, qualified_name, spreads, value
from kb.narrative.phrasing import (
    bracketed,
    filled,
    listed,
    listed_clearly,
    pooled_first,
    says_statistic,
    was,
    with_needed_article,
)
from kb.narrative.study_phrases import Subjects, timed, when
from kb.narrative.tracks import article

# Words of the source about two sides whose values have just been given; <these> say the figure.
_TAILS = {
    "no significant difference": "<without a significant difference>{between}",
    "comparable": "<described as comparable>{between}",
    "favors index": "<in favor of> {index}",
    "favors reference": "<in favor of> {reference}",
    "associated": "<with an association> of {index}",
    "not associated": "<without an association> of {index}",
    "higher": "<higher> with {index}",
    "lower": "<lower> with {index}",
}
# The same as a sentence about an outcome, for two sides and for a factor.
_SENTENCES = {
    "no significant difference": "{noun} <did not differ significantly> between {index} and {reference}",
    "comparable": "{noun} {was} <comparable> between {index} and {reference}",
    "favors index": "{noun} <favored> {index} over {reference}",
    "favors reference": "{noun} <favored> {reference} over {index}",
    "associated": "{index} rather than {reference} was <associated> with {noun}",
    "not associated": "{index} rather than {reference} was <not associated> with {noun}",
    "higher": "{noun} {was} <higher> with {index} than with {reference}",
    "lower": "{noun} {was} <lower> with {index} than with {reference}",
}
_FACTOR_SENTENCES = {
    "no significant difference": "{noun} <did not differ significantly> by {factors}",
    "comparable": "{noun} {was} <comparable> by {factors}",
    "favors index": "{noun} {was} <better> with {factors}",
    "favors reference": "{noun} {was} <worse> with {factors}",
    "associated": "{factors} {factor_was} <associated> with {noun}",
    "not associated": "{factors} {factor_was} <not associated> with {noun}",
    "higher": "{noun} {was} <higher> with {factors}",
    "lower": "{noun} {was} <lower> with {factors}",
}


def tail(block: Block, subjects: Subjects) -> Line:
    """What the contrasts add to a sentence about the sides: words of the source, then p and effects."""
    words: list[Line] = []
    inside: list[Line] = []
    for test in block.tests:
        contrast = subjects.contrast(test)
        named = len(block.tests) > 1 or not _between_the_sides(contrast, block)
        clauses = [clause for cell in test.cells for clause in cell]
        for word, ids in _verbal_of(clauses).items():
            words.append(_tail_words(word, ids, subjects, contrast, named))
        items = _asides(test, subjects.versus(contrast), named)
        if items:
            inside.append(subjects.flagged(joined("; ", items), test.flags))
        elif words:
            words[-1] = subjects.flagged(words[-1], test.flags)
    return bracketed(Line(", ", listed(words)) if words else Line(), inside)


def _verbal_of(clauses: Sequence[ResultClause]) -> dict[str, list[str]]:
    """The words of the source among some clauses, each once, with the ids of the figures that say them."""
    ids: dict[str, list[str]] = {}
    for clause in clauses:
        if clause.track == "verbal":
            ids.setdefault(clause.head.reported, []).append(clause.head.id)
    return ids


def _between_the_sides(contrast: Contrast, block: Block) -> bool:
    """Whether a contrast compares just the sides told, so that it needs no name of its own."""
    if contrast.kind == "before-after":
        return len(block.sides) == 1
    sides = {side.population if contrast.kind == "populations" else side.column for side in block.sides}
    return len(block.sides) == 2 and sides == {contrast.index, contrast.reference}


def _asides(test: Series, versus: Line, named: bool) -> list[Line]:
    """What test contrast says besides words; values at several times are told apart."""
    each = [[clause for clause in cell if clause.track != "verbal"] for cell in test.cells]
    if len(each) < 2 or len(each) != len(test.times):
        return [_aside(clause, versus, named) for cell in each for clause in cell]
    if all(len(cell) == 1 and cell[0].group == "test" for cell in each):
        values = listed([p_value(cell[0].head) for cell in each])
        return [Line(values, ", respectively", led(", for ", versus) if named else "")]
    return [
        Line(f"{when([time])}, ", joined("; ", [_aside(clause, versus, named) for clause in cell]))
        for cell, time in zip(each, test.times, strict=True)
        if cell
    ]


def _tail_words(word: str, ids: Sequence[str], subjects: Subjects, contrast: Contrast, named: bool) -> Line:
    index, reference = subjects.ends(contrast)
    between = Line(" between ", index, " and ", reference) if named and reference else Line()
    return filled(_TAILS[word], ids, index=index, reference=reference, between=between)


def _aside(clause: ResultClause, versus: Line, named: bool) -> Line:
    if clause.group == "test":
        return Line(p_value(clause.head), led(" for ", versus) if named else "")
    if clause.track == "unspecified":
        return Line("comparison ", Line("of ", versus, " ") if named else "", number(clause.head))
    if not clause.estimates:
        return Line("range for ", versus, ", ", value(clause, ""))
    main = value(ResultClause(clause.estimates), clause.head.counted)
    named_main = Line(f"{qualified_name(clause)} for ", versus, ", ", main)
    return joined("; ", [named_main, *spreads(clause), *heterogeneity(clause)])


def contrast_sentences(block: Block, subjects: Subjects, noun: Line) -> list[Line]:
    """Sentences about contrasts alone, one for each statistic or word of the source."""
    kinds: dict[str, list[Series]] = {}
    for test in block.tests:
        for kind, part in _parts(test).items():
            kinds.setdefault(kind, []).append(part)
    return [_sentence(kind, series, block, subjects, noun) for kind, series in kinds.items()]


def _parts(test: Series) -> dict[str, Series]:
    """A series split by what its clauses state; p values stay with the first of them."""
    kinds = list(dict.fromkeys(_kind(c) for cell in test.cells for c in cell if c.group != "test"))
    if not kinds:
        return {"p-value": test}
    parts = {}
    for index, kind in enumerate(kinds):
        cells = tuple(
            tuple(c for c in cell if (_kind(c) == kind if c.group != "test" else index == 0))
            for cell in test.cells
        )
        parts[kind] = test._replace(cells=cells, flags=test.flags if index == 0 else ())
    return parts


def _kind(clause: ResultClause) -> str:
    return clause.head.reported if clause.track == "verbal" else clause.track


def _sentence(kind: str, series: Sequence[Series], block: Block, subjects: Subjects, noun: Line) -> Line:
    times = tuple(dict.fromkeys(time for test in series for time in test.times))
    about = timed(noun, times)
    if kind in _SENTENCES:
        return _verbal(kind, series, subjects, with_needed_article(about))
    if kind == "p-value":
        return _p_only(series, subjects, with_needed_article(about))
    return _effects(series, block.first.adjusted, subjects, about)


def _verbal(word: str, series: Sequence[Series], subjects: Subjects, noun: Line) -> Line:
    contrast = subjects.contrast(series[0])
    ids = [id for test in series for cell in test.cells for each in _verbal_of(cell).values() for id in each]
    if contrast.reference is None:
        factors = [_factor(test, subjects) for test in series]
        verb = "were" if len(series) > 1 else was(contrast.factor or "")
        listed_factors = listed_clearly(factors)
        line = filled(
            _FACTOR_SENTENCES[word], ids, noun=noun, was=was(noun), factors=listed_factors, factor_was=verb
        )
    else:
        index, reference = subjects.ends(contrast)
        line = filled(_SENTENCES[word], ids, noun=noun, was=was(noun), index=index, reference=reference)
        flags = each_once(flag for test in series for flag in test.flags)
        line = subjects.flagged(bracketed(line, _tests(series[0])), flags)
    return joined(" ", [line, _places(series, subjects)])


_MORE_OFTEN = {"higher": "<more frequent>", "lower": "<less frequent>"}
"""How words about how often a harm happened read."""


def words_of_several(told: Sequence[tuple[Block, Line]], subjects: Subjects) -> Line:
    """``pyrexia and headache were more frequent with drug than with placebo``: one word about several."""
    (first, _), series = told[0], [block.tests[0] for block, _ in told]
    verbal = _verbal_of([clause for test in series for clause in test.cells[0]])
    ((word, ids),) = verbal.items()
    index, reference = subjects.ends(subjects.contrast(series[0]))
    nouns = timed(listed([noun for _, noun in told]), series[0].times)
    return filled(_frame(word, first), ids, noun=nouns, was="were", index=index, reference=reference)


def _frame(word: str, block: Block) -> str:
    """The sentence about two sides; harms are more frequent rather than higher."""
    frame = _SENTENCES[word]
    often = _MORE_OFTEN.get(word) if block.first.domain == "harm" else None
    return frame if often is None else frame.replace(f"<{word}>", often)


def _places(series: Sequence[Series], subjects: Subjects) -> Line:
    """The populations of some series where they are not all of one."""
    keys = dict.fromkeys(test.population for test in series)
    populations = {place.plain: place for place in map(subjects.population, keys)}
    return listed([*populations.values()]) if len(populations) > 1 else Line()


def _factor(test: Series, subjects: Subjects) -> Line:
    """A factor with the tests of it."""
    return subjects.flagged(bracketed(subjects.factor(subjects.contrast(test)), _tests(test)), test.flags)


def _tests(test: Series) -> list[Line]:
    clauses = [clause for cell in test.cells for clause in cell if clause.track != "verbal"]
    return [_aside(clause, Line(), False) for clause in clauses]


def _p_only(series: Sequence[Series], subjects: Subjects, noun: Line) -> Line:
    if subjects.contrast(series[0]).reference is None:
        tested = listed_clearly([_factor(test, subjects) for test in series])
        return Line(noun, f" {was(noun)} tested for an association with ", tested)
    compared = []
    for test in series:
        sides = joined(" and ", subjects.ends(subjects.contrast(test)))
        compared.append(subjects.flagged(bracketed(sides, _tests(test)), test.flags))
    return Line(noun, f" {was(noun)} compared between ", listed(compared, ";"))


def _effects(series: Sequence[Series], adjusted: bool, subjects: Subjects, noun: Line) -> Line:
    head = next(clause for cell in series[0].cells for clause in cell if clause.group != "test")
    effects = []
    for test in series:
        shown = listed([_effect(cell) for cell in test.cells])
        effects.append(
            subjects.flagged(Line(shown, " for ", subjects.versus(subjects.contrast(test))), test.flags)
        )
    if head.head.absent is not None and head.track == "unspecified":
        return Line("a comparison of ", noun, " was ", listed_clearly(effects))
    about, name = pooled_first(noun, qualified_name(head) if head.estimates else "range")
    if says_statistic(about.plain, name):
        return Line(with_needed_article(about), f" {was(about)} ", listed_clearly(effects))
    if adjusted and not name.startswith("adjusted"):
        name = f"adjusted {name}"
    named = with_needed_article(about)
    return Line(f"{article(head)}{name} for ", named, f" {was(name)} ", listed_clearly(effects))


def _effect(cell: Sequence[ResultClause]) -> Line:
    extra = [p_value(clause.head) for clause in cell if clause.group == "test"]
    shown = [clause for clause in cell if clause.group != "test"]
    return listed(
        [value(clause, clause.head.counted, extra if clause is shown[-1] else ()) for clause in shown]
    )
