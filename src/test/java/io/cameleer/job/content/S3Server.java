package io.cameleer.job.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the tests need of S3, in memory, with paths of the form {@code /bucket/key}: put, get and
 * delete, and uploads in parts with S3's own rule for the size of parts. Signatures have to be
 * there; they are not verified.
 */
final class S3Server implements AutoCloseable {

  private static final int LEAST_PART = 5 * 1024 * 1024;

  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Map<String, SortedMap<Integer, byte[]>> uploads = new ConcurrentHashMap<>();
  private final AtomicInteger lastUpload = new AtomicInteger();
  private final String bucket;
  private final HttpServer server;

  S3Server(String bucket) throws IOException {
    this.bucket = bucket;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Map<String, byte[]> objects() {
    return Map.copyOf(objects);
  }

  int uploadsInParts() {
    return uploads.size();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Reply reply = reply(exchange, body);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    if (reply.tag() != null) {
      exchange.getResponseHeaders().set("ETag", '"' + reply.tag() + '"');
    }
    exchange.sendResponseHeaders(
        reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
    exchange.getResponseBody().write(reply.body());
    exchange.close();
  }

  private Reply reply(HttpExchange exchange, byte[] body) {
    String[] path = exchange.getRequestURI().getPath().split("/", 3);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null || !authorization.startsWith("AWS4-HMAC-SHA256 ")) {
      return Reply.error(403, "AccessDenied");
    }
    if (!path[1].equals(bucket)) {
      return Reply.error(404, "NoSuchBucket");
    }
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    return switch (exchange.getRequestMethod()) {
      case "PUT" -> put(path[2], query, body);
      case "GET" -> get(path[2]);
      case "POST" -> post(path[2], query);
      case "DELETE" -> delete(path[2], query);
      default -> Reply.error(405, "MethodNotAllowed");
    };
  }

  private static Map<String, String> query(@Nullable String query) {
    return query == null
        ? Map.of()
        : Arrays.stream(query.split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : ""));
  }

  private Reply put(String key, Map<String, String> query, byte[] body) {
    String uploadId = query.get("uploadId");
    if (uploadId == null) {
      objects.put(key, body);
      return new Reply(200, new byte[0], "object");
    }
    SortedMap<Integer, byte[]> parts = uploads.get(uploadId);
    if (parts == null) {
      return Reply.error(404, "NoSuchUpload");
    }
    parts.put(Integer.parseInt(query.get("partNumber")), body);
    return new Reply(200, new byte[0], "part" + parts.size());
  }

  private Reply get(String key) {
    byte[] content = objects.get(key);
    return content == null ? Reply.error(404, "NoSuchKey") : new Reply(200, content, "object");
  }

  private Reply post(String key, Map<String, String> query) {
    if (query.containsKey("uploads")) {
      String id = "upload" + lastUpload.incrementAndGet();
      uploads.put(id, new TreeMap<>());
      return Reply.xml(
          "<InitiateMultipartUploadResult><UploadId>"
              + id
              + "</UploadId></InitiateMultipartUploadResult>");
    }
    SortedMap<Integer, byte[]> parts = uploads.remove(query.get("uploadId"));
    boolean tooSmall =
        parts.headMap(parts.lastKey()).values().stream().anyMatch(part -> part.length < LEAST_PART);
    if (tooSmall) {
      return Reply.error(400, "EntityTooSmall");
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    parts.values().forEach(whole::writeBytes);
    objects.put(key, whole.toByteArray());
    return Reply.xml(
        "<CompleteMultipartUploadResult><Key>" + key + "</Key></CompleteMultipartUploadResult>");
  }

  private Reply delete(String key, Map<String, String> query) {
    if (query.containsKey("uploadId")) {
      uploads.remove(query.get("uploadId"));
    } else {
      objects.remove(key);
    }
    return new Reply(204, new byte[0], null);
  }

  private record Reply(int status, byte[] body, @Nullable String tag) {

    static Reply xml(String text) {
      return new Reply(200, text.getBytes(UTF_8), null);
    }

    static Reply error(int status, String code) {
      String text = "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>";
      return new Reply(status, text.getBytes(UTF_8), null);
    }
  }
}
