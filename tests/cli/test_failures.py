"""Errors in words: what failed, where and what to do, and never a place where nobody can do anything."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kb import settings
from kb.cli.failures import told
from kb.settings import shipped_evidence
from tests.builders.folders import Folder
from tests.command_line import Kb

FULL = "There is no room to write: "


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no /dev/full")
@pytest.mark.parametrize("words", [("--help",), ("query", "list"), ("query", "show", "notice-impact")])
def test_a_full_disk_behind_the_output_is_told_as_such(words: tuple[str, ...]) -> None:
    """Also when the last of the output is written at the very end; and nothing else is told."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kb", *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr.startswith(f"kb: {FULL}the disk to write to is full (No space left on device).")
    assert done.stderr.count("\n") == 1


def test_what_a_library_left_half_written_complains_of_nothing() -> None:
    """Python tells an error that it meets while it clears things away, with a traceback, unless it is told
    not to."""
    program = """
import sys
from kb.cli import main
class HalfWritten:
    def __del__(self):
        raise OSError(28, "No space left on device")
half_written = HalfWritten()
sys.argv = ["kb", "--version"]
try:
    main()
finally:
    del half_written
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("kb ")


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
        RuntimeError("IO_EFBIG"),
        RuntimeError("failed to write file (No space left on device (os error 28))"),
    ],
)
def test_a_library_that_meets_a_full_disk_is_no_fault_of_kb(
    error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever it makes of it."""
    with pytest.raises(SystemExit), told():
        raise error
    message = capsys.readouterr().err
    assert message.startswith(f"kb: {FULL}")
    assert "Free some space and run it again." in message


def test_an_error_that_followed_a_full_disk_is_told_as_that(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit), told():
        try:
            raise OSError(errno.ENOSPC, "No space left on device")
        except OSError as error:
            raise ValueError("I/O operation on closed file") from error
    assert FULL in capsys.readouterr().err


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what came with kb, as in an installed package."""
    bundled = tmp_path / "site-packages" / "kb" / "bundled"
    shutil.copytree(shipped_evidence(), bundled / "evidence")
    monkeypatch.setattr(settings, "_BUNDLED", bundled)
    return bundled


def test_no_message_names_a_place_in_the_installed_package(kb: Kb, installed: Path) -> None:
    """Nobody opens a file there: a record goes by its name. Tried are the messages that come of records."""
    made = kb("policy", "list")
    assert "records that ship with kb." in made.stderr
    study = installed / "evidence" / "studies" / "wang-2015.yaml"
    problems = kb("check", "wang-2015", "--severity", "note", "--acknowledged")
    assert "studies/wang-2015.yaml" in problems.stdout
    refused = kb("fmt")
    assert refused.exit_code == 1
    assert "Name the folder of your records" in refused.stderr
    study.write_text(study.read_text(encoding="utf-8").replace("design:", "desing:"), encoding="utf-8")
    wrong = kb("load")
    assert wrong.exit_code != 0
    assert "studies/wang-2015.yaml:" in wrong.stderr
    for result in (made, problems, refused, wrong):
        assert "site-packages" not in result.output


def test_records_of_ones_own_are_named_as_one_opens_them(kb: Kb, installed: Path, folder: Folder) -> None:
    """Only what is in the installed package goes by its name alone."""
    folder.change("studies/doe-2020", "design:", "desing:")
    result = kb("load", str(folder.path))
    assert f"{folder.file('studies/doe-2020')}:" in result.stderr
