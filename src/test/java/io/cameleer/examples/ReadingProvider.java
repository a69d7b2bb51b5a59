package io.cameleer.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.gateway.Answers;
import io.cameleer.gateway.ScriptedUpstream;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider of OpenAI's dialect that reads what it is sent, as far as the examples need it: texts
 * with the same words have close vectors, a ticket about money is billing, and a question is
 * answered with the passage that shares most words with it.
 */
final class ReadingProvider {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DIMENSIONS = 512;
  private static final Pattern PASSAGE = Pattern.compile("(?s)^(\\[[^]]+]) (.*)");

  private ReadingProvider() {}

  static void answer(ScriptedUpstream.Request request, ScriptedUpstream.Connection connection)
      throws IOException {
    JsonNode asked = JSON.readTree(request.body());
    if (request.target().endsWith("/embeddings")) {
      connection.reply(200, Answers.JSON, JSON.writeValueAsBytes(embeddings(asked)));
      return;
    }
    String text =
        asked.at("/messages").path(asked.path("messages").size() - 1).path("content").asText();
    if (text.equals("refused")) {
      connection.reply(400, Answers.JSON, Answers.error("invalid_request_error", "invalid", "no"));
      return;
    }
    String quoted = JSON.writeValueAsString(answer(asked, text));
    Answers.answer(request, connection, quoted.substring(1, quoted.length() - 1));
  }

  private static String answer(JsonNode asked, String text) throws IOException {
    if (asked.at("/response_format/json_schema/schema/properties/label").isObject()) {
      return JSON.writeValueAsString(JSON.createObjectNode().put("label", label(text)));
    }
    int question = text.lastIndexOf("Question: ");
    return question < 0 ? "In short: " + text.strip() : fromPassages(text, question);
  }

  private static String label(String ticket) {
    if (ticket.contains("charged") || ticket.contains("invoice")) {
      return "billing";
    }
    return ticket.contains("error") || ticket.contains("app") ? "technical" : "other";
  }

  private static String fromPassages(String text, int question) {
    Matcher best = PASSAGE.matcher(text.substring(0, question).split("\n\n(?=\\[)")[0]);
    return best.find() ? best.group(2).strip() + " " + best.group(1) : "I don't know.";
  }

  private static ObjectNode embeddings(JsonNode asked) {
    ObjectNode reply = JSON.createObjectNode().put("object", "list").put("model", "m");
    ArrayNode data = reply.putArray("data");
    JsonNode input = asked.path("input");
    for (JsonNode text : input.isArray() ? input : JSON.createArrayNode().add(input)) {
      ObjectNode embedding =
          data.addObject().put("object", "embedding").put("index", data.size() - 1);
      ArrayNode vector = embedding.putArray("embedding");
      for (double value : vector(text.asText())) {
        vector.add(value);
      }
    }
    reply.putObject("usage").put("prompt_tokens", 1).put("total_tokens", 1);
    return reply;
  }

  /** Counts the longer words, each in a place of its own, as far as there are places. */
  private static double[] vector(String text) {
    double[] vector = new double[DIMENSIONS];
    double squares = 0;
    for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z]+")) {
      if (word.length() > 4) {
        vector[Math.floorMod(word.hashCode(), DIMENSIONS)] = 1;
      }
    }
    for (double value : vector) {
      squares += value;
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] /= Math.sqrt(Math.max(squares, 1));
    }
    return vector;
  }
}
