package io.cameleer.camel.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cameleer.api.OpenAiModule;
import io.cameleer.api.RequestErrors;
import io.cameleer.attempt.Caller;
import io.cameleer.camel.CallerHeaders;
import io.cameleer.camel.Variables;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.config.Settings;
import io.cameleer.routing.Surroundings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Makes the canonical request of what a host's route has in its body, and remembers the form it
 * had. How the call shall be treated is said by the same headers as over HTTP, unless the variable
 * {@code caller} says it; which model shall answer a plain text, by the header {@code
 * CameleerModel}.
 */
final class ReadHostRequest<T> implements Processor {

  /** The header with the model or alias for a body that names none. */
  static final String MODEL = "CameleerModel";

  /** The variable with the form of the request. */
  static final String FORM = "form";

  private final JsonMapper mapper = OpenAiModule.mapper();
  private final Class<T> type;
  private final String usualModel;
  private final Function<Object, Map<String, @Nullable Object>> plain;
  private final Supplier<Settings> settings;

  /**
   * Reads one kind of request.
   *
   * @param type the canonical request
   * @param usualModel who is asked where nothing is said
   * @param plain a request without model of a body that is no request itself
   */
  ReadHostRequest(
      Class<T> type,
      String usualModel,
      Function<Object, Map<String, @Nullable Object>> plain,
      Supplier<Settings> settings) {
    this.type = type;
    this.usualModel = usualModel;
    this.plain = plain;
    this.settings = settings;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Message message = exchange.getMessage();
    HostForm form = HostForm.of(message);
    exchange.setVariable(FORM, form);
    if (exchange.getVariable(Variables.CALLER) == null) {
      exchange.setVariable(Variables.CALLER, caller(exchange));
    }
    message.setBody(request(form, message));
  }

  private Object request(HostForm form, Message message) {
    return switch (form) {
      case CANONICAL -> message.getBody();
      case MAP -> read(message, fields(message.getBody(Map.class)));
      case JSON -> read(message, parse(message.getBody(String.class)));
      case TEXT -> read(message, plain.apply(required(message.getBody(String.class))));
      case TEXTS -> read(message, plain.apply(message.getBody(List.class)));
    };
  }

  private static String required(String text) {
    if (text.isEmpty()) {
      throw new CallFailedException(
          Failure.badRequest(
              "missing_required_parameter",
              null,
              "The body is empty. It must be a text, or a request as map or JSON."));
    }
    return text;
  }

  private Object read(Message message, Map<String, @Nullable Object> fields) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>(fields);
    named.putIfAbsent("model", message.getHeader(MODEL, usualModel, String.class));
    return mapper.convertValue(named, type);
  }

  private Map<String, @Nullable Object> parse(String json) {
    try {
      return fields(mapper.readValue(json, Map.class));
    } catch (JsonProcessingException malformed) {
      throw new CallFailedException(RequestErrors.failure(malformed));
    }
  }

  private static Map<String, @Nullable Object> fields(Map<?, ?> map) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    map.forEach((name, value) -> fields.put(String.valueOf(name), value));
    return fields;
  }

  private Caller caller(Exchange exchange) {
    Message message = exchange.getMessage();
    Settings current = settings.get();
    Caller usual =
        new Caller(
            message.getHeader("x-request-id", exchange.getExchangeId(), String.class),
            Surroundings.NONE,
            current.rejectUnsupported(),
            false,
            current.retries().callTimeout(),
            System.nanoTime());
    return CallerHeaders.wishing(name -> message.getHeader(name, String.class), usual);
  }
}
