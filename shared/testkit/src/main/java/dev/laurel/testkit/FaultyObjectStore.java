package dev.laurel.testkit;

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

/// An object store that counts its calls and fails as its [Faults] say. Making a URL is no call: it
/// asks no server.
public final class FaultyObjectStore implements ObjectStore {
  private final ObjectStore store;
  private final Faults faults;

  public FaultyObjectStore(ObjectStore store) {
    this(store, new Faults());
  }

  public FaultyObjectStore(ObjectStore store, Faults faults) {
    this.store = store;
    this.faults = faults;
  }

  public Faults faults() {
    return faults;
  }

  /// Calls counted so far.
  public int calls() {
    return faults.calls();
  }

  @Override
  public Optional<ObjectContent> open(ObjectName name) {
    return faults.call("open", () -> store.open(name));
  }

  @Override
  public Optional<ObjectContent> open(ObjectName name, String version) {
    return faults.call("open", () -> store.open(name, version));
  }

  @Override
  public URI download(ObjectName name, String version, String fileName, Instant expires) {
    return store.download(name, version, fileName, expires);
  }

  @Override
  public PutResult putIfAbsent(ObjectName name, byte[] content, String mediaType) {
    return faults.call("putIfAbsent", () -> store.putIfAbsent(name, content, mediaType));
  }

  @Override
  public PutResult replace(ObjectName name, byte[] content, String mediaType, String expectedTag) {
    return faults.call("replace", () -> store.replace(name, content, mediaType, expectedTag));
  }

  @Override
  public void delete(ObjectName name) {
    faults.call(
        "delete",
        () -> {
          store.delete(name);
          return name;
        });
  }

  @Override
  public Page<ObjectName> list(String prefix, Cursor after) {
    return faults.call("list", () -> store.list(prefix, after));
  }

  @Override
  public UploadInvitation invite(ObjectName name, UploadTerms terms) {
    return store.invite(name, terms);
  }
}
