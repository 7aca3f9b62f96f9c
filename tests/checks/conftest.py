"""A small folder of records for each test of a rule that reads the database."""

from tests.store.conftest import folder

__all__ = ["folder"]
