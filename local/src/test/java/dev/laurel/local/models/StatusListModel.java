package dev.laurel.local.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.status.Bitstring;
import dev.laurel.issuance.Issuance;
import dev.laurel.issuance.RevokeCredential;
import dev.laurel.issuance.SignerUnavailable;
import dev.laurel.issuance.SuspendCredential;
import dev.laurel.json.Json;
import dev.laurel.storage.Companion;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.Read;
import dev.laurel.storage.Table;
import dev.laurel.testkit.schedule.Scheduled;
import dev.laurel.verification.published.CredentialOwner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// What may happen to one status list with two published credentials: revocations, signers, the
/// sequencer and the end of half its life, and what must hold whatever they do.
final class StatusListModel {
  /// Half of a list's life, and a little.
  private static final Duration HALF_LIFE = Duration.ofHours(85);

  private static final Set<Object> RIGHT = ConcurrentHashMap.newKeySet();

  final IssuanceModel world;
  private final List<CredentialOwner> owners;
  private final List<CredentialId> accepted = new ArrayList<>();
  private Optional<JsonNode> seen;

  StatusListModel(IssuanceModel stage) {
    this.world = stage.copy();
    this.owners =
        world.memory.all(Table.ITEMS).stream()
            .filter(item -> item.key().sort().equals("OWNER"))
            .map(CredentialOwner::from)
            .toList();
    this.seen = copy();
  }

  /// A world in which both submissions have their credentials.
  static IssuanceModel published() {
    return published(false);
  }

  /// The same with credentials that can be suspended, or not.
  static IssuanceModel published(boolean suspension) {
    IssuanceModel world = new IssuanceModel(suspension);
    for (SubmissionId each : List.of(world.submission, world.another)) {
      world.settle(each);
    }
    return world;
  }

  private Issuance room() {
    return world.room(this::check);
  }

  void revoke(int credential) {
    CredentialId id = owners.get(credential).id();
    RevokeCredential.Outcome outcome =
        room().revocation().revoke(world.issuer, id, "wrong", Companion.none());
    assertThat(outcome).isInstanceOf(RevokeCredential.Outcome.Revoked.class);
    accepted.add(id);
  }

  void suspend(int credential) {
    done(
        room()
            .suspension()
            .suspend(world.issuer, owners.get(credential).id(), "looked at", Companion.none()));
  }

  void reinstate(int credential) {
    done(
        room()
            .suspension()
            .reinstate(world.issuer, owners.get(credential).id(), "well", Companion.none()));
  }

  private static void done(SuspendCredential.Outcome outcome) {
    assertThat(outcome).isInstanceOf(SuspendCredential.Outcome.Done.class);
  }

  /// Whoever brings lists up: a sweep, or the end of another's call.
  void signer() {
    room().sweepStatusLists();
  }

  void sequencer() {
    try {
      world.integrate(room(), world.sequencer(this::check));
    } catch (SignerUnavailable lost) {
      // The signal is lost; the sweep comes back to it.
    }
  }

  void halfALife() {
    Scheduled.call(
        "clock",
        () -> {
          world.clock.advance(HALF_LIFE);
          return HALF_LIFE;
        });
  }

  /// What holds at every moment.
  void check() {
    if (!RIGHT.add(List.of(world.memory.all(), world.objects.image(), List.copyOf(accepted)))) {
      return;
    }
    Bitstring bits = bits(head().path("bits").asString());
    for (CredentialOwner owner : owners) {
      assertThat(bits.get(owner.statusIndex()))
          .as("8: the bit is decided with the revocation")
          .isEqualTo(isRevoked(owner.id()));
    }
    twin()
        .ifPresent(head ->
            assertThat(owners)
                .as("8: the bit is decided with the suspension")
                .allMatch(owner ->
                    bits(head.path("bits").asString()).get(owner.statusIndex())
                        == isSuspended(owner.id())));
    assertThat(accepted).as("5, 8: an accepted revocation stays").allMatch(this::isRevoked);
    Optional<JsonNode> now = copy();
    if (seen.isPresent() && now.isPresent()) {
      assertThat(from(now.get())).as("8: never older").isAfterOrEqualTo(from(seen.get()));
      Bitstring before = encoded(seen.get());
      Bitstring after = encoded(now.get());
      assertThat(owners)
          .as("8: the public list never takes a revocation back")
          .allMatch(owner -> !before.get(owner.statusIndex()) || after.get(owner.statusIndex()));
    }
    seen = now;
  }

