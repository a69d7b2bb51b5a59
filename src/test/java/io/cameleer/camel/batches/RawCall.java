package io.cameleer.camel.batches;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Requests that no official client would make. */
final class RawCall {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RawCall() {}

  /** What came back. */
  record Answer(int status, HttpResponse<byte[]> response) {

    String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException malformed) {
        throw new AssertionError(text(), malformed);
      }
    }

    String errorCode() {
      return json().at("/error/code").asText();
    }
  }

  /** Posts JSON. */
  static Answer post(BatchGateway gateway, String path, String json, String... headers) {
    HttpRequest.Builder request =
        builder(gateway, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    return send(gateway, headers.length == 0 ? request : request.headers(headers));
  }

  /** Posts anything. */
  static Answer post(BatchGateway gateway, String path, String contentType, byte[] body) {
    return send(
        gateway,
        builder(gateway, path)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  /** Gets. */
  static Answer get(BatchGateway gateway, String path) {
    return send(gateway, builder(gateway, path).GET());
  }

  private static HttpRequest.Builder builder(BatchGateway gateway, String path) {
    return HttpRequest.newBuilder(URI.create(gateway.url() + path))
        .header("Authorization", "Bearer " + BatchGateway.KEY);
  }

  private static Answer send(BatchGateway gateway, HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          gateway.http().send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response);
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }
}
