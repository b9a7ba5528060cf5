package dev.laurel.functions.verification.fetch;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;

/// Every host of the Internet, all of which answer the same document, on this machine.
public final class Loopback implements AutoCloseable {
  private final LoopbackHost host;
  private final GuardedClient client;

  public Loopback(String document, InstantSource clock) {
    this.host =
        new LoopbackHost(
            out -> out.write(LoopbackHost.ascii("HTTP/1.1 200 OK\r\n\r\n" + document)));
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
