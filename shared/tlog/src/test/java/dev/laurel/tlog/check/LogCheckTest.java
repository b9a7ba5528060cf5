package dev.laurel.tlog.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.tlog.Checkpoint;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.Note;
import dev.laurel.tlog.NoteSignature;
import dev.laurel.tlog.TestKeys;
import dev.laurel.tlog.TlogProof;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.WitnessPolicy;
import dev.laurel.tlog.entry.Abandon;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.entry.LogEntry;
import dev.laurel.tlog.entry.StatusList;
import dev.laurel.tlog.entry.TestIssuer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LogCheckTest {
  private static final Instant AT = Instant.parse("2026-11-21T22:00:00Z");
  private static final String DID = "did:web:example.org:a";

  private final TestIssuer root = TestIssuer.root();
  private final TestIssuer first = TestIssuer.ed25519(DID + "#key-1");
  private final TestIssuer second = TestIssuer.p256(DID + "#key-2");

  private static Issue issue(int n) {
    byte[] commit = ByteBuffer.allocate(32).putInt(n).array();
    return new Issue(List.of(DID + "#key-1"), commit, AT);
  }

  private static StatusList list(long n) {
    return new StatusList(
        List.of(DID + "#key-1"), "https://example.org/lists/1", n, new byte[64], AT);
  }

  /// All kinds of entries in three batches, so that three partial tiles lie beside each other.
  private TestLog smallLog(TestKeys... signers) {
    return new TestLog(signers)
        .append(first.added(first, root), list(1))
        .append(issue(1), second.added(second, first), issue(2))
        .append(Abandon.of(issue(1), AT), list(3), first.retired(second), issue(3));
  }

  private static TestLog largeLog(int size) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      entries.add(issue(i).bytes());
    }
    return TestLog.ed25519()
        .append(entries.subList(0, size / 2))
        .append(entries.subList(size / 2, size));
  }

  @Test
  void check_ofSoundLog_passesAndSaysWhatItChecked() {
    TestLog log = smallLog(TestKeys.ed25519(TestLog.ORIGIN), TestKeys.mlDsa44(TestLog.ORIGIN));
    Report report = log.check().withRootKey(root.key()).check(log);
    assertThat(report.faults()).isEmpty();
    assertThat(report.passed()).isTrue();
    assertThat(report.size()).isEqualTo(9);
    assertThat(report.root()).isEqualTo(log.last.root().hex());
    assertThat(String.join("\n", report.checked()))
        .contains("size 9")
        .contains("root rebuilt")
        .contains("1 entry bundles and 1 tiles", "4 further")
        .contains("1 abandon 3 issue 2 key-add 1 key-retire 2 status-list")
        .contains(root.key().text());
  }

  @Test
  void check_ofSeveralLevels_passesWithAndWithoutAListing() {
    TestLog log = largeLog(700);
    assertThat(log.check().check(log).faults()).isEmpty();
    assertThat(log.check().check(log.unlisted()).faults()).isEmpty();
    assertThat(log.files).containsKeys("tile/1/000.p/2", "tile/0/002.p/188");
  }

  @Test
  @Tag("check-109")
  void check_ofEachFlippedByteOfEachFile_findsIt() {
    // Without key entries: their signatures are verified on each round, and take its time.
    TestLog log =
        TestLog.ed25519()
            .append(issue(1), list(1))
            .append(issue(2))
            .append(Abandon.of(issue(1), AT), list(3));
    LogCheck check = log.check();
    long flips = 0;
    for (Map.Entry<String, byte[]> file : new TreeMap<>(log.files).entrySet()) {
      byte[] bytes = file.getValue();
      for (int i = 0; i < bytes.length; i++) {
        int bit = 1 << ((i * 5 + bytes.length) % 8);
        bytes[i] ^= (byte) bit;
        if (check.check(log).passed()) {
          throw new AssertionError("byte " + i + " of " + file.getKey() + ", bit " + bit);
        }
        bytes[i] ^= (byte) bit;
        flips++;
      }
    }
    assertThat(check.check(log).passed()).isTrue();
    assertThat(log.files)
        .containsKeys(
            "checkpoint",
            "tile/0/000.p/2",
            "tile/0/000.p/3",
            "tile/0/000.p/5",
            "tile/entries/000.p/2",
            "tile/entries/000.p/3",
            "tile/entries/000.p/5");
    assertThat(flips).isEqualTo(log.files.values().stream().mapToLong(f -> f.length).sum());
  }

  @Test
  @Tag("check-109")
  void check_ofEachFlippedByteOfACheckpointWithBothSignatures_findsIt() {
    TestLog log = new TestLog(TestKeys.mlDsa44(TestLog.ORIGIN), TestKeys.ed25519(TestLog.ORIGIN));
    log.append(issue(1));
    byte[] checkpoint = log.checkpoint();
    for (int i = 0; i < checkpoint.length; i++) {
      byte[] flipped = checkpoint.clone();
      flipped[i] ^= (byte) (1 << (i % 8));
      log.files.put("checkpoint", flipped);
      if (log.check().check(log).passed()) {
        throw new AssertionError("byte " + i);
      }
    }
  }

  @Test
  @Tag("check-109")
  void check_ofFlippedBytesInALogOfTwoLevels_findsThem() {
    TestLog log = largeLog(270);
    Random random = new Random(109);
    for (Map.Entry<String, byte[]> file : log.files.entrySet()) {
      byte[] bytes = file.getValue();
      for (int round = 0; round < 12; round++) {
        int at = random.nextInt(bytes.length);
        bytes[at] ^= 64;
        assertThat(log.check().check(log).passed()).as(file.getKey() + " byte " + at).isFalse();
        bytes[at] ^= 64;
      }
    }
  }

  @Test
  @Tag("check-109")
  void check_ofEachMissingOrCutFile_findsIt() {
    TestLog log = largeLog(270).unlisted();
    for (String path :
        List.of(
            "tile/0/000",
            "tile/0/001.p/14",
            "tile/1/000.p/1",
            "tile/entries/000",
            "tile/entries/001.p/14",
            "checkpoint")) {
      byte[] bytes = log.files.remove(path);
      assertThat(log.check().check(log).faults())
          .as(path)
          .isNotEmpty()
          .anyMatch(fault -> fault.where().equals(path));
      log.files.put(path, Arrays.copyOf(bytes, bytes.length - 1));
      assertThat(log.check().check(log).faults())
          .as(path)
          .isNotEmpty()
          .anyMatch(fault -> fault.where().equals(path));
      log.files.put(path, Arrays.copyOf(bytes, bytes.length + 1));
      assertThat(log.check().check(log).faults())
          .as(path)
          .isNotEmpty()
          .anyMatch(fault -> fault.where().equals(path));
      log.files.put(path, bytes);
    }
  }

  @Test
  void check_ofSeveralDamages_namesEachFile() {
    TestLog log = largeLog(600);
    for (String path : List.of("tile/0/001", "tile/1/000.p/2", "tile/entries/002.p/88")) {
      Objects.requireNonNull(log.files.get(path))[40] ^= 1;
    }
    assertThat(log.check().check(log).faults().stream().map(Fault::where))
        .contains("tile/0/001", "tile/1/000.p/2", "tile/0/002.p/88", "checkpoint");
  }

  @Test
  void check_whereThePartialTileHasGone_takesTheFullOneThatTheLogGrewInto() {
    TestLog log = largeLog(250);
    byte[] older = log.checkpoint();
    List<byte[]> more = new ArrayList<>();
    for (int i = 250; i < 300; i++) {
      more.add(issue(i).bytes());
    }
    log.append(more);
    log.files.keySet().removeIf(path -> path.contains("/000.p/") && !path.startsWith("tile/1"));
    log.files.put("checkpoint", older);
    assertThat(log.check().check(log).faults()).isEmpty();
    assertThat(log.check().check(log.unlisted()).faults()).isEmpty();
  }

  @Test
  void check_ofStrayTilePath_saysSo() {
    TestLog log = largeLog(3);
    log.files.put("tile/0/0000", new byte[32]);
    assertThat(log.check().check(log).faults())
        .containsExactly(new Fault("tile/0/0000", "is not the path of a tile"));
  }

  @Test
  void check_ofOlderCheckpoint_tellsAForkFromAnExtension() {
    TestLog log = largeLog(10);
    byte[] older = log.checkpoint();
    TestLog fork = new TestLog(log.signers.getFirst());
    fork.append(log.entries.subList(0, 9)).append(issue(99), issue(100));
    log.append(issue(50), issue(51));
    Report extended = log.check().withOlder(older).check(log);
    assertThat(extended.faults()).isEmpty();
    assertThat(extended.checked()).anyMatch(c -> c.contains("older checkpoint of size 10"));
    assertThat(fork.check().withOlder(older).check(fork).faults())
        .singleElement()
        .matches(fault -> fault.what().contains("size 10"));
    byte[] newer = log.checkpoint();
    log.files.put("checkpoint", older);
    assertThat(log.check().withOlder(newer).check(log).faults())
        .singleElement()
        .matches(fault -> fault.what().contains("shrank"));
    TestLog stranger = largeLog(10);
    assertThat(log.check().withOlder(stranger.checkpoint()).check(log).faults()).hasSize(1);
  }

  @Test
  void check_ofPresentedCredential_wantsItsEntryAndProof() {
    TestLog log = smallLog(TestKeys.ed25519(TestLog.ORIGIN));
    byte[] proof = proof(log, 8);
    log.append(issue(7));
    Report report =
        log.check()
            .withInclusion(new Inclusion(issue(3).commit(), proof))
            .withInclusion(new Inclusion(issue(2).commit(), new byte[0]))
            .check(log);
    assertThat(report.faults()).isEmpty();
    assertThat(report.checked())
        .contains(
            "the credential is entry 8, included under the checkpoint of 9",
            "the credential is entry 4");
    assertThat(fault(log, new Inclusion(issue(77).commit(), proof))).contains("no issue entry");
    assertThat(fault(log, new Inclusion(issue(2).commit(), proof))).contains("entry 8, not 4");
    assertThat(fault(log, new Inclusion(issue(1).commit(), new byte[0]))).contains("abandoned");
    assertThat(fault(log, new Inclusion(issue(3).commit(), new byte[] {1}))).contains("format");
    TlogProof good = TlogProof.parse(proof).orElseThrow();
    List<Hash> path = new ArrayList<>(good.path());
    path.set(0, Hash.EMPTY_ROOT);
    TlogProof bad = new TlogProof(new byte[0], 8, path, good.checkpoint());
    assertThat(fault(log, new Inclusion(issue(3).commit(), utf8(bad.text()))))
        .contains("does not lead");
    TlogProof foreign = new TlogProof(new byte[0], 8, good.path(), largeLog(9).checkpoint());
    assertThat(fault(log, new Inclusion(issue(3).commit(), utf8(foreign.text()))))
        .contains("no Ed25519 signature");
  }

  @Test
  void check_ofEntriesAgainstTheRules_namesEach() {
    assertThat(faults(issue(1), issue(1))).hasSize(2).allMatch(f -> f.startsWith("entry 1:"));
    Issue again = new Issue(issue(1).keys(), issue(1).commit(), AT.plusSeconds(7_200));
    assertThat(faults(issue(1), again))
        .singleElement()
        .asString()
        .contains("commitment of entry 0");
    assertThat(faults(Abandon.of(issue(1), AT), issue(1)))
        .singleElement()
        .asString()
        .contains("entry 0: abandons");
    Abandon otherKeys = new Abandon(List.of(DID + "#key-9"), issue(1).commit(), AT);
    assertThat(faults(issue(1), otherKeys)).hasSize(1);
    Abandon later = new Abandon(issue(1).keys(), issue(1).commit(), AT.plusSeconds(7_200));
    assertThat(faults(issue(1), Abandon.of(issue(1), AT), later))
        .singleElement()
        .asString()
        .contains("before");
    assertThat(faults(list(2), list(1))).singleElement().asString().contains("version 1");
    StatusList same =
        new StatusList(list(2).keys(), list(2).list(), 2, new byte[64], AT.plusSeconds(7_200));
    assertThat(faults(list(2), same)).hasSize(1);
    assertThat(faults(first.added(first, second))).hasSize(1);
    assertThat(faults(first.retired(first))).hasSize(1);
    assertThat(faults(first.added(first, root), second.added(second, root))).hasSize(1);
    assertThat(faults(first.added(first, root), first.retired(first), second.added(second, first)))
        .hasSize(1);
  }

  @Test
  void check_ofAnotherRootKeyThanTheGivenOne_saysSo() {
    TestLog log = smallLog(TestKeys.ed25519(TestLog.ORIGIN));
    assertThat(log.check().check(log).passed()).isTrue();
    assertThat(log.check().withRootKey(TestIssuer.root().key()).check(log).faults())
        .isNotEmpty()
        .anyMatch(fault -> fault.what().contains("root key"));
  }

  @Test
  void check_ofBytesThatAreNoEntry_saysSo() {
    TestLog log = TestLog.ed25519().append(List.of(utf8("{}")));
    assertThat(log.check().check(log).faults())
        .containsExactly(new Fault("entry 0", "is no entry of the format"));
  }

  @Test
  void check_ofEmptyLog_passes() {
    TestLog log = TestLog.ed25519().publish(new Checkpoint(TestLog.ORIGIN, 0, Hash.EMPTY_ROOT));
    assertThat(log.check().check(log).faults()).isEmpty();
    log.publish(new Checkpoint(TestLog.ORIGIN, 0, Hash.leaf(new byte[0])));
    assertThat(log.check().check(log).passed()).isFalse();
  }

  @Test
  void check_ofCheckpointThatLiesAboutItsSize_ends() {
    TestLog log = largeLog(5);
    log.publish(new Checkpoint(TestLog.ORIGIN, Long.MAX_VALUE, Hash.EMPTY_ROOT));
    assertThat(log.check().check(log).faults()).hasSize(Report.MAX_FAULTS);
  }

  @Test
  void check_ofCheckpointWithoutOneOfTheGivenKeys_saysSo() {
    TestLog log = largeLog(5);
    List<VerifierKey> keys = new ArrayList<>(log.keys());
    keys.add(TestKeys.mlDsa44(TestLog.ORIGIN).verifier());
    assertThat(LogCheck.of(TestLog.ORIGIN, keys).check(log).faults())
        .singleElement()
        .matches(fault -> fault.what().contains(keys.getLast().label()));
  }

  @Test
  void check_ofGrease_passes() {
    TestLog log = largeLog(5);
    Note note = Note.parse(log.checkpoint()).orElseThrow();
    List<NoteSignature> lines = new ArrayList<>(note.signatures());
    lines.addFirst(new NoteSignature("grease.example", 5, new byte[70]));
    lines.add(new NoteSignature(TestLog.ORIGIN, 6, new byte[64]));
    log.files.put("checkpoint", new Note(note.text(), lines).bytes());
    assertThat(log.check().check(log).faults()).isEmpty();
  }

  @Test
  void check_withPolicy_wantsTheQuorum() {
    TestLog log = largeLog(5);
    TestKeys witness = TestKeys.cosigner("w");
    WitnessPolicy policy =
        WitnessPolicy.parse(utf8("witness w " + witness.verifier().text() + "\nquorum w\n"))
            .orElseThrow();
    assertThat(log.check().withPolicy(policy).check(log).faults())
        .singleElement()
        .matches(fault -> fault.what().contains("witness"));
    Checkpoint checkpoint = new Checkpoint(TestLog.ORIGIN, 5, log.last.root());
    Note note = Note.parse(log.checkpoint()).orElseThrow();
    log.files.put("checkpoint", note.with(witness.sign(checkpoint, 9)).bytes());
    assertThat(log.check().withPolicy(policy).check(log).faults()).isEmpty();
  }

  private static byte[] proof(TestLog log, long index) {
    return utf8(
        new TlogProof(new byte[32], index, log.last.inclusion(index), log.checkpoint()).text());
  }

  private static String fault(TestLog log, Inclusion inclusion) {
    return log.check().withInclusion(inclusion).check(log).faults().getFirst().what();
  }

  private static List<String> faults(LogEntry... entries) {
    TestLog log = TestLog.ed25519().append(entries);
    return log.check().check(log).faults().stream().map(Fault::toString).toList();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
