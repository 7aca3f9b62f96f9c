"""Order by relevance: TF-IDF and logistic regression, learned anew from all decisions each time.

It says what to read first. It excludes nothing: every candidate needs a decision of a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kb.errors import KbError
from kb.review.screening.learning import Lessons

_MISSING = 'The order by relevance needs scikit-learn. Install it: pip install "kb-evidence[screening]"'


@dataclass(frozen=True, slots=True)
class Ranking:
    """Scores of candidates."""

    scores: tuple[float, ...]
    """One for each text, 0 to 1, more for the more relevant. They order; they are no probability."""
    is_learned: bool
    """False: there are not both included and excluded ones yet, and it goes by the policy's question."""
    examples: int
    """Decisions that it was learned from."""


def rank(texts: Sequence[str], lessons: Lessons) -> Ranking:
    """Score texts by what was decided on others. The same input gives the same scores.

    Raises KbError without scikit-learn.
    """
    examples = [*lessons.before, *lessons.now]
    labels = [one.is_relevant for one in examples]
    if not texts:
        return Ranking((), len(set(labels)) == 2, len(labels))
    if len(set(labels)) == 2:
        return Ranking(_learned(texts, [one.text for one in examples], labels), True, len(labels))
    liked = "\n".join([lessons.question, *(one.text for one in examples if one.is_relevant)])
    return Ranking(_alike(texts, liked), False, len(labels))


def _vectorizer() -> Any:
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
    except ImportError as error:
        raise KbError(_MISSING) from error
    return TfidfVectorizer(
        sublinear_tf=True, ngram_range=(1, 2), strip_accents="unicode", token_pattern=r"(?u)\b\w+\b"
    )


def _learned(texts: Sequence[str], examples: Sequence[str], labels: Sequence[bool]) -> tuple[float, ...]:
    vectorizer = _vectorizer()
    from sklearn.linear_model import LogisticRegression

    # What is yet to be ordered takes part in the weights of words, not in what is learned about them.
    features = vectorizer.fit_transform([*examples, *texts])
    model = LogisticRegression(class_weight="balanced", C=10.0, max_iter=1000)
    model.fit(features[: len(examples)], list(labels))
    return _rounded(model.predict_proba(features[len(examples) :])[:, 1])


def _alike(texts: Sequence[str], question: str) -> tuple[float, ...]:
    """Likeness to the question: the cosine of the angle between the two texts' weighted words."""
    vectorizer = _vectorizer()
    features = vectorizer.fit_transform([*texts, question])
    return _rounded((features[:-1] @ features[-1].T).toarray()[:, 0])


def _rounded(scores: Any) -> tuple[float, ...]:
    """Six places: differences beyond them come from the order in which a machine adds."""
    return tuple(round(float(score), 6) for score in scores)
