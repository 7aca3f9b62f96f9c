"""Files are written whole or not at all, and nothing but a file is ever replaced."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kb.errors import KbError
from kb.files import DiskFull, Unfit, content_of, replacing, require_plain, write_whole

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")


@needs_pipes
def test_a_pipe_stays_a_pipe_and_gets_nothing(tmp_path: Path) -> None:
    """Nobody waits for ever for somebody who reads from it, and it is not replaced by a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(KbError, match=r"pipe: is a pipe, and no file is written over it"):
        write_whole(pipe, "a report\n")
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


@pytest.mark.parametrize("device", ["/dev/null", "/dev/full", "/dev/tty"])
def test_a_device_is_refused_also_behind_a_link(tmp_path: Path, device: str) -> None:
    """The device itself is safe whatever happens, and the link to it stays."""
    if not Path(device).is_char_device():
        pytest.skip(f"this system has no {device}")
    link = tmp_path / "link.md"
    link.symlink_to(device)
    with pytest.raises(KbError, match=r"link\.md: is a device, and no file is written over it"):
        write_whole(link, "a report\n")
    assert link.is_symlink()


def test_a_link_stays_and_its_file_is_replaced(tmp_path: Path) -> None:
    """Whoever keeps a report behind a link still finds it there."""
    file, link = tmp_path / "file.md", tmp_path / "link.md"
    file.write_text("old", encoding="utf-8")
    try:
        link.symlink_to(file)
    except OSError:
        pytest.skip("links may not be made here")
    write_whole(link, "new")
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == "new"


def test_a_link_to_what_is_not_there_yet_stays_and_its_file_is_made(tmp_path: Path) -> None:
    """Also where the file is to be in another folder."""
    (tmp_path / "reports").mkdir()
    link = tmp_path / "link.md"
    link.symlink_to(Path("reports") / "new.md")
    write_whole(link, "new")
    assert link.is_symlink()
    assert (tmp_path / "reports" / "new.md").read_text(encoding="utf-8") == "new"


def test_a_link_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(link)
    with pytest.raises(KbError):
        write_whole(link, "new")
    assert link.is_symlink()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kb.db", b"SQLite format 3\0" + b"\0" * 84),
        ("report.md", b"SQLite format 3\0" + b"\0" * 84),
        ("x.duckdb", b"12345678DUCK" + b"\0" * 100),
        ("patients.mdb", b"\0\1\0\0Standard Jet DB\0"),
        ("kb.db-wal", b"\x37\x7f\x06\x82"),
        ("kb.db-journal", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"),
    ],
)
def test_a_database_is_never_written_over(tmp_path: Path, name: str, content: bytes) -> None:
    """Whatever it is called, and also what SQLite keeps beside it."""
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(KbError, match="and is never written over"):
        write_whole(file, "a report\n")
    assert file.read_bytes() == content
    assert list(tmp_path.iterdir()) == [file]


def test_what_belongs_to_a_database_is_never_written_over(tmp_path: Path) -> None:
    """The shared memory of a SQLite database has no mark of its own; its name says whose it is."""
    (tmp_path / "kb.db").write_bytes(b"SQLite format 3\0" + b"\0" * 84)
    (tmp_path / "kb.db-shm").write_bytes(b"\0" * 32)
    for ending in ("shm", "wal", "journal"):  # there or not
        with pytest.raises(KbError, match=rf"kb\.db-{ending}: is a part of the database kb\.db"):
            write_whole(tmp_path / f"kb.db-{ending}", "a report\n")
    write_whole(tmp_path / "other.db-wal", "a report\n")


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_rights_of_the_file_that_was_there_stay(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "report.md"
    file.write_text("old", encoding="utf-8")
    file.chmod(mode)
    write_whole(file, "new")
    assert stat.S_IMODE(file.stat().st_mode) == mode
    assert file.read_text(encoding="utf-8") == "new"


def test_a_file_that_is_protected_against_writing_stays(tmp_path: Path) -> None:
    """Taking its place would go around the protection."""
    file = tmp_path / "report.md"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o444)
    with pytest.raises(KbError, match=r"report\.md: is protected against writing"):
        write_whole(file, "new")
    assert file.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("unnamed", [True, False], ids=["without a name", "with a name"])
def test_nothing_is_left_of_what_was_not_written(
    tmp_path: Path, unnamed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was there stays, byte for byte."""
    if not unnamed:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    file = tmp_path / "report.md"
    file.write_text("old", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), replacing(file) as new:
        new.write_text("half of it", encoding="utf-8")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == [file]
    assert file.read_text(encoding="utf-8") == "old"


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="this system knows no files without a name")
def test_nothing_is_left_of_a_file_when_its_program_is_killed(tmp_path: Path) -> None:
    """What is half written has no name yet."""
    writer = f"""
import os, signal, sys
from pathlib import Path
from kb.files import replacing
with replacing(Path({str(tmp_path / "report.md")!r})) as new:
    new.write_text("half of it")
    os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", writer], check=False)
    assert done.returncode == -signal.SIGKILL
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_program_left_is_cleared_away_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file under way needs a name; one that somebody is writing stays."""
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    (tmp_path / ".report.md.0badcafe.unfinished").write_text("half of it", encoding="utf-8")
    with replacing(tmp_path / "report.md") as theirs:
        theirs.write_text("theirs", encoding="utf-8")
        write_whole(tmp_path / "report.md", "ours")
        assert theirs.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]
    assert (tmp_path / "report.md").read_text(encoding="utf-8") == "theirs"


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on sizes of files there")
def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    """A limit on the size of files is told as a full disk is; what was there stays."""
    from resource import RLIMIT_FSIZE, getrlimit, setrlimit

    file = tmp_path / "report.md"
    file.write_text("old", encoding="utf-8")
    before = getrlimit(RLIMIT_FSIZE)
    setrlimit(RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(DiskFull, match=r"report\.md: there is no room to write it .* Free some space"):
            write_whole(file, "much " * 1000)
    finally:
        setrlimit(RLIMIT_FSIZE, before)
    assert file.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


@needs_pipes
def test_what_is_no_plain_file_is_not_read(tmp_path: Path) -> None:
    """Nobody waits for a pipe, and nobody reads a device for ever, also through a link."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    for name, kind in (("pipe", "a pipe"), ("zero", "a device"), (".", "a folder")):
        with pytest.raises(Unfit, match=f"is {kind} and no file"):
            content_of(tmp_path / name, 1000)
        with pytest.raises(Unfit, match=f"is {kind} and no file"):
            require_plain(tmp_path / name)
    with pytest.raises(Unfit, match="cannot be read: No such file"):
        content_of(tmp_path / "none", 1000)
    write_whole(tmp_path / "text", "text")
    require_plain(tmp_path / "text")
    assert content_of(tmp_path / "text", 4) == b"text"
    with pytest.raises(Unfit, match="is larger than"):
        content_of(tmp_path / "text", 3)
