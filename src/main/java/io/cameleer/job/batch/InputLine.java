package io.cameleer.job.batch;

/**
 * A line of an input file.
 *
 * @param number which one, from 1
 * @param bytes what stands in it, without its end; not to be changed. Of one that is too long: its
 *     beginning
 * @param tooLong whether it is longer than lines may be
 */
record InputLine(int number, byte[] bytes, boolean tooLong) {

  /** Whether there is nothing in it but white space. */
  boolean isBlank() {
    for (byte octet : bytes) {
      if (octet != ' ' && octet != '\t' && octet != '\r') {
        return false;
      }
    }
    return true;
  }
}
