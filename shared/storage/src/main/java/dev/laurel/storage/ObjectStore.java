package dev.laurel.storage;

/// Reads and writes objects; what it answered is durable. One instance is one bucket or folder.
///
/// A call that throws [StoreUnavailable] may or may not have happened; repeat it.
public interface ObjectStore extends ObjectReader {
  /// Stores the object unless one of that name exists (`If-None-Match: *`).
  PutResult putIfAbsent(ObjectName name, byte[] content, String mediaType);

  /// Stores the object if the current one's tag is `expectedTag` (`If-Match`).
  PutResult replace(ObjectName name, byte[] content, String mediaType, String expectedTag);

  /// Removes the newest version; nothing happens where there is none.
  void delete(ObjectName name);

  /// Names that begin with the prefix, in order, at most 1,000 a page.
  Page<ObjectName> list(String prefix, Cursor after);

  /// A URL under which exactly the announced bytes can be put once until the terms expire. The
  /// store may enforce less than that (emulators do): the bytes are checked again by whoever uses
  /// them.
  UploadInvitation invite(ObjectName name, UploadTerms terms);
}
