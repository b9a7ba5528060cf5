package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.status.Bitstring;
import dev.laurel.embedded.FileLogKeys;
import dev.laurel.embedded.FileRootKey;
import dev.laurel.json.Json;
import dev.laurel.local.Running.Tenant;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.Read;
import dev.laurel.storage.Table;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.tlog.check.LogCheck;
import dev.laurel.tlog.check.LogFiles;
import dev.laurel.tlog.check.Report;
import dev.laurel.tlog.entry.Abandon;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.tlog.entry.LogEntry;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.LogLookup;
import dev.laurel.tlog.sequencing.Restoring;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A whole deployment whose tables come back from a backup, brought up as
/// `docs/runbooks/restore.md` says, while buckets and keys stay as they are.
@Tag("check-107")
final class RestoreTest {
  @TempDir Path folder;

  private Path keys;
  private Running world;
  private Tenant issuer;
  private String achievement;

  /// Where the bit of each credential is that was ever seen.
  private final Map<String, String> places = new HashMap<>();

  @BeforeEach
  void anIssuer() throws IOException {
    keys = folder.resolve("keys");
    TemplateFile template = TemplateFile.read(Roots.project().resolve("template.yaml"));
    world = new Running(template, keys, Wired.OPERATOR_KEY);
    issuer = world.tenant("A");
    achievement =
        world
            .must(201, "POST", "/v1/achievements", issuer.key(), Running.achievement("Bees"))
            .path("id")
            .stringValue();
  }

  @Test
  void tables_fromBeforeAwardsAndARevocation_keepEveryPromiseThatWasMade() {
    String kept = credential(passed(submitted()));
    String revoked = credential(passed(submitted()));
    String later = submitted();
    // One award is queued for the log and no further.
    world.logStandsStill = true;
    String underway = passed(submitted());
    MemoryItemStore backup = world.items.copy(world.clock);
    world.logStandsStill = false;
    world.clock.advance(Duration.ofMinutes(2));
    world.sweep();
    String finished = credential(underway);
    String lost = credential(passed(later));
    world.must(
        200,
        "POST",
        "/v1/credentials/" + revoked + "/status",
        issuer.key(),
        Map.of("status", "revoked", "reason", "Issued to the wrong person"));
    assertThat(isRevoked(revoked)).isTrue();
    byte[] older = checkpoint();

    restore(backup);

    assertThat(isRevoked(revoked)).as("the public list still says so").isTrue();
    rest();
    assertThat(isRevoked(revoked)).as("and so does every later one").isTrue();
    assertThat(isRevoked(kept)).isFalse();
    assertThat(credential(underway)).as("it is the same one").isEqualTo(finished);
    String again = credential(passed(later));
    assertThat(again).as("another credential").isNotEqualTo(lost);
    String fresh = credential(passed(submitted()));
    assertThat(places.keySet()).contains(kept, revoked, finished, lost, again, fresh);
    assertThat(places.values()).as("no place twice").doesNotHaveDuplicates();
    List<LogEntry> log = entries(older);
    everyEntryHasOneEnd(log);
    assertThat(log).as("of the one that was lost").filteredOn(Abandon.class::isInstance).hasSize(1);
  }

  @Test
  void tables_restoredTwice_endNothingTwice() {
    MemoryItemStore backup = world.items.copy(world.clock);
    String _ = credential(passed(submitted()));
    restore(backup);
    rest();
    MemoryItemStore second = world.items.copy(world.clock);
    String _ = credential(passed(submitted()));
    byte[] older = checkpoint();

    restore(second);
    rest();
    restore(backup);
    rest();

    String _ = credential(passed(submitted()));
    List<LogEntry> log = entries(older);
    everyEntryHasOneEnd(log);
    assertThat(log).filteredOn(Abandon.class::isInstance).hasSize(2);
    assertThat(places.values()).doesNotHaveDuplicates();
  }

