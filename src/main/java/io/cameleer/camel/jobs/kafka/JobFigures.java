package io.cameleer.camel.jobs.kafka;

/**
 * How many jobs are where.
 *
 * @param inHand how many are in memory, from being read until their end is committed
 * @param waiting how many of them wait for their turn
 * @param calling how many of them make their call
 * @param parked how many of them wait until another call is worth it
 */
public record JobFigures(int inHand, int waiting, int calling, int parked) {

  static final JobFigures NONE = new JobFigures(0, 0, 0, 0);

  JobFigures plus(JobFigures other) {
    return new JobFigures(
        inHand + other.inHand,
        waiting + other.waiting,
        calling + other.calling,
        parked + other.parked);
  }
}
