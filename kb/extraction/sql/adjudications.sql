-- What was settled about the differences of two extractions of a study, oldest first.
SELECT place, first_text AS first, second_text AS second, chosen, because, who, decided_at AS at
FROM adjudication
WHERE study = :study AND first_who = :first AND second_who = :second
ORDER BY decided_at, id
