package io.cameleer.job.topic;

/**
 * The names of record headers. Those of the gateway's own are attributes of CloudEvents, too: there
 * without dashes, since such names must not have any.
 */
public final class JobHeaders {

  private static final String PREFIX = "cameleer-";

  /** What the call is for: tags, separated by commas. */
  public static final String TAG = PREFIX + "tag";

  /** Whose job it is. */
  public static final String CALLER = PREFIX + "caller";

  /** How urgent it is, from 0 to 9: 9 goes first, 4 is usual. */
  public static final String PRIORITY = PREFIX + "priority";

  /** When it is of no use any more: ISO 8601 with offset, or milliseconds since 1970. */
  public static final String DEADLINE = PREFIX + "deadline";

  /** Where the call has to stay: regions, separated by commas. */
  public static final String REGION = PREFIX + "region";

  /** The sender's own name for what the job belongs to; stands on its result, too. */
  public static final String BATCH_ID = PREFIX + "batch-id";

  /** The topic that gets the result instead of the usual one. */
  public static final String REPLY_TOPIC = PREFIX + "reply-topic";

  /** The gateway's name for the job. */
  public static final String JOB_ID = PREFIX + "job-id";

  /** Of a batch's line: its number in the input file. */
  static final String LINE = PREFIX + "line";

  /** Who answered. */
  static final String PROVIDER = PREFIX + "provider";

  /** With which model. */
  static final String MODEL = PREFIX + "model";

  /** All attempts with their outcomes. */
  static final String ATTEMPTS = PREFIX + "attempts";

  /** What the call cost in US dollars. */
  static final String COST_USD = PREFIX + "cost-usd";

  /** How long the call took, in milliseconds. */
  static final String LATENCY_MS = PREFIX + "latency-ms";

  /** Tokens of the prompt. */
  static final String PROMPT_TOKENS = PREFIX + "prompt-tokens";

  /** Tokens of the answer. */
  static final String COMPLETION_TOKENS = PREFIX + "completion-tokens";

  /** The number of a piece of an answer, from 0. */
  public static final String SEQUENCE = PREFIX + "sequence";

  /** Of a dead letter: OpenAI's error object. */
  static final String ERROR = PREFIX + "error";

  /** Of a dead letter: what the failure means for a further attempt. */
  static final String FAILURE_CLASS = PREFIX + "failure-class";

  /** Of a dead letter: the topic the record came from. */
  static final String ORIGIN_TOPIC = PREFIX + "origin-topic";

  /** Of a dead letter: the partition the record came from. */
  static final String ORIGIN_PARTITION = PREFIX + "origin-partition";

  /** Of a dead letter: the offset the record came from. */
  static final String ORIGIN_OFFSET = PREFIX + "origin-offset";

  /** Of a dead letter without its value, which was too large: how many bytes it had. */
  static final String LEFT_OUT_BYTES = PREFIX + "left-out-bytes";

  /** The trace that the job belongs to, as W3C has it. */
  static final String TRACEPARENT = "traceparent";

  /** What goes with the trace. */
  static final String TRACESTATE = "tracestate";

  /** What the value is. */
  public static final String CONTENT_TYPE = "content-type";

  private JobHeaders() {}

  /** The CloudEvents attribute that says the same as this header. */
  static String attribute(String header) {
    return header.replace("-", "");
  }
}
