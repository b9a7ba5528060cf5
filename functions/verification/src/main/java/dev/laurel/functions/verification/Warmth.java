package dev.laurel.functions.verification;

import dev.laurel.credentials.baking.BadgeDrawing;
import dev.laurel.credentials.baking.Baked;
import dev.laurel.credentials.baking.Baking;
import dev.laurel.credentials.did.DidKey;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.json.Json;
import dev.laurel.tlog.Checkpoint;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.Note;
import dev.laurel.tlog.TlogProof;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.verification.DidResolver.Resolution;
import dev.laurel.verification.LogEvidence.Evidence;
import dev.laurel.verification.StatusLists.Fetch;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.published.DocumentName;
import dev.laurel.verification.published.PublishedLogRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// The one step before a snapshot: a canned credential of a throwaway did:key is verified and
/// rendered, so that a restored copy has every class and context at hand. Reaches nothing outside.
final class Warmth {
  private static final String ORIGIN = "rehearsal.example/log";
  private static final Instant THEN = Instant.parse("2026-11-02T00:00:00Z");

  private Warmth() {}

  static void run() {
    JsonNode document = Json.parse(canned());
    Verifier verifier =
        new Verifier(
            Contexts.bundled(),
            did ->
                DidKey.resolve(did)
                    .<Resolution>map(Resolution.Resolved::new)
                    .orElseGet(Resolution.NotFound::new),
            url -> new Fetch.NotFound(),
            () -> THEN);
    VerificationReport report = verifier.verify(document);
    if (report.verdict() != Verdict.VALID) {
      throw new IllegalStateException("the canned credential is " + report.verdict().text());
    }
    VerificationReport unproved = verifier.withLog(Warmth::foreignProof).verify(document);
    if (unproved.verdict() != Verdict.NOT_VALID) {
      throw new IllegalStateException("a foreign proof is " + unproved.verdict().text());
    }
    byte[] drawing = BadgeDrawing.of("urn:canned", "Laurel", "Rehearsal");
    if (!(Baking.bake(drawing, Json.write(document)) instanceof Baked.Done)) {
      throw new IllegalStateException("the canned credential cannot be baked");
    }
    new Pages("").credential(CredentialPage.of(canned(), report, "urn:canned", "", true, true));
  }

  /// A proof from another log, which reaches everything but the last hash.
  private static Evidence foreignProof(DocumentName document) {
    VerifierKey key = VerifierKey.ed25519(ORIGIN, new byte[32]);
    Checkpoint checkpoint = new Checkpoint(ORIGIN, 1, Hash.EMPTY_ROOT);
    byte[] note = new Note(checkpoint.text(), List.of(key.signature(0, new byte[64]))).bytes();
    TlogProof proof = new TlogProof(new byte[PublishedLogRef.SALT_BYTES], 0, List.of(), note);
    return new Evidence.Found(proof, ORIGIN, List.of(key));
  }

  private static byte[] canned() {
    try (InputStream in = Warmth.class.getResourceAsStream("priming.json")) {
      return Objects.requireNonNull(in, "priming.json").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
