-- References, of one policy by citation number or all by year.
SELECT
  p.citation_number AS number,
  r.id AS reference,
  o.notice AS notice,
  CAST(SUBSTR(r.issued, 1, 4) AS INTEGER) AS year,
  (SELECT MIN(i.value) FROM reference_identifier AS i WHERE i.reference_id = r.id AND i.scheme = 'pmid') AS pmid,
  r.citation_text AS citation
FROM reference AS r
JOIN reference_overview AS o ON o.reference = r.id
LEFT JOIN policy_reference AS p ON p.reference = r.id AND p.policy = CAST(:policy AS TEXT)
WHERE (CAST(:policy AS TEXT) IS NULL OR p.citation_number IS NOT NULL)
  AND (CAST(:indication AS TEXT) IS NULL OR EXISTS (
    SELECT 1 FROM policy_citation AS c
    WHERE c.reference = r.id AND c.indication = CAST(:indication AS TEXT)
      AND (CAST(:policy AS TEXT) IS NULL OR c.policy = CAST(:policy AS TEXT))
  ))
  AND (CAST(:since AS INTEGER) IS NULL OR CAST(SUBSTR(r.issued, 1, 4) AS INTEGER) >= CAST(:since AS INTEGER))
  AND (CAST(:until AS INTEGER) IS NULL OR CAST(SUBSTR(r.issued, 1, 4) AS INTEGER) <= CAST(:until AS INTEGER))
ORDER BY p.citation_number, year, r.id
