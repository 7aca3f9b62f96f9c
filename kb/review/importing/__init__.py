"""From exports to candidates: search runs, records, duplicates, and what people judge about them."""