  @Test
  void tables_fromBeforeAKeyWasCompromised_doNotBelieveItAgain() {
    String credential = credential(passed(submitted()));
    MemoryItemStore backup = world.items.copy(world.clock);
    String keyRoute = "/v1/issuers/" + issuer.id() + "/keys";
    long below = Long.parseLong(new String(checkpoint(), StandardCharsets.UTF_8).split("\n", 3)[1]);
    world.must(
        200,
        "POST",
        keyRoute + "/key-1/retire",
        Wired.OPERATOR_KEY,
        Map.of("compromisedBelow", below, "reason", "its file was copied"));
    rest();
    JsonNode before = world.must(200, "GET", keyRoute, Wired.OPERATOR_KEY, null);
    assertThat(before.at("/keys/0/state").stringValue()).isEqualTo("compromised");
    assertThat(before.at("/keys/0/retiredAt").asLong(-1)).isGreaterThanOrEqualTo(below);
    byte[] older = checkpoint();

    restore(backup);

    assertThat(world.must(200, "GET", keyRoute, Wired.OPERATOR_KEY, null)).isEqualTo(before);
    assertThat(assertionMethods()).contains("#key-2").doesNotContain("#key-1");
    rest();
    assertThat(world.must(200, "GET", keyRoute, Wired.OPERATOR_KEY, null)).isEqualTo(before);
    String document = document(credential);
    assertThat(signer(document)).endsWith("#key-1");
    JsonNode report = world.must(200, "POST", "/verify", "", document);
    assertThat(report.path("verdict").stringValue()).as(report.toString()).isEqualTo("valid");
    String fresh = credential(passed(submitted()));
    assertThat(signer(document(fresh))).endsWith("#key-2");
    assertThat(entries(older)).filteredOn(KeyRetire.class::isInstance).hasSize(1);
  }

  private String document(String credential) {
    return new PublishedLookup(world.items)
        .credential(new CredentialId(credential))
        .flatMap(PublishedRecord::published)
        .orElseThrow()
        .document();
  }

  private static String signer(String document) {
    return Json.parse(document.getBytes(StandardCharsets.UTF_8))
        .at("/proof/0/verificationMethod")
        .stringValue();
  }

  private String assertionMethods() {
    ObjectName name = new ObjectName("issuers/" + issuer.id() + "/did.json");
    return Json.parse(world.publicObjects.bytes(name).orElseThrow())
        .path("assertionMethod")
        .toString();
  }

  /// The runbook's steps 2 to 4.
  private void restore(MemoryItemStore backup) {
    for (Table table : Table.values()) {
      world.items.restore(table, backup);
    }
    do {
      world.operation("sequencer", "restore");
    } while (state().equals(Restoring.LOG));
    assertThat(state()).isEqualTo(Restoring.LISTS);
    world.operation("issuance", "restore");
    assertThat(state()).as("nothing is held back any more").isEmpty();
  }

  private String state() {
    return Restoring.of(world.items).map(Restoring::state).orElse("");
  }

  /// Long enough for everything that stands still.
  private void rest() {
    for (int i = 0; i < 6; i++) {
      world.clock.advance(Duration.ofMinutes(6));
      world.sweep();
    }
  }

  private String submitted() {
    Map<String, Object> body =
        Map.of(
            "learner", Map.of("name", "L", "email", "l@t.example"),
            "achievement", Map.of("id", achievement, "version", 1),
            "evidence", List.of(Map.of("name", "T", "text", "I did it.")));
    return world.must(201, "POST", "/v1/submissions", issuer.key(), body).path("id").stringValue();
  }

  private String passed(String submission) {
    String path = "/v1/submissions/" + submission + "/grades";
    world.must(201, "POST", path, issuer.key(), Running.grade("done"));
    return submission;
  }

