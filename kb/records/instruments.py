"""Instrument records: the codes in which limitations of studies are named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kb import codes
from kb.records.base import Entry, Flaw, Record
from kb.records.keeping import SPECIAL, TableRow
from kb.records.scalars import Refused, Scalar, Slug, Text, coded

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


class Item(Entry):
    """One code of an instrument."""

    row = TableRow("instrument_item", id="{owner}/{code}")
    code: Annotated[LimitationCode, SPECIAL] = Field(description="table/domain/number")
    label: Text = Field(description="What the code means, in our wording")


class Instrument(Record):
    """One edition of an appraisal instrument."""

    row = TableRow("instrument_version", id="{instrument}")
    instrument: Slug = Field(description="Key: name of the instrument, hyphen, edition; the file's name")
    edition: Text = Field(description="Edition")
    kind: Annotated[str, coded(codes.INSTRUMENT_KIND)] = Field(description="Kind of study it is for")
    title: Text = Field(description="Title")
    items: tuple[Item, ...] = Field(description="The codes, in order")

    def flaws(self) -> Iterator[Flaw]:
        """The key ends in the edition; codes differ."""
        if not self.instrument.endswith(f"-{self.edition}") or self.instrument == f"-{self.edition}":
            yield Flaw(("instrument",), f"does not end in the edition, -{self.edition}.", "Rename it.")
        seen: set[str] = set()
        for index, item in enumerate(self.items):
            if item.code in seen:
                yield Flaw(("items", index, "code"), f"`{item.code}` is listed twice.", "Remove one of them.")
            seen.add(item.code)
