package dev.laurel.verification.checks;

import dev.laurel.verification.Beside;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.reading.Wrapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The check that the holder of a presentation made it, for this domain and this challenge: a
/// signature for authentication, by a key that the holder's DID document lists for it (VC DI 4.4
/// with `domain` and `challenge`). A presentation without a proof is nobody's, which is no fault
/// where it only holds credentials and nobody asked for it; else taking the proof away would take
/// the check away.
final class HolderStep implements Step {
  @Override
  public Check run(Examination examination) {
    if (examination.seals() instanceof Seals.Absent(CheckType type, String _)
        && type == CheckType.NO_PROOF) {
      return withoutProof(examination.root(), examination.beside());
    }
    Check made = Seals.worst(Check.HOLDER, examination, seal -> judge(examination, seal));
    return made.result() == CheckResult.PASSED
            && examination.around().stream().anyMatch(one -> one.binding().isPresent())
        ? new BindingStep().run(examination)
        : made;
  }

  private static Check withoutProof(JsonNode root, Beside beside) {
    if (beside.asksForHolder()) {
      return mismatch(
          "The presentation has no proof, so it was not made for the domain and challenge"
              + " demanded.");
    }
    if (root.has("holder")) {
      return Check.unknown(
          Check.HOLDER,
          CheckType.NO_PROOF,
          "The presentation names a holder, who did not sign it.");
    }
    return Faults.places(root, Inner.CREDENTIAL, "").isEmpty()
        ? Check.unknown(
            Check.HOLDER,
            CheckType.NO_PROOF,
            "The presentation has neither a proof nor a credential.")
        : Check.notApplicable(
            Check.HOLDER, "The presentation has no proof: who presents is not said.");
  }

  private static Check judge(Examination examination, Seal seal) {
    if (!seal.isFor(Purpose.AUTHENTICATION)) {
      return mismatch("The proof was made for another purpose than to authenticate the holder.");
    }
    if (!fits(examination.beside().domain(), seal.domain())) {
      return mismatch("The presentation was made for another domain.");
    }
    if (!fits(examination.beside().challenge(), seal.challenge())) {
      return mismatch("The presentation was made for another challenge.");
    }
    return switch (seal.method(examination)) {
      case MethodLookup.Refused refused -> refused.as(Check.HOLDER);
      case MethodLookup.Unknown unknown -> unknown.as(Check.HOLDER);
      case MethodLookup.Found found -> judge(examination, seal, found);
    };
  }

  private static Check judge(Examination examination, Seal seal, MethodLookup.Found found) {
    String holder = Nodes.holderId(examination.root()).orElse(found.did().text());
    if (!found.isOf(holder)) {
      return mismatch("The key is not the holder's.");
    }
    if (seal instanceof JwsSeal(Wrapper wrapper)) {
      Optional<Check> objection = objection(wrapper.claims(), holder, examination.now());
      if (objection.isPresent()) {
        return objection.get();
      }
    }
    if (!found.document().mayAuthenticate(found.method().id())) {
      return Check.failed(
          Check.HOLDER,
          CheckType.INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD,
          "The DID document does not list the key under authentication.");
    }
    Check signature = seal.signature(examination);
    return signature.result() == CheckResult.PASSED
        ? Check.passed(Check.HOLDER, "The holder made the presentation: " + holder)
        : new Check(Check.HOLDER, signature.result(), signature.type(), signature.detail());
  }

  /// What the claims of a JWT around a presentation say against it (RFC 7519, 4.1; VC-JOSE-COSE
  /// 3.1.2 `iss`). A presentation has no members that would repeat them.
  private static Optional<Check> objection(JsonNode claims, String holder, Instant now) {
    if (claims.has("iss") && !Nodes.text(claims, "iss").filter(holder::equals).isPresent()) {
      return Optional.of(mismatch("The claim iss names another than the holder."));
    }
    return outOfTime(claims, now);
  }

  /// What the times in its claims say against a JWT that a holder made (RFC 7519, 4.1).
  static Optional<Check> outOfTime(JsonNode claims, Instant now) {
    for (String name : List.of("nbf", "exp")) {
      if (claims.has(name)
          && (!claims.get(name).isNumber() || claims.get(name).asDoubleOpt().isEmpty())) {
        return Optional.of(
            Check.failed(
                Check.HOLDER,
                CheckType.MALFORMED_VALUE_ERROR,
                "The claim " + name + " is no time."));
      }
    }
    // NumericDate: seconds, maybe with a fraction, of any size
    double seconds = now.getEpochSecond();
    double skew = ValidityStep.CLOCK_SKEW.toSeconds();
    if (claims.path("nbf").asDouble(seconds) > seconds + skew) {
      return Optional.of(
          Check.failed(
              Check.HOLDER,
              CheckType.NOT_YET_VALID,
              "The presentation is not to be taken yet (nbf)."));
    }
    return claims.path("exp").asDouble(seconds) < seconds - skew
        ? Optional.of(
            Check.failed(
                Check.HOLDER, CheckType.EXPIRED, "The time of the presentation is over (exp)."))
        : Optional.empty();
  }

  private static boolean fits(String demanded, String said) {
    return demanded.isEmpty() || demanded.equals(said);
  }

  private static Check mismatch(String detail) {
    return Check.failed(Check.HOLDER, CheckType.HOLDER_MISMATCH, detail);
  }
}
