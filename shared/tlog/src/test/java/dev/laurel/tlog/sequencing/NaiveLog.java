package dev.laurel.tlog.sequencing;

import dev.laurel.storage.ObjectName;
import dev.laurel.testkit.MemoryObjectStore;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// The log straight from its definition (RFC 6962 section 2.1, C2SP tlog-tiles), without any of the
/// code that is tested: slow, and obviously right.
final class NaiveLog {
  private static final Map<String, Map<String, byte[]>> FILES = new ConcurrentHashMap<>();

  private NaiveLog() {}

  /// MTH of the entries.
  static byte[] root(List<byte[]> entries) {
    int n = entries.size();
    if (n == 0) {
      return sha256();
    }
    if (n == 1) {
      return sha256(new byte[] {0}, entries.getFirst());
    }
    int k = Integer.highestOneBit(n - 1);
    return sha256(new byte[] {1}, root(entries.subList(0, k)), root(entries.subList(k, n)));
  }

  /// All files of a log of these entries, by name. They follow from the root, so they are made once
  /// for all tests that come to the same log.
  static Map<String, byte[]> files(List<byte[]> entries) {
    return FILES.computeIfAbsent(hex(root(entries)), root -> made(entries));
  }

  private static Map<String, byte[]> made(List<byte[]> entries) {
    Map<String, byte[]> files = new TreeMap<>();
    for (int from = 0; from < entries.size(); from += 256) {
      List<byte[]> some = entries.subList(from, Math.min(entries.size(), from + 256));
      ByteArrayOutputStream bundle = new ByteArrayOutputStream();
      for (byte[] entry : some) {
        bundle.write(entry.length >> 8);
        bundle.write(entry.length);
        bundle.writeBytes(entry);
      }
      files.put(name("tile/entries/", from / 256, some.size()), bundle.toByteArray());
    }
    for (int level = 0, span = 1; span <= entries.size(); level++, span *= 256) {
      int hashes = entries.size() / span;
      for (int from = 0; from < hashes; from += 256) {
        ByteArrayOutputStream tile = new ByteArrayOutputStream();
        int to = Math.min(hashes, from + 256);
        for (int i = from; i < to; i++) {
          tile.writeBytes(root(entries.subList(i * span, (i + 1) * span)));
        }
        files.put(name("tile/" + level + "/", from / 256, to - from), tile.toByteArray());
      }
    }
    return files;
  }

  /// The entries of a log of this size in the store, or empty where a bundle is missing.
  static Optional<List<byte[]>> entries(MemoryObjectStore store, long size) {
    List<byte[]> entries = new ArrayList<>();
    for (long from = 0; from < size; from += 256) {
      int width = (int) Math.min(256, size - from);
      Optional<byte[]> bundle =
          store.bytes(new ObjectName(name("tile/entries/", from / 256, width)));
      if (bundle.isEmpty()) {
        return Optional.empty();
      }
      byte[] bytes = bundle.get();
      for (int at = 0; at < bytes.length; ) {
        int length = (bytes[at] & 0xff) * 256 + (bytes[at + 1] & 0xff);
        entries.add(Arrays.copyOfRange(bytes, at + 2, at + 2 + length));
        at += 2 + length;
      }
    }
    return Optional.of(entries);
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String name(String prefix, long index, int width) {
    if (index > 999) {
      throw new IllegalArgumentException("tests have small logs");
    }
    return prefix + String.format("%03d", index) + (width == 256 ? "" : ".p/" + width);
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
