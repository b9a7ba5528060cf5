package dev.laurel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.FaultyItemStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdempotencyTest {
  private final World world = new World();
  private final Idempotency once = new Idempotency(world.items, world.clock);
  private final AtomicInteger drawn = new AtomicInteger();

  private static Request request(IssuerId issuer, String key, String body) {
    return World.request(issuer, Map.of("idempotency-key", key), body);
  }

  /// Makes a row with a fresh id and answers with a secret that is not stored.
  private Response effect(Attempt attempt) {
    int id = drawn.incrementAndGet();
    List<Write> writes = new ArrayList<>();
    writes.add(Write.create(Item.of(ItemKey.of("THING#" + id, "THING"), 1, "{}")));
    writes.addAll(attempt.companion(Response.json(201, Map.of("id", id))));
    return switch (world.items.write(writes)) {
      case WriteResult.Written w -> Response.json(201, Map.of("id", id, "secret", "s"));
      case WriteResult.Conflict c -> throw new Contended();
    };
  }

  private long things() {
    return world.items.all(Table.ITEMS).stream()
        .filter(item -> item.key().partition().startsWith("THING#"))
        .count();
  }

  @Tag("check-62")
  @Test
  void once_sameRequestFiveTimes_hasOneEffectAndTheStoredAnswer() {
    Request request = request(World.A, "\"k\"", "{}");
    assertThat(once.once(request, this::effect).text()).contains("secret");
    List<Response> replays = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      replays.add(once.once(request, this::effect));
    }
    assertThat(replays).extracting(Response::text).containsOnly("{\"id\":1}");
    assertThat(replays).extracting(Response::status).containsOnly(201);
    assertThat(replays.getFirst().headers())
        .containsEntry("idempotency-replayed", "true")
        .containsEntry("content-type", "application/json");
    assertThat(things()).isEqualTo(1);
  }

  @Tag("check-62")
  @Test
  void once_quotedAndBareKey_areTheSame() {
    once.once(request(World.A, "\"a\\\"b\"", "{}"), this::effect);
    assertThat(once.once(request(World.A, "a\"b", "{}"), this::effect).headers())
        .containsKey("idempotency-replayed");
  }

  @Tag("check-63")
  @Test
  void once_sameKeyOtherBody_is422() {
    once.once(request(World.A, "k", "{}"), this::effect);
    Response response = once.once(request(World.A, "k", "{ }"), this::effect);
    assertThat(response.status()).isEqualTo(422);
    assertThat(response.problem()).isEqualTo("idempotency-key-reused");
    assertThat(things()).isEqualTo(1);
  }

  @Tag("check-64")
  @Tag("check-92")
  @Test
  void once_thirtyTwoAtOnce_haveOneEffect() throws Exception {
    List<Callable<Response>> calls = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      calls.add(() -> once.once(request(World.A, "k", "{}"), this::effect));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
      for (Future<Response> answer : threads.invokeAll(calls)) {
        assertThat(answer.get().status()).isIn(201, 409);
      }
    }
    assertThat(things()).isEqualTo(1);
  }

  @Tag("check-65")
  @Test
  void once_sameKeyOfTwoIssuers_isIndependent() {
    once.once(request(World.A, "k", "{}"), this::effect);
    assertThat(once.once(request(World.B, "k", "{}"), this::effect).text()).contains("secret");
    assertThat(things()).isEqualTo(2);
  }

  @Tag("check-66")
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\"\"", "schlüssel", "a\u0000b", "tab\tbed"})
  void once_keyThatIsNone_is400(String key) {
    ProblemException e =
        catchThrowableOfType(
            ProblemException.class, () -> once.once(request(World.A, key, "{}"), this::effect));
    assertThat(e.problem().errors().getFirst().parameter()).isEqualTo("Idempotency-Key");
    assertThat(things()).isZero();
  }

  @Tag("check-66")
  @Test
  void once_longestKey_isTakenAndOneMoreRefused() {
    assertThat(once.once(request(World.A, "k".repeat(255), "{}"), this::effect).status())
        .isEqualTo(201);
    assertThat(
            catchThrowableOfType(
                ProblemException.class,
                () -> once.once(request(World.A, "k".repeat(256), "{}"), this::effect)))
        .isNotNull();
  }

  @Tag("check-67")
  @Test
  void once_refusedEffect_doesNotBurnTheKey() {
    Request request = request(World.A, "k", "{}");
    Response refused =
        once.once(request, a -> Response.problem(Problem.of(ProblemType.WRONG_STATE, "x")));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(once.once(request, this::effect).status()).isEqualTo(201);
  }

  @Tag("check-68")
  @Test
  void once_afterTwoDays_theKeyIsFreeAgain() {
    once.once(request(World.A, "k", "{}"), this::effect);
    world.clock.advance(Duration.ofHours(24));
    assertThat(once.once(request(World.A, "k", "{}"), this::effect).headers())
        .containsKey("idempotency-replayed");
    world.clock.advance(Duration.ofHours(24));
    assertThat(once.once(request(World.A, "k", "{}"), this::effect).text()).contains("secret");
  }

  @Test
  void once_answerLostAfterTheWrite_isReplayed() {
    FaultyItemStore faulty = new FaultyItemStore(world.items);
    Request request = request(World.A, "k", "{}");
    faulty.faults().after(1);
    assertThat(
            catchThrowableOfType(
                StoreUnavailable.class,
                () ->
                    once.once(
                        request,
                        a -> {
                          List<Write> writes = new ArrayList<>();
                          writes.add(
                              Write.create(Item.of(ItemKey.of("THING#x", "THING"), 1, "{}")));
                          writes.addAll(a.companion(Response.json(201, Map.of("id", "x"))));
                          faulty.write(writes);
                          return Response.noContent();
                        })))
        .isNotNull();
    assertThat(once.once(request, this::effect).text()).isEqualTo("{\"id\":\"x\"}");
    assertThat(things()).isEqualTo(1);
  }

  @Test
  void once_contendedForEver_is409() {
    Response keyed =
        once.once(
            request(World.A, "k", "{}"),
            a -> {
              throw new Contended();
            });
    assertThat(keyed.problem()).isEqualTo("idempotency-in-progress");
    Response bare =
        once.once(
            World.request(World.A, Map.of(), "{}"),
            a -> {
              throw new Contended();
            });
    assertThat(bare.problem()).isEqualTo("conflict");
  }

  @Test
  void once_contendedOnce_triesAgain() {
    AtomicInteger tries = new AtomicInteger();
    Response response =
        once.once(
            World.request(World.A, Map.of(), "{}"),
            a -> {
              if (tries.incrementAndGet() == 1) {
                throw new Contended();
              }
              return effect(a);
            });
    assertThat(response.status()).isEqualTo(201);
    assertThat(world.items.all(Table.ITEMS)).hasSize(1);
  }

  @Test
  void once_keyWithItemCharacters_staysOneRow() {
    once.once(request(World.A, "a#b/c~ d", "{}"), this::effect);
    assertThat(world.items.all(Table.ITEMS))
        .hasSize(2)
        .noneMatch(item -> item.key().partition().contains("a#b"));
  }
}
