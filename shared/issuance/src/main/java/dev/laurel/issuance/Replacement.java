package dev.laurel.issuance;

import dev.laurel.credentials.CredentialId;
import dev.laurel.storage.Condition;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Write;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import dev.laurel.verification.published.Recipient;
import dev.laurel.verification.published.Suspension;
import dev.laurel.verification.published.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What becomes of a credential that is issued again: it is revoked in favour of the new one, which
/// takes over to whom it is mailed and who may see it.
final class Replacement {
  private final PublishedLookup published;
  private final RevokeCredential revocation;

  Replacement(ItemStore items, RevokeCredential revocation) {
    this.published = new PublishedLookup(items);
    this.revocation = revocation;
  }

  /// What a publication has to do besides.
  ///
  /// @param writes for its transaction, which fails where any of what they build on has changed
  /// @param announced whether there is somebody to write to
  /// @param list the status list of the old one, "" where nothing is replaced
  record Succession(List<Write> writes, boolean announced, String list) {
    /// Of whatever is no renewal.
    private static final Succession NONE = new Succession(List.of(), false, "");

    Succession {
      writes = List.copyOf(writes);
    }
  }

  /// Why the credential cannot be replaced as it stands; empty where it can.
  static Optional<String> obstacle(PublishedRecord record) {
    if (record.revocation().isPresent()) {
      return Optional.of("the credential that it replaces is revoked");
    }
    if (record.published().isEmpty()) {
      return Optional.of("the credential that it replaces is not published");
    }
    // The new one would not be, and nobody has said that it is over.
    return record
        .suspension()
        .filter(Suspension::suspended)
        .map(suspended -> "the credential that it replaces is suspended");
  }

  /// The same of a warrant; only a renewal replaces anything.
  Optional<String> obstacle(Warrant warrant) {
    return warrant.renewed().flatMap(old -> obstacle(record(old)));
  }

  /// How this credential of the warrant takes the place of an old one, where it does; empty where
  /// there is an obstacle now.
  Optional<Succession> of(Warrant warrant, CredentialId next) {
    return warrant instanceof Warrant.OfRequest(CredentialRequest request, var _, var _)
            && request.isRenewal()
        ? of(request, next)
        : Optional.of(Succession.NONE);
  }

  private Optional<Succession> of(CredentialRequest request, CredentialId next) {
    CredentialId old = request.replaced();
    PublishedRecord record = record(old);
    if (obstacle(record).isPresent()) {
      return Optional.empty();
    }
    List<Write> writes =
        new ArrayList<>(revocation.replaced(record.owner(), request.reason(), next));
    writes.add(
        new Write.Check(
            Suspension.key(old), at(record.suspension().map(Suspension::version).orElse(0L))));
    Visibility seen = record.visibility();
    writes.add(new Write.Check(Visibility.key(old), at(seen.version())));
    if (seen.version() > 0) {
      writes.add(new Visibility(next, seen.open(), seen.shareHash(), 1).write());
    }
    Optional<Recipient> recipient = published.recipient(old);
    recipient.ifPresent(to -> {
      writes.add(new Write.Check(Recipient.key(old), at(to.version())));
      writes.add(Recipient.of(next, to.name(), to.email()).write());
    });
    return Optional.of(new Succession(writes, recipient.isPresent(), record.owner().statusList()));
  }

  /// Brings the list of the old one up, as far as that works now.
  void tell(Succession succession) {
    if (!succession.list().isEmpty()) {
      revocation.bringUp(succession.list());
    }
  }

  private PublishedRecord record(CredentialId id) {
    return published
        .credential(id)
        .orElseThrow(() -> new IllegalStateException("no such credential: " + id));
  }

  private static Condition at(long version) {
    return version == 0 ? Condition.ABSENT : Condition.versionIs(version);
  }
}
