-- One row per text of a plan in its own words: sections of boilerplate, definitions, criteria of selection,
-- headings, sentences of house style, and how it words determinations.
-- Key: plan, kind, key
--
-- plan: Key of the plan
-- kind: What it is: boilerplate, definition, criterion, heading, sentence or determination
-- key: Section, term, criterion, frame or determination that it is for
-- position (integer): Order among those of its kind, from 1
-- heading: Heading above a section, label of a determination; null when there is none
-- place (codes boilerplate_place): Where a section of boilerplate stands; null for all else
-- text: The text; lines part its paragraphs; null for a determination that the plan only labels
SELECT
  b.health_plan_id AS plan, 'boilerplate' AS kind, b.key AS key, b.position AS position, b.heading AS heading,
  b.place AS place, b.text AS text
FROM plan_boilerplate AS b
UNION ALL
SELECT d.health_plan_id, 'definition', d.term, d.position, NULL, NULL, d.text FROM plan_definition AS d
UNION ALL
SELECT c.health_plan_id, 'criterion', c.key, c.position, NULL, NULL, c.text FROM plan_selection_criterion AS c
UNION ALL
SELECT e.health_plan_id, 'heading', e.section, e.position, NULL, NULL, e.heading FROM plan_heading AS e
UNION ALL
SELECT s.health_plan_id, 'sentence', s.frame, s.position, NULL, NULL, s.text FROM plan_sentence AS s
UNION ALL
SELECT w.health_plan_id, 'determination', w.determination_id, w.position, w.label, NULL, w.meaning
FROM plan_determination AS w
