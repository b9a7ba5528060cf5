package dev.laurel.functions.issuers;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.issuers.Registration.Registered;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.issuers.SigningKeys.DeploymentKey;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Write;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyStatements;
import dev.laurel.tlog.entry.RootKey;
import dev.laurel.verification.published.PublishedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The rows from which issuance brings a new issuer's keys into the log: one statement for each
/// key, the first one vouched for by the platform's root key.
final class KeyStatementRows {
  private final SigningKeys keys;
  private final RootKey root;

  KeyStatementRows(SigningKeys keys, RootKey root) {
    this.keys = keys;
    this.root = root;
  }

  /// The writes that make them, for the transaction of the registration.
  List<Write> of(Registered registered) {
    List<Write> rows = new ArrayList<>();
    for (DeploymentKey key : keys.publicKeys()) {
      rows.add(row(registered, key, rows.isEmpty()).write());
    }
    return rows;
  }

  private PublishedKey row(Registered registered, DeploymentKey key, boolean first) {
    Did did = registered.did();
    IssuerId issuer = registered.issuer().id();
    Instant at = registered.issuer().created();
    List<String> suites = List.of(Cryptosuite.of(key.key().algorithm()).text());
    KeyAdd unsigned =
        new KeyAdd(
            did.text(),
            did.withFragment(key.fragment()).text(),
            key.key().text(),
            suites,
            List.of(),
            at);
    return row(issuer, key.fragment(), unsigned, first);
  }

  /// The row of a new key, whose statement the platform's root key vouches for where it is its
  /// DID's first.
  PublishedKey row(IssuerId issuer, String fragment, KeyAdd unsigned, boolean first) {
    return new PublishedKey(
        issuer,
        fragment,
        1,
        unsigned.method(),
        unsigned.publicKeyMultibase(),
        unsigned.suites(),
        unsigned.statementJson(),
        first ? List.of(vouch(unsigned)) : List.of(),
        "");
  }

  private PublishedKey.Signature vouch(KeyAdd unsigned) {
    return new PublishedKey.Signature(
        KeyStatements.rootMethod(root.publicKey()),
        Base64.getUrlEncoder().withoutPadding().encodeToString(root.sign(unsigned)));
  }
}
