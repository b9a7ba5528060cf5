package dev.laurel.functions.verification.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A connection without any proxy that ends at a deadline, however slowly bytes come in: a time
/// limit a read would let a byte a second pass for ever.
final class DeadlineSocket extends Socket {
  private final InstantSource clock;
  private final Instant deadline;

  DeadlineSocket(InstantSource clock, Instant deadline) {
    super(Proxy.NO_PROXY);
    this.clock = clock;
    this.deadline = deadline;
  }

  /// Connects within what is left of the time.
  void open(InetSocketAddress address) throws IOException {
    connect(address, left());
  }

  private int left() throws SocketTimeoutException {
    long millis = Duration.between(clock.instant(), deadline).toMillis();
    if (millis <= 0) {
      throw new SocketTimeoutException("out of time");
    }
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        setSoTimeout(left());
        return in.read();
      }

      @Override
      public int read(byte[] into, int start, int length) throws IOException {
        setSoTimeout(left());
        return in.read(into, start, length);
      }
    };
  }
}
