INSERT INTO vector (axis, passage, value)
SELECT key, :#passage, value
FROM json_each(:#${bodyAs(String)})
