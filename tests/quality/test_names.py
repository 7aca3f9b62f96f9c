"""A name means one thing in the whole package, and a module is large enough to be worth its file.

Every check runs once for each package.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import kb

PACKAGE = Path(kb.__file__).parent
PACKAGES = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))

#: File names that told a reader nothing about what their module does.
OPAQUE = {
    "about", "amend", "amending", "asking", "bearing", "comma", "elsewhere", "found", "held",
    "held_references", "known", "making", "one", "said", "since", "standing", "take", "taking", "telling",
    "told",
}  # fmt: skip

#: The words of the field. A package that works on such a thing has a module named for it, so several do.
SUBJECTS = {
    "acknowledgements", "appraisal", "bibliography", "citations", "claims", "conclusions", "documents",
    "grim", "guidelines", "indication_rows", "indications", "instruments", "intervals", "limitations",
    "notices", "policies", "policy", "policy_rows", "problem", "prose", "records", "references",
    "results", "review", "splits", "studies", "study", "study_rows", "vocabulary",
}  # fmt: skip

#: The parts that many packages have, each with the same job in all of them.
PARTS = {
    "as_csv": "writes CSV",
    "as_docx": "writes a Word file",
    "as_html": "writes a web page",
    "as_json": "writes JSON",
    "as_markdown": "writes Markdown",
    "as_text": "writes plain text",
    "base": "what all modules of its folder build on",
    "find": "answers the question of its package",
    "data": "what its package found, for programs",
    "error": "the exception of its package",
    "page": "what its package found, as a document",
    "parquet": "writes Parquet",
    "render": "makes text of what its package builds",
    "rows": "records or events as rows of the database",
    "run": "does the whole job of its package",
    "wording": "what page and data of its package say in the same words",
    "search": "full-text search, in its package's part",
}


@cache
def _modules() -> dict[str, Path]:
    """Every module by its dotted name."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return {_dotted(path): path for path in paths if "bundled" not in path.parts}


def _dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(_modules()[module].read_text(encoding="utf-8"))


def _package(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


@cache
def _classes() -> dict[str, list[str]]:
    """Where each public class is defined, by its name."""
    places = defaultdict(list)
    for module in _modules():
        for node in ast.walk(_tree(module)):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(module)
    return places


@cache
def _files() -> dict[str, list[str]]:
    """The modules that have a file name; modules of the command line carry the names of commands."""
    places = defaultdict(list)
    for module, path in _modules().items():
        if path.stem not in {"__init__", "__main__"} and _package(module) != "cli":
            places[path.stem].append(module)
    return places


def _imported(module: str) -> Iterator[str]:
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.ImportFrom):
            for name in node.names:
                whole = f"{node.module}.{name.name}"
                yield whole if whole in _modules() else str(node.module)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


@cache
def _importers() -> dict[str, set[str]]:
    importers = defaultdict(set)
    for module in _modules():
        for name in _imported(module):
            importers[name].add(module)
    return importers


each_package = pytest.mark.parametrize("package", PACKAGES)


@each_package
def test_a_public_class_name_is_defined_once_in_all_of_kb(package: str) -> None:
    shared = {name: places for name, places in _classes().items() if len(places) > 1}
    ours = {name: places for name, places in shared.items() if any(_package(p) == package for p in places)}
    assert not ours, _listed(ours)


@each_package
def test_a_module_is_named_for_what_it_does(package: str) -> None:
    ours = [
        module for module, path in _modules().items() if _package(module) == package and path.stem in OPAQUE
    ]
    assert not ours


@each_package
def test_two_modules_share_a_file_name_only_where_it_is_a_convention(package: str) -> None:
    shared = {name: places for name, places in _files().items() if len(places) > 1}
    ours = {
        name: places
        for name, places in shared.items()
        if name not in SUBJECTS | PARTS.keys() and any(_package(place) == package for place in places)
    }
    assert not ours, _listed(ours)


@each_package
def test_a_small_module_has_more_than_one_importer(package: str) -> None:
    """A module of fewer than 45 lines that one module of the same package imports belongs into that module.

    What only another package imports is the way into its own package, and stays.
    """
    crumbs = {
        module: sorted(_importers()[module])
        for module, path in _modules().items()
        if _package(module) == package and path.stem != "__init__" and path.parent.name != "rules"
        if len(path.read_text(encoding="utf-8").splitlines()) < 45
        if len(_importers()[module]) == 1 and {_package(name) for name in _importers()[module]} == {package}
    }
    assert not crumbs, _listed(crumbs)


def _listed(places: dict[str, list[str]]) -> str:
    return "\n" + "\n".join(f"{name}: {', '.join(where)}" for name, where in sorted(places.items()))
