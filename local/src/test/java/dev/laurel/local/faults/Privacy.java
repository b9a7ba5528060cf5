package dev.laurel.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.storage.Item;
import dev.laurel.storage.ObjectName;
import dev.laurel.testkit.MemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Invariant 12: personal data and secrets are nowhere but in their own rows. Everything personal
/// of the story holds the word `canary`.
final class Privacy {
  /// Items that were looked at, by the secrets that were looked for: most runs hold the same ones.
  private static final Map<List<String>, Set<Item>> CLEAN = new ConcurrentHashMap<>();

  private Privacy() {}

  static void check(CrashWorld world, List<String> log) {
    List<String> secrets = secrets(world);
    Set<Item> clean = CLEAN.computeIfAbsent(secrets, absent -> ConcurrentHashMap.newKeySet());
    for (Item item : world.items.all()) {
      if (!clean.add(item)) {
        continue;
      }
      String all = item.key() + " " + item.indexes() + " " + item.body();
      assertThat(secrets).as("12: a secret in " + item.key()).noneMatch(all::contains);
      assertThat(leaks(item)).as("12: personal data in " + item.key()).isEmpty();
    }
    for (String line : log) {
      assertThat(line.toLowerCase(Locale.ROOT)).as("12: in the log").doesNotContain("canary");
      assertThat(secrets).as("12: in the log").noneMatch(line::contains);
    }
    assertThat(world.evidence.names())
        .allMatch(name -> name.startsWith("evidence/") || name.startsWith("images/"));
    clean(world.publicObjects, secrets);
    clean(world.log, secrets);
    world.evidence.names().forEach(name -> assertThat(name).doesNotContain("canary"));
  }

  private static void clean(MemoryObjectStore objects, List<String> secrets) {
    for (String name : objects.names()) {
      byte[] bytes = objects.bytes(new ObjectName(name)).orElseThrow();
      String all = name + new String(bytes, StandardCharsets.ISO_8859_1);
      assertThat(all.toLowerCase(Locale.ROOT)).as("12: " + name).doesNotContain("canary");
      assertThat(secrets).as("12: " + name).noneMatch(all::contains);
    }
  }

  /// Kinds of personal data in a row that are not to be there.
  private static List<String> leaks(Item item) {
    String sort = item.key().sort();
    String all = (item.key() + " " + item.indexes() + " " + item.body()).toLowerCase(Locale.ROOT);
    if (!all.contains("canary")) {
      return List.of();
    }
    boolean person = Set.of("LEARNER", "RECIPIENT").contains(sort);
    boolean document =
        sort.equals("PUBLISHED")
            || (sort.startsWith("INTENT#") && !TracedItems.text(item, "state").equals("PUBLISHED"));
    List<String> leaks = new ArrayList<>();
    if (all.contains("canary-learner") && !person && !document) {
      leaks.add("learner's name");
    }
    if (all.contains("@learners.example") && !person) {
      leaks.add("learner's address");
    }
    if (all.contains("canary-assessor") && !sort.equals("ASSESSOR")) {
      leaks.add("assessor");
    }
    if (all.contains("canary-evidence")) {
      leaks.add("evidence");
    }
    if (all.contains("canary-feedback") && !sort.equals("DECISION")) {
      leaks.add("feedback");
    }
    return leaks;
  }

  /// Keys and links that opened something: the part that nobody can guess.
  private static List<String> secrets(CrashWorld world) {
    Stream<String> keys =
        Stream.of("a.key", "a.assessor", "b.key", "b.assessor")
            .filter(world.facts::containsKey)
            .map(fact -> world.fact(fact).substring(world.fact(fact).lastIndexOf('_') + 1));
    Stream<String> links =
        Stream.of("cookie", "share", "form key")
            .filter(world.facts::containsKey)
            .map(fact -> world.fact(fact).substring(world.fact(fact).indexOf('=') + 1));
    Stream<String> mailed = world.mailer.sent().stream().map(RecordingMailer.Sent::token);
    return Stream.of(keys, links, mailed).flatMap(each -> each).toList();
  }
}
