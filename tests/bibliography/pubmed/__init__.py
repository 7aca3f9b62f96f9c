"""Searching PubMed, against a server on this machine that speaks the protocol of E-utilities."""
