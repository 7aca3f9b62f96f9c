"""The candidate that a person means: by its number in the list, PMID, DOI, PMC number or id."""

from __future__ import annotations

from collections import defaultdict

from kb.bibliography.identifiers import doi_of, pmcid_of, pmid_of
from kb.review.screening.worklist import Worklist, WorklistItem


class Unclear(Exception):
    """A name that is no candidate of the cycle, or may be two; the message says so to the person."""


class CandidateNames:
    """All names by which candidates of a cycle can be called; merged ones lead to what stands for them."""

    def __init__(self, worklist: Worklist) -> None:
        self._items = {item.candidate: item for item in worklist.items}
        self._numbers = {item.number: item for item in worklist.items}
        self._records = [row["candidate"] for row in worklist.names]
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for row in worklist.names:
            self._add(row["candidate"], row["pmid"], row["doi"], row["pmcid"])
            self._by_name[row["id"].lower()].add(row["candidate"])
        for item in worklist.items:
            self._add(item.candidate, item.standing.pmid, item.standing.doi, None)
            self._by_name[item.candidate.lower()].add(item.candidate)

    def _add(self, candidate: str, pmid: str | None, doi: str | None, pmcid: str | None) -> None:
        for scheme, value in (("pmid", pmid), ("doi", doi), ("pmcid", pmcid)):
            if value:
                self._by_name[f"{scheme}:{value.lower()}"].add(candidate)

    def find(self, text: str) -> WorklistItem:
        """The candidate that a name means. Raises Unclear when there is none, or more than one."""
        name = text.strip().rstrip(",;").strip()
        candidates = set(self._by_name.get(name.lower(), ()))
        if not candidates:
            candidates = self._by_identifier(name) | self._by_number(name)
        if len(candidates) == 1:
            return self._items[candidates.pop()]
        if candidates:
            listed = ", ".join(
                f"#{item.number} {item.candidate}"
                for item in sorted(map(self._items.__getitem__, candidates), key=_number)
            )
            raise Unclear(f"may be several candidates ({listed}). Write #NUMBER or pmid:NUMBER.")
        raise Unclear("is no candidate of this review. kb review screen --list --status all shows them all.")

    def _by_identifier(self, name: str) -> set[str]:
        names = (("pmid", pmid_of(name)), ("doi", doi_of(name)), ("pmcid", pmcid_of(name)))
        if name.startswith("#"):
            return set()
        return set().union(
            *(self._by_name.get(f"{scheme}:{value.lower()}", ()) for scheme, value in names if value)
        )

    def _by_number(self, name: str) -> set[str]:
        """By number in the list; that of a record which repeats another one leads to the same candidate."""
        digits = name.removeprefix("#")
        if not (digits.isascii() and digits.isdecimal()) or len(digits) > 9:
            return set()
        number = int(digits)
        return {self._records[number - 1]} if 0 < number <= len(self._records) else set()


def _number(item: WorklistItem) -> int:
    return item.number
