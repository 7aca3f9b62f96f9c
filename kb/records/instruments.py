"""Instrument records: codes that name limitations, and domains that are judged in words of the instrument."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Protocol

from pydantic import Field

from kb import codes
from kb.records.base import Flaw, Record, RecordEntry
from kb.records.keeping import SPECIAL, StoredRow
from kb.records.scalars import Refused, Scalar, Slug, Text, YesNo, coded
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


class InstrumentDomainEntry(RecordEntry):
    """One domain that the instrument has judged."""

    row = StoredRow("instrument_domain", id="{owner}/{key}")
    key: Slug = Field(description="Key within the instrument, for example randomization")
    label: Text = Field(description="What is judged, in our wording; reads within a sentence")
    heading: Text | None = Field(
        None, description="What the domain is listed under, for example Applicability; absent for none"
    )
    critical: YesNo = Field(False, description="The overall judgement hangs on it")
    rates: Annotated[str, coded(codes.RATING_DIRECTION)] | None = Field(
        None,
        description="Whether it is a reason to rate certainty down or up; absent where studies are judged",
    )


class InstrumentJudgementEntry(RecordEntry):
    """One word in which the instrument judges."""

    row = StoredRow("instrument_judgement", id="{owner}/{key}")
    key: Slug = Field(description="Key within the instrument, for example some-concerns")
    label: Text = Field(description="The judgement, reads within a sentence: some concerns")
    use: Annotated[str, coded(codes.JUDGEMENT_USE)] = Field("any", description="What is judged in this word")


class InstrumentRecord(Record):
    """One edition of an appraisal instrument: codes of limitations, or domains and words to judge them in."""

    row = StoredRow("instrument_version", id="{instrument}")
    instrument: Slug = Field(description="Key: name of the instrument, hyphen, edition; the file's name")
    edition: Text = Field(description="Edition")
    kind: Annotated[str, coded(codes.INSTRUMENT_KIND)] = Field(description="Kind of study it is for")
    title: Text = Field(description="Title")
    abbreviation: Text | None = Field(
        None, description="How texts name it, for example RoB 2; absent for the title"
    )
    source: Text | None = Field(
        None, description="Where it was published: a DOI or an address; absent when not told"
    )
    items: tuple[InstrumentItemEntry, ...] = Field((), description="Codes of limitations, in order")
    domains: tuple[InstrumentDomainEntry, ...] = Field((), description="Domains that are judged, in order")
    judgements: tuple[InstrumentJudgementEntry, ...] = Field(
        (), description="Words in which it judges, from the best to the worst"
    )


def instrument_flaws(instrument: InstrumentRecord) -> Iterator[Flaw]:
    """The key ends in the edition, and there is something to appraise by."""
    ending = f"-{instrument.edition}"
    if not instrument.instrument.endswith(ending) or instrument.instrument == ending:
        yield Flaw(("instrument",), f"does not end in the edition, {ending}.", "Rename it.")
    if not instrument.items and not instrument.judgements:
        remedy = "Add `items` (codes of limitations), or `domains` and `judgements`."
        yield Flaw((), "has nothing to appraise by.", remedy)
    if instrument.domains and not instrument.judgements:
        yield Flaw(("domains",), "no word judges them.", "Add `judgements`: [{key: low, label: low risk}].")
    if instrument.kind == "certainty":
        for index, domain in enumerate(instrument.domains):
            if domain.rates is None:
                yield Flaw(("domains", index), "`rates` is missing.", "Write rates: down, or rates: up.")


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
