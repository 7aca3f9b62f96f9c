"""What the commonest commands give, apart from the words of their command line.

Kept free of Typer, so that :mod:`kb.cli.shortcut` can give the same without importing it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kb.cli.database import reading_by
from kb.cli.output import ListFormat, note, show, terminal_width
from kb.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from kb.db.answer import Stream, Value


def summary_text(settings: Settings, policy: str, indication: str | None, *, full: bool, form: str) -> str:
    """The summary of evidence of a policy, or of one indication of it, in a form."""
    from kb.documents import build_summary, render

    with reading_by(settings) as reader:
        document = build_summary(reader, policy, indication, full=full, templates=settings.templates)
    return render(document, form, terminal_width())


def show_answer(asked: AbstractContextManager[Stream], form: ListFormat, output: Path | None = None) -> None:
    """Show the rows while they come in; say when there are none, and when there would have been more."""
    shown = 0
    with asked as stream:

        def counted() -> Iterator[tuple[Value, ...]]:
            nonlocal shown
            for shown, row in enumerate(stream.rows, start=1):  # noqa: B007
                yield row

        show(stream.columns, counted(), form, output)
    if stream.truncated:
        note(f"Cut after {shown} rows; --limit shows more.")
    elif not shown and form is ListFormat.TABLE:
        note("No rows.")
