"""Arithmetic on printed numbers: what they can stand for, and what follows from them.

Pure functions, without a database and without any other part of kb. Percentages are in percent, proportions
from 0 to 1, intervals have their level in percent. Input that cannot be (a total of 0, a negative count)
raises ``ValueError``; a printed figure that contradicts another is an answer, not an error.
"""
