package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.Table;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.PublishedRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What must hold of the room's world at every moment, and what must hold once it is at rest.
final class Invariants {
  private Invariants() {}

  static void check(World world) {
    List<CredentialOwner> owners = owners(world);
    Set<String> submissions = new HashSet<>();
    Set<String> places = new HashSet<>();
    for (CredentialOwner owner : owners) {
      assertThat(submissions.add(owner.submission())).as("one credential a submission").isTrue();
      assertThat(places.add(owner.statusList() + "/" + owner.statusIndex()))
          .as("an index is used once")
          .isTrue();
      assertThat(world.rows("INDEX#" + owner.statusIndex())).as("and bound").isNotEmpty();
      checkCredential(world, owner);
    }
    checkSigned(world);
    checkPersonalData(world);
  }

  private static void checkCredential(World world, CredentialOwner owner) {
    PublishedRecord record = world.record(owner.id());
    boolean published = record.published().isPresent();
    String suffix = "#" + owner.id().text();
    List<Item> rows = world.memory.all();
    assertThat(rows.stream().filter(item -> item.key().sort().equals("CREDENTIAL" + suffix)))
        .as("usage counts it once")
        .hasSize(published ? 1 : 0);
    assertThat(world.published.recipient(owner.id()).isPresent()).isEqualTo(published);
    if (published) {
      boolean revoked = record.revocation().isPresent();
      StatusListHead head = world.head(owner.statusList());
      assertThat(world.verify(owner.id()).verdict())
          .as("what is published verifies by its published list")
          .isIn(revoked ? List.of(Verdict.REVOKED, Verdict.VALID) : List.of(Verdict.VALID));
      assertThat(head.bitstring().get(owner.statusIndex())).isEqualTo(revoked);
    }
    if (record.revocation().isPresent()) {
      assertThat(world.head(owner.statusList()).bitstring().get(owner.statusIndex()))
          .as("an accepted revocation is in the bits")
          .isTrue();
    }
  }

  /// One hash data per document, and nothing signed that no intent or list holds.
  private static void checkSigned(World world) {
    Set<String> intents =
        world.memory.all().stream()
            .filter(item -> item.key().sort().startsWith("INTENT#"))
            .map(item -> Json.read(item.body(), Intent.Row.class).hashData())
            .collect(Collectors.toSet());
    Set<String> signed =
        world.signer.of("/credentials/").stream()
            .map(TestSigner.Signed::hashData)
            .collect(Collectors.toSet());
    assertThat(intents).as("signed only what is fixed").containsAll(signed);
    long documents =
        world.signer.of("/credentials/").stream().map(TestSigner.Signed::id).distinct().count();
    assertThat(signed).as("one hash data an intent").hasSize((int) documents);
  }

  private static void checkPersonalData(World world) {
    for (Item item : world.memory.all()) {
      String sort = item.key().sort();
      if (!sort.equals("LEARNER") && !sort.equals("RECIPIENT")) {
        assertThat(item.body()).as(sort).doesNotContain(World.EMAIL);
        if (!sort.equals("PUBLISHED") && !isMoving(item)) {
          assertThat(item.body()).as(sort).doesNotContain("O'Neil");
        }
      }
    }
  }

  private static boolean isMoving(Item item) {
    return item.key().sort().startsWith("INTENT#")
        && !Json.read(item.body(), Intent.Row.class).state().equals("PUBLISHED");
  }

  /// After redelivery and sweep: everything passed is published once, and every list is signed.
  static void checkAtRest(World world, List<SubmissionId> passed) {
    check(world);
    assertThat(owners(world).stream().map(CredentialOwner::submission))
        .containsExactlyInAnyOrderElementsOf(passed.stream().map(SubmissionId::text).toList());
    for (CredentialOwner owner : owners(world)) {
      CredentialId id = owner.id();
      PublishedRecord record = world.record(id);
      assertThat(record.published()).isPresent();
      assertThat(world.verify(id).verdict())
          .isEqualTo(record.revocation().isPresent() ? Verdict.REVOKED : Verdict.VALID);
      assertThat(world.head(owner.statusList()).isSigned()).isTrue();
      assertThat(world.copy(owner.statusList()))
          .as("the public copy is the newest")
          .hasValue(world.published.statusList(owner.statusList()).orElseThrow().bytes());
      assertThat(
              world.memory.all(Table.OUTBOX).stream()
                  .filter(item -> item.key().partition().equals("notification#" + id.text())))
          .as("announced once")
          .hasSize(1);
    }
  }

  private static List<CredentialOwner> owners(World world) {
    return world.rows("OWNER").stream().map(CredentialOwner::from).toList();
  }
}
