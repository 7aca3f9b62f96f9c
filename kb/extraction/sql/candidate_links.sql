-- Publications that a candidate is tied to, those of what was merged into it included.
SELECT DISTINCT l.kind, l.pmid, l.doi, l.text, c.id AS candidate, l.position
FROM candidate AS c
JOIN candidate_link AS l ON l.candidate_id = c.id
WHERE c.id = :candidate OR c.same_as_id = :candidate
ORDER BY c.id, l.position
