-- Publications of the wanted studies, the primary one first.
SELECT
  p.study_id AS study,
  p.reference_id AS reference,
  p.role AS role,
  r.citation_text AS citation_text,
  -- No MIN here: it makes SQLite read the identifiers of all references in their order.
  (
    SELECT x.value FROM reference_identifier AS x
    WHERE x.reference_id = r.id AND x.scheme = 'pmid'
    ORDER BY LENGTH(x.value), x.value LIMIT 1
  ) AS pmid,
  SUBSTR(r.issued, 1, 4) AS year,
  CASE WHEN r.authors_truncated THEN 1 ELSE 0 END AS authors_truncated,
  (SELECT COUNT(*) FROM reference_author AS n WHERE n.reference_id = r.id) AS authors,
  (
    SELECT COALESCE(a.family, a.literal) FROM reference_author AS a WHERE a.reference_id = r.id AND a.position = 1
  ) AS first_author,
  (
    SELECT y.notice FROM study_notice AS y
    WHERE y.study = p.study_id AND y.reference = p.reference_id
    ORDER BY CASE y.notice WHEN 'retraction' THEN 1 WHEN 'concern' THEN 2 ELSE 3 END
    LIMIT 1
  ) AS notice
FROM study_report AS p
JOIN reference AS r ON r.id = p.reference_id
WHERE p.study_id IN (
  SELECT s.id FROM study AS s WHERE s.id >= :first AND s.id <= :last
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id >= :first_policy AND i.policy_id <= :last_policy
)
ORDER BY p.study_id, CASE p.role WHEN 'primary' THEN 0 ELSE 1 END, p.position
