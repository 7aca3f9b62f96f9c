"""What the commonest commands give, apart from the words of their command line.

Kept free of Typer, so that :mod:`kb.cli.shortcut` can give the same without importing it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kb.cli.database import reading_by
from kb.cli.output import note, show
from kb.formats import TABLES, OutputFormat
from kb.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from kb.db.answer import Stream, Value
    from kb.documents.content import Document


def summary_of(settings: Settings, policy: str, indication: str | None, *, full: bool) -> Document:
    """The summary of evidence of a policy, or of one indication of it."""
    from kb.reports.summary import build_summary

    with reading_by(settings) as reader:
        return build_summary(reader, policy, indication, full=full, templates=settings.templates)


def show_answer(
    asked: AbstractContextManager[Stream], form: OutputFormat | None, output: Path | None = None
) -> None:
    """Show the rows while they come in; say when there are none, and when there would have been more."""
    form = TABLES.choose(form, output)
    shown = 0
    with asked as stream:

        def counted() -> Iterator[tuple[Value, ...]]:
            nonlocal shown
            for shown, row in enumerate(stream.rows, start=1):  # noqa: B007
                yield row

        show(stream.columns, counted(), form, output)
    if stream.truncated:
        note(f"Cut after {shown} rows; --limit shows more.")
    elif not shown and form is OutputFormat.TABLE:
        note("No rows.")
