-- Extractions of studies, of one study where it is given, by study and person.
SELECT
  id,
  study,
  review_cycle_id AS cycle,
  candidate_id AS candidate,
  who,
  state,
  record_text AS text,
  saved_at
FROM extraction
WHERE CAST(:study AS TEXT) IS NULL OR study = CAST(:study AS TEXT)
ORDER BY study, who
