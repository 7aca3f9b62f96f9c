"""The line of the policy history, from what really changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.forms.values import counted
from kb.review.publishing.update import StatementsChanged, Update


def history_line(update: Update, words: str | None = None) -> str:
    """One line in house words; ``words`` of a person are added at its end and replace nothing.

    For example ``Annual review; statement unchanged; literature review updated through 2022-08; 2 references
    added (36-37), 1 study added``.
    """
    parts = ["First version" if update.is_first else "Annual review" if update.is_annual else "Review"]
    if update.statements is not None:
        parts += _statements(update.statements)
    parts += [f"evidence for {key} now {now}, before {before}" for key, before, now in update.verdicts]
    if update.through is not None:
        parts.append(f"literature review updated through {_through(update)}")
    parts += [", ".join(counts)] if (counts := list(_counts(update))) else []
    parts += [" ".join(words.split()).rstrip(".;")] if words and words.strip() else []
    return "; ".join(parts)


def ranges(numbers: Sequence[int]) -> str:
    """Numbers in order, runs of three or more and of two as ranges: ``35, 37-39``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _statements(changed: StatementsChanged) -> Iterator[str]:
    noun = "statement" if changed.total == 1 else "statements"
    if changed.is_none:
        yield f"{noun} unchanged"
    if changed.reworded:
        yield (
            "statement changed"
            if changed.total == 1
            else f"{changed.reworded} of {changed.total} {noun} changed"
        )
    if changed.decided_otherwise:
        yield "determination changed"
    if changed.other_criteria:
        yield "criteria or codes changed"
    if changed.other_terms:
        yield "terms of coverage changed"
    if changed.added:
        yield f"{counted(changed.added, 'statement', 'statements')} added"
    if changed.removed:
        yield f"{counted(changed.removed, 'statement', 'statements')} removed"


def _through(update: Update) -> str:
    """The month through which all strategies that were searched have been; without one, the last search."""
    assert update.through
    of_strategies = [day for strategy, day in update.through.items() if strategy is not None]
    return (min(of_strategies) if of_strategies else max(update.through.values()))[:7]


def _counts(update: Update) -> Iterator[str]:
    added = update.references_added
    if added:
        yield f"{counted(len(added), 'reference', 'references')} added ({ranges(added)})"
    if update.references_removed:
        yield f"{counted(update.references_removed, 'reference', 'references')} removed"
    if update.studies_added:
        yield f"{counted(update.studies_added, 'study', 'studies')} added"
    if update.studies_removed:
        yield f"{counted(update.studies_removed, 'study', 'studies')} removed"
    if update.studies_corrected:
        yield f"figures of {counted(update.studies_corrected, 'study', 'studies')} corrected"
    if update.guidelines_updated:
        yield f"{counted(update.guidelines_updated, 'guideline', 'guidelines')} updated"
