INSERT INTO passage (name, text)
VALUES (:#passage, :#text)
