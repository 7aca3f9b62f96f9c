"""Problems as one page that needs nothing else: no network, no script; fit for print."""

from __future__ import annotations

from pathlib import Path

from kb.checks.listing import Listing, by_record


def render(listing: Listing) -> str:
    """The page, with the explanation of every rule that found something."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.from_string((Path(__file__).parent / "checks.html.j2").read_text("utf-8"))
    items = (*listing.open, *listing.acknowledged)
    found = {item.rule.key: item.rule for item in items}
    rules = [rule for _, rule in sorted(found.items())]
    return template.render(listing=listing, by_record=by_record, rules=rules)
