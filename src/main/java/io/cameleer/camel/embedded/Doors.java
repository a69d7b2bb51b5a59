package io.cameleer.camel.embedded;

import io.cameleer.camel.embedded.EmbeddedCameleer.Door;
import org.apache.camel.builder.RouteBuilder;

/** The routes by which a host's own routes reach Cameleer. What fails is handled by those. */
final class Doors extends RouteBuilder {

  private final EmbeddedCameleer cameleer;
  private final String chat;
  private final String embeddings;

  /**
   * Makes the doors.
   *
   * @param chat the endpoint for chats, or an empty text for none
   * @param embeddings the endpoint for embeddings, or an empty text for none
   */
  Doors(EmbeddedCameleer cameleer, String chat, String embeddings) {
    this.cameleer = cameleer;
    this.chat = chat;
    this.embeddings = embeddings;
  }

  @Override
  public void configure() {
    door(chat, "cameleer-chat", Door.CHAT);
    door(embeddings, "cameleer-embeddings", Door.EMBEDDINGS);
  }

  private void door(String endpoint, String id, Door door) {
    if (!endpoint.isBlank()) {
      from(endpoint)
          .routeId(id)
          .routeGroup("cameleer")
          .errorHandler(noErrorHandler())
          .process(exchange -> cameleer.call(door, exchange));
    }
  }
}
