"""Trials as ClinicalTrials.gov tells them: its CSV export, the JSON of its API, and the API itself."""
