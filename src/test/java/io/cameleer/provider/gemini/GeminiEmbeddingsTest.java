package io.cameleer.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.EmbeddingReply;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.EmbeddingRequest.Input;
import io.cameleer.provider.EmbeddingTranslation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeminiEmbeddingsTest {

  @Test
  void aVectorOfZeroesStaysOne() {
    EmbeddingReply reply =
        translation("models/gemini-embedding-001", 2)
            .reply(Exchanges.answer("{'embeddings':[{'values':[0,0]}]}"));

    assertThat(reply.vectors().getFirst()).containsExactly(0, 0);
    assertThat(reply.model()).isEqualTo("gemini-embedding-001");
    assertThat(reply.usage()).isNull();
  }

  @Test
  void aVectorOfFullLengthStaysAsItIs() {
    EmbeddingReply reply =
        translation("gemini-embedding-001", null)
            .reply(Exchanges.answer("{'embeddings':[{'values':[3,4]}]}"));

    assertThat(reply.vectors().getFirst()).containsExactly(3, 4);
  }

  @Test
  void anErrorInsideStatus200IsAnError() {
    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() ->
            translation("gemini-embedding-001", null)
                .reply(Exchanges.answer("{'error':{'code':404,'message':'Unknown.'}}")))
        .satisfies(failed -> assertThat(failed.failure().status()).isEqualTo(404));
  }

  @Test
  void fieldsThatGeminiDoesNotKnowAreNamed() {
    assertThat(translation("gemini-embedding-001", null).droppedParameters())
        .containsExactly("user", "task");
  }

  private static EmbeddingTranslation translation(String model, Integer dimensions) {
    return Exchanges.DIALECT.embeddings(
        new EmbeddingRequest(
            "alias",
            List.of(new Input.Text("camel")),
            dimensions,
            false,
            "ann",
            Map.of("task", "search")),
        Candidates.withTraits(model));
  }
}
