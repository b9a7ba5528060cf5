package dev.laurel.runtime;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds out who calls and whether they may.
///
/// `Authorization: Bearer laurel_<key id>_<secret>` for an issuer's key, `laurel_operator_<secret>`
/// for the operator's; or the same text in `x-api-key`, the one header that clients of the VC-API
/// can be told to send. A request with both is read by the first. Only SHA-256 of the whole text is
/// stored and compared, in constant time. Every way in which a key can be wrong gets the same
/// answer.
final class Authentication {
  private static final Pattern BEARER =
      Pattern.compile("(?i:bearer) (laurel_(?:([0-9a-f]{32})|operator)_[0-9a-f]{64})");

  /// Longest header looked at; a real one has 111 characters.
  private static final int MAX_HEADER = 200;

  private static final Pattern KEY_IN_URL = Pattern.compile("(?i)laurel_[0-9a-z]{1,64}_");

  private static final String NO_HASH = "0".repeat(64);

  private final ApiKeyLookup keys;
  private final String operatorKeyHash;

  Authentication(ApiKeyLookup keys, String operatorKeyHash) {
    this.keys = keys;
    this.operatorKeyHash = operatorKeyHash;
  }

  /// A key in a URL lands in histories and logs of others; refused even where none is needed.
  void refuseKeyInUrl(HttpEvent event) {
    String query = event.rawQuery();
    String decoded;
    try {
      decoded = URLDecoder.decode(query, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      decoded = query;
    }
    if (KEY_IN_URL.matcher(decoded).find()) {
      throw Problem.of(
              ProblemType.KEY_IN_URL,
              "Send the key in the Authorization header, and replace this one: it may have been"
                  + " logged on its way.")
          .toException();
    }
  }

  /// Who calls a route with this access. One consistent read at most.
  Caller caller(HttpEvent event, Router.Access access) {
    return switch (access) {
      case Router.Access.Open open -> new Caller.Anonymous();
      case Router.Access.OperatorOnly operator -> known(event);
      case Router.Access.WithScope scope -> known(event);
    };
  }

  void authorize(Caller caller, Router.Access access) {
    switch (access) {
      case Router.Access.Open open -> {}
      case Router.Access.OperatorOnly operator -> {
        if (!(caller instanceof Caller.Operator)) {
          throw Problem.of(ProblemType.OPERATOR_ONLY, "Use the key of the deployment's operator.")
              .toException();
        }
      }
      case Router.Access.WithScope wanted -> {
        if (!(caller instanceof Caller.Key key && key.scopes().contains(wanted.scope()))) {
          throw Problem.of(
                  ProblemType.FORBIDDEN_SCOPE,
                  "Use an issuer's key with the scope " + wanted.scope() + ".")
              .with("scope", wanted.scope())
              .toException();
        }
      }
    }
  }

  private Caller known(HttpEvent event) {
    Matcher matcher = BEARER.matcher(header(event));
    if (!matcher.matches()) {
      throw refused();
    }
    String hash = Digests.sha256Hex(matcher.group(1).getBytes(StandardCharsets.US_ASCII));
    Optional<String> keyId = Optional.ofNullable(matcher.group(2));
    if (keyId.isEmpty()) {
      if (!operatorKeyHash.isEmpty() && same(hash, operatorKeyHash)) {
        return new Caller.Operator();
      }
      throw refused();
    }
    Optional<StoredKey> stored = keys.find(keyId.get());
    boolean equal = same(hash, stored.map(StoredKey::secretHashHex).orElse(NO_HASH));
    if (!equal || stored.isEmpty()) {
      throw refused();
    }
    StoredKey key = stored.get();
    return new Caller.Key(key.keyId(), key.issuer(), key.scopes());
  }

  private static String header(HttpEvent event) {
    String header = event.headers().getOrDefault("authorization", "");
    if (header.isEmpty() && event.headers().containsKey("x-api-key")) {
      header = "Bearer " + event.headers().get("x-api-key");
    }
    if (header.length() > MAX_HEADER) {
      throw refused();
    }
    return header;
  }

  private static boolean same(String hash, String other) {
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  private static ProblemException refused() {
    return Problem.of(
            ProblemType.UNAUTHENTICATED, "Send Authorization: Bearer followed by a valid key.")
        .toException();
  }
}
