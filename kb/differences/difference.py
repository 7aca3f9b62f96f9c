"""What differs between two states of a policy: records, conclusions, document; each made when asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kb.differences.records import RecordDifference, differences
from kb.differences.sides import Side

if TYPE_CHECKING:
    from kb.differences.conclusions import Conclusions
    from kb.differences.redline import Redline

LEVELS = ("records", "conclusions", "document")


@dataclass
class Difference:
    """Two states of a policy and what lies between them."""

    policy: str
    before: Side
    after: Side

    @cached_property
    def records(self) -> list[RecordDifference]:
        """The records that differ, by name."""
        return differences(self.before.texts, self.after.texts)

    @cached_property
    def redline(self) -> Redline:
        """The later document with what was deleted and inserted."""
        from kb.differences.comparing import redline

        return redline(self.before.document, self.after.document)

    @cached_property
    def conclusions(self) -> Conclusions:
        """What is concluded of each indication, before and after, and why."""
        from kb.differences.conclusions import compare_conclusions

        return compare_conclusions(self.before, self.after, self.records, self.redline)

    @property
    def is_empty(self) -> bool:
        """Whether records and documents say the same on both sides."""
        from kb.differences.redline import renumbered, spots

        return not self.records and not spots(self.redline) and not renumbered(self.redline)
