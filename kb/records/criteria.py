"""Criteria trees of coverage statements: a text, or `all`, `any`, `at-least` with what stands below."""

from __future__ import annotations

from pydantic import Field, model_validator

from kb.records.base import TextOrEntry
from kb.records.scalars import Prose, Whole, refusal

_FORM = "Write a text, or one of {all: [...]}, {any: [...]}, {at-least: 2, of: [...]}."


class Node(TextOrEntry):
    """One node: `text` alone is a criterion, with a list below it a heading."""

    text: Prose | None = Field(None, description="The criterion, or heading of the group, in our words")
    all: tuple[Node, ...] = Field((), description="All of these must hold")
    any: tuple[Node, ...] = Field((), description="One of these must hold")
    at_least: Whole | None = Field(None, alias="at-least", description="How many of `of` must hold")
    of: tuple[Node, ...] = Field((), description="What `at-least` counts")

    @model_validator(mode="after")
    def _one_kind(self) -> Node:
        lists = [below for below in (self.all, self.any, self.of) if below]
        if len(lists) > 1 or (not lists and self.text is None):
            raise refusal("is no criterion.", _FORM)
        if (self.at_least is None) == bool(self.of) or (self.at_least or 0) > len(self.of):
            raise refusal("`at-least` and `of` do not fit.", _FORM)
        return self

    def kind(self) -> str:
        """Code of the node: single, all, any, at-least."""
        if self.at_least is not None:
            return "at-least"
        return "all" if self.all else "any" if self.any else "single"

    def below(self) -> tuple[Node, ...]:
        """The nodes below this one."""
        return self.all or self.any or self.of
