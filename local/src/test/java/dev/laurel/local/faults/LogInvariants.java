package dev.laurel.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Item;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.Read;
import dev.laurel.storage.Table;
import dev.laurel.tlog.EntryBundle;
import dev.laurel.tlog.TilePath;
import dev.laurel.tlog.check.LogCheck;
import dev.laurel.tlog.entry.Abandon;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.entry.LogEntry;
import dev.laurel.tlog.sequencing.EntryRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The invariants of the log and of what has to be in it: 2, 3, 7, 9 and its part of 12.
final class LogInvariants {
  /// Logs that were checked: most runs end with the same one.
  private static final Set<Object> SOUND = ConcurrentHashMap.newKeySet();

  /// More than any world here has.
  private static final int MAX_PAGES = 40;

  private final CrashWorld world;
  private final Map<String, LogEntry> published = new HashMap<>();
  private final Map<String, Item> intents = new HashMap<>();

  private LogInvariants(CrashWorld world) {
    this.world = world;
    for (Item row : world.rows("INTENT#di#")) {
      intents.put(TracedItems.text(row, "entry"), row);
    }
    for (byte[] entry : entries(world)) {
      published.put(EntryId.of(entry).hex(), LogEntry.parse(entry).orElseThrow());
    }
  }

  /// What holds at every moment.
  static void check(CrashWorld world) {
    LogInvariants invariants = new LogInvariants(world);
    invariants.signaturesAreLogged();
    invariants.theLogIsSound();
    invariants.entriesHaveOneEnd();
    invariants.entriesNameNobody();
  }

  /// What holds once nothing moves any more.
  static void checkAtRest(CrashWorld world) {
    LogInvariants invariants = new LogInvariants(world);
    invariants.everyEntryCameToAnEnd();
    invariants.everyEntryIsPublished();
  }

  /// How a hash that is about to be signed stands at this moment.
  static RecordingSigner.Standing standing(CrashWorld world, String hashData) {
    List<JsonNode> fixing =
        world.rows("INTENT#").stream()
            .map(CrashWorld::json)
            .filter(intent -> intent.path("hashData").asString("").equals(hashData))
            .toList();
    if (fixing.size() != 1) {
      return RecordingSigner.Standing.UNKNOWN;
    }
    JsonNode intent = fixing.getFirst();
    if (!isLogged(world, intent.path("entry").asString(""))) {
      return RecordingSigner.Standing.UNLOGGED;
    }
    return !intent.path("abandoned").asString("").isEmpty()
            && !world.isRevoked(intent.path("credential").asString(""))
        ? RecordingSigner.Standing.ABANDONED
        : RecordingSigner.Standing.LOGGED;
  }

  static boolean isLogged(CrashWorld world, String entry) {
    return EntryId.parse(entry)
        .flatMap(id -> world.items.get(EntryRow.key(id), Read.CONSISTENT))
        .map(EntryRow::from)
        .filter(row -> row.state() == EntryRow.State.LOGGED)
        .isPresent();
  }

  /// The entries under the public checkpoint, in order.
  static List<byte[]> entries(CrashWorld world) {
    List<byte[]> entries = new ArrayList<>();
    for (TilePath path : TilePath.all(size(world))) {
      if (path.kind() == TilePath.Kind.ENTRIES) {
        byte[] bundle = world.log.bytes(new ObjectName(path.text())).orElseThrow();
        entries.addAll(EntryBundle.parse(bundle, path.width()).orElseThrow());
      }
    }
    return entries;
  }

