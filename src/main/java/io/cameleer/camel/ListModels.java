package io.cameleer.camel;

import io.cameleer.api.ListedModel;
import io.cameleer.api.ModelListWriter;
import io.cameleer.catalog.AvailableModel;
import io.cameleer.catalog.Catalog;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers with every model and alias that a call may name. */
final class ListModels implements Processor {

  private final Supplier<Catalog> catalog;
  private final ModelListWriter writer;

  ListModels(Supplier<Catalog> catalog, ModelListWriter writer) {
    this.catalog = catalog;
    this.writer = writer;
  }

  @Override
  public void process(Exchange exchange) {
    exchange
        .getMessage()
        .setBody(writer.list(catalog.get().listModels().stream().map(ListModels::listed).toList()));
    Variables.client(exchange).identify(exchange.getMessage());
  }

  /** When a model was made is not known; OpenAI's format wants a number all the same. */
  static ListedModel listed(AvailableModel model) {
    return new ListedModel(model.id(), 0, model.owner());
  }
}
