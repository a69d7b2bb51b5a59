import static java.nio.charset.StandardCharsets.UTF_8;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.HttpResponse;
import com.openai.models.batches.Batch;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.batches.BatchRequestCounts;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FilePurpose;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * The client of the benchmark of batches. Its arguments are where the gateway listens, its key, and
 * what to do:
 *
 * <ul>
 *   <li>{@code lines FILE COUNT INVALID_EVERY}: writes an input file; of so many lines one is
 *       refused when it is called (0: none).
 *   <li>{@code bytes FILE MEGABYTES}: writes an input file of that size.
 *   <li>{@code upload FILE}: by the official client; prints the file's id and how long it took.
 *   <li>{@code create FILE_ID}: creates a batch, prints its id.
 *   <li>{@code show BATCH}, {@code cancel BATCH}: print what has become of it.
 *   <li>{@code await BATCH SECONDS}: waits until it is over, through whatever the gateway suffers,
 *       and prints what has become of it and how many lines its files have, for how many requests.
 *   <li>{@code beside FILE_ID MODEL PER_SECOND SECONDS}: makes calls at a steady rate, however long
 *       they take, for so many seconds to get warm, for as many alone, and then for as long as a
 *       batch takes that it creates; prints the batch, and how long the calls of both times took.
 * </ul>
 */
public final class BatchBench {

  private static final Pattern CUSTOM_ID = Pattern.compile("\"custom_id\":\"([^\"]*)\"");
  private static final String LINE =
      "{\"custom_id\":\"request-%d\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"job-%d"
          + " %s\"}]}}\n";

  private final String url;
  private final String key;

  private BatchBench(String url, String key) {
    this.url = url;
    this.key = key;
  }

  /** Does what the arguments say. */
  public static void main(String[] arguments) throws Exception {
    BatchBench bench = new BatchBench(arguments[0], arguments[1]);
    List<String> rest = List.of(arguments).subList(3, arguments.length);
    switch (arguments[2]) {
      case "lines" ->
          lines(Path.of(rest.get(0)), Integer.parseInt(rest.get(1)), Integer.parseInt(rest.get(2)));
      case "bytes" -> bytes(Path.of(rest.get(0)), Integer.parseInt(rest.get(1)));
      case "upload" -> bench.upload(Path.of(rest.get(0)));
      case "create" -> System.out.println(bench.create(rest.get(0)).id());
      case "show" -> System.out.println(figures(bench.client().batches().retrieve(rest.get(0))));
      case "cancel" -> System.out.println(figures(bench.client().batches().cancel(rest.get(0))));
      case "await" -> bench.await(rest.get(0), Integer.parseInt(rest.get(1)));
      case "beside" ->
          bench.beside(
              rest.get(0),
              rest.get(1),
              Integer.parseInt(rest.get(2)),
              Integer.parseInt(rest.get(3)));
      default -> throw new IllegalArgumentException(arguments[2]);
    }
    System.exit(0);
  }

  private OpenAIClient client() {
    return OpenAIOkHttpClient.builder()
        .baseUrl(url + "/v1")
        .apiKey(key)
        .timeout(Duration.ofMinutes(5))
        .maxRetries(5)
        .build();
  }

