package dev.laurel.verification;

import dev.laurel.tlog.entry.Commitment;
import dev.laurel.tlog.entry.Issue;
import java.time.Instant;
import java.util.List;

/// The log entry of a credential: a pure function of the credential and its salt, so that whoever
/// has both can compute it again. Issuance queues what this answers, and the check of the log
/// compares with nothing else.
public final class CredentialEntry {
  private CredentialEntry() {}

  /// The entry. `credentialId` is the `id` in the document; `forms` are its proofs in their order,
  /// each with its hash data; `created` is that of the first of them, whose hour is the entry's
  /// `at`. Throws [IllegalArgumentException] where a part is too long for any entry.
  public static Issue of(
      String credentialId, byte[] salt, List<Commitment.Form> forms, Instant created) {
    List<String> keys = forms.stream().map(Commitment.Form::method).toList();
    return new Issue(keys, Commitment.of(salt, Issue.TYPE, credentialId, forms), created);
  }
}
