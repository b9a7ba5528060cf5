package dev.laurel.embedded;

import dev.laurel.storage.Cursor;
import dev.laurel.storage.ObjectContent;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Page;
import dev.laurel.storage.PutResult;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.UploadInvitation;
import dev.laurel.storage.UploadTerms;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The object store of one machine: a folder. One process at a time writes to it; any number of
/// threads may.
///
/// A content is written beside its place and moved there, so it is whole or absent after any kill.
/// A tag is the content's SHA-256, a version 128 random bits. Versions of a `versioned` store stay
/// until they are deleted; a `plain` one keeps the newest only, and also as a plain file under its
/// own name for whoever reads the folder without Laurel.
public final class FolderObjectStore implements ObjectStore {
  private static final int PAGE = 1_000;
  private static final int VERSION_BYTES = 16;

  private final FolderSettings settings;
  private final ObjectFiles files;
  private final Path temporary;
  private final Optional<Path> plain;
  private final Predicate<ObjectName> shown;
  private final SignedUrls urls;
  private final KeyLocks locks = new KeyLocks();

  private FolderObjectStore(
      Path folder, Optional<Path> plain, Predicate<ObjectName> shown, FolderSettings settings) {
    this.settings = settings;
    this.shown = shown;
    this.files = new ObjectFiles(folder.resolve("objects"));
    this.temporary = folder.resolve("arriving");
    this.plain = plain;
    // What a killed process left half received is nobody's.
    try {
      AtomicFiles.createPrivateFolder(folder);
      Files.createDirectories(temporary);
      try (Stream<Path> abandoned = Files.list(temporary)) {
        for (Path file : abandoned.toList()) {
          Files.deleteIfExists(file);
        }
      }
      if (plain.isPresent()) {
        Files.createDirectories(plain.get());
      }
    } catch (IOException failed) {
      throw unavailable(failed);
    }
    this.urls = new SignedUrls(settings.base(), folder.resolve("url-secret"), settings.random());
  }

  /// A store that keeps every version, all of it inside `folder`.
  public static FolderObjectStore versioned(Path folder, FolderSettings settings) {
    return new FolderObjectStore(folder, Optional.empty(), name -> false, settings);
  }

  /// A store whose newest contents lie readable in `plain`, with its own files in `folder`, which
  /// must lie outside of `plain`. Object names in it must not be folders of each other.
  public static FolderObjectStore plain(Path plain, Path folder, FolderSettings settings) {
    return plain(plain, folder, name -> true, settings);
  }

  /// The same, with only some of the objects readable in `plain`.
  public static FolderObjectStore plain(
      Path plain, Path folder, Predicate<ObjectName> shown, FolderSettings settings) {
    if (folder.toAbsolutePath().normalize().startsWith(plain.toAbsolutePath().normalize())) {
      throw new IllegalArgumentException("the store's own folder must not be in the plain one");
    }
    return new FolderObjectStore(
        folder, Optional.of(plain.toAbsolutePath().normalize()), shown, settings);
  }

  @Override
  public Optional<ObjectContent> open(ObjectName name) {
    return locked(name, () -> opened(name, files.current(name)));
  }

  @Override
  public Optional<ObjectContent> open(ObjectName name, String version) {
    if (!version.matches("[0-9a-f]{32}")) {
      return Optional.empty();
    }
    return locked(name, () -> opened(name, files.version(name, version)));
  }

  @Override
  public URI download(ObjectName name, String version, String fileName, Instant expires) {
    return urls.sign(
        path("_download", name),
        Map.of(
            "version", version,
            "file", fileName,
            "expires", Long.toString(expires.getEpochSecond())));
  }

  /// Opens what a URL made by [#download] names. `url` is the request's URL; only its path and
  /// query are looked at.
  public DownloadResult openDownload(URI url) {
    Optional<Map<String, String>> terms = urls.terms(url);
    Optional<ObjectName> name = named("_download", url);
    if (terms.isEmpty() || name.isEmpty()) {
      return new DownloadResult.Refused(Refusal.NOT_SIGNED);
    }
    if (expired(terms.get())) {
      return new DownloadResult.Refused(Refusal.EXPIRED);
    }
    Optional<ObjectContent> content = open(name.get(), terms.get().getOrDefault("version", ""));
    return content.isPresent()
        ? new DownloadResult.Opened(content.get(), terms.get().getOrDefault("file", ""))
        : new DownloadResult.Refused(Refusal.NOT_FOUND);
  }

