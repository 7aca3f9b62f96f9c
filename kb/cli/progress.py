"""Progress on stderr for work that takes a while; silent where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

#: Called with how much is done and how much there is in all.
Progress = Callable[[int, int], None]
Item = TypeVar("Item")
Counted = Callable[[Iterable[Any]], Iterator[Any]]


@contextmanager
def showing_progress(title: str) -> Iterator[Progress]:
    """A progress bar on a terminal; on a pipe or in a log, a line for every tenth of long work."""
    if sys.stderr.isatty():
        with _bar(title) as advance:
            yield advance
    else:
        yield _lines(title)


@contextmanager
def _bar(title: str) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)


def _lines(title: str) -> Progress:
    """Lines instead of a bar, and none at all for work of under a thousand records."""
    shown = 0

    def advance(done: int, total: int) -> None:
        nonlocal shown
        tenth = done * 10 // total if total >= 1000 else 0
        if tenth > shown:
            shown = tenth
            sys.stderr.write(f"{title}: {done} of {total}\n")

    return advance


@contextmanager
def counting(title: str) -> Iterator[Counted]:
    """Progress for what nobody knows the length of: how many have gone by, on a terminal."""
    if not sys.stderr.isatty():
        yield lambda items: iter(items)
        return
    with _bar(title) as advance:
        yield lambda items: _counted(items, advance)


def _counted(items: Iterable[Item], advance: Progress) -> Iterator[Item]:
    for number, item in enumerate(items, start=1):
        if number % 500 == 0:
            advance(number, 0)
        yield item
