package dev.laurel.functions.verification.fetch;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Every host of the Internet, all of which answer the same document, on this machine.
public final class Loopback implements AutoCloseable {
  private static final String FOUND = "HTTP/1.1 200 OK\r\n\r\n";

  private final LoopbackHost host;
  private final GuardedClient client;

  public Loopback(String document, InstantSource clock) {
    this(out -> out.write(LoopbackHost.ascii(FOUND + document)), clock);
  }

  /// What is asked for first is a document; all that is asked for later comes byte by byte and
  /// never ends.
  public static Loopback slowAfter(String document, InstantSource clock) {
    AtomicInteger asked = new AtomicInteger();
    return new Loopback(
        out -> {
          out.write(LoopbackHost.ascii(asked.getAndIncrement() == 0 ? FOUND + document : FOUND));
          while (asked.get() > 1) {
            out.write(' ');
            out.flush();
          }
        },
        clock);
  }

  private Loopback(LoopbackHost.Behaviour behaviour, InstantSource clock) {
    this.host = new LoopbackHost(behaviour);
    this.client =
        new GuardedClient(
            (name, within) -> List.of(InetAddress.getByName("93.184.216.34")),
            AddressPolicy.publicOnly(),
            host.connector(clock),
            new FetchCache(clock),
            clock);
  }

  public GuardedClient client() {
    return client;
  }

  /// How often anything was asked of it.
  public int requests() {
    return host.requests().size();
  }

  @Override
  public void close() {
    host.close();
  }
}
