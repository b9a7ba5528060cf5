package dev.laurel.testkit;

import dev.laurel.storage.Cursor;
import dev.laurel.storage.ObjectContent;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Page;
import dev.laurel.storage.PutResult;
import dev.laurel.storage.UploadInvitation;
import dev.laurel.storage.UploadTerms;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A versioned object store in memory, exactly as the port says. A test plays the client with
/// [#upload] and [#download(URI)].
public final class MemoryObjectStore implements ObjectStore {
  private static final int PAGE = 1_000;

  private final InstantSource clock;
  private final TreeMap<String, Stored> current = new TreeMap<>();
  private final Map<String, Stored> versions = new HashMap<>();
  private final Map<URI, Invited> invitations = new HashMap<>();
  private final Map<URI, Offered> downloads = new HashMap<>();
  private long count;

  public MemoryObjectStore(InstantSource clock) {
    this.clock = clock;
  }

  /// A store of its own with the same objects, versions and URLs.
  public synchronized MemoryObjectStore copy(InstantSource copyClock) {
    MemoryObjectStore copy = new MemoryObjectStore(copyClock);
    copy.current.putAll(current);
    copy.versions.putAll(versions);
    copy.invitations.putAll(invitations);
    copy.downloads.putAll(downloads);
    copy.count = count;
    return copy;
  }

  /// Plays the client: puts the bytes with the invitation's headers. True where they were stored,
  /// false where the terms, the expiry or an object that is there refuse them.
  public synchronized boolean upload(UploadInvitation invitation, byte[] content) {
    Invited invited = invitations.get(invitation.url());
    return invited != null
        && clock.instant().isBefore(invited.terms().expires())
        && content.length == invited.terms().length()
        && sha256(content).equals(invited.terms().sha256Hex())
        && putIfAbsent(invited.name(), content, invited.terms().mediaType())
            instanceof PutResult.Stored;
  }

  /// Plays the client: the bytes behind a URL that [#download] made, while it holds.
  public synchronized Optional<byte[]> download(URI url) {
    Offered offered = downloads.get(url);
    if (offered == null || !clock.instant().isBefore(offered.expires())) {
      return Optional.empty();
    }
    return Optional.ofNullable(versions.get(offered.version())).map(s -> s.content().clone());
  }

  /// The newest version's bytes.
  public synchronized Optional<byte[]> bytes(ObjectName name) {
    return Optional.ofNullable(current.get(name.text())).map(s -> s.content().clone());
  }

  /// The names of all objects, in order.
  public synchronized List<String> names() {
    return List.copyOf(current.keySet());
  }

  /// What the store holds, as a value: equal to another's exactly when both hold the same objects
  /// and versions.
  public synchronized Object image() {
    List<List<String>> all = new ArrayList<>();
    current.forEach((name, stored) -> all.add(List.of(name, stored.version(), stored.tag())));
    versions.values().stream()
        .map(stored -> List.of(stored.name().text(), stored.version(), stored.tag()))
        .sorted(Comparator.comparing(stored -> stored.get(1)))
        .forEach(all::add);
    return all;
  }

  /// Puts bytes over whatever is there, as no client of the port can: for tests of what then.
  public synchronized void overwrite(ObjectName name, byte[] content, String mediaType) {
    store(name, content, mediaType);
  }

  @Override
  public synchronized Optional<ObjectContent> open(ObjectName name) {
    return Optional.ofNullable(current.get(name.text())).map(MemoryObjectStore::opened);
  }

  @Override
  public synchronized Optional<ObjectContent> open(ObjectName name, String version) {
    return Optional.ofNullable(versions.get(version))
        .filter(stored -> stored.name().equals(name))
        .map(MemoryObjectStore::opened);
  }

  @Override
  public synchronized URI download(
      ObjectName name, String version, String fileName, Instant expires) {
    URI url = URI.create("memory://objects/" + name + next("?download="));
    downloads.put(url, new Offered(version, expires));
    return url;
  }

  @Override
  public synchronized PutResult putIfAbsent(ObjectName name, byte[] content, String mediaType) {
    return current.containsKey(name.text())
        ? new PutResult.Refused()
        : store(name, content, mediaType);
  }

  @Override
  public synchronized PutResult replace(
      ObjectName name, byte[] content, String mediaType, String expectedTag) {
    Stored before = current.get(name.text());
    return before == null || !before.tag().equals(expectedTag)
        ? new PutResult.Refused()
        : store(name, content, mediaType);
  }

  @Override
  public synchronized void delete(ObjectName name) {
    Stored gone = current.remove(name.text());
    if (gone != null) {
      versions.remove(gone.version());
    }
  }

  @Override
  public synchronized Page<ObjectName> list(String prefix, Cursor after) {
    String place = after.text();
    if (!place.isEmpty() && !place.startsWith("after ")) {
      throw new IllegalArgumentException("unreadable cursor");
    }
    List<ObjectName> found = new ArrayList<>();
    for (String name : current.tailMap(prefix, true).keySet()) {
      boolean more = place.isEmpty() || name.compareTo(place.substring("after ".length())) > 0;
      if (name.startsWith(prefix) && more) {
        if (found.size() == PAGE) {
          return new Page<>(found, new Cursor("after " + found.getLast()));
        }
        found.add(new ObjectName(name));
      }
    }
    return new Page<>(found, Cursor.START);
  }

  @Override
  public synchronized UploadInvitation invite(ObjectName name, UploadTerms terms) {
    URI url = URI.create("memory://objects/" + name + next("?upload="));
    invitations.put(url, new Invited(name, terms));
    byte[] digest = HexFormat.of().parseHex(terms.sha256Hex());
    return new UploadInvitation(
        "PUT",
        url,
        Map.of(
            "content-type", terms.mediaType(),
            "x-amz-checksum-sha256", Base64.getEncoder().encodeToString(digest),
            "if-none-match", "*"),
        terms.expires());
  }

  private PutResult store(ObjectName name, byte[] content, String mediaType) {
    Stored stored = new Stored(name, content.clone(), mediaType, next("version-"), sha256(content));
    current.put(name.text(), stored);
    versions.put(stored.version(), stored);
    return new PutResult.Stored(stored.version(), stored.tag());
  }

  private String next(String prefix) {
    count++;
    return prefix + count;
  }

  private static ObjectContent opened(Stored stored) {
    return new ObjectContent(
        new ByteArrayInputStream(stored.content()),
        stored.content().length,
        stored.mediaType(),
        stored.version(),
        stored.tag());
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this class uncopied
  private record Stored(
      ObjectName name, byte[] content, String mediaType, String version, String tag) {}

  private record Invited(ObjectName name, UploadTerms terms) {}

  private record Offered(String version, Instant expires) {}
}
