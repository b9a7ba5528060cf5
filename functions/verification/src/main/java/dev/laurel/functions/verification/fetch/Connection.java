package dev.laurel.functions.verification.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// An open connection. Closing it waits for nobody.
public interface Connection extends Closeable {
  InputStream in() throws IOException;

  OutputStream out() throws IOException;
}
