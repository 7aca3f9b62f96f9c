"""Names that a text can use for the studies and references on file, and how labels are written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.audit.folding import HYPHEN
from kb.db.connect import Reader, Row
from kb.db.queries import run

_PARTICLES = "van|von|vander|de|der|den|del|della|di|da|dos|du|la|le|el|al|bin|ten|ter"
#: A family name has a small letter, which initials have not.
_NAME = (
    rf"(?:(?:{_PARTICLES})\s+){{0,3}}(?=(?:[\w'\u2019]|{HYPHEN})*[^\W\dA-Z_])"
    rf"[^\W\d_a-z][\w'\u2019]*(?:{HYPHEN}[^\W\d_][\w'\u2019]*)*"
)
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})[a-z]?"
_IN_BRACKETS = rf"\s*[(\[]\s*{_YEAR}\s*[)\]]"
#: A label with "et al", whatever the name.
SHARED = re.compile(
    rf"(?<![\w-])(?P<name>{_NAME}),?\s+et\s+al\b\.?(?:,?{_IN_BRACKETS}|,?\s+{_YEAR.replace('year', 'bare')})?"
)
#: A label only when the name is one on file or nearly one.
ALONE = re.compile(rf"(?<![\w-])(?P<name>{_NAME})(?:\s+(?:and|&)\s+{_NAME})?{_IN_BRACKETS}")


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that a text can use: printed form, first author, year (null: not known), study, key on file."""

    label: str
    family: str
    year: int | None
    study: str | None
    key: str
    kind: str


def read_names(reader: Reader, document: str) -> list[KnownName]:
    """The names of the studies and references that a document can be expected to mention."""
    rows = run(reader, "audit/names", document=document)
    for policy in run(reader, "audit/document_policies", document=document):
        # A policy at a time: asked for several at once, the engines make the citations of all policies.
        rows += run(reader, "audit/policy_names", policy=policy["policy"])
    return list(dict.fromkeys(name for row in rows if (name := _name(row)) is not None))


def _name(row: Row) -> KnownName | None:
    """The name of one row; None for a reference whose author is not known."""
    if row["kind"] == "study":
        match = re.search(_YEAR, row["label"])
        year = int(match["year"]) if match else None
        return KnownName(row["label"], _family(row["label"]), year, row["study"], row["key"], "study")
    if not row["family"]:
        return None
    label = row["family"] + ("" if row["year"] is None else f" ({row['year']})")
    return KnownName(label, row["family"], row["year"], row["study"], row["key"], "reference")


def _family(label: str) -> str:
    match = SHARED.match(label) or ALONE.match(label)
    return match["name"] if match else label
