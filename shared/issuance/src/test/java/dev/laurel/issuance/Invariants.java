package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.Read;
import dev.laurel.storage.Table;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.PublishedRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What must hold of the room's world at every moment, and what must hold once it is at rest.
final class Invariants {
  private Invariants() {}

  static void check(World world) {
    List<CredentialOwner> owners = owners(world);
    Set<String> published = new HashSet<>();
    Set<String> places = new HashSet<>();
    for (CredentialOwner owner : owners) {
      if (world.record(owner.id()).published().isPresent()) {
        assertThat(published.add(owner.submission())).as("one published a submission").isTrue();
      }
      assertThat(places.add(owner.statusList() + "/" + owner.statusIndex()))
          .as("an index is used once")
          .isTrue();
      assertThat(world.rows("INDEX#" + owner.statusIndex())).as("and bound").isNotEmpty();
      checkCredential(world, owner);
    }
    checkIntents(world);
    checkRequests(world);
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
    assertThat(world.published.recipient(owner.id()).isPresent())
        .as("a request names nobody to write to, a renewal whom the old one did")
        .isEqualTo(published && isMailed(world, owner));
    if (published && !owner.renews().isEmpty()) {
      assertThat(
              world
                  .record(new CredentialId(owner.renews()))
                  .revocation()
                  .orElseThrow()
                  .replacement())
          .as("published means that the old one is revoked in its favour")
          .hasValue(owner.id());
    }
    if (published) {
      boolean revoked = record.revocation().isPresent();
      assertThat(world.verify(owner.id()).verdict())
          .as("what is published verifies by its published list and by the log")
          .isIn(revoked ? List.of(Verdict.REVOKED, Verdict.VALID) : List.of(Verdict.VALID));
    }
    assertThat(world.head(owner.statusList()).bitstring().get(owner.statusIndex()))
        .as("a revocation, and nothing else, is in the bits")
        .isEqualTo(record.revocation().isPresent());
  }

  private static void checkIntents(World world) {
    for (Intent intent : intents(world)) {
      assertThat(intent.hasEntry()).isTrue();
      if (intent.isAbandoned()) {
        assertThat(intent.state()).isNotEqualTo(Intent.State.PUBLISHED);
        assertThat(world.record(intent.credential()).revocation())
            .as("whoever may sign it still, signs what is revoked")
            .isPresent();
        assertThat(intent.document()).isEmpty();
      }
      if (intent.isEnding()) {
        EntryRow end = world.log.row(new EntryId(intent.abandonEntry()));
        EntryRow begin = world.log.row(new EntryId(intent.entry()));
        assertThat(begin.state()).isEqualTo(EntryRow.State.LOGGED);
        if (end.state() == EntryRow.State.LOGGED) {
          assertThat(end.index()).isGreaterThan(begin.index());
        }
      }
    }
  }

  /// One hash data per document, and nothing signed that no intent or list holds.
  private static void checkSigned(World world) {
    Set<String> fixed =
        world.memory.all().stream()
            .filter(item -> item.key().sort().startsWith("INTENT#"))
            .flatMap(item -> World.hashes(Json.read(item.body(), JsonNode.class)).stream())
            .collect(Collectors.toSet());
    Set<String> signed =
        world.signer.of("/credentials/").stream()
            .map(TestSigner.Signed::hashData)
            .collect(Collectors.toSet());
    assertThat(fixed).as("signed only what is fixed").containsAll(signed);
    Set<String> documents =
        world.signer.of("/credentials/").stream()
            .map(TestSigner.Signed::id)
            .collect(Collectors.toSet());
    long forms =
        intents(world).stream()
            .filter(intent -> documents.contains(intent.documentId(world.site)))
            .mapToLong(intent -> intent.forms().size())
            .sum();
    assertThat(signed)
        .as("one hash data for each form of an intent")
        .hasSizeLessThanOrEqualTo((int) forms);
  }

