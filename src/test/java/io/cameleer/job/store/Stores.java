package io.cameleer.job.store;

/** An empty database and what works on it. */
final class Stores implements AutoCloseable {

  private final String name;
  private final Database database;
  private final Database sibling;
  private final Runnable cleanUp;
  private final MovableClock clock = new MovableClock();

  /**
   * Takes a database as one gateway has it open, and as another one that shares it has; the same
   * where it can't be shared. The clean-up runs after both are closed.
   */
  Stores(String name, Database database, Database sibling, Runnable cleanUp) {
    this.name = name;
    this.database = database;
    this.sibling = sibling;
    this.cleanUp = cleanUp;
  }

  MovableClock clock() {
    return clock;
  }

  SqlJobResults results() {
    return new SqlJobResults(database, clock);
  }

  SqlJobResults siblingResults() {
    return new SqlJobResults(sibling, clock);
  }

  SqlPostedJobs postedJobs() {
    return new SqlPostedJobs(database, clock);
  }

  SqlBatches batches() {
    return new SqlBatches(database);
  }

  SqlBatches siblingBatches() {
    return new SqlBatches(sibling);
  }

  SqlStoredFiles files() {
    return new SqlStoredFiles(database, clock);
  }

  SqlIdempotency idempotency() {
    return new SqlIdempotency(database, clock);
  }

  SqlIdempotency siblingIdempotency() {
    return new SqlIdempotency(sibling, clock);
  }

  SqlWebhookOutbox webhooks() {
    return new SqlWebhookOutbox(database, clock);
  }

  SqlWebhookOutbox siblingWebhooks() {
    return new SqlWebhookOutbox(sibling, clock);
  }

  SqlLeases leases() {
    return new SqlLeases(database, clock);
  }

  SqlLeases siblingLeases() {
    return new SqlLeases(sibling, clock);
  }

  @Override
  public void close() {
    sibling.close();
    database.close();
    cleanUp.run();
  }

  @Override
  public String toString() {
    return name;
  }
}
