-- The best hand-written two steps over the same files: aggregate once, then divide. Tried and slower:
-- one GROUP BY over all files, the same with only the functions asked for,
-- all files in one UNION ALL, sums of whole cents. The tables `files` (file) and `indicators` (indicator,
-- function) are given; `cube` is filled file by file.

-- step: cube
INSERT INTO cube
SELECT municipality, year, function, sum(amount) AS amount, count(*) AS rows
FROM read_parquet($file)
GROUP BY ALL;

-- step: figures
SELECT
    i.indicator,
    c.municipality,
    c.year,
    sum(c.amount)::DOUBLE AS numerator,
    any_value(p.population)::DOUBLE AS denominator,
    sum(c.amount)::DOUBLE / any_value(p.population) AS value,
    sum(c.rows) AS n
FROM cube c
JOIN indicators i USING (function)
JOIN read_parquet($population) p USING (municipality, year)
GROUP BY ALL;
