"""What a database holds at first use: the embedded one what ships, an empty one what every policy needs."""

from __future__ import annotations

from pathlib import Path

from kb.errors import KbError
from kb.files import AlreadyThere, replacing
from kb.records.kinds import list_folder
from kb.records.yaml_source import bytes_of
from kb.settings import shipped_evidence
from kb.store.database import Writer, writing
from kb.store.edits import put_in
from kb.store.load import LoadRequest, load
from kb.store.row_changes import ChangeAuthor

_STANDARD = ("designs", "outcomes", "determinations", "instruments", "gradings")
"""Kinds of records that every policy needs and none decides: those that ship stand for a plan's own."""


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


def add_standard_records(url: str, who: str) -> str:
    """Add the standard vocabulary, instruments and grading systems to a database that has none of them.

    Returns a sentence that says so, empty where there is a vocabulary of designs or outcomes already. A
    folder of records with a vocabulary of its own takes their place when it is loaded.
    """
    with writing(url) as writer:
        return add_standard_records_in(writer, ChangeAuthor.now(who, "standard records of an empty database"))


def add_standard_records_in(writer: Writer, author: ChangeAuthor) -> str:
    """The same inside a write transaction that has more to do."""
    if writer.rows("SELECT id FROM record WHERE id IN ('vocabulary/designs', 'vocabulary/outcomes')"):
        return ""
    folder = list_folder(shipped_evidence())
    names = [name for name in folder.names if name.kind in _STANDARD]
    ids = [row["id"] for row in writer.rows("SELECT id FROM record ORDER BY id")]
    texts = {name.id: bytes_of(folder.file(name)).decode() for name in names if name.id not in ids}
    put_in(writer, texts, author)
    for id in texts:  # as if loaded from what ships: another folder may take their place
        writer.run("UPDATE record SET synced_hash = content_hash WHERE id = ?", (id,))
    return (
        f"The knowledge base was empty: added {len(texts)} standard records (designs, outcomes, instruments)."
    )
