-- What has been changed since a day: who, why, old and new value?
SELECT at, who, why, record, row_key, field, old_value, new_value
FROM change_log
WHERE at >= '2021-11-01'
ORDER BY change
