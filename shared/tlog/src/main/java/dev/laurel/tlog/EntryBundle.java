package dev.laurel.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// An entry bundle (C2SP tlog-tiles): up to 256 entries, each behind its length in two bytes.
public final class EntryBundle {
  /// Longest entry: its length is written in two bytes.
  public static final int MAX_ENTRY = 65_535;

  /// Bytes of a length.
  private static final int PREFIX = 2;

  private EntryBundle() {}

  /// The bytes of a bundle.
  public static byte[] of(List<byte[]> entries) {
    if (entries.isEmpty() || entries.size() > TilePath.FULL_WIDTH) {
      throw new IllegalArgumentException("a bundle holds 1 to " + TilePath.FULL_WIDTH);
    }
    int length = 0;
    for (byte[] entry : entries) {
      requireEntry(entry);
      length += PREFIX + entry.length;
    }
    byte[] bundle = new byte[length];
    int at = 0;
    for (byte[] entry : entries) {
      bundle[at++] = (byte) (entry.length >> Byte.SIZE);
      bundle[at++] = (byte) entry.length;
      System.arraycopy(entry, 0, bundle, at, entry.length);
      at += entry.length;
    }
    return bundle;
  }

  /// The entries of a bundle that holds exactly `width` of them, or empty where the bytes do not.
  public static Optional<List<byte[]>> parse(byte[] bundle, int width) {
    List<byte[]> entries = new ArrayList<>(width);
    int at = 0;
    while (at < bundle.length) {
      if (entries.size() == width || bundle.length - at < PREFIX) {
        return Optional.empty();
      }
      int length = ((bundle[at] & 0xff) << Byte.SIZE) | (bundle[at + 1] & 0xff);
      at += PREFIX;
      if (length > bundle.length - at) {
        return Optional.empty();
      }
      entries.add(Arrays.copyOfRange(bundle, at, at + length));
      at += length;
    }
    return entries.size() == width ? Optional.of(entries) : Optional.empty();
  }

  static void requireEntry(byte[] entry) {
    if (entry.length > MAX_ENTRY) {
      throw new IllegalArgumentException("an entry has at most " + MAX_ENTRY + " bytes");
    }
  }
}
