"""The candidate that a person means: by its number in the list, PMID, DOI, PMC number or id."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from kb.bibliography.identifiers import doi_of, pmcid_of, pmid_of
from kb.db.connect import Row
from kb.review.candidate_status import ScreenedCandidate
from kb.review.screening.worklist import ScreeningItem


class Unclear(Exception):
    """A name that is no candidate of the cycle, or may be two; the message says so to the person."""


class CandidateNames:
    """All names by which candidates of a cycle can be called; merged ones lead to what stands for them."""

    def __init__(self, items: Iterable[ScreeningItem], names: Iterable[Row]) -> None:
        """``names`` are the records of these candidates, as a worklist has them."""
        self._items = {item.candidate: item for item in items}
        self._records: dict[int, str] = {}
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for row in names:
            self._records[row["number"]] = row["candidate"]
            self._add(row["candidate"], row["pmid"], row["doi"], row["pmcid"])
            self._by_name[row["id"].lower()].add(row["candidate"])
        for candidate, item in self._items.items():
            self._by_name[candidate.lower()].add(candidate)
            if isinstance(item.standing, ScreenedCandidate):
                self._add(candidate, item.standing.pmid, item.standing.doi, None)

    def _add(self, candidate: str, pmid: str | None, doi: str | None, pmcid: str | None) -> None:
        for scheme, value in (("pmid", pmid), ("doi", doi), ("pmcid", pmcid)):
            if value:
                self._by_name[f"{scheme}:{value.lower()}"].add(candidate)

    def find(self, text: str) -> ScreeningItem:
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
        number = number_in(name)
        return {self._records[number]} if number in self._records else set()


def number_in(name: str) -> int | None:
    """The number in the list that a name may be, with or without ``#``; None when it is none."""
    digits = name.removeprefix("#")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else None


def _number(item: ScreeningItem) -> int:
    return item.number


def bare_title(title: str | None) -> str:
    """The letters and digits of a title, to compare it with another as some program wrote it."""
    plain = unicodedata.normalize("NFKD", title or "").casefold()
    return "".join(letter for letter in plain if letter.isalnum())
