-- One row per retraction, expression of concern, correction or reinstatement of a publication.
-- Key: reference, position
--
-- position (integer): Order of the notices of the publication, from 1; the last one says how it stands
-- notice (codes notice_kind): What was announced
-- date: Date of the notice, ISO 8601, as precise as known (2024, 2024-06 or 2024-06-30); null when not known
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
  n.notice_reference_id AS notice_reference,
  n.pmid AS notice_pmid,
  n.doi AS notice_doi,
  n.source AS source,
  n.text AS text
FROM notice AS n
