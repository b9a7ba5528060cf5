package dev.laurel.aws.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.exception.SdkException;

/// An object's bytes as they arrive. The client's own complaints (a checksum that differs, a call
/// that takes too long) become [IOException]s, as readers of a stream expect.
final class ObjectBytes extends FilterInputStream {
  ObjectBytes(InputStream bytes) {
    super(bytes);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (SdkException e) {
      throw broken(e);
    }
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    try {
      return super.read(to, offset, length);
    } catch (SdkException e) {
      throw broken(e);
    }
  }

  private static IOException broken(SdkException e) {
    return new IOException("S3 broke off an object", e);
  }
}
