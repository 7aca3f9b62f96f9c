-- What each reference is linked to: studies that it reports, policies that cite it.
SELECT r.reference_id AS reference, 'studies/' || r.study_id AS link
FROM study_report AS r
UNION
SELECT c.reference, 'cited by ' || c.policy
FROM policy_citation AS c
ORDER BY 1, 2
