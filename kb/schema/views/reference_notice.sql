-- One row per retraction, expression of concern, correction or reinstatement of a publication.
-- Key: reference, position
--
-- position (integer): Order of the notices of the publication, from 1
-- notice (codes notice_kind): What was announced
-- date: Date of the notice, ISO 8601, as precise as known (2024, 2024-06 or 2024-06-30); null when not known
-- in_force (boolean): 1 = it holds, as a reinstatement always does; 0 = a later reinstatement lifted it
-- notice_reference: Key of the published notice, where it is a reference of ours; null otherwise
-- notice_pmid: PubMed identifier of the notice itself; null when not known
-- notice_doi: DOI of the notice itself; null when not known
-- source: Where we learned of it, for example Retraction Watch; null when not entered
-- text: What the notice says, in our words; null when not entered
SELECT
  n.reference_id AS reference,
  n.position AS position,
  n.kind AS notice,
  n.date AS date,
  CASE
    WHEN n.kind IN ('retraction', 'concern') AND EXISTS (
      SELECT 1 FROM notice AS x
      WHERE x.reference_id = n.reference_id AND x.kind = 'reinstatement'
        -- Which came later is told by the dates as far as both go, else by the order in which they are entered.
        AND CASE
          WHEN SUBSTR(x.date, 1, LENGTH(n.date)) > SUBSTR(n.date, 1, LENGTH(x.date)) THEN 1
          WHEN SUBSTR(x.date, 1, LENGTH(n.date)) < SUBSTR(n.date, 1, LENGTH(x.date)) THEN 0
          WHEN x.position > n.position THEN 1
          ELSE 0
        END = 1
    ) THEN 0
    ELSE 1
  END AS in_force,
  n.notice_reference_id AS notice_reference,
  n.pmid AS notice_pmid,
  n.doi AS notice_doi,
  n.source AS source,
  n.text AS text
FROM notice AS n
