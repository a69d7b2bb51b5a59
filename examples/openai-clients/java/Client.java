import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.batches.Batch;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FileObject;
import com.openai.models.files.FilePurpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks the gateway with OpenAI's own Java client: at once, word by word, and as a batch. */
public final class Client {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODEL = "default";
  private static final Set<Batch.Status> UNDER_WAY =
      Set.of(Batch.Status.VALIDATING, Batch.Status.IN_PROGRESS, Batch.Status.FINALIZING);

  private final OpenAIClient client;

  private Client(OpenAIClient client) {
    this.client = client;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    OpenAIClient openAi =
        OpenAIOkHttpClient.builder()
            .baseUrl(System.getenv().getOrDefault("GATEWAY_URL", "http://127.0.0.1:8080") + "/v1")
            .apiKey(System.getenv().getOrDefault("GATEWAY_KEY", "none"))
            .build();
    Client client = new Client(openAi);
    client.chat();
    client.stream();
    client.batch();
    openAi.close();
  }

  private void chat() {
    ChatCompletion answer = client.chat().completions().create(question("Hello, camel!"));
    System.out.println("chat: " + answer.choices().get(0).message().content().orElse(""));
  }

  private void stream() {
    System.out.print("stream: ");
    try (StreamResponse<ChatCompletionChunk> chunks =
        client.chat().completions().createStreaming(question("Hello, caravan!"))) {
      chunks.stream()
          .flatMap(chunk -> chunk.choices().stream())
          .forEach(choice -> System.out.print(choice.delta().content().orElse("")));
    }
    System.out.println();
  }

  private void batch() throws IOException, InterruptedException {
    Path lines = Files.createTempFile("hello", ".jsonl");
    Files.write(lines, List.of(line("dromedary"), line("llama")));
    FileObject file =
        client
            .files()
            .create(FileCreateParams.builder().file(lines).purpose(FilePurpose.BATCH).build());
    Files.delete(lines);
    Batch batch =
        client
            .batches()
            .create(
                BatchCreateParams.builder()
                    .inputFileId(file.id())
                    .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
                    .completionWindow(BatchCreateParams.CompletionWindow._24H)
                    .build());
    while (UNDER_WAY.contains(batch.status())) {
      Thread.sleep(500);
      batch = client.batches().retrieve(batch.id());
    }
    if (!batch.status().equals(Batch.Status.COMPLETED) || batch.outputFileId().isEmpty()) {
      throw new IOException("The batch ended as " + batch.status() + ": " + batch.errors());
    }
    try (HttpResponse output = client.files().content(batch.outputFileId().get())) {
      String results = new String(output.body().readAllBytes(), StandardCharsets.UTF_8);
      for (String result : results.strip().split("\n")) {
        print(JSON.readTree(result));
      }
    }
  }

  private static ChatCompletionCreateParams question(String text) {
    return ChatCompletionCreateParams.builder().model(MODEL).addUserMessage(text).build();
  }

  private static String line(String name) throws IOException {
    Map<String, Object> message = Map.of("role", "user", "content", "Hello, " + name + "!");
    return JSON.writeValueAsString(
        Map.of(
            "custom_id",
            name,
            "method",
            "POST",
            "url",
            "/v1/chat/completions",
            "body",
            Map.of("model", MODEL, "messages", List.of(message))));
  }

  private static void print(JsonNode result) {
    System.out.println(
        "batch, "
            + result.path("custom_id").asText()
            + ": "
            + result.at("/response/body/choices/0/message/content").asText());
  }
}
