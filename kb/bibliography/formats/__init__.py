"""Readers of bibliographic exports: what a file says, record by record, without a database."""
