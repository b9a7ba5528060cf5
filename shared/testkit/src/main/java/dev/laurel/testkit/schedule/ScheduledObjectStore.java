package dev.laurel.testkit.schedule;

import dev.laurel.storage.Cursor;
import dev.laurel.storage.ObjectContent;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Page;
import dev.laurel.storage.PutResult;
import dev.laurel.storage.UploadInvitation;
import dev.laurel.storage.UploadTerms;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// An object store each of whose calls is a place where the schedule decides. Making a URL is none.
public final class ScheduledObjectStore implements ObjectStore {
  private final ObjectStore store;

  public ScheduledObjectStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public Optional<ObjectContent> open(ObjectName name) {
    return Scheduled.call("open", () -> store.open(name));
  }

  @Override
  public Optional<ObjectContent> open(ObjectName name, String version) {
    return Scheduled.call("open", () -> store.open(name, version));
  }

  @Override
  public URI download(ObjectName name, String version, String fileName, Instant expires) {
    return store.download(name, version, fileName, expires);
  }

  @Override
  public PutResult putIfAbsent(ObjectName name, byte[] content, String mediaType) {
    return Scheduled.call("putIfAbsent " + name, () -> store.putIfAbsent(name, content, mediaType));
  }

  @Override
  public PutResult replace(ObjectName name, byte[] content, String mediaType, String expectedTag) {
    return Scheduled.call(
        "replace " + name, () -> store.replace(name, content, mediaType, expectedTag));
  }

  @Override
  public void delete(ObjectName name) {
    Scheduled.call(
        "delete " + name,
        () -> {
          store.delete(name);
          return name;
        });
  }

  @Override
  public Page<ObjectName> list(String prefix, Cursor after) {
    return Scheduled.call("list", () -> store.list(prefix, after));
  }

  @Override
  public UploadInvitation invite(ObjectName name, UploadTerms terms) {
    return store.invite(name, terms);
  }
}
