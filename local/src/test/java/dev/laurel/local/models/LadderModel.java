package dev.laurel.local.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.CredentialId;
import dev.laurel.issuance.Issuance;
import dev.laurel.issuance.Progress;
import dev.laurel.issuance.RevokeCredential;
import dev.laurel.issuance.Standing;
import dev.laurel.storage.Companion;
import dev.laurel.storage.Cursor;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// What may happen to one award: invocations, an operator, a revoker and a sequencer over the same
/// stores, and what must hold whatever they do.
final class LadderModel {
  /// States that were found right: most schedules lead to one that another led to before.
  private static final Set<Object> RIGHT = ConcurrentHashMap.newKeySet();

  final IssuanceModel world;
  private boolean revoked;

  LadderModel(IssuanceModel world) {
    this.world = world.copy();
  }

  private Issuance room() {
    return world.room(this::check);
  }

  /// One delivery of the approval, or of anything else that makes the ladder go on.
  void invocation() {
    room().ladder().advance(world.submission);
  }

  /// The sequencer's run and the signals that follow from it.
  void sequencer() {
    world.integrate(room(), world.sequencer(this::check));
  }

  void park() {
    room().standing().park(world.submission, "it keeps failing");
  }

  void abandon() {
    Standing.Outcome outcome =
        room().standing().abandon(world.issuer, world.submission, "a mistake", Companion.none());
    assertThat(outcome).isInstanceOfAny(Standing.Outcome.Done.class, Standing.Outcome.NotNow.class);
  }

  void resume() {
    Standing.Outcome outcome =
        room().standing().resume(world.issuer, world.submission, Companion.none());
    assertThat(outcome).isInstanceOfAny(Standing.Outcome.Done.class, Standing.Outcome.NotNow.class);
  }

  void revoke() {
    CredentialId id = new CredentialId(intent().path("credential").asString());
    RevokeCredential.Outcome outcome =
        room().revocation().revoke(world.issuer, id, "wrong", Companion.none());
    assertThat(outcome).isInstanceOf(RevokeCredential.Outcome.Revoked.class);
    revoked = true;
  }

  private JsonNode intent() {
    return world.intents(world.submission).getFirst();
  }

  /// What holds at every moment.
  void check() {
    if (!RIGHT.add(List.of(world.memory.all(), revoked))) {
      return;
    }
    long published = 0;
    for (JsonNode intent : world.intents(world.submission)) {
      String credential = "CRED#" + intent.path("credential").asString();
      boolean isPublished = world.has(credential, "PUBLISHED");
      boolean isAbandoned = !intent.path("abandoned").asString("").isEmpty();
      published += isPublished ? 1 : 0;
      assertThat(isPublished)
          .as("the intent's state says so")
          .isEqualTo(intent.path("state").asString().equals("PUBLISHED"));
      assertThat(isPublished && isAbandoned).as("3: published or given up, not both").isFalse();
      assertThat(isPublished && !intent.path("parked").asString("").isEmpty())
          .as("nothing is published that stands")
          .isFalse();
      assertThat(!isAbandoned || world.has(credential, "REVOCATION"))
          .as("3: what was given up is revoked with it")
          .isTrue();
      String end = intent.path("abandonEntry").asString("");
      assertThat(end.isEmpty() || isAbandoned).as("3: its end follows").isTrue();
      assertThat(end.isEmpty() || world.isLogged(intent.path("entry").asString()))
          .as("3: and never comes before its beginning is in the log")
          .isTrue();
    }
    assertThat(published).as("1: one credential").isLessThanOrEqualTo(1);
    List<JsonNode> intents = world.intents(world.submission);
    for (JsonNode before : intents.subList(0, Math.max(0, intents.size() - 1))) {
      assertThat(world.isLogged(before.path("abandonEntry").asString("")))
          .as("3: the next intent comes after the end of the one before is in the log")
          .isTrue();
    }
    if (revoked) {
      assertThat(world.has("CRED#" + intent().path("credential").asString(), "REVOCATION"))
          .as("5, 8: an accepted revocation stays")
          .isTrue();
    }
  }

  /// Everything goes on by itself; then a person looks at what stands and lets it go on.
  void end() {
    check();
    if (!RIGHT.add(world.image())) {
      return;
    }
    settle();
    for (int i = 0; i < 2 && stands(); i++) {
      assertThat(world.room().awards().parked(world.issuer, 10, Cursor.START).entries())
          .as("3: what stands is visible")
          .extracting(Progress::submission)
          .contains(world.submission);
      Standing.Outcome resumed =
          world.room().standing().resume(world.issuer, world.submission, Companion.none());
      assertThat(resumed)
          .as("what stands can be resumed, and given up for good what is abandoned")
          .isInstanceOf(Standing.Outcome.Done.class);
      settle();
    }
    assertThat(
            world.intents(world.submission).stream()
                .filter(intent -> intent.path("state").asString().equals("PUBLISHED")))
        .as("1: exactly one credential in the end")
        .hasSize(1);
    for (JsonNode intent : world.intents(world.submission)) {
      String end = intent.path("abandonEntry").asString("");
      assertThat(world.isLogged(intent.path("entry").asString())).isTrue();
      assertThat(
              intent.path("state").asString().equals("PUBLISHED")
                  || (!end.isEmpty() && world.isLogged(end)))
          .as("3: every issue entry comes to an end")
          .isTrue();
    }
    for (ModelKeys.Signed signed : world.keys.signed()) {
      assertThat(world.isLogged(signed.entry())).as("2: still").isTrue();
    }
    world.checkLog();
  }

  private void settle() {
    world.settle(world.submission);
    check();
  }

  private boolean stands() {
    return !world.intents(world.submission).isEmpty()
        && !world.intents(world.submission).getLast().path("parked").asString("").isEmpty();
  }
}
