package dev.laurel.verification.published;

import dev.laurel.credentials.CredentialId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;

/// Where the rows of one credential lie: one partition, so that one query shows all of them.
final class CredentialRow {
  static final String LOG = "LOG";
  static final String OWNER = "OWNER";
  static final String PUBLISHED = "PUBLISHED";
  static final String RECIPIENT = "RECIPIENT";
  static final String REVOCATION = "REVOCATION";
  static final String SUSPENSION = "SUSPENSION";
  static final String VISIBILITY = "VISIBILITY";

  private static final String PREFIX = "CRED#";

  private CredentialRow() {}

  static String partition(CredentialId id) {
    return PREFIX + id.text();
  }

  static ItemKey key(CredentialId id, String sort) {
    return ItemKey.of(partition(id), sort);
  }

  /// The credential that a row belongs to.
  static CredentialId id(ItemKey key) {
    return new CredentialId(key.partition().substring(PREFIX.length()));
  }

  static CredentialId id(Item item) {
    return id(item.key());
  }
}
