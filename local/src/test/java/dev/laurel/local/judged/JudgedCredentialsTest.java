package dev.laurel.local.judged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.did.DidKey;
import dev.laurel.credentials.status.Bitstring;
import dev.laurel.credentials.status.StatusListCredential;
import dev.laurel.issuance.Lint;
import dev.laurel.issuance.Preparation;
import dev.laurel.json.Json;
import dev.laurel.verification.DidResolver;
import dev.laurel.verification.StatusLists;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Writes what others are to judge into `target/judged`: `good/`, `mutated/` with our own verdicts
/// in `verdicts.json`, and the status list that they name. Our own lint and verifier look first.
class JudgedCredentialsTest {
  private static final long SEED = 20_261_122;
  private static final int GOOD = 200;
  private static final int MUTATED = 1_000;
  private static final int REVOKED = 77;
  private static final String LIST = "https://judged.example/status-lists/revocation.json";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));
  private static final Path OUT = Path.of("target", "judged");

  private final JudgedKey key = JudgedKey.make();
  private final byte[] list = list(key);
  private final Verifier verifier =
      new Verifier(
          JudgedKey.CONTEXTS,
          did ->
              DidKey.resolve(did)
                  .<DidResolver.Resolution>map(DidResolver.Resolution.Resolved::new)
                  .orElseGet(() -> new DidResolver.Resolution.Unavailable("not a did:key")),
          url ->
              url.equals(LIST)
                  ? new StatusLists.Fetch.Fetched(list)
                  : new StatusLists.Fetch.NotFound(),
          CLOCK);

  @BeforeAll
  static void clear() throws IOException {
    for (String part : List.of("good", "mutated")) {
      if (Files.isDirectory(OUT.resolve(part))) {
        try (Stream<Path> old = Files.walk(OUT.resolve(part))) {
          for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(each);
          }
        }
      }
    }
  }

  private static byte[] list(JudgedKey key) {
    return key.sign(
        new StatusListCredential(
                LIST,
                key.did().text(),
                StatusListCredential.REVOCATION,
                Bitstring.empty().with(REVOKED, true),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2099-01-01T00:00:00Z"))
            .toJsonBytes());
  }

  @Test
  void generatedBadges_areSignedAndVerified_andMutatedOnesAreJudged() throws IOException {
    write("status-lists/revocation.json", list);
    Lint lint = new Lint(JudgedKey.CONTEXTS, CLOCK);
    RandomGenerator random = new SplittableRandom(SEED);
    List<ObjectNode> good = new ArrayList<>();
    TreeSet<String> members = new TreeSet<>();
    for (int i = 0; i < GOOD; i++) {
      ObjectNode badge = RandomBadge.draw(random, key.did().text(), i, LIST, 1_000 + i);
      byte[] unsigned = Json.bytes(badge);
      assertThat(lint.prepare(unsigned, key.options()))
          .as("badge %d of seed %d: %s", i, SEED, badge)
          .isInstanceOf(Preparation.Ready.class);
      byte[] signed = key.sign(unsigned);
      VerificationReport report = verifier.verify(signed);
      assertThat(report.verdict())
          .as("badge %d of seed %d: %s", i, SEED, report.findings())
          .isEqualTo(Verdict.VALID);
      write("good/%03d.json".formatted(i), signed);
      good.add(Json.parse(signed).asObject());
      badge.at("/credentialSubject/achievement").propertyNames().forEach(members::add);
      badge.at("/credentialSubject").propertyNames().forEach(members::add);
    }
    assertThat(members)
        .contains(
            "creditsAvailable",
            "creditsEarned",
            "licenseNumber",
            "related",
            "result",
            "source",
            "term",
            "inLanguage",
            "version",
            "image",
            "alignment",
            "otherIdentifier");

    Map<String, Object> verdicts = new TreeMap<>();
    Map<Mutation, Integer> valid = new TreeMap<>();
    for (int i = 0; i < MUTATED; i++) {
      Mutation mutation = Mutation.values()[i % Mutation.values().length];
      byte[] changed = mutation.apply(good.get(i % GOOD), random);
      VerificationReport report = verifier.verify(changed);
      String name = "%04d-%s.json".formatted(i, mutation.name().toLowerCase(java.util.Locale.ROOT));
      write("mutated/" + name, changed);
      verdicts.put(
          name,
          Map.of(
              "valid",
              report.verdict() == Verdict.VALID,
              "verdict",
              report.verdict().text(),
              "findings",
              report.findings()));
      valid.merge(mutation, report.verdict() == Verdict.VALID ? 1 : 0, Integer::sum);
    }
    write("verdicts.json", Json.bytes(verdicts));

    int rounds = MUTATED / Mutation.values().length;
    for (Mutation harmless :
        List.of(
            Mutation.NOTHING,
            Mutation.ORDER_OF_MEMBERS,
            Mutation.ORDER_OF_TAGS,
            Mutation.ORDER_OF_ALIGNMENTS,
            Mutation.LONG_WAY_TO_WRITE_A_NUMBER,
            Mutation.ESCAPED_TEXT)) {
      assertThat(valid.get(harmless))
          .as("still valid: %s", harmless)
          .isGreaterThanOrEqualTo(rounds);
    }
    for (Mutation harmful :
        List.of(
            Mutation.TEXT_CHANGED,
            Mutation.UNDEFINED_MEMBER_ADDED,
            Mutation.DEFINED_MEMBER_ADDED,
            Mutation.PROOF_VALUE,
            Mutation.CONTEXT_INLINE,
            Mutation.ISSUER_CHANGED,
            Mutation.STATUS_INDEX_CHANGED)) {
      assertThat(valid.get(harmful)).as("no longer valid: %s", harmful).isZero();
    }
    System.out.printf(
        "%d generated badges are valid; of %d mutated ones %d are (seed %d)%n",
        GOOD, MUTATED, valid.values().stream().mapToInt(Integer::intValue).sum(), SEED);
  }

  private static void write(String name, byte[] bytes) throws IOException {
    Path file = OUT.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
