"""Times that are no length and no age: baseline, end of follow-up, events of the study, calendar years."""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import get_close_matches

from kb.notation.time import Amount, Time

FIXED = {
    "baseline": "baseline",
    "end of follow-up": "end",
    "end of followup": "end",
    "last follow-up": "end",
    "last followup": "end",
    "longest follow-up": "end",
}
"""Names of the two times that have a kind of their own."""
_YEARS = re.compile(
    r"(?:in |during |from )?(?P<first>(?:19|20)[0-9]{2})(?:(?: to | through |-)(?P<last>(?:19|20)[0-9]{2}))?"
)
_COUNTED_VISITS = (
    r"(?:visit|cycle|dose|session|wave|round|phase|stage|course|treatment|time ?point|period|injection)s?"
)
_VISIT = re.compile(
    rf"(?:at |on |in )?(?P<event>{_COUNTED_VISITS} [0-9]+[a-z]?(?:(?:-| to )[0-9]+|,? (?:day|week) [0-9]+)?)",
    re.IGNORECASE,
)
_EVENT_WORDS = (
    *("discharge", "birth", "delivery", "surgery", "operation", "randomization", "enrollment", "screening"),
    *("diagnosis", "admission", "progression", "relapse", "recurrence", "implantation", "transplantation"),
    *("treatment", "therapy", "study", "trial", "dose", "visit", "analysis", "cutoff", "cut-off", "autopsy"),
    *("biopsy", "procedure", "term", "trimester", "entry", "conception", "explantation", "withdrawal"),
    *("follow-up", "intraoperatively", "postoperatively", "perioperatively", "remission", "death", "stay"),
    *("observation", "contact", "assessment", "measurement", "infusion", "injection", "phase", "period"),
    *("extension", "season", "periprocedural", "perioperative", "postoperative", "intraoperative"),
    *("intraprocedural", "postprocedural", "postpartum", "neonatal", "perinatal", "antenatal", "prenatal"),
)
_BARE_EVENT = re.compile(
    rf"(?!.*\b(?:and|or)\b)(?:(?:[A-Za-z][\w'-]* ){{0,4}}(?:{'|'.join(_EVENT_WORDS)})"
    r"|(?:start|beginning|middle|end|completion|onset|time) of [A-Za-z][\w' -]*)",
    re.IGNORECASE,
)
_EVENT_LEADS = {"following": "after", "prior to": "before", "upon": "at", "up to": "until"}
_LED_EVENT = re.compile(
    r"(?P<lead>at(?! least| most)|on|off|upon|in|before|after|following|prior to|during|until|up to|through"
    r"|throughout|since|by|around|over) "
    r"(?P<what>(?!an? (?:median|mean))[A-Za-z][\w'/-]*(?: [\w'/-]+)*"
    r"|[0-9]+ (?!(?:to|or)\b)[a-z]+s)",
    re.IGNORECASE,
)
IS_LIST = re.compile(r"\band\b.*(?:[0-9]|\b(?:at|before|after|baseline|follow))", re.IGNORECASE)
"""Several times in one text."""


def read_fixed(words: str) -> Time | None:
    """Baseline, or the end of follow-up."""
    bare = re.sub(r"^(?:at )?(?:the )?", "", words.lower())
    return Time(FIXED[bare]) if bare in FIXED else None


def read_years(words: str) -> Time | None:
    """A calendar year, or several: ``2010-2014``."""
    match = _YEARS.fullmatch(words)
    if match is None:
        return None
    years = tuple(Amount(Decimal(year), "y") for year in match.groups() if year is not None)
    return Time("calendar", years, "to" if len(years) > 1 else "")


def read_event(words: str) -> Time | None:
    """``discharge``, ``visit 3``: a known event, or any that a word such as ``before`` leads."""
    if (visit := _VISIT.fullmatch(words)) is not None:
        return Time("event", event=visit["event"].lower())
    led = _LED_EVENT.fullmatch(words)
    if led is not None and not _is_misspelled(led["what"]) and not IS_LIST.search(words):
        lead = _EVENT_LEADS.get(led["lead"].lower(), led["lead"].lower())
        bare = re.sub(r"^the ", "", led["what"])
        if lead == "at" and (_BARE_EVENT.fullmatch(bare) or _VISIT.fullmatch(bare)):
            return Time("event", event=bare)
        return Time("event", event=f"{lead} {led['what']}")
    return Time("event", event=words) if _BARE_EVENT.fullmatch(words) else None


def _is_misspelled(words: str) -> bool:
    """Whether it is nearly the name of a fixed time."""
    return bool(get_close_matches(words.lower(), FIXED, n=1, cutoff=0.8))
