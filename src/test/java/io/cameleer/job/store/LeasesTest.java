package io.cameleer.job.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

class LeasesTest {

  private static final Duration LEASE = Duration.ofSeconds(30);

  @OnEachDatabase
  void one_holder_at_a_time(Stores stores) {
    assertThat(stores.leases().acquire("purge", "a", LEASE)).isTrue();
    assertThat(stores.siblingLeases().acquire("purge", "b", LEASE)).isFalse();
    assertThat(stores.siblingLeases().acquire("other", "b", LEASE)).isTrue();
  }

  @OnEachDatabase
  void a_holder_renews_its_lease(Stores stores) {
    stores.leases().acquire("purge", "a", LEASE);
    stores.clock().advance(Duration.ofSeconds(20));
    assertThat(stores.leases().acquire("purge", "a", LEASE)).isTrue();
    stores.clock().advance(Duration.ofSeconds(20));

    assertThat(stores.siblingLeases().acquire("purge", "b", LEASE)).isFalse();
  }

  @OnEachDatabase
  void a_lease_ends_by_itself(Stores stores) {
    stores.leases().acquire("purge", "a", LEASE);
    stores.clock().advance(LEASE);

    assertThat(stores.siblingLeases().acquire("purge", "b", LEASE)).isTrue();
    assertThat(stores.leases().acquire("purge", "a", LEASE)).isFalse();
  }

  @OnEachDatabase
  void a_lease_is_given_back_by_its_holder_alone(Stores stores) {
    stores.leases().acquire("purge", "a", LEASE);

    stores.leases().release("purge", "b");
    assertThat(stores.leases().acquire("purge", "b", LEASE)).isFalse();

    stores.leases().release("purge", "a");
    assertThat(stores.leases().acquire("purge", "b", LEASE)).isTrue();
  }
}
