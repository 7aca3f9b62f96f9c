-- Keys of all studies.
SELECT study FROM study_overview ORDER BY study
