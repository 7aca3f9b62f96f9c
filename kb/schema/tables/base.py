"""How a table is written down: column helpers that insist on a description, and constraint names.

Every table and column carries a description as its database comment. Foreign keys are deferred to the
end of the transaction, so that a load may write rows in any order. Every row of a curated table names
the record it came from (``record_id``), which is how a load finds the rows it has to compare.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from kb.codes import Codes

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class SchemaTable(SQLModel):
    """Base of every table; holds the one MetaData with the naming convention."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)


def _column(kind: Any, description: str, *args: Any, **options: Any) -> Any:
    info = {"codes": options.pop("codes")} if options.get("codes") else {}
    options.pop("codes", None)
    column = Column(kind, *args, comment=description, info=info, **options)
    return Field(default=None, sa_column=column, description=description)


def primary_key(description: str) -> Any:
    """The primary key: a readable slug path such as ``wang-2015/cryo``."""
    return _column(Text, description, primary_key=True)


def text_column(description: str, *, null: bool = False, codes: Codes | None = None) -> Any:
    """A text column; ``codes`` names the closed list it takes its values from."""
    return _column(Text, description, nullable=null, codes=codes)


def bytes_column(description: str, *, null: bool = False) -> Any:
    """Bytes, for what is kept compressed."""
    return _column(LargeBinary, description, nullable=null)


def integer_column(description: str, *, null: bool = False) -> Any:
    """A whole number."""
    return _column(Integer, description, nullable=null)


def real_column(description: str, *, null: bool = False) -> Any:
    """A real number, for sorting and arithmetic; the exact form is next to it as text."""
    return _column(Float(53), description, nullable=null)


def flag_column(description: str) -> Any:
    """True or false, never null."""
    return _column(Boolean(create_constraint=False), description, nullable=False)


def foreign_key(target: str, description: str, *, null: bool = False) -> Any:
    """A foreign key to ``table.column``, checked at commit."""
    reference = ForeignKey(target, deferrable=True, initially="DEFERRED")
    return _column(Text, description, reference, nullable=null)


def from_record() -> Any:
    """The record that a curated row came from."""
    return foreign_key("record.id", "Record that this row came from, kind/key")


def coded(column: str, codes: Codes) -> CheckConstraint:
    """A CHECK that holds a column to its code list (null passes where the column allows it)."""
    listed = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def check(name: str, condition: str) -> CheckConstraint:
    """A named CHECK."""
    return CheckConstraint(condition, name=name)


def unique(*columns: str, name: str | None = None) -> UniqueConstraint:
    """A unique key over columns that are never null; ``name`` where the usual one passes 63 characters."""
    return UniqueConstraint(*columns, name=name)


def unique_without(missing: str, *columns: str, present: str = "") -> Index:
    """A unique key for the rows where ``missing`` is null; one that names it would pass them all.

    Several that may be missing are parted by a space. ``present`` is one that is not null in those rows.
    """
    names = missing.split()
    parts = [f"{name} IS NULL" for name in names] + ([f"{present} IS NOT NULL"] if present else [])
    condition = text(" AND ".join(parts))
    return Index(
        f"uq_without_{'_and_'.join(names)}",
        *columns,
        *([present] if present else []),
        unique=True,
        sqlite_where=condition,
        postgresql_where=condition,
    )


def described(comment: str, *constraints: Any, index: tuple[str, ...] = ()) -> Any:
    """``__table_args__`` with the description of the table and its constraints.

    ``index`` lists columns to index, several of one index parted by a space, besides foreign keys:
    ``index_foreign_keys`` sees to these.
    """
    return (*constraints, *(Index(None, *columns.split()) for columns in index), {"comment": comment})


def index_foreign_keys(metadata: MetaData) -> None:
    """Give every foreign key that leads no key or index of its table an index of its own.

    Rows are looked up along foreign keys in both directions, and an engine that deletes a row looks for what
    points at it.
    """
    for table in metadata.tables.values():
        leading = _leading_columns(table)
        for column in table.columns:
            if column.foreign_keys and column.name not in leading:
                Index(None, column)


def _leading_columns(table: Table) -> set[str]:
    """First columns of the keys and indexes that hold every row of a table."""
    keys = [key for key in table.constraints if isinstance(key, PrimaryKeyConstraint | UniqueConstraint)]
    indexes = [index for index in table.indexes if index.dialect_options["sqlite"]["where"] is None]
    return {next(iter(key.columns)).name for key in (*keys, *indexes)}