  private static long size(CrashWorld world) {
    return world
        .log
        .bytes(new ObjectName("checkpoint"))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split("\n", 3)[1])
        .map(Long::valueOf)
        .orElse(0L);
  }

  private void signaturesAreLogged() {
    Map<String, Long> hashes =
        world.rows("INTENT#").stream()
            .collect(
                Collectors.groupingBy(
                    row -> TracedItems.text(row, "hashData"), Collectors.counting()));
    for (RecordingSigner.Signed signed : world.signer.signed()) {
      assertThat(signed.standing())
          .as("2, 7: what is signed was fixed and logged, and is revoked if it was given up")
          .isEqualTo(RecordingSigner.Standing.LOGGED);
      assertThat(hashes).as("7: and its one intent keeps it").containsEntry(signed.hashData(), 1L);
    }
  }

  /// As a stranger checks it, with every checkpoint that was ever signed.
  private void theLogIsSound() {
    if (world.logKey.signed().isEmpty()) {
      return;
    }
    Optional<byte[]> checkpoint = world.log.bytes(new ObjectName("checkpoint"));
    if (checkpoint.isEmpty()) {
      return;
    }
    LogCheck check = LogCheck.of(CrashWorld.ORIGIN, world.logKey.keys());
    long size = size(world);
    for (byte[] signed : world.logKey.signed()) {
      // The newest one may have been signed and not been published.
      if (Long.parseLong(new String(signed, StandardCharsets.UTF_8).split("\n", 3)[1]) <= size) {
        check = check.withOlder(signed);
      }
    }
    if (SOUND.add(List.of(world.log.image(), digests(world.logKey.signed())))) {
      assertThat(check.check(path -> world.log.bytes(new ObjectName(path))).faults())
          .as("9: checkpoints, tiles and bundles agree")
          .isEmpty();
    }
  }

  private static List<String> digests(List<byte[]> all) {
    return all.stream().map(Processes::sha256).toList();
  }

  private void entriesHaveOneEnd() {
    Set<String> ended = ended();
    for (Map.Entry<String, LogEntry> entry : published.entrySet()) {
      if (entry.getValue() instanceof Issue issue) {
        Item row = intents.get(entry.getKey());
        assertThat(row).as("3: an issue entry has its intent").isNotNull();
        JsonNode intent = CrashWorld.json(row);
        boolean isPublished =
            world.has("CRED#" + intent.path("credential").asString(), "PUBLISHED");
        boolean isEnded = ended.contains(HexFormat.of().formatHex(issue.commit()));
        assertThat(isPublished && isEnded).as("3: published or abandoned, not both").isFalse();
        assertThat(isEnded && intent.path("abandoned").asString("").isEmpty())
            .as("3: only what was given up has an abandon entry")
            .isFalse();
      }
    }
  }

  /// Commitments that an abandon entry repeats, each at most once.
  private Set<String> ended() {
    Set<String> ended = new HashSet<>();
    for (LogEntry entry : published.values()) {
      if (entry instanceof Abandon abandon) {
        assertThat(ended.add(HexFormat.of().formatHex(abandon.commit())))
            .as("3: one abandon entry")
            .isTrue();
      }
    }
    return ended;
  }

  private void entriesNameNobody() {
    List<String> ids =
        world.rows("OWNER").stream()
            .map(row -> row.key().partition().substring("CRED#".length()))
            .toList();
    List<String> submissions =
        world.rows("SUBMISSION").stream()
            .map(row -> row.key().partition().substring("SUB#".length()))
            .toList();
    for (LogEntry entry : published.values()) {
      String text = new String(entry.bytes(), StandardCharsets.UTF_8);
      assertThat(ids).as("12: no credential in the log").noneMatch(text::contains);
      assertThat(submissions).as("12: no submission in the log").noneMatch(text::contains);
    }
  }

  private void everyEntryCameToAnEnd() {
    Set<String> ended = ended();
    for (Map.Entry<String, Item> each : intents.entrySet()) {
      JsonNode intent = CrashWorld.json(each.getValue());
      LogEntry entry = published.get(each.getKey());
      assertThat(entry).as("3: every intent's entry is in the log").isInstanceOf(Issue.class);
      boolean isPublished = world.has("CRED#" + intent.path("credential").asString(), "PUBLISHED");
      boolean isEnded = ended.contains(HexFormat.of().formatHex(((Issue) entry).commit()));
      boolean stands = !intent.path("parked").asString("").isEmpty();
      assertThat(isPublished || isEnded || stands)
          .as("3: published, abandoned, or parked")
          .isTrue();
      if (stands) {
        assertThat(visible(intent.path("issuer").asString()))
            .as("3: what stands is visible")
            .contains(each.getValue().key().partition().substring("AWARD#".length()));
      }
    }
  }

  /// All pages of what stands.
  private String visible(String issuer) {
    String who = issuer.equals(world.facts.get("b")) ? "b.key" : "a.key";
    StringBuilder all = new StringBuilder();
    String more = "";
    for (int i = 0; i < MAX_PAGES; i++) {
      HttpEvent event = HttpEvent.of("GET", "/v1/issuance?parked=true" + more);
      Response answer = world.once("issuance", event.bearer(world.fact(who)));
      all.append(answer.text());
      String next = Json.parse(answer.body()).path("next").asString("");
      if (next.isEmpty()) {
        return all.toString();
      }
      more = "&after=" + next;
    }
    throw new AssertionError("the list of what stands does not end");
  }

  private void everyEntryIsPublished() {
    for (Item row : world.items.all(Table.LOG)) {
      if (row.key().sort().equals("ENTRY")) {
        EntryRow entry = EntryRow.from(row);
        assertThat(entry.state()).as("9: every entry is LOGGED").isEqualTo(EntryRow.State.LOGGED);
        assertThat(published).as("9: and in the public log").containsKey(entry.id().hex());
      }
    }
    assertThat(published).as("9: entries are unique").hasSize(entries(world).size());
  }
}
