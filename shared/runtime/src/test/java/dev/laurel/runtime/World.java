package dev.laurel.runtime;

import dev.laurel.storage.IssuerId;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the tests of the edge share: a clock, a store, two issuers with a key each, an operator,
/// and the log.
final class World {
  static final IssuerId A = new IssuerId("a".repeat(32));
  static final IssuerId B = new IssuerId("b".repeat(32));
  static final String KEY_A = "laurel_" + "1".repeat(32) + "_" + "c".repeat(64);
  static final String KEY_B = "laurel_" + "2".repeat(32) + "_" + "d".repeat(64);
  static final String OPERATOR = "laurel_operator_" + "e".repeat(64);

  final FixedClock clock = FixedClock.at("2026-11-21T10:00:00Z");
  final MemoryItemStore items = new MemoryItemStore(clock);
  final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  final Log log = new Log("test", lines::add);
  final Map<String, StoredKey> keys = new HashMap<>();

  World() {
    keys.put("1".repeat(32), new StoredKey("1".repeat(32), A, hash(KEY_A), Set.of("admin")));
    keys.put("2".repeat(32), new StoredKey("2".repeat(32), B, hash(KEY_B), Set.of("admin")));
  }

  EdgeBuilder edge(Router router) {
    return Edge.builder("test")
        .router(router)
        .keys(id -> Optional.ofNullable(keys.get(id)))
        .operatorKeyHash(hash(OPERATOR))
        .nanos(() -> 0)
        .log(log);
  }

  static String hash(String key) {
    return Digests.sha256Hex(key.getBytes(StandardCharsets.US_ASCII));
  }

  /// A request as a handler sees it.
  static Request request(IssuerId issuer, Map<String, String> headers, String body) {
    return new Request(
        "r1",
        "POST",
        "POST /v1/things",
        "/v1/things",
        Map.of(),
        Map.of(),
        headers,
        List.of(),
        body.getBytes(StandardCharsets.UTF_8),
        new Caller.Key("1".repeat(32), issuer, Set.of("admin")));
  }

  static Request get(IssuerId issuer, Map<String, String> query) {
    return new Request(
        "r1",
        "GET",
        "GET /v1/things",
        "/v1/things",
        Map.of(),
        query,
        Map.of(),
        List.of(),
        new byte[0],
        new Caller.Key("1".repeat(32), issuer, Set.of("read")));
  }

  static Request json(String body) {
    return request(A, Map.of("content-type", "application/json"), body);
  }
}
