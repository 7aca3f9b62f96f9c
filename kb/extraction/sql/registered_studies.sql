-- Studies by the numbers that they are registered under.
SELECT number, study_id AS study FROM registration ORDER BY number, study_id
