-- title: Studies known only through a review
-- question: Which studies has nobody read, so that what we say of them is what a systematic review says?
-- note: "uses" counts the indications that use such a study itself; the others are only named by systematic reviews.
-- parameter policy (policy, optional): Only studies that this policy uses, itself or through a systematic review
SELECT
  s.study,
  s.label,
  s.design,
  s.year,
  s.retracted,
  s.known_through,
  r.label AS known_through_label,
  r.retracted AS systematic_review_retracted,
  s.uses,
  s.results,
  s.reference,
  s.pmid
FROM study_overview AS s
JOIN study_overview AS r ON r.study = s.known_through
WHERE :policy IS NULL
  OR EXISTS (
    SELECT 1 FROM study_in_policy AS u WHERE u.policy = :policy AND u.study IN (s.study, s.known_through)
  )
ORDER BY s.known_through, s.study
