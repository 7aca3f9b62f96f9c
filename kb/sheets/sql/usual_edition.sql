-- The edition whose codes name limitations of a study of a design unless told: for studies of tests or of treatments, else
-- any; first the one that plans name among their instruments, then the newest.
SELECT v.id AS edition
FROM instrument_version AS v
LEFT JOIN design AS d ON d.id = :design
WHERE EXISTS (SELECT 1 FROM instrument_item AS i WHERE i.instrument_version_id = v.id)
ORDER BY
  CASE
    WHEN v.kind = CASE WHEN d.design_group = 'diagnostic' THEN 'diagnostic' ELSE 'therapeutic' END THEN 1
    WHEN v.kind IN ('diagnostic', 'therapeutic') THEN 2
    ELSE 3
  END,
  CASE WHEN EXISTS (SELECT 1 FROM default_instrument AS p WHERE p.instrument_version_id = v.id) THEN 1 ELSE 2 END,
  v.edition DESC,
  v.id
