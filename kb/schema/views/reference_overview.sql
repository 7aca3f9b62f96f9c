-- One row per reference, whether a policy cites it or not.
-- Key: reference
--
-- reference: Key of the reference
-- first_author: Family name of the first author, or name of the organization; null when none is named
-- title: Title as printed
-- journal: Journal or series, as abbreviated in the source; null when there is none
-- url: Web address; null when there is none
-- identifiers (integer): How many identifiers are known: PMID, PMCID, DOI, ISBN and web addresses
-- citation_text: The reference as a reference list prints it
-- policies (integer): Number of policies that cite or list it
-- retracted (boolean): 1 = a retraction of the reference is in force; 0 = none, or a later reinstatement lifted it
-- notice (codes notice_kind): The most serious notice in force on the reference: retraction, concern, correction; null when there is none
-- studies (integer): Number of studies that it reports
SELECT
  r.id AS reference,
  (
    SELECT COALESCE(a.family, a.literal) FROM reference_author AS a
    WHERE a.reference_id = r.id AND a.position = 1
  ) AS first_author,
  CAST(SUBSTR(r.issued, 1, 4) AS INTEGER) AS year,
  r.title AS title,
  r.container_title AS journal,
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
  (SELECT COUNT(*) FROM reference_identifier AS x WHERE x.reference_id = r.id) AS identifiers,
  r.citation_text AS citation_text,
  (
    SELECT COUNT(DISTINCT u.policy) FROM (
      SELECT i.policy_id AS policy
      FROM study_report AS p
      JOIN study_use AS w ON w.study_id = p.study_id
      JOIN indication AS i ON i.id = w.indication_id
      WHERE p.reference_id = r.id
      UNION ALL
      SELECT i.policy_id
      FROM prose_link AS l
      JOIN indication AS i ON i.record_id = l.record_id
      WHERE l.reference_id = r.id
      UNION ALL
      SELECT p.id
      FROM prose_link AS l
      JOIN policy AS p ON p.record_id = l.record_id
      WHERE l.reference_id = r.id
      UNION ALL
      SELECT p.policy_id
      FROM guideline AS g
      JOIN recommendation AS n ON n.guideline_id = g.id
      JOIN policy_recommendation AS p ON p.recommendation_id = n.id
      WHERE g.reference_id = r.id
      UNION ALL
      SELECT k.policy_id FROM listed_reference AS k WHERE k.reference_id = r.id
    ) AS u
  ) AS policies,
  (SELECT COUNT(*) FROM study_report AS p WHERE p.reference_id = r.id) AS studies,
  CASE WHEN EXISTS (
    SELECT 1 FROM reference_notice AS y WHERE y.reference = r.id AND y.notice = 'retraction' AND y.in_force = 1
  ) THEN 1 ELSE 0 END AS retracted,
  (
    SELECT y.notice FROM reference_notice AS y
    WHERE y.reference = r.id AND y.notice <> 'reinstatement' AND y.in_force = 1
    ORDER BY CASE y.notice WHEN 'retraction' THEN 1 WHEN 'concern' THEN 2 ELSE 3 END
    LIMIT 1
  ) AS notice
FROM reference AS r
