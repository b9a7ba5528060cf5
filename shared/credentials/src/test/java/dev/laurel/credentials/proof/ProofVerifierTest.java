package dev.laurel.credentials.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Security;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProofVerifierTest {
  private static final byte[] MESSAGE = new byte[64];
  private final ProofVerifier verifier = new ProofVerifier();
  private final KeyPair ed25519 = keys("Ed25519");
  private final KeyPair p256 = keys("EC");

  private static KeyPair keys(String name) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(name);
      if (name.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Multikey key(KeyPair keys) {
    return Multikey.fromSpki(keys.getPublic().getEncoded());
  }

  private static byte[] littleEndian(BigInteger value) {
    byte[] bytes = new byte[32];
    byte[] big = value.toByteArray();
    for (int i = 0; i < Math.min(32, big.length); i++) {
      bytes[i] = big[big.length - 1 - i];
    }
    return bytes;
  }

  private boolean eddsa(Multikey key, byte[] signature) {
    return verifier.verify(Cryptosuite.EDDSA_RDFC_2022, key, MESSAGE, signature);
  }

  private boolean ecdsa(byte[] signature) {
    return verifier.verify(Cryptosuite.ECDSA_RDFC_2019, key(p256), MESSAGE, signature);
  }

  @Test
  void verify_ownSignatures_areAccepted() {
    byte[] first = SignatureEngine.sign(KeyAlgorithm.ED25519, ed25519.getPrivate(), MESSAGE);
    byte[] second = SignatureEngine.sign(KeyAlgorithm.P256, p256.getPrivate(), MESSAGE);
    assertThat(first).hasSize(64);
    assertThat(second).hasSize(64);
    assertThat(eddsa(key(ed25519), first)).isTrue();
    assertThat(ecdsa(second)).isTrue();
    assertThat(verifier.verify(Cryptosuite.ECDSA_RDFC_2019, key(ed25519), MESSAGE, first))
        .isFalse();
    assertThat(verifier.verify(Cryptosuite.EDDSA_RDFC_2022, key(p256), MESSAGE, second)).isFalse();
  }

  @Test
  @Tag("check-10")
  void verify_eddsaSignatureBent_isRefused() {
    byte[] good = SignatureEngine.sign(KeyAlgorithm.ED25519, ed25519.getPrivate(), MESSAGE);
    byte[] s = Arrays.copyOfRange(good, 32, 64);
    byte[] reversed = new byte[32];
    for (int i = 0; i < 32; i++) {
      reversed[i] = s[31 - i];
    }
    byte[] plusOrder = good.clone();
    System.arraycopy(
        littleEndian(new BigInteger(1, reversed).add(Ed25519.ORDER)), 0, plusOrder, 32, 32);
    assertThat(eddsa(key(ed25519), good)).isTrue();
    assertThat(eddsa(key(ed25519), plusOrder)).isFalse();
    assertThat(eddsa(key(ed25519), new byte[64])).isFalse();
    assertThat(eddsa(key(ed25519), Arrays.copyOf(good, 63))).isFalse();
    assertThat(eddsa(key(ed25519), Arrays.copyOf(good, 65))).isFalse();
    assertThat(eddsa(key(ed25519), new byte[0])).isFalse();
    for (int bit = 0; bit < 512; bit += 7) {
      byte[] flipped = good.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(eddsa(key(ed25519), flipped)).as("bit %d", bit).isFalse();
    }
  }

  /// With a key of small order, R = -kA for some messages: one signature that fits many.
  @Test
  void verify_eddsaKeyOfSmallOrder_isRefused() {
    for (BigInteger y : Ed25519.SMALL_ORDER_Y) {
      assertThat(eightTimesIsNeutral(y)).as(y.toString(16)).isTrue();
      for (int sign : new int[] {0, 0x80}) {
        byte[] encoded = littleEndian(y);
        encoded[31] |= (byte) sign;
        byte[] signature = new byte[64];
        signature[0] = 1;
        assertThat(Ed25519.soundPoint(encoded)).isFalse();
        assertThat(eddsa(new Multikey(KeyAlgorithm.ED25519, encoded), signature)).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
      })
  void soundPoint_encodingBeyondTheField_isFalse(String hex) {
    assertThat(Ed25519.soundPoint(HexFormat.of().parseHex(hex))).isFalse();
  }

  @Test
  @Tag("check-46")
  void verify_ecdsaSignatureOutOfRange_isRefused() {
    byte[] good = SignatureEngine.sign(KeyAlgorithm.P256, p256.getPrivate(), MESSAGE);
    byte[] order = Arrays.copyOfRange(PrimeCurve.P256.order().toByteArray(), 1, 33);
    byte[] zeroR = good.clone();
    Arrays.fill(zeroR, 0, 32, (byte) 0);
    byte[] zeroS = good.clone();
    Arrays.fill(zeroS, 32, 64, (byte) 0);
    byte[] orderR = good.clone();
    System.arraycopy(order, 0, orderR, 0, 32);
    byte[] orderS = good.clone();
    System.arraycopy(order, 0, orderS, 32, 32);
    byte[] ones = new byte[64];
    Arrays.fill(ones, (byte) 0xff);
    for (byte[] bad : new byte[][] {new byte[64], zeroR, zeroS, orderR, orderS, ones}) {
      assertThat(PrimeCurve.P256.inRange(bad)).isFalse();
      assertThat(ecdsa(bad)).isFalse();
    }
    assertThat(ecdsa(good)).isTrue();
    assertThat(ecdsa(Arrays.copyOf(good, 63))).isFalse();
  }

  @Test
  @Tag("check-46")
  void verify_ecdsaSignatureInDer_isRefused() throws GeneralSecurityException {
    java.security.Signature der = java.security.Signature.getInstance("SHA256withECDSA");
    der.initSign(p256.getPrivate());
    der.update(MESSAGE);
    assertThat(ecdsa(der.sign())).isFalse();
  }

  @Test
  void verify_pointOffTheCurve_isRefused() {
    byte[] raw = new byte[33];
    raw[0] = 2;
    int off = 0;
    for (int x = 0; x < 20; x++) {
      raw[32] = (byte) x;
      if (PrimeCurve.P256.decompress(raw).isEmpty()) {
        off++;
        Multikey key = new Multikey(KeyAlgorithm.P256, raw);
        byte[] signature = new byte[64];
        signature[31] = 1;
        signature[63] = 1;
        assertThat(verifier.verify(Cryptosuite.ECDSA_RDFC_2019, key, MESSAGE, signature)).isFalse();
      }
    }
    assertThat(off).isPositive();
  }

  @Test
  void multikey_ofManyKeys_survivesTextAndX509() {
    for (int i = 0; i < 20; i++) {
      for (KeyPair keys : new KeyPair[] {keys("Ed25519"), keys("EC")}) {
        Multikey key = key(keys);
        assertThat(Multikey.parse(key.text())).contains(key);
        assertThat(key.text())
            .startsWith(keys.getPublic().getAlgorithm().equals("EC") ? "zDn" : "z6Mk");
        assertThat(key.toPublicKey().getEncoded()).isEqualTo(keys.getPublic().getEncoded());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "z",
        "z6Mk",
        "6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
        "u6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
        "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ22",
        "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ",
        "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq",
        "u7QGvrZ-NK7kz3ToUNVTzUlWJ6DJiDoSrL9xc_-wdMvy25Q",
        "z82LkvCwHNreneWpsgPEbV3gu1C6NFJEBg4srfJ5gdxEsMGRJUz2sG9FE42shbn2xkZJh5"
      })
  void multikey_otherText_isEmpty(String text) {
    assertThat(Multikey.parse(text)).isEmpty();
  }

  @Test
  void providerName_withoutFasterProvider_isTheJdk() {
    assertThat(Security.getProvider("BC")).isNull();
    assertThat(SignatureEngine.providerName(KeyAlgorithm.ED25519)).isEqualTo("SunEC");
  }

  /// Doubles a point of the curve -x^2 + y^2 = 1 + d x^2 y^2 three times, by the value of y^2
  /// alone: x^2 follows from the equation, and y of the double from both.
  private static boolean eightTimesIsNeutral(BigInteger y) {
    BigInteger p = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    BigInteger d =
        BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(p)).mod(p);
    BigInteger current = y.mod(p);
    for (int i = 0; i < 3; i++) {
      BigInteger yy = current.multiply(current).mod(p);
      BigInteger xx =
          yy.subtract(BigInteger.ONE)
              .multiply(d.multiply(yy).add(BigInteger.ONE).modInverse(p))
              .mod(p);
      BigInteger product = d.multiply(xx).multiply(yy).mod(p);
      current = yy.add(xx).multiply(BigInteger.ONE.subtract(product).modInverse(p)).mod(p);
    }
    return current.equals(BigInteger.ONE);
  }
}
