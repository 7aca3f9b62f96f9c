"""Codes, criteria, trials, registrations and notices as the public views tell of them, on both engines."""

from __future__ import annotations

from tests.builders.rows import Rows, only, select

TREE = {
    "1": ("all", None, None),
    "1.1": ("single", None, "Cancer is in the liver only"),
    "1.2": ("at-least", 2, "Two of these"),
    "1.2.1": ("single", None, "No cirrhosis"),
    "1.2.2": ("single", None, "Tumors below 5 cm"),
    "1.10": ("single", None, "Surgery is no option"),
}
"""The criteria of a statement by their place, with rule, minimum and text."""


def statement(rows: Rows, key: str, determination: str, position: int, *indications: str) -> str:
    """A coverage statement of policy 1.01 on some indications; returns its id."""
    id = rows.add(
        "statement", id=f"1.01/{key}", policy_id="1.01", key=key, determination_id=determination,
        position=position, text=f"Text of {key}.",
    )  # fmt: skip
    for name in indications:
        link = {"statement_id": id, "indication_id": f"1.01/{name}"}
        rows.add("statement_indication", id=f"{id}/{name}", **link)
    return id


def test_criteria_come_as_a_tree_in_reading_order(engine_url: str, rows: Rows) -> None:
    """Each group stands before its parts, 1.10 after 1.2, and says its rule and how many must hold."""
    rows.policy("1.01")
    id = statement(rows, "initial", "medically-necessary", 1, "hcc")
    for number, (place, (kind, minimum, text)) in enumerate(TREE.items(), start=1):
        above, _, own = place.rpartition(".")
        rows.add(
            "criterion", id=f"{id}/{place}", statement_id=id, parent_id=f"{id}/{above}" if above else None,
            position=int(own), number=number, kind=kind, minimum=minimum, text=text,
        )  # fmt: skip
    url = rows.write_to(engine_url)
    nodes = select(
        url,
        "SELECT criterion, parent, depth, rule, minimum, text FROM statement_criterion"
        " WHERE policy = '1.01' AND statement = 'initial' ORDER BY number",
    )
    assert [tuple(node.values()) for node in nodes] == [
        ("1", None, 0, "all", None, None),
        ("1.1", "1", 1, "single", None, "Cancer is in the liver only"),
        ("1.2", "1", 1, "at-least", 2, "Two of these"),
        ("1.2.1", "1.2", 2, "single", None, "No cirrhosis"),
        ("1.2.2", "1.2", 2, "single", None, "Tumors below 5 cm"),
        ("1.10", "1", 1, "single", None, "Surgery is no option"),
    ]
    told = only(url, "SELECT indication, population, criteria FROM policy_statement")
    assert told == {"indication": "hcc", "population": "liver tumors", "criteria": 4}


def test_a_code_is_told_with_each_statement_and_determination(engine_url: str, rows: Rows) -> None:
    """A code of two statements has two rows, one of none has one without a determination."""
    rows.policy("1.01")
    for position, (code, until) in enumerate((("47371", "2024-12-31"), ("J2326", None)), start=1):
        rows.add(
            "listed_code", id=f"1.01/CPT/{code}", policy_id="1.01", system="CPT", code=code,
            position=position, description=f"code {code}", use="procedure", valid_to=until,
        )  # fmt: skip
    for position, (key, decided) in enumerate(
        (("yes", "medically-necessary"), ("no", "investigational")), start=1
    ):
        id = statement(rows, key, decided, position)
        rows.add("statement_code", id=id, statement_id=id, policy_code_id="1.01/CPT/47371")
    url = rows.write_to(engine_url)
    told = select(
        url,
        "SELECT code, statement, determination, valid_from, valid_to FROM policy_code"
        " WHERE policy = '1.01' ORDER BY position, statement",
    )
    assert [tuple(row.values()) for row in told] == [
        ("47371", "no", "investigational", None, "2024-12-31"),
        ("47371", "yes", "medically-necessary", None, "2024-12-31"),
        ("J2326", None, None, None, None),
    ]


