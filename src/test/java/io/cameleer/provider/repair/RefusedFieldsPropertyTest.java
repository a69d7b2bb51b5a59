package io.cameleer.provider.repair;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RefusedFieldsPropertyTest {

  private static final List<String> PIECES =
      List.of(
          "Unknown parameter: '",
          "Unrecognized request arguments supplied: ",
          "Unknown name \"",
          "\" at '",
          "tools[0].function: unknown field `",
          ": Extra inputs are not permitted",
          "'extra_forbidden', 'loc': (",
          "Additional properties are not allowed (",
          " were unexpected)",
          "property '",
          "' is unsupported",
          "messages",
          "temperature",
          "[0]",
          "[",
          "]",
          ".",
          ", ",
          "'",
          "`",
          "body",
          "7",
          " ");

  @Provide
  Arbitrary<String> complaints() {
    return Arbitraries.of(PIECES).list().ofMaxSize(12).map(pieces -> String.join("", pieces));
  }

  @Property
  void noWordsOfAProviderAreTooOddToBeReadAndActedUpon(@ForAll("complaints") String message)
      throws Exception {
    ObjectNode body =
        (ObjectNode) Json.read("{\"messages\":[{\"role\":\"user\"}],\"temperature\":1}");

    for (FieldPath field : RefusedFields.in(new Complaint(message, null))) {
      if (LeaveOut.isPossible(field)) {
        field.removeFrom(body);
      }
    }

    assertThat(body.at("/messages/0/role").asText()).isEqualTo("user");
  }

  @Property
  void theLengthOfWhatIsSearchedIsBounded(@ForAll String word) {
    String message = word.repeat(word.isEmpty() ? 0 : 100_000 / word.length());

    assertThat(new Complaint(message, null).message().length())
        .isLessThanOrEqualTo(Complaint.MAX_LENGTH);
  }
}
