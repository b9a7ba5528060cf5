package dev.laurel.credentials.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.laurel.credentials.MultibaseText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BitstringTest {
  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static Bitstring.Decoding decode(String text) {
    return Bitstring.decode(text, Bitstring.MAXIMUM_SIZE);
  }

  private static Bitstring.Decoding.Reason reason(String text) {
    return ((Bitstring.Decoding.Refused) decode(text)).reason();
  }

  @ParameterizedTest
  @Tag("check-37")
  @CsvSource({
    "0, 0, 0x80",
    "1, 0, 0x40",
    "7, 0, 0x01",
    "8, 1, 0x80",
    "12, 1, 0x08",
    "15, 1, 0x01",
    "94567, 11820, 0x01",
    "131071, 16383, 0x01"
  })
  void with_index_setsTheMostSignificantBitFirst(int index, int octet, int value)
      throws IOException {
    Bitstring list = Bitstring.empty().with(index, true);
    byte[] compressed = MultibaseText.decodeBase64Url(list.encode(), 100_000).orElseThrow();
    byte[] bits = new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes();
    assertThat(bits[octet] & 0xff).isEqualTo(value);
    bits[octet] = 0;
    assertThat(bits).containsOnly(0);
    assertThat(list.get(index)).isTrue();
    assertThat(list.with(index, false)).isEqualTo(Bitstring.empty());
  }

  @Test
  void decode_ownText_givesTheSameBits() {
    Bitstring list = Bitstring.empty().withAll(List.of(3, 77, 130_000));
    assertThat(decode(list.encode())).isEqualTo(new Bitstring.Decoding.Decoded(list));
    assertThat(list.size()).isEqualTo(131_072);
  }

  @Test
  void with_leavesTheListAsItWas() {
    Bitstring list = Bitstring.empty();
    list.with(5, true);
    assertThat(list.get(5)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 131_072, Integer.MAX_VALUE, Integer.MIN_VALUE})
  @Tag("check-32")
  void get_outsideTheList_throws(int index) {
    Bitstring list = Bitstring.empty();
    assertThatThrownBy(() -> list.get(index)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> list.with(index, true)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  @Tag("check-31")
  void decode_bombOfZeros_isRefusedWithoutUnpackingIt() throws IOException {
    byte[] member = gzip(new byte[16 << 20]);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < 64; i++) {
      out.write(member); // GZIP members one after the other are one stream: 1 GiB of zeros
    }
    String bomb = MultibaseText.base64Url(out.toByteArray());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThat(reason(bomb)).isEqualTo(Bitstring.Decoding.Reason.LIMIT);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(32 << 20);
  }

  @Test
  @Tag("check-31")
  void decode_overlongText_isRefused() {
    assertThat(reason("u" + "A".repeat(13 << 20))).isEqualTo(Bitstring.Decoding.Reason.LIMIT);
  }

  @Test
  void decode_sizes_endAtTheLimits() throws IOException {
    assertThat(decode(MultibaseText.base64Url(gzip(new byte[Bitstring.MAXIMUM_SIZE / 8]))))
        .isInstanceOf(Bitstring.Decoding.Decoded.class);
    assertThat(reason(MultibaseText.base64Url(gzip(new byte[Bitstring.MAXIMUM_SIZE / 8 + 1]))))
        .isEqualTo(Bitstring.Decoding.Reason.LIMIT);
    assertThat(Bitstring.decode(Bitstring.empty().encode(), 131_072))
        .isInstanceOf(Bitstring.Decoding.Decoded.class);
    assertThat(Bitstring.decode(Bitstring.empty().encode(), 131_071))
        .isInstanceOf(Bitstring.Decoding.Refused.class);
  }

  @Test
  @Tag("check-33")
  void decode_oneByteTooFew_isTooShort() throws IOException {
    assertThat(reason(MultibaseText.base64Url(gzip(new byte[16_383]))))
        .isEqualTo(Bitstring.Decoding.Reason.TOO_SHORT);
  }

  @Test
  @Tag("check-38")
  void decode_otherPackings_areMalformed() throws IOException {
    byte[] bits = new byte[16_384];
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(zlib)) {
      out.write(bits);
    }
    String good = Bitstring.empty().encode();
    byte[] cut = MultibaseText.decodeBase64Url(good, 100_000).orElseThrow();
    for (String text :
        List.of(
            MultibaseText.base64Url(zlib.toByteArray()),
            good.substring(1),
            "z" + good.substring(1),
            good + "=",
            good + "==",
            good.replace('_', '/').replace('-', '+') + "+",
            MultibaseText.base64Url(java.util.Arrays.copyOf(cut, cut.length - 9)),
            "u",
            "")) {
      assertThat(reason(text)).as(text).isEqualTo(Bitstring.Decoding.Reason.MALFORMED);
    }
  }
}
