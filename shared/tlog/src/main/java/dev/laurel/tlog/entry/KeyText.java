package dev.laurel.tlog.entry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What the two kinds of key entries have in common.
final class KeyText {
  /// Begins every statement. With the JSON behind it a statement is never 64 bytes long, so no
  /// signature over one is a signature over hashData.
  static final byte[] LABEL = "laurel/key/v1\0".getBytes(StandardCharsets.US_ASCII);

  /// Most signatures: two are asked for; the rest is room for an order of several keys.
  static final int MAX_AUTH = 8;

  private KeyText() {}

  static void require(String did, String method, String publicKeyMultibase, List<Auth> auth) {
    Shape.text("a DID", did);
    Shape.text("a method", method);
    Shape.text("a key", publicKeyMultibase);
    if (!did.startsWith("did:")
        || !method.startsWith(did + "#")
        || method.length() == did.length() + 1) {
      throw new IllegalArgumentException("a method is a fragment of its DID");
    }
    if (auth.size() > MAX_AUTH) {
      throw new IllegalArgumentException("a key entry has at most " + MAX_AUTH + " signatures");
    }
  }

  static void put(SortedMap<String, Object> entry, String did, String method, String key) {
    entry.put("did", did);
    entry.put("method", method);
    entry.put("publicKeyMultibase", key);
  }

  static List<Object> auth(List<Auth> auth) {
    List<Object> members = new ArrayList<>();
    for (Auth one : auth) {
      SortedMap<String, Object> member = Jcs.object();
      member.put("method", one.method());
      member.put("signature", Shape.base64Url(one.signature()));
      members.add(member);
    }
    return members;
  }

  static byte[] statement(SortedMap<String, Object> members) {
    byte[] json = Jcs.write(members).getBytes(StandardCharsets.US_ASCII);
    byte[] statement = Arrays.copyOf(LABEL, LABEL.length + json.length);
    System.arraycopy(json, 0, statement, LABEL.length, json.length);
    return statement;
  }

  /// The JSON of a statement, without the label.
  static String json(byte[] statement) {
    int label = LABEL.length;
    return new String(statement, label, statement.length - label, StandardCharsets.US_ASCII);
  }

  static Optional<LogEntry> unsigned(byte[] statement) {
    int label = LABEL.length;
    return statement.length > label && Arrays.equals(statement, 0, label, LABEL, 0, label)
        ? EntryReader.readStatement(Arrays.copyOfRange(statement, label, statement.length))
        : Optional.empty();
  }
}
