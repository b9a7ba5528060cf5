package dev.laurel.verification;

/// One judgement about a document: which check, its result, the URI of the reason where it did not
/// pass (see [CheckType], else empty), and plain words. The words may repeat what the document says
/// about itself, never anything else personal.
public record Check(String id, CheckResult result, String type, String detail) {
  /// The document is JSON that every reader understands alike.
  public static final String PARSED = "parsed";

  /// It has what the data model demands.
  public static final String SHAPE = "shape";

  /// Its contexts are the known ones, in order.
  public static final String CONTEXTS = "contexts";

  /// Every term is defined, so that everything is signed.
  public static final String TERMS = "terms";

  /// The issuer's DID is resolved.
  public static final String ISSUER = "issuer";

  /// The key is one that the issuer lists for making claims.
  public static final String KEY = "key";

  /// The key's controller, the DID and the issuer are one.
  public static final String CONTROLLER = "controller";

  /// The signature holds.
  public static final String PROOF = "proof";

  /// Now lies between validFrom and validUntil.
  public static final String VALIDITY = "validity";

  /// The status list says neither revoked nor suspended.
  public static final String STATUS = "status";

  /// The credential is in the transparency log of the deployment that issued it.
  public static final String LOG = "log";

  /// Evidence files have the digests that the credential names.
  public static final String EVIDENCE = "evidence";

  /// The person is the one to whom it was issued.
  public static final String RECIPIENT = "recipient";

  /// Longest detail in characters: documents of a megabyte quote themselves, and an answer of a
  /// function ends at 6 MB.
  static final int MAX_DETAIL = 1_000;

  public Check {
    if (detail.length() > MAX_DETAIL) {
      boolean pair = Character.isHighSurrogate(detail.charAt(MAX_DETAIL - 2));
      detail = detail.substring(0, MAX_DETAIL - (pair ? 2 : 1)) + "\u2026";
    }
  }

  public static Check passed(String id, String detail) {
    return new Check(id, CheckResult.PASSED, "", detail);
  }

  public static Check notApplicable(String id, String detail) {
    return new Check(id, CheckResult.NOT_APPLICABLE, "", detail);
  }

  public static Check failed(String id, CheckType type, String detail) {
    return new Check(id, CheckResult.FAILED, type.uri(), detail);
  }

  public static Check unknown(String id, CheckType type, String detail) {
    return new Check(id, CheckResult.COULD_NOT_CHECK, type.uri(), detail);
  }

  /// Whether it did not pass for this reason.
  public boolean is(CheckType reason) {
    return type.equals(reason.uri());
  }
}
