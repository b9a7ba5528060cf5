package dev.laurel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.storage.Cursor;
import dev.laurel.storage.ObjectContent;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.PutResult;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.FixedClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderObjectStoreTest {
  private static final ObjectName DID = new ObjectName("issuers/0123/did.json");

  private final FixedClock clock = FixedClock.at("2026-11-21T12:00:00Z");
  private final CountingRandom random = new CountingRandom();

  @TempDir private Path folder;

  private FolderObjectStore plain() {
    return FolderObjectStore.plain(
        folder.resolve("public"), folder.resolve("objects/public"), settings("public"));
  }

  private FolderSettings settings(String label) {
    return new FolderSettings(
        label, URI.create("http://localhost:8080"), Durability.PROCESS, clock, random);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> plainFiles() throws IOException {
    Path root = folder.resolve("public");
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).map(f -> root.relativize(f).toString()).toList();
    }
  }

  @Test
  void plain_newestContent_liesUnderItsOwnNameAndNothingElse() throws Exception {
    FolderObjectStore store = plain();
    PutResult.Stored one =
        (PutResult.Stored) store.putIfAbsent(DID, bytes("{}"), "application/json");
    assertThat(Files.readString(folder.resolve("public/issuers/0123/did.json"))).isEqualTo("{}");
    store.replace(DID, bytes("{\"v\":2}"), "application/json", one.tag());
    assertThat(Files.readString(folder.resolve("public/issuers/0123/did.json")))
        .isEqualTo("{\"v\":2}");
    assertThat(plainFiles()).containsExactly("issuers/0123/did.json");
    assertThat(store.open(DID, one.version())).isEmpty();
    store.delete(DID);
    assertThat(plainFiles()).isEmpty();
    assertThat(store.open(DID)).isEmpty();
  }

  @Test
  void plain_objectThatIsNotShown_isReadByNameOnly() throws Exception {
    FolderObjectStore store =
        FolderObjectStore.plain(
            folder.resolve("public"),
            folder.resolve("objects/public"),
            name -> name.text().startsWith("tile/"),
            settings("log"));
    ObjectName tile = new ObjectName("tile/0/000.p/1");
    ObjectName staged = new ObjectName("staging/1-00");
    store.putIfAbsent(tile, bytes("tile"), "application/octet-stream");
    PutResult first = store.putIfAbsent(staged, bytes("staged"), "application/octet-stream");
    assertThat(plainFiles()).containsExactly("tile/0/000.p/1");
    assertThat(store.open(staged)).isPresent();
    String tag = ((PutResult.Stored) first).tag();
    store.replace(staged, bytes("again"), "application/octet-stream", tag);
    store.delete(staged);
    assertThat(plainFiles()).containsExactly("tile/0/000.p/1");
    assertThat(store.open(staged)).isEmpty();
  }

  @Test
  void plain_refusedPut_leavesThePlainFile() throws Exception {
    FolderObjectStore store = plain();
    store.putIfAbsent(DID, bytes("one"), "text/plain");
    store.putIfAbsent(DID, bytes("two"), "text/plain");
    store.replace(DID, bytes("three"), "text/plain", "other");
    assertThat(Files.readString(folder.resolve("public/issuers/0123/did.json"))).isEqualTo("one");
  }

  @Test
  void plain_namesThatAreFoldersOfEachOther_areRefused() {
    FolderObjectStore store = plain();
    store.putIfAbsent(new ObjectName("a/b"), bytes("1"), "text/plain");
    assertThatThrownBy(() -> store.putIfAbsent(new ObjectName("a"), bytes("2"), "text/plain"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.putIfAbsent(new ObjectName("a/b/c"), bytes("2"), "text/plain"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store.open(new ObjectName("a"))).isEmpty();
  }

  @Test
  void plain_ownFolderInsideThePlainOne_isRefused() {
    Path inside = folder.resolve("public/own");
    assertThatThrownBy(
            () -> FolderObjectStore.plain(folder.resolve("public"), inside, settings("public")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void open_afterARestart_holdsWhatWasAnswered() throws Exception {
    PutResult.Stored stored =
        (PutResult.Stored) plain().putIfAbsent(DID, bytes("{}"), "application/json");
    try (ObjectContent content = plain().open(DID, stored.version()).orElseThrow()) {
      assertThat(content.bytes().readAllBytes()).isEqualTo(bytes("{}"));
      assertThat(content.mediaType()).isEqualTo("application/json");
    }
  }

  @Test
  void versioned_longestNames_areStoredAndListed() {
    FolderObjectStore store =
        FolderObjectStore.versioned(folder.resolve("evidence"), settings("evidence"));
    ObjectName oneSegment = new ObjectName("a".repeat(300));
    ObjectName exact = new ObjectName("a".repeat(200));
    ObjectName below = new ObjectName("a".repeat(250) + "/" + "b".repeat(49));
    for (ObjectName name : List.of(oneSegment, exact, below)) {
      assertThat(store.putIfAbsent(name, bytes(name.text()), "text/plain"))
          .isInstanceOf(PutResult.Stored.class);
    }
    assertThat(store.list("a".repeat(199), Cursor.START).entries())
        .containsExactly(exact, below, oneSegment);
    assertThat(store.list("a".repeat(250) + "/b", Cursor.START).entries()).containsExactly(below);
  }

  @Test
  void versioned_secretAndFolder_areForTheOwnerAlone() throws Exception {
    Path own = folder.resolve("evidence");
    FolderObjectStore.versioned(own, settings("evidence"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");
    Path secret = own.resolve("url-secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    assertThat(Files.size(secret)).isEqualTo(32);
  }

  @Test
  void versioned_halfReceivedFilesOfAKilledProcess_areRemovedAtStart() throws Exception {
    Path own = folder.resolve("evidence");
    FolderObjectStore.versioned(own, settings("evidence"));
    Path half = Files.writeString(own.resolve("arriving/123.tmp~"), "half");
    FolderObjectStore.versioned(own, settings("evidence"));
    assertThat(half).doesNotExist();
  }
}
