package dev.laurel.tlog.sequencing;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.tlog.entry.Auth;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.tlog.entry.KeyStatements;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// An issuer's keys and the platform's root key, and key entries signed with them.
final class TestKeys {
  private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");
  private static final KeyPair ROOT_PAIR = pair();

  static final Multikey ROOT = Multikey.fromSpki(ROOT_PAIR.getPublic().getEncoded());

  private final String did;
  private final Map<String, KeyPair> pairs = new HashMap<>();

  TestKeys(String did) {
    this.did = did;
  }

  String method(String fragment) {
    return did + "#" + fragment;
  }

  /// The entry of the first key.
  KeyAdd first(String fragment) {
    KeyAdd entry = unsigned(fragment);
    return entry.with(List.of(auth(fragment, entry.statement()), rootAuth(entry.statement())));
  }

  /// The entry of a further key, signed by an older one.
  KeyAdd further(String fragment, String older) {
    KeyAdd entry = unsigned(fragment);
    return entry.with(List.of(auth(fragment, entry.statement()), auth(older, entry.statement())));
  }

  KeyRetire retire(String fragment, String by) {
    KeyRetire entry =
        new KeyRetire(
            did, method(fragment), text(fragment), OptionalLong.of(3), "lost", List.of(), AT);
    return entry.with(List.of(auth(by, entry.statement())));
  }

  private KeyAdd unsigned(String fragment) {
    return new KeyAdd(
        did, method(fragment), text(fragment), List.of("eddsa-rdfc-2022"), List.of(), AT);
  }

  private String text(String fragment) {
    return Multikey.fromSpki(key(fragment).getPublic().getEncoded()).text();
  }

  private Auth auth(String fragment, byte[] statement) {
    return new Auth(method(fragment), signed(key(fragment), statement));
  }

  private static Auth rootAuth(byte[] statement) {
    return new Auth(KeyStatements.rootMethod(ROOT), signed(ROOT_PAIR, statement));
  }

  private static byte[] signed(KeyPair pair, byte[] statement) {
    return SignatureEngine.sign(KeyAlgorithm.ED25519, pair.getPrivate(), statement);
  }

  private KeyPair key(String fragment) {
    return pairs.computeIfAbsent(fragment, any -> pair());
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
