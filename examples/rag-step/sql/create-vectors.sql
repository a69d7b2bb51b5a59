-- A row for each number of a vector: SQLite has no type for vectors.
CREATE TABLE IF NOT EXISTS vector (
  axis INTEGER,
  passage TEXT,
  value REAL NOT NULL,
  PRIMARY KEY (axis, passage)
) WITHOUT ROWID
