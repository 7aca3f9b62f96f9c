"""Rows of a record -> where its text says them: keys of rows to paths of keys and list positions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kb.records.kinds import Name
from kb.records.reading import Path
from kb.records.studies import ALL
from kb.store.appraisals import answer_names
from kb.store.indication_rows import SECTIONS
from kb.store.rows import TABLES, Row, Rows

_LISTED: dict[str, Path] = {
    "reference_author": ("csl", "author"),
    "reference_notice": ("notices",),
    "study_registration": ("registrations",),
    "study_condition": ("conditions",),
    "included_study": ("review", "includes"),
    "breakdown": ("breakdowns",),
    "recommendation": ("recommendations",),
    "policy_code": ("codes",),
    "statement": ("statements",),
    "related_policy": ("related",),
    "clinical_input": ("clinical_input",),
    "coverage_position": ("coverage",),
    "search_strategy": ("searches",),
    "trial_search": ("trial_search",),
    "ongoing_trial": ("ongoing_trials",),
    "history_entry": ("history",),
    "definition": ("definitions",),
    "indication_outcome": ("outcomes",),
    "selection_criterion": ("selection_criteria",),
    "evidence_group": ("groups",),
    "finding": ("conclusion", "findings"),
}
"""Tables whose rows are the items of a list, in order of their position from 1."""
_KEYED: dict[str, Path] = {
    "arm": ("arms",),
    "population_set": ("populations",),
    "contrast": ("contrasts",),
}
"""Tables whose rows stand under their own key."""
_WITHIN = {
    "breakdown_part": "breakdown_id",
    "arm_intervention": "arm_id",
    "statement_indication": "statement_id",
    "strategy_indication": "strategy_id",
    "statement_code": "statement_id",
    "statement_criterion": "statement_id",
    "finding_basis": "finding_id",
    "figure_source": "figure_id",
}
"""Tables whose rows are told by the row they belong to."""
_WHOLE = {"study", "reference", "policy", "indication", "guideline"}
"""Tables whose row is the record itself."""


def place_paths(rows: Rows, name: Name) -> dict[str, Path]:
    """Key of a row -> where the record says it; the first where two tables share a key."""
    paths: dict[str, Path] = {}
    for table in TABLES[name.kind]:
        for id, path in _of_table(rows, table, paths):
            paths.setdefault(id, path)
    for id, path in [*_quoted(rows, paths), *_acknowledged(rows)]:
        paths.setdefault(id, path)
    return paths


def _of_table(rows: Rows, table: str, paths: dict[str, Path]) -> Iterator[tuple[str, Path]]:
    special = _SPECIAL.get(table)
    if special is not None:
        yield from special(rows)
        return
    for row in rows.of(table):
        if table in _WHOLE:
            yield row["id"], ()
        elif table in _LISTED:
            yield row["id"], (*_LISTED[table], row["position"] - 1)
        elif table in _KEYED:
            yield row["id"], (*_KEYED[table], row["key"])
        elif table in _WITHIN:
            yield row["id"], paths.get(row[_WITHIN[table]], ())
        elif table == "figure":
            yield row["id"], paths.get(row["result_id"] or row["fact_id"], ())


def _results(rows: Rows) -> Iterator[tuple[str, Path]]:
    """Results where their cell stands; outcomes and times where they are first reported."""
    found = [(row, _cell(rows, row)) for row in rows.ordered("result", "entry", "step")]
    yield from ((row["id"], path) for row, path in found)
    for column in ("study_outcome_id", "timepoint_id"):
        yield from ((row[column], path[:2]) for row, path in found if row["entry"] > 0)
        yield from ((row[column], path) for row, path in found if row["entry"] == 0)


def _cell(rows: Rows, row: Row) -> Path:
    column = row["column_key"]
    if row["entry"] > 0:
        path: Path = ("results", row["entry"] - 1, column)
        return (*path, row["step"] - 1) if row["step"] > 0 else path
    if row["step"] > 0:
        (population,) = rows.ordered("population_set", position=row["step"])
        return ("populations", population["key"], "is")
    return ("enrolled",) if column == ALL else ("arms", column, "n")


def _reports(rows: Rows) -> Iterator[tuple[str, Path]]:
    for row in rows.ordered("study_report"):
        yield row["id"], ("reports", row["role"])
        yield row["reference_id"], ("reports", row["role"])


def _identifiers(rows: Rows) -> Iterator[tuple[str, Path]]:
    yield from ((row["id"], ("identifiers", row["scheme"])) for row in rows.of("reference_identifier"))


def _listed_references(rows: Rows) -> Iterator[tuple[str, Path]]:
    """References listed without being cited, by the key of the row and of the reference."""
    for row in rows.of("listed_reference"):
        path: Path = ("also_listed", row["position"] - 1)
        yield from ((id, path) for id in (row["id"], row["reference_id"]))


def _facts(rows: Rows) -> Iterator[tuple[str, Path]]:
    """Facts of a policy, sizes of its clinical input, and limits of recommendations."""
    inputs = {
        row[column]: row["position"] - 1
        for row in rows.of("clinical_input")
        for column in ("year_fact_id", "societies_fact_id", "centers_fact_id")
    }
    recommendations = {row["id"]: row["position"] - 1 for row in rows.of("recommendation")}
    for row in rows.of("fact"):
        if row["recommendation_id"] is not None:
            position = recommendations[row["recommendation_id"]]
            yield row["id"], ("recommendations", position, "thresholds", row["key"])
        elif row["id"] in inputs:
            part = row["key"].rpartition("/")[2]
            yield row["id"], ("clinical_input", inputs[row["id"]], part)
        else:
            yield row["id"], ("facts", row["key"])


def _sections(rows: Rows) -> Iterator[tuple[str, Path]]:
    fields = {section: field for field, section in SECTIONS.items()}
    for row in rows.of("section_text"):
        if row["indication_id"] is None:
            yield row["id"], ("sections", row["section"], row["position"] - 1)
        else:
            yield row["id"], (fields[row["section"]], row["position"] - 1)


def _recommendations(rows: Rows) -> Iterator[tuple[str, Path]]:
    """Recommendations that a policy reports, under their guideline."""
    guidelines: dict[str, int] = {}
    for row in rows.ordered("policy_recommendation"):
        guideline, _, key = str(row["recommendation_id"]).partition("/")
        place = guidelines.setdefault(guideline, len(guidelines))
        yield row["id"], ("guidelines", place, "recommendations", key)


def _uses(rows: Rows) -> Iterator[tuple[str, Path]]:
    """Studies under their headings, by the key of the use and of the study."""
    groups = {row["id"]: row["position"] - 1 for row in rows.of("evidence_group")}
    for row in rows.ordered("study_use"):
        path: Path = ("groups", groups[row["evidence_group_id"]], "studies", row["position"] - 1)
        yield row["id"], path
        yield row["study_id"], path


def _elements(rows: Rows) -> Iterator[tuple[str, Path]]:
    for row in rows.of("pico_element"):
        yield row["id"], (f"{row['element']}s", row["position"] - 1)


def _answers(rows: Rows) -> Iterator[tuple[str, Path]]:
    """Limitations and strengths, by their key and by the name that findings call them."""
    count = 0
    for appraisal in _in_reading_order(rows):
        own = rows.ordered("appraisal_answer", appraisal_id=appraisal["id"])
        names = {id: name for name, id in answer_names(own).items()}
        inside: Path = ("limitations",) if appraisal["indication_id"] else ("limitations", "items")
        strengths = 0
        yield appraisal["id"], (*inside, count)
        for row in own:
            if row["kind"] == "strength":
                path: Path = ("strengths", strengths)
                strengths += 1
            else:
                path = (*inside, count)
                count += 1
            yield row["id"], path
            yield f"{appraisal['study_id']}#{names[row['id']]}", path


def _in_reading_order(rows: Rows) -> list[Row]:
    """Appraisals as the record lists them: by the order of the studies in its groups."""
    studies = [id for id, path in _uses(rows) if "/" not in id]
    order = {study: index for index, study in enumerate(studies)}
    return sorted(rows.of("appraisal"), key=lambda row: order.get(row["study_id"], 0))


def _quoted(rows: Rows, paths: dict[str, Path]) -> Iterator[tuple[str, Path]]:
    """Prose, and the references that it cites, where they first stand."""
    for link in rows.of("prose_link"):
        _, _, rest = str(link["place"]).partition(":")
        path = paths.get(rest.rpartition(":")[0])
        if path is not None:
            yield link["place"], path
            if link["reference_id"] is not None:
                yield link["reference_id"], path


def _acknowledged(rows: Rows) -> Iterator[tuple[str, Path]]:
    """Places that may be gone stand where they are acknowledged; the name of a field is never gone."""
    for row in rows.ordered("acknowledgement"):
        path: Path = ("acknowledged", row["position"] - 1)
        keys = [row["id"], f"{row['rule']} {row['place']}"] + ([row["place"]] if "/" in row["place"] else [])
        yield from ((id, path) for id in keys)


_SPECIAL: dict[str, Callable[[Rows], Iterator[tuple[str, Path]]]] = {
    "result": _results,
    "study_report": _reports,
    "reference_identifier": _identifiers,
    "listed_reference": _listed_references,
    "fact": _facts,
    "section_text": _sections,
    "policy_recommendation": _recommendations,
    "study_use": _uses,
    "pico_element": _elements,
    "appraisal_answer": _answers,
}
"""Tables whose rows need others to be found."""
