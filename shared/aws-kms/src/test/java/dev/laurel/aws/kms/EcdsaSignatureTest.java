package dev.laurel.aws.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EcdsaSignatureTest {
  private static Optional<byte[]> raw(String hex) {
    return EcdsaSignature.raw(HexFormat.of().parseHex(hex));
  }

  @Test
  void raw_smallNumbers_areFilledWithZeros() {
    byte[] expected = new byte[64];
    expected[31] = 1;
    expected[63] = 0x7f;
    assertThat(raw("300602010102017f"))
        .hasValueSatisfying(raw -> assertThat(raw).isEqualTo(expected));
  }

  @Test
  void raw_numbersWithTheirHighBitSet_loseThePadding() {
    String high = "ff".repeat(32);
    assertThat(raw("3046022100" + high + "022100" + high))
        .hasValueSatisfying(
            raw -> assertThat(HexFormat.of().formatHex(raw)).isEqualTo(high + high));
  }

  /// r and s differ in length from one signature to the next, so many are looked at.
  @Test
  void raw_ofTheJdksSignatures_verifiesInTheOtherForm() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    for (int i = 0; i < 300; i++) {
      byte[] message = ("message " + i).getBytes(StandardCharsets.UTF_8);
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(pair.getPrivate());
      signer.update(message);
      byte[] raw = EcdsaSignature.raw(signer.sign()).orElseThrow();
      Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
      verifier.initVerify(pair.getPublic());
      verifier.update(message);
      assertThat(verifier.verify(raw)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "3006020101020101" + "00", // a byte after it
        "30060201010201", // cut
        "3106020101020101", // a set
        "3005020101020101", // wrong length
        "3006020201020101", // first integer reaches into the second
        "3006020181020101", // negative
        "3007020200010201" + "01", // padded without need
        "3006020100020101", // r is zero
        "3005020002020101", // an integer without digits
        "3006030101020101", // a bit string
      })
  void raw_ofAnythingElse_isEmpty(String hex) {
    assertThat(raw(hex)).isEmpty();
  }

  @Test
  void raw_integerOf33Digits_isEmpty() {
    assertThat(raw("3026022101" + "00".repeat(32) + "020101")).isEmpty();
  }
}
