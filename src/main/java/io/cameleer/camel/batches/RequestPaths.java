package io.cameleer.camel.batches;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What paths name: {@code /v1/files/<id>/content}. */
final class RequestPaths {

  private static final int PLACE_OF_ID = 3;
  private static final int LONGEST = 100;

  private RequestPaths() {}

  /** The id in a path; cut where it is too long to be one. */
  static String id(HttpServerRequest request) {
    String path = request.path();
    List<String> parts = List.of((path == null ? "" : path).split("/", -1));
    String id = parts.size() > PLACE_OF_ID ? parts.get(PLACE_OF_ID) : "";
    return URLDecoder.decode(
        id.length() > LONGEST ? id.substring(0, LONGEST) : id, StandardCharsets.UTF_8);
  }
}
