-- title: Studies of one indication by design and size
-- question: Which studies does the conclusion on this indication rest on, the strongest designs and largest studies first?
-- note: Where a study does not give its enrollment, its size is that of its arms together.
-- parameter policy (policy): The policy
-- parameter indication (indication): The indication
SELECT
  s.design_group,
  s.design,
  u.study,
  s.label,
  s.year,
  s.size AS participants,
  s.size_from AS counted_by,
  s.arms,
  s.limitations,
  u.citation_number,
  s.pmid
FROM study_in_policy AS u
JOIN study_overview AS s ON s.study = u.study
JOIN design AS d ON d.id = s.design
WHERE u.policy = :policy AND u.indication = :indication
ORDER BY
  d.rank,
  COALESCE(s.size, 0) DESC,
  u.study
