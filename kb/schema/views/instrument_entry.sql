-- One row per code of limitations, domain and judgement of an edition of an instrument.
-- Key: edition, entry, key
--
-- edition: Edition of the instrument, for example rob-2-2019
-- instrument: The instrument, the same for all its editions: rob-2
-- instrument_name: How texts name the instrument, for example RoB 2
-- kind (codes instrument_kind): Kind of study it is for
-- source: Where the instrument was published; null when not told
-- entry: What the row is: code, domain or judgement
-- key: Key of the domain or judgement; table/domain/number of a code
-- text: What it means, in our wording
-- heading: What a domain is listed under; null for none, and for other entries
-- critical (boolean): 1 = the overall judgement hangs on this domain, 0 = not; null for other entries
-- rates (codes rating_direction): Whether a domain is a reason to rate certainty down or up; null for neither, and for other entries
-- use (codes judgement_use): What is judged in this word; null for other entries
-- position (integer): Order within the edition and its kind of entry, from 1; judgements from the best to the worst
SELECT
  v.id AS edition, v.instrument AS instrument, COALESCE(v.abbreviation, v.title) AS instrument_name,
  v.kind AS kind, v.source AS source, 'code' AS entry,
  i.table_name || '/' || i.domain || '/' || i.code AS key, i.label AS text, CAST(NULL AS TEXT) AS heading,
  CAST(NULL AS INTEGER) AS critical, CAST(NULL AS TEXT) AS rates, CAST(NULL AS TEXT) AS use, i.position AS position
FROM instrument_version AS v
JOIN instrument_item AS i ON i.instrument_version_id = v.id
UNION ALL
SELECT
  v.id, v.instrument, COALESCE(v.abbreviation, v.title), v.kind, v.source, 'domain', d.key, d.label, d.heading,
  CASE WHEN d.critical THEN 1 ELSE 0 END, d.rates, NULL, d.position
FROM instrument_version AS v
JOIN instrument_domain AS d ON d.instrument_version_id = v.id
UNION ALL
SELECT
  v.id, v.instrument, COALESCE(v.abbreviation, v.title), v.kind, v.source, 'judgement', j.key, j.label, NULL, NULL,
  NULL, j.use, j.position
FROM instrument_version AS v
JOIN instrument_judgement AS j ON j.instrument_version_id = v.id
