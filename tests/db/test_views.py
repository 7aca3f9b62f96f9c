"""What the public views on studies mean, the same on both engines."""

from __future__ import annotations

from tests.builders.rows import Rows, only, select

# --- studies -----------------------------------------------------------------------------------------------


def test_a_study_comes_with_year_and_identifiers_of_its_primary_report(engine_url: str, rows: Rows) -> None:
    rows.study("wang", reported=False)
    rows.reference("later", "2020-05")
    rows.reference("first", "2015-05")
    rows.add("study_report", id="a", study_id="wang", reference_id="later", role="follow-up", position=1)
    rows.add("study_report", id="b", study_id="wang", reference_id="first", role="primary", position=2)
    study = only(rows.write_to(engine_url), "SELECT * FROM study_overview")
    assert (study["study"], study["label"], study["design"]) == ("wang", "wang et al", "rct")
    assert (study["design_group"], study["year"], study["reference"]) == ("randomized", 2015, "first")
    assert study["pmid"].endswith("2015-05")


def test_a_study_without_report_or_size_has_neither(engine_url: str, rows: Rows) -> None:
    rows.study("wang", reported=False)
    study = only(rows.write_to(engine_url), "SELECT * FROM study_overview")
    assert (study["year"], study["pmid"], study["enrolled"], study["arms"]) == (None, None, None, 0)


def test_enrolled_counts_the_whole_study_and_arm_n_the_arm(engine_url: str, rows: Rows) -> None:
    rows.study("wang")
    rows.arm("wang", "cryo", "cryoablation")
    rows.add("population_set", id="wang/men", study_id="wang", key="men", kind="subgroup", position=1)
    rows.figures(rows.result("wang", "participants", "all"), ("count", 360))
    rows.figures(rows.result("wang", "participants", "cryo"), ("count", 180))
    rows.figures(
        rows.result("wang", "participants", "cryo", id="men", population_set_id="wang/men"), ("count", 99)
    )
    url = rows.write_to(engine_url)
    assert only(url, "SELECT enrolled FROM study_overview") == {"enrolled": 360}
    assert only(url, "SELECT arm_n FROM arm_overview") == {"arm_n": 180}


def test_an_arm_names_its_interventions_in_order(engine_url: str, rows: Rows) -> None:
    rows.study("ei")
    rows.arm("ei", "cryo", "cryoablation")
    rows.arm("ei", "other", "radiofrequency-ablation", "microwave-ablation", position=2)
    rows.arm("ei", "none", position=3)
    url = rows.write_to(engine_url)
    found = select(url, "SELECT arm, intervention, position FROM arm_intervention ORDER BY arm, position")
    assert [tuple(row.values()) for row in found] == [
        ("cryo", "cryoablation", 1),
        ("other", "radiofrequency-ablation", 1),
        ("other", "microwave-ablation", 2),
    ]
    counted = select(url, "SELECT arm, interventions FROM arm_overview ORDER BY arm_position")
    assert [tuple(row.values()) for row in counted] == [("cryo", 1), ("other", 2), ("none", 0)]


# --- numbers -----------------------------------------------------------------------------------------------


def test_a_figure_finds_count_and_total_of_its_own_statement(engine_url: str, rows: Rows) -> None:
    rows.study("wang")
    rows.arm("wang", "cryo", "cryoablation")
    result = rows.result("wang", "harms", "cryo", flag="printed twice")
    rows.figures(
        result,
        ("count", 7),
        ("total", 180),
        ("percent", 3.9, 0, {"unit": "%"}),
        ("percent", 5, 1),
        main="percent",
    )
    rows.add("document", id="d", title="d", publisher="p", date="2021", characters=9, sha256="x")
    rows.add(
        "figure_source",
        id="s",
        figure_id=f"{result}:count.1",
        position=1,
        document_id="d",
        start=4,
        printed="7",
        excerpt_start=4,
    )
    url = rows.write_to(engine_url)
    found = select(url, "SELECT statistic, events, total FROM figure_detail ORDER BY position")
    assert [tuple(row.values()) for row in found] == [
        ("count", 7, 180),
        ("total", 7, 180),
        ("percent", 7, 180),
        ("percent", None, None),
    ]
    first = only(url, "SELECT * FROM figure_detail WHERE position = 1")
    assert (first["study"], first["outcome"], first["arm"], first["contrast"]) == (
        "wang",
        "harms",
        "cryo",
        None,
    )
    assert (first["population_set"], first["timepoint"], first["timepoint_months"]) == ("whole", "none", None)
    assert (first["document"], first["source_start"], first["source_printed"]) == ("d", 4, "7")
    assert (first["flag"], first["is_main"], first["adjusted"]) == ("printed twice", 0, 0)


