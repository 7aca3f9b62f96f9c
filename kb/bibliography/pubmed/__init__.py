"""Searching PubMed through the E-utilities of NCBI, and downloading what it finds, without a database."""