  @Override
  public PutResult putIfAbsent(ObjectName name, byte[] content, String mediaType) {
    return unavailableOnFailure(() -> {
      try (ArrivingFile file = ArrivingFile.of(temporary, content)) {
        return store(name, file, mediaType);
      }
    });
  }

  @Override
  public PutResult replace(ObjectName name, byte[] content, String mediaType, String expectedTag) {
    return unavailableOnFailure(() -> {
      try (ArrivingFile file = ArrivingFile.of(temporary, content)) {
        return locked(
            name,
            () -> {
              Optional<ObjectFiles.Description> before = files.current(name);
              if (before.isEmpty() || !before.get().tag().equals(expectedTag)) {
                return new PutResult.Refused();
              }
              PutResult stored = publish(name, file, mediaType);
              if (plain.isPresent()) {
                files.removeVersion(name, before.get().version());
              }
              return stored;
            });
      }
    });
  }

  @Override
  public void delete(ObjectName name) {
    locked(
        name,
        () -> {
          Optional<ObjectFiles.Description> newest = files.current(name);
          if (plain.isPresent() && shown.test(name)) {
            Files.deleteIfExists(plain.get().resolve(name.text()));
          }
          files.unpublish(name);
          if (newest.isPresent()) {
            files.removeVersion(name, newest.get().version());
          }
          return name;
        });
  }

  @Override
  public Page<ObjectName> list(String prefix, Cursor after) {
    String last = after.equals(Cursor.START) ? "" : Cursors.read(after, 1).getFirst();
    List<ObjectName> names =
        unavailableOnFailure(() ->
            files.names(prefix).stream()
                .filter(name -> name.compareTo(last) > 0)
                .limit(PAGE + 1L)
                .map(ObjectName::new)
                .toList());
    if (names.size() <= PAGE) {
      return new Page<>(names, Cursor.START);
    }
    String end = names.get(PAGE - 1).text();
    return new Page<>(names.subList(0, PAGE), Cursors.write(List.of(end)));
  }

  @Override
  public UploadInvitation invite(ObjectName name, UploadTerms terms) {
    URI url =
        urls.sign(
            path("_upload", name),
            Map.of(
                "length", Long.toString(terms.length()),
                "type", terms.mediaType(),
                "sha256", terms.sha256Hex(),
                "expires", Long.toString(terms.expires().getEpochSecond())));
    return new UploadInvitation(
        "PUT",
        url,
        Map.of(
            "content-type", terms.mediaType(),
            "x-amz-checksum-sha256", base64(terms.sha256Hex()),
            "if-none-match", "*"),
        terms.expires());
  }

  /// Takes an upload by a URL that [#invite] made: everything that S3 would have signed is held
  /// against the terms, then the bytes themselves, of which no more are read than were announced
  /// and one. `url` is the request's URL (only path and query are looked at), `headers` have
  /// lower-case names. The body is read to its end only where the upload is accepted.
  public UploadResult accept(URI url, Map<String, String> headers, InputStream body) {
    Optional<Map<String, String>> signed = urls.terms(url);
    Optional<ObjectName> name = named("_upload", url);
    if (signed.isEmpty() || name.isEmpty()) {
      return new UploadResult.Refused(Refusal.NOT_SIGNED);
    }
    Map<String, String> terms = signed.get();
    Optional<Refusal> refusal = refusal(terms, headers);
    if (refusal.isPresent()) {
      return new UploadResult.Refused(refusal.get());
    }
    long length = Long.parseLong(terms.getOrDefault("length", "0"));
    return unavailableOnFailure(() -> {
      try (ArrivingFile file = ArrivingFile.empty(temporary)) {
        ArrivingFile.Arrival arrival = file.receive(body, length);
        if (arrival != ArrivingFile.Arrival.COMPLETE) {
          boolean cut = arrival == ArrivingFile.Arrival.CUT_OFF;
          return new UploadResult.Refused(cut ? Refusal.CUT_OFF : Refusal.OTHER_LENGTH);
        }
        if (!file.sha256Hex().equals(terms.get("sha256"))) {
          return new UploadResult.Refused(Refusal.OTHER_CHECKSUM);
        }
        return switch (store(name.get(), file, terms.getOrDefault("type", ""))) {
          case PutResult.Stored stored ->
              new UploadResult.Stored(name.get(), stored.version(), stored.tag());
          case PutResult.Refused there -> new UploadResult.Refused(Refusal.EXISTS);
        };
      }
    });
  }

