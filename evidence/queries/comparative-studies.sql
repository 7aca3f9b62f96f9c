-- title: Comparative studies of a certain size
-- question: Which studies that compare treatments have so many participants or more?
-- note: Comparative are randomized trials and comparisons without randomization. Where a study does not print its size, it is that
--   of its arms together (size_from says so); a size that counts samples or lesions is none of participants.
-- parameter least (integer, default 100): Participants
-- parameter policy (policy, optional): Only studies that this policy uses
-- parameter indication (indication, optional): Only studies used for this indication
SELECT
  s.study,
  s.label,
  s.design_group,
  s.design,
  s.year,
  s.participants,
  s.size_from,
  s.retracted,
  s.known_through,
  s.pmid
FROM study_overview AS s
WHERE s.design_group IN ('randomized', 'nonrandomized-comparative')
  AND s.participants >= :least
  AND (
    (:policy IS NULL AND :indication IS NULL)
    OR EXISTS (
      SELECT 1 FROM study_in_policy AS u
      WHERE u.study = s.study AND (:policy IS NULL OR u.policy = :policy)
        AND (:indication IS NULL OR u.indication = :indication)
    )
  )
ORDER BY s.participants DESC, s.study
