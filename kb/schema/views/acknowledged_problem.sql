-- One row per problem found by a check that a writer looked at and let stay.
-- Key: record, rule, place
--
-- record: Id of the record with the acknowledgement, for example studies/rong-2015
-- rule: Key of the rule that found the problem
-- place: Key of the row the problem is about, for example the id of a figure; it may be gone
-- found: What the check found there, as printed or entered; null when it names nothing
-- reason: Why it stays, in our words
SELECT a.record_id AS record, a.rule AS rule, a.place AS place, a.found AS found, a.reason AS reason
FROM acknowledgement AS a
