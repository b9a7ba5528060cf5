package dev.laurel.runtime;

/// The kinds of problem that a client can see. Each is a row of `docs/problems.md`; slugs, status
/// and titles are stable.
public enum ProblemType {
  MALFORMED_JSON("malformed-json", 400, "The body is not JSON that can be read"),
  INVALID_REQUEST("invalid-request", 400, "Parts of the request are not as they should be"),
  KEY_IN_URL("key-in-url", 400, "A key does not belong into a URL"),
  UNAUTHENTICATED("unauthenticated", 401, "A valid key is needed"),
  OPERATOR_ONLY("operator-only", 403, "Only the operator's key may do this"),
  FORBIDDEN_SCOPE("forbidden-scope", 403, "The key lacks the scope for this"),
  SELF_ASSESSMENT("self-assessment", 403, "Nobody grades their own submission"),
  CREDENTIAL_PRIVATE("credential-private", 403, "The credential is private"),
  NOT_FOUND("not-found", 404, "There is nothing here"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "The method is not one of this address"),
  CONFLICT("conflict", 409, "Something else happened at the same moment"),
  WRONG_STATE("wrong-state", 409, "Not possible in the present state"),
  EVIDENCE_INCOMPLETE("evidence-incomplete", 409, "Evidence is missing or differs"),
  IMAGE_MISSING("image-missing", 409, "The achievement's image is missing or differs"),
  IDEMPOTENCY_IN_PROGRESS(
      "idempotency-in-progress", 409, "A request with this Idempotency-Key is being answered"),
  TOO_LARGE("too-large", 413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body's media type is not taken"),
  IDEMPOTENCY_KEY_REUSED(
      "idempotency-key-reused", 422, "The Idempotency-Key belongs to another request"),
  TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
  INTERNAL("internal", 500, "Something broke on our side"),
  UNAVAILABLE("unavailable", 503, "Not available at the moment");

  /// Where the type URIs live. An identifier first of all; it never depends on the deployment.
  public static final String BASE = "https://laurel.dev/problems/";

  private final String slug;
  private final int status;
  private final String title;

  ProblemType(String slug, int status, String title) {
    this.slug = slug;
    this.status = status;
    this.title = title;
  }

  public String slug() {
    return slug;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /// The value of `type`.
  public String uri() {
    return BASE + slug;
  }
}
