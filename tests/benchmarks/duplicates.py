"""How well and how fast duplicates are found, against the floor: same DOI, same PMID, or same title and year.

    python tests/benchmarks/duplicates.py [--held 20000] [--new 2000] [--seed 1]

Invents publications that are held, and an import that repeats some of them as databases do (initials,
journal abbreviations, capitals, typing errors, lost subtitles, early dates, missing identifiers), adds
look-alikes that are other publications (corrections, replies, protocols, abstracts, parts, updates), and
prints for both ways: recall, false merges, look-alikes merged, pairs left to a person, CPU seconds, and the
memory of all. Everything is made up. Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from kb.bibliography.citation import Citation, CitationAuthor, Format, RecordPlace
from kb.bibliography.duplicates.compared_record import compared_record
from kb.bibliography.duplicates.find import find_duplicates

FAMILIES = (
    "Madeup",
    "Invented",
    "Fictive",
    "Noname",
    "Müller-Doe",
    "van der Example",
    "O'Sample",
    "Čapek-Roe",
)
GIVEN = ("Anna", "Bo", "Chunping", "Jean-Pierre", "Zoë M", "Kenji", "Ngozi", "Lucía")
THINGS = (
    "cryoablation",
    "telemonitoring",
    "radiotherapy",
    "ultrasound",
    "immunotherapy",
    "screening",
    "bracing",
)
ILLS = ("cirrhosis", "arrhythmia", "asthma", "psoriasis", "scoliosis", "migraine", "anemia", "hypertension")
PEOPLE = ("adults", "children", "veterans", "outpatients", "pregnant women", "transplant recipients")
TOWNS = tuple(
    f"{start}{end}" for start in ("North", "South", "Old", "New") for end in ("ville", "ham", "burg")
)
DESIGNS = (
    "a randomized trial",
    "a cohort study",
    "a systematic review",
    "results of a registry",
    "a phase 2 trial",
)
FIELDS = ("Hepatology", "Cardiology", "Neurology", "Surgery", "Radiology", "Dermatology")
FORMS = ("Journal", "European Journal", "Annals", "Archives")


@dataclass
class Case:
    """Records in the order of their numbers, held ones first, and the truth about the new ones."""

    held: list[Citation]
    new: list[Citation] = field(default_factory=list)
    repeats: dict[int, int] = field(default_factory=dict)
    """Number of a new record -> number of the held one that it repeats."""
    look_alikes: dict[int, int] = field(default_factory=dict)
    """Number of a new record -> number of the held one that it resembles."""


def article(chance: random.Random, number: int) -> Citation:
    """One made-up article."""
    first = chance.randrange(1, 2000)
    year, name = chance.randrange(1998, 2026), f"{chance.choice(FORMS)} of Made-Up {chance.choice(FIELDS)}"
    subject = f"{chance.choice(THINGS).capitalize()} and {chance.choice(THINGS)} for {chance.choice(ILLS)}"
    title = f"{subject} in {chance.choice(PEOPLE)} of {chance.choice(TOWNS)}: {chance.choice(DESIGNS)}"
    authors = (
        CitationAuthor(chance.choice(FAMILIES), chance.choice(GIVEN)) for _ in range(chance.randrange(1, 9))
    )
    return Citation(
        format=Format.RIS,
        place=RecordPlace(number + 1, 1, None),
        raw="",
        title=title,
        authors=tuple(authors),
        journal=name,
        issued=str(year),
        volume=str(year - 1970),
        issue=str(chance.randrange(1, 13)),
        pages=f"{first}-{first + 7}",
        pmid=str(90_000_000 + number) if chance.random() < 0.9 else None,
        dois=(f"10.5555/made.{number}",) if chance.random() < 0.85 else (),
    )


def repeated(chance: random.Random, one: Citation) -> Citation:
    """The same publication, as another database has it."""
    title = str(one.title)
    title = chance.choice((title, title, title.upper(), title.title(), f"[{title}]", title.split(":")[0]))
    if chance.random() < 0.1:
        cut = chance.randrange(5, len(title) - 1)
        title = title[:cut] + title[cut + 1 :]
    short = " ".join(word[:4] for word in str(one.journal).split() if word != "of")
    changed = replace(
        one,
        title=title,
        authors=tuple(CitationAuthor(name.family, (name.given or "")[:1]) for name in one.authors),
        journal=chance.choice((one.journal, short)),
        pages=chance.choice((one.pages, str(one.pages).split("-")[0], None)),
        pmid=chance.choice((one.pmid, None, None)),
        dois=chance.choice((one.dois, (), ())),
    )
    if chance.random() < 0.1:
        return replace(changed, issued=str(int(str(one.issued)) - 1), volume=None, issue=None, pages=None)
    return changed


def look_alike(chance: random.Random, one: Citation, number: int) -> Citation:
    """Another publication that goes by the same title."""
    title, year = str(one.title), int(str(one.issued))
    bare = replace(one, pmid=None, dois=(f"10.5555/look.{number}",), pages=str(3000 + chance.randrange(500)))
    return chance.choice(
        (
            replace(bare, title=f"Correction: {title}"),
            replace(bare, title=f"Reply to: {title}", authors=(CitationAuthor("Responder", "Rhea"),)),
            replace(bare, title=f"{title.split(':')[0]}: study protocol", issued=str(year - 2)),
            replace(bare, title=f"{title}, part II"),
            replace(bare, title=f"{title}: {year + 2} update", issued=str(year + 2)),
            replace(
                bare, journal="Made-Up Congress Proceedings", issued=str(year - 1), volume="3", pages="S41"
            ),
        )
    )


def made_up_case(held: int, new: int, seed: int) -> Case:
    """Of the new records 40 in 100 repeat a held one, 12 in 100 look like one, the others are new."""
    chance = random.Random(seed)
    case = Case([article(chance, number) for number in range(held)])
    for number in range(held, held + new):
        pick, like = chance.random(), chance.randrange(held)
        if pick < 0.40:
            case.new.append(repeated(chance, case.held[like]))
            case.repeats[number] = like
        elif pick < 0.52:
            case.new.append(look_alike(chance, case.held[like], number))
            case.look_alikes[number] = like
        else:
            case.new.append(article(chance, number))
    return case


def floor(records: Sequence[Citation]) -> tuple[list[set[int]], int]:
    """Groups by the same DOI, the same PMID or the same title and year, and no pairs for a person."""
    group = list(range(len(records)))

    def top(number: int) -> int:
        while group[number] != number:
            number = group[number]
        return number

    seen: dict[tuple[str, str], int] = {}
    for number, one in enumerate(records):
        title = "".join(sign for sign in str(one.title).lower() if sign.isalnum())
        keys = [*(("doi", doi) for doi in one.dois), ("title", f"{title} {one.issued}")]
        keys += [("pmid", one.pmid)] if one.pmid else []
        for key in keys:
            group[top(number)] = top(seen.setdefault(key, number))
    found: defaultdict[int, set[int]] = defaultdict(set)
    for number in range(len(records)):
        found[top(number)].add(number)
    return [members for members in found.values() if len(members) > 1], 0


def ours(records: Sequence[Citation], held: int) -> tuple[list[set[int]], int]:
    """Groups and pairs for a person, as ``kb review import`` finds them."""
    found = find_duplicates(compared_record(one, n, is_new=n >= held) for n, one in enumerate(records))
    return [set(group.members) for group in found.groups], len(found.questions)


def score(case: Case, groups: Iterable[set[int]]) -> tuple[float, int, int]:
    """Recall of repeats, groups that mix publications, look-alikes merged with what they resemble."""
    of = {number: members for members in groups for number in members}
    hits = sum(like in of.get(number, ()) for number, like in case.repeats.items())
    mixed = {
        id(members): len({case.repeats.get(number, number) for number in members}) for members in of.values()
    }
    alike = sum(like in of.get(number, ()) for number, like in case.look_alikes.items())
    return hits / max(len(case.repeats), 1), sum(kinds > 1 for kinds in mixed.values()), alike


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how duplicates are found.")
    parser.add_argument("--held", type=int, default=20_000)
    parser.add_argument("--new", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    case = made_up_case(given.held, given.new, given.seed)
    records = [*case.held, *case.new]
    print(f"{given.held} held, {given.new} new, of which")
    print(f"{len(case.repeats)} repeat a held one and {len(case.look_alikes)} look like one")
    heads = ("recall", "false merges", "look-alikes", "pairs", "CPU s", "of floor")
    print(f"{'':10} " + " ".join(f"{head:>12}" for head in heads))
    base = 0.0
    for name in ("floor", "kb"):
        start = time.process_time()
        groups, pairs = floor(records) if name == "floor" else ours(records, given.held)
        spent = time.process_time() - start
        base = base or spent
        recall, mixed, alike = score(case, groups)
        cells = (f"{recall:.4f}", mixed, alike, pairs, f"{spent:.1f}", f"{spent / base:.1f}")
        print(f"{name:10} " + " ".join(f"{cell:>12}" for cell in cells))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"Memory at most, with the made-up records: {peak:.0f} MB")


if __name__ == "__main__":
    main()
