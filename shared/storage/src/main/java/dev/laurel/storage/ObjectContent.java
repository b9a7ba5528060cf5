package dev.laurel.storage;

import java.io.IOException;
import java.io.InputStream;

/// An object that is open for reading; the caller closes it.
///
/// `version` pins these very bytes for later reads; `tag` names the current content for
/// [ObjectStore#replace]. `length` is what the store says: whoever must be sure counts and hashes.
public record ObjectContent(
    InputStream bytes, long length, String mediaType, String version, String tag)
    implements AutoCloseable {
  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
