package dev.laurel.verification.checks;

import dev.laurel.credentials.proof.Canonicalizer;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.credentials.proof.DataIntegrity;
import dev.laurel.credentials.proof.ProofVerifier;
import dev.laurel.verification.DidResolver;
import dev.laurel.verification.KeyHistory;
import dev.laurel.verification.LogEvidence;
import dev.laurel.verification.RevocationNotices;
import dev.laurel.verification.StatusLists;

/// Where checks look things up. Thread-safe; one for all documents.
public record Sources(
    Contexts contexts,
    Canonicalizer canonicalizer,
    DataIntegrity integrity,
    ProofVerifier signatures,
    DidResolver dids,
    StatusLists lists,
    RevocationNotices notices,
    LogEvidence log,
    KeyHistory keys) {

  public Sources(
      Contexts contexts, DidResolver dids, StatusLists lists, RevocationNotices notices) {
    this(contexts, new Canonicalizer(contexts), dids, lists, notices);
  }

  private Sources(
      Contexts contexts,
      Canonicalizer canonicalizer,
      DidResolver dids,
      StatusLists lists,
      RevocationNotices notices) {
    this(
        contexts,
        canonicalizer,
        new DataIntegrity(canonicalizer),
        new ProofVerifier(),
        dids,
        lists,
        notices,
        LogEvidence.none(),
        KeyHistory.none());
  }

  /// These sources with other notices.
  public Sources noticing(RevocationNotices other) {
    return new Sources(
        contexts, canonicalizer, integrity, signatures, dids, lists, other, log, keys);
  }

  /// These sources with other evidence from the log.
  public Sources withLog(LogEvidence other) {
    return new Sources(
        contexts, canonicalizer, integrity, signatures, dids, lists, notices, other, keys);
  }

  /// These sources with another history of keys.
  public Sources withKeys(KeyHistory other) {
    return new Sources(
        contexts, canonicalizer, integrity, signatures, dids, lists, notices, log, other);
  }
}
