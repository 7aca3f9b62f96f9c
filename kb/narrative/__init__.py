"""Rows as sentences in house style: small functions by subject, no database and no documents."""
