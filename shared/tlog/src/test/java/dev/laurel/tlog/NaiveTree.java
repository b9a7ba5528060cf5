package dev.laurel.tlog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The log as RFC 6962 section 2.1 and C2SP tlog-tiles define it, word for word and without any
/// code of the main tree: every hash is a recursion over all its leaves. Hashes are kept by their
/// range, which their definition depends on alone.
public final class NaiveTree {
  private final List<byte[]> entries;
  private final Map<Long, byte[]> known = new HashMap<>();

  public NaiveTree(List<byte[]> entries) {
    this.entries = List.copyOf(entries);
  }

  /// Entries of different lengths, the empty one among them.
  public static List<byte[]> entries(int count) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(("entry-" + i).repeat(i % 7).getBytes(StandardCharsets.UTF_8));
    }
    return entries;
  }

  /// MTH(D[from:to]).
  public byte[] mth(int from, int to) {
    byte[] hash = known.get((long) from << 32 | to);
    return hash != null ? hash : remember(from, to);
  }

  private byte[] remember(int from, int to) {
    int n = to - from;
    byte[] hash;
    if (n == 0) {
      hash = sha256();
    } else if (n == 1) {
      hash = sha256(new byte[] {0}, entries.get(from));
    } else {
      int k = largestPowerOfTwoBelow(n);
      hash = sha256(new byte[] {1}, mth(from, from + k), mth(from + k, to));
    }
    known.put((long) from << 32 | to, hash);
    return hash;
  }

  public Hash root(int size) {
    return Hash.of(mth(0, size));
  }

  /// PATH(m, D[0:n]).
  public List<Hash> path(int m, int n) {
    return hashes(path(m, 0, n));
  }

  private List<byte[]> path(int m, int from, int to) {
    int n = to - from;
    if (n == 1) {
      return new ArrayList<>();
    }
    int k = largestPowerOfTwoBelow(n);
    List<byte[]> path;
    if (m < k) {
      path = path(m, from, from + k);
      path.add(mth(from + k, to));
    } else {
      path = path(m - k, from + k, to);
      path.add(mth(from, from + k));
    }
    return path;
  }

  /// PROOF(m, D[0:n]).
  public List<Hash> proof(int m, int n) {
    return m == 0 ? List.of() : hashes(subproof(m, 0, n, true));
  }

  private List<byte[]> subproof(int m, int from, int to, boolean known) {
    int n = to - from;
    List<byte[]> proof = new ArrayList<>();
    if (m == n) {
      if (!known) {
        proof.add(mth(from, to));
      }
      return proof;
    }
    int k = largestPowerOfTwoBelow(n);
    if (m <= k) {
      proof = subproof(m, from, from + k, known);
      proof.add(mth(from + k, to));
    } else {
      proof = subproof(m - k, from + k, to, false);
      proof.add(mth(from, from + k));
    }
    return proof;
  }

  /// All files of a tree of this size, by path.
  public Map<String, byte[]> files(int size) {
    Map<String, byte[]> files = new TreeMap<>();
    for (int level = 0, leaves = 1; leaves <= size; level++, leaves *= 256) {
      for (int n = 0; n * 256 * leaves < size - size % leaves; n++) {
        ByteArrayOutputStream tile = new ByteArrayOutputStream();
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        int width = 0;
        for (int i = n * 256; i < (n + 1) * 256 && (i + 1) * leaves <= size; i++, width++) {
          tile.writeBytes(mth(i * leaves, (i + 1) * leaves));
          byte[] entry = entries.get(Math.min(i, entries.size() - 1));
          bundle.write(entry.length / 256);
          bundle.write(entry.length % 256);
          bundle.writeBytes(entry);
        }
        String name = "%03d%s".formatted(n, width == 256 ? "" : ".p/" + width);
        files.put("tile/" + level + "/" + name, tile.toByteArray());
        if (level == 0) {
          files.put("tile/entries/" + name, bundle.toByteArray());
        }
      }
    }
    return files;
  }

  private static int largestPowerOfTwoBelow(int n) {
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return k;
  }

  private static List<Hash> hashes(List<byte[]> raw) {
    return raw.stream().map(Hash::of).toList();
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
