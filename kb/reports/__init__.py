"""What kb writes from the evidence: the report of a policy, summaries, and pages about one thing."""
