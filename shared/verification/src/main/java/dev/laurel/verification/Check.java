package dev.laurel.verification;

import java.util.Comparator;
import java.util.List;

/// One judgement about a document: which check, its result, the URI of the reason where it did not
/// pass (see [CheckType], else empty), and plain words. The words may repeat what the document says
/// about itself, never anything else personal.
///
/// `each` holds the judgements that it sums up, where there is more than one of them: of each
/// proof, of each status entry, of each file. `replacedBy` is the URL of the credential that took
/// its place, known only to the check [#STATUS], else empty.
public record Check(
    String id,
    CheckResult result,
    String type,
    String detail,
    List<Check> each,
    String replacedBy) {
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

  /// Every endorsement that it carries is itself valid, and is about the thing that carries it.
  public static final String ENDORSEMENTS = "endorsements";

  /// Every credential that it holds is itself valid. Only there where it holds any: a presentation,
  /// or a record of learning.
  public static final String CREDENTIALS = "credentials";

  /// The holder of a presentation signed it, for this domain and this challenge.
  public static final String HOLDER = "holder";

  /// Evidence files have the digests that the credential names.
  public static final String EVIDENCE = "evidence";

  /// The person is the one to whom it was issued.
  public static final String RECIPIENT = "recipient";

  /// Longest detail in characters: documents of a megabyte quote themselves, and an answer of a
  /// function ends at 6 MB.
  static final int MAX_DETAIL = 1_000;

  public Check {
    each = each.size() > 1 ? List.copyOf(each) : List.of();
    if (detail.length() > MAX_DETAIL) {
      boolean pair = Character.isHighSurrogate(detail.charAt(MAX_DETAIL - 2));
      detail = detail.substring(0, MAX_DETAIL - (pair ? 2 : 1)) + "\u2026";
    }
  }

  public Check(String id, CheckResult result, String type, String detail) {
    this(id, result, type, detail, List.of(), "");
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

  /// The worst of several judgements, with all of them as its `each`: one that failed, else one
  /// that could not be made, else one that passed. There must be one.
  public static Check worst(List<Check> judgements) {
    Check worst = judgements.stream().min(Comparator.comparing(Check::severity)).orElseThrow();
    return new Check(
        worst.id, worst.result, worst.type, worst.detail, judgements, worst.replacedBy);
  }

  /// The same with other words.
  public Check saying(String other) {
    return new Check(id, result, type, other, each, replacedBy);
  }

  /// The same with the credential that took its place.
  public Check replacedBy(String url) {
    return new Check(id, result, type, detail, each, url);
  }

  private int severity() {
    return switch (result) {
      case FAILED -> 0;
      case COULD_NOT_CHECK -> 1;
      case PASSED -> 2;
      case NOT_APPLICABLE -> 3;
    };
  }

  /// Whether it did not pass for this reason.
  public boolean is(CheckType reason) {
    return type.equals(reason.uri());
  }
}
