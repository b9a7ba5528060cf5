package dev.laurel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laurel.storage.Cursor;
import dev.laurel.storage.ObjectContent;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Page;
import dev.laurel.storage.PutResult;
import dev.laurel.storage.UploadInvitation;
import dev.laurel.storage.UploadTerms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [ObjectStore] must do. Names are fresh in every test, so that a store may keep what
/// it holds from run to run.
public abstract class ObjectStoreContract {
  private static final String TYPE = "application/octet-stream";

  protected ObjectStore store = new MemoryObjectStore(InstantSource.system());

  private final String folder = Fresh.text("contract/");

  /// A store that keeps versions. It need not be empty.
  protected abstract ObjectStore open();

  /// Plays the client: sends the bytes as the invitation says, with its headers and the length of
  /// these bytes. True where the store says that it stored them.
  protected abstract boolean upload(UploadInvitation invitation, byte[] content);

  /// Plays the client: the bytes behind a download URL.
  protected abstract byte[] download(URI url);

  /// The current time of the store's own clock.
  protected abstract Instant now();

  /// Whether the store refuses other bytes than announced. Emulators do not, and say so by
  /// overriding.
  protected boolean enforcesTerms() {
    return true;
  }

  @BeforeEach
  protected final void openStore() {
    store = open();
  }

