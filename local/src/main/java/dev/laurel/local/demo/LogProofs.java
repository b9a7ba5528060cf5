package dev.laurel.local.demo;

import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The routes that answer the proof of one credential: without its salt to anyone, with it to whom
/// the holder shares the credential and to whoever presents it.
final class LogProofs {
  private static final String SALT = "\nextra ";

  private final Client client;
  private final String address;
  private final String query;
  private final byte[] document;

  /// `share` is the link with which the holder shows the credential.
  LogProofs(Client client, String share, byte[] document) {
    this.client = client;
    int mark = share.indexOf('?');
    this.address = share.substring(0, mark) + "/log-proof";
    this.query = share.substring(mark);
    this.document = document;
  }

  /// Where it is answered with its salt.
  String link() {
    return address + query;
  }

  /// The proof with its salt, the same from both routes.
  byte[] fetch() {
    client.get(address).expect(200).hides(SALT);
    client.get(address + "?share=" + "A".repeat(43)).expect(200).hides(SALT);
    byte[] shared = client.get(address + query).expect(200).shows(SALT).body();
    JsonNode complete = Json.parse(document);
    byte[] presented = client.post("/log-proof", complete).expect(200).body();
    if (!Arrays.equals(shared, presented)) {
      throw new StepFailed("the two routes answer different proofs");
    }
    ObjectNode changed = complete.asObject().deepCopy();
    changed.put("name", "Another name");
    client.post("/log-proof", changed).expect(400).hides(text(shared));
    return shared;
  }

  private static String text(byte[] proof) {
    String all = new String(proof, StandardCharsets.UTF_8);
    return all.substring(all.indexOf(SALT), all.indexOf("\nindex "));
  }
}
