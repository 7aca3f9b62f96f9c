"""Reading documents starts fast: no library that a document does not need is imported."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("sqlalchemy", "sqlmodel", "pydantic", "lark", "citeproc", "rich", "alembic", "yaml")
SCRIPT = """
import sys
from kb.db.connect import read
from kb.documents import render
from kb.reports.report import build_report
from kb.reports.study_page import build_study_page
from kb.reports.summary import build_summary

with read(sys.argv[1]) as reader:
    render(build_summary(reader, "7.01.75", full=True), "text")
    render(build_report(reader, "7.01.75"), "markdown")
    render(build_study_page(reader, "wang-2015"), "json")
print(*sorted(set(sys.argv[2:]) & sys.modules.keys()))
"""


def test_documents_import_nothing_heavy(module_seed_url: str) -> None:
    command = [sys.executable, "-c", SCRIPT, module_seed_url, *HEAVY]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


def test_the_brief_summary_reads_no_study() -> None:
    script = "import sys, kb.reports.summary; print('kb.evidence.study' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
