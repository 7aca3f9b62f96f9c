-- Answers to the offer of a study to an indication, oldest first.
SELECT study_id AS study, indication_id AS indication, answer, because, who, answered_at AS at
FROM study_offer
ORDER BY answered_at, id
