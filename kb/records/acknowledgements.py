"""What a writer says of a problem that ``kb check`` found and that stays: kept in the record it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from kb.records.base import Flaw, RecordEntry
from kb.records.keeping import ColumnName, StoredRow
from kb.records.scalars import Slug, Text


class AcknowledgementEntry(RecordEntry):
    """A problem that was looked at and stays, with the reason.

    It applies as long as the check finds the same: ``found`` is what is printed or entered, letter by
    letter but for the spacing. Whether the rule still finds it, and the place is still there, is for
    the checks to say.
    """

    flow = False
    row = StoredRow("acknowledgement", id="{record}#{position}", owner="")
    rule: Slug = Field(description="Key of the rule that found the problem")
    place: Text = Field(
        description="Key of the row the problem is about, for example the id of a figure; it may be gone"
    )
    found: Text | None = Field(
        None, description="What the check found there, as printed or entered; absent when it names nothing"
    )
    reason: Text = Field(description="Why it stays, in our words; numbers may be named")
    by: Annotated[Text | None, ColumnName("acknowledged_by")] = Field(
        None, description="Who acknowledged it; absent when not told"
    )
    agreed_by: Text | None = Field(
        None,
        description="Who else agreed, which a problem that prints in a conclusion needs; absent for nobody",
    )


def acknowledgement_flaws(acknowledged: Sequence[AcknowledgementEntry]) -> Iterator[Flaw]:
    """A problem, which is its rule and place, is acknowledged once in a record."""
    first: dict[tuple[str, str], int] = {}
    for index, item in enumerate(acknowledged):
        if (other := first.setdefault((item.rule, item.place), index)) != index:
            message = f"`{item.rule}` at `{item.place}` is acknowledged for the second time."
            yield Flaw(("acknowledged", index), message, f"Keep this entry or entry {other + 1}.")
