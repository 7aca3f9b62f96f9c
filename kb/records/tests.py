"""Test records: a diagnostic, screening or prognostic test, whichever study or policy it is in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kb import codes as code_lists
from kb.records.base import Flaw, Record, RecordEntry, TextOrEntry
from kb.records.keeping import (
    ColumnName,
    ConditionKey,
    InterventionKey,
    ReferenceKey,
    StoredRow,
    TestKey,
)
from kb.records.scalars import Day, PartialDate, Slug, Text, Whole, coded


class AnalyteEntry(TextOrEntry):
    """What a test looks at: a gene, a protein, a chromosome. Written as its name alone, or with a detail."""

    row = StoredRow("analyte", id="{owner}/{text}")
    text: Text = Field(description="Gene symbol, or name of the analyte, as the laboratory prints it")
    detail: Text | None = Field(
        None, description="What of it: variants, exons, deletions and duplications; absent when not stated"
    )


class CutoffEntry(TextOrEntry):
    """A limit that parts the results of a test. Written as the limit alone, or with what a result then is."""

    row = StoredRow("cutoff", id="{owner}/{position}")
    text: Text = Field(description="The limit as printed, for example >0.60 or 4 ng/mL or more")
    result: Text | None = Field(
        None, description="What a result beyond it is called: positive, high risk; absent when not stated"
    )


class AssignedCodeEntry(RecordEntry):
    """A code that the test is billed by: CPT, PLA (0001U), HCPCS."""

    row = StoredRow("assigned_code", id="{owner}/{system}/{code}")
    system: Text = Field(description="Code system: CPT, PLA, HCPCS ...")
    code: Text = Field(description="The code, for example 0060U")
    description: Text | None = Field(None, description="What it names; absent when not told")
    valid_from: Day | None = Field(
        None, description="First day on which the code may be billed, ISO 8601; absent when not told"
    )
    valid_to: Day | None = Field(
        None,
        description="Last day on which the code may be billed, ISO 8601; absent when not told, or in force",
    )


class CompanionUseEntry(RecordEntry):
    """A treatment that the test selects patients for: one pair of drug and test, with what it rests on."""

    row = StoredRow("companion_use", id="{owner}/{position}")
    treatment: InterventionKey = Field(description="Key of the drug, or other treatment, that it selects for")
    condition: ConditionKey | None = Field(
        None, description="Key of the condition that is treated; absent when any"
    )
    result: Text | None = Field(
        None, description="Result that selects, for example EGFR exon 19 deletion; absent when not stated"
    )
    approval: Text | None = Field(
        None, description="Approval of the pair as printed, for example PMA P150044; absent for none"
    )
    date: PartialDate | None = Field(
        None, description="When it was approved, as precisely as known; absent when not told"
    )
    recommendation: Text | None = Field(
        None,
        description="Guideline and grade that support the pair, as printed: NCCN 2A; absent for none",
    )
    reference: ReferenceKey | None = Field(None, description="Key of the reference that states the pair")


class DiagnosticTestRecord(Record):
    """A test as laboratories offer it, in one version."""

    row = StoredRow("test", id="{test}")
    test: Slug = Field(description="Key of the test; the file's name")
    name: Text = Field(description="Name, reads within a sentence")
    abbreviation: Text | None = Field(None, description="Abbreviation; absent when there is none")
    intervention: InterventionKey | None = Field(
        None,
        description="Key of the intervention that the test is a form of: what PICO questions name",
    )
    laboratory: Text | None = Field(
        None, description="Laboratory that runs it, or manufacturer; absent when not stated"
    )
    version: Text | None = Field(None, description="Version as printed; absent when not stated")
    replaces: Annotated[TestKey | None, ColumnName("replaces_id")] = Field(
        None, description="Key of the test that this one is a later version of"
    )
    purpose: Annotated[str, coded(code_lists.TEST_PURPOSE)] | None = Field(
        None, description="What it is for in the first place; absent when not stated"
    )
    specimen: Text | None = Field(
        None, description="What is examined: maternal plasma, tumor tissue; absent when not stated"
    )
    method: Text | None = Field(None, description="How it works, in our words; absent when not entered")
    status: Text | None = Field(
        None,
        description="Regulatory status as stated: FDA approved, laboratory-developed; absent when not stated",
    )
    analyte_kind: Annotated[str, coded(code_lists.ANALYTE_KIND)] | None = Field(
        None, description="What sort of things its analytes are; absent when not stated"
    )
    panel_size: Whole | None = Field(
        None, description="How many analytes the laboratory says it looks at; absent when not stated"
    )
    analytes: tuple[AnalyteEntry, ...] = Field((), description="What it looks at, in order: genes, proteins")
    thresholds: tuple[CutoffEntry, ...] = Field((), description="Limits that part its results, in order")
    codes: tuple[AssignedCodeEntry, ...] = Field((), description="Codes that it is billed by")
    companion_to: tuple[CompanionUseEntry, ...] = Field(
        (), description="Treatments that it selects patients for"
    )
    reference: ReferenceKey | None = Field(None, description="Key of the reference that describes the test")
    note: Text | None = Field(None, description="Remark of ours; absent when there is none")


def diagnostic_test_flaws(test: DiagnosticTestRecord) -> Iterator[Flaw]:
    """A test is no version of itself, lists no more than it says, and no code ends before it begins."""
    if test.replaces == test.test:
        yield Flaw(("replaces",), "names the test itself.", "Name the earlier version, or remove it.")
    if test.panel_size is not None and len(test.analytes) > test.panel_size:
        message = f"is {test.panel_size}, yet {len(test.analytes)} analytes are listed."
        yield Flaw(("panel_size",), message, "Correct the number, or the list.")
    for index, analyte in enumerate(test.analytes):
        if ";" in analyte.text:
            yield Flaw(("analytes", index), f"`{analyte.text}` names several.", "Write one entry for each.")
    for index, code in enumerate(test.codes):
        if code.valid_from is not None and code.valid_to is not None and code.valid_to < code.valid_from:
            yield Flaw(("codes", index, "valid_to"), "is before `valid_from`.", "Correct one of the days.")
