"""The logo of a plan: a picture from a file into its record."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from kb.errors import KbError
from kb.records.as_entered import LARGEST_PICTURE, picture_text
from kb.records.plans import LogoEntry, PlanRecord
from kb.store.edits import Amended, amend


def put_logo(url: str, plan: str, file: Path | None, text: str | None, who: str) -> Amended:
    """Take a picture into the record of a plan; ``text`` is said in its place, else the name of the plan.

    Raises KbError for a file that cannot be read or is no picture, and for an unknown plan.
    """
    if file is None:
        raise KbError("Say which picture: kb plan logo PLAN FILE, or --remove to print none.")
    try:
        content = file.read_bytes()
    except OSError as error:
        raise KbError(f"{file} cannot be read ({error.strerror}). Check the path.") from error
    if len(content) > LARGEST_PICTURE:
        size = len(content) / 1_000_000
        raise KbError(f"{file} has {size:.1f} MB; a logo has at most 1 MB. Save it smaller, as PNG or JPEG.")

    def with_logo(record: PlanRecord) -> PlanRecord:
        try:
            logo = LogoEntry.model_validate({"text": text or record.name, "picture": picture_text(content)})
        except ValidationError as error:
            raise KbError(f"{file} is no PNG or JPEG picture. Save the logo as one of these.") from error
        return record.model_copy(update={"logo": logo})

    return amend(url, [(f"plans/{plan}", with_logo)], who, f"logo from {file.name}")


def remove_logo(url: str, plan: str, who: str) -> Amended:
    """Take the picture out of the record of a plan. Raises KbError for an unknown plan."""

    def without(record: PlanRecord) -> PlanRecord:
        return record.model_copy(update={"logo": None})

    return amend(url, [(f"plans/{plan}", without)], who, "logo removed")
