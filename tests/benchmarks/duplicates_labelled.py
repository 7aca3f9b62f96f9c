"""How well duplicates are found in sets that people have labelled, against the floor of duplicates.py.

    python tests/benchmarks/duplicates_labelled.py FOLDER...

A folder is one set in the layout of the public sets that BibDedupe is tried on (Wagner 2024,
doi:10.21105/joss.06318; most are those of Hair and others 2023, doi:10.1186/s12915-023-01686-z):
``records_pre_merged.csv`` with the columns ID, title, year, author (parted by `` and ``), pages, volume,
number, journal and perhaps doi and abstract; ``merged_record_ids.csv`` with the IDs of one publication in a
line, parted by semicolons. None is shipped. Printed for each and for all: recall (merges that were made of
those that the labels ask for), the same once a person has answered the pairs that are shown, publications
merged wrongly, pairs shown. Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

from duplicates import floor

from kb.bibliography.citation import Citation, CitationAuthor, Format, RecordPlace
from kb.bibliography.duplicates.compared_record import compared_record
from kb.bibliography.duplicates.find import find_duplicates

Answer = tuple[list[set[int]], list[tuple[int, int]]]
"""Groups of records, and the pairs that a person is shown."""


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Records, and for each the number of the first record of its publication."""

    records: list[Citation]
    publication: list[int]


@dataclass(slots=True)
class Score:
    """Counts of one set; they add up."""

    asked_for: int = 0
    made: int = 0
    answered: int = 0
    wrong: int = 0
    pairs: int = 0

    def add(self, other: Score) -> None:
        """Add the counts of another set."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def line(self) -> str:
        """The counts as cells of a line."""
        share = max(self.asked_for, 1)
        cells = (
            self.asked_for,
            f"{self.made / share:.4f}",
            f"{self.answered / share:.4f}",
            self.wrong,
            self.pairs,
        )
        return " ".join(f"{cell:>12}" for cell in cells)


def read_set(folder: Path) -> LabelledSet:
    """The set in a folder."""
    with (folder / "records_pre_merged.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    number = {row["ID"]: place for place, row in enumerate(rows)}
    publication = list(range(len(rows)))
    for line in (folder / "merged_record_ids.csv").read_text("utf-8").splitlines()[1:]:
        members = [number[key] for key in line.strip('"').split(";")]
        for member in members:
            publication[member] = members[0]
    return LabelledSet([_citation(place, row) for place, row in enumerate(rows)], publication)


def _citation(place: int, row: dict[str, str]) -> Citation:
    names = (name.partition(",") for name in (row["author"] or "").split(" and "))
    people = (
        CitationAuthor(family.strip(), given.strip() or None) for family, _, given in names if family.strip()
    )
    return Citation(
        format=Format.RIS,
        place=RecordPlace(place + 1, 1, None),
        raw="",
        title=row["title"].strip('"') or None,
        authors=tuple(person for person in people if person.family != "UNKNOWN"),
        journal=row["journal"].strip('"') or row.get("booktitle") or None,
        issued=row["year"] or None,
        volume=row["volume"] or None,
        issue=row["number"] or None,
        pages=row["pages"] or None,
        abstract=row.get("abstract") or None,
        dois=(row["doi"].lower(),) if row.get("doi") else (),
    )


def ours(records: Sequence[Citation]) -> Answer:
    """Groups and pairs as ``kb review import`` finds them in one run."""
    answer = find_duplicates(compared_record(record, number) for number, record in enumerate(records))
    return [set(group.members) for group in answer.groups], [
        (pair.one, pair.other) for pair in answer.questions
    ]


def scored(labelled: LabelledSet, answer: Answer) -> Score:
    """Count what was made of a set."""
    groups, pairs = answer
    true = [pair for pair in pairs if labelled.publication[pair[0]] == labelled.publication[pair[1]]]
    mixed = (len({labelled.publication[member] for member in group}) - 1 for group in groups)
    return Score(
        asked_for=len(labelled.records) - len(set(labelled.publication)),
        made=_made(labelled, groups),
        answered=_made(labelled, [*groups, *map(set, true)]),
        wrong=sum(mixed),
        pairs=len(pairs),
    )


def _made(labelled: LabelledSet, groups: Iterable[set[int]]) -> int:
    """How many records of a publication were joined to others of it."""
    top = list(range(len(labelled.records)))

    def root(place: int) -> int:
        while top[place] != place:
            place = top[place]
        return place

    made = 0
    for group in groups:
        for member in sorted(group):
            first = next(
                each for each in sorted(group) if labelled.publication[each] == labelled.publication[member]
            )
            if root(member) != root(first):
                top[root(member)] = root(first)
                made += 1
    return made


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how duplicates are found in labelled sets.")
    parser.add_argument("folder", type=Path, nargs="+")
    folders: list[Path] = parser.parse_args().folder
    heads = ("duplicates", "recall", "answered", "wrong", "pairs")
    print(f"{'':28} " + " ".join(f"{head:>12}" for head in heads))
    ways: dict[str, Callable[[Sequence[Citation]], Answer]] = {
        "floor": lambda records: (floor(records)[0], []),
        "kb": ours,
    }
    total = {way: Score() for way in ways}
    for folder in folders:
        labelled = read_set(folder)
        for way, find in ways.items():
            score = scored(labelled, find(labelled.records))
            total[way].add(score)
            print(f"{folder.name:22} {way:5} {score.line()}")
    for way, score in total.items():
        print(f"{'all':22} {way:5} {score.line()}")


if __name__ == "__main__":
    main()
