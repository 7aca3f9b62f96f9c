-- References that nothing in the base points at: no text, study, guideline, policy, notice, figure or search.
SELECT r.id AS reference, r.record_id AS record
FROM reference AS r
WHERE NOT EXISTS (SELECT 1 FROM prose_link AS l WHERE l.reference_id = r.id)
  AND NOT EXISTS (SELECT 1 FROM study_report AS s WHERE s.reference_id = r.id)
  AND NOT EXISTS (SELECT 1 FROM listed_reference AS k WHERE k.reference_id = r.id)
  AND NOT EXISTS (SELECT 1 FROM included_study AS i WHERE i.reference_id = r.id)
  AND NOT EXISTS (SELECT 1 FROM candidate AS x WHERE x.reference_id = r.id)
  AND r.id NOT IN (
    SELECT g.reference_id FROM guideline AS g WHERE g.reference_id IS NOT NULL
    UNION ALL
    SELECT p.parent_reference_id FROM policy AS p WHERE p.parent_reference_id IS NOT NULL
    UNION ALL
    SELECT n.notice_reference_id FROM notice AS n WHERE n.notice_reference_id IS NOT NULL
    UNION ALL
    SELECT f.reference_id FROM figure_source AS f WHERE f.reference_id IS NOT NULL
  )
ORDER BY r.id
