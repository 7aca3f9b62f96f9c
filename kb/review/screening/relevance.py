"""Order by relevance: TF-IDF and logistic regression, learned anew from all decisions each time.

It says what to read first. It excludes nothing: every candidate needs a decision of a person.

Words count by their stems, and no pairs of words count: with the few relevant ones that a review has, what
the forms of a word have in common says more (``tests/benchmarks/ranking_labelled.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kb.extras import SCREENING
from kb.review.screening.learning import Lessons
from kb.review.screening.question_terms import stems_of

_MANY = 200
"""Texts from which on words that only one of them has are left out: they cannot order others."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Scores of candidates."""

    scores: tuple[float, ...]
    """One for each text, 0 to 1, more for the more relevant. They order; they are no probability."""
    is_learned: bool
    """False: there are not both included and excluded ones yet, and it goes by the policy's question."""
    examples: int
    """Decisions that it was learned from."""


class Ranker:
    """Weighs the words of texts once, and orders by what was decided so far as often as asked.

    Texts that are yet to be ordered take part in the weights of words, not in what is learned about them.
    Raises KbError without scikit-learn.
    """

    def __init__(self, texts: Iterable[str], lessons: Lessons) -> None:
        known = [*texts, lessons.question, *(example.text for example in (*lessons.before, *lessons.now))]
        distinct = list(dict.fromkeys(known))
        self._row = {text: number for number, text in enumerate(distinct)}
        self._features = _vectorizer(2 if len(distinct) >= _MANY else 1).fit_transform(distinct)

    def rank(self, texts: Sequence[str], lessons: Lessons) -> Ranking:
        """Score texts, of those given at first, by what was decided. The same input gives the same scores."""
        examples = [*lessons.before, *lessons.now]
        is_learned = len({example.is_relevant for example in examples}) == 2
        if not texts:
            return Ranking((), is_learned, len(examples))
        seen = self._of(example.text for example in examples)
        if is_learned:
            scores = _learned(self._of(texts), seen, [example.is_relevant for example in examples])
        else:
            liked = [example.text for example in examples if example.is_relevant]
            scores = _alike(self._of(texts), self._of([lessons.question, *liked]))
        return Ranking(scores, is_learned, len(examples))

    def _of(self, texts: Iterable[str]) -> Any:
        """The weights of the words of texts, a row for each."""
        return self._features[[self._row[text] for text in texts]]


def rank(texts: Sequence[str], lessons: Lessons) -> Ranking:
    """Score texts once."""
    return Ranker(texts, lessons).rank(texts, lessons)


def _vectorizer(least: int) -> Any:
    """Weights of stems of words that at least so many texts hold."""
    SCREENING.require("Orders by relevance")
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer=stems_of, sublinear_tf=True, min_df=least)


def _learned(features: Any, seen: Any, labels: Sequence[bool]) -> tuple[float, ...]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(class_weight="balanced", C=1.0, max_iter=1000)
    model.fit(seen, list(labels))
    return _rounded(model.predict_proba(features)[:, 1])


def _alike(features: Any, liked: Any) -> tuple[float, ...]:
    """Likeness to the question and what was included: the mean cosine of the angles between word weights."""
    return _rounded((features @ liked.T).toarray().mean(axis=1))


def _rounded(scores: Any) -> tuple[float, ...]:
    """Six places: differences beyond them come from the order in which a machine adds."""
    return tuple(round(float(score), 6) for score in scores)