def test_facts_are_no_figures_of_studies(engine_url: str, rows: Rows) -> None:
    rows.add("health_plan", id="plan", name="Plan")
    rows.add("policy", id="1.01", plan_id="plan")
    rows.add("fact", id="1.01/death", policy_id="1.01", key="death", label="deaths")
    rows.figures("1.01/death", ("percent", 2, 0, {"sign": "~", "unit": "%"}), key="fact")
    url = rows.write_to(engine_url)
    assert select(url, "SELECT * FROM figure_detail") == []
    fact = only(url, "SELECT * FROM policy_fact")
    assert (fact["policy"], fact["fact"], fact["value"], fact["sign"]) == ("1.01", "death", 2.0, "~")


def test_each_measure_of_an_arm_is_a_row_with_its_count_interval_and_range(
    engine_url: str, rows: Rows
) -> None:
    rows.study("wang")
    rows.arm("wang", "cryo", "cryoablation")
    rows.add("timepoint", id="wang@5y", study_id="wang", key="5y", kind="at", months=60.0)
    rows.figures(
        rows.result("wang", "overall-survival", "cryo", timepoint_id="wang@5y", reported_text="as printed"),
        ("count", 4), ("total", 10), ("percent", 40, 0, {"unit": "%"}),
        ("ci-low", 30, 0, {"level": "95"}), ("ci-high", None, 0, {"absent_reason": "not-reached"}),
        ("median", 25, 1), ("range-low", 8, 1), ("range-high", 64, 1),
        main="percent",
    )  # fmt: skip
    url = rows.write_to(engine_url)
    found, median = select(url, "SELECT * FROM arm_result ORDER BY position")
    assert (found["estimate"], found["measure"], found["unit"]) == (40.0, "percent", "%")
    assert (found["events"], found["total"], found["timepoint_months"]) == (4, 10, 60.0)
    assert (found["ci_low"], found["ci_high"], found["ci_level"]) == (30.0, None, 95.0)
    assert (found["range_low"], found["range_high"]) == (None, None), "they belong to the median beside it"
    assert (found["arm"], found["scope"], found["n"], found["n_from"]) == ("cryo", "arm", 10, "printed")
    assert (median["estimate"], median["measure"], median["events"]) == (25.0, "median", None)
    assert (median["range_low"], median["range_high"], median["n"]) == (8.0, 64.0, None)


def test_a_bare_range_has_no_estimate(engine_url: str, rows: Rows) -> None:
    rows.study("wang")
    rows.arm("wang", "cryo")
    rows.figures(
        rows.result("wang", "recurrence", "cryo"), ("range-low", 8), ("range-high", 64), main="nothing"
    )
    found = only(rows.write_to(engine_url), "SELECT * FROM arm_result")
    assert (found["estimate"], found["measure"]) == (None, None)
    assert (found["range_low"], found["range_high"]) == (8.0, 64.0)


def contrast(rows: Rows) -> None:
    rows.study("wang")
    for position, arm in enumerate(("cryo", "rfa"), start=1):
        rows.arm("wang", arm, position=position)
    rows.add(
        "contrast", id="wang/cryo-rfa", study_id="wang", key="cryo-rfa", kind="arms",
        index_arm_id="wang/cryo", reference_arm_id="wang/rfa",
    )  # fmt: skip


def test_a_contrast_result_shows_effect_interval_and_p(engine_url: str, rows: Rows) -> None:
    contrast(rows)
    rows.figures(
        rows.result("wang", "recurrence", "cryo-rfa", adjusted=True),
        ("hazard-ratio", 0.3), ("ci-low", 0.1, 0, {"level": "95"}), ("ci-high", 0.9, 0, {"level": "95"}),
        ("p-value", 0.02, 1, {"sign": "<"}), ("p-value", 0.5, 2),
    )  # fmt: skip
    found, second_p = select(rows.write_to(engine_url), "SELECT * FROM contrast_result ORDER BY position")
    assert (second_p["measure"], second_p["p_value"]) == (None, 0.5)
    assert (found["measure"], found["estimate"]) == ("hazard-ratio", 0.3)
    assert (found["ci_low"], found["ci_high"], found["ci_level"]) == (0.1, 0.9, 95.0)
    assert (found["p_value"], found["p_sign"], found["adjusted"]) == (0.02, "<", 1)
    assert (found["contrast"], found["index_arm"], found["reference_arm"]) == ("cryo-rfa", "cryo", "rfa")