  private Optional<Refusal> refusal(Map<String, String> terms, Map<String, String> headers) {
    if (expired(terms)) {
      return Optional.of(Refusal.EXPIRED);
    }
    if (!headers.containsKey("content-length")) {
      return Optional.of(Refusal.LENGTH_MISSING);
    }
    if (!headers.getOrDefault("content-length", "").equals(terms.get("length"))) {
      return Optional.of(Refusal.OTHER_LENGTH);
    }
    if (!headers.getOrDefault("content-type", "").equals(terms.get("type"))) {
      return Optional.of(Refusal.OTHER_TYPE);
    }
    String checksum = base64(terms.getOrDefault("sha256", ""));
    if (!headers.getOrDefault("x-amz-checksum-sha256", "").equals(checksum)) {
      return Optional.of(Refusal.OTHER_CHECKSUM);
    }
    return headers.getOrDefault("if-none-match", "").equals("*")
        ? Optional.empty()
        : Optional.of(Refusal.NOT_CONDITIONAL);
  }

  private PutResult store(ObjectName name, ArrivingFile file, String mediaType) {
    return locked(
        name,
        () ->
            files.current(name).isPresent()
                ? new PutResult.Refused()
                : publish(name, file, mediaType));
  }

  /// The caller holds the name's lock.
  private PutResult publish(ObjectName name, ArrivingFile file, String mediaType)
      throws IOException {
    byte[] id = new byte[VERSION_BYTES];
    settings.random().nextBytes(id);
    String version = HexFormat.of().formatHex(id);
    ObjectFiles.Description description =
        new ObjectFiles.Description(version, mediaType, file.sha256Hex(), file.length());
    if (plain.isPresent() && shown.test(name)) {
      Path place = plainPlace(plain.get(), name);
      AtomicFiles.write(place, Files.readAllBytes(file.path()), settings.durability());
    }
    Path content = files.content(name, version);
    Files.createDirectories(AtomicFiles.folder(content));
    AtomicFiles.move(file.path(), content, settings.durability());
    files.publish(name, description, settings.durability());
    return new PutResult.Stored(version, description.tag());
  }

  private static Path plainPlace(Path plain, ObjectName name) throws IOException {
    Path place = plain.resolve(name.text());
    for (Path above = AtomicFiles.folder(place);
        above.startsWith(plain) && !above.equals(plain);
        above = AtomicFiles.folder(above)) {
      if (Files.isRegularFile(above)) {
        throw new IllegalArgumentException("a part of this name is an object: " + name);
      }
    }
    if (Files.isDirectory(place)) {
      throw new IllegalArgumentException("other objects lie below this name: " + name);
    }
    Files.createDirectories(AtomicFiles.folder(place));
    return place;
  }

  private Optional<ObjectContent> opened(
      ObjectName name, Optional<ObjectFiles.Description> description) throws IOException {
    if (description.isEmpty()) {
      return Optional.empty();
    }
    ObjectFiles.Description is = description.get();
    InputStream bytes = Files.newInputStream(files.content(name, is.version()));
    return Optional.of(
        new ObjectContent(bytes, is.length(), is.mediaType(), is.version(), is.tag()));
  }

  private boolean expired(Map<String, String> terms) {
    long expires = Long.parseLong(terms.getOrDefault("expires", "0"));
    return settings.clock().instant().getEpochSecond() >= expires;
  }

  private String path(String what, ObjectName name) {
    return "/" + what + "/" + settings.label() + "/" + name;
  }

  /// The object that the URL's path names, or empty where it is no such path of this store.
  private Optional<ObjectName> named(String what, URI url) {
    String start = "/" + what + "/" + settings.label() + "/";
    String path = String.valueOf(url.getRawPath());
    if (!path.startsWith(start)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ObjectName(path.substring(start.length())));
    } catch (IllegalArgumentException noName) {
      return Optional.empty();
    }
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }

  @FunctionalInterface
  private interface FileWork<T> {
    T run() throws IOException;
  }

  private <T> T locked(ObjectName name, FileWork<T> work) {
    return locks.holding(Set.of(name), () -> unavailableOnFailure(work));
  }

  private static <T> T unavailableOnFailure(FileWork<T> work) {
    try {
      return work.run();
    } catch (IOException failed) {
      throw unavailable(failed);
    }
  }

  private static StoreUnavailable unavailable(IOException failed) {
    return new StoreUnavailable("a file of the object folder cannot be used", failed);
  }
}
