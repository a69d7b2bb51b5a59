package io.cameleer.emulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.gateway.ScriptedUpstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * All six providers on one port, each below a path of its name ({@code /openai}, {@code
 * /anthropic}, …) and with the key {@code key-of-<name>}. Each checks requests as strictly as its
 * API reference allows and answers in its own wire format with what it was asked, so that a test
 * sees that all of it arrived. Streams come in many network writes, cut at awkward places.
 *
 * <p>Every tool offered is called at once; when its result is there, it is told. OpenAI's custom
 * tools are not emulated.
 */
public final class ProviderEmulation implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Provider> providers =
      Map.of(
          "openai", new OpenAiEmulation(),
          "anthropic", new AnthropicEmulation(),
          "gemini", new GeminiEmulation(),
          "deepseek", new DeepSeekEmulation(),
          "mistral", new MistralEmulation(),
          "qwen", new QwenEmulation());
  private final ScriptedUpstream upstream;

  /** Starts on a free port. */
  public ProviderEmulation() {
    this(0);
  }

  /** Starts on that port. */
  public ProviderEmulation(int port) {
    upstream = new ScriptedUpstream(port, this::answer);
  }

  /** Starts on the port given, 9090 without one, and stays. */
  public static void main(String[] arguments) throws InterruptedException {
    int port = arguments.length == 0 ? 9090 : Integer.parseInt(arguments[0]);
    try (ProviderEmulation emulation = new ProviderEmulation(port)) {
      System.out.println(emulation.url());
      Thread.currentThread().join();
    }
  }

  /** Where it listens, without a provider's path. */
  public String url() {
    return upstream.url();
  }

  private void answer(ScriptedUpstream.Request request, ScriptedUpstream.Connection connection)
      throws IOException {
    upstream.requests().clear(); // it may run for days
    int slash = request.target().indexOf('/', 1);
    Provider provider = slash < 0 ? null : providers.get(request.target().substring(1, slash));
    if (provider == null) {
      connection.reply(404, Map.of(), new byte[0]);
      return;
    }
    try {
      Provider.Call call =
          new Provider.Call(request.target().substring(slash), request.headers(), body(request));
      send(provider.answer(call), connection);
    } catch (Refusal refusal) {
      connection.reply(
          refusal.status(),
          Map.of("Content-Type", "application/json"),
          JSON.writeValueAsBytes(provider.error(refusal)));
    }
  }

  private static ObjectNode body(ScriptedUpstream.Request request) {
    try {
      if (request.method().equals("POST")
          && request.headers().getOrDefault("content-type", "").startsWith("application/json")
          && JSON.readTree(request.body()) instanceof ObjectNode body) {
        return body;
      }
    } catch (IOException malformed) {
      throw Refusal.invalid(null, "The body is not JSON: " + malformed.getMessage());
    }
    throw Refusal.invalid(null, "Expected a POST of a JSON object.");
  }

  private static void send(Reply reply, ScriptedUpstream.Connection connection) throws IOException {
    byte[] body = reply.text().getBytes(StandardCharsets.UTF_8);
    if (!reply.streamed()) {
      connection.reply(200, Map.of("Content-Type", "application/json"), body);
      return;
    }
    connection.open(200, Map.of("Content-Type", "text/event-stream"));
    for (byte[] write : Reply.awkwardly(body)) {
      connection.chunk(write);
    }
    connection.end();
  }

  @Override
  public void close() {
    upstream.close();
  }
}
