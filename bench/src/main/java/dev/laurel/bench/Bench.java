package dev.laurel.bench;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.credentials.proof.Canonicalizer;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.DataIntegrity;
import dev.laurel.credentials.proof.HashResult;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.ProofOptions;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.credentials.status.Bitstring;
import dev.laurel.credentials.status.StatusListCredential;
import dev.laurel.issuance.Lint;
import dev.laurel.issuance.Preparation;
import dev.laurel.verification.DidResolver;
import dev.laurel.verification.StatusLists;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/// Prints the median CPU time of issuing and verifying one realistic credential in process, with
/// the JDK's Ed25519 and with a faster one, beside SHA-256 of the same bytes in the same run: the
/// ratios hold on other machines, the microseconds do not.
public final class Bench {
  private static final Did ISSUER = new Did("did:web:badges.example:issuers:bench");
  private static final String METHOD = ISSUER.text() + "#key-1";
  private static final String LIST = "https://badges.example/status-lists/bench";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));

  private final Contexts contexts = Contexts.bundled();
  private final DataIntegrity integrity = new DataIntegrity(new Canonicalizer(contexts));
  private final Lint lint = new Lint(contexts, CLOCK);
  private final KeyPair keys;
  private final byte[] unsigned;
  private final byte[] signed;
  private final Verifier verifier;

  private Bench() throws IOException, NoSuchAlgorithmException {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    try (InputStream in = Bench.class.getResourceAsStream("credential.json")) {
      unsigned = Objects.requireNonNull(in, "credential.json").readAllBytes();
    }
    signed = issue(unsigned);
    byte[] list = issue(statusList());
    DidDocument document =
        DidDocument.issuer(
            ISSUER,
            List.of(new NamedKey("key-1", Multikey.fromSpki(keys.getPublic().getEncoded()))));
    DidResolver nobody = did -> new DidResolver.Resolution.NotFound();
    verifier =
        new Verifier(
            contexts,
            nobody.overlay(document),
            url -> new StatusLists.Fetch.Fetched(list.clone()),
            CLOCK);
  }

  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    out.printf(
        Locale.ROOT,
        "%s, %s, %d processors; median CPU time of one operation%n",
        System.getProperty("java.vm.version"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors());
    new Bench().measure(out);
    Security.addProvider(new BouncyCastleProvider());
    Bench faster = new Bench();
    faster.measure(out);
    SuiteBench.measure(out, faster.unsigned, CLOCK);
    LogBench.measure(out);
  }

  private void measure(PrintStream out) throws NoSuchAlgorithmException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    double floor = Stopwatch.medianMicros(() -> sha256.digest(signed));
    out.printf(
        Locale.ROOT,
        "%nEd25519 by %s, credential of %d bytes%n",
        SignatureEngine.providerName(KeyAlgorithm.ED25519),
        signed.length);
    row(out, floor, "SHA-256 of the credential", floor);
    row(out, floor, "issue: hash, sign, join", Stopwatch.medianMicros(() -> issue(unsigned)));
    row(
        out,
        floor,
        "issue as the ladder does: lint, sign, verify",
        Stopwatch.medianMicros(this::issueWithCare));
    row(
        out,
        floor,
        "verify: all checks, with the status list's proof",
        Stopwatch.medianMicros(this::verify));
  }

  private static void row(PrintStream out, double floor, String what, double micros) {
    out.printf(Locale.ROOT, "  %-50s %9.1f us  %7.1f x%n", what, micros, micros / floor);
  }

  private byte[] issue(byte[] document) {
    ProofOptions options = new ProofOptions(Cryptosuite.EDDSA_RDFC_2022, METHOD, CLOCK.instant());
    if (!(integrity.hash(document, options) instanceof HashResult.Hashed hashed)) {
      throw new IllegalStateException("the document has no canonical form");
    }
    return DataIntegrity.attach(document, options, sign(hashed.hashData()));
  }

  private void issueWithCare() {
    ProofOptions options = new ProofOptions(Cryptosuite.EDDSA_RDFC_2022, METHOD, CLOCK.instant());
    if (!(lint.prepare(unsigned, options) instanceof Preparation.Ready ready)) {
      throw new IllegalStateException("the lint refuses the document");
    }
    valid(
        verifier.verify(
            DataIntegrity.attach(unsigned, options, sign(ready.forms().getFirst().message()))));
  }

  private void verify() {
    valid(verifier.verify(signed));
  }

  private static void valid(VerificationReport report) {
    if (report.verdict() != Verdict.VALID) {
      throw new IllegalStateException("not valid: " + report.findings());
    }
  }

  private byte[] sign(byte[] message) {
    return SignatureEngine.sign(KeyAlgorithm.ED25519, keys.getPrivate(), message);
  }

  private static byte[] statusList() {
    return new StatusListCredential(
            LIST,
            ISSUER.text(),
            StatusListCredential.REVOCATION,
            Bitstring.empty(),
            CLOCK.instant(),
            CLOCK.instant().plus(Duration.ofDays(7)))
        .toJsonBytes();
  }
}
