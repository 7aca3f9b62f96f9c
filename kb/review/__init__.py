"""The yearly update of the literature behind a policy, from search to publication, step by step."""
