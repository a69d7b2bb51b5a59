package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** One emulated provider. */
interface Provider {

  /**
   * A request.
   *
   * @param path what follows the base URL, query included
   * @param headers by lower-case name
   * @param body an object
   */
  record Call(String path, Map<String, String> headers, ObjectNode body) {}

  /**
   * Checks a request and answers it.
   *
   * @throws Refusal where the request breaks the wire format
   */
  Reply answer(Call call);

  /** A refusal as this provider words it. */
  JsonNode error(Refusal refusal);
}
