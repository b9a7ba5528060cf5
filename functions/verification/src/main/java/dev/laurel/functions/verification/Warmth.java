package dev.laurel.functions.verification;

import dev.laurel.credentials.did.DidKey;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.json.Json;
import dev.laurel.verification.DidResolver.Resolution;
import dev.laurel.verification.StatusLists.Fetch;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// The one step before a snapshot: a canned credential of a throwaway did:key is verified and
/// rendered, so that a restored copy has every class and context at hand. Reaches nothing outside.
final class Warmth {
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
    new Pages("").credential(CredentialPage.of(document, report, "urn:canned", "", true, true));
  }

  private static byte[] canned() {
    try (InputStream in = Warmth.class.getResourceAsStream("priming.json")) {
      return Objects.requireNonNull(in, "priming.json").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
