-- In which domains are the randomized trials judged worst?
SELECT j.study, j.edition, j.outcome, j.domain_label, j.judgement_label
FROM appraisal_judgement AS j
JOIN study_overview AS s ON s.study = j.study
WHERE s.design_group = 'randomized' AND j.judgement_place > 1
ORDER BY j.study, j.appraisal, j.judgement_place DESC, j.position