  private static void checkPersonalData(World world) {
    for (Item item : world.memory.all()) {
      String sort = item.key().sort();
      if (!sort.equals("LEARNER") && !sort.equals("RECIPIENT")) {
        assertThat(item.body()).as(sort).doesNotContain(World.EMAIL);
        if (!sort.equals("PUBLISHED") && !sort.equals("REQUEST") && !isMoving(item)) {
          assertThat(item.body()).as(sort).doesNotContain("O'Neil");
        }
      }
    }
  }

  private static boolean isMoving(Item item) {
    return item.key().sort().startsWith("INTENT#di#")
        && !Json.read(item.body(), IntentRow.class).state().equals("PUBLISHED");
  }

  private static boolean isMailed(World world, CredentialOwner owner) {
    return owner.renews().isEmpty()
        ? !isRequested(world, owner)
        : world.published.recipient(new CredentialId(owner.renews())).isPresent();
  }

  private static boolean isRequested(World world, CredentialOwner owner) {
    return world
        .memory
        .get(CredentialRequest.key(new SubmissionId(owner.submission())), Read.CONSISTENT)
        .isPresent();
  }

  /// A request keeps the client's document until it is published, and no longer.
  private static void checkRequests(World world) {
    for (Item row : world.rows("REQUEST")) {
      CredentialRequest request = CredentialRequest.from(row);
      boolean published =
          owners(world).stream()
              .filter(owner -> owner.submission().equals(request.id().text()))
              .anyMatch(owner -> world.record(owner.id()).published().isPresent());
      assertThat(request.document().isEmpty()).isEqualTo(published || request.isAbandoned());
    }
  }

  /// After redelivery, log and sweep: everything passed is published once, and every list is
  /// signed.
  static void checkAtRest(World world, List<SubmissionId> passed) {
    check(world);
    List<CredentialOwner> published =
        owners(world).stream()
            .filter(owner -> world.record(owner.id()).published().isPresent())
            .toList();
    assertThat(published.stream().map(CredentialOwner::submission))
        .containsExactlyInAnyOrderElementsOf(passed.stream().map(SubmissionId::text).toList());
    assertThat(world.log.rows()).allMatch(row -> row.state() == EntryRow.State.LOGGED);
    for (Intent intent : intents(world)) {
      assertThat(intent.state() == Intent.State.PUBLISHED || intent.isEnding())
          .as("every issue entry ends in one published credential or one abandon entry")
          .isTrue();
    }
    for (CredentialOwner owner : published) {
      CredentialId id = owner.id();
      PublishedRecord record = world.record(id);
      assertThat(world.verify(id).verdict())
          .isEqualTo(record.revocation().isPresent() ? Verdict.REVOKED : Verdict.VALID);
      assertThat(world.head(owner.statusList()).isSigned()).isTrue();
      assertThat(world.copy(owner.statusList()))
          .as("the public copy is the newest")
          .hasValue(world.published.statusList(owner.statusList()).orElseThrow().bytes());
      assertThat(
              world.memory.all(Table.OUTBOX).stream()
                  .filter(item -> item.key().partition().equals("notification#" + id.text())))
          .as("announced once, unless a client asked for it")
          .hasSize(isMailed(world, owner) ? 1 : 0);
    }
  }

  static List<Intent> intents(World world) {
    return world.memory.all(Table.ITEMS).stream()
        .filter(item -> item.key().sort().startsWith("INTENT#di#"))
        .map(Invariants::intent)
        .toList();
  }

  private static Intent intent(Item item) {
    String sort = item.key().sort();
    return Intent.from(
        new SubmissionId(item.key().partition().substring("AWARD#".length())),
        Integer.parseInt(sort.substring(sort.lastIndexOf('#') + 1)),
        item);
  }

  private static List<CredentialOwner> owners(World world) {
    return world.rows("OWNER").stream().map(CredentialOwner::from).toList();
  }
}
