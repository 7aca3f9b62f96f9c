-- Which arms received cryoablation, alone or with something else?
SELECT x.study, x.arm_label, x.intervention, a.interventions
FROM arm_intervention AS x
JOIN arm_overview AS a ON a.study = x.study AND a.arm = x.arm
WHERE x.intervention = 'cryoablation'
ORDER BY x.study, x.arm
