package dev.laurel.issuance;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.storage.IssuerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The stored form of an [Intent]; what came with the log is missing in rows from before it.
record IntentRow(
    String state,
    String parked,
    String credential,
    String issuer,
    String document,
    String suite,
    String method,
    Instant created,
    String hashData,
    String statusList,
    int statusIndex,
    String signature,
    @Nullable String logSalt,
    @Nullable String entry,
    @Nullable String abandoned,
    @Nullable String abandonEntry) {

  IntentRow at(Intent.State newState, String newDocument, String newSignature) {
    return new IntentRow(
        newState.name(),
        parked,
        credential,
        issuer,
        newDocument,
        suite,
        method,
        created,
        hashData,
        statusList,
        statusIndex,
        newSignature,
        logSalt,
        entry,
        abandoned,
        abandonEntry);
  }

  IntentRow logged(String newSalt, String newEntry) {
    return new IntentRow(
        state,
        parked,
        credential,
        issuer,
        document,
        suite,
        method,
        created,
        hashData,
        statusList,
        statusIndex,
        signature,
        newSalt,
        newEntry,
        abandoned,
        abandonEntry);
  }

  IntentRow standing(String newParked, String newAbandoned, String newAbandonEntry) {
    return new IntentRow(
        state,
        newParked,
        credential,
        issuer,
        document,
        suite,
        method,
        created,
        hashData,
        statusList,
        statusIndex,
        signature,
        logSalt,
        entry,
        newAbandoned,
        newAbandonEntry);
  }

  Intent intent(SubmissionId submission, int attempt, long version) {
    return new Intent(
        submission,
        attempt,
        Intent.State.valueOf(state),
        parked,
        new CredentialId(credential),
        new IssuerId(issuer),
        document,
        Cryptosuite.parse(suite)
            .orElseThrow(() -> new IllegalStateException("stored suite is unknown")),
        method,
        created,
        hashData,
        statusList,
        statusIndex,
        signature,
        present(logSalt),
        present(entry),
        present(abandoned),
        present(abandonEntry),
        version);
  }

  private static String present(@Nullable String text) {
    return text == null ? "" : text;
  }
}
