package dev.laurel.issuers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.credentials.did.DidDocument;
import dev.laurel.json.Json;
import dev.laurel.storage.Companion;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Message;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.FaultyItemStore;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class RegistrationTest {
  private static final Registration.NewIssuer NEW =
      new Registration.NewIssuer(
          "Academy® <b>", "https://academy.example", "hello@academy.example", "");

  private final FixedClock clock = FixedClock.at("2026-11-21T10:00:00Z");
  private final MemoryItemStore items = new MemoryItemStore(clock);
  private final CountingRandom random = new CountingRandom();
  private final Registration registration =
      new Registration(items, Samples.KEYS, "localhost:8080", clock, random);
  private final KeyIssuing issuing = new KeyIssuing(items, clock, random);
  private final ApiKeyStore keys = new ApiKeyStore(items);

  private Registration.Registered registered() {
    return ((Registration.Result.Done) registration.register(NEW, Companion.none())).registered();
  }

  @Test
  void register_issuer_hasProfileKeyDidAndMessage() {
    Registration.Registered made = registered();
    assertThat(new IssuerStore(items).get(made.issuer().id(), Read.CONSISTENT))
        .contains(made.issuer());
    ApiKey key = keys.find(made.key().key().id()).orElseThrow();
    assertThat(key).isEqualTo(made.key().key());
    assertThat(key.scopes())
        .isEqualTo(EnumSet.of(Scope.ADMIN, Scope.SUBMIT, Scope.REVOKE, Scope.READ));
    assertThat(made.did().text())
        .isEqualTo("did:web:localhost%3A8080:issuers:" + made.issuer().id());
    DidDocument document =
        DidDocument.parse(Json.parse(made.didDocument().getBytes(StandardCharsets.UTF_8)))
            .orElseThrow();
    assertThat(document.assertionMethod()).containsExactly(made.did().text() + "#key-1");
    assertThat(items.all(Table.OUTBOX))
        .singleElement()
        .satisfies(item -> {
          Message message = Message.from(item).orElseThrow();
          assertThat(message.topic()).isEqualTo(Message.Topic.ISSUANCE);
          assertThat(message.type()).isEqualTo("did");
          assertThat(message.body()).isEqualTo("{\"issuer\":\"" + made.issuer().id() + "\"}");
        });
  }

  @Tag("check-59")
  @Test
  void register_key_isStoredOnlyAsItsHash() {
    Registration.Registered made = registered();
    String secret = made.key().secret();
    assertThat(secret).matches("laurel_[0-9a-f]{32}_[0-9a-f]{64}");
    assertThat(made.key().toString()).doesNotContain(secret);
    assertThat(items.all()).noneMatch(item -> item.body().contains(secret.substring(40)));
    assertThat(made.key().key().hashHex())
        .isEqualTo(Sha256.hex(secret.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void register_companionThatConflicts_writesNothing() {
    ItemKey taken = ItemKey.of("TAKEN", "ROW");
    items.write(List.of(Write.create(Item.of(taken, 1, "{}"))));
    assertThat(registration.register(NEW, r -> List.of(Write.create(Item.of(taken, 1, "{}")))))
        .isInstanceOf(Registration.Result.Contended.class);
    assertThat(items.all()).hasSize(1);
  }

  @Tag("check-90")
  @Test
  void register_storeFailsBefore_writesNothing() {
    FaultyItemStore faulty = new FaultyItemStore(items);
    Registration other = new Registration(faulty, Samples.KEYS, "localhost", clock, random);
    faulty.faults().before(1);
    assertThatThrownBy(() -> other.register(NEW, Companion.none()))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(items.all()).isEmpty();
  }

  @Tag("check-76")
  @Test
  void register_ids_areAllDifferentAndWithoutTimeOrder() {
    Set<String> ids = new HashSet<>();
    int ascending = 0;
    String before = "";
    for (int i = 0; i < 1_000; i++) {
      Registration.Registered made = registered();
      ids.add(made.issuer().id().text());
      ids.add(made.key().key().id());
      ascending += made.issuer().id().text().compareTo(before) > 0 ? 1 : 0;
      before = made.issuer().id().text();
    }
    assertThat(ids).hasSize(2_000);
    assertThat(ascending).isBetween(400, 600);
  }

  @Test
  void create_gradingKey_namesItsAssessorInARowOfItsOwn() {
    var issuer = registered().issuer().id();
    Assessor assessor = new Assessor("Ada", "ada@academy.example");
    CreatedKey made =
        ((KeyIssuing.Created.Done)
                issuing.create(
                    issuer,
                    "grading",
                    Set.of(Scope.GRADE),
                    Optional.of(assessor),
                    Companion.none()))
            .created();
    assertThat(keys.assessor(made.key().id())).contains(assessor);
    assertThat(assessor.toString()).doesNotContain("ada@");
    assertThat(items.all())
        .filteredOn(item -> item.body().contains("ada@academy.example"))
        .singleElement()
        .satisfies(item -> assertThat(item.key().sort()).isEqualTo("ASSESSOR"));
  }

  @Test
  void create_assessorWithoutGradingOrTheOtherWay_isAMismatch() {
    var issuer = registered().issuer().id();
    assertThat(issuing.create(issuer, "k", Set.of(Scope.GRADE), Optional.empty(), Companion.none()))
        .isInstanceOf(KeyIssuing.Created.AssessorMismatch.class);
    assertThat(
            issuing.create(
                issuer,
                "k",
                Set.of(Scope.READ),
                Optional.of(new Assessor("Ada", "ada@academy.example")),
                Companion.none()))
        .isInstanceOf(KeyIssuing.Created.AssessorMismatch.class);
  }

  @Test
  void delete_key_isGoneAtOnceAndItsAssessorStays() {
    Registration.Registered made = registered();
    var issuer = made.issuer().id();
    CreatedKey grading =
        ((KeyIssuing.Created.Done)
                issuing.create(
                    issuer,
                    "grading",
                    Set.of(Scope.GRADE),
                    Optional.of(new Assessor("Ada", "ada@academy.example")),
                    Companion.none()))
            .created();
    String id = grading.key().id();
    assertThat(issuing.delete(issuer, id, made.key().key().id()))
        .isInstanceOf(KeyIssuing.Deleted.Done.class);
    assertThat(keys.find(id)).isEmpty();
    assertThat(keys.assessor(id)).isPresent();
    assertThat(issuing.delete(issuer, id, made.key().key().id()))
        .isInstanceOf(KeyIssuing.Deleted.Unknown.class);
  }

  @Tag("check-55")
  @Test
  void delete_anotherIssuersKeyOrOwnOrNone_doesNothing() {
    Registration.Registered mine = registered();
    Registration.Registered other = registered();
    String myKey = mine.key().key().id();
    assertThat(issuing.delete(mine.issuer().id(), other.key().key().id(), myKey))
        .isInstanceOf(KeyIssuing.Deleted.Unknown.class);
    assertThat(issuing.delete(mine.issuer().id(), myKey, myKey))
        .isInstanceOf(KeyIssuing.Deleted.Calling.class);
    assertThat(issuing.delete(mine.issuer().id(), "../x", myKey))
        .isInstanceOf(KeyIssuing.Deleted.Unknown.class);
    assertThat(keys.find(other.key().key().id())).isPresent();
  }
}
