"""A table of values as text or as a file: CSV, JSON, Markdown, plain columns, Excel, Parquet.

A value is None, a number or text; a row is a tuple of them in the order of the columns.
"""
