package dev.laurel.functions.verification.fetch;

import java.net.InetAddress;

/// Decides to which addresses a connection may be made.
@FunctionalInterface
public interface AddressPolicy {
  boolean allows(InetAddress address);

  /// Addresses of the public Internet and no others, see [PublicAddresses].
  static AddressPolicy publicOnly() {
    return PublicAddresses::isPublic;
  }
}
