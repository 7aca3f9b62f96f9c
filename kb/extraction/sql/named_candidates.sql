-- Candidates of a cycle that an id, a PMID or a DOI names, by the one that stands for them.
SELECT DISTINCT COALESCE(c.same_as_id, c.id) AS candidate
FROM review_search AS r
JOIN search_hit AS h ON h.search_run_id = r.search_run
JOIN candidate AS c ON c.id = h.candidate_id
WHERE r.review_cycle = :cycle AND r.withdrawn = 0
  AND (c.id = :name OR c.pmid = :name OR LOWER(c.doi) = :doi)
ORDER BY 1
