package dev.laurel.functions.verification.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Tells addresses of the public Internet from all others, by the registries of IANA
/// (iana-ipv4-special-registry, iana-ipv6-special-registry, 2025-10). An address that stands for
/// another one (mapped, NAT64, 6to4, Teredo) counts as not public whatever it stands for.
final class PublicAddresses {
  private static final List<Block> REFUSED_4 =
      List.of(
          block("0.0.0.0", 8), // this network
          block("10.0.0.0", 8), // private
          block("100.64.0.0", 10), // shared by providers
          block("127.0.0.0", 8), // loopback
          block("169.254.0.0", 16), // link local, and the clouds' metadata
          block("172.16.0.0", 12), // private
          block("192.0.0.0", 24), // protocols
          block("192.0.2.0", 24), // documentation
          block("192.31.196.0", 24), // AS112
          block("192.52.193.0", 24), // AMT
          block("192.88.99.0", 24), // 6to4 relays
          block("192.168.0.0", 16), // private
          block("192.175.48.0", 24), // AS112
          block("198.18.0.0", 15), // benchmarks
          block("198.51.100.0", 24), // documentation
          block("203.0.113.0", 24), // documentation
          block("224.0.0.0", 4), // multicast
          block("240.0.0.0", 4)); // reserved, broadcast

  /// The only block of IPv6 from which public addresses are given out; loopback, mapped, NAT64,
  /// unique local, link local and multicast addresses all lie outside.
  private static final Block GLOBAL_6 = block("2000::", 3);

  private static final List<Block> REFUSED_6 =
      List.of(
          block("2001::", 23), // protocols, Teredo, ORCHID
          block("2001:db8::", 32), // documentation
          block("2002::", 16), // 6to4
          block("2620:4f:8000::", 48), // AS112
          block("3fff::", 20)); // documentation

  private PublicAddresses() {}

  static boolean isPublic(InetAddress address) {
    return address instanceof Inet4Address
        ? REFUSED_4.stream().noneMatch(block -> block.holds(address))
        : GLOBAL_6.holds(address) && REFUSED_6.stream().noneMatch(block -> block.holds(address));
  }

  private static Block block(String start, int bits) {
    try {
      return new Block(InetAddress.getByName(start).getAddress(), bits); // a literal: no name
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // constants of this class, never handed out
  private record Block(byte[] start, int bits) {
    boolean holds(InetAddress address) {
      byte[] bytes = address.getAddress();
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((bytes[bit / 8] & mask) != (start[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
