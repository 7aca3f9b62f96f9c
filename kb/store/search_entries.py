"""Rows of one record -> the texts that search finds in it.

Only rows of the record itself are used, so that nothing else can make an entry stale. What is coded is
searched by its key with the hyphens taken out: vocabulary keys are spelled-out names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.store.convert import WORDS
from kb.store.rows import RecordRows, Row

SEARCHED: dict[str, tuple[str, ...]] = {
    "policies": (
        *("policy", "listed_code", "related_policy", "statement", "criterion", "section_text"),
        *("statement_code", "business_line"),
        *(
            "clinical_input",
            "coverage_position",
            "guideline_search",
            "trial_search",
            "listed_trial",
            "history_entry",
        ),
        "definition",
        "own_boilerplate",
    ),
    "plans": (
        *("health_plan", "plan_heading", "plan_sentence", "plan_determination", "plan_selection_criterion"),
        *("plan_boilerplate", "plan_definition", "contact"),
    ),
    "indications": (
        *("indication", "pico_element", "indication_outcome", "section_text", "selection_criterion"),
        *("evidence_group", "conclusion", "finding", "appraisal", "appraisal_answer"),
        *("rated_certainty", "rating_reason"),
    ),
    "studies": (
        *("study", "study_condition", "registration", "arm", "received_intervention", "population_set"),
        *("target", "contrast", "study_outcome", "result", "included_study", "appraisal_answer"),
        *("site_country", "masked_role", "set_margin"),
        *("judged_appraisal", "domain_judgement"),
    ),
    "tests": ("test", "analyte", "cutoff", "assigned_code", "companion_use"),
    "gradings": ("grading", "grade_meaning"),
    "guidelines": ("guideline", "recommendation", "given_grade"),
    "references": ("reference", "reference_author", "reference_identifier", "notice"),
}
"""Kinds of records that search looks through, with the tables that their texts are in."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A text that search finds: what it is, its heading, and its pieces.

    ``policy`` and ``indication`` say what it is a part of; empty for what policies share.
    """

    kind: str
    key: str
    title: str
    pieces: tuple[str | None, ...]
    policy: str | None = None
    indication: str | None = None


def entries(kind: str, rows: RecordRows) -> Iterable[SearchEntry]:
    """The entries of a record of a kind in SEARCHED."""
    return {
        "policies": _policy,
        "indications": _indication,
        "studies": _study,
        "tests": _test,
        "gradings": _grading,
        "guidelines": _guideline,
        "references": _reference,
        "plans": _plan,
    }[kind](rows)


def _study(rows: RecordRows) -> Iterator[SearchEntry]:
    study = rows.only_row("study")
    outcomes = dict.fromkeys(_spelled(row["outcome_id"]) for row in rows.ordered("study_outcome", "id"))
    pieces = (
        study["population"],
        study["setting"],
        _list("Design", [_spelled(study["design_id"]), study["data_direction"] or ""]),
        _list("Conditions", _keys(rows, "study_condition", "condition_id")),
        _list("Arms", (row["label"] for row in rows.ordered("arm"))),
        _list("Interventions", _keys(rows, "received_intervention", "intervention_id")),
        _list("Tests", _tests_of_arms(rows)),
        _list("Targets", _targets(rows)),
        _list(
            "Doses",
            (text for row in rows.ordered("arm") for text in _further(row, "studies", "arm", "label")),
        ),
        _list("Countries", (row["country"] for row in rows.ordered("site_country"))),
        _list("Masked", (_spelled(row["role"]) for row in rows.ordered("masked_role"))),
        _list("Populations", (row["label"] for row in rows.ordered("population_set") if row["label"])),
        _list("Comparisons", dict.fromkeys(_compared(row) for row in rows.ordered("contrast"))),
        _list("Outcomes", outcomes),
        *_further(study, "studies", "study", "label", "population", "setting"),
        *(text for row in rows.ordered("set_margin") for text in _further(row, "studies", "set_margin")),
        *_texts(rows, "study_outcome", "definition", order="id"),
        *dict.fromkeys(_texts(rows, "result", "note", "flag", order="entry")),
        *(
            text
            for row in rows.ordered("included_study")
            for text in _further(row, "studies", "included_study")
        ),
        *_answers(rows.ordered("appraisal_answer")),
        *_judgements(rows),
        _list("Registrations", (row["number"] for row in rows.ordered("registration"))),
        study["id"],
    )
    yield SearchEntry("study", study["id"], study["label"], pieces)


def _tests_of_arms(rows: RecordRows) -> Iterable[str]:
    columns = ("test_id", "test_version", "threshold")
    return dict.fromkeys(
        _spelled(row[name]) if name == "test_id" else row[name]
        for row in rows.ordered("arm")
        for name in columns
        if row[name]
    )


def _targets(rows: RecordRows) -> Iterator[str]:
    for row in rows.ordered("target"):
        words = (_spelled(row["condition_id"] or ""), *_further(row, "studies", "target"))
        yield " ".join(word for word in words if word)


def _test(rows: RecordRows) -> Iterator[SearchEntry]:
    row = rows.only_row("test")
    pieces = (
        *_further(row, "tests", "test", "name"),
        _spelled(row["intervention_id"] or ""),
        _list("Analytes", _rows_in_words(rows, "analyte")),
        _list("Thresholds", _rows_in_words(rows, "cutoff")),
        _list("Codes", _rows_in_words(rows, "assigned_code")),
        _list("Companion to", _rows_in_words(rows, "companion_use", "treatment_id", "condition_id")),
        row["id"],
    )
    yield SearchEntry("test", row["id"], row["name"], pieces)


def _rows_in_words(rows: RecordRows, table: str, *keys: str) -> Iterator[str]:
    """The free words of each row of a table of tests, after the words of its keys."""
    for row in rows.ordered(table):
        spelled = (_spelled(row[key]) for key in keys if row[key])
        yield " ".join((*spelled, *_further(row, "tests", table)))


def _reference(rows: RecordRows) -> Iterator[SearchEntry]:
    row = rows.only_row("reference")
    authors = (
        author["literal"] or f"{author['family']} {author['given'] or ''}".strip()
        for author in rows.ordered("reference_author")
    )
    identifiers = (f"{item['scheme'].upper()} {item['value']}" for item in rows.of("reference_identifier"))
    pieces = (
        row["citation_text"].replace("*", ""),
        _list("Authors", authors),
        _list("Identifiers", sorted(identifiers)),
        *_texts(rows, "notice", "kind", "text"),
        row["id"],
    )
    yield SearchEntry("reference", row["id"], row["title"], pieces)


def _grading(rows: RecordRows) -> Iterator[SearchEntry]:
    row = rows.only_row("grading")
    grades = (f"{item['grade']}: {item['meaning']}" for item in rows.ordered("grade_meaning"))
    pieces = (*grades, *_further(row, "gradings", "grading", "name"), row["id"])
    yield SearchEntry("grading", row["id"], row["name"], pieces)


def _guideline(rows: RecordRows) -> Iterator[SearchEntry]:
    row = rows.only_row("guideline")
    short = row["abbreviation"] or row["organization"]
    title = " ".join(part for part in (short, row["title"], row["version"]) if part)
    for item in rows.ordered("recommendation"):
        pieces = (
            item["text"],
            *_further(item, "guidelines", "recommendation", "text", "category"),
            item["category"],
            *(
                f"{_spelled(given['grading_id'])} {given['grade']}"
                for given in rows.ordered("given_grade", recommendation_id=item["id"])
            ),
            _spelled(item["condition_id"] or ""),
            row["organization"],
        )
        yield SearchEntry("recommendation", item["id"], title, pieces)
    in_title = ("organization", "abbreviation", "title", "version")
    if texts := _further(row, "guidelines", "guideline", *in_title):
        yield SearchEntry("text", f"{row['id']}/summary", title, (*texts, row["organization"]))


def _policy(rows: RecordRows) -> Iterator[SearchEntry]:
    row = rows.only_row("policy")
    key = row["id"]
    codes = (
        f"{code['system']} {code['code']} {code['description'] or ''}".strip()
        for code in rows.ordered("listed_code")
    )
    related = (f"{item['title']} {item['number'] or ''}".strip() for item in rows.ordered("related_policy"))
    pieces = (
        f"{_spelled(row['plan_id'])}, {row['section']}",
        _list("Codes", codes),
        _list("Related", related),
        key,
        row["number"],
    )
    yield SearchEntry("policy", key, row["title"], pieces, key)
    for item in rows.ordered("statement"):
        criteria = _texts(rows, "criterion", "text", order="id", statement_id=item["id"])
        notes = _texts(rows, "statement_code", "note", statement_id=item["id"])
        lines = _texts(rows, "business_line", "line_of_business", statement_id=item["id"])
        further = _further(item, "policies", "statement", "text")
        texts = (item["text"], *criteria, *further, *notes, _list("Lines of business", lines))
        yield SearchEntry(
            "statement", item["id"], f"Statement {item['key']}: {item['determination_id']}", texts, key
        )
    yield from _sections(rows, key)
    yield from _lists_of_policy(rows, key)


def _lists_of_policy(rows: RecordRows, key: str) -> Iterator[SearchEntry]:
    for table, title in _LISTS:
        for row in rows.ordered(table):
            heading = ": ".join(str(row[name]) for name in title[1:])
            heading = f"{title[0]}: {heading}" if heading else title[0]
            if texts := _further(row, "policies", table, *title[1:]):
                yield SearchEntry("text", f"{key}/{table}/{row['position']}", heading, texts, key)


_LISTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("definition", ("Definition", "term")),
    ("clinical_input", ("Clinical input",)),
    ("coverage_position", ("Coverage", "authority")),
    ("guideline_search", ("Search for guidelines",)),
    ("trial_search", ("Search for trials", "registry_name", "date")),
    ("listed_trial", ("Ongoing trial", "registry_name", "number")),
    ("history_entry", ("History", "effective_date")),
    ("own_boilerplate", ("Boilerplate", "key")),
)
"""Table, and heading with its columns; all other words of a row are its text."""


def _plan(rows: RecordRows) -> Iterator[SearchEntry]:
    row = rows.only_row("health_plan")
    key, name = row["id"], row["name"]
    yield SearchEntry("plan", key, name, (*_further(row, "plans", "health_plan", "name"), key))
    for table, title in _LISTS_OF_PLAN:
        for item in rows.ordered(table):
            heading = ": ".join(str(item[column]) for column in title[1:])
            texts = _further(item, "plans", table, *title[1:])
            place = f"{key}/{table.removeprefix('plan_')}/{item['position']}"
            yield SearchEntry("plan", place, f"{name}, {title[0]}: {heading}", texts)


_LISTS_OF_PLAN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("plan_heading", ("heading of", "section")),
    ("plan_sentence", ("sentence", "frame")),
    ("plan_determination", ("determination", "determination_id")),
    ("plan_selection_criterion", ("study selection", "key")),
    ("plan_boilerplate", ("boilerplate", "key")),
    ("plan_definition", ("definition", "term")),
    ("contact", ("contact", "purpose")),
)


def _indication(rows: RecordRows) -> Iterator[SearchEntry]:
    row = rows.only_row("indication")
    policy, key = row["policy_id"], row["key"]
    outcomes = (_spelled(item["outcome_id"]) for item in rows.ordered("indication_outcome"))
    pieces = (
        *_further(row, "indications", "indication", "title", "population_verb"),
        _list("Interventions", _pico(rows, "intervention")),
        _list("Comparators", _pico(rows, "comparator")),
        _list("Outcomes", outcomes),
        *_texts(rows, "conclusion", "sentence", order="id"),
        row["id"],
    )
    yield SearchEntry("indication", row["id"], row["title"], pieces, policy, key)
    for item in rows.ordered("finding"):
        yield SearchEntry(
            "finding", item["id"], row["title"], _further(item, "indications", "finding"), policy, key
        )
    yield from _sections(rows, policy)
    for item in rows.ordered("selection_criterion"):
        place = f"{row['id']}/selection_criterion/{item['key']}"
        texts = _further(item, "indications", "selection_criterion")
        yield SearchEntry("text", place, f"{row['title']}: study selection", texts, policy, key)
    for item in rows.ordered("evidence_group"):
        if texts := _further(item, "indications", "evidence_group", "heading"):
            place = f"{row['id']}/evidence_group/{item['key']}"
            yield SearchEntry("text", place, item["heading"], texts, policy, key)
    yield from _relevance(rows, row)
    for item in rows.ordered("rated_certainty"):
        heading = f"Certainty: {_spelled(item['outcome_id'])}"
        texts = (_spelled(_own_key(item["level_id"])), *_further(item, "indications", "rated_certainty"))
        reasons = rows.ordered("rating_reason", "direction", "position", rated_certainty_id=item["id"])
        texts += tuple(_noted(_own_key(reason["domain_id"]), reason["note"]) for reason in reasons)
        yield SearchEntry("text", item["id"], heading, texts, policy, key)


def _relevance(rows: RecordRows, indication: Row) -> Iterator[SearchEntry]:
    """What limits the relevance of each study, in whatever editions."""
    studies = {item["id"]: item["study_id"] for item in rows.ordered("appraisal", "id")}
    of_appraisal = rows.below("appraisal_answer", "appraisal_id")
    for study in dict.fromkeys(studies.values()):
        of_study = [id for id in studies if studies[id] == study]
        answers = tuple(_answers(answer for id in of_study for answer in of_appraisal.get(id, ())))
        place = f"{indication['id']}/limitations/{study}"
        heading = f"Limitations of {study} for this indication"
        yield SearchEntry("text", place, heading, answers, indication["policy_id"], indication["key"])


def _judgements(rows: RecordRows) -> Iterator[str]:
    """How instruments judge a study: instrument, domains, words."""
    of_appraisal = rows.below("domain_judgement", "judged_appraisal_id")
    for row in rows.ordered("judged_appraisal"):
        overall = _own_key(row["overall_id"])
        yield _noted(row["instrument_version_id"], overall and f"{_spelled(overall)} overall")
        yield from _further(row, "studies", "judged_appraisal")
        for judged in of_appraisal.get(row["id"], ()):
            words = " ".join(filter(None, (_spelled(_own_key(judged["judgement_id"])), judged["note"])))
            yield _noted(judged["key"], words)


def _own_key(id: str | None) -> str:
    return (id or "").rpartition("/")[2]


def _noted(key: str, note: str | None) -> str:
    return f"{_spelled(key)}: {note}" if note else _spelled(key)


def _sections(rows: RecordRows, policy: str) -> Iterator[SearchEntry]:
    for row in rows.ordered("section_text", "section_position", "position"):
        section = _spelled(row["section"]).capitalize()
        title = f"{section}: {row['heading']}" if row["heading"] else section
        yield SearchEntry("text", row["id"], title, (row["text"],), policy, row["indication_key"] or None)


def _answers(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        place = _spelled(row["domain"]) if row["domain"] else row["kind"]
        yield f"{place}: {row['note']}" if row["note"] else place


def _compared(contrast: Row) -> str:
    """How two sides were compared, and the factor where there is one."""
    values = (contrast[name] for name in ("method", "factor") if contrast[name] not in (None, "not-stated"))
    return " ".join(map(_spelled, values))


def _pico(rows: RecordRows, element: str) -> Iterator[str]:
    return (_spelled(row["intervention_id"]) for row in rows.ordered("pico_element", element=element))


def _keys(rows: RecordRows, table: str, column: str) -> Iterable[str]:
    return dict.fromkeys(_spelled(row[column]) for row in rows.ordered(table, "id"))


def _texts(rows: RecordRows, table: str, *columns: str, order: str = "position", **where: str) -> list[str]:
    texts = (row[column] for row in rows.ordered(table, order, **where) for column in columns)
    return [text for text in texts if text]


def _further(row: Row, kind: str, table: str, *used_elsewhere: str) -> tuple[str, ...]:
    """The free words of a row that no other entry has, in the order of the record.

    A text that is added to a record is found without being named here.
    """
    return tuple(row[name] for name in WORDS[kind][table] if name not in used_elsewhere and row[name])


def _spelled(key: str) -> str:
    return key.replace("-", " ")


def _list(name: str, items: Iterable[str]) -> str | None:
    listed = ", ".join(item for item in items if item)
    return f"{name}: {listed}" if listed else None
