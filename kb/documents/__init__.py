"""Documents: content built from rows, rendered as text or as a file.

Builders are imported when they are first named, because start-up is felt at every command.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

# Not deferred: the package of this name would stand in the place of the function.
from kb.documents.render import render, rendered

if TYPE_CHECKING:
    from kb.documents.building.pages import build_indication_page, build_policy_page, build_reference_page
    from kb.documents.building.report import build_report
    from kb.documents.building.study_page import build_study_page
    from kb.documents.building.summary import build_summary

__all__ = [
    "build_indication_page",
    "build_policy_page",
    "build_reference_page",
    "build_report",
    "build_study_page",
    "build_summary",
    "render",
    "rendered",
]

_MODULES = {
    "build_indication_page": "pages",
    "build_policy_page": "pages",
    "build_reference_page": "pages",
    "build_report": "report",
    "build_study_page": "study_page",
    "build_summary": "summary",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"kb.documents.building.{_MODULES[name]}"), name)
