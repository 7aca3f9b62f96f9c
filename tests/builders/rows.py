"""Small builders for rows: say what matters to the test, the rest gets the plainest value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Boolean, Column, Integer, Text, insert

from kb.db.connect import Row, read, write_engine
from kb.schema.tables import metadata
from kb.store.figures import read_figures
from kb.store.measures import TABLES as DERIVED
from kb.store.measures import add_measures
from kb.store.rows import RecordRows
from tests.builders.policies import DETERMINATIONS

RECORD = "studies/test"


class Rows:
    """Rows to insert in one transaction."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, dict[str, Any]]] = []
        self.add("record", id=RECORD)
        for position, (key, group) in enumerate(DETERMINATIONS.items(), start=1):
            values = {"name": key.replace("-", " ").capitalize(), "determination_group": group}
            self.add("vocabulary_determination", id=key, position=position, **values)
        self._sources = 0

    def add(self, table: str, **values: Any) -> str:
        """Add one row; a column that is not given and not null takes its first code, "", 0 or False."""
        columns = metadata.tables[table].columns
        assert values.keys() <= set(columns.keys()), values.keys() - set(columns.keys())
        row = {column.name: values.get(column.name, _plainest(column)) for column in columns}
        self._rows.append((table, row))
        return str(row["id"])

    def write_to(self, url: str) -> str:
        """Insert all rows, and those that follow from the figures of the studies; returns the URL."""
        with write_engine(url).begin() as connection:
            for table, row in [*self._rows, *self._measures()]:
                connection.execute(insert(metadata.tables[table]), row)
        return url

    def _measures(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The derived rows of every study."""
        for study in [row["id"] for table, row in self._rows if table == "study"]:
            rows = RecordRows(RECORD)
            for table, row in self._rows:
                if row.get("study_id") == study:
                    rows.tables.setdefault(table, []).append(row)
            qualifiers = {row["figure_id"]: [row] for table, row in self._rows if table == "qualifier"}
            known = [
                (result, [figure["id"] for figure in figures], read_figures(figures, qualifiers))
                for result in rows.of("result")
                if (figures := [row for _, row in self._rows if row.get("result_id") == result["id"]])
            ]
            add_measures(rows, known)
            for name in DERIVED:
                yield from ((name, row) for row in rows.of(name))

    # --- what studies are made of ---------------------------------------------------------------------------

    def words(self) -> None:
        """A few entries of the vocabulary."""
        for key, group in (("rct", "randomized"), ("cohort", "nonrandomized-comparative")):
            self.add("design", id=key, name=key, plural=f"{key}s", design_group=group, rank=1)
        for key in ("cryoablation", "radiofrequency-ablation", "microwave-ablation"):
            self.add("vocabulary_intervention", id=key, name=key)
        for position, key in enumerate(("overall-survival", "recurrence", "participants", "harms"), start=1):
            self.add("vocabulary_outcome", id=key, name=key.replace("-", " "), position=position)

    def reference(self, key: str, year: str = "2015", **values: Any) -> None:
        """A reference with one author, and a PMID made of its key and year."""
        self.add("reference", id=key, title=key, issued=year, citation_text=f"{key}.", **values)
        self.add("reference_author", id=f"{key}/1", reference_id=key, position=1, family=key.title())
        pmid = f"{key}{year}"
        self.add("reference_identifier", id=f"pmid:{pmid}", reference_id=key, scheme="pmid", value=pmid)

    def study(self, key: str, design: str = "rct", *, reported: bool = True, **values: Any) -> None:
        """A study with its primary report, whole population and "no time stated"."""
        self.add("study", id=key, label=f"{key} et al", design_id=design, **values)
        if reported:
            self.reference(key)
            self.add("study_report", id=f"{key}/{key}", study_id=key, reference_id=key, position=1)
        self.add("population_set", id=f"{key}/whole", study_id=key, key="whole", kind="whole")
        self.add("timepoint", id=f"{key}@none", study_id=key, key="none", kind="none")

    def arm(self, study: str, key: str, *interventions: str, position: int = 1) -> None:
        """An arm with its interventions."""
        self.add("arm", id=f"{study}/{key}", study_id=study, key=key, label=key.upper(), position=position)
        for place, name in enumerate(interventions, start=1):
            self.add(
                "received_intervention",
                id=f"{study}/{key}/{name}",
                arm_id=f"{study}/{key}",
                intervention_id=name,
                position=place,
            )

    def result(self, study: str, outcome: str, column: str, **values: Any) -> str:
        """A result of an arm (``cryo``), a contrast (``cryo-rfa``) or the study (``all``)."""
        measured = f"{study}/{outcome}"
        if ("study_outcome", measured) not in {(table, row["id"]) for table, row in self._rows}:
            self.add("study_outcome", id=measured, study_id=study, outcome_id=outcome)
        scope = "study" if column == "all" else "contrast" if "-" in column else "arm"
        self._sources += 1
        return self.add(
            "result",
            **{
                "id": f"{study}/{outcome}/{column}",
                "study_id": study,
                "study_outcome_id": measured,
                "population_set_id": f"{study}/whole",
                "timepoint_id": f"{study}@none",
                "scope": scope,
                "column_key": column,
                "arm_id": f"{study}/{column}" if scope == "arm" else None,
                "contrast_id": f"{study}/{column}" if scope == "contrast" else None,
                "entry": self._sources,
                **values,
            },
        )

    def figures(
        self, result: str, *figures: tuple[Any, ...], main: str | None = None, key: str = "result"
    ) -> None:
        """Figures ``(statistic, value, statement, more)`` of a result; ``main`` is quoted, else the first."""
        for position, (statistic, value, *rest) in enumerate(figures, start=1):
            statement = rest[0] if rest else 0
            more = rest[1] if len(rest) > 1 else {}
            is_main = statistic == main if main else position == 1
            self.add(
                "figure",
                **{
                    "id": f"{result}:{statistic}.{position}",
                    f"{key}_id": result,
                    "position": position,
                    "statement": statement,
                    "statistic": statistic,
                    "value": value,
                    "value_text": None if value is None else str(value),
                    "reported": str(value),
                    "reported_text": str(value),
                    "sign": "=",
                    "is_main": is_main,
                    **more,
                },
            )

    # --- what policies are made of --------------------------------------------------------------------------

    def policy(self, number: str, *indications: str) -> None:
        """A policy with its indications, each with the group `rct`."""
        self.add("record", id=_record(number), name=number)
        if ("health_plan", "plan") not in {(table, row["id"]) for table, row in self._rows}:
            self.add("health_plan", id="plan", name="Plan")
        self.add("policy", id=number, title="Cryoablation", plan_id="plan", record_id=_record(number))
        for position, key in enumerate(indications or ("hcc",), start=1):
            record = self.add("record", id=_record(number, key), name=f"{number}/{key}")
            self.add(
                "indication", id=f"{number}/{key}", policy_id=number, key=key, position=position, title=key,
                population="liver tumors", population_verb="have", record_id=record,
            )  # fmt: skip
            self.add(
                "evidence_group",
                id=f"{number}/{key}/rct",
                indication_id=f"{number}/{key}",
                key="rct",
                heading="Trials",
            )

    def use(self, indication: str, study: str, position: int) -> None:
        """A use of a study under the group `rct` of an indication."""
        self.add(
            "study_use", id=f"{indication}/{study}", indication_id=indication, study_id=study,
            evidence_group_id=f"{indication}/rct", position=position,
        )  # fmt: skip

    def prose(self, number: str, section: str, *cited: str, indication: str = "") -> None:
        """One paragraph that cites."""
        key = "/".join(part for part in (number, indication, section, "1") if part)
        self.add(
            "section_text", id=key, policy_id=number, indication_key=indication or None, section=section,
            indication_id=f"{number}/{indication}" if indication else None,
        )  # fmt: skip
        for position, reference in enumerate(cited, start=1):
            self.add(
                "prose_link", id=f"{key}#{position}", place=f"section_text:{key}:text", position=position,
                reference_id=reference, record_id=_record(number, indication),
            )  # fmt: skip


def _record(policy: str, indication: str = "") -> str:
    return f"policies/{policy}/{indication}" if indication else f"policies/{policy}"


def select(url: str, sql: str, **params: Any) -> list[Row]:
    """The rows of a select."""
    with read(url) as reader:
        return reader.rows(sql, params)


def only(url: str, sql: str, **params: Any) -> Row:
    """The one row of a select."""
    found = select(url, sql, **params)
    assert len(found) == 1, found
    return found[0]


def _plainest(column: Column[Any]) -> Any:
    if column.name == "record_id":
        return RECORD
    if column.nullable:
        return None
    if isinstance(column.type, Boolean):
        return False
    if isinstance(column.type, Integer):
        return 1
    assert isinstance(column.type, Text), column
    return next(iter(column.info.get("codes") or [""]))
