"""One relation in Markdown, for the manual and for ``kb schema TABLE --format markdown``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kb.reference.as_text import shown
from kb.reference.relation import ColumnEntry, Relation

CodesCell = Callable[[ColumnEntry], str]
"""What a cell says of the codes of a column: the codes themselves, or where they stand."""

_LONGEST = 60
"""Characters of an example value that are shown."""


def render_markdown(relation: Relation) -> str:
    """One relation as a Markdown page, codes in their cells."""
    return "".join(f"{line}\n" for line in relation_lines(relation, "#", _codes_in_full))


def relation_lines(relation: Relation, heading: str, codes: CodesCell) -> Iterator[str]:
    """The lines of one relation under a heading of the given depth."""
    yield f"{heading} {relation.name}"
    yield ""
    yield escaped(relation.description)
    yield ""
    for number, key in enumerate(relation.keys):
        yield f"* {'Key' if number == 0 else 'Also unique'}: {', '.join(f'`{column}`' for column in key)}"
    yield ""
    yield from table(
        ("Column", "Type", "Null", "Meaning", "Example"),
        ([*_facts(column, codes), _example(relation, column)] for column in relation.columns),
    )
    if relation.query:
        yield from ("", "```sql", *relation.query.splitlines(), "```")


def table(head: tuple[str, ...], rows: Iterator[list[str]]) -> Iterator[str]:
    """A Markdown table; the cells are escaped already."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _facts(column: ColumnEntry, codes: CodesCell) -> list[str]:
    meaning = escaped(column.description)
    if column.refers_to:
        meaning += f" → `{column.refers_to}`"
    if column.codes:
        meaning += f" {codes(column)}"
    return [f"`{column.name}`", column.type, "null" if column.null else "", meaning]


def _example(relation: Relation, column: ColumnEntry) -> str:
    if not relation.has_example or column.example is None:
        return ""
    text = shown(column.example)
    return code(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")


def _codes_in_full(column: ColumnEntry) -> str:
    return "Codes: " + "; ".join(f"{code(name)} {escaped(text)}" for name, text in column.codes.items())


def code(text: str) -> str:
    """A code span that may stand in a table cell; a bar there would end the cell."""
    fence = "``" if "`" in text else "`"
    space = " " if "`" in text else ""
    return f"{fence}{space}{text}{space}{fence}".replace("|", "\\|")


def escaped(text: str) -> str:
    """Text in which no character is taken for Markdown."""
    for character in "\\`*_[]<>|":
        text = text.replace(character, f"\\{character}")
    return " ".join(text.split())
