-- Of which designs are the studies of one indication?
SELECT design_plural, studies
FROM evidence_design
WHERE policy = '7.01.75' AND indication = 'hcc'
ORDER BY design_rank
