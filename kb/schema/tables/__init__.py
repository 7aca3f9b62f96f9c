"""All tables. Importing this package fills the MetaData that migrations and writes work with."""

from kb.schema.tables import (  # noqa: F401  (imported for their effect on the MetaData)
    accuracy_columns,
    appraisal,
    bibliography,
    indications,
    policy,
    records,
    releases,
    results,
    review,
    screening,
    search,
    studies,
)
from kb.schema.tables.base import SchemaTable, index_foreign_keys

metadata = SchemaTable.metadata
index_foreign_keys(metadata)

__all__ = ["Table", "metadata"]
