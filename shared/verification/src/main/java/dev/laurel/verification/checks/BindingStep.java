package dev.laurel.verification.checks;

import dev.laurel.credentials.jose.CompactJws;
import dev.laurel.credentials.jose.JwsAlgorithm;
import dev.laurel.credentials.jose.PublicJwk;
import dev.laurel.credentials.jose.VcJwt;
import dev.laurel.verification.Beside;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.reading.KeyBinding;
import dev.laurel.verification.reading.Wrapper;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The check of an SD-JWT that is bound to a key that who shows it has that key, and shows it to
/// whoever asks now (RFC 9901 section 7.3): the key binding JWT is signed by the key of the claim
/// `cnf`, for just these disclosures, this domain and this challenge. Without one, nobody claims to
/// be the holder.
final class BindingStep implements Step {
  /// Oldest key binding: a challenge is answered while somebody waits.
  private static final Duration MAX_AGE = Duration.ofDays(1);

  /// Whether a document has anything to be looked at here.
  static boolean applies(Examination examination) {
    return examination.isForHolder() || examination.around().stream().anyMatch(Wrapper::isBound);
  }

  @Override
  public Check run(Examination examination) {
    if (examination.signatures().result() != CheckResult.PASSED) {
      return Check.unknown(
          Check.HOLDER, CheckType.NOT_REACHED, "Not made: the document has no good signature.");
    }
    Optional<Wrapper> bound = examination.around().stream().filter(Wrapper::isBound).findFirst();
    if (bound.isEmpty()) {
      return unclaimed(examination, "It is bound to no key, so nobody can show that they hold it.");
    }
    return bound
        .flatMap(Wrapper::binding)
        .map(binding -> judge(examination, binding, bound.get().claims().path("cnf")))
        .orElseGet(() ->
            unclaimed(
                examination,
                "It is for the holder of a key, and nothing with it shows who that is."));
  }

  private static Check unclaimed(Examination examination, String detail) {
    return examination.asksForHolder()
        ? Check.unknown(Check.HOLDER, CheckType.NO_PROOF, detail)
        : Check.notApplicable(Check.HOLDER, detail);
  }

  private static Check judge(Examination examination, KeyBinding binding, JsonNode cnf) {
    CompactJws jws = binding.jws();
    Optional<PublicJwk> key = PublicJwk.parse(cnf.path("jwk"));
    Optional<JwsAlgorithm> algorithm = jws.algorithm();
    if (!cnf.isObject()) {
      return mismatch("There is a key binding, but the credential is bound to no key.");
    }
    if (key.isEmpty() || JwsSeal.FOREIGN.contains(jws.alg())) {
      return Check.unknown(
          Check.HOLDER,
          CheckType.UNSUPPORTED_SUITE,
          "It is bound to a key, or signed by it, in a way that is not known here.");
    }
    Optional<String> objection = jws.objection();
    if (objection.isPresent() || algorithm.isEmpty()) {
      return malformed(objection.orElse("its header names no algorithm"));
    }
    if (!jws.typ().equals("kb+jwt")) {
      return malformed("its header's typ is not kb+jwt");
    }
    if (!jws.verify(algorithm.get(), key.get())) {
      return mismatch("The key binding is not signed by the key that the credential names.");
    }
    return VcJwt.claims(jws.payload())
        .map(claims -> judge(examination, binding, claims))
        .orElseGet(() -> malformed("its payload is no JSON that every reader reads alike"));
  }

  private static Check judge(Examination examination, KeyBinding binding, ObjectNode claims) {
    if (!claims.path("sd_hash").asString("").equals(binding.sdHash())) {
      return mismatch("The key binding was made for other disclosures.");
    }
    for (String name : new String[] {"aud", "nonce"}) {
      if (!claims.path(name).isString()) {
        return malformed("its claim " + name + " is no text");
      }
    }
    if (!claims.path("iat").isNumber() || claims.path("iat").asDoubleOpt().isEmpty()) {
      return malformed("its claim iat is no time");
    }
    double age = examination.now().getEpochSecond() - claims.path("iat").asDouble(0);
    if (age < -ValidityStep.CLOCK_SKEW.toSeconds()) {
      return Check.failed(
          Check.HOLDER, CheckType.NOT_YET_VALID, "The key binding was made in the future (iat).");
    }
    if (age > MAX_AGE.toSeconds()) {
      return Check.failed(
          Check.HOLDER, CheckType.EXPIRED, "The key binding was made more than a day ago (iat).");
    }
    return HolderStep.outOfTime(claims, examination.now())
        .orElseGet(() -> compared(examination.beside(), claims));
  }

  private static Check compared(Beside asked, ObjectNode claims) {
    if (!fits(asked.domain(), claims.path("aud"))) {
      return mismatch("The key binding was made for another domain (aud).");
    }
    if (!fits(asked.challenge(), claims.path("nonce"))) {
      return mismatch("The key binding was made for another challenge (nonce).");
    }
    return asked.domain().isEmpty() || asked.challenge().isEmpty()
        ? Check.unknown(
            Check.HOLDER,
            CheckType.HOLDER_MISMATCH,
            "The key binding holds, but domain and challenge were not given to compare: it may be"
                + " a copy of what was shown to somebody else.")
        : Check.passed(
            Check.HOLDER, "Who shows it has its key, and shows it for this domain and challenge.");
  }

  private static boolean fits(String demanded, JsonNode said) {
    return demanded.isEmpty() || demanded.equals(said.asString(""));
  }

  private static Check malformed(String why) {
    return Check.failed(
        Check.HOLDER, CheckType.MALFORMED_VALUE_ERROR, "The key binding is refused: " + why + ".");
  }

  private static Check mismatch(String detail) {
    return Check.failed(Check.HOLDER, CheckType.HOLDER_MISMATCH, detail);
  }
}
