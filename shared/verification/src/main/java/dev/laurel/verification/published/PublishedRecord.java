package dev.laurel.verification.published;

import dev.laurel.storage.Item;
import java.util.Map;
import java.util.Optional;

/// What is known about one credential, without the person: its owner and, where they exist, the
/// signed document, its place in the log, its revocation and its visibility.
public final class PublishedRecord {
  private final CredentialOwner owner;
  private final Map<String, Item> rows;

  PublishedRecord(CredentialOwner owner, Map<String, Item> rows) {
    this.owner = owner;
    this.rows = Map.copyOf(rows);
  }

  public CredentialOwner owner() {
    return owner;
  }

  /// The signed credential; empty until it is published.
  public Optional<PublishedCredential> published() {
    return Optional.ofNullable(rows.get(CredentialRow.PUBLISHED)).map(PublishedCredential::from);
  }

  /// The revocation; empty while it holds. May be there before [#published] is.
  public Optional<Revocation> revocation() {
    return Optional.ofNullable(rows.get(CredentialRow.REVOCATION)).map(Revocation::from);
  }

  /// The last word on its suspension, which may be that it is over; empty where there was none. A
  /// revocation counts more.
  public Optional<Suspension> suspension() {
    return Optional.ofNullable(rows.get(CredentialRow.SUSPENSION)).map(Suspension::from);
  }

  /// Where it stands in the log; empty where it was published before the log began.
  public Optional<PublishedLogRef> logRef() {
    return Optional.ofNullable(rows.get(CredentialRow.LOG)).map(PublishedLogRef::from);
  }

  /// Who may see all of it.
  public Visibility visibility() {
    return Optional.ofNullable(rows.get(CredentialRow.VISIBILITY))
        .map(Visibility::from)
        .orElseGet(() -> Visibility.hidden(owner.id()));
  }
}
