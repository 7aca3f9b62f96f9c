"""Made-up publications and generated study records for tests of extraction."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from kb.extraction.saved_extractions import study_in
from kb.records.consistency import in_canonical_order
from kb.records.studies import StudyRecord
from kb.records.writing import write_record
from tests.builders.reviews import Review

PMID = "9900001"
KEY = "madeup-2022"


def made_up(**values: Any) -> dict[str, Any]:
    """The JSON of an invented trial's citation."""
    return {
        "format": "nbib",
        "type": "article-journal",
        "title": "Cryoablation versus radiofrequency ablation for hepatocellular carcinoma: randomised trial",
        "authors": [
            {"family": "Madeup", "given": "A", "suffix": None, "literal": None},
            {"family": "Invented", "given": "B", "suffix": None, "literal": None},
            {"family": "Nobody", "given": "C", "suffix": None, "literal": None},
        ],
        "journal": "Journal of Made-Up Medicine",
        "journal_abbreviation": "J Made Up Med",
        "issued": "2022-03",
        "volume": "7",
        "pages": "1-9",
        "abstract": "METHODS: 102 patients (RFA, n=52) were invented.",
        "publication_types": ["Journal Article", "Randomized Controlled Trial"],
        "pmid": PMID,
        "dois": ["10.9999/made.up.1"],
        "registrations": ["NCT99999999"],
        "links": [
            {
                "kind": "corrected-by",
                "pmid": "9900009",
                "doi": None,
                "text": "J Made Up Med. 2022 May;7(5):10",
            },
            {"kind": "comment-by", "pmid": "9900008", "doi": None, "text": None},
        ],
        "a_key_of_later_versions": {"is": "left alone"},
    } | values


def with_candidate(url: str, **values: Any) -> Review:
    """A review of 7.01.75 under way whose search returned the invented trial."""
    review = Review(url).open()
    run = review.run()
    citation = made_up(**values)
    review.candidate(f"pmid:{citation['pmid']}", run, title=citation["title"], doi=citation["dois"][0])
    review.hit(f"pmid:{citation['pmid']}", run, citation=json.dumps(citation))
    return review


_WORDS = st.lists(
    st.sampled_from(["liver", "=SUM", "café", "tumors", "- none", "+", "@home", "a|b"]),
    min_size=1,
    max_size=4,
).map(" ".join)
_KEYS = st.lists(
    st.from_regex(r"[a-z][a-z0-9]{1,6}(-[a-z]{1,4})?", fullmatch=True).filter(
        lambda key: key not in ("all", "at", "role", "note", "flags", "whole", "counted", "stated", "outcome")
    ),
    min_size=5,
    max_size=5,
    unique=True,
)
_CELLS = st.sampled_from(
    [
        "7/180 (3.9%)",
        "median 25 months (range 8-64)",
        "59.5%",
        "mean 0.30 cm",
        "HR 0.62 (95% CI 0.41-0.93); p .02",
        "p <.001",
        "not reported",
        "not reached",
        "none",
        "mean 5.6 cm (SD 2.1)",
        "-0.06 logMAR",
        "~14 months read from graph",
        "no significant difference",
        ">99.9%",
    ]
)
_TIMES = st.lists(
    st.sampled_from(["1 y", "2 y", "3 y", "5 y", "30 d", "within 90 d", "6 months"]), max_size=3, unique=True
)


@st.composite
def studies(draw: st.DrawFn) -> StudyRecord:
    """A study record of any shape that the sheets have to hold; its words are not meant to make sense."""
    one, two, factor, group, contrast = draw(_KEYS)
    data: dict[str, Any] = {
        "study": "made-up-2022",
        "label": draw(_WORDS),
        "design": "case-series",
        "reports": {"primary": "made-up-2022"}
        | ({"companion": ("b-2020", "c-2021")} if draw(st.booleans()) else {}),
        "conditions": draw(st.sampled_from([(), ("a",), ("a", "b.c+d")])),
        "enrolled": draw(st.sampled_from(["360", "not reported"])),
        "arms": {one: {"label": draw(_WORDS), "n": "180"}, two: {"label": "x", "interventions": ("i", "j")}},
        "populations": {group: {"kind": "subgroup", "label": draw(_WORDS), "by": "size", "is": ">2 cm"}},
        "contrasts": {
            contrast: {"index": one, "reference": two, "method": "randomized"},
            factor: {"factor": draw(_WORDS)},
        },
        "results": tuple(
            draw(_result(f"outcome-{number}", [one, two, contrast, factor, "all"], group))
            for number in range(draw(st.integers(0, 4)))
        ),
    }
    if draw(st.booleans()):
        data["limitations"] = {
            "instrument": "limitations-therapeutic-2021",
            "items": ({"code": "conduct/allocation/2", "note": draw(_WORDS)}, {"code": "conduct/power/1"}),
        }
        data["strengths"] = (draw(_WORDS),)
    if draw(st.booleans()):
        data["registrations"] = ({"registry": "ClinicalTrials.gov", "number": "NCT99999999"},)
        data["review"] = {"includes": ({"unnamed": "3", "state": "included"},)}
        data["acknowledged"] = ({"rule": "rates", "place": "a/b/c", "found": "1/2", "reason": "as printed"},)
    return study_in(write_record(in_canonical_order(StudyRecord.model_validate(data))), "made-up-2022")


@st.composite
def _result(draw: st.DrawFn, outcome: str, columns: list[str], group: str) -> dict[str, Any]:
    times = tuple(draw(_TIMES))
    entry: dict[str, Any] = {"outcome": outcome}
    if times:
        entry["at"] = times
    if draw(st.booleans()):
        entry |= {"population": group, "estimator": "kaplan-meier", "adjusted": "yes"}
    chosen = draw(st.lists(st.sampled_from(columns), min_size=1, unique=True))
    stated: dict[str, Any] = {}
    for column in chosen:
        if draw(st.booleans()) and times:
            entry[column] = tuple(draw(_CELLS) for _ in times)
        else:
            entry[column] = cell = draw(_CELLS)
            if cell[0].isdigit():
                stated[column] = (f"Table 2: {cell}",)
    if draw(st.booleans()) and stated:
        entry["stated"] = stated
    if draw(st.booleans()):
        entry |= {"note": draw(_WORDS), "flags": {chosen[0]: draw(_WORDS)}}
    return {key: value for key, value in entry.items() if value != {}}
