"""Files are written whole or not at all, and nothing but a file is ever replaced."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from kb.errors import KbError
from kb.files import write_whole

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")


@needs_pipes
def test_a_pipe_gets_the_content_and_stays_a_pipe(tmp_path: Path) -> None:
    """``-o /dev/stdout`` and the like: what is no file is not replaced by one."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    write_whole(pipe, "a report\n")
    reader.join(timeout=10)
    assert read == ["a report\n"]
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no /dev/full")
def test_a_device_that_takes_nothing_is_told(tmp_path: Path) -> None:
    """One clear message, through a link, so that the device itself is safe whatever happens."""
    link = tmp_path / "full"
    link.symlink_to("/dev/full")
    with pytest.raises(KbError, match=r"full: cannot be written \(No space left on device\)\."):
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
