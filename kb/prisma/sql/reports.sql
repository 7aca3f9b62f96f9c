-- Studies that the publications found in a cycle report: by their reference, or by an extraction that was adopted.
WITH found AS (
  SELECT DISTINCT COALESCE(c.same_as_id, c.id) AS id
  FROM review_search AS r
  JOIN search_hit AS h ON h.search_run_id = r.search_run
  JOIN candidate AS c ON c.id = h.candidate_id
  WHERE r.review_cycle = :cycle AND r.withdrawn = 0
)

SELECT c.id AS candidate, s.study_id AS study
FROM found AS f
JOIN candidate AS c ON c.id = f.id
JOIN study_report AS s ON s.reference_id = c.reference_id
UNION
SELECT COALESCE(c.same_as_id, c.id), s.id
FROM extraction AS e
JOIN candidate AS c ON c.id = e.candidate_id
JOIN study AS s ON s.id = e.study
WHERE e.review_cycle_id = :cycle AND e.state = 'adopted'
ORDER BY 1, 2
