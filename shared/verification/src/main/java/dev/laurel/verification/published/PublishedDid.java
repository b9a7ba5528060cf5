package dev.laurel.verification.published;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The DID document of an issuer as it is published.
///
/// Row `DID#<issuer>` / `DID`; `version` is the item's and starts at 1.
public record PublishedDid(IssuerId issuer, long version, String document) {
  /// What the names of an issuer's own keys begin with; the number in which they were made follows.
  private static final String OWN = "own-";

  /// The document of an issuer's did:web with all its keys that still verify, the deployment's
  /// first and then its own as they were made; a compromised one is listed and asserts nothing.
  ///
  /// @param version of the row that it becomes
  /// @param deployment the deployment's keys under their fragments
  /// @param rows what is known of the issuer's keys, also those of other DIDs
  public static PublishedDid of(
      IssuerId issuer, long version, Did did, List<NamedKey> deployment, List<PublishedKey> rows) {
    Set<String> lost =
        rows.stream()
            .filter(row -> row.did().equals(did.text()))
            .filter(row -> row.state() == KeyEnd.State.COMPROMISED)
            .map(PublishedKey::fragment)
            .collect(Collectors.toSet());
    List<NamedKey> keys = new ArrayList<>(deployment);
    rows.stream()
        .filter(row -> row.did().equals(did.text()) && row.fragment().startsWith(OWN))
        .sorted(
            Comparator.comparingInt(
                row -> Integer.parseInt(row.fragment(), OWN.length(), row.fragment().length(), 10)))
        .map(PublishedDid::named)
        .forEach(keys::add);
    DidDocument document =
        DidDocument.issuer(
            did,
            keys.stream().filter(key -> !lost.contains(key.fragment())).toList(),
            keys.stream().filter(key -> lost.contains(key.fragment())).toList());
    return new PublishedDid(
        issuer, version, new String(document.toJsonBytes(), StandardCharsets.UTF_8));
  }

  private static NamedKey named(PublishedKey row) {
    return Multikey.parse(row.publicKeyMultibase())
        .map(key -> new NamedKey(row.fragment(), key))
        .orElseThrow(() -> new IllegalStateException("stored key is damaged"));
  }

  /// The key of the row.
  public static ItemKey key(IssuerId issuer) {
    return ItemKey.of("DID#" + issuer.text(), "DID");
  }

  /// The write that stores this version over the one before it.
  public Write write() {
    Item item = Item.of(key(issuer), version, Json.write(new Row(document)));
    return version == 1 ? Write.create(item) : Write.update(item);
  }

  /// The row in an item.
  public static PublishedDid from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new PublishedDid(
        new IssuerId(item.key().partition().substring("DID#".length())),
        item.version(),
        row.document);
  }

  /// The document's bytes.
  public byte[] bytes() {
    return document.getBytes(StandardCharsets.UTF_8);
  }

  record Row(String document) {}
}
