package dev.laurel.local.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.EvidenceDraft;
import dev.laurel.assessment.ExpireInvitations;
import dev.laurel.assessment.Learner;
import dev.laurel.assessment.SubmissionRecord;
import dev.laurel.assessment.SubmitEvidence;
import dev.laurel.json.Json;
import dev.laurel.runtime.Attempt;
import dev.laurel.runtime.Caller;
import dev.laurel.runtime.Contended;
import dev.laurel.runtime.Idempotency;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Item;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.testkit.schedule.Depth;
import dev.laurel.testkit.schedule.Explored;
import dev.laurel.testkit.schedule.Scenario;
import dev.laurel.testkit.schedule.Schedules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// One Idempotency-Key and the effect behind it: the same request from two clients, each repeating
/// it until it is answered, dying anywhere.
final class IdempotencyModelTest {
  /// Tries of one client; one fault is planned.
  private static final int TRIES = 3;

  /// Texts of an attempt that died are given up after it.
  private static final Duration GIVEN_UP = Duration.ofMinutes(15);

  /// A world in which one request is made by several clients.
  private static final class Model {
    final UploadModel world = UploadModel.next();
    final List<Response> answers = new ArrayList<>();

    void client() {
      for (int i = 0; i < TRIES; i++) {
        try {
          Response answer = submit();
          if (answer.status() == 201) {
            answers.add(answer);
            return;
          }
          assertThat(answer.text()).contains("idempotency-in-progress");
        } catch (StoreUnavailable lost) {
          // No answer: the client repeats the request.
        }
      }
    }

    private Response submit() {
      Request request =
          new Request(
              "r",
              "POST",
              "POST /v1/submissions",
              "/v1/submissions",
              Map.of(),
              Map.of(),
              Map.of("idempotency-key", "one"),
              List.of(),
              new byte[] {1},
              new Caller.Key("key", world.issuer, Set.of()));
      return new Idempotency(world.items, world.clock).once(request, this::effect);
    }

    /// As the handler does it: the use case with the answer's row in its transaction.
    private Response effect(Attempt attempt) {
      SubmitEvidence.Command command =
          new SubmitEvidence.Command(
              world.issuer,
              new Learner("Ada", "ada@example.org"),
              world.achievement,
              List.of(new EvidenceDraft.Text("Reflection", "", "what I learned")),
              List.of());
      SubmitEvidence.Outcome outcome =
          new SubmitEvidence(world.items, world.evidence, world.clock, world.random)
              .submit(command, attempt.storing(IdempotencyModelTest::answer));
      return switch (outcome) {
        case SubmitEvidence.Outcome.Created(SubmissionRecord record, var uploads) -> answer(record);
        case SubmitEvidence.Outcome.Contended() -> throw new Contended();
        default -> throw new AssertionError(outcome);
      };
    }

    void end() {
      if (answers.isEmpty()) {
        client();
      }
      List<String> made = submissions();
      assertThat(made).as("one key, one effect").hasSize(1);
      assertThat(answers.stream().map(answer -> Json.parse(answer.body()).path("id").asString()))
          .as("and one answer")
          .containsOnly(made.getFirst());
      world.clock.advance(GIVEN_UP);
      new ExpireInvitations(world.items, world.evidence, world.clock).sweep();
      assertThat(world.objects.names())
          .as("texts of attempts that lost are gone")
          .hasSize(1)
          .allMatch(name -> name.contains(made.getFirst()));
    }

    private List<String> submissions() {
      return world.memory.all().stream()
          .map(Item::key)
          .filter(key -> key.sort().equals("SUBMISSION"))
          .map(key -> key.partition().substring("SUB#".length()))
          .filter(id -> !id.equals(world.id.text()))
          .toList();
    }
  }

  private static Response answer(SubmissionRecord record) {
    return Response.json(201, Map.of("id", record.submission().id().text()));
  }

  private static Explored explore(int preemptions, int faults) {
    return Schedules.exhaustive(
        preemptions,
        faults,
        () -> {
          Model model = new Model();
          return new Scenario(List.of(model::client, model::client), model::end);
        });
  }

  @Test
  @Tag("check-62")
  @Tag("check-90")
  void sameRequest_twiceAtOnce_hasOneEffectAndOneAnswer() {
    Explored explored = explore(Depth.of(3, 4), 0).and(explore(Depth.of(1, 2), Depth.of(1, 2)));
    System.out.println("idempotency: " + explored);
    assertThat(explored.schedules()).isGreaterThan(100);
  }
}
