package dev.laurel.issuance;

import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ObjectContent;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.PutResult;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.verification.published.PublishedDid;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedStatusList;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/// Copies of DID documents and status lists among the public objects.
///
/// A copy never goes back to an older form: the object is looked at BEFORE the row it copies, which
/// only moves forward, and is replaced only if it is still the one looked at.
final class PublicCopies {
  private static final String DID_MEDIA_TYPE = "application/did+json";
  private static final String LIST_MEDIA_TYPE = "application/vc+ld+json";

  /// Tries against other copiers; each failure means that one of them succeeded.
  private static final int MAX_TRIES = 64;

  /// More than any copy has; a larger object is not one of ours and is replaced.
  private static final int MAX_BYTES = 1024 * 1024;

  private final ObjectStore objects;
  private final PublishedLookup published;

  PublicCopies(ObjectStore objects, PublishedLookup published) {
    this.objects = objects;
    this.published = published;
  }

  /// The public copy of the list; empty where there is none.
  Optional<byte[]> read(String list) {
    return look(name(list)).map(Seen::bytes);
  }

  /// The public copy of the issuer's DID document; empty where there is none.
  Optional<byte[]> read(IssuerId issuer) {
    return look(name(issuer)).map(Seen::bytes);
  }

  /// Copies the newest signed form of the list.
  void statusList(String list) {
    copy(
        name(list),
        LIST_MEDIA_TYPE,
        () -> published.statusList(list).map(PublishedStatusList::bytes));
  }

  /// Copies the issuer's DID document.
  void did(IssuerId issuer) {
    copy(name(issuer), DID_MEDIA_TYPE, () -> published.did(issuer).map(PublishedDid::bytes));
  }

  private static ObjectName name(IssuerId issuer) {
    return new ObjectName("issuers/" + issuer.text() + "/did.json");
  }

  private static ObjectName name(String list) {
    return new ObjectName("status-lists/" + list + ".json");
  }

  private void copy(ObjectName name, String mediaType, Supplier<Optional<byte[]>> row) {
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<Seen> seen = look(name);
      Optional<byte[]> content = row.get();
      if (content.isEmpty()
          || (seen.isPresent() && Arrays.equals(seen.get().bytes, content.get()))) {
        return;
      }
      PutResult result =
          seen.isPresent()
              ? objects.replace(name, content.get(), mediaType, seen.get().tag)
              : objects.putIfAbsent(name, content.get(), mediaType);
      if (result instanceof PutResult.Stored) {
        return;
      }
    }
    throw new StoreUnavailable("too many copiers of " + name, new IllegalStateException());
  }

  private Optional<Seen> look(ObjectName name) {
    Optional<ObjectContent> found = objects.open(name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (ObjectContent content = found.get()) {
      return Optional.of(new Seen(content.bytes().readNBytes(MAX_BYTES), content.tag()));
    } catch (IOException e) {
      throw new StoreUnavailable("the copy could not be read", e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // private, compared by its bytes
  private record Seen(byte[] bytes, String tag) {}
}
