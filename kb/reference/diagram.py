"""The entity-relationship diagram as data: tables, their columns, and which column points where."""

from __future__ import annotations

from dataclasses import dataclass

from kb.db.catalog import keys_of
from kb.db.connect import Reader
from kb.errors import KbError, nearest
from kb.finding.dictionary import columns_of, relations

_EVERYWHERE = "record_id"
"""Nearly every table names the record a row came from; drawn, these lines would hide all others."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One column of a table; ``primary`` when it is in the primary key, ``target`` the table it points at
    ("" = none)."""

    name: str
    type: str
    primary: bool
    target: str
    description: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One table."""

    name: str
    description: str
    attributes: tuple[Attribute, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A foreign key: ``source.column`` points at table ``target``. ``optional`` when it may be null,
    ``single`` when no two rows point at the same row."""

    source: str
    column: str
    target: str
    optional: bool
    single: bool


@dataclass(frozen=True, slots=True)
class Diagram:
    """Tables by name and links by table and column; ``centre`` is the table whose surroundings it shows."""

    entities: tuple[Entity, ...]
    links: tuple[Link, ...]
    centre: str = ""


def build_diagram(reader: Reader, centre: str = "") -> Diagram:
    """All tables and the foreign keys between them, or a ``centre`` with the tables it is linked to."""
    tables = sorted(str(row["name"]) for row in relations(reader, tables=True) if row["kind"] == "table")
    if centre and centre not in tables:
        raise KbError(f"There is no table {centre!r} to draw. {nearest(centre, tables)}".strip())
    links = tuple(link for name in tables for link in _links(reader, name))
    if centre:
        links = tuple(link for link in links if centre in (link.source, link.target))
        tables = sorted({centre, *(link.source for link in links), *(link.target for link in links)})
    about = {str(row["name"]): str(row["description"]) for row in relations(reader, tables=True)}
    return Diagram(tuple(_entity(reader, name, about[name]) for name in tables), links, centre)


def _entity(reader: Reader, name: str, description: str) -> Entity:
    primary = keys_of(reader, name)[0]
    attributes = tuple(
        Attribute(
            str(row["column"]),
            str(row["type"]),
            row["column"] in primary,
            str(row["refers_to"]).partition(".")[0],
            str(row["description"]),
        )
        for row in columns_of(reader, name)
        if row["column"] != _EVERYWHERE
    )
    return Entity(name, description, attributes)


def _links(reader: Reader, name: str) -> list[Link]:
    unique = keys_of(reader, name)
    return [
        Link(
            name,
            str(row["column"]),
            str(row["refers_to"]).partition(".")[0],
            row["null"] == "yes",
            (str(row["column"]),) in unique,
        )
        for row in columns_of(reader, name)
        if row["refers_to"] and row["column"] != _EVERYWHERE
    ]
