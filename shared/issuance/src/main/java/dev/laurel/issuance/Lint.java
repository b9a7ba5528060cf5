package dev.laurel.issuance;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.credentials.proof.Canonicalization;
import dev.laurel.credentials.proof.Canonicalizer;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.credentials.proof.DataIntegrity;
import dev.laurel.credentials.proof.HashResult;
import dev.laurel.credentials.proof.ProofOptions;
import dev.laurel.credentials.status.StatusListCredential;
import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import dev.laurel.issuance.rules.Rules;
import dev.laurel.issuance.rules.vcdm.LosslessGraph;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.DidResolver;
import dev.laurel.verification.StatusLists;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The gate before the signer: holds the exact bytes against every rule, and then lets our own
/// verifier judge a copy that a throwaway key signed. What no reader of ours would accept is never
/// signed. The only maker of [PreparedCredential].
///
/// Any number of threads may share one. Costs one canonicalisation for the hash, one more in the
/// verifier, and the throwaway key's three operations.
public final class Lint {
  private static final String PARSED = "vcdm/parsed";
  private static final String OWN_VERIFIER = "house/own-verifier";

  // Nobody but the overlay answers: the copy's issuer is all that may be asked for.
  private static final DidResolver NOBODY =
      did -> new DidResolver.Resolution.Unavailable("only the issuer is looked at here");

  // The list may be younger than the credential; StatusEntry has looked at the entry itself.
  private static final StatusLists NO_LIST = url -> new StatusLists.Fetch.NotFound();

  private final Contexts contexts;
  private final DataIntegrity integrity;
  private final List<Rule> rules;
  private final InstantSource clock;

  public Lint(Contexts contexts, InstantSource clock) {
    this.contexts = contexts;
    this.integrity = new DataIntegrity(new Canonicalizer(contexts));
    this.rules = Rules.BADGE;
    this.clock = clock;
  }

  /// Judges the bytes of an unsigned badge and the options of its proof. A refusal names everything
  /// that the rules find; our own verifier is asked only where they find nothing.
  public Preparation prepare(byte[] unsigned, ProofOptions options) {
    List<Finding> findings = new ArrayList<>();
    try {
      Candidate candidate = new Candidate(Json.parse(unsigned), unsigned.length);
      rules.forEach(rule -> findings.addAll(rule.check(candidate)));
    } catch (JsonRefused e) {
      return refused(new Finding(PARSED, e.pointer(), String.valueOf(e.getMessage())));
    }
    return switch (integrity.hash(unsigned, options)) {
      case Canonicalization.Refused refusal -> {
        findings.add(LosslessGraph.finding(refusal));
        yield new Preparation.Refused(findings);
      }
      case HashResult.Hashed hashed -> {
        if (findings.isEmpty()) {
          findings.addAll(judge(unsigned, options, hashed.hashData()));
        }
        yield findings.isEmpty()
            ? new Preparation.Ready(PreparedCredential.linted(unsigned, options, hashed.hashData()))
            : new Preparation.Refused(findings);
      }
    };
  }

  /// What an intent stored after it was linted, with its hash computed again from the stored bytes.
  PreparedCredential again(byte[] unsigned, ProofOptions options) {
    return hashed(unsigned, options);
  }

  /// The signed form that a status list wants, a pure function of its row. Its content is all ours,
  /// so there is nothing to lint but that it has a canonical form.
  PreparedCredential statusList(StatusListHead head, PublicSite site, IssuerMethod method) {
    String did = site.did(head.issuer());
    StatusListCredential list =
        new StatusListCredential(
            site.statusListUrl(head.id()),
            did,
            StatusListCredential.REVOCATION,
            head.bitstring(),
            head.versionAt(),
            head.versionAt().plus(StatusListHead.LIFE));
    ProofOptions options =
        new ProofOptions(method.suite(), did + "#" + method.fragment(), head.versionAt());
    return hashed(list.toJsonBytes(), options);
  }

  private PreparedCredential hashed(byte[] unsigned, ProofOptions options) {
    return switch (integrity.hash(unsigned, options)) {
      case HashResult.Hashed hashed ->
          PreparedCredential.linted(unsigned, options, hashed.hashData());
      case Canonicalization.Refused refusal ->
          throw new IllegalStateException(
              "a document of ours has no canonical form: " + refusal.detail());
    };
  }

  private List<Finding> judge(byte[] unsigned, ProofOptions options, byte[] hashData) {
    ThrowawayKey key = ThrowawayKey.make(options.suite().algorithm());
    byte[] copy = DataIntegrity.attach(unsigned, options, key.sign(hashData));
    String method = options.verificationMethod();
    Did did = new Did(method.substring(0, method.indexOf('#')));
    String fragment = method.substring(method.indexOf('#') + 1);
    DidDocument document =
        DidDocument.issuer(did, List.of(new NamedKey(fragment, key.publicKey())));
    Verifier verifier = new Verifier(contexts, NOBODY.overlay(document), NO_LIST, clock);
    VerificationReport report = verifier.verify(copy);
    if (report.isCleanApartFrom(Set.of(Check.STATUS))) {
      return List.of();
    }
    return report.checks().stream()
        .filter(check -> !check.id().equals(Check.STATUS))
        .filter(check ->
            check.result() == CheckResult.FAILED || check.result() == CheckResult.COULD_NOT_CHECK)
        .map(check ->
            new Finding(OWN_VERIFIER, "", "check " + check.id() + " is " + check.result().text()))
        .toList();
  }

  private static Preparation refused(Finding finding) {
    return new Preparation.Refused(List.of(finding));
  }
}
