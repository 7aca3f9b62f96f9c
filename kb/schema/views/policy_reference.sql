-- One row per reference in the list of a policy's document, cited or only listed.
-- Key: policy, reference
--
-- citation_number (integer): Number in the reference list of the document, from 1
-- listed_only (boolean): 1 = not cited in the text; 0 = cited
-- first_author: Family name of the first author, or name of the organization; null when none is named
-- title: Title as printed
-- journal: Journal or series, as abbreviated in the source; null when there is none
-- retracted (boolean): 1 = a retraction of the reference is in force; 0 = none, or a later reinstatement lifted it
-- notice (codes notice_kind): The most serious notice in force on the reference: retraction, concern, correction; null when there is none
-- notices (integer): Number of notices about the reference
SELECT
  c.policy AS policy,
  c.citation_number AS citation_number,
  c.reference AS reference,
  c.listed_only AS listed_only,
  (
    SELECT COALESCE(a.family, a.literal) FROM reference_author AS a
    WHERE a.reference_id = r.id AND a.position = 1
  ) AS first_author,
  CAST(SUBSTR(r.issued, 1, 4) AS INTEGER) AS year,
  r.title AS title,
  r.container_title AS journal,
  -- No MIN here: it makes SQLite read the identifiers of all references in their order.
  (
    SELECT x.value FROM reference_identifier AS x
    WHERE x.reference_id = r.id AND x.scheme = 'pmid'
    ORDER BY LENGTH(x.value), x.value LIMIT 1
  ) AS pmid,
  (
    SELECT x.value FROM reference_identifier AS x
    WHERE x.reference_id = r.id AND x.scheme = 'doi'
    ORDER BY LENGTH(x.value), x.value LIMIT 1
  ) AS doi,
  (
    SELECT x.value FROM reference_identifier AS x
    WHERE x.reference_id = r.id AND x.scheme = 'url'
    ORDER BY LENGTH(x.value), x.value LIMIT 1
  ) AS url,
  r.citation_text AS citation_text,
  CASE WHEN EXISTS (
    SELECT 1 FROM reference_notice AS y WHERE y.reference = c.reference AND y.notice = 'retraction' AND y.in_force = 1
  ) THEN 1 ELSE 0 END AS retracted,
  (
    SELECT y.notice FROM reference_notice AS y
    WHERE y.reference = c.reference AND y.notice <> 'reinstatement' AND y.in_force = 1
    ORDER BY CASE y.notice WHEN 'retraction' THEN 1 WHEN 'concern' THEN 2 ELSE 3 END
    LIMIT 1
  ) AS notice,
  (SELECT COUNT(*) FROM notice AS n WHERE n.reference_id = r.id) AS notices
FROM policy_citation AS c
JOIN reference AS r ON r.id = c.reference
WHERE c.is_first = 1
