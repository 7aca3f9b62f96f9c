-- One candidate as its table has it.
SELECT
  id AS candidate,
  reference_id AS reference,
  title,
  authors,
  journal,
  issued,
  volume,
  issue,
  pages,
  abstract,
  publication_types,
  pmid,
  pmcid,
  doi
FROM candidate
WHERE id = :candidate
