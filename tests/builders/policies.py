"""Policies for the tests of rules, from short shapes of records, without a database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kb.checks.policy import (
    AuthoredText,
    BoundFigure,
    CheckedPolicy,
    FindingBasis,
    GuidelineVersion,
    NewestSignOff,
)
from kb.evidence.policy import (
    CitedReference,
    ClinicalInput,
    Code,
    EvidenceGroup,
    Finding,
    HistoryEntry,
    Indication,
    OngoingTrial,
    PicoElement,
    Recommendation,
    Statement,
    StatementCode,
    StudyUse,
    TrialSearch,
)
from kb.evidence.study import Result, Study
from kb.evidence.vocabulary import Outcome, Term, Vocabulary
from kb.records.prose_tokens import tokens_of
from tests.builders.references import notices
from tests.builders.studies import OUTCOMES, OutcomeWords, study

FURTHER = {
    "disease-specific-survival": OutcomeWords("survival", "higher"),
    "quality-of-life": OutcomeWords("symptom", "higher"),
    "symptom-reduction": OutcomeWords("symptom", "higher"),
    "treatment-related-mortality": OutcomeWords("harm", "lower"),
    "treatment-related-morbidity": OutcomeWords("harm", "lower"),
}
ABBREVIATIONS = {"overall-survival": "OS", "disease-free-survival": "DFS"}
INTERVENTIONS = {
    "cryoablation": ("cryosurgical ablation", "CSA", None, "procedure"),
    "percutaneous-cryoablation": ("percutaneous cryoablation", None, "cryoablation", "procedure"),
    "radiofrequency-ablation": ("radiofrequency ablation", "RFA", None, "procedure"),
    "microwave-ablation": ("microwave ablation", "MWA", None, "procedure"),
    "hepatic-resection": ("hepatic resection", None, None, "procedure"),
    "chemoembolization": ("chemoembolization", "TACE", None, "procedure"),
    "placebo": ("placebo", None, None, "none"),
    "no-intervention": ("no intervention", None, None, "none"),
    "sham-procedure": ("sham procedure", None, None, "none"),
    "usual-care": ("usual care", None, None, "usual-care"),
}
CONDITIONS = {
    "liver-metastases": ("liver metastases", None),
    "colorectal-liver-metastases": ("liver metastases from colorectal cancer", "liver-metastases"),
    "hepatocellular-carcinoma": ("hepatocellular carcinoma", None),
    "perivascular-hepatocellular-carcinoma": ("perivascular carcinoma", "hepatocellular-carcinoma"),
}
GROUPS = {
    "randomized-controlled-trial": "randomized",
    "prospective-comparative-cohort": "nonrandomized-comparative",
    "retrospective-comparative-cohort": "nonrandomized-comparative",
    "prospective-cohort": "noncomparative",
    "case-series": "noncomparative",
    "systematic-review": "systematic-review",
    "diagnostic-accuracy": "diagnostic",
}
"""Designs and the groups they are counted in."""


DETERMINATIONS = {
    "medically-necessary": "necessary",
    "investigational": "unproven",
    "not-medically-necessary": "not-covered",
    "reconstructive": "covered",
    "cosmetic": "not-covered",
}
"""Determinations and the groups that say what they come to for coverage."""


def policy(**given: Any) -> CheckedPolicy:
    """A policy of which only what is given is not empty.

    ``studies`` are shapes of study records by key (see ``tests.builders.studies``), with ``reports`` as pairs
    of role and reference; ``indications`` are shapes for :func:`indication`; ``references`` are keys or pairs
    of key and fields, ``notices`` maps a reference to pairs of kind and date; ``texts`` a place to a text.
    """
    records = {key: {"study": key, **one} for key, one in given.pop("studies", {}).items()}
    built = {key: study(_with_group(one)) for key, one in records.items()}
    asked = given.pop("indications", ())
    fields: dict[str, Any] = dict.fromkeys(_PARTS, ())
    fields |= {
        "id": "1.01",
        "record": "policies/1.01/policy",
        "title": "A treatment",
        "plan": "Plan",
        "plan_key": "plan",
        "section": "Surgery",
        "original_date": None,
        "effective_date": "2021-11-01",
        "parent_plan": None,
        "parent_number": None,
        "number": "1.01",
        "prose": {},
        "vocabulary": vocabulary(),
    }
    fields |= given
    fields["indications"] = indications = tuple(indication(built, **one) for one in asked)
    fields["bases"] = dict(_bases(asked, built))
    fields["sign_offs"] = dict(_sign_offs(asked))
    fields["relevance"] = frozenset(
        (f"1.01/{one.get('key', 'hcc')}", *limited) for one in asked for limited in one.get("relevance", ())
    )
    fields["studies"] = built
    fields["references"] = tuple(_cited(one) for one in given.get("references", ()))
    fields["notices"] = {key: notices(*one) for key, one in given.get("notices", {}).items()}
    fields["texts"] = tuple(_texts(given.get("texts", {}), indications))
    return CheckedPolicy(**fields)


_PARTS = (
    "statements",
    "criteria",
    "codes",
    "related",
    "recommendations",
    "guideline_searches",
    "input",
    "coverage",
    "searches",
    "trial_searches",
    "trials",
    "history",
    "boilerplate",
    "definitions",
)


def vocabulary() -> Vocabulary:
    """The vocabulary of the tests."""
    outcomes = {
        key: Outcome(key, key.replace("-", " "), words.domain, words.direction, False)
        for key, words in (OUTCOMES | FURTHER).items()
    }
    return Vocabulary(
        conditions={k: Term(k, name, None, broader, "") for k, (name, broader) in CONDITIONS.items()},
        interventions={k: Term(k, *one) for k, one in INTERVENTIONS.items()},
        outcome_terms={
            k: Term(k, one.name, ABBREVIATIONS.get(k), None, one.domain) for k, one in outcomes.items()
        },
        outcomes=outcomes,
    )


def indication(studies: Mapping[str, Study], **given: Any) -> Indication:
    """An indication.

    ``outcomes`` are keys, relevant ones after a ``!``; ``groups`` maps a heading to studies, or to a pair of
    intro and studies; ``findings`` maps a key to a text, or to a pair of text and the ids of further figures;
    ``approval`` is a pair of verdict and basis.
    """
    key = given.get("key", "hcc")
    id = f"1.01/{key}"
    groups = given.get("groups", {"Studies": list(studies)})
    pico = [*_pico("intervention", given.get("interventions", ("cryoablation",)))]
    pico += _pico("comparator", given.get("comparators", ("radiofrequency-ablation",)))
    pico += _pico("outcome", given.get("outcomes", ()))
    return Indication(
        id=id,
        record=f"policies/1.01/indications/{key}",
        key=key,
        title=given.get("title", key),
        condition=given.get("condition", "hepatocellular-carcinoma"),
        population_verb="have",
        population=given.get("population", "a disease"),
        plan_criteria=1,
        verdict=given.get("verdict"),
        effect=given.get("effect"),
        pico=tuple(pico),
        prose={},
        criteria=(),
        groups=tuple(_group(f"{id}/g{n}", *one) for n, one in enumerate(groups.items(), start=1)),
        findings=tuple(_findings(id, given.get("findings", {}))),
        chain_of_evidence=given.get("chain_of_evidence"),
        sentence=given.get("sentence"),
        concluded_with=given.get("concluded_with"),
    )


def _pico(element: str, keys: Sequence[str]) -> Iterator[PicoElement]:
    for key in keys:
        name, is_main = key.lstrip("!"), key.startswith("!")
        interest = ("main" if is_main else "other") if element == "outcome" else None
        yield PicoElement(element, name, name, None, is_main, interest)


def _findings(indication: str, given: Mapping[str, Any]) -> Iterator[Finding]:
    for key, one in given.items():
        yield Finding(f"{indication}/{key}", key, one[0] if isinstance(one, tuple) else one)


def _sign_offs(asked: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, NewestSignOff]]:
    for one in asked:
        if one.get("approval") is not None:
            id = f"1.01/{one.get('key', 'hcc')}"
            yield (
                id,
                NewestSignOff(f"{id}/a", "Ann", "2022-01-02T10:00:00Z", *one["approval"], one.get("basis")),
            )


def _bases(
    asked: Sequence[Mapping[str, Any]], studies: Mapping[str, Study]
) -> Iterator[tuple[str, FindingBasis]]:
    for one in asked:
        for key, finding in one.get("findings", {}).items():
            yield f"1.01/{one.get('key', 'hcc')}/{key}", _basis(finding, studies)


def statement(determination: str, *indications: str, **given: Any) -> Statement:
    """A statement on indications by key."""
    id = f"1.01/{given.get('key', 's1')}"
    text = given.get("text", "A treatment is considered.")
    return Statement(
        id,
        id.rpartition("/")[2],
        1,
        determination,
        determination.replace("-", " ").capitalize(),
        DETERMINATIONS[determination],
        text,
        given.get("previous", text),
        indications=tuple(f"1.01/{k}" for k in indications),
        codes=tuple(StatementCode(f"1.01/{code}") for code in given.get("codes", ())),
    )


def code(system: str, number: str, use: str | None = "procedure", **dates: str) -> Code:
    """A code of the coding table; ``dates`` are its first and last day."""
    return Code(f"1.01/{system}/{number}", system, number, None, use, **dates)


def entry(date: str, action: str = "") -> HistoryEntry:
    """A history entry."""
    return HistoryEntry(f"1.01/{date}/{action[:8]}", date, action)


def trial_search(date: str, registry: str) -> TrialSearch:
    """A search for trials."""
    return TrialSearch(f"1.01/{date}/{registry}", registry, date, 0, None)


def clinical_input(year: int) -> ClinicalInput:
    """A round of clinical input."""
    return ClinicalInput(f"1.01/{year}", year, None, None, None, None, "They agreed.")


def trial(**given: Any) -> OngoingTrial:
    """An ongoing trial."""
    fields: dict[str, Any] = {
        "id": "1.01/ClinicalTrials.gov:NCT01234567",
        "number": "NCT01234567",
        "title": "A trial",
        "planned": 100,
        "completion": None,
        "status": None,
        "sponsor": None,
        "study": None,
    }
    return OngoingTrial(**(fields | given))


def guideline(key: str, version: str | None, issued: str | None = None) -> GuidelineVersion:
    """A guideline of one society."""
    return GuidelineVersion(key, "The Society", "Liver", version, issued)


def recommendation(of: GuidelineVersion, key: str = "ablation") -> Recommendation:
    """A recommendation of a guideline."""
    return Recommendation(
        None, of.organization, None, of.id, of.title, of.version, key, None, "Use it.", None, None
    )


def _with_group(record: Mapping[str, Any]) -> dict[str, Any]:
    group = GROUPS.get(record.get("design", "case-series"), "other")
    return {"design_group": group, "label": f"{record['study'].title()} et al (2020)", **record}


def _group(id: str, heading: str, given: Any) -> EvidenceGroup:
    intro, studies = given if isinstance(given, tuple) else (None, given)
    uses = tuple(StudyUse(study, "noncomparative", None, False) for study in studies)
    return EvidenceGroup(id, id, heading, intro, uses)


def _basis(given: Any, studies: Mapping[str, Study]) -> FindingBasis:
    text, basis = given if isinstance(given, tuple) else (given, ())
    tokens: dict[int, str] = {}
    figures: dict[str, BoundFigure] = {
        one.figure.id: one for one in (_bound(name, studies) for name in basis)
    }
    for position, token in enumerate(tokens_of(text), start=1):
        if token.kind == "figure":
            name = f"{token.target}:{token.statistic}" if token.statistic else token.target
            bound = _bound(name, studies)
            tokens[position] = bound.figure.id
            figures.setdefault(bound.figure.id, bound)
    return FindingBasis(tokens, tuple(figures.values()))


def _bound(name: str, studies: Mapping[str, Study]) -> BoundFigure:
    target, _, statistic = name.partition(":")
    of = studies[target.partition("/")[0]]
    result = next(one for one in of.results if one.id == target)
    figure = next(f for f in _main_first(result) if not statistic or f.statistic == statistic)
    return BoundFigure(
        figure=figure,
        study=of.id,
        result=result.id,
        outcome=result.outcome,
        population=result.population,
        time=result.time,
        scope=result.scope,
        column=result.column,
        role=result.role,
        counted=result.counted,
        estimator=result.estimator,
        adjusted=result.adjusted,
    )


def _main_first(result: Result) -> Sequence[Any]:
    """The figures, a count after its percentage."""
    last = ("count", "total")
    return sorted(result.figures, key=lambda figure: figure.statistic in last and len(result.figures) > 1)


def _cited(given: Any) -> CitedReference:
    key, fields = given if isinstance(given, tuple) else (given, {})
    values: dict[str, Any] = {
        "number": 1,
        "text": "",
        "notice": None,
        "listed_only": False,
        "type": "article-journal",
        "issued": "2020",
        "accessed": None,
        "authors": 3,
        "authors_truncated": True,
        "family": key.partition("-")[0].title(),
        "literal": None,
    }
    return CitedReference(reference=key, **(values | fields))


def _texts(given: Mapping[str, str], indications: Sequence[Indication]) -> Iterator[AuthoredText]:
    for place, text in given.items():
        yield AuthoredText(place, None, None, text)
    for one in indications:
        for finding in one.findings:
            yield AuthoredText(f"finding:{finding.id}:text", one.id, None, finding.text)
        for group in one.groups:
            if group.intro is not None:
                yield AuthoredText(f"evidence_group:{group.id}:intro", one.id, None, group.intro)
