"""Which policies may say something of a thing.

The public views number the citations of all policies before they find those of one study or reference. So
with many policies in the database, the policies are asked for first, and the views then policy by policy.
"""

from __future__ import annotations

from kb.db.connect import Reader
from kb.db.queries import run


def policies_about(
    reader: Reader,
    *,
    study: str | None = None,
    reference: str | None = None,
    figure: str | None = None,
    recommendation: str | None = None,
) -> list[str]:
    """Numbers of the policies whose documents may say something of any of these, in order; some may not."""
    rows = run(
        reader,
        "evidence/policies_about",
        study=study,
        reference=reference,
        figure=figure,
        recommendation=recommendation,
    )
    return [str(row["policy"]) for row in rows]
