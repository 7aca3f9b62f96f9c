-- Every acknowledgement, by record and place in it.
SELECT
  a.record_id AS record,
  a.rule AS rule,
  a.place AS place,
  a.found AS found,
  a.reason AS reason,
  a.acknowledged_by AS acknowledged_by,
  a.agreed_by AS agreed_by
FROM acknowledgement AS a
ORDER BY a.record_id, a.position
