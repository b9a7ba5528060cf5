package dev.laurel.verification;

/// Why a check did not pass: the problem type (RFC 9457) of a failed check or of one that could not
/// be made. W3C's own types where a specification names one, else Laurel's.
public enum CheckType {
  PARSING_ERROR(Source.VC_DATA_MODEL),
  MALFORMED_VALUE_ERROR(Source.VC_DATA_MODEL),
  RANGE_ERROR(Source.VC_DATA_MODEL),
  PROOF_VERIFICATION_ERROR(Source.DATA_INTEGRITY),
  PROOF_TRANSFORMATION_ERROR(Source.DATA_INTEGRITY),
  INVALID_VERIFICATION_METHOD_URL(Source.DATA_INTEGRITY),
  INVALID_VERIFICATION_METHOD(Source.DATA_INTEGRITY),
  INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID(Source.DATA_INTEGRITY),
  INVALID_CONTROLLED_IDENTIFIER_DOCUMENT(Source.DATA_INTEGRITY),
  INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD(Source.DATA_INTEGRITY),
  STATUS_RETRIEVAL_ERROR(Source.STATUS_LIST),
  STATUS_VERIFICATION_ERROR(Source.STATUS_LIST),
  STATUS_LIST_LENGTH_ERROR(Source.STATUS_LIST),
  NO_PROOF(Source.LAUREL),
  UNSUPPORTED_SUITE(Source.LAUREL),
  UNSUPPORTED_STATUS(Source.LAUREL),
  UNSUPPORTED_IDENTIFIER(Source.LAUREL),
  CONTEXT_NOT_ALLOWED(Source.LAUREL),
  UNDEFINED_TERM(Source.LAUREL),
  AMBIGUOUS_ID(Source.LAUREL),
  ISSUER_MISMATCH(Source.LAUREL),
  ISSUER_NOT_FOUND(Source.LAUREL),
  ISSUER_NOT_RESOLVED(Source.LAUREL),
  LIMIT(Source.LAUREL),
  RESOURCE_LIMIT(Source.LAUREL),
  EXPIRED(Source.LAUREL),
  NOT_YET_VALID(Source.LAUREL),
  REVOKED(Source.LAUREL),
  SUSPENDED(Source.LAUREL),
  NOT_LOGGED(Source.LAUREL),
  LOG_PROOF_INVALID(Source.LAUREL),
  LOG_UNAVAILABLE(Source.LAUREL),
  NOT_REACHED(Source.LAUREL);

  private final String uri;

  CheckType(String source) {
    this.uri = source + name();
  }

  /// The type as a URI; stable.
  public String uri() {
    return uri;
  }

  private static final class Source {
    static final String VC_DATA_MODEL = "https://www.w3.org/TR/vc-data-model#";
    static final String DATA_INTEGRITY = "https://w3id.org/security#";
    static final String STATUS_LIST = "https://www.w3.org/ns/credentials/status-list#";
    static final String LAUREL = "https://laurel.dev/checks#";
  }
}
