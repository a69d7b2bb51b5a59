package io.cameleer.emulation;

/** A provider's refusal of a request; every provider writes it in an error format of its own. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String field;

  private Refusal(int status, String code, String field, String message) {
    super(message);
    this.status = status;
    this.code = code;
    this.field = field;
  }

  /** Something in the body breaks the wire format; the field may be null. */
  static Refusal invalid(String field, String message) {
    return new Refusal(400, "invalid_value", field, message);
  }

  /** A field that this provider, or this model, does not take. */
  static Refusal unsupported(String field, String message) {
    return new Refusal(400, "unsupported_parameter", field, message);
  }

  /** A field nobody knows. */
  static Refusal unknownField(String field) {
    return new Refusal(400, "unknown_parameter", field, "Unknown parameter: '" + field + "'.");
  }

  /** The key is missing, wrong or in the wrong header. */
  static Refusal unauthorized(String message) {
    return new Refusal(401, "invalid_api_key", null, message);
  }

  /** A wrong key, as Google says it: with status 400. */
  static Refusal invalidGoogleKey() {
    String message = "API key not valid. Please pass a valid API key.";
    return new Refusal(400, "API_KEY_INVALID", null, message);
  }

  /** The model does not exist. */
  static Refusal unknownModel(String model) {
    return new Refusal(
        404, "model_not_found", "model", "The model '" + model + "' does not exist.");
  }

  /** Nothing is served at that path. */
  static Refusal unknownPath(String path) {
    return new Refusal(404, "not_found", null, "Nothing is served at " + path);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  /** The field at fault, or null. */
  String field() {
    return field;
  }
}
