"""How two values agree."""

from __future__ import annotations

from enum import IntEnum


class Agreement(IntEnum):
    """How two values agree; what one of the two records does not say is unknown."""

    DIFFERENT = -1
    UNKNOWN = 0
    NEAR = 1
    SAME = 2
