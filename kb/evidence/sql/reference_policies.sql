-- Policies that cite references in a range of keys: by prose, a report of a study, or only listed.
SELECT p.id AS policy, l.reference_id AS reference
FROM prose_link AS l
JOIN policy AS p ON p.record_id = l.record_id
WHERE l.reference_id >= :first AND l.reference_id <= :last
UNION
SELECT i.policy_id, l.reference_id
FROM prose_link AS l
JOIN indication AS i ON i.record_id = l.record_id
WHERE l.reference_id >= :first AND l.reference_id <= :last
UNION
SELECT i.policy_id, r.reference_id
FROM study_report AS r
JOIN study_use AS u ON u.study_id = r.study_id
JOIN indication AS i ON i.id = u.indication_id
WHERE r.reference_id >= :first AND r.reference_id <= :last
UNION
SELECT k.policy_id, k.reference_id
FROM listed_reference AS k
WHERE k.reference_id >= :first AND k.reference_id <= :last
ORDER BY 2, 1
