-- What are the domains and judgements of the instrument for randomized trials?
SELECT e.entry, e.key, e.text
FROM instrument_entry AS e
WHERE e.kind = 'randomized'
ORDER BY e.edition, e.entry, e.position
