-- In which studies did those who judged the outcomes not know the treatment?
SELECT study, label, masking
FROM study_masking
WHERE masked_role = 'outcome-assessor'
ORDER BY study
