"""The relational schema: tables, code lists and public views.

Import :mod:`kb.schema.codes` and :mod:`kb.schema.views` freely, they are cheap. Importing
:mod:`kb.schema.tables` loads SQLModel (most of a second), so only schema work and writes do it.
"""
