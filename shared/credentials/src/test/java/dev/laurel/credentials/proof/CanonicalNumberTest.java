package dev.laurel.credentials.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalNumberTest {
  private static String text(String number) {
    return CanonicalNumber.of(new BigDecimal(number), "").text();
  }

  // JSON-LD API 8.6: printf("%1.15E") of the double, whose digits need not be those that were read.
  @ParameterizedTest
  @CsvSource({
    "8.5417,8.541700000000001E0",
    "47.3769,4.73769E1",
    "0.1,1.0E-1",
    "0.3,3.0E-1",
    "1.1e-7,1.1E-7",
    "-2.25,-2.25E0",
    "1e21,1.0E21",
    "123456789012345.678,1.234567890123457E14",
    "5e-324,4.940656458412465E-324",
    "1e400,1.0E400"
  })
  void of_fraction_isWrittenByItsDouble(String number, String text) {
    assertThat(text(number)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "5",
        "15.000",
        "0.5",
        "-2.25",
        "47.3769",
        "9007199254740992",
        "-1.5e300"
      })
  void portable_numberThatAllReadersWriteAlike_isTrue(String number) {
    assertThat(CanonicalNumber.portable(new BigDecimal(number))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.5417", "9007199254740993"})
  void portable_numberThatReadersWriteDifferently_isFalse(String number) {
    assertThat(CanonicalNumber.portable(new BigDecimal(number))).isFalse();
  }
}
