package dev.laurel.issuance;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.credentials.jose.PublicJwk;
import dev.laurel.credentials.jose.VcJwt;
import dev.laurel.credentials.jose.VcJwt.KeyReference;
import dev.laurel.credentials.proof.Canonicalization;
import dev.laurel.credentials.proof.Canonicalizer;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.credentials.proof.DataIntegrity;
import dev.laurel.credentials.proof.HashResult;
import dev.laurel.credentials.proof.ProofOptions;
import dev.laurel.credentials.status.StatusListCredential;
import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rules;
import dev.laurel.issuance.rules.vcdm.DateForm;
import dev.laurel.issuance.rules.vcdm.LosslessGraph;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.DidResolver;
import dev.laurel.verification.StatusLists;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/// The gate before the signer: holds the exact bytes against every rule, and then lets our own
/// verifier judge a copy that a throwaway key signed. What no reader of ours would accept is never
/// signed. The only maker of [PreparedCredential].
///
/// Any number of threads may share one. Costs one canonicalisation for the hash, one more in the
/// verifier, and the throwaway key's three operations.
public final class Lint {
  private static final String PARSED = "vcdm/parsed";
  private static final String JWT = "ob3/jwt-form";
  private static final String OWN_VERIFIER = "house/own-verifier";

  private static final Set<String> NAMING_PLACES = Set.of(Check.SHAPE, Check.TERMS);

  // Nobody but the overlay answers: the copy's issuer is all that may be asked for.
  private static final DidResolver NOBODY =
      did -> new DidResolver.Resolution.Unavailable("only the issuer is looked at here");

  // The list may be younger than the credential; StatusEntry has looked at the entry itself.
  private static final StatusLists NO_LIST = url -> new StatusLists.Fetch.NotFound();

  private final Contexts contexts;
  private final DataIntegrity integrity;
  private final InstantSource clock;
  private final RandomGenerator salts;

  /// A lint for embedded proofs, and for JWS without salts; such an SD-JWT is for trials only.
  public Lint(Contexts contexts, InstantSource clock) {
    this(contexts, clock, () -> 0);
  }

  /// `salts` hide what an SD-JWT does not disclose: it must be a cryptographic generator.
  public Lint(Contexts contexts, InstantSource clock, RandomGenerator salts) {
    this.salts = salts;
    this.contexts = contexts;
    this.integrity = new DataIntegrity(new Canonicalizer(contexts));
    this.clock = clock;
  }

  /// Judges the bytes of an unsigned credential that is to get one proof.
  public Preparation prepare(byte[] unsigned, ProofOptions options) {
    return prepare(unsigned, Securing.by(options));
  }

  /// Judges the bytes of an unsigned credential and how it is to be secured. A refusal names
  /// everything that the rules find; our own verifier is asked only where they find nothing.
  Preparation prepare(byte[] unsigned, Securing securing) {
    List<Finding> findings = new ArrayList<>();
    try {
      Candidate candidate = new Candidate(Json.parse(unsigned), unsigned.length, clock.instant());
      Rules.of(candidate).forEach(rule -> findings.addAll(rule.check(candidate)));
    } catch (JsonRefused e) {
      return refused(new Finding(PARSED, e.pointer(), String.valueOf(e.getMessage())));
    }
    List<PreparedCredential> forms = new ArrayList<>();
    for (ProofOptions options : securing.proofs()) {
      // A JWS is held against this too: readers turn its payload into a graph.
      switch (integrity.hash(unsigned, options)) {
        case Canonicalization.Refused refusal -> {
          findings.add(LosslessGraph.finding(refusal));
          return new Preparation.Refused(findings);
        }
        case HashResult.Hashed hashed ->
            forms.add(PreparedCredential.linted(unsigned, options, hashed.hashData()));
      }
    }
    if (!findings.isEmpty()) {
      return new Preparation.Refused(findings);
    }
    return securing.isJws()
        ? prepareJws(unsigned, securing)
        : judged(forms, judge(securing, unsigned, forms));
  }

  private Preparation prepareJws(byte[] unsigned, Securing securing) {
    JsonNode credential = Json.parse(unsigned);
    List<Finding> findings = new ArrayList<>();
    if (isBadge(credential) && securing.format() == CredentialFormat.VC_JWT) {
      VcJwt.lacking(credential)
          .forEach(
              pointer -> findings.add(new Finding(JWT, pointer, "a badge as a JWT must have it")));
    }
    // It is the time of the log's entry, which counts from then on.
    if (DateForm.instant(credential.path("validFrom")).filter(Instant.EPOCH::isAfter).isPresent()) {
      findings.add(new Finding(JWT, "/validFrom", "must not be before 1970 in a JWT or SD-JWT"));
    }
    if (!findings.isEmpty()) {
      return new Preparation.Refused(findings);
    }
    JwsForm form;
    try {
      form = JwsForm.of(securing.format(), unsigned, salts);
    } catch (IllegalArgumentException e) {
      return refused(new Finding(JWT, "", "it has no form as a JWT: " + e.getMessage()));
    }
    byte[] text = form.text(securing.keyNames().getFirst());
    return judged(again(text, securing), judge(securing, form));
  }

