"""What the contrasts of a block report: beside the sides as an aside, or as sentences of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kb.evidence.study import Contrast
from kb.inlines import Line, joined, led, stripped
from kb.narrative.blocks import Block, ResultClause, Series
from kb.narrative.figures_in_words import (
    heterogeneity,
    in_points,
    interval_name,
    number,
    p_value,
    qualified_name,
    spreads,
    value,
)
from kb.narrative.phrasing import (
    bracketed,
    filled,
    head_of,
    is_plural,
    listed,
    listed_clearly,
    pooled_first,
    says_statistic,
    was,
    with_needed_article,
)
from kb.narrative.study_phrases import Subjects, timed, when
from kb.narrative.tracks import article, told_of
from kb.notation.effect_direction import HAZARDS, TIMES, event_named_by
from kb.notation.units import singular

# Words of the source about two sides whose values have just been given; <these> say the figure.
_TAILS = {
    "no significant difference": "<without a significant difference>{between}",
    "comparable": "<described as comparable>{between}",
    "favors index": "<in favor of> {index}{over}",
    "favors reference": "<in favor of> {reference}{over}",
    "associated": "<with an association> of {index}",
    "not associated": "<without an association> of {index}",
    "higher": "<higher> with {index}{than}",
    "lower": "<lower> with {index}{than}",
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


def tail(block: Block, subjects: Subjects, told: Line) -> Line:
    """What the contrasts add to a sentence about the sides: words of the source, then p and effects.

    They stand in parentheses, or behind a semicolon where what is ``told`` ends in parentheses already.
    """
    words: list[Line] = []
    inside: list[Line] = []
    for test in block.tests:
        contrast = subjects.contrast(test)
        named = len(block.tests) > 1 or not _between_the_sides(contrast, block)
        where = (
            Line() if contrast.kind == "populations" else subjects.place(test.population, block.everything)
        )
        shared = _times_of(block.sides)
        is_over_all = len(test.cells) == 1 and len(test.times) > 1
        if (is_over_all and any(len(other.cells) > 1 for other in block.tests)) or (
            test.times != shared and len(test.cells) == 1
        ):
            where = joined(" ", [where, when(test.times)])
        phrases = [
            _tail_words(word, subjects, contrast, named, _measures_time(block)) for word in _verbal_of(test)
        ]
        words += [joined(" ", [line, where]) for line in phrases]
        items = _asides(test, _Pair(subjects.versus(contrast), named, _event(block)), shared)
        if items:
            inside.append(subjects.flagged(joined(", ", [where, joined("; ", items)]), test.flags))
        elif phrases:
            words[-1] = subjects.flagged(words[-1], test.flags)
    line = Line(", ", listed(words)) if words else Line()
    if inside and not words and told.plain.endswith(")"):
        return Line("; ", joined("; ", inside))
    return bracketed(line, inside)


class _SourceWord(NamedTuple):
    """A word of the source about a contrast, the figures that say it, and when (empty: at all its times)."""

    word: str
    ids: tuple[str, ...]
    times: tuple[str, ...]


def _verbal_of(test: Series) -> list[_SourceWord]:
    """The words of the source among the clauses of a contrast, each once."""
    heads = [
        (clause.head, place)
        for place, cell in enumerate(test.cells)
        for clause in cell
        if clause.track == "verbal"
    ]
    words = []
    for word in dict.fromkeys(head.reported for head, _ in heads):
        ids = tuple(head.id for head, _ in heads if head.reported == word)
        places = {place for head, place in heads if head.reported == word}
        is_part = len(test.cells) == len(test.times) and len(places) < len(test.cells)
        times = tuple(test.times[place] for place in sorted(places)) if is_part else ()
        words.append(_SourceWord(word, ids, times))
    return words


def _between_the_sides(contrast: Contrast, block: Block) -> bool:
    """Whether a contrast compares just the sides told, so that it needs no name of its own."""
    if contrast.kind == "before-after":
        return len(block.sides) == 1 and _tells_a_change(block.sides[0])
    sides = {side.population if contrast.kind == "populations" else side.column for side in block.sides}
    return len(block.sides) == 2 and sides == {contrast.index, contrast.reference}


def _tells_a_change(side: Series) -> bool:
    """Whether a side is told before and after, or how it changed."""
    changes = all(any(clause.group == "change" for clause in cell) for cell in side.cells)
    return changes or (len(side.cells) > 1 and "baseline" in side.times)


def _times_of(sides: Sequence[Series]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(time for side in sides for time in side.times))


class _Pair(NamedTuple):
    """What is compared, whether it is named beside a p value, and the event that a hazard ratio is of."""

    versus: Line
    named: bool
    event: str = ""


def _event(block: Block) -> str:
    return "" if block.first.target_name else event_named_by(block.first.outcome_name)


def _asides(test: Series, pair: _Pair, times: Sequence[str]) -> list[Line]:
    """What a contrast says besides words; values at several times are told apart; ``times``: those told."""
    each = [[clause for clause in cell if clause.track != "verbal"] for cell in test.cells]
    if len(each) < 2 or len(each) != len(test.times):
        return _asides_of([clause for cell in each for clause in cell], pair)
    if test.times == times and all(len(cell) == 1 and cell[0].group == "test" for cell in each):
        values = listed([p_value(cell[0].head) for cell in each])
        return [Line(values, ", respectively", led(", for ", pair.versus) if pair.named else "")]
    return [
        Line(f"{when([time])}, ", joined("; ", _asides_of(cell, pair)))
        for cell, time in zip(each, test.times, strict=True)
        if cell
    ]


_OF_TIME = {"higher": "<longer> with {index}{than}", "lower": "<shorter> with {index}{than}"}
"""The same beside lengths of time: a stay is shorter, not lower."""


def _measures_time(block: Block) -> bool:
    """Whether the sides give lengths of time, such as an operative time or a stay."""
    heads = [clause.head for side in block.sides for cell in side.cells for clause in cell[:1]]
    return bool(heads) and all(head.unit in TIMES for head in heads)


def _tail_words(
    said: _SourceWord, subjects: Subjects, contrast: Contrast, named: bool, is_time: bool
) -> Line:
    index, reference = subjects.ends(contrast)
    between = Line(" between ", index, " and ", reference) if named and reference else Line()
    if not reference:
        between = Line(" by ", index)
    other = index if said.word == "favors reference" else reference
    line = filled(
        _TAILS[said.word] if not is_time else _OF_TIME.get(said.word, _TAILS[said.word]),
        said.ids,
        index=index,
        reference=reference,
        between=between,
        over=led(" over ", other) if named and reference else Line(),
        than=led(" than with ", reference) if named else Line(),
    )
    return joined(" ", [line, when(said.times)])


def _asides_of(cell: Sequence[ResultClause], pair: _Pair) -> list[Line]:
    """The statements of a cell; what is compared is named with the first of several effects."""
    effects = [clause for clause in cell if clause.group == "effect" and clause.estimates]
    told = []
    for clause in cell:
        # An effect has named what is compared, and its p value follows it.
        is_named = bool(effects) and (clause.group == "test" or (clause in effects[1:] and not pair.named))
        told.append(_aside(clause, pair._replace(versus=Line()) if is_named else pair))
    return told


def _aside(clause: ResultClause, pair: _Pair) -> Line:
    versus, clause = pair.versus, in_points(clause)
    if clause.group == "test":
        return Line(p_value(clause.head), led(" for ", versus) if pair.named else "")
    if clause.track == "unspecified":
        return Line("comparison ", Line("of ", versus, " ") if pair.named else "", number(clause.head))
    if not clause.estimates:
        return Line("range for ", versus, ", ", value(clause, ""))
    main = value(ResultClause(clause.estimates), clause.head.counted)
    of_event = f" for {pair.event}" if pair.event and clause.head.statistic in HAZARDS else ""
    compared = led(" with " if of_event else " for ", versus)
    named_main = Line(qualified_name(clause), of_event, compared, ", ", main)
    return joined("; ", [named_main, *spreads(clause), *heterogeneity(clause)])


def contrast_sentences(block: Block, subjects: Subjects, noun: Line) -> list[Line]:
    """Sentences about contrasts alone, one for each statistic or word of the source at its times."""
    kinds: dict[tuple[object, ...], list[Series]] = {}
    for test in block.tests:
        for kind, part in _parts(test):
            # What the source says in words of two sides is said of each pair by itself.
            pair = (
                ""
                if not subjects.contrast(test).reference
                else test.column
                if kind in _SENTENCES
                else "sides"
            )
            kinds.setdefault((kind, part.times, pair), []).append(part)
    noun = Line(noun, _per(block))
    return [_sentence(str(kind), series, block, subjects, noun) for (kind, *_), series in kinds.items()]


def _per(block: Block) -> str:
    """The unit of analysis where no number names it: `` (per lesion)``."""
    counted = block.first.counted
    clauses = [clause for test in block.tests for cell in test.cells for clause in cell]
    is_said = all(clause.head.counted or clause.group in {"test", "words"} for clause in clauses)
    return "" if is_said or not counted else f" (per {singular(counted)})"


def _parts(test: Series) -> Iterator[tuple[str, Series]]:
    """A series split by what its clauses state; p values stay with the first of their cell."""
    kinds = dict.fromkeys(kind for cell in test.cells for kind in _kinds(cell) or ["p-value"])
    for index, kind in enumerate(kinds):
        cells = [tuple(clause for clause in cell if _is_told_as(kind, clause, cell)) for cell in test.cells]
        yield kind, told_of(test._replace(flags=test.flags if index == 0 else ()), cells)


def _kinds(cell: Sequence[ResultClause]) -> list[str]:
    return [_kind(clause) for clause in cell if clause.group != "test"]


def _is_told_as(kind: str, clause: ResultClause, cell: Sequence[ResultClause]) -> bool:
    return (_kind(clause) if clause.group != "test" else (_kinds(cell) or ["p-value"])[0]) == kind


def _kind(clause: ResultClause) -> str:
    if clause.track == "verbal":
        return clause.head.reported
    return qualified_name(clause) if clause.estimates else clause.track


def _sentence(kind: str, series: Sequence[Series], block: Block, subjects: Subjects, noun: Line) -> Line:
    about = timed(noun, series[0].times)
    if kind in _SENTENCES:
        return _verbal(kind, series, block, subjects, with_needed_article(about))
    if kind == "p-value":
        return _p_only(series, block, subjects, with_needed_article(about))
    return _effects(series, block, subjects, about)


def _verbal(word: str, series: Sequence[Series], block: Block, subjects: Subjects, noun: Line) -> Line:
    beside, contrast = block.everything, subjects.contrast(series[0])
    ids = [id for test in series for said in _verbal_of(test) for id in said.ids]
    if not contrast.reference:
        is_alone = len(series) == 1 and not series[0].flags
        factors = [
            _factor(test, subjects, subjects.place(test.population, beside), tested=not is_alone)
            for test in series
        ]
        verb = "were" if len(series) > 1 else was(contrast.factor or "")
        listed_factors = listed_clearly(factors)
        line = filled(
            _FACTOR_SENTENCES[word], ids, noun=noun, was=was(noun), factors=listed_factors, factor_was=verb
        )
        return bracketed(line, _tests(series[0])) if is_alone else line
    index, reference = subjects.ends(contrast)
    line = filled(_frame(word, block, noun), ids, noun=noun, was=was(noun), index=index, reference=reference)
    places = [
        subjects.flagged(bracketed(subjects.place(test.population, beside), _tests(test)), test.flags)
        for test in series
    ]
    return joined(" ", [line, listed_clearly([*map(stripped, places)])])


_MORE_OFTEN = {"higher": "<more frequent>", "lower": "<less frequent>"}
"""How words about how often a harm happened read."""


def words_of_several(told: Sequence[tuple[Block, Line]], subjects: Subjects) -> Line:
    """``pyrexia and headache were more frequent with drug than with placebo``: one word about several."""
    (first, _), series = told[0], [block.tests[0] for block, _ in told]
    said = [word for test in series for word in _verbal_of(test)]
    ids = [id for word in said for id in word.ids]
    index, reference = subjects.ends(subjects.contrast(series[0]))
    nouns = timed(listed([noun for _, noun in told]), series[0].times)
    frame = _frame(said[0].word, first, nouns)
    return filled(frame, ids, noun=nouns, was="were", index=index, reference=reference)


def _frame(word: str, block: Block, noun: Line) -> str:
    """The sentence about two sides; harms are more frequent rather than higher, but not their severity."""
    frame = _SENTENCES[word]
    often = _MORE_OFTEN.get(word) if _happens(block, noun) else None
    return frame if often is None else frame.replace(f"<{word}>", often)


def _happens(block: Block, noun: Line) -> bool:
    """Whether an outcome is of events, which are more or less frequent: harms, relapse, asthma attacks."""
    domain, head = block.first.domain, head_of(noun.plain)
    if noun.plain.startswith("the ") or head in _MEASURED:
        return False
    return domain in {"harm", "recurrence"} or (domain == "symptom" and is_plural(noun.plain))


_MEASURED = frozenset(
    {"score", "scores", "level", "levels", "rate", "rates", "risk", "risks", "points", "loss"}
)
"""Heads of names that are of something measured, which is higher or lower."""


def _factor(test: Series, subjects: Subjects, where: Line, tested: bool = True) -> Line:
    """A factor with its cut-off, and with the tests of it unless they follow."""
    contrast = subjects.contrast(test)
    inside = [*subjects.factor_limit(contrast), *(_tests(test) if tested else ())]
    factor = joined(" ", [subjects.factor_name(contrast), where])
    return subjects.flagged(bracketed(factor, inside), test.flags)


def _tests(test: Series) -> list[Line]:
    clauses = [clause for cell in test.cells for clause in cell if clause.track != "verbal"]
    return [_aside(clause, _Pair(Line(), False)) for clause in clauses]


def _is_of_interaction(test: Series) -> bool:
    """Whether all p values are of whether subgroups differ in the effect."""
    figures = [clause.head for cell in test.cells for clause in cell]
    return not test.flags and all("for-interaction" in figure.qualifiers for figure in figures)


def _p_only(series: Sequence[Series], block: Block, subjects: Subjects, noun: Line) -> Line:
    beside = block.everything
    if not subjects.contrast(series[0]).reference:
        tested = [_factor(test, subjects, subjects.place(test.population, beside)) for test in series]
        return Line(noun, f" {was(noun)} tested for an association with ", listed_clearly(tested))
    compared = []
    if all(_is_of_interaction(test) for test in series):
        named = [
            joined(" ", [subjects.versus(subjects.contrast(test)), subjects.place(test.population, beside)])
            for test in series
        ]
        effects = [bracketed(versus, _tests(test)) for versus, test in zip(named, series, strict=True)]
        if len(series) > 1:
            return Line("the effect on ", noun, " was compared between subgroups for ", listed(effects, ";"))
        told = Line("the effect of ", named[0], " on ", noun, " was compared between subgroups")
        return bracketed(told, _tests(series[0]))
    for test in series:
        sides = joined(" and ", subjects.ends(subjects.contrast(test)))
        sides = joined(" ", [sides, subjects.place(test.population, beside)])
        compared.append(subjects.flagged(bracketed(sides, _tests(test)), test.flags))
    return Line(noun, f" {was(noun)} compared between ", listed(compared, ";"))


def _effects(series: Sequence[Series], block: Block, subjects: Subjects, noun: Line) -> Line:
    beside = block.everything
    head = next(clause for cell in series[0].cells for clause in cell if clause.group != "test")
    effects = []
    for test in series:
        shown = listed([_effect(cell) for cell in test.cells])
        sides = joined(
            " ", [subjects.versus(subjects.contrast(test)), subjects.place(test.population, beside)]
        )
        effects.append(subjects.flagged(Line(shown, " for ", sides), test.flags))
    if head.head.absent is not None and head.track == "unspecified":
        return Line("a comparison of ", noun, " was ", listed_clearly(effects))
    about, name = pooled_first(noun, _effect_name(head))
    if says_statistic(about.plain, name):
        return Line(with_needed_article(about), f" {was(about)} ", listed_clearly(effects))
    if block.first.adjusted and head.group == "effect" and "adjusted" not in name.split():
        name = f"adjusted {name}"
    named = with_needed_article(about)
    return Line(f"{article(head)}{name} for ", named, f" {was(name)} ", listed_clearly(effects))


def _effect_name(head: ResultClause) -> str:
    if head.track == "interval":
        return interval_name(head.head)
    return qualified_name(head) if head.estimates else "range"


def _effect(cell: Sequence[ResultClause]) -> Line:
    extra = [p_value(clause.head) for clause in cell if clause.group == "test"]
    shown = [in_points(clause) for clause in cell if clause.group != "test"]
    return listed(
        [value(clause, clause.head.counted, extra if clause is shown[-1] else ()) for clause in shown]
    )
