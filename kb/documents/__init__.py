"""Documents: content built from rows, rendered as text."""

from kb.documents.build.pages import build_indication_page, build_policy_page, build_reference_page
from kb.documents.build.report import build_report
from kb.documents.build.study_page import build_study_page
from kb.documents.build.summary import build_summary
from kb.documents.render import render

__all__ = [
    "build_indication_page",
    "build_policy_page",
    "build_reference_page",
    "build_report",
    "build_study_page",
    "build_summary",
    "render",
]
