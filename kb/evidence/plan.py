"""A health plan as read from the database: what its policies share, and what each of them prints of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError, nearest


class PlanText(NamedTuple):
    """A text of a plan, in its own words, by its key; ``place`` is a code of BOILERPLATE_PLACE."""

    key: str
    heading: str | None
    place: str | None
    text: str


class OwnBoilerplate(NamedTuple):
    """A section of boilerplate that a policy words otherwise than its plan; no ``text`` where left out."""

    key: str
    heading: str | None
    place: str | None
    text: str | None


class Contact(NamedTuple):
    """Whom to ask, and what for; null is what the plan does not tell."""

    purpose: str
    name: str | None
    phone: str | None
    fax: str | None
    email: str | None
    website: str | None
    address: str | None


class Logo(NamedTuple):
    """The picture above the documents of a plan: Base64, and the words in its place."""

    text: str
    picture: str


class HealthPlan(NamedTuple):
    """A plan with what its policies share. ``dates`` is a code of DATE_STYLE."""

    key: str
    name: str
    abbreviation: str | None = None
    website: str | None = None
    review_months: int | None = None
    dates: str = "iso"
    disclaimer: str | None = None
    disclaimer_place: str = "back"
    logo: Logo | None = None
    headings: Mapping[str, str] = {}
    """Key of a section to what the plan calls it."""
    sentences: Mapping[str, str] = {}
    """Name of a frame to the sentence in the place of ours."""
    determinations: Mapping[str, tuple[str, str | None]] = {}
    """Determination to its printed label and what the plan means by it."""
    criteria: tuple[PlanText, ...] = ()
    boilerplate: tuple[PlanText, ...] = ()
    definitions: tuple[PlanText, ...] = ()
    contacts: tuple[Contact, ...] = ()
    instruments: tuple[str, ...] = ()

    def day(self, iso: str | None) -> str:
        """A date as the plan writes it; one that is not a whole day, and none, stay as they are."""
        try:
            day = date.fromisoformat(iso or "")
        except ValueError:
            return iso or ""
        month = _MONTHS[day.month - 1]
        return {
            "month-day-year": f"{month} {day.day}, {day.year}",
            "day-month-year": f"{day.day} {month} {day.year}",
            "slashes": f"{day.month:02}/{day.day:02}/{day.year}",
        }.get(self.dates, day.isoformat())


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def plan_keys(reader: Reader) -> list[str]:
    """Keys of all plans, in order."""
    return [row["plan"] for row in run(reader, "evidence/plan_list")]


def require_plan(reader: Reader, key: str) -> None:
    """Raises KbError that names the nearest plans when there is none of this key."""
    known = plan_keys(reader)
    if key not in known:
        hint = nearest(key, known) or "kb plan list shows all."
        raise KbError(f"There is no plan {key!r}. {hint}")


def read_plan(reader: Reader, key: str) -> HealthPlan:
    """One plan by its key. Raises KbError when there is none."""
    rows = run(reader, "evidence/plan", plan=key)
    if not rows:
        require_plan(reader, key)
    row = rows[0]
    logo = None if row["logo_picture"] is None else Logo(row["logo_text"], row["logo_picture"])
    texts: dict[str, list[PlanText]] = {}
    for text in run(reader, "evidence/plan_texts", plan=key):
        texts.setdefault(text.pop("kind"), []).append(PlanText(**text))
    labels = {text.key: (text.heading or "", text.text or None) for text in texts.get("determination", ())}
    return HealthPlan(
        **{name: row[name] for name in _PLAIN},
        logo=logo,
        headings={text.key: text.text for text in texts.get("heading", ())},
        sentences={text.key: text.text for text in texts.get("sentence", ())},
        determinations=labels,
        criteria=tuple(texts.get("criterion", ())),
        boilerplate=tuple(texts.get("boilerplate", ())),
        definitions=tuple(texts.get("definition", ())),
        contacts=tuple(Contact(**contact) for contact in run(reader, "evidence/plan_contacts", plan=key)),
        instruments=tuple(one["instrument"] for one in run(reader, "evidence/plan_instruments", plan=key)),
    )


_PLAIN = (
    "key",
    "name",
    "abbreviation",
    "website",
    "review_months",
    "dates",
    "disclaimer",
    "disclaimer_place",
)


def in_force(plan: HealthPlan, own: Sequence[OwnBoilerplate]) -> Iterator[PlanText]:
    """The boilerplate that a policy prints: its plan's, what it words otherwise itself, and what it adds."""
    by_key = {section.key: section for section in own}
    for section in plan.boilerplate:
        other = by_key.pop(section.key, None)
        if other is None:
            yield section
        elif other.text is not None:
            yield PlanText(
                section.key, other.heading or section.heading, other.place or section.place, other.text
            )
    for other in own:
        if other.key in by_key and other.text is not None:
            yield PlanText(other.key, other.heading, other.place or "back", other.text)
