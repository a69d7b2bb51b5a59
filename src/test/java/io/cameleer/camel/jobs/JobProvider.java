package io.cameleer.camel.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.gateway.Answers;
import io.cameleer.gateway.Gateway;
import io.cameleer.gateway.ScriptedUpstream;
import io.cameleer.gateway.ScriptedUpstream.Connection;
import io.cameleer.gateway.ScriptedUpstream.Request;
import io.cameleer.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * A provider that answers "re: " and what it was asked. A prompt like {@code 503*2 hello} fails the
 * first two times with that status.
 */
final class JobProvider implements AutoCloseable {

  private final ScriptedUpstream upstream = new ScriptedUpstream(this::answer);
  private final List<String> prompts = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
  private volatile Duration latency = Duration.ZERO;

  /** The gateway's properties that lead to it. */
  Map<String, String> properties() {
    return Gateway.providersAt(upstream.url());
  }

  /** What it was asked, in the order in which it was. */
  List<String> prompts() {
    return List.copyOf(prompts);
  }

  /** How often it was asked this. */
  int calls(String prompt) {
    return Collections.frequency(prompts(), prompt);
  }

  /** Lets calls with this prompt wait until the gate is opened. */
  CountDownLatch gate(String prompt) {
    return gates.computeIfAbsent(prompt, unseen -> new CountDownLatch(1));
  }

  /** From now on an answer takes that long. */
  void takes(Duration time) {
    latency = time;
  }

  private void answer(Request request, Connection connection) throws Exception {
    JsonNode body = Json.read(request.body());
    if (body.has("input")) {
      connection.reply(
          200,
          Answers.JSON,
          Answers.bytes(
              """
              {"object":"list","model":"e","data":[{"object":"embedding","index":0,"embedding":[0.5,0.25]}],\
              "usage":{"prompt_tokens":1,"total_tokens":1}}\
              """));
      return;
    }
    String prompt = body.at("/messages/0/content").asText();
    prompts.add(prompt);
    CountDownLatch gate = gates.get(prompt);
    if (gate != null) {
      gate.await();
    }
    Thread.sleep(latency);
    if (prompt.matches("\\d{3}\\*\\d+ .*") && calls(prompt) <= prompt.charAt(4) - '0') {
      int status = Integer.parseInt(prompt.substring(0, 3));
      connection.reply(status, Answers.JSON, Answers.bytes("{\"error\":{\"message\":\"no\"}}"));
    } else if (Answers.isStreamed(request)) {
      connection.open(200, Answers.EVENTS);
      connection.chunk(Answers.ROLE + Answers.token("re: ") + Answers.token(prompt));
      connection.chunk(Answers.FINISH + Answers.USAGE + Answers.DONE);
      connection.end();
    } else {
      connection.reply(200, Answers.JSON, Answers.bytes(Answers.whole("re: " + prompt)));
    }
  }

  @Override
  public void close() {
    upstream.close();
  }
}
