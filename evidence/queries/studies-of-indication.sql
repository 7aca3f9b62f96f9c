-- title: Studies of one indication by design and size
-- question: Which studies does the conclusion on this indication rest on, the strongest designs and largest studies first?
-- note: Where a study does not print its size, it is that of its arms together, else of its largest set; size_from says which.
--   The size of a systematic review is that of the studies in it. Limitations are null where nobody appraised the study.
-- parameter policy (policy): The policy
-- parameter indication (indication): The indication
SELECT
  s.design_group,
  s.design,
  u.study,
  s.label,
  s.year,
  s.size,
  s.size_from,
  s.size_counted,
  s.arms,
  s.appraised,
  CASE WHEN s.appraised = 1 THEN s.limitations END AS limitations,
  s.funding,
  s.known_through,
  s.retracted,
  s.notice,
  s.notice_role,
  u.citation_number,
  s.pmid
FROM study_in_policy AS u
JOIN study_overview AS s ON s.study = u.study
JOIN evidence_design AS d ON d.policy = u.policy AND d.indication = u.indication AND d.design = s.design
WHERE u.policy = :policy AND u.indication = :indication
ORDER BY d.design_rank, COALESCE(s.size, 0) DESC, u.study
