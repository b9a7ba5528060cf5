package dev.laurel.credentials.status;

import dev.laurel.credentials.MultibaseText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// The bits of a status list (Bitstring Status List 3.1): index 0 is the most significant bit of
/// the first byte. Immutable.
public final class Bitstring {
  /// Fewest bits of a list, so that an index says little about its holder (Bitstring Status List
  /// 3.1), and the size of the lists made here.
  public static final int MINIMUM_SIZE = 131_072;

  /// Most bits read from a foreign list: 8 MiB uncompressed. Larger ones are bombs.
  public static final int MAXIMUM_SIZE = 1 << 26;

  /// Longest encoded text read. Bits that do not compress take 4/3 of their bytes, and the longest
  /// list of ours is 22,000 characters; a 1 GiB bomb of zeros is 1.4 million.
  private static final int MAX_ENCODED_LENGTH = 12 << 20;

  private final byte[] bits;

  private Bitstring(byte[] bits) {
    this.bits = bits;
  }

  /// The outcome of reading an encoded list.
  public sealed interface Decoding {
    /// The bits, [#MINIMUM_SIZE] or more.
    record Decoded(Bitstring bits) implements Decoding {}

    record Refused(Reason reason, String detail) implements Decoding {}

    /// Why an encoded list is not read.
    enum Reason {
      /// Not `u`, base64url without padding, and GZIP.
      MALFORMED,
      /// More bits than allowed.
      LIMIT,
      /// Fewer bits than [#MINIMUM_SIZE].
      TOO_SHORT
    }
  }

  /// A list of [#MINIMUM_SIZE] bits, none set.
  public static Bitstring empty() {
    return new Bitstring(new byte[MINIMUM_SIZE / 8]);
  }

  /// The list of an encoded text (`encodedList`).
  public static Decoding decode(String encodedList, int maxBits) {
    if (encodedList.length() > MAX_ENCODED_LENGTH) {
      return new Decoding.Refused(Decoding.Reason.LIMIT, "the encoded list is too long");
    }
    Optional<byte[]> gzip = MultibaseText.decodeBase64Url(encodedList, MAX_ENCODED_LENGTH);
    if (gzip.isEmpty()) {
      return malformed("the encoded list is not u and base64url without padding");
    }
    int maxBytes = maxBits / 8;
    byte[] bits;
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip.get()))) {
      bits = in.readNBytes(maxBytes + 1);
    } catch (IOException e) {
      return malformed("the encoded list is not GZIP");
    }
    if (bits.length > maxBytes) {
      return new Decoding.Refused(
          Decoding.Reason.LIMIT, "the list has more than " + maxBits + " bits");
    }
    if (bits.length < MINIMUM_SIZE / 8) {
      return new Decoding.Refused(
          Decoding.Reason.TOO_SHORT, "the list has fewer than " + MINIMUM_SIZE + " bits");
    }
    return new Decoding.Decoded(new Bitstring(bits));
  }

  /// The number of bits.
  public int size() {
    return bits.length * 8;
  }

  /// The bit at an index. Throws [IndexOutOfBoundsException] outside the list.
  public boolean get(int index) {
    checkIndex(index);
    return (bits[index / 8] & mask(index)) != 0;
  }

  /// This list with one bit changed.
  public Bitstring with(int index, boolean value) {
    checkIndex(index);
    byte[] changed = bits.clone();
    if (value) {
      changed[index / 8] |= mask(index);
    } else {
      changed[index / 8] &= (byte) ~mask(index);
    }
    return new Bitstring(changed);
  }

  /// This list with bits set.
  public Bitstring withAll(Collection<Integer> indexes) {
    byte[] changed = bits.clone();
    for (int index : indexes) {
      checkIndex(index);
      changed[index / 8] |= mask(index);
    }
    return new Bitstring(changed);
  }

  /// The text for `encodedList`: `u` and the base64url of the GZIP of the bits.
  public String encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bits);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return MultibaseText.base64Url(out.toByteArray());
  }

  private void checkIndex(int index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException("index " + index + " of a list of " + size() + " bits");
    }
  }

  private static byte mask(int index) {
    return (byte) (0x80 >>> (index % 8));
  }

  private static Decoding malformed(String detail) {
    return new Decoding.Refused(Decoding.Reason.MALFORMED, detail);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bitstring list && Arrays.equals(list.bits, bits);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bits);
  }

  @Override
  public String toString() {
    return "Bitstring[" + size() + " bits]";
  }
}
