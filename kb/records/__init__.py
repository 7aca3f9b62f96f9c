"""Records: text files that people write and review, and the strict objects they become.

Reading keeps every scalar as written and every place; the models refuse what they do not know; writing
gives the one canonical text of a record.
"""
