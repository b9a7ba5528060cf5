package dev.laurel.functions.verification.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/// Finds the addresses of a host's name. An implementation answers within `within`, else throws
/// [UnknownHostException].
@FunctionalInterface
public interface HostNames {
  List<InetAddress> addresses(String host, Duration within) throws UnknownHostException;
}
