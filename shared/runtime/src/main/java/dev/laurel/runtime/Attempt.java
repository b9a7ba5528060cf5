package dev.laurel.runtime;

import dev.laurel.storage.Companion;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One attempt at an effect under an `Idempotency-Key`, or under none.
public final class Attempt {
  /// Where the answer will lie; `fingerprint` names the request.
  record Slot(ItemKey key, String fingerprint, Instant expires) {}

  private final Optional<Slot> slot;

  Attempt(Optional<Slot> slot) {
    this.slot = slot;
  }

  /// The writes that belong into the effect's transaction: the row with the answer that a repeated
  /// request will get, or none where the request has no key.
  ///
  /// The stored answer must hold no secret, no signed URL and no personal data: the row is not
  /// theirs. The first answer may say more.
  public List<Write> companion(Response answerToStore) {
    return slot.map(s ->
            List.of(
                Write.create(
                    Item.of(s.key(), 1, StoredAnswer.of(s.fingerprint(), answerToStore).toJson())
                        .expiring(s.expires()))))
        .orElse(List.of());
  }

  /// [#companion(Response)] for a use case that knows its result only on the way.
  public <R> Companion<R> storing(Function<R, Response> answerToStore) {
    return result -> companion(answerToStore.apply(result));
  }

  /// What is kept of an answer. Only JSON is replayed, so the body is text.
  record StoredAnswer(
      String fingerprint, int status, String mediaType, String location, String body) {
    static StoredAnswer of(String fingerprint, Response answer) {
      return new StoredAnswer(
          fingerprint,
          answer.status(),
          answer.headers().getOrDefault("content-type", ""),
          answer.headers().getOrDefault("location", ""),
          answer.text());
    }

    String toJson() {
      return dev.laurel.json.Json.write(this);
    }

    Response replay() {
      Response answer =
          mediaType.isEmpty()
              ? Response.noContent()
              : Response.bytes(status, mediaType, body.getBytes(StandardCharsets.UTF_8));
      answer =
          new Response(status, answer.headers(), List.of(), answer.body(), "")
              .header("idempotency-replayed", "true");
      return location.isEmpty() ? answer : answer.header("location", location);
    }
  }
}