  private ObjectName name(String last) {
    return new ObjectName(folder + "/" + last);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private PutResult.Stored stored(PutResult result) {
    assertThat(result).isInstanceOf(PutResult.Stored.class);
    return (PutResult.Stored) result;
  }

  private static byte[] read(Optional<ObjectContent> object) {
    try (ObjectContent open = object.orElseThrow()) {
      byte[] content = open.bytes().readAllBytes();
      assertThat(open.length()).isEqualTo(content.length);
      return content;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private UploadTerms terms(byte[] content) {
    return new UploadTerms(
        content.length,
        "application/pdf",
        MemoryObjectStore.sha256(content),
        now().plus(Duration.ofMinutes(15)));
  }

  @Test
  void open_absent_isEmpty() {
    assertThat(store.open(name("none"))).isEmpty();
  }

  @Test
  void putIfAbsent_new_isStoredAsItWas() throws IOException {
    byte[] content = new byte[100_000];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31 + i / 256);
    }
    PutResult.Stored put = stored(store.putIfAbsent(name("a.bin"), content, "image/png"));
    try (ObjectContent open = store.open(name("a.bin")).orElseThrow()) {
      assertThat(open.bytes().readAllBytes()).isEqualTo(content);
      assertThat(open.length()).isEqualTo(content.length);
      assertThat(open.mediaType()).isEqualTo("image/png");
      assertThat(open.version()).isEqualTo(put.version());
      assertThat(open.tag()).isEqualTo(put.tag());
    }
  }

  @Test
  void putIfAbsent_empty_isStored() {
    stored(store.putIfAbsent(name("empty"), new byte[0], TYPE));
    assertThat(read(store.open(name("empty")))).isEmpty();
  }

  @Test
  void putIfAbsent_there_isRefused() {
    stored(store.putIfAbsent(name("a"), bytes("first"), TYPE));
    assertThat(store.putIfAbsent(name("a"), bytes("second"), TYPE))
        .isEqualTo(new PutResult.Refused());
    assertThat(read(store.open(name("a")))).isEqualTo(bytes("first"));
  }

  @Test
  void putIfAbsent_fromManyThreads_hasOneWinner() {
    List<PutResult> results =
        Fresh.inParallel(8, n -> store.putIfAbsent(name("raced"), bytes("by " + n), TYPE));
    assertThat(results).filteredOn(PutResult.Stored.class::isInstance).hasSize(1);
    int winner =
        results.indexOf(
            results.stream().filter(PutResult.Stored.class::isInstance).findFirst().orElseThrow());
    assertThat(read(store.open(name("raced")))).isEqualTo(bytes("by " + winner));
  }

  @Test
  void replace_currentTag_isStoredWithAnotherTag() {
    PutResult.Stored one = stored(store.putIfAbsent(name("a"), bytes("one"), TYPE));
    PutResult.Stored two = stored(store.replace(name("a"), bytes("two"), "text/plain", one.tag()));
    assertThat(two.tag()).isNotEqualTo(one.tag());
    assertThat(two.version()).isNotEqualTo(one.version());
    assertThat(read(store.open(name("a")))).isEqualTo(bytes("two"));
    try (ObjectContent open = store.open(name("a")).orElseThrow()) {
      assertThat(open.mediaType()).isEqualTo("text/plain");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void replace_otherTag_isRefused() {
    PutResult.Stored one = stored(store.putIfAbsent(name("a"), bytes("one"), TYPE));
    PutResult.Stored two = stored(store.replace(name("a"), bytes("two"), TYPE, one.tag()));
    assertThat(store.replace(name("a"), bytes("three"), TYPE, one.tag()))
        .isEqualTo(new PutResult.Refused());
    assertThat(read(store.open(name("a")))).isEqualTo(bytes("two"));
    stored(store.replace(name("a"), bytes("three"), TYPE, two.tag()));
  }

  @Test
  void replace_absent_isRefused() {
    PutResult.Stored other = stored(store.putIfAbsent(name("b"), bytes("x"), TYPE));
    assertThat(store.replace(name("a"), bytes("x"), TYPE, other.tag()))
        .isEqualTo(new PutResult.Refused());
    assertThat(store.open(name("a"))).isEmpty();
  }

  @Test
  void open_pinnedVersion_keepsItsBytes() {
    PutResult.Stored one = stored(store.putIfAbsent(name("a"), bytes("one"), "text/plain"));
    PutResult.Stored two = stored(store.replace(name("a"), bytes("two"), TYPE, one.tag()));
    assertThat(read(store.open(name("a"), one.version()))).isEqualTo(bytes("one"));
    assertThat(read(store.open(name("a"), two.version()))).isEqualTo(bytes("two"));
    try (ObjectContent open = store.open(name("a"), one.version()).orElseThrow()) {
      assertThat(open.mediaType()).isEqualTo("text/plain");
      assertThat(open.version()).isEqualTo(one.version());
      assertThat(open.tag()).isEqualTo(one.tag());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void open_versionOfAnotherObject_isEmpty() {
    PutResult.Stored one = stored(store.putIfAbsent(name("a"), bytes("one"), TYPE));
    stored(store.putIfAbsent(name("b"), bytes("two"), TYPE));
    assertThat(store.open(name("b"), one.version())).isEmpty();
    assertThat(store.open(name("none"), one.version())).isEmpty();
  }

  @Test
  void delete_there_isGoneAndCanBePutAgain() {
    stored(store.putIfAbsent(name("a"), bytes("one"), TYPE));
    store.delete(name("a"));
    assertThat(store.open(name("a"))).isEmpty();
    assertThat(list(folder + "/")).isEmpty();
    stored(store.putIfAbsent(name("a"), bytes("two"), TYPE));
    assertThat(read(store.open(name("a")))).isEqualTo(bytes("two"));
  }

  @Test
  void delete_absent_isNothing() {
    store.delete(name("none"));
    assertThat(store.open(name("none"))).isEmpty();
  }

  @Test
  void list_prefix_isInOrderAndNothingElse() {
    for (String last : List.of("b/2", "b/10", "b", "a", "b-1", "c/1/x", "b/1")) {
      stored(store.putIfAbsent(name(last), bytes(last), TYPE));
    }
    assertThat(list(folder + "/b/")).containsExactly(name("b/1"), name("b/10"), name("b/2"));
    assertThat(list(folder + "/b"))
        .containsExactly(name("b"), name("b-1"), name("b/1"), name("b/10"), name("b/2"));
    assertThat(list(folder + "/")).hasSize(7);
    assertThat(list(folder + "/none")).isEmpty();
  }

  @Test
  void list_replaced_namesItOnce() {
    PutResult.Stored one = stored(store.putIfAbsent(name("a"), bytes("one"), TYPE));
    stored(store.replace(name("a"), bytes("two"), TYPE, one.tag()));
    assertThat(list(folder + "/")).containsExactly(name("a"));
  }

  @Test
  void list_moreThanAPage_comesInPages() {
    List<ObjectName> names = new ArrayList<>();
    for (int i = 0; i < 1_003; i++) {
      ObjectName one = name(String.format("n%04d", i));
      names.add(one);
      stored(store.putIfAbsent(one, bytes("x"), TYPE));
    }
    assertThat(store.list(folder + "/", Cursor.START).hasMore()).isTrue();
    assertThat(list(folder + "/")).isEqualTo(names);
  }

  @Test
  void list_unreadableCursor_isRefused() {
    assertThatThrownBy(() -> store.list(folder, new Cursor("\u0000***")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void invite_announcedBytes_areStoredOnce() throws IOException {
    byte[] content = bytes("the very bytes");
    UploadInvitation invitation = store.invite(name("evidence"), terms(content));
    assertThat(invitation.method()).isEqualTo("PUT");
    assertThat(invitation.expires()).isAfter(now());
    assertThat(store.open(name("evidence"))).isEmpty();
    assertThat(upload(invitation, content)).isTrue();
    try (ObjectContent open = store.open(name("evidence")).orElseThrow()) {
      assertThat(open.bytes().readAllBytes()).isEqualTo(content);
      assertThat(open.length()).isEqualTo(content.length);
      assertThat(open.mediaType()).isEqualTo("application/pdf");
      assertThat(read(store.open(name("evidence"), open.version()))).isEqualTo(content);
    }
  }

  @Test
  void invite_usedTwice_isRefused() {
    assumeTrue(enforcesTerms(), "needs AWS_ENDPOINT_URL to name an endpoint that enforces uploads");
    byte[] content = bytes("the very bytes");
    UploadInvitation invitation = store.invite(name("evidence"), terms(content));
    assertThat(upload(invitation, content)).isTrue();
    assertThat(upload(invitation, content)).isFalse();
  }

  @Test
  void invite_otherBytes_areRefused() {
    assumeTrue(enforcesTerms(), "needs AWS_ENDPOINT_URL to name an endpoint that enforces uploads");
    byte[] content = bytes("the very bytes");
    UploadInvitation invitation = store.invite(name("evidence"), terms(content));
    assertThat(upload(invitation, bytes("the vary bytes"))).isFalse();
    assertThat(upload(invitation, bytes("the very bytes!"))).isFalse();
    assertThat(upload(invitation, Arrays.copyOf(content, 3))).isFalse();
    assertThat(store.open(name("evidence"))).isEmpty();
    assertThat(upload(invitation, content)).isTrue();
  }

  @Test
  void download_pinnedVersion_servesItsBytes() {
    PutResult.Stored one = stored(store.putIfAbsent(name("a"), bytes("one"), TYPE));
    stored(store.replace(name("a"), bytes("two"), TYPE, one.tag()));
    URI url =
        store.download(
            name("a"), one.version(), "Zażółć \"1\".pdf", now().plus(Duration.ofMinutes(5)));
    assertThat(download(url)).isEqualTo(bytes("one"));
  }

  private List<ObjectName> list(String prefix) {
    List<ObjectName> names = new ArrayList<>();
    Cursor next = Cursor.START;
    do {
      Page<ObjectName> page = store.list(prefix, next);
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(1_000);
      names.addAll(page.entries());
      next = page.next();
    } while (!next.equals(Cursor.START));
    return names;
  }
}
