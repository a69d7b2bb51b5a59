-- Vectors of texts have length 1: the larger the scalar product, the closer they are.
WITH closest AS (
  SELECT vector.passage AS name, SUM(vector.value * question.value) AS closeness
  FROM json_each(:#${bodyAs(String)}) AS question
  JOIN vector ON vector.axis = question.key
  GROUP BY vector.passage
  ORDER BY closeness DESC
  LIMIT 3
)
SELECT group_concat('[' || name || '] ' || text, char(10, 10) ORDER BY closeness DESC)
FROM closest JOIN passage USING (name)
