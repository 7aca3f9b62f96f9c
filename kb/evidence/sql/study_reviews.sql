-- Systematic reviews that name a study, and what they did with it.
SELECT r.systematic_review AS systematic_review, s.label AS label, r.state AS state, r.reason AS reason,
  (
    SELECT y.notice FROM study_notice AS y
    WHERE y.study = r.systematic_review AND y.role = 'primary'
    ORDER BY CASE y.notice WHEN 'retraction' THEN 1 WHEN 'concern' THEN 2 ELSE 3 END
    LIMIT 1
  ) AS notice
FROM systematic_review_inclusion AS r
JOIN study AS s ON s.id = r.systematic_review
WHERE r.study = :study
ORDER BY s.label, r.systematic_review
