"""People read tests to learn what kb does: each says what is true, and all build things in one way."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
BUILT = {"CheckedPolicy", "Indication", "Reference", "Study"}
"""What only the builders in tests/builders make, from a shape of its record."""
WORDS = 4
"""A name of so many words after ``test`` is a sentence."""


def _modules(pattern: str = "*.py") -> Iterator[tuple[str, ast.Module]]:
    """Every module with something in it, by its path."""
    for path in sorted(TESTS.rglob(pattern)):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if tree.body:
            yield path.relative_to(TESTS).as_posix(), tree


def test_every_module_of_the_tests_says_what_it_is_about() -> None:
    """Its first line is a docstring."""
    assert [path for path, tree in _modules() if not ast.get_docstring(tree)] == []


def test_every_test_says_what_is_true() -> None:
    """By a name that is a sentence, or by the first line of its docstring."""
    silent = [
        f"{path}: {node.name}"
        for path, tree in _modules("test_*.py")
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if len(node.name.split("_")) <= WORDS and not ast.get_docstring(node)
    ]
    assert silent == [], "write in a docstring what is true"


def test_studies_policies_and_references_are_built_by_the_builders() -> None:
    """No test has a builder of its own for what tests/builders makes."""
    own = [
        f"{path}:{node.lineno}"
        for path, tree in _modules()
        if not path.startswith("builders/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BUILT
    ]
    assert own == []
