package dev.laurel.verification;

/// Why a check did not pass: the problem type (RFC 9457) of a failed check or of one that could not
/// be made. W3C's own types where a specification names one, else Laurel's.
public enum CheckType {
  /// It is not JSON, JOSE or an image that could be read.
  PARSING_ERROR(Source.VC_DATA_MODEL),

  /// A value is missing, or is not of the form that the specification demands.
  MALFORMED_VALUE_ERROR(Source.VC_DATA_MODEL),

  /// A number lies outside what it may be.
  RANGE_ERROR(Source.VC_DATA_MODEL),

  /// The signature does not match: the document or its proof was changed, or the key is another.
  PROOF_VERIFICATION_ERROR(Source.DATA_INTEGRITY),

  /// What would be signed is not defined.
  PROOF_TRANSFORMATION_ERROR(Source.DATA_INTEGRITY),

  /// The key is not named by the URL of a key.
  INVALID_VERIFICATION_METHOD_URL(Source.DATA_INTEGRITY),

  /// The issuer lists no such key.
  INVALID_VERIFICATION_METHOD(Source.DATA_INTEGRITY),

  /// The DID document that was found is that of another DID.
  INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID(Source.DATA_INTEGRITY),

  /// The DID document that was found is damaged.
  INVALID_CONTROLLED_IDENTIFIER_DOCUMENT(Source.DATA_INTEGRITY),

  /// The key is listed, but not for this use.
  INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD(Source.DATA_INTEGRITY),

  /// The status list was not found, so nobody knows whether it was revoked.
  STATUS_RETRIEVAL_ERROR(Source.STATUS_LIST),

  /// The status list is not to be believed, or serves another purpose.
  STATUS_VERIFICATION_ERROR(Source.STATUS_LIST),

  /// The status list is shorter than a list must be to hide whom one asks about.
  STATUS_LIST_LENGTH_ERROR(Source.STATUS_LIST),

  /// There is no signature: anyone could have made it.
  NO_PROOF(Source.LAUREL),

  /// A proof that the issuer always makes is missing: somebody took it away.
  PROOF_STRIPPED(Source.LAUREL),

  /// The way in which it is signed is not known here.
  UNSUPPORTED_SUITE(Source.LAUREL),

  /// The way in which its status is kept is not known here.
  UNSUPPORTED_STATUS(Source.LAUREL),

  /// Something is named by an identifier that is not followed here.
  UNSUPPORTED_IDENTIFIER(Source.LAUREL),

  /// It is of a format that cannot be verified from its bytes, such as Open Badges 2.0.
  UNSUPPORTED_FORMAT(Source.LAUREL),

  /// It names a context that is not known, or in a place or order that is not allowed.
  CONTEXT_NOT_ALLOWED(Source.LAUREL),

  /// A term has no meaning, because no context defines it.
  UNDEFINED_TERM(Source.LAUREL),

  /// Two things have one id, so what is said of them could be exchanged.
  AMBIGUOUS_ID(Source.LAUREL),

  /// The key is somebody else's than the issuer's.
  ISSUER_MISMATCH(Source.LAUREL),

  /// The issuer's identifier does not exist.
  ISSUER_NOT_FOUND(Source.LAUREL),

  /// The issuer's identifier could not be looked up.
  ISSUER_NOT_RESOLVED(Source.LAUREL),

  /// The key got into other hands; only what the log shows to be older still counts.
  KEY_COMPROMISED(Source.LAUREL),

  /// It was signed with a key that the issuer had retired before.
  KEY_RETIRED(Source.LAUREL),

  /// It is larger than what is read here.
  LIMIT(Source.LAUREL),

  /// It takes more work than is spent on one document.
  RESOURCE_LIMIT(Source.LAUREL),

  /// Its time is over.
  EXPIRED(Source.LAUREL),

  /// Its time has not come yet.
  NOT_YET_VALID(Source.LAUREL),

  /// The issuer revoked it.
  REVOKED(Source.LAUREL),

  /// The issuer suspended it for now.
  SUSPENDED(Source.LAUREL),

  /// The log of the issuer's deployment does not know it, so it was never asked for.
  NOT_LOGGED(Source.LAUREL),

  /// The proof from the log does not hold.
  LOG_PROOF_INVALID(Source.LAUREL),

  /// The proof from the log was not at hand.
  LOG_UNAVAILABLE(Source.LAUREL),

  /// An endorsement is about something else than what carries it.
  ENDORSEMENT_MISMATCH(Source.LAUREL),

  /// A credential or endorsement inside is not valid, or could not be checked.
  INNER_NOT_VALID(Source.LAUREL),

  /// A file is none of those that the credential fixes by their digest.
  EVIDENCE_MISMATCH(Source.LAUREL),

  /// The credential was issued to another address, or names none.
  RECIPIENT_MISMATCH(Source.LAUREL),

  /// The presentation was not signed by its holder, or for another domain or challenge.
  HOLDER_MISMATCH(Source.LAUREL),

  /// Not made, because something before it failed.
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
