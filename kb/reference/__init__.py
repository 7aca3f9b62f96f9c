"""Generated reference: the dictionary of one relation, the diagram of tables, the manual.

It is made from the data dictionary of a database; nothing in it is written by hand but the example queries.
"""
