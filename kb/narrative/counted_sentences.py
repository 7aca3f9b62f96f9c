"""Counts and percents of those to whom something happened, or of what there was, as sentences.

What is counted decides on the form: people who are alive (``45 of 60 infants were alive``), events that
happened to people (``occurred in``), goals that people reached (``was achieved by``), or things that there
were (``there were 33 procedures``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.evidence.study import Result
from kb.inlines import Line, TermText, cut, joined
from kb.narrative.blocks import Block, ResultClause
from kb.narrative.figures_in_words import amount, p_value, remarks
from kb.narrative.people_sentences import (
    PEOPLE_FORMS,
    PLAIN_ESTIMATORS,
    article_of,
    baseline,
    has_counts,
    named,
    of_whole,
    shares_in,
    side_of,
    there_verb,
)
from kb.narrative.phrasing import (
    bracketed,
    head_of,
    is_plural,
    listed,
    listed_clearly,
    singular_phrase,
    was,
    with_needed_article,
)
from kb.narrative.study_phrases import Subjects, timed, when_first
from kb.narrative.tracks import Track, side_values, unit_of, without_unit
from kb.notation.units import NOUN_WORDS, PEOPLE

_VERBS = {
    "harm": "occurred in",
    "recurrence": "occurred in",
    "utility": "occurred in",
    "flow": "occurred in",
    "review": "occurred in",
    "treatment": "{was} used in",
    "biomarker": "{was} observed in",
    "response": "{was} observed in",
    "survival": "{was} observed in",
}
"""After an outcome that happened to some, by its domain: ``complications occurred in 7 of 180 patients``."""
_GOALS = frozenset({"function", "symptom", "quality-of-life"})
"""Domains whose better outcomes people achieve."""
_HAPPEN = re.compile(
    r"(crossover|discontinuation|withdrawal|interruption|loss|dose reduction|death|mortality)\b"
)
_DEED = re.compile(r"(?P<things>(?:.*? )??(?P<noun>\w+)) (?P<deed>(?:\w+ed|lost|found)\b.*)")
"""A name that says of things what was done to them: lesions diminished, biopsies avoided."""
_ORDERED = re.compile(
    r"(?P<what>.+) (?P<deed>(?:ordered|performed|prescribed|received|used|given|avoided|changed|stopped"
    r"|started|completed|discontinued|required|needed|verified|confirmed|detected|found|identified|diagnosed)"
    r"(?: (?:by|with|at|after|before|within|during) .+)?)"
)
"""A name that says what was done: physical therapy ordered, screens verified by a diagnostic test."""


def share_sentence(track: Track, block: Block, subjects: Subjects, noun: Line) -> Line:
    """The sentence of counts and percents, without lead, tests and notes."""
    plain = block.first.estimator in PLAIN_ESTIMATORS and "(" not in noun.plain
    if plain and _is_simple(track):
        for form in (*PEOPLE_FORMS, _done):
            line = form(track, block, subjects)
            if line is not None:
                return line
    name = block.first.outcome_name
    if block.first.estimator in PLAIN_ESTIMATORS and _is_simple(track) and noun.plain.startswith(f"{name} ("):
        defined = baseline(track, block, subjects, cut(noun, len(name)))
        if defined is not None:
            return defined
    if _counts_things(track, block.first):
        return _there_were(track, block.first, subjects, noun)
    return _happened(track, block.first, subjects, noun)


def is_told_by_verb(track: Track, block: Block, subjects: Subjects) -> bool:
    """Whether counts and percents are told as such: complications occurred in 7 of 180 patients."""
    forms = (*PEOPLE_FORMS, _done)
    simple = _is_simple(track) and not any(form(track, block, subjects) for form in forms)
    about = subjects.outcome(block.first, introduce=False)
    return (
        simple and not _counts_things(track, block.first) and _rate_frame(track, block.first, about) is None
    )


def says_deed(track: Track, block: Block, subjects: Subjects) -> bool:
    """Whether the name says what was done, so that no verb goes with it: physical therapy ordered."""
    return _is_simple(track) and _done(track, block, subjects) is not None


def _is_simple(track: Track) -> bool:
    """Whether every side has one value at one time."""
    single = all(len(row) == 1 and len(shares_in(row[0])) == 1 for row in track.rows)
    return single and len(track.times) < 2 and all(c.head.absent is None for c in track.clauses)


def _done(track: Track, block: Block, subjects: Subjects) -> Line | None:
    """``of 222 lesions, 205 (92.3%) were diminished or unchanged``: what was done to things counted."""
    first = block.first
    match = _DEED.fullmatch(first.outcome_name)
    if match is None or match["noun"] not in NOUN_WORDS or not is_plural(match["noun"]):
        return _deed(track, block, subjects)
    counted = track.head.head.counted or first.counted or match["noun"]
    if counted != match["noun"] or not all(clause.counts_of_total for clause in _all_shares(track)):
        return _deed(track, block, subjects)
    said = timed(Line("were ", named(first, match["deed"])), track.times)
    bare = without_unit(track, counted)
    whole = of_whole(bare, match["things"])
    if whole is not None:
        return Line(whole[0], ", ", joined(" ", [whole[1], said, side_of(track, subjects)]))
    return Line(f"of {match['things']}, ", side_values(bare, subjects, ""), " ", said)


def _deed(track: Track, block: Block, subjects: Subjects) -> Line | None:
    """``physical therapy was ordered for 240 of 480 patients``: what was done, for people counted."""
    first = block.first
    match = _ORDERED.fullmatch(first.outcome_name)
    if match is None or not all(c.counts_of_total or not c.has_count for c in _all_shares(track)):
        return None
    what = match["what"]
    said = Line(article_of(what), named(first, what), f" {was(what)} ", match["deed"])
    values = side_values(track, subjects, unit_of(first, subjects.people))
    return Line(timed(said, track.times), " in ", values)


def _all_shares(track: Track) -> list[ResultClause]:
    return [clause for clause in track.clauses if clause.group != "test"]


def _counts_things(track: Track, first: Result) -> bool:
    """Whether the outcome is itself what is counted: procedures, affected pregnancies."""
    things = first.whole_numbers or first.domain in {"flow", "review"}
    return things and is_plural(first.outcome_name) and has_counts(track)


def _there_were(track: Track, first: Result, subjects: Subjects, noun: Line) -> Line:
    """``there were 33 procedures with cryoablation and 30 with RFA``; of a model, what it projected."""
    unit = track.head.head.counted or first.counted
    if not _are_amounts(track) or "(" in noun.plain or unit not in {"", head_of(noun.plain), *PEOPLE}:
        return Line(timed(noun, track.times), " were ", side_values(track, subjects, unit))
    items: list[Line] = []
    for side, row in zip(track.sides, track.rows, strict=True):
        named = Line() if items else _in_number(noun, row)
        whose, where = subjects.whose(side, track.sides), subjects.place(side.population, track.sides)
        amounts = listed([_amount(cell) for cell in row])
        items.append(subjects.flagged(joined(" ", [amounts, named, whose, where]), side.flags))
    verb = "the model projected" if "model" in subjects.study.design else f"there {there_verb(track)}"
    return joined(", ", [when_first(track.times), Line(verb, " ", listed_clearly(items))])


def _are_amounts(track: Track) -> bool:
    """Whether each cell is one count of the same thing."""
    cells = [shares_in(cell) for row in track.rows for cell in row]
    single = all(len(cell) == 1 and len(cell[0].figures) == 1 for cell in cells)
    return single and len({cell[0].head.counted for cell in cells}) == 1


def _in_number(noun: Line, row: Sequence[Sequence[ResultClause]]) -> Line:
    """The noun in the singular after 1."""
    single = [shares_in(cell)[0].head.reported for cell in row] == ["1"]
    about = next((piece.about for piece in noun.pieces if isinstance(piece, TermText)), ())
    return Line(TermText(singular_phrase(noun.plain), about)) if single else noun


def _amount(cell: Sequence[ResultClause]) -> Line:
    clause = shares_in(cell)[0]
    tested = [p_value(each.head) for each in cell if each.group == "test"]
    return bracketed(amount(clause.head), [*remarks(clause), *tested])


def _happened(track: Track, first: Result, subjects: Subjects, noun: Line) -> Line:
    """``complications occurred in 7 of 180 patients with cryoablation and 6 of 180 with RFA``."""
    about = timed(with_needed_article(noun), track.times)
    frame = _rate_frame(track, first, about)
    if frame is None:
        verb = counted_verb(first, subjects.people).format(was=was(about))
        frame, unit = Line(about, f" {verb}"), unit_of(first, subjects.people)
    else:
        unit = first.counted
    return Line(frame, " ", side_values(track, subjects, unit))


def _rate_frame(track: Track, first: Result, about: Line) -> Line | None:
    """Percents that are told as such: ``the rate of recurrence was 31%``; null where people are counted."""
    plain, defined = about.plain, "(" in about.plain
    dated = first.domain == "flow" and not is_plural(plain) and not _HAPPEN.match(plain)
    if dated and not any(clause.counts_of_total for clause in track.clauses):
        return Line("" if plain.startswith("the ") else "the ", about, " was")
    if any(clause.has_count for clause in track.clauses):
        return None
    if (
        plain.startswith("the cumulative ")
        or first.domain == "survival"
        or (defined and first.domain == "baseline")
    ):
        return Line(about, f" {was(about)}")
    if first.domain != "recurrence":
        return None
    several = any(len(row) > 1 for row in track.rows)
    return Line("rates of " if several else "the rate of ", about, " were" if several else " was")


def counted_verb(first: Result, people: str) -> str:
    """The verb after an outcome that happened to some, with its preposition."""
    if first.direction == "lower" and first.domain in {*_GOALS, "survival"}:
        return "occurred in"
    if first.domain in _GOALS:
        of_people = unit_of(first, people) in PEOPLE or unit_of(first, people) == people
        return "{was} achieved by" if first.direction == "higher" and of_people else "{was} observed in"
    if first.domain == "treatment" and _HAPPEN.match(first.outcome_name):
        return "occurred in"
    return _VERBS.get(first.domain, "{was} found in")
