"""The embedded database at first use: made, migrated and filled before anyone sees it."""

from __future__ import annotations

from pathlib import Path

from kb.errors import KbError
from kb.files import AlreadyThere, replacing
from kb.settings import shipped_evidence
from kb.store.load import LoadRequest, load


def create_embedded(file: Path, evidence: Path) -> str:
    """Make the database file with the records of a folder; returns a sentence that says so.

    It is made next to its final path and moved there when complete, so that nobody sees half of it; what
    another program has made there meanwhile is left alone.
    """
    from kb.db.migrate import migrate

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with replacing(file, is_database=True, only_new=True) as unfinished:
            url = f"sqlite:///{unfinished.as_posix()}"
            migrate(url)
            outcome = load(LoadRequest(evidence, url, "kb", "first use of the embedded database"))
    except AlreadyThere:
        return f"Another program has made the database {file} meanwhile; this one is used."
    except OSError as error:
        raise KbError(
            f"The database {file} cannot be made: {error.strerror}. Choose another place with --database."
        ) from error
    source = "records that ship with kb" if evidence == shipped_evidence() else f"records from {evidence}"
    return f"Made the database {file} with the {outcome.added} {source}."
