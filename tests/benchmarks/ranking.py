"""How much reading the order by relevance saves, against random order: WSS@95, everything made up.

    python tests/benchmarks/ranking.py [--candidates 1000] [--relevant 40] [--seeds 3] [--batch 25]

Invents the candidates of a review: relevant ones speak of the question, most others of something else, and
look-alikes share its words but not its design or population. Somebody screens them batch by batch in the
order that is learned from the decisions so far, beginning with likeness to the question. Printed, for random
order as for this one: the share read until 95% of the relevant ones were found, and WSS@95 = 0.95 - that
share (Cohen and others 2006, doi:10.1197/jamia.M1929); random order has 0 on average. Beside them, what the
estimate of the remaining ones said half-way, against the truth, and seconds per order. Made-up texts are
easier than real ones: the figures compare versions of the program, not reviews. Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from kb.review.screening.learning import Example, Lessons
from kb.review.screening.relevance import rank
from kb.review.screening.remaining import remaining

QUESTION = (
    "cryoablation cryosurgical ablation hepatocellular carcinoma liver metastases overall survival recurrence"
)
ABOUT = ("cryoablation", "cryosurgical ablation", "cryotherapy", "freezing probe", "argon-helium system")
LIVER = ("hepatocellular carcinoma", "liver metastases", "liver tumor", "hepatic lesion", "HCC")
FOUND = ("overall survival", "local recurrence", "complication rate", "tumor progression", "mortality")
DESIGNS = ("randomized trial", "cohort of patients", "retrospective series", "comparative study", "registry")
ELSEWHERE = ("kidney", "prostate", "breast", "lung", "atrial fibrillation", "skin wart", "bone")
UNLIKE = ("in mice", "cell culture", "case report", "editorial", "protocol", "narrative review", "cost model")
FILLER = tuple(
    f"{start}{end}" for start in ("as", "di", "nur", "sto", "ex", "me") for end in ("thma", "et", "ses", "ol")
)
"""Words that say nothing here."""

Text = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One review, screened."""

    read: float
    """Share read until 95% of the relevant ones were found."""
    bound: int
    """Relevant ones that may have been left half-way, by the estimate."""
    truth: int
    """Those that were."""
    seconds: float
    """For one order, on average."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--candidates", type=int, default=1000)
    parser.add_argument("--relevant", type=int, default=40)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--batch", type=int, default=25)
    given = parser.parse_args()
    print("seed  order      read to 95%  WSS@95  half-way: at most left / truth  s per order")
    for seed in range(1, given.seeds + 1):
        texts = invented(random.Random(seed), given.candidates, given.relevant)
        for name, order in (("random", _at_random(seed)), ("relevance", _by_relevance)):
            done = screen(texts, order, given.batch)
            print(
                f"{seed:4}  {name:9}  {done.read:11.1%}  {0.95 - done.read:6.3f}"
                f"  {done.bound:23} / {done.truth:5}  {done.seconds:11.2f}"
            )


def invented(made: random.Random, candidates: int, relevant: int) -> list[Text]:
    """Texts, each with whether it is relevant, in random order."""
    look_alikes = relevant * 4
    texts = [(_relevant(made), True) for _ in range(relevant)]
    texts += [(_look_alike(made), False) for _ in range(look_alikes)]
    texts += [(_filler(made, 30), False) for _ in range(candidates - relevant - look_alikes)]
    made.shuffle(texts)
    return texts


def _filler(made: random.Random, words: int) -> str:
    return " ".join(made.choice(FILLER) for _ in range(words))


def _relevant(made: random.Random) -> str:
    said = (made.choice(ABOUT), made.choice(LIVER), made.choice(DESIGNS), made.choice(FOUND))
    # Some say little of what they are about, as abstracts do.
    kept = said if made.random() < 0.8 else made.sample(said, 2)
    return f"{' '.join(kept)} {_filler(made, 25)}"


def _look_alike(made: random.Random) -> str:
    said: tuple[str, ...]
    if made.random() < 0.5:
        said = (made.choice(ABOUT), made.choice(ELSEWHERE), made.choice(DESIGNS), made.choice(FOUND))
    else:
        said = (made.choice(ABOUT), made.choice(LIVER), made.choice(UNLIKE))
    return f"{' '.join(said)} {_filler(made, 25)}"


Order = Callable[[Sequence[Text], Sequence[Text]], list[Text]]


def _by_relevance(judged: Sequence[Text], left: Sequence[Text]) -> list[Text]:
    examples = tuple(Example(str(n), text, label, "") for n, (text, label) in enumerate(judged))
    scores = rank([text for text, _ in left], Lessons(examples, (), QUESTION)).scores
    return [text for _, text in sorted(zip(scores, left, strict=True), key=lambda one: -one[0])]


def _at_random(seed: int) -> Order:
    made = random.Random(seed)
    return lambda _, left: made.sample(list(left), len(left))


def screen(texts: Sequence[Text], order: Order, batch: int) -> Outcome:
    """Judge batch by batch, in the order, until all is judged."""
    judged: list[Text] = []
    left, times = list(texts), []
    while left:
        start = time.perf_counter()
        left = order(judged, left)
        times.append(time.perf_counter() - start)
        judged += left[:batch]
        left = left[batch:]
    labels = [label for _, label in judged]
    wanted = ceil(sum(labels) * 0.95)
    read = next(n for n in range(len(labels) + 1) if sum(labels[:n]) >= wanted)
    half = len(labels) // 2
    bound = remaining(labels[:half], len(labels) - half).at_most
    return Outcome(read / len(labels), bound, sum(labels[half:]), sum(times) / len(times))


if __name__ == "__main__":
    main()
