-- title: What a notice about a publication touches
-- question: If this article is retracted or corrected, which studies, uses, sentences, findings, systematic reviews, guidelines
--   and sign-offs rest on it?
-- note: Works whether or not a notice is entered yet; "notice" shows the newest one. A row of kind sentence or finding names
--   the place of our prose that says a figure of the study or cites the article.
-- parameter reference (reference): The publication
WITH touched_study AS (
  SELECT p.study, p.role FROM study_publication AS p WHERE p.reference = :reference
),

touched_place AS (
  SELECT m.place, m.says, f.study
  FROM figure_detail AS f
  JOIN touched_study AS t ON t.study = f.study
  JOIN prose_mention AS m ON m.figure_id = f.figure_id
  UNION
  SELECT m.place, 'citation', NULL
  FROM prose_mention AS m
  WHERE m.reference = :reference
),

told AS (
  SELECT t.place, t.policy, t.indication, t.text FROM policy_section AS t
  WHERE t.place IN (SELECT p.place FROM touched_place AS p)
  UNION ALL
  SELECT t.place, t.policy, t.indication, t.text FROM finding_text AS t
  WHERE t.place IN (SELECT p.place FROM touched_place AS p)
),

touched AS (
  SELECT
    1 AS step, 'study' AS kind, NULL AS policy, NULL AS indication, t.study AS place, t.role AS what, NULL AS text
  FROM touched_study AS t
  UNION ALL
  SELECT 2, 'use', u.policy, u.indication, u.study, u.group_heading, NULL
  FROM study_in_policy AS u
  JOIN touched_study AS t ON t.study = u.study
  UNION ALL
  SELECT 3, 'citation', c.policy, c.indication, c.place, 'number ' || CAST(c.citation_number AS TEXT), NULL
  FROM policy_citation AS c
  WHERE c.reference = :reference AND c.study IS NULL
  UNION ALL
  SELECT 4, 'sentence', t.policy, t.indication, p.place, p.says, t.text
  FROM touched_place AS p
  LEFT JOIN told AS t ON t.place = p.place
  UNION ALL
  SELECT 5, 'finding', e.policy, e.indication, e.finding, e.kind || ': ' || e.says, NULL
  FROM finding_evidence AS e
  JOIN touched_study AS t ON t.study = e.study
  UNION ALL
  SELECT DISTINCT 6, 'conclusion', u.policy, u.indication, u.indication, c.verdict, c.conclusion_text
  FROM study_in_policy AS u
  JOIN touched_study AS t ON t.study = u.study
  JOIN policy_conclusion AS c ON c.policy = u.policy AND c.indication = u.indication
  UNION ALL
  SELECT DISTINCT
    7, 'approval', a.policy, a.indication, a.indication, a.verdict || ' signed by ' || a.who || ' on ' || a.signed_at, NULL
  FROM sign_off AS a
  JOIN study_in_policy AS u ON u.policy = a.policy AND u.indication = a.indication
  JOIN touched_study AS t ON t.study = u.study
  UNION ALL
  SELECT 8, 'systematic review', NULL, NULL, r.systematic_review, r.state, NULL
  FROM systematic_review_inclusion AS r
  JOIN touched_study AS t ON t.study = r.study
  WHERE r.state <> 'not-included'
  UNION ALL
  SELECT 9, 'known through it', NULL, NULL, s.study, s.label, NULL
  FROM study_overview AS s
  JOIN touched_study AS t ON t.study = s.known_through
  UNION ALL
  SELECT DISTINCT 10, 'guideline', NULL, NULL, g.guideline, g.guideline_title, NULL
  FROM guideline_recommendation AS g
  WHERE g.reference = :reference
)

SELECT
  t.kind,
  t.policy,
  t.indication,
  t.place,
  t.what,
  t.text,
  (
    SELECT n.notice FROM reference_notice AS n WHERE n.reference = :reference ORDER BY n.position DESC LIMIT 1
  ) AS notice
FROM touched AS t
ORDER BY t.step, COALESCE(t.policy, ''), COALESCE(t.indication, ''), t.place, t.what
