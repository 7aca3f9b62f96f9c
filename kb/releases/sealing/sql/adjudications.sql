-- Differences between two extractions that were settled, of the studies that a release froze.
SELECT
  a.id AS key,
  a.study,
  a.place,
  a.first_who,
  a.first_text,
  a.second_who,
  a.second_text,
  a.chosen,
  a.because,
  a.who,
  a.decided_at
FROM release_record AS m
JOIN adjudication AS a ON m.record_name = 'studies/' || a.study
WHERE m.release_id = :release AND a.id > :after
ORDER BY 1
LIMIT :batch
