package io.cameleer.camel.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.core.MultipartField;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FileListParams;
import com.openai.models.files.FileObject;
import com.openai.models.files.FilePurpose;
import io.cameleer.job.ContentStorage;
import io.cameleer.job.FileId;
import io.cameleer.job.FileStatus;
import io.cameleer.job.StoredFile;
import io.cameleer.job.StoredFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files: what forms may look like, and what becomes of them. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilesTest {

  private static final String BOUNDARY = "----camel7humps";
  private static final String FORM = "multipart/form-data; boundary=" + BOUNDARY;
  private static final String PURPOSE = field("purpose", "batch");

  private Path data;
  private BatchGateway gateway;
  private OpenAIClient client;

  @BeforeAll
  void start(@TempDir Path folder) {
    data = folder;
    gateway = BatchGateway.start(folder, "http://127.0.0.1:9", Map.of());
    client = gateway.client(BatchGateway.KEY);
  }

  @AfterAll
  void stop() {
    client.close();
    gateway.close();
  }

  @AfterEach
  void nothingIsLeftOfUploads() throws IOException {
    assertThat(contents("files/incoming")).isEmpty();
    long known = client.files().list().data().size();
    assertThat(contents("files").stream().filter(name -> !name.equals("incoming")))
        .hasSize((int) known);
  }

  private List<String> contents(String folder) throws IOException {
    if (!Files.exists(data.resolve(folder))) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(data.resolve(folder))) {
      return entries.map(path -> path.getFileName().toString()).toList();
    }
  }

  @Test
  void aFileIsStoredShownAndDeletedByTheOfficialClient() {
    byte[] content = new byte[3_000_000];
    new Random(7).nextBytes(content);
    FileObject file =
        client
            .files()
            .create(
                FileCreateParams.builder()
                    .file(
                        MultipartField.<InputStream>builder()
                            .value(new ByteArrayInputStream(content))
                            .filename("höcker \"2\".jsonl")
                            .build())
                    .purpose(FilePurpose.BATCH)
                    .expiresAfter(FileCreateParams.ExpiresAfter.builder().seconds(3600).build())
                    .build());

    assertThat(file.isValid()).isTrue();
    assertThat(file.bytes()).isEqualTo(content.length);
    assertThat(file.purpose()).isEqualTo(FileObject.Purpose.BATCH);
    assertThat(file.expiresAt().orElseThrow() - file.createdAt()).isEqualTo(3600);
    assertThat(client.files().retrieve(file.id()).filename()).isEqualTo(file.filename());
    assertThat(file.filename()).startsWith("höcker").endsWith(".jsonl");
    assertThat(bytes(file.id())).isEqualTo(content);

    assertThat(client.files().delete(file.id()).deleted()).isTrue();
    assertThatThrownBy(() -> client.files().content(file.id()))
        .isInstanceOf(NotFoundException.class);
  }

  private byte[] bytes(String id) {
    try (var response = client.files().content(id)) {
      return response.body().readAllBytes();
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  @Test
  void theObjectOfAFileHasEveryField() {
    JsonNode file = upload(PURPOSE + file("a.jsonl", "x\n")).json();
    assertThat(file.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly(
            "id",
            "object",
            "bytes",
            "created_at",
            "expires_at",
            "filename",
            "purpose",
            "status",
            "status_details");
    assertThat(file.path("expires_at").asLong() - file.path("created_at").asLong())
        .isEqualTo(Duration.ofDays(30).toSeconds());
    assertThat(file.path("status").asText()).isEqualTo("processed");
    delete(file);
  }

  @Test
  void fieldsMayComeInAnyOrderAndWithStrangers() {
    JsonNode file =
        upload(
                field("colour", "sand")
                    + file("C:\\tmp\\..\\a\u0007b.jsonl", "x\n")
                    + field("expires_after[seconds]", "7200")
                    + PURPOSE
                    + field("expires_after[anchor]", "created_at"))
            .json();
    assertThat(file.path("purpose").asText()).isEqualTo("batch");
    assertThat(file.path("expires_at").asLong() - file.path("created_at").asLong()).isEqualTo(7200);
    delete(file);
  }

  @Test
  void aNameIsNoPath() {
    JsonNode file = upload(PURPOSE + file("../../etc/passwd", "x\n")).json();
    assertThat(file.path("filename").asText()).isEqualTo("passwd");
    RawCall.Answer content =
        RawCall.get(gateway, "/v1/files/" + file.path("id").asText() + "/content");
    assertThat(content.text()).isEqualTo("x\n");
    assertThat(content.response().headers().firstValue("content-disposition"))
        .contains("attachment; filename=\"passwd\"; filename*=UTF-8''passwd");
    delete(file);
  }

  @Test
  void aFormThatIsNoUploadIsRefusedWithAReason() {
    assertRefused(upload(file("a.jsonl", "x\n")), 400, "missing_required_parameter", "purpose");
    assertRefused(upload(PURPOSE), 400, "missing_required_parameter", "file");
    assertRefused(
        upload(PURPOSE + file("a", "x") + file("b", "y")), 400, "duplicate_parameter", "file");
    assertRefused(
        upload(PURPOSE + file("a", "x") + field("expires_after[seconds]", "5")),
        400,
        "missing_required_parameter",
        "expires_after[anchor]");
    assertRefused(
        upload(
            PURPOSE
                + file("a", "x")
                + field("expires_after[anchor]", "created_at")
                + field("expires_after[seconds]", "5")),
        400,
        "integer_below_min_value",
        "expires_after[seconds]");
    assertRefused(upload(field("a", "x".repeat(2_000))), 400, "invalid_value", "a");
    assertRefused(raw("multipart/form-data", "--x\r\n"), 400, "invalid_multipart", "");
    assertRefused(raw(FORM, "nothing of the kind"), 400, "missing_required_parameter", "file");
    assertRefused(upload(PURPOSE + file("a\u0000b", "x")), 400, "invalid_multipart", "");
    assertRefused(raw(FORM, PURPOSE + file("a", "x")), 400, "invalid_multipart", "");
    assertRefused(raw("application/json", "{}"), 415, "unsupported_media_type", "");
  }

  @Test
  void otherPurposesAreRefusedWithWhatIsSupported() {
    for (String purpose : List.of("assistants", "fine-tune", "vision", "user_data", "evals")) {
      RawCall.Answer early = upload(field("purpose", purpose) + file("a.jsonl", "x"));
      assertRefused(early, 400, "invalid_value", "purpose");
      assertThat(early.text()).contains(purpose, "'batch'");
      assertRefused(
          upload(file("a.jsonl", "x") + field("purpose", purpose)),
          400,
          "invalid_value",
          "purpose");
    }
  }

  @Test
  void aFileThatIsTooLargeIsRefusedAndTheConnectionServesTheNextRequest() {
    byte[] large = new byte[20 * 1024 * 1024 + 1];
    RawCall.Answer refused =
        RawCall.post(gateway, "/v1/files", FORM, form(PURPOSE, "a.jsonl", large));
    assertRefused(refused, 413, "file_too_large", "file");
    byte[] fitting = new byte[20 * 1024 * 1024];
    RawCall.Answer taken =
        RawCall.post(gateway, "/v1/files", FORM, form(PURPOSE, "a.jsonl", fitting));
    assertThat(taken.json().path("bytes").asLong()).isEqualTo(fitting.length);
    delete(taken.json());
  }

  @Test
  void anUploadWithoutAKeyIsRefused() throws Exception {
    byte[] body = form(PURPOSE, "a.jsonl", new byte[1_000_000]);
    var answer =
        gateway
            .http()
            .send(
                java.net.http.HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/files"))
                    .header("Content-Type", FORM)
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(body))
                    .build(),
                java.net.http.HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void anUploadThatBreaksOffLeavesNothing() throws Exception {
    try (Socket socket = connect(100_000_000 / 10)) {
      socket
          .getOutputStream()
          .write((PURPOSE + fileHead("a.jsonl")).getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(new byte[500_000]);
      socket.getOutputStream().flush();
      await().atMost(Conversation.PATIENCE).until(() -> !contents("files/incoming").isEmpty());
    }
    await().atMost(Conversation.PATIENCE).until(() -> contents("files/incoming").isEmpty());
    assertThat(client.files().list().data()).isEmpty();
  }

  @Test
  void anUploadInSmallPiecesWaitsForThem() throws Exception {
    byte[] body = form(PURPOSE, "a.jsonl", "slow and steady\n".getBytes(StandardCharsets.UTF_8));
    try (Socket socket = connect(body.length)) {
      OutputStream out = socket.getOutputStream();
      for (byte octet : body) {
        out.write(octet);
        out.flush();
      }
      byte[] answer = new byte[12];
      assertThat(socket.getInputStream().readNBytes(answer, 0, 12)).isEqualTo(12);
      assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
    }
    client.files().list().data().forEach(file -> client.files().delete(file.id()));
  }

  private Socket connect(int length) throws IOException {
    URI url = URI.create(gateway.url());
    Socket socket = new Socket(url.getHost(), url.getPort());
    socket.setTcpNoDelay(true);
    String head =
        "POST /v1/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(BatchGateway.KEY, FORM, length);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void filesAreListedInEitherOrderPageByPage() {
    List<String> ids =
        Stream.of("a", "b", "c")
            .map(name -> upload(PURPOSE + file(name, name)).json().path("id").asText())
            .toList();
    for (FileListParams.Order order :
        List.of(FileListParams.Order.ASC, FileListParams.Order.DESC)) {
      List<String> listed =
          client
              .files()
              .list(FileListParams.builder().limit(2).order(order).purpose("batch").build())
              .autoPager()
              .stream()
              .map(FileObject::id)
              .toList();
      assertThat(listed)
          .containsExactlyElementsOf(order.equals(FileListParams.Order.ASC) ? ids : ids.reversed());
    }
    assertThat(client.files().list(FileListParams.builder().purpose("batch_output").build()).data())
        .isEmpty();
    JsonNode empty = RawCall.get(gateway, "/v1/files?purpose=none").json();
    assertThat(empty.path("object").asText()).isEqualTo("list");
    assertThat(empty.path("first_id").isNull()).isTrue();
    assertThat(empty.path("has_more").asBoolean()).isFalse();
    assertThatThrownBy(() -> client.files().list(FileListParams.builder().limit(10_001).build()))
        .isInstanceOf(BadRequestException.class);
    assertThatThrownBy(
            () -> client.files().list(FileListParams.builder().after("file-none").build()))
        .isInstanceOf(BadRequestException.class);
    ids.forEach(id -> client.files().delete(id));
  }

  @Test
  void expiredFilesAreInvisibleAndDeleted() throws Exception {
    FileId id = FileId.random();
    try (ContentStorage.Upload upload = gateway.bean(ContentStorage.class).begin(id)) {
      upload.write(1);
      upload.commit();
    }
    Instant past = Instant.now().minusSeconds(10);
    gateway
        .bean(StoredFiles.class)
        .create(new StoredFile(id, "ann", 1, past, past, "old", "batch", FileStatus.PROCESSED));
    assertThatThrownBy(() -> client.files().retrieve(id.value()))
        .isInstanceOf(NotFoundException.class);

    CamelContext context = gateway.bean(CamelContext.class);
    context
        .getRegistry()
        .lookupByNameAndType("deleteExpiredFiles", Processor.class)
        .process(new DefaultExchange(context));
    assertThat(contents("files")).doesNotContain(id.value());
  }

  private static void assertRefused(RawCall.Answer answer, int status, String code, String param) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.errorCode()).isEqualTo(code);
    assertThat(answer.json().at("/error/param").asText("").replace("null", "")).isEqualTo(param);
  }

  private void delete(JsonNode file) {
    assertThat(client.files().delete(file.path("id").asText()).deleted()).isTrue();
  }

  private RawCall.Answer upload(String parts) {
    return raw(FORM, parts + "--" + BOUNDARY + "--\r\n");
  }

  private RawCall.Answer raw(String type, String body) {
    return RawCall.post(gateway, "/v1/files", type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String field(String name, String value) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(BOUNDARY, name, value);
  }

  private static String file(String name, String content) {
    return fileHead(name) + content + "\r\n";
  }

  private static String fileHead(String name) {
    return ("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n")
        .formatted(BOUNDARY, name);
  }

  private static byte[] form(String fields, String name, byte[] content) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes((fields + fileHead(name)).getBytes(StandardCharsets.UTF_8));
    form.writeBytes(content);
    form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return form.toByteArray();
  }
}
