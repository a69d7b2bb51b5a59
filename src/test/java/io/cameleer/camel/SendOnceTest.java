package io.cameleer.camel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.EofSensorInputStream;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a connection after a call, against a real server. */
class SendOnceTest {

  private static final String ANSWER = "camels store fat ".repeat(20_000);

  private final List<Integer> connections = new CopyOnWriteArrayList<>();
  private final List<String> hosts = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CloseableHttpClient client = PlainHttpClient.builder().build();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/answer", exchange -> answer(exchange, 200));
    server.createContext(
        "/challenge",
        exchange -> {
          exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"camels\"");
          answer(exchange, 401);
        });
    server.createContext(
        "/broken",
        exchange -> {
          note(exchange);
          exchange.sendResponseHeaders(200, ANSWER.length());
          exchange.getResponseBody().write("camels".getBytes(UTF_8));
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.stop(0);
    threads.close();
  }

  @Test
  void aConnectionWhoseAnswerWasReadToItsEndServesTheNextCall() throws IOException {
    assertThat(read("/answer")).isEqualTo(ANSWER);
    assertThat(read("/answer")).isEqualTo(ANSWER);
    assertThat(connections).hasSize(2);
    assertThat(connections.get(1)).isEqualTo(connections.get(0));
  }

  @Test
  void anAnswerWrittenOnwardsFreesItsConnection() throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    ClassicHttpResponse response = call("/answer");
    response.getEntity().writeTo(written);
    assertThat(written.toString(UTF_8)).isEqualTo(ANSWER);
    assertThat(read("/answer")).isEqualTo(ANSWER);
    assertThat(connections.get(1)).isEqualTo(connections.get(0));
  }

  @Test
  void aConnectionWhoseAnswerIsNotWantedAnyMoreIsDropped() throws IOException {
    InputStream body = call("/answer").getEntity().getContent();
    assertThat(body.readNBytes(6)).isEqualTo("camels".getBytes(UTF_8));
    ((EofSensorInputStream) body).abort();
    assertThat(read("/answer")).isEqualTo(ANSWER);
    assertThat(connections.get(1)).isNotEqualTo(connections.get(0));
  }

  @Test
  void aConnectionThatBreaksIsDropped() throws IOException {
    assertThatThrownBy(() -> read("/broken")).isInstanceOf(IOException.class);
    assertThat(read("/answer")).isEqualTo(ANSWER);
    assertThat(connections.get(1)).isNotEqualTo(connections.get(0));
  }

  @Test
  void aChallengeIsAnAnswerLikeOthers() throws IOException {
    ClassicHttpResponse response = call("/challenge");
    assertThat(response.getCode()).isEqualTo(401);
    assertThat(response.getEntity().getContent().readAllBytes()).hasSize(ANSWER.length());
    assertThat(connections).hasSize(1);
  }

  @Test
  void theHostIsThatOfTheAddress() throws IOException {
    read("/answer");
    assertThat(hosts).containsExactly("127.0.0.1:" + server.getAddress().getPort());
  }

  private String read(String path) throws IOException {
    return new String(call(path).getEntity().getContent().readAllBytes(), UTF_8);
  }

  private ClassicHttpResponse call(String path) throws IOException {
    HttpPost request =
        new HttpPost("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
    request.setEntity(new StringEntity("what do they store?"));
    return client.executeOpen(null, request, null);
  }

  private void answer(HttpExchange exchange, int status) throws IOException {
    note(exchange);
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, ANSWER.length());
    exchange.getResponseBody().write(ANSWER.getBytes(UTF_8));
    exchange.close();
  }

  private void note(HttpExchange exchange) {
    connections.add(exchange.getRemoteAddress().getPort());
    hosts.add(exchange.getRequestHeaders().getFirst("Host"));
  }
}
