package dev.laurel.tlog.entry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/// The entry by which a key of a DID stops to count, signed by an active key of that DID.
///
/// @param did the issuer
/// @param method id of the verification method, a fragment of the DID
/// @param publicKeyMultibase the key as it was added
/// @param below for a compromised key: its entries at this index or above it are not trusted
/// @param reason in words; empty if none is given
/// @param auth signatures over [#statement]; empty until signed
/// @param at kept floored to the hour
public record KeyRetire(
    String did,
    String method,
    String publicKeyMultibase,
    OptionalLong below,
    String reason,
    List<Auth> auth,
    Instant at)
    implements LogEntry {
  /// The value of `t`.
  public static final String TYPE = "key-retire";

  public KeyRetire {
    KeyText.require(did, method, publicKeyMultibase, auth);
    if (below.isPresent()) {
      Jcs.requireNumber("below", below.getAsLong());
    }
    Jcs.requireAscii("a reason", reason, LogEntry.MAX_TEXT);
    auth = List.copyOf(auth);
    at = Shape.floor(at);
  }

  /// The unsigned entry of a statement, or empty where the bytes are none.
  public static Optional<KeyRetire> parseStatement(byte[] statement) {
    return KeyText.unsigned(statement)
        .filter(KeyRetire.class::isInstance)
        .map(KeyRetire.class::cast);
  }

  /// The same entry with these signatures.
  public KeyRetire with(List<Auth> signatures) {
    return new KeyRetire(did, method, publicKeyMultibase, below, reason, signatures, at);
  }

  /// What is signed: a label and the entry without its signatures.
  public byte[] statement() {
    return KeyText.statement(members());
  }

  private SortedMap<String, Object> members() {
    SortedMap<String, Object> entry = Shape.begin(TYPE, at);
    KeyText.put(entry, did, method, publicKeyMultibase);
    below.ifPresent(index -> entry.put("below", index));
    if (!reason.isEmpty()) {
      entry.put("reason", reason);
    }
    return entry;
  }

  @Override
  public String json() {
    SortedMap<String, Object> entry = members();
    entry.put("auth", KeyText.auth(auth));
    return Jcs.write(entry);
  }

  /// The statement's JSON without the label.
  public String statementJson() {
    return KeyText.json(statement());
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public List<String> keys() {
    return List.of(method);
  }

  @Override
  public String toString() {
    return json();
  }
}
