package dev.laurel.credentials.baking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class PngTest {
  private static final String KEYWORD = "openbadgecredential";
  private static final String CREDENTIAL = "{\"name\":\"Gewässer – 水の質\",\"x\":\"]]>\"}";
  private static final String JWS = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln-_";

  @Test
  @Tag("check-82")
  void bake_intoAPlainImage_addsOneChunkBehindTheHeaderAndNothingElse() {
    byte[] plain = Pngs.with(Pngs.chunk("gAMA", new byte[] {0, 0, (byte) 0xb1, (byte) 0x8f}));
    byte[] baked = done(Baking.bake(plain, CREDENTIAL));
    byte[] chunk = Pngs.itxt(KEYWORD, CREDENTIAL);
    assertThat(Arrays.copyOf(baked, 33)).isEqualTo(Arrays.copyOf(plain, 33));
    assertThat(Arrays.copyOfRange(baked, 33, 33 + chunk.length)).isEqualTo(chunk);
    assertThat(Arrays.copyOfRange(baked, 33 + chunk.length, baked.length))
        .isEqualTo(Arrays.copyOfRange(plain, 33, plain.length));
  }

  @Test
  @Tag("check-82")
  void unbake_ofABakedImage_givesTheCredentialByteForByte() {
    for (String credential : new String[] {CREDENTIAL, JWS, "{}", "\n {\"a\":\t1}\r\n"}) {
      byte[] baked = done(Baking.bake(Pngs.with(), credential));
      assertThat(Baking.unbake(baked)).isEqualTo(new Unbaked.Found(credential));
    }
  }

  @Test
  @Tag("check-82")
  void bake_intoABakedImage_isAsIfItHadBeenPlain() {
    byte[] plain = Pngs.with();
    byte[] once = done(Baking.bake(plain, CREDENTIAL));
    assertThat(done(Baking.bake(once, JWS))).isEqualTo(done(Baking.bake(plain, JWS)));
    byte[] elsewhere =
        Pngs.with(Pngs.chunk("tIME", new byte[7]), Pngs.itxt(KEYWORD, "{\"old\":1}"));
    assertThat(done(Baking.bake(elsewhere, JWS)))
        .isEqualTo(done(Baking.bake(Pngs.with(Pngs.chunk("tIME", new byte[7])), JWS)));
  }

  @Test
  void unbake_ofAnImageWithOtherText_findsNone() {
    assertThat(Baking.unbake(Pngs.with())).isEqualTo(new Unbaked.None());
    assertThat(Baking.unbake(Pngs.with(Pngs.itxt("Comment", "{}")))).isEqualTo(new Unbaked.None());
  }

  @Test
  void unbake_ofAnOlderBadge_saysSo() {
    String url = "https://badges.example/assertions/7.json";
    assertThat(Baking.unbake(Pngs.with(Pngs.itxt("openbadges", url))))
        .isEqualTo(new Unbaked.OpenBadges2(url));
    byte[] oldest = Pngs.chunk("tEXt", ("openbadges\0" + url).getBytes(UTF_8));
    assertThat(Baking.unbake(Pngs.with(oldest))).isEqualTo(new Unbaked.OpenBadges2(url));
    assertThat(Baking.unbake(Pngs.with(Pngs.itxt("openbadges", url), Pngs.itxt(KEYWORD, JWS))))
        .isEqualTo(new Unbaked.Found(JWS));
  }

  @Test
  @Tag("check-81")
  void unbake_withBadMagic_isRefused() {
    byte[] png = Pngs.with(Pngs.itxt(KEYWORD, CREDENTIAL));
    png[0] = 'X';
    assertThat(refusal(png)).contains("neither a PNG nor an SVG");
  }

  @Test
  @Tag("check-81")
  void unbake_withABadCrc_isRefused() {
    byte[] png = Pngs.with(Pngs.itxt(KEYWORD, CREDENTIAL));
    for (int at : new int[] {17, 60, png.length - 14, png.length - 1}) {
      byte[] bad = png.clone();
      bad[at] ^= 1;
      assertThat(refusal(bad)).as("byte " + at).containsAnyOf("CRC", "within a chunk");
    }
  }

  @Test
  @Tag("check-81")
  void unbake_ofAHugeImage_isRefused() {
    for (int[] size : new int[][] {{50_000, 50_000}, {16_385, 1}, {1, 16_385}, {0, 1}, {-1, 1}}) {
      byte[] png =
          Pngs.joined(
              Pngs.MAGIC,
              Pngs.header(size[0], size[1]),
              Pngs.pixels(),
              Pngs.chunk("IEND", new byte[0]));
      assertThat(refusal(png)).contains("16384");
    }
  }

  @Test
  @Tag("check-81")
  void unbake_withTwoCredentials_isRefused() {
    byte[] one = Pngs.itxt(KEYWORD, CREDENTIAL);
    assertThat(refusal(Pngs.with(one, Pngs.itxt(KEYWORD, JWS)))).contains("two credentials");
    assertThat(refusal(Pngs.with(one, one))).contains("two credentials");
    byte[] other = Pngs.chunk("tEXt", (KEYWORD + "\0" + JWS).getBytes(UTF_8));
    assertThat(refusal(Pngs.with(one, other))).contains("two credentials");
    assertThat(Baking.bake(Pngs.with(one, one), JWS)).isInstanceOf(Baked.Refused.class);
  }

  @Test
  @Tag("check-81")
  void unbake_withACompressedCredential_isRefusedUnread() {
    byte[] bomb = Pngs.deflated(new byte[64 * 1024 * 1024]);
    assertThat(refusal(Pngs.with(Pngs.itxt(KEYWORD, true, bomb)))).contains("compressed");
    byte[] zipped = Pngs.chunk("zTXt", Pngs.joined((KEYWORD + "\0\0").getBytes(UTF_8), bomb));
    assertThat(refusal(Pngs.with(zipped))).contains("iTXt");
    byte[] plain = Pngs.chunk("tEXt", (KEYWORD + "\0" + JWS).getBytes(UTF_8));
    assertThat(refusal(Pngs.with(plain))).contains("iTXt");
  }

  @Test
  @Tag("check-81")
  void unbake_withBytesBehindTheEnd_isRefused() {
    byte[] png = Pngs.with(Pngs.itxt(KEYWORD, CREDENTIAL));
    assertThat(refusal(Pngs.joined(png, new byte[1]))).contains("behind the end");
    assertThat(refusal(Pngs.joined(png, Pngs.itxt(KEYWORD, JWS)))).contains("behind the end");
  }

  @Test
  @Tag("check-81")
  void unbake_ofAnImageCutShort_isRefusedAtEveryByte() {
    byte[] png = Pngs.with(Pngs.itxt(KEYWORD, CREDENTIAL));
    for (int length = 0; length < png.length; length++) {
      assertThat(Baking.unbake(Arrays.copyOf(png, length))).isInstanceOf(Unbaked.Refused.class);
    }
  }

  @Test
  void unbake_withAMalformedChunk_isRefused() {
    byte[] noFlags = Pngs.chunk("iTXt", (KEYWORD + "\0").getBytes(UTF_8));
    byte[] noZero = Pngs.chunk("iTXt", KEYWORD.getBytes(UTF_8));
    byte[] noLanguage = Pngs.chunk("iTXt", (KEYWORD + "\0\0\0en").getBytes(UTF_8));
    for (byte[] chunk : new byte[][] {noFlags, noZero, noLanguage}) {
      assertThat(refusal(Pngs.with(chunk))).contains("cut short");
    }
    assertThat(refusal(Pngs.with(Pngs.itxt(KEYWORD, false, new byte[] {(byte) 0xc0, (byte) 0x80}))))
        .contains("UTF-8");
    assertThat(refusal(Pngs.with(Pngs.header(8, 8)))).contains("two headers");
  }

  @Test
  void unbake_beyondALimit_isRefused() {
    byte[][] many = new byte[10_001][];
    Arrays.fill(many, Pngs.chunk("tEXt", new byte[] {'a', 0}));
    assertThat(refusal(Pngs.with(many))).contains("10000 chunks");
    assertThat(refusal(Pngs.with(Pngs.chunk("tEXt", new byte[Baking.MAX_IMAGE_BYTES]))))
        .contains("larger than 4194304");
    String large = "{\"a\":\"" + "x".repeat(Baking.MAX_CREDENTIAL_BYTES) + "\"}";
    assertThat(refusal(Pngs.with(Pngs.itxt(KEYWORD, large)))).contains("larger than 1048576");
    assertThat(Baking.bake(Pngs.with(), large)).isInstanceOf(Baked.Refused.class);
  }

  @Test
  void bake_ofSomethingElseThanACredential_isRefused() {
    for (String text : new String[] {"", "hello", "<svg/>", "a.b", "a.b.c.d", "{\"a\":\"\0\"}"}) {
      assertThat(Baking.bake(Pngs.with(), text)).isInstanceOf(Baked.Refused.class);
    }
    assertThat(Baking.bake(new byte[0], "{}")).isInstanceOf(Baked.Refused.class);
  }

  @Test
  void unbake_ofTenThousandChangedImages_neverThrows() {
    Random random = new Random(81);
    byte[] png = Pngs.with(Pngs.itxt(KEYWORD, CREDENTIAL));
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] changed = png.clone();
      int flips = 1 + random.nextInt(4);
      for (int flip = 0; flip < flips; flip++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      refused += Baking.unbake(changed) instanceof Unbaked.Refused ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(9_900);
  }

  private static byte[] done(Baked baked) {
    assertThat(baked).isInstanceOf(Baked.Done.class);
    return ((Baked.Done) baked).image();
  }

  private static String refusal(byte[] image) {
    Unbaked unbaked = Baking.unbake(image);
    assertThat(unbaked).isInstanceOf(Unbaked.Refused.class);
    return ((Unbaked.Refused) unbaked).why();
  }
}
