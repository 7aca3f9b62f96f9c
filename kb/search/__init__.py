"""Full-text search without a database: words of a text, what a question asks, how hits rank and look.

Texts are taken apart here, at load and at query, so that SQLite and PostgreSQL index the same plain
words and give the same answers.
"""
