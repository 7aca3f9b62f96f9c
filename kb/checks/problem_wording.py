"""Words for messages: what a result is about, lists and stretches of whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kb.evidence.study import Contrast, Result, Study, Timepoint


def described(study: Study, result: Result) -> str:
    """What a result is about: ``recurrence (cryoablation) in patients with HCC at 1 y``, for a message.

    Only what is needed to tell it from the others of the study: the arm or comparison where there are
    several, the factor always.
    """
    return " ".join([result.outcome_name, *_circumstances(study, result)])


_PREPOSITIONS = {"after", "among", "at", "before", "by", "during", "for", "in", "of", "with", "without"}
"""Words with which the label of a set already says how it goes on: after propensity score matching."""


def circumstances(study: Study, result: Result) -> str:
    """Whose result it is and when: ``(cryoablation) in patients with HCC at 1 y``; empty when of all."""
    return " ".join(_circumstances(study, result))


def _circumstances(study: Study, result: Result) -> list[str]:
    words = [] if result.target_name is None else [f"for {result.target_name}"]
    if result.column in study.arms and len(study.arms) > 1:
        words.append(f"({study.arms[result.column].label})")
    elif result.column in study.contrasts:
        words += _compared(study, study.contrasts[result.column])
    if result.population != "whole":
        label = population_named(study, result.population)
        words.append(label if label.split()[0] in _PREPOSITIONS else f"in {label}")
    if result.time.label:
        words.append(_when(result.time))
    return words


def _compared(study: Study, contrast: Contrast) -> Iterator[str]:
    if contrast.factor is not None:
        yield f"by {contrast.factor}"
    sides = _sides(contrast)
    if sides is not None and {_sides(peer) for peer in study.contrasts.values()} - {sides, None}:
        yield f"({' vs '.join(_side_named(study, key) for key in sides)})"


def _sides(contrast: Contrast) -> tuple[str, str] | None:
    if contrast.index is None or contrast.reference is None:
        return None
    return contrast.index, contrast.reference


def _side_named(study: Study, key: str) -> str:
    return study.arms[key].label if key in study.arms else population_named(study, key)


def _when(time: Timepoint) -> str:
    """The time with its preposition; times that are printed together as a list of them."""
    if time.kind not in ("at", "within", "over", "series", "end"):
        return time.words
    bare = time.kind == "at" or (time.kind == "series" and all(part[:1].isdigit() for part in time.steps))
    return f"{'at ' if bare else ''}{listed(time.steps)}"


def population_named(study: Study, key: str) -> str:
    """The label of a population set; the participants for the whole."""
    population = study.populations.get(key)
    return population.label or key if population is not None and key != "whole" else "all participants"


def stretch(numbers: Sequence[int] | range) -> str:
    """Whole numbers in a row as a reader says them: ``92``, ``833 to 835``."""
    return f"{numbers[0]:,}" if len(numbers) == 1 else f"{numbers[0]:,} to {numbers[-1]:,}"


def listed(words: Iterable[str], joint: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    *first, last = list(words)
    return f"{', '.join(first)} {joint} {last}" if first else last
