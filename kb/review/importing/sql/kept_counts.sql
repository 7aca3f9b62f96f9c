-- How many records could be read, and how many of them are kept as they are compared by the rules of today.
SELECT
  (SELECT COUNT(*) FROM search_hit AS h WHERE h.candidate_id IS NOT NULL) AS read,
  (SELECT COUNT(*) FROM compared_record AS k WHERE k.rules = :rules) AS kept
