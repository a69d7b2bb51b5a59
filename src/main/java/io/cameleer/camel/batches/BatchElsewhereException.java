package io.cameleer.camel.batches;

/**
 * The batch is not this gateway's to move on any more: another one does, it has moved on by itself,
 * or the gateway stops. What was begun is done again or gone on with by whoever looks next.
 */
public final class BatchElsewhereException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BatchElsewhereException() {
    super("the batch is moved on elsewhere", null, false, false);
  }
}
