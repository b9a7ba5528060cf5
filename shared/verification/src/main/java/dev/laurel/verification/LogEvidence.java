package dev.laurel.verification;

import dev.laurel.tlog.TlogProof;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.verification.published.DocumentName;
import java.time.Instant;
import java.util.List;

/// Finds the proof that a credential of this deployment is in its transparency log. Never throws
/// for a credential that it does not know or a store that it cannot reach, and makes no network
/// call. The proof is not trusted: the check computes the entry again from the document and
/// verifies its inclusion.
@FunctionalInterface
public interface LogEvidence {
  /// What is known of a document by its name.
  Evidence of(DocumentName document);

  /// Nothing is asked of the log: for a document that cannot be in it yet.
  static LogEvidence none() {
    return _ -> new Evidence.NotHere("Nothing was asked of a log.");
  }

  /// This evidence with one proof in place of what it answers for one document. Issuance looks at
  /// its own proof this way, before there are rows to find it by.
  default LogEvidence with(String credentialId, Evidence.Found found) {
    return document -> document.id().equals(credentialId) ? found : of(document);
  }

  /// What was found.
  sealed interface Evidence {
    /// A proof with the salt of the commitment as its `extra`, and what a checkpoint of the log
    /// must be signed with: its origin and its keys, which come from elsewhere than the proof.
    record Found(TlogProof proof, String origin, List<VerifierKey> keys) implements Evidence {
      public Found {
        keys = List.copyOf(keys);
      }
    }

    /// Several proofs, of credentials that the document may be: it is in the log where one of them
    /// shows it.
    record Several(List<Found> all) implements Evidence {
      public Several {
        all = List.copyOf(all);
      }
    }

    /// What was published here under its id before the log began, and when that was. Only the very
    /// document needs no entry: another one of the same id was signed later.
    record BeforeLog(Instant began, String published) implements Evidence {}

    /// It names an issuer of this deployment, and no entry of the log belongs to it.
    record Missing() implements Evidence {}

    /// The id is that of a status list of this deployment, whose versions have entries of their
    /// own.
    record OfList() implements Evidence {}

    /// It is none of this deployment's, or there is no log; why, as a sentence.
    record NotHere(String why) implements Evidence {}

    /// It is of this deployment, but nobody could be asked, and why, in words.
    record Unavailable(String why) implements Evidence {}
  }
}
