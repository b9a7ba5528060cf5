package dev.laurel.functions.verification.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;

/// Opens a connection to one address, on which the named host has proved itself. Nothing read from
/// it comes later than the deadline.
@FunctionalInterface
public interface Connector {
  Connection connect(InetAddress address, String host, Instant deadline) throws IOException;
}
