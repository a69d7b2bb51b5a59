package io.cameleer.camel.jobs.kafka;

import java.time.Duration;

/**
 * How much work a consumer of jobs takes on.
 *
 * @param window how many calls are in flight at most
 * @param backlog how many jobs are in memory at most, from being read until their result is
 *     committed; a poll may exceed it by what it returns
 * @param backlogBytes how many bytes their records have at most, likewise
 * @param parked how many jobs may wait for a retry without taking up the window
 * @param grace how long jobs in flight have to end when their partition goes elsewhere
 * @param commitEvery the shortest time from one transaction to the next
 */
public record LaneSettings(
    int window, int backlog, long backlogBytes, int parked, Duration grace, Duration commitEvery) {}
