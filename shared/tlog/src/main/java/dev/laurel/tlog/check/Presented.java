package dev.laurel.tlog.check;

import dev.laurel.tlog.Hash;
import dev.laurel.tlog.MerkleTree;
import dev.laurel.tlog.SignedCheckpoint;
import dev.laurel.tlog.TlogProof;
import java.util.Optional;

/// A credential that the caller presents, while the log is walked.
final class Presented {
  private final Hash commit;
  private final Optional<TlogProof> proof;
  private final boolean damaged;
  private Optional<SignedCheckpoint> believed = Optional.empty();

  private Presented(Hash commit, Optional<TlogProof> proof, boolean damaged) {
    this.commit = commit;
    this.proof = proof;
    this.damaged = damaged;
  }

  static Presented of(Inclusion inclusion, Findings findings) {
    boolean given = inclusion.proof().length > 0;
    Optional<TlogProof> proof = TlogProof.parse(inclusion.proof());
    if (given && proof.isEmpty()) {
      findings.fault("proof", "is not in tlog-proof format");
    }
    return new Presented(Hash.of(inclusion.commit()), proof, given && proof.isEmpty());
  }

  Optional<byte[]> checkpoint() {
    return proof.map(TlogProof::checkpoint);
  }

  void believe(SignedCheckpoint checkpoint) {
    believed = Optional.of(checkpoint);
  }

  /// Compares it with where the walk met its entry.
  void compare(EntryWalk entries, Findings findings) {
    Optional<EntryWalk.Logged> logged = entries.issued(commit);
    if (logged.isEmpty()) {
      findings.fault("credential", "no issue entry of the log holds its commitment");
      return;
    }
    if (entries.abandoned(commit)) {
      findings.fault("credential", "its entry was abandoned");
    }
    long index = logged.get().index();
    if (proof.isEmpty()) {
      if (!damaged) {
        findings.checked("the credential is entry " + index);
      }
      return;
    }
    if (proof.get().index() != index) {
      findings.fault("proof", "is for entry " + proof.get().index() + ", not " + index);
    } else if (believed.isPresent()) {
      SignedCheckpoint c = believed.get();
      if (MerkleTree.verifyInclusion(
          logged.get().leaf(), index, c.size(), proof.get().path(), c.root())) {
        findings.checked(
            "the credential is entry " + index + ", included under the checkpoint of " + c.size());
      } else {
        findings.fault("proof", "does not lead from entry " + index + " to its checkpoint's root");
      }
    }
  }
}
