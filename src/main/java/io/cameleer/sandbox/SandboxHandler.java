package io.cameleer.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.cameleer.api.ChatCompletion;
import io.cameleer.api.ChatReplyWriter;
import io.cameleer.api.ChatRequestReader;
import io.cameleer.api.EmbeddingReplyWriter;
import io.cameleer.api.EmbeddingRequestReader;
import io.cameleer.api.ErrorEnvelope;
import io.cameleer.api.ListedModel;
import io.cameleer.api.ModelListWriter;
import io.cameleer.api.RequestErrors;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.Failure;
import io.cameleer.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers the sandbox's HTTP requests, each on a thread of its own. */
final class SandboxHandler implements HttpHandler {

  private static final int OK = 200;
  private static final int MAX_BODY_BYTES = 32 * 1024 * 1024;
  private static final String JSON = "application/json";

  private final ChatRequestReader chatRequests = new ChatRequestReader();
  private final ChatReplyWriter chatReplies = new ChatReplyWriter();
  private final EmbeddingRequestReader embeddingRequests = new EmbeddingRequestReader();
  private final EmbeddingReplyWriter embeddingReplies = new EmbeddingReplyWriter();
  private final ModelListWriter models = new ModelListWriter();
  private final AtomicInteger callsInFlight = new AtomicInteger();
  private final SandboxAnswers answers;
  private final SandboxPauses pauses;

  SandboxHandler(SandboxAnswers answers, SandboxPauses pauses) {
    this.answers = answers;
    this.pauses = pauses;
  }

  int callsInFlight() {
    return callsInFlight.get();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    callsInFlight.incrementAndGet();
    try (exchange) {
      dispatch(exchange);
    } finally {
      callsInFlight.decrementAndGet();
    }
  }

  private void dispatch(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    try {
      switch (method + " " + path) {
        case "POST /v1/chat/completions" -> chat(exchange);
        case "POST /v1/embeddings" -> embeddings(exchange);
        case "GET /v1/models" -> send(exchange, OK, Json.bytes(modelList()));
        default -> throw SandboxFailures.unknownUrl(method, path);
      }
    } catch (CallFailedException failed) {
      sendFailure(exchange, failed.failure());
    }
  }

  private void chat(HttpExchange exchange) throws IOException {
    ChatRequest request = chatRequests.read(body(exchange));
    SandboxModel model = model(request.model());
    if (model == SandboxModel.EMBEDDING) {
      throw SandboxFailures.wrongModel(model, "chat completions");
    }
    ChatReply reply = answers.answer(request, model);
    if (request.streaming().enabled()) {
      new SandboxStream(exchange, pauses, model).send(reply, request);
    } else {
      SandboxStream.pause(pauses.start(model));
      boolean legacyFunctions = request.tooling().legacyFunctions();
      send(exchange, OK, chatReplies.bytes(new ChatCompletion(reply, legacyFunctions, null)));
    }
  }

  private void embeddings(HttpExchange exchange) throws IOException {
    EmbeddingRequest request = embeddingRequests.read(body(exchange));
    SandboxModel model = model(request.model());
    if (model != SandboxModel.EMBEDDING) {
      throw SandboxFailures.wrongModel(model, "embeddings");
    }
    send(exchange, OK, embeddingReplies.bytes(SandboxEmbeddings.answer(request), request.base64()));
  }

  private static SandboxModel model(String id) {
    SandboxModel model =
        SandboxModel.withId(id).orElseThrow(() -> SandboxFailures.unknownModel(id));
    SandboxFailures.of(model)
        .ifPresent(failure -> {
          throw new CallFailedException(failure);
        });
    return model;
  }

  private JsonNode modelList() {
    return models.list(
        SandboxModel.ids().stream().map(id -> new ListedModel(id, 0, "cameleer")).toList());
  }

  private static JsonNode body(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (bytes.length > MAX_BODY_BYTES) {
      throw SandboxFailures.tooLarge(MAX_BODY_BYTES);
    }
    try {
      return Json.read(bytes);
    } catch (IOException malformed) {
      throw new CallFailedException(RequestErrors.failure(malformed), malformed);
    }
  }

  private void sendFailure(HttpExchange exchange, Failure failure) throws IOException {
    if (failure.retryAfter() != null) {
      exchange
          .getResponseHeaders()
          .set("Retry-After", Long.toString(failure.retryAfter().toSeconds()));
    }
    send(exchange, failure.status(), ErrorEnvelope.bytes(failure));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().put("Content-Type", List.of(JSON));
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