  private static void lines(Path file, int count, int invalidEvery) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file)) {
      for (int number = 0; number < count; number++) {
        boolean invalid = invalidEvery > 0 && number % invalidEvery == invalidEvery - 1;
        String model = invalid ? "nobody/no-such-model" : "openai/bench";
        writer.write(LINE.formatted(number, model, number, "Summarise this."));
      }
    }
  }

  private static void bytes(Path file, int megabytes) throws IOException {
    long bytes = (long) megabytes << 20;
    String padding = "x".repeat(4_000);
    try (Writer writer = Files.newBufferedWriter(file)) {
      for (int number = 0; bytes > 0; number++) {
        String line = LINE.formatted(number, "openai/bench", number, padding);
        String whole = line.substring(0, (int) Math.min(line.length(), bytes));
        writer.write(whole);
        bytes -= whole.length();
      }
    }
  }

  private void upload(Path file) {
    long began = System.nanoTime();
    FileCreateParams upload =
        FileCreateParams.builder().file(file).purpose(FilePurpose.BATCH).build();
    var stored = client().files().create(upload);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    System.out.printf("file=%s bytes=%d ms=%d%n", stored.id(), stored.bytes(), millis);
  }

  private Batch create(String file) {
    BatchCreateParams creation =
        BatchCreateParams.builder()
            .inputFileId(file)
            .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
            .completionWindow(BatchCreateParams.CompletionWindow._24H)
            .build();
    return client().batches().create(creation);
  }

  private static String figures(Batch batch) {
    BatchRequestCounts counts = batch.requestCounts().orElseThrow();
    return "status=%s total=%d completed=%d failed=%d seconds=%d"
        .formatted(
            batch.status().asString(),
            counts.total(),
            counts.completed(),
            counts.failed(),
            batch
                .completedAt()
                .or(batch::cancelledAt)
                .map(at -> at - batch.createdAt())
                .orElse(-1L));
  }

  private void await(String id, int seconds) throws Exception {
    OpenAIClient client = client();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    Batch batch = null;
    while (batch == null || !isOver(batch)) {
      if (System.nanoTime() - until > 0) {
        throw new IllegalStateException("not over: " + (batch == null ? "" : figures(batch)));
      }
      Thread.sleep(500);
      try {
        batch = client.batches().retrieve(id);
      } catch (RuntimeException away) {
        System.err.println("the gateway is away: " + away.getMessage());
      }
    }
    System.out.printf(
        "%s %s %s%n",
        figures(batch),
        content(client, batch.outputFileId().orElse(null), "output"),
        content(client, batch.errorFileId().orElse(null), "error"));
  }

  private static boolean isOver(Batch batch) {
    return Set.of("completed", "failed", "expired", "cancelled")
        .contains(batch.status().asString());
  }

  private static String content(OpenAIClient client, String file, String name) throws IOException {
    int lines = 0;
    Set<String> requests = new HashSet<>();
    if (file != null) {
      try (HttpResponse response = client.files().content(file);
          BufferedReader reader =
              new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines++;
          Matcher id = CUSTOM_ID.matcher(line);
          requests.add(id.find() ? id.group(1) : "");
        }
      }
    }
    return "%s_lines=%d %s_requests=%d".formatted(name, lines, name, requests.size());
  }

  private void beside(String file, String model, int perSecond, int seconds) throws Exception {
    try (InteractiveCalls calls = new InteractiveCalls(url, key, model, perSecond)) {
      calls.make(perSecond * seconds);
      Measured alone = calls.make(perSecond * seconds);
      OpenAIClient client = client();
      Batch batch = create(file);
      Measured beside = Measured.NONE;
      while (!isOver(batch)) {
        beside = beside.and(calls.make(perSecond));
        batch = client.batches().retrieve(batch.id());
      }
      System.out.printf(
          "batch=%s alone=%d alone_p50_us=%d alone_p99_us=%d beside=%d beside_p50_us=%d"
              + " beside_p99_us=%d failed=%d%n",
          batch.id(),
          alone.nanos().length,
          alone.percentile(50),
          alone.percentile(99),
          beside.nanos().length,
          beside.percentile(50),
          beside.percentile(99),
          alone.failed() + beside.failed());
    }
  }

  /**
   * Calls that were made.
   *
   * @param nanos how long they took, in ascending order
   * @param failed how many of them were not answered with 200
   */
  private record Measured(long[] nanos, int failed) {

    static final Measured NONE = new Measured(new long[0], 0);

    Measured and(Measured others) {
      long[] all = LongStream.concat(LongStream.of(nanos), LongStream.of(others.nanos)).toArray();
      Arrays.sort(all);
      return new Measured(all, failed + others.failed);
    }

    /** In microseconds. */
    long percentile(int percent) {
      int index = Math.min(nanos.length - 1, nanos.length * percent / 100);
      return nanos.length == 0 ? 0 : TimeUnit.NANOSECONDS.toMicros(nanos[index]);
    }
  }

  /** Calls at a steady rate: each counts from when it is due, whenever it could be made. */
  private static final class InteractiveCalls implements AutoCloseable {

    private final HttpClient http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpRequest request;
    private final long interval;
    private long next = System.nanoTime();

    InteractiveCalls(String url, String key, String model, int perSecond) {
      interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
      String body =
          "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Are you there?\"}]}"
              .formatted(model);
      request =
          HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
              .header("Authorization", "Bearer " + key)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
    }

    /** Makes so many, and waits for the last of them; the next ones are due from then on. */
    Measured make(int count) throws InterruptedException {
      ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
      AtomicInteger failed = new AtomicInteger();
      CountDownLatch made = new CountDownLatch(count);
      next = Math.max(next, System.nanoTime());
      for (int call = 0; call < count; call++) {
        TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
        long due = next;
        next += interval;
        threads.submit(() -> {
          try {
            if (http.send(request, BodyHandlers.discarding()).statusCode() != 200) {
              failed.incrementAndGet();
            }
          } catch (IOException broken) {
            failed.incrementAndGet();
          }
          nanos.add(System.nanoTime() - due);
          made.countDown();
          return null;
        });
      }
      made.await();
      long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
      return new Measured(sorted, failed.get());
    }

    @Override
    public void close() {
      threads.close();
      http.close();
    }
  }
}
