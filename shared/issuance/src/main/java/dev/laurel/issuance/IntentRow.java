package dev.laurel.issuance;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.storage.IssuerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The stored form of an [Intent]; what came with the log, with other formats than embedded proofs,
/// and with documents of clients is missing in rows from before it. `suite`, `method`, `hashData`
/// and `signature` are those of the first form, `more` are the others.
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
    @Nullable String abandonEntry,
    @Nullable String format,
    @Nullable String documentId,
    List<SignedForm> more) {
  IntentRow {
    more = List.copyOf(more);
  }

  IntentRow at(Intent.State newState, String newDocument, List<SignedForm> newForms) {
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
        newForms.getFirst().signature(),
        logSalt,
        entry,
        abandoned,
        abandonEntry,
        format,
        documentId,
        newForms.subList(1, newForms.size()));
  }

  IntentRow logged(String newSalt, String newEntry) {
    return with(parked, newSalt, newEntry, abandoned, abandonEntry);
  }

  IntentRow standing(String newParked, String newAbandoned, String newAbandonEntry) {
    return with(newParked, logSalt, entry, newAbandoned, newAbandonEntry);
  }

  private IntentRow with(
      String newParked,
      @Nullable String newSalt,
      @Nullable String newEntry,
      @Nullable String newAbandoned,
      @Nullable String newAbandonEntry) {
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
        newSalt,
        newEntry,
        newAbandoned,
        newAbandonEntry,
        format,
        documentId,
        more);
  }

  Intent intent(SubmissionId submission, int attempt, long version) {
    List<SignedForm> forms = new ArrayList<>();
    forms.add(new SignedForm(suite, method, hashData, signature));
    forms.addAll(more);
    return new Intent(
        submission,
        attempt,
        Intent.State.valueOf(state),
        parked,
        new CredentialId(credential),
        new IssuerId(issuer),
        format(present(format)),
        present(documentId),
        document,
        created,
        forms,
        statusList,
        statusIndex,
        present(logSalt),
        present(entry),
        present(abandoned),
        present(abandonEntry),
        version);
  }

  private static CredentialFormat format(String text) {
    return text.isEmpty()
        ? CredentialFormat.LDP_VC
        : CredentialFormat.parse(text)
            .orElseThrow(() -> new IllegalStateException("stored format is unknown"));
  }

  private static String present(@Nullable String text) {
    return text == null ? "" : text;
  }
}