def test_a_p_value_alone_is_no_effect(engine_url: str, rows: Rows) -> None:
    contrast(rows)
    rows.figures(rows.result("wang", "recurrence", "cryo-rfa"), ("p-value", 0.043))
    found = only(rows.write_to(engine_url), "SELECT * FROM contrast_result")
    assert (found["measure"], found["estimate"], found["p_value"]) == (None, None, 0.043)


def test_words_alone_are_no_effect(engine_url: str, rows: Rows) -> None:
    contrast(rows)
    words = {"reported": "no significant difference", "value_text": None}
    rows.figures(rows.result("wang", "recurrence", "cryo-rfa"), ("verbal", None, 0, words))
    found = only(rows.write_to(engine_url), "SELECT * FROM contrast_result")
    assert (found["measure"], found["p_value"], found["p_sign"]) == (None, None, None)
    assert found["verbal"] == "no significant difference"


def test_limitations_tell_conduct_from_relevance(engine_url: str, rows: Rows) -> None:
    rows.policy("1.01")
    rows.study("wang")
    rows.add("instrument_version", id="i")
    rows.add(
        "instrument_item", id="i/2", instrument_version_id="i", table_name="conduct", domain="allocation",
        code="2", label="not concealed",
    )  # fmt: skip
    rows.add("appraisal", id="wang", study_id="wang", instrument_version_id="i")
    rows.add("appraisal", id="use", study_id="wang", instrument_version_id="i", indication_id="1.01/hcc")
    common = {"kind": "limitation", "table_name": "conduct", "domain": "allocation"}
    rows.add("appraisal_answer", id="a", appraisal_id="wang", position=1, item_id="i/2", **common)
    rows.add(
        "appraisal_answer", id="b", appraisal_id="wang", position=2, item_id="i/2", note="our words", **common
    )
    rows.add("appraisal_answer", id="c", appraisal_id="wang", position=3, note="only words", **common)
    rows.add("appraisal_answer", id="d", appraisal_id="wang", position=4, kind="strength", note="large")
    rows.add(
        "appraisal_answer", id="e", appraisal_id="use", position=1, kind="limitation", table_name="relevance",
        domain="comparator", note="none",
    )  # fmt: skip
    url = rows.write_to(engine_url)
    found = select(url, "SELECT policy, indication, code, text FROM study_limitation ORDER BY answer_id")
    assert [tuple(row.values()) for row in found] == [
        (None, None, "2", "not concealed"),
        (None, None, "2", "not concealed: our words"),
        (None, None, None, "only words"),
        ("1.01", "hcc", None, "none"),
    ]
    assert only(url, "SELECT study, text FROM study_strength") == {"study": "wang", "text": "large"}
    assert only(url, "SELECT limitations FROM study_overview") == {"limitations": 3}


def test_a_review_names_studies_and_counts_the_others(engine_url: str, rows: Rows) -> None:
    for key in ("awad", "adam", "wang"):
        rows.study(key)
    for position, (study, unnamed, state) in enumerate(
        [("adam", None, "included"), ("wang", None, "not-included"), (None, 3, "included-not-pooled")],
        start=1,
    ):
        rows.add(
            "included_study", id=f"awad/{position}", systematic_review_id="awad", position=position,
            study_id=study, unnamed=unnamed, state=state,
        )  # fmt: skip
    url = rows.write_to(engine_url)
    found = select(
        url, "SELECT systematic_review, study, state FROM systematic_review_inclusion ORDER BY position"
    )
    assert [tuple(row.values()) for row in found] == [
        ("awad", "adam", "included"),
        ("awad", "wang", "not-included"),
    ]
    counts = only(
        url, "SELECT named, unnamed, pooled, not_included, is_empty FROM systematic_review_overview"
    )
    assert list(counts.values()) == [1, 3, 1, 1, 0]
