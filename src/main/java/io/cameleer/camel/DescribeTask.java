package io.cameleer.camel;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.ChatCall;
import io.cameleer.catalog.Trait;
import io.cameleer.routing.CallTraits;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Lays out what a call is about as variables, for the conditions of the route {@code
 * route-by-task}: {@code task} (its first tag, or empty), {@code tags}, {@code caller}, {@code
 * promptTokens} (an estimate), {@code images}, {@code audio}, {@code tools} and {@code jsonSchema}
 * (whether it has some), {@code metadata}, and {@code requestHeaders} (by lower-case name).
 */
final class DescribeTask implements Processor {

  /** What must not be looked at by routes, since it could be logged from there. */
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "proxy-authorization", "cookie", "x-api-key", "x-goog-api-key");

  @Override
  public void process(Exchange exchange) {
    Call call = Variables.call(exchange);
    CallTraits traits = call.traits();
    exchange.setVariable("task", traits.tags().isEmpty() ? "" : traits.tags().getFirst());
    exchange.setVariable("tags", traits.tags());
    exchange.setVariable("caller", traits.caller());
    exchange.setVariable("promptTokens", traits.promptTokens());
    exchange.setVariable("images", traits.needs().contains(Trait.VISION));
    exchange.setVariable("audio", traits.needs().contains(Trait.AUDIO_INPUT));
    exchange.setVariable("tools", traits.needs().contains(Trait.TOOLS));
    exchange.setVariable("jsonSchema", traits.needs().contains(Trait.JSON_SCHEMA));
    exchange.setVariable(
        "metadata", call instanceof ChatCall chat ? chat.request().metadata() : Map.of());
    exchange.setVariable("requestHeaders", headers(Variables.clientOrNull(exchange)));
  }

  private static Map<String, String> headers(@Nullable ClientConnection client) {
    if (client == null) {
      return Map.of();
    }
    MultiMap received = client.request().headers();
    Map<String, String> headers = new TreeMap<>();
    received.forEach((name, value) -> {
      String lowerCase = name.toLowerCase(Locale.ROOT);
      if (!CREDENTIALS.contains(lowerCase)) {
        headers.putIfAbsent(lowerCase, value);
      }
    });
    return headers;
  }
}
