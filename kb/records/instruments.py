"""Instrument records: the codes in which limitations of studies are named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Protocol

from pydantic import Field

from kb import codes
from kb.records.base import Flaw, Record, RecordEntry
from kb.records.keeping import SPECIAL, StoredRow
from kb.records.scalars import Refused, Scalar, Slug, Text, coded
from kb.records.yaml_source import Path

_CODE = r"(conduct|relevance)/[a-z0-9-]+/[0-9]+[a-z]?"
_DOMAIN = r"(conduct|relevance)/[a-z0-9-]+"


def _limitation_code(value: str) -> str:
    if not re.fullmatch(_CODE, value):
        raise Refused(f"`{value}` is no limitation code.", "Write table/domain/number: conduct/allocation/2.")
    return value


def _limitation_domain(value: str) -> str:
    if not re.fullmatch(_DOMAIN, value):
        raise Refused(f"`{value}` is no domain.", "Write table/domain: conduct/allocation.")
    return value


LimitationCode = Annotated[str, Scalar(_limitation_code, {"type": "string", "pattern": f"^{_CODE}$"})]
LimitationDomain = Annotated[str, Scalar(_limitation_domain, {"type": "string", "pattern": f"^{_DOMAIN}$"})]


class InstrumentItemEntry(RecordEntry):
    """One code of an instrument."""

    row = StoredRow("instrument_item", id="{owner}/{code}")
    code: Annotated[LimitationCode, SPECIAL] = Field(description="table/domain/number")
    label: Text = Field(description="What the code means, in our wording")


class InstrumentRecord(Record):
    """One edition of an appraisal instrument."""

    row = StoredRow("instrument_version", id="{instrument}")
    instrument: Slug = Field(description="Key: name of the instrument, hyphen, edition; the file's name")
    edition: Text = Field(description="Edition")
    kind: Annotated[str, coded(codes.INSTRUMENT_KIND)] = Field(description="Kind of study it is for")
    title: Text = Field(description="Title")
    items: tuple[InstrumentItemEntry, ...] = Field(description="The codes, in order")


def instrument_flaws(instrument: InstrumentRecord) -> Iterator[Flaw]:
    """The key ends in the edition."""
    ending = f"-{instrument.edition}"
    if not instrument.instrument.endswith(ending) or instrument.instrument == ending:
        yield Flaw(("instrument",), f"does not end in the edition, {ending}.", "Rename it.")


OWNER = {
    "conduct": "Limitations of conduct belong to the study record.",
    "relevance": "Limitations of relevance belong to the indication record.",
}


class Limiting(Protocol):
    """A limitation as written: code or domain, and a note."""

    @property
    def code(self) -> str | None: ...
    @property
    def domain(self) -> str | None: ...
    @property
    def note(self) -> str | None: ...


def limitation_flaws(item: Limiting, table: str, path: Path) -> Iterator[Flaw]:
    """A limitation has a code, or a domain with a note, of the right table."""
    if (item.code is None) == (item.domain is None):
        yield Flaw(path, "needs either `code` or `domain`.", "Write code: conduct/allocation/2.")
        return
    if item.code is None and item.note is None:
        yield Flaw(path, "a limitation without a code needs a note.", "Say what limits the study.")
    named = (item.code or item.domain or "").partition("/")[0]
    if named != table:
        yield Flaw((*path, "code" if item.code else "domain"), f"is of the table {named}.", OWNER[named])