def test_a_trial_is_told_for_each_indication_that_it_bears_on(engine_url: str, rows: Rows) -> None:
    """A trial of no indication in particular has one row; one that is on file here names its study."""
    rows.policy("1.01", "hcc", "crc")
    rows.study("doe-2020")
    rows.add(
        "registration", id="r", study_id="doe-2020", registry_name="ClinicalTrials.gov", number="NCT2",
    )  # fmt: skip
    for position, number in enumerate(("NCT1", "NCT2"), start=1):
        rows.add(
            "listed_trial", id=number, policy_id="1.01", registry_name="ClinicalTrials.gov", number=number,
            title=f"Trial {number}", planned=100, completion="2027-06", sponsor="Acme", position=position,
        )  # fmt: skip
    for key in ("hcc", "crc"):
        rows.add("trial_indication", id=key, listed_trial_id="NCT1", indication_id=f"1.01/{key}")
    url = rows.write_to(engine_url)
    told = select(
        url,
        "SELECT indication, number, planned_enrolment, completion, status, sponsor, reported_as"
        " FROM ongoing_trial WHERE policy = '1.01' ORDER BY number, indication",
    )
    assert [tuple(row.values()) for row in told] == [
        ("crc", "NCT1", 100, "2027-06", None, "Acme", None),
        ("hcc", "NCT1", 100, "2027-06", None, "Acme", None),
        (None, "NCT2", 100, "2027-06", None, "Acme", "doe-2020"),
    ]
    assert only(url, "SELECT study, label, registry, number FROM study_registration") == {
        "study": "doe-2020",
        "label": "doe-2020 et al",
        "registry": "ClinicalTrials.gov",
        "number": "NCT2",
    }


def test_searches_say_where_for_what_and_through_when(engine_url: str, rows: Rows) -> None:
    """Two strategies, one of them for two indications and never run, and two looks into one registry."""
    rows.policy("1.01", "hcc", "crc")
    for position, (key, source, through) in enumerate(
        (("pubmed", "PubMed", "2024-09-12"), ("embase", "Embase", None)), start=1
    ):
        rows.add(
            "search_strategy", id=key, policy_id="1.01", position=position, key=key, source=source,
            kind="database", query=f"liver in {source}", through=through,
        )  # fmt: skip
    for key in ("hcc", "crc"):
        rows.add("strategy_indication", id=key, strategy_id="embase", indication_id=f"1.01/{key}")
    for position, (date, trials) in enumerate((("2023-07", 2), ("2024-08", 0)), start=1):
        rows.add(
            "trial_search", id=date, policy_id="1.01", position=position, registry_name="ClinicalTrials.gov",
            date=date, found=trials,
        )  # fmt: skip
    rows.add("trial_search_indication", id="2", trial_search_id="2024-08", indication_id="1.01/crc")
    rows.add("guideline_search", id="g", policy_id="1.01", position=1, none_identified=True, date="2024-09")
    rows.add("guideline_search_indication", id="g", guideline_search_id="g", indication_id="1.01/hcc")
    told = select(
        rows.write_to(engine_url),
        "SELECT sought, indication, strategy, source, kind, searched_through, query, found"
        " FROM policy_search WHERE policy = '1.01' ORDER BY sought, position, indication",
    )
    registry = (None, "ClinicalTrials.gov", "register")
    assert [tuple(row.values()) for row in told] == [
        ("guidelines", "hcc", None, None, None, "2024-09", None, 0),
        ("literature", None, "pubmed", "PubMed", "database", "2024-09-12", "liver in PubMed", None),
        ("literature", "crc", "embase", "Embase", "database", None, "liver in Embase", None),
        ("literature", "hcc", "embase", "Embase", "database", None, "liver in Embase", None),
        ("trials", None, *registry, "2023-07", None, 2),
        ("trials", "crc", *registry, "2024-08", None, 0),
    ]


def test_notices_stand_in_the_order_in_which_they_came(engine_url: str, rows: Rows) -> None:
    """The last notice of a publication says how it stands: here a retraction was withdrawn."""
    rows.reference("doe-2020")
    for position, kind in enumerate(("retraction", "reinstatement"), start=1):
        rows.add(
            "notice", id=f"doe-2020/{position}", reference_id="doe-2020", position=position, kind=kind,
            date=f"202{position}-05", source="Retraction Watch",
        )  # fmt: skip
    url = rows.write_to(engine_url)
    told = select(url, "SELECT reference, notice, date, source FROM reference_notice ORDER BY position")
    assert [tuple(row.values()) for row in told] == [
        ("doe-2020", "retraction", "2021-05", "Retraction Watch"),
        ("doe-2020", "reinstatement", "2022-05", "Retraction Watch"),
    ]


def test_every_closed_list_is_told_in_its_order_with_words(module_url: str) -> None:
    """Codes of records, views and the notation of figures, each with label and meaning."""
    told = select(module_url, "SELECT code, label FROM code WHERE list = 'verdict' ORDER BY position")
    assert [tuple(row.values()) for row in told] == [
        ("sufficient", "sufficient"),
        ("insufficient", "insufficient"),
    ]
    labels = {
        (row["list"], row["code"]): row["label"]
        for row in select(module_url, "SELECT list, code, label FROM code")
    }
    assert labels["population_kind", "itt"] == "ITT"
    assert labels["result_role", "follow-up"] == "follow-up"
    assert labels["statistic", "hazard-ratio"] == "hazard ratio"
    meaning = only(module_url, "SELECT meaning FROM code WHERE list = 'notice_kind' AND code = 'concern'")
    assert meaning == {"meaning": "An expression of concern was published"}
