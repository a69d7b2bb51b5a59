package io.cameleer.camel.batches;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.camel.Variables;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Makes the JSON object of what is in the body, as the client gets it.
 *
 * @param <T> what is in the body
 */
final class WriteJson<T> implements Processor {

  private final Class<T> type;
  private final Function<T, ObjectNode> writer;

  WriteJson(Class<T> type, Function<T, ObjectNode> writer) {
    this.type = type;
    this.writer = writer;
  }

  @Override
  public void process(Exchange exchange) {
    Message message = exchange.getMessage();
    T found = type.cast(message.getBody());
    message.setBody(writer.apply(found));
    Variables.client(exchange).identify(message);
  }
}