  private static Preparation judged(List<PreparedCredential> forms, List<Finding> findings) {
    return findings.isEmpty() ? new Preparation.Ready(forms) : new Preparation.Refused(findings);
  }

  /// Whether a document says that it is a badge.
  static boolean isBadge(JsonNode credential) {
    Candidate candidate = new Candidate(credential, 0);
    return candidate.is("AchievementCredential") || candidate.is("OpenBadgeCredential");
  }

  /// What an intent stored after it was linted, with its hash computed again from the stored bytes.
  PreparedCredential again(byte[] unsigned, ProofOptions options) {
    return hashed(unsigned, options);
  }

  /// The forms of an intent, each with its hash computed again from the stored document.
  List<PreparedCredential> again(byte[] document, Securing securing) {
    if (!securing.isJws()) {
      return securing.proofs().stream().map(options -> hashed(document, options)).toList();
    }
    ProofOptions key = securing.proofs().getFirst();
    return List.of(
        PreparedCredential.jws(
            document,
            key,
            securing.form(key.suite()),
            JwsForm.signingInput(document),
            JwsForm.hash(document)));
  }

  /// The signed form that a status list wants, a pure function of its row. Its content is all ours,
  /// so there is nothing to lint but that it has a canonical form.
  PreparedCredential statusList(StatusListHead head, PublicSite site, IssuerMethod method) {
    String did = head.did(site);
    StatusListCredential list =
        new StatusListCredential(
            site.statusListUrl(head.id()),
            did,
            head.purpose(),
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

  private List<Finding> judge(Securing securing, byte[] unsigned, List<PreparedCredential> forms) {
    List<NamedKey> keys = new ArrayList<>();
    List<byte[]> signatures = new ArrayList<>();
    for (PreparedCredential form : forms) {
      ThrowawayKey key = ThrowawayKey.make(form.algorithm());
      keys.add(new NamedKey(form.keyFragment(), key.publicKey()));
      signatures.add(key.sign(form.message()));
    }
    return judge(securing, keys, Secured.of(securing, unsigned, signatures));
  }

  /// The same of a JWS, whose header names the throwaway key where it holds the key itself.
  private List<Finding> judge(Securing securing, JwsForm form) {
    ProofOptions by = securing.proofs().getFirst();
    ThrowawayKey key = ThrowawayKey.make(by.suite().algorithm());
    KeyReference name =
        switch (securing.keyNames().getFirst()) {
          case KeyReference.Jwk jwk ->
              new KeyReference.Jwk(PublicJwk.of(key.publicKey()).orElse(jwk.key()));
          case KeyReference.Kid kid -> kid;
        };
    byte[] text = form.text(name);
    byte[] signature = key.sign(JwsForm.signingInput(text));
    return judge(
        securing,
        List.of(new NamedKey(FormMethods.fragment(by), key.publicKey())),
        Secured.of(securing, text, List.of(signature)));
  }

  private List<Finding> judge(Securing securing, List<NamedKey> keys, byte[] copy) {
    DidDocument document = DidDocument.issuer(new Did(securing.did()), keys);
    Verifier verifier = new Verifier(contexts, NOBODY.overlay(document), NO_LIST, clock);
    VerificationReport report = verifier.verify(copy);
    return Judgement.unsound(report)
        .filter(check -> !isUnaskedEndorser(check))
        .map(check -> new Finding(OWN_VERIFIER, "", "check " + fault(check)))
        .toList();
  }

  /// Who endorses is asked where endorsements are taken, and again before the signatures are
  /// stored.
  private static boolean isUnaskedEndorser(Check check) {
    return check.id().equals(Check.ENDORSEMENTS) && check.result() == CheckResult.COULD_NOT_CHECK;
  }

  /// With its detail where that names places alone, never a value.
  private static String fault(Check check) {
    String fault = Judgement.fault(check);
    return NAMING_PLACES.contains(check.id()) ? fault + ": " + check.detail() : fault;
  }

  private static Preparation refused(Finding finding) {
    return new Preparation.Refused(List.of(finding));
  }
}