  void end() {
    check();
    if (!RIGHT.add(List.of(world.image(), List.copyOf(accepted)))) {
      return;
    }
    world.settle(world.submission);
    check();
    JsonNode head = head();
    assertThat(head.path("signedVersion").asLong())
        .as("8: nothing is left to sign")
        .isGreaterThanOrEqualTo(head.path("bitsVersion").asLong());
    assertThat(head.path("pendingVersion").asLong()).isZero();
    Bitstring published = encoded(copy().orElseThrow());
    for (CredentialOwner owner : owners) {
      assertThat(published.get(owner.statusIndex()))
          .as("8: the public list says what was decided")
          .isEqualTo(isRevoked(owner.id()));
    }
    if (twin().isPresent()) {
      Bitstring suspended = encoded(copy(twinId()).orElseThrow());
      assertThat(owners)
          .as("8: the public list says who is suspended")
          .allMatch(owner -> suspended.get(owner.statusIndex()) == isSuspended(owner.id()));
      assertThat(twin().orElseThrow().path("pendingVersion").asLong()).isZero();
    }
    assertThat(world.keys.signed().stream().map(ModelKeys.Signed::entry).distinct().count())
        .as("7: one content per version")
        .isEqualTo(world.keys.signed().stream().map(ModelKeys.Signed::hashData).distinct().count());
    world.checkLog();
  }

  private boolean isRevoked(CredentialId id) {
    return world.has("CRED#" + id.text(), "REVOCATION");
  }

  private boolean isSuspended(CredentialId id) {
    return world
        .memory
        .get(ItemKey.of("CRED#" + id.text(), "SUSPENSION"), Read.CONSISTENT)
        .map(row -> Json.read(row.body(), JsonNode.class).path("suspended").asBoolean())
        .orElse(false);
  }

  private JsonNode head() {
    return head(list()).orElseThrow();
  }

  /// The head of the twin for suspension; empty where nobody asked for one.
  private Optional<JsonNode> twin() {
    return head(twinId());
  }

  /// Known by its purpose: the other list of the world.
  private String twinId() {
    return world.memory.all(Table.ITEMS).stream()
        .filter(row -> row.key().sort().equals("HEAD") && row.body().contains("suspension"))
        .map(row -> row.key().partition().substring("LIST#".length()))
        .findFirst()
        .orElse("none");
  }

  private Optional<JsonNode> head(String list) {
    return world
        .memory
        .get(ItemKey.of("LIST#" + list, "HEAD"), Read.CONSISTENT)
        .map(Item::body)
        .map(body -> Json.read(body, JsonNode.class));
  }

  private String list() {
    return owners.getFirst().statusList();
  }

  /// The public copy of the list.
  private Optional<JsonNode> copy() {
    return copy(list());
  }

  private Optional<JsonNode> copy(String list) {
    return world.objects.bytes(new ObjectName("status-lists/" + list + ".json")).map(Json::parse);
  }

  private static Instant from(JsonNode list) {
    return Instant.parse(list.path("validFrom").asString());
  }

  private static Bitstring encoded(JsonNode list) {
    return bits(list.at("/credentialSubject/encodedList").asString());
  }

  private static Bitstring bits(String text) {
    return switch (Bitstring.decode(text, Bitstring.MINIMUM_SIZE)) {
      case Bitstring.Decoding.Decoded(Bitstring bits) -> bits;
      case Bitstring.Decoding.Refused refused -> throw new AssertionError("a damaged list");
    };
  }
}
