package dev.laurel.tlog.entry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// The entry by which a key of a DID begins to count, signed by the new key and by an older active
/// one, for a DID's first key by the platform's root key.
///
/// @param did the issuer
/// @param method id of the verification method, a fragment of the DID
/// @param publicKeyMultibase the key as in the DID document
/// @param suites cryptosuites that the issuer signs with from then on; empty if not stated
/// @param auth signatures over [#statement]; empty until signed
/// @param at kept floored to the hour
public record KeyAdd(
    String did,
    String method,
    String publicKeyMultibase,
    List<String> suites,
    List<Auth> auth,
    Instant at)
    implements LogEntry {
  /// The value of `t`.
  public static final String TYPE = "key-add";

  public KeyAdd {
    KeyText.require(did, method, publicKeyMultibase, auth);
    suites = List.copyOf(suites);
    suites.forEach(suite -> Shape.text("a suite", suite));
    if (suites.size() > LogEntry.MAX_KEYS) {
      throw new IllegalArgumentException("a key signs with at most " + LogEntry.MAX_KEYS);
    }
    auth = List.copyOf(auth);
    at = Shape.floor(at);
  }

  /// The unsigned entry of a statement, or empty where the bytes are none.
  public static Optional<KeyAdd> parseStatement(byte[] statement) {
    return KeyText.unsigned(statement).filter(KeyAdd.class::isInstance).map(KeyAdd.class::cast);
  }

  /// The same entry with these signatures.
  public KeyAdd with(List<Auth> signatures) {
    return new KeyAdd(did, method, publicKeyMultibase, suites, signatures, at);
  }

  /// What is signed: a label, so that no signature of anything else fits, and the entry without its
  /// signatures.
  public byte[] statement() {
    return KeyText.statement(members());
  }

  private SortedMap<String, Object> members() {
    SortedMap<String, Object> entry = Shape.begin(TYPE, at);
    KeyText.put(entry, did, method, publicKeyMultibase);
    if (!suites.isEmpty()) {
      entry.put("suites", suites);
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
