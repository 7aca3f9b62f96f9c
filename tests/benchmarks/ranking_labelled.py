"""How much reading the order by relevance saves in reviews that people have screened: WSS@95 and ATD.

    python tests/benchmarks/ranking_labelled.py FILE.csv... [--label label_included] [--batch 25]

A file is one review: a CSV with the columns ``title``, ``abstract`` and a label, 1 for what was included. The
public sets of drug-class reviews (Cohen and others 2006, doi:10.1197/jamia.M1929) are laid out so; none is
shipped. Somebody screens the candidates batch by batch in the order learned from the decisions so far,
beginning with likeness to the question, for which the name of the file stands (``BetaBlockers.csv``). Nothing
else is known, no earlier review and no cited reference: the hardest start. Printed for each review and as
mean: WSS@95 = 0.95 - the share read until 95% of the relevant ones were found; ATD, the mean share read until
each relevant one was found; seconds. Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import time
from dataclasses import dataclass
from math import ceil
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from kb.review.screening.learning import Example, Lessons
from kb.review.screening.relevance import Ranker


@dataclass(frozen=True, slots=True)
class LabelledReview:
    """Texts of candidates as kb reads them (the title twice, the abstract), each with its label."""

    question: str
    texts: list[str]
    labels: list[bool]


@dataclass(frozen=True, slots=True)
class Saved:
    """What the order saved."""

    wss: float
    atd: float
    seconds: float


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--label", default="label_included")
    parser.add_argument("--batch", type=int, default=25)
    given = parser.parse_args()
    print(f"{'review':28}{'candidates':>11}{'relevant':>9}{'WSS@95':>8}{'ATD':>7}{'seconds':>9}")
    saved = []
    for file in given.files:
        review = read_review(file, given.label)
        saved.append(screen(review, given.batch))
        last = saved[-1]
        print(
            f"{file.stem:28}{len(review.texts):11,}{sum(review.labels):9,}{last.wss:8.3f}{last.atd:7.3f}"
            f"{last.seconds:9.1f}",
            flush=True,
        )
    count = len(saved)
    print(
        f"{'mean':28}{'':20}{sum(one.wss for one in saved) / count:8.3f}"
        f"{sum(one.atd for one in saved) / count:7.3f}"
    )


def read_review(file: Path, label: str) -> LabelledReview:
    """The review that a file holds."""
    csv.field_size_limit(1 << 24)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    texts = [
        "\n".join(part for part in (row["title"], row["title"], row["abstract"]) if part) for row in rows
    ]
    question = " ".join(re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", file.stem)).lower()
    return LabelledReview(question, texts, [row[label] == "1" for row in rows])


def screen(review: LabelledReview, batch: int) -> Saved:
    """Judge batch by batch, in the order, until all is judged."""
    start = time.perf_counter()
    left, judged = list(range(len(review.texts))), list[int]()
    ranker = Ranker(review.texts, Lessons((), (), review.question))
    while left:
        examples = tuple(Example(str(n), review.texts[n], review.labels[n], "") for n in judged)
        scores = ranker.rank([review.texts[n] for n in left], Lessons(examples, (), review.question)).scores
        order = [n for _, n in sorted(zip(scores, left, strict=True), key=lambda pair: -pair[0])]
        judged, left = judged + order[:batch], order[batch:]
    found = [place for place, n in enumerate(judged, start=1) if review.labels[n]]
    read = found[ceil(len(found) * 0.95) - 1] / len(judged)
    return Saved(0.95 - read, sum(found) / len(found) / len(judged), time.perf_counter() - start)


if __name__ == "__main__":
    main()
