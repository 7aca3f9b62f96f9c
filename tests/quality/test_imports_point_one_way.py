"""The folder list is the architecture: a package imports only what stands below it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import kb

PACKAGE = Path(kb.__file__).parent

#: From the top down. Packages on one line do not import each other.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("cli",),
    ("entry",),
    ("prisma", "extraction"),
    ("review",),
    ("differences",),
    ("reference", "export", "audit", "impact", "releases"),
    ("checks", "reports"),
    ("narrative",),
    ("lookup",),
    ("evidence",),
    ("sheets",),
    ("store",),
    ("bibliography",),
    ("db",),
    ("schema",),
    ("records",),
    ("documents", "notation", "forms", "search", "manual"),
    ("statistics",),
    ("file_kinds",),
    ("files", "formats", "processes", "settings", "codes"),
    ("inlines", "extras"),
    ("errors",),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def _imports(module: Path) -> set[str]:
    """Top-level parts of ``kb`` that a module imports, wherever in the module the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import; write the whole name"
            found |= {f"{node.module}.{name.name}" for name in node.names} | {str(node.module)}
    parts = {name.split(".")[1] for name in found if name.startswith("kb.")}
    return parts & LEVEL.keys()


def _modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem in LEVEL)


@pytest.mark.parametrize("module", _modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_the_layers_below_its_own(module: Path) -> None:
    own = module.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for name in _imports(module) - {own}:
        assert LEVEL[own] < LEVEL[name], (
            f"{module.relative_to(PACKAGE)} imports kb.{name}, which is not below {own}"
        )


def test_every_part_of_the_package_has_its_layer() -> None:
    parts = {
        path.name.removesuffix(".py")
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or any(path.glob("*.py"))
    }
    assert parts - {"__init__", "__main__"} == LEVEL.keys()
