"""Errors and odd but sound passages of printed policies, as records and what reads them."""
