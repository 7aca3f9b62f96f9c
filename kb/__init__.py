"""System of record for the evidence reviews behind medical policies."""

__version__ = "0.1.0"
