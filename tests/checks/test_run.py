"""A run of the checks over a database: what is looked at, recalled, limited and left over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kb.checks import clock
from kb.checks.earlier_runs import Memory, remembering
from kb.checks.problem import CheckProblem, Severity
from kb.checks.registry import all_rules, rules_named
from kb.checks.rule import Rule, Subject
from kb.checks.run import CheckReport, Request, check, records_of_policy
from kb.db.connect import read
from tests.builders.folders import Folder


def _rule(subject: Subject) -> Rule:
    def look(seen: object) -> Iterator[CheckProblem]:
        """One problem for each subject, on this day."""
        id = getattr(seen, "id", "base")
        record = getattr(seen, "record", "studies/doe-2020")
        yield CheckProblem(Severity.NOTE, record, id, f"Seen on {clock.today()}.")

    return Rule(f"every-{subject}", "Everything is seen", subject, Severity.NOTE, "ours", look)


RULES = [_rule(subject) for subject in (Subject.STUDY, Subject.REFERENCE, Subject.POLICY, Subject.BASE)]


@pytest.fixture
def folder(tmp_path: Path, engine_url: str) -> Folder:
    """The small folder, loaded."""
    folder = Folder(tmp_path / "records")
    folder.load(engine_url)
    return folder


def _check(url: str, memory: Memory | None = None, **given: object) -> CheckReport:
    fields: dict[str, object] = {"rules": RULES, "today": date(2022, 1, 1)}
    with read(url) as reader:
        return check(reader, Request(**(fields | given)), memory)  # type: ignore[arg-type]


def _places(report: CheckReport) -> list[str]:
    return sorted(one.problem.place for one in report.judged)


def test_every_subject_is_seen_once(folder: Folder, engine_url: str) -> None:
    report = _check(engine_url)
    assert _places(report) == ["1.01", "base", "doe-2020", "doe-2020"]
    assert (report.checked, report.recalled) == (4, 0)
    assert {one.problem.message for one in report.judged} == {"Seen on 2022-01-01."}


def test_progress_ends_with_all(folder: Folder, engine_url: str) -> None:
    seen: list[tuple[int, int]] = []
    with read(engine_url) as reader:
        check(reader, Request(RULES), Memory(), lambda done, total: seen.append((done, total)))
    assert seen[-1] == (4, 4)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_only_what_a_change_reaches_is_looked_at_again(
    folder: Folder, engine_url: str, tmp_path: Path
) -> None:
    with remembering(tmp_path / "checks.db") as memory:
        first = _check(engine_url, memory)
        again = _check(engine_url, memory)
        assert (again.checked, again.recalled) == (0, 4)
        assert again.judged == first.judged
        folder.change("guidelines/society", "title: Liver", "title: The liver")
        folder.load(engine_url)
        after = _check(engine_url, memory)
        assert (after.checked, after.recalled) == (2, 2)  # the policy that quotes it, and the base
        folder.change("studies/doe-2020", "adults with small tumors", "adults")
        folder.load(engine_url)
        after = _check(engine_url, memory)
        assert after.checked >= 3  # study, policy, base; the reference that reports it as well
        tomorrow = _check(engine_url, memory, today=date(2022, 1, 2))
        assert tomorrow.recalled == 1  # a study does not know what day it is


def test_other_rules_know_nothing_of_each_other(folder: Folder, engine_url: str, tmp_path: Path) -> None:
    with remembering(tmp_path / "checks.db") as memory:
        _check(engine_url, memory)
        assert _check(engine_url, memory, rules=RULES[:1]).recalled == 0
        assert _check(engine_url, memory, rules=RULES[:1]).recalled == 1


def test_a_run_can_be_limited_to_records(folder: Folder, engine_url: str) -> None:
    assert _places(_check(engine_url, records=frozenset({"references/doe-2020"}))) == ["doe-2020"]
    report = _check(engine_url, records=frozenset({"policies/1.01/"}))
    assert _places(report) == ["1.01"]
    with read(engine_url) as reader:
        records = records_of_policy(reader, "1.01")
    assert {"policies/1.01/", "studies/doe-2020", "references/doe-2020", "guidelines/society"} <= records
    assert _places(_check(engine_url, records=records)) == ["1.01", "base", "doe-2020", "doe-2020"]


def test_acknowledgements_without_problem_are_left_over(folder: Folder, engine_url: str) -> None:
    rules = rules_named(("unneeded-acknowledgement",))
    report = _check(engine_url, rules=rules)
    records = {one.problem.record for one in report.judged}
    assert records >= {"studies/doe-2020", "references/doe-2020", "policies/1.01/policy"}
    assert all(one.problem.severity is Severity.WARNING for one in report.judged)
    only = _check(engine_url, rules=rules, records=frozenset({"studies/doe-2020"}))
    assert [one.problem.record for one in only.judged] == ["studies/doe-2020"]


def test_all_rules_run_on_the_bundled_evidence_and_agree_on_both_engines(loaded_url: str) -> None:
    with read(loaded_url) as reader:
        report = check(reader, Request(all_rules(), today=date(2021, 11, 1)))
    assert not [one for one in report.judged if one.is_open and one.problem.severity is not Severity.NOTE]
    assert len([one for one in report.judged if not one.is_open]) >= 20


def test_on_many_processes_the_same_is_found(
    folder: Folder, engine_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And where the database changes meanwhile, by this process in the state that it began with."""
    monkeypatch.setattr("kb.checks.subjects._WORTH_PROCESSES", 1)
    monkeypatch.setattr("kb.processes.cores", lambda: 2)
    rules = all_rules()
    request = Request(rules, today=date(2022, 1, 1), url=engine_url)
    with read(engine_url) as reader:
        expected = check(reader, replace(request, url=""))
        assert expected.judged
        assert check(reader, request) == expected
        monkeypatch.setattr("kb.checks.subjects.newest_change", lambda reader: -1)
        assert check(reader, request) == expected
