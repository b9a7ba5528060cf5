package dev.laurel.issuance;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.ProofOptions;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import dev.laurel.tlog.entry.StatusList;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.StringNode;

/// The resolve to sign one version of a status list, fixed before its entry goes into the log.
///
/// Row `LIST#<id>` / `INTENT#<number of 12 digits>`; `version` is the item's: 1 until it is signed,
/// 2 then. `document` is the unsigned text as long as it is needed.
record ListIntent(
    String list,
    long number,
    State state,
    String document,
    Cryptosuite suite,
    String method,
    Instant created,
    String hashDataHex,
    String entry,
    long version) {

  private static final List<String> TYPES =
      List.of("VerifiableCredential", "BitstringStatusListCredential");

  /// How far it is; LOGGED stands on the row of its entry alone.
  enum State {
    INTENT,
    SIGNED
  }

  static ItemKey key(String list, long number) {
    return ItemKey.of("LIST#" + list, String.format(Locale.ROOT, "INTENT#%012d", number));
  }

  /// A new intent to sign a version of the list.
  static ListIntent of(StatusListHead head, PreparedCredential prepared, PublicSite site) {
    ProofOptions options = prepared.options();
    return new ListIntent(
        head.id(),
        head.bitsVersion(),
        State.INTENT,
        new String(prepared.unsigned(), StandardCharsets.UTF_8),
        options.suite(),
        options.verificationMethod(),
        options.created(),
        HexFormat.of().formatHex(prepared.hashData()),
        entry(head.id(), head.bitsVersion(), prepared, site).id().hex(),
        1);
  }

  /// The log entry about this number of the list with these bytes.
  StatusList entry(PreparedCredential prepared, PublicSite site) {
    return entry(list, number, prepared, site);
  }

  private static StatusList entry(
      String list, long number, PreparedCredential prepared, PublicSite site) {
    return new StatusList(
        List.of(prepared.options().verificationMethod()),
        site.statusListUrl(list),
        number,
        prepared.hashData(),
        prepared.options().created());
  }

  /// The next version: signed.
  ListIntent signed() {
    return new ListIntent(
        list, number, State.SIGNED, "", suite, method, created, hashDataHex, entry, version + 1);
  }

  /// Demands that the document is this very list of the head's DID, whatever the hash says: whoever
  /// can write rows could have any document signed otherwise, under a list's entry.
  void demandList(StatusListHead head, PublicSite site) {
    String did = head.did(site);
    if (!isList(did, site.statusListUrl(head.id()), head.purpose())
        || !method.startsWith(did + "#")) {
      throw new IllegalStateException("stored intent is damaged: list " + head.id());
    }
  }

  private boolean isList(String did, String url, String purpose) {
    try {
      JsonNode found = Json.parse(unsigned());
      return found.path("id").equals(StringNode.valueOf(url))
          && found.path("issuer").equals(StringNode.valueOf(did))
          && found.path("type").equals(types())
          && found.at("/credentialSubject/statusPurpose").equals(StringNode.valueOf(purpose));
    } catch (JsonRefused e) {
      return false;
    }
  }

  private static JsonNode types() {
    ArrayNode types = Json.object().putArray("type");
    TYPES.forEach(types::add);
    return types;
  }

  byte[] unsigned() {
    return document.getBytes(StandardCharsets.UTF_8);
  }

  ProofOptions options() {
    return new ProofOptions(suite, method, created);
  }

  /// The write that stores this version over the one before it.
  Write write() {
    Row row = new Row(state.name(), document, suite.text(), method, created, hashDataHex, entry);
    Item item = Item.of(key(list, number), version, Json.write(row));
    return version == 1 ? Write.create(item) : Write.update(item);
  }

  static ListIntent from(String list, long number, Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new ListIntent(
        list,
        number,
        State.valueOf(row.state),
        row.document,
        Cryptosuite.parse(row.suite)
            .orElseThrow(() -> new IllegalStateException("stored suite is unknown")),
        row.method,
        row.created,
        row.hashData,
        row.entry,
        item.version());
  }

  record Row(
      String state,
      String document,
      String suite,
      String method,
      Instant created,
      String hashData,
      String entry) {}
}
