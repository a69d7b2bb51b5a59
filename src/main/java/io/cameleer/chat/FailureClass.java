package io.cameleer.chat;

/** What a failed attempt means for the next one. */
public enum FailureClass {
  /** Transient: the same candidate may be tried again after a wait, then the next. */
  RETRY_SAME,
  /** The candidate can't be used for a while: the next one, at once. */
  FAIL_OVER,
  /** The prompt or the answer does not fit the model's window: only a larger one helps. */
  CONTEXT,
  /** A content policy stopped it. */
  FILTER,
  /** The provider refused the gateway's own key: another provider, and the operator has to look. */
  AUTH,
  /** The caller's fault: nobody else would answer either. */
  BAD_REQUEST,
  /** The translation chose a form this model refuses; a known change mends it. */
  REPAIR,
  /** The client left. */
  ABANDONED
}
