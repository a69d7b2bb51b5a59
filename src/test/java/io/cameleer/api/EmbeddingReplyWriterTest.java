package io.cameleer.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.EmbeddingReply;
import io.cameleer.chat.Usage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EmbeddingReplyWriterTest {

  private final EmbeddingReplyWriter writer = new EmbeddingReplyWriter();

  @Test
  void vectorsAreWrittenInOrderWithNoMoreDigitsThanNeeded() {
    EmbeddingReply reply =
        new EmbeddingReply(
            "m", List.of(new float[] {0.1f, -1, 1e-7f}, new float[] {}), Usage.of(8, 0));

    assertThat(new String(writer.bytes(reply, false), UTF_8))
        .isEqualTo(
            "{\"object\":\"list\",\"data\":["
                + "{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.1,-1.0,1.0E-7]},"
                + "{\"object\":\"embedding\",\"index\":1,\"embedding\":[]}],"
                + "\"model\":\"m\",\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}");
  }

  @Test
  void base64HoldsLittleEndianFloats() {
    EmbeddingReply reply = new EmbeddingReply("m", List.of(new float[] {1, -2}), null);

    assertThat(new String(writer.bytes(reply, true), UTF_8))
        .isEqualTo(
            "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":\"AACAPwAAAMA=\"}],"
                + "\"model\":\"m\"}");
  }

  @Property
  void bothFormsGiveBackEveryFloatExactly(@ForAll float[] vector) {
    EmbeddingReply reply = new EmbeddingReply("m", List.of(vector), null);

    JsonNode numbers = writer.write(reply, false).at("/data/0/embedding");
    String base64 = writer.write(reply, true).at("/data/0/embedding").textValue();

    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(numbers).hasSize(vector.length);
    for (int i = 0; i < vector.length; i++) {
      assertThat(numbers.get(i).floatValue()).isEqualTo(vector[i]);
      assertThat(bytes.getFloat()).isEqualTo(vector[i]);
    }
    assertThat(bytes.hasRemaining()).isFalse();
  }
}
