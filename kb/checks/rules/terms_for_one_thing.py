"""One thing has one name in a policy.

Why: cryosurgery, cryotherapy and cryoablation are one technology or three, depending on who reads. A policy
that changes between them leaves open which of them it decides on, and a search for one word misses the
rest.

How: for each intervention that the indications of a policy ask about, or compare with, the names of the
vocabulary and the labels of arms that received it alone are put together. Labels that differ in their main
word are names of one thing when the words begin alike (percutaneous cryotherapy, cryoablation) or one is a
proper name (a brand). Those that occur in labels or texts of the policy are reported, one note for each
thing. A second note reports British and American spellings side by side.

What fits: name and abbreviation of the vocabulary; words before and after the main word (curative,
percutaneous, with or without resection); a wider word that the vocabulary knows as another intervention
(surgery, ablation); a label that says who was in the arm, or which dose, cohort or version of a test it was.

Limits: synonyms that no arm is labeled with are not known, nor those that begin otherwise. Names of
conditions and outcomes come from the vocabulary wherever they are generated, so only interventions are
compared.

Source: AMA Manual of Style, 11th edition, section 11.1; Cochrane Handbook for Systematic Reviews of
Interventions, version 6.4, section 4.4.4 (a search needs every synonym).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kb.checks.policy import CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import listed
from kb.checks.rule import Subject, rule
from kb.evidence.vocabulary import Term, is_form_of

_END = re.compile(r"[(,;:]|\b(?:with|without|plus|after|before|for|in|of|by|alone|and|or|combined|under)\b")
_GENERAL = re.compile(
    r"ablation|therapy|treatment|surgery|procedures?|intervention|control|care|test|arm|group|drug|device|placebo"
    r"|sham|technique"
)
_STEM = 4
"""Letters that names of one thing have in common at their beginning: cryotherapy, cryosurgery."""
_PROPER_NAME = re.compile(r"[A-Z][a-z]{3,}")
_SPELLINGS = (
    (r"\btumour", r"\btumor"),
    (r"randomis", r"randomiz"),
    (r"\bhaemo|\bhaema", r"\bhemo(?!dial)|\bhema"),
    (r"\boedema", r"\bedema"),
    (r"\boesoph", r"\besoph"),
    (r"anaesth", r"anesth"),
    (r"paediatr", r"pediatr"),
    (r"leukaemi", r"leukemi"),
    (r"\bcentres?\b", r"\bcenters?\b"),
    (r"hospitalis", r"hospitaliz"),
)


@rule(
    Subject.POLICY,
    Severity.NOTE,
    source="AMA Manual of Style, 11th edition, section 11.1; Cochrane Handbook 6.4, section 4.4.4",
)
def check_terms_for_one_thing(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """One note for each intervention with several names, and one for mixed spelling."""
    keys = {
        key: None
        for indication in policy.indications
        for key in (*indication.interventions, *indication.comparators)
    }
    for key in keys:
        term = policy.vocabulary.interventions.get(key)
        if term is not None:
            yield from _names(policy, term)
    yield from _spelling(policy)


def _names(policy: CheckedPolicy, term: Term) -> Iterator[CheckProblem]:
    name = main_word(term.name)
    labels = {label for label in _labels(policy, term) if _may_name(label, term)}
    candidates = {name} | {main_word(label) for label in labels}
    other_names = {
        main_word(name)
        for key, intervention in policy.vocabulary.interventions.items()
        if not _is_one(policy, key, term.key)
        for name in intervention.names
    }
    own = {word for word in candidates if word and not _GENERAL.fullmatch(word) and word not in other_names}
    used = Counter({word: count for word in own if (count := _count(policy, term, word))})
    if len(used) > 1:
        words = [
            f"{word} ({count})"
            for word, count in sorted(used.items(), key=lambda entry: (-entry[1], entry[0]))
        ]
        yield CheckProblem(
            severity=Severity.NOTE,
            record=policy.record,
            place=f"{policy.id} {term.key}",
            message=f"Labels and texts call {term.name} by several names: {listed(words)}. Choose one.",
            found=", ".join(sorted(used)),
            expected=term.name,
        )


def _may_name(label: str, term: Term) -> bool:
    """Whether a label may be a name of the thing: its main word begins like one, or it is a proper name."""
    word = main_word(label)
    stems = {part[:_STEM].lower() for name in term.names for part in name.split()}
    return (len(word) >= _STEM and word[:_STEM].lower() in stems) or _PROPER_NAME.fullmatch(label) is not None


def _is_one(policy: CheckedPolicy, key: str, second_key: str) -> bool:
    terms = policy.vocabulary.interventions
    return is_form_of(terms, key, second_key) or is_form_of(terms, second_key, key)


def _labels(policy: CheckedPolicy, term: Term) -> Iterator[str]:
    """Labels of the arms that received this intervention, or a form of it, and nothing else."""
    terms = policy.vocabulary.interventions
    for study in policy.studies.values():
        for arm in study.arms.values():
            if len(arm.interventions) == 1 and is_form_of(terms, arm.interventions[0], term.key):
                yield arm.label


def main_word(name: str) -> str:
    """The last word of the first phrase of a name, in the singular; with the one before when it is general.

    Percutaneous cryotherapy is cryotherapy, radiofrequency ablation stays whole.
    """
    phrase = _END.split(name.strip(), maxsplit=1)[0]
    words: list[str] = re.findall(r"[^\W\d_][\w-]*", phrase)
    if not words:
        return ""
    word = words[-1] if words[-1].isupper() else words[-1].lower()
    if _GENERAL.fullmatch(word) and len(words) > 1:
        word = f"{words[-2].lower()} {word}"
    return word.removesuffix("s") if len(word) > 4 and not word.endswith("ss") else word


def _count(policy: CheckedPolicy, term: Term, word: str) -> int:
    """How often a word is in texts of the policy and labels of arms."""
    if word.isupper() and word == term.abbreviation:
        return 0
    pattern = re.compile(rf"\b{re.escape(word)}s?\b", 0 if word.isupper() else re.IGNORECASE)
    labels = [arm.label for study in policy.studies.values() for arm in study.arms.values()]
    return sum(len(pattern.findall(text)) for text in (*labels, *(passage.text for passage in policy.texts)))


def _spelling(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    text = "\n".join(passage.text for passage in policy.texts)
    for british, american in _SPELLINGS:
        first = re.search(british + r"\w*", text, re.IGNORECASE)
        second = re.search(american + r"\w*", text, re.IGNORECASE)
        if first is not None and second is not None:
            pair = (first[0].lower(), second[0].lower())
            yield CheckProblem(
                severity=Severity.NOTE,
                record=policy.record,
                place=f"{policy.id} spelling",
                message=f"British and American spelling stand side by side: {listed(pair)}.",
                found=", ".join(pair),
            )
            return
