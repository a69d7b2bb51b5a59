package io.cameleer.camel.batches;

import io.cameleer.job.topic.OutgoingRecord;
import io.cameleer.job.topic.RecordHeader;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;

/** Makes messages of the records in the body: with their keys and headers, as Camel Kafka wants. */
final class KafkaMessages implements Processor {

  @Override
  public void process(Exchange exchange) {
    List<?> records = exchange.getMessage().getBody(List.class);
    List<Message> messages = new ArrayList<>(records.size());
    for (Object record : records) {
      messages.add(message(exchange, (OutgoingRecord) record));
    }
    exchange.getMessage().setBody(messages);
  }

  private static Message message(Exchange exchange, OutgoingRecord record) {
    Message message = new DefaultMessage(exchange);
    message.setBody(record.value());
    message.setHeader(KafkaConstants.KEY, record.key());
    for (RecordHeader header : record.headers()) {
      message.setHeader(header.name(), header.value());
    }
    return message;
  }
}
