"""Tokens in authored prose -> links to the figures, facts and references that they name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kb.records.prose_tokens import ProseToken, tokens_of
from kb.store.figures import quoted_id
from kb.store.rows import RecordRows, Row, numbered
from kb.store.special import RecordNames


class Binder:
    """Finds what tokens point at: in the rows of the record itself, else by ``names``.

    ``policy`` is the policy whose facts ``[[fact:key]]`` means, empty where there is none. What cannot
    be found is noted in ``rows.unknown``.
    """

    def __init__(self, rows: RecordRows, names: RecordNames, policy: str = "") -> None:
        self._rows = rows
        self._names = names
        self._policy = policy
        self._facts = {row["id"] for row in rows.of("fact")}
        self._figures = {row["id"] for row in rows.of("figure")}
        by_owner: dict[str, list[Row]] = {}
        for row in rows.of("figure"):
            by_owner.setdefault(row["result_id"] or row["fact_id"], []).append(row)
        self._of = by_owner
        self._main = {owner: quoted_id(figures) for owner, figures in by_owner.items()}

    def add_links(self, prose: Mapping[str, Sequence[str]]) -> None:
        """Add a link for every token of the record's prose: in columns by table."""
        for table, columns in prose.items():
            for row in self._rows.of(table):
                for column in columns:
                    text = row[column]
                    if text is not None and "[" in text:
                        owner = row["id"] if table == "recommendation" else self._policy
                        self._link(f"{table}:{row['id']}:{column}", text, owner)

    def _link(self, place: str, text: str, owner: str) -> None:
        for position, token in numbered(tokens_of(text)):
            columns = self._target(token, owner)
            if columns is None:
                continue
            link = {"place": place, "position": position, "token": str(token), **columns}
            link["text"] = text if position == 1 else None
            self._rows.add("prose_link", f"{place}#{position}", link)
            path = self._rows.paths.get(place.partition(":")[2].rpartition(":")[0])
            if path is not None:
                self._rows.note(place, path)
                if (reference := columns["reference_id"]) is not None:
                    self._rows.note(reference, path)

    def _target(self, token: ProseToken, owner: str) -> dict[str, str | None] | None:
        link: dict[str, str | None] = {"figure_id": None, "fact_id": None, "reference_id": None}
        if token.kind == "citation":
            if self._names.has_reference(token.target):
                return link | {"reference_id": token.target}
        elif token.kind != "figure" and not token.statistic:
            fact = f"{owner}/{token.target}"
            if fact in self._facts or self._names.has_row("fact", fact):
                return link | {"fact_id": fact}
        elif (figure := self.figure(token, owner)) is not None:
            return link | {"figure_id": figure}
        self._rows.unknown.append(str(token))
        return None

    def figure(self, token: ProseToken, owner: str | None = None) -> str | None:
        """Id of the figure that a token names; None when there is none."""
        target = self._owner(token, owner)
        if not token.statistic:
            return self._main[target] if target in self._main else self._names.main_figure(target)
        figure = f"{target}:{token.statistic}"
        return figure if figure in self._figures or self._names.has_row("figure", figure) else None

    def printed(self, token: ProseToken) -> tuple[str, ...]:
        """Ids of all figures that a token prints: one, or those of its statement; none when it names none."""
        figure = self.figure(token)
        if figure is None or not token.statement:
            return () if figure is None else (figure,)
        target = self._owner(token, None)
        own = {row["id"]: row["statement"] for row in self._of.get(target, ())}
        figures = own or self._names.statements(target)
        return tuple(id for id, number in figures.items() if not token.statistic or number == figures[figure])

    def _owner(self, token: ProseToken, owner: str | None) -> str:
        """Id of the result, fact or limit that a token names."""
        if token.kind == "figure":
            return token.target
        return f"{self._policy if owner is None else owner}/{token.target}"
