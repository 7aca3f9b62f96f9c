-- One row per qualifier of a printed number of a study, such as one-sided, imputed or read-from-graph.
-- Key: figure_id, qualifier
--
-- figure_id: Key of the figure
-- position (integer): Order among the qualifiers of the number, from 1
-- reported_text: The number as a reader sees it
SELECT
  q.figure_id AS figure_id,
  r.study_id AS study,
  r.id AS result_id,
  q.qualifier AS qualifier,
  q.position AS position,
  f.reported_text AS reported_text,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = r.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted
FROM qualifier AS q
JOIN figure AS f ON f.id = q.figure_id
JOIN result AS r ON r.id = f.result_id
