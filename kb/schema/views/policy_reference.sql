-- One row per reference in the list of a policy's document, cited or only listed.
-- Key: policy, reference
--
-- citation_number (integer): Number in the reference list of the document, from 1
-- listed_only (boolean): 1 = not cited in the text; 0 = cited
-- first_author: Family name of the first author, or name of the organization; null when none is named
-- title: Title as printed
-- journal: Journal or series, as abbreviated in the source; null when there is none
-- retracted (boolean): 1 = a retraction notice is in force; 0 = none, or a later reinstatement lifted it
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
  COALESCE((
    SELECT CASE WHEN n.kind = 'retraction' THEN 1 ELSE 0 END FROM notice AS n
    WHERE n.reference_id = r.id AND n.kind IN ('retraction', 'reinstatement')
    ORDER BY n.position DESC LIMIT 1
  ), 0) AS retracted,
  (SELECT COUNT(*) FROM notice AS n WHERE n.reference_id = r.id) AS notices
FROM policy_citation AS c
JOIN reference AS r ON r.id = c.reference
WHERE c.is_first = 1
