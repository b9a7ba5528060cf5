package dev.laurel.bench;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.credentials.jose.JwsAlgorithm;
import dev.laurel.credentials.jose.VcJwt;
import dev.laurel.credentials.proof.Canonicalizer;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.DataIntegrity;
import dev.laurel.credentials.proof.HashResult;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.ProofOptions;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.credentials.proof.SignedProof;
import dev.laurel.credentials.sdjwt.SdJwtVc;
import dev.laurel.json.Json;
import dev.laurel.verification.DidResolver;
import dev.laurel.verification.StatusLists;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Prints what issuing and verifying cost in each suite and form that is issued, as multiples of
/// the default in the same run. The credential names no status list, so that one proof is one
/// proof.
final class SuiteBench {
  private static final Did ISSUER = new Did("did:web:badges.example:issuers:bench");
  private final DataIntegrity integrity;
  private final Map<KeyAlgorithm, KeyPair> keys = new EnumMap<>(KeyAlgorithm.class);
  private final SecureRandom random = new SecureRandom();
  private final ObjectNode document;
  private final byte[] unsigned;
  private final Verifier verifier;
  private final InstantSource clock;

  private SuiteBench(byte[] credential, InstantSource clock) throws NoSuchAlgorithmException {
    this.clock = clock;
    Contexts contexts = Contexts.bundled();
    integrity = new DataIntegrity(new Canonicalizer(contexts));
    keys.put(KeyAlgorithm.ED25519, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    keys.put(KeyAlgorithm.P256, p256());
    keys.put(KeyAlgorithm.ML_DSA_44, KeyPairGenerator.getInstance("ML-DSA-44").generateKeyPair());
    document = Json.parse(credential).asObject();
    document.remove("credentialStatus");
    document.withObject("/credentialSubject").put("id", "did:example:learner");
    unsigned = Json.bytes(document);
    List<NamedKey> named = new ArrayList<>();
    keys.forEach((algorithm, pair) ->
        named.add(new NamedKey(name(algorithm), Multikey.fromSpki(pair.getPublic().getEncoded()))));
    DidResolver nobody = did -> new DidResolver.Resolution.NotFound();
    verifier =
        new Verifier(
            contexts,
            nobody.overlay(DidDocument.issuer(ISSUER, named)),
            url -> new StatusLists.Fetch.NotFound(),
            clock);
  }

  /// Measures all of them; `credential` is unsigned.
  static void measure(PrintStream out, byte[] credential, InstantSource clock)
      throws NoSuchAlgorithmException {
    new SuiteBench(credential, clock).measure(out);
  }

  private void measure(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%nSuites and forms, Ed25519 by %s%n",
        SignatureEngine.providerName(KeyAlgorithm.ED25519));
    out.printf(
        Locale.ROOT, "  %-42s %10s %8s %10s %8s %8s%n", "", "issue", "", "verify", "", "bytes");
    double issue = 0;
    double verify = 0;
    for (Form form : forms()) {
      byte[] signed = form.issue.get();
      valid(form, verifier.verify(signed));
      double issued = Stopwatch.medianMicros(() -> issued(form));
      double verified = Stopwatch.medianMicros(() -> valid(form, verifier.verify(signed)));
      issue = issue == 0 ? issued : issue;
      verify = verify == 0 ? verified : verify;
      out.printf(
          Locale.ROOT,
          "  %-42s %7.1f us %6.2f x %7.1f us %6.2f x %8d%n",
          form.name,
          issued,
          issued / issue,
          verified,
          verified / verify,
          signed.length);
    }
  }

  private record Form(String name, Supplier<byte[]> issue) {}

  private List<Form> forms() {
    List<Form> forms = new ArrayList<>();
    for (Cryptosuite suite : Cryptosuite.values()) {
      if (suite.issued() && suite.algorithm() != KeyAlgorithm.ML_DSA_44) {
        forms.add(new Form(suite.text(), () -> embedded(List.of(suite))));
      }
    }
    List<Cryptosuite> both = List.of(Cryptosuite.EDDSA_RDFC_2022, Cryptosuite.MLDSA44_RDFC_2024);
    forms.add(new Form("eddsa-rdfc-2022 + mldsa44-rdfc-2024", () -> embedded(both)));
    forms.add(new Form("VC-JWT, ES256", this::vcJwt));
    forms.add(new Form("SD-JWT VC, ES256", this::sdJwt));
    return forms;
  }

  private byte[] embedded(List<Cryptosuite> suites) {
    List<SignedProof> proofs = new ArrayList<>();
    for (Cryptosuite suite : suites) {
      ProofOptions options = new ProofOptions(suite, method(suite.algorithm()), clock.instant());
      if (!(integrity.hash(unsigned, options) instanceof HashResult.Hashed(byte[] hashData))) {
        throw new IllegalStateException("the document has no canonical form");
      }
      proofs.add(new SignedProof(options, sign(suite.algorithm(), hashData)));
    }
    return DataIntegrity.attach(unsigned, proofs);
  }

  private byte[] vcJwt() {
    byte[] input =
        VcJwt.signingInput(VcJwt.header(JwsAlgorithm.ES256, kid()), VcJwt.payload(unsigned));
    return VcJwt.compact(input, sign(KeyAlgorithm.P256, input)).getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] sdJwt() {
    SdJwtVc.Unsigned form = SdJwtVc.of(document, "https://badges.example/badge", random);
    byte[] input = form.signingInput(JwsAlgorithm.ES256, kid());
    return form.compact(input, sign(KeyAlgorithm.P256, input)).getBytes(StandardCharsets.US_ASCII);
  }

  private static VcJwt.KeyReference kid() {
    return new VcJwt.KeyReference.Kid(method(KeyAlgorithm.P256) + "-jwk");
  }

  private static String method(KeyAlgorithm algorithm) {
    return ISSUER.withFragment(name(algorithm)).text();
  }

  private static String name(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case ED25519 -> "key-1";
      case P256, P384 -> "key-2";
      case ML_DSA_44 -> "own-1";
    };
  }

  private byte[] sign(KeyAlgorithm algorithm, byte[] message) {
    return SignatureEngine.sign(
        algorithm, Objects.requireNonNull(keys.get(algorithm)).getPrivate(), message);
  }

  private static void issued(Form form) {
    if (form.issue.get().length == 0) {
      throw new IllegalStateException(form.name + " is empty");
    }
  }

  private static void valid(Form form, VerificationReport report) {
    if (report.verdict() != Verdict.VALID) {
      throw new IllegalStateException(form.name + " is not valid: " + report.findings());
    }
  }

  private static KeyPair p256() throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }
}
