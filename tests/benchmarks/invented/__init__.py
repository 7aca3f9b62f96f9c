"""Invented trials, sound and with slips, that no rule of the checks had a part in making."""