  /// The published credential of a submission.
  private String credential(String submission) {
    JsonNode credential =
        world
            .must(200, "GET", "/v1/submissions/" + submission, issuer.key(), null)
            .path("credential");
    assertThat(credential.path("state").stringValue("")).isEqualTo("published");
    String id = credential.path("id").stringValue();
    JsonNode owner =
        Json.read(
            world
                .items
                .get(ItemKey.of("CRED#" + id, "OWNER"), Read.CONSISTENT)
                .orElseThrow()
                .body(),
            JsonNode.class);
    String place = owner.path("statusList").stringValue() + " " + owner.path("statusIndex").asInt();
    String before = places.putIfAbsent(id, place);
    assertThat(Optional.ofNullable(before).orElse(place)).as("it stays there").isEqualTo(place);
    return id;
  }

  private boolean isRevoked(String credential) {
    String[] place = places.get(credential).split(" ", 2);
    byte[] copy =
        world
            .publicObjects
            .bytes(new ObjectName("status-lists/" + place[0] + ".json"))
            .orElseThrow();
    String encoded = Json.parse(copy).at("/credentialSubject/encodedList").stringValue();
    Bitstring.Decoding decoded = Bitstring.decode(encoded, Bitstring.MINIMUM_SIZE);
    return ((Bitstring.Decoding.Decoded) decoded).bits().get(Integer.parseInt(place[1]));
  }

  private byte[] checkpoint() {
    return world.log.bytes(new ObjectName("checkpoint")).orElseThrow();
  }

  /// The entries of the log, which must be sound and extend the checkpoint.
  private List<LogEntry> entries(byte[] older) {
    SecureRandom random = new SecureRandom();
    FileLogKeys signer = FileLogKeys.open(keys, "local", Running.LOG_ORIGIN, random);
    List<LogEntry> entries = new ArrayList<>();
    Report report =
        LogCheck.of(Running.LOG_ORIGIN, signer.keys())
            .withRootKey(FileRootKey.open(keys, "local", random).publicKey())
            .withOlder(older)
            .check(new Files(world), (_, entry) -> entries.add(entry));
    assertThat(report.faults()).isEmpty();
    return entries;
  }

  private record Files(Running world) implements LogFiles {
    @Override
    public Optional<byte[]> read(String path) {
      return world.log.bytes(new ObjectName(path));
    }

    @Override
    public List<String> list() {
      return world.log.names().stream().filter(name -> name.startsWith("tile/")).toList();
    }
  }

  /// A credential that is published, or one `abandon` entry; never both, and never two.
  private void everyEntryHasOneEnd(List<LogEntry> log) {
    List<String> ended =
        log.stream()
            .filter(Abandon.class::isInstance)
            .map(entry -> text(((Abandon) entry).commit()))
            .toList();
    assertThat(ended).as("nothing is ended twice").doesNotHaveDuplicates();
    Set<String> published =
        world.items.all(Table.ITEMS).stream()
            .filter(item -> item.key().partition().startsWith("CRED#"))
            .filter(item -> item.key().sort().equals("LOG"))
            .map(item -> Json.read(item.body(), JsonNode.class).path("entry").stringValue(""))
            .collect(Collectors.toSet());
    LogLookup lookup = new LogLookup(world.items);
    Set<String> open = new HashSet<>(published);
    for (LogEntry entry : log) {
      EntryRow row = lookup.entry(entry.id()).orElseThrow();
      boolean isEnded = entry instanceof Issue issue && ended.contains(text(issue.commit()));
      assertThat(row.state())
          .as(entry.json())
          .isEqualTo(isEnded ? EntryRow.State.REFUSED : EntryRow.State.LOGGED);
      if (entry instanceof Issue issue) {
        assertThat(open.remove(issue.id().hex())).as(entry.json()).isNotEqualTo(isEnded);
      }
    }
    assertThat(open).as("published and not in the log").isEmpty();
  }

  private static String text(byte[] commit) {
    return java.util.HexFormat.of().formatHex(commit);
  }
}
