package dev.laurel.tlog.sequencing;

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
import java.util.function.Consumer;

/// An object store that says which object is about to be put or read, so that something else can
/// happen just before.
final class HookedObjectStore implements ObjectStore {
  private final ObjectStore store;
  private final Consumer<ObjectName> beforePut;
  private final Consumer<ObjectName> beforeOpen;

  HookedObjectStore(ObjectStore store, Consumer<ObjectName> beforePut) {
    this(store, beforePut, name -> {});
  }

  HookedObjectStore(
      ObjectStore store, Consumer<ObjectName> beforePut, Consumer<ObjectName> beforeOpen) {
    this.store = store;
    this.beforePut = beforePut;
    this.beforeOpen = beforeOpen;
  }

  @Override
  public PutResult putIfAbsent(ObjectName name, byte[] content, String mediaType) {
    beforePut.accept(name);
    return store.putIfAbsent(name, content, mediaType);
  }

  @Override
  public PutResult replace(ObjectName name, byte[] content, String mediaType, String expectedTag) {
    beforePut.accept(name);
    return store.replace(name, content, mediaType, expectedTag);
  }

  @Override
  public Optional<ObjectContent> open(ObjectName name) {
    beforeOpen.accept(name);
    return store.open(name);
  }

  @Override
  public Optional<ObjectContent> open(ObjectName name, String version) {
    return store.open(name, version);
  }

  @Override
  public URI download(ObjectName name, String version, String fileName, Instant expires) {
    return store.download(name, version, fileName, expires);
  }

  @Override
  public void delete(ObjectName name) {
    store.delete(name);
  }

  @Override
  public Page<ObjectName> list(String prefix, Cursor after) {
    return store.list(prefix, after);
  }

  @Override
  public UploadInvitation invite(ObjectName name, UploadTerms terms) {
    return store.invite(name, terms);
  }
}
