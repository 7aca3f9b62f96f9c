"""Showing citations: as rows, in the formats of reference managers, or formatted by a CSL style."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kb.cli.options import format_option
from kb.cli.output import show_rows, write_document, write_pieces
from kb.errors import KbError
from kb.formats import DOCUMENTS, REFERENCES, TABLES, FormatChoice, OutputFormat, WrongFormat

if TYPE_CHECKING:
    from kb.bibliography.citation import Citation

CITED = FormatChoice(*TABLES.formats, *REFERENCES.formats, *DOCUMENTS.formats)
CitedFormatOption = Annotated[OutputFormat | None, format_option(CITED)]
StyleOption = Annotated[
    Path | None,
    typer.Option(
        "--style",
        metavar="FILE.csl",
        help="Format the references by this style of the Citation Style Language.",
    ),
]


@dataclass(frozen=True, slots=True)
class CitedRows:
    """Publications as they are listed; ``citations`` reads all of each under its key, in the same order."""

    columns: Sequence[str]
    rows: Sequence[Mapping[str, Any]]
    citations: Callable[[], Sequence[tuple[str, Citation]]]


@dataclass(frozen=True, slots=True)
class CitedForm:
    """How they are to be shown, as the person asked."""

    form: OutputFormat | None
    output: Path | None
    style: Path | None

    def chosen(self) -> OutputFormat:
        """The format. Raises WrongFormat where it needs a style, or does not go with one."""
        if self.style is not None:
            form = DOCUMENTS.choose(self.form, self.output)
            if form not in (*DOCUMENTS.formats, OutputFormat.TABLE):
                raise WrongFormat(f"{form.label} holds no formatted references. Leave out --style.")
            return form
        form = CITED.choose(self.form, self.output)
        if form not in TABLES.formats and form not in REFERENCES.formats:
            raise WrongFormat(
                f"{form.label} holds formatted references: name their style with --style FILE.csl."
            )
        return form

    def of_table(self) -> OutputFormat:
        """The format of something that cites nothing. Raises WrongFormat for those of citations."""
        form = TABLES.choose(self.form, self.output)
        if self.style is not None or form not in TABLES.formats:
            raise WrongFormat(f"{'--style' if self.style else f'--format {form}'} goes with --list.")
        return form


def show_citations(listed: CitedRows, asked: CitedForm) -> None:
    """Show the rows, or write what they cite. Raises KbError, WrongFormat."""
    form = asked.chosen()
    if asked.style is not None:
        _show_formatted(listed, form, asked)
    elif form in REFERENCES.formats:
        from kb.bibliography.citation import Format
        from kb.bibliography.formats.exports import written_citations

        if not listed.rows and asked.output is not None:
            raise KbError("The list is empty, so no file was written.")
        write_pieces(written_citations(Format(form.value), listed.citations()), form, asked.output)
    else:
        show_rows(listed.columns, listed.rows, form, asked.output)


def _show_formatted(listed: CitedRows, form: OutputFormat, asked: CitedForm) -> None:
    from kb.bibliography.csl_styles import CslStyle
    from kb.bibliography.formats.csl_json_writing import csl_item
    from kb.documents.content import Document, Paragraph
    from kb.narrative.prose import in_italics

    assert asked.style is not None
    style = CslStyle(asked.style)
    entries = style.formatted([csl_item(key, citation) for key, citation in listed.citations()])
    paragraphs = [Paragraph(in_italics(entry)) for entry in entries]
    write_document(Document("References", (), paragraphs), form, asked.output)
