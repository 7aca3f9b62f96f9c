"""The relational schema: tables and public views.

Import :mod:`kb.schema.views` freely, it is cheap. Importing :mod:`kb.schema.tables` loads SQLModel (most of a
second), so only schema work and writes do it.
"""
