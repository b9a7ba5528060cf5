package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.did.Did;
import dev.laurel.json.Json;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.published.KeyEnd;
import dev.laurel.verification.published.PublishedKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Both tables come back from before keys changed; the log, the public copies and the key store do
/// not.
@Tag("check-107")
final class KeyRestoreTest {
  private final World world = new World();
  private final Operator operator = new Operator(world);
  private CredentialId old = CredentialId.random(world.random);
  private MemoryItemStore backup = world.memory;
  private List<PublishedKey> before = List.of();

  /// After the backup a key comes, one turns out compromised, one is retired, and a did:key begins.
  private void changed() {
    operator.register();
    operator.make("own-1", "Ed25519");
    operator.make("own-2", "EC");
    operator.settle();
    world.settleLog();
    old = world.issued();
    world.rest();
    backup = world.memory.copy(world.clock);
    operator.make("own-3", "Ed25519");
    operator.settle();
    operator.compromised("own-1", 1_000);
    operator.retire("own-2");
    operator.settle();
    operator.makeDidKey("own-4", "Ed25519");
    operator.settle();
    world.settleLog();
    before = world.published.keys(world.issuer);
    assertThat(before).allMatch(row -> row.addedAt() >= 0).hasSize(6);
    assertThat(before).allMatch(row -> row.isActive() || row.end().isDone());
  }

  private void comeBack() {
    for (Table table : Table.values()) {
      world.memory.restore(table, backup);
    }
    world.log.recover();
  }

  private List<String> entries() {
    List<String> entries = new ArrayList<>();
    var report =
        world.log.check((_, entry) -> {
          if (entry instanceof KeyAdd || entry instanceof KeyRetire) {
            entries.add(entry.id().hex());
          }
        });
    assertThat(report.faults()).isEmpty();
    return entries;
  }

  private JsonNode document() {
    byte[] copy =
        world.objects.bytes(new ObjectName("issuers/" + world.issuer + "/did.json")).orElseThrow();
    assertThat(copy).isEqualTo(world.published.did(world.issuer).orElseThrow().bytes());
    return Json.parse(copy);
  }

  /// The rows say again what they said, whatever their versions are.
  private void allIsKnownAgain(List<String> said) {
    assertThat(world.published.keys(world.issuer))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("version")
        .isEqualTo(before);
    assertThat(entries()).as("nothing is said twice").isEqualTo(said);
    assertThat(document().path("assertionMethod").toString())
        .contains("#own-2", "#own-3")
        .doesNotContain("#own-1");
    assertThat(document().path("verificationMethod").toString()).contains("#own-1");
    PublishedKey hosted = operator.key("own-4");
    assertThat(world.published.hosted(new Did(hosted.did()))).contains(world.issuer);
    assertThat(world.verifyKnowing(old).verdict()).isEqualTo(Verdict.VALID);
    assertThat(
            world
                .withoutProofs()
                .verify(world.record(old).published().orElseThrow().bytes())
                .check(Check.KEY)
                .orElseThrow()
                .is(CheckType.KEY_COMPROMISED))
        .isTrue();
    CredentialId fresh = world.issued();
    assertThat(world.document(fresh).path("proof").path(0).path("verificationMethod").asString())
        .endsWith("#own-3");
    assertThat(world.verifyKnowing(fresh).verdict()).isEqualTo(Verdict.VALID);
  }

  /// Whoever takes the message reads whose keys have changed.
  @Test
  void message_ofAnIssuer_namesIt() {
    assertThat(IssuerBeginnings.message(world.issuer).body())
        .isEqualTo("{\"issuer\":\"" + world.issuer + "\"}");
  }

  @Test
  void restore_fromBeforeKeysChanged_knowsWhatTheLogKnows() {
    changed();
    List<String> said = entries();
    comeBack();
    assertThat(operator.key("own-1").state()).as("forgotten").isEqualTo(KeyEnd.State.ACTIVE);
    assertThat(world.published.key(world.issuer, "own-4")).isEmpty();

    world.room().restore();
    world.settleLog();
    world.rest();

    allIsKnownAgain(said);
    assertThat(world.room().begin(world.issuer)).as("nothing is left to do").isTrue();
  }

  @Test
  void restore_compromiseThatTheLogNeverHeardOf_staysAsThePublicDocumentSaid() {
    operator.register();
    operator.make("own-1", "Ed25519");
    operator.settle();
    old = world.issued();
    backup = world.memory.copy(world.clock);
    operator.compromised("own-1", 3);
    world.room().begin(world.issuer);
    comeBack();
    assertThat(operator.key("own-1").isActive()).as("forgotten").isTrue();

    world.room().restore();
    long size = operator.key("own-1").below();
    operator.settle();
    operator.settle();
    world.rest();

    assertThat(document().path("assertionMethod").toString()).doesNotContain("#own-1");
    assertThat(operator.key("own-1").end().isDone()).isTrue();
    assertThat(size).as("the size of the log").isGreaterThan(3);
    assertThat(world.verifyKnowing(old).verdict()).isEqualTo(Verdict.VALID);
    CredentialId fresh = world.issued();
    assertThat(world.document(fresh).path("proof").path(0).path("verificationMethod").asString())
        .endsWith("#key-1");
    assertThat(entries()).hasSize(4);
  }

  @Test
  void restore_rowsThatAreUpToTheLog_changesNoKey() {
    changed();
    List<String> said = entries();

    world.room().restore();
    world.settleLog();

    assertThat(world.published.keys(world.issuer)).isEqualTo(before);
    assertThat(entries()).isEqualTo(said);
  }

  @Test
  @Tag("check-90")
  void restore_dyingAtAnyCall_endsInTheSame() {
    changed();
    List<String> said = entries();
    comeBack();
    MemoryItemStore recovered = world.memory.copy(world.clock);
    world.faults.reset();
    world.room().restore();
    int calls = world.faults.calls();
    for (int call = 1; call <= calls; call++) {
      for (Table table : Table.values()) {
        world.memory.restore(table, recovered);
      }
      world.faults.reset();
      if (call % 2 == 0) {
        world.faults.dieBefore(call);
      } else {
        world.faults.dieAfter(call);
      }
      try {
        world.room().restore();
      } catch (StoreUnavailable e) {
        // The operator calls again.
      }
      world.faults.reset();
      world.room().restore();
      assertThat(world.memory.get(ItemKey.log("log", "RESTORING"), Read.CONSISTENT)).isEmpty();
      assertThat(world.published.keys(world.issuer))
          .as("call %d", call)
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("version")
          .isEqualTo(before);
    }
    world.settleLog();
    world.rest();
    allIsKnownAgain(said);
    assertThat(calls).isGreaterThan(15);
  }
}
