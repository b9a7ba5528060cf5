package dev.laurel.local.demo;

import dev.laurel.credentials.proof.Canonicalizer;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.credentials.proof.DataIntegrity;
import dev.laurel.credentials.proof.HashResult;
import dev.laurel.credentials.proof.SecuredDocument;
import dev.laurel.json.Json;
import dev.laurel.local.logfiles.HttpLogFiles;
import dev.laurel.tlog.SignedCheckpoint;
import dev.laurel.tlog.TlogProof;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.check.EntryListener;
import dev.laurel.tlog.check.LogCheck;
import dev.laurel.tlog.check.Report;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.entry.StatusList;
import dev.laurel.verification.DidResolver.Resolution;
import dev.laurel.verification.StatusLists.Fetch;
import dev.laurel.verification.Verifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/// The deployment's transparency log as any stranger reads it: its static files and the keys of the
/// log, which came from elsewhere. Computes everything here and asks no route of the deployment.
final class PublicLog {
  private final String url;
  private final List<VerifierKey> keys;

  PublicLog(String url, List<VerifierKey> keys) {
    this.url = url;
    this.keys = List.copyOf(keys);
  }

  /// Computes a credential's entry from the credential and the proof's salt, and hashes its way up
  /// to a checkpoint of the log. Answers the entry's JSON.
  String prove(byte[] credential, byte[] proof) {
    TlogProof parsed =
        TlogProof.parse(proof).orElseThrow(() -> new StepFailed("the proof is no tlog-proof"));
    Issue entry =
        verifier()
            .entry(Json.parse(credential), parsed.extra())
            .orElseThrow(() -> new StepFailed("the credential has no entry"));
    return switch (SignedCheckpoint.open(parsed.checkpoint(), origin(), keys)) {
      case SignedCheckpoint.Opened.Refused(String why) ->
          throw new StepFailed("the proof's checkpoint is refused: " + why);
      case SignedCheckpoint.Opened.Valid(SignedCheckpoint checkpoint) -> {
        if (!parsed.proves(entry.bytes(), checkpoint)) {
          throw new StepFailed("the proof does not show " + entry.json());
        }
        yield entry.json();
      }
    };
  }

  /// Checks the whole log, which must be sound; the listener sees each entry.
  Report check(EntryListener listener) {
    try (HttpLogFiles files = new HttpLogFiles(url)) {
      Report report = LogCheck.of(origin(), keys).check(files, listener);
      if (!report.passed()) {
        throw new StepFailed("the log is not sound: " + report.faults().getFirst());
      }
      return report;
    }
  }

  /// The version under which the log names exactly this signed status list; 0 where it does not.
  long versionOf(byte[] signedList) {
    byte[] digest = hashData(Json.parse(signedList));
    AtomicLong version = new AtomicLong();
    Report _ =
        check((index, entry) -> {
          if (entry instanceof StatusList list && Arrays.equals(list.digest(), digest)) {
            version.set(list.n());
          }
        });
    return version.get();
  }

  private String origin() {
    if (keys.isEmpty()) {
      throw new StepFailed("no key of the log is known");
    }
    return keys.getFirst().name();
  }

  private static byte[] hashData(JsonNode signed) {
    DataIntegrity integrity = new DataIntegrity(new Canonicalizer(Contexts.bundled()));
    if (SecuredDocument.parse(signed)
            instanceof SecuredDocument.Parsed.Secured(SecuredDocument secured)
        && integrity.hash(secured.document(), secured.proofs().getFirst().options())
            instanceof HashResult.Hashed(byte[] hashData)) {
      return hashData;
    }
    throw new StepFailed("the status list cannot be hashed");
  }

  private static Verifier verifier() {
    return new Verifier(
        Contexts.bundled(),
        did -> new Resolution.Unavailable("not asked"),
        url -> new Fetch.NotFound(),
        () -> Instant.EPOCH);
  }
}
