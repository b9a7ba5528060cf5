package dev.laurel.credentials.proof;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// The text of a JSON number in RDF (JSON-LD API 8.6): libraries differ in it for typed integers,
/// and a difference is a broken signature, so it is written here.
public record CanonicalNumber(String text, String datatype) {
  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";

  /// From here on integers are written like fractions.
  private static final BigDecimal FIRST_DOUBLE = BigDecimal.TEN.pow(21);

  private static final MathContext SIXTEEN_DIGITS = new MathContext(16, RoundingMode.HALF_UP);

  /// The text of a number, and its datatype: the one that its term gives, or the one of its kind
  /// where that is empty.
  static CanonicalNumber of(BigDecimal number, String termType) {
    boolean integral = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    boolean fraction =
        !integral || termType.equals(XSD + "double") || number.abs().compareTo(FIRST_DOUBLE) >= 0;
    String kind = XSD + (fraction ? "double" : "integer");
    return new CanonicalNumber(
        fraction ? exponential(nearestDouble(number)) : number.toBigInteger().toString(),
        termType.isEmpty() ? kind : termType);
  }

  /// Whether every reader writes the number alike: those that go by the digits in the document and
  /// those that go by the double that the digits stand for.
  public static boolean portable(BigDecimal number) {
    BigDecimal nearest = nearestDouble(number);
    boolean integral = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    return (integral && number.abs().compareTo(FIRST_DOUBLE) < 0)
        ? nearest.compareTo(number) == 0
        : exponential(nearest).equals(exponential(number));
  }

  /// The double that the digits stand for, exactly: 8.5417 is 8.54170000000000051..., and its
  /// sixteen digits end in 1. Beyond all doubles, the number itself.
  private static BigDecimal nearestDouble(BigDecimal number) {
    double nearest = number.doubleValue();
    return Double.isInfinite(nearest) ? number : new BigDecimal(nearest);
  }

  /// The canonical form of xsd:double: a digit, a point, at least one digit, `E`, the exponent.
  private static String exponential(BigDecimal number) {
    if (number.signum() == 0) {
      return "0.0E0";
    }
    BigDecimal rounded = number.round(SIXTEEN_DIGITS).stripTrailingZeros();
    String digits = rounded.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - rounded.scale();
    return (rounded.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + "."
        + (digits.length() > 1 ? digits.substring(1) : "0")
        + "E"
        + exponent;
  }
}
