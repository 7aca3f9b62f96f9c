"""How alike two texts are in letters: RapidFuzz, behind one door that says how to get it."""

from __future__ import annotations

from kb.errors import KbError

try:
    from rapidfuzz.distance.Levenshtein import distance
    from rapidfuzz.fuzz import ratio
except ImportError as error:
    raise KbError(
        'Finding duplicates needs RapidFuzz. Install it: pip install "kb-evidence[import]"'
    ) from error

__all__ = ["distance", "ratio"]
