-- One row per code of a closed list, and per determination: what the codes in the columns of views and records mean.
-- Key: list, code
--
-- list: Name of the list, as `kb schema` and the views name it, for example design_group
-- code: The code, as it stands in columns and records
-- label: The code in words, for the column of a table
-- meaning: What the code means
-- position (integer): Order in which people read the codes of the list, from 1
SELECT
  c.list AS list,
  c.code AS code,
  c.label AS label,
  c.meaning AS meaning,
  c.position AS position
FROM code_list AS c
UNION ALL
SELECT 'determination', v.id, v.name, COALESCE(v.meaning, v.name), v.position
FROM vocabulary_determination AS v
