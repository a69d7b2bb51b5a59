package io.cameleer.camel.observation;

import io.cameleer.gateway.Answers;
import io.cameleer.gateway.Gateway;
import io.cameleer.gateway.ScriptedUpstream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Calls of a client, and providers that do what their model's name says. */
final class Chats {

  /** A prompt that must be seen nowhere but at the provider. */
  static final String PROMPT = "the-prompt-is-secret";

  /** An answer that must be seen nowhere but at the client. */
  static final String ANSWER = "the-answer-is-secret";

  private Chats() {}

  /** Asks for a chat completion. */
  static HttpResponse<byte[]> ask(
      Gateway gateway, String model, boolean streamed, String... headers) throws Exception {
    return gateway.post(
        "/v1/chat/completions",
        "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
            .formatted(model, streamed, PROMPT),
        headers);
  }

  /**
   * Answers, except that OpenAI and the fragile provider are out of order and that nobody knows a
   * model whose name begins with {@code unheard-of}.
   */
  static void answer(ScriptedUpstream.Request request, ScriptedUpstream.Connection connection)
      throws IOException {
    String body = new String(request.body(), StandardCharsets.UTF_8);
    if (request.target().startsWith("/openai") || request.target().startsWith("/fragile")) {
      connection.reply(
          503, Map.of(), Answers.error("server_error", "overloaded", "come back later"));
    } else if (body.contains("\"unheard-of")) {
      connection.reply(
          404,
          Map.of(),
          Answers.error("invalid_request_error", "model_not_found", "no such model"));
    } else {
      Answers.answer(request, connection, ANSWER);
    }
  }

  /** The same, but that Gemini has had enough for a minute. */
  static void answerAllButGemini(
      ScriptedUpstream.Request request, ScriptedUpstream.Connection connection) throws IOException {
    if (request.target().startsWith("/gemini")) {
      connection.reply(
          429,
          Map.of("retry-after", "60"),
          Answers.error("rate_limit_error", "rate_limit_exceeded", "slow down"));
    } else {
      answer(request, connection);
    }
  }

  /** The properties of a gateway with these providers, three aliases and a tag. */
  static Map<String, String> properties(ScriptedUpstream upstream) {
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    properties.put("cameleer.callers[0].name", "team-a");
    properties.put("cameleer.callers[0].api-key", "key-of-team-a");
    properties.put("cameleer.server.address", "127.0.0.1");
    properties.put("cameleer.providers.fragile.base-url", upstream.url() + "/fragile");
    properties.put("cameleer.providers.fragile.api-key", "key-of-fragile");
    properties.put("cameleer.providers.fragile.circuit-breaker.window", "4");
    properties.put("cameleer.providers.fragile.circuit-breaker.minimum-calls", "4");
    properties.put("cameleer.providers.fragile.circuit-breaker.open-for", "60s");
    properties.put("cameleer.aliases[0].name", "cheap");
    properties.put("cameleer.aliases[0].candidates[0]", "deepseek/deepseek-flash");
    properties.put("cameleer.aliases[1].name", "falls-over");
    properties.put("cameleer.aliases[1].candidates[0]", "openai/gpt-6-luna");
    properties.put("cameleer.aliases[1].candidates[1]", "deepseek/deepseek-flash");
    properties.put("cameleer.aliases[2].name", "cooled");
    properties.put("cameleer.aliases[2].candidates[0]", "gemini/gemini-3.8-flash");
    properties.put("cameleer.aliases[2].candidates[1]", "deepseek/deepseek-flash");
    properties.put("cameleer.tags[0].name", "coding");
    return properties;
  }

  /** What a client of that gateway sends beside its request. */
  static String[] key(String... further) {
    String[] headers = new String[further.length + 2];
    headers[0] = "Authorization";
    headers[1] = "Bearer key-of-team-a";
    System.arraycopy(further, 0, headers, 2, further.length);
    return headers;
  }
}
