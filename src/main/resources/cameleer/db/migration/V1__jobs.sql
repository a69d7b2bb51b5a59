-- Runs on SQLite and on PostgreSQL alike. Times are milliseconds since 1970. Amounts of money are
-- text, because SQLite's numbers are floating point. SQLite takes BYTEA for a type without a
-- preference and stores the bytes as they are.

-- How jobs ended. What is here has been paid for and is not called again.
CREATE TABLE job_results (
  job_id TEXT NOT NULL PRIMARY KEY,
  caller TEXT NOT NULL,
  origin TEXT NOT NULL,
  batch_id TEXT,
  line INTEGER,
  custom_id TEXT,
  status_code INTEGER,
  request_id TEXT,
  body BYTEA,
  error_code TEXT,
  error_message TEXT,
  failure_class TEXT,
  provider TEXT,
  model TEXT,
  attempts TEXT NOT NULL,
  cost_usd TEXT,
  latency_ms BIGINT NOT NULL,
  input_tokens BIGINT NOT NULL,
  cached_input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  reasoning_tokens BIGINT NOT NULL,
  finished_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX job_results_by_batch ON job_results (batch_id, line) WHERE batch_id IS NOT NULL;
CREATE INDEX job_results_by_expiry ON job_results (expires_at);

-- Jobs posted to /v1/jobs. The request is kept until the job has ended.
CREATE TABLE posted_jobs (
  id TEXT NOT NULL PRIMARY KEY,
  caller TEXT NOT NULL,
  custom_id TEXT,
  url TEXT NOT NULL,
  headers TEXT NOT NULL,
  body BYTEA NOT NULL,
  status TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  sent_at BIGINT,
  finished_at BIGINT,
  expires_at BIGINT NOT NULL,
  webhook TEXT
);
CREATE INDEX posted_jobs_unfinished ON posted_jobs (created_at) WHERE finished_at IS NULL;
CREATE INDEX posted_jobs_by_expiry ON posted_jobs (expires_at);

-- Webhooks to be delivered. One that is being delivered is due again when its lease is over.
CREATE TABLE webhooks (
  id TEXT NOT NULL PRIMARY KEY,
  job_id TEXT NOT NULL,
  caller TEXT NOT NULL,
  url TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  due_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX webhooks_by_due_time ON webhooks (due_at);

-- Batches. The counts grow in the transactions that write results.
CREATE TABLE batches (
  id TEXT NOT NULL PRIMARY KEY,
  caller TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  input_file TEXT NOT NULL,
  completion_window TEXT NOT NULL,
  output_expires_after_s BIGINT,
  model TEXT,
  status TEXT NOT NULL,
  takes_results INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  in_progress_at BIGINT,
  finalizing_at BIGINT,
  completed_at BIGINT,
  failed_at BIGINT,
  expired_at BIGINT,
  cancelling_at BIGINT,
  cancelled_at BIGINT,
  total INTEGER NOT NULL,
  completed INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  input_tokens BIGINT NOT NULL,
  cached_input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  reasoning_tokens BIGINT NOT NULL,
  sent_line INTEGER NOT NULL,
  sent_complete INTEGER NOT NULL,
  output_file TEXT,
  error_file TEXT
);
CREATE INDEX batches_by_caller ON batches (caller, created_at, id);
CREATE INDEX batches_unfinished ON batches (created_at)
  WHERE status IN ('validating', 'in_progress', 'finalizing', 'cancelling');

CREATE TABLE batch_metadata (
  batch_id TEXT NOT NULL,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (batch_id, name)
);

-- What is wrong with a batch's input file.
CREATE TABLE batch_errors (
  batch_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  param TEXT,
  line INTEGER,
  PRIMARY KEY (batch_id, position)
);

-- What is known of files; their contents are elsewhere.
CREATE TABLE files (
  id TEXT NOT NULL PRIMARY KEY,
  caller TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  filename TEXT NOT NULL,
  purpose TEXT NOT NULL,
  status TEXT NOT NULL
);
CREATE INDEX files_by_caller ON files (caller, created_at, id);
CREATE INDEX files_by_expiry ON files (expires_at) WHERE expires_at IS NOT NULL;

-- Answers kept under an Idempotency-Key. Without a status: the request is being answered, and
-- expires_at is the end of its holder's lock.
CREATE TABLE idempotency_keys (
  caller TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  token TEXT NOT NULL,
  status INTEGER,
  headers TEXT,
  body BYTEA,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (caller, idempotency_key)
);
CREATE INDEX idempotency_keys_by_expiry ON idempotency_keys (expires_at);

-- Tasks that one of several gateways does.
CREATE TABLE leases (
  name TEXT NOT NULL PRIMARY KEY,
  holder TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);
