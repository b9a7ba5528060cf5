package dev.laurel.runtime;

import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Read;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// One effect per `Idempotency-Key` and issuer (IETF draft-ietf-httpapi-idempotency-key-header-07).
///
/// The row that holds the answer is written in the effect's own transaction (see
/// [Attempt#companion]), so there is never an effect without its answer, and a request that was
/// refused does not use up its key. Without the header the effect simply runs.
public final class Idempotency {
  /// Longest key: enough for any id in use, short enough to refuse junk.
  public static final int MAX_KEY_LENGTH = 255;

  /// How long answers are kept: clients may count on 24 hours; twice that covers a client whose
  /// clock or queue runs late.
  public static final Duration KEPT = Duration.ofDays(2);

  /// Tries of a contended effect: a transaction that was in the way is over by the next one, and a
  /// second loss means that a stream of rivals is at work.
  static final int MAX_TRIES = 3;

  private final ItemReader items;
  private final InstantSource clock;

  public Idempotency(ItemReader items, InstantSource clock) {
    this.items = items;
    this.clock = clock;
  }

  /// Runs the effect, or answers as it was answered before. The effect may run up to [#MAX_TRIES]
  /// times when it throws [Contended], so it reads state and draws ids inside.
  ///
  /// Answers 400 for a key that is none, 422 for a key of another request, 409 for a lost race.
  public Response once(Request request, Function<Attempt, Response> effect) {
    Optional<String> header = request.header("idempotency-key");
    Optional<Attempt.Slot> slot = header.map(text -> slot(request, text));
    for (int tries = 1; ; tries++) {
      Optional<Response> before = slot.flatMap(this::answered);
      if (before.isPresent()) {
        return before.get();
      }
      if (tries > MAX_TRIES) {
        return Response.problem(
            header.isPresent()
                ? Problem.of(
                    ProblemType.IDEMPOTENCY_IN_PROGRESS,
                    "Repeat the request later: it will get the answer of the one in progress.")
                : Problem.of(
                    ProblemType.CONFLICT, "Nothing was changed. Look again, then repeat."));
      }
      try {
        return effect.apply(new Attempt(slot));
      } catch (Contended e) {
        // The next round looks for the winner's answer first.
      }
    }
  }

  private Optional<Response> answered(Attempt.Slot slot) {
    Optional<Item> row = items.get(slot.key(), Read.CONSISTENT);
    return row.map(item -> {
      var answer = Json.read(item.body(), Attempt.StoredAnswer.class);
      return answer.fingerprint().equals(slot.fingerprint())
          ? answer.replay()
          : Response.problem(
              Problem.of(
                  ProblemType.IDEMPOTENCY_KEY_REUSED,
                  "Use a new Idempotency-Key for a request with other content."));
    });
  }

  private Attempt.Slot slot(Request request, String header) {
    String key = key(header);
    String owner =
        switch (request.caller()) {
          case Caller.Key k -> k.issuer().text();
          case Caller.Operator o -> "operator";
          case Caller.Anonymous a ->
              throw new IllegalStateException("no idempotency on open routes");
        };
    String digest = Digests.sha256Hex(key.getBytes(StandardCharsets.US_ASCII));
    byte[] line = (request.method() + " " + request.path() + "\n").getBytes(StandardCharsets.UTF_8);
    return new Attempt.Slot(
        ItemKey.of("IDEMPOTENCY#" + owner + "#" + digest, "ANSWER"),
        Digests.sha256Hex(line, request.body()),
        clock.instant().plus(KEPT));
  }

  /// The key of a request whose effect is bound to it by other means than [#once]; "" where the
  /// request has none. Throws [ProblemException] (400) for a key that is none.
  public static String keyOf(Request request) {
    return request.header("idempotency-key").map(Idempotency::key).orElse("");
  }

  /// A quoted string (RFC 9651 section 3.3.3) or the bare text that many clients send.
  static String key(String header) {
    String text = header.strip();
    if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
      text = text.substring(1, text.length() - 1).replaceAll("\\\\([\"\\\\])", "$1");
    }
    boolean printable = text.chars().allMatch(c -> c >= ' ' && c <= '~');
    if (text.isEmpty() || text.length() > MAX_KEY_LENGTH || !printable) {
      throw Problem.invalidParameter(
              "Idempotency-Key", "must have 1 to " + MAX_KEY_LENGTH + " printable ASCII characters")
          .toException();
    }
    return text;
  }
}
