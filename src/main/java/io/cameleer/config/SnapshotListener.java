package io.cameleer.config;

/** What depends on the configuration and has to be there before a new one is in force. */
public interface SnapshotListener {

  /**
   * Makes ready what calls need that will look at this snapshot; what calls need that look at the
   * one in force stays as it is.
   *
   * @throws RuntimeException where that fails: then nothing has changed, and the snapshot does not
   *     come into force
   */
  void prepare(Snapshot next);

  /** The snapshot looked at so far has been replaced; calls that began with it still go on. */
  void replaced(Snapshot old, Snapshot current);
}
