-- title: What a notice about a publication touches
-- question: If this article is retracted or corrected, which studies, uses, sentences, findings, systematic reviews,
--   guidelines and sign-offs rest on it?
-- note: Works whether or not a notice is entered yet; "notice" shows the newest one. A row of kind sentence or finding names
--   the place of our prose that says a figure of the study or cites the article.
-- parameter reference (reference): The publication
WITH newest AS (
  SELECT MAX(n.position) AS position FROM reference_notice AS n WHERE n.reference = :reference
),

touched_study AS (
  SELECT r.study_id AS study, r.role AS role FROM study_report AS r WHERE r.reference_id = :reference
),

touched_figure AS (
  SELECT f.figure_id AS figure, f.study AS study, f.reported_text AS says
  FROM figure_detail AS f
  JOIN touched_study AS t ON t.study = f.study
),

touched_place AS (
  SELECT l.place AS place, t.says AS says, t.study AS study
  FROM prose_link AS l
  JOIN touched_figure AS t ON t.figure = l.figure_id
  UNION
  SELECT l.place, 'citation', NULL
  FROM prose_link AS l
  WHERE l.reference_id = :reference
),

told AS (
  SELECT t.place AS place, t.policy AS policy, t.indication AS indication, t.text AS text FROM policy_section AS t
  UNION ALL
  SELECT t.place, t.policy, t.indication, t.text FROM finding_text AS t
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
  SELECT 6, 'conclusion', u.policy, u.indication, u.indication, c.verdict, c.conclusion_text
  FROM study_in_policy AS u
  JOIN touched_study AS t ON t.study = u.study
  JOIN policy_conclusion AS c ON c.policy = u.policy AND c.indication = u.indication
  UNION ALL
  SELECT
    7, 'approval', i.policy_id, i.key, a.id, a.verdict || ' signed by ' || a.who || ' on ' || a.approved_at, NULL
  FROM approval AS a
  JOIN indication AS i ON i.id = a.indication_id
  JOIN study_in_policy AS u ON u.policy = i.policy_id AND u.indication = i.key
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
  SELECT 10, 'guideline', NULL, NULL, g.id, g.title, NULL
  FROM guideline AS g
  WHERE g.reference_id = :reference
)

SELECT
  t.kind,
  t.policy,
  t.indication,
  t.place,
  t.what,
  t.text,
  (
    SELECT n.notice FROM reference_notice AS n
    JOIN newest AS m ON m.position = n.position
    WHERE n.reference = :reference
  ) AS notice
FROM touched AS t
ORDER BY t.step, COALESCE(t.policy, ''), COALESCE(t.indication, ''), t.place, t.what
