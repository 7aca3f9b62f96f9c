-- Codes for limitations of relevance: in the edition of an evidence group, else in that of a study, else in one of
-- the indication's other groups.
SELECT i.domain, i.code, i.label
FROM instrument_item AS i
WHERE i.table_name = 'relevance' AND i.instrument_version_id = (
  SELECT e.edition
  FROM (
    SELECT g.instrument_version_id AS edition, 1 AS place FROM evidence_group AS g WHERE g.id = :group
    UNION ALL
    SELECT a.instrument_version_id, 2 FROM appraisal AS a WHERE a.study_id = :study AND a.indication_id IS NULL
    UNION ALL
    SELECT g.instrument_version_id, 3 FROM evidence_group AS g WHERE g.indication_id = :indication
  ) AS e
  WHERE e.edition IS NOT NULL
  ORDER BY e.place, e.edition
  LIMIT 1
)
ORDER BY i.position
