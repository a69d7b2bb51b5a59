package io.cameleer.camel.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cameleer.gateway.ScriptedUpstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What webhooks connect to, and how long they wait there. */
class PublicHostsTest {

  private static final String PUBLIC = "93.184.216.34";

  private final ScriptedUpstream receiver =
      new ScriptedUpstream((request, connection) -> connection.reply(204, Map.of(), new byte[0]));
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    receiver.close();
    timer.shutdownNow();
  }

  @Test
  void aNameThatTurnsPrivateBetweenTwoLooksIsNotFollowed() throws UnknownHostException {
    PublicHosts hosts =
        new PublicHosts(names(List.of(PUBLIC), List.of("127.0.0.1"), List.of("169.254.169.254")));

    assertThat(hosts.resolve("rebinding.test")).containsExactly(InetAddress.getByName(PUBLIC));
    for (int look = 0; look < 2; look++) {
      assertThatThrownBy(() -> hosts.resolve("rebinding.test"))
          .isInstanceOf(UnknownHostException.class)
          .hasMessageContaining("cameleer.jobs.webhooks.allow-private");
    }
  }

  @Test
  void ofSeveralAddressesOnlyThePublicOnesAreConnectedTo() throws UnknownHostException {
    PublicHosts hosts = new PublicHosts(names(List.of("10.0.0.1", PUBLIC, "::1")));

    assertThat(hosts.resolve("mixed.test")).containsExactly(InetAddress.getByName(PUBLIC));
    assertThat(hosts.resolveCanonicalHostname("mixed.test")).isEqualTo("mixed.test");
  }

  /** The receiver is there and would answer. */
  @ParameterizedTest
  @ValueSource(strings = {"rebinding.test", "127.0.0.1", "[::ffff:127.0.0.1]", "localhost"})
  void nothingReachesAPrivateAddressWhateverItIsCalled(String host) throws Exception {
    DnsResolver lying = names(List.of("127.0.0.1"));
    String url = receiver.url().replace("127.0.0.1", host);
    try (CloseableHttpClient client = client(new PublicHosts(lying))) {
      assertThatThrownBy(() -> post(client, url)).isInstanceOf(UnknownHostException.class);
    }
    assertThat(receiver.requests()).isEmpty();

    try (CloseableHttpClient unguarded = client(lying)) {
      assertThat(post(unguarded, url)).isEqualTo(204);
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    receiver.script((request, connection) ->
        connection.reply(302, Map.of("Location", receiver.url() + "/other"), new byte[0]));
    try (CloseableHttpClient client = client(names(List.of("127.0.0.1")))) {
      assertThat(post(client, receiver.url())).isEqualTo(302);
    }
    assertThat(receiver.requests()).hasSize(1);
  }

  @Test
  void anAnswerWithoutEndIsNotReadAndItsConnectionDropped() throws Exception {
    receiver.script((request, connection) -> {
      connection.open(200, Map.of());
      while (true) {
        connection.chunk("x".repeat(10_000));
      }
    });
    try (CloseableHttpClient client = client(names(List.of("127.0.0.1")))) {
      assertThat(post(client, receiver.url())).isEqualTo(200);
      assertThat(post(client, receiver.url())).isEqualTo(200);
    }
  }

  /** It sends something all the time: no single read takes long. */
  @Test
  void anAnswerThatIsToldTooSlowlyIsGivenUpInTime() throws Exception {
    receiver.script((request, connection) -> {
      connection.out().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
      for (int header = 0; ; header++) {
        connection.out().write(("x-" + header + ": y\r\n").getBytes(StandardCharsets.US_ASCII));
        connection.out().flush();
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    });
    try (CloseableHttpClient client =
        WebhookClient.create(names(List.of("127.0.0.1")), 1, Duration.ofMillis(300), timer)) {
      FutureTask<Integer> delivery = new FutureTask<>(() -> post(client, receiver.url()));
      Thread.ofVirtual().start(delivery);

      assertThatThrownBy(() -> delivery.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(IOException.class);
    }
  }

  private CloseableHttpClient client(DnsResolver hosts) {
    return WebhookClient.create(hosts, 1, Duration.ofSeconds(10), timer);
  }

  private static int post(CloseableHttpClient client, String url) throws IOException {
    return client.execute(new HttpPost(url), response -> response.getCode());
  }

  /** Gives the next of these answers with every look, and the last one for ever. */
  @SafeVarargs
  private static DnsResolver names(List<String>... answers) {
    Deque<List<String>> left = new ArrayDeque<>(Arrays.asList(answers));
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        List<String> answer = left.size() > 1 ? left.removeFirst() : left.getFirst();
        InetAddress[] addresses = new InetAddress[answer.size()];
        for (int i = 0; i < addresses.length; i++) {
          addresses[i] = InetAddress.getByName(answer.get(i));
        }
        return addresses;
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
  }
}
