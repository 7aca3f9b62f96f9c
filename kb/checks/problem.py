"""A problem that a check finds, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is, the worst first.

    ``error``: cannot be right as it is printed or entered. ``warning``: probably wrong, or unexplained; a
    person has to look. ``note``: worth knowing, for example that a p value cannot be recomputed.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class CheckProblem:
    """One problem at one place.

    ``rule`` is the key of the rule, which writes it in; ``record`` the id of the record it is in
    (``studies/rong-2015``), ``place`` the key of the row it is about (a figure, a result, a finding, a
    reference ...). Rule and place name the problem across loads. ``message`` says it in a writer's words.
    ``found`` is what is printed or
    entered: an acknowledgement holds exactly as long as it says the same. ``expected`` is what would agree
    ("" when nothing would). ``figures`` are the ids of all figures involved, in reading order.
    """

    severity: Severity
    record: str
    place: str
    message: str
    found: str = ""
    expected: str = ""
    figures: tuple[str, ...] = ()
    rule: str = ""

    @property
    def order(self) -> tuple[str, int, str, str, str]:
        """Sorts problems by record, then the worst first."""
        return (self.record, self.severity.rank, self.rule, self.place, self.message)
