package dev.laurel.tlog.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.tlog.check.Monitor.Unexpected;
import dev.laurel.tlog.entry.Abandon;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.entry.StatusList;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitorTest {
  private static final Instant AT = Instant.parse("2026-11-21T22:00:00Z");
  private static final String DID = "did:web:example.org:a";

  private final Issue wanted = issue(DID, 1);
  private final Issue named = issue(DID, 2);
  private final Issue forged = issue(DID, 3);
  private final Issue others = issue(DID + "b", 4);
  private final StatusList list =
      new StatusList(List.of(DID + "#key-1"), "https://example.org/l", 1, new byte[64], AT);
  private final Abandon end = Abandon.of(wanted, AT);
  private final TestLog log = TestLog.ed25519().append(wanted, others, forged, named, list, end);

  private static Issue issue(String did, int n) {
    byte[] commit = ByteBuffer.allocate(32).putInt(n).array();
    return new Issue(List.of(did + "#key-1"), commit, AT);
  }

  private static String commit(Issue issue) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(issue.commit());
  }

  @Test
  void see_ofEntriesUnderTheIssuersKeys_tellsThoseThatNobodyAskedFor() {
    Monitor monitor =
        new Monitor(DID, List.of("# asked for", "", commit(wanted), named.id().hex() + " "));
    assertThat(log.check().check(log, monitor).passed()).isTrue();
    assertThat(monitor.unexpected())
        .containsExactly(
            new Unexpected(2, forged.id(), forged),
            new Unexpected(4, list.id(), list),
            new Unexpected(5, end.id(), end));
    assertThat(monitor.missing()).isEmpty();
    assertThat(monitor.seen()).isEqualTo(5);
  }

  @Test
  void see_ofAnEndThatIsNamedByItsId_expectsIt() {
    Monitor monitor =
        new Monitor(
            DID,
            List.of(
                commit(wanted), commit(forged), named.id().hex(), list.id().hex(), end.id().hex()));
    assertThat(log.check().check(log, monitor).passed()).isTrue();
    assertThat(monitor.unexpected()).isEmpty();
    assertThat(monitor.missing()).isEmpty();
  }

  @Test
  void missing_ofACommitmentThatOnlyAnEndRepeats_isThat() {
    TestLog other = TestLog.ed25519().append(named, Abandon.of(named, AT), Abandon.of(wanted, AT));
    Monitor monitor = new Monitor(DID, List.of(commit(wanted)));
    other.check().check(other, monitor);
    assertThat(monitor.missing()).containsExactly(commit(wanted));
  }

  @Test
  void missing_ofWhatTheLogDoesNotHold_isThat() {
    String lost = issue(DID, 9).id().hex();
    Monitor monitor = new Monitor(DID, List.of(lost, commit(issue(DID, 8)), commit(wanted)));
    log.check().check(log, monitor);
    assertThat(monitor.missing()).containsExactlyInAnyOrder(lost, commit(issue(DID, 8)));
  }

  @Test
  void see_ofAllIssuers_countsEveryEntry() {
    Monitor monitor = new Monitor("", List.of());
    log.check().check(log, monitor);
    assertThat(monitor.seen()).isEqualTo(6);
    assertThat(monitor.unexpected()).hasSize(6);
  }

  @Test
  void constructor_ofOtherLine_namesIt() {
    assertThatThrownBy(() -> new Monitor(DID, List.of(commit(wanted), "something")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2");
  }
}
