-- Candidates with the PMID of a reference, and candidates from which a study was extracted whose first primary report
-- is the reference.
SELECT c.id AS candidate, i.reference_id AS reference
FROM reference_identifier AS i
JOIN candidate AS c ON c.pmid = i.value
WHERE i.scheme = 'pmid'
UNION
SELECT e.candidate_id AS candidate, s.reference_id AS reference
FROM extraction AS e
JOIN study_report AS s ON s.study_id = e.study
WHERE
  e.state = 'adopted'
  AND e.candidate_id IS NOT NULL
  AND s.role = 'primary'
  AND NOT EXISTS (
    SELECT 1 FROM study_report AS t
    WHERE t.study_id = s.study_id AND t.role = 'primary' AND t.position < s.position
  )
ORDER BY 1, 2
