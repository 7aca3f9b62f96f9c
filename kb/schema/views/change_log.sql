-- One row per change of a record: a changed field of one of its rows, a row that came or went, or the whole record.
-- Key: change
--
-- change (integer): Number of the change; later changes have higher ones
-- at: When, UTC, ISO 8601
-- who: Who made the change
-- why: Why, in the words of who made it
-- action (codes change_action): What happened to the row
-- record: Record that was changed, for example studies/wang-2015; kept when the record is gone
-- table_name: Table of the row; record = the whole record came or went
-- row_key: Key of the row, for example wang-2015/overall-survival/cryo@5y:percent
-- field: Field that was changed; null when a whole row or record came or went
-- old_value: What the field said before, a removed row as JSON; null for nothing, and for a whole record
-- new_value: What the field says now, an added row as JSON; null for nothing, and for a whole record
SELECT
  c.id AS change,
  c.at AS at,
  c.who AS who,
  c.why AS why,
  c.action AS action,
  c.record_id AS record,
  c.table_name AS table_name,
  c.row_id AS row_key,
  c.field AS field,
  CASE WHEN c.table_name <> 'record' THEN c.before END AS old_value,
  CASE WHEN c.table_name <> 'record' THEN c.after END AS new_value
FROM change AS c
