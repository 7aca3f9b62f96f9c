"""What is said of people who are counted: that they were alive, were male, had cirrhosis, took part.

``all 25 infants were alive at last follow-up``, ``of 360 patients, 310 were ineligible for surgery``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.evidence.study import Result
from kb.inlines import Line, TermText, joined
from kb.narrative.blocks import Block, ResultClause
from kb.narrative.figures_in_words import amount, is_all, number, remarks
from kb.narrative.phrasing import head_of, is_plural, listed_clearly, was, with_article
from kb.narrative.study_phrases import Subjects, timed, when, when_first
from kb.narrative.tracks import Track, cell_text, side_values, unit_of
from kb.notation.units import NOUN_WORDS

PLAIN_ESTIMATORS = frozenset({"as-reported", "crude"})
"""Estimators that need no word beside counts."""
_MISSING = re.compile(r"missing (?P<what>.+)")
_MORTALITY = re.compile(r"(?:all-cause |overall )?mortality|death(?: from any cause)?")
_ALIVE = (
    (re.compile(r"(?:overall )?survival"), "alive"),
    (re.compile(r"survival to ((?:last|the end of) .+)"), "alive at {}"),
    (re.compile(r"survival without (.+)"), "alive without {}"),
    (re.compile(r"(\S+)-free survival"), "alive and {}-free"),
    (re.compile(r"freedom from (.+)"), "free from {}"),
)
"""What people were who had the outcome of this name; the group of the pattern goes into the words."""
_WERE = (
    (re.compile(r"((?:fe)?male) sex"), "{}"),
    (re.compile(r"(\S+) (?:race|ethnicity)"), "{}"),
    (re.compile(r"(in|)eligibility for (.+)"), "{}eligible for {}"),
)
_COUNTABLE = frozenset(word for word, plural in NOUN_WORDS.items() if word != plural) | {
    "history",
    "deletion",
}


def shares_in(cell: Sequence[ResultClause]) -> list[ResultClause]:
    """What a cell counts, without the tests of it."""
    return [clause for clause in cell if clause.group != "test"]


def has_counts(track: Track) -> bool:
    """Whether every value counts, and is not only a percent."""
    return all(clause.has_count for clause in track.clauses if clause.group != "test")


def named(result: Result, words: str | None = None) -> Line:
    """The outcome by its name or other words that mean it."""
    return Line(TermText(result.outcome_name if words is None else words, (f"outcome:{result.outcome}",)))


def of_whole(track: Track, noun: str) -> tuple[Line, Line] | None:
    """``of 360 patients`` and ``310 (86%)`` of the only side; null where the total is not printed apart."""
    (clause,) = shares_in(track.rows[0][0])
    of = {figure.statistic: figure for figure in clause.figures}
    total, count = of.get("total"), of.get("count")
    if len(track.sides) > 1 or total is None or count is None or clause.figures[0] is not count:
        return None
    if is_all(count, total):
        return None
    rest = ResultClause(tuple(figure for figure in clause.figures if figure is not total))
    cell = [rest if each is clause else each for each in track.rows[0][0]]
    return Line("of ", amount(total), f" {noun}"), cell_text(cell, "")


def _participants(track: Track, block: Block, subjects: Subjects) -> Line | None:
    """``there were 15 infants with two copies and 10 infants with three``: the sizes of sets of people."""
    if not subjects.names_its_sets(block):
        return None
    items = []
    for side, row in zip(track.sides, track.rows, strict=True):
        label = subjects.population_label(side.population)
        people, percent = _people_of_set(row[0], label)
        shown = joined(" ", [people, percent, subjects.whose(side, track.sides), when(side.times)])
        items.append(subjects.flagged(shown, side.flags))
    return Line(f"there {there_verb(track)} ", listed_clearly(items))


def _people_of_set(cell: Sequence[ResultClause], label: Line) -> tuple[Line, Line]:
    """``18,289 women with an outcome`` and ``(87.6%)``."""
    (clause,) = shares_in(cell)
    figures = {figure.statistic: figure for figure in clause.figures}
    percent = [number(figures["percent"])] if "percent" in figures else []
    inside: list[str | Line] = [*percent, *remarks(clause)]
    shown = Line("(", joined("; ", inside), ")") if inside else Line()
    return Line(amount(figures["count"]), " ", label), shown


def there_verb(track: Track) -> str:
    """The verb after ``there``: ``was`` before 1."""
    return "was" if track.head.head.reported == "1" else "were"


def _alive(track: Track, block: Block, subjects: Subjects) -> Line | None:
    """``all 25 infants were alive at last follow-up``; ``of 866 patients, 216 died``."""
    first = block.first
    if first.domain != "survival" or first.target_name or not has_counts(track) or not _is_plain(first):
        return None
    state = _state(first.outcome_name, _ALIVE)
    if state is not None and (
        len(track.sides) == 1 or track.times or " at " in state or subjects.lead(block)
    ):
        return _people_were(track, block, subjects, f"were {state}")
    if len(track.sides) == 1 and _MORTALITY.fullmatch(first.outcome_name):
        return _people_were(track, block, subjects, "died")
    return None


_FATES = {"alive at last follow-up": "alive", "alive at the end of follow-up": "alive", "alive": "alive"}


def fate(track: Track, block: Block) -> str | None:
    """``were alive`` or ``had died``, of people counted without a total; null of others."""
    first = block.first
    counted = first.domain == "survival" and not first.target_name and has_counts(track) and _is_plain(first)
    if not counted or any(clause.counts_of_total for clause in track.clauses):
        return None
    if _MORTALITY.fullmatch(first.outcome_name):
        return "had died"
    state = _state(first.outcome_name, _ALIVE)
    return "were alive" if state in _FATES else None


def fates_together(told: Sequence[tuple[Track, Block]], subjects: Subjects) -> Line:
    """``at last follow-up, 14 patients were alive and 110 had died``."""
    times = told[0][0].times
    ends = [_state(block.first.outcome_name, _ALIVE) for _, block in told]
    end = next((words.partition(" at ")[2] for words in ends if words and " at " in words), "")
    items = []
    for index, (track, block) in enumerate(told):
        values = side_values(track, subjects, "" if index else subjects.people)
        items.append(joined(" ", [values, named(block.first, fate(track, block))]))
    time = when_first(times) or (f"at {end}" if end else "in all")
    return Line(time, ", ", listed_clearly(items))


def _is_plain(first: Result) -> bool:
    return first.estimator in PLAIN_ESTIMATORS and not first.counted


def _state(name: str, forms: Sequence[tuple[re.Pattern[str], str]]) -> str | None:
    for pattern, words in forms:
        if match := pattern.fullmatch(name):
            return words.format(*match.groups())
    return None


def _people_were(track: Track, block: Block, subjects: Subjects, predicate: str) -> Line:
    """What some of the people were; a number never begins the sentence."""
    people, lead = subjects.people, bool(subjects.lead(block))
    about, _, end = predicate.partition(" at ")
    time = when_first(track.times) or (f"at {end}" if end else "")
    said = named(block.first, about if len(track.sides) > 1 else predicate)
    if len(track.sides) == 1 and end and not track.times:
        time = ""
    before = [time] if time else []
    # "Of 412 patients, 2 died", since a number does not begin a sentence; after other words it may stand.
    whole = None if before or lead else of_whole(track, people)
    if whole is not None:
        return joined(", ", [Line(whole[0]), joined(" ", [whole[1], side_of(track, subjects), said])])
    values = side_values(track, subjects, people)
    starts = before or lead or values.plain.startswith(("all ", "no "))
    return joined(", ", [*(before if starts else ["in all"]), joined(" ", [values, said])])


def side_of(track: Track, subjects: Subjects) -> Line:
    """The only side by its name, with what is odd in print about it."""
    return subjects.flagged(subjects.side(track.sides[0]), track.sides[0].flags)


def baseline_state(first: Result) -> Line | None:
    """``were male``, ``had cirrhosis``: what people were at the start; null for other results."""
    if first.domain != "baseline" or first.role != "baseline" or first.counted or first.target_name:
        return None
    state = _state(first.outcome_name, _WERE)
    if state is None:
        return Line("had ", article_of(first.outcome_name), named(first))
    proper = first.outcome_name.endswith(("race", "ethnicity"))
    return Line("were ", named(first, state[:1].upper() + state[1:] if proper else state))


def _baseline(track: Track, block: Block, subjects: Subjects) -> Line | None:
    return baseline(track, block, subjects, Line())


def baseline(track: Track, block: Block, subjects: Subjects, defined: Line) -> Line | None:
    """``of the infants, 44% were male``; ``of 360 patients, 310 had cirrhosis``, and how that is defined."""
    state = baseline_state(block.first)
    if state is None:
        return None
    said = joined(" ", [Line(state, defined), when(track.times)])
    people = subjects.people
    whole = of_whole(track, people)
    if whole is not None:
        return Line(whole[0], ", ", joined(" ", [whole[1], side_of(track, subjects), said]))
    values = side_values(track, subjects, "")
    shared = len({side.population for side in track.sides}) == 1
    lead = bool(subjects.lead(block)) and shared
    return Line("" if lead else f"of the {people}, ", values, " ", said)


def article_of(name: str) -> str:
    """``a`` or ``an`` before something of which a person has one, such as a tumor; else nothing."""
    head = head_of(name)
    countable = head in _COUNTABLE and name.split()[0] not in {"one", "a", "an", "no", "any", "prior"}
    return with_article(name).partition(" ")[0] + " " if countable else ""


def _missing(track: Track, block: Block, subjects: Subjects) -> Line | None:
    """``the primary outcome at 15 months was missing for 18 of 84 children``."""
    match = _MISSING.fullmatch(block.first.outcome_name)
    if match is None:
        return None
    what = match["what"]
    about = timed(Line("" if is_plural(what) else "the ", named(block.first, what)), track.times)
    values = side_values(track, subjects, unit_of(block.first, subjects.people))
    return Line(about, f" {was(what)} missing for ", values)


PEOPLE_FORMS = (_participants, _alive, _baseline, _missing)
"""What may be said of people, the first that fits; each is null where it does not."""
